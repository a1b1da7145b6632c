"""Where one writes: the boxes on the paper, and a field for digits that knows a French keyboard."""

from __future__ import annotations

import pygame

from game.texts import t
from game.view import paint
from game.view.forms.paper import SIGN, Sheet, Spot
from game.view.screen import Screen
from game.view.theme import THEME
from game.view.widgets import Fired, Look, TextField, Widget

DIGIT_ROW = {pygame.KSCAN_1 + n: str((n + 1) % 10) for n in range(10)}
"""The row of digits by its place: on a French keyboard they are signs unless Shift is held."""
DIGITS_IN = ("time", "number", "date")
MOST_SIGNS = 20_000
"""A text of ten thousand signs is told to be too long; it is not cut behind one's back."""


class PaperView(Widget):
    """The picture of a sheet on the screen."""

    focusable = False

    def __init__(self, sheet: Sheet) -> None:
        super().__init__("paper")
        self.sheet = sheet

    def measure(self, screen: Screen, width: int) -> int:
        return screen.px(self.sheet.high)

    def draw(self, screen: Screen, look: Look) -> None:
        screen.surface.blit(self.sheet.picture, self.rect)


def words_for(spot: Spot, sheet: Sheet) -> str:
    """What a voice, and the title of the entry, calls a field."""
    if spot.address == SIGN or spot.spec is None:
        return t("forms.sign", sheet.screen.lang)
    name = sheet.field_name(spot.spec)
    number = next((n for n, line in enumerate(sheet.spec.lines, 1) if line.id == spot.line and line.id), 0)
    said = t("forms.of_point", sheet.screen.lang, n=number, field=name) if number else name
    return f"{said}: {sheet.choice_name(spot.spec, spot.choice)}" if spot.choice else said


class Box(Widget):
    """One box of a paper.  Its id is "at:<address>" or "at:<address>=<choice>"."""

    def __init__(self, sheet: Sheet, spot: Spot) -> None:
        super().__init__(f"at:{spot.address}={spot.choice}" if spot.choice else f"at:{spot.address}")
        self.sheet, self.spot = sheet, spot
        self.chosen = False

    def words(self) -> str:
        entry = self.sheet.state.entries.get(self.spot.address)
        return f"{words_for(self.spot, self.sheet)}. {entry.text if entry else ''}".strip(" .")

    def ring_radius(self, screen: Screen) -> int:
        return screen.px(4)

    def draw(self, screen: Screen, look: Look) -> None:
        if self.chosen:
            paint.plate(screen.surface, self.rect.inflate(-2, -2), screen.px(3), None, THEME.amber, max(2, screen.px(4)))
        elif look.hover:
            paint.plate(screen.surface, self.rect.inflate(-4, -4), screen.px(3), None, THEME.petrol, max(1, screen.px(2)))

    def activate(self) -> Fired | None:
        return Fired(self.id, self.spot)


class DigitField(TextField):
    """Digits without Shift, whatever the keyboard's language."""

    _pressed: tuple[int, int] = (0, 0)

    def key(self, event: pygame.Event) -> Fired | bool:
        if event.type == pygame.KEYDOWN:
            self._pressed = (event.scancode, event.mod)
        elif event.type == pygame.TEXTINPUT:
            scancode, mod = self._pressed
            self._pressed = (0, 0)
            digit = DIGIT_ROW.get(scancode)
            if digit and not event.text.isdigit() and not mod & (pygame.KMOD_SHIFT | pygame.KMOD_ALT | pygame.KMOD_CTRL):
                event = pygame.Event(pygame.TEXTINPUT, text=digit)
        return super().key(event)


def field_for(what: str, id: str, text: str, *, label: str, hint: str = "", error: str = "") -> TextField:
    """The field that fits what is written in it."""
    kind = DigitField if what in DIGITS_IN else TextField
    return kind(id, text, label=label, hint=hint, error=error, max_chars=MOST_SIGNS)
