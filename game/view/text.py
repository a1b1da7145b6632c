"""Letters: Source Sans, cached line by line, wrapped by paragraph, with French spacing and a guard against missing signs."""

from __future__ import annotations

import functools
import math
import re
from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING

import pygame

from game.view.theme import BODY, THEME, Colour

if TYPE_CHECKING:
    from game.view.screen import Screen

NBSP = "\u00a0"
WEIGHTS = {"regular": "Regular", "semibold": "Semibold", "bold": "Bold", "italic": "It", "light": "Light"}
CACHE_LINES = 1500
CACHE_SIZES = 4000
LEADING = 1.28

_BEFORE = re.compile(r"[ \u202f](?=[:;!?»%€°])")
_AFTER = re.compile(r"(?<=«)[ \u202f]")
_UNIT = re.compile(r"(?<=\d) (?=(?:Pa|s|min|h|m|cm|mm|UFC|CFU|px|sur|ans?|°C|L|kg)\b)")
_THOUSAND = re.compile(r"(?<=\d) (?=\d{3}\b)")


def typography(text: str, lang: str) -> str:
    """French puts a non-breaking space before : ; ! ? and inside « »; both languages keep a number with its unit."""
    text = _UNIT.sub(NBSP, _THOUSAND.sub(NBSP, text))
    if lang == "fr":
        text = _AFTER.sub(NBSP, _BEFORE.sub(NBSP, text)).replace("'", "\u2019")
    return text.replace("\u202f", NBSP)


@functools.cache
def font_path(weight: str) -> Path:
    """The file of one weight, from the package `font-source-sans-pro`."""
    import font_source_sans_pro  # type: ignore[import-untyped]

    return Path(font_source_sans_pro.font_directory) / f"SourceSansPro-{WEIGHTS[weight]}.ttf"


@functools.cache
def _font(weight: str, pixels: int) -> pygame.font.Font:
    return pygame.font.Font(str(font_path(weight)), pixels)


def forget() -> None:
    """Fonts do not outlive the font module: after it was started again they are loaded again."""
    _font.cache_clear()


@functools.cache
def has_glyph(char: str, weight: str = "regular") -> bool:
    """Whether the font really draws that sign.  `Font.metrics` does not tell, so the pixels are compared with a sign that
    no font has."""
    if char in ("\n", " ", NBSP):
        return True
    font = _font(weight, 24)
    return _bytes(font, char) != _bytes(font, "\ue83a")


def _bytes(font: pygame.font.Font, char: str) -> bytes:
    return pygame.image.tobytes(font.render(char, True, (255, 255, 255)), "RGBA")


SUBSTITUTES = {"\u2011": "-", "\u2009": NBSP, "\u2192": "›", "✓": "√", "\u2212": "–"}


@functools.lru_cache(4000)
def drawable(text: str, weight: str = "regular") -> str:
    """The text with a stand-in for each sign the font lacks, so that nothing is ever mute."""
    if text.isascii():
        return text
    return "".join(c if has_glyph(c, weight) else SUBSTITUTES.get(c, "?") for c in text)


