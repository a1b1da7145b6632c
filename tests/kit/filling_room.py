"""The filling line at moments worth looking at: glass on the track, a hand in a glove, a torn one before the eyes."""

from __future__ import annotations

from typing import Any

from game.content.loader import load_level
from game.content.rules import load_rulebook
from game.session.expert import Expert
from game.session.session import Session
from tests.kit.deviation_room import LEVELS, DeviationRoom

BREAKAGE, GLOVE, AROUND = "deviation-filling-breakage", "deviation-filling-glove", "deviation-filling-around"
SEED = 7
"""Glass at the infeed, in the level of breakage."""


def broken(**how: Any) -> DeviationRoom:
    """A vial has broken, and the machine stands."""
    room = DeviationRoom(BREAKAGE, seed=SEED, **how)
    while not room.seen.pieces or room.seen.plant().running:
        room.wait(1.0)
    return room


def reached_in(**how: Any) -> DeviationRoom:
    """The right hand is in the glove before the glass."""
    room = broken(**how)
    room.scene.hand.start(f"reach_in:filler:{room.seen.pieces[0].zone}_right")
    room.settle()
    room.wait(0.2)
    return room


def with_forceps(**how: Any) -> DeviationRoom:
    """It holds the forceps."""
    room = reached_in(**how)
    room.scene.hand.start("pick:filler:forceps")
    room.settle()
    room.wait(0.2)
    return room


SEEDS = {"tool_dropped": 0, "stopper_shortage": 3, "power_cut": 4, "particles": 6, "airlock_door_open": 8}
"""Fault of the level around the vials -> a seed that draws it."""


def around(fault: str, **how: Any) -> DeviationRoom:
    """That fault has begun, half a minute of the process ago."""
    room = DeviationRoom(AROUND, seed=SEEDS[fault], **how)
    while room.session.world.state.found.began < 0:
        room.wait(1.0)
    room.wait(4.0)
    return room


def torn(**how: Any) -> tuple[DeviationRoom, str]:
    """A glove has torn, and nobody has looked at it; which."""
    room = DeviationRoom(GLOVE, seed=3, **how)
    fault = next(one for one in room.session.world.draw.hazards if one.kind == "fault")
    while room.session.world.twin.state.gloves[fault.where].hole_mm == 0.0:
        room.wait(2.0)
    return room, fault.where


def next_day(**how: Any) -> DeviationRoom:
    """An expert has handed the glove over; the team meets."""
    level = load_level(LEVELS / f"{GLOVE}.yaml")
    session, pilot = Session(level, load_rulebook(), SEED, "practice"), Expert(level)
    while session.world.seen.phase != "next_day":
        session.step(pilot.commands(session.world.seen))
    return DeviationRoom(session=session, **how)
