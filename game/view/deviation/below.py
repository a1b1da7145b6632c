"""Phone, logbook and report: always at hand at the bottom right."""

from __future__ import annotations

import pygame

from game.view.deviation.view import DeviationView
from game.view.screen import Screen
from game.view.widgets import Button, Form

BELOW = (("phone", "phone"), ("logbook", "log"), ("report", "form"))
"""Kind, sign."""


class Below:
    """The buttons and their places; while something else is open they stand aside."""

    def __init__(self) -> None:
        self.buttons: list[Button] = []
        self._places: list[pygame.Rect] = []

        self._back: Button | None = None
        """Steps back from what is seen from near; it stands alone then."""

    def layout(self, view: DeviationView, form: Form) -> None:
        """Place them, and hang them into the form of the bar; signs alone where the page is narrow."""
        self.buttons, self._places, self._back = [], [], None
        screen = view.screen
        x = screen.width - screen.px(18)
        for kind, icon in reversed(BELOW):
            if not view.seen.one(kind):
                continue
            words = view.t(f"deviation.tool_{kind}")
            button = Button(f"below.{kind}", words if screen.vw > 1200 else "", style="primary", icon=icon, height=60, spoken=words)
            wide = button.natural(screen)
            high = button.measure(screen, wide)
            x -= wide
            button.place(pygame.Rect(x, screen.height - high - screen.px(18), wide, high))
            x -= screen.px(10)
            self.buttons.insert(0, button)
            self._places.insert(0, button.rect.copy())
        form.widgets += self.buttons
        if view.seen.one("filler"):
            self._back = Button("below.back", "", style="primary", height=60)
            form.widgets.append(self._back)

    def show(self, screen: Screen, *, hidden: bool, near: bool = False, back: str = "", icon: str = "") -> list[pygame.Rect]:
        """Where they are in this frame.  near: something is seen from near; back, icon: of the one button that stands in their place
        then, "" for none."""
        width = screen.width
        if self._back is not None:
            self._back.label, self._back.icon = back, icon
            wide = self._back.natural(screen)
            high = self._back.measure(screen, wide)
            shown = back and not hidden
            self._back.focusable = bool(shown)
            x = width - screen.px(18) - wide if shown else 4 * width
            self._back.rect = pygame.Rect(x, screen.height - high - screen.px(18), wide, high)
        hidden = hidden or near
        for button, place in zip(self.buttons, self._places, strict=True):
            button.focusable = not hidden
            button.rect = place.move(3 * width, 0) if hidden else place
        return [button.rect for button in (*self.buttons, *((self._back,) if self._back else ()))]

    @property
    def left(self) -> int | None:
        """Where they begin, None without any."""
        return min((place.x for place in self._places), default=None)