class Text:
    """All lettering of one screen."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._sizes: dict[tuple[object, ...], tuple[int, int]] = {}
        self._wraps: dict[tuple[object, ...], tuple[str, ...]] = {}
        self._cache: OrderedDict[tuple[object, ...], pygame.Surface] = OrderedDict()

    def font(self, size: float = BODY, weight: str = "regular") -> pygame.font.Font:
        """The font of `size` ui pixels at the present scale."""
        return _font(weight, max(9, self._screen.px(size)))

    def _ready(self, text: str, weight: str) -> str:
        return drawable(typography(text, self._screen.lang), weight)

    def measure(self, text: str, size: float = BODY, weight: str = "regular") -> tuple[int, int]:
        """Width and height of one line in real pixels."""
        key = (text, size, weight, self._screen.s, self._screen.lang)
        found = self._sizes.get(key)
        if found is None:
            if len(self._sizes) > CACHE_SIZES:
                self._sizes.clear()
            found = self._sizes[key] = self.font(size, weight).size(self._ready(text, weight))
        return found

    def line_height(self, size: float = BODY, leading: float = LEADING) -> int:
        """Real pixels from one line to the next."""
        return round(self._screen.px(size) * leading)

    def line(self, text: str, size: float = BODY, colour: Colour = THEME.ink, weight: str = "regular") -> pygame.Surface:
        """One line, never wrapped.  Cached: do not draw on it."""
        key = (text, size, colour, weight, self._screen.s, self._screen.lang)
        return self._keep(key, lambda: self.font(size, weight).render(self._ready(text, weight), True, colour))

    def _keep(self, key: tuple[object, ...], make: _Make) -> pygame.Surface:
        surface = self._cache.get(key)
        if surface is None:
            surface = self._cache[key] = make()
            if len(self._cache) > CACHE_LINES:
                self._cache.popitem(last=False)
        else:
            self._cache.move_to_end(key)
        return surface

    def wrap(self, text: str, width: int, size: float = BODY, weight: str = "regular") -> list[str]:
        """The text in lines of at most `width` real pixels.  A word that is too long is broken rather than cut off."""
        key = (text, width, size, weight, self._screen.s, self._screen.lang)
        found = self._wraps.get(key)
        if found is None:
            if len(self._wraps) > CACHE_SIZES:
                self._wraps.clear()
            font = self.font(size, weight)
            paragraphs = self._ready(text, weight).split("\n")
            found = self._wraps[key] = tuple(line for paragraph in paragraphs for line in _wrap_one(paragraph, width, font))
        return list(found)

    def paragraph(
        self,
        text: str,
        width: int,
        size: float = BODY,
        colour: Colour = THEME.ink,
        weight: str = "regular",
        leading: float = LEADING,
        align: str = "left",
    ) -> pygame.Surface:
        """A wrapped text as one surface `width` real pixels wide.  Cached: do not draw on it."""
        key = (text, width, size, colour, weight, leading, align, self._screen.s, self._screen.lang)
        return self._keep(key, lambda: self._paragraph(text, width, size, colour, weight, leading, align))

    def _paragraph(self, text: str, width: int, size: float, colour: Colour, weight: str, leading: float, align: str) -> pygame.Surface:
        font = self.font(size, weight)
        lines = self.wrap(text, width, size, weight)
        step = self.line_height(size, leading)
        sheet = pygame.Surface((width, step * (len(lines) - 1) + font.get_linesize()), pygame.SRCALPHA)
        for row, line in enumerate(lines):
            drawn = font.render(line, True, colour)
            x = {"left": 0, "centre": (width - drawn.get_width()) // 2, "right": width - drawn.get_width()}[align]
            sheet.blit(drawn, (x, row * step))
        return sheet

    def draw(
        self,
        text: str,
        at: tuple[float, float],
        size: float = BODY,
        colour: Colour = THEME.ink,
        weight: str = "regular",
        anchor: str = "topleft",
        target: pygame.Surface | None = None,
    ) -> pygame.Rect:
        """Draw one line with that point of its box (a pygame rect attribute) at `at`, real pixels.  Returns the box."""
        drawn = self.line(text, size, colour, weight)
        box = drawn.get_rect(**{anchor: (round(at[0]), round(at[1]))})
        (target or self._screen.surface).blit(drawn, box)
        return box

    def fit(self, text: str, width: int, size: float, weight: str = "regular", least: float = 18) -> float:
        """The largest size, not above `size`, at which one line is no wider than `width` real pixels."""
        wide = self.measure(text, size, weight)[0]
        if wide > width:  # widths follow sizes: begin just above, for each size of a font is loaded when it is first used
            size = min(size, max(least, math.ceil(size * width / wide) + 1))
        while size > least and self.measure(text, size, weight)[0] > width:
            size -= 1
        return size


def _wrap_one(paragraph: str, width: int, font: pygame.font.Font) -> list[str]:
    lines: list[str] = []
    current = ""
    for word in paragraph.split(" "):
        trial = f"{current} {word}" if current else word
        if font.size(trial)[0] <= width:
            current = trial
            continue
        if current:
            lines.append(current)
        *whole, current = _broken(word, width, font)
        lines += whole
    lines.append(current)
    return lines


def _broken(word: str, width: int, font: pygame.font.Font) -> list[str]:
    """A word in pieces that fit; usually one."""
    pieces = []
    rest = word
    while font.size(rest)[0] > width and len(rest) > 1:
        cut = _longest(rest, width, font)
        pieces.append(rest[:cut])
        rest = rest[cut:]
    return [*pieces, rest]


def _longest(word: str, width: int, font: pygame.font.Font) -> int:
    for cut in range(len(word) - 1, 1, -1):
        if font.size(word[:cut])[0] <= width:
            return cut
    return 1


if TYPE_CHECKING:
    from collections.abc import Callable

    _Make = Callable[[], pygame.Surface]
