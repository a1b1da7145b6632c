"""A new level: it passes the check and a proof as it comes, and overwrites nothing."""

import io
import sys

import pytest

from game.cli.__main__ import main
from game.content.check import check_paths
from game.content.loader import load_level
from game.content.rules import load_rulebook
from game.session.authoring.starting import KINDS, NewError, Wish, level_text, make, name_of
from game.session.playtests import play


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_new_level_passes_the_check_and_only_its_marks_are_left_to_do(kind, lang, tmp_path):
    path = tmp_path / "mine.yaml"
    make(Wish(kind, "mine", "Mine 2", "Room 12", lang), path)
    said, code = check_paths([path], "fr", "text")

    assert code == 0
    assert {word for word in said.split() if word[:1] in "YSRTGPNVLH" and word[1:].strip(":").isdigit()} == {"T404", "V802"}
    level = load_level(path)
    assert (level.id, level.scene, level.title.get(lang)) == ("mine", kind, "Mine 2")
    assert level.rooms[0].name.get(lang) == "Room 12"
    assert path.read_text("utf-8").count("\n# ") >= 8


@pytest.mark.parametrize("kind", KINDS)
def test_the_perfect_trainee_and_the_trials_of_a_new_level_play_as_written(kind, tmp_path):
    path = tmp_path / "mine.yaml"
    make(Wish(kind, "mine", "Mine"), path)

    assert list(play(load_level(path), load_rulebook())) == []


def test_a_new_level_is_proved_at_one_seed(tmp_path, capsys):
    path = tmp_path / "mine.yaml"

    assert main(["new", "gowning", "mine", "--title", "Mine", "--room", "", "-o", str(path), "--lang", "en"]) == 0
    assert main(["prove", str(path), "--seeds", "1", "--lang", "en"]) == 0
    assert str(path) in capsys.readouterr().out


def test_a_file_that_is_there_stays(tmp_path, capsys):
    path = tmp_path / "mine.yaml"
    path.write_text("precious")

    assert main(["new", "gowning", "mine", "--title", "Mine", "--room", "", "-o", str(path), "--lang", "en"]) == 2
    assert "already there" in capsys.readouterr().err
    assert path.read_text() == "precious"


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (Wish("baking", "mine", "Mine"), "kind"), (Wish("gowning", "Mine", "Mine"), "name"), (Wish("gowning", "../mine", "Mine"), "name"),
        (Wish("gowning", "gowning-first", "Mine"), "name"), (Wish("gowning", "", "Mine"), "name"), (Wish("gowning", "mine", " "), "title"),
        (Wish("gowning", "m" * 41, "Mine"), "name"),
    ],
)  # fmt: skip
def test_what_cannot_be_made_is_said(wish, code):
    with pytest.raises(NewError) as error:
        level_text(wish)

    assert error.value.code == code
    assert error.value.text("fr") != error.value.text("en")


def test_a_name_is_made_from_a_title():
    assert name_of("  Vestiaire « PAL B » n° 2, été ") == "vestiaire-pal-b-n-2-ete"


def test_a_terminal_is_asked_three_questions(tmp_path, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr(sys, "stdin", Terminal("gowning\nMon vestiaire\nSalle 12\n"))
    path = tmp_path / "mine.yaml"

    assert main(["new", "-o", str(path), "--lang", "fr"]) == 0
    level = load_level(path)
    assert (level.id, level.title.fr, level.rooms[0].name.fr) == ("mon-vestiaire", "Mon vestiaire", "Salle 12")
