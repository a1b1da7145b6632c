"""Small moves of the body, as generators of one tick's commands: walk, reach, wait.

Each looks at what the operator perceives (`Seen` is a live view) and ends when the body has arrived, not after a
counted time; and each gives up quietly when nothing moves any more, so that whoever chose it can choose again.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Generator
from typing import Any, Protocol

from game.commands import HANDS, Command, Reach, Stance, WalkTo
from game.entities.kinds import KINDS
from game.world.seen import Seen

Gesture = Generator[list[Command], None, None]
"""Yields the commands of each tick; the world steps between two of them."""

TICKS_PER_SECOND = 60
PACE_M_S = 0.8
"""Peak speed of a careful hand."""
ARM_M = 0.85
"""How far a hand goes sideways (contract of the world)."""
COMFORT_M = 0.40
"""How near one walks to work on something."""
ASIDE_M = 0.35
"""One stands so far beside what lies on a shelf: whoever stands before it hides it from himself."""
HAND_Y_M = (0.05, 2.05)
BENCH_HALF_M = 0.22
ARRIVED_M = 0.012
PATIENCE_TICKS = 30


class Body(Protocol):
    """What moving a hand needs to perceive, in any scene."""

    @property
    def x(self) -> float:
        """Where the operator stands, room metres."""

    def hand(self, hand: str) -> Any:
        """One hand: x, y in room metres, holding."""


def mm(metres: float) -> int:
    """Whole millimetres."""
    return round(metres * 1000)


def ticks(seconds: float) -> int:
    """Whole ticks, at least one."""
    return max(1, round(seconds * TICKS_PER_SECOND))


def wait(count: int) -> Gesture:
    """Do nothing for so many ticks."""
    for _ in range(count):
        yield []


def wait_until(done: Callable[[], bool], at_most: int) -> Gesture:
    """Do nothing until something holds, for so many ticks at most."""
    for _ in range(at_most):
        if done():
            return
        yield []


def walk(seen: Seen, x_m: float, brisk: bool = False) -> Gesture:
    """Walk to x (room); ends there, or when something has stood in the way for half a second."""
    if abs(seen.x - x_m) <= 0.005:
        return
    yield from get_up(seen)
    yield [WalkTo(mm(x_m), brisk)]
    still, last = 0, seen.x
    while abs(seen.x - x_m) > 0.005 and still < PATIENCE_TICKS:
        yield []
        still = still + 1 if seen.x == last else 0
        last = seen.x


def get_up(seen: Seen) -> Gesture:
    """Stand up from the bench, when both feet are down on one side of it: a lifted foot never comes down by itself."""
    (left, _, left_up), (right, _, right_up) = seen.foot("left"), seen.foot("right")
    if seen.stance == "sit" and left == right and not left_up and not right_up:
        yield [Stance("stand")]
        yield from wait_until(lambda: seen.stance == "stand", PATIENCE_TICKS)


def approach(seen: Seen, x_m: float, brisk: bool = False, comfort_m: float = COMFORT_M) -> Gesture:
    """Walk until x is within comfortable reach; stay where one is when it is already."""
    if abs(seen.x - x_m) > comfort_m:
        side = 1.0 if seen.x > x_m else -1.0
        yield from walk(seen, x_m + side * (comfort_m - 0.05), brisk)


def stand_aside(seen: Seen, x_m: float, brisk: bool = False) -> Gesture:
    """Like `approach`, but never right before it: from there a step to the side one comes from, where the room has one."""
    if abs(seen.x - x_m) > ASIDE_M - 0.10:
        yield from approach(seen, x_m, brisk)
        return
    for side in (1.0, -1.0) if seen.x > x_m else (-1.0, 1.0):
        there = x_m + side * ASIDE_M
        if _room_to_stand(seen, there):
            yield from walk(seen, there, brisk)
            return


def _room_to_stand(seen: Seen, x_m: float) -> bool:
    """Whether one can stand there: inside the level, nothing shut or in the way between."""
    rooms = seen.level.rooms
    return rooms[0].x0_m + ASIDE_M < x_m < rooms[-1].x1_m - ASIDE_M and not barrier_between(seen, seen.x, x_m)


def smooth(share: float) -> float:
    """0..1 -> 0..1 along a minimum-jerk path (10 s^3 - 15 s^4 + 6 s^5; Flash and Hogan 1985, J. Neurosci. 5:1688)."""
    return share * share * share * (10.0 - 15.0 * share + 6.0 * share * share)


def reach(seen: Body, hand: str, x_m: float, y_m: float, pace_m_s: float = PACE_M_S) -> Gesture:
    """Lead a hand to a point of the room on a smooth path, and end when it has arrived.  pace is the peak speed."""
    start = seen.hand(hand)
    x0, y0 = start.x - seen.x, start.y
    x1 = min(max(x_m - seen.x, -ARM_M), ARM_M)
    y1 = min(max(y_m, HAND_Y_M[0]), HAND_Y_M[1])
    way = math.sqrt((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0))
    if way <= ARRIVED_M / 2:
        return
    # The peak of a minimum-jerk path is 1.875 times its mean speed.
    count = max(1, math.ceil(1.875 * way / pace_m_s * TICKS_PER_SECOND))
    for n in range(1, count + 1):
        share = smooth(n / count)
        yield [Reach(hand, mm(x0 + (x1 - x0) * share), mm(y0 + (y1 - y0) * share))]
    yield from wait_until(lambda: _there(seen, hand, x1, y1), 2 * PATIENCE_TICKS)


def _there(seen: Body, hand: str, x1: float, y1: float) -> bool:
    now = seen.hand(hand)
    return bool(abs(now.x - seen.x - x1) <= ARRIVED_M and abs(now.y - y1) <= ARRIVED_M)


def together(*gestures: Gesture) -> Gesture:
    """Several moves at once (both hands, or hands and feet); ends when the last has ended."""
    running = list(gestures)
    while running:
        commands: list[Command] = []
        left = []
        for gesture in running:
            step = next(gesture, None)
            if step is not None:
                commands += step
                left.append(gesture)
        running = left
        if running:
            yield commands


def free_hand(seen: Seen, wish: str = "") -> str:
    """The wished hand when it is empty (or wished at all and none is), else an empty one, else ""."""
    empty = [hand for hand in HANDS if not seen.hand(hand).holding]
    if wish in empty or (wish and not empty):
        return wish
    return "right" if "right" in empty else (empty[0] if empty else "")


def hand_holding(seen: Body, thing: str) -> str:
    """The hand that holds it, "" for none."""
    for hand in ("right", "left"):
        if seen.hand(hand).holding == thing:
            return hand
    return ""


def barrier_between(seen: Seen, x0_m: float, x1_m: float) -> bool:
    """Whether a shut door or the bench stands between two places."""
    low, high = min(x0_m, x1_m), max(x0_m, x1_m)
    for spec in seen.level.things:
        family = KINDS[spec.kind].family
        if low + BENCH_HALF_M < spec.x_m < high - BENCH_HALF_M and family == "bench":
            return True  # what lies on the bench itself is within reach from both sides
        if low < spec.x_m < high and family == "door" and not seen.door(spec.id):
            return True
    return False
