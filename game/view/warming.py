"""Large drawings are made before one looks closer: a slice in each of the first frames of a room, none of them long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from game.view.closeup import CloseUp, ground
from game.view.closeup_body import BenchCloseUp, BodyCloseUp, MirrorCloseUp, ZipCloseUp
from game.view.closeup_hands import HoodCloseUp, SuitCloseUp
from game.view.closeup_look import GaugeCloseUp, LabelCloseUp
from game.view.closeup_wash import WashCloseUp
from game.view.figure import Outfit, Painter
from game.view.gown import QUARTERS
from game.view.pose import SIDES, Pose, standing
from game.view.widgets import Look

if TYPE_CHECKING:
    from game.view.closeups import Room

BOTH = frozenset(SIDES)
BODIES: dict[str, tuple[type[BodyCloseUp], ...]] = {
    "bench": (BenchCloseUp,),
    "mirror": (MirrorCloseUp,),
    "coat": (ZipCloseUp,),
    "suit": (ZipCloseUp, SuitCloseUp),
    "coverall": (ZipCloseUp, SuitCloseUp),
    "hood": (HoodCloseUp,),
}
"""What there is in a level -> the close-ups of the body that it will open."""


def warming(room: Room) -> Iterator[None]:
    """Draw what close-ups will show, unseen, a slice at a time: the frame that follows paints over it."""
    view = room.view
    kinds: dict[str, str] = {}
    for thing in view.things():
        kinds.setdefault(thing.kind.removeprefix("pack_"), thing.id)
    bodies = dict.fromkeys(closeup for kind in kinds for closeup in BODIES.get(kind, ()))
    outfits = list(_outfits(kinds))
    for kind, thing_id in kinds.items():
        closeup = _label(room, kind, thing_id)
        if closeup:
            closeup.layout(())
            yield
            closeup.panel.draw(view.screen, Look())
            yield
            closeup.draw()
            yield
    for body in bodies:
        closeup = body(view, next(iter(kinds.values())), room.picture)
        closeup.layout(())
        ground(closeup.picture.size, *closeup.tones)
        yield
        for outfit in outfits:
            for facing in ("front", "back") if body in (HoodCloseUp, MirrorCloseUp) else ("front",):
                yield from _figure(closeup, outfit, standing(facing))


def _label(room: Room, kind: str, thing_id: str) -> CloseUp | None:
    """A pack or a dispenser, the gauge, the sink: close-ups that are no body's."""
    family = room.view.seen.thing(thing_id).family
    if family in ("pack", "rub", "soap"):
        return LabelCloseUp(room.view, thing_id, room.session.world.seed)
    if family == "gauge":
        return GaugeCloseUp(room.view, thing_id)
    return WashCloseUp(room.view, thing_id, room.mode == "guided") if family == "sink" else None


def _outfits(kinds: dict[str, str]) -> Iterator[Outfit]:
    """How one will be dressed, from little to all: whatever the level has, put on in the order of the layers."""
    dressed = Outfit(hair_cover="hair_cover" in kinds)
    yield dressed
    if "coat" in kinds:
        coat = replace(dressed, coat=True, zip=0.5, overshoes=BOTH if "overshoes" in kinds else frozenset())
        yield coat
        yield replace(coat, zip=1.0)
    # One at a time: short slices.
    dressed = replace(dressed, mask="mask" in kinds)
    yield dressed
    dressed = replace(dressed, hood="hood" in kinds)
    yield dressed
    dressed = replace(dressed, goggles="goggles" in kinds)
    yield dressed
    if "suit" in kinds or "coverall" in kinds:
        dressed = replace(dressed, suit=True, zip=0.5)
        yield dressed
        yield replace(dressed, untucked=frozenset(QUARTERS), flap_open=True)
        dressed = replace(dressed, zip=1.0, gloves=SIDES, cuffs_over=BOTH, boots=BOTH if "overboots" in kinds else frozenset())
        yield dressed
        if dressed.hood:
            yield replace(dressed, untucked=frozenset(("left", "right")))
            yield replace(dressed, untucked=frozenset(("front", "back")), gloves=SIDES * 2)


def _figure(closeup: BodyCloseUp, outfit: Outfit, pose: Pose) -> Iterator[None]:
    view = closeup.view
    painter = Painter(view.surface, closeup.point(view.seen.x, 0.0), closeup.scale, view.looks, outfit)
    painter.below(pose)
    yield
    painter.trunk(pose)
    yield
    for side in SIDES:
        painter.arm(pose, side)
    yield
