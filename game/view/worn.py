"""What the operator wears and what shows on him, read for the figure."""

from __future__ import annotations

from game.entities.kinds import KINDS
from game.entities.state import WorldState
from game.view.figure import Outfit
from game.view.gown import QUARTERS
from game.view.looks.base import RoomView
from game.world.seen import Seen, ThingSeen

SIDES = ("left", "right")


def outfit_of(view: RoomView) -> Outfit:
    """The outfit at this moment, whatever has come out of order with it: the figure is the trainee as a mirror shows him."""
    now = view.frame, view.seen.tick
    if view.dressed is None or view.dressed[0] != now:  # asked for by many, made up once a frame
        view.dressed = now, outfit_at(view.seen, view.truth, view.things())
    return view.dressed[1]


def outfit_at(seen: Seen, truth: WorldState, things: list[ThingSeen]) -> Outfit:
    """The same from what is seen and what is so.  things: all that are seen."""
    worn = {t.kind: t for t in things if t.where == "worn"}
    body = next((worn[kind] for kind in ("coverall", "suit", "coat") if kind in worn), None)
    half = [t for t in things if t.where != "worn" and KINDS[t.kind].live]
    feet = {foot: truth.operator.feet[foot].covered_by for foot in SIDES}
    boots = {foot: seen.thing(on) for foot, on in feet.items() if on and seen.thing(on).kind == "overboot"}
    left = _unsettled(seen, tuple(t for t in things if t.where == "worn"))
    gloves = _gloves(truth, things)
    return Outfit(
        hair_cover="hair_cover" in worn,
        beard_cover="beard_cover" in worn,
        coat="coat" in worn,
        zip=0.0 if body is None else 1.0 if body.closed else seen.zip(body.id),
        overshoes=frozenset(foot for foot, on in feet.items() if on and foot not in boots),
        faults=frozenset(_faults(truth, worn, feet)),
        carried=tuple((t.kind, t.where[5:]) for t in things if t.where.startswith("body:") and not t.kind.startswith("street_")),
        wet=seen.wet > 10 or seen.hand("left").rub_ticks_left > 0,
        sleeves=frozenset(o.removeprefix("sleeve_") for t in half for o in t.threaded if o.startswith("sleeve_")),
        base=_base(things),
        feet=_feet(things),
        hood="hood" in worn,
        untucked=frozenset(q for q in QUARTERS if any(part == f"tuck_{q}" for _, part in left)),
        mask="mask" in worn,
        goggles="goggles" in worn,
        suit=body is not None and body.kind != "coat",
        flap_open=any(part == "flap" for _, part in left),
        legs_in=frozenset(o.removeprefix("leg_") for t in half for o in t.threaded if o.startswith("leg_")),
        boots=frozenset(boots),
        boots_low=frozenset(foot for foot, t in boots.items() if (t.id, "pull_up") in left),
        untied=frozenset(foot for foot, t in boots.items() if (t.id, "tie") in left),
        gloves=tuple(side for side, ids in gloves.items() for _ in ids),
        cuffs_over=frozenset(side for side, ids in gloves.items() if any("unfold" in truth.things[i].settled for i in ids)),
        cuffs_rolled=frozenset(side for side, ids in gloves.items() if any((i, "unfold") in left for i in ids)),
        gloves_torn=frozenset(side for side, ids in gloves.items() if ids and _torn(truth, ids[-1])),
    )


def _torn(truth: WorldState, thing: str) -> bool:
    state = truth.things[thing]
    return state.torn or "glove_hole" in state.faults


def _gloves(truth: WorldState, things: list[ThingSeen]) -> dict[str, list[str]]:
    """Hand -> ids of the gloves on it, the one put on last at the end."""
    found: dict[str, list[str]] = {side: [] for side in SIDES}
    for thing in things:
        if thing.kind == "glove" and thing.where == "worn" and thing.threaded:
            found[thing.threaded[0].removeprefix("hand_")].append(thing.id)
    for ids in found.values():
        ids.sort(key=lambda name: truth.things[name].worn_at)
    return found


def _unsettled(seen: Seen, worn: tuple[ThingSeen, ...]) -> set[tuple[str, str]]:
    """What an eye sees of what has still to be set right."""
    return {pair for slot in dict.fromkeys(t.slot for t in worn) for pair in seen.unsettled(slot)}


def _faults(truth: WorldState, worn: dict[str, ThingSeen], feet: dict[str, str]) -> set[str]:
    """Whatever is out of order: the moment a snap gives way it is seen on the figure; nobody says so."""
    things = truth.things
    found = {f"{fault}:{foot}" for foot, on in feet.items() if on for fault in things[on].faults}
    for thing in worn.values():
        if KINDS[thing.kind].on_body not in ("foot", "hand"):
            found |= set(things[thing.id].faults)
    return found


def _base(things: list[ThingSeen]) -> str:
    """What is worn below: the site's suit where the level has none to change into."""
    if any(t.where == "body:torso" for t in things):
        return "street"
    if any(t.kind == "site_suit" for t in things):
        return "site" if any(t.kind == "site_suit" and t.where == "worn" for t in things) else "under"
    return "site"


def _feet(things: list[ThingSeen]) -> str:
    if any(t.where == "body:feet" for t in things):
        return "street"
    if any(t.kind == "site_socks" for t in things):
        return "socks" if any(t.kind == "site_socks" and t.where == "worn" for t in things) else "bare"
    return "shoes"
