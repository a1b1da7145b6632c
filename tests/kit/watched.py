"""A stage whose garments are watched at every tick: whole, in one place, above the floor, never torn apart by the hands' motion."""

from __future__ import annotations

import math
from collections.abc import Sequence

from game import commands as c
from game.commands import HANDS
from game.entities.garment import SKELETONS
from game.entities.kinds import KINDS
from game.entities.state import ThingState
from game.events import Event
from tests.kit.stage import Stage

FASTEST_M_S = 9.0
"""Cloth that falls two metres comes to 6.3 m/s, and a grip draws it in at 2."""
UNDER_M = -0.03
"""A fold may be pressed into the floor so far for a moment."""
STRETCH = 1.10
"""Cloth that hangs, is carried or put on stretches no further (design section 4) ..."""
SNAP = 1.30
"""... and no further than this in the jerk that ends a fall ..."""
SNAP_TICKS = 4
"""... which is over so soon."""
EDGE_M = 1.0
"""Beyond the rooms' ends."""


class Watched(Stage):
    """A stage that fails as soon as a garment does what none can."""

    def __init__(self, *hazards: str, before: str = "", name: str = "gowning-grade-b") -> None:
        super().__init__(*hazards, before=before, name=name)
        self.before: dict[str, list[tuple[float, float]]] = {}
        """Cloth -> where its nodes were a tick ago."""
        self.long: dict[str, int] = {}
        """Cloth -> ticks in a row that it has been stretched too far."""

    def step(self, given: Sequence[c.Command]) -> list[Event]:
        found = super().step(given)
        held = [hand.holding for hand in self.world.state.operator.hands.values()]
        for thing in self.world.state.things.values():
            if KINDS[thing.kind].family == "garment":
                self._in_one_place(thing, held.count(thing.id))
        live = {name: garment.kind for name, garment in self.world.state.garments.items() if garment.live}
        for name, kind in live.items():
            self._whole(name, kind)
        self.before = {name: self.world._core.nodes[name] for name in live}
        return found

    def wait(self, ticks: int) -> None:
        """Let time go by."""
        for _ in range(ticks):
            self.step(())

    @property
    def holding(self) -> tuple[str, ...]:
        """What the hands hold."""
        return tuple(self.world.seen.hand(hand).holding for hand in HANDS)

    def _in_one_place(self, thing: ThingState, held: int) -> None:
        """In a hand (cloth: in both) or not, worn or not, and somewhere in the rooms."""
        assert held <= (2 if KINDS[thing.kind].live else 1), thing
        if thing.on.startswith("hand:"):
            assert held or thing.threaded, thing  # half worn it hangs from the body
        elif held:  # by the zip
            assert thing.on == "worn", thing
        assert (thing.on == "worn") <= bool(thing.threaded), thing
        x, y = self.world.seen.anchor(thing.id)
        assert -EDGE_M < x < self.spec.rooms[-1].x1_m + EDGE_M, (thing, x)
        assert 0.0 <= y < 3.0, (thing, y)

    def _whole(self, name: str, kind: str) -> None:
        nodes, spec = self.world._core.nodes[name], SKELETONS[kind]
        for n, (x, y) in enumerate(nodes):
            assert -EDGE_M < x < self.spec.rooms[-1].x1_m + EDGE_M, (n, x)
            assert UNDER_M + spec.radius_m <= y < 3.0, (n, y)
            if name in self.before:
                bx, by = self.before[name][n]
                assert math.hypot(x - bx, y - by) < FASTEST_M_S / 60.0, (n, self.world.tick)
        worst = max(math.dist(nodes[spec.index[a]], nodes[spec.index[b]]) / length for a, b, length in spec.links)
        assert worst <= SNAP, (worst, self.world.tick)
        self.long[name] = self.long.get(name, 0) + 1 if worst > STRETCH else 0
        assert self.long[name] <= SNAP_TICKS, (worst, self.world.tick)
