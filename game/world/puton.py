"""Putting on what is stiff: covers, masks, gloves, boots, the site suit.  Cloth has its own file (`dressing`)."""

from __future__ import annotations

from game.commands import Use
from game.entities import kinds
from game.entities.state import ThingState
from game.events import Threaded, Worn
from game.world import outfit
from game.world.core import DRESS_M, Core

MOST_GLOVES = 2
"""Pairs one over the other."""


def put_on(core: Core, command: Use, thing: ThingState) -> str:
    """Put it on by an opening.  Why it is impossible, or "" when it is done and `finish` may tell."""
    if thing.on != f"hand:{command.hand}":
        return "not_held"
    where = core.kind(thing).on_body
    reason = _FITS[where](core, command, thing) if where in _FITS else _over(core, thing, where)
    if reason:
        return reason
    if not core.near(command.hand, _spot(core, where, command.part), DRESS_M):
        return "out_of_reach"
    if where == "foot":
        foot = command.part.rpartition("_")[2]
        core.op.feet[foot].covered_by = thing.id
        if thing.slot.rpartition("_")[2] in ("left", "right"):
            thing.slot = f"{thing.slot.rpartition('_')[0]}_{foot}"
    core.op.hands[command.hand].holding = core.op.hands[command.hand].anchor = ""
    core.emit(Threaded, thing=thing.id, kind=thing.kind, slot=thing.slot, opening=command.part)
    thing.threaded.append(command.part)
    thing.settled.clear()
    return ""


def worn(core: Core, thing: ThingState) -> int | None:
    """It is worn; a pair of gloves counts as worn with the second.  The event, if there is one."""
    thing.on = "worn"
    thing.worn_at = core.state.tick
    pair = core.worn_all(thing.slot) if core.kind(thing).on_body == "hand" else [thing]
    if len(pair) < outfit.wanted(thing):
        return None
    soiled = any(t.soiled for t in pair)
    defects = [t.defect for t in pair if t.defect]
    return core.emit(Worn, thing=thing.id, kind=thing.kind, slot=thing.slot, soiled=soiled, defect=defects[0] if defects else "")


def _spot(core: Core, where: str, part: str) -> tuple[float, float]:
    if where == "hand":
        return core.hand_at(part[5:])
    dx, dy = kinds.LIFTED_FOOT[part.rpartition("_")[2]] if where == "foot" else kinds.BODY[where]
    return core.op.x + dx, dy


def _foot(core: Core, command: Use, thing: ThingState) -> str:
    state = core.op.feet.get(command.part.rpartition("_")[2])
    if state is None or not state.lifted:
        return "foot_down"
    return "already_covered" if state.covered_by else ""


def _hand(core: Core, command: Use, thing: ThingState) -> str:
    """Gloves: the other hand of the pair's side slips in; it must hold nothing."""
    other = command.part[5:]
    state = core.hand(other)
    side = "left" if thing.id.endswith(".1") else "right"
    if state is None or other == command.hand or other != side:
        return "wrong_hand"
    if state.holding:
        return "hand_full"
    on = core.gloves_on(other)
    return "already_covered" if len(on) >= MOST_GLOVES or any(g.slot == thing.slot for g in on) else ""


def _under(core: Core, command: Use, thing: ThingState) -> str:
    """The site suit takes the place of street clothes, the socks that of street shoes; neither goes on over the suit."""
    in_the_way = {"under": "body:torso", "socks": "body:feet"}[core.kind(thing).on_body]
    if any(t.on == in_the_way for t in core.state.things.values()):
        return "street_clothes_on"
    return "under_the_suit" if outfit.torso(core) else _over(core, thing, "")


def _over(core: Core, thing: ThingState, where: str) -> str:
    if core.worn(thing.slot):
        return "already_covered"
    hooded = any(t.on == "worn" and core.kind(t).on_body == "hood" for t in core.state.things.values())
    return "under_the_hood" if hooded and where in ("head", "beard") else ""


_FITS = {"foot": _foot, "hand": _hand, "under": _under, "socks": _under}
"""Where it is worn -> why it cannot be put on there now ("" = it can)."""
