"""The air of this run's rooms: who sheds in which, once a second."""

from __future__ import annotations

from game.commands import HANDS
from game.entities.state import ThingState
from game.world import hands, outfit, people
from game.world.air import ACH, DEPTH_M, HEIGHT_M, Shedder, Volume, second
from game.world.core import Core

SECOND_TICKS = 60
OPENNESS = {"street": 1.0, "under": 0.8, "coat": 0.5, "suit": 0.3, "coverall": 0.1, "hooded": 0.0}
"""How much of the way from full gown to street clothes an outfit leaves (own default, between the two means of the study)."""
GOWNED = ("B", "A")
"""Grades whose rooms colleagues enter fully gowned; elsewhere they have what is worn under the gown."""


def start(core: Core) -> None:
    """Clean air in every room."""
    for room in core.level.rooms:
        volume = (room.x1_m - room.x0_m) * DEPTH_M * HEIGHT_M
        core.state.air[room.id] = Volume(volume, ACH[room.grade])


def tick(core: Core) -> None:
    """Once a second."""
    if core.state.tick % SECOND_TICKS:
        return
    here = core.room_at(core.op.x)
    present = (Shedder(openness(core), pace(core)), *_colleagues(core, here))
    for room, volume in core.state.air.items():
        second(volume, present if room == here else ())


def pace(core: Core) -> str:
    """How the trainee moves now, as a key of `air.PACE`."""
    if core.op.walk_to is not None:
        return "brisk" if core.op.brisk else "slow"
    return "sweep" if any(hands.hasty(core, hand) for hand in HANDS) else "work"


def _colleagues(core: Core, here: str) -> tuple[Shedder, ...]:
    """Who stands beside the trainee and waits for an answer sheds too."""
    if core.state.question not in people.IN_PERSON:
        return ()
    gowned = any(room.id == here and room.grade in GOWNED for room in core.level.rooms)
    return (Shedder(OPENNESS["hooded" if gowned else "under"]),)


def openness(core: Core) -> float:
    """What the trainee wears, 0 (all that grade B asks for) to 1 (street clothes)."""
    if any(thing.on == "body:torso" for thing in core.state.things.values()):
        return OPENNESS["street"]
    suit = outfit.torso(core)
    if suit is None or not suit.closed:
        return OPENNESS["under"]
    return OPENNESS["hooded" if suit.kind == "coverall" and _hooded(core, suit) else suit.kind]


def _hooded(core: Core, suit: ThingState) -> bool:
    hoods = [t for t in core.state.things.values() if t.on == "worn" and core.kind(t).on_body == "hood"]
    return bool(hoods) and not outfit.unsettled(core, hoods[0])
