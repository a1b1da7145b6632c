"""Hands: taking hold, carrying, letting go."""

from __future__ import annotations

from typing import Any

from game.commands import Grip, Release
from game.entities.garment import SKELETONS, garment_state_folded
from game.entities.kind import Anchor
from game.entities.state import ThingState
from game.events import Discarded, Gripped, Released, Stowed, TakenOff, Touched
from game.world import contamination, dressing, hygiene, outfit, touches
from game.world.core import Core, distance

SWEPT_M_PER_TICK = 3.0 / 60.0
"""A hand at its fastest on a brisk walk comes to 2.7 m/s."""
HASTY_M_S = 0.9
"""Where the level says nothing: a hand that is faster over two thirds of a second sweeps (no jump of the pointer does that)."""


def carry(core: Core) -> None:
    """Held things go with the hand; holds of live garments are moved there."""
    for name, hand in core.op.hands.items():
        if not hand.holding:
            continue
        thing = core.state.things[hand.holding]
        x, y = core.hand_at(name)
        if thing.id in core.state.garments and thing.on != "worn":
            _carry_cloth(core, name, thing, x, y)
        elif hand.anchor == "zip":
            continue
        elif thing.on == f"hand:{name}":
            thing.x, thing.y = x, y


def _carry_cloth(core: Core, hand: str, thing: ThingState, x: float, y: float) -> None:
    """Its holds go to the hand: at once, but after a leap of the body (sitting down) no faster than cloth can be swept along."""
    for hold, (_, hold_x, hold_y) in list(core.state.garments[thing.id].holds.items()):
        if hold == f"hand_{hand}" or hold.startswith(f"hand_{hand}."):
            far = distance(hold_x, hold_y, x, y)
            if far <= SWEPT_M_PER_TICK:
                core.physics.move_hold(thing.id, hold, x, y)
                continue
            share = SWEPT_M_PER_TICK / far
            core.physics.move_hold(thing.id, hold, hold_x + (x - hold_x) * share, hold_y + (y - hold_y) * share)
    if thing.gathered and hasty(core, hand):
        dressing.slip(core, thing, None)


def hasty(core: Core, hand: str) -> bool:
    """So fast over two thirds of a second that gathered cloth slips from it and the air is stirred (too fast a walk: see `doors`)."""
    moved = 0.0
    for metres in core.op.hand_bins[hand]:
        moved += metres
    return moved * 1.5 > core.limit("hand_speed_m_s", HASTY_M_S)


def grip(core: Core, command: Grip) -> None:
    """Take hold of a thing at an anchor."""
    hand, thing = core.hand(command.hand), core.thing(command.thing)
    if hand is None or thing is None:
        return core.refuse(command, command.thing, "no_such_thing")
    reason = _why_not(core, command, thing)
    if reason:
        return core.refuse(command, thing.id, reason)
    kind = core.kind(thing)
    anchor = kind.anchors.get(command.anchor)
    hygiene.contact_made(core)
    n = core.emit(
        Gripped,
        hand=command.hand,
        thing=thing.id,
        kind=thing.kind,
        slot=thing.slot,
        anchor=command.anchor,
        face=_face(core, command, anchor),
        washed=core.op.washed,
        disinfected=core.op.disinfected,
        wet=core.op.wet > 10.0,
        first=not thing.gripped,
        gloved=bool(core.gloves_on(command.hand)),
    )
    thing.gripped = True
    contamination.contact(core, core.skin(command.hand), thing.id, n)
    _soil(core, command, thing, n)
    hand.holding, hand.anchor = thing.id, command.anchor
    _attach(core, command, thing)
    return None


def _face(core: Core, command: Grip, anchor: Anchor | None) -> str:
    """Under the folded cuff is the outer face of a glove: for a gloved hand it is made, for a bare one it is forbidden."""
    face = anchor.face if anchor else ""
    return "outside" if face == "fold" and not core.gloves_on(command.hand) else face


