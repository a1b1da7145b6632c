"""What stands behind everything in the room: wall and floor, joints between the wall's panels, lamps along the ceiling."""

from __future__ import annotations

import functools

import pygame

from game.view import paint
from game.view.deviation.plant import UNITS
from game.view.deviation.view import DeviationView
from game.view.forms.printing import void
from game.view.layers import Item
from game.view.theme import THEME, Colour

WALL_TOP: Colour = (0xF1, 0xF5, 0xF6)
WALL_FOOT: Colour = (0xDD, 0xE7, 0xEA)
FLOOR: Colour = (0xC3, 0xCF, 0xD3)
FLOOR_NEAR: Colour = (0x9F, 0xB0, 0xB6)
JOINT: Colour = (0xCF, 0xDB, 0xDF)
ENDLESS = 1 << 15
"""Pixels: a wall goes on beyond all that is seen."""


def walls(view: DeviationView) -> list[Item]:
    """As the camera has them now."""
    camera, u, k = view.camera, view.screen.u, view.camera.scale / UNITS
    area = camera.area
    foot = camera.floor - area.y - round(0.10 * camera.scale)
    plain = _plain(area.size, foot, u(8))
    low, lamp = camera.floor - round(0.12 * camera.scale), (round(420 * k), round(26 * k))
    every = range(int(camera.x0), int(camera.x1) + 1, 2)
    joints = [camera.point(float(n), 0)[0] for n in every]
    lamps = [pygame.Rect(camera.point(n + 1.0, 0)[0] - lamp[0] // 2, area.y, *lamp) for n in every]

    def draw_joints() -> None:
        for x in joints:
            pygame.draw.line(view.surface, JOINT, (x, area.y), (x, low), max(1, u(2)))

    def draw_lamp(box: pygame.Rect) -> None:
        pygame.draw.rect(view.surface, THEME.white, box)
        pygame.draw.rect(view.surface, THEME.steel, box, max(1, u(2)))

    long = pygame.Rect(camera.point(0.0, 0.0)[0] - ENDLESS, area.y, 2 * ENDLESS, area.h)
    return [
        Item("walls", (), long, lambda: void(view.surface.blit(plain, area))),
        Item("walls.joints", (), long, draw_joints),
        *(Item(f"walls.lamp.{n}", (), box, functools.partial(draw_lamp, box), whole=True) for n, box in enumerate(lamps)),
    ]


@functools.lru_cache(4)
def _plain(size: tuple[int, int], foot: int, line: int) -> pygame.Surface:
    """Wall and floor of a strip; foot: row where they meet, above it a white line so high."""
    sheet = pygame.Surface(size)
    sheet.blit(paint.gradient((size[0], max(1, foot)), WALL_TOP, WALL_FOOT), (0, 0))
    sheet.blit(paint.gradient((size[0], max(1, size[1] - foot)), FLOOR, FLOOR_NEAR), (0, foot))
    pygame.draw.rect(sheet, THEME.white, pygame.Rect(0, foot - line, size[0], line))
    return sheet
