"""Somebody else in the room: who it is, how he stands while he asks, what he holds, and what he says in a bubble."""

from __future__ import annotations

import math

import pygame

from game.view import paint, parts, svg
from game.view.figure import Looks, Outfit, Painter
from game.view.looks.base import RoomView
from game.view.pose import HANG, SIDES, Point, Pose, raised, standing
from game.view.theme import THEME
from game.world.people import IN_PERSON

HANDS: dict[str, dict[str, tuple[Point, str]]] = {
    "hurries": {"left": ((-0.34, 1.30), "open"), "right": ((0.30, 1.16), "open")},
    "offers": {"left": (HANG["left"], "rest"), "right": ((0.33, 1.19), "grip")},
    "sign": {"left": ((-0.34, 1.17), "grip"), "right": ((0.32, 1.19), "grip")},
    "chats": {"left": (HANG["left"], "rest"), "right": ((0.31, 1.20), "open")},
}
"""What his hands do while he waits for an answer."""
HELD: dict[str, tuple[tuple[str, str, float, float], ...]] = {
    "offers": (("right", "obj-notebook", 0.95, -8.0),),
    "sign": (("left", "obj-checklist", 0.86, 6.0), ("right", "obj-pen", 0.95, -52.0)),
}
"""Hand, drawing, size and turn of what he holds out."""


def colleague(view: RoomView) -> tuple[Looks, Outfit]:
    """A colleague: another skin, another build, dressed for the room one is in."""
    rooms = {room.id: room.grade for room in view.level.rooms}
    gowned = rooms.get(view.seen.room) in ("B", "A")
    looks = Looks(1 + view.looks.skin % 3, "short", "grey", False, "b")
    if gowned:
        both = frozenset(SIDES)
        return looks, Outfit(hood=True, mask=True, goggles=True, suit=True, zip=1.0, boots=both, gloves=SIDES * 2, cuffs_over=both)
    return looks, Outfit(hair_cover=True)


def stance(question: str) -> Pose:
    """How he stands while he asks that."""
    pose = standing("front", HANDS.get(question))
    return raised(pose, [side for side in SIDES if pose.arms[side].hand == "grip"])


def upper(painter: Painter, question: str) -> None:
    """Trunk, arms, and before them what he holds out, with his fingers round it."""
    pose = stance(question)
    painter.trunk(pose)
    for side in SIDES:
        painter.arm(pose, side)
    for side, drawing, share, turn in HELD.get(question, ()):
        at = painter.at(pose.arms[side].tip)
        w, h = svg.size(f"gowning/{drawing}")
        # Held at its lower edge (a pen at its end): the hand covers no word of it.
        far, lean = max(w, h) * 0.44 * share * painter.k, math.radians(turn) if w > h else math.pi / -2
        middle = at[0] - math.cos(lean) * far, at[1] + math.sin(lean) * far
        parts.put(painter.target, drawing, middle, painter.k * share, turn=turn)
        painter.hand(pose, side)


def whole(painter: Painter, question: str) -> None:
    """The whole figure in the room."""
    painter.below(stance(question))
    upper(painter, question)


def place(view: RoomView) -> float | None:
    """Where he stands who waits for an answer, metres; None when nobody does."""
    seen = view.seen
    if seen.question not in IN_PERSON or not seen.has(seen.question_thing):
        return None
    return seen.x + (0.75 if seen.thing(seen.question_thing).x >= seen.x else -0.75)


def bubble(view: RoomView) -> pygame.Rect | None:
    """Where the bubble with the question is in the room, real pixels: over who asks, else over oneself."""
    seen, screen = view.seen, view.screen
    if not seen.question or not seen.has(seen.question_thing):
        return None
    x = place(view)
    high, wide = screen.px(66), screen.px(66)
    px, py = view.camera.point(seen.x if x is None else x, 1.80)
    box = pygame.Rect(0, 0, wide, high)
    box.midbottom = round(px), round(py - screen.u(18))
    return box.clamp(view.surface.get_rect().inflate(-screen.u(16), -screen.u(16)))


def draw_bubble(view: RoomView, box: pygame.Rect) -> None:
    """A bubble with three dots: he still waits; a click on it brings the question back."""
    screen, surface = view.screen, view.surface
    radius = box.h // 3
    edge = max(2.0, 3 * screen.unit)
    paint.plate(surface, box, radius, THEME.white, THEME.petrol, edge, screen.u(4))
    x, y, tip = box.centerx, box.bottom - round(edge), screen.px(14)
    pygame.draw.polygon(surface, THEME.white, [(x - tip // 2, y - 1), (x + tip // 2, y - 1), (x, y + tip)])
    pygame.draw.lines(surface, THEME.petrol, False, [(x - tip // 2, y), (x, y + tip), (x + tip // 2, y)], max(2, round(edge)))
    beat = view.frame // 20 % 4
    for n in range(3):
        tone = THEME.amber if n == beat else THEME.petrol
        paint.disc(surface, (x + (n - 1) * box.w // 4, box.centery), max(3, box.w // 11), tone)
