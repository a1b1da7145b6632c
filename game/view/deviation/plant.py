"""The plant as it is: vessel with its bubbles and foam, gas mixer with its floats, tube, bottles, pump and scale, alarm light.

It tells the same story as the screen, so that a cause can be found by looking.  400 units of the kit are a metre.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import pygame

from game.view import svg
from game.view.deviation.view import DeviationView
from game.view.forms.printing import void
from game.view.layers import Item
from game.view.theme import THEME, TICK, Colour
from game.world.twin import Look

UNITS = 400.0
FLOAT_LOW, FLOAT_HIGH = 270, 122
FLOATS = (("air", 44, 1.5), ("o2", 100, 3.0), ("co2", 156, 1.0))
"""Gas, its place on the mixer, its full scale (L/min)."""
FLOAT_AT = (12, 10)
"""The middle of the ball, where it is read: a line leads from it to the scale."""
TUBE: Colour = (0x5E, 0x9B, 0xB3)


def put(view: DeviationView, name: str, x: float, y: float, anchor: tuple[float, float], grow: float = 1.0, turn: float = 0.0) -> None:
    """A drawing of the kit with that point of it (its own units) at a place in metres."""
    k = view.camera.scale / UNITS * grow
    drawn = svg.load(f"process/{name}", k, turn=turn)
    px, py = view.camera.point(x, y)
    if turn:
        view.surface.blit(drawn, drawn.get_rect(center=(px, py)))
    else:
        view.surface.blit(drawn, (px - round(anchor[0] * k), py - round(anchor[1] * k)))


def spread(view: DeviationView, name: str, x: float, y: float, anchor: tuple[float, float], grow: float = 1.0) -> pygame.Rect:
    """All that `put` paints then, pixels."""
    k = view.camera.scale / UNITS * grow
    px, py = view.camera.point(x, y)
    w, h = svg.size(f"process/{name}")
    return pygame.Rect(px - round(anchor[0] * k), py - round(anchor[1] * k), round(w * k) + 1, round(h * k) + 1)


def sketch(view: DeviationView, box: tuple[float, float, float, float], body: str, units: tuple[float, float]) -> None:
    """A drawing written here, over a box in metres (left, bottom, right, top)."""
    rect = view.camera.rect(*box)
    view.surface.blit(svg.inline(body, rect.size, units), rect)


# --- gas -----------------------------------------------------------------------------------------------------------------


def mixer(view: DeviationView, x: float, plant: Look) -> list[Item]:
    """Three flowmeters: floats down where nothing flows."""
    rows: list[tuple[int, int]] = []
    for gas, ux, full in FLOATS:
        flow = {"air": plant.air_l_min, "o2": plant.o2_l_min, "co2": plant.co2_l_min}[gas]
        uy = FLOAT_LOW - (FLOAT_LOW - FLOAT_HIGH) * min(1.0, flow / full)
        if flow > 0.05:
            uy += 1.6 * math.sin(view.frame / 9 + ux)
        rows.append(view.camera.point(x + (ux - 100) / UNITS, (416 - uy) / UNITS))
    box = spread(view, "bioreactor/gas-mixer", x, 0.0, (100, 416))
    return [Item("mixer", tuple((px - box.x, py) for px, py in rows), box, lambda: _mixer(view, x, rows))]


def _mixer(view: DeviationView, x: float, rows: list[tuple[int, int]]) -> None:
    """rows: where the middle of each ball is."""
    put(view, "bioreactor/gas-mixer", x, 0.0, (100, 416))
    k = view.camera.scale / UNITS
    drawn = svg.load("process/bioreactor/gas-float", k)
    for (gas, ux, _), (px, py) in zip(FLOATS, rows, strict=True):
        view.surface.blit(drawn, (px - round(FLOAT_AT[0] * k), py - round(FLOAT_AT[1] * k)))
        label = {"air": view.t("deviation.gas_air"), "o2": "O₂", "co2": "CO₂"}[gas]
        at = view.camera.point(x + (ux - 100) / UNITS, (416 - 344) / UNITS)
        if k > 0.5:
            view.screen.text.draw(label, at, max(13.0, 20 * k / view.screen.s), THEME.ink, "semibold", "center")


def kink(x: float, low: float, at: Callable[[float, float], str]) -> tuple[str, str]:
    """The hose bent sharply back upon itself: the way of its two legs, and what is drawn over them.

    Towards the bend it is pressed flat: a thin double line that ends in a point, with a crease across each leg.
    """
    tip, left, right = (x + 0.040, 0.335), (x - 0.045, 0.155), (x + 0.062, 0.150)
    way = f"L{at(x - 0.17, low)} C{at(x - 0.10, low)} {at(x - 0.075, 0.09)} {at(*left)} "
    way += f"M{at(*right)} C{at(x + 0.068, 0.085)} {at(x + 0.09, low)} {at(x + 0.15, low)} L{at(x + 0.20, low)}"
    flat = f"M{at(*left)} L{at(*tip)} L{at(*right)}"
    sharp = 'fill="none" stroke-linejoin="miter" stroke-miterlimit="20"'
    over = f'<path d="{flat}" {sharp} stroke="#0F4C5C" stroke-width="9"/><path d="{flat}" {sharp} stroke="#EAF4F7" stroke-width="4"/>'
    for (cx, cy), dx, dy in ((left, 0.036, -0.016), (right, 0.036, 0.004)):
        over += f'<path d="M{at(cx - dx, cy - dy)} L{at(cx + dx, cy + dy)}" stroke="#0F3540" stroke-width="5" stroke-linecap="round"/>'
    return way, over


def tube(view: DeviationView, x: float, start: float, end: float, plant: Look, held: tuple[float, float] | None) -> list[Item]:
    """From the mixer along the floor to the sparger; with a fold, straight, or as the hand holds it."""
    box = view.camera.rect(start - 0.1, -0.02, end + 0.1, 0.75)
    folded = plant.line == "folded"
    return [Item("tube", (folded, held), box, lambda: _tube(view, x, (start, end), held, folded=folded))]


def _tube(view: DeviationView, x: float, ends: tuple[float, float], held: tuple[float, float] | None, *, folded: bool) -> None:
    start, end = ends
    left, right, top = start - 0.1, end + 0.1, 0.75
    scale = UNITS

    def at(mx: float, my: float) -> str:
        return f"{(mx - left) * scale:.0f} {(top - my) * scale:.0f}"

    low, bend = 0.05, ""
    if held is not None:
        hx, hy = round(held[0] / 0.03) * 0.03, round(min(held[1], 0.7) / 0.03) * 0.03
        middle = f"L{at(x - 0.34, low)} Q{at(x - 0.14, low)} {at(hx, hy)} Q{at(x + 0.14, low)} {at(x + 0.34, low)}"
    elif folded:
        middle, bend = kink(x, low, at)
    else:
        middle = f"L{at(x + 0.20, low)}"
    path = f"M{at(start, 0.20)} C{at(start + 0.10, 0.20)} {at(start + 0.06, low)} {at(start + 0.18, low)} {middle} "
    path += f"L{at(end - 0.30, low)} C{at(end - 0.08, low)} {at(end, 0.12)} {at(end, 0.37)}"
    line = 'fill="none" stroke-linecap="round" stroke-linejoin="round"'
    body = f'<path d="{path}" {line} stroke="#0F4C5C" stroke-width="15"/><path d="{path}" {line} stroke="#8FC1D4" stroke-width="8"/>'
    body += bend
    sketch(view, (left, -0.02, right, top), body, ((right - left) * scale, (top + 0.02) * scale))


BOTTLES = (
    '<defs><linearGradient id="c" gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="84" y2="0"><stop offset="0" stop-color="#C9D5D9"/>'
    '<stop offset="0.4" stop-color="#FFFFFF"/><stop offset="1" stop-color="#9FB0B6"/></linearGradient></defs>'
    '<path d="M6 250Q6 196 48 184Q90 196 90 250V626Q90 636 80 636H16Q6 636 6 626Z" fill="#E9EEF0" stroke="#7C929B" stroke-width="3"/>'
    '<path d="M110 250Q110 196 152 184Q194 196 194 250V626Q194 636 184 636H120Q110 636 110 626Z" fill="#E9EEF0" stroke="#7C929B" '
    'stroke-width="3"/>'
    '<path d="M6 250Q6 196 48 184Q90 196 90 250Z M110 250Q110 196 152 184Q194 196 194 250Z" fill="#FFFFFF" stroke="#7C929B" '
    'stroke-width="3"/>'
    '<path d="M20 262V620M124 262V620" stroke="#FFFFFF" stroke-width="8"/>'
    '<path d="M0 470H200V496H0Z" fill="#8EA2AA" stroke="#5F7680" stroke-width="2"/>'
    '<path d="M48 184V132H152V184" fill="none" stroke="#5F7680" stroke-width="10" stroke-linejoin="round"/>'
    '<path d="M100 132V60" stroke="#5F7680" stroke-width="10"/>'
    '<rect x="64" y="136" width="72" height="48" rx="8" fill="#DCE5E8" stroke="#5F7680" stroke-width="3"/>'
    '<circle cx="32" cy="96" r="32" fill="#FFFFFF" stroke="#4A5F68" stroke-width="4"/>'
    '<circle cx="168" cy="96" r="32" fill="#FFFFFF" stroke="#4A5F68" stroke-width="4"/>'
    '<path d="M13 109A23 23 0 0 1 18 78" fill="none" stroke="#B23A48" stroke-width="6"/>'
    '<path d="M149 109A23 23 0 0 1 154 78" fill="none" stroke="#B23A48" stroke-width="6"/>'
)
FULL_BAR = 200.0


def manifold(view: DeviationView, x: float, plant: Look) -> list[Item]:
    """Two oxygen bottles: the one in use at the left, the reserve at the right, a gauge on each, the lever between."""
    shares = [min(1.0, max(0.0, bar / FULL_BAR)) for bar in (plant.bottle_bar, plant.reserve_bar)]
    angles = tuple(round((215 - 250 * share) / 3) * 3 for share in shares)
    return [Item("manifold", angles, view.camera.rect(x - 0.28, 0.0, x + 0.28, 1.6), lambda: _manifold(view, x, angles))]


def _manifold(view: DeviationView, x: float, angles: tuple[int, ...]) -> None:
    hands = ""
    for cx, degrees in zip((32, 168), angles, strict=True):
        angle = math.radians(degrees)
        hands += (
            f'<path d="M{cx} 96L{cx + 24 * math.cos(angle):.1f} {96 - 24 * math.sin(angle):.1f}" stroke="#0F3540" stroke-width="5" '
            f'stroke-linecap="round"/><circle cx="{cx}" cy="96" r="5" fill="#0F3540"/>'
        )
    lever = '<path d="M100 160L82 146" stroke="#0F4C5C" stroke-width="9" stroke-linecap="round"/>'
    lever += '<circle cx="100" cy="160" r="8" fill="#0F4C5C"/>'
    body = f'<g transform="translate(12 0)">{BOTTLES + hands + lever}</g>'
    sketch(view, (x - 0.28, 0.0, x + 0.28, 1.6), body, (224, 640))
    size = max(14.0, 26 * view.camera.scale / UNITS / view.screen.s)
    for dx in (-0.13, 0.13):
        view.screen.text.draw("O₂", view.camera.point(x + dx, 0.62), size, THEME.slate, "bold", "center")


# --- feed ----------------------------------------------------------------------------------------------------------------

CART = (
    '<path d="M20 150H220V162H20ZM20 400H220V412H20Z" fill="#DCE5E8" stroke="#7C929B" stroke-width="2.5"/>'
    '<path d="M30 162V436M210 162V436" stroke="#9FB0B6" stroke-width="10"/>'
    '<circle cx="30" cy="440" r="9" fill="#4A5F68"/><circle cx="210" cy="440" r="9" fill="#4A5F68"/>'
)


ROTOR = (56 - 80) / UNITS, 0.745 + (124 - 66) / UNITS
"""Its middle, from the pump's place."""


