"""Gestures in a deviation: look, press, lift the line, wipe and sample, call, write, stick on, put away.

Each takes the live view and an intent (`Act`) and yields the commands of each tick.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from game.commands import Grip, Release, Say, Use
from game.session.acts import Act
from game.session.at_work import ANSWER_TICKS, READ_M, AtWork, walk_up
from game.session.moves import COMFORT_M, Gesture, hand_holding, reach, together, wait, wait_until
from game.world.deviation.seen import DeviationSeen

REST_M = (0.25, 1.10)
LIFT_M = 0.25
FAR_M = 0.6


def perform(seen: DeviationSeen, act: Act) -> Gesture:
    """The gesture of an intent.  Raises KeyError for an unknown verb."""
    return VERBS[act.verb](seen, act)


def approach(seen: DeviationSeen, x_m: float, comfort_m: float = COMFORT_M) -> Gesture:
    """Walk until x is within comfortable reach, hands before the chest; stay where one is when it is already."""
    if abs(seen.x - x_m) <= comfort_m:
        return
    if abs(seen.x - x_m) > FAR_M:
        dx, y = REST_M
        yield from together(reach(seen, "left", seen.x - dx, y), reach(seen, "right", seen.x + dx, y))
    yield from walk_up(seen, x_m, comfort_m)


def free_hand(seen: DeviationSeen) -> str:
    """A hand with nothing in it, the right one first."""
    return next((hand for hand in ("right", "left") if not seen.hand(hand).holding), "right")


def _to(seen: DeviationSeen, act: Act, part: str) -> Gesture:
    """Walk up to a part and lead the working hand there."""
    where = seen.point(act.thing, part)
    yield from approach(seen, where[0])
    yield from reach(seen, act.params.hand or free_hand(seen), *where, act.params.pace_m_s)


def press(seen: DeviationSeen, act: Act) -> Gesture:
    """Work a part: a key of the console, a valve, a port.  part: the verb."""
    kind = seen.kind(act.thing)
    spot = act.part if act.part in kind.parts else next(iter(kind.parts))
    yield from _to(seen, act, spot)
    yield [Use(act.params.hand or free_hand(seen), act.thing, act.part)]
    yield from wait(ANSWER_TICKS)


def lift(seen: DeviationSeen, act: Act) -> Gesture:
    """Take hold of the folded line and lift it out of its fold."""
    hand = act.params.hand or free_hand(seen)
    yield from _to(seen, act, "fold")
    yield [Grip(hand, act.thing, "fold")]
    yield from wait_until(lambda: seen.hand(hand).holding == act.thing, ANSWER_TICKS)
    x, y = seen.point(act.thing, "fold")
    yield from reach(seen, hand, x, y + LIFT_M, act.params.pace_m_s)
    yield [Release(hand, "")] if seen.hand(hand).holding == act.thing else []


def take(seen: DeviationSeen, act: Act) -> Gesture:
    """Take something along."""
    hand = act.params.hand or free_hand(seen)
    yield from _to(seen, act, "")
    yield [Grip(hand, act.thing)]
    yield from wait_until(lambda: seen.hand(hand).holding == act.thing, ANSWER_TICKS)


def put(seen: DeviationSeen, act: Act) -> Gesture:
    """Stick on, lay into, throw away.  part: onto what."""
    hand = hand_holding(seen, act.thing)
    if not hand:
        return
    where = seen.point(act.part, "status")
    yield from approach(seen, where[0])
    yield from reach(seen, hand, *where, act.params.pace_m_s)
    yield [Release(hand, act.part)]
    yield from wait_until(lambda: seen.hand(hand).holding != act.thing, ANSWER_TICKS)


def call(seen: DeviationSeen, act: Act) -> Gesture:
    """By phone.  thing: who; part: what."""
    yield from approach(seen, seen.point(seen.one("phone"))[0], READ_M)
    yield [Say(act.thing, act.part)]
    yield from wait(ANSWER_TICKS)


VERBS: Mapping[str, Callable[..., Gesture]] = {
    **AtWork(approach).verbs(),
    "press": press,
    "lift": lift,
    "take": take,
    "put": put,
    "call": call,
}
"""Verb of an intent -> its gesture."""
