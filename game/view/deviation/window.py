"""What is seen through the window of a deviation level: the vessel and its gas mixer, or the filling machine; who works there."""

from __future__ import annotations

import pygame

from game.view import paint, svg
from game.view.deviation.plant import FLOAT_AT, UNITS
from game.view.deviation.vessel import FOOT
from game.view.deviation.wall import FLOOR, FLOOR_NEAR, WALL_FOOT, WALL_TOP

HIGH_M, FLOOR_M = 2.75, 0.35
VIAL = 9.6 / 56
"""Size of a vial's drawing against the machine's."""
VESSEL = ("1-back", "2-culture", "3-impeller-a", "4-sparger", "6-bag", "7-vessel", "8-top", "9-probe-do", "9-probe-ph", "9-probe-temp")


def window(level: str, size: tuple[int, int]) -> pygame.Surface:
    """The room of that level at that size."""
    return _filling(size) if level.startswith("deviation-filling") else _culture(size)


def _filling(size: tuple[int, int]) -> pygame.Surface:
    """The filling machine, vials under its needles, gloves in their ports; about the zone where it fills."""
    w, h = size
    k = h / HIGH_M / UNITS
    sheet = _room(size, k)
    feet = h - round(FLOOR_M * UNITS * k) + round(0.12 * UNITS * k)
    x0, y0 = w // 2 - round(780 * k), feet - round(800 * k)

    def put(name: str, x: float, y: float, scale: float = 1.0) -> None:
        sheet.blit(svg.load(f"process/filling/{name}", k * scale), (x0 + round(x * k), y0 + round(y * k)))

    put("far-back", 0, 0)
    put("far-needles", 561, 262)
    for n in range(46):
        put("vial-empty", 130 + 9.6 * n, 384.7, VIAL)
    for n in range(4):
        put("vial-stoppered", 1000 + 9.6 * n, 384.7, VIAL)
    for middle in (340, 620, 920, 1300):
        for side in (-76, 76):
            put("port-glove", middle + side - 40, 320 - 40)
    put("far-frame", 0, 0)
    if w > h * 1.2:
        person = svg.load("line/operator-sterile", k * UNITS / 200.0)
        sheet.blit(person, (x0 + round(1010 * k), feet + round(0.12 * UNITS * k) - person.get_height()))
    return sheet


def _room(size: tuple[int, int], k: float) -> pygame.Surface:
    """Wall and floor."""
    w, h = size
    floor = h - round(FLOOR_M * UNITS * k)
    sheet = pygame.Surface(size, pygame.SRCALPHA)
    sheet.blit(paint.gradient((w, floor), WALL_TOP, WALL_FOOT), (0, 0))
    sheet.blit(paint.gradient((w, h - floor), FLOOR, FLOOR_NEAR), (0, floor))
    return sheet


def _culture(size: tuple[int, int]) -> pygame.Surface:
    """Vessel, gas mixer, operator."""
    w, h = size
    k = h / HIGH_M / UNITS
    floor = h - round(FLOOR_M * UNITS * k)
    sheet = _room(size, k)
    feet = floor + round(0.12 * UNITS * k)
    middle = w // 2 + round(0.22 * UNITS * k)
    for name in VESSEL:
        sheet.blit(svg.load(f"process/bioreactor/{name}", k), (middle - round(FOOT[0] * k), feet - round(FOOT[1] * k)))
    mixer = middle - round(1.02 * UNITS * k)
    sheet.blit(svg.load("process/bioreactor/gas-mixer", k), (mixer - round(100 * k), feet - round(416 * k)))
    for x, y in ((44, 205), (100, 190), (156, 262)):
        left, high = x - 100 - FLOAT_AT[0], 416 - y + FLOAT_AT[1]
        sheet.blit(svg.load("process/bioreactor/gas-float", k), (mixer + round(left * k), feet - round(high * k)))
    beacon = svg.load("process/bioreactor/beacon-off", k)
    sheet.blit(beacon, (mixer - beacon.get_width() // 2, feet - round(1.85 * UNITS * k)))
    if w > h * 1.2:
        person = svg.load("line/operator", k * UNITS / 200.0)
        sheet.blit(person, (middle + round(0.80 * UNITS * k), feet + round(0.12 * UNITS * k) - person.get_height()))
    return sheet
