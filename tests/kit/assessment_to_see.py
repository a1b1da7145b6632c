"""Who plays, and the screens of an assessment, for tests/kit/shots.py."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pygame

from game.scenes.base import Context, Scene, route
from game.scenes.person import PersonScene
from game.scenes.stack import Stack
from game.session import trainers
from game.session.assessment import Opened
from game.session.remarks import attest, attest_all
from scoring.assessment import set_result
from tests.kit.approved import approved, form, opened, play, whole_set
from tests.kit.shots import press, state, type_text

PEOPLE = ["K-17", "B-02", "renard", "M-31"]


def _seated(ctx: Context, site: str = "") -> Path:
    folder = Path(tempfile.mkdtemp(prefix="grade-a-seen-"))
    ctx.settings_path = folder / "settings.json"
    (folder / "pseudonyms.txt").write_text(site, encoding="utf-8")
    ctx.settings.trainee, ctx.settings.recent = PEOPLE[0], list(PEOPLE)
    ctx.loaded_once = True
    return folder


@state("person")
def person(ctx: Context) -> Scene:
    _seated(ctx)
    return PersonScene()


def _typing(text: str) -> Callable[[Stack], None]:
    def typed(stack: Stack) -> None:
        stack.top.form.focus_on("name")  # type: ignore[union-attr]
        type_text(stack, text)

    return typed


@state("person-typed", _typing("K-1"))
def person_typed(ctx: Context) -> Scene:
    _seated(ctx, "\n".join(f"K-{n:02}" for n in range(1, 90)) + "\nM. Dupont # nom\n")
    return PersonScene()


@state("welcome-list")
def welcome_list(ctx: Context) -> Scene:
    _seated(ctx, "K-01\nK-02\n")
    ctx.settings.trainee, ctx.settings.recent = "", []
    return route("welcome")


# --- an assessment -------------------------------------------------------------------------------------------------------


def _approved(ctx: Context) -> Opened:
    """A PC with an approved level; what its code has opened."""
    folder = _seated(ctx)
    ctx.results = folder / "results"
    ctx.results.mkdir()
    ctx.opened = opened(approved(folder, "gowning-grade-d"))
    return ctx.opened


@state("assessment-door")
def door(ctx: Context) -> Scene:
    _seated(ctx)
    ctx.results = Path(tempfile.mkdtemp(prefix="grade-a-seen-"))
    return route("assessment")


def _mistyped(stack: Stack) -> None:
    type_text(stack, "K7QM-2XHD-9RTB-4WNC")
    press(stack, pygame.K_RETURN)


state("assessment-mistyped", _mistyped)(door)


@state("assessment-before")
def before(ctx: Context) -> Scene:
    return route("sitting", _approved(ctx).set)


@state("assessment-briefing")
def briefing(ctx: Context) -> Scene:
    return route("briefing", _approved(ctx).level.id, "assessment", sitting=True)


@state("assessment-between")
def between(ctx: Context) -> Scene:
    code = _approved(ctx)
    assert ctx.results is not None
    play(form(ctx.results, code, PEOPLE[0])).close()
    return route("sitting", code.set)


def _sat(ctx: Context, error: tuple[str, str] | None = None) -> list[Path]:
    code = _approved(ctx)
    assert ctx.results is not None
    return whole_set(ctx.results, code, PEOPLE[0], error)


@state("assessment-result")
def result(ctx: Context) -> Scene:
    _sat(ctx, ("skip", "wash"))
    assert ctx.opened is not None
    return route("sitting", ctx.opened.set)


@state("assessment-abandoned")
def abandoned(ctx: Context) -> Scene:
    code = _approved(ctx)
    assert ctx.results is not None
    play(form(ctx.results, code, PEOPLE[0]), until_tick=600).close()
    play(form(ctx.results, code, PEOPLE[0])).close()
    return route("sitting", code.set)


def _trainers(*names: str) -> None:
    os.environ["GRADE_A_DATA"] = tempfile.mkdtemp(prefix="grade-a-data-")
    for name in names:
        trainers.add(name, "123456", by=(names[0], "123456"))


@state("assessment-signed")
def signed(ctx: Context) -> Scene:
    _trainers("M. Duval")
    paths = _sat(ctx)
    attest_all(paths, ("M. Duval", "123456"))
    attest(paths[-1], ("M. Duval", "123456"), rating=4, text="Calme ; relit ce qu’il écrit.")
    assert ctx.opened is not None
    return route("sitting", ctx.opened.set)


def _attest(ctx: Context) -> Scene:
    paths = _sat(ctx)
    return route("attest", paths, set_result([]))


@state("assessment-attest")
def attesting(ctx: Context) -> Scene:
    _trainers("M. Duval", "A. Lemaire")
    return _attest(ctx)


def _short(stack: Stack) -> None:
    scene = stack.top
    scene.form.focus_on("pin")  # type: ignore[union-attr]
    type_text(stack, "123")
    press(stack, pygame.K_RETURN)


@state("assessment-attest-first", _short)
def attesting_first(ctx: Context) -> Scene:
    _trainers()
    return _attest(ctx)