def _soil(core: Core, command: Grip, thing: ThingState, n: int) -> None:
    """Bare skin on the outer face of something sterile soils it."""
    kind = core.kind(thing)
    bare = not core.gloves_on(command.hand)
    if "sterile" in kind.tags and thing.on != "worn" and bare and _face(core, command, kind.anchors.get(command.anchor)) == "outside":
        thing.soiled = True
        core.state.causes[f"soil:{thing.id}"] = n


def _why_not(core: Core, command: Grip, thing: ThingState) -> str:
    kind = core.kind(thing)
    if core.op.hands[command.hand].holding:
        return "hand_full"
    if kind.family not in ("personal", "pack", "garment"):
        return "not_takeable"
    if thing.on.startswith("inside:") and not core.state.things[thing.on[7:]].open:
        return "pack_closed"
    if command.anchor and command.anchor not in kind.anchors:
        return "no_such_anchor"
    if command.anchor == "zip" and thing.on != "worn":
        return "not_worn"
    if thing.on == "worn" and thing.threaded == [f"hand_{command.hand}"]:
        return "wrong_hand"
    if thing.on == "worn" and command.anchor != "zip" and _covered(core, thing):
        return "under_another"
    if command.anchor == "gathered" and thing.id in core.state.garments:
        return "spread_out"
    if not core.near(command.hand, core.anchor_point(thing, command.anchor), 0.30 if thing.on == "worn" else 0.15):
        return "out_of_reach"
    return ""


def _covered(core: Core, thing: ThingState) -> bool:
    """Whether something worn over it has to come off first: outer gloves, the suit, the hood."""
    where = core.kind(thing).on_body
    if where == "hand":
        return core.gloves_on(thing.threaded[0][5:])[-1].id != thing.id
    over = {"under": "torso", "socks": "torso", "head": "hood", "beard": "hood"}.get(where, "")
    return bool(over) and any(t.on == "worn" and core.kind(t).on_body == over for t in core.state.things.values())


def _attach(core: Core, command: Grip, thing: ThingState) -> None:
    """What is held goes with the hand; a coat that leaves its pack becomes live cloth."""
    if command.anchor == "zip":
        return
    name = f"hand_{command.hand}"
    x, y = core.hand_at(command.hand)
    if not core.kind(thing).live:
        if thing.on == "worn":
            core.emit(TakenOff, thing=thing.id, kind=thing.kind, slot=thing.slot)
            thing.threaded.clear()
            thing.settled.clear()
            core.op.faults_seen.pop(thing.slot, None)
            _bare(core, thing)
        for other, hand in core.op.hands.items():
            if other != command.hand and hand.holding == thing.id:
                hand.holding = hand.anchor = ""  # it changes hands
        thing.on = f"hand:{command.hand}"
        thing.x, thing.y = x, y
        return
    if thing.on == "worn":
        _take_off_live(core, thing)
    node = SKELETONS[thing.kind].anchors[command.anchor]
    if thing.id not in core.state.garments:
        state = garment_state_folded(thing.kind, thing.id, x, y, node)
        core.state.garments[thing.id] = state
        core.physics.add(state)
    elif not core.state.garments[thing.id].live:
        core.state.garments[thing.id].live = True
        core.physics.add(core.state.garments[thing.id])
    core.state.resting_ticks.pop(thing.id, None)
    core.physics.set_hold(thing.id, name, node, x, y)
    thing.on = f"hand:{command.hand}"
    if command.anchor == "gathered":
        dressing.gather(core, command.hand, thing)


def _bare(core: Core, thing: ThingState) -> None:
    for foot in core.op.feet.values():
        if foot.covered_by == thing.id:
            foot.covered_by = ""


def _take_off_live(core: Core, thing: ThingState) -> None:
    core.emit(TakenOff, thing=thing.id, kind=thing.kind, slot=thing.slot)
    thing.threaded.clear()
    thing.closed, thing.zip = False, 0.0
    thing.settled.clear()
    outfit.suit_is_off(core)


