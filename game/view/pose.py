"""Where the joints of the drawn figure are: hips, knees, ankles, shoulders, elbows, wrists, from what the world says.

The world knows feet, hands and stance; everything between is invented here, so that a hand is drawn exactly where it
is.  Metres from the operator's feet, y up; left is the viewer's left, as in a mirror.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from game.entities.state import REST
from game.world.seen import Seen

Point = tuple[float, float]

HIP_Y = 0.84
HIP_X = 0.082
THIGH = 0.360
SHIN = 0.388
ANKLE_Y = 0.092
SHOULDER: Point = (0.18, 1.344)
UPPER = 0.302
FORE = 0.246
HAND_LENGTH = {"rest": 0.105, "open": 0.120, "grip": 0.142}
"""From the wrist to the point that the world calls the hand."""
HANG = {"left": (-0.318, 0.70), "right": (0.318, 0.70)}
"""Where an idle hand hangs; the world keeps it a little higher."""
ELBOW_OUT = 0.13
FOLDED_M = 0.28
"""A hand nearer to its shoulder than this folds the arm."""
NECK_M = 1.3
"""A hand above this is at the neck or the head."""
NAPE: Point = (0.185, 1.455)
"""Where, from behind, such a hand is drawn: beside the collar, clear of what hangs over it."""
NAPE_ELBOW = 0.24
"""So far out from the shoulder is its elbow then: forearm and upper arm are seen apart."""
CHEST_M = 1.2
"""A hand below this is out of a picture of the neck."""
CHEST: Point = (0.17, 1.275)
"""Where, seen close, the other hand waits while one works at the neck."""
ASIDE_M, ASIDE_STEP = 0.19, 0.015
"""So far, and so much in a frame, the trunk moves out of the way of what lies behind it."""
STAYS = 0.5
"""The other foot follows by this share."""
AT_EDGE_M = 0.25
"""A hand so far out on that side is at its edge."""
EASE_AFTER = 26
"""Frames after which a still, empty hand begins to hang."""
SEAT_Y = 0.50
STRIDE_M = 1.30
SIDES = ("left", "right")


@dataclass(slots=True)
class Leg:
    """Joints of a leg; `toes` -1, 0 (towards the viewer) or 1."""

    hip: Point
    knee: Point
    ankle: Point
    toes: int = 0
    raised: bool = False
    """The lower leg is nearer to the viewer than the thigh."""


@dataclass(slots=True)
class Arm:
    """Joints of an arm; hand: rest | open | grip."""

    shoulder: Point
    elbow: Point
    wrist: Point
    tip: Point
    hand: str


@dataclass(slots=True)
class Pose:
    """Everything the figure is drawn from.  facing: front | left | right | back."""

    torso: Point = (0.0, 0.0)
    """How far the trunk is off its standing place."""
    facing: str = "front"
    legs: dict[str, Leg] = field(default_factory=dict)
    arms: dict[str, Arm] = field(default_factory=dict)
    seated: bool = False
    stride: bool = False


@dataclass(slots=True)
class Gait:
    """What the eye adds: the phase of the steps, followed from frame to frame."""

    x: float = 0.0
    phase: float = 0.0
    facing: str = "front"

    def follow(self, x: float, walking: bool) -> None:
        """Note where the operator stands at this frame."""
        moved = x - self.x
        self.x = x
        if not walking or moved == 0.0 or abs(moved) > 0.5:
            self.phase, self.facing = (0.0, "front") if not walking else (self.phase, self.facing)
            return
        self.phase = (self.phase + abs(moved) / STRIDE_M) % 1.0
        self.facing = "right" if moved > 0 else "left"


@dataclass(slots=True)
class Ease:
    """Empty hands that have been still for a while hang down, wherever the last act has left them (what the eye adds)."""

    last: dict[str, Point] = field(default_factory=dict)
    still: dict[str, int] = field(default_factory=dict)
    share: dict[str, float] = field(default_factory=lambda: dict.fromkeys(SIDES, 0.0))
    aside: float = 0.0
    """How far (x, metres) the trunk has moved out of the way of what lies behind it."""

    def make_way(self, lies: float | None) -> None:
        """Move a little further aside from what lies so far (x, metres) from the feet; back when nothing does."""
        want = 0.0 if lies is None else math.copysign(ASIDE_M, -lies)
        self.aside += min(ASIDE_STEP, max(-ASIDE_STEP, want - self.aside))

    def follow(self, seen: Seen) -> None:
        """Note where the hands are at this frame."""
        for side in SIDES:
            hand = seen.hand(side)
            here = hand.x - seen.x, hand.y
            moved = math.hypot(here[0] - self.last.get(side, here)[0], here[1] - self.last.get(side, here)[1])
            busy = bool(hand.holding) or bool(seen.washing) or moved > 0.0005
            self.still[side] = 0 if busy else self.still.get(side, EASE_AFTER) + 1
            self.last[side] = here
            want = 1.0 if self.still[side] > EASE_AFTER else 0.0
            step = 0.05 if want else 0.2
            now = self.share[side]
            self.share[side] = min(want, now + step) if want > now else max(want, now - step)


def pose_of(seen: Seen, gait: Gait, bench_x: float | None = None, ease: Ease | None = None) -> Pose:
    """The pose of the operator at this moment."""
    idle = {side: max(_idle(seen, side), ease.share[side] if ease else 0.0) for side in SIDES}
    hands = {side: _hand(seen, side, idle[side]) for side in SIDES}
    aside = ease.aside if ease and seen.stance == "stand" and not seen.walking else 0.0
    for side, (point, kind) in hands.items():
        if kind == "open" and point[0] * aside < 0.0 and abs(point[0]) > AT_EDGE_M:
            hands[side] = point, "grip"  # by the edge of what lies there
    pose = Pose()
    if seen.stance == "sit" and bench_x is not None:
        _sit(pose, seen)
    elif seen.walking and gait.facing != "front":
        _walk(pose, gait)
    else:
        pose.facing = "back" if seen.stance == "turned" else "front"
        _stand(pose, {side: (_hanging(pose, side, hands[side][0], idle[side]), hands[side][1]) for side in SIDES}, aside)
    for side in SIDES:
        point, kind = hands[side]
        pose.arms[side] = _arm(pose, side, _hanging(pose, side, point, idle[side]), kind)
    return _rubbing(pose, seen) if _rubs(seen) else pose


def _rubs(seen: Seen) -> bool:
    """A product is wet on both hands, and they have nothing else to do."""
    hands = [seen.hand(side) for side in SIDES]
    return all(hand.rub_ticks_left > 0 and not hand.holding for hand in hands) and not seen.walking and seen.stance == "stand"


def _rubbing(pose: Pose, seen: Seen) -> Pose:
    """Hands rub each other before the chest."""
    swing = 0.03 * math.sin(seen.tick * 0.3)
    for side, sign in (("left", -1.0), ("right", 1.0)):
        point = pose.torso[0] + sign * 0.035, pose.torso[1] + 1.17 + sign * swing
        pose.arms[side] = _arm(pose, side, point, "grip")
    return raised(pose, SIDES)


def _hanging(pose: Pose, side: str, point: Point, idle: float) -> Point:
    """An idle hand goes with the trunk; seated, it lies on the thigh."""
    hx, hy = HANG[side]
    if pose.seated:
        hx, hy = math.copysign(0.25, hx) + pose.torso[0], 0.62
    else:
        hx, hy = hx + pose.torso[0], hy + 0.75 * pose.torso[1]
    return point[0] + (hx - point[0]) * idle, point[1] + (hy - point[1]) * idle


def standing(facing: str = "front", hands: dict[str, tuple[Point, str]] | None = None) -> Pose:
    """A figure at ease, for mirrors, colleagues and pictures."""
    pose = Pose(facing=facing)
    where = hands or {side: (HANG[side], "rest") for side in SIDES}
    _stand(pose, where)
    for side in SIDES:
        pose.arms[side] = _arm(pose, side, *where[side])
    return pose


def at_neck(pose: Pose) -> Pose:
    """The same pose, seen close: hands at the neck come from below and outside with closed fingers, and leave the face free."""
    high = [side for side, arm in pose.arms.items() if arm.tip[1] - pose.torso[1] > NECK_M and arm.hand != "rest"]
    if pose.facing == "back":
        return raised(_brought(pose, high, NAPE), high, NAPE_ELBOW)
    low = [side for side, arm in pose.arms.items() if arm.tip[1] - pose.torso[1] < CHEST_M]
    waiting = low if len(low) == 1 else []
    return raised(_brought(pose, waiting, CHEST), [*high, *waiting])


def _brought(pose: Pose, sides: Sequence[str], to: Point) -> Pose:
    """Those hands at a point of the trunk (metres, on their own side): clear of what hangs over the collar."""
    (lean, drop), arms = pose.torso, dict(pose.arms)
    for side in sides:
        arm = pose.arms[side]
        arms[side] = replace(arm, tip=(lean + math.copysign(to[0], arm.shoulder[0] - lean), drop + to[1]))
    return replace(pose, arms=arms)


def raised(pose: Pose, sides: Sequence[str], out: float = 0.17) -> Pose:
    """The same pose with the elbows of those arms low and wide (`out` metres) and the forearms up, fingers closed."""
    arms = dict(pose.arms)
    for side in sides:
        arm = pose.arms[side]
        sign = 1.0 if side == "right" else -1.0
        elbow = arm.shoulder[0] + sign * out, min(arm.shoulder[1] - 0.20, arm.tip[1] - 0.16)
        share = FORE / (FORE + HAND_LENGTH["grip"])
        wrist = elbow[0] + (arm.tip[0] - elbow[0]) * share, elbow[1] + (arm.tip[1] - elbow[1]) * share
        arms[side] = Arm(arm.shoulder, elbow, wrist, arm.tip, "grip")
    return replace(pose, arms=arms)


def _hand(seen: Seen, side: str, idle: float) -> tuple[Point, str]:
    """Where a hand is drawn, and how: idle hands hang, others are where the world has them."""
    hand = seen.hand(side)
    x, y = hand.x - seen.x, hand.y
    if hand.holding:
        return (x, y), "grip"
    return (x, y), "rest" if idle > 0.3 or y < 0.9 else "open"


def _idle(seen: Seen, side: str) -> float:
    """1 for an empty hand in its resting place, falling to 0 a hand's breadth from it."""
    hand = seen.hand(side)
    rx, ry = REST[side]
    return 0.0 if hand.holding else max(0.0, 1.0 - math.hypot(hand.x - seen.x - rx, hand.y - ry) / 0.12)


