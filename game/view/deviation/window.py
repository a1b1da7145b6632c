"""What is seen through the window of a deviation level: vessel, gas mixer, operator, as the culture runs."""

from __future__ import annotations

import pygame

from game.view import paint, svg
from game.view.deviation.picture import FLOOR, FLOOR_NEAR, WALL_FOOT, WALL_TOP
from game.view.deviation.plant import FLOAT_AT, FOOT, UNITS

HIGH_M, FLOOR_M = 2.75, 0.35
VESSEL = ("1-back", "2-culture", "3-impeller-a", "4-sparger", "6-bag", "7-vessel", "8-top", "9-probe-do", "9-probe-ph", "9-probe-temp")


def window(size: tuple[int, int]) -> pygame.Surface:
    """The room at that size."""
    w, h = size
    k = h / HIGH_M / UNITS
    floor = h - round(FLOOR_M * UNITS * k)
    sheet = pygame.Surface(size, pygame.SRCALPHA)
    sheet.blit(paint.gradient((w, floor), WALL_TOP, WALL_FOOT), (0, 0))
    sheet.blit(paint.gradient((w, h - floor), FLOOR, FLOOR_NEAR), (0, floor))
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
