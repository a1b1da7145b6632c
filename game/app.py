"""The window and the loop.  The wall clock lives here and nowhere below: time goes on in ticks of one sixtieth of a second.

The first frame is shown before anything heavy is imported (content, world, physics come with the first level).
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pygame

from game.view import svg
from game.view.screen import LEAST, Screen, open_window, window_size
from game.view.settings import Settings
from game.view.theme import THEME

if TYPE_CHECKING:
    from game.scenes.base import Context, Scene
    from game.scenes.stack import Stack

DT = 1 / 60
CLAMP_S = 0.25
"""A longer frame (a moved window, a sleeping laptop) does not make the world catch up."""
IDLE_S = 0.25
"""A still screen is drawn again at least this often (a text caret, a resumed display)."""


def run(
    first: Callable[[Context], Scene],
    settings: Settings,
    *,
    settings_path: Path | None = None,
    results: Path | None = None,
    windowed: bool = False,
    size: tuple[int, int] | None = None,
) -> int:
    """Open the window, play from the scene `first` makes until the last one leaves.  Returns 0.  Raises NoDisplay."""
    screen = open_window(size, settings.fullscreen and not windowed, settings.text_percent, settings.lang)
    first_frame(screen)
    # Late: widgets, scenes and sound take as long to import as the window to open.
    from game.scenes.base import Context
    from game.scenes.stack import Stack
    from game.view.sound import Sound

    ctx = Context(screen, settings, settings_path, results, Sound(settings.sound, settings.volume))
    stack = Stack(ctx, first(ctx))
    try:
        loop(stack, screen)
    except BaseException:
        stack.drop()  # a run in play stays unfinished in its file, and is offered again at the next start
        raise
    finally:
        ctx.voice.stop()
        pygame.quit()
    return 0


def first_frame(screen: Screen) -> None:
    """Something calm at once: wall and floor."""
    screen.surface.fill(THEME.wall)
    screen.surface.fill(THEME.line, pygame.Rect(0, round(screen.height * 0.86), screen.width, screen.height))
    pygame.display.flip()


class KeyGate:
    """Keys that carry something out work once per press, however long they are held: nobody enters a room by resting a
    finger on Enter.  Keys that move or delete repeat."""

    ONCE = frozenset((pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_SPACE, pygame.K_ESCAPE, pygame.K_F11))

    def __init__(self) -> None:
        self._held: set[int] = set()

    def admit(self, event: pygame.Event) -> bool:
        """Whether the event counts."""
        if event.type == pygame.WINDOWFOCUSLOST:  # the release may go to another window
            self._held.clear()
        elif event.type == pygame.KEYUP:
            self._held.discard(event.key)
        elif event.type == pygame.KEYDOWN and event.key in self.ONCE:
            if event.key in self._held:
                return False
            self._held.add(event.key)
        return True


def loop(stack: Stack, screen: Screen) -> None:
    """Run until the stack is empty."""
    clock, gate = pygame.time.Clock(), KeyGate()
    last = drawn = time.perf_counter()
    owed = 0.0
    from game.view import trace

    watched = trace.from_environment()
    while stack.scenes:
        now = time.perf_counter()
        owed += min(now - last, CLAMP_S)
        last = now
        fresh = False
        for event in pygame.event.get():
            if gate.admit(event):
                _event(stack, screen, event)
                fresh = True
        while owed >= DT and stack.scenes:
            owed -= DT
            stack.tick()
        if stack.ctx.wants_fullscreen is not None:
            set_fullscreen(stack, screen, stack.ctx.wants_fullscreen)
        top = stack.top
        if top and (fresh or top.animated or stack.ctx.stale or now - drawn > IDLE_S):
            stack.ctx.stale = False
            stack.draw(screen)
            pygame.display.flip()
            drawn = now
        if watched and stack.top:
            watched.look(stack.top, screen)
        clock.tick(60)


def _event(stack: Stack, screen: Screen, event: pygame.Event) -> None:
    if event.type == pygame.QUIT:
        stack.wish_to_close()
    elif event.type in (pygame.VIDEORESIZE, pygame.WINDOWSIZECHANGED):
        resized(stack, screen)
    elif event.type == pygame.KEYDOWN and event.key == pygame.K_F11:
        stack.ctx.wants_fullscreen = not stack.ctx.settings.fullscreen
    else:
        stack.handle(event)


def resized(stack: Stack, screen: Screen) -> None:
    """The window has another size: draw on its new surface; never smaller than can be read."""
    surface = pygame.display.get_surface()
    if surface is None:
        return
    w, h = surface.get_size()
    if (w < LEAST[0] or h < LEAST[1]) and not surface.get_flags() & pygame.FULLSCREEN:
        surface = pygame.display.set_mode((max(w, LEAST[0]), max(h, LEAST[1])), pygame.RESIZABLE)
    screen.surface = surface
    svg.forget()
    stack.layout()
    stack.ctx.stale = True


def set_fullscreen(stack: Stack, screen: Screen, wanted: bool) -> None:
    """The whole desktop, or a window again."""
    stack.ctx.wants_fullscreen = None
    desktop = pygame.display.get_desktop_sizes()[0]
    with warnings.catch_warnings():
        # The system may give another size than the one asked for: `resized` draws for what it gave.
        warnings.filterwarnings("ignore", "Requested window was forcibly resized", RuntimeWarning)
        if wanted:
            pygame.display.set_mode(desktop, pygame.FULLSCREEN)
        else:
            pygame.display.set_mode(window_size(desktop), pygame.RESIZABLE)
    stack.ctx.settings.fullscreen = wanted
    resized(stack, screen)
