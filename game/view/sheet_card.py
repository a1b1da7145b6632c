"""The paper that was written on just now, as a card over the room of a replay: what stood and stands in the field, ringed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pygame

from game.entities.forms import FormState
from game.events import TICKS_PER_SECOND
from game.view import paint
from game.view.forms.paper import SIGN, WIDTH, Sheet, Spot
from game.view.screen import Screen
from game.view.theme import THEME

SHOWN_TICKS = 4 * TICKS_PER_SECOND
NARROW = 1400
"""Below that page width the switches of the replay reach over both rooms: names and cards stand lower, ui pixels."""
HIGH = 300
"""Most of the height, ui pixels."""
Marks = dict[tuple[str, str], tuple[object, ...]]


class SheetCard:
    """sheet_of: a paper laid out as it stands now."""

    def __init__(self, sheet_of: Callable[[str], Sheet]) -> None:
        self._sheet_of = sheet_of
        self._marks: Marks = {}
        self._tick = -1
        self._until = -1
        self._at: tuple[str, str] = ("", "")
        self._sheet: Sheet | None = None

    @property
    def shown(self) -> tuple[str, str]:
        """(paper, field) of what is shown, ("", "") for nothing."""
        return self._at if self._sheet is not None else ("", "")

    def follow(self, forms: Mapping[str, FormState], tick: int) -> None:
        """After each tick that is shown; a leap shows nothing until something is written."""
        if tick == self._tick:
            return
        near = self._tick <= tick <= self._tick + TICKS_PER_SECOND
        marks = _marks(forms)
        changed = [at for at, mark in marks.items() if self._marks.get(at) != mark] if near else []
        self._tick, self._marks = tick, marks
        if changed:
            self._at, self._until = changed[-1], tick + SHOWN_TICKS
            self._sheet = self._sheet_of(self._at[0])
        elif not near or tick > self._until:
            self._sheet = None

    def draw(self, screen: Screen, area: pygame.Rect) -> None:
        """Into the upper left of that part of the window, below its switches; nothing when nothing was written just now."""
        sheet = self._sheet
        if sheet is None:
            return
        spots = [spot for spot in sheet.spots if spot.address == self._at[1]]
        px = screen.px
        box = _around(spots, px) if spots else pygame.Rect(0, 0, px(WIDTH), px(HIGH))
        picture = sheet.picture
        cut = pygame.Rect(0, 0, min(picture.get_width(), area.w - px(48)), min(picture.get_height(), px(HIGH), area.h * 45 // 100))
        cut.center = box.center
        cut.clamp_ip(picture.get_rect())
        place = cut.move(area.x + px(24) - cut.x, area.y + px(84 if screen.vw >= NARROW else 148) - cut.y)
        paint.plate(screen.surface, place.inflate(px(12), px(12)), px(10), THEME.white, None, 0, px(10))
        screen.surface.blit(picture, place, cut)
        if spots:
            ring = box.move(place.x - cut.x, place.y - cut.y).inflate(px(10), px(6)).clip(place.inflate(px(10), px(10)))
            pygame.draw.rect(screen.surface, THEME.amber_deep, ring, max(2, px(4)), border_radius=px(8))


def _marks(forms: Mapping[str, FormState]) -> Marks:
    """What stands written: (paper, field) -> what would be another if it were written anew."""
    found: Marks = {}
    for thing, form in forms.items():
        for where, entry in form.entries.items():
            found[thing, where] = entry.text, len(entry.struck), entry.overwritten
        for line, by in form.signed.items():
            found[thing, f"{line}.initials"] = (*found.get((thing, f"{line}.initials"), ()), *by)
        if form.closed:
            found[thing, SIGN] = tuple(form.closed)
    return found


def _around(spots: list[Spot], px: Callable[[float], int]) -> pygame.Rect:
    """The box round all of them, real pixels of the paper."""
    boxes = [pygame.Rect(px(x0), px(y0), px(x1 - x0), px(y1 - y0)) for x0, y0, x1, y1 in (spot.box for spot in spots)]
    return boxes[0].unionall(boxes[1:])
