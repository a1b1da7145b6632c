"""Which world a level is played in: one door for sessions, replays, proofs and benches.

A scene is a module with a world class of the same face; the level's `kind` chooses it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from game.commands import Command
from game.events import Event
from game.spec import LevelSpec, Slot
from game.world import hazards
from game.world.basis import REBUILD_TICKS
from game.world.deviation import drawing
from game.world.hazards import Draw
from game.world.line import placing

__all__ = ["REBUILD_TICKS", "RunWorld", "draw_of", "everything", "open_world", "restore_world", "slots_of"]
LINE = "line_clearance"
DEVIATION = "deviation"


class RunWorld(Protocol):
    """One run, live, of whatever scene.  `seen` and `state` are those of the scene (Seen, LineSeen, ...)."""

    seen: Any

    @property
    def level(self) -> LevelSpec: ...
    @property
    def seed(self) -> int: ...
    @property
    def draw(self) -> Draw: ...
    @property
    def state(self) -> Any: ...
    @property
    def tick(self) -> int: ...
    @property
    def ended(self) -> str: ...
    def step(self, commands: Sequence[Command]) -> list[Event]: ...
    def snapshot(self) -> bytes: ...


def open_world(level: LevelSpec, seed: int) -> RunWorld:
    """The world of a level at a seed, before its first tick."""
    opened: RunWorld = _world(level)(level, seed)
    return opened


def restore_world(level: LevelSpec, seed: int, snapshot: bytes) -> RunWorld:
    """A world that goes on from a snapshot of the same level and seed (made by this program: never read from a file)."""
    restored: RunWorld = _world(level).restore(level, seed, snapshot)
    return restored


def _world(level: LevelSpec) -> Any:
    # Late: who only asks what a seed draws (a check of levels) needs no physics.
    if level.scene == LINE:
        from game.world.line.world import LineWorld

        return LineWorld
    if level.scene == DEVIATION:
        from game.world.deviation.world import DeviationWorld

        return DeviationWorld
    from game.world.world import World

    return World


def draw_of(level: LevelSpec, seed: int) -> Draw:
    """What a seed draws, without opening a world."""
    if level.scene == DEVIATION:
        return drawing.draw_deviation(level, seed)
    return placing.draw_line(level, seed) if level.scene == LINE else hazards.draw_level(level, seed)


def slots_of(level: LevelSpec, drawn: Draw) -> tuple[Slot, ...]:
    """Slots of the procedure at this draw, with the tags that rules bind to."""
    if level.scene == DEVIATION:
        return drawing.slots(level, drawn)
    return placing.slots(level, drawn) if level.scene == LINE else hazards.slots(level, drawn)


def everything(level: LevelSpec) -> Draw:
    """All that some seed could draw at once: for checks that ask what a level can ever bind to."""
    every = placing.everything(level) if level.scene == LINE else level.hazards
    return Draw(every, "long", beard=True, skin=1, body="a")
