"""All that stands still at a line, as items: stations, lettering, displays, boards and tags, and residues at rest."""

from __future__ import annotations

from collections.abc import Iterator

from game.entities.residues import RESIDUES
from game.spec import ThingSpec
from game.view import svg
from game.view.line import small
from game.view.line.art import art, room_art, words
from game.view.line.camera import UNITS_PER_M
from game.view.line.hand_items import board, clock_hands, post, sheet_lines, tag
from game.view.line.scenery import LABELLING, MACHINE, Scenery, wanted
from game.view.line.scenery_filling import FILLING
from game.view.line.tiles import Item
from game.view.line.view import LineView, station_of, stations
from game.view.theme import THEME
from game.world.line import truths

TOWERS = {"running": "green", "stopped": "amber", "locked": "off"}
BEYOND_M = 3.0
"""So much of the room is drawn beyond its ends, for wide windows."""
PEOPLE = ("colleague", "supervisor")
LOOKS = {**LABELLING, **FILLING}
"""Kind of station -> how it looks."""


def items(view: LineView) -> list[Item]:
    """Everything, in no order: layers are in the items."""
    graded = any(room.grade != "CNC" for room in view.level.rooms)
    found = room_art("room-filling" if graded else "room-packaging", view.camera.x0 - BEYOND_M, view.camera.x1 + BEYOND_M)
    opened = frozenset(view.truth.open)
    for thing in stations(view.level):
        if thing.kind not in PEOPLE:
            found += _station(view, thing, opened)
    for residue in view.truth.residues.values():
        if not residue.moving and small.in_sight(view, residue):
            found.append(small.item(residue, small.depth(residue)))
    return found


def _station(view: LineView, thing: ThingSpec, opened: frozenset[str]) -> Iterator[Item]:
    top = thing.y_m + station_of(thing).height_m
    look = LOOKS.get(thing.kind, Scenery(()))
    left = frozenset(one.kind for one in view.truth.residues.values() if one.station == thing.id and not one.cleared)
    for row in look.rows:
        if wanted(row, thing.id, opened, left):
            name = row.name.format(tower=TOWERS[view.truth.machine])
            yield art(name, thing.x_m + row.dx / UNITS_PER_M, top - row.dy / UNITS_PER_M, row.z, row.share)
    for sign in look.signs:
        text = shown(view, thing) if sign.display else view.t(f"line.{sign.text}")
        place = thing.x_m + sign.x / UNITS_PER_M, top - sign.y / UNITS_PER_M, sign.w / UNITS_PER_M, sign.h / UNITS_PER_M
        back = getattr(THEME, sign.back) if sign.back else None
        z = MACHINE + 0.4 if sign.display else sign.z
        yield words(text, *place, z, getattr(THEME, sign.colour), sign.weight, lang=view.screen.lang, back=back)
    yield from _written(view, thing, top)


def _written(view: LineView, thing: ThingSpec, top: float) -> Iterator[Item]:
    """What stands written by hand or moves by itself: board, tag, clock, tools that are not in their place."""
    if thing.kind == "status_board":
        yield from board(view, thing.x_m, top)
    elif thing.kind == "tag":
        yield from tag(view, thing, top)
    elif thing.kind == "clock":
        yield clock_hands(view, thing, top)
    elif thing.kind == "tool_board":
        yield from _tools(view, thing, top)
    elif thing.kind in ("checkweigher", "balance"):
        yield from _sticker(thing)
    elif thing.kind == "order":
        yield from sheet_lines(view, thing, top)
    elif thing.kind == "panel":
        yield post(thing.x_m + 0.15, thing.y_m)


def _tools(view: LineView, thing: ThingSpec, top: float) -> Iterator[Item]:
    """The lamp hangs on its nail until it is taken."""
    held = [hand.holding for hand in view.truth.operator.hands.values()]
    if "lamp" not in held:
        lamp = next((part for part in station_of(thing).parts if part.id == "lamp"), None)
        if lamp:
            share = 0.40 * UNITS_PER_M / svg.size("line/torch")[0] * 0.62
            yield art("torch", thing.x_m + lamp.x, thing.y_m + lamp.y, 3.6, share, turn=90, at="center")


def _sticker(thing: ThingSpec) -> Iterator[Item]:
    spot = next((one for one in station_of(thing).spots if "calibration" in one.takes), None)
    if spot:
        yield art("sticker", thing.x_m + spot.x, thing.y_m + spot.y, 3.6, 0.22, at="center")


def shown(view: LineView, thing: ThingSpec) -> str:
    """What a display shows, large enough to be read from near."""
    values = truths.shown(view.level, view.batch, view.truth, thing.id)
    match thing.kind:
        case "panel":
            return view.t(f"line.panel_{view.truth.machine}")
        case "checkweigher" | "balance":
            return view.t("line.zero_grams")
        case _:
            first = next(iter(values.values()), "")
            return f"{first:,}".replace(",", "\u00a0") if isinstance(first, int) else first


def residue_kinds() -> tuple[str, ...]:
    """Kinds that have a drawing, for checks that none is forgotten."""
    return tuple(kind for kind in RESIDUES if kind in small.LOOKS)
