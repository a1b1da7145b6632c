"""The ghost as a film: the expert's run beside the trainee's, tick by tick, any tick of it at once."""

from __future__ import annotations

from game.session.ghost import Ghost
from game.spec import LevelSpec
from game.world.runs import REBUILD_TICKS, RunWorld, restore_world


class GhostFilm:
    """From `ghost.start` to the end of its commands; snapshots taken on the way make going back cheap."""

    def __init__(self, level: LevelSpec, seed: int, ghost: Ghost) -> None:
        self.level, self.seed, self.ghost = level, seed, ghost
        self._snapshots = {ghost.start: ghost.snapshot}
        self.world: RunWorld = restore_world(level, seed, ghost.snapshot)

    @property
    def end(self) -> int:
        """The tick after its last command."""
        return self.ghost.start + len(self.ghost.commands)

    def seek(self, tick: int) -> None:
        """Go to that tick, or as near to it as the ghost is there."""
        target = max(self.ghost.start, min(tick, self.end))
        base = max(known for known in self._snapshots if known <= target)
        if not base <= self.world.tick <= target:
            self.world = restore_world(self.level, self.seed, self._snapshots[base])
        while self.world.tick < target and not self.world.ended:
            self.world.step(self.ghost.commands[self.world.tick - self.ghost.start])
            if self.world.tick % REBUILD_TICKS == 0:
                self._snapshots.setdefault(self.world.tick, self.world.snapshot())
