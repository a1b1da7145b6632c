"""Drawn parts of the kit, cropped to what is painted, anchored, and turned about their joint.

`put` sets a part so that its anchor (README of the kit) lies on a point; `limb` draws one between two points.  Most parts
of the figure are small marks on a sheet of 400 x 900: cropping once keeps a frame cheap.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from typing import NamedTuple

import pygame

from game.view import svg

KIT = "gowning/"
LIMBS_KEPT = 900
FINE, LARGE, COARSE = 2.0, 0.9, 1.2
"""Turned parts are drawn FINE times larger first: a turned edge stays smooth; from scale LARGE on, COARSE is fine enough."""

BODY_ANCHOR = (200.0, 880.0)
LIMB_ANCHOR = (60.0, 30.0)
ANCHORS: dict[str, tuple[float, float]] = {
    "hand-open": (100, 226),
    "hand-grip": (100, 84),
    "hand-rest": (100, 20),
    "foot-shoe-front": (60, 14),
    "foot-overshoe-front": (60, 14),
    "foot-overshoe-slipped": (60, 14),
    "foot-shoe-side": (58, 14),
    "foot-overshoe-side": (58, 14),
    "locker-open": (280, 952),
    "locker": (150, 952),
    "bench-front": (310, 286),
    "bench": (150, 418),
    "bin-": (110, 328),
    "mirror": (210, 1036),
    "sink": (260, 306),
    "dispenser-drop": (15, 0),
    "dispenser-": (60, 105),
    "towel-box": (90, 100),
    "hand-dryer": (110, 140),
    "gauge-": (90, 96),
    "clock-": (100, 100),
    "poster-sheet": (160, 220),
    "shelf-plank": (310, 14),
    "interlock-": (45, 85),
    "water": (20, 0),
    "sign-plate": (130, 37),
    "worn-phone": (52, 40),
    "worn-watch": (55, 35),
    "worn-ring": (30, 16),
    "worn-necklace": (80, 60),
    "worn-badge": (44, 90),
    "obj-phone": (40, 75),
    "obj-watch": (35, 70),
    "obj-ring": (30, 32),
    "obj-necklace": (60, 60),
    "obj-badge": (55, 110),
    "coat-folded": (150, 106),
    "hair-cover-loose": (75, 74),
    "beard-cover-loose": (65, 50),
    "overshoe-loose": (60, 30),
    "tray": (150, 82),
    "foot-overboot-front": (60, 14),
    "foot-overboot-side": (58, 14),
    "foot-overboot-back": (60, 14),
    "foot-sock-front": (60, 14),
    "foot-sock-side": (58, 14),
    "site-suit-folded": (120, 122),
    "site-socks-loose": (85, 98),
    "worn-makeup": (60, 50),
    "glove-folded": (75, 170),
    "glove-flat": (75, 200),
    "hood-loose": (140, 60),
    "coverall-folded": (162, 148),
    "overboot-loose": (70, 30),
    "coverall-gathered": (150, 214),
    "coverall-slumped": (245, 126),
    "coat-slumped": (245, 126),
    "hood-bulge": (200, 880),
    "cuff-": (60, 30),
    "wrist-bare": (60, 30),
    "boot-tie": (60, 30),
}
"""File name, or how it begins, -> anchor in the file's own units (kit README)."""


class Part(NamedTuple):
    """A cropped drawing and where its top left corner lies from its anchor, real pixels."""

    surface: pygame.Surface
    dx: int
    dy: int


_parts: OrderedDict[tuple[object, ...], Part] = OrderedDict()
_plain_ones: dict[tuple[str, float], Part] = {}


def anchor(name: str) -> tuple[float, float]:
    """The anchor of a part, in its file's units: listed, by family, or the middle of its foot."""
    for start, point in ANCHORS.items():
        if name.startswith(start):
            return point
    if name.startswith(("op-", "fault-")):
        return BODY_ANCHOR
    if name.startswith(("limb-", "leg-")):
        return LIMB_ANCHOR
    w, h = svg.size(KIT + name)
    return (w / 2, h - 4) if name.startswith("pack-") else (w / 2, h / 2)


