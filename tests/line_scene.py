"""A run at a line with falls, tears and a jog, hashed bit for bit: run as a program in a process of its own."""

from __future__ import annotations

import hashlib

from game import commands as c
from tests.kit.line_player import LinePlayer, line_with


def played() -> LinePlayer:
    """Vials knocked over and let fall, a label torn, belts jogged."""
    one = LinePlayer(line_with("vial_filled", "carton_folded", "vial_empty", "label_stuck", "screw"), 4)
    one.lock()
    one.lamp()
    for name in ("vial_filled", "carton_folded", "vial_empty"):
        one.uncover(name)
        thing = one.world.state.residues[name]
        one.reach("right", thing.x - 0.25, thing.y)
        one.do(c.Reach("right", round((thing.x + 0.25 - one.seen.x) * 1000), round(thing.y * 1000)), ticks=100)
    one.uncover("label_stuck")
    one.take("label_stuck", "middle")
    one.do(c.Release("right", "floor"), ticks=7)
    one.use("panel", "jog")
    return one


def fingerprint() -> str:
    """SHA-256 over all events and the whole state."""
    one = played()
    return hashlib.sha256(repr(one.events).encode() + repr(one.world.state).encode()).hexdigest()


if __name__ == "__main__":
    print(fingerprint())