# --- trunk and legs ------------------------------------------------------------------------------------------------------


def _stand(pose: Pose, hands: dict[str, tuple[Point, str]], aside: float = 0.0) -> None:
    """Upright; the knees give and the trunk leans as far as a hand asks for, or out of the way."""
    lean, drop = _bend(tuple((side, round(x, 3), round(y, 3), kind) for side, ((x, y), kind) in hands.items()))
    lean += aside
    pose.torso = (lean, -drop)
    for side in SIDES:
        sign = 1.0 if side == "right" else -1.0
        step = aside * (1.0 if aside * sign > 0.0 else STAYS)
        hip, ankle = (sign * HIP_X + lean * 0.6 + aside * 0.4, HIP_Y - drop), (sign * (HIP_X + drop * 0.10) + step, ANKLE_Y)
        pose.legs[side] = Leg(hip, _knee(hip, ankle, sign, 0.42), ankle)


@lru_cache(64)
def _bend(hands: tuple[tuple[str, float, float, str], ...]) -> tuple[float, float]:
    """(lean, drop): the least bow and crouch that bring both hands (side, x, y, how) within reach of their shoulders."""

    def short(lean: float, drop: float) -> float:
        worst = 0.0
        for side, x, y, kind in hands:
            sx = SHOULDER[0] if side == "right" else -SHOULDER[0]
            far = math.hypot(x - sx - lean, y - SHOULDER[1] + drop)
            worst = max(worst, far - (UPPER + FORE + HAND_LENGTH[kind] - 0.01))
        return worst

    if short(0.0, 0.0) <= 0.0:
        return 0.0, 0.0
    lean = min((n / 100 for n in range(-14, 15)), key=lambda v: max(0.0, short(v, 0.0)) + abs(v) * 0.2)
    drop = min((n / 100 for n in range(57)), key=lambda v: max(0.0, short(lean, v)) + v * 0.05)
    return lean, drop


