"""The short list of choices beside a thing: big labels, a digit before each, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.view import paint
from game.view.choices import Choice
from game.view.screen import Screen
from game.view.theme import BODY, THEME
from game.view.widgets import Button, Column, Fired, Form, Label, Panel, scrolled

DIGITS = {pygame.KSCAN_1 + n: n for n in range(9)} | {pygame.KSCAN_KP_1 + n: n for n in range(9)}
"""Keys by their place, so that the digit row works on AZERTY without Shift."""


class Ring:
    """An open list.  `handle` returns the chosen Choice, False when it was dismissed, None while it is open."""

    def __init__(self, title: str, found: Sequence[Choice], beside: pygame.Rect) -> None:
        self.title, self.found, self.beside = title, list(found), beside
        self.form = Form()
        self._panel = Panel(shadow=16)

    def layout(self, screen: Screen, top: int) -> None:
        """Beside the thing where there is room; always whole on the screen, with a bar to scroll when it is long."""
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
        head.place(pygame.Rect(panel.x + pad, panel.y + pad, wide, head_high))
        area = pygame.Rect(panel.x + pad, panel.y + 2 * pad + head_high, panel.w - 2 * pad, high - head_high - 3 * pad)
        self._panel.place(panel)
        old = self.form
        self.form = Form([self._panel, head, scrolled(screen, "choices", area, self._fill)])
        self.form.adopt(old)

    def _buttons(self) -> list[Button]:
        labels = [f"{n}  {choice.label}" if n <= len(DIGITS) // 2 else choice.label for n, choice in enumerate(self.found, 1)]
        return [Button(choice.id, label, align="left", height=58) for choice, label in zip(self.found, labels, strict=True)]

    def _fill(self, column: Column, buttons: Sequence[Button] | None = None) -> None:
        for button in buttons or self._buttons():
            column.add(button, gap=8)

    def _place(self, screen: Screen, panel: pygame.Rect, top: int) -> None:
        gap = screen.px(18)
        panel.centery = self.beside.centery
        panel.left = self.beside.right + gap
        if panel.right > screen.width - gap:
            panel.right = self.beside.left - gap
        room = screen.bounds.inflate(-gap, -gap)
        room.top, room.height = top + gap, screen.height - top - 2 * gap
        panel.clamp_ip(room)

    def focus_first(self) -> None:
        """For the keyboard: stand on the first choice."""
        if self.found:
            self.form.focus_on(self.found[0].id)
            self.form.by_keyboard = True

    def handle(self, event: pygame.Event) -> Choice | bool | None:
        """One event."""
        if event.type == pygame.KEYDOWN and event.scancode in DIGITS:
            n = DIGITS[event.scancode]
            return self.found[n] if n < len(self.found) else None
        if event.type == pygame.KEYDOWN and event.key == pygame.K_ESCAPE:
            return False
        if event.type == pygame.MOUSEBUTTONDOWN and not self._panel.rect.collidepoint(event.pos):
            return False
        fired = self.form.handle(event)
        if isinstance(fired, Fired):
            return next((choice for choice in self.found if choice.id == fired.id), None)
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
