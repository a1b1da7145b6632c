"""The hand wash, close: two big hands with their six surfaces, water, soap, towels, and the clock as the only timer.

One stays on a surface until one goes on: a click chooses, another click chooses the next.  In guided mode a ring round
each name shows how long it has been; otherwise only the second hand tells.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from functools import lru_cache

import pygame

from game.entities.kinds import HAND_SURFACES
from game.view import paint, parts, svg
from game.view.choices import Choice
from game.view.closeup import CloseUp, Spot
from game.view.hud import name_tag
from game.view.looks.base import RoomView
from game.view.looks.signs import TICKS_PER_SECOND, clock_hands
from game.view.screen import Screen
from game.view.theme import LEAD, THEME, hexa
from game.view.widgets import Button, Column, Widget

PALM_SIDE = ("palms", "tips", "thumbs")
"""Surfaces shown on the left hand, palm up; the others on the right hand, back up."""
SHEET = (200.0, 240.0)
RINSED_TICKS = 120
FAMILIES = ("sink", "soap", "towels", "dryer")


class WashCloseUp(CloseUp):
    """Open from the first touch of the sink until one leaves it."""

    kind = "wash"
    brief = False

    def __init__(self, view: RoomView, thing: str, guided: bool) -> None:
        super().__init__(view, thing)
        self.guided = guided
        self._over: Choice | None = None

    def stays(self) -> bool:
        seen = self.view.seen
        return seen.stance != "sit" and abs(seen.thing(self.thing).x - seen.x) < 1.75

    def belongs(self, choice: Choice) -> bool:
        seen = self.view.seen
        return (
            seen.has(choice.thing)
            and seen.thing(choice.thing).family in FAMILIES
            and choice.verb in ("work", "declare")
            and abs(seen.thing(choice.thing).x - seen.thing(self.thing).x) < 1.8
            and (choice.verb != "declare" or "empty" in seen.thing(choice.thing).known)
        )

    def state_key(self, found: Sequence[Choice]) -> tuple[str, ...]:
        return (*super().state_key(found), self._active())

    def _fill(self, column: Column) -> None:
        """Water and soap, rinsing and drying; the surfaces are on the hands."""
        self.told(column)
        self.found.sort(key=self._place)
        group = -1
        n = 0
        for choice in self.found:
            if choice.part in HAND_SURFACES:
                continue
            n += 1
            style = "chosen" if choice.part and choice.part == self._active() else "plain"
            label = f"{n}  {choice.label}" if n < 10 else choice.label
            here = self._place(choice)[0]
            column.add(Button(choice.id, label, align="left", height=54, style=style), gap=8 if here == group else 20)
            group = here

    def _place(self, choice: Choice) -> tuple[int, int]:
        """Group and place in the list."""
        if choice.part in HAND_SURFACES:
            return 4, HAND_SURFACES.index(choice.part)
        if choice.verb == "declare":
            return 3, 1
        family = self.view.seen.thing(choice.thing).family
        early = {"tap": 0, "lever": 1}.get(choice.part)
        if early is not None:
            return 0, early
        return (3, 0) if choice.part == "stop" else (2, {"sink": 0, "towels": 1}.get(family, 2))

    def _active(self) -> str:
        washing = self.view.seen.washing
        return "dry" if washing.startswith("dry:") else washing

    # --- the picture -----------------------------------------------------------------------------------------------------

    def _hands(self) -> list[tuple[str, pygame.Rect, float]]:
        """Which hand, where, and real pixels per unit of its file."""
        area = self.picture
        room = pygame.Rect(area.x, area.y + round(area.h * 0.03), area.w, round(area.h * 0.77))
        scale = min(room.w / 310, room.h / SHEET[1])
        w, h = round(SHEET[0] * scale), round(SHEET[1] * scale)
        found = []
        for side, middle, share in (("palm", 81, 0.27), ("back", 119, 0.73)):
            rect = pygame.Rect(0, room.bottom - h, w, h)
            rect.x = round(room.x + room.w * share - middle * scale)
            found.append((side, rect, scale))
        return found

    def _zone(self, surface: str) -> tuple[pygame.Rect, float, bool]:
        palm, back = self._hands()
        _, rect, scale = palm if surface in PALM_SIDE else back
        return rect, scale, surface not in PALM_SIDE

    def paint(self) -> None:
        view = self.view
        if view.seen.tap:
            water = svg.load("gowning/water", self.picture.h / 150 * 1.02)
            view.surface.blit(water, (self.picture.centerx - water.get_width() // 2, self.picture.y))
        for side, rect, scale in self._hands():
            names = [(f"wash-hand-{side}-{view.looks.skin}", False)]
            if view.seen.wet > 10:
                names.append(("hand-open-wet", side == "back"))
            for name, mirrored in names:
                drawn, box = cropped(name, scale, mirrored)
                view.surface.blit(drawn, box.move(rect.topleft))
        active = self._active()
        for surface in HAND_SURFACES:
            if any(c.part == surface for c in self.found):
                self._mark(surface, active)
        self._clock()

    def _mark(self, surface: str, active: str) -> None:
        rect, scale, mirrored = self._zone(surface)
        view = self.view
        on = surface == active
        done = view.seen.wash[surface] > 0
        zone, box = tinted(surface, scale, mirrored, on)
        view.surface.blit(zone, box.move(rect.topleft))
        if view.seen.soap and done and view.seen.rinse_ticks < RINSED_TICKS:
            self._foam(surface, rect, scale, mirrored, on)

    def _foam(self, surface: str, rect: pygame.Rect, scale: float, mirrored: bool, moving: bool) -> None:
        """Bubbles where one has rubbed; they move under the hands."""
        view = self.view
        phase = view.frame / 9 if moving else 0.0
        for n, (x, y, size) in enumerate(bubbles(surface, mirrored)):
            r = (2.0 + 3.4 * size) * scale
            at = rect.x + x * rect.w + math.sin(phase + n) * 2 * scale, rect.y + y * rect.h + math.cos(phase * 1.3 + n) * 2 * scale
            paint.disc(
                view.surface, (round(at[0]), round(at[1])), max(2, round(r)), THEME.white, (0xB5, 0xD3, 0xDB), max(1.0, view.screen.unit)
            )

    def _clock(self) -> None:
        """The wall clock, as one sees it from the sink."""
        view, area = self.view, self.picture
        size = max(view.screen.u(150), round(area.h * 0.20))
        at = area.x + size * 0.62, area.bottom - size * 0.60
        scale = size / 200
        parts.put(view.surface, "clock-face", at, scale)
        clock_hands(view.surface, at, scale, view.start_s + view.seen.tick / TICKS_PER_SECOND)
        self._doing(
            self._active(), pygame.Rect(round(at[0] + size * 0.62), round(at[1] - size / 2), round(area.right - at[0] - size * 0.7), size)
        )

    def _doing(self, active: str, room: pygame.Rect) -> None:
        """What the hands do now, or how to choose."""
        screen = self.view.screen
        text = self.view.t(f"room.wash_{active or 'choose'}")
        lines = screen.text.wrap(text, room.w - screen.px(70), LEAD, "semibold")
        step = screen.text.line_height(LEAD)
        y = room.centery - len(lines) * step // 2
        x = room.x
        if self.guided and active in HAND_SURFACES:
            self._ring(screen, (x + screen.px(26), room.centery), self._share(active))
            x += screen.px(64)
        for n, line in enumerate(lines):
            screen.text.draw(line, (x, y + n * step), LEAD, THEME.ink, "semibold")

    def _share(self, surface: str) -> float:
        least = self.view.level.limits.get("wash_surface_s", 4.0) * TICKS_PER_SECOND
        return min(1.0, self.view.seen.wash[surface] / least)

    def _ring(self, screen: Screen, centre: tuple[int, int], share: float) -> None:
        done = share >= 1.0
        share = round(share * 60) / 60
        tone = THEME.green if done else THEME.amber
        paint.donut(screen.surface, centre, screen.px(24), screen.px(9), ((share, tone), (1.0 - share, THEME.line)))
        if done:
            icon = svg.sized("process/icons/done", screen.px(26))
            screen.surface.blit(icon, icon.get_rect(center=centre))

    def _widgets(self, screen: Screen, side: pygame.Rect) -> list[Widget]:
        """One stop of the keyboard for each surface, in the middle of what the pointer finds there."""
        found = super()._widgets(screen, side)
        for choice in self.found:
            if choice.part in HAND_SURFACES:
                spot = Spot(choice.id, self.view.t(f"room.wash_{choice.part}"), self._middle(choice.part))
                spot.place(pygame.Rect(spot.mark.center, (1, 1)))
                found.append(spot)
        return found

    def _middle(self, surface: str) -> pygame.Rect:
        rect, scale, mirrored = self._zone(surface)
        return cropped(f"wash-zone-{surface}", scale, mirrored)[1].move(rect.topleft)

    def handle(self, event: pygame.Event) -> Choice | str | None:
        if event.type == pygame.MOUSEMOTION:
            self._over = self.pointed(event.pos) if self.picture.collidepoint(event.pos) else None
        return super().handle(event)

    def over(self) -> None:
        """The name of the surface under the pointer, or of the one the keyboard stands on."""
        if self._over and not self.form.by_keyboard:
            name_tag(self.view.screen, self.view.t(f"room.wash_{self._over.part}"), self._middle(self._over.part), self.picture.top)
        super().over()

    def pointed(self, pos: tuple[int, int]) -> Choice | None:
        """The surface under the pointer: the zone itself, else the nearest zone's middle on that hand."""
        best: tuple[float, Choice] | None = None
        for choice in self.found:
            if choice.part not in HAND_SURFACES:
                continue
            rect, scale, mirrored = self._zone(choice.part)
            if not rect.collidepoint(pos):
                continue
            zone = svg.load(f"gowning/wash-zone-{choice.part}", scale, flip=mirrored)
            far = _distance(zone, (pos[0] - rect.x, pos[1] - rect.y), round(30 * scale))
            if far is not None and (best is None or far < best[0]):
                best = far, choice
        return best[1] if best else None


