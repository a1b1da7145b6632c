"""Gestures of handling: take, put, drop, look, open, doors, sink, words.

Each takes the live view and an intent (`Act`) and yields the commands of each tick.  It walks to within reach, leads the
hand there and acts once it has arrived.
"""

from __future__ import annotations

from game.commands import HANDS, Answer, Close, Declare, Grip, Look, Open, Release, Use
from game.entities.garment import SKELETONS
from game.entities.kinds import KINDS
from game.session.acts import Act, Params
from game.session.moves import (
    Gesture,
    approach,
    barrier_between,
    free_hand,
    hand_holding,
    reach,
    stand_aside,
    ticks,
    wait,
    wait_until,
    walk,
)
from game.world.seen import Seen

CARRY_M = 1.36
"""Height of the hand that carries cloth: a coat of 1.10 m then hangs a quarter of a metre clear of the floor."""
SIDE_REST_M = 0.30
"""How far beside the body a small thing is carried ..."""
REST_M = 0.95
"""... and how high."""
FALL_TICKS = 40
"""What falls from a hand lies still about so long after it has touched the floor."""
ANSWER_TICKS = 20
"""How long to wait for the world to answer a command before going on."""


# --- hands and things ----------------------------------------------------------------------------------------------------


def take(seen: Seen, act: Act) -> Gesture:
    """Take hold at an anchor, and lift: cloth to carrying height at once, other things beside the body."""
    anchor = act.params.anchor or act.part
    hand = act.params.hand or _nearer_free_hand(seen, act.thing, anchor)
    if seen.hand(hand).holding == act.thing:
        return
    if seen.hand(hand).holding:
        yield from put_aside(seen, hand)
    yield from _to_anchor(seen, hand, act, anchor)
    yield [Grip(hand, act.thing, anchor)]
    yield from wait_until(lambda: seen.hand(hand).holding == act.thing, ANSWER_TICKS)
    if seen.hand(hand).holding != act.thing:
        return
    yield from _lift(seen, hand, act)
    if act.params.dip_m is not None:
        yield from dip(seen, hand, act.thing, act.params.dip_m, act.params.dip_s)


def _nearer_free_hand(seen: Seen, thing: str, anchor: str) -> str:
    x, _ = seen.anchor(thing, anchor)
    return free_hand(seen, "right" if x >= seen.x else "left") or "right"


def _to_anchor(seen: Seen, hand: str, act: Act, anchor: str) -> Gesture:
    """Walk up to an anchor and lead the hand there."""
    thing = seen.thing(act.thing)
    stiff = thing.family == "pack" or (thing.family == "garment" and not KINDS[thing.kind].live)
    lies = thing.where not in ("worn", "floor") and not hand_holding(seen, act.thing)
    move_up = stand_aside if stiff and lies and seen.stance == "stand" else approach
    yield from move_up(seen, seen.anchor(act.thing, anchor)[0], act.params.brisk)
    yield from reach(seen, hand, *seen.anchor(act.thing, anchor), act.params.pace_m_s)


def _lift(seen: Seen, hand: str, act: Act) -> Gesture:
    kind = KINDS[seen.thing(act.thing).kind]
    side = SIDE_REST_M if hand == "right" else -SIDE_REST_M
    if kind.live:
        height = CARRY_M if act.params.height_m is None else act.params.height_m
        yield from reach(seen, hand, seen.hand(hand).x, height, act.params.pace_m_s)
        yield from wait(ANSWER_TICKS)
    else:
        height = REST_M if act.params.height_m is None else act.params.height_m
        yield from reach(seen, hand, seen.x + side, height, act.params.pace_m_s)


def dip(seen: Seen, hand: str, thing: str, low_m: float, seconds: float) -> Gesture:
    """Lower the hand until the lowest point of what it holds is at low_m, stay, and lift again."""
    start = seen.hand(hand)
    x, y = start.x - seen.x, start.y
    yield from reach(seen, hand, seen.x + x, y - lowest(seen, thing) + low_m)
    yield from wait(ticks(seconds))
    yield from reach(seen, hand, seen.x + x, y)


