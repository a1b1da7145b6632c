"""The person at the end of a run, in front as in a mirror and from behind, with what bears germs marked on both.

Right is on the right in either picture: a mirror leaves it there, and so does somebody who looks at a back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.entities.state import WorldState
from game.events import Event
from game.session.bodymap import BACK, FRONT, Place, body_map
from game.spec import LevelSpec
from game.view import paint
from game.view.figure import Looks, Outfit, Painter, looks_of
from game.view.pose import standing
from game.view.screen import Screen
from game.view.theme import BODY, THEME
from game.view.widgets.base import Fired, Look, Widget
from game.view.worn import outfit_at
from game.world.runs import RunWorld

AT = {
    "head": (0.0, 1.68), "face": (0.0, 1.51), "nape": (0.0, 1.50), "neck": (0.0, 1.35), "chest": (0.0, 1.14), "lower": (0.0, 0.82),
    "sleeve": (0.285, 1.06), "hand": (0.325, 0.74), "leg": (0.12, 0.46), "foot": (0.12, 0.07),
}  # fmt: skip
"""Metres from the feet; those of a side on the right."""
HIGH_M, FEET_M, WIDE_M = 1.92, 0.06, 0.94
"""What is shown of each figure: its height, from so far below the feet, and its width."""
SIZES = ((100.0, 25.0), (10.0, 22.0), (1.0, 19.0), (0.0, 16.0))
"""From so many CFU on a mark has this radius (ui pixels)."""
MOST_M = 0.078
"""No mark is larger on the body, however large the text: its neighbours stay free."""
NEAR = 44
"""So near, in real pixels, a press takes a mark."""
TITLES = {FRONT: "plates.body_front", BACK: "plates.body_back"}


@dataclass(frozen=True, slots=True)
class Person:
    """looks, outfit: at the end of the run; places: with germs, that with most first."""

    looks: Looks
    outfit: Outfit
    places: tuple[Place, ...]


def person_of(level: LevelSpec, world: RunWorld, events: Sequence[Event]) -> Person | None:
    """What there is to show at the end of a run; None where nobody gowned.  events: all of that run."""
    state = world.state
    if level.scene != "gowning" or not isinstance(state, WorldState):
        return None
    drawn = world.draw
    looks = looks_of(world.seed, drawn.skin, drawn.hair, drawn.beard, drawn.body)
    return Person(looks, outfit_at(world.seen, state, world.seen.things()), body_map(world, events))


def at_place(name: str) -> tuple[float, float]:
    """Where a place is, metres from the feet."""
    part, _, side = name.partition("_")
    x, y = AT[part]
    return (-x if side == "left" else x), y


class BodyView(Widget):
    """Fires with the name of a place.  says: the chosen place and its CFU, for who listens; labels: the words for left, right, FRONT
    and BACK."""

    def __init__(self, id: str, person: Person, chosen: str, says: str, labels: dict[str, str]) -> None:
        super().__init__(id)
        self.person, self.chosen, self.says, self.labels = person, chosen, says, labels
        self._marks: list[tuple[str, tuple[int, int]]] = []
        """Places with where they were drawn, window coordinates."""

    def words(self) -> str:
        return self.says

    def measure(self, screen: Screen, width: int) -> int:
        return round(width / (2 * WIDE_M) * HIGH_M) + self._foot(screen, width)

    def _foot(self, screen: Screen, width: int = 0) -> int:
        """Height of the words below the figures."""
        room = (width or self.rect.w) // 2 - screen.px(12)
        lines = 1 + max(len(screen.text.wrap(self.labels[face], room, 20, "semibold")) for face in (FRONT, BACK))
        return lines * screen.text.line_height(20, 1.15) + screen.px(12)

    def _cell(self, face: str) -> pygame.Rect:
        half = self.rect.w // 2
        return pygame.Rect(self.rect.x + (half if face == BACK else 0), self.rect.y, half, self.rect.h)

    def _scale(self, screen: Screen) -> float:
        """Real pixels a metre."""
        return (self.rect.h - self._foot(screen)) / HIGH_M

    def _point(self, screen: Screen, face: str, at: tuple[float, float]) -> tuple[int, int]:
        cell, scale = self._cell(face), self._scale(screen)
        floor = cell.bottom - self._foot(screen) - FEET_M * scale
        return round(cell.centerx + at[0] * scale), round(floor - at[1] * scale)

    def draw(self, screen: Screen, look: Look) -> None:
        self._marks = []
        for face in (FRONT, BACK):
            cell = self._cell(face).inflate(-screen.px(12), 0)
            ground = pygame.Rect(cell.x, cell.y, cell.w, cell.h - self._foot(screen))
            paint.plate(screen.surface, ground, screen.px(12), THEME.wall)
            painter = Painter(
                screen.surface, self._point(screen, face, (0.0, 0.0)), self._scale(screen), self.person.looks, self.person.outfit
            )
            painter.draw(standing(face))
            self._draw_words(screen, face, ground)
            for place in reversed(self.person.places):
                if face in place.faces:
                    self._mark(screen, face, place)

    def _draw_words(self, screen: Screen, face: str, ground: pygame.Rect) -> None:
        """Left and right below the feet; then from where one looks."""
        y = ground.bottom + screen.px(4)
        screen.text.draw(self.labels["left"], (ground.x, y), 20, THEME.slate, "semibold")
        screen.text.draw(self.labels["right"], (ground.right, y), 20, THEME.slate, "semibold", "topright")
        told = screen.text.paragraph(self.labels[face], ground.w, 20, THEME.ink, "semibold", 1.15, "centre")
        screen.surface.blit(told, (ground.x, y + screen.text.line_height(20, 1.15)))

    def _mark(self, screen: Screen, face: str, place: Place) -> None:
        centre, chosen = self._point(screen, face, at_place(place.id)), place.id == self.chosen
        self._marks.append((place.id, centre))
        size = next(size for least, size in SIZES if place.cfu >= least)
        radius = min(screen.px(size), round(MOST_M * size / SIZES[0][1] * self._scale(screen)))
        if chosen:
            paint.disc(screen.surface, centre, radius + screen.px(8), THEME.ink)
        paint.disc(screen.surface, centre, radius + screen.px(3), THEME.white)
        paint.disc(screen.surface, centre, radius, THEME.red)
        count = f"{place.cfu:.0f}" if place.cfu >= 1.0 else "<1"
        letters = screen.text.fit(count, round(radius * 1.7), BODY - 3, "bold", least=10)
        screen.text.draw(count, centre, letters, THEME.white, "bold", "center")

    # --- choosing --------------------------------------------------------------------------------------------------------

    def click(self, pos: tuple[int, int]) -> Fired | None:
        """The nearest mark, within a finger's breadth of it."""
        best, least = "", NEAR * NEAR
        for name, (x, y) in self._marks:
            away = (x - pos[0]) ** 2 + (y - pos[1]) ** 2
            if away < least:
                best, least = name, away
        return self._take(best) if best else None

    def _take(self, name: str) -> Fired:
        self.chosen = name
        return Fired(self.id, name)

    def activate(self) -> Fired | None:
        return self._step(1)

    def _step(self, by: int) -> Fired | None:
        names = [place.id for place in self.person.places]
        at = names.index(self.chosen) if self.chosen in names else 0
        return self._take(names[(at + by) % len(names)]) if names else None

    def key(self, event: pygame.Event) -> Fired | bool:
        if event.type == pygame.KEYDOWN and event.key in (pygame.K_LEFT, pygame.K_RIGHT) and self.person.places:
            return self._step(1 if event.key == pygame.K_RIGHT else -1) or True
        return False
