"""Closing the window in the middle of a run: one is asked, and the run is kept to be gone on with."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from game.content.loader import load_level
from game.content.rules import load_rulebook
from game.scenes.base import route
from game.scenes.gowning import GowningScene
from game.scenes.leaving import LeavingScene
from game.scenes.pause import PauseScene
from game.scenes.stack import Push, Stack
from game.session.expert import Expert
from game.session.resume import resume, unfinished
from game.session.runfile import read_run
from game.session.session import Session
from tests.kit.player import LEVELS
from tests.kit.shots import click, open_dummy, press

FIRST = ("gowning/gowning-first", "line_clearance/line-clearance-first", "deviation/deviation-first")


def running(results: Path | None, name: str = FIRST[0], mode: str = "practice", lang: str = "fr", percent: int = 100) -> Stack:
    """Two seconds into a run."""
    level = load_level(LEVELS / f"{name}.yaml")
    session = Session(level, load_rulebook(), 7, mode, "person", trainee="K-17", results=results, lang=lang)
    ctx = open_dummy((1280, 720), lang, percent, results=results)
    stack = Stack(ctx, route(level.scene, session))
    stack.draw(ctx.screen)
    ticks(stack, 130)
    return stack


def ticks(stack: Stack, count: int) -> None:
    for _ in range(count):
        stack.tick()


def asked(stack: Stack) -> LeavingScene:
    """The window's cross is clicked."""
    stack.wish_to_close()
    assert isinstance(stack.top, LeavingScene)
    stack.draw(stack.ctx.screen)
    return stack.top


def session_of(stack: Stack) -> Session:
    session = stack.scenes[0].session  # type: ignore[attr-defined]
    assert isinstance(session, Session)
    return session


@pytest.mark.parametrize("name", FIRST)
def test_the_run_is_kept_up_to_that_tick_and_goes_on_from_there(tmp_path: Path, name: str) -> None:
    stack = running(tmp_path, name)
    session, tick = session_of(stack), session_of(stack).world.tick
    question = asked(stack)
    assert "gardé" in question.spoken()
    ticks(stack, 30)
    assert session.world.tick == tick, "the world stands still while one is asked"
    click(stack, question.form.get("leave").rect.center)
    assert not stack.scenes
    assert session.sheet is None
    [left] = unfinished(tmp_path)
    assert (left.ticks, left.fault) == (tick, None)
    again = resume(left.path)
    assert (again.world.tick, again.world.ended) == (tick, "")
    again.leave_open()


@pytest.mark.parametrize("key", [pygame.K_ESCAPE, pygame.K_RETURN])
def test_escape_and_enter_stay_and_whatever_was_open_is_told_nothing(tmp_path: Path, key: int) -> None:
    stack = running(tmp_path)
    stack.go(Push(PauseScene("Titre", "practice")))
    asked(stack)
    press(stack, key)
    assert isinstance(stack.top, PauseScene)
    press(stack, pygame.K_ESCAPE)
    assert isinstance(stack.top, GowningScene)
    tick = stack.top.session.world.tick
    ticks(stack, 10)
    assert stack.top.session.world.tick == tick + 10


def test_by_keyboard_one_leaves_with_tab_and_enter(tmp_path: Path) -> None:
    stack = running(tmp_path)
    question = asked(stack)
    for _ in range(4):
        if question.form.focus is not None and question.form.focus.id == "leave":
            break
        press(stack, pygame.K_TAB)
    press(stack, pygame.K_RETURN)
    assert not stack.scenes
    assert len(unfinished(tmp_path)) == 1


def test_who_closes_it_twice_leaves(tmp_path: Path) -> None:
    stack = running(tmp_path)
    asked(stack)
    stack.wish_to_close()
    assert not stack.scenes
    assert len(unfinished(tmp_path)) == 1


def test_who_stayed_is_asked_again_the_next_time(tmp_path: Path) -> None:
    stack = running(tmp_path)
    asked(stack)
    press(stack, pygame.K_ESCAPE)
    asked(stack)
    assert stack.scenes


def test_an_assessment_ends_as_an_abandoned_one(tmp_path: Path) -> None:
    stack = running(tmp_path, mode="assessment")
    session = session_of(stack)
    question = asked(stack)
    assert "met fin" in question.spoken()
    click(stack, question.form.get("leave").rect.center)
    assert not unfinished(tmp_path)
    assert session.path is not None
    assert read_run(session.path).sealed_by
    assert session.world.ended == "window_closed"


def test_what_is_not_recorded_is_said_to_be_lost() -> None:
    stack = running(None)
    session = session_of(stack)
    question = asked(stack)
    assert "pas enregistré" in question.spoken()
    click(stack, question.form.get("leave").rect.center)
    assert not stack.scenes
    assert session.world.ended == "window_closed"


def test_nothing_is_asked_where_the_expert_plays_or_the_run_is_over(tmp_path: Path) -> None:
    level = load_level(LEVELS / f"{FIRST[0]}.yaml")
    shown = Session(level, load_rulebook(), 7, "discover", "expert")
    stack = Stack(open_dummy((1280, 720)), route("gowning", shown, Expert(level)))
    stack.wish_to_close()
    assert not stack.scenes
    stack = running(tmp_path)
    session_of(stack).close("given_up")
    stack.wish_to_close()
    assert not stack.scenes
