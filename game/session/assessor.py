"""Assess the assessor: somebody watches a run and marks what is wrong as it happens; how well he saw, and how fast.

A mark belongs to a moment at which something was found, from a little before it (one sees it coming) to LATE_TICKS after.  No mark
counts twice and no moment twice; of all ways to pair them one with the most pairs is taken.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from game.events import TICKS_PER_SECOND
from game.session.judging import opportunities_of
from game.session.mutants import mutants
from game.session.mutation import Mutation
from game.session.results import data_folder
from game.spec import LevelSpec
from game.world.draws import draw, pick
from game.world.runs import draw_of
from scoring.record import SheetFinding
from scoring.rulebook import Rulebook

EARLY_TICKS = 2 * TICKS_PER_SECOND
LATE_TICKS = 8 * TICKS_PER_SECOND
FILE = "watched.jsonl"
EXPERT, STUDENT, EITHER = "expert", "student", "either"
"""Whose run the program plays to be watched."""
EXPERTS_OF = 3
"""Where it may be either, one of so many does all right: who always finds something stops looking."""
TRIED = 4
"""Errors tried where the seed leaves nothing to do wrong."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A moment that was marked.  moment, mark: ticks; delay: from one to the other, below 0 when it was seen coming."""

    moment: int
    mark: int

    @property
    def delay(self) -> int:
        """Ticks."""
        return self.mark - self.moment


@dataclass(frozen=True, slots=True)
class Watched:
    """hits: in the order of time; missed: moments nobody marked; alarms: marks at which nothing was found."""

    hits: tuple[Hit, ...]
    missed: tuple[int, ...]
    alarms: tuple[int, ...]

    @property
    def mean_delay(self) -> float | None:
        """Ticks, None without a hit."""
        total = 0
        for hit in self.hits:
            total += hit.delay
        return total / len(self.hits) if self.hits else None


def moments_of(findings: Sequence[SheetFinding]) -> tuple[int, ...]:
    """Ticks at which something was found, each once: one act may break several rules.  What only followed from another finding does
    not count."""
    return tuple(sorted({one.finding.tick for one in findings if one.finding.root is None}))


def match(marks: Sequence[int], moments: Sequence[int]) -> Watched:
    """Pair marks with moments, both in ticks, in any order.

    All windows are equally long, so taking the marks in order, each for the earliest moment that is still open, leaves none unpaired
    that could be paired."""
    left = sorted(moments)
    hits: list[Hit] = []
    missed: list[int] = []
    alarms: list[int] = []
    for mark in sorted(marks):
        while left and left[0] + LATE_TICKS < mark:
            missed.append(left.pop(0))
        if left and left[0] - EARLY_TICKS <= mark:
            hits.append(Hit(left.pop(0), mark))
        else:
            alarms.append(mark)
    return Watched(tuple(hits), (*missed, *left), tuple(alarms))


def run_to_watch(level: LevelSpec, rulebook: Rulebook, seed: int, folder: Path, who: str = STUDENT) -> Path:
    """The file of a run played by the program.  who: EXPERT, who does all right; STUDENT, who errs once in a way that the seed draws;
    EITHER, as the seed draws.  Where no error that was tried could happen at that seed, all is right.  Raises OSError."""
    rng = draw(seed, "watched", level.id)
    if who == EITHER:
        who = EXPERT if pick(rng, EXPERTS_OF) == 0 else STUDENT
    errors = list(mutants(level, opportunities_of(level, rulebook, seed), draw_of(level, seed))) if who == STUDENT else []
    for _ in range(min(TRIED, len(errors))):
        path, erred = _played(level, rulebook, seed, folder, errors.pop(pick(rng, len(errors))).mutation)
        if erred:
            return path
        path.unlink()
    return _played(level, rulebook, seed, folder, None)[0]


def _played(level: LevelSpec, rulebook: Rulebook, seed: int, folder: Path, error: Mutation | None) -> tuple[Path, bool]:
    """The file of his run, and whether something was found."""
    from game.session.expert import Expert
    from game.session.session import Session

    session = Session(level, rulebook, seed, results=folder, origin="expert" if error is None else "mutant")
    pilot = Expert(level, error)
    while not session.world.ended and not pilot.stuck:
        session.step(pilot.commands(session.world.seen))
    sheet = session.close()
    if session.path is None or session.trouble is not None:
        raise session.trouble or OSError("no file")
    return session.path, bool(sheet.findings)


def keep(watched: Watched, marks: Sequence[int], run: str, level: str, trainee: str, day: str, folder: Path | None = None) -> Path:
    """Write down what a person marked, a line behind the others.  run: id of the run; day: UTC.  Raises OSError."""
    path = (folder or data_folder()) / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    told = {
        "trainee": trainee, "at": day, "run": run, "level": level, "marks": sorted(marks),
        "hits": [[hit.moment, hit.mark] for hit in watched.hits], "missed": list(watched.missed), "alarms": list(watched.alarms),
    }  # fmt: skip
    with path.open("ab") as file:
        file.write(json.dumps(told, ensure_ascii=False).encode() + b"\n")
    return path
