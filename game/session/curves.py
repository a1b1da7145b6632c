"""A run as curves and marks for its line of time: what was on the hands and in the air, second by second, and when steps were done.

Read from the world while the run is gone through again (`ghost.Past`); the trainee could see none of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from game.entities.state import CHANNELS, WorldState
from game.events import TICKS_PER_SECOND, Event
from game.session.plates import surface_of_hand
from game.world.runs import RunWorld

HANDS = ("left", "right")


@dataclass(slots=True)
class Curves:
    """seconds: how many there are; load: hand -> CFU on its outermost surface (skin or glove) at each second; air: channel
    (see entities.state.CHANNELS) -> particles per m3 in the room the trainee is in; steps: step -> tick at which it was first
    seen done.  Loads and air stay empty in a scene that has none."""

    seconds: int = 0
    load: dict[str, list[float]] = field(default_factory=lambda: {hand: [] for hand in HANDS})
    air: dict[str, list[float]] = field(default_factory=lambda: {channel: [] for channel in CHANNELS})
    steps: dict[str, int] = field(default_factory=dict)

    def note(self, world: RunWorld, events: Sequence[Event]) -> None:
        """After each tick."""
        if events:
            for step in world.seen.steps:
                if step.id not in self.steps and world.seen.step_done(step.id):
                    self.steps[step.id] = world.tick
        if world.tick % TICKS_PER_SECOND == 0:
            self.seconds += 1
            if isinstance(world.state, WorldState):
                self._sample(world.state, _room(world))

    def _sample(self, state: WorldState, room: str) -> None:
        for hand in HANDS:
            total = 0.0
            for cfu in state.loads.get(surface_of_hand(state, hand), {}).values():
                total += cfu
            self.load[hand].append(total)
        volume = state.air.get(room)
        for channel in CHANNELS:
            self.air[channel].append(volume.c[channel] if volume else 0.0)


def _room(world: RunWorld) -> str:
    x = world.seen.x
    return next((room.id for room in world.level.rooms if room.x0_m <= x < room.x1_m), "")
