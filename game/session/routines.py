"""The expert's routines, one per verb of a step: the next act for it, or None when there is nothing (left) to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from game.entities.kinds import KINDS
from game.session.acts import Act, Params
from game.session.mind import Mind
from game.session.moves import COMFORT_M, hand_holding
from game.session.wearing import cross, fetch, take_anchor, wear
from game.spec import StepSpec
from game.world.seen import ThingSeen

MARGIN_S = 0.5
"""How much longer than asked the expert stays."""
TICK_S = 1.5 / 60.0
"""A tick and a half: rounding never leaves a duration one tick short."""
RINSE_S = 2.5
DRY_S = {"towels": 4.5, "dryer": 8.5}
WET = 10.0
"""Above this hands count as wet."""
MIRROR_S = 1.0
"""How long the expert stands before the mirror before he judges."""


def store(mind: Mind, thing: ThingSeen, container: str) -> Act | None:
    """Put a personal thing into its store: take it off the body, lay it in."""
    if not container:
        return None
    if hand_holding(mind.seen, thing.id):
        return Act("put", thing.id, container, thing.slot)
    about = thing.where.startswith("body:") or (not _stored(mind, thing) and mind.reachable(thing))
    return Act("take", thing.id, slot=thing.slot) if about else None


def _stored(mind: Mind, thing: ThingSeen) -> bool:
    """In a locker or tray; in a bin only what was wiped off."""
    return mind.seen.away(thing.id) and (mind.seen.thing(thing.where).family == "container" or "wiped" in KINDS[thing.kind].tags)


def stow(mind: Mind, step: StepSpec) -> Act | None:
    """A personal thing into its container."""
    return store(mind, mind.seen.thing(step.thing), step.into)


# --- hygiene -------------------------------------------------------------------------------------------------------------


def wash(mind: Mind, step: StepSpec) -> Act | None:
    """Water, soap, the surfaces, rinse, water off, dry."""
    seen, slip = mind.seen, mind.slip
    if not seen.rinse_ticks:
        act = _scrub(mind, step)
        if act:
            return act
    if seen.rinse_ticks < RINSE_S * 60.0 and not slip.omits(step.id, "rinse"):
        return Act("work", step.thing, "rinse", step.id, Params(duration_s=RINSE_S + MARGIN_S))
    if seen.tap:
        return Act("work", step.thing, "tap", step.id)
    return None if slip.omits(step.id, "dry") else _dry(mind, step.id)


def _scrub(mind: Mind, step: StepSpec) -> Act | None:
    seen, limits = mind.seen, mind.seen.level.limits
    names = seen.wash_surfaces
    least, whole = limits.get("wash_surface_s", 4.0), limits.get("wash_s", 30.0)
    careful = max(least, whole / len(names)) + MARGIN_S
    done = seen.wash
    for name, seconds in mind.slip.surface_s(step.id, names, careful, least + TICK_S, whole).items():
        left = seconds - done[name] / 60.0
        if left <= 0.0:
            continue
        soap = _working(mind, "soap")
        if not seen.tap:
            return Act("work", step.thing, "tap", step.id)
        if soap and not seen.soap and not mind.slip.omits(step.id, "soap") and not _shrugs(mind, step.id, "soap"):
            return Act("work", soap, "lever", step.id)
        return Act("work", step.thing, name, step.id, Params(duration_s=left + TICK_S))
    return None


def _dry(mind: Mind, slot: str) -> Act | None:
    dryer = _working(mind, "towels") or _working(mind, "dryer")
    if mind.seen.wet <= 0.0 or not dryer or _shrugs(mind, slot, "towels"):
        return None
    return Act("work", dryer, "dry", slot, Params(duration_s=DRY_S[mind.seen.thing(dryer).family]))


def _working(mind: Mind, family: str, slot: str = "") -> str:
    """The first reachable one (of a slot) that is not known to be empty or out of date."""
    for thing in mind.seen.things():
        if thing.family == family and slot in ("", thing.slot) and mind.reachable(thing) and not mind.bad(thing):
            return thing.id
    return ""


def _shrugs(mind: Mind, slot: str, family: str) -> bool:
    """Whether he found one empty and goes on without."""
    return mind.slip.omits(slot, "refill") and any(t.family == family and "empty" in t.known for t in mind.seen.things())


def rub(mind: Mind, step: StepSpec) -> Act | None:
    """Look at the date, take the rub with dry hands, and let it act without touching anything."""
    seen = mind.seen
    if mind.slip.cut_short(step.id):
        return None
    if seen.hand("right").rub_ticks_left > 0:
        return Act("wait", slot=step.id, params=Params(duration_s=seen.hand("right").rub_ticks_left / 60.0 + TICK_S))
    bottle = _working(mind, "rub", step.id)
    if not bottle or _shrugs(mind, step.id, "rub"):
        mind.memory.believed.add(step.id)  # nothing here to rub with
        return None
    if not seen.thing(bottle).looked:
        return Act("look", bottle, slot=step.id)
    if seen.wet > WET and not seen.hand("right").gloved and not mind.slip.rushes(step.id, "dry"):
        return _dry(mind, step.id)
    return Act("work", bottle, "lever", step.id)


# --- checks and doors ----------------------------------------------------------------------------------------------------


def check(mind: Mind, step: StepSpec) -> Act | None:
    """Mirror: look, mend what shows, look again, then declare fit."""
    seen = mind.seen
    if seen.mirror_tick <= mind.memory.changed_tick and not mind.slip.omits(step.id, "look"):
        return Act("look", step.thing, slot=step.id, params=Params(duration_s=MIRROR_S))
    for slot, worn in seen.worn.items():
        for fault in seen.faults(slot):
            if not mind.slip.omits(slot, "mend"):
                return Act("mend", worn, fault, slot)
    return Act("declare", step.thing, "fit", step.id)


def read(mind: Mind, step: StepSpec) -> Act | None:
    """Gauge: read; too low, say so, wait, read again."""
    if mind.seen.gauge_read(step.thing) is None:
        return Act("look", step.thing, slot=step.id)
    if mind.slip.omits(step.id, "pressure"):
        return None
    if ("pressure", step.thing) not in mind.memory.said:
        return Act("declare", step.thing, "pressure", step.id)
    return Act("look", step.thing, slot=step.id, params=Params(duration_s=1.0))


def pass_door(mind: Mind, step: StepSpec) -> Act | None:
    """One door at a time: wait for the others and for the airlock's delay, open, go through."""
    seen = mind.seen
    if seen.door(step.thing):
        return Act("go_through", step.thing, slot=step.id)
    if abs(seen.anchor(step.thing)[0] - seen.x) > COMFORT_M:
        return Act("walk", step.thing, slot=step.id)  # first there, then look at the other door's light
    airlock = seen.level.thing(step.thing).airlock
    since = seen.airlock_since_closed(airlock) if airlock else -1
    delay = 0 <= since < seen.level.limits.get("airlock_delay_s", 0.0) * 60.0
    part = "other_door" if seen.other_door_open(step.thing) else "delay" if delay else ""
    if part:
        return Act("wait", step.thing, part, step.id, Params(duration_s=0.5))
    return Act("open_door", step.thing, slot=step.id)


