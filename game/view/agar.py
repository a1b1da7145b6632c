"""The contact plate: agar, prints of five fingertips, colonies; one of them ringed."""

from __future__ import annotations

import pygame

from game.session.plate import Plate
from game.view import svg
from game.view.screen import Screen

SIDE = 420
"""The plate's drawing is 420 units wide."""
FINGERS = ((112, 276, -40, 0.98), (132, 164, -16, 1.0), (206, 130, 0, 1.05), (280, 156, 14, 1.0), (322, 234, 32, 0.86))
"""Centre, tilt and size of the prints, thumb to little finger of the right hand (kit, plates/print-90)."""
PRINT = (22.0, 33.0)
"""How far a colony may lie from the middle of its print, in units."""


def place(plate: Plate, index: int) -> tuple[float, float]:
    """Where a colony lies, in units of the drawing."""
    colony = plate.colonies[index]
    x, y, tilt, grow = FINGERS[colony.finger]
    vector = pygame.Vector2(colony.dx * PRINT[0] * grow, colony.dy * PRINT[1] * grow * (1 - 0.35 * abs(colony.dx))).rotate(tilt)
    return x + vector.x, y + vector.y


def draw(screen: Screen, rect: pygame.Rect, plate: Plate, chosen: int) -> tuple[int, int] | None:
    """Paint the plate in a square; `chosen`: index of the ringed colony or -1.  Returns where that colony is."""
    scale = rect.w / SIDE
    screen.surface.blit(svg.load("process/plates/print-90", scale), rect)
    ringed = None
    for index, colony in enumerate(plate.colonies):
        x, y = place(plate, index)
        at = (round(rect.x + x * scale), round(rect.y + y * scale))
        drawn = svg.load("process/plates/colony-{look}", scale * 0.46, look=colony.look)
        screen.surface.blit(drawn, drawn.get_rect(center=at))
        if index == chosen:
            ringed = at
    if ringed:
        ring = svg.load("process/plates/ring", scale * 0.62)
        screen.surface.blit(ring, ring.get_rect(center=ringed))
    return ringed


def at(plate: Plate, rect: pygame.Rect, pos: tuple[int, int]) -> int:
    """The colony nearest to a point, -1 when none is within 30 real pixels."""
    scale = rect.w / SIDE
    best, least = -1, 30.0 * 30.0
    for index in range(len(plate.colonies)):
        x, y = place(plate, index)
        dx, dy = rect.x + x * scale - pos[0], rect.y + y * scale - pos[1]
        if dx * dx + dy * dy < least:
            best, least = index, dx * dx + dy * dy
    return best
