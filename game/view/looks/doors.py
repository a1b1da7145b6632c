"""Doors in the partition walls between rooms, drawn in perspective: shut, swinging, open; with their light and plate.

A partition runs from the back wall towards the viewer and is cut open like a doll's house; the leaf turns on its hinge at
the wall side and swings into the room beyond.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import pygame
import pygame.gfxdraw

from game.spec import ThingSpec
from game.view.looks.base import Look, RoomView, at_least, plate
from game.view.theme import THEME, Colour, mix
from game.world.seen import ThingSeen

HINGE, LATCH, CUT = 0.45, 1.75, 2.15
"""Depth of the two door posts and of the cut through the wall (0 wall, 1 operator)."""
LEAF_M = 0.92
HEAD_M = 2.06
TOP_M = 2.20
THICK_M = 0.10
SWING_PER_TICK = 1.0 / 24
FRAME: Colour = (201, 192, 171)
FRAME_EDGE: Colour = (142, 134, 112)
LEAF: Colour = (240, 236, 226)
GLASS: Colour = (190, 219, 228)
STEEL: Colour = (200, 211, 216)
CUT_FACE: Colour = (126, 146, 154)
WALLS: dict[str, Colour] = {"CNC": (226, 231, 228), "D": (232, 227, 214), "C": (236, 241, 242), "B": (220, 232, 237), "A": (220, 232, 237)}

Quad = Sequence[tuple[float, float]]


def fill(target: pygame.Surface, points: Quad, colour: Colour, edge: Colour | None = None) -> None:
    """A smooth-edged polygon."""
    run = [(round(x), round(y)) for x, y in points]
    pygame.draw.polygon(target, colour, run)
    pygame.gfxdraw.aapolygon(target, run, edge or colour)


def corner(view: RoomView, x: float, top_m: float = TOP_M, depth: float = 5.0) -> None:
    """Floor and ceiling of the nearer room go on along a partition wall at x until they meet its foot and head."""
    camera, surface = view.camera, view.surface
    px = round(camera.point(x, 0)[0])
    near = px - 3 if camera.x <= x else px + 3
    if not 0 <= near < surface.get_width():
        near = min(max(near, 0), surface.get_width() - 1)
    foot, front = camera.deep(x, 0.0, 0.0), camera.deep(x, 0.0, depth)
    head, high = camera.deep(x, top_m, 0.0), camera.deep(x, top_m, depth)
    if abs(front[0] - foot[0]) < 2:
        return
    step = max(4, round(8 * view.screen.unit))
    for row in range(round(foot[1]), surface.get_height(), step):
        share = (row + step / 2 - foot[1]) / (front[1] - foot[1])
        end = foot[0] + (front[0] - foot[0]) * share
        tone = surface.get_at((near, min(row, surface.get_height() - 1)))
        surface.fill(tone, pygame.Rect(round(min(px, end)), row, round(abs(end - px)) + 1, step))
    run = [(px, round(head[1])), (round(high[0]), round(high[1])), (px, round(high[1]))]
    pygame.draw.polygon(surface, (237, 243, 245), run)


def leaf_at(view: RoomView, x: float, opening: float, u: float, y: float) -> tuple[float, float]:
    """A point of the leaf of a door at x that is so far open (0 to 1): u 0 at the hinge to 1 at the latch, y metres above the floor."""
    turn = opening * math.radians(84)
    return view.camera.deep(x + LEAF_M * math.sin(turn) * u, y, HINGE + (LATCH - HINGE) * math.cos(turn) * u)


class Kept(NamedTuple):
    """What a door has painted, and where, for as long as nothing about it changes."""

    key: tuple[object, ...]
    drawing: pygame.Surface | None = None
    at: tuple[int, int] = (0, 0)


def keep(key: tuple[object, ...], ground: pygame.Surface, painted: pygame.Surface, strip: pygame.Rect) -> Kept:
    """The pixels of a strip that differ from what was there before: dozens of polygons in one sheet."""
    now, source = painted.subsurface(strip), pygame.Surface(strip.size, pygame.SRCALPHA)
    source.blit(now, (0, 0))
    changed = pygame.mask.from_threshold(now, (0, 0, 0), (1, 1, 1, 255), ground)
    changed.invert()
    sheet = pygame.Surface(strip.size, pygame.SRCALPHA)
    changed.to_surface(sheet, setsurface=source, unsetcolor=(0, 0, 0, 0))
    box = sheet.get_bounding_rect()
    cut = sheet.subsurface(box).copy()
    return Kept(key, cut.convert_alpha() if pygame.display.get_surface() else cut, (strip.x + box.x, strip.y + box.y))


class DoorLook(Look):
    """A hinged door in its partition."""

    depth = 0

    def __init__(self) -> None:
        self._swing: dict[str, float] = {}
        self._kept: dict[str, Kept] = {}

    def _opening(self, view: RoomView, thing: ThingSeen) -> float:
        """0 shut to 1 open, moving smoothly from frame to frame."""
        want = 1.0 if thing.open else 0.0
        now = self._swing.get(thing.id, want)
        now = min(want, now + SWING_PER_TICK) if want > now else max(want, now - SWING_PER_TICK)
        self._swing[thing.id] = now
        return now

    def draw(self, view: RoomView, thing: ThingSeen) -> None:
        spec = view.spec(thing.id)
        if spec is None:
            return
        opening, screen = self._opening(view, thing), view.screen
        locked, before = view.seen.other_door_open(thing.id), view.seen.x <= thing.x
        key = view.level, view.surface.get_size(), view.camera.place, screen.lang, screen.text_percent, opening, locked, before
        kept = self._kept.get(thing.id)
        if kept is None or kept.key != key:
            self._kept[thing.id] = Kept(key)
            self._paint(view, thing, spec, opening)
        elif kept.drawing is None:  # alike a second time: it stands still
            strip = self._strip(view, thing)
            if strip.w < 1:
                return
            ground = view.surface.subsurface(strip).copy()
            self._paint(view, thing, spec, opening)
            self._kept[thing.id] = keep(key, ground, view.surface, strip)
        else:
            view.surface.blit(kept.drawing, kept.at)

    def _strip(self, view: RoomView, thing: ThingSeen) -> pygame.Rect:
        """The part of the screen, from top to foot, that it may be painted on."""
        deep = view.camera.deep
        xs = [deep(thing.x + aside, y, depth)[0] for aside in (-0.06, 0.06) for y in (0.0, TOP_M) for depth in (0.0, 6.0)]
        side = -1.0 if view.seen.x <= thing.x else 1.0
        plate_end = side * (view.screen.text.measure(self.name(view, thing), 21, "semibold")[0] + view.screen.px(40))
        xs += [leaf_at(view, thing.x, 1.0, 1.0, 0.0)[0], view.camera.point(thing.x + side * 0.5, 0)[0] + plate_end]
        whole = view.surface.get_rect()
        return pygame.Rect(round(min(xs)), 0, round(max(xs) - min(xs)), whole.h).clip(whole)

    def _paint(self, view: RoomView, thing: ThingSeen, spec: ThingSpec, opening: float) -> None:
        camera = view.camera
        x = thing.x
        left_side = camera.x <= x
        corner(view, x)
        tone = mix(WALLS[_grade(view, spec, 0 if left_side else 1)], THEME.steel, 0.16)
        self._wall(view, x, 0.0, HINGE, 0.0, TOP_M, tone)
        self._wall(view, x, HINGE, LATCH, HEAD_M, TOP_M, tone)
        self._wall(view, x, LATCH, CUT, 0.0, TOP_M, tone)
        for depth in (HINGE, LATCH):
            self._post(view, x, depth)
        self._leaf(view, x, opening)
        self._section(view, x)
        self._signs(view, thing, spec)

    def _wall(self, view: RoomView, x: float, d0: float, d1: float, y0: float, y1: float, tone: Colour) -> None:
        deep = view.camera.deep
        quad = [deep(x, y0, d0), deep(x, y1, d0), deep(x, y1, d1), deep(x, y0, d1)]
        fill(view.surface, quad, tone, mix(tone, THEME.ink, 0.25))

    def _post(self, view: RoomView, x: float, depth: float) -> None:
        deep = view.camera.deep
        quad = [
            deep(x - 0.035, 0.0, depth),
            deep(x - 0.035, HEAD_M + 0.05, depth),
            deep(x + 0.035, HEAD_M + 0.05, depth),
            deep(x + 0.035, 0.0, depth),
        ]
        fill(view.surface, quad, FRAME, FRAME_EDGE)

    def _leaf(self, view: RoomView, x: float, opening: float) -> None:
        """The leaf at its angle, with window, kick plate and pull handle on it."""

        def at(u: float, y: float) -> tuple[float, float]:
            return leaf_at(view, x, opening, u, y)

        def quad(u0: float, u1: float, y0: float, y1: float) -> list[tuple[float, float]]:
            return [at(u0, y0), at(u0, y1), at(u1, y1), at(u1, y0)]

        surface = view.surface
        fill(surface, quad(0.0, 1.0, 0.01, HEAD_M), LEAF, FRAME_EDGE)
        fill(surface, quad(0.0, 1.0, 0.03, 0.32), STEEL, (159, 176, 182))
        fill(surface, quad(0.20, 0.76, 1.06, 1.88), (143, 167, 177), (110, 135, 146))
        fill(surface, quad(0.23, 0.73, 1.09, 1.85), GLASS)
        fill(surface, [at(0.30, 1.15), at(0.36, 1.15), at(0.62, 1.80), at(0.54, 1.80)], mix(GLASS, THEME.white, 0.55))
        fill(surface, quad(0.84, 0.93, 0.88, 1.26), STEEL, (111, 133, 144))
        fill(surface, quad(0.865, 0.905, 0.92, 1.22), THEME.white, (111, 133, 144))

    def _section(self, view: RoomView, x: float) -> None:
        """The cut through the wall: a plain band from floor to ceiling, nearest to the viewer."""
        deep = view.camera.deep
        a, b = x - THICK_M / 2, x + THICK_M / 2
        top = [deep(a, TOP_M + 0.6, CUT), deep(b, TOP_M + 0.6, CUT), deep(b, HEAD_M + 0.06, CUT), deep(a, HEAD_M + 0.06, CUT)]
        fill(view.surface, top, CUT_FACE, mix(CUT_FACE, THEME.ink, 0.35))
        sill = [deep(a, 0.0, HINGE), deep(b, 0.0, HINGE), deep(b, 0.0, LATCH), deep(a, 0.0, LATCH)]
        fill(view.surface, sill, mix(CUT_FACE, THEME.white, 0.25))
        foot = [deep(a, 0.0, LATCH), deep(b, 0.0, LATCH), deep(b, -0.02, CUT + 3.4), deep(a, -0.02, CUT + 3.4)]
        fill(view.surface, foot, CUT_FACE, mix(CUT_FACE, THEME.ink, 0.35))

    def _signs(self, view: RoomView, thing: ThingSeen, spec: ThingSpec) -> None:
        """The light of the airlock and the plate that says where the door leads, on the operator's side."""
        if not spec.between:
            return
        side = -1.0 if view.seen.x <= thing.x else 1.0
        there = spec.between[1 if side < 0 else 0]
        name = next((r.name for r in view.level.rooms if r.id == there), None)
        x, y = view.camera.wall_point(thing.x + side * 0.30, 1.66)
        if spec.airlock:
            locked = view.seen.other_door_open(thing.id)
            view.put("interlock-locked" if locked else "interlock-free", (x, y), 0.8)
        if name is not None:
            words = view.words(name)
            screen = view.screen
            wide = screen.text.measure(words, 21, "semibold")[0]
            px, py = view.camera.wall_point(thing.x + side * 0.10, 2.08)
            plate(view, words, (px + side * wide / 2, py))

    def box(self, view: RoomView, thing: ThingSeen) -> pygame.Rect | None:
        """The opening and, open, the leaf too; wide enough to be hit when one looks along the wall."""
        deep = view.camera.deep
        points = [deep(thing.x, y, d) for y in (0.0, HEAD_M) for d in (HINGE, LATCH)]
        points += [leaf_at(view, thing.x, 1.0, 1.0, y) for y in (0.0, HEAD_M) if thing.open]
        left, right = min(p[0] for p in points), max(p[0] for p in points)
        top, bottom = min(p[1] for p in points), max(p[1] for p in points)
        rect = pygame.Rect(round(left), round(top), round(right - left), round(bottom - top))
        return at_least(rect.inflate(max(0, round(0.34 * view.camera.scale) - rect.w), 0))

    def name(self, view: RoomView, thing: ThingSeen) -> str:
        spec = view.spec(thing.id)
        if spec is None or not spec.between:
            return view.t("room.kind_door")
        there = spec.between[1 if view.seen.x <= thing.x else 0]
        room = next((r.name for r in view.level.rooms if r.id == there), None)
        return view.t("room.door_to", room=view.words(room)) if room else view.t("room.kind_door")


def _grade(view: RoomView, spec: ThingSpec, which: int) -> str:
    room_id = spec.between[which] if spec.between else ""
    return next((r.grade for r in view.level.rooms if r.id == room_id), "D")
