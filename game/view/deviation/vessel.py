"""The vessel of a culture: what turns, rises and foams behind its window, what shows at its exhaust filter."""

from __future__ import annotations

import functools
import math
import zlib
from collections.abc import Hashable

import pygame

from game.view import svg
from game.view.deviation.plant import TUBE, UNITS, spread
from game.view.deviation.view import DeviationView
from game.view.layers import Item
from game.view.theme import Colour
from game.world.twin import Look

WINDOW = (122, 330, 318, 664)
"""The vessel's window, units of its drawing."""
BROTH_TOP = 376
FOOT = (220, 892)
CULTURE: Colour = (0xF7, 0xEB, 0xC9)
BUBBLES_PER_L_MIN, MOST_BUBBLES = 13, 44
"""Drawn at once: as many as gas flows, so that half the gas is half the bubbles."""
RISE_TICKS = 170


BACK = ("1-back", "2-culture")
FRONT = ("6-bag", "7-vessel", "8-top", "9-probe-do", "9-probe-ph", "9-probe-temp")
MOVES = (120, 245, 320, 753)
"""Within this, units of its drawing, something moves in the vessel."""


def reactor(view: DeviationView, x: float, plant: Look) -> list[Item]:
    """The vessel from back to front."""
    whole = spread(view, "bioreactor/7-vessel", x, 0.0, FOOT)
    left, top = _unit(view, x, MOVES[0], MOVES[1])
    right, bottom = _unit(view, x, MOVES[2], MOVES[3])
    inside = pygame.Rect(left, top, right - left, bottom - top)
    count = bubbles(plant.air_l_min + plant.o2_l_min + plant.co2_l_min)
    phase: Hashable = view.frame if count else view.frame // 6 % 2 if plant.stirring else 0
    return [
        Item("vessel.back", (), whole, lambda: _sheets(view, x, BACK)),
        Item("vessel.inside", (count, phase, round(plant.foam_cm, 2)), inside, lambda: _stirred(view, x, plant, count, inside)),
        Item("vessel.front", plant.filter, whole, lambda: _closed(view, x, plant.filter)),
    ]


def _sheets(view: DeviationView, x: float, names: tuple[str, ...]) -> None:
    """Drawings of the vessel laid over each other, put as one."""
    k = view.camera.scale / UNITS
    px, py = view.camera.point(x, 0.0)
    view.surface.blit(_composed(names, k), (px - round(FOOT[0] * k), py - round(FOOT[1] * k)))


@functools.lru_cache(8)
def _composed(names: tuple[str, ...], k: float) -> pygame.Surface:
    sheets = [svg.load(f"process/bioreactor/{name}", k) for name in names]
    whole = sheets[0].copy()
    for sheet in sheets[1:]:
        whole.blit(sheet, (0, 0))
    return whole


@functools.lru_cache(8)
def _tight(name: str, k: float) -> tuple[pygame.Surface, int, int]:
    """What a sheet of the vessel paints, and where that lies on it: most of the sheet is empty."""
    sheet = svg.load(f"process/bioreactor/{name}", k)
    box = sheet.get_bounding_rect()
    return sheet.subsurface(box), box.x, box.y


def _stirred(view: DeviationView, x: float, plant: Look, count: int, inside: pygame.Rect) -> None:
    old = view.surface.get_clip()
    view.surface.set_clip(inside.clip(old))
    turn = "a" if not plant.stirring or view.frame // 6 % 2 else "b"
    k = view.camera.scale / UNITS
    px, py = view.camera.point(x, 0.0)
    for name in (f"3-impeller-{turn}", "4-sparger"):
        drawn, left, top = _tight(name, k)
        view.surface.blit(drawn, (px - round(FOOT[0] * k) + left, py - round(FOOT[1] * k) + top))
    _inside(view, x, plant, count)
    view.surface.set_clip(old)


def _closed(view: DeviationView, x: float, filtered: str) -> None:
    _sheets(view, x, FRONT)
    if filtered != "dry":
        _drops(view, x, filtered == "wet")


def _unit(view: DeviationView, x: float, ux: float, uy: float) -> tuple[int, int]:
    """A point of the vessel's drawing on the screen."""
    return view.camera.point(x + (ux - FOOT[0]) / UNITS, (FOOT[1] - uy) / UNITS)