@lru_cache(24)
def tinted(surface: str, scale: float, mirrored: bool, on: bool) -> tuple[pygame.Surface, pygame.Rect]:
    """A surface of the hand, lightly marked, more so while it is rubbed; and its place on the sheet of the hand."""
    swaps = (("#FFF", hexa(THEME.petrol if on else THEME.white)),)
    zone, box = cropped(f"wash-zone-{surface}", scale, mirrored, swaps)
    zone = zone.copy()
    zone.set_alpha(95 if on else 70)
    return zone, box


@lru_cache(32)
def cropped(name: str, scale: float, mirrored: bool, swaps: svg.Swaps = ()) -> tuple[pygame.Surface, pygame.Rect]:
    """What a sheet paints, without the empty rest, and its place on the sheet."""
    sheet = svg.load(f"gowning/{name}", scale, swaps=swaps, flip=mirrored)
    box = sheet.get_bounding_rect()
    return sheet.subsurface(box).copy(), box


@lru_cache(12)
def bubbles(surface: str, mirrored: bool) -> tuple[tuple[float, float, float], ...]:
    """Places of bubbles on a surface (shares of the sheet) and their size 0..1, the same in every wash."""
    rng = random.Random(f"foam/{surface}")
    mask = svg.load(f"gowning/wash-zone-{surface}", 0.5, flip=mirrored)
    found = []
    for _ in range(1500):
        x, y, size = rng.random(), rng.random(), rng.random()
        if mask.get_at((int(x * (mask.get_width() - 1)), int(y * (mask.get_height() - 1)))).a > 200:
            found.append((x, y, size))
    return tuple(found[:34])


def _distance(zone: pygame.Surface, at: tuple[int, int], most: int) -> float | None:
    """How far a point is from what a zone paints, looking outwards in rings; None beyond `most`."""
    w, h = zone.get_size()
    for r in range(0, most + 1, max(1, most // 8)):
        for k in range(12):
            x = at[0] + round(r * math.cos(k * math.pi / 6))
            y = at[1] + round(r * math.sin(k * math.pi / 6))
            if 0 <= x < w and 0 <= y < h and zone.get_at((x, y)).a > 64:
                return float(r)
    return None
