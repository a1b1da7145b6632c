"""Assessment sets: what a trainer's code opens, which forms of it were begun, what they amount to.  Knows no screen.

    code = new_code(level).text                              the trainer's: read out to the group
    opened = open_code(typed, levels)                        the station's; raises CodeError, NotOpen
    forms = forms_of(results, trainee, opened.set)           where this person stands
    session = begin(opened, next_form(forms), ...)           a run in mode assessment, its form in its file
    result = set_result([form.taken for form in forms])      scoring.assessment: verdict, reasons, mean, interval
    sets = sets_of(run_files([folder]))                      the trainer's room: every set of everybody in some folders

Nothing is stored: the state of a set is what the run files say.  A begun form counts, also when it was given up, closed or
set aside; an unfinished one is gone on with (`game.session.resume`), which its file records.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from game.session import codes
from game.session.approval import in_force
from game.session.codes import Code, CodeError
from game.session.faults import RunError
from game.session.header import Header, read_header
from game.session.judging import opportunities_of
from game.session.resume import ASIDE
from game.session.runfile import SUFFIX, ends_sealed
from game.session.session import Session
from game.session.sheets import sealed_sheet
from game.session.strict import LONGEST_LINE, Fields, loads
from game.spec import LevelSpec
from game.texts import t
from game.world.hazards import ASSESSMENT_SEEDS
from game.world.runs import draw_of
from scoring.assessment import FORMS, SetResult, Taken, set_result
from scoring.notes import Sitting
from scoring.rulebook import Rulebook
from scoring.score import ENOUGH

__all__ = ["FORMS", "Code", "CodeError", "Form", "NotOpen", "Opened", "SetState", "begin", "forms_of", "new_code", "next_form", "open_code",
           "points",
           "seeds_of", "set_result", "sets_of"]  # fmt: skip

CODES, AMPLE = 40, ENOUGH * 5 // 4
"""Codes looked at for a short level, and opportunities from which the first is good enough."""
TRIES = 32
"""Seeds looked at for a form, to find one that is unlike the form before."""
SEEDS = 2**40


class NotOpen(Exception):
    """A set cannot be opened or a form begun.  code: level | modes | approval | nobody | done; the text is `assess.not_<code>`."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code, self.values = code, values

    def text(self, lang: str) -> str:
        """Why, and what to do."""
        level = self.values.get("level")
        values = {**self.values, "level": level.title.get(lang)} if isinstance(level, LevelSpec) else self.values
        return t(f"assess.not_{self.code}", lang, **values)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a code opens: the level, the public id of the set, a seed for each form."""

    level: LevelSpec
    set: str
    seeds: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """One form of one person's set.  path: its run file, None before it is begun; taken: state and sheet for the result."""

    path: Path | None
    header: Header | None
    taken: Taken

    @property
    def number(self) -> int:
        """1, 2."""
        return self.taken.form

    @property
    def state(self) -> str:
        """One of scoring.assessment.STATES."""
        return self.taken.state


@dataclass(frozen=True, slots=True)
class SetState:
    """One person's set as run files tell it.  level, version: as the files name them; started: of its first run, UTC."""

    trainee: str
    set: str
    level: str
    version: str
    started: str
    forms: tuple[Form, ...]

    @property
    def result(self) -> SetResult:
        """What it amounts to so far."""
        return set_result([form.taken for form in self.forms])


# --- codes ---------------------------------------------------------------------------------------------------------------


def new_code(level: LevelSpec) -> Code:
    """A code that opens this level.  Where a level is short, of several codes the one whose forms give most to assess (see `points`).
    Raises NotOpen when no code can open it: not approved, or no assessment in its modes."""
    _fit(level)
    best = codes.new_code(level.id, level.control.version)
    for _ in range(CODES):
        if points(level, seeds_of(best, level)) >= AMPLE:
            break
        other = codes.new_code(level.id, level.control.version)
        best = max(best, other, key=lambda code: points(level, seeds_of(code, level)))
    return best


def points(level: LevelSpec, seeds: Sequence[int]) -> int:
    """Opportunities that forms of these seeds give at most; what one does leaves some of them unobserved.  Below
    `scoring.score.ENOUGH` a set can only be indicative."""
    from game.content.rules import load_rulebook

    rulebook, count = load_rulebook(), 0
    for seed in seeds:
        count += len(opportunities_of(level, rulebook, seed))
    return count


def open_code(typed: str, levels: Iterable[LevelSpec]) -> Opened:
    """What a code opens among these levels.  Raises CodeError for what is no code, NotOpen for a code that opens nothing here."""
    code = codes.read_code(typed)
    level = next((one for one in levels if codes.level_tag(one.id, one.control.version) == code.level), None)
    if level is None:
        raise NotOpen("level")
    _fit(level)
    return Opened(level, code.public, seeds_of(code, level))


def _fit(level: LevelSpec) -> None:
    if "assessment" not in level.modes:
        raise NotOpen("modes", level=level)
    if not in_force(level):
        raise NotOpen("approval", level=level, version=level.control.version)


