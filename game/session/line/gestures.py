"""Gestures at a line: sweep with the lamp, open, press, take, count, put away, write, sign, speak.

Each takes the live view and an intent (`Act`) and yields the commands of each tick.  Hands are drawn back before one walks:
a hand that goes along a belt knocks over what stands there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from game.commands import HANDS, Close, Grip, Open, Reach, Release, Say, Use
from game.session.acts import Act
from game.session.at_work import ANSWER_TICKS, AtWork, walk_up
from game.session.moves import COMFORT_M, Gesture, hand_holding, mm, reach, together, wait, wait_until
from game.world.line.looking import BEAM_M
from game.world.line.seen import LineSeen
from game.world.line.truths import SEEN_TICKS

REST_M = (0.25, 1.22)
"""Where hands are while one walks: above belts, before the chest."""
BELT_M = (0.80, 1.15)
"""Between these heights something may stand on a belt."""
FAR_M = 1.2
"""A longer way is walked with both hands before the chest, a step or two is not."""
SWEEP_M = 0.65
"""One looks along a zone so far to either side before one takes a step."""
CAREFUL_M_S = 0.7
"""Peak speed of a hand among standing vials."""
NEAR_M = 0.10
"""So far from the outermost cell not yet seen the beam's middle is led: the rest of it shows the cells beside."""
PULL_M = 0.12
SWING_M = (0.18, 0.12)
"""A careless hand comes from so far before what it knocks over, and goes so far past it."""


def perform(seen: LineSeen, act: Act) -> Gesture:
    """The gesture of an intent.  Raises KeyError for an unknown verb."""
    return VERBS[act.verb](seen, act)


# --- the body -----------------------------------------------------------------------------------------------------------


def approach(seen: LineSeen, x_m: float, comfort_m: float = COMFORT_M) -> Gesture:
    """Walk until x is within comfortable reach, hands out of the way; stay where one is when it is already."""
    if abs(seen.x - x_m) <= comfort_m:
        return
    hands = [seen.hand(hand) for hand in HANDS]
    carries = any(hand.holding not in ("", "lamp") for hand in hands)
    if carries or abs(seen.x - x_m) > FAR_M or any(BELT_M[0] < hand.y < BELT_M[1] for hand in hands):
        yield from rest(seen)
    yield from walk_up(seen, x_m, comfort_m)


def rest(seen: LineSeen) -> Gesture:
    """Both hands before the chest."""
    dx, y = REST_M
    yield from together(
        reach(seen, "left", seen.x - dx, y, CAREFUL_M_S),
        reach(seen, "right", seen.x + dx, y, CAREFUL_M_S),
    )


def free_hand(seen: LineSeen) -> str:
    """The hand that works: the one without the lamp."""
    return "left" if seen.lamp_hand == "right" else "right"


def _pace(act: Act) -> float:
    return min(CAREFUL_M_S, act.params.pace_m_s) if act.params.pace_m_s < 1.0 else act.params.pace_m_s


def _to(seen: LineSeen, act: Act, where: tuple[float, float]) -> Gesture:
    """Walk up to a place and lead the working hand there."""
    yield from approach(seen, where[0])
    yield from reach(seen, act.params.hand or free_hand(seen), *where, _pace(act))


# --- looking -------------------------------------------------------------------------------------------------------------


def sweep(seen: LineSeen, act: Act) -> Gesture:
    """Lead the eye (and the lamp) over a zone until nearly all of it was seen."""
    for _ in range(400):
        if seen.zone_done(act.thing):
            return
        left = seen.unseen(act.thing)
        bx, by, _ = seen.beam
        x, y = min(left, key=lambda cell: (cell[0] - bx) * (cell[0] - bx) + (cell[1] - by) * (cell[1] - by))
        yield from approach(seen, x, SWEEP_M)
        x, y = _aim(left, x, y)
        yield from reach(seen, seen.lamp_hand, x, y, _pace(act))
        before = len(left)
        yield from wait(SEEN_TICKS + 1)
        if len(seen.unseen(act.thing)) == before:
            return


def _aim(left: list[tuple[float, float]], x: float, y: float) -> tuple[float, float]:
    """A little past the nearest cell, towards the others that are still to be seen within the beam's width."""
    near = [cell for cell in left if abs(cell[0] - x) <= 2 * BEAM_M and abs(cell[1] - y) <= 2 * BEAM_M]
    mx, my = 0.0, 0.0
    for cx, cy in near:
        mx, my = mx + (cx - x) / len(near), my + (cy - y) / len(near)
    return x + min(NEAR_M, max(-NEAR_M, mx)), y + min(NEAR_M, max(-NEAR_M, my))


# --- machines ------------------------------------------------------------------------------------------------------------


def press(seen: LineSeen, act: Act) -> Gesture:
    """Work a part of a station.  part: the verb."""
    part = seen.station(act.thing).kind.part_of(act.part)
    where = seen.point(act.thing, part.id if part else "")
    yield from _to(seen, act, where)
    yield [Use(act.params.hand or free_hand(seen), act.thing, act.part)]
    yield from wait_until(lambda: not seen.jogging, 2 * ANSWER_TICKS)


