"""A page of the process screen on the window: what stands still is kept, what goes along with the process is painted where it changed."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from functools import partial

import pygame

from game.view.deviation.view import DeviationView
from game.view.layers import Item, Layers
from game.view.process.mimic import Mimic
from game.view.process.trends import FLAG, BigTrend, Trend
from game.view.theme import Colour
from game.view.widgets import Form, Panel, Widget, stands

WALL: Colour = (0xDD, 0xE7, 0xEA)
GAP = 12
"""Between the screen and the strip of the room beside it."""
LIVE = (Mimic, Trend, BigTrend)
"""Widgets that go along with the process."""
RING, SHADOW = 12, 30
"""So far beyond its place a widget may paint where the keyboard stands on it, and a ground its shadow, ui pixels."""


class Glass:
    """Paints a form over the wall at the left of that strip."""

    def __init__(self, view: DeviationView) -> None:
        self.view = view
        self._layers = Layers()
        self._ground: Hashable = None
        self._still: dict[int, Item] = {}
        """Widgets that stay as they are as long as the page does."""

    def draw(self, form: Form, area: pygame.Rect, key: Hashable, head: Sequence[Item], *, kept: bool) -> None:
        """area: of the page; key: what its widgets depend on; head: what is laid over them; kept: it has a strip beside it and nothing
        that is typed."""
        surface, room = self.view.surface, self.view.room
        wall = pygame.Rect(0, room.y, area.right + self.view.screen.u(GAP), room.h)
        if kept:
            ground = key, stands(form)
            if ground != self._ground:
                self._ground, self._still = ground, {}
            self._layers.draw(surface, wall, ground, [Item("wall", (), wall, partial(_fill, self.view, wall)), *self._items(form), *head])
            return
        _fill(self.view, wall)
        form.draw(self.view.screen)
        for item in head:
            item.paint()

    def _items(self, form: Form) -> Iterator[Item]:
        """Its widgets."""
        for n, widget in enumerate(form.widgets):
            if isinstance(widget, Mimic) and widget is not form.focus:
                yield from widget.items(self.view.screen)
            elif isinstance(widget, LIVE):
                yield self._item(form, n, widget)
            else:
                if n not in self._still:
                    self._still[n] = self._item(form, n, widget)
                yield self._still[n]

    def _item(self, form: Form, n: int, widget: Widget) -> Item:
        """One that the keyboard stands on is one thing with its ring."""
        screen, live = self.view.screen, isinstance(widget, LIVE)
        held = widget in (form.focus, form.hover)
        rim = 2 * screen.px(SHADOW if isinstance(widget, Panel) else RING if held or not live else 0)
        box = widget.rect.inflate(rim, rim)
        if isinstance(widget, Trend | BigTrend) and widget.tag in widget.marks:
            box = box.union(widget.rect.move(0, -screen.px(FLAG)))
        hides = widget.rect.inflate(-2 * screen.px(widget.radius), -2 * screen.px(widget.radius)) if isinstance(widget, Panel) else None
        key = widget.shows() if isinstance(widget, LIVE) else ()
        return Item(f"{n}", key, box, partial(form.paint, widget, screen), live, hides)


def _fill(view: DeviationView, wall: pygame.Rect) -> None:
    view.surface.fill(WALL, wall)
