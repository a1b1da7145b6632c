"""The short list of choices beside a thing: big labels, a digit before each, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.view import paint
from game.view.choices import Choice, grouped
from game.view.screen import Screen
from game.view.theme import BODY, THEME
from game.view.widgets import Button, Column, Fired, Form, Label, Panel, scrolled
from game.view.widgets.button import Style

DIGITS = {pygame.KSCAN_1 + n: n for n in range(9)} | {pygame.KSCAN_KP_1 + n: n for n in range(9)}
"""Keys by their place, so that the digit row works on AZERTY without Shift."""


class Numbered(Button):
    """A line of the list: its digit, then its words; further lines stand under the words."""

    def __init__(self, id: str, number: int, label: str) -> None:
        super().__init__(id, label, align="left", height=58)
        self.digit = str(number) if number <= len(DIGITS) // 2 else ""

    def _lead(self, screen: Screen) -> int:
        return screen.px(self.size * 1.1)

    def _draw_label(self, screen: Screen, style: Style) -> None:
        drawn = screen.text.line(self.digit, self.size, style.ink, self.weight)
        screen.surface.blit(drawn, (self.rect.x + self._pad(screen), self.rect.centery - drawn.get_height() // 2))
        super()._draw_label(screen, style)


class Ring:
    """An open list.  `handle` returns the chosen Choice, False when it was dismissed, None while it is open.

    thing: what its title names; keep_clear: what it does not cover where there is another place (words, the person)."""

    def __init__(
        self,
        title: str,
        found: Sequence[Choice],
        beside: pygame.Rect,
        thing: str = "",
        lang: str = "fr",
        keep_clear: Sequence[pygame.Rect] = (),
    ) -> None:
        self.title, self.beside, self.thing = title, beside, thing
        self.found = grouped(found, lang)
        self.keep_clear = list(keep_clear)
        self._screen: Screen | None = None
        self._top = 0
        self.form = Form()
        self._panel = Panel(shadow=16)

    def layout(self, screen: Screen, top: int) -> None:
        """Beside the thing where there is room; always whole on the screen, with a bar to scroll when it is long."""
        self._screen, self._top = screen, top
        pad = screen.px(14)
        head = Label(self.title, BODY, THEME.slate, weight="semibold")
        buttons = self._buttons()
        most = min(screen.width - 4 * pad, screen.px(640))
        wide = min(most, max([b.natural(screen) for b in buttons] + [screen.text.measure(self.title, BODY, "semibold")[0] + pad]))
        trial = Column(screen, pygame.Rect(0, 0, wide, 0), gap=8)
        self._fill(trial, buttons)
        head_high = head.measure(screen, wide)
        room = screen.height - top - 2 * screen.px(18)
        high = min(trial.height + head_high + 3 * pad, room)
        panel = pygame.Rect(0, 0, wide + 2 * pad + (screen.px(22) if high == room else 0), high)
        self._place(screen, panel, top)
        words = [each.top for each in self.keep_clear if each.centery > screen.height * 3 // 4 and each.colliderect(panel)]
        room = min(words, default=0) - top - 2 * screen.px(18)
        if words and room > screen.height // 3:
            # It would cover words that one wants to compare: shorter then, and to be scrolled.
            high = min(high, room)
            panel.size = wide + 2 * pad + screen.px(22), high
            self._place(screen, panel, top, room + 2 * screen.px(18))
        head.place(pygame.Rect(panel.x + pad, panel.y + pad, wide, head_high))
        area = pygame.Rect(panel.x + pad, panel.y + 2 * pad + head_high, panel.w - 2 * pad, high - head_high - 3 * pad)
        self._panel.place(panel)
        old = self.form
        self.form = Form([self._panel, head, scrolled(screen, "choices", area, self._fill)])
        self.form.adopt(old)

    def _buttons(self) -> list[Button]:
        return [Numbered(choice.id, n, choice.words(self.thing)) for n, choice in enumerate(self.found, 1)]

    def _fill(self, column: Column, buttons: Sequence[Button] | None = None) -> None:
        for button in buttons or self._buttons():
            column.add(button, gap=8)

    def _place(self, screen: Screen, panel: pygame.Rect, top: int, tall: int = 0) -> None:
        """Right or left of the thing, or of what shall stay clear, high or low: where it covers least of that."""
        gap = screen.px(18)
        room = screen.bounds.inflate(-gap, -gap)
        room.top, room.height = top + gap, (tall or screen.height - top) - 2 * gap
        clear = [self.beside, *self.keep_clear]
        best: tuple[int, int] | None = None
        for rect in clear:
            for left in (rect.right + gap, rect.left - gap - panel.w):
                for high in (self.beside.centery - panel.h // 2, room.top, *(each.top - gap - panel.h for each in self.keep_clear)):
                    tried = pygame.Rect(left, high, panel.w, panel.h).clamp(room)
                    covered = sum(each.clip(tried).w * each.clip(tried).h for each in clear)
                    far = abs(tried.centerx - self.beside.centerx) + abs(tried.centery - self.beside.centery)
                    if best is None or (covered, far) < best:
                        best = covered, far
                        panel.topleft = tried.topleft

    def focus_first(self) -> None:
        """For the keyboard: stand on the first choice."""
        if self.found:
            self.form.focus_on(self.found[0].id)
            self.form.by_keyboard = True

    def handle(self, event: pygame.Event) -> Choice | bool | None:
        """One event."""
        if event.type == pygame.KEYDOWN and event.scancode in DIGITS:
            n = DIGITS[event.scancode]
            return self._chosen(self.found[n]) if n < len(self.found) else None
        if event.type == pygame.KEYDOWN and event.key == pygame.K_ESCAPE:
            return False
        if event.type == pygame.MOUSEBUTTONDOWN and not self._panel.rect.collidepoint(event.pos):
            # The second half of a double click opened nothing and shuts nothing.
            return None if getattr(event, "clicks", 1) > 1 else False
        fired = self.form.handle(event)
        if isinstance(fired, Fired):
            return self._chosen(next((choice for choice in self.found if choice.id == fired.id), None))
        return None

    def _chosen(self, choice: Choice | None) -> Choice | None:
        """A group opens in place of the list; anything else is the answer."""
        if choice is None or not choice.members:
            return choice
        self.found = list(choice.members)
        if self._screen:
            keyboard = self.form.by_keyboard
            self.form = Form()
            self.layout(self._screen, self._top)
            if keyboard:
                self.focus_first()
        return None

    @property
    def rect(self) -> pygame.Rect:
        """Where it lies."""
        return self._panel.rect

    def draw(self, screen: Screen) -> None:
        """Paint it, with a thin line to its thing."""
        anchor = self.beside.center
        end = (
            self.rect.left if self.rect.left > anchor[0] else self.rect.right,
            min(max(anchor[1], self.rect.top + 20), self.rect.bottom - 20),
        )
        if not self.rect.collidepoint(anchor):
            pygame.draw.aaline(screen.surface, THEME.ink, anchor, end)
            paint.disc(screen.surface, anchor, max(3, screen.px(6)), THEME.white, THEME.ink, max(1.5, 2 * screen.s))
        self.form.draw(screen)
