"""Headless runs for `prove`: the expert from the start, and each mutant from the expert's last snapshot before his error.

A mutant's first choice that an expert would not make is found by asking him at every decision of the expert.  His run is
then restored from the last snapshot before, brought to that tick by the expert's own commands, and goes on by his.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from game.commands import Command, Fill, Reach
from game.events import HazardMet, Refused
from game.session.acts import Act
from game.session.expert import Decision, Expert
from game.session.judging import opportunities_of
from game.session.mind import Memory
from game.session.mutants import Trial, mutants
from game.spec import LevelSpec
from game.world.runs import REBUILD_TICKS, open_world, restore_world
from scoring.findings import Finding, Judgement
from scoring.judge import Judge, JudgeState
from scoring.rulebook import Opportunity, Rulebook
from scoring.score import score

ONE_ACT = ("shorten", "grip", "bad_item", "blind", "lower", "drop", "uncovered", "ignore", "rush", "too_fast")
"""Ops that change one act; the others leave out or move a whole step."""
HOLD_S = 1.0
"""A stay of this long is more than a click."""


@dataclass(frozen=True, slots=True)
class Fork:
    """Where a mutant leaves the expert's path: the last snapshot before, and how to get from there to his tick."""

    tick: int
    snapshot: bytes
    judge: JudgeState
    commands: tuple[tuple[Command, ...], ...]
    """The expert's, from the snapshot to `tick`."""
    memory: Memory


@dataclass(frozen=True, slots=True)
class ExpertPlay:
    """The expert's run at one seed."""

    seed: int
    drawn: tuple[str, ...]
    met: tuple[str, ...]
    """Drawn hazards that came into play."""
    score: float | None
    findings: tuple[Finding, ...]
    alarms: int
    refused: tuple[str, ...]
    """What the world refused: command and thing and reason."""
    ended: str
    """How it ended; "stuck" when nothing was left that he could do."""
    ticks: int
    commands: tuple[tuple[Command, ...], ...]
    opportunities: tuple[str, ...]
    plain: tuple[str, ...]
    """Opportunities for which he only clicked."""
    forks: tuple[tuple[Trial, Fork | None], ...]

    @property
    def perfect(self) -> bool:
        """Whether he has 100, nothing was found and nothing declared that was not so."""
        return self.ended == "finished" and self.score == 100.0 and not self.findings and not self.alarms


@dataclass(frozen=True, slots=True)
class MutantPlay:
    """A mutant's run.  verdict: seen | not_seen | more (others beside) | stuck | not_applicable."""

    trial: Trial
    seed: int
    verdict: str
    fork_tick: int = -1
    roots: tuple[Finding, ...] = ()
    consequences: tuple[Finding, ...] = ()
    ended: str = ""
    score: float | None = None
    commands: tuple[tuple[Command, ...], ...] = ()
    """His own, from the fork on; kept when the verdict is not "seen"."""


@dataclass(slots=True)
class _Trace:
    """What is noted while the expert plays."""

    commands: list[tuple[Command, ...]] = field(default_factory=list)
    snapshots: dict[int, tuple[bytes, JudgeState]] = field(default_factory=dict)
    by_hand: set[str] = field(default_factory=set)
    """Slots served by more than clicks ..."""
    decisions_by_hand: set[int] = field(default_factory=set)
    """... and the ticks of the decisions that were."""
    met: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


class Unwanted(Exception):
    """Nobody wants the run any more."""


Wanted = Callable[[], bool]
"""Asked every 300 ticks whether to go on."""


def play_expert(level: LevelSpec, rulebook: Rulebook, seed: int, wanted: Wanted = lambda: True) -> ExpertPlay:
    """The expert's run, and where each mutant of that seed leaves his path.  Raises Unwanted."""
    world, expert, trace = open_world(level, seed), Expert(level), _Trace()
    opportunities = opportunities_of(level, rulebook, seed)
    judge = Judge(opportunities)
    waiting = list(mutants(level, opportunities, world.draw))
    trials, at = tuple(waiting), dict[int, Decision]()
    while not world.ended and not expert.stuck:
        if world.tick % REBUILD_TICKS == 0:
            if not wanted():
                raise Unwanted
            trace.snapshots[world.tick] = (world.snapshot(), judge.snapshot())
        decisions = len(expert.log)
        commands = expert.commands(world.seen)
        if len(expert.log) > decisions:
            for trial in [t for t in waiting if _errs(level, world.seen, t, expert.log[-1])]:
                waiting.remove(trial)
                at[trials.index(trial)] = expert.log[-1]
        _note(trace, world.seen, commands, expert.log)
        for event in world.step(commands):
            judge.feed(event)
            if isinstance(event, HazardMet):
                trace.met.append(event.hazard)
            elif isinstance(event, Refused):
                trace.refused.append(f"{event.command} {event.thing}: {event.reason}")
    judgement = judge.finish()
    names = tuple(o.id for o in opportunities)
    return ExpertPlay(
        seed, tuple(h.id for h in world.draw.hazards), tuple(trace.met), score(judgement).value, judgement.findings,
        len(judgement.false_alarms), tuple(trace.refused), world.ended or "stuck", world.tick, tuple(trace.commands), names,
        _plain(opportunities, trace, trials, at),
        tuple((trial, _fork(trace, at[n]) if n in at else None) for n, trial in enumerate(trials)),
    )  # fmt: skip


