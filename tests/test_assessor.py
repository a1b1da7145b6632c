"""Assess the assessor: marks against moments, the scene in which one watches and marks, and what is kept of it."""

from __future__ import annotations

import itertools
import json
import tempfile
from pathlib import Path

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.content.loader import load_level
from game.content.rules import load_rulebook
from game.scenes.assessor import AssessorScene
from game.scenes.debrief import DebriefScene
from game.scenes.history import HistoryScene
from game.scenes.path import PathScene
from game.scenes.replay import ReplayScene
from game.scenes.review import of_file
from game.scenes.stack import Stack
from game.scenes.watch import WatchScene
from game.session.assessor import EARLY_TICKS, EITHER, EXPERT, FILE, LATE_TICKS, STUDENT, match, moments_of, run_to_watch
from game.session.glance import sheet_of
from game.session.mutation import Mutation
from tests.kit.runs import LEVELS, play, run_file
from tests.kit.shots import open_dummy, press

RUN = "gowning-first", 7, (("skip", "wash"),)
ticks = st.integers(0, 3000)


def fits(mark: int, moment: int) -> bool:
    return moment - EARLY_TICKS <= mark <= moment + LATE_TICKS


@given(st.lists(ticks, max_size=8), st.lists(ticks, max_size=8, unique=True))
def test_every_mark_and_every_moment_is_told_of_once_and_pairs_fit(marks: list[int], moments: list[int]) -> None:
    found = match(marks, moments)
    assert sorted([hit.mark for hit in found.hits] + list(found.alarms)) == sorted(marks)
    assert sorted([hit.moment for hit in found.hits] + list(found.missed)) == sorted(moments)
    assert all(fits(hit.mark, hit.moment) and hit.delay == hit.mark - hit.moment for hit in found.hits)


@given(st.lists(ticks, max_size=5), st.lists(ticks, max_size=5, unique=True))
def test_no_other_pairing_has_more_pairs(marks: list[int], moments: list[int]) -> None:
    few, many = sorted((marks, moments), key=len)
    swapped = len(marks) > len(moments)
    best = 0
    for chosen in itertools.permutations(many, len(few)):
        pairs = [(b, a) if swapped else (a, b) for a, b in zip(few, chosen, strict=True)]
        best = max(best, len([1 for mark, moment in pairs if fits(mark, moment)]))
    assert len(match(marks, moments).hits) == best


@given(st.lists(ticks, max_size=6), st.lists(ticks, max_size=6, unique=True), ticks)
def test_one_mark_more_never_loses_a_hit_and_the_order_does_not_matter(marks: list[int], moments: list[int], more: int) -> None:
    assert len(match([*marks, more], moments).hits) >= len(match(marks, moments).hits)
    assert match(marks[::-1], moments[::-1]) == match(marks, moments)


def opened(path: Path, data: Path, monkeypatch: pytest.MonkeyPatch, trainee: str = "K-17") -> tuple[Stack, AssessorScene]:
    monkeypatch.setenv("GRADE_A_DATA", str(data))
    scene = AssessorScene(path)
    ctx = open_dummy((1280, 720), loaded_once=True)
    ctx.settings.trainee = trainee
    stack = Stack(ctx, scene)
    stack.draw(ctx.screen)
    return stack, scene


def watch(stack: Stack, scene: AssessorScene, marks: list[int]) -> None:
    """To the end, the space bar at these ticks."""
    for _ in range(100_000):
        if scene.result:
            return
        if marks and scene.now >= marks[0]:
            marks.pop(0)
            press(stack, pygame.K_SPACE)
        stack.tick()


def test_hits_misses_false_alarms_and_delays_are_told_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = run_file(*RUN)
    sheet = sheet_of(path)
    assert sheet is not None
    [moment] = moments_of(sheet.findings)
    stack, scene = opened(path, tmp_path, monkeypatch)
    assert not any(one.found.get("fr") in scene.spoken() for one in sheet.findings)
    watch(stack, scene, [100, moment + 90])
    assert scene.result is not None
    assert [(hit.moment, hit.delay) for hit in scene.result.hits] == [(moment, 90)]
    assert scene.result.alarms == (100,)
    stack.draw(stack.ctx.screen)
    said = scene.spoken().replace("\u00a0", " ")
    assert "1 sur 1" in said
    assert "1,5 s" in said
    assert "Fausses alertes : 1" in said
    [kept] = [json.loads(line) for line in (tmp_path / FILE).read_text(encoding="utf-8").splitlines()]
    assert (kept["trainee"], kept["marks"], kept["alarms"]) == ("K-17", [100, moment + 90], [100])


def test_who_saw_nothing_is_told_what_there_was_and_can_go_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stack, scene = opened(run_file(*RUN), tmp_path, monkeypatch, trainee="")
    watch(stack, scene, [])
    assert scene.result is not None
    assert len(scene.result.missed) == 1
    assert not (tmp_path / FILE).exists(), "nothing is kept of nobody"
    stack.draw(stack.ctx.screen)
    scene.form.focus_on("rows")
    press(stack, pygame.K_RETURN)
    assert isinstance(stack.top, ReplayScene)
    assert stack.top.start == max(0, scene.result.missed[0] - 300)