def lowest(seen: Seen, thing: str) -> float:
    """Height of the lowest point of a thing, metres above the floor."""
    nodes = seen.garment(thing)
    kind = seen.thing(thing).kind
    if nodes and kind in SKELETONS:
        return min(y for _, y in nodes) - SKELETONS[kind].radius_m
    return seen.thing(thing).y - KINDS[kind].size_m[1] / 2.0


def put(seen: Seen, act: Act) -> Gesture:
    """Lay what is held in or on a thing (part: locker, tray, bin, shelf)."""
    hand = hand_holding(seen, act.thing)
    if not hand:
        return
    x, y = seen.anchor(act.part, "")
    yield from approach(seen, x, act.params.brisk)
    height = y if act.params.height_m is None else act.params.height_m
    if KINDS[seen.thing(act.thing).kind].live and act.params.height_m is None:
        # Let down from above: the hem stays off the floor, where the place is high or deep enough for that.
        height = max(y, CARRY_M) if seen.thing(act.part).family == "bin" else min(max(y, CARRY_M), y + 0.40)
    yield from reach(seen, hand, x, height, act.params.pace_m_s)
    yield [Release(hand, act.part)]
    yield from wait_until(lambda: seen.hand(hand).holding != act.thing, ANSWER_TICKS)


def drop(seen: Seen, act: Act) -> Gesture:
    """Let what is held fall."""
    hand = hand_holding(seen, act.thing)
    if not hand:
        return
    if act.params.height_m is not None:
        yield from reach(seen, hand, seen.hand(hand).x, act.params.height_m, act.params.pace_m_s)
    yield [Release(hand, "floor")]
    yield from wait_until(lambda: seen.thing(act.thing).soiled_seen, 2 * FALL_TICKS)
    yield from wait(FALL_TICKS)


def put_aside(seen: Seen, hand: str) -> Gesture:
    """Empty a hand where the level allows: personal things to their store, packs and garments to a shelf or the bench."""
    thing = seen.hand(hand).holding
    family = seen.thing(thing).family if thing else ""
    for place in {"personal": ("container", "shelf", "bench"), "pack": ("shelf", "bench", "bin")}.get(family, ("shelf", "bench")):
        target = nearest(seen, place, this_side=True) or nearest(seen, place)
        if target and seen.hand(hand).holding:
            yield from put(seen, Act("put", thing, target))


def nearest(seen: Seen, family: str, *, this_side: bool = False) -> str:
    """The nearest thing of a family that can be walked to, "" for none.  this_side: without going through a door, open or not."""
    doors = [spec.x_m for spec in seen.level.things if KINDS[spec.kind].family == "door"] if this_side else []
    found, best = "", 1e9
    for spec in seen.level.things:
        if KINDS[spec.kind].family != family or barrier_between(seen, seen.x, spec.x_m):
            continue
        if any(min(seen.x, spec.x_m) < door < max(seen.x, spec.x_m) for door in doors):
            continue
        if abs(spec.x_m - seen.x) < best:
            found, best = spec.id, abs(spec.x_m - seen.x)
    return found


def move(seen: Seen, act: Act) -> Gesture:
    """Lead the holding hand to a height, at a pace; with a duration, sweep to and fro so long."""
    hand = act.params.hand or hand_holding(seen, act.thing)
    if not hand:
        return
    now = seen.hand(hand)
    height = now.y if act.params.height_m is None else act.params.height_m
    side = now.x - seen.x
    yield from reach(seen, hand, seen.x + side, height, act.params.pace_m_s)
    if act.params.duration_s is not None:
        yield from _sweep(seen, hand, height, act.params)


def _sweep(seen: Seen, hand: str, height: float, params: Params) -> Gesture:
    left, n = ticks(params.duration_s or 0.0), 0
    while left > 0:
        path = reach(seen, hand, seen.x + (0.70 if n % 2 == 0 else -0.70), height, params.pace_m_s)
        for commands in path:
            yield commands
            left -= 1
        n += 1


def look(seen: Seen, act: Act) -> Gesture:
    """Look closer, from near enough; duration: how long one stands before it first."""
    if not hand_holding(seen, act.thing) and act.thing not in seen.worn.values():
        yield from approach(seen, seen.anchor(act.thing, "")[0], act.params.brisk)
    yield from wait(0 if act.params.duration_s is None else ticks(act.params.duration_s))
    yield [Look(act.thing, act.part)]
    yield from wait(ANSWER_TICKS)


