"""A level is proved before a class sees it: the expert makes no error, and each mutant is found for exactly his.

Both play through the real simulation and the real scoring, spread over the processor's cores.  What no seed made possible
is named, never passed over.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager, suppress
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from game.commands import Command
from game.session.jobs import Tell, die_with_parent
from game.session.judging import opportunities_of
from game.session.mutants import Trial, mutants
from game.session.proof import WRONG, ProofReport, SeedProof
from game.session.trials import ExpertPlay, Fork, MutantPlay, play_expert, play_mutant
from game.spec import LevelSpec
from game.world.hazards import ASSESSMENT_SEEDS
from game.world.runs import draw_of, everything
from scoring.rulebook import Rulebook

P = ParamSpec("P")
T = TypeVar("T")


LOOK_S = 0.1
"""So often somebody who is told how far it is can end it."""
SEARCHED = 10
"""Among so many times the seeds wanted those are looked for that draw what none of them has drawn yet."""


def proof_seeds(level: LevelSpec, count: int) -> tuple[int, ...]:
    """So many seeds, chosen so that together they draw as much of the pool as they can, the first of equals first.

    Every second one is an assessment's where the level keeps hazards for these."""
    pool = everything(level).hazards
    reserved = {hazard.id for hazard in pool if hazard.reserved}
    starts = (0, ASSESSMENT_SEEDS) if reserved else (0,)
    drawn = {seed: {h.id for h in draw_of(level, seed).hazards} for first in starts for seed in range(first, first + SEARCHED * count)}
    left, chosen = {hazard.id for hazard in pool}, []
    for n in range(count):
        first = starts[n % len(starts)]
        free = [seed for seed in range(first, first + SEARCHED * count) if seed not in chosen]
        chosen.append(max(free, key=lambda seed: (len(drawn[seed] & left & reserved), len(drawn[seed] & left))))
        left -= drawn[chosen[-1]]
    return tuple(chosen)


def prove(
    level: LevelSpec, rulebook: Rulebook, seeds: Sequence[int], jobs: int = 0, keep: Path | None = None, tell: Tell | None = None
) -> ProofReport:
    """Play expert and mutants at these seeds; where the expert errs himself, nobody is held against him.

    jobs: processes (0: one per core); keep: folder for runs that are not as they should be; tell: told "expert" or "mutants", how many
    have played and of how many, and ends the work by raising.  Who is told has a window: the work leaves it its interpreter, and gives
    way to it."""
    from game.content.lint.order import count_orders  # late: the check of a level is not needed to play it

    with _workers(level, rulebook, jobs, beside=tell is not None) as pool:
        experts = [pool.submit(_expert, seed) for seed in seeds]
        _awaited(experts, "expert", tell)
        running = [(expert, _start(pool, expert.result()) if expert.result().perfect else []) for expert in experts]
        _awaited([mutant for _, started in running for mutant in started], "mutants", tell)
        proofs = []
        for expert, started in running:
            proof = SeedProof(expert.result(), tuple(mutant.result() for mutant in started), {})
            proofs.append(_light(proof, {} if keep is None else _keep(level, rulebook, proof, keep)))
    orders = count_orders({step.id: list(step.after) for step in level.steps})
    return ProofReport(level.id, tuple(proofs), tuple(hazard.id for hazard in everything(level).hazards), level.rules, orders)


def _awaited(running: Sequence[Future[Any]], what: str, tell: Tell | None) -> None:
    """Until all have played; without somebody to be told each is waited for where its result is wanted."""
    left: set[Future[Any]] = set(running) if tell is not None else set()
    while left and tell is not None:
        tell(what, len(running) - len(left), len(running))
        left = wait(left, LOOK_S).not_done


def _start(pool: Executor, play: ExpertPlay) -> list[Future[MutantPlay]]:
    return [pool.submit(_mutant, play.seed, trial, fork) for trial, fork in play.forks]


def _light(proof: SeedProof, kept: Mapping[str, str]) -> SeedProof:
    """Without snapshots and commands, which are long."""
    expert = replace(proof.expert, commands=(), forks=tuple((trial, None) for trial, _ in proof.expert.forks))
    return SeedProof(expert, tuple(replace(play, commands=()) for play in proof.mutants), kept)


# --- work spread over processes ------------------------------------------------------------------------------------------


