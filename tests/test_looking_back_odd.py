"""Files of runs that are not as they should be: newer, older, of a changed level, unsealed, damaged.  What can still be shown is shown,
and the rest is said, in the reader's language; nothing breaks off."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from game.scenes.assessor import AssessorScene
from game.scenes.base import Scene
from game.scenes.debrief import DebriefScene
from game.scenes.history import HistoryScene
from game.scenes.message import MessageScene
from game.scenes.path import PathScene
from game.scenes.replay import ReplayScene
from game.scenes.review import of_file
from game.scenes.stack import Stack
from game.scenes.title import TitleScene
from game.session.faults import RunError
from game.session.mutation import Mutation
from tests.kit.odd_files import ODD, WHOLE
from tests.kit.runs import play, run_file
from tests.kit.shots import open_dummy, press


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A person's run, as it was written."""
    session, _ = play("gowning-first", 7, [Mutation("skip", "wash")], 900.0, tmp_path_factory.mktemp("runs"), "person", "K-17")
    session.close("" if session.world.ended else "given_up")
    assert session.path is not None
    return session.path.read_bytes()


def stack_of(scene: Scene, results: Path) -> Stack:
    ctx = open_dummy((1280, 720), settings_path=results / "settings.json", results=results, loaded_once=True)
    ctx.settings.trainee = "K-17"
    stack = Stack(ctx, scene)
    stack.draw(ctx.screen)
    return stack


@pytest.mark.parametrize("name", ODD)
def test_a_file_is_replayed_as_far_as_it_goes_or_it_is_said_why_not(name: str, sealed: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.run").write_bytes(ODD[name](sealed))
    scene = ReplayScene(tmp_path / "a.run")
    stack = stack_of(scene, tmp_path)
    if scene.film is None:
        assert isinstance(stack.top, MessageScene)
        assert len(stack.top.spoken()) > 40
        return
    scene.form.focus_on("line")
    press(stack, pygame.K_END)
    for _ in range(30):
        stack.tick()
        stack.draw(stack.ctx.screen)
    assert scene.film.tick > 0
    assert any(sign == "hint" for sign, _ in scene._said()) == (name not in WHOLE)


@pytest.mark.parametrize("name", ODD)
def test_the_list_of_runs_opens_the_debrief_or_says_what_is_the_matter(name: str, sealed: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.run").write_bytes(ODD[name](sealed))
    scene = HistoryScene()
    stack = stack_of(scene, tmp_path)
    if not scene.rows():
        said = scene.spoken().replace("\u00a0", " ")
        assert "a.run" in said or "pas terminé" in said
        return
    press(stack, pygame.K_RETURN)
    stack.tick()
    stack.draw(stack.ctx.screen)
    if isinstance(stack.top, DebriefScene):
        assert bool(stack.top.review.warnings) == (name not in WHOLE)
        assert stack.top.review.sheet.findings
        return
    assert isinstance(stack.top, MessageScene)
    assert len(stack.top.spoken()) > 40
    press(stack, pygame.K_RETURN)
    assert stack.top is scene


# --- the eye of an assessor, the pages of the debrief, the rest of the window ---------------------------------------------------


@pytest.mark.parametrize("name", ODD)
def test_an_assessors_eye_is_trained_on_what_was_judged_or_it_is_said_why_not(name: str, sealed: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.run").write_bytes(ODD[name](sealed))
    scene = AssessorScene(tmp_path / "a.run")
    stack = stack_of(scene, tmp_path)
    if name in WHOLE:
        assert scene.film is not None
        assert scene.sheet is not None
        return
    assert isinstance(stack.top, MessageScene)
    assert len(stack.top.spoken()) > 40


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", ODD)
def test_every_page_that_a_debrief_still_has_opens_and_the_first_says_what_is_missing(
    name: str, lang: str, sealed: bytes, tmp_path: Path
) -> None:
    (tmp_path / "a.run").write_bytes(ODD[name](sealed))
    if name in ("newer", "forged_level", "unsealed", "truncated"):
        with pytest.raises(RunError) as caught:
            of_file(tmp_path / "a.run", lang)
        assert len(caught.value.text(lang)) > 30
        return
    seen = of_file(tmp_path / "a.run", lang)
    scene = DebriefScene(seen, back=True)
    ctx = open_dummy((1280, 720), lang, settings_path=tmp_path / "settings.json", results=tmp_path, loaded_once=True)
    stack = Stack(ctx, scene)
    first = scene.spoken()
    for tab in scene.tabs:
        scene._turn_to(tab)
        stack.draw(ctx.screen)
    assert {"plate", "body"}.issubset(scene.tabs) == (name in WHOLE)
    assert bool(seen.warnings) == (name not in WHOLE)
    assert all(warning in first for warning in seen.warnings)


@pytest.mark.parametrize("level", ["line-clearance-first", "deviation-first"])
@pytest.mark.parametrize("name", ["older", "damaged", "truncated"])
def test_so_do_those_of_a_line_and_of_a_process(name: str, level: str, tmp_path: Path) -> None:
    data = run_file(level).read_bytes()
    (tmp_path / "a.run").write_bytes(ODD[name](data))
    film = ReplayScene(tmp_path / "a.run")
    stack = stack_of(film, tmp_path)
    assert film.film is not None
    film.form.focus_on("line")
    press(stack, pygame.K_END)
    assert film.film.tick > 0
    assert any(sign == "hint" for sign, _ in film._said())
    if name != "truncated":
        seen = of_file(tmp_path / "a.run", "fr")
        assert seen.warnings
        assert seen.batch is None


@pytest.mark.parametrize("name", ODD)
def test_title_and_path_open_beside_such_a_file(name: str, sealed: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.run").write_bytes(ODD[name](sealed))
    for scene in (TitleScene(), PathScene()):
        assert len(stack_of(scene, tmp_path).top.spoken()) > 20


def test_a_level_that_is_gone_cannot_be_begun_again_and_that_is_said(sealed: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.run").write_bytes(ODD["gone"](sealed))
    scene = DebriefScene(of_file(tmp_path / "a.run", "fr"), back=True)
    stack = stack_of(scene, tmp_path)
    scene._turn_to("next")
    scene.form.focus_on("again")
    press(stack, pygame.K_RETURN)
    assert len(stack.top.spoken()) > 40
    press(stack, pygame.K_ESCAPE)
