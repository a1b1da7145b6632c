"""What nobody sees in a room, laid over it afterwards: the way of the hands, speed, grades; where one gowns, germs and the air.

What is invisible at a line or in a process is in `line/overlays.py` and `deviation/overlays.py`.
"""

from __future__ import annotations

from collections import deque
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, Any, ClassVar

import pygame

from game.events import TICKS_PER_SECOND
from game.view import paint
from game.view.screen import Screen
from game.view.theme import THEME, TICK, Colour
from game.world.runs import RunWorld
from scoring.wording import grouped

if TYPE_CHECKING:
    from game.view.looks.base import RoomView
    from game.view.room import RoomPicture

NAMES = ("germs", "trail", "air", "speed", "grades")
SIDES = ("left", "right")
TRAIL_TICKS = 6 * TICKS_PER_SECOND
MOST_DOTS = 16
CEILING_M = 2.3
TINTS: dict[str, Colour] = {"A": THEME.glass, "B": THEME.glove, "C": THEME.steel, "D": THEME.sand, "CNC": THEME.amber}


class Overlays:
    """Layers of any scene.  on: names of what is shown, one set for a trainee and the expert beside him."""

    names: ClassVar[tuple[str, ...]] = ("trail",)
    """All there are, as they are listed."""
    order: ClassVar[tuple[str, ...]] = ("trail",)
    """As they are drawn: nothing hides another."""

    def __init__(self, on: set[str] | None = None) -> None:
        self.on: set[str] = set() if on is None else on
        self._ways: dict[str, deque[tuple[float, float]]] = {side: deque(maxlen=TRAIL_TICKS) for side in SIDES}
        self._tick = -1
        self._screen: Screen | None = None
        self.covered = 0
        """So far down, real pixels, switches lie over the room: no words stand there."""

    def follow(self, view: Any) -> None:
        """After each tick that is shown; a leap begins a new way.  view: of any scene."""
        tick = view.seen.tick
        if not self._tick <= tick <= self._tick + TICKS_PER_SECOND:
            for way in self._ways.values():
                way.clear()
        if tick != self._tick:
            for side in SIDES:
                hand = view.seen.hand(side)
                self._ways[side].append((hand.x, hand.y))
        self._tick = tick

    def draw(self, picture: Any, screen: Screen, world: RunWorld) -> None:
        """Over the room.  screen: the window, for the size of its letters."""
        self._screen = screen
        for name in self.order:
            if name in self.on:
                getattr(self, f"_{name}")(picture, world)

    def _grades(self, picture: Any, _: RunWorld) -> None:
        view = picture.view
        for room in view.level.rooms:
            x0, _ = view.camera.point(room.x0_m, 0.0)
            x1, _ = view.camera.point(room.x1_m, 0.0)
            band = pygame.Rect(round(x0), 0, round(x1 - x0), view.screen.height)
            sheet = pygame.Surface(band.size)
            sheet.fill(TINTS.get(room.grade, THEME.wall))
            sheet.set_alpha(70)
            view.surface.blit(sheet, band)
            clip = band.clip(view.surface.get_rect())
            grade = view.t("replay.not_classified") if room.grade == "CNC" else view.t("replay.grade", grade=room.grade)
            side = view.t(f"replay.side_{room.side}") if room.side else ""
            if clip.w > view.screen.px(150):
                self._over_head(view, " · ".join(filter(None, (grade, side))), clip.centerx, 1 if "air" in self.on else 0)

    def _over_head(self, view: Any, words: str, x: int, row: int) -> None:
        """Words at the top of a room, below the switches; row: how many stand above them."""
        screen = self._screen or view.screen
        high = screen.text.line_height(TICK, 1.0) + screen.px(16)
        top = max(round(view.camera.point(0.0, CEILING_M)[1]) + screen.px(20), self.covered + screen.px(4))
        self._pill(view, words, (x, top + row * high + high // 2))

    def _trail(self, picture: Any, _: RunWorld) -> None:
        view = picture.view
        for side, tint in zip(SIDES, (THEME.petrol, THEME.amber_deep), strict=True):
            points = [view.camera.point(x, y) for x, y in self._ways[side]]
            if len(points) > 1:
                pygame.draw.lines(view.surface, tint, False, points, max(2, view.screen.u(6)))
                paint.disc(view.surface, (round(points[-1][0]), round(points[-1][1])), view.screen.u(12), THEME.white, tint, 2.0)

    def _speed(self, picture: Any, _: RunWorld) -> None:
        view = picture.view
        for side in SIDES:
            way = self._ways[side]
            part = list(way)[-TICKS_PER_SECOND // 2 :]
            length = 0.0
            for (x0, y0), (x1, y1) in pairwise(part):
                length += ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
            speed = length / max(1, len(part) - 1) * TICKS_PER_SECOND if len(part) > 1 else 0.0
            hand = view.seen.hand(side)
            x, y = view.camera.point(hand.x, hand.y)
            words = view.t("replay.speed", n=f"{speed:.1f}".replace(".", "," if view.screen.lang == "fr" else "."))
            self._beside(view, side, (x, y), 0, words)

    def _beside(self, view: Any, side: str, at: tuple[float, float], row: int, words: str) -> None:
        """Words beside a hand, on its own side; row: how many stand above them."""
        screen = self._screen or view.screen
        step = screen.text.line_height(TICK, 1.0) + screen.px(16)
        self._pill(view, words, (round(at[0]) + (-1 if side == "left" else 1) * screen.px(100), round(at[1]) + row * step))

    def _pill(self, view: Any, words: str, centre: tuple[int, int]) -> None:
        screen = self._screen or view.screen
        wide, high = screen.text.measure(words, TICK, "semibold")
        box = pygame.Rect(0, 0, wide + screen.px(24), high + screen.px(8))
        box.center = centre
        free = view.surface.get_rect()
        box.clamp_ip(pygame.Rect(0, self.covered, free.w, max(box.h, free.h - self.covered)))
        paint.plate(view.surface, box, box.h // 2, THEME.white, THEME.ink, max(1.0, 1.5 * screen.s))
        screen.text.draw(words, box.center, TICK, THEME.ink, "semibold", "center", view.surface)


class RoomOverlays(Overlays):
    """Where one gowns: loads of all surfaces, the air of the rooms."""

    names = NAMES
    order = ("grades", "air", "germs", "trail", "speed")

    def _air(self, picture: RoomPicture, _: RunWorld) -> None:
        view = picture.view
        for room in view.level.rooms:
            volume = view.truth.air.get(room.id)
            if volume is None:
                continue
            x0, floor = view.camera.point(room.x0_m, 0.0)
            x1, top = view.camera.point(room.x1_m, CEILING_M)
            area = pygame.Rect(round(x0), round(top), round(x1 - x0), round(floor - top))
            clip = area.clip(view.surface.get_rect())
            if clip.w < view.screen.px(60):
                continue
            count = volume.c["um5"]
            rng = Random(f"{room.id}/air")
            for n in range(min(160, round(count**0.5))):
                drift = view.frame * (0.2 + rng.random() * 0.3)
                x = area.x + (rng.random() * area.w + drift * (1 if n % 2 else -1)) % max(1, area.w)
                y = area.y + (rng.random() * area.h + drift * 0.4) % max(1, area.h)
                pygame.draw.circle(view.surface, THEME.petrol_light, (round(x), round(y)), max(2, view.screen.u(4)))
            self._over_head(view, view.t("replay.air_count", n=grouped(round(count))), clip.centerx, 0)

    def _germs(self, picture: RoomPicture, _: RunWorld) -> None:
        view = picture.view
        for thing, rect in picture.boxes():
            self._dots(view, thing.id, rect)
        for side in SIDES:
            hand = view.seen.hand(side)
            x, y = view.camera.point(hand.x, hand.y)
            radius = view.screen.u(40)
            gloves = [thing for thing in view.truth.things.values() if thing.on == "worn" and thing.threaded == [f"hand_{side}"]]
            surface = max(gloves, key=lambda one: one.worn_at).id if gloves else f"hand_{side}"
            load = self._dots(view, surface, pygame.Rect(round(x) - radius, round(y) - radius, 2 * radius, 2 * radius))
            self._beside(view, side, (x, y), 1, view.t("replay.germs", n=f"{load:.0f}"))

    def _dots(self, view: RoomView, surface: str, rect: pygame.Rect) -> float:
        """Red dots for the germs on a surface, more for ten times as many; returns the CFU."""
        load = 0.0
        for cfu in view.truth.loads.get(surface, {}).values():
            load += cfu
        rng = Random(f"{surface}/germs")
        for _ in range(min(MOST_DOTS, int(load).bit_length() * 2)):
            x, y = rect.x + rect.w * (0.2 + 0.6 * rng.random()), rect.y + rect.h * (0.2 + 0.6 * rng.random())
            paint.disc(view.surface, (round(x), round(y)), max(3, view.screen.u(8)), THEME.red, THEME.white, max(1.0, 2 * view.screen.unit))
        return load
