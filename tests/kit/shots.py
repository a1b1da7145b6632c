"""Pictures of screens without a display: any scene, size, language and text scale to a PNG.

    python -m tests.kit.shots OUT [NAME ...] [--sizes 1920x1080,1280x720] [--langs fr,en] [--scales 100,200]

Names are those of STATES (welcome, title, ...); none = all.  Other parts add theirs with `state`.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

import pygame

from game.scenes.base import Context, Scene
from game.scenes.stack import Stack
from game.view import svg, text
from game.view.screen import Screen
from game.view.settings import Settings

SIZES = ((1280, 720), (1366, 768), (1920, 1080))

Prepare = Callable[[Stack], None]
STATES: dict[str, tuple[Callable[[Context], Scene], Prepare]] = {}


def state(name: str, prepare: Prepare = lambda stack: None) -> Callable[[Callable[[Context], Scene]], Callable[[Context], Scene]]:
    """Decorator: a function that makes a scene; `prepare` plays it to the state to be seen."""

    def keep(make: Callable[[Context], Scene]) -> Callable[[Context], Scene]:
        STATES[name] = (make, prepare)
        return make

    return keep


def played_state(name: str, begin: Callable[[Context], Any], play: Callable[[Any], None]) -> None:
    """Register a state: a room of the kit that `begin` opens, played on by `play`."""
    opened: list[Any] = []

    def make(ctx: Context) -> Scene:
        opened[:] = [begin(ctx)]
        scene: Scene = opened[0].scene
        return scene

    def prepare(stack: Stack) -> None:
        room = opened[0]
        room.stack, room.ctx = stack, stack.ctx
        play(room)

    state(name, prepare)(make)


def open_dummy(size: tuple[int, int], lang: str = "fr", percent: int = 100, **context: object) -> Context:
    """A context on a window nobody sees."""
    pygame.display.init()
    pygame.font.init()
    surface = pygame.display.set_mode(size)
    svg.forget()
    text.forget()
    settings = Settings(lang=lang, text_percent=percent, sound=False)
    return Context(Screen(surface, percent, lang), settings, **context)  # type: ignore[arg-type]


def stack_of(make: Callable[[Context], Scene], size: tuple[int, int], lang: str = "fr", percent: int = 100, **context: object) -> Stack:
    """The scene in its stack, drawn once."""
    ctx = open_dummy(size, lang, percent, **context)
    stack = Stack(ctx, make(ctx))
    stack.draw(ctx.screen)
    return stack


def picture(name: str, size: tuple[int, int], lang: str, percent: int) -> pygame.Surface:
    """One state as a surface."""
    make, prepare = STATES[name]
    stack = stack_of(make, size, lang, percent)
    prepare(stack)
    stack.draw(stack.ctx.screen)
    return stack.ctx.screen.surface.copy()


def press(stack: Stack, key: int, mod: int = 0) -> None:
    """A key down and up, the frame drawn."""
    for kind in (pygame.KEYDOWN, pygame.KEYUP):
        stack.handle(pygame.Event(kind, key=key, mod=mod, unicode="", scancode=0))
    stack.draw(stack.ctx.screen)


def click(stack: Stack, pos: tuple[int, int]) -> None:
    """A jump of the pointer, button down and up, as a finger does."""
    for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
        stack.handle(pygame.Event(kind, pos=pos, button=1, clicks=1))
    stack.draw(stack.ctx.screen)


def type_text(stack: Stack, text: str) -> None:
    """Characters as a keyboard or an input method sends them."""
    for char in text:
        stack.handle(pygame.Event(pygame.TEXTINPUT, text=char))
    stack.draw(stack.ctx.screen)


def main(argv: Sequence[str] | None = None) -> None:
    """The command."""
    import tests.kit.assessment_to_see
    import tests.kit.debrief_to_see
    import tests.kit.deviation_to_see
    import tests.kit.filling_to_see
    import tests.kit.line_to_see
    import tests.kit.room_to_see
    import tests.kit.scenes_to_see
    import tests.kit.sterile_to_see
    import tests.kit.trainer_to_see
    import tests.kit.trial_to_see
    import tests.kit.whys_to_see
    import tests.kit.workshop_to_see  # noqa: F401

    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--sizes", default=",".join(f"{w}x{h}" for w, h in SIZES))
    parser.add_argument("--langs", default="fr,en")
    parser.add_argument("--scales", default="100,200")
    args = parser.parse_args(argv)
    args.out.mkdir(parents=True, exist_ok=True)
    for name in args.names or sorted(STATES):
        for size in args.sizes.split(","):
            for lang in args.langs.split(","):
                for scale in args.scales.split(","):
                    w, h = (int(n) for n in size.split("x"))
                    shot = picture(name, (w, h), lang, int(scale))
                    pygame.image.save(shot, args.out / f"{name}-{size}-{lang}-{scale}.png")


if __name__ == "__main__":
    import importlib

    importlib.import_module("tests.kit.shots").main()  # the module that the states register with, not this __main__
