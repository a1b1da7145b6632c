"""A run that broke off is offered again at the next start."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from game.scenes.gowning import GowningScene
from game.scenes.message import MessageScene
from game.scenes.stack import Replace, Stack
from game.scenes.title import TitleScene
from game.scenes.unfinished import when
from game.session.resume import ASIDE
from tests.kit.runs import play
from tests.kit.shots import click, open_dummy, press


def left_open(results: Path, trainee: str = "K-17") -> Path:
    """Ten seconds of play, then the power goes."""
    session, _ = play("gowning-first", 7, until_s=10, results=results, origin="person", trainee=trainee)
    session.leave_open()
    assert session.path is not None
    return session.path


def titled(results: Path) -> Stack:
    ctx = open_dummy((1280, 720), results=results, loaded_once=True)
    ctx.settings.trainee = "K-17"
    stack = Stack(ctx, TitleScene())
    stack.draw(ctx.screen)
    return stack


def answer(stack: Stack, name: str) -> None:
    click(stack, stack.top.form.get(name).rect.center)  # type: ignore[union-attr]


def test_it_goes_on_where_it_stopped(tmp_path: Path) -> None:
    left_open(tmp_path)
    stack = titled(tmp_path)
    assert isinstance(stack.top, MessageScene)
    assert "après 10 s" in stack.top.spoken().replace("\u00a0", " ")
    press(stack, pygame.K_RETURN)
    assert isinstance(stack.top, GowningScene)
    assert stack.top.session.world.tick == 600
    assert stack.top.session.interruptions == 1
    stack.close()


def test_it_can_be_set_aside_and_stays_as_it_is(tmp_path: Path) -> None:
    path = left_open(tmp_path)
    before = path.read_bytes()
    stack = titled(tmp_path)
    answer(stack, "aside")
    assert isinstance(stack.top, TitleScene)
    assert (tmp_path / ASIDE / path.name).read_bytes() == before


def test_later_asks_no_more_in_this_sitting_and_touches_nothing(tmp_path: Path) -> None:
    path = left_open(tmp_path)
    before = path.read_bytes()
    stack = titled(tmp_path)
    press(stack, pygame.K_ESCAPE)
    stack.go(Replace(TitleScene()))
    assert isinstance(stack.top, TitleScene)
    assert path.read_bytes() == before


def test_somebody_elses_run_is_not_offered(tmp_path: Path) -> None:
    left_open(tmp_path, "L-03")
    assert isinstance(titled(tmp_path).top, TitleScene)


def test_a_run_that_cannot_go_on_says_why_and_is_left_alone(tmp_path: Path) -> None:
    path = left_open(tmp_path)
    lines = path.read_bytes().split(b"\n")
    lines[3] = lines[3].replace(b'"n":3', b'"n":4')
    path.write_bytes(b"\n".join(lines))
    before = path.read_bytes()
    stack = titled(tmp_path)
    assert isinstance(stack.top, TitleScene)
    assert path.read_bytes() == before


@pytest.mark.parametrize(("lang", "month"), [("fr", "janvier"), ("en", "January")])
def test_the_day_is_told_in_words(lang: str, month: str) -> None:
    assert month in when("2026-01-15T14:03:05Z", lang)
    assert when("yesterday", lang) == "yesterday"
