"""Grounds of the screens outside the rooms: a calm, lit clean room, and windows that look into a level."""

from __future__ import annotations

from functools import lru_cache

import pygame

from game.view import paint, svg
from game.view.screen import Screen
from game.view.theme import THEME, mix

WALL_TOP = (0xF7, 0xFA, 0xFA)
WALL_FOOT = (0xDD, 0xE7, 0xEA)
FLOOR_TOP = (0xB6, 0xC7, 0xCD)
FLOOR_FOOT = (0x93, 0xAA, 0xB2)
FLOOR_AT = 0.84
"""Where the floor begins, as a part of the height."""


def backdrop(screen: Screen) -> None:
    """Wall, HEPA filters in the ceiling with their light, floor: the whole surface."""
    screen.surface.blit(_backdrop(screen.size), (0, 0))


@lru_cache(4)
def _backdrop(size: tuple[int, int]) -> pygame.Surface:
    w, h = size
    sheet = pygame.Surface(size)
    if pygame.display.get_surface():
        sheet = sheet.convert()
    edge = round(h * FLOOR_AT)
    sheet.blit(paint.gradient((w, edge), WALL_TOP, WALL_FOOT), (0, 0))
    sheet.blit(paint.gradient((w, h - edge), FLOOR_TOP, FLOOR_FOOT), (0, edge))
    unit = min(w / 1920, h / 1080)
    for x in range(0, w, max(1, round(360 * unit))):
        sheet.fill(mix(WALL_FOOT, THEME.steel, 0.25), pygame.Rect(x, 0, max(1, round(2 * unit)), edge))
    cove = paint.gradient((w, max(2, round(26 * unit))), WALL_FOOT, mix(FLOOR_TOP, THEME.white, 0.25))
    sheet.blit(cove, (0, edge - cove.get_height()))
    beam = svg.load("gowning/air-down", unit * 0.9)
    for x in range(round(330 * unit), w + round(300 * unit), max(1, round(620 * unit))):
        sheet.blit(beam, (x - beam.get_width() // 2, round(30 * unit)))
        _filter(sheet, x, unit)
    return sheet


def _filter(sheet: pygame.Surface, x: int, unit: float) -> None:
    """A terminal HEPA filter in the ceiling, seen from the side, its middle at x."""
    ribs = "".join(f'<path d="M{20 + 13.2 * k:.1f} 10V26" stroke="#7F98A2" stroke-width="2"/>' for k in range(23))
    body = (
        '<rect x="0" y="0" width="330" height="10" fill="#9FB0B6"/><rect x="8" y="7" width="314" height="24" rx="4" fill="#DCE7EA" '
        f'stroke="#7F98A2" stroke-width="2"/>{ribs}'
    )
    drawn = svg.inline(body, (max(1, round(330 * unit)), max(1, round(34 * unit))), (330, 34))
    sheet.blit(drawn, (x - drawn.get_width() // 2, 0))


Part = tuple[str, float, float, float, float]
"""File, anchor in the file, then metres from the left edge of the view and above the floor."""

_BODY = (
    "op-shadow", "op-skin-{s}", "op-skin-hand-left-{s}", "op-skin-hand-right-{s}", "op-face-calm-{s}", "{hair}", "op-socks",
    "op-site-suit-{b}", "op-site-suit-arm-left", "op-site-suit-arm-right", "{feet}",
)  # fmt: skip


def _person(x: float, skin: int, body: str, hair: str, feet: str) -> tuple[Part, ...]:
    names = (part.format(s=skin, b=body, hair=hair, feet=feet) for part in _BODY)
    return tuple((name, 200.0, 880.0, x, 0.0) for name in names)


def _worn(x: float, *names: str) -> tuple[Part, ...]:
    return tuple((name, 200.0, 880.0, x, 0.0) for name in names)


VIEWS: dict[str, tuple[str, tuple[Part, ...]]] = {
    "gowning-first": (
        "d",
        (
            ("locker", 150, 952, 0.40, 0.06),
            ("sink", 260, 306, 1.42, 0.92),
            ("dispenser-soap", 60, 196, 0.86, 1.25),
            *_person(2.30, 2, "a", "op-hair-short-dark", "op-shoes"),
        ),
    ),
    "gowning-grade-d": (
        "d",
        (
            ("shelves", 305, 942, 0.62, 0.04),
            ("pack-hair-cover", 126, 106, 0.30, 1.624),
            ("pack-coverall", 150, 120, 0.86, 1.624),
            ("pack-boots", 133, 116, 0.34, 1.164),
            ("pack-hair-cover", 126, 106, 0.92, 1.164),
            ("pack-coverall", 150, 120, 0.40, 0.704),
            *_person(1.62, 1, "b", "op-hair-cover", "op-shoes"),
            ("bench", 150, 418, 2.38, -0.10),
        ),
    ),
    "gowning-grade-c": (
        "c",
        (
            ("shelves", 305, 942, 0.62, 0.04),
            ("pack-coverall", 150, 120, 0.34, 1.624),
            ("pack-gloves", 113, 104, 0.92, 1.624),
            ("pack-coverall", 150, 120, 0.86, 1.164),
            ("pack-boots", 133, 116, 0.34, 0.704),
            *_person(1.62, 3, "a", "op-hair-cover", "op-overshoes"),
            *_worn(1.62, "op-coverall-closed", "op-coverall-arm-left", "op-coverall-arm-right", "op-gloves-2-left", "op-gloves-2-right"),
            ("bench", 150, 418, 2.38, -0.10),
        ),
    ),
    "gowning-grade-b": (
        "b",
        (
            ("mirror", 210, 1036, 0.62, 0.10),
            *_person(1.66, 1, "a", "op-hair-short-dark", "op-socks"),
            *_worn(1.66, "op-mask", "op-hood-tucked", "op-coverall-closed", "op-coverall-arm-left", "op-coverall-arm-right"),
            *_worn(1.66, "op-over-boots", "op-goggles", "op-gloves-2-left", "op-gloves-2-right"),
            ("dispenser-gel", 60, 196, 2.36, 1.25),
        ),
    ),
}
"""What is seen through the window of a level: wall of that grade, then parts from back to front.  True at some second of the level."""

VIEW_W_M, VIEW_H_M, FEET_M = 2.80, 2.16, 0.16


def view(level: str, size: tuple[int, int]) -> pygame.Surface:
    """The room of a level at that size, corners square.  A level without its own picture shows the empty room."""
    return _view(level, size)


@lru_cache(16)
def _view(level: str, size: tuple[int, int]) -> pygame.Surface:
    if level.startswith("line-clearance"):
        from game.view.line.window import window as line_window

        return line_window(level, size)
    if level.startswith("deviation"):
        from game.view.deviation.window import window as process_window

        return process_window(level, size)
    w, h = size
    grade, parts = VIEWS.get(level, ("c", ()))
    sheet = pygame.Surface(size, pygame.SRCALPHA)
    scale = h / VIEW_H_M / 500
    floor = h - round(0.42 * 500 * scale)
    wide = VIEW_W_M * 500 * scale
    person = max((part[3] for part in parts if part[0].startswith("op-")), default=VIEW_W_M / 2)
    left: float = (w - wide) / 2 if w >= wide else min(0.0, max(w - wide, w / 2 - person * 500 * scale))
    for panel in range(-6, round(w / (600 * scale)) + 2):
        wall = svg.load(f"gowning/wall-{grade}", scale)
        ground = svg.load(f"gowning/floor-{grade}", scale)
        at = round(left + panel * 600 * scale)
        for shift in (1, 0):  # sizes are rounded: no gap may show between two panels
            sheet.blit(wall, (at + shift, floor - wall.get_height()))
            sheet.blit(ground, (at + shift, floor))
    feet = floor + FEET_M * 500 * scale
    for name, ax, ay, x, y in parts:
        drawn = svg.load(f"gowning/{name}", scale)
        sheet.blit(drawn, (round(left + (x * 500 - ax) * scale), round(feet - (y * 500 + ay) * scale)))
    return sheet


def window(screen: Screen, rect: pygame.Rect, level: str, chosen: bool = False) -> None:
    """A rounded window in the wall through which a level is seen."""
    unit = screen.unit
    radius = max(8, round(34 * unit))
    rim = max(5, round(14 * unit))
    paint.plate(
        screen.surface,
        rect,
        radius,
        THEME.petrol if chosen else (0xC3, 0xD0, 0xD5),
        THEME.steel,
        max(1.0, 2 * unit),
        max(2, round(8 * unit)),
    )
    inner = rect.inflate(-2 * rim, -2 * rim)
    screen.surface.blit(glazed(level, inner.size, radius - rim // 2), inner)
    paint.plate(screen.surface, inner, radius - rim // 2, None, (0x7F, 0x98, 0xA2), max(1.5, 3 * unit))


@lru_cache(16)
def glazed(level: str, size: tuple[int, int], radius: int) -> pygame.Surface:
    """The view with round corners and two streaks of light on the glass."""
    w, h = size
    sheet = view(level, size).copy()
    streaks = "".join(
        f'<path d="M{w * a:.1f} 0H{w * b:.1f}L{w * (b - 0.30):.1f} {h}H{w * (a - 0.30):.1f}Z" fill="#FFFFFF" fill-opacity="{o}"/>'
        for a, b, o in ((0.30, 0.44, 0.16), (0.48, 0.52, 0.12))
    )
    sheet.blit(svg.inline(streaks, size), (0, 0))
    mask = svg.inline(f'<rect x="0" y="0" width="{w}" height="{h}" rx="{radius}" fill="#FFFFFF"/>', size)
    sheet.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    return sheet
