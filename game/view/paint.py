"""Shapes of the interface: rounded plates with a soft shadow, rings, bars, arcs, all smooth at any size and cached."""

from __future__ import annotations

import math
from functools import lru_cache

import pygame

from game.view import svg
from game.view.theme import THEME, Colour, hexa

LARGE = 160
"""Plates with a shorter side (real pixels) are blended whole."""


def plate(
    surface: pygame.Surface,
    rect: pygame.Rect,
    radius: int,
    fill: Colour | None,
    edge: Colour | None = None,
    edge_px: float = 0,
    shadow_px: int = 0,
) -> None:
    """A rounded rectangle with smooth corners.  The edge lies inside the rectangle; the shadow falls below it."""
    if rect.w < 2 or rect.h < 2:
        return
    radius = min(radius, rect.w // 2, rect.h // 2)
    drawn = _plate(rect.size, radius, fill, edge, edge_px, shadow_px)
    x, y = rect.x - shadow_px, rect.y - shadow_px
    margin = shadow_px + radius + round(edge_px) + 1
    w, h = drawn.get_size()
    if fill is None or min(rect.size) < LARGE:
        surface.blit(drawn, (x, y))
        return
    # Blending is slow and the middle is plain: fill it, blend only the rim.
    inner = rect.inflate(2 * (shadow_px - margin), 2 * (shadow_px - margin))
    surface.fill(fill, inner)
    below = inner.bottom - y
    right = inner.right - x
    for strip in (
        (0, 0, w, margin),
        (0, below, w, h - below),
        (0, margin, margin, below - margin),
        (right, margin, w - right, below - margin),
    ):
        surface.blit(drawn, (x + strip[0], y + strip[1]), strip)


@lru_cache(600)
def _plate(size: tuple[int, int], radius: int, fill: Colour | None, edge: Colour | None, edge_px: float, shadow: int) -> pygame.Surface:
    """The plate with its shadow.  Only its corners are drawn; between them a plate is the same all along."""
    corner = radius + 2 * shadow + round(edge_px) + 2
    small = min(size[0], 2 * corner), min(size[1], 2 * corner)
    drawn = svg.inline(_plate_text(small, radius, fill, edge, edge_px, shadow), _plate_size(small, shadow))
    return drawn if small == size else _stretched(drawn, _plate_size(size, shadow))


def _stretched(small: pygame.Surface, size: tuple[int, int]) -> pygame.Surface:
    """That surface made larger by repeating the line and the row in its middle."""
    w, h = small.get_size()
    wide = pygame.Surface((size[0], h), pygame.SRCALPHA)
    _apart(small, wide, (w // 2, h), (1, 0))
    tall = pygame.Surface(size, pygame.SRCALPHA)
    _apart(wide, tall, (size[0], h // 2), (0, 1))
    return tall


def _apart(small: pygame.Surface, large: pygame.Surface, half: tuple[int, int], way: tuple[int, int]) -> None:
    """The first half of one surface at the beginning of the other, the rest at its end, the middle line repeated between them."""
    (w, h), (more_w, more_h) = small.get_size(), large.get_size()
    first = pygame.Rect(0, 0, *half)
    rest = pygame.Rect(half[0] * way[0], half[1] * way[1], w - half[0] * way[0], h - half[1] * way[1])
    line = pygame.Rect(rest.x, rest.y, 1 if way[0] else w, 1 if way[1] else h)
    between = more_w - w + 1 if way[0] else w, more_h - h + 1 if way[1] else h
    large.blit(small, (0, 0), first)
    if min(between) > 0:
        large.blit(pygame.transform.scale(small.subsurface(line), between), rest.topleft)
    large.blit(small, (rest.x + more_w - w, rest.y + more_h - h), rest, special_flags=pygame.BLEND_RGBA_MAX)


def _plate_size(size: tuple[int, int], shadow: int) -> tuple[int, int]:
    return size[0] + 2 * shadow, size[1] + 2 * shadow + shadow // 2 + 1


def _plate_text(size: tuple[int, int], radius: int, fill: Colour | None, edge: Colour | None, edge_px: float, shadow: int) -> str:
    w, h = size
    body = ""
    for step in range(shadow, 0, -1):
        body += (
            f'<rect x="{shadow - step}" y="{shadow - step + shadow * 0.35:.2f}" width="{w + 2 * step}" height="{h + 2 * step}" '
            f'rx="{radius + step}" fill="{hexa(THEME.ink)}" fill-opacity="{0.13 / shadow:.4f}"/>'
        )
    half = edge_px / 2 if edge else 0
    paint = f'fill="{hexa(fill)}"' if fill else 'fill="none"'
    if edge:
        paint += f' stroke="{hexa(edge)}" stroke-width="{edge_px}"'
    return body + (
        f'<rect x="{shadow + half}" y="{shadow + half}" width="{w - 2 * half}" height="{h - 2 * half}" '
        f'rx="{max(0.0, radius - half)}" {paint}/>'
    )


def focus_ring(surface: pygame.Surface, rect: pygame.Rect, radius: int, unit: float) -> None:
    """The keyboard's place: a petrol ring in a white one, so that it shows on light and on dark ground."""
    gap = max(2, round(4 * unit))
    outer = rect.inflate(gap * 4, gap * 4)
    plate(surface, outer, radius + gap * 2, None, THEME.white, gap * 2)
    plate(surface, rect.inflate(gap * 3, gap * 3), radius + round(gap * 1.5), None, THEME.amber, gap)
    plate(surface, outer, radius + gap * 2, None, THEME.ink, max(1.5, gap * 0.5))


def disc(
    surface: pygame.Surface, centre: tuple[int, int], radius: int, fill: Colour | None, edge: Colour | None = None, edge_px: float = 0
) -> None:
    """A smooth circle."""
    plate(surface, pygame.Rect(centre[0] - radius, centre[1] - radius, 2 * radius, 2 * radius), radius, fill, edge, edge_px)


def bar(surface: pygame.Surface, rect: pygame.Rect, part: float, fill: Colour, ground: Colour) -> None:
    """A progress bar, `part` 0..1."""
    radius = rect.h // 2
    plate(surface, rect, radius, ground)
    if part > 0:
        plate(surface, pygame.Rect(rect.x, rect.y, max(rect.h, round(rect.w * min(1.0, part))), rect.h), radius, fill)


def donut(surface: pygame.Surface, centre: tuple[int, int], radius: int, width: int, parts: tuple[tuple[float, Colour], ...]) -> None:
    """A ring cut into parts (share, colour), clockwise from the top, with small gaps."""
    total = 0.0
    for share, _ in parts:
        total += share
    if total <= 0:
        return
    size = 2 * radius
    middle = radius - width / 2
    whole = any(share == total for share, _ in parts)
    body, start, gap = "", 0.0, 0.0 if whole else 0.012
    for share, colour in parts:
        end = start + share / total
        if share > 0:
            body += _arc(radius, middle, start + gap / 2, max(start + gap, end - gap / 2), width, colour)
        start = end
    surface.blit(svg.inline(body, (size, size)), (centre[0] - radius, centre[1] - radius))


def _arc(c: float, r: float, start: float, end: float, width: int, colour: Colour) -> str:
    a, b = (t * 2 * math.pi - math.pi / 2 for t in (start, min(end, start + 0.9999)))
    large = 1 if end - start > 0.5 else 0
    return (
        f'<path d="M{c + r * math.cos(a):.2f} {c + r * math.sin(a):.2f}A{r:.2f} {r:.2f} 0 {large} 1 '
        f'{c + r * math.cos(b):.2f} {c + r * math.sin(b):.2f}" fill="none" stroke="{hexa(colour)}" stroke-width="{width}"/>'
    )


def arrow(surface: pygame.Surface, start: tuple[int, int], end: tuple[int, int], width: int, colour: Colour) -> None:
    """A straight arrow, horizontal or vertical, head at `end`."""
    head = width * 3
    across = start[1] == end[1]
    box = pygame.Rect(
        min(start[0], end[0]) - head, min(start[1], end[1]) - head, abs(end[0] - start[0]) + 2 * head, abs(end[1] - start[1]) + 2 * head
    )
    x0, y0, x1, y1 = start[0] - box.x, start[1] - box.y, end[0] - box.x, end[1] - box.y
    sign = 1 if (x1 > x0 if across else y1 > y0) else -1
    if across:
        tip = f"M{x1} {y1}L{x1 - sign * head * 1.3:.1f} {y1 - head * 0.8:.1f}V{y1 + head * 0.8:.1f}Z"
        line = f"M{x0} {y0}H{x1 - sign * head}"
    else:
        tip = f"M{x1} {y1}L{x1 - head * 0.8:.1f} {y1 - sign * head * 1.3:.1f}H{x1 + head * 0.8:.1f}Z"
        line = f"M{x0} {y0}V{y1 - sign * head}"
    shaft = f'<path d="{line}" fill="none" stroke="{hexa(colour)}" stroke-width="{width}" stroke-linecap="round"/>'
    body = f'{shaft}<path d="{tip}" fill="{hexa(colour)}"/>'
    surface.blit(svg.inline(body, box.size), box)


def veil(surface: pygame.Surface, alpha: int = 150, colour: Colour = THEME.ink) -> None:
    """Darken what lies beneath (pause, message)."""
    surface.blit(_veil(surface.get_size(), alpha, colour), (0, 0))


@lru_cache(4)
def _veil(size: tuple[int, int], alpha: int, colour: Colour) -> pygame.Surface:
    sheet = pygame.Surface(size, pygame.SRCALPHA)
    sheet.fill((*colour, alpha))
    return sheet


def gradient(size: tuple[int, int], top: Colour, bottom: Colour) -> pygame.Surface:
    """A vertical gradient of that size."""
    strip = pygame.Surface((1, 2))
    strip.set_at((0, 0), top)
    strip.set_at((0, 1), bottom)
    return pygame.transform.smoothscale(strip, size)
