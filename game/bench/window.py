"""What is measured in a window: the start to the first frame, and the frames of the heaviest level of each scene.

Where there is no display both sides draw without one (SDL's dummy driver), and the rows say nothing of flips then.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pygame

from game.bench.headless import MOST_DRAWN, SEED
from game.bench.rows import Row, beside, cpu_seconds, in_turn, percentile, run, seconds, start
from game.environment import ROOT

SIZE = (1920, 1080)
HEAVIEST = {
    "frame": MOST_DRAWN,
    "line": ROOT / "levels" / "line_clearance" / "line-clearance-labelling.yaml",
    "deviation": ROOT / "levels" / "deviation" / "deviation-bioreactor-oxygen.yaml",
}
"""How the rows of a scene begin -> the level of it with the most to draw."""
EVERY = 6
"""One tick in so many is drawn; the world goes on all the same."""
AGAIN = 5
"""A recorded frame is drawn so many times for its floor."""


FLOOR_WINDOW = """
import os
os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
import pygame
pygame.display.init()
pygame.display.set_mode((1280, 720))
pygame.display.flip()
"""


def _without_a_screen() -> None:
    """Where there is no screen, program and floor both draw to none."""
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.name == "nt" or sys.platform == "darwin"):
        os.environ["SDL_VIDEODRIVER"] = "dummy"


def bench_start() -> Iterable[Row]:
    """main.py to its first frame; the floor is Python, pygame, a window, a flip."""
    _without_a_screen()
    start("bench", "first-frame")
    program, floor, python = in_turn(
        9,
        lambda: start("bench", "first-frame"),
        lambda: run([sys.executable, "-c", FLOOR_WINDOW]),
        lambda: run([sys.executable, "-c", "pass"]),
    )
    yield beside("start", "first_frame", program * 1000, floor * 1000, "ms", ratio_bar=2)
    yield Row("start", "python_alone", python * 1000, "ms")


# --- frames ------------------------------------------------------------------------------------------------------------


class Recorder(pygame.Surface):
    """A sheet that remembers what was put on it, so that the same can be put on a window with nothing of ours between."""

    kept: bool = False
    """A copy of it, or a part, remembers nothing: pygame makes those without `__init__`."""

    def __init__(self, size: tuple[int, int], like: pygame.Surface) -> None:
        super().__init__(size, 0, like)
        self.kept = True
        self.put: list[tuple[Any, ...]] = []
        self.within: list[pygame.Rect] = []
        """What could be painted of each."""

    def blit(self, source: pygame.Surface, dest: Any = (0, 0), area: Any = None, special_flags: int = 0) -> pygame.Rect:
        """Put it, and remember."""
        if not self.kept:
            return super().blit(source, dest, area, special_flags)
        self.put.append((source, (dest[0], dest[1]), None if area is None else pygame.Rect(area), special_flags))
        self.within.append(self.get_clip())
        return super().blit(source, dest, area, special_flags)

    def blits(self, blit_sequence: Any, doreturn: Any = 1) -> Any:
        """The same for several."""
        found = [self.blit(*one) for one in blit_sequence]
        return found if doreturn else None


def bench_frame() -> Iterable[Row]:
    """The expert's run of the level of each scene with the most to draw, at 1920 x 1080; the floor puts the same sheets on the
    window, and flips.

    Two floors.  The first, which the bar is held against: the sheets of a frame that is drawn once more, in which nothing has moved,
    several times in a row.  The second: the sheets of the next frame, in which things have moved, put down once and after the world
    went on, as a frame is.

    What counts is this thread's own processor time; what the clock says tells of other load on the PC too, and is shown beside it."""
    _without_a_screen()
    for scene, path in HEAVIEST.items():
        alone, clock, floor, moving = _frames(path)
        yield Row("frame", f"{scene}_99_of_100", percentile(alone, 0.99) * 1000, "ms", 1000 / 60)
        yield beside("frame", f"{scene}_median", statistics.median(alone) * 1000, statistics.median(floor) * 1000, "ms", ratio_bar=2)
        yield beside("frame", f"{scene}_moving", statistics.median(alone) * 1000, statistics.median(moving) * 1000, "ms")
        yield Row("frame", f"{scene}_on_the_clock_99", percentile(clock, 0.99) * 1000, "ms")
        yield Row("frame", f"{scene}_worst", max(alone) * 1000, "ms")


def _frames(path: Path) -> tuple[list[float], list[float], list[float], list[float]]:
    """Seconds of each frame that was drawn (tick, drawing, flip): of this thread, and on the clock; and of both floors of some."""
    from game.content.loader import load_level
    from game.content.rules import load_rulebook
    from game.scenes.base import Context, route
    from game.scenes.stack import Stack
    from game.session.expert import Expert
    from game.session.session import Session
    from game.view import svg, text
    from game.view.screen import open_window
    from game.view.settings import Settings

    level = load_level(path)
    screen = open_window(SIZE, False, 100, "fr")
    session = Session(level, load_rulebook(), SEED, "discover", "expert")
    expert = Expert(level)
    stack = Stack(Context(screen, Settings(sound=False)), route(level.scene, session, expert))
    stack.draw(screen)  # the room itself is made before its first frame
    alone: list[float] = []
    clock: list[float] = []
    floor: list[float] = []
    moving: list[float] = []

    def frame() -> None:
        stack.tick()
        stack.draw(screen)
        pygame.display.flip()

    while not session.world.ended and not expert.stuck:
        pygame.event.pump()
        for _ in range(EVERY - 1):
            stack.tick()
        before = time.thread_time()
        clock.append(seconds(frame))
        alone.append(time.thread_time() - before)
        if len(clock) % 20 == 1:
            floor += _floor_of(stack, screen)
        elif len(clock) % 20 == 11:
            moving.append(_floor_in_motion(stack, screen))
    svg.forget()
    text.forget()
    pygame.quit()
    return alone, clock, floor, moving


def _recorded(stack: Any, screen: Any) -> Recorder:
    """One frame, and what it puts on the window."""
    window = screen.surface
    screen.surface = sheet = Recorder(window.get_size(), window)
    stack.draw(screen)
    screen.surface = window
    return sheet


def _floor_of(stack: Any, screen: Any) -> list[float]:
    """Record the last frame, drawn once more, and put the same sheets on the window again, several times in a row."""
    window, sheet = screen.surface, _recorded(stack, screen)

    def bare() -> None:
        for source, dest, area, flags in sheet.put:
            window.blit(source, dest, area, flags)
        pygame.display.flip()

    return [cpu_seconds(bare) for _ in range(AGAIN)]


def _floor_in_motion(stack: Any, screen: Any) -> float:
    """Record the next frame, and put the same on the window as a frame comes: once, after the world went on; of each sheet no more
    than the frame painted."""
    window = screen.surface
    for _ in range(EVERY):
        stack.tick()
    sheet = _recorded(stack, screen)
    for _ in range(EVERY):
        stack.tick()

    def bare() -> None:
        for (source, dest, area, flags), within in zip(sheet.put, sheet.within, strict=True):
            window.set_clip(within)
            window.blit(source, dest, area, flags)
        window.set_clip(None)
        pygame.display.flip()

    return cpu_seconds(bare)
