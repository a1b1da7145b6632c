"""After a run and before the next, as one person goes through it: guess, score, reason, expert, plates, colony, replay, path."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pygame

from game.scenes import library
from game.scenes.debrief import DebriefScene
from game.scenes.path import PathScene
from game.scenes.replay import ReplayScene
from game.scenes.stack import Stack
from game.scenes.title import TitleScene
from game.session.mutation import Mutation
from game.view.lanes import Lanes
from tests.kit.runs import play
from tests.kit.shots import click, open_dummy, press

FAULTS = [Mutation("skip", "wash"), Mutation("lower", "coat")]


def debriefed(folder: Path) -> tuple[Stack, DebriefScene]:
    """K-17 has just played; the window is where the room leads to."""
    session, events = play("gowning-grade-d", 7, FAULTS, results=folder, origin="person", trainee="K-17")
    ctx = open_dummy((1280, 720), results=folder, loaded_once=True)
    ctx.settings.trainee = "K-17"
    scene = library.after(ctx, session, events)
    assert isinstance(scene, DebriefScene)
    stack = Stack(ctx, scene)
    stack.draw(ctx.screen)
    return stack, scene


def by_mouse(stack: Stack, id: str) -> None:
    top = stack.top
    assert top is not None
    click(stack, top.form.get(id).rect.center)  # type: ignore[attr-defined]


def by_key(stack: Stack, id: str) -> None:
    """Tab until it has the keyboard, then Enter."""
    top = stack.top
    assert top is not None
    for _ in range(60):
        if top.form.focus and top.form.focus.id == id:  # type: ignore[attr-defined]
            press(stack, pygame.K_RETURN)
            return
        press(stack, pygame.K_TAB)
    raise AssertionError(id)


def through(stack: Stack, scene: DebriefScene, use: Callable[[Stack, str], None]) -> None:
    """From the guess to the page of the path.  use: by_mouse | by_key."""
    assert scene.guessing
    use(stack, "reveal")
    assert scene.guessed
    use(stack, "tab_findings")
    topic = scene.review.topic(int(scene.chosen))
    assert topic is not None
    use(stack, f"reason_{next(n for n, choice in enumerate(topic.choices) if choice.right)}")
    assert "C’est bien la raison" in scene.spoken()
    use(stack, "beside")
    replay = stack.top
    assert isinstance(replay, ReplayScene)
    stack.tick()
    assert replay.ghost is not None
    line = replay.form.get("line")
    assert isinstance(line, Lanes)
    click(stack, (line._x(1200), line.rect.centery))
    assert replay.film is not None
    assert abs(replay.film.tick - 1200) < 20
    press(stack, pygame.K_ESCAPE)
    use(stack, "tab_plate")
    use(stack, "incubate")
    assert scene.plates.time.over
    use(stack, "site_0")
    use(stack, "home")
    assert isinstance(stack.top, TitleScene)
    use(stack, "path")
    page = stack.top
    assert isinstance(page, PathScene)
    assert page.page is not None
    assert page.page.runs == 1
    use(stack, "go_0")
    assert not isinstance(stack.top, PathScene)


def test_by_mouse_alone(tmp_path: Path) -> None:
    through(*debriefed(tmp_path), by_mouse)


def test_by_keyboard_alone_but_for_the_line_of_time(tmp_path: Path) -> None:
    through(*debriefed(tmp_path), by_key)


def test_what_was_played_before_counts_as_known_before(tmp_path: Path) -> None:
    _, first = debriefed(tmp_path)
    _, second = debriefed(tmp_path)
    assert first.review.told is not None
    assert second.review.told is not None
    before = {topic.finding.finding.rule: topic.known for topic in first.review.told.topics}
    after = {topic.finding.finding.rule: topic.known for topic in second.review.told.topics}
    assert before != after
