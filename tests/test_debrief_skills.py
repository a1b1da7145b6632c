"""After a deviation the four sums are shown, printed and exported; after anything else, and for a run of older rules, nothing is."""

from __future__ import annotations

import io
import json
import re
import tempfile
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import pygame
import pytest

from game.scenes.debrief import DebriefScene
from game.scenes.review import of_file
from game.scenes.stack import Stack
from game.session.beside import told_of
from game.session.mutation import Mutation
from game.session.notes import read_notes
from game.session.runfile import Run, read_run
from game.session.station import remember
from game.session.verify import PROVED, verify
from game.texts import LANGS, catalogue, t
from game.view.widgets import Scroll
from scoring.export.xapi import statements
from scoring.export.xlsx import workbook
from scoring.language import SKILLS
from scoring.notes import Beside
from scoring.record import Sheet
from scoring.skills import sums
from tests.kit.runs import play, run_file
from tests.kit.shots import click, open_dummy, press

OLD = Path(__file__).parent / "data" / "next-day-one-sheet.run"
"""A deviation of before: its rules say nothing of the four."""
ERRORS = (("skip", "safe"),)


@cache
def deviation(mode: str = "practice") -> Path:
    """The file of somebody who did not make safe."""
    folder = Path(tempfile.mkdtemp(prefix="grade-a-sums-"))
    errors = [Mutation(op, slot) for op, slot in ERRORS]
    session, _ = play("deviation-first", 1, errors, results=folder, origin="person", trainee="p-12", mode=mode)
    session.close()
    assert session.path is not None
    return session.path


def opened(path: Path, lang: str = "fr", size: tuple[int, int] = (1280, 720), percent: int = 100) -> tuple[Stack, DebriefScene]:
    scene = DebriefScene(of_file(path, lang))
    stack = Stack(open_dummy(size, lang, percent, loaded_once=True), scene)
    stack.draw(stack.ctx.screen)
    return stack, scene


def read(path: Path) -> tuple[Run, Sheet, Beside]:
    run = read_run(path)
    return run, Sheet.from_plain(run.sheet), told_of(run.header, read_notes(path, run.header.run))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("percent", [100, 200])
def test_the_page_of_the_four_sums_is_reached_by_mouse_and_by_arrows_and_tells_each(lang: str, percent: int) -> None:
    stack, scene = opened(deviation(), lang, percent=percent)
    click(stack, scene.form.get("tab_skills").rect.center)
    assert scene.tab == "skills"
    stack, scene = opened(deviation(), lang, percent=percent)
    for _ in range(scene.tabs.index("skills")):
        press(stack, pygame.K_RIGHT)
    assert scene.tab == "skills"
    said = scene.spoken()
    for one in scene.review.skills:
        assert t(f"debrief.skill_{one.skill}", lang) in said
        assert t("debrief.skill_met", lang, met=one.met, counted=one.counted) in said
    safe = next(one for one in scene.review.skills if one.skill == "recovering")
    assert (safe.missed, [one.missed for one in scene.review.skills if one is not safe]) == (1, [0, 0, 0])
    cards = [one for one in scene.form.widgets if isinstance(one, Scroll)]
    assert [one.id for one in cards] == ["skills"]


def test_what_is_told_of_a_run_over_is_told_again_from_its_file() -> None:
    run, sheet, beside = read(deviation())
    assert of_file(deviation(), "fr").skills == sums(sheet, beside.skills)
    assert [one.skill for one in sums(sheet, beside.skills)] == list(SKILLS)
    assert "skill" not in json.dumps(run.sheet), "the sheet is what it was: sums follow from it and the rules"


def test_what_was_never_done_is_told_in_words_and_without_a_number() -> None:
    _, sheet, _ = read(deviation())
    assert [one.found.en for one in sheet.findings] == ["Nothing was made safe."]


def test_other_scenes_and_runs_of_older_rules_show_no_such_page_and_print_nothing_of_it() -> None:
    for path in (run_file("gowning-first"), OLD):
        _, scene = opened(path)
        assert "skills" not in scene.tabs
        assert scene.review.skills == ()
    assert 'class="skills"' not in run_file("gowning-first").with_suffix(".html").read_text("utf-8")


def test_runs_of_rules_with_and_without_the_four_are_proved_in_all_three_grades(tmp_path: Path) -> None:
    remember(OLD.with_suffix(".pub"), tmp_path)
    assert [grade.verdict for grade in verify(OLD, tmp_path).grades] == [PROVED] * 3
    assert [grade.verdict for grade in verify(deviation()).grades] == [PROVED] * 3


@pytest.mark.parametrize("lang", LANGS)
def test_the_printed_sheet_has_the_four_sums_in_both_languages(lang: str) -> None:
    _, sheet, beside = read(deviation())
    text = deviation().with_suffix(".html").read_text("utf-8")
    part = text[text.index(f'<main class="{lang}') :]
    band = re.sub(r"<[^>]+>", "|", part[part.index('<section class="skills">') : part.index("<dl>")])
    for one in sums(sheet, beside.skills):
        words = catalogue(lang, "sheet")
        assert words[f"skill_{one.skill}"] in band
        assert words["skill_met"].format(met=one.met, counted=one.counted) in band


def test_the_workbook_has_a_sheet_of_them_for_assessments_only() -> None:
    def text(path: Path) -> str:
        _, sheet, beside = read(path)
        made = workbook([sheet], [], catalogue("en", "export"), "en", {sheet.facts.run: beside}, catalogue("en", "assess"))
        with zipfile.ZipFile(io.BytesIO(made)) as book:
            return book.read("xl/workbook.xml").decode() + book.read("xl/sharedStrings.xml").decode()

    assert "Four sums" not in text(deviation())
    found = text(deviation("assessment"))
    assert "Four sums" in found
    assert all(catalogue("en", "export")[f"skill_{skill}"] in found for skill in SKILLS)


def test_statements_carry_them_for_assessments_only_and_are_otherwise_as_they_were() -> None:
    name = "https://a.example/xapi/extensions/skills"
    for mode in ("practice", "assessment"):
        _, sheet, beside = read(deviation(mode))
        told = statements(sheet, "0" * 64, "https://a.example", beside)
        plain = statements(sheet, "0" * 64, "https://a.example", replace(beside, skills={}))
        heaps = [one["result"]["extensions"].pop(name) for one in told if name in one.get("result", {}).get("extensions", {})]
        assert told == plain
        if mode == "practice":
            assert heaps == []
        else:
            names = ("opportunities", "met", "half", "missed", "share")
            values = {
                one.skill: (one.counted, one.met, one.half, one.missed, round(one.share or 0, 2)) for one in sums(sheet, beside.skills)
            }
            assert heaps == [{skill: dict(zip(names, value, strict=True)) for skill, value in values.items()}]
