"""A line of time with its findings: click or drag to go there, left and right by five seconds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.events import TICKS_PER_SECOND
from game.view import paint, svg
from game.view.screen import Screen
from game.view.theme import THEME
from game.view.widgets import Fired, Look, Widget, target

STEP_TICKS = 5 * TICKS_PER_SECOND


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened: when, how grave."""

    tick: int
    severity: str


def spread(at: Sequence[int], side: int, gap: int, bounds: tuple[int, int]) -> list[int]:
    """Where the middles of signs stand whose moments are at those places, in order: none hides another, none leaves the bounds."""
    found, (free, last) = list[int](), bounds
    for x in at:
        found.append(max(x, free + side // 2))
        free = found[-1] + side - side // 2 + gap
    last -= side // 2
    for n in reversed(range(len(found))):
        found[n] = min(found[n], last)
        last = found[n] - side - gap
    return found


class Timeline(Widget):
    """Fires with the tick to go to."""

    def __init__(self, id: str, ticks: int, marks: Sequence[Mark], spoken: str) -> None:
        super().__init__(id)
        self.ticks, self.marks, self.spoken = max(1, ticks), list(marks), spoken
        self.tick = 0

    def words(self) -> str:
        return self.spoken

    def measure(self, screen: Screen, width: int) -> int:
        return target(screen, 64)

    def _x(self, tick: int) -> int:
        inset = self.rect.h // 2
        return self.rect.x + inset + round((self.rect.w - 2 * inset) * tick / self.ticks)

    def draw(self, screen: Screen, look: Look) -> None:
        """The signs stand above the line; where they would hide each other they move aside, earliest first."""
        y = self.rect.bottom - screen.px(14)
        track = pygame.Rect(self._x(0), y - screen.px(5), self._x(self.ticks) - self._x(0), screen.px(10))
        paint.bar(screen.surface, track, self.tick / self.ticks, THEME.glove, THEME.petrol_light)
        side = screen.px(34)
        for mark, x in self._signs(side, screen.px(4)):
            at = self._x(mark.tick)
            screen.surface.fill(THEME.white, pygame.Rect(at - 1, y - screen.px(14), max(2, screen.px(3)), screen.px(18)))
            drawn = svg.sized(f"process/icons/{mark.severity}", side)
            paint.disc(screen.surface, (x, self.rect.y + side // 2), side // 2 + screen.px(2), THEME.white)
            screen.surface.blit(drawn, drawn.get_rect(center=(x, self.rect.y + side // 2)))
        paint.disc(screen.surface, (self._x(self.tick), y), screen.px(13), THEME.white, THEME.petrol, max(2.0, 3 * screen.s))

    def _signs(self, side: int, gap: int) -> list[tuple[Mark, int]]:
        """Every mark with the middle of its sign."""
        marks = sorted(self.marks, key=lambda one: one.tick)
        middles = spread([self._x(mark.tick) for mark in marks], side, gap, (self.rect.x, self.rect.right))
        return list(zip(marks, middles, strict=True))

    def _tick_at(self, x: int) -> int:
        inset = self.rect.h // 2
        part = (x - self.rect.x - inset) / max(1, self.rect.w - 2 * inset)
        return round(min(1.0, max(0.0, part)) * self.ticks)

    def _at(self, x: int) -> Fired:
        return Fired(self.id, self._near(self._tick_at(x)))

    def _near(self, tick: int) -> int:
        """A click on a mark means a little before it, so that one sees it happen."""
        reach = self.ticks * 20 // max(1, self.rect.w)
        for mark in self.marks:
            if abs(mark.tick - tick) <= reach:
                return max(0, mark.tick - STEP_TICKS)
        return tick

    def trace(self) -> dict[str, object]:
        """For tests in a real window: the second that is shown."""
        return {"tick": self.tick}

    def press(self, pos: tuple[int, int], clicks: int = 1) -> Fired | None:
        return self._at(pos[0])

    def drag(self, pos: tuple[int, int]) -> Fired | None:
        return Fired(self.id, self._tick_at(pos[0]))

    def click(self, pos: tuple[int, int]) -> Fired | None:
        return None

    def activate(self) -> Fired | None:
        return None

    def key(self, event: pygame.Event) -> Fired | bool:
        steps = {pygame.K_LEFT: -STEP_TICKS, pygame.K_RIGHT: STEP_TICKS, pygame.K_HOME: -self.ticks, pygame.K_END: self.ticks}
        if event.type == pygame.KEYDOWN and event.key in steps:
            return Fired(self.id, min(self.ticks, max(0, self.tick + steps[event.key])))
        return False
