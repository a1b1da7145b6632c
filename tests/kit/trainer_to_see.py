"""The trainer's room, for tests/kit/shots.py: a PC with a class behind it."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pygame

from game.content.loader import load_level
from game.scenes import library
from game.scenes.base import Context, Scene, route
from game.scenes.stack import Replace, Stack
from game.scenes.trainer_desk import Desk
from game.scenes.trainer_room import RoomScene
from game.session import trainers
from game.session.assessment import Opened, open_code
from game.session.remarks import attest, attest_all
from game.session.results import data_folder
from game.session.trainer_groups import Group, keep_group
from tests.kit.approved import approved, form, opened, play, whole_set
from tests.kit.cohort import station_at, write_run
from tests.kit.shots import press, state, type_text

BY, PIN = "M. Duval", "123456"
LIST = "# Site de Lyon\nK-17  # équipe du matin\nB-02\nrenard\nM-31\nA-44\nL-09\n"


@cache
def classroom() -> tuple[Path, Opened]:
    """A folder with levels, results and data of a PC on which a class has trained."""
    folder = Path(tempfile.mkdtemp(prefix="grade-a-room-"))
    os.environ["GRADE_A_DATA"] = str(folder / "data")
    (folder / "results").mkdir()
    for name in (BY, "A. Lemaire"):
        trainers.add(name, PIN, by=(BY, PIN))
    level = approved(folder / "levels")
    code = opened(level)
    paths = whole_set(folder / "results", code, "K-17", ("skip", "wash"))
    whole_set(folder / "results", code, "B-02")
    play(form(folder / "results", code, "renard")).close()
    attest_all(paths, (BY, PIN))
    attest(paths[-1], (BY, PIN), rating=4, text="Calme ; relit ce qu’il écrit.")
    here = station_at(data_folder())
    for n in range(6):
        write_run(folder / "results", here, "M-31", n, mode="practice", started=f"2026-06-0{n + 1}T08:30:00Z")
    for n in range(3):
        write_run(folder / "results", here, "A-44", n, mode="practice", started=f"2026-11-1{n}T08:30:00Z")
    write_run(folder / "results", station_at(folder / "other"), "Z-99", 1, mode="practice")
    keep_group(Group("Équipe du matin", ("K-17", "B-02", "renard", "M-31")))
    (folder / "pseudonyms.txt").write_text(LIST, encoding="utf-8")
    return folder, code


def seated(ctx: Context) -> Path:
    """The trainer's PC."""
    folder, _ = classroom()
    os.environ["GRADE_A_DATA"] = str(folder / "data")
    ctx.settings_path, ctx.results, ctx.loaded_once = folder / "settings.json", folder / "results", True
    library.LEVELS = folder / "levels"
    return folder


