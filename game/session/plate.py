"""The contact plate after a run: what would have grown where the right hand's fingertips were pressed, and from where.

A load is not a count: the expected number of colonies is load x share of it on the fingertips x recovery of the agar, and
chance does the rest (Poisson, one named draw per origin).  Share and recovery are the game's defaults, no source gives them
for bare hands; the texts say so.  In reality no plate tells where a germ came from, and none grown proves nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from game.events import Event, LoadMoved, RubEnded, WashEnded
from game.exact import poisson
from game.world.draws import draw, pick

FINGERTIPS = 0.3
"""Share of a hand's load on its five fingertips."""
RECOVERY = 0.5
"""Share of those germs that the agar takes up and grows."""
FINGERS = 5
MOST_DRAWN = 60
LOOKS = ("cream", "white", "yellow")


@dataclass(frozen=True, slots=True)
class Colony:
    """One colony.  origin: serial number of the event where its germ came into play; finger 0 (thumb) to 4; dx, dy: place
    on the print, -1 to 1; look: one of LOOKS."""

    origin: int
    finger: int
    dx: float
    dy: float
    look: str


@dataclass(frozen=True, slots=True)
class Touch:
    """One link of the chain: what was touched, when, and how much the next thing then got (CFU)."""

    surface: str
    tick: int
    cfu: float


@dataclass(frozen=True, slots=True)
class Plate:
    """colonies: in the order they are drawn; expected: the mean they were drawn from."""

    hand: str
    colonies: tuple[Colony, ...]
    expected: float

    def origins(self) -> tuple[int, ...]:
        """Origins with a colony, the one with most colonies first, then in order of time."""
        counts: dict[int, int] = {}
        for colony in self.colonies:
            counts[colony.origin] = counts.get(colony.origin, 0) + 1
        return tuple(sorted(counts, key=lambda origin: (-counts[origin], origin)))


def grow(loads: Mapping[int, float], seed: int, hand: str = "right") -> Plate:
    """Press the fingertips of that hand on a plate.  loads: CFU on the hand by origin, as the world keeps them."""
    colonies: list[Colony] = []
    expected = 0.0
    for origin in sorted(loads):
        mean = loads[origin] * FINGERTIPS * RECOVERY
        expected = expected + mean
        if mean > 0.0:
            colonies += _grown(origin, mean, seed, hand)
    colonies.sort(key=lambda colony: (colony.origin, colony.finger))
    return Plate(hand, tuple(colonies[:MOST_DRAWN]), expected)


def _grown(origin: int, mean: float, seed: int, hand: str) -> list[Colony]:
    rng = draw(seed, "plate", hand, origin)
    grown = []
    for _ in range(poisson(rng, mean)):
        finger = pick(rng, FINGERS)
        grown.append(Colony(origin, finger, rng.random() * 2.0 - 1.0, rng.random() * 2.0 - 1.0, LOOKS[pick(rng, len(LOOKS))]))
    return grown


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


def most_telling_of(plate: Plate, chains: Mapping[int, Sequence[Touch]]) -> int:
    """The origin to show first: one that came from the floor if it grew, else the one with most colonies.  -1: nothing grew."""
    origins = plate.origins()
    for origin in origins:
        links = chains.get(origin, ())
        if links and links[0].surface.startswith("floor"):
            return origin
    return next((origin for origin in origins if chains.get(origin)), origins[0] if origins else -1)
