"""A page that is one white card in the middle: contents that scroll when they must, buttons below that are always in sight."""

from __future__ import annotations

import pygame

from game.scenes.base import Context, FormScene
from game.view import stage, topbar
from game.view.screen import Screen
from game.view.theme import PAD
from game.view.widgets import Button, Column, Panel, Scroll, Widget, scrolled


def back_button(ctx: Context, screen: Screen) -> Button:
    """The way back, at the right end of the bar."""
    back = Button("back", ctx.t("ui.back"), style="quiet", height=44, weight="semibold")
    wide, high = back.natural(screen), max(44, screen.px(44))
    back.place(pygame.Rect(screen.width - wide - screen.px(12), (topbar.height(screen) - high) // 2, wide, high))
    return back


class CardScene(FormScene):
    """`fill` places the contents, `foot` gives the buttons, the one that leads on first; `head` says what stands on the bar."""

    wide = 1000
    """Width of the card, ui pixels of text, where the page has so many."""
    back = False
    """Whether the way back stands on the bar."""

    def fill(self, column: Column) -> None:
        """The contents."""

    def foot(self) -> list[Button]:
        """The buttons below, the most important first; it stands at the right."""
        return []

    def head(self) -> tuple[str, str, str]:
        """Place, what, pill of the bar."""
        return self.ctx.t("ui.game"), "", ""

    def build(self, screen: Screen) -> list[Widget]:
        bar = topbar.height(screen)
        page = pygame.Rect(0, bar, screen.width, screen.height - bar)
        roomy = screen.vw >= 1250
        area = page.inflate(-2 * screen.px(32 if roomy else 12), -2 * screen.px(24 if roomy else 10))
        area.w = min(area.w, screen.px(self.wide))
        area.centerx = page.centerx
        pad, above = (PAD + 8, PAD) if roomy else (PAD - 4, PAD - 12)
        inner = area.inflate(-2 * screen.px(pad), -2 * screen.px(above))
        buttons = self.foot()
        measured = Column(screen, inner.copy())
        measured.row(list(reversed(buttons)), align="right")
        under = measured.height + screen.px(20) if buttons else 0
        text = Column(screen, inner.copy())
        self.fill(text)
        high = min(text.height + screen.px(4), inner.h - under)
        card = Panel(shadow=14)
        card.place(pygame.Rect(area.x, area.y, area.w, high + under + 2 * screen.px(above)))
        card.rect.y += max(0, area.h - card.rect.h) // 4
        inner.y, inner.h = card.rect.y + screen.px(above), high
        below = Column(screen, pygame.Rect(inner.x, inner.bottom + screen.px(20), inner.w, 0))
        below.row(list(reversed(buttons)), align="right")
        old = next((w for w in self.form.widgets if isinstance(w, Scroll)), None)
        back = [back_button(self.ctx, screen)] if self.back else []
        return [card, scrolled(screen, "page", inner, self.fill, old), *buttons, *back]

    def backdrop(self, screen: Screen) -> None:
        stage.backdrop(screen)
        topbar.draw(screen, *self.head())
