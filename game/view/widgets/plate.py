"""Plates as widgets: a large one whose colonies are chosen by click or arrows, and a small one with its count beside its limit."""

from __future__ import annotations

import pygame

from game.view import agar, paint, svg
from game.view.agar import Dish, Incubation
from game.view.screen import Screen
from game.view.theme import BODY, LEAD, THEME, Colour
from game.view.widgets.base import Fired, Look, Widget


class PlateView(Widget):
    """Fires with the index of the chosen colony."""

    def __init__(self, id: str, dish: Dish, chosen: int, spoken: str, time: Incubation) -> None:
        super().__init__(id)
        self.dish, self.chosen, self.spoken, self.time = dish, chosen, spoken, time
        self.focusable = bool(dish.plate.colonies)

    def words(self) -> str:
        return self.spoken

    def measure(self, screen: Screen, width: int) -> int:
        return width

    def ring_radius(self, screen: Screen) -> int:
        return self.rect.w // 2

    def draw(self, screen: Screen, look: Look) -> None:
        agar.draw(screen, self.rect, self.dish, self.chosen, self.time.day)

    def trace(self) -> dict[str, object]:
        """For tests in a real window: where the colonies of that day lie, in window pixels, and which one is ringed (-1: none)."""
        return {"chosen": self.chosen, "colonies": agar.places(self.dish, self.rect, self.time.day)}

    def click(self, pos: tuple[int, int]) -> Fired | None:
        found = agar.at(self.dish, self.rect, pos, self.time.day)
        return self._take(found) if found >= 0 else None

    def _take(self, index: int) -> Fired:
        self.chosen = index
        return Fired(self.id, index)

    def activate(self) -> Fired | None:
        return self._step(1)

    def _step(self, by: int) -> Fired | None:
        """The next colony of another origin, else the next one."""
        colonies = self.dish.plate.colonies
        n = len(colonies)
        here = colonies[self.chosen].origin if 0 <= self.chosen < n else -1
        for offset in range(1, n + 1):
            index = (self.chosen + by * offset) % n
            if colonies[index].origin != here:
                return self._take(index)
        return self._take((self.chosen + by) % n) if n else None

    def key(self, event: pygame.Event) -> Fired | bool:
        if event.type == pygame.KEYDOWN and event.key in (pygame.K_LEFT, pygame.K_RIGHT) and self.dish.plate.colonies:
            return self._step(1 if event.key == pygame.K_RIGHT else -1) or True
        return False


MOST_BOXES = 12
"""Boxes drawn for a count; beyond, the figure tells."""
MARGIN = 16
"""Above and below what stands in a tile, ui pixels."""


class PlateTile(Widget):
    """name: where it was pressed; limit: None where there is none; says: (within, beyond) in words; a click chooses the plate."""

    def __init__(
        self, id: str, dish: Dish, name: str, unit: str, limit: int | None, says: tuple[str, str], time: Incubation, *, chosen: bool
    ) -> None:
        super().__init__(id)
        self.dish, self.name, self.unit, self.limit, self.says, self.time, self.chosen = dish, name, unit, limit, says, time, chosen

    @property
    def count(self) -> int:
        """Colonies that can be seen on that day; at the end all that grew."""
        plate, day = self.dish.plate, self.time.day
        return plate.count if self.time.over else len([one for one in plate.colonies if one.mm(day) > 0.0])

    def _verdict(self) -> tuple[str, str, Colour]:
        """(icon, words, colour); empty without a limit."""
        if self.limit is None:
            return "", "", THEME.slate
        if self.count > self.limit:
            return "alert", self.says[1], THEME.red
        return ("done", self.says[0], THEME.green_deep) if self.time.over else ("", "", THEME.slate)

    def words(self) -> str:
        return f"{self.name}. {self.count} {self.unit}. {self._verdict()[1]}".strip(" .")

    def _side(self, screen: Screen) -> int:
        return screen.px(120)

    def natural(self, screen: Screen) -> int:
        return self._side(screen) + screen.px(150)

    def _room(self, screen: Screen, width: int) -> int:
        return max(40, width - self._side(screen) - screen.px(14 + 12 + 10))

    def measure(self, screen: Screen, width: int) -> int:
        room = self._room(screen, width)
        high = len(screen.text.wrap(self.name, room, BODY - 2, "semibold")) * screen.text.line_height(BODY - 2, 1.1)
        high += screen.text.line_height(LEAD, 1.15)
        if self.limit is not None:
            said = max(len(screen.text.wrap(word, room - screen.px(32), 20, "semibold")) for word in self.says)
            high += screen.px(34) + said * screen.text.line_height(20, 1.1)
        return max(self._side(screen), high) + screen.px(2 * MARGIN)

    def draw(self, screen: Screen, look: Look) -> None:
        on = self.chosen or look.hover
        edge = max(1.0, (4 if self.chosen else 2) * screen.s)
        paint.plate(screen.surface, self.rect, screen.px(12), THEME.white, THEME.petrol if on else THEME.line, edge)
        side = self._side(screen)
        box = pygame.Rect(self.rect.x + screen.px(10), self.rect.centery - side // 2, side, side)
        agar.draw(screen, box, self.dish, -1, self.time.day)
        x, room = box.right + screen.px(14), self._room(screen, self.rect.w)
        name = screen.text.paragraph(self.name, room, BODY - 2, THEME.ink, "semibold", 1.1)
        icon, said, tint = self._verdict()
        limited = self.limit is not None
        words = screen.text.paragraph(said or " ", room - screen.px(32), 20, tint, "semibold", 1.1)
        total = name.get_height() + screen.text.line_height(LEAD, 1.15) + (screen.px(34) + words.get_height() if limited else 0)
        y = self.rect.centery - total // 2
        screen.surface.blit(name, (x, y))
        y += name.get_height()
        over = limited and self.count > (self.limit or 0)
        number = screen.text.draw(str(self.count), (x, y), LEAD, THEME.red if over else THEME.ink, "bold")
        screen.text.draw(self.unit, (number.right + screen.px(8), number.bottom - screen.px(5)), 20, THEME.slate, anchor="bottomleft")
        y += screen.text.line_height(LEAD, 1.15)
        if limited:
            self._boxes(screen, x, y + screen.px(6), room)
            if icon:
                screen.surface.blit(svg.sized(f"process/icons/{icon}", screen.px(26)), (x, y + screen.px(32)))
            screen.surface.blit(words, (x + screen.px(32), y + screen.px(34)))

    def _boxes(self, screen: Screen, x: int, y: int, room: int) -> None:
        """One box a colony, a bar where the limit is."""
        limit = self.limit or 0
        n = min(MOST_BOXES, max(limit, self.count))
        gap = max(1, screen.px(3))
        side = max(3, min(screen.px(18), (room - screen.px(12)) // max(1, n) - gap))
        if limit == 0:
            self._bar(screen, x, y, side)
        for at in range(n):
            if at == limit:
                x += screen.px(6)
            full = at < self.count
            fill = (THEME.red if at >= limit else THEME.petrol) if full else THEME.white
            paint.plate(screen.surface, pygame.Rect(x, y, side, side), max(2, side // 5), fill, THEME.petrol, max(1.0, 1.5 * screen.s))
            x += side + gap
            if at == limit - 1:
                self._bar(screen, x, y, side)
                x += screen.px(4)

    @staticmethod
    def _bar(screen: Screen, x: int, y: int, side: int) -> None:
        """Where the limit is."""
        screen.surface.fill(THEME.ink, pygame.Rect(x, y - screen.px(4), max(2, screen.px(3)), side + screen.px(8)))
