"""Gestures of dressing: put on by openings, close, take off, and the postures at the bench."""

from __future__ import annotations

from game.commands import HANDS, Grip, Release, Stance, Use
from game.entities.garment import SKELETONS
from game.entities.kinds import BODY, KINDS, LIFTED_FOOT, NECK, SHOULDERS
from game.session import settling
from game.session.acts import Act
from game.session.handling import ANSWER_TICKS, put_aside
from game.session.moves import Gesture, free_hand, hand_holding, reach, wait, wait_until, walk
from game.world.seen import Seen

MOUTH_M = 0.25
"""Farther from the shoulder, the hand looks for the sleeve."""
OPEN_M = 1.05
"""Height of the hand that opens a zip half way."""
BENCH_M = 0.45
"""How near the bench one stands before sitting down."""
FEET = HANDS
"""left and right, as hands are named."""


def put_on(seen: Seen, act: Act) -> Gesture:
    """Put on what is held, opening by opening (part: one opening or foot; "" all of them)."""
    kind = KINDS[seen.thing(act.thing).kind]
    if kind.live:
        yield from settling.put_on_legs(seen, act)
        yield from _put_on_sleeves(seen, act)
    elif kind.on_body == "hand":
        yield from settling.put_on_glove(seen, act)
    elif kind.on_body == "foot":
        yield from _put_on_foot(seen, act)
    else:
        yield from _use_on_body(seen, act, kind.on_body, BODY[kind.on_body])


def _use_on_body(seen: Seen, act: Act, part: str, spot: tuple[float, float]) -> Gesture:
    hand = hand_holding(seen, act.thing)
    if not hand:
        return
    yield from reach(seen, hand, seen.x + spot[0], spot[1], act.params.pace_m_s)
    yield [Use(hand, act.thing, part)]
    yield from wait_until(lambda: seen.thing(act.thing).where == "worn", ANSWER_TICKS)


def _put_on_foot(seen: Seen, act: Act) -> Gesture:
    foot = act.part.removeprefix("foot_") or next((f for f in FEET if seen.foot(f)[2]), "")
    if foot:
        yield from _use_on_body(seen, act, f"foot_{foot}", LIFTED_FOOT[foot])


def _put_on_sleeves(seen: Seen, act: Act) -> Gesture:
    """Collar to the neck, then the free arm, then the arm whose hand held the collar."""
    holder = hand_holding(seen, act.thing)
    if act.part.startswith("leg_"):
        return
    if holder:
        yield from reach(seen, holder, seen.x + NECK[0], NECK[1], act.params.pace_m_s)
        yield from wait(ANSWER_TICKS)
    last = holder or "left"
    for arm in ("right" if last == "left" else "left", last):
        opening = f"sleeve_{arm}"
        if opening in seen.thing(act.thing).threaded or act.part not in ("", opening):
            continue
        if seen.hand(arm).holding not in ("", act.thing):
            yield from put_aside(seen, arm)
        yield from reach(seen, arm, *_sleeve(seen, act.thing, arm), act.params.pace_m_s)
        yield [Use(arm, act.thing, opening)]
        yield from wait_until(lambda opening=opening: opening in seen.thing(act.thing).threaded, ANSWER_TICKS)  # type: ignore[misc]


def _sleeve(seen: Seen, thing: str, arm: str) -> tuple[float, float]:
    """Where the hand goes in: at the shoulder, or at the sleeve's mouth where it hangs away from it."""
    x, y = seen.x + SHOULDERS[arm][0], SHOULDERS[arm][1]
    nodes, spec = seen.garment(thing), SKELETONS[seen.thing(thing).kind]
    if nodes:
        mouth_x, mouth_y = nodes[spec.index[spec.openings[f"sleeve_{arm}"]]]
        if abs(mouth_x - x) + abs(mouth_y - y) > MOUTH_M:
            return mouth_x, mouth_y
    return x, y


def fasten(seen: Seen, act: Act) -> Gesture:
    """Close a worn garment: take the zip and lead it up to the chin."""
    hand = act.params.hand or free_hand(seen, "right") or "right"
    if seen.hand(hand).holding not in ("", act.thing):
        yield from put_aside(seen, hand)
    if seen.hand(hand).holding != act.thing:
        yield from reach(seen, hand, *seen.anchor(act.thing, "zip"), act.params.pace_m_s)
        yield [Grip(hand, act.thing, "zip")]
        yield from wait_until(lambda: seen.hand(hand).holding == act.thing, ANSWER_TICKS)
    top = NECK[1] if act.params.height_m is None else act.params.height_m
    wanted = 1.0 if act.params.height_m is None else 0.0
    yield from reach(seen, hand, seen.x + NECK[0], top, act.params.pace_m_s)
    yield from wait_until(lambda: seen.zip(act.thing) >= wanted, ANSWER_TICKS)
    yield [Release(hand, "")]
    yield from wait_until(lambda: not seen.hand(hand).holding, ANSWER_TICKS)


def unfasten(seen: Seen, act: Act) -> Gesture:
    """Open a closed garment again, half way down."""
    yield from fasten(seen, act.with_params(height_m=OPEN_M if act.params.height_m is None else act.params.height_m))


def take_off(seen: Seen, act: Act) -> Gesture:
    """Take a worn thing off again: grip it where it is worn."""
    worn = seen.thing(act.thing)
    on_hand = worn.threaded[0].removeprefix("hand_") if KINDS[worn.kind].on_body == "hand" and worn.threaded else ""
    free = settling.other_hand(on_hand) if on_hand else free_hand(seen, "right") or "right"
    hand = act.params.hand or free
    if seen.hand(hand).holding:
        yield from put_aside(seen, hand)
    yield from reach(seen, hand, *seen.anchor(act.thing, ""), act.params.pace_m_s)
    yield [Grip(hand, act.thing, act.part or off_anchor(worn.kind))]
    yield from wait_until(lambda: seen.thing(act.thing).where != "worn", ANSWER_TICKS)


def off_anchor(kind: str) -> str:
    """Where a worn garment is taken to come off."""
    known = KINDS[kind].anchors
    return next(anchor for anchor in ("gathered", "collar.inside", "inside", "cuff", "") if anchor in known)


def posture(seen: Seen, act: Act) -> Gesture:
    """Change stance: stand, sit (at the bench), turn, lift a foot (part), or put the lifted foot down on a side (part)."""
    if act.verb == "sit" and seen.stance == "stand":
        bench = seen.thing(act.thing).x
        yield from walk(seen, bench + (-BENCH_M if seen.x < bench else BENCH_M), act.params.brisk)
    name = {"lift": f"lift_{act.part}", "place": f"put_{act.part}"}.get(act.verb, act.verb)
    before = _pose(seen)
    yield [Stance(name)]
    yield from wait_until(lambda: _pose(seen) != before, 2 * ANSWER_TICKS)
    yield from wait(ANSWER_TICKS)


def _pose(seen: Seen) -> tuple[object, ...]:
    return (seen.stance, *(seen.foot(f) for f in FEET))