def part(name: str, scale: float, *, flip: bool = False, turn: float = 0.0, stretch: float = 1.0, swaps: svg.Swaps = ()) -> Part:
    """A part at `scale` real pixels per unit of its file; turn: degrees counter-clockwise about its anchor."""
    turn = round(turn) % 360 if turn else 0
    key = (name, round(scale, 4), flip, turn, stretch, swaps)
    found = _parts.get(key)
    if found is not None:
        _parts.move_to_end(key)
        return found
    made = _turned(name, scale, flip, turn, stretch, swaps) if turn or stretch != 1.0 else _plain(name, scale, flip, swaps)
    _parts[key] = made
    if len(_parts) > LIMBS_KEPT:
        _parts.popitem(last=False)
    return made


def _plain(name: str, scale: float, flip: bool, swaps: svg.Swaps) -> Part:
    drawn, x, y = svg.piece(KIT + name, scale, swaps=swaps, flip=flip)
    ax, ay = _joint(name, flip)
    return Part(drawn, round(x - ax * scale), round(y - ay * scale))


def _joint(name: str, flip: bool) -> tuple[float, float]:
    """The anchor, of the mirrored part when it is flipped."""
    ax, ay = anchor(name)
    return (svg.size(KIT + name)[0] - ax if flip else ax), ay


def _turned(name: str, scale: float, flip: bool, turn: float, stretch: float, swaps: svg.Swaps) -> Part:
    more = FINE if scale < LARGE else COARSE
    fine, left, top = svg.piece(KIT + name, scale * more, swaps=swaps, flip=flip)
    ax, ay = _joint(name, flip)
    w, h = fine.get_size()
    # From the middle of what is painted to the anchor.
    x, y = ax * scale * more - left - w / 2, (ay * scale * more - top - h / 2) * stretch
    if stretch != 1.0:
        fine = pygame.transform.smoothscale(fine, (w, max(1, round(h * stretch))))
    drawn = pygame.transform.rotozoom(fine, turn, 1 / more)
    angle = math.radians(turn)
    # Screen y grows downward: a counter-clockwise turn takes (x, y) to (x cos + y sin, y cos - x sin).
    px = (x * math.cos(angle) + y * math.sin(angle)) / more
    py = (y * math.cos(angle) - x * math.sin(angle)) / more
    box = drawn.get_bounding_rect()
    dw, dh = drawn.get_size()
    return Part(drawn.subsurface(box).copy(), round(box.x - dw / 2 - px), round(box.y - dh / 2 - py))


def put(target: pygame.Surface, name: str, at: tuple[float, float], scale: float, **how: object) -> pygame.Rect:
    """Draw a part with its anchor at `at`, real pixels.  Returns the box it painted."""
    found = _plain_ones.get((name, scale)) if not how else None
    if found is None:
        found = part(name, scale, **how)  # type: ignore[arg-type]
        if not how:  # most of a frame: kept by the shortest key there is
            _plain_ones[name, scale] = found
    return target.blit(found.surface, (round(at[0]) + found.dx, round(at[1]) + found.dy))


def box(name: str, at: tuple[float, float], scale: float, **how: object) -> pygame.Rect:
    """The box a part would paint."""
    found = part(name, scale, **how)  # type: ignore[arg-type]
    return found.surface.get_rect(topleft=(round(at[0]) + found.dx, round(at[1]) + found.dy))


def limb(
    target: pygame.Surface,
    name: str,
    start: tuple[float, float],
    end: tuple[float, float],
    scale: float,
    length: float,
    *,
    flip: bool = False,
    swaps: svg.Swaps = (),
) -> None:
    """Draw a limb from joint to joint; `length` is how far apart its joints are in the file's units."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    far = math.hypot(dx, dy)
    stretch = min(1.35, max(0.25, far / max(1e-6, length * scale)))
    stretch = 1.0 if abs(stretch - 1.0) < 0.03 else round(stretch * 20) / 20
    put(target, name, start, scale, turn=math.degrees(math.atan2(dx, dy)), stretch=stretch, flip=flip, swaps=swaps)


def forget() -> None:
    """Drop all parts (after a change of window size)."""
    _parts.clear()
    _plain_ones.clear()
