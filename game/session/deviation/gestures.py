"""Gestures in a deviation: look, press, lift the line, wipe and sample, call, write, stick on, put away.

Each takes the live view and an intent (`Act`) and yields the commands of each tick.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from game.commands import HANDS, Grip, Look, Release, Say, Use
from game.session.acts import Act
from game.session.at_work import ANSWER_TICKS, READ_M, AtWork, walk_up
from game.session.moves import COMFORT_M, Gesture, hand_holding, reach, together, wait, wait_until
from game.world.deviation.seen import DeviationSeen

REST_M = (0.25, 1.10)
LIFT_M = 0.25
FAR_M = 0.6
BEFORE_M = 0.10
"""Before a zone of the filling machine one stands in the middle between its gloves."""
SETTLE_TICKS = 3


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


def chain(seen: DeviationSeen, acts: Sequence[Act]) -> Gesture:
    """One act after the other."""
    for act in acts:
        yield from perform(seen, act)


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


# --- behind the barrier of the filling machine --------------------------------------------------------------------------


def look(seen: DeviationSeen, act: Act) -> Gesture:
    """Look at something closely; at a long machine, from before that part."""
    if not seen.by(act.thing, act.part):
        part = act.part if seen.kind(act.thing).along else ""
        yield from approach(seen, seen.point(act.thing, part)[0], COMFORT_M if part else READ_M)
    yield [Look(act.thing, act.part)]
    yield from wait(ANSWER_TICKS)


def reach_in(seen: DeviationSeen, act: Act) -> Gesture:
    """Stand before the middle of a zone and put a hand into one of its gloves.  part: the glove."""
    part = f"glove.{act.part}"
    zone = act.part.rpartition("_")[0]
    yield from approach(seen, seen.point(act.thing, f"window.{zone}")[0], BEFORE_M)
    hand = act.params.hand or free_hand(seen)
    yield from reach(seen, hand, *seen.point(act.thing, part), act.params.pace_m_s)
    yield [Use(hand, act.thing, part)]
    yield from wait_until(lambda: seen.inside(hand) == act.part, ANSWER_TICKS)


def withdraw(seen: DeviationSeen, act: Act) -> Gesture:
    """Back to the port and out of the glove."""
    hand = _hand_in(seen, act.params.hand)
    part = f"glove.{seen.inside(hand) or act.part}"
    yield from reach(seen, hand, *seen.point(act.thing, part), act.params.pace_m_s)
    yield [Use(hand, act.thing, part)]
    yield from wait_until(lambda: not seen.inside(hand), ANSWER_TICKS)


def pick(seen: DeviationSeen, act: Act) -> Gesture:
    """Take the forceps (part: forceps, dropped) or, with what the hand has, a piece (part: its id)."""
    hand = _hand_in(seen, act.params.hand)
    piece = next((one for one in seen.pieces if one.id == act.part), None)
    anchor = act.part if piece else f"{act.part}.{seen.inside(hand).rpartition('_')[0]}"
    where = (piece.x_m, piece.y_m) if piece else seen.point(act.thing, anchor)
    yield from reach(seen, hand, *where, act.params.pace_m_s)
    yield [Grip(hand, act.thing, anchor)]
    yield from wait(SETTLE_TICKS)


def into_bin(seen: DeviationSeen, act: Act) -> Gesture:
    """Carry what the hand has to the bin of the zone (part), over params.height_m where that is given, and let go."""
    hand = next((one for one in HANDS if seen.carries(one)), _hand_in(seen, act.params.hand))
    x, y = seen.point(act.thing, f"inner_bin.{act.part}")
    if act.params.height_m is not None:
        now = seen.hand(hand)
        yield from reach(seen, hand, now.x, act.params.height_m, act.params.pace_m_s)
        yield from reach(seen, hand, (now.x + x) / 2.0, act.params.height_m, act.params.pace_m_s)
    yield from reach(seen, hand, x, y, act.params.pace_m_s)
    yield [Release(hand, act.thing)]
    yield from wait(SETTLE_TICKS)


def hang(seen: DeviationSeen, act: Act) -> Gesture:
    """Hang the forceps up where they belong."""
    hand = next((one for one in HANDS if seen.hand(one).holding == "forceps"), _hand_in(seen, act.params.hand))
    yield from reach(seen, hand, *seen.point(act.thing, f"forceps.{act.part}"), act.params.pace_m_s)
    yield [Release(hand, act.thing)]
    yield from wait(SETTLE_TICKS)


def let_fall(seen: DeviationSeen, act: Act) -> Gesture:
    """Let go of what the hand has where it is."""
    yield [Release(_hand_in(seen, act.params.hand), act.thing)]
    yield from wait(SETTLE_TICKS)


def stand_up(seen: DeviationSeen, act: Act) -> Gesture:
    """Set a vial that fell (part) upright with the glove."""
    hand = _hand_in(seen, act.params.hand)
    piece = next((one for one in seen.pieces if one.id == act.part), None)
    if piece is not None:
        yield from reach(seen, hand, piece.x_m, piece.y_m, act.params.pace_m_s)
    yield [Use(hand, act.thing, f"stand_up.{act.part}")]
    yield from wait(SETTLE_TICKS)


def fit(seen: DeviationSeen, act: Act) -> Gesture:
    """A new glove onto a port (part)."""
    where = seen.point(act.thing, f"glove.{act.part}")
    hand = next((one for one in HANDS if (held := seen.hand(one).holding) and seen.kind(held).id == "glove_pack"), "right")
    yield from approach(seen, where[0])
    yield from reach(seen, hand, *where, act.params.pace_m_s)
    yield [Release(hand, act.thing)]
    yield from wait(SETTLE_TICKS)


def dock(seen: DeviationSeen, act: Act) -> Gesture:
    """A bag of stoppers to the port of the bowl (part)."""
    where = seen.point(act.thing, act.part)
    hand = next((one for one in HANDS if (held := seen.hand(one).holding) and seen.kind(held).id == "stopper_bag"), "right")
    yield from approach(seen, where[0])
    yield from reach(seen, hand, *where, act.params.pace_m_s)
    yield [Release(hand, act.thing)]
    yield from wait(SETTLE_TICKS)


def _hand_in(seen: DeviationSeen, wish: str) -> str:
    """The hand that is in a glove: the wished one, else one that holds something, else any."""
    inside = [hand for hand in HANDS if seen.inside(hand)]
    held = [hand for hand in inside if seen.hand(hand).holding or seen.carries(hand)]
    return wish if wish in inside else (held or inside or ["right"])[0]


VERBS: Mapping[str, Callable[..., Gesture]] = {
    **AtWork(approach).verbs(),
    "press": press,
    "lift": lift,
    "take": take,
    "put": put,
    "call": call,
    "look": look,
    "reach_in": reach_in,
    "withdraw": withdraw,
    "pick": pick,
    "bin": into_bin,
    "hang": hang,
    "let_fall": let_fall,
    "stand_up": stand_up,
    "fit": fit,
    "dock": dock,
}
"""Verb of an intent -> its gesture."""
