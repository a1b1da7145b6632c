"""Stations of a line: what stands there, where one can look, what opens, and where something can lie forgotten.  Data only.

Offsets are metres from the left bottom corner of the station's box (the boxes of `assets/svg/line`, 200 units a metre);
the level says where that corner is.  The tables themselves stand in `line_labelling` and `line_filling`.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

CELL_M = 0.10
"""Zones are looked at in cells of about this size."""


@dataclass(frozen=True, slots=True)
class ZoneKind:
    """A place one looks into: a rectangle of the elevation."""

    id: str
    x0: float
    y0: float
    x1: float
    y1: float
    dark: bool = False
    """Inside or under: only the lamp shows anything."""
    behind: str = ""
    """Guard that hides it while shut."""
    needs: str = ""
    """"jog": its far side comes round only when the machine has been jogged."""

    @property
    def hidden(self) -> bool:
        """Whether it takes an act (lamp, guard, jog) to see it."""
        return self.dark or bool(self.behind) or bool(self.needs)


@dataclass(frozen=True, slots=True)
class GuardKind:
    """What is opened by hand.  x, y: its handle.  sort: door | drawer | lid | flap (backing paper that is lifted).

    Doors belong to the machine: behind one, the line has to be stopped and locked."""

    id: str
    x: float
    y: float
    sort: str = "door"


@dataclass(frozen=True, slots=True)
class Part:
    """What is worked with `Use`: where, and the verbs it knows."""

    id: str
    x: float
    y: float
    verbs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a residue can be.  x, y: middle of what it rests on or sticks to; it may lie `span` metres to either side.

    takes: tags of residue kinds that fit; plane: front | inside | under | behind (of rollers): the order of drawing."""

    id: str
    zone: str
    x: float
    y: float
    takes: tuple[str, ...]
    plane: str = "front"
    span: float = 0.0


@dataclass(frozen=True, slots=True)
class StationKind:
    """One kind of station, board, bin or person of a line."""

    id: str
    family: str
    """machine | panel | display | bin | shelf | desk | board | document | person | clock"""
    width_m: float
    height_m: float
    zones: tuple[ZoneKind, ...] = ()
    guards: tuple[GuardKind, ...] = ()
    parts: tuple[Part, ...] = ()
    spots: tuple[Spot, ...] = ()
    reads: bool = False
    """It shows something to read: one has to look at it before its point is seen."""
    tests: tuple[str, ...] = ()
    """Verbs that a comparison with the order has to include."""
    takes: str = ""
    """What a bin, shelf or box is for: a word of ResidueKind.goes_to."""
    belt: tuple[float, float, float] | None = None
    """(x0, x1, top): things stand and travel on it."""
    mouth: tuple[float, float] | None = None
    """Where a hand lets go into it."""

    def zone(self, zone_id: str) -> ZoneKind:
        """Raises KeyError."""
        return {zone.id: zone for zone in self.zones}[zone_id]

    def guard(self, guard_id: str) -> GuardKind:
        """Raises KeyError."""
        return {guard.id: guard for guard in self.guards}[guard_id]

    def part_of(self, verb: str) -> Part | None:
        """The part that knows a verb."""
        return next((part for part in self.parts if verb in part.verbs), None)


@functools.cache
def cells(zone: ZoneKind) -> tuple[tuple[float, float], ...]:
    """Middles of a zone's cells, row by row from below, metres from the station's corner."""
    columns, rows = _count(zone.x1 - zone.x0), _count(zone.y1 - zone.y0)
    wide, high = (zone.x1 - zone.x0) / columns, (zone.y1 - zone.y0) / rows
    return tuple((zone.x0 + (i + 0.5) * wide, zone.y0 + (j + 0.5) * high) for j in range(rows) for i in range(columns))


def cell_at(zone: ZoneKind, x: float, y: float) -> int:
    """Number of the cell a point lies in (the nearest one for a point outside)."""
    columns, rows = _count(zone.x1 - zone.x0), _count(zone.y1 - zone.y0)
    i = int((x - zone.x0) / (zone.x1 - zone.x0) * columns)
    j = int((y - zone.y0) / (zone.y1 - zone.y0) * rows)
    return min(rows - 1, max(0, j)) * columns + min(columns - 1, max(0, i))


def _count(length: float) -> int:
    return max(1, int(length / CELL_M + 0.5))
