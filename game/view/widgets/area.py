"""A text of several lines to write: as high as it needs to be, wrapped at words, everything else as in a field of one line."""

from __future__ import annotations

import pygame

from game.view import paint
from game.view.screen import Screen
from game.view.theme import BODY, THEME
from game.view.widgets.base import Fired, Look, target
from game.view.widgets.field import TextField

LEADING = 1.3


class TextArea(TextField):
    """Fires like TextField, of which it has all keys; Up and Down go from line to line and leave it at its edges.

    It may want another height after a change: who laid it out asks `measure` and lays out again."""

    def __init__(self, id: str, text: str = "", *, label: str = "", hint: str = "", error: str = "", max_chars: int = 600,
                 size: float = BODY, enabled: bool = True) -> None:  # fmt: skip
        super().__init__(id, text, label=label, hint=hint, error=error, max_chars=max_chars, size=size, enabled=enabled)
        self._kept: tuple[tuple[object, ...], list[tuple[int, int]]] = ((), [])

    def _pads(self, screen: Screen) -> tuple[int, int]:
        return screen.px(14), screen.px(11)

    def _spans(self, screen: Screen, width: int) -> list[tuple[int, int]]:
        """(first character, after the last one) of each line at that width of the whole box, real pixels."""
        key = (self.line.text, self.composing, width, screen.s)
        if self._kept[0] != key:
            self._kept = (key, wrapped(self.line.text, screen.text.font(self.size), width - 2 * self._pads(screen)[0] - 4))
        return self._kept[1]

    def _box_high(self, screen: Screen, width: int) -> int:
        lines = len(self._spans(screen, width))
        return max(target(screen, 48), lines * screen.text.line_height(self.size, LEADING) + 2 * self._pads(screen)[1])

    def measure(self, screen: Screen, width: int) -> int:
        under = self._under(screen, width)
        return self._label_high(screen) + self._box_high(screen, width) + (under.get_height() + screen.px(6) if under else 0)

    def box(self, screen: Screen) -> pygame.Rect:
        """The rectangle one writes in."""
        return pygame.Rect(self.rect.x, self.rect.y + self._label_high(screen), self.rect.w, self._box_high(screen, self.rect.w))

    def _draw_text(self, screen: Screen, box: pygame.Rect) -> None:
        (left, top), step = self._pads(screen), screen.text.line_height(self.size, LEADING)
        font, ink = screen.text.font(self.size), THEME.ink if self.enabled else THEME.slate
        first, last = self.line.selection
        row = self._row(screen)
        old = screen.surface.get_clip()
        screen.surface.set_clip(box.inflate(-4, -4).clip(old))
        for n, (start, end) in enumerate(self._spans(screen, self.rect.w)):
            x, y = box.x + left, box.y + top + n * step
            if self._active and first < end and last > start:
                a, b = (font.size(self.line.text[start : min(max(at, start), end)])[0] for at in (first, last))
                screen.surface.fill(THEME.glass, pygame.Rect(x + a, y, b - a, step))
            shown = self.line.text[start:end]
            if n == row and self.composing:
                at = self.line.caret - start
                shown = shown[:at] + self.composing + shown[at:]
            if shown:
                screen.surface.blit(font.render(shown, True, ink), (x, y))
            if self._active and n == row:
                at = x + font.size(self.line.text[start : self.line.caret] + self.composing)[0]
                screen.surface.fill(THEME.petrol, pygame.Rect(at, y + 1, max(2, screen.px(3)), step - 2))
        screen.surface.set_clip(old)

    def _row(self, screen: Screen) -> int:
        """The line with the caret."""
        spans = self._spans(screen, self.rect.w)
        return max((n for n, (start, _) in enumerate(spans) if start <= self.line.caret), default=0)

    def _at(self, screen: Screen, row: int, x: int) -> int:
        """The character of a line that is nearest to x pixels from its start."""
        start, end = self._spans(screen, self.rect.w)[row]
        font = screen.text.font(self.size)
        return min(range(start, end + 1), key=lambda at: abs(font.size(self.line.text[start:at])[0] - x))

    def press(self, pos: tuple[int, int], clicks: int = 1) -> Fired | None:
        if self._screen is not None and clicks == 1:
            self.line.move(self._under_pointer(self._screen, pos))
            return None
        return super().press(pos, clicks)

    def drag(self, pos: tuple[int, int]) -> Fired | None:
        if self._screen is not None:
            self.line.move(self._under_pointer(self._screen, pos), select=True)
        return None

    def _under_pointer(self, screen: Screen, pos: tuple[int, int]) -> int:
        box, (left, top) = self.box(screen), self._pads(screen)
        row = (pos[1] - box.y - top) // screen.text.line_height(self.size, LEADING)
        return self._at(screen, min(max(row, 0), len(self._spans(screen, self.rect.w)) - 1), pos[0] - box.x - left)

    def key(self, event: pygame.Event) -> Fired | bool:
        if event.type == pygame.KEYDOWN and event.key in (pygame.K_UP, pygame.K_DOWN) and self.enabled and self._screen is not None:
            screen, row = self._screen, self._row(self._screen)
            to = row + (1 if event.key == pygame.K_DOWN else -1)
            spans = self._spans(screen, self.rect.w)
            if not 0 <= to < len(spans):
                return False
            x = screen.text.font(self.size).size(self.line.text[spans[row][0] : self.line.caret])[0]
            self.line.move(self._at(screen, to, x), bool(event.mod & pygame.KMOD_SHIFT))
            return True
        return super().key(event)

    def draw(self, screen: Screen, look: Look) -> None:
        super().draw(screen, look)
        if self.error:
            box = self.box(screen)
            paint.plate(screen.surface, pygame.Rect(box.x, box.y, screen.px(8), box.h), screen.px(4), THEME.red)


def wrapped(text: str, font: pygame.font.Font, width: int) -> list[tuple[int, int]]:
    """Where the lines of a text begin and end at that width, in characters; a space at the break belongs to the line before it."""
    spans, start = list[tuple[int, int]](), 0
    while font.size(text[start:])[0] > width and len(text) - start > 1:
        low, high = start + 1, len(text)
        while low < high:  # the most characters that fit
            middle = (low + high + 1) // 2
            low, high = (middle, high) if font.size(text[start:middle])[0] <= width else (low, middle - 1)
        space = text.rfind(" ", start, low + 1)
        end = space + 1 if space > start else low
        spans.append((start, end))
        start = end
    return [*spans, (start, len(text))]
