"""Light: the room's is always on; inside and under it is dim; the lamp brightens what it falls on.

The dim places are multiplied down and the spot of the lamp is spared, on a small sheet that is blown up: so its edges are soft.
Nothing here knows what lies there.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import pygame

from game.view.line.camera import LineCamera

DIM = (116, 134, 143)
"""What a dim place is multiplied with: dim enough to want a lamp, light enough for any screen."""
LIT = (255, 251, 240)
BEAM_M = 0.22
"""Radius of what one looks at at a time (game.world.line.looking)."""
COARSE = 8
"""Real pixels of a dot of the small sheet."""
GLOW = (20, 18, 8)
"""What the lamp adds where the room's light is on."""
WARM = (255, 252, 240)
"""What it tints white things with."""
CONE = (22, 20, 12)


def shade(
    surface: pygame.Surface, camera: LineCamera, dim: Sequence[tuple[float, float, float, float]], beam: tuple[float, float, bool]
) -> None:
    """dim: places that are dark, as left, bottom, right, top in metres; beam: see LineSeen."""
    rects = [camera.rect(*place).inflate(2 * COARSE, 0) for place in dim]
    window = surface.get_rect()
    seen = [rect for rect in rects if rect.colliderect(window)]
    if not seen:
        return
    area = seen[0].unionall(seen[1:]).inflate(4 * COARSE, 4 * COARSE).clip(window)
    small = pygame.Surface((max(2, area.w // COARSE + 2), max(2, area.h // COARSE + 2)))
    small.fill((255, 255, 255))
    for rect in seen:
        sheet = _shadow(max(3, rect.w // COARSE), max(3, rect.h // COARSE))
        small.blit(sheet, (round((rect.x - area.x) / COARSE), round((rect.y - area.y) / COARSE)), special_flags=pygame.BLEND_RGB_MIN)
    if beam[2]:
        cx, cy = camera.point(beam[0], beam[1])
        radius = max(2, round(BEAM_M * 1.15 * camera.scale / COARSE))
        at = (round((cx - area.x) / COARSE) - radius, round((cy - area.y) / COARSE) - radius)
        small.blit(_spot(radius, LIT), at, special_flags=pygame.BLEND_RGB_MAX)
    sheet = pygame.transform.smoothscale(small, (small.get_width() * COARSE, small.get_height() * COARSE))
    surface.blit(sheet, area.topleft, pygame.Rect(0, 0, area.w, area.h), special_flags=pygame.BLEND_RGB_MULT)


@lru_cache(64)
def _shadow(wide: int, high: int) -> pygame.Surface:
    """The dark of one place: deepest below its upper edge, fading to the sides and towards the open floor."""
    sheet = pygame.Surface((wide, high))
    edge = max(1.0, min(wide * 0.16, high * 0.7))
    for y in range(high):
        down = (y + 0.5) / high
        deep = min(1.0, 4.0 * down, 1.35 - 0.75 * down)
        for x in range(wide):
            side = min(1.0, (min(x, wide - 1 - x) + 0.5) / edge)
            share = deep * (0.25 + 0.75 * side)
            sheet.set_at((x, y), tuple(round(255 - (255 - part) * share) for part in DIM))
    return sheet


@lru_cache(24)
def _spot(radius: int, colour: tuple[int, int, int]) -> pygame.Surface:
    """A round spot that fades at its rim, on black."""
    sheet = pygame.Surface((2 * radius, 2 * radius))
    steps = max(6, min(40, radius))
    for n in range(steps):
        share = n / steps
        bright = min(1.0, 1.9 * share + 0.06)
        pygame.draw.circle(
            sheet, tuple(round(part * bright) for part in colour), (radius, radius), max(1, round(radius * (1 - 0.45 * share)))
        )
    return sheet


def lamp(surface: pygame.Surface, camera: LineCamera, beam: tuple[float, float, bool], lens: tuple[int, int] | None) -> None:
    """The lamp's spot on what is lit anyway, and its cone from the lens, both faint."""
    if not beam[2]:
        return
    centre = camera.point(beam[0], beam[1])
    radius = max(3, round(BEAM_M * camera.scale))
    spot = _glow(radius)
    at = centre[0] - radius, centre[1] - radius
    surface.blit(spot, at, special_flags=pygame.BLEND_RGB_ADD)
    surface.blit(_warm(radius), at, special_flags=pygame.BLEND_RGB_MULT)
    if lens is not None:
        _cone(surface, lens, centre, radius)


@lru_cache(24)
def _glow(radius: int) -> pygame.Surface:
    small = _spot(max(2, radius // COARSE), GLOW)
    return pygame.transform.smoothscale(small, (2 * radius, 2 * radius))


@lru_cache(24)
def _warm(radius: int) -> pygame.Surface:
    """White at the rim, warm in the middle."""
    cold = tuple(255 - part for part in WARM)
    small = _spot(max(2, radius // COARSE), (cold[0], cold[1], cold[2]))
    sheet = pygame.Surface(small.get_size())
    sheet.fill((255, 255, 255))
    sheet.blit(small, (0, 0), special_flags=pygame.BLEND_RGB_SUB)
    return pygame.transform.smoothscale(sheet, (2 * radius, 2 * radius))


def _cone(surface: pygame.Surface, lens: tuple[int, int], centre: tuple[int, int], radius: int) -> None:
    dx, dy = centre[0] - lens[0], centre[1] - lens[1]
    far = max(1.0, (dx * dx + dy * dy) ** 0.5)
    nx, ny = -dy / far, dx / far
    near = radius * 0.16
    wide = radius * 0.86
    # Round the far half of the spot: the cone ends where the spot does.
    start = math.atan2(ny, nx)
    rim = [start - math.pi * n / 12 for n in range(13)]
    points = [
        (lens[0] + nx * near, lens[1] + ny * near),
        *((centre[0] + math.cos(turn) * wide, centre[1] + math.sin(turn) * wide) for turn in rim),
        (lens[0] - nx * near, lens[1] - ny * near),
    ]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    area = pygame.Rect(round(min(xs)), round(min(ys)), round(max(xs) - min(xs)) + 1, round(max(ys) - min(ys)) + 1).clip(surface.get_rect())
    if area.w < COARSE or area.h < COARSE:
        return
    # Drawn finer first: a slanting edge stays smooth.
    fine = pygame.Surface((4 * (area.w // COARSE + 1), 4 * (area.h // COARSE + 1)))
    pygame.draw.polygon(fine, CONE, [(4 * (x - area.x) / COARSE, 4 * (y - area.y) / COARSE) for x, y in points])
    small = pygame.transform.smoothscale(fine, (fine.get_width() // 4, fine.get_height() // 4))
    sheet = pygame.transform.smoothscale(small, (small.get_width() * COARSE, small.get_height() * COARSE))
    surface.blit(sheet, area.topleft, pygame.Rect(0, 0, area.w, area.h), special_flags=pygame.BLEND_RGB_ADD)
