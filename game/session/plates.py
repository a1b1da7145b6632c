"""The plates taken from a person at the end of a run: prints of both hands, contact plates where Annex 1 looks at the gown.

Sites after EU GMP Annex 1 (2022) 7.4: gloved fingers, forearms, chest, hood or mask; numbers to act on after 9.30 (Table 6),
which names them for gloves and gowns in grades A and B only.  The limit belongs to the plate: it is no limit of the hand's load.
After the plates the gown is taken off for good: agar stays on it.

Everything follows from the loads at the end, the events and the seed, so the same run grows the same plates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from game.entities.kinds import KINDS
from game.entities.state import ThingState, WorldState
from game.events import Event, FootPlaced, LoadMoved, Touched
from game.session.plate import FINGERTIPS, Plate, Touch, along, chain, grow
from game.world.runs import RunWorld

PRINT, CONTACT = "print", "contact"
LIMITS: Mapping[str, int] = {"A": 0, "B": 5}
"""Colonies on a glove print (five fingers) or a contact plate of the gown that are not to be exceeded; grade A: no growth."""


@dataclass(frozen=True, slots=True)
class Site:
    """A place that is looked at.  kind: PRINT (90 mm, five fingers) | CONTACT (55 mm); worn: places of the body whose outermost
    garment is there, the first that wears one counts; share: of that garment's load under the plate (own default)."""

    id: str
    kind: str
    worn: tuple[str, ...]
    share: float


SITES = (
    Site("print_left", PRINT, (), FINGERTIPS),
    Site("print_right", PRINT, (), FINGERTIPS),
    Site("forearm_left", CONTACT, ("torso",), 0.04),
    Site("forearm_right", CONTACT, ("torso",), 0.04),
    Site("chest", CONTACT, ("torso",), 0.08),
    Site("hood", CONTACT, ("hood", "face", "head"), 0.15),
)


@dataclass(frozen=True, slots=True)
class SitePlate:
    """One plate, incubated.  surface: what it was pressed on, as events name it; limit: None where there is none;
    chains: origin of a colony -> the way its germs took, first touch first."""

    site: Site
    surface: str
    plate: Plate
    limit: int | None
    chains: Mapping[int, tuple[Touch, ...]]

    @property
    def outside(self) -> bool:
        """Whether more grew than the grade allows there."""
        return self.limit is not None and self.plate.count > self.limit

    def count(self, day: float) -> int:
        """Colonies that can be seen on that day of incubation (of those that are drawn)."""
        return len([colony for colony in self.plate.colonies if colony.mm(day) > 0.0])

    def first_touch(self, origin: int) -> int | None:
        """The tick where the replay has to go for a colony of that origin; None for what was on the bare hand all along."""
        links = self.chains.get(origin, ())
        return links[0].tick if links else None


def take(world: RunWorld, events: Sequence[Event]) -> tuple[SitePlate, ...]:
    """The plates of a run that is over: those of SITES that something can be pressed on.  events: all of that run.

    Empty where nobody was gowning."""
    return grow_plates(world.state, world.level.grade, world.seed, events) if isinstance(world.state, WorldState) else ()


def grow_plates(state: WorldState, grade: str, seed: int, events: Sequence[Event]) -> tuple[SitePlate, ...]:
    """The same from a state, the grade it leads into and a seed."""
    by_n = {event.n: event for event in events}
    found = []
    for site in SITES:
        surface = _surface(state, site)
        if not surface:
            continue
        loads = state.loads.get(surface, {})
        soils = {origin: _soil(state, _source(events, by_n.get(origin))) for origin in loads}
        plate = grow(loads, seed, site.id, site.share, soils, print_=site.kind == PRINT)
        chains = {origin: way_of(events, by_n.get(origin), origin, surface) for origin in plate.origins()}
        found.append(SitePlate(site, surface, plate, LIMITS.get(grade), chains))
    return tuple(found)


def _surface(state: WorldState, site: Site) -> str:
    """The outermost glove or the bare hand; the outermost garment at a place; "" where nothing is worn."""
    if site.kind == PRINT:
        return surface_of_hand(state, site.id.rpartition("_")[2])
    worn = worn_by(state)
    for where in site.worn:
        on = [thing.id for thing in worn if KINDS[thing.kind].on_body == where]
        if on:
            return on[-1]
    return ""


def surface_of_hand(state: WorldState, hand: str) -> str:
    """The outermost glove on a hand (left, right), or its skin, as events name it."""
    return next((thing.id for thing in reversed(worn_by(state)) if thing.threaded == [f"hand_{hand}"]), f"hand_{hand}")


def worn_by(state: WorldState) -> list[ThingState]:
    """What is worn, the outermost last."""
    return sorted((thing for thing in state.things.values() if thing.on == "worn"), key=lambda thing: thing.worn_at)


def _source(events: Sequence[Event], event: Event | None) -> str:
    """The surface that germs of an origin came from: told with the first move, else what that event touched."""
    if event is None:
        return ""
    told = next((move.source for move in events if isinstance(move, LoadMoved) and move.cause == event.n and move.origin == event.n), "")
    return told or ("floor" if isinstance(event, Touched | FootPlaced) else str(getattr(event, "thing", "")))


def _soil(state: WorldState, source: str) -> str:
    """floor, dry (packs, doors, fittings), or skin: hands, and what is carried next to it."""
    if source.startswith("floor"):
        return "floor"
    thing = state.things.get(source)
    return "dry" if thing is not None and KINDS[thing.kind].family not in ("personal", "garment") else "skin"


def way_of(events: Sequence[Event], event: Event | None, origin: int, surface: str) -> tuple[Touch, ...]:
    """The way of that origin's germs to a surface: as it is told, else with what went along with others; where they were too few
    for that, their first touch and that surface.

    Empty for what was there all along (origin 0)."""
    if origin == 0:
        return ()
    links = chain(events, origin, surface) or along(events, origin, surface)
    if links or event is None:
        return links
    source = _source(events, event)
    if source == surface:  # what the hand that took it gave; mending does not tell which hand it was
        hand = getattr(event, "hand", "")
        source = f"hand_{hand}" if hand else "hands"
    return (Touch(source, event.tick, 0.0), Touch(surface, event.tick, 0.0))