def feed(view: DeviationView, x: float, plant: Look) -> list[Item]:
    """A bottle on its scale below, the pump above."""
    turn = float(-(view.frame * 4 % 120)) if plant.feed_pump in ("turning", "slipped") else 0.0
    weight = f"{view.number(plant.feed_kg, 2)} kg"
    rect = view.camera.rect
    rx, ry = x + ROTOR[0], ROTOR[1]
    return [
        Item("feed", (), rect(x - 0.31, -0.01, x + 0.31, 1.13), lambda: _feed(view, x)),
        Item("feed.rotor", turn, rect(rx - 0.12, ry - 0.12, rx + 0.12, ry + 0.12), lambda: _rotor(view, (rx, ry), turn)),
        Item("feed.weight", weight, rect(x - 0.25, 0.13, x + 0.25, 0.24), lambda: _weight(view, x, weight)),
    ]


def _feed(view: DeviationView, x: float) -> None:
    sketch(view, (x - 0.30, 0.0, x + 0.30, 1.12), CART, (240, 448))
    put(view, "bioreactor/scale", x, 0.27, (120, 6))
    put(view, "bioreactor/bottle", x, 0.27, (50, 172))
    put(view, "bioreactor/pump", x, 0.745, (80, 124))


def _rotor(view: DeviationView, at: tuple[float, float], turn: float) -> None:
    put(view, "bioreactor/pump-rotor", *at, (30, 32), turn=turn or 0.001)


