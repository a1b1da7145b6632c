"""A scene of cloth, touches, draws and exact maths, told as numbers: run by test_physics.py in other processes.

Prints one JSON object: `scene` must be the same everywhere; `libm` shows whether the C library's own exp, sin and pow
answered alike, that is, whether the processes differed in anything that could have mattered.
"""

from __future__ import annotations

import hashlib
import json
import math
import struct

import pymunk

from game import exact
from game.entities.garment import SKELETONS, garment_state_folded
from game.world.contact import TouchTracker
from game.world.draws import draw, pick
from game.world.physics import FLOOR, Physics, Static

SHELF = Static("shelf", 0.6, 0.90, 1.8, 0.90, 0.02)
TICKS = 1500


def scene() -> str:
    """SHA-256 over every bit of 25 s: lifted, carried, gathered, pulled, laid down, dropped; rebuilt every 300 ticks."""
    told = hashlib.sha256()
    physics, touches, solids = Physics([SHELF]), TouchTracker(), (FLOOR, SHELF)
    physics.add(garment_state_folded("coat", "coat", 0.0, 1.0))
    physics.add(garment_state_folded("coverall", "coverall", -2.0, 1.2))
    physics.set_hold("coverall", "hook", "collar", -2.0, 1.2)
    physics.set_hold("coat", "hand_right", "collar", 0.0, 1.0)
    for tick in range(1, TICKS + 1):
        _act(physics, tick)
        physics.step()
        if tick % 300 == 0:
            physics.rebuild()
        for thing in ("coat", "coverall"):
            nodes = physics.positions(thing)
            told.update(struct.pack(f"{2 * len(nodes)}d", *(value for node in nodes for value in node)))
            told.update(repr(touches.update(tick, thing, nodes, SKELETONS[thing].radius_m, solids)).encode())
    for n in range(200):
        rng = draw(7, "test", "dice", n)
        told.update(struct.pack("qq", pick(rng, 6), exact.poisson(rng, 9.0)))
    for n in range(1, 10001):
        told.update(struct.pack("2d", exact.exp(n / 977.0), exact.log(n / 977.0)))
    return told.hexdigest()


def _act(physics: Physics, tick: int) -> None:
    """The hands: right holds the collar until tick 1100, left a cuff from 400 to 800."""
    if tick <= 120:
        physics.move_hold("coat", "hand_right", 0.0, 1.0 + 0.35 * tick / 120.0)
    elif tick <= 300:
        physics.move_hold("coat", "hand_right", 0.35 * (tick - 120) / 180.0, 1.35 - 0.25 * (tick - 120) / 180.0)
    elif tick == 400:
        physics.set_hold("coat", "hand_left", "sleeve_left_5", *physics.positions("coat")[SKELETONS["coat"].index["sleeve_left_5"]])
    elif 400 < tick <= 800:
        physics.move_hold("coat", "hand_left", 0.2 - 0.8 * (tick - 400) / 400.0, 1.2)
    elif tick == 801:
        physics.drop_hold("coat", "hand_left")
    elif 900 < tick <= 1000:
        physics.move_hold("coat", "hand_right", 0.35 + 0.9 * (tick - 900) / 100.0, 1.1)
    elif tick == 1100:
        physics.drop_hold("coat", "hand_right")


def libm() -> str:
    """SHA-256 over what the C library says: differs between processors with and without fused multiply-add."""
    told = hashlib.sha256()
    for n in range(1, 10001):
        x = n / 977.0
        told.update(struct.pack("3d", math.exp(x), math.sin(x), math.pow(x, 1.37)))
    return told.hexdigest()


if __name__ == "__main__":
    print(json.dumps({"scene": scene(), "libm": libm(), "pymunk": pymunk.version}))