def release(core: Core, command: Release) -> None:
    """Let go of what a hand holds: into or onto a thing, or to the floor."""
    hand = core.hand(command.hand)
    if hand is None or not hand.holding:
        return core.refuse(command, command.onto, "not_held")
    thing = core.state.things[hand.holding]
    if hand.anchor == "zip" or thing.on == "worn":
        hand.holding = hand.anchor = ""
        return None
    if core.holder_count(thing.id) > 1 or _half_worn(core, thing):
        _let_cloth_go(core, command.hand, thing)
        hand.holding = hand.anchor = ""
        thing.on = f"hand:{core.holder(thing.id)}" if core.holder(thing.id) else thing.on
        return None
    if command.onto == "floor":
        return _drop(core, command.hand, thing)
    onto = core.thing(command.onto)
    if onto is None or core.kind(onto).family not in ("container", "bin", "shelf", "bench"):
        return core.refuse(command, command.onto, "cannot_hold")
    x, y = core.anchor_point(onto, "")
    hx, hy = core.hand_at(command.hand)
    half = core.kind(onto).size_m[0] / 2.0
    # A long garment goes into a bin from well above its rim.
    above = 0.95 if core.kind(onto).family == "bin" else 0.45
    if abs(hx - x) > half + 0.15 or not -0.45 <= hy - y <= above:
        return core.refuse(command, onto.id, "out_of_reach")
    return _put(core, command.hand, thing, onto)


def _let_cloth_go(core: Core, hand: str, thing: ThingState) -> None:
    if any(hold.startswith(f"hand_{hand}.") for hold in core.state.garments[thing.id].holds):
        dressing.let_go_of(core, thing.id)
    core.physics.drop_hold(thing.id, f"hand_{hand}")


def _half_worn(core: Core, thing: ThingState) -> bool:
    return bool(thing.threaded) and thing.on != "worn"


def _put(core: Core, hand: str, thing: ThingState, onto: ThingState) -> None:
    family = core.kind(onto).family
    core.op.hands[hand].holding = core.op.hands[hand].anchor = ""
    _still(core, thing)
    thing.on = onto.id
    thing.gathered = False
    thing.x, thing.y = core.hand_at(hand)[0], core.anchor_point(onto, "")[1]
    fields: dict[str, Any] = {"hand": hand, "thing": thing.id, "kind": thing.kind, "slot": thing.slot}
    n = core.emit(Released, **fields, onto=onto.id)
    if family == "container":
        contamination.contact(core, core.skin(hand), onto.id, n)
        core.emit(Stowed, **fields, container=onto.id, cause=n)
    if family == "bin":
        contamination.contact(core, core.skin(hand), onto.id, n)
        defect = thing.defect or ("torn" if thing.torn else "")
        core.emit(Discarded, **fields, container=onto.id, soiled=thing.soiled, defect=defect, cause=n)


def _still(core: Core, thing: ThingState) -> None:
    """A garment that is laid down or thrown away is cloth no more."""
    if thing.id in core.state.garments:
        touches.forget(core, thing.id)


def _drop(core: Core, hand: str, thing: ThingState) -> None:
    core.op.hands[hand].holding = core.op.hands[hand].anchor = ""
    n = core.emit(Released, hand=hand, thing=thing.id, kind=thing.kind, slot=thing.slot, onto="floor")
    if thing.slot not in core.state.dropped:
        core.state.dropped.append(thing.slot)
    core.state.causes[thing.id] = n
    thing.on = "floor"
    if thing.id in core.state.garments:
        _let_cloth_go(core, hand, thing)
        return
    thing.x, thing.y = core.hand_at(hand)[0], 0.05
    floor_touch(core, thing, n)


def floor_touch(core: Core, thing: ThingState, n: int) -> None:
    """A stiff thing lies on the floor: soiled at once (it cannot be let fall for a moment only)."""
    thing.soiled = True
    if core.kind(thing).family == "garment":
        n = core.emit(Touched, cause=n, thing=thing.id, kind=thing.kind, slot=thing.slot, surface="floor", node="", depth_mm=0, held=False)
    contamination.touch_floor(core, thing.id, f"floor:{core.room_at(thing.x)}", n)