def _knee(hip: Point, ankle: Point, sign: float, outward: float) -> Point:
    """The knee of a bent leg seen from the front: partly outward, the rest of the bend comes towards the viewer."""
    dx, dy = ankle[0] - hip[0], ankle[1] - hip[1]
    far = math.hypot(dx, dy)
    at = THIGH / (THIGH + SHIN)
    bend = math.sqrt(max(0.0, THIGH * THIGH - (far * at) ** 2))
    return hip[0] + dx * at + sign * bend * outward, hip[1] + dy * at


def _walk(pose: Pose, gait: Gait) -> None:
    """Steps sideways across the room: the trunk stays open to the viewer, the legs stride, the feet point ahead."""
    ahead = 1 if gait.facing == "right" else -1
    pose.facing, pose.stride = gait.facing, True
    bob = 0.012 * math.cos(gait.phase * 4 * math.pi) - 0.016
    pose.torso = (0.02 * ahead, bob)
    for side, offset in (("left", 0.0), ("right", 0.5)):
        u = (gait.phase + offset) % 1.0
        swing = math.cos(u * 2 * math.pi)
        lift = max(0.0, -math.sin(u * 2 * math.pi))
        hip = (0.03 * (1 if side == "right" else -1), HIP_Y + bob)
        ankle = (0.24 * swing * ahead, ANKLE_Y + 0.09 * lift)
        pose.legs[side] = Leg(hip, _front_knee(hip, ankle, ahead), ankle, ahead)


