"""The hands at the sink as drawings: their surfaces, lather on them, soap in the palm."""

from __future__ import annotations

import math
import random
from functools import lru_cache

import pygame

from game.view import svg

SOAP = (
    '<path d="M12 52C6 40 16 28 30 30C32 14 56 8 66 22C82 18 96 32 88 48C86 66 60 74 44 70C30 72 16 66 12 52Z" fill="#FFFFFF" '
    'fill-opacity="0.93" stroke="#8FB4C2" stroke-width="3"/><path d="M26 46C30 38 38 36 44 38M56 30C62 28 68 30 72 34" fill="none" '
    'stroke="#BFD8E1" stroke-width="4" stroke-linecap="round"/>'
)
"""A blob of soap."""


@lru_cache(24)
def tinted(surface: str, scale: float, mirrored: bool, alpha: int) -> tuple[pygame.Surface, pygame.Rect]:
    """A surface of the hand, made lighter: what is washed never looks darker than before.  And its place on the sheet of the hand."""
    zone, box = cropped(f"wash-zone-{surface}", scale, mirrored, (("#FFF", "#F4FBFD"),))
    zone = zone.copy()
    zone.set_alpha(alpha)
    return zone, box


@lru_cache(32)
def cropped(name: str, scale: float, mirrored: bool, swaps: svg.Swaps = ()) -> tuple[pygame.Surface, pygame.Rect]:
    """What a sheet paints, without the empty rest, and its place on the sheet."""
    drawn, x, y = svg.piece(f"gowning/{name}", scale, swaps=swaps, flip=mirrored)
    return drawn, drawn.get_rect(topleft=(x, y))


@lru_cache(12)
def bubbles(surface: str, mirrored: bool) -> tuple[tuple[float, float, float], ...]:
    """Places of bubbles on a surface (shares of the sheet) and their size 0..1, the same in every wash."""
    rng = random.Random(f"foam/{surface}")
    mask = svg.load(f"gowning/wash-zone-{surface}", 0.5, flip=mirrored)
    found = []
    for _ in range(1500):
        x, y, size = rng.random(), rng.random(), rng.random()
        if mask.get_at((int(x * (mask.get_width() - 1)), int(y * (mask.get_height() - 1)))).a > 200:
            found.append((x, y, size))
    return tuple(found[:34])


def distance(zone: pygame.Surface, at: tuple[int, int], most: int) -> float | None:
    """How far a point is from what a zone paints, looking outwards in rings; None beyond `most`."""
    w, h = zone.get_size()
    for r in range(0, most + 1, max(1, most // 8)):
        for k in range(12):
            x = at[0] + round(r * math.cos(k * math.pi / 6))
            y = at[1] + round(r * math.sin(k * math.pi / 6))
            if 0 <= x < w and 0 <= y < h and zone.get_at((x, y)).a > 64:
                return float(r)
    return None
