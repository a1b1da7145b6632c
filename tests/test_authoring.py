"""What an instructor makes beside a level: the trainer's sheet and its paper checklist."""

import html
import re
from pathlib import Path

import pytest

from game.cli.__main__ import main
from game.content.loader import load_level
from game.content.rules import load_rulebook
from game.session.authoring import sheet

TOP = Path(__file__).resolve().parent.parent
SHIPPED = sorted(path for path in (TOP / "levels").glob("*/*.yaml") if path.parent.name != "site")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_sheet_names_every_rule_step_and_hazard_in_both_languages(path):
    level, rules = load_level(path), load_rulebook()
    text = html.unescape(sheet.page(level, rules, "fr"))

    for lang in ("fr", "en"):
        for rule in level.rules:
            assert rules.rules[rule].title.get(lang) in text
        for step in level.steps:
            assert text.count(step.text.get(lang)) >= 2  # on the sheet and on the checklist
        for hazard in level.hazards:
            if not hazard.reserved:
                assert hazard.text.get(lang) in text
    assert "{" not in re.sub(r"(?s)<style>.*?</style>", "", text)


def test_hazards_kept_for_assessment_are_counted_and_not_named():
    level = load_level(TOP / "levels" / "gowning" / "gowning-grade-b.yaml")
    kept = [one.text.fr for one in level.hazards if one.reserved]
    shown = {one.text.fr for one in level.hazards if not one.reserved}
    text = html.unescape(sheet.page(level, load_rulebook(), "fr"))

    assert len(kept) > 0
    assert f"{len(kept)} autres, réservés à l'évaluation" in text
    assert [one for one in kept if one not in shown and one in text] == []


def test_a_rule_of_the_site_does_not_print_as_gmp():
    level, rules = load_level(TOP / "levels" / "gowning" / "gowning-first.yaml"), load_rulebook()
    text = sheet.page(level, rules, "en").partition("</main>")[0]
    cells = dict(re.findall(r'<td class="id">([A-Z]+-\d+)</td><td><p class="strong">.*?<td class="clauses">(.*?)</td>', text))

    for name in level.rules:
        rule = rules.rules[name]
        assert cells[name].startswith("GMP:") == any(rule.is_gmp(check, level.grade) for check in rule.checks)


def test_the_sheet_is_written_where_it_is_asked_for(tmp_path, capsys):
    assert main(["sheet", "gowning-first", "-o", str(tmp_path / "new" / "sheet.html"), "--lang", "en"]) == 0
    assert (tmp_path / "new" / "sheet.html").read_text("utf-8").startswith("<!doctype html>")
    assert str(tmp_path / "new" / "sheet.html") in capsys.readouterr().out


def test_a_sheet_that_cannot_be_written_is_said(tmp_path, capsys):
    (tmp_path / "file").write_text("x")
    assert main(["sheet", "gowning-first", "-o", str(tmp_path / "file" / "sheet.html"), "--lang", "fr"]) == 2
    assert "Traceback" not in capsys.readouterr().err
