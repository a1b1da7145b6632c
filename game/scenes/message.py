"""A short message over whatever is there: what happened, what it means, one to three answers."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.scenes.base import FormScene
from game.scenes.stack import Pop, Transition
from game.view import paint
from game.view.screen import Screen
from game.view.theme import BODY, HEAD, PAD, THEME
from game.view.widgets import Button, Column, Fired, Label, Panel, Widget, scrolled


class MessageScene(FormScene):
    """Comes back with the id of the answer; Escape gives the last one."""

    overlay = True

    def __init__(self, title: str, lines: Sequence[str], answers: Sequence[tuple[str, str, str]], *, icon: str = "") -> None:
        """answers: (id, label, button style), the first being the one that Enter takes."""
        super().__init__()
        self.title, self.lines, self.answers, self.icon = title, list(lines), list(answers), icon
        self.default = self.first_focus = self.answers[0][0]
        self.cancel = self.answers[-1][0]

    def build(self, screen: Screen) -> list[Widget]:
        pad = screen.px(PAD + 8)
        wide = min(screen.width - screen.px(48), screen.px(860))
        inner = wide - 2 * pad
        foot = Column(screen, pygame.Rect(0, 0, inner, 0))
        buttons = [Button(name, label, style=style, height=64) for name, label, style in self.answers]
        foot.row(buttons, align="right")
        body = Column(screen, pygame.Rect(0, 0, inner, 0))
        self._fill(body)
        most = screen.height - screen.px(32) - 2 * pad - foot.height - screen.px(28)
        high = min(body.height + screen.px(4), most)
        panel = Panel(shadow=18)
        panel.place(pygame.Rect(0, 0, wide, high + foot.height + screen.px(28) + 2 * pad))
        panel.rect.center = screen.bounds.center
        area = pygame.Rect(panel.rect.x + pad, panel.rect.y + pad, inner, high)
        text = scrolled(screen, "text", area, self._fill)
        foot = Column(screen, pygame.Rect(area.x, area.bottom + screen.px(28), inner, 0))
        foot.row(buttons, align="right")
        return [panel, text, *buttons]

    def _fill(self, column: Column) -> None:
        column.add(Label(self.title, HEAD, weight="bold", icon=self.icon))
        for line in self.lines:
            column.add(Label(line, BODY, THEME.ink))

    def backdrop(self, screen: Screen) -> None:
        paint.veil(screen.surface, 150)

    def enter(self) -> Transition | None:
        self.ctx.speak(self.spoken())
        return None

    def on(self, fired: Fired) -> Transition | None:
        return Pop(fired.id)
