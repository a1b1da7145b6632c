"""Handwriting: one-stroke letters of the kit, a little uneven as a hand is, in the ink of whoever writes."""

from __future__ import annotations

import functools
import re
import zlib
from dataclasses import dataclass

import pygame

from game.view import svg
from game.view.text import drawable, font_path
from game.view.theme import Colour, hexa

KIT = "line/hand-letters"
INK: Colour = (0x1F, 0x4B, 0x8F)
INK_SECOND: Colour = (0x2B, 0x2B, 0x30)
SLANT = -0.13
BASE, EM = 100.0, 100.0
ABOVE, BELOW = 22.0, 34.0
"""Room above the capitals and below the baseline, in hundredths of an em."""
PEN = 6.6
SPACE = 30.0
_PATH = re.compile(r'id="u([0-9a-fA-F]+)-([\d.]+)" d="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Stroke:
    """One letter: its path and how far the pen then moves on."""

    path: str
    advance: float


@functools.cache
def alphabet() -> dict[str, Stroke]:
    """Sign -> its stroke.  A pen makes one apostrophe of the typewriter's and the printer's."""
    drawn = {chr(int(code, 16)): Stroke(path, float(advance)) for code, advance, path in _PATH.findall(svg.source(KIT))}
    return drawn | {"\u2019": drawn["'"], "\u2018": drawn["'"]}


@functools.lru_cache(600)
def written(text: str, high: int, ink: Colour = INK) -> pygame.Surface:
    """A text in handwriting; high: real pixels of an em (small letters are half as tall).  Do not draw on it."""
    strokes, x = [], 12.0
    foreign: list[tuple[float, str]] = []
    for n, sign in enumerate(text):
        stroke = alphabet().get(sign)
        wobble = (zlib.crc32(f"{text}{n}".encode()) % 7 - 3) * 0.7
        if sign in " \u00a0\u202f":
            x += SPACE
        elif stroke is None:
            foreign.append((x, sign))
            x += 52.0
        else:
            strokes.append(f'<path transform="translate({x:.1f} {wobble:.1f})" d="{stroke.path}"/>')
            x += stroke.advance
    tall = BASE + BELOW
    lean = -SLANT * tall
    wide = x + lean + 10.0
    k = high / EM
    size = max(2, round(wide * k)), max(2, round(tall * k))
    body = (
        f'<g transform="matrix(1 0 {SLANT} 1 {lean * 0.8:.1f} 0)" fill="none" stroke="{hexa(ink)}" stroke-width="{PEN}" '
        f'stroke-linecap="round" stroke-linejoin="round">{"".join(strokes)}</g>'
    )
    sheet = svg.inline(body, size, (wide, tall)).copy()
    for at, sign in foreign:
        font = pygame.font.Font(str(font_path("italic")), max(8, round(high * 0.92)))
        drawn = font.render(drawable(sign, "italic"), True, ink)
        sheet.blit(drawn, (round((at + lean * 0.3) * k), round(BASE * k) - font.get_ascent()))
    return sheet


def fitting(text: str, high: int, room: int, ink: Colour = INK, least: float = 0.62) -> pygame.Surface:
    """The same, narrowed when it is wider than `room` real pixels, as one writes smaller towards an edge; at the very least
    cut with dots."""
    drawn = written(text, high, ink)
    if drawn.get_width() <= room:
        return drawn
    smallest = round(high * least)
    for small in range(max(smallest, round(high * room / drawn.get_width())), smallest - 1, -1):
        drawn = written(text, small, ink)
        if drawn.get_width() <= room:
            return drawn
    while len(text) > 1:
        drawn = written(text, smallest, ink)
        if drawn.get_width() <= room:
            return drawn
        text = text.rstrip("…")[:-1] + "…"
    return drawn


def lines_of(text: str, high: int, room: int) -> list[str]:
    """The text broken into lines no wider than `room` real pixels."""
    found: list[str] = []
    current = ""
    for word in text.split():
        trial = f"{current} {word}".strip()
        if current and width(trial, high) > room:
            found.append(current)
            current = word
        else:
            current = trial
        while width(current, high) > room and len(current) > 1:
            cut = next(n for n in range(len(current) - 1, 0, -1) if n == 1 or width(current[:n], high) <= room)
            found.append(current[:cut])
            current = current[cut:]
    return [*found, current] if current else found


def width(text: str, high: int) -> int:
    """How wide it would be, real pixels, without drawing it."""
    letters = alphabet()
    total = 34.0
    for sign in text:
        stroke = letters.get(sign)
        total += SPACE if sign in " \u00a0\u202f" else stroke.advance if stroke else 52.0
    return round(total * high / EM)