def open_guard(seen: LineSeen, act: Act) -> Gesture:
    """Open a guard, drawer, lid or flap."""
    yield from _to(seen, act, seen.point(act.thing, act.part))
    yield [Open(act.params.hand or free_hand(seen), act.thing, act.part)]
    yield from wait(ANSWER_TICKS)


def close_guard(seen: LineSeen, act: Act) -> Gesture:
    """Shut one."""
    yield from _to(seen, act, seen.point(act.thing, act.part))
    yield [Close(act.params.hand or free_hand(seen), act.thing)]
    yield from wait(ANSWER_TICKS)


def fetch(seen: LineSeen, act: Act) -> Gesture:
    """Take a tool from the board: the lamp into the left hand, the tongs along."""
    hand = act.params.hand or ("left" if act.thing == "lamp" else free_hand(seen))
    where = seen.point(seen.of_kind("tool_board")[0], act.thing)
    yield from approach(seen, where[0])
    yield from reach(seen, hand, *where, _pace(act))
    yield [Grip(hand, act.thing)]
    yield from wait(2)


# --- residues ------------------------------------------------------------------------------------------------------------


def take(seen: LineSeen, act: Act) -> Gesture:
    """Take hold of a residue; what sticks is pulled away.  part: anchor."""
    hand = act.params.hand or free_hand(seen)
    if hand_holding(seen, act.thing) == "":
        one = seen.residue(act.thing)
        where = seen.point(one.on) if one and one.on else seen.anchor(act.thing, act.part)
        yield from approach(seen, where[0])
        yield from reach(seen, hand, *where, _pace(act))
        yield [Grip(hand, act.thing, act.params.anchor or act.part)]
        yield from wait_until(lambda: seen.hand(hand).holding == act.thing, ANSWER_TICKS)
    if seen.hand(hand).holding == act.thing:
        yield from pull(seen, act)


def pull(seen: LineSeen, act: Act) -> Gesture:
    """Draw what is held out of where it sticks, and before the chest."""
    hand = hand_holding(seen, act.thing)
    if not hand:
        return
    now = seen.hand(hand)
    one = seen.residue(act.thing)
    if one and one.stuck:
        up = PULL_M if now.y < 1.6 else -PULL_M
        yield from reach(seen, hand, now.x, now.y + up, CAREFUL_M_S)
    yield from reach(seen, hand, seen.x + (REST_M[0] if hand == "right" else -REST_M[0]), REST_M[1], CAREFUL_M_S)


def count(seen: LineSeen, act: Act) -> Gesture:
    """Count a print one holds."""
    hand = hand_holding(seen, act.thing)
    if hand:
        yield [Use(hand, act.thing, "count")]
        yield from wait(ANSWER_TICKS)


def put(seen: LineSeen, act: Act) -> Gesture:
    """Put what is held where part says: a bin, a shelf, the board."""
    hand = hand_holding(seen, act.thing)
    if not hand:
        return
    where = seen.point(act.part)
    yield from approach(seen, where[0])
    yield from reach(seen, hand, *where, _pace(act))
    yield [Release(hand, act.part)]
    yield from wait_until(lambda: seen.hand(hand).holding != act.thing, ANSWER_TICKS)


def drop(seen: LineSeen, act: Act) -> Gesture:
    """Let it fall."""
    hand = hand_holding(seen, act.thing)
    if hand:
        yield [Release(hand, "floor")]
        yield from wait(ANSWER_TICKS)


def swing(seen: LineSeen, act: Act) -> Gesture:
    """A careless hand past something that stands: as fast as an arm goes."""
    hand = free_hand(seen)
    x, y = seen.anchor(act.thing)
    side = -1.0 if x >= seen.x else 1.0
    yield from approach(seen, x)
    yield from reach(seen, hand, x + side * SWING_M[0], y + 0.02, CAREFUL_M_S)
    yield [Reach(hand, mm(x - side * SWING_M[1] - seen.x), mm(y + 0.02))]
    yield from wait(2 * ANSWER_TICKS)
    yield from rest(seen)
    yield from wait(6 * ANSWER_TICKS)


# --- words --------------------------------------------------------------------------------------------------------------


def say(seen: LineSeen, act: Act) -> Gesture:
    """Say a phrase to somebody."""
    yield [Say(act.thing, act.part)]
    yield from wait(2)


VERBS: Mapping[str, Callable[..., Gesture]] = {
    **AtWork(approach).verbs(),
    "sweep": sweep,
    "press": press,
    "open": open_guard,
    "close": close_guard,
    "fetch": fetch,
    "take": take,
    "pull": pull,
    "count": count,
    "put": put,
    "drop": drop,
    "swing": swing,
    "say": say,
}
"""Verb of an intent -> its gesture."""
