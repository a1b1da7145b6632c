"""The air of the rooms: well-mixed volumes, once a second (reference/gmp.md 5.1, 5.2).

dC/dt = S n / V - ACH C: people shed S a minute, filtered air takes C away.  Two channels of particles and microbe-carrying
particles (MCP).  Only + - * /, so that every PC counts alike; a second is stepped in one go, which is exact enough for any
air change rate below a hundred an hour (a step then moves C by less than three hundredths of its distance to the end).

Sources are means of a chamber study of people at work (Whyte and Hejab 2007); walking slowly sheds five times, briskly ten
times as many MCP (own default).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from game.entities.state import CHANNELS, Volume

__all__ = ["ACH", "CHANNELS", "LIMITS", "Shedder", "Volume", "second", "shed_per_min", "steady", "within"]

SHED_PER_MIN: Mapping[str, Mapping[str, float]] = MappingProxyType({
    "street": MappingProxyType({"mcp": 2400.0, "um5": 332_000.0, "um05": 2_130_000.0}),
    "gowned": MappingProxyType({"mcp": 177.0, "um5": 37_300.0, "um05": 1_020_000.0}),
})  # fmt: skip
"""What one person gives off in a minute, by what he wears (gmp.md 5.1)."""
PACE: Mapping[str, float] = MappingProxyType({"work": 1.0, "sweep": 2.0, "slow": 5.0, "brisk": 10.0})
"""Working on the spot, as in the chamber; with sweeping hands (Austin: the whole body moving against hands and forearms, 1 000 000
against 500 000 a minute); walking; walking briskly."""
LIMITS: Mapping[str, Mapping[str, float]] = MappingProxyType({
    "B": MappingProxyType({"mcp": 10.0, "um5": 2930.0, "um05": 352_000.0}),
    "C": MappingProxyType({"mcp": 100.0, "um5": 29_300.0, "um05": 3_520_000.0}),
    "D": MappingProxyType({"mcp": 200.0}),
})  # fmt: skip
"""In operation, per m3 (gmp.md 1.3); D has no particle limit but the site's."""
ACH: Mapping[str, float] = MappingProxyType({"CNC": 6.0, "D": 20.0, "C": 30.0, "B": 40.0, "A": 60.0})
"""Air changes an hour by grade: usual values, no clause gives one (gmp.md 5.2)."""
DEPTH_M, HEIGHT_M = 5.0, 2.7
"""Of a room whose length the level gives (own default: the last stage before grade B then has the 60 m3 of gmp.md 5.5)."""
SETTLE_M_S = 0.0043
"""Fall of a microbe-carrying particle of about 12 um (gmp.md 5.2)."""
PLATE_M2 = 0.00636
"""A settle plate of 90 mm."""


@dataclass(frozen=True, slots=True)
class Shedder:
    """Somebody in the room: what he wears (0 gowned .. 1 street clothes) and how he moves (a key of PACE)."""

    openness: float
    pace: str = "work"


def shed_per_min(person: Shedder, channel: str) -> float:
    """What one person gives off in a minute."""
    low, high = SHED_PER_MIN["gowned"][channel], SHED_PER_MIN["street"][channel]
    source = low + (high - low) * person.openness
    return source * PACE[person.pace] if channel == "mcp" else source


def second(volume: Volume, people: tuple[Shedder, ...]) -> None:
    """One second of shedding, mixing, flushing and settling."""
    for channel in CHANNELS:
        source = 0.0
        for person in people:
            source = source + shed_per_min(person, channel)
        before = volume.c[channel]
        volume.c[channel] = before + source / 60.0 / volume.volume_m3 - volume.ach / 3600.0 * before
    volume.settled_per_m2 = volume.settled_per_m2 + volume.c["mcp"] * SETTLE_M_S


def steady(volume: Volume, people: tuple[Shedder, ...], channel: str) -> float:
    """Where the concentration ends with these people: S n / (V ACH)."""
    source = 0.0
    for person in people:
        source = source + shed_per_min(person, channel)
    return source * 60.0 / (volume.volume_m3 * volume.ach)


def within(volume: Volume, grade: str) -> dict[str, bool]:
    """Channel -> whether it keeps the limit of a grade in operation."""
    return {channel: volume.c[channel] <= limit for channel, limit in LIMITS.get(grade, {}).items()}
