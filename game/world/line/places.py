"""Where things of a line are, in room metres: stations, zones, guards, parts, spots."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from game.entities.line import Spot, StationKind, ZoneKind, cells
from game.entities.residues import RESIDUES, ResidueKind
from game.entities.stations import STATIONS
from game.spec import LevelSpec, ThingSpec

SETTINGS = frozenset(("printer_code", "camera_recipe", "counter", "board", "form_version", "delivered", "container"))
"""Tags of states that are a setting of a display: they show when it is compared with the order."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone of a station as the level places it.  id: "<station>.<zone>"; cells: middles, room metres."""

    id: str
    station: str
    kind: ZoneKind
    x0: float
    y0: float
    x1: float
    y1: float
    cells: tuple[tuple[float, float], ...]
    step: str
    """The check-list point that speaks of it, "" for none."""

    @property
    def guard(self) -> str:
        """Its guard as "<station>.<guard>", "" for none."""
        return f"{self.station}.{self.kind.behind}" if self.kind.behind else ""


@dataclass(frozen=True, slots=True)
class Layout:
    """All places of a level, worked out once."""

    zones: dict[str, Zone]
    steps: dict[str, tuple[str, ...]]
    """inspect step -> ids of its zones."""
    reads: dict[str, tuple[str, ...]]
    """inspect step -> things that have to be looked at."""
    step_of: dict[str, str]
    """Station -> the step that covers it (else the one that compares, displays or counts it)."""
    compared: dict[str, str]
    """Station -> the step that compares or displays it."""

    def step_for(self, station: str, kind: ResidueKind) -> str:
        """The step whose matter a residue there is: settings belong to the comparison, all else to the look around."""
        own = self.compared.get(station, "") if not SETTINGS.isdisjoint(kind.tags) else ""
        return own or self.step_of.get(station, "")


def station(level: LevelSpec, thing_id: str) -> StationKind:
    """Kind of a thing.  Raises KeyError."""
    return STATIONS[level.thing(thing_id).kind]


_last: list[tuple[LevelSpec, Layout]] = []
"""The level asked about last: most questions about one come in a row."""


def layout(level: LevelSpec) -> Layout:
    """Every zone of the level, with the point that covers it."""
    if not _last or _last[0][0] is not level:
        _last[:] = [(level, _layout(level))]
    return _last[0][1]


def _layout(level: LevelSpec) -> Layout:
    compared = {step.thing: step.id for step in level.steps if step.do in ("compare", "display")}
    step_of = {step.thing: step.id for step in level.steps if step.do == "count"} | compared
    for step in level.steps:
        if step.do == "inspect":
            step_of.update(dict.fromkeys(step.covers, step.id))
    zones = {zone.id: zone for thing in level.things if thing.kind in STATIONS for zone in _zones(thing, step_of.get(thing.id, ""))}
    steps = {
        s.id: tuple(z.id for thing in s.covers for z in zones.values() if z.station == thing) for s in level.steps if s.do == "inspect"
    }
    reads = {s.id: tuple(t for t in s.covers if station(level, t).reads) for s in level.steps if s.do == "inspect"}
    return Layout(zones, steps, reads, step_of, compared)


def _zones(thing: ThingSpec, step: str) -> Iterator[Zone]:
    for kind in STATIONS[thing.kind].zones:
        middles = tuple((thing.x_m + x, thing.y_m + y) for x, y in cells(kind))
        x0, x1 = thing.x_m + kind.x0, thing.x_m + kind.x1
        yield Zone(f"{thing.id}.{kind.id}", thing.id, kind, x0, thing.y_m + kind.y0, x1, thing.y_m + kind.y1, middles, step)


def point(level: LevelSpec, thing_id: str, part: str = "") -> tuple[float, float]:
    """Where a part, guard handle or mouth of a thing is (its middle when it has none of that name)."""
    thing = level.thing(thing_id)
    kind = STATIONS[thing.kind]
    named = {p.id: (p.x, p.y) for p in kind.parts} | {g.id: (g.x, g.y) for g in kind.guards}
    if part in named:
        return thing.x_m + named[part][0], thing.y_m + named[part][1]
    if part == "" and kind.mouth:
        return thing.x_m + kind.mouth[0], thing.y_m + kind.mouth[1]
    return thing.x_m + kind.width_m / 2.0, thing.y_m + kind.height_m / 2.0


def middle_x(level: LevelSpec, thing_id: str) -> float:
    """x of the middle of a thing."""
    thing = level.thing(thing_id)
    return thing.x_m + STATIONS[thing.kind].width_m / 2.0


def fits(kind: ResidueKind, spot: Spot) -> bool:
    """Whether a residue of that kind can be at such a spot."""
    return any(tag in spot.takes for tag in kind.tags)


def stuck(kind: ResidueKind, spot: Spot) -> bool:
    """Whether it sticks there rather than lie."""
    return any(tag in spot.takes for tag in kind.tags if tag in ("sticks", "wraps", "jams", "torn")) or kind.family == "state"


def size(kind_id: str) -> tuple[float, float]:
    """Width and height of a residue, metres."""
    return RESIDUES[kind_id].size_m
