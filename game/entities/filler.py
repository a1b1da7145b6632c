"""Where things are at the vial-filling machine of a deviation, metres from its foot (its middle, the floor).

The track of the twin (`game.world.twin.filling`) lies in it from left to right: a place on the track is that far from TRACK_X0.
World and view both read this, so a hand finds what the eye sees.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SIZE_M = (4.6, 2.0)
TRACK_X0 = -2.0
BELT_Y = 0.98
"""Top of the belt: what stands on the track stands here."""
LYING_Y = 0.99
CHUTE_Y = 1.05
"""A stopper that sticks, below the chute."""
DECK_Y = 0.89
"""Floor of the barrier before the track: what was dropped lies here."""
MIDDLES: Mapping[str, float] = MappingProxyType({"infeed": -1.45, "filling": -0.75, "stoppering": 0.0, "capping": 0.95})
"""Zone of the twin -> where one stands before it: the middle between its two gloves."""
SPANS: Mapping[str, tuple[float, float]] = MappingProxyType({
    "infeed": (-2.25, -1.10), "filling": (-1.10, -0.40), "stoppering": (-0.40, 0.40), "capping": (0.40, 2.20),
})  # fmt: skip
"""Zone -> left and right end of its windows."""
WINDOW_Y = (0.84, 1.66)
PORT_Y = 1.20
PORT_DX = 0.19
PORT_RADIUS = 0.06
SIDES = ("left", "right")
BOWL = (0.185, 1.36)
"""Port of the stopper bowl, where a bag is docked."""
SEAL_Y = 1.25
"""Middle of a window's right edge, where its seal may hang out."""
REACH_X = 0.40
"""So far from its middle a hand in a glove gets."""
REACH_Y = (0.86, 1.26)
GUARD_Y = 1.02
"""Handles of the guards, beside the left end of their windows."""


def port(zone: str, side: str) -> tuple[float, float]:
    """Middle of a glove port.  Raises KeyError for a zone that is none."""
    return MIDDLES[zone] + (-PORT_DX if side == "left" else PORT_DX), PORT_Y


def forceps_at(zone: str) -> tuple[float, float]:
    """Where the forceps hang, within reach of a zone's right glove: their tips."""
    return MIDDLES[zone] + 0.26, 1.05


def dropped_at(zone: str) -> tuple[float, float]:
    """Where forceps lie that were dropped."""
    return MIDDLES[zone] + 0.12, DECK_Y


def bin_at(zone: str) -> tuple[float, float]:
    """Mouth of the bin inside the barrier."""
    return MIDDLES[zone] - 0.25, 0.945


def track_at(x_m: float) -> float:
    """A place on the twin's track."""
    return TRACK_X0 + x_m


def parts() -> dict[str, tuple[float, float]]:
    """Every part a hand works: glove ports, guard handles, and inside what hangs, lies and is thrown away."""
    found: dict[str, tuple[float, float]] = {}
    for zone, middle in MIDDLES.items():
        for side in SIDES:
            found[f"glove.{zone}_{side}"] = port(zone, side)
        found[f"guard.{zone}"] = SPANS[zone][0] + 0.06, GUARD_Y
        found[f"forceps.{zone}"] = forceps_at(zone)
        found[f"dropped.{zone}"] = dropped_at(zone)
        found[f"inner_bin.{zone}"] = bin_at(zone)
        found[f"window.{zone}"] = middle, BELT_Y + 0.1
    found["chute"] = track_at(2.0), 1.10
    found["bowl"] = BOWL
    return found
