"""The traps of YAML and of text editors: what happens with the reader in use, and what an author is told instead."""

from __future__ import annotations

import pytest
import yaml

from game.content import check_text
from game.content.check import check_paths
from game.content.report import tell
from game.content.source import from_bytes
from game.content.tree import PythonLoader, Tree, compose
from tests.content.samples import GOOD, faults_of, spoiled

NBSP = "\u00a0"
FR = '      fr: "Déposer le téléphone"'
DO = "    do: stow\n"


def told(good, bad):
    """(code, line, column) of what is told, both from 1, with both languages put into words."""
    faults = faults_of(spoiled(good, bad))
    for fault in faults:
        assert tell(fault, "fr").sentence
        assert tell(fault, "en").sentence
    return [(fault.code, fault.span.line + 1, fault.span.column + 1) for fault in faults]


def place(good, bad, sign):
    """Line and column, from 1, where `sign` stands in the spoiled text."""
    whole = spoiled(good, bad)
    at = whole.index(bad) + bad.index(sign)
    return whole[:at].count("\n") + 1, at - whole.rfind("\n", 0, at)


@pytest.mark.parametrize(
    ("good", "bad", "code", "sign"),
    [
        ("  limit: 10 min", "  limit: 12:30", "S206", "12:30"),
        ("  limit: 10 min", "  limit: 1:30:15", "S206", "1:30"),
        ("  limit: 10 min", "  limit: 08:30", "S206", "08:30"),
        ("  limit: 10 min", "  limit: 12:75", "S206", "12:75"),
        ("  x: 0.5", "  x: 0123", "S204", "0123"),
        ("  x: 0.5", "  x: 0189", "S204", "0189"),
        ("  x: 0.5", "  x: 1_000", "S204", "1_000"),
        ("  x: 0.5", "  x: 12E4", "S204", "12E4"),
        ("  x: 0.5", "  x: 0,35", "S204", "0,35"),
        ("    - GOWN-07", "    - 7.10", "S211", "7.10"),
        ("      x: 2.9\n      y: 0\n", "      {x: 2,9, y: 0}\n", "S201", "9"),
        ("  draw:\n    - 0\n    - 1\n", "  draw: [0,5, 1,5]\n", "S210", "draw"),
        (DO, "\tdo: stow\n", "Y102", "\t"),
        (DO, "    do:\tstow\n", "Y102", "\t"),
        (DO, "    do: stow\n    do: wear\n", "Y104", "do: wear"),
        (FR, "      fr: Attention : sol", "Y105", "Attention"),
        (FR, f"      fr: Attention{NBSP}: sol", "Y105", "Attention"),
        (DO, f"    do:{NBSP}stow\n", "Y103", NBSP),
        (DO, f"{NBSP * 4}do: stow\n", "Y103", NBSP),
        (FR, "      fr: 'L'opérateur entre'", "Y107", "'L'"),
        (FR, "      fr: Porte #2 fermée", "Y106", "#2"),
        (FR, "      fr: &co", "Y108", "&co"),
        (FR, "      fr: *co*", "Y108", "*co*"),
        (FR, "      fr: !Attention", "Y108", "!Att"),
        (FR, "      fr: @qualité", "Y114", "@"),
        (FR, "      fr: %70", "Y114", "%"),
        ("  - guided\n", "  -guided\n", "Y109", "-guided"),
        (DO, "    do:stow\n", "Y109", ":stow"),
        ("  - guided\n", "  – guided\n", "Y110", "–"),
        ('  author: "Claire Martin"', '  author: "OpÃ©rateur"', "Y112", "OpÃ"),
        ("  - id: locker\n", "  - id: no\n", "S208", "no\n"),
        ("    checkpoint: yes", "    checkpoint: peut-être", "S212", "peut"),
    ],
)
def test_each_trap_is_told_at_its_place(good, bad, code, sign):
    found = told(good, bad)
    assert (code, *place(good, bad, sign)) in found


@pytest.mark.parametrize("word", ["yes", "no", "oui", "non", "true", "false", "Oui", "NON", "vrai", "faux"])
def test_yes_and_no_are_what_a_person_means_by_them(word):
    assert faults_of(spoiled("    checkpoint: yes", f"    checkpoint: {word}")) == ()


def test_what_the_stock_reader_does_in_silence_is_never_silent_here():
    for text, theirs in (
        ("a: 1\na: 2\n", {"a": 2}),
        ("fr: Porte #2\n", {"fr": "Porte"}),
        ("on: x\n", {True: "x"}),
        ("a: &b\n", {"a": None}),
        ("[FR, NO]\n", ["FR", False]),
    ):
        assert yaml.safe_load(text) == theirs
    assert [code for code, *_ in told(DO, DO * 2)] == ["Y104"]


