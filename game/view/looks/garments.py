"""Garments: folded in their open pack, in a hand, on the floor; cloth in motion is drawn by game.view.cloth."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.entities.kinds import KINDS
from game.view import bundle, cloth
from game.view.drape import HEAP_M, Point
from game.view.looks.base import Look, RoomView, at_least
from game.view.looks.packs import resting_place
from game.world.seen import ThingSeen

FILES = {
    "hair_cover": ("hair-cover-loose", 0.9),
    "beard_cover": ("beard-cover-loose", 0.8),
    "overshoe": ("overshoe-loose", 0.9),
    "coat": ("coat-folded", 0.50),
    "suit": ("coverall-folded", 0.72),
    "coverall": ("coverall-folded", 0.72),
    "site_suit": ("site-suit-folded", 0.95),
    "site_socks": ("site-socks-loose", 0.72),
    "glove": ("glove-folded", 0.55),
    "hood": ("hood-loose", 0.62),
    "mask": ("mask-loose", 0.56),
    "goggles": ("goggles-loose", 0.54),
    "overboot": ("overboot-loose", 0.74),
}

HIDDEN_M = 0.36
"""What lies nearer to the middle of the body than this is partly behind it."""
WORN_BOX = {
    "coat": (0.30, 0.02, 0.75),
    "suit": (0.24, 0.02, 0.75),
    "coverall": (0.24, 0.02, 0.75),
    "site_suit": (0.10, 0.10, 0.10),
    "hair_cover": (0.20, 0.14, 0.0),
    "beard_cover": (0.16, 0.02, 0.06),
    "hood": (0.16, 0.15, 0.16),
    "mask": (0.10, 0.06, 0.06),
    "goggles": (0.12, 0.05, 0.05),
    "glove": (0.07, 0.10, 0.12),
    "overboot": (0.11, 0.25, 0.15),
}
"""How far a worn garment reaches about its place on the body: to both sides, up, down, metres."""


def marks(view: RoomView, thing_id: str) -> cloth.Marks:
    """What an eye can see on a garment."""
    thing = view.truth.things[thing_id]
    return cloth.Marks(soiled=thing.soiled, torn=thing.torn, stained=thing.defect == "stained")


class GarmentLook(Look):
    """hair_cover, beard_cover, overshoe, coat."""

    depth = 1

    def draw(self, view: RoomView, thing: ThingSeen) -> None:
        if thing.where == "worn" or self._hidden(view, thing):
            return
        nodes = view.seen.garment(thing.id)
        if nodes is not None:
            if not thing.threaded:
                cloth.draw_coat(view.surface, nodes, view.camera.place, marks=marks(view, thing.id), kind=thing.kind)
            return
        file, share = FILES[thing.kind]
        box = view.put(file, self._at(view, thing), share)
        seen = marks(view, thing.id)
        if seen.torn:
            view.put("mark-tear", box.center, 0.42)
        if seen.stained:
            view.put("mark-stain", box.center, 0.42)

    def _at(self, view: RoomView, thing: ThingSeen) -> tuple[float, float]:
        x, y = resting_place(view, thing)
        if thing.where.startswith("inside:"):
            twin = int(thing.id.rpartition(".")[2]) - 1
            up = 0.05 if KINDS[thing.kind].live else 0.035
            return x + (0.11 * twin - 0.03) * view.camera.scale, y - up * view.camera.scale
        return x, y

    def _hidden(self, view: RoomView, thing: ThingSeen) -> bool:
        where = thing.where
        if where.startswith("inside:"):
            where = view.seen.thing(where[7:]).where
        return view.seen.has(where) and view.seen.thing(where).family in ("bin", "container")

    def box(self, view: RoomView, thing: ThingSeen) -> pygame.Rect | None:
        if self._hidden(view, thing):
            return None
        if thing.where == "worn":
            return None if covered(view, thing) else _worn_box(view, thing)
        nodes = view.seen.garment(thing.id)
        if nodes is not None:
            return _cloth_box(view, thing, nodes)
        file, share = FILES[thing.kind]
        return at_least(view.box(file, self._at(view, thing), share))


def _cloth_box(view: RoomView, thing: ThingSeen, nodes: Sequence[Point]) -> pygame.Rect:
    """The box of cloth at its nodes; what lies in a heap or is gathered is drawn larger than its nodes spread."""
    xs, ys = [p[0] for p in nodes], [p[1] for p in nodes]
    middle = (min(xs) + max(xs)) / 2
    if max(ys) < HEAP_M:
        return _span(view, middle - 0.48, 0.22, middle + 0.48, -0.02)
    if thing.where.startswith("hand:") and bundle.gathered(nodes, thing.kind):
        held = bundle.between(view.seen)
        middle = middle if held is None else held
        return _span(view, middle - bundle.HALF_M, min(ys) + bundle.BUNDLE_M, middle + bundle.HALF_M, min(ys))
    return _span(view, min(xs) - 0.2, max(ys) + 0.05, max(xs) + 0.2, min(*ys, max(ys) - 0.15))


def _span(view: RoomView, x0: float, y1: float, x1: float, y0: float) -> pygame.Rect:
    """Room metres (left, top, right, bottom) -> real pixels, large enough to be hit."""
    left, top = view.camera.point(x0, y1)
    right, bottom = view.camera.point(x1, y0)
    return at_least(pygame.Rect(round(left), round(top), round(right - left), round(bottom - top)))


def unwrapped(view: RoomView) -> float | None:
    """How far (x, metres) from the feet a garment lies in its opened pack on a shelf that the body would hide; None: there is none."""
    for thing in view.things():
        if thing.where.startswith("inside:") and abs(thing.x - view.seen.x) < HIDDEN_M and KINDS[thing.kind].live:
            pack = view.seen.thing(thing.where[7:])
            if pack.open and not pack.where.startswith("hand:"):
                return thing.x - view.seen.x
    return None


def covered(view: RoomView, thing: ThingSeen) -> bool:
    """Whether something else that is worn lies over it: then it cannot be pointed at."""
    worn = [t for t in view.things() if t.where == "worn" and t.id != thing.id]
    kinds = {t.kind for t in worn}
    if thing.kind in ("site_suit", "site_socks"):
        return bool(kinds & {"suit", "coverall", "coat"})
    if thing.kind in ("hair_cover", "beard_cover"):
        return "hood" in kinds
    later = [t for t in worn if t.kind == "glove" and t.threaded == thing.threaded and t.slot != thing.slot]
    truth = view.truth.things
    return thing.kind == "glove" and any(truth[t.id].worn_at > truth[thing.id].worn_at for t in later)


def _worn_box(view: RoomView, thing: ThingSeen) -> pygame.Rect:
    x, y = view.seen.body_point(thing.id)
    wide, above, below = WORN_BOX.get(thing.kind, (0.12, 0.02, 0.10))
    return _span(view, x - wide, y + above, x + wide, y - below)
