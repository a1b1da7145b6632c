"""Training paths: the shipped file is sound, a faulty one is told at its lines, never with a traceback."""

from __future__ import annotations

import pytest

from game.content import ContentError
from game.content.check import check_paths
from game.content.paths import FILE, Ask, levels_there, load_paths
from game.content.report import tell
from tests.content.samples import GOOD, HERE, faults_of, spoiled


def test_the_shipped_paths_lead_through_levels_that_are_there():
    courses = load_paths()
    assert [course.id for course in courses] == ["initial", "line", "deviation", "continuing"]
    assert [course.every_days for course in courses] == [None, None, None, 28]
    there = levels_there()
    for course in courses:
        assert all(step.mode in there[step.level] for step in course.steps)


def test_in_initial_training_a_level_is_guided_before_it_is_practised():
    for course in load_paths()[:3]:
        begun = set()
        for step in course.steps:
            begun |= {step.level} if step.mode == "guided" else set()
            assert step.level in begun


def test_a_path_comes_out_as_it_was_written():
    courses = load_paths(HERE / "good" / "paths.yaml")
    assert courses[0].steps == (Ask("gowning-first", "guided"), Ask("gowning-grade-d", "practice", 2, 90))
    assert courses[1].title.get("en") == "Continuing training"


def test_check_knows_a_file_of_paths_for_what_it_is(tmp_path):
    assert check_paths([FILE], "en")[1] == 0
    wrong = tmp_path / "paths.yaml"
    wrong.write_text(GOOD["paths"].replace("gowning-grade-d", "gowning-grade-z"), "utf-8")
    said, code = check_paths([wrong], "en")
    assert code == 1
    assert said.count("C101") == 2
    with pytest.raises(ContentError):
        load_paths(wrong)


def test_every_faulty_step_is_told_at_once_on_its_line():
    text = (
        GOOD["paths"].replace("mode: guided", "mode: assessment", 1).replace("      - level: gowning-grade-d", "      - level: nowhere", 1)
    )
    lines = text.split("\n")
    assert [(fault.code, lines[fault.span.line].strip()) for fault in faults_of(text, "paths")] == [
        ("C102", "mode: assessment"),
        ("C101", "- level: nowhere"),
    ]


def test_a_path_named_twice_is_told():
    [fault] = faults_of(spoiled("id: continuing", "id: initial", "paths"), "paths")
    assert fault.code == "R306"


@pytest.mark.parametrize(
    "text",
    ["paths:\n", "paths: 3\n", "format: 1\npaths: []\n", "format: 2\npaths:\n  - 3\n"]
    + [spoiled(f"{key}:", f"{key}x:", "paths") for key in ("format", "paths", "title", "steps", "level", "mode")]
    + [spoiled("        runs: 2", f"        runs: {value}", "paths") for value in ("", "0", "[]", "two", "1000")]
    + [spoiled("    every_days: 28", f"    every_days: {value}", "paths") for value in ("0", "a month", "-3")],
)
def test_a_file_of_any_form_is_told_never_a_traceback(text):
    faults = faults_of(text, "paths")
    assert faults
    for fault in faults:
        for lang in ("fr", "en"):
            assert tell(fault, lang).sentence