def test_the_debrief_leads_to_it_and_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADE_A_DATA", str(tmp_path))
    debrief = DebriefScene(of_file(run_file(*RUN), "fr"), back=True)
    stack = Stack(open_dummy((1280, 720), loaded_once=True), debrief)
    debrief._turn_to("next")
    stack.draw(stack.ctx.screen)
    debrief.form.focus_on("assessor")
    press(stack, pygame.K_RETURN)
    assert isinstance(stack.top, AssessorScene)
    press(stack, pygame.K_ESCAPE)
    assert stack.top is debrief


def test_a_student_of_the_program_can_be_watched_and_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stack, scene = opened(run_file(*RUN), tmp_path, monkeypatch)
    watch(stack, scene, [])
    stack.draw(stack.ctx.screen)
    scene.form.focus_on("student")
    press(stack, pygame.K_RETURN)
    stack.tick()
    other = stack.top
    assert isinstance(other, AssessorScene)
    assert other is not scene
    assert other.path.exists()
    assert other.film is not None
    assert other.film.level.id == "gowning-first"
    assert other.film.run.header.origin in ("expert", "mutant")
    press(stack, pygame.K_ESCAPE)
    assert not other.path.exists()


# --- whose run ---------------------------------------------------------------------------------------------------------


def origin_at(seed: int, who: str, folder: Path) -> tuple[str, int]:
    """Who played, and at how many moments something was found."""
    path = run_to_watch(load_level(next(LEVELS.glob("*/gowning-first.yaml"))), load_rulebook(), seed, folder, who)
    sheet = sheet_of(path)
    assert sheet is not None
    path.unlink()
    assert not list(folder.glob("*.run")), "what was tried in vain is gone"
    return sheet.facts.origin, len(moments_of(sheet.findings))


def test_an_expert_has_nothing_to_spot_a_student_has_and_either_is_one_or_the_other(tmp_path: Path) -> None:
    for seed in range(4):
        assert origin_at(seed, EXPERT, tmp_path) == ("expert", 0)
        origin, moments = origin_at(seed, STUDENT, tmp_path)
        assert origin == "mutant"
        assert moments
    assert {origin_at(seed, EITHER, tmp_path)[0] for seed in range(6)} == {"expert", "mutant"}


def seated(results: Path, monkeypatch: pytest.MonkeyPatch, scene: HistoryScene | PathScene) -> Stack:
    monkeypatch.setenv("GRADE_A_DATA", str(results / "data"))
    ctx = open_dummy((1280, 720), settings_path=results / "settings.json", results=results, loaded_once=True)
    ctx.settings.trainee = "K-17"
    stack = Stack(ctx, scene)
    stack.draw(ctx.screen)
    return stack


def pressed(stack: Stack, widget: str) -> None:
    stack.top.form.focus_on(widget)  # type: ignore[union-attr]
    press(stack, pygame.K_RETURN)


def left(results: Path, mode: str = "practice") -> Path:
    session, _ = play("gowning-first", 7, [Mutation("skip", "wash")], results=results, origin="person", trainee="K-17", mode=mode)
    session.close()
    assert session.path is not None
    return session.path


def test_from_my_runs_any_of_them_can_be_watched_and_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = left(tmp_path)
    assessed = left(tmp_path, "assessment")
    stack = seated(tmp_path, monkeypatch, HistoryScene())
    pressed(stack, "watch")
    watch_scene = stack.top
    assert isinstance(watch_scene, WatchScene)
    assert [one for one, _ in watch_scene.runs] == [path]
    assert assessed.exists()
    pressed(stack, "runs")
    scene = stack.top
    assert isinstance(scene, AssessorScene)
    watch(stack, scene, [])
    assert scene.result is not None
    assert len(scene.result.missed) == 1
    press(stack, pygame.K_ESCAPE)
    press(stack, pygame.K_ESCAPE)
    assert isinstance(stack.top, HistoryScene)
    assert path.exists(), "one's own run is not thrown away"


def test_from_the_trainees_page_an_expert_is_watched_and_a_mark_is_a_false_alarm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stack = seated(tmp_path, monkeypatch, PathScene())
    pressed(stack, "watch")
    chooser = stack.top
    assert isinstance(chooser, WatchScene)
    chooser.form.focus_on("who")
    press(stack, pygame.K_RIGHT)
    press(stack, pygame.K_RIGHT)
    pressed(stack, "levels")
    stack.tick()
    scene = stack.top
    assert isinstance(scene, AssessorScene)
    assert scene.film is not None
    assert scene.film.run.header.origin == "expert"
    watch(stack, scene, [200])
    assert scene.result is not None
    assert (scene.result.hits, scene.result.missed, scene.result.alarms) == ((), (), (200,))
    stack.draw(stack.ctx.screen)
    assert "élève parfait" in scene.spoken()
    press(stack, pygame.K_ESCAPE)
    assert stack.top is chooser
    assert not scene.path.exists()


def test_what_cannot_be_played_here_is_said_and_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stack = seated(tmp_path, monkeypatch, PathScene())
    pressed(stack, "watch")
    monkeypatch.setattr(tempfile, "mkdtemp", lambda prefix: str(tmp_path / "none" / "such"))
    (tmp_path / "none").write_text("a file, no folder", encoding="utf-8")
    pressed(stack, "levels")
    stack.tick()
    stack.draw(stack.ctx.screen)
    assert isinstance(stack.top, WatchScene)
    assert stack.top.trouble
