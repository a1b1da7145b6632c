"""What tells something: wall clock, pressure gauge, poster of the procedure."""

from __future__ import annotations

import pygame

from game.spec import ThingSpec
from game.view import parts
from game.view.looks.base import Look, RoomView, at_least, plate
from game.view.theme import THEME
from game.world.seen import ThingSeen

TICKS_PER_SECOND = 60
DEG_PER_PA = 4.0
UPRIGHT_PA = 30.0


def clock_hands(target: pygame.Surface, at: tuple[float, float], scale: float, second_of_day: float) -> None:
    """Hour, minute and second hand; the second hand ticks, as a wall clock's does."""
    whole = int(second_of_day)
    for name, turns in (("hour", whole / 43200), ("minute", whole / 3600), ("second", whole / 60)):
        parts.put(target, f"clock-{name}", at, scale, turn=-(turns % 1.0) * 360)


class ClockLook(Look):
    """The only timer of the room; it shows the time of the world."""

    SHARE = 0.80

    def still(self, view: RoomView, spec: ThingSpec) -> None:
        view.put("clock-face", view.camera.point(spec.x_m, spec.y_m), self.SHARE)

    def draw(self, view: RoomView, thing: ThingSeen) -> None:
        at = view.camera.point(thing.x, thing.y)
        clock_hands(view.surface, at, view.k * self.SHARE, view.start_s + view.seen.tick / TICKS_PER_SECOND)

    def box(self, view: RoomView, thing: ThingSeen) -> pygame.Rect | None:
        return view.box("clock-face", view.camera.point(thing.x, thing.y), self.SHARE)


class GaugeLook(Look):
    """A dial with its needle and its value, and a plate that names both rooms."""

    SHARE = 0.76

    def still(self, view: RoomView, spec: ThingSpec) -> None:
        at = view.camera.point(spec.x_m, spec.y_m)
        view.put("gauge-dial", at, self.SHARE)
        if spec.name:
            plate(view, view.words(spec.name), (at[0], at[1] - 72 * view.screen.unit), 20, THEME.white, THEME.ink)

    def draw(self, view: RoomView, thing: ThingSeen) -> None:
        at = view.camera.point(thing.x, thing.y)
        value = view.seen.gauge(thing.id)
        parts.put(view.surface, "gauge-needle", at, view.k * self.SHARE, turn=-(value - UPRIGHT_PA) * DEG_PER_PA)
        size = 20
        screen = view.screen
        screen.text.draw(
            f"{value:.0f} Pa",
            (at[0], at[1] + 34 * view.k * self.SHARE / 0.76),
            min(size, size * screen.unit / screen.s * 1.0),
            THEME.ink,
            "semibold",
            "center",
        )

    def box(self, view: RoomView, thing: ThingSeen) -> pygame.Rect | None:
        return at_least(view.box("gauge-dial", view.camera.point(thing.x, thing.y), self.SHARE))


class PosterLook(Look):
    """The site's procedure on the wall: its title can be read from here, its lines close by."""

    SHARE, HALF_M = 0.94, 0.34
    """Its size, and half its breadth with a hand's breadth of wall beside it."""

    def still(self, view: RoomView, spec: ThingSpec) -> None:
        box = view.put("poster-sheet", self._at(view, spec.x_m, spec.y_m), self.SHARE)
        screen = view.screen
        head = box.h * 70 // 440
        text = view.t("room.poster_title")
        size = screen.text.fit(text, round(box.w * 0.86), 20, "bold", least=9)
        screen.text.draw(text, (box.centerx, box.y + head * 0.55), size, THEME.white, "bold", "center", view.surface)
        rows = max(4, min(9, len(view.level.poster) or 6))
        step = (box.h - head * 1.35) / rows
        for row in range(rows):
            y = box.y + head * 1.3 + row * step
            pygame.draw.circle(view.surface, THEME.petrol, (box.x + box.w * 0.14, y + step * 0.35), max(2, step * 0.2))
            for k, part in enumerate((0.62, 0.40)):
                bar = pygame.Rect(
                    round(box.x + box.w * 0.24), round(y + step * (0.16 + 0.3 * k)), round(box.w * part), max(2, round(step * 0.13))
                )
                view.surface.fill(THEME.steel, bar)

    def box(self, view: RoomView, thing: ThingSeen) -> pygame.Rect | None:
        return view.box("poster-sheet", self._at(view, thing.x, thing.y), self.SHARE)

    def _at(self, view: RoomView, x: float, y: float) -> tuple[float, float]:
        """Where it hangs: whole on the wall of its room, however near to a corner the level wants it."""
        room = next((r for r in view.level.rooms if r.x0_m <= x <= r.x1_m and r.x1_m - r.x0_m > 2 * self.HALF_M), None)
        return view.camera.point(x if room is None else min(max(x, room.x0_m + self.HALF_M), room.x1_m - self.HALF_M), y)
