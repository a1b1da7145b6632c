"""Placing widgets: one under the other, or side by side as long as they fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pygame

from game.view.screen import Screen
from game.view.theme import GAP
from game.view.widgets.base import Widget
from game.view.widgets.scroll import Scroll


class Column:
    """Places widgets downwards in a strip of the window (real pixels); `y` is where the next one goes."""

    def __init__(self, screen: Screen, area: pygame.Rect, gap: float = GAP) -> None:
        self.screen, self.area, self.gap = screen, area, gap
        self.y = area.y
        self.placed: list[Widget] = []

    def add(self, widget: Widget, gap: float | None = None, width: int | None = None, align: str = "left") -> Widget:
        """The next widget, as high as it needs.  gap: ui pixels before it (none before the first)."""
        self._before(gap)
        wide = min(width or self.area.w, self.area.w)
        x = {"left": self.area.x, "centre": self.area.centerx - wide // 2, "right": self.area.right - wide}[align]
        widget.place(pygame.Rect(x, self.y, wide, widget.measure(self.screen, wide)))
        self.y = widget.rect.bottom
        self.placed.append(widget)
        return widget

    def _before(self, gap: float | None) -> None:
        if self.placed:
            self.y += self.screen.px(self.gap if gap is None else gap)

    def row(self, widgets: Sequence[Widget], gap: float | None = None, between: float = 14, align: str = "left") -> None:
        """Side by side at their natural widths, going on to further lines when they do not fit."""
        self._before(gap)
        lines: list[list[Widget]] = [[]]
        used, space = 0, self.screen.px(between)
        for widget in widgets:
            wide = min(widget.natural(self.screen), self.area.w)
            if lines[-1] and used + space + wide > self.area.w:
                lines.append([])
                used = 0
            used += wide + (space if lines[-1] else 0)
            lines[-1].append(widget)
        for at, line in enumerate(lines):
            if at:
                self.y += self.screen.px(between)
            self._line(line, space, align)

    def _line(self, line: list[Widget], space: int, align: str) -> None:
        wides = [min(w.natural(self.screen), self.area.w) for w in line]
        high = max((w.measure(self.screen, wide) for w, wide in zip(line, wides, strict=True)), default=0)
        total = space * max(0, len(line) - 1)
        for wide in wides:
            total += wide
        x = {"left": self.area.x, "centre": self.area.centerx - total // 2, "right": self.area.right - total}[align]
        for widget, wide in zip(line, wides, strict=True):
            own = high if widget.focusable else widget.measure(self.screen, wide)  # words stand at the middle of what they are beside
            widget.place(pygame.Rect(x, self.y + (high - own) // 2, wide, own))
            x += wide + space
        self.placed.extend(line)
        self.y += high

    def split(self, widgets: Sequence[Widget], gap: float | None = None, between: float = 14) -> None:
        """Side by side in equal shares, all as high as the highest; one under the other when one would not fit its share."""
        n = len(widgets)
        each = (self.area.w - self.screen.px(between) * (n - 1)) // n
        if any(w.natural(self.screen) > each for w in widgets):
            for at, widget in enumerate(widgets):
                self.add(widget, gap if at == 0 else between)
            return
        self._before(gap)
        high = max(w.measure(self.screen, each) for w in widgets)
        for at, widget in enumerate(widgets):
            widget.place(pygame.Rect(self.area.x + at * (each + self.screen.px(between)), self.y, each, high))
        self.placed.extend(widgets)
        self.y += high

    @property
    def height(self) -> int:
        """Real pixels used so far."""
        return self.y - self.area.y


def scrolled(
    screen: Screen, id: str, area: pygame.Rect, fill: Callable[[Column], None], old: Scroll | None = None, pad: float = 0
) -> Scroll:
    """A scroll area whose contents `fill(column)` places; its width leaves room for the bar when that is needed."""
    inner = area.inflate(-2 * screen.px(pad), 0) if pad else area.copy()
    column = Column(screen, inner)
    fill(column)
    if column.height > area.h:
        inner = pygame.Rect(inner.x, inner.y, inner.w - screen.px(28), inner.h)
        column = Column(screen, inner)
        fill(column)
    scroll = Scroll(id, column.placed)
    scroll.place(area)
    scroll.settle(screen, old.offset if old else 0)
    return scroll
