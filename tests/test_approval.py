"""An approval stands for a level as it was: a change to it or to its rules voids it, and nothing else does."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from game.cli.__main__ import main
from game.content.diagnostic import ContentError
from game.content.loader import load_level
from game.content.rules import CATALOGUE, load_rulebook
from game.session.approval import ApprovalError, approve, fingerprint, holds, in_force
from scoring.record import Sheet
from scoring.rulebook import Rulebook
from tests.kit import approved as kit
from tests.kit.player import LEVELS

NAMES = ("--reviewer", "A. Martin", "--approver", "Q. Durand")


@pytest.fixture
def level(tmp_path) -> Path:
    """A level file of a site, not approved."""
    path = tmp_path / "mine.yaml"
    path.write_bytes((LEVELS / "gowning" / "gowning-first.yaml").read_bytes())
    return path


def test_a_level_is_approved_by_a_command_and_stays_so_when_read_again(level, capsys):
    assert not in_force(load_level(level))
    assert main(["approve", str(level), *NAMES, "--lang", "fr"]) == 0
    assert "approuv" in capsys.readouterr().out
    read = load_level(level)
    assert in_force(read)
    assert (read.control.reviewer, read.control.approver) == ("A. Martin", "Q. Durand")


def test_the_rest_of_the_file_stays_byte_for_byte_and_the_old_one_beside(level):
    before = level.read_bytes()
    approve(level, "A", "B", "2026-03-01")
    kept = [
        line
        for line in level.read_bytes().splitlines()
        if line.split(b":")[0].strip() not in (b"reviewer", b"approver", b"approved_on", b"approval")
    ]
    assert kept == before.splitlines()
    assert before in [other.read_bytes() for other in level.parent.iterdir() if other != level]


@pytest.mark.parametrize(
    ("old", "new"), [("target: 5 min", "target: 6 min"), ("Premiers gestes", "Premiers pas"), ("format: 1\n", "format: 1\n# a remark\n")]
)
def test_any_change_to_the_level_voids_it(level, old, new):
    approve(level, "A", "B", "2026-03-01")
    text = level.read_text(encoding="utf-8")
    assert old in text
    level.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert not in_force(load_level(level))


def test_a_change_to_a_rule_of_the_level_voids_it_and_to_another_rule_does_not(level):
    read = approve(level, "A", "B", "2026-03-01")
    whole = load_rulebook()
    plain = whole.to_plain()
    mine = next(rule for rule in plain["rules"] if rule["id"] == read.rules[0])
    other = next(rule for rule in plain["rules"] if rule["id"] not in read.rules)
    assert holds(read, whole)
    assert holds(read, whole.subset(read.rules))
    other["why"] = {"fr": "autrement", "en": "otherwise"}
    assert holds(read, Rulebook.from_plain(plain))
    mine["why"] = {"fr": "autrement", "en": "otherwise"}
    assert not holds(read, Rulebook.from_plain(plain))


def test_a_station_without_the_rules_of_the_site_opens_it_too(level, tmp_path):
    read = approve(level, "A", "B", "2026-03-01")
    assert holds(read, load_rulebook(sorted(CATALOGUE.glob("*.yaml"))))


def test_line_ends_do_not(level):
    approve(level, "A", "B", "2026-03-01")
    level.write_bytes(level.read_bytes().replace(b"\n", b"\r\n"))
    assert in_force(load_level(level))


def test_three_names_without_the_fingerprint_are_no_approval(level):
    read = approve(level, "A", "B", "2026-03-01")
    assert not in_force(dataclasses.replace(read, control=dataclasses.replace(read.control, approval="")))
    assert not in_force(dataclasses.replace(read, control=dataclasses.replace(read.control, reviewer="")))


def test_a_changed_level_can_be_approved_again(level):
    approve(level, "A", "B", "2026-03-01")
    level.write_text(level.read_text(encoding="utf-8").replace("target: 5 min", "target: 6 min"), encoding="utf-8")
    assert in_force(approve(level, "C", "D", "2026-04-01"))


def test_a_level_with_an_error_cannot_be_approved_and_stays_as_it_is(level, capsys):
    level.write_text(level.read_text(encoding="utf-8").replace("kind: gowning", "kind: gowing"), encoding="utf-8")
    before = level.read_bytes()
    with pytest.raises(ContentError):
        approve(level, "A", "B", "2026-03-01")
    assert main(["approve", str(level), *NAMES, "--lang", "en"]) == 1
    assert level.read_bytes() == before
    assert "Traceback" not in capsys.readouterr().err


def test_names_of_nothing_are_asked_for(level, capsys):
    assert main(["approve", str(level), "--reviewer", " ", "--approver", "B", "--lang", "fr"]) == 2
    assert "deux personnes" in capsys.readouterr().err


def test_the_fingerprint_of_a_text_is_its_own():
    one = fingerprint("a: 1\n", "r")
    assert one == fingerprint("a: 1\n  reviewer: X\n  approval: 0\n", "r")
    assert len({one, fingerprint("a: 2\n", "r"), fingerprint("a: 1\n", "s")}) == 3


@pytest.mark.parametrize(
    ("reviewer", "approver", "code"),
    [("Anne Petit", "anne  PETIT", "names"), ("Hélène", "helene", "names"), ("", "B", "names"), ("A. Martin", "grade a", "author")],
)
def test_one_person_under_two_spellings_and_the_author_do_not_approve(level, reviewer, approver, code):
    before = level.read_bytes()
    author = load_level(level).control.author
    with pytest.raises(ApprovalError) as told:
        approve(level, reviewer, author.upper() if code == "author" else approver, "2026-03-01")
    assert told.value.code == code
    assert level.read_bytes() == before


def test_two_people_whose_names_have_no_latin_letter_are_two(level):
    assert in_force(approve(level, "Ωμέγα", "Δέλτα", "2026-03-01"))


@pytest.mark.parametrize(
    ("old", "new"),
    [('fr: "Premiers gestes"', 'fr: "À_REMPLACER"'), ("  author: ", "  author: TO_REPLACE #")],
    ids=["text", "author"],
)
def test_what_is_still_to_be_written_is_named_and_not_approved(level, capsys, old, new):
    text = level.read_text(encoding="utf-8")
    assert old in text
    level.write_text(text.replace(old, new, 1), encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    assert main(["approve", str(level), *NAMES, "--lang", "en"]) == 2
    assert f"line {line})" in capsys.readouterr().err
    assert not load_level(level).control.approver


def test_the_sheet_of_a_run_says_approved_only_while_it_holds(tmp_path):
    spec = kit.approved(tmp_path)
    session = kit.play(kit.form(tmp_path / "runs", kit.opened(spec)), until_tick=60)
    sheet = session.close()
    assert isinstance(sheet, Sheet)
    assert sheet.facts.approved