def settle(stack: Stack, seconds: float = 60) -> None:
    """Until no work goes on."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        stack.tick()
        jobs = [getattr(stack.top, name, None) for name in ("job", "_looking", "_reading")]
        desk = getattr(stack.top, "desk", None)
        jobs.append(desk.looking if desk else None)
        if not any(jobs):
            break
        time.sleep(0.01)
    stack.draw(stack.ctx.screen)


def room(ctx: Context) -> Scene:
    """The room, with the trainer in it."""
    seated(ctx)
    return RoomScene(Desk(BY, ctx.results))


def push(stack: Stack, name: str) -> None:
    """Press the widget of that id, by the keyboard."""
    stack.top.form.focus_on(name)  # type: ignore[union-attr]
    press(stack, pygame.K_RETURN)


def through(*names: str) -> Callable[[Stack], None]:
    """Press one after the other."""

    def prepare(stack: Stack) -> None:
        settle(stack)
        for name in names:
            push(stack, name)
            settle(stack)

    return prepare


state("trainer-room", through())(room)
state("trainer-people", through("people"))(room)
state("trainer-person", through("people", "people"))(room)
state("trainer-erase", through("people", "people", "erase"))(room)


def _confirm(stack: Stack) -> None:
    """To the fields, the first of them refused."""
    through("people", "people", "erase")(stack)
    stack.top.form.focus_on("pin")  # type: ignore[union-attr]
    type_text(stack, PIN)
    stack.top.form.focus_on("name")  # type: ignore[union-attr]
    type_text(stack, "K-1")
    press(stack, pygame.K_RETURN)


def _erased(stack: Stack) -> None:
    """On a copy of the classroom's data: what others show stays."""
    copy = Path(tempfile.mkdtemp(prefix="grade-a-erase-"))
    shutil.copytree(classroom()[0], copy, dirs_exist_ok=True)
    os.environ["GRADE_A_DATA"] = str(copy / "data")
    stack.ctx.settings_path, stack.ctx.results = copy / "settings.json", copy / "results"
    stack.go(Replace(RoomScene(Desk(BY, stack.ctx.results)), all=True))
    through("people", "people", "erase")(stack)
    stack.top.form.focus_on("pin")  # type: ignore[union-attr]
    type_text(stack, PIN)
    stack.top.form.focus_on("name")  # type: ignore[union-attr]
    type_text(stack, stack.top.name)  # type: ignore[union-attr]
    press(stack, pygame.K_RETURN)
    settle(stack)


state("trainer-erase-refused", _confirm)(room)
state("trainer-erased", _erased)(room)
state("trainer-groups", through("people", "groups"))(room)
state("trainer-group", through("people", "groups", "groups"))(room)
state("trainer-list", through("people", "list"))(room)
state("trainer-openings", through("assess"))(room)
state("trainer-new", through("assess", "new"))(room)
state("trainer-board", through("assess", "new", "go"))(room)


def _class(stack: Stack) -> None:
    """The board of an assessment opened to a group, one of whom has played it."""
    through("assess", "new")(stack)
    stack.top.group = "Équipe du matin"  # type: ignore[union-attr]
    push(stack, "go")
    settle(stack)
    board, folder = stack.top, classroom()[0]
    level = load_level(next((folder / "levels").rglob("*.yaml")))
    whole_set(folder / "results", open_code(stack.ctx.codes[board.opening.set], [level]), "renard")  # type: ignore[union-attr]
    board._look()  # type: ignore[union-attr]
    settle(stack)


state("trainer-board-class", _class)(room)
state("trainer-results", through("results"))(room)
state("trainer-set", through("results", "sets"))(room)
state("trainer-run", through("results", "sets", "run_2"))(room)


def _contested(stack: Stack) -> None:
    """Of who erred: the sets of others have no finding."""
    through("results")(stack)
    stack.top.which, stack.top.typed = "all", "K-17"  # type: ignore[union-attr]
    stack.top.rebuild()  # type: ignore[union-attr]
    for name in ("sets", "run_2", "findings"):
        push(stack, name)
        settle(stack)


state("trainer-finding", _contested)(room)
state("trainer-proof", through("results", "sets", "run_2", "verify"))(room)
state("trainer-collect", through("collect"))(room)
state("trainer-folder", through("collect", "folder"))(room)
state("trainer-verify", through("verify"))(room)
state("trainer-verified", through("verify", "go"))(room)
state("trainer-report", through("report"))(room)
state("trainer-reported", through("report", "go"))(room)
state("trainer-staff", through("staff"))(room)


@state("trainer-door")
def door(ctx: Context) -> Scene:
    seated(ctx)
    return route("trainer")


@state("trainer-locked")
def locked(ctx: Context) -> Scene:
    seated(ctx)
    return route("trainer", locked=True)


@state("trainer-first")
def first(ctx: Context) -> Scene:
    seated(ctx)
    os.environ["GRADE_A_DATA"] = tempfile.mkdtemp(prefix="grade-a-data-")
    return route("trainer")
