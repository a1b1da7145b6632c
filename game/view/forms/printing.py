"""Ruling, printing and writing on a sheet of paper: what a form is put together from."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.texts import t
from game.view.forms.handwriting import INK, fitting
from game.view.screen import Screen
from game.view.theme import THEME, TICK, Colour

RULE: Colour = (0x3B, 0x52, 0x5B)
THIN: Colour = (0x8F, 0xA1, 0xA8)
SHADE: Colour = (0xE3, 0xEB, 0xED)
HAND = 40
"""Height of an em of handwriting."""
SMALL_HAND = 27


class Print:
    """Collects what is drawn, in order; lengths are ui pixels of text from the paper's corner."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self._ops: list[Callable[[pygame.Surface], object]] = []

    def _t(self, key: str, **values: object) -> str:
        return t(key, self.screen.lang, **values)

    def _rect(self, x0: float, y0: float, x1: float, y1: float, width: float = 0, colour: Colour = RULE) -> None:
        box = self.screen.rect(x0, y0, x1 - x0, y1 - y0)
        self._ops.append(lambda s: pygame.draw.rect(s, colour, box, self.screen.px(width) if width else 0))

    def _line(self, x0: float, y0: float, x1: float, y1: float, colour: Colour = THIN, width: float = 1.4) -> None:
        px = self.screen.s
        ends = (round(x0 * px), round(y0 * px)), (round(x1 * px), round(y1 * px))
        self._ops.append(lambda s: pygame.draw.line(s, colour, *ends, self.screen.px(width)))

    def _print(
        self,
        text: str,
        x: float,
        y: float,
        size: float = TICK,
        colour: Colour = THEME.ink,
        weight: str = "regular",
        anchor: str = "topleft",
    ) -> None:
        at = x * self.screen.s, y * self.screen.s
        self._ops.append(lambda s: void(self.screen.text.draw(text, at, size, colour, weight, anchor, s)))

    def _block(
        self, text: str, x: float, y: float, wide: float, size: float = TICK, weight: str = "regular", leading: float = 1.2
    ) -> float:
        """A wrapped text; returns its height."""
        drawn = self.screen.text.paragraph(text, self.screen.px(wide), size, THEME.ink, weight, leading)
        at = round(x * self.screen.s), round(y * self.screen.s)
        self._ops.append(lambda s: void(s.blit(drawn, at)))
        return drawn.get_height() / self.screen.s

    def _write(
        self, text: str, box: tuple[float, float, float, float], ink: Colour = INK, align: str = "center", em: float = HAND
    ) -> tuple[float, float]:
        """Handwriting in a box, as large as it fits.  Returns its left and right edge."""
        x0, y0, x1, y1 = (round(n * self.screen.s) for n in box)
        drawn = fitting(text, self.screen.px(em), max(8, x1 - x0), ink)
        place = drawn.get_rect(center=((x0 + x1) // 2, (y0 + y1) // 2))
        if align == "left":
            place.left = x0
        elif align == "right":
            place.right = x1
        place.y += round(drawn.get_height() * 0.03)
        self._ops.append(lambda s: void(s.blit(drawn, place)))
        return place.left / self.screen.s, place.right / self.screen.s


def void(_: object) -> None:
    """For lambdas that draw: what drawing returns is of no use."""
