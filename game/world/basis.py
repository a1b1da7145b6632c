"""What the worlds of all scenes share: state and draw of a run, events of this tick, refusals, the trainee's two hands."""

from __future__ import annotations

import math
from typing import Any, Generic, TypeVar

from game.entities.state import HandState, OperatorState, RunState
from game.events import Event, HazardMet, Refused
from game.spec import LevelSpec
from game.world.hazards import Draw

S = TypeVar("S", bound=RunState)


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


def distance(x0: float, y0: float, x1: float, y1: float) -> float:
    """Straight distance between two points."""
    return math.sqrt((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0))
