"""The expert's routines, one per verb of a step: the next act for it, or None when there is nothing (left) to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from game.commands import HANDS
from game.entities.kinds import KINDS
from game.session.acts import Act, Params
from game.session.mind import Mind
from game.session.moves import COMFORT_M, hand_holding
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
SIDE, COVERED, LIFTED = 0, 1, 2
"""What `Seen.foot` tells, in order."""


def store(mind: Mind, thing: ThingSeen, container: str) -> Act | None:
    """Put a personal thing into its store: take it off the body, lay it in."""
    if not container:
        return None
    if hand_holding(mind.seen, thing.id):
        return Act("put", thing.id, container, thing.slot)
    return Act("take", thing.id, slot=thing.slot) if thing.where.startswith("body:") else None


def stow(mind: Mind, step: StepSpec) -> Act | None:
    """A personal thing into its container."""
    return store(mind, mind.seen.thing(step.thing), step.into)


# --- dressing ------------------------------------------------------------------------------------------------------------


def wear(mind: Mind, step: StepSpec) -> Act | None:
    """Find a good one, look at it, put it on, close it."""
    kind = KINDS[step.thing]
    if kind.on_body == "foot":
        return feet(mind, step)
    worn = mind.seen.worn.get(step.id, "")
    if worn:
        return Act("fasten", worn, slot=step.id) if kind.fasten and not mind.slip.omits(step.id, "zip") else None
    for garment in mind.held(slot=step.id):
        return _inspect(garment, step.id) or Act("put_on", garment.id, slot=step.id)
    for garment in mind.seen.things():
        if garment.family == "garment" and garment.slot == step.id and garment.threaded:
            return Act("put_on", garment.id, slot=step.id)  # one arm in, and no hand holds it
    return fetch(mind, step.id, step.thing)


def _inspect(garment: ThingSeen, slot: str) -> Act | None:
    return None if garment.looked else Act("look", garment.id, slot=slot)


def fetch(mind: Mind, slot: str, kind: str) -> Act | None:
    """Take a garment that lies ready, else look at a pack, else open one that was found good."""
    for garment in mind.seen.things():
        if garment.kind != kind or not _is_for(garment, slot) or not _lies_ready(mind, garment) or mind.bad(garment):
            continue
        pack = garment.id.rpartition(".")[0]
        if not mind.seen.thing(pack).looked and mind.reachable(mind.seen.thing(pack)):
            return Act("look", pack, slot=slot)  # opened unseen: better late than never
        return Act("take", garment.id, "collar.inside" if KINDS[kind].live else "inside", slot)
    for pack_seen in mind.seen.things():
        if pack_seen.family != "pack" or not _is_for(pack_seen, slot) or pack_seen.open or mind.bad(pack_seen):
            continue
        if not mind.reachable(pack_seen):
            continue
        if not pack_seen.looked and not mind.slip.omits(slot, "look"):
            return Act("look", pack_seen.id, slot=slot)
        return Act("open_pack", pack_seen.id, "notch", slot)
    return None


def _is_for(thing: ThingSeen, slot: str) -> bool:
    """Overshoes fit both feet; other things serve their slot."""
    return thing.slot == slot or (thing.slot.startswith("overshoe") and slot.startswith("overshoe"))


def _lies_ready(mind: Mind, garment: ThingSeen) -> bool:
    if garment.where.startswith("inside:"):
        return mind.seen.thing(garment.where.removeprefix("inside:")).open and mind.reachable(garment)
    if garment.where in ("", "floor", "worn") or garment.where.startswith("hand:"):
        return False
    return mind.seen.thing(garment.where).family != "bin" and mind.reachable(garment)


def carry_along(mind: Mind, step: StepSpec, first: StepSpec) -> bool:
    """Whether a garment whose turn comes too late has to be fetched now, because a door or the bench lies before that turn."""
    things = mind.seen.things()
    taken = any(t.slot == step.id and t.family == "garment" and not t.where.startswith("inside:") for t in things)
    if step.do != "wear" or taken:
        return False
    packs = [t.x for t in things if t.family == "pack" and t.slot == step.id]
    goal = mind.seen.thing(first.thing).x if mind.seen.has(first.thing) else None
    if goal is None:
        return False
    parted = [spec.x_m for spec in mind.seen.level.things if KINDS[spec.kind].family in ("door", "bench")]
    return any(min(x, goal) < wall < max(x, goal) for x in packs for wall in parted)


def bench_of(mind: Mind) -> str:
    """The level's bench."""
    return next(spec.id for spec in mind.seen.level.things if spec.kind == "bench")


