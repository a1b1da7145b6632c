"""The plate as a widget: a click or the arrows choose a colony."""

from __future__ import annotations

import pygame

from game.session.plate import Plate
from game.view import agar
from game.view.screen import Screen
from game.view.widgets.base import Fired, Look, Widget


class PlateView(Widget):
    """Fires with the index of the chosen colony."""

    def __init__(self, id: str, plate: Plate, chosen: int, spoken: str) -> None:
        super().__init__(id)
        self.plate, self.chosen, self.spoken = plate, chosen, spoken
        self.focusable = bool(plate.colonies)
        self.ringed: tuple[int, int] | None = None

    def words(self) -> str:
        return self.spoken

    def measure(self, screen: Screen, width: int) -> int:
        return width

    def ring_radius(self, screen: Screen) -> int:
        return self.rect.w // 2

    def draw(self, screen: Screen, look: Look) -> None:
        self.ringed = agar.draw(screen, self.rect, self.plate, self.chosen)

    def click(self, pos: tuple[int, int]) -> Fired | None:
        found = agar.at(self.plate, self.rect, pos)
        return self._take(found) if found >= 0 else None

    def _take(self, index: int) -> Fired:
        self.chosen = index
        return Fired(self.id, index)

    def activate(self) -> Fired | None:
        return self._step(1)

    def _step(self, by: int) -> Fired | None:
        """The next colony of another origin, else the next one."""
        n = len(self.plate.colonies)
        here = self.plate.colonies[self.chosen].origin if 0 <= self.chosen < n else -1
        for offset in range(1, n + 1):
            index = (self.chosen + by * offset) % n
            if self.plate.colonies[index].origin != here:
                return self._take(index)
        return self._take((self.chosen + by) % n) if n else None

    def key(self, event: pygame.Event) -> Fired | bool:
        if event.type == pygame.KEYDOWN and event.key in (pygame.K_LEFT, pygame.K_RIGHT) and self.plate.colonies:
            return self._step(1 if event.key == pygame.K_RIGHT else -1) or True
        return False
