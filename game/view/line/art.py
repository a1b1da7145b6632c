"""Drawings of the line's kit as items: a whole part, or only the piece of it that a tile shows when it is large."""

from __future__ import annotations

import io
import re
from collections import OrderedDict

import pygame

from game.view import svg
from game.view.line.camera import UNITS_PER_M
from game.view.line.tiles import Item
from game.view.text import drawable, font_path, typography
from game.view.theme import THEME, Colour

KIT = "line/"
WHOLE_PX = 4_500_000
"""A drawing of more pixels than this is drawn piece by piece."""
CROPS = 90
_HEAD = re.compile(r"<svg[^>]*>")
_crops: OrderedDict[tuple[object, ...], pygame.Surface] = OrderedDict()
LEAST_LETTER_PX = 5
TOP_M, BOTTOM_M, BEYOND_M = 4.4, -1.0, 1.5
CEILING: Colour = (0xEF, 0xF3, 0xF4)
FLOOR: Colour = (0x9F, 0xB1, 0xB8)


def art(
    name: str,
    x: float,
    top: float,
    z: float,
    share: float = 1.0,
    *,
    flip: bool = False,
    turn: float = 0.0,
    swaps: svg.Swaps = (),
    at: str = "topleft",
) -> Item:
    """A part of the kit.  x, top: metres of its top left corner, or of its middle (at="center"), or of the middle of its foot.

    share: its size, 1 = 200 units a metre; turn: degrees counter-clockwise about its middle (only at="center")."""
    w, h = (side * share / UNITS_PER_M for side in svg.size(KIT + name))
    if at == "center":
        x, top = x - w / 2, top + h / 2
    elif at == "midbottom":
        x, top = x - w / 2, top + h
    grow = (max(w, h) - min(w, h)) / 2 if turn else 0.0
    box = (x - grow, top - h - grow, x + w + grow, top + grow)
    key = (name, round(x, 4), round(top, 4), z, share, flip, round(turn), swaps)

    def paint(target: pygame.Surface, origin: tuple[int, int], scale: float) -> None:
        left, high = round(origin[0] + x * scale), round(origin[1] - top * scale)
        put(target, name, (left, high), scale * share / UNITS_PER_M, flip=flip, turn=turn, swaps=swaps)

    return Item(key, box, z, paint)


def put(
    target: pygame.Surface,
    name: str,
    at: tuple[int, int],
    k: float,
    *,
    flip: bool = False,
    turn: float = 0.0,
    swaps: svg.Swaps = (),
) -> None:
    """Draw a part with its top left corner there; k: real pixels per unit of its file."""
    w, h = svg.size(KIT + name)
    if turn:
        drawn = svg.load(KIT + name, k, swaps=swaps, flip=flip, turn=turn)
        middle = at[0] + w * k / 2, at[1] + h * k / 2
        target.blit(drawn, drawn.get_rect(center=(round(middle[0]), round(middle[1]))))
    elif w * h * k * k <= WHOLE_PX:
        target.blit(svg.load(KIT + name, k, swaps=swaps, flip=flip), at)
    else:
        _put_piece(target, KIT + name, at, k, swaps)


def ready(name: str, k: float) -> None:
    """Make a part at that size, unless it is one that is drawn piece by piece."""
    w, h = svg.size(KIT + name)
    if w * h * k * k <= WHOLE_PX:
        svg.load(KIT + name, k)


def _put_piece(target: pygame.Surface, name: str, at: tuple[int, int], k: float, swaps: svg.Swaps) -> None:
    w, h = svg.size(name)
    shown = pygame.Rect(at[0], at[1], round(w * k), round(h * k)).clip(target.get_rect())
    if not shown.w or not shown.h:
        return
    x, y = shown.x - at[0], shown.y - at[1]
    key = (name, round(k, 4), x, y, shown.size, swaps)
    found = _crops.get(key)
    if found is None:
        box = f"{x / k:.4f} {y / k:.4f} {shown.w / k:.4f} {shown.h / k:.4f}"
        head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="{shown.w}" height="{shown.h}">'
        text = _HEAD.sub(head, svg.source(name), count=1)
        for old, new in swaps:
            text = text.replace(old, new)
        found = pygame.image.load_sized_svg(io.BytesIO(text.encode()), shown.size)
        if pygame.display.get_surface():
            found = found.convert_alpha()
        _crops[key] = found
        if len(_crops) > CROPS:
            _crops.popitem(last=False)
    target.blit(found, shown)


