"""What is seen of a line through its window on the title: a machine, empty and shut."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import pygame

from game.view import svg
from game.view.line.camera import FLOOR_UNITS

Part = tuple[str, float, float, float]
"""Drawing, kit units from the left of the window and above the floor to its top left corner, size against 200 units a metre."""

_FILLER = ("back", "conveyor", "needles", "bowl", "capping", "probe", "frame", *(f"door-{guard}-closed" for guard in "abcd"))
VIEWS: Mapping[str, tuple[str, float, tuple[Part, ...]]] = MappingProxyType({
    "line-clearance-first": ("room-packaging", 500.0, (
        ("signal-tower-green", 370, 469, 1), ("conveyor-700", -20, 210, 1), ("labeller", 120, 400, 1), ("conveyor-900", 420, 210, 1),
        ("conveyor-rail-700", -20, 203, 1), ("conveyor-rail-900", 420, 203, 1),
        ("labeller-left-closed", 120, 400, 1), ("labeller-right-closed", 120, 400, 1), ("bin-print", 470, 145, 1),
    )),
    "line-clearance-labelling": ("room-packaging", 700.0, (
        ("leaflet-magazine", 109, 420, 1), ("carton-magazine", 166, 442, 1), ("conveyor-900", -110, 210, 1), ("cartoner", 70, 400, 1),
        ("cartoner-rollers-front", 70, 400, 1), ("cartoner-door-a-closed", 70, 400, 1), ("cartoner-door-b-closed", 70, 400, 1),
        ("cartoner-door-c-closed", 70, 400, 1), ("checkweigher", 490, 330, 1),
    )),
    "line-clearance-filling": ("room-filling", 300.0, tuple((f"filler-{name}", 40.0, 396.0, 0.4) for name in _FILLER)),
})  # fmt: skip
"""Level -> room, where in it the window begins (kit units), its parts from back to front."""
HIGH_UNITS, BELOW_UNITS = 470.0, 60.0


def window(level: str, size: tuple[int, int]) -> pygame.Surface:
    """The line of that level at that size; of another line, the first one."""
    room, left, parts = VIEWS.get(level, VIEWS["line-clearance-first"])
    sheet = pygame.Surface(size, pygame.SRCALPHA)
    k = size[1] / (HIGH_UNITS + BELOW_UNITS)
    wide = size[0] / k
    shift = (wide - 560.0) / 2
    floor = HIGH_UNITS * k
    back = svg.load(f"line/{room}", k)
    sheet.blit(back, (round(-(left - shift) * k), round(floor - FLOOR_UNITS * k)))
    for name, x, top, share in parts:
        sheet.blit(svg.load(f"line/{name}", k * share), (round((x + shift) * k), round(floor - top * k)))
    return sheet
