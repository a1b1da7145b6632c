"""Gestures of sterile dressing: gloves, legs of a suit, gathering, and setting right what is worn."""

from __future__ import annotations

from dataclasses import replace

from game.commands import HANDS, Grip, Release, Stance, Use
from game.entities.kinds import KINDS
from game.session.acts import Act
from game.session.handling import ANSWER_TICKS, put_aside
from game.session.moves import Gesture, approach, free_hand, hand_holding, reach, together, wait, wait_until
from game.world.seen import Seen

STROKE_M_S = 0.6
"""Peak speed of a stroke that is to hold."""
HASTY_M_S = 2.0
"""Asked of the hand in a hurry; it goes as fast as an arm can."""
MEET_M = (0.06, 1.05)
"""Where the hands meet before the body: how far to their side, and how high."""
BY_BENCH_M = 0.75
"""How near the bench one stands to step into a suit."""
LEGS_M = (0.05, 1.05)
"""Where the gathered suit is held while the legs go in."""
LEG_TICKS = 45
"""How long a leg takes to come down its trouser leg."""


def other_hand(hand: str) -> str:
    """The other one."""
    return "left" if hand == "right" else "right"


def put_on_glove(seen: Seen, act: Act) -> Gesture:
    """The hands meet and the free one slips in."""
    holder = hand_holding(seen, act.thing)
    if not holder:
        return
    hand = act.part.removeprefix("hand_") or other_hand(holder)
    if seen.hand(hand).holding:
        yield from put_aside(seen, hand)
    yield from _meet(seen, act)
    yield [Use(holder, act.thing, f"hand_{hand}")]
    yield from wait_until(lambda: seen.thing(act.thing).where == "worn", ANSWER_TICKS)


def _meet(seen: Seen, act: Act) -> Gesture:
    ways = [reach(seen, h, seen.x + (MEET_M[0] if h == "right" else -MEET_M[0]), MEET_M[1], act.params.pace_m_s) for h in HANDS]
    yield from together(*ways)


def put_on_legs(seen: Seen, act: Act) -> Gesture:
    """By the bench, one leg and then the other, the suit held before the hips."""
    legs = [o for o in KINDS[seen.thing(act.thing).kind].openings if o.startswith("leg_")]
    left = [leg for leg in legs if leg not in seen.thing(act.thing).threaded and act.part in ("", leg)]
    holder = hand_holding(seen, act.thing)
    if not left or not holder:
        return
    benches = [spec.x_m for spec in seen.level.things if KINDS[spec.kind].family == "bench"]
    if benches and seen.stance != "sit":
        yield from approach(seen, min(benches, key=lambda x: abs(x - seen.x)), act.params.brisk, BY_BENCH_M)
    yield from reach(seen, holder, seen.x + LEGS_M[0], LEGS_M[1], act.params.pace_m_s)
    yield from wait(ANSWER_TICKS)
    for leg in left:
        yield [Use(holder, act.thing, leg)]
        yield from wait_until(lambda leg=leg: leg in seen.thing(act.thing).threaded, ANSWER_TICKS)  # type: ignore[misc]
        yield from wait(LEG_TICKS)


def gather(seen: Seen, act: Act) -> Gesture:
    """Take the ends of a suit together in the hand that holds it (verb gather), or let them go (let_go)."""
    hand = hand_holding(seen, act.thing)
    if hand:
        yield [Use(hand, act.thing, act.verb)]
        yield from wait(ANSWER_TICKS)


def handle(seen: Seen, act: Act) -> Gesture:
    """The other hand takes hold of an anchor (part) for a moment."""
    hand = act.params.hand or other_hand(hand_holding(seen, act.thing) or "left")
    if seen.hand(hand).holding:
        return
    yield from reach(seen, hand, *seen.anchor(act.thing, act.part), act.params.pace_m_s)
    yield [Grip(hand, act.thing, act.part)]
    yield from wait_until(lambda: seen.hand(hand).holding == act.thing, ANSWER_TICKS)
    if seen.hand(hand).holding == act.thing:
        yield [Release(hand, "")]
        yield from wait(ANSWER_TICKS)


def set_right(seen: Seen, act: Act) -> Gesture:
    """A stroke or a press (part) on what is worn: unfold, tuck, pull up, tie, close the flap."""
    worn = seen.thing(act.thing)
    stroke = KINDS[worn.kind].strokes.get(act.part)
    on_hand = worn.threaded[0].removeprefix("hand_") if worn.threaded and worn.threaded[0].startswith("hand_") else ""
    near = "left" if stroke and not stroke.along and max(stroke.x0_m, stroke.x1_m) < 0.0 else "right"
    hand = act.params.hand or (other_hand(on_hand) if on_hand else free_hand(seen, near) or near)
    if seen.hand(hand).holding:
        yield from put_aside(seen, hand)
    if on_hand:
        side = MEET_M[0] if on_hand == "right" else -MEET_M[0]
        yield from reach(seen, on_hand, seen.x + side, MEET_M[1], act.params.pace_m_s)
    if stroke and stroke.turned and seen.stance == "stand":
        yield [Stance("turn")]
        yield from wait(ANSWER_TICKS)
    start, end = seen.stroke(act.thing, act.part)
    yield from reach(seen, hand, *start, act.params.pace_m_s)
    yield [Use(hand, act.thing, act.part)]
    yield from wait(2)
    if stroke:
        pace = act.params.pace_m_s
        yield from reach(seen, hand, *end, pace if act.params.brisk else min(pace, STROKE_M_S))
        yield from wait_until(lambda: not seen.stroking[0], ANSWER_TICKS)
    if stroke and stroke.turned:
        yield [Stance("face")]
    yield from wait(ANSWER_TICKS)


def hasty(seen: Seen, act: Act) -> Gesture:
    """The slow strokes that are left, in a hurry and without turning round (part: just that one).  None of them holds."""
    worn = seen.thing(act.thing)
    quick = act.with_params(brisk=True, pace_m_s=max(act.params.pace_m_s, HASTY_M_S))
    for part, stroke in KINDS[worn.kind].strokes.items():
        wanted = act.part == part or (not act.part and not stroke.turned)
        if stroke.slow and wanted and (act.thing, part) in seen.unsettled(worn.slot):
            yield from set_right(seen, replace(quick, part=part))