def feed_line(view: DeviationView, x: float, end: float) -> list[Item]:
    """Its tube, from the pump to the vessel's lid; x: of the pump, end: on the lid, metres."""
    box = view.camera.rect(end - 0.05, 0.96, x - 0.02, 1.95)
    return [Item(f"feed.line.{x}", (), box, lambda: _feed_line(view, x, end))]


def _feed_line(view: DeviationView, x: float, end: float) -> None:
    wide, high = (x - 0.02 - end + 0.05) * UNITS, 0.99 * UNITS
    path = f"M{wide - 8:.0f} {high - 20:.0f}C{wide - 8:.0f} 90 30 -10 14 142"
    line = 'fill="none" stroke-linecap="round"'
    body = f'<path d="{path}" {line} stroke="#B07A1F" stroke-width="9"/><path d="{path}" {line} stroke="#E9CF9A" stroke-width="5"/>'
    sketch(view, (end - 0.05, 0.96, x - 0.02, 1.95), body, (wide, high))


def _weight(view: DeviationView, x: float, text: str) -> None:
    """The scale's display, as large as the scale."""
    box = view.camera.rect(x - 0.24, 0.135, x + 0.24, 0.235)
    pygame.draw.rect(view.surface, THEME.ink, box, border_radius=view.screen.u(6))
    size = view.screen.text.fit(text, box.w - view.screen.u(10), box.h * 0.80 / view.screen.s, "semibold", 10)
    view.screen.text.draw(text, box.center, size, (0x8F, 0xE0, 0xC0), "semibold", "center")


# --- alarm light ---------------------------------------------------------------------------------------------------------


def beacon(view: DeviationView, x: float, y: float, colour: str, *, siren: bool) -> list[Item]:
    """The lamp on the wall: dark, amber or red; it blinks while the siren sounds."""
    lit = colour if colour and (not siren or view.frame // 30 % 2 == 0) else "off"
    box = spread(view, f"bioreactor/beacon-{lit}", x, y, (80, 140))
    return [Item("beacon", lit, box, lambda: put(view, f"bioreactor/beacon-{lit}", x, y, (80, 140))), *called(view, x, y + 0.42, on=siren)]


def called(view: DeviationView, x: float, y: float, *, on: bool) -> list[Item]:
    """The word for the siren over a lamp, while it sounds."""
    if not on:
        return []
    word, at = view.t("deviation.siren"), view.camera.point(x, y)
    box = pygame.Rect((0, 0), view.screen.text.measure(word, TICK, "bold"))
    box.midbottom = at
    draw = view.screen.text.draw
    return [Item("siren", word, box.inflate(4, 4), lambda: void(draw(word, at, TICK, THEME.red, "bold", "midbottom")))]