def test_dates_and_words_stay_texts_in_both_readers():
    text = "a: 2025-01-02\nb: no\nc: 0x1F\nd: 1:30\ne: .5\nf: 1e3\n"
    for reader in (None, PythonLoader):
        source = from_bytes(text.encode(), "x")
        root = compose(source, reader)
        assert root is not None
        assert Tree(root, source).plain() == {"a": "2025-01-02", "b": "no", "c": "0x1F", "d": "1:30", "e": ".5", "f": "1e3"}


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (b"\xef\xbb\xbf" + GOOD["level"].encode(), []),
        (GOOD["level"].replace("\n", "\r\n").encode(), []),
        (GOOD["level"].replace("\n", "\r").encode(), []),
        (GOOD["level"].encode("utf-16"), ["Y101"]),
        (GOOD["level"].encode("utf-16-le"), ["Y101"]),
        (GOOD["level"].encode("cp1252"), ["Y101"]),
        (b"\xef\xbb\xbf\xef\xbb\xbf" + GOOD["level"].encode(), ["Y117"]),
    ],
    ids=["bom", "crlf", "cr", "utf-16", "utf-16-without-mark", "windows", "two-boms"],
)
def test_files_of_all_editors_are_read_or_told(data, codes):
    assert [fault.code for fault in check_text(data, "x.yaml").faults] == codes


@pytest.mark.parametrize(
    "bad",
    [
        "      fr: Attention : sol",
        "      fr: 'L'opérateur entre'",
        '      fr: "Jamais fermé',
        "      fr: @qualité",
        "      fr: *important*",
        f"      fr:{NBSP}: sol",
    ],
)
def test_a_line_that_keeps_the_file_from_being_read_hides_no_other_fault(bad):
    text = spoiled(FR, bad).replace("    into: locker", "    into: lokcer").replace("  target: 4 min", "  target: 4")
    faults = faults_of(text)
    lines = [text.split("\n")[fault.span.line] for fault in faults]
    assert "  target: 4" in lines
    assert "    into: lokcer" in lines
    assert len(faults) == 3
    assert check_text(text.encode(), "x.yaml").level is None


@pytest.mark.parametrize(
    ("good", "bad", "better"),
    [
        ('clock: "09:00"', 'clock: "9h00"', "09:00"),
        ('clock: "09:00"', 'clock: "9 h"', "09:00"),
        ('clock: "09:00"', "clock: 9:05", "09:05"),
        ('clock: "09:00"', 'clock: "25:00"', ""),
        ('clock: "09:00"', 'clock: "midi"', ""),
        ('date: "2026-11-23"', 'date: "23/11/2026"', "2026-11-23"),
        ('date: "2026-11-23"', 'date: "2026/11/3"', "2026-11-03"),
        ('date: "2026-11-23"', 'date: "23 nov. 2026"', ""),
        ('date: "2026-11-23"', 'date: "23/11/26"', ""),
        ('expiry_old: "2028-10"', 'expiry_old: "10/2028"', "2028-10"),
        ('expiry_old: "2028-10"', 'expiry_old: "10.28"', ""),
    ],
)
def test_a_date_or_a_time_of_another_form_is_given_back_in_the_right_one(good, bad, better):
    [fault] = faults_of(spoiled(good, bad, "line"), "line")
    assert fault.code == "S219"
    assert fault.values["better"] == better
    assert (f'"{better}"' in tell(fault, "fr").fix) == bool(better)


def test_a_closing_quote_of_a_word_processor_is_put_right_not_added_to():
    [fault] = faults_of(spoiled('  procedure_version: "3"', '  procedure_version: "3”'))
    assert fault.code == "Y113"
    assert tell(fault, "fr").fix.endswith('procedure_version: "3"')
    assert fault.edit is not None
    assert fault.edit.new == '"3"'


@pytest.mark.parametrize("head", [b"PK\x03\x04\x14\x00\x06\x00", b"\xd0\xcf\x11\xe0\xa1\xb1", b"%PDF-1.7\n", b"{\\rtf1\\ansi"])
def test_a_document_of_another_program_is_told_once_and_left_alone(tmp_path, head):
    path = tmp_path / "niveau.yaml"
    path.write_bytes(head + b"word/document.xml\x00\x01")
    assert [fault.code for fault in check_text(path.read_bytes(), "x.yaml").faults] == ["Y124"]
    output, code = check_paths([path], "fr", fix=True)
    assert "Bloc-notes" in output
    assert code == 1
    assert [one.name for one in tmp_path.iterdir()] == ["niveau.yaml"]
