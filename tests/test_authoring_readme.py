"""levels/LISEZMOI.md: every command in it is one the program understands, and what it leads to is proved."""

import shlex
from pathlib import Path

from game.cli.__main__ import main
from game.cli.arguments import parser

TOP = Path(__file__).resolve().parent.parent
TEXT = (TOP / "levels" / "LISEZMOI.md").read_text("utf-8")
COMMANDS = [line.removeprefix("python3 main.py ") for line in TEXT.split("\n") if line.startswith("python3 main.py ")]


def test_every_command_of_the_instructors_page_is_understood():
    assert len(COMMANDS) >= 10
    for command in COMMANDS:
        parser("fr").parse_args(shlex.split(command))


def test_what_runs_without_a_window_runs_as_the_page_says(tmp_path, monkeypatch):
    """From nothing to a level that passes, in the order of the page; the proof and publication have tests of their own."""
    monkeypatch.setenv("GRADE_A_DATA", str(tmp_path / "data"))
    monkeypatch.setattr("game.cli.finding.LEVELS", tmp_path)
    monkeypatch.setattr("game.environment.levels_home", lambda: tmp_path)
    monkeypatch.chdir(tmp_path)
    said = {}
    for command in COMMANDS:
        words = shlex.split(command)
        if words[0] in ("new", "check", "sheet", "translate") and "publication" not in words:
            said[command] = main([*words, "--lang", "fr"])

    assert set(said.values()) == {0}, said
    assert {"fiche.html", "textes.csv"} <= {path.name for path in tmp_path.iterdir()}
