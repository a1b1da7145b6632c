"""The drawing surface: always as large as the window, never stretched, so every line and letter stays crisp.

Two scales.  `unit`: real pixels per ui pixel at 100 % text; rooms and drawings use it, so the scene fills the window
whatever the text size.  `s`: unit times the text scale; texts and widgets use it.  At 200 % a 1920 x 1080 window is a
page of 960 x 540 ui pixels for texts (`vw`, `vh`): layouts ask for that and rearrange, they never cut.
"""

from __future__ import annotations

import os
import sys

import pygame

from game.view import svg
from game.view.text import Text, forget

LEAST = (960, 540)
BARS = 100
"""Lines that a desktop keeps for its own bars."""
TEXT_SCALES = (100, 125, 150, 200)
TITLE = "Grade A"


class NoDisplay(Exception):
    """No window can be opened here; the text says what the system answered."""


class Screen:
    """What scenes draw on."""

    def __init__(self, surface: pygame.Surface, text_percent: int = 100, lang: str = "fr") -> None:
        self._surface = surface
        self.text_percent = text_percent
        self.lang = lang
        self.text = Text(self)
        self._measure()

    def _measure(self) -> None:
        """Once per change, not once per letter."""
        self.size = self._surface.get_size()
        self.width, self.height = self.size
        self._fits = min(self.width / 1920, self.height / 1080)
        self._s = self.unit * self.text_percent / 100

    @property
    def unit(self) -> float:
        """Real pixels per ui pixel at 100 % text (1.0 at 1080p, 0.667 at 720p)."""
        return self._fits

    @property
    def s(self) -> float:
        """Real pixels per ui pixel of text and widgets."""
        return self._s

    @property
    def surface(self) -> pygame.Surface:
        """Where scenes draw: the window itself, or a picture of it."""
        return self._surface

    @surface.setter
    def surface(self, surface: pygame.Surface) -> None:
        self._surface = surface
        self._measure()

    @property
    def vw(self) -> float:
        """Width of the page in ui pixels of text: 1920 at 100 %, 960 at 200 %."""
        return self.width / self.s

    @property
    def vh(self) -> float:
        """Height of the page in ui pixels of text: 1080 at 100 %, 540 at 200 %."""
        return self.height / self.s

    def px(self, n: float) -> int:
        """ui pixels of text and widgets -> real pixels, never less than 1 for something positive."""
        return max(1, round(n * self.s)) if n > 0 else round(n * self.s)

    def u(self, n: float) -> int:
        """ui pixels of the drawing (independent of the text scale) -> real pixels."""
        return max(1, round(n * self.unit)) if n > 0 else round(n * self.unit)

    def rect(self, x: float, y: float, w: float, h: float) -> pygame.Rect:
        """A rectangle given in ui pixels of text."""
        left, top = round(x * self.s), round(y * self.s)
        return pygame.Rect(left, top, round((x + w) * self.s) - left, round((y + h) * self.s) - top)

    @property
    def bounds(self) -> pygame.Rect:
        """The whole surface."""
        return self.surface.get_rect()

    def set(self, text_percent: int | None = None, lang: str | None = None) -> None:
        """Another text scale or language.  The caller lays its scenes out again."""
        if text_percent is not None:
            self.text_percent = text_percent
        if lang is not None:
            self.lang = lang
        self._measure()


def prepare_environment() -> None:
    """What SDL must know before it starts: crisp on Windows at 150 %, ours as window class, no banner, no error noise."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    os.environ.setdefault("SDL_WINDOWS_DPI_AWARENESS", "permonitorv2")
    os.environ["SDL_VIDEO_X11_WMCLASS"] = TITLE  # pygame has put the name of the script there
    os.environ.setdefault("SDL_APP_NAME", TITLE)
    os.environ.setdefault("SDL_IME_SHOW_UI", "1")


def open_window(size: tuple[int, int] | None, fullscreen: bool, text_percent: int, lang: str) -> Screen:
    """Open the window: of that size, or of the largest usual one that fits, or over the whole desktop.

    Raises NoDisplay.  Under x11 the window surface is kept out of a renderer: a flip then costs 0.3 ms instead of 12 to 31
    without a graphics card; never under Wayland, which has no such path (SDL issue 7532)."""
    prepare_environment()
    if sys.platform.startswith("linux") and not _reachable():
        raise NoDisplay("DISPLAY, WAYLAND_DISPLAY")
    try:
        pygame.display.init()
        if pygame.display.get_driver() == "x11":
            os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
        pygame.font.init()
        forget()
        pygame.display.set_caption(TITLE, TITLE)
        pygame.display.set_icon(svg.sized("icon", 64))
        surface = _set_mode(size, fullscreen)
    except pygame.error as error:
        raise NoDisplay(str(error)) from error
    pygame.key.set_repeat(400, 40)
    pygame.key.stop_text_input()
    return Screen(surface, text_percent, lang)


def _reachable() -> bool:
    """SDL falls back to drivers nobody can see ("offscreen") when there is no display: ask the environment first."""
    named = os.environ.get("SDL_VIDEODRIVER", "") not in ("", "x11", "wayland")
    return named or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _set_mode(size: tuple[int, int] | None, fullscreen: bool) -> pygame.Surface:
    desktop = pygame.display.get_desktop_sizes()[0]
    if fullscreen and size is None:
        return pygame.display.set_mode(desktop, pygame.FULLSCREEN)
    return pygame.display.set_mode(size or window_size(desktop), pygame.RESIZABLE)


def window_size(desktop: tuple[int, int]) -> tuple[int, int]:
    """The largest 16:9 window that leaves room for a title bar and a task bar, never smaller than can be read."""
    high = min(desktop[1] - BARS, desktop[0] * 9 // 16)
    return max(LEAST[0], high * 16 // 9), max(LEAST[1], high)