class _Here(Executor):
    """Does the work at once, in this process."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        done: Future[T] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


@contextmanager
def _workers(level: LevelSpec, rulebook: Rulebook, jobs: int, *, beside: bool) -> Iterator[Executor]:
    """beside: beside a window."""
    jobs = jobs or os.cpu_count() or 1
    if jobs == 1 and not beside:
        _ready(level, rulebook)
        yield _Here()
        return
    method = get_context("spawn")  # the same on every system, and nothing of a window's process comes along
    end = method.Event()
    with ProcessPoolExecutor(jobs, method, _ready, (level, rulebook, end, beside)) as pool:
        try:
            yield pool
        except BaseException:
            end.set()  # what is being played ends too
            pool.shutdown(cancel_futures=True)
            raise


_work: dict[str, tuple[LevelSpec, Rulebook]] = {}
"""What the runs of this process are about (key "": one proof at a time)."""


_ended: list[Event] = []
"""Of a process beside: set once nobody wants its work any more."""


def _wanted() -> bool:
    return not any(end.is_set() for end in _ended)


def _ready(level: LevelSpec, rulebook: Rulebook, end: Event | None = None, polite: bool = False) -> None:
    _work[""] = (level, rulebook)
    _ended[:] = [] if end is None else [end]
    die_with_parent()
    if polite and hasattr(os, "nice"):  # not on Windows
        os.nice(5)


def _expert(seed: int) -> ExpertPlay:
    return play_expert(*_work[""], seed, _wanted)


def _mutant(seed: int, trial: Trial, fork: Fork | None) -> MutantPlay:
    return play_mutant(*_work[""], seed, trial, fork, _wanted)


# --- runs to look at -----------------------------------------------------------------------------------------------------


def _keep(level: LevelSpec, rulebook: Rulebook, proof: SeedProof, folder: Path) -> dict[str, str]:
    """Write the runs that are not as they should be, for `replay`."""
    kept = {}
    commands = proof.expert.commands
    if not proof.expert.perfect:
        kept["expert"] = _write(level, rulebook, proof.expert.seed, commands, folder, "")
    for play in proof.mutants:
        if play.verdict in WRONG:
            whole = (*commands[: play.fork_tick], *play.commands)
            kept[play.trial.mutation.name] = _write(level, rulebook, play.seed, whole, folder, play.trial.mutation.name)
    return kept


def _write(level: LevelSpec, rulebook: Rulebook, seed: int, commands: Sequence[tuple[Command, ...]], folder: Path, mutant: str) -> str:
    from game.session.session import Session  # late: only a proof that fails needs station keys and files

    origin = "mutant" if mutant else "expert"
    session = Session(level, rulebook, seed, mode="practice", origin=origin, mutant=mutant, results=folder)
    for given in commands:
        session.step(given)
    session.close()
    return str(session.path)


# --- for other commands --------------------------------------------------------------------------------------------------


def trial_named(level: LevelSpec, rulebook: Rulebook, seed: int, name: str) -> Trial | tuple[str, ...]:
    """The mutant of that name at that seed, or the names there are."""
    trials = mutants(level, opportunities_of(level, rulebook, seed), draw_of(level, seed))
    for trial in trials:
        if name in (trial.mutation.name, trial.expects):
            return trial
    return tuple(trial.mutation.name for trial in trials)


def prove_paths(
    paths: Sequence[Path], seeds: int, lang: str, form: str = "text", *, jobs: int = 0, keep: Path | None = None
) -> tuple[str, int]:
    """Prove these level files at so many seeds each: what to print, and the exit code (1 when a level is not good).

    keep: where runs that are not as they should be are written; the user's data folder when nobody says otherwise."""
    from game.content.diagnostic import ContentError
    from game.content.loader import load_level
    from game.content.rules import load_rulebook
    from game.session.proof_report import as_json, as_text
    from game.session.proofs import proof_from, remember
    from game.session.results import data_folder

    folder = keep or data_folder() / "proofs"
    reports: list[ProofReport] = []
    refused: list[tuple[Path, str]] = []
    for path in paths:
        try:
            level, rulebook = load_level(path), load_rulebook()
        except ContentError as error:
            refused.append((path, error.message(lang)))
            continue
        reports.append(prove(level, rulebook, proof_seeds(level, seeds), jobs, folder))
        with suppress(OSError):  # the workshop shows it as long as the text is this one; nothing else needs it
            remember(level, rulebook, proof_from(reports[-1]))
    text = as_json(reports, refused, lang) if form == "json" else as_text(reports, refused, lang)
    return text, 0 if not refused and all(report.good for report in reports) else 1
