"""Close-ups: what opens by itself when one looks closer, and closes by itself.  A picture on the left, choices on the right.

Each close-up keeps nothing of the run: it draws what the room holds, and its choices are those of the room.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
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
ANEW_FRAMES = 30
"""So long after a button has changed its meaning, a second click at the same place is not taken for a wish."""
TIGHT = (1.0, 0.84, 0.72)
"""How close the buttons of a list may stand, so that it never has to be scrolled by a hair."""
MORE = "more"
ASIDE = ("put", "drop", "declare", "take_off", "unfasten", "let_go", "hasty")
"""Verbs that a picture is not about: the first to go behind a line of their own when a list becomes too long."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of a picture that a click acts on.  label: what it does, told under the pointer; own: a deed of the picture itself."""

    rect: pygame.Rect
    label: str
    choice: Choice | None = None
    own: str = ""


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
    share = 0.46
    """Of its width for the picture, where letters are large."""
    brief = True
    """Any act but a word about it shuts it: one wants to see the room again."""
    tones: tuple[Colour, Colour] = ((0xF3, 0xF6, 0xF6), (0xDD, 0xE6, 0xE9))
    """Of the picture's ground, top and bottom."""
    note = ""
    """What the coach says, where the mode has one."""
    wanted = ""
    """The choice that the coach speaks of: it goes behind no line."""
    why = "room.why_only_look"
    """Key of what a click on nothing answers."""
    tight = 1.0

    def __init__(self, view: RoomView, thing: str) -> None:
        self.view, self.thing = view, thing
        self.found: list[Choice] = []
        """Its choices, whether the list shows them or has them behind a line."""
        self.listed: list[Choice] = []
        """The lines of the list."""
        self._offered: Sequence[Choice] = ()
        self.within = ""
        """The id of the line that was opened; "" for the list itself."""
        self.watching = False
        """The expert acts: no list of choices."""
        self.form = Form()
        self._pointer: tuple[int, int] = (-1, -1)
        self._pressed = False
        self._last: object = None
        """Where the last act came from: a place of the pointer, a widget's id, a digit."""
        self._anew: dict[str, int] = {}
        """Choices whose button means something new, and since which frame."""
        self.panel = Panel(shadow=18)
        """Its ground: drawn with the room behind it, not in every frame."""
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

    def zones(self) -> list[Zone]:
        """The parts of the picture that can be acted on."""
        return []

    def zone_at(self, pos: tuple[int, int]) -> Zone | None:
        """The smallest of them at a point."""
        here = [zone for zone in self.zones() if zone.rect.collidepoint(pos)]
        return min(here, key=lambda zone: zone.rect.w * zone.rect.h, default=None)

    def pointed(self, pos: tuple[int, int]) -> Choice | str | None:
        """A click on the picture: the choice it stands for, or the key of why it does nothing."""
        zone = self.zone_at(pos)
        if zone is None:
            return self.why
        if zone.own:
            self.do_own(zone.own)
        return zone.choice

    def do_own(self, name: str) -> None:
        """A deed of the picture itself, no act in the room."""

    def relabel(self, choice: Choice) -> str:
        """A choice's words here: the title already says what it is about."""
        return choice.label

    def _labelled(self, found: Sequence[Choice]) -> list[Choice]:
        return [replace(c, label=self.relabel(c)) for c in found if self.belongs(c)]

    def world(self, pos: tuple[int, int]) -> tuple[float, float] | None:
        """A point of the picture in room metres, where the pointer leads a hand here."""
        return None

    def state_key(self, found: Sequence[Choice]) -> tuple[str, ...]:
        """What its widgets depend on: when this changes it is laid out again."""
        return (self.note, self.within, *(f"{c.id}/{c.label}" for c in found if self.belongs(c)))

    def folds(self) -> tuple[Callable[[Choice], str], ...]:
        """How lines go behind one line when the list is too long: the name of that line for a choice, "" for none; one after another."""
        return (lambda c: MORE if c.verb in ASIDE else "",)

    def group_words(self, name: str) -> str:
        """What such a line is called."""
        return self.view.t(f"closeup.{name}")

    def over(self) -> None:
        """What is drawn over the picture, outside its clip: names of its parts under the pointer or the keyboard."""
        form = self.form
        for widget in form.widgets:
            if isinstance(widget, Spot) and (widget is form.hover or (form.by_keyboard and widget is form.focus)):
                focus_mark(self.view.screen, widget.mark)
                self.tag(widget.label, widget.mark)
        zone = None if form.by_keyboard or self.watching or not self.picture.collidepoint(self._pointer) else self.zone_at(self._pointer)
        if zone:
            focus_mark(self.view.screen, zone.rect.clip(self.picture))
            self.tag(zone.label, zone.rect.clip(self.picture))

    def tag(self, label: str, mark: pygame.Rect) -> None:
        """The name of a part of the picture, as far as it goes without hiding the list beside it."""
        screen, area = self.view.screen, self.picture
        half = screen.text.measure(label, BODY, "semibold")[0] // 2 + screen.px(14)
        over = mark.copy()
        over.w = min(mark.w, 2)
        over.centerx = max(area.left + half, min(mark.centerx, area.right - half))
        name_tag(screen, label, over, area.top)

    # --- layout ----------------------------------------------------------------------------------------------------------

    def layout(self, found: Sequence[Choice]) -> None:
        """Place everything; called when the window, the choices or the state change."""
        screen, self._offered = self.view.screen, found
        before = {choice.id: choice.label for choice in self.listed}
        self.found = [] if self.watching else self._labelled(found)
        top = topbar.height(screen)
        gap = screen.px(24)
        self.box = pygame.Rect(gap, top + gap, screen.width - 2 * gap, screen.height - top - 2 * gap)
        if screen.vw >= 1500:
            most = screen.px(1560), screen.px(860)
            self.box = pygame.Rect(0, 0, min(self.box.w, most[0]), min(self.box.h, most[1]))
            self.box.center = screen.width // 2, (screen.height + top) // 2
        share = 0.60 if screen.vw >= 1500 else self.share
        pad = screen.px(22)
        self.picture = pygame.Rect(self.box.x + pad, self.box.y + pad, round(self.box.w * share) - pad, self.box.h - 2 * pad)
        side = pygame.Rect(self.picture.right + pad, self.box.y + pad, self.box.right - self.picture.right - 2 * pad, self.box.h - 2 * pad)
        old = self.form
        self.form = Form(self._widgets(screen, side), cancel=BACK)
        self._mark_anew(old, before)
        self.form.adopt(old)

    def _mark_anew(self, old: Form, before: dict[str, str]) -> None:
        """Which buttons have changed their meaning: other words, or another act where one stood."""
        stood = [(w.rect, w.id) for w in old.stops() if isinstance(w, Button)]
        here = {w.id: w.rect for w in self.form.stops() if isinstance(w, Button)}
        for choice in self.listed:
            place = here.get(choice.id)
            moved = place and any(rect.collidepoint(place.center) and name != choice.id for rect, name in stood)
            if moved or before.get(choice.id, choice.label) != choice.label:
                self._anew[choice.id] = self.view.frame

    def _hasty(self, name: str, where: object) -> bool:
        """A second act at the same place, just after the button there has come to mean something else."""
        last, self._last = self._last, where
        if self.view.frame - self._anew.get(name, -ANEW_FRAMES) >= ANEW_FRAMES:
            return False
        if isinstance(last, tuple) and isinstance(where, tuple):
            return any(w.id == name and w.rect.collidepoint(last) for w in self.form.stops())
        return last is not None and last == where

    def _widgets(self, screen: Screen, side: pygame.Rect) -> list[Widget]:
        self.panel.place(self.box)
        self.listed = [] if self.watching else list(self.found)
        if self.watching:
            return [scrolled(screen, "side", side, self._fill)]
        self.within = self.within if self._opened(self.folds()) else ""
        fits, area, back = self._tried(screen, side)
        for n in range(len(self.folds())):
            if fits:
                break
            self.listed = self._folded(self.folds()[: n + 1])
            fits, area, back = self._tried(screen, side)
        self.listed = self._opened(self.folds()) or self.listed
        return [scrolled(screen, "side", area, self._fill), back]

    def _tried(self, screen: Screen, side: pygame.Rect) -> tuple[bool, pygame.Rect, Button]:
        """Whether the list fits beside the picture, as loosely as it can; its place, and the way back below it."""
        for self.tight in TIGHT:
            back = Button(BACK, self.view.t("room.back"), height=58 * self.tight, align="centre")
            high = back.measure(screen, side.w)
            back.place(pygame.Rect(side.x, side.bottom - high, side.w, high))
            area = pygame.Rect(side.x, side.y, side.w, side.h - high - screen.px(14 * self.tight))
            column = Column(screen, area)
            self._fill(column)
            if column.height <= area.h:
                return True, area, back
        return False, area, back

    def _folded(self, folds: Sequence[Callable[[Choice], str]]) -> list[Choice]:
        """The list with like choices behind one line each, at the place of the first."""
        lines: list[Choice] = []
        names = {c.id: next((fold(c) for fold in folds if fold(c) and c.id != self.wanted), "") for c in self.found}
        for choice in self.found:
            name = names[choice.id]
            members = tuple(c for c in self.found if name and names[c.id] == name)
            if len(members) < 2:
                lines.append(choice)
            elif not any(line.id == name for line in lines):
                lines.append(replace(choice, id=name, label=self.group_words(name), verb="group", members=members))
        return sorted(lines, key=lambda line: line.id == MORE)

    def _opened(self, folds: Sequence[Callable[[Choice], str]]) -> list[Choice]:
        """What stands behind the line that was opened, with a way back; [] for none."""
        group = next((line for line in self._folded(folds) if line.id == self.within and line.members), None)
        return [*group.members, replace(group, label=self.view.t("closeup.fewer"))] if group else []

    def _fill(self, column: Column) -> None:
        self.told(column)
        for n, choice in enumerate(self.listed, 1):
            column.add(self.button(choice, n), gap=(22 if n == 1 else 10) * self.tight**2)

    def button(self, choice: Choice, n: int, style: str = "plain") -> Button:
        """The button of a choice, with the digit that starts it."""
        label = f"{n}  {choice.label}" if n < 10 else choice.label
        return Button(choice.id, label, align="left", height=62 * self.tight, style=style)

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
        """One event: a choice, BACK, the key of something to say, or nothing."""
        if event.type == pygame.KEYDOWN and event.scancode in DIGITS:
            n = DIGITS[event.scancode]
            return self._meant(self.listed[n].id, event.scancode) if n < len(self.listed) else None
        if event.type == pygame.MOUSEMOTION:
            self._pointer = event.pos
        if event.type in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP) and event.button == 1:
            answer = self._clicked(event)
            if answer is not None:
                return answer
        fired = self.form.handle(event)
        if isinstance(fired, Fired):
            if fired.id == BACK:
                return BACK
            return self._meant(fired.id, event.pos if event.type == pygame.MOUSEBUTTONUP else fired.id)
        return None

    def _clicked(self, event: pygame.Event) -> Choice | str | None:
        """A whole click on the picture, beside its widgets."""
        inside = self.picture.collidepoint(event.pos) and not isinstance(self.form.at(event.pos), Spot)
        if event.type == pygame.MOUSEBUTTONDOWN:
            self._pressed, self._pointer = inside, event.pos
            return None
        pressed, self._pressed = self._pressed, False
        if not pressed or not inside or self.watching:
            return None
        self.form.by_keyboard = False
        answer = self.pointed(event.pos)
        if isinstance(answer, Choice):
            self.chose(answer)
        return answer

    def _meant(self, name: str, where: object) -> Choice | str | None:
        """What a widget stands for, unless it has just come to mean something else."""
        if self._hasty(name, where):
            return None
        line = next((line for line in self.listed if line.id == name), None)
        if line is not None and line.members:
            self.within = "" if self.within else name
            self.layout(self._offered)
            return None
        answer = self.fired(name)
        if isinstance(answer, Choice):
            self.chose(answer)
        return answer

    def chose(self, choice: Choice) -> None:
        """A choice is about to be started: the list comes back to its beginning."""
        self.within = ""

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
        pygame.draw.rect(screen.surface, THEME.steel, self.picture, max(1, screen.px(2)), screen.px(6))
        self.over()

    # --- lettering inside pictures ---------------------------------------------------------------------------------------

    def letter(self, text: str, rect: pygame.Rect, size: float, weight: str = "semibold", colour: tuple[int, int, int] = THEME.ink) -> None:
        """One line in a box, as large as it fits, left aligned."""
        screen = self.view.screen
        size = screen.text.fit(text, rect.w, size, weight, least=12)
        screen.text.draw(text, (rect.x, rect.centery), size, colour, weight, "midleft")
