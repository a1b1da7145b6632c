"""levels/LISEZMOI.md and its English twin: every command in it is one the program understands, and what it leads to is proved."""

import shlex
from pathlib import Path

import pytest

from game.cli.__main__ import main
from game.cli.arguments import parser

TOP = Path(__file__).resolve().parent.parent
PAGES = {
    "fr": ("LISEZMOI.md", {"fiche.html", "textes.csv"}),
    "en": ("README.md", {"sheet.html", "texts.csv"}),
}


def commands(lang):
    text = (TOP / "levels" / PAGES[lang][0]).read_text("utf-8")
    return [line.removeprefix("python3 main.py ") for line in text.split("\n") if line.startswith("python3 main.py ")]


@pytest.mark.parametrize("lang", PAGES)
def test_every_command_of_the_instructors_page_is_understood(lang):
    assert len(commands(lang)) >= 10
    for command in commands(lang):
        parser(lang).parse_args(shlex.split(command))


def test_both_pages_give_the_same_commands_in_the_same_order():
    assert [one.split()[0] for one in commands("fr")] == [one.split()[0] for one in commands("en")]


@pytest.mark.parametrize("lang", PAGES)
def test_what_runs_without_a_window_runs_as_the_page_says(tmp_path, monkeypatch, lang):
    """From nothing to a level that passes, in the order of the page; the proof and publication have tests of their own."""
    monkeypatch.setenv("GRADE_A_DATA", str(tmp_path / "data"))
    monkeypatch.setattr("game.cli.finding.LEVELS", tmp_path)
    monkeypatch.setattr("game.environment.levels_home", lambda: tmp_path)
    monkeypatch.chdir(tmp_path)
    said = {}
    for command in commands(lang):
        words = shlex.split(command)
        if words[0] in ("new", "check", "sheet", "translate") and "publication" not in words:
            said[command] = main([*words, "--lang", lang])

    assert set(said.values()) == {0}, said
    assert PAGES[lang][1] <= {path.name for path in tmp_path.iterdir()}