def _errs(level: LevelSpec, seen: Any, trial: Trial, decision: Decision) -> bool:
    """Whether the mutant, in the expert's place, would choose otherwise."""
    return Expert(level, trial.mutation, decision.memory).errs(seen, decision.acts)


def _fork(trace: _Trace, decision: Decision) -> Fork:
    start = decision.tick - decision.tick % REBUILD_TICKS
    snapshot, judge = trace.snapshots[start]
    return Fork(decision.tick, snapshot, judge, tuple(trace.commands[start : decision.tick]), decision.memory)


def _note(trace: _Trace, seen: Any, commands: Sequence[Command], log: Sequence[Decision]) -> None:
    trace.commands.append(tuple(commands))
    act = log[-1].acts[0] if log else None
    if act is not None and (_holds(act) or any(isinstance(c, Fill) or _drags(seen, c) for c in commands)):
        trace.by_hand.add(act.slot)
        trace.decisions_by_hand.add(log[-1].tick)


def _holds(act: Act) -> bool:
    return act.verb in ("work", "wait") and (act.params.duration_s or 0.0) >= HOLD_S


def _drags(seen: Any, command: Command) -> bool:
    """A path of the hand that counts: with something in it.  The way of an empty hand to a thing is what a click is."""
    return isinstance(command, Reach) and bool(seen.hand(command.hand).holding)


def _plain(opportunities: Sequence[Opportunity], trace: _Trace, trials: Sequence[Trial], at: Mapping[int, Decision]) -> tuple[str, ...]:
    """Opportunities for which clicks are enough: the act where it goes wrong, or where it is left out all acts of its slot."""
    acts = {trial.expects: at[n].tick for n, trial in enumerate(trials) if n in at and trial.mutation.op in ONE_ACT}
    return tuple(
        o.id for o in opportunities
        if (acts[o.id] not in trace.decisions_by_hand if o.id in acts else o.slot not in trace.by_hand)
    )  # fmt: skip


def play_mutant(
    level: LevelSpec, rulebook: Rulebook, seed: int, trial: Trial, fork: Fork | None, wanted: Wanted = lambda: True
) -> MutantPlay:
    """The mutant's run from his fork to its end, judged; without a fork he is not applicable.  Raises Unwanted."""
    if fork is None:
        return MutantPlay(trial, seed, "not_applicable")
    world = restore_world(level, seed, fork.snapshot)
    judge = Judge.restored(opportunities_of(level, rulebook, seed), fork.judge)
    for given in fork.commands:
        for event in world.step(given):
            judge.feed(event)
    mutant = Expert(level, trial.mutation, fork.memory)
    played: list[tuple[Command, ...]] = []
    while not world.ended and not mutant.stuck:
        if world.tick % REBUILD_TICKS == 0 and not wanted():
            raise Unwanted
        commands = mutant.commands(world.seen)
        played.append(tuple(commands))
        for event in world.step(commands):
            judge.feed(event)
    judgement = judge.finish()
    verdict = _verdict(trial, judgement, world.ended)
    return MutantPlay(
        trial, seed, verdict, fork.tick, judgement.roots, tuple(f for f in judgement.findings if f.root is not None),
        world.ended or "stuck", score(judgement).value, tuple(played) if verdict != "seen" else (),
    )  # fmt: skip


def _verdict(trial: Trial, judgement: Judgement, ended: str) -> str:
    """Exactly his finding, and no false alarm; consequences do not count."""
    if ended != "finished":
        return "stuck"
    own = [f for f in judgement.roots if f.opportunity == trial.expects or (not trial.expects and f.slot == trial.mutation.slot)]
    if len(own) != 1:
        return "not_seen" if not own else "more"
    others = [f for f in judgement.roots if f is not own[0]]
    return "more" if others or judgement.false_alarms else "seen"
