"""What the worlds of all scenes share: state and draw of a run, events of this tick, refusals, the trainee's two hands; a tick."""

from __future__ import annotations

import math
import pickle
from collections.abc import Sequence
from typing import Any, Generic, Self, TypeVar

from game.commands import Command, Correct, Draft, Fill
from game.entities.state import HandState, OperatorState, RunState
from game.events import Event, HazardMet, Refused
from game.spec import LevelSpec
from game.world.hazards import Draw

REBUILD_TICKS = 300
"""Physics is rebuilt from plain state this often, in play and replay alike: hidden caches are forgotten everywhere.  Only there is a
snapshot bit-identical."""
S = TypeVar("S", bound=RunState)
C = TypeVar("C", bound="Basis[Any]")


class Basis(Generic[S]):
    """State of a run and the helpers every act of every scene needs."""

    def __init__(self, level: LevelSpec, seed: int, drawn: Draw, state: S) -> None:
        self.level = level
        self.seed = seed
        self.draw = drawn
        self.state = state
        self.events: list[Event] = []

    def stands_by(self, thing_id: str) -> tuple[float, str]:
        """(x in metres, slot) of a thing that somebody stands by."""
        raise NotImplementedError

    # --- events

    def emit(self, cls: type[Event], *, cause: int | None = None, **fields: Any) -> int:
        """Record an event of this tick; returns its serial number."""
        n = self.state.n
        self.state.n = n + 1
        self.events.append(cls(tick=self.state.tick, n=n, cause=cause, **fields))
        return n

    def met(self, kind: str, at: str, thing: str, slot: str, cause: int | None = None) -> None:
        """A drawn hazard comes into play where the trainee can perceive it: said once each."""
        for hazard in self.draw.of_kind(kind):
            if at in (hazard.at, hazard.what) and hazard.id not in self.state.met:
                self.state.met.append(hazard.id)
                self.emit(HazardMet, cause=cause, hazard=hazard.id, thing=thing, slot=slot)

    def refuse(self, command: object, thing: str, reason: str) -> None:
        """Record that a physically impossible command was not carried out."""
        self.emit(Refused, command=type(command).__name__.lower(), thing=thing, reason=reason)

    # --- short names

    @property
    def op(self) -> OperatorState:
        """The trainee's figure."""
        return self.state.operator

    def limit(self, name: str, default: float) -> float:
        """A site value of the level."""
        return self.level.limits.get(name, default)

    def hand(self, hand: str) -> HandState | None:
        """State of a hand, None for a name that is none."""
        return self.op.hands.get(hand)

    def hand_at(self, hand: str) -> tuple[float, float]:
        """Where a hand is in the room, metres."""
        state = self.op.hands[hand]
        return self.op.x + state.x, state.y


class BasisSeen(Generic[C]):
    """What whoever plays can tell in every scene: the run, oneself, what is asked.  Each scene adds what its room shows; hidden truth
    never stands here."""

    def __init__(self, core: C) -> None:
        self._core = core

    @property
    def level(self) -> LevelSpec:
        """The level: its procedure lies or hangs in the room."""
        return self._core.level

    @property
    def tick(self) -> int:
        """Ticks of play since the start."""
        return self._state.tick

    @property
    def ended(self) -> str:
        """How the run ended, "" while it goes on."""
        return self._state.ended

    @property
    def x(self) -> float:
        """Where the operator stands, room metres."""
        return self._core.op.x

    @property
    def walking(self) -> bool:
        """Whether the operator is on the way somewhere."""
        return self._core.op.walk_to is not None

    @property
    def drafts(self) -> dict[str, dict[str, str]]:
        """What the trainee has typed and not yet written."""
        return self._state.drafts

    @property
    def question(self) -> str:
        """What somebody has asked and waits for, "" for nothing."""
        return self._state.question

    @property
    def _state(self) -> RunState:
        state: RunState = self._core.state
        return state