def undress(thing: ThingSeen, slot: str) -> Act | None:
    """Off with what is worn; half on, it has to go on first."""
    if thing.where == "worn":
        return Act("take_off", thing.id, slot=slot)
    return Act("put_on", thing.id, slot=slot) if thing.threaded else None


def discard(mind: Mind, step: StepSpec) -> Act | None:
    """What was let fall (or another thing of a slot) into a bin."""
    for thing in mind.seen.things():
        if thing.slot != step.thing or thing.family != "garment" or thing.where == step.into:
            continue
        if thing.threaded:
            return undress(thing, step.id)
        if hand_holding(mind.seen, thing.id):
            return Act("put", thing.id, step.into, step.id)
        if not thing.where.startswith("inside:") and mind.reachable(thing):
            return Act("take", thing.id, take_anchor(mind, thing.kind), step.id)
    return None


def drop(mind: Mind, step: StepSpec) -> Act | None:
    """Let one fall on purpose (where a level asks for it)."""
    for garment in mind.seen.things():
        if garment.family == "garment" and garment.slot == step.thing and garment.threaded:
            return undress(garment, step.id)
    for garment in mind.held(slot=step.thing):
        return Act("drop", garment.id, slot=step.id)
    packs = [t for t in mind.seen.things() if t.family == "pack" and t.slot == step.thing]
    return fetch(mind, step.thing, packs[0].kind.removeprefix("pack_")) if packs else None


ROUTINES: Mapping[str, Callable[[Mind, StepSpec], Act | None]] = {
    "stow": stow,
    "wear": wear,
    "cross": cross,
    "wash": wash,
    "rub": rub,
    "check": check,
    "read": read,
    "pass": pass_door,
    "discard": discard,
    "drop": drop,
}
