"""Things that stand on a form and cannot be worked: words, rules, pictures, grounds."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.view import paint, svg
from game.view.screen import Screen
from game.view.theme import BODY, LEADING_NOTE, RADIUS, THEME, Colour
from game.view.widgets.base import Look, Widget


class Label(Widget):
    """A paragraph, wrapped to its width; perhaps with a sign before it."""

    focusable = False

    def __init__(
        self,
        text: str,
        size: float = BODY,
        colour: Colour = THEME.ink,
        weight: str = "regular",
        *,
        align: str = "left",
        icon: str = "",
        leading: float = LEADING_NOTE,
        id: str = "",
    ) -> None:
        super().__init__(id)
        self.text, self.size, self.colour, self.weight = text, size, colour, weight
        self.align, self.icon, self.leading = align, icon, leading

    def words(self) -> str:
        return self.text

    def _lead(self, screen: Screen) -> int:
        return screen.px(self.size * 1.5) + screen.px(12) if self.icon else 0

    def natural(self, screen: Screen) -> int:
        lines = [screen.text.measure(line, self.size, self.weight)[0] for line in self.text.split("\n")]
        return max(lines) + self._lead(screen) + 1

    def measure(self, screen: Screen, width: int) -> int:
        high = self._sheet(screen, width).get_height()
        return max(high, screen.px(self.size * 1.5)) if self.icon else high

    def _sheet(self, screen: Screen, width: int) -> pygame.Surface:
        room = max(20, width - self._lead(screen))
        return screen.text.paragraph(self.text, room, self.size, self.colour, self.weight, self.leading, self.align)

    def draw(self, screen: Screen, look: Look) -> None:
        sheet = self._sheet(screen, self.rect.w)
        y = self.rect.y
        if self.icon:
            side = screen.px(self.size * 1.5)
            drawn = svg.sized(f"process/icons/{self.icon}", side)
            first = screen.text.line_height(self.size, self.leading)
            screen.surface.blit(drawn, (self.rect.x, y))
            y += max(0, (side - first) // 2)
        screen.surface.blit(sheet, (self.rect.x + self._lead(screen), y))


class Panel(Widget):
    """A ground for what is drawn after it."""

    focusable = False

    def __init__(
        self,
        fill: Colour = THEME.white,
        edge: Colour | None = None,
        *,
        radius: float = RADIUS,
        shadow: float = 0,
        stripe: Colour | None = None,
    ) -> None:
        super().__init__()
        self.fill, self.edge, self.radius, self.shadow, self.stripe = fill, edge, radius, shadow, stripe

    def draw(self, screen: Screen, look: Look) -> None:
        radius = screen.px(self.radius)
        shadow = screen.px(self.shadow) if self.shadow else 0
        paint.plate(screen.surface, self.rect, radius, self.fill, self.edge, max(1.0, 2 * screen.s), shadow)
        if self.stripe:
            wide = screen.px(12)
            old = screen.surface.get_clip()
            screen.surface.set_clip(pygame.Rect(self.rect.x, self.rect.y, wide, self.rect.h).clip(old))
            paint.plate(screen.surface, self.rect, radius, self.stripe)
            screen.surface.set_clip(old)


class Rule(Widget):
    """A thin line between two parts."""

    focusable = False

    def __init__(self, colour: Colour = THEME.line) -> None:
        super().__init__()
        self.colour = colour

    def measure(self, screen: Screen, width: int) -> int:
        return max(1, screen.px(2))

    def draw(self, screen: Screen, look: Look) -> None:
        screen.surface.fill(self.colour, self.rect)


class Space(Widget):
    """Nothing, so high."""

    focusable = False

    def __init__(self, high: float) -> None:
        super().__init__()
        self.high = high

    def measure(self, screen: Screen, width: int) -> int:
        return screen.px(self.high)


class Picture(Widget):
    """A drawing made by a function of the screen and the rectangle; `high` gives the height for a width, real pixels."""

    focusable = False

    def __init__(self, make: Callable[[Screen, pygame.Rect], None], high: Callable[[Screen, int], int], words: str = "") -> None:
        super().__init__()
        self._make, self._high, self._words = make, high, words

    def words(self) -> str:
        return self._words

    def measure(self, screen: Screen, width: int) -> int:
        return self._high(screen, width)

    def draw(self, screen: Screen, look: Look) -> None:
        self._make(screen, self.rect)
