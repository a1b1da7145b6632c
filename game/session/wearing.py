"""The expert's routines of dressing: fetch from packs, put on, set right, feet at the bench, gloves by pairs."""

from __future__ import annotations

from game.commands import HANDS
from game.entities.kinds import KINDS
from game.session.acts import Act, Params
from game.session.mind import Mind
from game.session.moves import hand_holding
from game.spec import StepSpec
from game.world.seen import ThingSeen

SIDE, COVERED, LIFTED = 0, 1, 2
"""What `Seen.foot` tells, in order."""
_IN_THE_WAY = {"under": "body:torso", "socks": "body:feet"}
"""Where something is worn -> what keeps it from being put on."""
PAIRED = ("left", "right")
"""Sides of a pair, in the order they come out of their pack (`<pack>.1`, `<pack>.2`)."""


def wear(mind: Mind, step: StepSpec) -> Act | None:
    """Find a good one, look at it, put it on, set it right, close it."""
    kind = KINDS[step.thing]
    if kind.on_body == "foot":
        return feet(mind, step)
    if kind.on_body == "hand":
        return gloves(mind, step)
    if any(t.where == _IN_THE_WAY.get(kind.on_body) for t in mind.seen.things()):
        return None
    worn = mind.seen.worn.get(step.id, "")
    if worn:
        return _finish(mind, step, worn)
    for garment in mind.held(slot=step.id):
        return _inspect(garment, step.id) or Act("put_on", garment.id, slot=step.id)
    for garment in mind.seen.things():
        if garment.family == "garment" and garment.slot == step.id and garment.threaded:
            return Act("put_on", garment.id, slot=step.id)  # one arm in, and no hand holds it
    return fetch(mind, step.id, step.thing)


def _finish(mind: Mind, step: StepSpec, worn: str) -> Act | None:
    """Close what is worn, then set right what is left."""
    if KINDS[step.thing].fasten and not mind.seen.thing(worn).closed:
        return None if mind.slip.omits(step.id, "zip") else Act("fasten", worn, slot=step.id)
    return set_right(mind, step.id)


def set_right(mind: Mind, slot: str, only: str = "") -> Act | None:
    """The next thing to set right about what is worn for a slot: cuff, skirt of the hood, boot, tie, flap."""
    for thing, part in mind.seen.unsettled(slot):
        if mind.slip.omits(slot, part) or only not in ("", thing):
            continue
        suit = mind.seen.torso
        if part.startswith("tuck_") and suit and mind.seen.thing(suit).closed:
            return Act("unfasten", suit, slot=slot)
        return Act("set_right", thing, part, slot)
    return None


def _inspect(garment: ThingSeen, slot: str) -> Act | None:
    return None if garment.looked else Act("look", garment.id, slot=slot)


def take_anchor(mind: Mind, kind: str, hand: str = "") -> str:
    """Where a kind is made to be taken: inside the collar, all ends together, inside the cuff, under the fold."""
    known = KINDS[kind]
    if known.on_body == "hand":
        gloved = mind.seen.hand(hand).gloved if hand else all(mind.seen.hand(h).gloved for h in HANDS)
        return "fold" if gloved else "cuff"
    if "gathered" in known.anchors:
        return "gathered"
    return "collar.inside" if known.live else "inside"


def fetch(mind: Mind, slot: str, kind: str, side: str = "", hand: str = "") -> Act | None:
    """Take a garment that lies ready, else look at a pack, else open one that was found good.  side: which of a pair."""
    number = f".{PAIRED.index(side) + 1}" if side else ""
    for garment in mind.seen.things():
        if garment.kind != kind or not _is_for(mind, garment, slot) or not _lies_ready(mind, garment) or mind.bad(garment):
            continue
        pack = garment.id.rpartition(".")[0]
        if number and not garment.id.endswith(number):
            continue
        if pack and not mind.seen.thing(pack).looked and mind.reachable(mind.seen.thing(pack)):
            return Act("look", pack, slot=slot)  # opened unseen: better late than never
        # A pair of boots comes with a slot each.
        return Act(
            "take", garment.id, take_anchor(mind, kind, hand), garment.slot if "footwear" in KINDS[kind].tags else slot, Params(hand=hand)
        )
    for pack_seen in mind.seen.things():
        if pack_seen.family != "pack" or not _is_for(mind, pack_seen, slot) or pack_seen.open or mind.bad(pack_seen):
            continue
        if not mind.reachable(pack_seen):
            continue
        if not pack_seen.looked and not mind.slip.omits(slot, "look"):
            return Act("look", pack_seen.id, slot=slot)
        return Act("open_pack", pack_seen.id, "notch", slot)
    return None


def _is_for(mind: Mind, thing: ThingSeen, slot: str) -> bool:
    """Overshoes and boots fit both feet; other things serve their slot."""
    feet_slots = [mind.seen.foot_slot(foot) for foot in HANDS]
    return thing.slot == slot or (thing.slot in feet_slots and slot in feet_slots)


def _lies_ready(mind: Mind, garment: ThingSeen) -> bool:
    if garment.where.startswith("inside:"):
        return mind.seen.thing(garment.where.removeprefix("inside:")).open and mind.reachable(garment)
    if garment.where in ("floor", "worn") or garment.where.startswith("hand:"):
        return False
    return (not garment.where or mind.seen.thing(garment.where).family != "bin") and mind.reachable(garment)


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


