"""Cloth that no longer hangs: a suit gathered in the hands, a garment that lies on the floor, as drawings of the kit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pygame

from game.view import parts
from game.view.brush import Place
from game.view.drape import Cloth, OnePiece, Point

if TYPE_CHECKING:
    from game.view.cloth import Marks
    from game.view.figure import Painter
    from game.view.pose import Pose
    from game.world.seen import Seen, ThingSeen

KIT_PX_PER_M = 500.0
LYING = 0.9
"""With such a share of its nodes on the floor, all of it lies there."""
BUNDLE_M = 0.44
"""Height of a suit that is gathered in the hands ..."""
HALF_M = 0.28
"""... and half its breadth."""
TOGETHER_M = 0.5
"""Hands so near to each other hold it between them."""


def whole(cloth: Cloth) -> str:
    """The drawing of the kit that shows it better than its line of nodes can: gathered in the hands, or all of it on the floor."""
    if cloth.heap > LYING:
        return "coverall-slumped" if cloth.legs else "coat-slumped"
    return "coverall-gathered" if cloth.legs and cloth.folded() else ""


def gathered(nodes: Sequence[Point], kind: str) -> bool:
    """Whether a suit is drawn as a bundle."""
    return kind != "coat" and whole(OnePiece(nodes, kind)) == "coverall-gathered"


def between(seen: Seen) -> float | None:
    """Where (x, metres) both hands hold a bundle before the body; None when they are too far apart for that."""
    left, right = seen.hand("left").x, seen.hand("right").x
    return (left + right) / 2 if abs(left - right) < TOGETHER_M else None


def at_waist(seen: Seen, thing: ThingSeen) -> bool:
    """Whether a suit is held gathered at the waist: legs are in it, arms are not."""
    return seen.gathered(thing.id) and bool(thing.threaded) and all(opening.startswith("leg_") for opening in thing.threaded)


def round_waist(painter: Painter, pose: Pose, threaded: Sequence[str], marks: Marks) -> None:
    """Such a suit: its trunk folded round the waist, its sleeves hanging from there, and the leg that nobody is in."""
    for side in ("left", "right"):
        if f"leg_{side}" not in threaded:
            painter.body(pose, "op-coverall-leg-loose", flip=side == "left")
    painter.body(pose, "op-coverall-waist")
    for mark, size, dx, dy in WAIST:
        if getattr(marks, mark):
            parts.put(painter.target, WRONG[mark], painter.at((pose.torso[0] + dx, pose.torso[1] + dy)), painter.k * size)


WRONG = {"soiled": "mark-soil", "stained": "mark-stain", "torn": "mark-tear"}
WAIST = (
    ("soiled", 1.0, -0.23, 0.575),
    ("soiled", 1.0, 0.23, 0.575),
    ("soiled", 1.0, 0.0, 0.76),
    ("stained", 0.7, -0.10, 0.95),
    ("torn", 0.7, 0.11, 0.95),
)
"""Where it shows what is wrong with it: what, how large, metres from between the feet."""


SPOTS: dict[str, tuple[tuple[float, float], ...]] = {
    "coverall-slumped": ((-0.40, 0.028), (-0.16, 0.020), (0.10, 0.024), (0.34, 0.040)),
    "coat-slumped": ((-0.40, 0.028), (-0.16, 0.020), (0.10, 0.024), (0.30, 0.030)),
    "coverall-gathered": ((-0.10, 0.030), (0.10, 0.030), (0.0, 0.075), (-0.23, 0.150)),
}
"""Where such a drawing shows soil, metres from the middle of its foot: what came to lie lowest."""


def lain(target: pygame.Surface, cloth: Cloth, place: Place, name: str, marks: Marks, middle: float | None) -> pygame.Rect:
    """That drawing, its foot where the cloth is lowest, with what is wrong with the cloth.  Returns its box, real pixels."""
    ox, oy, scale = place
    x, y = (cloth.left + cloth.right) / 2 if middle is None else middle, cloth.low
    k = scale / KIT_PX_PER_M

    def at(dx: float, dy: float) -> Point:
        return ox + (x + dx) * scale, oy - (y + dy) * scale

    box = parts.put(target, name, at(0.0, 0.0), k)
    if marks.soiled:
        for dx, dy in SPOTS[name]:
            parts.put(target, "mark-soil", at(dx, dy), k)
    if marks.stained:
        parts.put(target, "mark-stain", at(0.05, 0.11), k * 0.7)
    if marks.torn:
        parts.put(target, "mark-tear", at(-0.06, 0.12), k * 0.7)
    return box
