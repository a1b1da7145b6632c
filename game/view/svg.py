"""Drawings: SVG files of assets/svg as surfaces, at exactly the size asked for, cached.

`load("gowning/op-skin-{tone}", screen.unit, tone=2)`: the scale is real pixels per unit of the file, so a part drawn at
scale 1 on a 1920 x 1080 window is drawn at `screen.unit` on any.  Only what nanosvg draws may stand in a file
(tests/test_view_svg.py refuses text, use, clip, mask, filter and pattern).
"""

from __future__ import annotations

import io
import math
import re
from collections import OrderedDict
from functools import cache
from pathlib import Path

import pygame

FOLDER = Path(__file__).resolve().parents[2] / "assets" / "svg"
BUDGET_BYTES = 192_000_000
PIECES = 900
"""So many parts are kept."""

_VIEWBOX = re.compile(r'viewBox="\s*[-\d.]+\s+[-\d.]+\s+([\d.]+)\s+([\d.]+)\s*"')
_HEAD = re.compile(r"<svg[^>]*>")
COARSE = 0.5
"""Scale at which it is found out where a drawing paints anything."""
RIM = 3.0
"""What may be painted beyond that, in units of the file."""


class _Cache:
    """Surfaces by what they were made of; the ones used longest ago go first when they become too many."""

    def __init__(self) -> None:
        self.kept: OrderedDict[tuple[object, ...], pygame.Surface] = OrderedDict()
        self.spent = 0

    def get(self, key: tuple[object, ...]) -> pygame.Surface | None:
        found = self.kept.get(key)
        if found is not None:
            self.kept.move_to_end(key)
        return found

    def put(self, key: tuple[object, ...], surface: pygame.Surface) -> None:
        self.kept[key] = surface
        self.spent += _bytes(surface)
        while self.spent > BUDGET_BYTES and len(self.kept) > 1:
            _, old = self.kept.popitem(last=False)
            self.spent -= _bytes(old)


def _bytes(surface: pygame.Surface) -> int:
    return surface.get_width() * surface.get_height() * 4


_cache = _Cache()

Swaps = tuple[tuple[str, str], ...]
"""Colours to replace: (("#0F3540", "#FFFFFF"), ...)."""


@cache
def source(name: str) -> str:
    """The text of a drawing.  Raises FileNotFoundError: a missing drawing is our mistake, never the player's."""
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8")


@cache
def size(name: str) -> tuple[float, float]:
    """Width and height in the file's own units."""
    return _viewbox(source(name))


def _viewbox(text: str) -> tuple[float, float]:
    found = _VIEWBOX.search(text)
    if not found:
        raise ValueError("a drawing needs a viewBox")
    return float(found[1]), float(found[2])


def load(name: str, scale: float = 1.0, *, swaps: Swaps = (), flip: bool = False, turn: float = 0.0, **variants: object) -> pygame.Surface:
    """The drawing `name` ("kit/file", its {variants} filled in) at `scale` real pixels per unit.

    flip: mirrored left to right; turn: degrees counter-clockwise about the middle (the surface grows).  Do not draw on it."""
    path = name.format(**variants) if variants else name
    w, h = size(path)
    pixels = (max(1, round(w * scale)), max(1, round(h * scale)))
    key = (path, pixels, swaps, flip, turn)
    found = _cache.get(key)
    if found is None:
        found = _raster(source(path), pixels, swaps)
        if flip:
            found = pygame.transform.flip(found, True, False)
        if turn:
            found = pygame.transform.rotozoom(found, turn, 1.0)
        _cache.put(key, found)
    return found


def sized(name: str, height: int, *, swaps: Swaps = (), **variants: object) -> pygame.Surface:
    """The same drawing, so tall in real pixels."""
    path = name.format(**variants) if variants else name
    return load(path, height / size(path)[1], swaps=swaps)


@cache
def painted(name: str) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what a drawing paints on its sheet, in the file's own units, with a narrow rim."""
    w, h = size(name)
    box = _raster(source(name), (max(1, round(w * COARSE)), max(1, round(h * COARSE))), ()).get_bounding_rect()
    left, top, right, bottom = (edge / COARSE for edge in (box.left, box.top, box.right, box.bottom))
    return max(0.0, left - RIM), max(0.0, top - RIM), min(w, right + RIM), min(h, bottom + RIM)


def piece(name: str, scale: float, *, swaps: Swaps = (), flip: bool = False) -> tuple[pygame.Surface, int, int]:
    """The part of a sheet that it paints on, and where its corner lies on the sheet, real pixels.

    Most parts of the figure are small marks on a sheet of 400 x 900: only their own place is rasterised.  Do not draw on it."""
    found = _pieces.get((name, scale, swaps, flip))
    if found is None:
        left, top, right, bottom = painted(name)
        x, y = math.floor(left * scale), math.floor(top * scale)
        pixels = max(1, math.ceil(right * scale) - x), max(1, math.ceil(bottom * scale) - y)
        box = " ".join(f"{n / scale:.4f}" for n in (x, y, *pixels))
        head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="{pixels[0]}" height="{pixels[1]}">'
        drawn = _raster(_HEAD.sub(head, source(name), count=1), pixels, swaps)
        tight = drawn.get_bounding_rect()
        drawn, x, y = drawn.subsurface(tight).copy(), x + tight.x, y + tight.y
        if flip:
            drawn, x = pygame.transform.flip(drawn, True, False), round(size(name)[0] * scale) - x - drawn.get_width()
        found = _pieces[name, scale, swaps, flip] = drawn, x, y
        if len(_pieces) > PIECES:
            _pieces.popitem(last=False)
    else:
        _pieces.move_to_end((name, scale, swaps, flip))
    return found


_pieces: OrderedDict[tuple[str, float, Swaps, bool], tuple[pygame.Surface, int, int]] = OrderedDict()


def inline(body: str, pixels: tuple[int, int], viewbox: tuple[float, float] | None = None) -> pygame.Surface:
    """A drawing written in code (rounded plates, arcs, signs), cached by its text.  `viewbox` defaults to the pixels."""
    key = ("inline", body, pixels, viewbox)
    found = _cache.get(key)
    if found is None:
        w, h = viewbox or pixels
        text = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}">{body}</svg>'
        found = _raster(text, pixels, ())
        _cache.put(key, found)
    return found


def _raster(text: str, pixels: tuple[int, int], swaps: Swaps) -> pygame.Surface:
    for old, new in swaps:
        text = text.replace(old, new)
    drawn = pygame.image.load_sized_svg(io.BytesIO(text.encode()), pixels)
    return drawn.convert_alpha() if pygame.display.get_surface() else drawn


def forget() -> None:
    """Drop every cached drawing (after a change of window size)."""
    _cache.kept.clear()
    _cache.spent = 0
    _pieces.clear()
