"""One second of cloth, draws and exact maths, hashed: does this PC compute as the one that wrote a run?

Where the hash differs, nothing can be said about the run by replaying it here, and `verify` says that instead of accusing.
"""

from __future__ import annotations

import functools
import hashlib
import struct

from game import exact
from game.entities.garment import SKELETONS, garment_state
from game.world.draws import draw
from game.world.physics import Physics

TICKS = 60
_DROP_AT = 30
_REBUILD_AT = 45


@functools.cache
def reference_hash() -> str:
    """SHA-256 over every node of a coat that is carried, dragged, let go with one hand and rebuilt, bit for bit."""
    digest = hashlib.sha256()
    state = garment_state("coat", "reference", 0.0, 1.06)
    physics = Physics(())
    physics.add(state)
    physics.set_hold("reference", "hand_left", "collar", 0.0, 1.06)
    physics.set_hold("reference", "hand_right", SKELETONS["coat"].anchors["cuff_right.outside"], 0.1, 0.9)
    for tick in range(TICKS):
        physics.move_hold("reference", "hand_left", 0.0125 * tick, 1.06)
        if tick < _DROP_AT:
            physics.move_hold("reference", "hand_right", 0.1 + 0.01 * tick, 0.9 + 0.005 * tick)
        elif tick == _DROP_AT:
            physics.drop_hold("reference", "hand_right")
        physics.step()
        if tick == _REBUILD_AT:
            physics.rebuild()
        for x, y in physics.positions("reference"):
            digest.update(struct.pack("<dd", x, y))
    rng = draw(7, "reference", "scene")
    for _ in range(8):
        value = rng.random() * 20.0
        digest.update(struct.pack("<ddq", exact.exp(-value), exact.log(1.0 + value), exact.poisson(rng, value)))
    return digest.hexdigest()
