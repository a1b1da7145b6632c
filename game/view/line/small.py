"""How what is left behind looks: which drawing, how large, how it lies."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from game.entities.line_state import ResidueState
from game.entities.residues import RESIDUES
from game.view import svg
from game.view.line.art import KIT, art
from game.view.line.camera import UNITS_PER_M
from game.view.line.scenery import INSIDE, OUTSIDE
from game.view.line.tiles import Item
from game.view.line.view import LineView

GROW = 1.3
"""Drawn so much larger than true size, that a vial stays visible from afar ..."""
TINY_M, TINY_GROW = 0.03, 1.9
"""... and a stopper or a screw, which are smaller than this, that one can tell what it is."""
FITS = 1.1


@dataclass(frozen=True, slots=True)
class SmallLook:
    """drawing of the kit; turn: it lies a little askew, up to so many degrees."""

    drawing: str
    turn: int = 0


LOOKS: Mapping[str, SmallLook] = MappingProxyType({
    "vial_empty": SmallLook("vial-empty"),
    "vial_filled": SmallLook("vial-filled"),
    "vial_labelled": SmallLook("vial-labelled"),
    "vial_lying": SmallLook("vial-lying"),
    "vial_broken": SmallLook("vial-broken"),
    "carton_folded": SmallLook("carton-folded"),
    "carton_flat": SmallLook("carton-flat"),
    "stopper": SmallLook("stopper"),
    "cap": SmallLook("cap"),
    "label_face_up": SmallLook("label-face-up", 8),
    "label_face_down": SmallLook("label-face-down", 8),
    "label_stuck": SmallLook("label-stuck", 14),
    "label_on_roller": SmallLook("label-on-roller"),
    "label_fragment": SmallLook("label-fragment", 30),
    "leaflet_open": SmallLook("leaflet-open", 5),
    "leaflet_folded": SmallLook("leaflet-folded"),
    "leaflet_jammed": SmallLook("leaflet-jammed"),
    "roll_uncoded": SmallLook("roll-uncoded"),
    "printed_sheet": SmallLook("printed-sheet", 8),
    "old_slip": SmallLook("old-slip", 10),
    "old_tag": SmallLook("tag-to-clean", 10),
    "print_in_bag": SmallLook("print-crumpled"),
    "screwdriver": SmallLook("screwdriver", 6),
    "hex_key": SmallLook("hex-key"),
    "screw": SmallLook("screw", 60),
    "pen": SmallLook("pen", 6),
    "glove": SmallLook("glove", 80),
    "wipe": SmallLook("wipe"),
    "backing_scrap": SmallLook("backing-scrap"),
    "stopper_in_bowl": SmallLook("stopper"),
    "settle_plate": SmallLook("settle-plate"),
    "contact_plate": SmallLook("plate-closed"),
    "forceps": SmallLook("forceps", 4),
    "calibration": SmallLook("sticker"),
})  # fmt: skip
"""Kind of residue -> its drawing.  States (a display, a tag, a board) are drawn where they show."""


def share_of(kind: str) -> float:
    """Size of the drawing against 200 units a metre, so that what it paints is as large as the thing, a little enlarged."""
    left, top, right, bottom = svg.painted(KIT + LOOKS[kind].drawing)
    wide, high = RESIDUES[kind].size_m
    fit = min(wide * UNITS_PER_M / (right - left), high * UNITS_PER_M / (bottom - top))
    other = max(wide * UNITS_PER_M / (right - left), high * UNITS_PER_M / (bottom - top))
    return grow(kind) * min(other, fit * FITS)


def grow(kind: str) -> float:
    """How much larger than true size a kind is drawn."""
    return TINY_GROW if max(RESIDUES[kind].size_m) < TINY_M else GROW


def turn_of(residue_id: str, kind: str) -> float:
    """How askew it lies: the same every time it is drawn."""
    most = LOOKS[kind].turn
    return float(zlib.crc32(residue_id.encode()) % (2 * most + 1) - most) if most else 0.0


def item(residue: ResidueState, z: float) -> Item:
    """A residue at rest: standing or lying on what it rests on, or sticking with its middle there."""
    look, share = LOOKS[residue.kind], share_of(residue.kind)
    left, top, right, bottom = svg.painted(KIT + look.drawing)
    w, h = svg.size(KIT + look.drawing)
    k = share / UNITS_PER_M
    # The painted part is what stands there, not the sheet it is drawn on.
    x = residue.x + (w / 2 - (left + right) / 2) * k
    if residue.stuck:
        y = residue.y - (h / 2 - (top + bottom) / 2) * k
    else:
        foot = residue.y - RESIDUES[residue.kind].size_m[1] / 2
        y = foot + (bottom - h / 2) * k
    return art(look.drawing, x, y, z, share, turn=turn_of(residue.id, residue.kind), at="center")


def box(residue: ResidueState) -> tuple[float, float, float, float]:
    """What it takes up as drawn: left, bottom, right, top, metres."""
    wide, high = (side * grow(residue.kind) for side in RESIDUES[residue.kind].size_m)
    if residue.stuck:
        return residue.x - wide / 2, residue.y - high / 2, residue.x + wide / 2, residue.y + high / 2
    foot = residue.y - RESIDUES[residue.kind].size_m[1] / 2
    return residue.x - wide / 2, foot, residue.x + wide / 2, foot + high


def in_sight(view: LineView, residue: ResidueState) -> bool:
    """Whether an eye in the room can see it: nothing opaque before it, and its side turned round."""
    if residue.on or residue.kind not in LOOKS or RESIDUES[residue.kind].family == "state":
        return False
    zone = view.places.zones.get(f"{residue.station}.{residue.zone}")
    if zone is None:
        return True
    if zone.kind.needs == "jog" and not view.truth.jogged:
        return False
    return not (zone.guard and zone.guard not in view.truth.open and opaque(view, zone.station, zone.kind.behind))


def opaque(view: LineView, station: str, guard: str) -> bool:
    """Doors are of glass; drawers, lids and flaps are not."""
    from game.entities.stations import STATIONS

    return STATIONS[view.level.thing(station).kind].guard(guard).sort != "door"


def depth(residue: ResidueState) -> float:
    """Its layer."""
    return OUTSIDE if residue.plane == "front" and residue.stuck else INSIDE
