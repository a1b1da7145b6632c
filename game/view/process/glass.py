"""A page of the process screen on the window: what stands still is kept, what goes along with the process is painted over it."""

from __future__ import annotations

from collections.abc import Hashable

import pygame

from game.view.deviation.view import DeviationView
from game.view.layers import Kept
from game.view.process.mimic import Mimic
from game.view.process.trends import BigTrend, Trend
from game.view.theme import Colour
from game.view.widgets import Form, Scroll

WALL: Colour = (0xDD, 0xE7, 0xEA)
GAP = 12
"""Between the screen and the strip of the room beside it."""


class Glass:
    """Paints a form over the wall at the left of that strip."""

    def __init__(self, view: DeviationView) -> None:
        self.view = view
        self._ground = Kept()

    def draw(self, form: Form, area: pygame.Rect, key: Hashable, *, kept: bool) -> None:
        """area: of the page; key: what its widgets depend on; kept: it has a strip beside it and nothing that is typed."""
        screen, room = self.view.screen, self.view.room
        wall = pygame.Rect(0, room.y, area.right + screen.u(GAP), room.h)
        if not kept:
            screen.surface.fill(WALL, wall)
            form.draw(screen)
            return
        stands = _stands(form)
        self._ground.draw(screen.surface, wall, (key, stands), lambda: self._still(form, wall))
        for widget in form.widgets:
            if isinstance(widget, Mimic | Trend):
                widget.beneath = stands
            if isinstance(widget, Mimic | Trend | BigTrend):
                form.paint(widget, screen)

    def _still(self, form: Form, wall: pygame.Rect) -> None:
        """Wall and frame, and all widgets but those whose picture goes along with the process."""
        self.view.screen.surface.fill(WALL, wall)
        for widget in form.widgets:
            if not isinstance(widget, Mimic | Trend | BigTrend):
                form.paint(widget, self.view.screen)


def _stands(form: Form) -> tuple[object, ...]:
    """How its widgets stand: what has the keyboard or the pointer, how far a list is scrolled."""
    held = [widget.id if widget is not None else "" for widget in (form.focus, form.hover, form.down)]
    scrolled_to = [widget.offset for widget in form.widgets if isinstance(widget, Scroll)]
    return (*held, form.by_keyboard, *scrolled_to, id(form))
