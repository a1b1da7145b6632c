"""Where on the person the germs are at the end of a run, in front and behind, and from which touch: loads by place of the body.

A load belongs to a whole surface (`game.world.contamination`); where on a garment it came is read from the touch that brought it: the
node of the cloth that met the floor, the anchor a hand took, the part it set right.  Where that touch tells no place, it is where such
a garment is mostly touched.  Cloth round a limb or a neck is shown in front and behind; what is worn below something else is not shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from game.entities.kinds import KINDS
from game.entities.state import WorldState
from game.events import Event, LoadMoved
from game.session.plate import Touch
from game.session.plates import surface_of_hand, way_of, worn_by
from game.world.runs import RunWorld

FRONT, BACK = "front", "back"
FACES: Mapping[str, tuple[str, ...]] = {"face": (FRONT,), "chest": (FRONT,), "nape": (BACK,)}
"""From where a place is seen; all others from both sides."""
LEAST_CFU = 0.05
"""Below this a load is nothing that a plate could show."""
BY_BODY: Mapping[str, str] = {"head": "head", "hood": "head", "face": "face", "eyes": "face", "beard": "face", "torso": "chest"}
"""Where a garment is worn -> the place of what tells no place of its own."""
BY_PART: tuple[tuple[str, str], ...] = (
    ("tuck_back", "nape"), ("tuck", "neck"), ("collar", "neck"), ("flap", "neck"), ("zip", "chest"),
    ("sleeve_left", "sleeve_left"), ("sleeve_right", "sleeve_right"), ("cuff_left", "sleeve_left"), ("cuff_right", "sleeve_right"),
    ("shoulder_left", "sleeve_left"), ("shoulder_right", "sleeve_right"), ("leg_left", "leg_left"), ("leg_right", "leg_right"),
    ("ankle_left", "leg_left"), ("ankle_right", "leg_right"), ("hip", "lower"), ("waist", "lower"), ("hem", "lower"),
    ("front_5", "lower"), ("front_6", "lower"), ("front_7", "lower"), ("front_8", "lower"), ("front", "chest"),
    ("side_left_3", "lower"), ("side_left_4", "lower"), ("side_right_3", "lower"), ("side_right_4", "lower"), ("side", "chest"),
)  # fmt: skip
"""How nodes, anchors and parts begin -> the place; the first that fits."""


@dataclass(frozen=True, slots=True)
class Soil:
    """Germs of one origin at a place.  surface: what they are on, as events name it; links: the way they took, first touch first,
    empty for what was on the bare hand all along."""

    origin: int
    cfu: float
    surface: str
    links: tuple[Touch, ...]

    @property
    def tick(self) -> int | None:
        """The first touch; None where there was none."""
        return self.links[0].tick if self.links else None


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the body (head, face, nape, neck, chest, lower, and left and right sleeve, hand, leg, foot).  soils: most first."""

    id: str
    soils: tuple[Soil, ...]

    @property
    def cfu(self) -> float:
        """All germs there."""
        total = 0.0
        for soil in self.soils:
            total += soil.cfu
        return total

    @property
    def faces(self) -> tuple[str, ...]:
        """From where it is seen."""
        return FACES.get(self.id, (FRONT, BACK))


def body_map(world: RunWorld, events: Sequence[Event]) -> tuple[Place, ...]:
    """The places that bear germs at the end of a run, that with most first.  events: all of that run.  Empty where nobody gowned."""
    state = world.state
    if not isinstance(state, WorldState):
        return ()
    by_n = {event.n: event for event in events}
    found: dict[str, list[Soil]] = {}
    for surface, default in _outside(state):
        for origin, cfu in state.loads.get(surface, {}).items():
            if cfu < LEAST_CFU:
                continue
            links = way_of(events, by_n.get(origin), origin, surface)
            place = _place(events, by_n, surface, origin) or default
            found.setdefault(place, []).append(Soil(origin, cfu, surface, links))
    places = [Place(name, tuple(sorted(soils, key=lambda soil: (-soil.cfu, soil.origin)))) for name, soils in found.items()]
    return tuple(sorted(places, key=lambda place: (-place.cfu, place.id)))


def whole(parts: Sequence[float]) -> list[int]:
    """CFU as whole numbers whose sum is no more than that of the parts, rounded: those with the largest rest are rounded up.

    What is below a half is no germ: it stays 0, "less than 1", and only such parts can be missing from the sum."""
    total = 0.0
    for part in parts:
        total += part
    found = [int(part) for part in parts]
    rests = sorted(range(len(parts)), key=lambda at: (found[at] - parts[at], at))
    missing = round(total) - sum(found)
    for at in rests:
        if missing > 0 and parts[at] >= 0.5:
            found[at] += 1
            missing -= 1
    return found


def _outside(state: WorldState) -> list[tuple[str, str]]:
    """(surface, place of what tells none): what could be touched on the person now."""
    surfaces = [(surface_of_hand(state, side), f"hand_{side}") for side in ("left", "right")]
    surfaces += [(state.operator.feet[side].covered_by or "shoes", f"foot_{side}") for side in ("left", "right")]
    worn = worn_by(state)
    top = {KINDS[thing.kind].on_body: thing for thing in worn}
    if "hood" in top:
        top.pop("head", None)
        top.pop("beard", None)
    if "face" in top:
        top.pop("beard", None)
    surfaces += [(thing.id, BY_BODY[body]) for body, thing in top.items() if body in BY_BODY]
    return surfaces


def _place(events: Sequence[Event], by_n: Mapping[int, Event], surface: str, origin: int) -> str:
    """Where on a garment germs of that origin came; "" where no touch tells it."""
    own = by_n.get(origin)
    moves = [event for event in events if isinstance(event, LoadMoved) and event.target == surface and event.origin == origin]
    touches = [own, *(by_n.get(move.cause) for move in moves[:1] if move.cause is not None)]
    for event in touches:
        if event is None or getattr(event, "thing", "") != surface:
            continue
        for field in ("node", "anchor", "part"):
            said = str(getattr(event, field, ""))
            place = next((place for start, place in BY_PART if said.startswith(start)), "")
            if place:
                return place
    return ""
