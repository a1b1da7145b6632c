"""Texts of levels as a table for a spreadsheet, and the English back at the marks."""

import csv
import io
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.cli.__main__ import main
from game.content.edit import Draft
from game.session.authoring import translation

TOP = Path(__file__).resolve().parent.parent
SHIPPED = sorted(path for path in (TOP / "levels").glob("*/*.yaml") if path.parent.name != "site")
FIRST = TOP / "levels" / "gowning" / "gowning-first.yaml"


def table(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def as_bytes(lines):
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(lines)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


@pytest.fixture
def level(tmp_path):
    return Path(shutil.copy(FIRST, tmp_path / "gowning-first.yaml"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_table_taken_back_unchanged_changes_nothing(path, tmp_path):
    copy = Path(shutil.copy(path, tmp_path / path.name))
    data, missing = translation.export([copy])

    assert data.startswith(b"\xef\xbb\xbflevel;place;what;fr;en;most;hash\r\n")
    assert path.read_text("utf-8").count("fr:") == len(table(data)) - 1
    assert missing == ()
    done = translation.take(data, [copy])
    assert (done.files, done.notes) == ((), ())
    assert copy.read_bytes() == path.read_bytes()
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_one_changed_text_changes_its_line_and_nothing_else(level):
    lines = table(translation.export([level])[0])
    row = next(one for one in lines if one[1] == "steps/wash/hint")
    row[4] = 'At least: 3 s "each" # here'
    done = translation.take(as_bytes(lines), [level])
    before, after = FIRST.read_text("utf-8").split("\n"), level.read_text("utf-8").split("\n")

    assert [n for n, line in enumerate(before) if line != after[n]] == [
        n for n, line in enumerate(before) if "Each surface 3 seconds at least" in line
    ]
    assert Draft.read(level).value(("steps", 2, "hint", "en")) == row[4]
    assert done.files[0][1:] == (1, level.with_name(level.name + ".bak"))
    assert done.files[0][2].read_bytes() == FIRST.read_bytes()


def test_a_translated_text_is_refused_when_its_french_has_changed_or_is_gone(level):
    lines = table(translation.export([level])[0])
    for row in lines[1:]:
        row[4] += " x"
    draft = Draft.read(level)
    draft.put(("title", "fr"), "Autre titre")
    draft.save(level)
    lines[3][1] = "brief/99"
    lines[4][3] = "Français changé dans le tableau"
    lines[5][0] = "nowhere"
    done = translation.take(as_bytes(lines), [level])

    assert [(note.line, note.code) for note in done.notes] == [(2, "stale"), (4, "no_place"), (5, "french"), (6, "no_level")]
    assert Draft.read(level).value(("title", "en")) == "First moves"


def test_missing_english_is_named_and_can_be_put_in(level, capsys):
    text = level.read_text("utf-8").replace('title:\n  fr: "Premiers gestes"\n  en: "First moves"', 'title: "Premiers gestes"')
    level.write_text(text, "utf-8")
    out = level.with_name("texts.csv")

    assert main(["translate", "export", str(level), "-o", str(out), "--lang", "fr"]) == 0
    assert "gowning-first title : le texte anglais manque.".replace(" :", "\u00a0:") in capsys.readouterr().err
    lines = table(out.read_bytes())
    lines[1][4] = "First moves"
    out.write_bytes(as_bytes(lines))
    assert main(["translate", "import", str(out), str(level), "--lang", "fr"]) == 0
    assert Draft.read(level).value(("title",)) == {"fr": "Premiers gestes", "en": "First moves"}


@pytest.mark.parametrize("sep", [";", ",", "\t"])
def test_what_a_spreadsheet_has_saved_is_read(level, sep):
    lines = table(translation.export([level])[0])
    lines[1][4] = "Début, first; moves"
    out = io.StringIO()
    csv.writer(out, delimiter=sep, lineterminator="\n").writerows(lines)

    assert len(translation.take(out.getvalue().encode("cp1252", "replace"), [level]).files) == 1
    assert Draft.read(level).value(("title", "en")) == "Début, first; moves"


@pytest.mark.parametrize("data", [b"", b"a;b;c\n1;2;3", b"\xff\xfe\x00", b'"level";"place\n', b"%PDF-1.4"])
def test_what_is_no_table_is_said(level, data, capsys):
    out = level.with_name("texts.csv")
    out.write_bytes(data)

    assert main(["translate", "import", str(out), str(level), "--lang", "en"]) == 2
    assert "no translation table" in capsys.readouterr().err


def test_a_table_that_is_not_there_is_said_in_the_language_of_the_reader(level, tmp_path, capsys):
    assert main(["translate", "import", str(tmp_path / "nope.csv"), str(level), "--lang", "fr"]) == 2
    said = capsys.readouterr().err
    assert "il n'y a pas de fichier de ce nom" in said
    assert "No such file" not in said
    assert level.read_bytes() == FIRST.read_bytes()


@pytest.mark.parametrize(
    "text", ["=1+1", "+33", "-x", "@SUM(A1)", "\t=1", "'=1", "''+", "1.5", "12:30", "1e5", "'12", " =a", "＝1", "1E+5"]
)
def test_what_looks_like_a_formula_or_a_number_stays_a_text(text):
    assert translation.guarded(text).startswith("'")
    assert translation.unguarded(translation.guarded(text)) == text


@given(st.text(max_size=60))
def test_any_text_comes_back_from_its_cell(text):
    assert translation.unguarded(translation.guarded(text)) == text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=80), n=st.integers(min_value=1, max_value=60))
def test_any_english_typed_in_the_table_is_in_the_level_afterwards_or_is_named(tmp_path, text, n):
    level = Path(shutil.copy(FIRST, tmp_path / "gowning-first.yaml"))
    lines = table(translation.export([level])[0])
    row = lines[1 + n % (len(lines) - 1)]
    try:
        row[4] = translation.guarded(text)
        data = as_bytes(lines)
    except (UnicodeEncodeError, csv.Error):
        return
    done = translation.take(data, [level])
    first = {one: place[0] for one, place in translation.rows_of(Draft.read(FIRST)).items()}
    now = {one: place[0] for one, place in translation.rows_of(Draft.read(level)).items()}
    if any(note.bad for note in done.notes):
        assert now == first
    elif text.strip():
        assert now[row[1]].en == text
        assert translation.export([level])[0] == data
    assert {one: held for one, held in now.items() if one != row[1]} == {one: held for one, held in first.items() if one != row[1]}