def _front_knee(hip: Point, ankle: Point, ahead: int) -> Point:
    """The knee of a leg seen from the side bends forward."""
    return _two_links(hip, ankle, THIGH, SHIN, float(ahead))


def _sit(pose: Pose, seen: Seen) -> None:
    """Astride or beside the bench, knees towards the viewer; a lifted foot is held up in front."""
    sides = {foot: seen.foot(foot) for foot in SIDES}
    shift = {("dirty", "dirty"): -0.10, ("clean", "clean"): 0.10}.get((sides["left"][0], sides["right"][0]), 0.0)
    pose.seated = True
    pose.torso = (shift, SEAT_Y - HIP_Y)
    for foot, (side, _, lifted) in sides.items():
        sign = 1.0 if foot == "right" else -1.0
        hip = (shift + sign * 0.085, SEAT_Y)
        if lifted:
            pose.legs[foot] = Leg(hip, (shift * 0.4 + sign * 0.30, 0.64), (sign * 0.15, 0.40), raised=True)
            continue
        out = 1.0 if side == "clean" else -1.0
        ankle = (out * (0.40 if out == sign else 0.29), ANKLE_Y)
        pose.legs[foot] = Leg(hip, (ankle[0] * 0.96, 0.475), ankle)


# --- arms ----------------------------------------------------------------------------------------------------------------


def _arm(pose: Pose, side: str, point: Point, kind: str) -> Arm:
    sign = 1.0 if side == "right" else -1.0
    shoulder = (sign * SHOULDER[0] + pose.torso[0], SHOULDER[1] + pose.torso[1])
    far = math.hypot(point[0] - shoulder[0], point[1] - shoulder[1])
    reach = UPPER + FORE + HAND_LENGTH[kind]
    if far > reach:  # the shoulder goes along the last centimetres
        give = min(0.12, far - reach) / far
        shoulder = (shoulder[0] + (point[0] - shoulder[0]) * give, shoulder[1] + (point[1] - shoulder[1]) * give)
    elbow = _two_links(shoulder, point, UPPER, FORE + HAND_LENGTH[kind], sign, ELBOW_OUT)
    folded = min(1.0, max(0.0, (FOLDED_M - far) / 0.16))
    if folded:  # a hand before its own shoulder: the elbow hangs
        hung = shoulder[0] + sign * 0.10, shoulder[1] - 0.24
        elbow = elbow[0] + (hung[0] - elbow[0]) * folded, elbow[1] + (hung[1] - elbow[1]) * folded
    share = FORE / (FORE + HAND_LENGTH[kind])
    wrist = (elbow[0] + (point[0] - elbow[0]) * share, elbow[1] + (point[1] - elbow[1]) * share)
    return Arm(shoulder, elbow, wrist, point, kind)


def _two_links(start: Point, end: Point, first: float, second: float, outward: float, most: float = 9.0) -> Point:
    """The joint between two links from start to end, bent to the `outward` side (x); links stretch when they must.

    most: how far it stands off at most; the rest of the bend comes towards the viewer, and the links look shorter."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    far = max(1e-6, math.hypot(dx, dy))
    stretch = max(1.0, far / (first + second))
    first, second = first * stretch, second * stretch
    near = max(abs(first - second) + 1e-6, far)
    along = (first * first - second * second + near * near) / (2 * near)
    across = math.sqrt(max(0.0, first * first - along * along))
    if across > most:
        along, across = far * first / (first + second), most
    ux, uy = dx / far, dy / far
    # Of the two joints take the one further out; when that is level, the lower one.
    a = (start[0] + ux * along - uy * across, start[1] + uy * along + ux * across)
    b = (start[0] + ux * along + uy * across, start[1] + uy * along - ux * across)
    return max((a, b), key=lambda p: p[0] * outward - 0.35 * p[1])
