"""What a fault of the filling machine looks like: an empty bowl, forceps on the floor of the barrier, a seal that hangs out, no power."""

from __future__ import annotations

import pygame

from game.entities import filler
from game.view.deviation.plant import UNITS, sketch
from game.view.deviation.view import DeviationView
from game.view.layers import Item
from game.world.twin.filling.seen import Sight

BOWL_UNITS = (110, 36)
BOWL_SPAN = (0.0475, 1.27, 0.3225, 1.36)
"""Mouth of the bowl on the machine's drawing, metres from its middle."""
EMPTY = (
    '<ellipse cx="55" cy="18" rx="50" ry="12" fill="#31454D" stroke="#7C929B" stroke-width="2.5"/>'
    '<path d="M14 20Q55 34 96 20" fill="none" stroke="#8EA2AA" stroke-width="3"/>'
)
LAST = '<path d="M42 22L50 17L56 23ZM64 20L72 16L78 22Z" fill="#B8C6CB"/>'
FORCEPS = (
    '<path d="M4 16L62 10L112 6M4 16L62 20L112 24" fill="none" stroke="#22404A" stroke-width="6" stroke-linecap="round"/>'
    '<path d="M4 16L62 10L112 6M4 16L62 20L112 24" fill="none" stroke="#EEF3F4" stroke-width="2.5" stroke-linecap="round"/>'
)
SEAL = (
    '<path d="M12 4C30 30 2 56 20 86C34 112 6 138 18 164" fill="none" stroke="#0F3540" stroke-width="11" stroke-linecap="round"/>'
    '<path d="M12 4C30 30 2 56 20 86C34 112 6 138 18 164" fill="none" stroke="#5F757E" stroke-width="5" stroke-linecap="round"/>'
)
DARK = '<path d="M0 0H{w}V{h}H0Z" fill="#0F3540" fill-opacity="0.55"/>'
SCREEN_DARK = '<path d="M4 4H256V144H4Z" fill="#22343B"/><path d="M120 46H140V86H120ZM120 98H140V112H120Z" fill="#E9B44C"/>'
SEAL_DX, SEAL_SPAN = -0.04, (0.98, 1.42)


def signs(view: DeviationView, x: float, sight: Sight) -> list[Item]:
    """In the room, on the machine whose middle is at x."""
    found: list[Item] = []
    if sight.bowl_low:
        left, low, right, high = BOWL_SPAN
        body = EMPTY if sight.bowl_empty else EMPTY + LAST
        found.append(_item(view, "bowl", (x + left, low, x + right, high), body, BOWL_UNITS))
    if sight.tool_lies:
        dx, y = filler.dropped_at(sight.tool_lies)
        found.append(_item(view, "forceps.lying", (x + dx - 0.12, y - 0.02, x + dx + 0.12, y + 0.05), FORCEPS, (118, 34)))
    if sight.seal_out:
        at = x + filler.SPANS[sight.seal_out][1] + SEAL_DX
        found.append(_item(view, "seal", (at - 0.03, SEAL_SPAN[0], at + 0.06, SEAL_SPAN[1]), SEAL, (36, 170)))
    return found


def night(view: DeviationView, x: float, sight: Sight) -> list[Item]:
    """No light behind the windows while there is no power."""
    if sight.mains:
        return []
    left, right = min(span[0] for span in filler.SPANS.values()), max(span[1] for span in filler.SPANS.values())
    low, high = filler.WINDOW_Y
    wide, tall = round((right - left) * UNITS), round((high - low) * UNITS)
    return [_item(view, "night", (x + left, low, x + right, high), DARK.format(w=wide, h=tall), (wide, tall))]


def dark_screen(view: DeviationView, x: float) -> list[Item]:
    """The machine's screen on its own battery: one sign."""
    span = (x - 0.40 + 30 / UNITS, 1.55 - 174 / UNITS, x - 0.40 + 290 / UNITS, 1.55 - 26 / UNITS)
    return [_item(view, "screen.dark", span, SCREEN_DARK, (260, 148))]


def _item(view: DeviationView, label: str, span: tuple[float, float, float, float], body: str, size: tuple[int, int]) -> Item:
    return Item(label, body, view.camera.rect(*span), lambda: sketch(view, span, body, size))


def shade(surface: pygame.Surface, area: pygame.Rect) -> None:
    """The zone from near, without light."""
    veil = pygame.Surface(area.size, pygame.SRCALPHA)
    veil.fill((0x0F, 0x35, 0x40, 0x8C))
    surface.blit(veil, area)