def open_pack(seen: Seen, act: Act) -> Gesture:
    """Open a pack at an end (part: notch | other)."""
    hand = act.params.hand or _nearer_free_hand(seen, act.thing, act.part)
    if seen.hand(hand).holding not in ("", act.thing):
        yield from put_aside(seen, hand)
    yield from _to_anchor(seen, hand, act, act.part)
    yield [Open(hand, act.thing, act.part)]
    yield from wait_until(lambda: seen.thing(act.thing).open, ANSWER_TICKS)


# --- doors, words --------------------------------------------------------------------------------------------------------


def open_door(seen: Seen, act: Act) -> Gesture:
    """Open a door by its handle."""
    hand = act.params.hand or free_hand(seen, "right") or "right"
    yield from _to_anchor(seen, hand, act, "")
    yield [Open(hand, act.thing)]
    yield from wait_until(lambda: seen.door(act.thing), ANSWER_TICKS)


def close_door(seen: Seen, act: Act) -> Gesture:
    """Shut a door by its handle."""
    hand = act.params.hand or free_hand(seen, "right") or "right"
    yield from _to_anchor(seen, hand, act, "")
    yield [Close(hand, act.thing)]
    yield from wait_until(lambda: not seen.door(act.thing), ANSWER_TICKS)


def go_through(seen: Seen, act: Act) -> Gesture:
    """Walk through an open door, well clear of its other side.  One that has shut meanwhile is opened again, unless another one of
    its airlock stands open."""
    x = seen.thing(act.thing).x
    beyond = x + (0.75 if seen.x < x else -0.75)
    for _ in range(2):
        if not seen.door(act.thing) and not seen.other_door_open(act.thing):
            yield from open_door(seen, act)
        yield from walk(seen, beyond, act.params.brisk)
        if (seen.x < x) is (beyond < x):
            return


def stroll(seen: Seen, act: Act) -> Gesture:
    """Walk up to a thing; to a door, until its handle is within reach."""
    x, _ = seen.anchor(act.thing, "")
    if seen.thing(act.thing).family == "door":
        yield from approach(seen, x, act.params.brisk)
    else:
        yield from walk(seen, x, act.params.brisk)


def declare(seen: Seen, act: Act) -> Gesture:
    """Say something about a thing (part: subject)."""
    yield [Declare(act.part, act.thing)]
    yield from wait(ANSWER_TICKS)


def answer(seen: Seen, act: Act) -> Gesture:
    """Answer what somebody asks (part: the choice)."""
    yield [Answer(seen.question, act.part)]
    yield from wait(ANSWER_TICKS)


def pause(seen: Seen, act: Act) -> Gesture:
    """Stand and wait."""
    yield from wait(ticks(1.0 if act.params.duration_s is None else act.params.duration_s))


# --- hygiene -------------------------------------------------------------------------------------------------------------


def work(seen: Seen, act: Act) -> Gesture:
    """Use a part of a thing where it stands (tap, soap lever, a surface of the hands, rinse, dry); duration: how long one stays."""
    for full in HANDS:  # both hands are washed, dried, rubbed
        if seen.hand(full).holding:
            yield from put_aside(seen, full)
    hand = act.params.hand or "right"
    anchor = _USE_ANCHORS.get(act.part, "")
    yield from _to_anchor(seen, hand, act, anchor if anchor in KINDS[seen.thing(act.thing).kind].anchors else "")
    yield [Use(hand, act.thing, act.part)]
    yield from wait(ANSWER_TICKS if act.params.duration_s is None else ticks(act.params.duration_s))


_USE_ANCHORS = {
    "tap": "tap",
    "palms": "water",
    "backs": "water",
    "between": "water",
    "thumbs": "water",
    "tips": "water",
    "wrists": "water",
    "rinse": "water",
    "stop": "water",
}


def mend(seen: Seen, act: Act) -> Gesture:
    """Put right what is wrong with a worn thing."""
    hand = act.params.hand or free_hand(seen, "right") or "right"
    if seen.hand(hand).holding:
        yield from put_aside(seen, hand)
    yield from reach(seen, hand, *seen.anchor(act.thing, ""), act.params.pace_m_s)
    yield [Use(hand, act.thing, "mend")]
    yield from wait(ANSWER_TICKS)
