"""The states of a trial worth looking at, for tests/kit/shots.py."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pygame

from game.scenes.base import Context, Scene
from game.scenes.stack import Stack
from game.scenes.trial import TrialScene
from tests.kit.player import LEVELS
from tests.kit.shots import press, state

BEGINNINGS = {
    "gowning": ("gowning/gowning-grade-b", "coverall"),
    "line": ("line_clearance/line-clearance-labelling", "desk"),
    "deviation": ("deviation/deviation-first", "label"),
    "near": ("deviation/deviation-filling-breakage", ""),
}


def _trial(name: str) -> Callable[[Context], Scene]:
    file, step = BEGINNINGS[name]

    def make(ctx: Context) -> Scene:
        path = Path(shutil.copy(LEVELS / f"{file}.yaml", tempfile.mkdtemp()))
        return TrialScene(path, step=step)

    return make


def _there(stack: Stack) -> None:
    while stack.top._way is not None:  # type: ignore[union-attr]
        stack.tick()
    for _ in range(30):
        stack.tick()


def _outlined(stack: Stack) -> None:
    _there(stack)
    press(stack, pygame.K_F3)


def _from_near(stack: Stack) -> None:
    """A zone of the filling machine, looked at through its window."""
    _there(stack)
    scene = stack.top
    assert isinstance(scene, TrialScene)
    room: Any = scene.inner
    room.hand.start("look:filler:window.infeed")
    for _ in range(1200):
        stack.tick()
        if room.picture.near is not None:
            break
    press(stack, pygame.K_F3)


def _broken(stack: Stack) -> None:
    _there(stack)
    scene = stack.top
    assert isinstance(scene, TrialScene)
    scene.path.write_text(scene.path.read_text("utf-8").replace("rooms:", "romms:").replace("grade: D", "grade: E"), encoding="utf-8")
    for _ in range(60):
        stack.tick()


def _detailed(stack: Stack) -> None:
    _broken(stack)
    press(stack, pygame.K_F8)


def _menu(stack: Stack) -> None:
    _there(stack)
    stack.go(stack.top._menu())  # type: ignore[union-attr]


def _picking(stack: Stack) -> None:
    _there(stack)
    press(stack, pygame.K_F7)


for _name in ("gowning", "line", "deviation"):
    state(f"trial-{_name}", _there)(_trial(_name))
    state(f"trial-{_name}-outlines", _outlined)(_trial(_name))
state("trial-near-outlines", _from_near)(_trial("near"))
state("trial-fault", _broken)(_trial("gowning"))
state("trial-details", _detailed)(_trial("gowning"))
state("trial-menu", _menu)(_trial("gowning"))
state("trial-hazards", _picking)(_trial("gowning"))
FORMS = ("trial-menu", "trial-hazards", "trial-details")
"""States that are a form over the room."""
