"""The expert beside the trainee: at a finding, what he would have done from the state the trainee was in.

`Past` goes through a run once more and keeps, every 300 ticks, the world, the judge and what somebody who had played so far
would remember.  A ghost is the expert policy let loose from the last of these moments from which the finding can still be
avoided: just before the act where the act was wrong, earlier where something had been left out long before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from game.commands import Command
from game.events import Adjusted, Declared, Event, Fastened, FaultMended, TakenOff, Worn
from game.session.curves import Curves
from game.session.expert import Decision, Expert
from game.session.judging import opportunities_of
from game.session.mind import Memory
from game.session.policy import REMEMBERED
from game.session.replay import Progress
from game.spec import LevelSpec
from game.world.runs import REBUILD_TICKS, RunWorld, open_world, restore_world
from scoring.findings import Finding, Judgement
from scoring.judge import Judge, JudgeState
from scoring.rulebook import Rulebook

LEAD_TICKS = 60
"""A ghost starts at least so long before the finding: what leads to it takes its time."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A run at a tick that is a multiple of 300.  memory: what one who played so far remembers and cannot see any more."""

    snapshot: bytes
    judge: JudgeState
    memory: Memory


@dataclass(frozen=True, slots=True)
class Ghost:
    """What the expert does instead.  commands: tick by tick from `start` to the end of his run; acts: what he chose, and when;
    at: the tick at which he comes to what the finding is about; clean: he earns no finding at all (else only not this one)."""

    start: int
    snapshot: bytes
    commands: tuple[tuple[Command, ...], ...]
    acts: tuple[Decision, ...]
    at: int
    clean: bool


class Past:
    """A run gone through again.  commands: by the tick before their step; ticks: how far it goes; level, rules, seed and
    commands as the run file has them.  Afterwards `world` stands at the end, and `judgement`, `events` and `curves` are the run's."""

    def __init__(
        self,
        level: LevelSpec,
        rulebook: Rulebook,
        seed: int,
        commands: Mapping[int, tuple[Command, ...]],
        ticks: int,
        progress: Progress | None = None,
    ) -> None:
        self.level, self.seed = level, seed
        self.opportunities = opportunities_of(level, rulebook, seed)
        self.moments: dict[int, Moment] = {}
        self.events: list[Event] = []
        self.curves = Curves()
        world, judge, memory = open_world(level, seed), Judge(self.opportunities), Memory()
        while world.tick < ticks and not world.ended:
            if world.tick % REBUILD_TICKS == 0:
                remember(memory, world, ())
                self.moments[world.tick] = Moment(world.snapshot(), judge.snapshot(), memory.copy())
                if progress is not None:
                    progress(world.tick / ticks)
            happened = world.step(commands.get(world.tick, ()))
            for event in happened:
                judge.feed(event)
            remember(memory, world, happened)
            self.curves.note(world, happened)
            self.events += happened
        self.world = world
        self.judgement: Judgement = judge.finish()

    def ghost(self, finding: Finding) -> Ghost | None:
        """The expert from the last moment from which he earns no finding, else from which he does not earn this one; None when
        there is none (what went wrong before leaves no way)."""
        before = [tick for tick in self.moments if tick <= max(0, finding.tick - LEAD_TICKS)]
        second: Ghost | None = None
        back = 1
        while before:
            found, again = self._let_loose(before[-1], finding)
            if found.clean:
                return found
            if second is None and not again:
                second = found
            if len(before) == 1:
                break
            before = before[: max(1, len(before) - back)]
            back *= 2
        return second

    def _let_loose(self, start: int, finding: Finding) -> tuple[Ghost, bool]:
        """The expert from that moment to the end, and whether he earns the finding too."""
        moment = self.moments[start]
        world = restore_world(self.level, self.seed, moment.snapshot)
        judge = Judge.restored(self.opportunities, moment.judge)
        expert = Expert(self.level, memory=moment.memory)
        played: list[tuple[Command, ...]] = []
        while not world.ended and not expert.stuck:
            commands = tuple(expert.commands(world.seen))
            played.append(commands)
            for event in world.step(commands):
                judge.feed(event)
        # What the trainee had earned before stands; what fell away for him at the end must fall away here too.
        before = {one.opportunity: one.times for one in self.judgement.findings if one.tick <= start}
        new = [one.opportunity for one in judge.finish().findings if one.times > before.get(one.opportunity, 0)]
        finished = world.ended == "finished"
        at = next((one.tick for one in expert.log if any(act.slot == finding.slot for act in one.acts)), start)
        again = not finished or finding.opportunity in new
        return Ghost(start, moment.snapshot, tuple(played), tuple(expert.log), at, finished and not new), again


def remember(memory: Memory, world: RunWorld, events: tuple[Event, ...] | list[Event]) -> None:
    """Bring a memory up to date: steps done that do not show any more, declarations, when the outfit last changed."""
    for event in events:
        if isinstance(event, Declared):
            memory.said.add((event.subject, event.thing))
        elif isinstance(event, Worn | Fastened | FaultMended | TakenOff | Adjusted):
            memory.changed_tick = event.tick
    if events or world.tick % REBUILD_TICKS == 0:
        memory.believed.update(step.id for step in world.seen.steps if step.do in REMEMBERED and world.seen.step_done(step.id))
