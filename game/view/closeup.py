"""Close-ups: what opens by itself when one looks closer, and closes by itself.  A picture on the left, choices on the right.

Each close-up keeps nothing of the run: it draws what the room holds, and its choices are those of the room.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import pygame

from game.view import paint, topbar
from game.view.choices import Choice
from game.view.hud import focus_mark, name_tag
from game.view.looks import look_of
from game.view.looks.base import RoomView
from game.view.ring import DIGITS
from game.view.screen import Screen
from game.view.theme import BODY, HEAD, LEAD, THEME, Colour
from game.view.widgets import Button, Column, Fired, Form, Label, Panel, Widget, scrolled

BACK = "back"


class Spot(Widget):
    """A part of a picture that the keyboard can stand on and the pointer can find; it paints nothing of its own."""

    def __init__(self, id: str, label: str, mark: pygame.Rect) -> None:
        super().__init__(id)
        self.label, self.mark = label, mark

    def words(self) -> str:
        return self.label


@lru_cache(6)
def ground(size: tuple[int, int], top: Colour, bottom: Colour) -> pygame.Surface:
    """The ground of a picture."""
    sheet = paint.gradient(size, top, bottom)
    return sheet.convert() if pygame.display.get_surface() else sheet


class CloseUp:
    """Base of all.  `picture` is where it draws, real pixels."""

    kind = ""
    brief = True
    """Any act but a word about it shuts it: one wants to see the room again."""
    tones: tuple[Colour, Colour] = ((0xF3, 0xF6, 0xF6), (0xDD, 0xE6, 0xE9))
    """Of the picture's ground, top and bottom."""
    note = ""
    """What the coach says, where the mode has one."""

    def __init__(self, view: RoomView, thing: str) -> None:
        self.view, self.thing = view, thing
        self.found: list[Choice] = []
        self.watching = False
        """The expert acts: no list of choices."""
        self.form = Form()
        self.box = pygame.Rect(0, 0, 0, 0)
        self.picture = pygame.Rect(0, 0, 0, 0)

    # --- what each one is ------------------------------------------------------------------------------------------------

    def stays(self) -> bool:
        """Whether there is still a reason for it to be open."""
        seen = self.view.seen
        return seen.has(self.thing) and abs(seen.thing(self.thing).x - seen.x) < 1.5

    def title(self) -> str:
        """What it shows."""
        thing = self.view.seen.thing(self.thing)
        return look_of(thing.kind).name(self.view, thing)

    def facts(self) -> list[str]:
        """Lines under the title."""
        return []

    def belongs(self, choice: Choice) -> bool:
        """Whether a choice of the room is offered here."""
        return self.thing in choice.at and choice.verb != "look" and not choice.far

    def paint(self) -> None:
        """The picture."""

    def pointed(self, pos: tuple[int, int]) -> Choice | None:
        """A click on the picture: the choice it stands for."""
        return None

    def world(self, pos: tuple[int, int]) -> tuple[float, float] | None:
        """A point of the picture in room metres, where the pointer leads a hand here."""
        return None

    def state_key(self, found: Sequence[Choice]) -> tuple[str, ...]:
        """What its widgets depend on: when this changes it is laid out again."""
        return (self.note, *(f"{c.id}/{c.label}" for c in found if self.belongs(c)))

    def over(self) -> None:
        """What is drawn over the picture, outside its clip: names of its parts under the pointer or the keyboard."""
        form = self.form
        for widget in form.widgets:
            if isinstance(widget, Spot) and (widget is form.hover or (form.by_keyboard and widget is form.focus)):
                focus_mark(self.view.screen, widget.mark)
                name_tag(self.view.screen, widget.label, widget.mark, self.picture.top)

    # --- layout ----------------------------------------------------------------------------------------------------------

    def layout(self, found: Sequence[Choice]) -> None:
        """Place everything; called when the window, the choices or the state change."""
        screen = self.view.screen
        self.found = [] if self.watching else [choice for choice in found if self.belongs(choice)]
        top = topbar.height(screen)
        gap = screen.px(24)
        self.box = pygame.Rect(gap, top + gap, screen.width - 2 * gap, screen.height - top - 2 * gap)
        if screen.vw >= 1500:
            most = screen.px(1560), screen.px(860)
            self.box = pygame.Rect(0, 0, min(self.box.w, most[0]), min(self.box.h, most[1]))
            self.box.center = screen.width // 2, (screen.height + top) // 2
        share = 0.60 if screen.vw >= 1500 else 0.46
        pad = screen.px(22)
        self.picture = pygame.Rect(self.box.x + pad, self.box.y + pad, round(self.box.w * share) - pad, self.box.h - 2 * pad)
        side = pygame.Rect(self.picture.right + pad, self.box.y + pad, self.box.right - self.picture.right - 2 * pad, self.box.h - 2 * pad)
        old = self.form
        self.form = Form(self._widgets(screen, side), cancel=BACK)
        self.form.adopt(old)

    def _widgets(self, screen: Screen, side: pygame.Rect) -> list[Widget]:
        panel = Panel(shadow=18)
        panel.place(self.box)
        back = Button(BACK, self.view.t("room.back"), height=58, align="centre")
        high = back.measure(screen, side.w)
        back.place(pygame.Rect(side.x, side.bottom - high, side.w, high))
        area = pygame.Rect(side.x, side.y, side.w, side.h - high - screen.px(14))
        if self.watching:
            return [panel, scrolled(screen, "side", side, self._fill)]
        return [panel, scrolled(screen, "side", area, self._fill), back]

    def _fill(self, column: Column) -> None:
        self.told(column)
        for n, choice in enumerate(self.found, 1):
            column.add(Button(choice.id, f"{n}  {choice.label}", align="left", height=62), gap=22 if n == 1 else 10)

    def told(self, column: Column) -> None:
        """Its name, facts about it, and what the coach says; large text leaves room for the choices."""
        wide = column.screen.vw >= 1500
        column.add(Label(self.title(), HEAD if wide else LEAD, weight="bold"))
        for fact in self.facts():
            column.add(Label(fact, LEAD if wide else BODY, THEME.ink), gap=10 if wide else 4)
        if self.note and (wide or not self.found):
            column.add(Label(self.note, BODY, THEME.petrol, weight="semibold", icon="hand"), gap=16)

    # --- events and drawing ----------------------------------------------------------------------------------------------

    def handle(self, event: pygame.Event) -> Choice | str | None:
        """One event: a choice, BACK, or nothing."""
        if event.type == pygame.KEYDOWN and event.scancode in DIGITS:
            n = DIGITS[event.scancode]
            return self.found[n] if n < len(self.found) else None
        if event.type == pygame.MOUSEBUTTONUP and event.button == 1 and self.picture.collidepoint(event.pos):
            chosen = self.pointed(event.pos)
            if chosen:
                return chosen
        fired = self.form.handle(event)
        if isinstance(fired, Fired):
            if fired.id == BACK:
                return BACK
            return self.fired(fired.id)
        return None

    def fired(self, name: str) -> Choice | str | None:
        """What a widget of its own stands for: a choice, or the key of something to say."""
        return next((choice for choice in self.found if choice.id == name), None)

    def draw(self) -> None:
        """Paint it over the room."""
        screen = self.view.screen
        self.form.draw(screen)
        kept = screen.surface.get_clip()
        screen.surface.set_clip(self.picture)
        screen.surface.blit(ground(self.picture.size, *self.tones), self.picture)
        self.paint()
        screen.surface.set_clip(kept)
        paint.plate(screen.surface, self.picture, screen.px(12), None, THEME.steel, max(1.0, 2 * screen.s))
        self.over()

    # --- lettering inside pictures ---------------------------------------------------------------------------------------

    def letter(self, text: str, rect: pygame.Rect, size: float, weight: str = "semibold", colour: tuple[int, int, int] = THEME.ink) -> None:
        """One line in a box, as large as it fits, left aligned."""
        screen = self.view.screen
        size = screen.text.fit(text, rect.w, size, weight, least=12)
        screen.text.draw(text, (rect.x, rect.centery), size, colour, weight, "midleft")
