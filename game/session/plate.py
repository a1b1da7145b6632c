"""One agar plate after a run: what would have grown where it was pressed, and from where.

A load is not a count: the expected number of colonies is load x share of it under the plate x recovery of the agar, and
chance does the rest (Poisson, one named draw per origin).  Shares, recovery and what the colonies look like are the game's
defaults, no source gives them; the texts say so.  In reality no plate tells where a germ came from, and none grown proves
nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from game.events import Event, LoadMoved, RubEnded, WashEnded
from game.exact import poisson
from game.world.draws import draw, pick

FINGERTIPS = 0.6
"""Share of a hand's load on its five fingers: with these it touches most of what it touches."""
RECOVERY = 0.7
"""Share of those germs that the agar takes up and grows."""
FINGERS = 5
MOST_DRAWN = 60
LOOKS = ("cream", "white", "yellow")
"""Of germs from skin."""
MOULD = "mould"
MOULD_SHARE: Mapping[str, float] = {"floor": 0.2, "dry": 0.1}
"""How many of the germs from a floor, from packs and fittings, are moulds; none from skin."""
INCUBATION_DAYS = 5


@dataclass(frozen=True, slots=True)
class Colony:
    """One colony.  origin: serial number of the event where its germ came into play; finger 0 (thumb) to 4, -1 on a contact
    plate; dx, dy: place on the print or plate, -1 to 1; look: one of LOOKS, or MOULD; seen_day: day of incubation on which it
    can first be seen; mm_a_day: how fast its diameter grows from then on, up to most_mm."""

    origin: int
    finger: int
    dx: float
    dy: float
    look: str
    seen_day: float = 1.0
    mm_a_day: float = 1.5
    most_mm: float = 4.0

    def mm(self, day: float) -> float:
        """Diameter on that day of incubation, 0.0 before it can be seen."""
        return 0.0 if day < self.seen_day else min(self.most_mm, 0.5 + self.mm_a_day * (day - self.seen_day))


@dataclass(frozen=True, slots=True)
class Touch:
    """One link of the chain: what was touched, when, and how much the next thing then got (CFU)."""

    surface: str
    tick: int
    cfu: float


@dataclass(frozen=True, slots=True)
class Plate:
    """colonies: in the order they are drawn, at most MOST_DRAWN; expected: the mean they were drawn from; count: all that grew."""

    hand: str
    colonies: tuple[Colony, ...]
    expected: float
    count: int = 0

    def origins(self) -> tuple[int, ...]:
        """Origins with a colony, the one with most colonies first, then in order of time."""
        counts: dict[int, int] = {}
        for colony in self.colonies:
            counts[colony.origin] = counts.get(colony.origin, 0) + 1
        return tuple(sorted(counts, key=lambda origin: (-counts[origin], origin)))


def grow(
    loads: Mapping[int, float],
    seed: int,
    hand: str = "right",
    share: float = FINGERTIPS,
    soils: Mapping[int, str] | None = None,
    *,
    print_: bool = True,
) -> Plate:
    """Press a plate on a surface.  loads: CFU on it by origin, as the world keeps them; hand: name of the plate in its draws;
    share: of these loads under the plate; soils: origin -> floor | dry, skin where it is not named; print_: five fingertips,
    else one disc."""
    colonies: list[Colony] = []
    expected = 0.0
    for origin in sorted(loads):
        mean = loads[origin] * share * RECOVERY
        expected = expected + mean
        if mean > 0.0:
            colonies += _grown(origin, mean, seed, hand, (soils or {}).get(origin, "skin"), print_)
    return Plate(hand, _drawn(colonies), expected, len(colonies))