def seeds_of(code: Code, level: LevelSpec) -> tuple[int, ...]:
    """A seed for each form: from the code by SHA-256, so the same for everybody; of the first 32 candidates the one whose draw has
    hazards kept for assessment (where the level keeps some) and shares fewest with the forms before."""
    kept = any(hazard.reserved for hazard in level.hazards)
    seeds: list[int] = []
    before: set[str] = set()
    for form in range(1, FORMS + 1):
        candidates = [ASSESSMENT_SEEDS + int(code.derive(f"form {form} try {n}"), 16) % SEEDS for n in range(TRIES)]
        drawn = [draw_of(level, seed).hazards for seed in candidates]
        ranks = [(kept and not any(one.reserved for one in mine), len({one.id for one in mine} & before)) for mine in drawn]
        best = ranks.index(min(ranks))
        seeds.append(candidates[best])
        before |= {one.id for one in drawn[best]}
    return tuple(seeds)


# --- forms ---------------------------------------------------------------------------------------------------------------


def begin(opened: Opened, forms: Sequence[Form], rulebook: Rulebook, results: Path, trainee: str, lang: str, device: str = "") -> Session:
    """A run of the next form.  Raises NotOpen (nobody: no pseudonym; done: nothing left to begin), RunError ("unwritable")."""
    if not trainee:
        raise NotOpen("nobody")
    number = next_form(forms)
    if number is None:
        raise NotOpen("done")
    sitting = Sitting(opened.set, number, FORMS)
    return Session(
        opened.level, rulebook, opened.seeds[number - 1], "assessment", "person", results, trainee, device, lang, sitting=sitting
    )  # fmt: skip


def next_form(forms: Sequence[Form]) -> int | None:
    """The form to begin: the first that was not, unless one is unfinished; None when there is none."""
    if any(form.state == "unfinished" for form in forms):
        return None
    return next((form.number for form in forms if form.state == "to_do"), None)


def forms_of(results: Path, trainee: str, set_id: str) -> tuple[Form, ...]:
    """The forms of this person's set, in their order, each as far as the run files of that folder tell."""
    own = [one for one in _found(_files(results)) if (one[1].trainee, one[2].set) == (trainee, set_id)]
    return _forms(own)


def sets_of(paths: Iterable[Path]) -> tuple[SetState, ...]:
    """Every set of everybody in these run files (`collection.run_files`), the newest first."""
    groups: dict[tuple[str, str], list[tuple[Path, Header, Sitting]]] = {}
    for one in _found(paths):
        groups.setdefault((one[1].trainee, one[2].set), []).append(one)
    states = []
    for (trainee, set_id), found in groups.items():
        first = min((header for _, header, _ in found), key=lambda header: (header.started, header.run))
        states.append(SetState(trainee, set_id, first.level, first.level_version, first.started, _forms(found)))
    return tuple(sorted(states, key=lambda one: (one.started, one.trainee, one.set), reverse=True))


def _files(results: Path) -> list[Path]:
    """Run files of a folder, those set aside too: they were begun."""
    return [path for folder in (results, results / ASIDE) if folder.is_dir() for path in sorted(folder.glob(f"*{SUFFIX}"))]


def _found(paths: Iterable[Path]) -> list[tuple[Path, Header, Sitting]]:
    found = []
    for path in paths:
        header = header_of(path)
        if header is not None and header.sitting is not None and header.origin == "person":
            found.append((path, header, header.sitting))
    return found


def header_of(path: Path) -> Header | None:
    """The first line of a run file, when it is one of an assessment set; None for any other file.  Only that line is read."""
    try:
        with path.open("rb") as file:
            line = file.readline(LONGEST_LINE)
    except OSError:
        return None
    if b'"assessment":{"set"' not in line:
        return None
    try:
        fields = Fields(loads(line.rstrip(b"\n")))
        fields.whole("n")
        return read_header(fields)
    except RunError:
        return None


def _forms(found: Sequence[tuple[Path, Header, Sitting]]) -> tuple[Form, ...]:
    """One per number: the first that was begun counts, copies of one run are one."""
    forms = []
    for number in range(1, FORMS + 1):
        begun: dict[str, tuple[Path, Header]] = {}
        for path, header, sitting in sorted(found, key=lambda one: (one[1].started, one[1].run, str(one[0]))):
            if sitting.form == number:
                begun.setdefault(header.run, (path, header))
        if not begun:
            forms.append(Form(None, None, Taken(number, "to_do", begun=0)))
            continue
        path, header = next(iter(begun.values()))
        forms.append(_form(path, header, number, len(begun)))
    return tuple(forms)


def _form(path: Path, header: Header, number: int, begun: int) -> Form:
    sheet = sealed_sheet(path)
    if sheet is not None:
        state = "finished" if sheet.ended == "finished" else "abandoned"
    elif ends_sealed(path):
        state = "damaged"
    else:
        state = "abandoned" if path.parent.name == ASIDE else "unfinished"
    return Form(path, header, Taken(number, state, sheet, begun))
