"""The workshop, for tests/kit/shots.py."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pygame

from game.scenes.base import Context, Scene, route
from game.scenes.stack import Stack
from tests.kit.approved import approve
from tests.kit.player import LEVELS
from tests.kit.shots import press, state


def bench() -> Path:
    """A folder of levels as a site has it: some as shipped, one approved, one broken, one with faults."""
    home = Path(tempfile.mkdtemp(prefix="grade-a-levels-"))
    os.environ["GRADE_A_LEVELS"] = str(home)
    os.environ["GRADE_A_DATA"] = tempfile.mkdtemp(prefix="grade-a-data-")
    for name in ("gowning/gowning-first", "gowning/gowning-grade-b", "line_clearance/line-clearance-filling", "deviation/deviation-first"):
        (home / name).parent.mkdir(exist_ok=True)
        shutil.copy(LEVELS / f"{name}.yaml", home / f"{name}.yaml")
    approve(home, "gowning-grade-d")
    faulty = (LEVELS / "gowning/gowning-grade-c.yaml").read_text(encoding="utf-8")
    faulty = (
        faulty.replace("after:\n      - wash", "after:\n      - wahs", 1)
        .replace("target: ", "target: 1", 1)
        .replace("limit: ", "limit: 0", 1)
    )
    (home / "gowning/gowning-grade-c.yaml").write_text(faulty, encoding="utf-8")
    (home / "line_clearance/notre-ligne.yaml").write_text(
        "format: 1\nid: notre-ligne\ntitle: fr: Notre ligne\n\tkind: line", encoding="utf-8"
    )
    return home


def settle(stack: Stack, ticks: int = 40) -> None:
    """What is read one a frame has been read."""
    for _ in range(ticks):
        stack.tick()


def _ticked(then: Callable[[Stack], None] = lambda stack: None) -> Callable[[Stack], None]:
    def play(stack: Stack) -> None:
        settle(stack)
        stack.draw(stack.ctx.screen)
        then(stack)

    return play


@state("workshop", _ticked())
def workshop(ctx: Context) -> Scene:
    bench()
    return route("workshop")


def _page(name: str, part: str, then: Callable[[Stack], None] = lambda stack: None) -> None:
    """A level's page, one part open."""

    @state(f"workshop-{part}" if name == "gowning/gowning-grade-b" else f"workshop-{part}-{Path(name).stem.split('-')[0]}", _ticked(then))
    def make(ctx: Context) -> Scene:
        return route("workshop_level", bench() / f"{name}.yaml", part)


_page("gowning/gowning-grade-b", "document")
_page("gowning/gowning-grade-b", "hazards")
_page("line_clearance/line-clearance-filling", "hazards")
_page("gowning/gowning-grade-b", "check")
_page("gowning/gowning-grade-c", "check")
_page("line_clearance/notre-ligne", "check")
_page("gowning/gowning-grade-d", "document")


@state("workshop-new", _ticked())
def new(ctx: Context) -> Scene:
    bench()
    return route("workshop_new")


@state("workshop-copy", _ticked())
def copy(ctx: Context) -> Scene:
    return route("workshop_new", bench() / "gowning/gowning-grade-d.yaml")


for _part in ("texts", "times", "approve"):
    _page("gowning/gowning-grade-b", _part)


def _made(stack: Stack) -> None:
    """The picture is made after the first frame."""
    settle(stack, 3)


_page("gowning/gowning-grade-b", "preview", _made)
_page("deviation/deviation-first", "preview", _made)
_page("gowning/gowning-grade-b", "translate", lambda stack: press_on(stack, "export"))
_page("line_clearance/notre-ligne", "preview")


def press_on(stack: Stack, id: str) -> None:
    """The button of that name, by keyboard."""
    form = stack.top.form  # type: ignore[union-attr]
    form.focus_on(id)
    press(stack, pygame.K_RETURN)
