"""A view onto something taller than itself: wheel, keys, a bar to drag; what gets the keyboard scrolls into sight."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.view import paint
from game.view.screen import Screen
from game.view.theme import THEME, Colour
from game.view.widgets.base import Fired, Form, Look, Widget

WHEEL = 90


class Scroll(Widget):
    """Its contents are laid out in window coordinates below its top edge; scrolling moves them."""

    focusable = False
    scrolls = True
    cursor = pygame.SYSTEM_CURSOR_ARROW

    def __init__(self, id: str, contents: Sequence[Widget], *, fade: Colour = THEME.white) -> None:
        super().__init__(id)
        self.contents = list(contents)
        self.offset = 0
        self._fade = fade
        self._unit = 1.0
        self._dragging = 0

    def children(self) -> Sequence[Widget]:
        return self.contents

    def settle(self, screen: Screen, offset: int = 0) -> None:
        """After its contents were placed from its top: remember the scale, scroll to `offset`."""
        self._unit = screen.s
        self.offset = 0
        self._to(offset)

    def shift(self, dy: int) -> None:
        super().shift(dy)
        for widget in self.contents:
            widget.shift(dy)

    @property
    def length(self) -> int:
        """Height of the contents, real pixels."""
        bottoms = [w.rect.bottom + self.offset for w in self.contents]
        return max(bottoms, default=self.rect.y) - self.rect.y

    @property
    def most(self) -> int:
        """How far it can scroll."""
        return self.length - self.rect.h + round(12 * self._unit) if self.length > self.rect.h else 0

    def _to(self, offset: int) -> None:
        offset = min(max(0, offset), self.most)
        for widget in self.contents:
            widget.shift(self.offset - offset)
        self.offset = offset

    def wheel(self, notches: float) -> None:
        """Scroll by the wheel."""
        self._to(self.offset - round(notches * WHEEL * self._unit))

    def page(self, key: int) -> None:
        """Scroll by a key."""
        step = self.rect.h - round(60 * self._unit)
        by = {pygame.K_PAGEUP: -step, pygame.K_PAGEDOWN: step, pygame.K_UP: -step // 4, pygame.K_DOWN: step // 4}
        if key == pygame.K_HOME:
            self._to(0)
        elif key == pygame.K_END:
            self._to(self.most)
        else:
            self._to(self.offset + by[key])

    def reveal(self, widget: Widget) -> None:
        """Bring one of the contents into sight; of one that is higher than the view what matters in it."""
        self.show(widget.rect if widget.rect.h <= self.rect.h else widget.sight())

    def show(self, rect: pygame.Rect) -> None:
        """Bring that place into sight (a row of a long list)."""
        margin = round(24 * self._unit)
        if rect.top - margin < self.rect.top:
            self._to(self.offset - (self.rect.top - rect.top) - margin)
        elif rect.bottom + margin > self.rect.bottom:
            self._to(self.offset + rect.bottom + margin - self.rect.bottom)

    def _bar(self) -> tuple[pygame.Rect, pygame.Rect]:
        wide = max(8, round(12 * self._unit))
        track = pygame.Rect(self.rect.right - wide, self.rect.y, wide, self.rect.h)
        high = max(round(50 * self._unit), round(self.rect.h * self.rect.h / max(1, self.length)))
        top = track.y + round((track.h - high) * self.offset / max(1, self.most))
        return track, pygame.Rect(track.x, top, wide, high)

    def grabs(self, pos: tuple[int, int]) -> bool:
        """Whether a press there takes the bar (a margin of 16 px makes it easy to hit)."""
        return self.most > 0 and self._bar()[0].inflate(32, 0).collidepoint(pos)

    def press(self, pos: tuple[int, int], clicks: int = 1) -> Fired | None:
        thumb = self._bar()[1]
        self._dragging = pos[1] - thumb.y if thumb.top <= pos[1] <= thumb.bottom else thumb.h // 2
        return self.drag(pos)

    def drag(self, pos: tuple[int, int]) -> Fired | None:
        track, thumb = self._bar()
        self._to(round((pos[1] - self._dragging - track.y) * self.most / max(1, track.h - thumb.h)))
        return None

    def click(self, pos: tuple[int, int]) -> Fired | None:
        return None

    def draw(self, screen: Screen, look: Look) -> None:
        self._unit = screen.s

    def paint_inside(self, form: Form, screen: Screen) -> None:
        """Called by the form: the contents, clipped, then the bar and a fading edge where more follows."""
        old = screen.surface.get_clip()
        screen.surface.set_clip(self._sight(screen).clip(old))
        for widget in self.contents:
            if widget.rect.bottom >= self.rect.top and widget.rect.top <= self.rect.bottom:
                form.paint(widget, screen)
        if self.most > 0:
            self._edges(screen)
            track, thumb = self._bar()
            paint.plate(screen.surface, track, track.w // 2, THEME.wall)
            paint.plate(screen.surface, thumb, thumb.w // 2, THEME.steel)
        screen.surface.set_clip(old)

    def _sight(self, screen: Screen) -> pygame.Rect:
        """What is drawn: a little more than its own place, so that a focus ring is whole wherever nothing scrolls away under it."""
        room = screen.px(12)
        top = self.rect.y - (0 if self.offset else room)
        bottom = self.rect.bottom + (0 if self.offset < self.most else room)
        return pygame.Rect(self.rect.x - room, top, self.rect.w + 2 * room, bottom - top)

    def _edges(self, screen: Screen) -> None:
        high = screen.px(40)
        for at_top, hidden in ((True, self.offset), (False, self.most - self.offset)):
            if hidden > 0:
                strip = _fade(self.rect.w, min(high, hidden), self._fade, at_top)
                y = self.rect.top if at_top else self.rect.bottom - strip.get_height()
                screen.surface.blit(strip, (self.rect.x, y))


def stands(form: Form) -> tuple[object, ...]:
    """Which form, and how its widgets stand: what has the keyboard or the pointer, how far a list is scrolled."""
    held = [widget.id if widget is not None else "" for widget in (form.focus, form.hover, form.down)]
    scrolled_to = [widget.offset for widget in form.widgets if isinstance(widget, Scroll)]
    return (*held, form.by_keyboard, *scrolled_to, form)


_fades: dict[tuple[int, int, Colour, bool], pygame.Surface] = {}


def _fade(width: int, height: int, colour: Colour, from_top: bool) -> pygame.Surface:
    key = (width, height, colour, from_top)
    if key not in _fades:
        if len(_fades) > 64:
            _fades.clear()
        strip = pygame.Surface((width, height), pygame.SRCALPHA)
        for y in range(height):
            part = 1 - y / height if from_top else (y + 1) / height
            strip.fill((*colour, round(255 * part)), pygame.Rect(0, y, width, 1))
        _fades[key] = strip
    return _fades[key]