def distance(x0: float, y0: float, x1: float, y1: float) -> float:
    """Straight distance between two points."""
    return math.sqrt((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0))


def _keep(drafts: dict[str, dict[str, str]], command: Draft) -> None:
    """Note what is typed; nothing typed is nothing to keep."""
    place = f"{command.thing}/{command.field}"
    parts = drafts.setdefault(place, {})
    if command.value:
        parts[command.part] = command.value
    else:
        parts.pop(command.part, None)
    if not parts:
        del drafts[place]


class BasisWorld(Generic[C, S]):
    """One run, live, of whatever scene.  `step` is one tick of 1/60 s.  A scene says how a run begins, what a command does, what
    happens by itself, and what of it changes."""

    _core: C

    def __init__(self, level: LevelSpec, seed: int) -> None:
        raise NotImplementedError

    @property
    def level(self) -> LevelSpec:
        """The level being played."""
        return self._core.level

    @property
    def seed(self) -> int:
        """The seed of this run."""
        return self._core.seed

    @property
    def draw(self) -> Draw:
        """What the seed drew (hidden from the trainee)."""
        return self._core.draw

    @property
    def state(self) -> S:
        """The whole truth, for views and tests; never for the expert."""
        state: S = self._core.state
        return state

    @property
    def tick(self) -> int:
        """Ticks since the start."""
        return self.state.tick

    @property
    def ended(self) -> str:
        """How the run ended, "" while it goes on."""
        return self.state.ended

    def step(self, commands: Sequence[Command]) -> list[Event]:
        """One tick: carry out the commands, let the world go on, return what happened.  Nothing happens once the run has ended."""
        core = self._core
        if core.state.ended:
            return []
        core.events = []
        if core.state.tick == 0:
            self._begin()
        for command in commands:
            if not core.state.ended:
                self._carry_out(command)
        if not core.state.ended:
            self._go_on()
        core.state.tick += 1
        if core.state.tick % REBUILD_TICKS == 0:
            self._rebuild()
        return core.events

    def _carry_out(self, command: Command) -> None:
        """What is typed is only kept; all else the scene judges.  What has been written is no draft any more."""
        drafts = self.state.drafts
        if isinstance(command, Draft):
            _keep(drafts, command)
            return
        before = len(self._core.events)
        self._act(command)
        if isinstance(command, Fill | Correct) and not any(isinstance(one, Refused) for one in self._core.events[before:]):
            drafts.pop(f"{command.thing}/{command.field}", None)

    def snapshot(self) -> bytes:
        """The plain state, for seek, forks and resume.  Raises ValueError between rebuilds: only then is it bit-identical."""
        if self.tick % REBUILD_TICKS:
            raise ValueError(f"tick {self.tick} is not a multiple of {REBUILD_TICKS}")
        return pickle.dumps(self._plain())

    @classmethod
    def restore(cls, level: LevelSpec, seed: int, snapshot: bytes) -> Self:
        """A world that goes on from a snapshot of the same level and seed (made by this program: never read from a file)."""
        world = cls(level, seed)
        world._resume(pickle.loads(snapshot))  # noqa: S301 - snapshots live in memory, they never come from a file
        return world

    # --- what a scene says

    def _begin(self) -> None:
        """What happens before anything else in the first tick."""
        raise NotImplementedError

    def _act(self, command: Command) -> None:
        """Judge and carry out one command at its tick."""
        raise NotImplementedError

    def _go_on(self) -> None:
        """What happens by itself in a tick, always in the same order."""
        raise NotImplementedError

    def _rebuild(self) -> None:
        """Make physics anew from plain state; a scene without physics has nothing to do."""

    def _plain(self) -> Any:
        """All that changes in a run, picklable."""
        return self.state

    def _resume(self, plain: Any) -> None:
        """Go on from what `_plain` gave, in a world that was just opened."""
        raise NotImplementedError
