"""Switches, choices and sliders: a state that the person sets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.view import paint, svg
from game.view.screen import Screen
from game.view.theme import BODY, THEME, Colour
from game.view.widgets.base import Fired, Look, Widget, target


class Toggle(Widget):
    """A switch with its word; the word of the state stands beside the knob, so it is not told by colour alone."""

    def __init__(
        self, id: str, label: str, on: bool, *, states: tuple[str, str], note: str = "", enabled: bool = True, boxed: bool = False
    ) -> None:
        super().__init__(id, enabled=enabled)
        self.label, self.on, self.states, self.note, self.boxed = label, on, states, note, boxed

    def words(self) -> str:
        return f"{self.label}. {self.states[1 if self.on else 0]}. {self.note}".strip(" .")

    def _switch(self, screen: Screen) -> tuple[int, int]:
        return screen.px(68), screen.px(36)

    def _room(self, screen: Screen, width: int) -> int:
        state = max(screen.text.measure(s, 20, "semibold")[0] for s in self.states)
        return max(40, width - self._switch(screen)[0] - state - screen.px(16 + 14 + 16 + 16))

    def natural(self, screen: Screen) -> int:
        wide = screen.text.measure(self.label, BODY)[0]
        state = max(screen.text.measure(s, 20, "semibold")[0] for s in self.states)
        return wide + state + self._switch(screen)[0] + screen.px(16 + 14 + 16 + 16) + 2

    def measure(self, screen: Screen, width: int) -> int:
        room = self._room(screen, width)
        high = len(screen.text.wrap(self.label, room)) * screen.text.line_height(BODY, 1.2)
        if self.note:
            high += len(screen.text.wrap(self.note, room, 20)) * screen.text.line_height(20, 1.2)
        return max(target(screen, 56), high + screen.px(16))

    def activate(self) -> Fired | None:
        self.on = not self.on
        return Fired(self.id, self.on)

    def draw(self, screen: Screen, look: Look) -> None:
        ground = THEME.wall if look.hover and self.enabled else THEME.white
        if self.boxed or look.hover:
            paint.plate(screen.surface, self.rect, screen.px(10), ground, THEME.steel if self.boxed else None, max(1.0, 2 * screen.s))
        ink = THEME.ink if self.enabled else THEME.slate
        x, room = self.rect.x + screen.px(16), self._room(screen, self.rect.w)
        label = screen.text.paragraph(self.label, room, BODY, ink, leading=1.2)
        note = screen.text.paragraph(self.note, room, 20, THEME.slate, leading=1.2) if self.note else None
        y = self.rect.centery - (label.get_height() + (note.get_height() if note else 0)) // 2
        screen.surface.blit(label, (x, y))
        if note:
            screen.surface.blit(note, (x, y + label.get_height()))
        self._draw_switch(screen, ink)

    def _draw_switch(self, screen: Screen, ink: Colour) -> None:
        w, h = self._switch(screen)
        box = pygame.Rect(self.rect.right - w - screen.px(16), self.rect.centery - h // 2, w, h)
        ground = (THEME.petrol if self.on else THEME.steel) if self.enabled else THEME.line
        paint.plate(screen.surface, box, h // 2, ground)
        gap = max(2, h // 9)
        knob = h // 2 - gap
        cx = box.right - gap - knob if self.on else box.left + gap + knob
        paint.disc(screen.surface, (cx, box.centery), knob, THEME.white)
        if self.on:
            _tick(screen, (cx, box.centery), knob)
        state = self.states[1 if self.on else 0]
        screen.text.draw(state, (box.left - screen.px(14), box.centery), 20, ink, "semibold", "midright")


def _tick(screen: Screen, centre: tuple[int, int], radius: int) -> None:
    side = 2 * radius
    body = '<path d="M6 12.5L10.5 17L18 8" fill="none" stroke="#0F4C5C" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/>'
    drawn = svg.inline(body, (side, side), (24, 24))
    screen.surface.blit(drawn, (centre[0] - radius, centre[1] - radius))


@dataclass(frozen=True, slots=True)
class Option:
    """One of a choice.  size: letters of its label; note: a second line."""

    id: str
    label: str
    note: str = ""
    size: float = BODY


class Choice(Widget):
    """One of several, side by side where they fit and one under the other where not.  Arrows change it, a click takes it."""

    def __init__(self, id: str, options: Sequence[Option], chosen: str, *, enabled: bool = True, height: float = 56) -> None:
        super().__init__(id, enabled=enabled)
        self.options, self.chosen, self.height = list(options), chosen, height
        self._boxes: list[pygame.Rect] = []
        self._screen: Screen | None = None

    def words(self) -> str:
        return next((f"{o.label}. {o.note}".strip(" .") for o in self.options if o.id == self.chosen), "")

    def _want(self, screen: Screen, option: Option) -> int:
        wide = screen.text.measure(option.label, option.size, "semibold")[0]
        if option.note:
            wide = max(wide, screen.text.measure(option.note, 20)[0])
        return wide + screen.px(32 + 30 + 14)

    def natural(self, screen: Screen) -> int:
        return max(self._want(screen, o) for o in self.options) * len(self.options) + screen.px(10) * (len(self.options) - 1)

    def _stacked(self, screen: Screen, width: int) -> bool:
        return self.natural(screen) > width

    def _row(self, screen: Screen, option: Option, width: int) -> int:
        room = max(20, width - screen.px(32 + 30 + 14))
        high = len(screen.text.wrap(option.label, room, option.size, "semibold")) * screen.text.line_height(option.size, 1.2)
        if option.note:
            high += len(screen.text.wrap(option.note, room, 20)) * screen.text.line_height(20, 1.2)
        return max(target(screen, self.height), high + screen.px(18))

    def measure(self, screen: Screen, width: int) -> int:
        if self._stacked(screen, width):
            high = 0
            for option in self.options:
                high += self._row(screen, option, width)
            return high + screen.px(10) * (len(self.options) - 1)
        each = self._each(screen, width)
        return max(self._row(screen, option, each) for option in self.options)

    def _each(self, screen: Screen, width: int) -> int:
        n = len(self.options)
        return (width - screen.px(10) * (n - 1)) // n

    def _lay(self, screen: Screen) -> list[pygame.Rect]:
        gap, boxes = screen.px(10), []
        if self._stacked(screen, self.rect.w):
            y = self.rect.y
            for option in self.options:
                high = self._row(screen, option, self.rect.w)
                boxes.append(pygame.Rect(self.rect.x, y, self.rect.w, high))
                y += high + gap
            return boxes
        each = self._each(screen, self.rect.w)
        return [pygame.Rect(self.rect.x + i * (each + gap), self.rect.y, each, self.rect.h) for i in range(len(self.options))]

    def draw(self, screen: Screen, look: Look) -> None:
        self._boxes = self._lay(screen)
        pointer = pygame.mouse.get_pos() if look.hover else (-1, -1)
        for option, box in zip(self.options, self._boxes, strict=True):
            self._draw_option(screen, option, box, box.collidepoint(pointer))

    def _draw_option(self, screen: Screen, option: Option, box: pygame.Rect, hover: bool) -> None:
        on = option.id == self.chosen
        ink = THEME.ink if self.enabled else THEME.slate
        fill = THEME.wall if on or hover else THEME.white
        edge = THEME.petrol if on else THEME.steel
        paint.plate(screen.surface, box, screen.px(10), fill, edge, max(1.0, (4 if on else 2) * screen.s))
        radius = screen.px(13)
        dot = (box.x + screen.px(16) + radius, box.centery)
        paint.disc(screen.surface, dot, radius, THEME.white, THEME.petrol if on else THEME.steel, max(1.5, 3 * screen.s))
        if on:
            paint.disc(screen.surface, dot, screen.px(7), THEME.petrol if self.enabled else THEME.slate)
        room = max(20, box.w - screen.px(32 + 30 + 14))
        label = screen.text.paragraph(option.label, room, option.size, ink, "semibold", 1.2)
        note = screen.text.paragraph(option.note, room, 20, THEME.slate, leading=1.2) if option.note else None
        y = box.centery - (label.get_height() + (note.get_height() if note else 0)) // 2
        x = box.x + screen.px(16 + 30 + 12)
        screen.surface.blit(label, (x, y))
        if note:
            screen.surface.blit(note, (x, y + label.get_height()))

    def click(self, pos: tuple[int, int]) -> Fired | None:
        for option, box in zip(self.options, self._boxes, strict=False):
            if box.collidepoint(pos) and self.enabled:
                return self._take(option.id)
        return None

    def _take(self, id: str) -> Fired | None:
        self.chosen = id
        return Fired(self.id, id)

    def activate(self) -> Fired | None:
        return self._move(1, wrap=True)

    def _move(self, by: int, wrap: bool = False) -> Fired | None:
        ids = [o.id for o in self.options]
        at = ids.index(self.chosen) + by if self.chosen in ids else 0
        at = at % len(ids) if wrap else min(max(at, 0), len(ids) - 1)
        return self._take(ids[at])

    def key(self, event: pygame.Event) -> Fired | bool:
        if event.type != pygame.KEYDOWN or not self.enabled:
            return False
        vertical = len(self._boxes) > 1 and self._boxes[0].x == self._boxes[1].x
        back, on = (pygame.K_UP, pygame.K_DOWN) if vertical else (pygame.K_LEFT, pygame.K_RIGHT)
        if event.key in (back, on):
            before = self.chosen
            fired = self._move(-1 if event.key == back else 1)
            return fired if fired and self.chosen != before else not vertical
        return False


class Slider(Widget):
    """A value from 0 to 100 in steps of 10, its figure beside it."""

    def __init__(self, id: str, label: str, value: int, *, unit: str = "%", enabled: bool = True) -> None:
        super().__init__(id, enabled=enabled)
        self.label, self.value, self.unit = label, value, unit
        self._track = pygame.Rect(0, 0, 0, 0)

    def words(self) -> str:
        return f"{self.label}. {self.value} {self.unit}"

    def trace(self) -> dict[str, object]:
        """For tests in a real window: the value that is shown."""
        return {"value": self.value}

    def natural(self, screen: Screen) -> int:
        return screen.text.measure(self.label)[0] + screen.px(16 + 24 + 240 + 24 + 90)

    def _stacked(self, screen: Screen, width: int) -> bool:
        return self.natural(screen) > width

    def measure(self, screen: Screen, width: int) -> int:
        high = target(screen, 56)
        return high + screen.px(40) if self._stacked(screen, width) else high

    def draw(self, screen: Screen, look: Look) -> None:
        stacked = self._stacked(screen, self.rect.w)
        if look.hover and self.enabled:
            paint.plate(screen.surface, self.rect, screen.px(10), THEME.wall)
        ink = THEME.ink if self.enabled else THEME.slate
        left = self.rect.x + screen.px(16)
        y = self.rect.bottom - target(screen, 56) // 2 if stacked else self.rect.centery
        label_y = self.rect.y + screen.px(24) if stacked else y
        box = screen.text.draw(self.label, (left, label_y), BODY, ink, anchor="midleft")
        screen.text.draw(f"{self.value} {self.unit}", (self.rect.right - screen.px(16), y), BODY, ink, "semibold", "midright")
        right = self.rect.right - screen.px(16 + 90)
        start = left + screen.px(16) if stacked else max(box.right + screen.px(24), right - screen.px(300))
        self._track = pygame.Rect(start, y - screen.px(5), max(20, right - start), screen.px(10))
        colour = THEME.petrol if self.enabled else THEME.line
        paint.bar(screen.surface, self._track, self.value / 100, colour, THEME.line)
        knob = (self._track.x + round(self._track.w * self.value / 100), y)
        paint.disc(screen.surface, knob, screen.px(15), THEME.white, colour, max(2.0, 4 * screen.s))

    def _at(self, x: int) -> Fired | None:
        part = (x - self._track.x) / max(1, self._track.w)
        return self._set(round(min(1.0, max(0.0, part)) * 10) * 10)

    def _set(self, value: int) -> Fired | None:
        value = min(100, max(0, value))
        if value == self.value or not self.enabled:
            return None
        self.value = value
        return Fired(self.id, value)

    def press(self, pos: tuple[int, int], clicks: int = 1) -> Fired | None:
        return self._at(pos[0]) if self.enabled else None

    def drag(self, pos: tuple[int, int]) -> Fired | None:
        return self._at(pos[0]) if self.enabled else None

    def click(self, pos: tuple[int, int]) -> Fired | None:
        return None

    def activate(self) -> Fired | None:
        return None

    def key(self, event: pygame.Event) -> Fired | bool:
        steps = {pygame.K_LEFT: -10, pygame.K_RIGHT: 10, pygame.K_HOME: -100, pygame.K_END: 100}
        if event.type == pygame.KEYDOWN and event.key in steps:
            return self._set(self.value + steps[event.key]) or True
        return False