def feet(mind: Mind, step: StepSpec) -> Act | None:
    """Both overshoes in hand, then at the bench one foot after the other: lift, cover, down on the clean side."""
    seen = mind.seen
    bench = bench_of(mind)
    bare = [f for f in HANDS if not seen.foot(f)[COVERED] and not mind.slip.omits(f"overshoe_{f}", "step")]
    shoes = list(mind.held(kind="overshoe"))
    for foot, other in zip(HANDS, reversed(HANDS), strict=True):
        if seen.foot(foot)[LIFTED]:
            if foot in bare and shoes:
                kept = next((shoe for shoe in shoes if shoe.id == mind.slip.kept), shoes[0])
                return Act("put_on", kept.id, f"foot_{foot}", f"overshoe_{foot}")
            where_the_other_is, _, _ = seen.foot(other)
            return Act("place", bench, where_the_other_is if foot in bare else "clean", f"overshoe_{foot}")
    for shoe in shoes:
        act = _inspect(shoe, step.id)
        if act:
            return act
    if seen.stance == "stand":
        return _to_the_bench(mind, step, bench, len(bare) - len(shoes))
    for foot in HANDS:
        if (foot in bare and shoes) or (foot not in bare and seen.foot(foot)[SIDE] == "dirty"):
            return Act("lift", bench, foot, f"overshoe_{foot}")
    if bare and seen.foot("left")[SIDE] != seen.foot("right")[SIDE]:
        # Astride and no shoe at hand: the bare foot joins the other, from the clean side first.
        first = min(bare, key=lambda f: seen.foot(f)[SIDE])
        return Act("lift", bench, first, f"overshoe_{first}")
    return Act("stand", bench, slot=step.id)


def _to_the_bench(mind: Mind, step: StepSpec, bench: str, missing: int) -> Act | None:
    """Both hands are needed for the shoes: what else they hold waits on the bench."""
    more = fetch(mind, step.id, "overshoe") if missing > 0 else None
    if missing > 0 and more is None:
        return None  # none left on this side
    for hand in HANDS:
        held = mind.seen.hand(hand).holding
        if held and mind.seen.thing(held).kind != "overshoe":
            return Act("put", held, bench, mind.seen.thing(held).slot)
    return more or Act("sit", bench, slot=step.id)


def cross(mind: Mind, step: StepSpec) -> Act | None:
    """Stand up on the clean side once both feet are there."""
    seen = mind.seen
    if seen.stance == "sit" and all(seen.foot(f)[SIDE] == "clean" and not seen.foot(f)[LIFTED] for f in HANDS):
        return Act("stand", step.thing, slot=step.id)
    return feet(mind, step)


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


def _working(mind: Mind, family: str) -> str:
    """The first reachable one that is not known to be empty or out of date."""
    for thing in mind.seen.things():
        if thing.family == family and mind.reachable(thing) and not mind.bad(thing):
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
    bottle = _working(mind, "rub")
    if not bottle or _shrugs(mind, step.id, "rub"):
        mind.memory.believed.add(step.id)  # nothing here to rub with
        return None
    if seen.wet > WET and not mind.slip.rushes(step.id, "dry"):
        return _dry(mind, step.id)
    if not seen.thing(bottle).looked:
        return Act("look", bottle, slot=step.id)
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
            return Act("take", thing.id, "collar.inside" if KINDS[thing.kind].live else "inside", step.id)
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