def _drawn(colonies: Sequence[Colony]) -> tuple[Colony, ...]:
    """At most MOST_DRAWN, of every origin in turn, so that none is crowded out; then by origin and finger."""
    turns: dict[int, int] = {}
    ranked = []
    for colony in colonies:
        turns[colony.origin] = turns.get(colony.origin, 0) + 1
        ranked.append((turns[colony.origin], colony.origin, colony))
    ranked.sort(key=lambda one: one[:2])
    return tuple(sorted((colony for _, _, colony in ranked[:MOST_DRAWN]), key=lambda colony: (colony.origin, colony.finger)))


def _grown(origin: int, mean: float, seed: int, hand: str, soil: str, print_: bool) -> list[Colony]:
    rng, size = draw(seed, "plate", hand, origin), draw(seed, "colony", hand, origin)
    grown = []
    for _ in range(poisson(rng, mean)):
        finger = pick(rng, FINGERS)
        x, y = rng.random() * 2.0 - 1.0, rng.random() * 2.0 - 1.0
        look = LOOKS[pick(rng, len(LOOKS))]
        seen, speed, most = _size(size)
        if size.random() < MOULD_SHARE.get(soil, 0.0):
            # Late, and then fast and wide.
            look, seen, speed, most = MOULD, seen + 1.2, speed * 2.5, most * 3.0
        if not print_:
            finger = -1
            while x * x + y * y > 0.81:  # within the disc, off its rim
                x, y = rng.random() * 2.0 - 1.0, rng.random() * 2.0 - 1.0
        grown.append(Colony(origin, finger, x, y, look, seen, speed, most))
    return grown


def _size(rng: Random) -> tuple[float, float, float]:
    """Day first seen, millimetres a day, largest diameter."""
    return 0.8 + rng.random() * 0.9, 0.8 + rng.random() * 1.0, 2.0 + rng.random() * 3.0


def chain(events: Sequence[Event], origin: int, last: str) -> tuple[Touch, ...]:
    """How germs of that origin came to `last` (hand_right): from the first surface on, the hand at the end.

    The first way they took, after the last wash if they came (again) after it.  Empty when no move of that origin was worth
    telling (under half a CFU)."""
    moves = [event for event in events if isinstance(event, LoadMoved) and event.origin == origin]
    washed = max((event.n for event in events if isinstance(event, WashEnded | RubEnded)), default=-1)
    arrivals = [n for n, move in enumerate(moves) if move.target == last]
    at = next((n for n in arrivals if moves[n].n > washed), arrivals[0] if arrivals else None)
    links: list[Touch] = []
    while at is not None:
        move = moves[at]
        links.insert(0, Touch(move.target, move.tick, move.load_mcfu / 1000.0))
        source = Touch(move.source, move.tick, 0.0)
        at = next((n for n in range(at) if moves[n].target == move.source), None)
        if at is None:
            links.insert(0, source)
    return tuple(links)


def along(events: Sequence[Event], origin: int, last: str) -> tuple[Touch, ...]:
    """How germs of that origin came to `last` by contacts that are told of others: all that a surface bears goes along, but of
    each contact only the origin of most of it is told.

    How much of it they were is not known (0.0).  Empty when no told contact leads there."""
    came: dict[str, LoadMoved] = {}
    for event in events:
        if isinstance(event, LoadMoved) and (event.cause == origin or event.source in came):
            came.setdefault(event.target, event)
    links: list[Touch] = []
    move = came.get(last)
    while move is not None:
        links.insert(0, Touch(move.target, move.tick, 0.0))
        if move.cause == origin:
            return (Touch(move.source, move.tick, 0.0), *links)
        move = came.get(move.source)
    return ()


def most_telling_of(plate: Plate, chains: Mapping[int, Sequence[Touch]]) -> int:
    """The origin to show first: one that came from the floor if it grew, else the one with most colonies.  -1: nothing grew."""
    origins = plate.origins()
    for origin in origins:
        links = chains.get(origin, ())
        if links and links[0].surface.startswith("floor"):
            return origin
    return next((origin for origin in origins if chains.get(origin)), origins[0] if origins else -1)