def _inside(view: DeviationView, x: float, plant: Look, count: int) -> None:
    """Bubbles rise while gas flows; foam stands on the broth."""
    surface, old = view.surface, view.surface.get_clip()
    left, top = _unit(view, x, WINDOW[0], WINDOW[1])
    right, bottom = _unit(view, x, WINDOW[2], WINDOW[3])
    surface.set_clip(pygame.Rect(left, top, right - left, bottom - top).clip(old))
    k = view.camera.scale / UNITS
    frame, scale, edge = view.frame, view.camera.scale, max(1, round(1.2 * k))
    column, row = view.camera.point(0.0, 0.0)
    put: list[tuple[pygame.Surface, tuple[int, int]]] = []
    for n, (start, place, speed, wide) in enumerate(_bubbles()[:count]):
        phase = (frame / speed + start) % 1.0
        uy = 700 - phase * (700 - BROTH_TOP)
        ux = place + 7 * math.sin(frame / 17 + n)
        radius = max(2, round(wide * k * (0.8 + 0.5 * phase)))
        px = column + round((x + (ux - FOOT[0]) / UNITS) * scale)
        py = row - round((FOOT[1] - uy) / UNITS * scale)
        put.append((_bubble(radius, edge), (px - radius - 1, py - radius - 1)))
    surface.blits(put, doreturn=False)
    _foam(view, x, plant.foam_cm, k)
    surface.set_clip(old)


@functools.cache
def _bubbles() -> tuple[tuple[float, float, float, float], ...]:
    """Of each bubble: where on its way it begins, its column, ticks of its way, its radius; for the eye only."""
    return tuple(
        (_part(n, 1), 132 + 176 * _part(n, 2), RISE_TICKS * (0.8 + 0.4 * _part(n, 5)), 3 + 5 * _part(n, 3)) for n in range(MOST_BUBBLES)
    )


@functools.lru_cache(64)
def _bubble(radius: int, edge: int) -> pygame.Surface:
    """One bubble, two pixels wider than twice its radius."""
    side = 2 * radius + 2
    ring = f'cx="{radius + 1}" cy="{radius + 1}" r="{radius - edge / 2}" stroke-width="{edge}"'
    return svg.inline(f'<circle {ring} fill="#FFFBEE" stroke="#D9C086"/>', (side, side))


def bubbles(flow_l_min: float) -> int:
    """How many are seen at once."""
    return min(MOST_BUBBLES, round(flow_l_min * BUBBLES_PER_L_MIN))


@functools.cache
def _part(n: int, salt: int) -> float:
    """A fixed number from 0 to 1 for the n-th bubble: for the eye only."""
    return zlib.crc32(f"{n} {salt}".encode()) % 1009 / 1009


def _foam(view: DeviationView, x: float, foam_cm: float, k: float) -> None:
    high = foam_cm / 100.0 * UNITS
    left, top = _unit(view, x, 84, BROTH_TOP - high)
    right, foot = _unit(view, x, 356, BROTH_TOP + 6)
    if high < 2:
        return
    pygame.draw.rect(view.surface, CULTURE, pygame.Rect(left, top, right - left, foot - top))
    column, row = view.camera.point(0.0, 0.0)
    scale = view.camera.scale
    y = row - round((FOOT[1] - (BROTH_TOP - high + 3)) / UNITS * scale)
    for ux, wide in _froth():
        at = column + round((x + (ux - FOOT[0]) / UNITS) * scale), y
        pygame.draw.aacircle(view.surface, (0xFF, 0xFD, 0xF5), at, max(3, round(wide * k)))


@functools.cache
def _froth() -> tuple[tuple[float, float], ...]:
    """Of each bubble of the foam: its column and its radius."""
    return tuple((92 + 256 * n / 17, 8 + 6 * _part(n, 4)) for n in range(18))


def _drops(view: DeviationView, x: float, wet: bool) -> None:
    """Damp or wet: what is to be seen on the exhaust filter's glass."""
    for n in range(7 if wet else 3):
        at = _unit(view, x, 332 + 7 * (n % 3), 112 + 11 * n)
        pygame.draw.aacircle(view.surface, TUBE, at, max(2, view.screen.u(3)))
