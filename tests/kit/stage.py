"""A run brought by the expert to just before a step, then played by hand, act by act, and judged."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from game import commands as c
from game.content.rules import load_rulebook
from game.events import Event
from game.session.acts import Act
from game.session.expert import Expert
from game.session.gestures import perform
from game.session.judging import opportunities_of
from game.session.mind import Memory
from game.spec import LevelSpec
from game.world import outfit
from game.world.basis import REBUILD_TICKS
from game.world.world import World
from scoring.findings import Judgement
from scoring.judge import Judge
from tests.kit.hazards import level_with

E = TypeVar("E", bound=Event)
LONG = 3000
"""Ticks after which a gesture is taken to go on for ever."""


def of(events: Sequence[Event], kind: type[E]) -> list[E]:
    """Those of a kind."""
    return [event for event in events if isinstance(event, kind)]


@dataclass(frozen=True)
class Brought:
    """How far the expert came: the last snapshot before, what happened until then, and his commands since."""

    snapshot: bytes
    events: tuple[Event, ...]
    commands: tuple[tuple[c.Command, ...], ...]
    memory: Memory


@cache
def brought(hazards: tuple[str, ...], before: str, name: str, seed: int, beard: str) -> Brought:
    """The expert's way to just before a step; walked once, for all tests that start there."""
    spec = level_with(*hazards, name=name, beard=beard)
    world, expert = World(spec, seed), Expert(spec)
    events: list[Event] = []
    kept: tuple[bytes, tuple[Event, ...]] = world.snapshot(), ()
    since: list[tuple[c.Command, ...]] = []

    def step(given: Sequence[c.Command]) -> None:
        nonlocal kept
        events.extend(world.step(given))
        since.append(tuple(given))
        if world.tick % REBUILD_TICKS == 0:
            kept = world.snapshot(), tuple(events)
            since.clear()

    memory = lead(world, expert, before, step)
    return Brought(*kept, tuple(since), memory)


def lead(world: World, expert: Expert, before: str, step: Callable[[Sequence[c.Command]], object]) -> Memory:
    """The expert goes on until his next act is the first of that step; what he remembers then."""
    assert any(one.id == before for one in world.level.steps), before
    while True:
        given = expert.commands(world.seen)
        assert not world.ended
        assert not expert.stuck
        if expert.log[-1].acts[0].slot == before:
            return expert.log[-1].memory  # as if he had not chosen it yet
        step(given)


class Stage:
    """hazards: just these are drawn.  before: the step whose first act is about to be done ("" = from the start)."""

    def __init__(self, *hazards: str, before: str = "", name: str = "gowning-grade-b", seed: int = 3, beard: str = "no") -> None:
        self.spec: LevelSpec = level_with(*hazards, name=name, beard=beard)
        self.world, self.expert = World(self.spec, seed), Expert(self.spec)
        self.events: list[Event] = []
        if before:
            way = brought(hazards, before, name, seed, beard)
            self.world = World.restore(self.spec, seed, way.snapshot)
            self.events += way.events
            for given in way.commands:
                self.events += self.world.step(given)
            self.expert = Expert(self.spec, memory=way.memory)

    def bring(self, before: str) -> None:
        """The expert goes on until his next act is the first of that step."""
        self.expert = Expert(self.spec, memory=lead(self.world, self.expert, before, self.step))

    def play(self, until: Callable[[], bool] = lambda: False, believed: Sequence[str] = ()) -> None:
        """The expert goes on from where things are, until something holds or to the end.  believed: steps he thinks done."""
        known = self.expert.memory
        self.expert = Expert(self.spec, memory=Memory(known.said, known.believed | set(believed), known.changed_tick))
        while not self.world.ended and not until():
            self.step(self.expert.commands(self.world.seen))
            assert not self.expert.stuck

    def step(self, given: Sequence[c.Command]) -> list[Event]:
        """One tick."""
        found = self.world.step(given)
        self.events += found
        return found

    def act(self, *parts: str, **changes: object) -> list[Event]:
        """Carry out an intent: verb, thing, part, and how (see `Params`)."""
        found: list[Event] = []
        for given in itertools.islice(perform(self.world.seen, Act(*parts).with_params(**changes)), LONG):
            found += self.step(given)
        return found

    def go(self, line: str) -> list[Event]:
        """An act as one line, "verb thing part key=value"; "expert" lets him go on to the end, with what he believes done."""
        words = line.split()
        verb, *parts = [word for word in words if "=" not in word]
        changes = dict(word.split("=") for word in words if "=" in word)
        if verb == "expert":
            self.play(believed=tuple(changes.values()))
            return []
        return self.act(verb, *parts, **{key: value if key == "hand" else float(value) for key, value in changes.items()})

    def do(self, *given: c.Command, ticks: int = 2) -> list[Event]:
        """Raw commands in one tick, and what follows."""
        found = self.step(given)
        for _ in range(ticks - 1):
            found += self.step(())
        return found

    def worn(self, thing: str) -> bool:
        """Whether it is on the body, whole."""
        return self.world.seen.thing(thing).where == "worn"

    def gap(self, slot: str) -> bool:
        """Whether something gapes there, as it truly is."""
        return outfit.piece(self.world._core, slot).gap

    @property
    def judgement(self) -> Judgement:
        """What the judge makes of all that has happened so far."""
        judge = Judge(opportunities_of(self.spec, load_rulebook(), self.world.seed))
        for event in self.events:
            judge.feed(event)
        return judge.finish()

    @property
    def roots(self) -> list[str]:
        """What was found so far, consequences apart: ids of opportunities."""
        return [finding.opportunity for finding in self.judgement.roots]