# --- letters -----------------------------------------------------------------------------------------------------------

_fonts: dict[tuple[str, int], pygame.font.Font] = {}
_lines: OrderedDict[tuple[object, ...], pygame.Surface] = OrderedDict()


def letters(text: str, pixels: int, colour: Colour, weight: str = "semibold", lang: str = "fr") -> pygame.Surface:
    """One line of lettering on a drawing, so tall in real pixels; it grows with the drawing and not with the text scale."""
    key = (text, pixels, colour, weight, lang)
    found = _lines.get(key)
    if found is None:
        font = _fonts.get((weight, pixels))
        if font is None:
            font = _fonts[weight, pixels] = pygame.font.Font(str(font_path(weight)), pixels)
        found = _lines[key] = font.render(drawable(typography(text, lang), weight), True, colour)
        if len(_lines) > 400:
            _lines.popitem(last=False)
    return found


def forget() -> None:
    """Fonts do not outlive the font module, nor crops the window."""
    _fonts.clear()
    _lines.clear()
    _crops.clear()


def words(
    text: str,
    x: float,
    y: float,
    wide: float,
    high: float,
    z: float,
    colour: Colour = THEME.ink,
    weight: str = "semibold",
    *,
    lang: str = "fr",
    align: str = "center",
    back: Colour | None = None,
) -> Item:
    """Lettering in a box of the drawing: x, y its top left corner in metres; as large as fits.  back: its plate's colour."""
    key = ("words", text, round(x, 4), round(y, 4), round(wide, 4), round(high, 4), colour, weight, lang, align, back)

    def paint(target: pygame.Surface, origin: tuple[int, int], scale: float) -> None:
        box = pygame.Rect(round(origin[0] + x * scale), round(origin[1] - y * scale), round(wide * scale), round(high * scale))
        if back is not None:
            pygame.draw.rect(target, back, box, border_radius=max(1, box.h // 6))
        pixels = max(LEAST_LETTER_PX, round(high * scale * 0.86))
        drawn = letters(text, pixels, colour, weight, lang)
        room = box.w - (box.h // 3 if back is not None else 0)
        while drawn.get_width() > room and pixels > LEAST_LETTER_PX:
            pixels -= 1
            drawn = letters(text, pixels, colour, weight, lang)
        place = drawn.get_rect(**{"midleft" if align == "left" else "center": box.midleft if align == "left" else box.center})
        target.blit(drawn, place)

    return Item(key, (x, y - high, x + wide, y), z, paint)


def room_art(name: str, x0: float, x1: float, units: tuple[float, float] = (1920.0, FLOOR_ROW := 880.0)) -> list[Item]:
    """The room behind the line, side by side and mirrored as often as it takes to fill from x0 to x1."""
    wide = units[0] / UNITS_PER_M
    found = []
    n = int(x0 // wide)
    while n * wide < x1:
        flip = bool(n % 2)
        found.append(_room(name, n * wide, FLOOR_ROW / UNITS_PER_M, flip))
        n += 1
    # Above and below what is drawn: a wide room is seen from farther away.
    for low, high, colour in ((TOP_M, TOP_M + BEYOND_M, CEILING), (BOTTOM_M - BEYOND_M, BOTTOM_M, FLOOR)):
        found.append(_plain((x0 - wide, low, x1 + wide, high), colour))
    return found


def _plain(box: tuple[float, float, float, float], colour: Colour) -> Item:
    def paint(target: pygame.Surface, origin: tuple[int, int], scale: float) -> None:
        left, top = round(origin[0] + box[0] * scale), round(origin[1] - box[3] * scale)
        target.fill(colour, pygame.Rect(left, top, round((box[2] - box[0]) * scale), round((box[3] - box[1]) * scale) + 1))

    return Item(("plain", box, colour), box, -2, paint)


def _room(name: str, x: float, top: float, flip: bool) -> Item:
    w, h = (side / UNITS_PER_M for side in svg.size(KIT + name))

    def paint(target: pygame.Surface, origin: tuple[int, int], scale: float) -> None:
        at = round(origin[0] + x * scale), round(origin[1] - top * scale)
        k = scale / UNITS_PER_M
        if flip:
            put(target, name, at, k, flip=True)
        else:
            _put_piece(target, KIT + name, at, k, ())

    return Item((name, x, flip), (x, top - h, x + w, top), -1, paint)
