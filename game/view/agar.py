"""Agar plates: prints of five fingertips (90 mm) or one disc (55 mm), colonies as large as they are on a day; one of them ringed."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from game.session.plate import INCUBATION_DAYS, Colony, Plate
from game.view import svg
from game.view.screen import Screen

SIDE = 420
"""The drawing of a 90 mm plate is 420 units wide."""
FINGERS = ((112, 276, -40, 0.98), (132, 164, -16, 1.0), (206, 130, 0, 1.05), (280, 156, 14, 1.0), (322, 234, 32, 0.86))
"""Centre, tilt and size of the prints, thumb to little finger of the right hand (kit, plates/print-90)."""
PRINT = (22.0, 33.0)
"""How far a colony may lie from the middle of its print, in units."""
MM = {"print": 3.7, "contact": 4.3 * SIDE / 300}
"""Units a millimetre."""
DISC = 0.39
"""Radius of the agar of a contact plate, as a part of its drawing's width."""
BODY = 0.72
"""How much of its drawing a colony fills."""
LEAST = 3
"""Real pixels; a colony smaller than that would not be seen at all."""


@dataclass(slots=True)
class Incubation:
    """Where the plates stand: the day, 0 to INCUBATION_DAYS."""

    day: float = 0.0

    @property
    def over(self) -> bool:
        """Whether nothing grows any more."""
        return self.day >= INCUBATION_DAYS


@dataclass(frozen=True, slots=True)
class Dish:
    """A plate as it is shown.  flip: a left hand, the mirror image of a right one."""

    plate: Plate
    contact: bool = False
    flip: bool = False

    def place(self, index: int) -> tuple[float, float]:
        """Where a colony lies, in units of the drawing."""
        colony = self.plate.colonies[index]
        x, y = _disc(colony) if self.contact else _print(colony)
        return (SIDE - x if self.flip else x), y


def _disc(colony: Colony) -> tuple[float, float]:
    return SIDE * (0.5 + colony.dx * DISC * 0.92), SIDE * (0.5 + colony.dy * DISC * 0.92)


def _print(colony: Colony) -> tuple[float, float]:
    x, y, tilt, grow = FINGERS[colony.finger]
    vector = pygame.Vector2(colony.dx * PRINT[0] * grow, colony.dy * PRINT[1] * grow * (1 - 0.35 * abs(colony.dx))).rotate(tilt)
    return x + vector.x, y + vector.y


def draw(screen: Screen, rect: pygame.Rect, dish: Dish, chosen: int, day: float) -> None:
    """Paint the plate in a square; `chosen`: index of the ringed colony or -1."""
    scale = rect.w / SIDE
    if dish.contact:
        screen.surface.blit(svg.load("process/plates/contact-55", rect.w / 300), rect)
    else:
        screen.surface.blit(svg.load("process/plates/print-90", scale, flip=dish.flip), rect)
    unit = MM["contact" if dish.contact else "print"] * scale / BODY
    for index, colony in enumerate(dish.plate.colonies):
        mm = colony.mm(day)
        if mm <= 0.0:
            continue
        drawn = svg.sized("process/plates/colony-{look}", max(LEAST, round(mm * unit)), look=colony.look)
        screen.surface.blit(drawn, drawn.get_rect(center=_on(rect, dish, index)))
        if index == chosen:
            ring = svg.sized("process/plates/ring", max(screen.px(44), round(mm * unit * 1.7)))
            screen.surface.blit(ring, ring.get_rect(center=_on(rect, dish, index)))


def _on(rect: pygame.Rect, dish: Dish, index: int) -> tuple[int, int]:
    x, y = dish.place(index)
    return round(rect.x + x * rect.w / SIDE), round(rect.y + y * rect.w / SIDE)


def places(dish: Dish, rect: pygame.Rect, day: float) -> dict[int, tuple[int, int]]:
    """Colonies that can be seen on that day, each with its middle in real pixels."""
    return {index: _on(rect, dish, index) for index, colony in enumerate(dish.plate.colonies) if colony.mm(day) > 0.0}


def at(dish: Dish, rect: pygame.Rect, pos: tuple[int, int], day: float) -> int:
    """The colony nearest to a point, -1 when none that can be seen is within 30 real pixels."""
    best, least = -1, 30.0 * 30.0
    for index, (x, y) in places(dish, rect, day).items():
        dx, dy = x - pos[0], y - pos[1]
        if dx * dx + dy * dy < least:
            best, least = index, dx * dx + dy * dy
    return best
