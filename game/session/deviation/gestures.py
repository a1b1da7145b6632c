"""Gestures in a deviation: look, press, lift the line, wipe and sample, call, write, stick on, put away.

Each takes the live view and an intent (`Act`) and yields the commands of each tick.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from game.commands import HANDS, Answer, Correct, Declare, Fill, Grip, Look, Release, Say, Sign, Use, WalkTo
from game.session.acts import Act
from game.session.moves import Gesture, mm, reach, ticks, together, wait, wait_until
from game.world.deviation.seen import DeviationSeen

COMFORT_M = 0.40
"""How near one walks to work on something."""
READ_M = 1.2
REST_M = (0.25, 1.10)
LIFT_M = 0.25
ANSWER_TICKS = 20
PENCIL_TICKS = 30
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
    there = x_m + (comfort_m - 0.05 if seen.x > x_m else 0.05 - comfort_m)
    yield [WalkTo(mm(there))]
    still, last = 0, seen.x
    while abs(seen.x - there) > 0.005 and still < ANSWER_TICKS:
        yield []
        still = still + 1 if seen.x == last else 0
        last = seen.x


def free_hand(seen: DeviationSeen) -> str:
    """A hand with nothing in it, the right one first."""
    return next((hand for hand in ("right", "left") if not seen.hand(hand).holding), "right")


def holder(seen: DeviationSeen, thing: str) -> str:
    """The hand that holds it, "" for none."""
    return next((hand for hand in HANDS if seen.hand(hand).holding == thing), "")


def _to(seen: DeviationSeen, act: Act, part: str) -> Gesture:
    """Walk up to a part and lead the working hand there."""
    where = seen.anchor(act.thing, part)
    yield from approach(seen, where[0])
    yield from reach(seen, act.params.hand or free_hand(seen), *where, act.params.pace_m_s)


def look(seen: DeviationSeen, act: Act) -> Gesture:
    """Look at something closely.  part: which trend, which gauge."""
    if not seen.by(act.thing):
        yield from approach(seen, seen.anchor(act.thing)[0], READ_M)
    yield [Look(act.thing, act.part)]
    yield from wait(ANSWER_TICKS)


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
    x, y = seen.anchor(act.thing, "fold")
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
    hand = holder(seen, act.thing)
    if not hand:
        return
    where = seen.anchor(act.part, "status")
    yield from approach(seen, where[0])
    yield from reach(seen, hand, *where, act.params.pace_m_s)
    yield [Release(hand, act.part)]
    yield from wait_until(lambda: seen.hand(hand).holding != act.thing, ANSWER_TICKS)


def _at_paper(seen: DeviationSeen, thing: str) -> Gesture:
    if not seen.by(thing):
        yield from approach(seen, seen.anchor(thing)[0], READ_M)


def write(seen: DeviationSeen, act: Act) -> Gesture:
    """Write params.text into a field (part); at the console, type a value."""
    yield from _at_paper(seen, act.thing)
    yield [Fill(act.thing, act.part, act.params.text)]
    yield from wait(PENCIL_TICKS)


def correct(seen: DeviationSeen, act: Act) -> Gesture:
    """Put a field right.  params.beside: reason, date, initials."""
    yield from _at_paper(seen, act.thing)
    yield [Correct(act.thing, act.part, act.params.text, *act.params.beside)]
    yield from wait(PENCIL_TICKS)


def sign(seen: DeviationSeen, act: Act) -> Gesture:
    """Sign a paper."""
    yield from _at_paper(seen, act.thing)
    yield [Sign(act.thing)]
    yield from wait(PENCIL_TICKS)


def call(seen: DeviationSeen, act: Act) -> Gesture:
    """By phone.  thing: who; part: what."""
    yield from approach(seen, seen.anchor(seen.one("phone"))[0], READ_M)
    yield [Say(act.thing, act.part)]
    yield from wait(ANSWER_TICKS)


def declare(seen: DeviationSeen, act: Act) -> Gesture:
    """Say that something is wrong."""
    yield [Declare(act.part, act.thing)]
    yield from wait(2)


def answer(seen: DeviationSeen, act: Act) -> Gesture:
    """Answer who asks."""
    yield [Answer(seen.question, act.part)]
    yield from wait_until(lambda: not seen.question, ANSWER_TICKS)


def pause(seen: DeviationSeen, act: Act) -> Gesture:
    """Wait, or stay for so long."""
    yield from wait(ticks(act.params.duration_s or 0.5))


def walk(seen: DeviationSeen, act: Act) -> Gesture:
    """Walk up to a thing."""
    yield from approach(seen, seen.anchor(act.thing)[0], 0.05)


VERBS: Mapping[str, Callable[[DeviationSeen, Act], Gesture]] = {
    "look": look,
    "press": press,
    "lift": lift,
    "take": take,
    "put": put,
    "write": write,
    "correct": correct,
    "sign": sign,
    "call": call,
    "declare": declare,
    "answer": answer,
    "wait": pause,
    "walk": walk,
}
"""Verb of an intent -> its gesture."""
