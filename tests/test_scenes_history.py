"""My runs: what I have played, and the way back to each debrief; and what the title proposes after a bad one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pygame

from game.content.loader import load_level
from game.content.rules import load_rulebook
from game.scenes import library
from game.scenes.debrief import DebriefScene
from game.scenes.history import HistoryScene
from game.scenes.stack import Stack
from game.scenes.title import TitleScene
from game.session.mutation import Mutation
from game.session.session import Session
from scoring.record import Sheet
from tests.kit.runs import LEVELS, play, reviewed
from tests.kit.shots import open_dummy, press


def scored(level: str, value: float) -> Sheet:
    """A finished run of that level with that score."""
    sheet = reviewed(level).sheet
    return replace(sheet, score=replace(sheet.score, value=value))


def titled(results: Path, *sheets: Sheet) -> Stack:
    ctx = open_dummy((1280, 720), settings_path=results / "settings.json", results=results, loaded_once=True)
    ctx.sheets = list(sheets)
    ctx.settings.trainee = "K-17"
    stack = Stack(ctx, TitleScene())
    stack.draw(ctx.screen)
    return stack


def proposed(results: Path, *sheets: Sheet) -> str:
    scene = titled(results, *sheets).top
    assert isinstance(scene, TitleScene)
    return scene._best()


def test_after_a_low_score_the_same_level_is_proposed_again_and_no_harder_one(tmp_path: Path) -> None:
    assert proposed(tmp_path, scored("gowning-first", 0)) == "gowning-first"
    assert proposed(tmp_path, scored("gowning-first", 95)) == "gowning-grade-d"
    assert proposed(tmp_path, scored("gowning-first", 95), scored("gowning-grade-d", 30)) == "gowning-grade-d"
    assert proposed(tmp_path, scored("gowning-first", 20), scored("gowning-grade-d", 95)) == "gowning-first"


def test_after_a_good_run_the_debrief_offers_the_next_level_and_after_a_low_score_none() -> None:
    assert library.one_more(scored("gowning-first", 95)) == "gowning-grade-d"
    assert library.one_more(scored("gowning-first", 30)) == ""
    assert library.one_more(replace(scored("gowning-first", 95), ended="given_up")) == ""


def left(results: Path, trainee: str = "K-17", seed: int = 7, until_s: float = 900.0) -> Path:
    """A run in a folder; cut short it is closed as given up."""
    session, _ = play("gowning-first", seed, [Mutation("skip", "wash")], until_s, results, "person", trainee)
    session.close("" if session.world.ended else "given_up")
    assert session.path is not None
    return session.path


def opened(results: Path) -> Stack:
    stack = titled(results)
    assert "history" in {w.id for w in stack.top.form.stops()}  # type: ignore[union-attr]
    stack.top.form.focus_on("history")  # type: ignore[union-attr]
    press(stack, pygame.K_RETURN)
    assert isinstance(stack.top, HistoryScene)
    return stack


def test_without_any_run_there_is_no_list(tmp_path: Path) -> None:
    assert "history" not in {w.id for w in titled(tmp_path).top.form.stops()}  # type: ignore[union-attr]


def test_my_runs_are_listed_the_newest_first_with_level_day_mode_and_score(tmp_path: Path) -> None:
    whole = left(tmp_path, seed=7)
    cut = left(tmp_path, seed=8, until_s=5)
    whole.rename(tmp_path / "2026-01-02.run")
    cut.rename(tmp_path / "2026-01-03.run")
    left(tmp_path, trainee="other")
    scene = opened(tmp_path).top
    assert isinstance(scene, HistoryScene)
    newest, oldest = scene.rows()
    assert newest.title == oldest.title == "Premiers gestes"
    assert "Entraînement" in oldest.note
    assert "sur 100" in oldest.tail
    assert "abandonné" in newest.note
    assert "sur 100" not in newest.tail


def test_each_run_leads_to_its_debrief_and_back_to_the_list(tmp_path: Path) -> None:
    path = left(tmp_path)
    stack = opened(tmp_path)
    press(stack, pygame.K_RETURN)
    stack.tick()
    scene = stack.top
    assert isinstance(scene, DebriefScene)
    assert scene.review.run_file == path
    assert scene.review.sheet.findings
    assert scene.review.plate.expected > 0
    assert [one.id for one in scene.form.stops() if one.id == "home"]
    press(stack, pygame.K_ESCAPE)
    assert isinstance(stack.top, HistoryScene)
    press(stack, pygame.K_ESCAPE)
    assert isinstance(stack.top, TitleScene)


def test_a_file_that_cannot_be_read_is_named_and_an_unfinished_one_is_called_so(tmp_path: Path) -> None:
    left(tmp_path)
    (tmp_path / "broken.run").write_bytes(b"\x00" * 500)
    session, _ = play("gowning-first", 9, until_s=10, results=tmp_path, origin="person", trainee="K-17")
    session.leave_open()
    stack = titled(tmp_path)
    stack.ctx.put_off = True
    stack = Stack(stack.ctx, HistoryScene())
    scene = stack.top
    assert isinstance(scene, HistoryScene)
    assert len(scene.rows()) == 1
    said = scene.spoken()
    assert "broken.run" in said
    assert "pas terminé" in said.replace("\u00a0", " ")


def test_a_run_that_no_longer_plays_is_told_and_the_list_stays(tmp_path: Path) -> None:
    path = left(tmp_path)
    lines = path.read_bytes().split(b"\n")
    lines[0] = lines[0].replace(b"gowning-first", b"gowning-frist")
    path.write_bytes(b"\n".join(lines))
    stack = opened(tmp_path)
    press(stack, pygame.K_RETURN)
    stack.tick()
    press(stack, pygame.K_RETURN)
    assert isinstance(stack.top, HistoryScene)


def test_after_watching_a_level_of_ones_own_there_is_a_debrief_and_no_level_that_cannot_be_found(tmp_path: Path) -> None:
    level = replace(load_level(LEVELS / "gowning" / "gowning-first.yaml"), id="my-level")
    session = Session(level, load_rulebook(), 7, "discover", "expert")
    session.close("given_up")
    assert isinstance(library.after(open_dummy((1280, 720), results=tmp_path), session), DebriefScene)