# --- gloves --------------------------------------------------------------------------------------------------------------


def gloves(mind: Mind, step: StepSpec) -> Act | None:
    """The left one with the right hand, the right one with the left, then the cuffs where they go over the sleeves."""
    seen = mind.seen
    on = {seen.thing(name).threaded for name in seen.worn_all(step.id)}
    for side in PAIRED:
        if (f"hand_{side}",) in on:
            continue
        holder = "left" if side == "right" else "right"
        held = [g for g in mind.held(slot=step.id) if g.id.endswith(f".{PAIRED.index(side) + 1}")]
        if held and hand_holding(seen, held[0].id) == holder:
            return _inspect(held[0], step.id) or Act("put_on", held[0].id, f"hand_{side}", step.id)
        if held:
            return Act("take", held[0].id, take_anchor(mind, step.thing, holder), step.id, Params(hand=holder))
        return fetch(mind, step.id, step.thing, side, holder)
    return set_right(mind, step.id)


# --- feet ----------------------------------------------------------------------------------------------------------------


def bench_of(mind: Mind) -> str:
    """The level's bench."""
    return next(spec.id for spec in mind.seen.level.things if spec.kind == "bench")


def footwear(mind: Mind) -> str:
    """The kind this procedure puts on feet."""
    return next((s.thing for s in mind.seen.level.steps if s.do == "wear" and KINDS[s.thing].on_body == "foot"), "overshoe")


def feet(mind: Mind, step: StepSpec) -> Act | None:
    """Both in hand, then at the bench one foot after the other: lift, cover, set right, down on the clean side."""
    seen = mind.seen
    bench, kind = bench_of(mind), footwear(mind)
    bare = [f for f in HANDS if not seen.foot(f)[COVERED] and not mind.slip.omits(seen.foot_slot(f), "step")]
    shoes = list(mind.held(kind=kind))
    for foot, other in zip(HANDS, reversed(HANDS), strict=True):
        if seen.foot(foot)[LIFTED]:
            slot = seen.foot_slot(foot)
            if foot in bare and shoes:
                own = [shoe for shoe in shoes if shoe.slot == slot]
                kept = next((shoe for shoe in shoes if shoe.id == mind.slip.kept), (own or shoes)[0])
                return Act("put_on", kept.id, f"foot_{foot}", slot)
            where_the_other_is, _, _ = seen.foot(other)
            side = where_the_other_is if foot in bare else "clean"
            before = set_right(mind, slot) or (_in_order(mind, bench) if side == "clean" else None)
            return before or Act("place", bench, side, slot)
    for shoe in shoes:
        act = _inspect(shoe, step.id)
        if act:
            return act
    if seen.stance == "stand" and not bare and all(seen.foot(f)[SIDE] == "clean" for f in HANDS):
        loose = [set_right(mind, seen.foot_slot(f)) for f in HANDS]
        return next((act for act in loose if act), None)
    if seen.stance == "stand":
        loose = [set_right(mind, seen.foot_slot(f)) for f in HANDS if seen.foot(f)[COVERED]]
        return next((act for act in loose if act), None) or _to_the_bench(mind, step, bench, len(bare) - len(shoes))
    for foot in HANDS:
        if (foot in bare and shoes) or (foot not in bare and seen.foot(foot)[SIDE] == "dirty"):
            return Act("lift", bench, foot, seen.foot_slot(foot))
    if bare and seen.foot("left")[SIDE] != seen.foot("right")[SIDE]:
        # Astride and no shoe at hand: the bare foot joins the other, from the clean side first.
        first = min(bare, key=lambda f: seen.foot(f)[SIDE])
        return Act("lift", bench, first, seen.foot_slot(first))
    return Act("stand", bench, slot=step.id)


def _to_the_bench(mind: Mind, step: StepSpec, bench: str, missing: int) -> Act | None:
    """Both hands are needed for the shoes: what else they hold waits on the bench."""
    kind = footwear(mind)
    more = fetch(mind, step.id, kind) if missing > 0 else None
    if missing > 0 and more is None:
        return None  # none left on this side
    for hand in HANDS:
        held = mind.seen.hand(hand).holding
        if held and mind.seen.thing(held).kind != kind:
            return Act("put", held, bench, mind.seen.thing(held).slot)
    return more or _in_order(mind, bench) or Act("sit", bench, slot=step.id)


def _in_order(mind: Mind, bench: str) -> Act | None:
    """What he has seen on its clean side: soiled, he says so and waits until it has been cleaned, before he treads there."""
    thing = mind.seen.thing(bench)
    if not thing.known or mind.slip.omits(thing.slot, "report"):
        return None
    if ("soiled", bench) not in mind.memory.said:
        return Act("declare", bench, "soiled", thing.slot)
    return Act("wait", bench, "cleaning", thing.slot, Params(duration_s=1.0))


def cross(mind: Mind, step: StepSpec) -> Act | None:
    """Stand up on the clean side once both feet are there."""
    seen = mind.seen
    if seen.stance == "sit" and all(seen.foot(f)[SIDE] == "clean" and not seen.foot(f)[LIFTED] for f in HANDS):
        return Act("stand", step.thing, slot=step.id)
    return feet(mind, step)
