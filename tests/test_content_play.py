"""`check --play`: the room at rest, the perfect student, and the trials an author wrote into his level."""

from __future__ import annotations

import pytest

from game.commands import Command
from game.content.check import check_paths, report_of
from game.content.report import severity_of, tell
from game.content.rules import load_rulebook
from game.content.source import from_bytes
from game.session.playtests import RESTLESS, play
from game.texts import LANGS, has
from tests.content.samples import GOOD, spoiled
from tests.test_content_levels import SHIPPED

TRIALS = """playtests:
  - id: perfect
    seed: 2
  - id: bareheaded
    mutant:
      op: skip
      at: hair_cover
    finds:
      - GOWN-07
"""


def played(text, profile="normal"):
    """(code, line as written) of all that is told."""
    report = report_of(from_bytes(text.encode(), "x.yaml"), profile, play)
    lines = text.split("\n")
    for fault in report.faults:
        assert tell(fault, "fr").sentence != tell(fault, "en").sentence
        assert "{" not in tell(fault, "fr").sentence + tell(fault, "fr").fix
    return [(fault.code, lines[fault.span.line].strip()) for fault in report.faults]


def told(text, code):
    """The sentence of a code in French and in English."""
    [fault] = [one for one in report_of(from_bytes(text.encode(), "x.yaml"), play=play).faults if one.code == code]
    return tell(fault, "fr").sentence, tell(fault, "en").sentence


def with_trials(text, level=GOOD["level"]):
    return level.replace("rules:\n", text + "rules:\n", 1)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_level_is_played_without_a_fault(path):
    report = report_of(from_bytes(path.read_bytes(), path.name), "normal", play)
    assert [fault.code for fault in report.faults if severity_of(fault) != "info"] == []


def test_trials_that_give_what_is_written_say_nothing():
    assert played(GOOD["level"]) == []
    assert played(with_trials(TRIALS)) == []


def test_a_trial_that_gives_something_else_is_told_with_both():
    text = with_trials(TRIALS.replace("- GOWN-07", "- GOWN-01"))
    assert played(text) == [("G512", "finds:")]
    [fault] = report_of(from_bytes(text.encode(), "x.yaml"), play=play).faults
    assert tell(fault, "en").sentence == "trial “bareheaded”: GOWN-07 instead of GOWN-01"
    assert played(with_trials(TRIALS.replace("    finds:\n      - GOWN-07\n", ""))) == [("G512", "- id: bareheaded")]


def test_an_error_that_its_seed_gives_no_chance_for_is_told():
    trial = "playtests:\n  - id: strand\n    mutant:\n      op: ignore\n      at: hair_cover\n    finds:\n      - GOWN-07\n"
    assert played(with_trials(trial)) == [("G513", "- id: strand")]
    assert played(with_trials(trial.replace("    mutant:", "    seed: 3\n    mutant:"))) == [("G513", "seed: 3")]


def test_a_trial_names_its_place_by_a_tag_as_rules_do():
    assert played(with_trials(TRIALS.replace("at: hair_cover", "at: outfit"))) == []


def test_a_level_that_cannot_be_finished_is_told_where_it_stops():
    text = spoiled("  target: 4 min\n  limit: 10 min", "  target: 50 s\n  limit: 60 s")
    assert played(text) == [("G503", "target: 50 s"), ("G510", "- id: mirror")]
    french, english = told(text, "G510")
    assert "« Se contrôler au miroir" in french.replace("\u00a0", " ")
    assert "mirror" in english
    assert "(mirror)" in french
    assert "miroir" not in english


def test_a_level_whose_order_breaks_its_own_rules_is_told_at_the_rule():
    text = (
        GOOD["level"]
        .replace("    - GOWN-07\n", "    - GOWN-07\n    - GOWN-31\n")
        .replace("    thing: hair_cover\n    after:\n      - phone\n", "    thing: hair_cover\n    after:\n      - wash\n")
        .replace("    thing: sink\n    after:\n      - hair_cover\n", "    thing: sink\n    after:\n      - phone\n")
        .replace("    thing: mirror\n    after:\n      - wash\n", "    thing: mirror\n    after:\n      - hair_cover\n")
    )
    assert ("G511", "- GOWN-31") in played(text)
    title = load_rulebook().rules["GOWN-31"].title
    for said, words in zip(told(text, "G511"), (title.fr, title.en), strict=True):
        assert f"{words} (GOWN-31)" in said


def test_a_run_that_ends_by_itself_is_told():
    text = spoiled("  target: 4 min\n  limit: 10 min", "  target: 5 s\n  limit: 6 s")
    assert ("P610", "limit: 6 s") in played(text)
    french, english = told(text, "P610")
    assert "fin de la séance" in french
    assert "end of the run" in english


def test_what_a_trial_has_shown_has_words_in_both_languages():
    names = [f"played.event_{name}" for name in RESTLESS]
    names += [f"played.command_{kind.__name__.lower()}" for kind in Command.__subclasses__()]
    assert len(names) > 25
    assert [(name, lang) for name in names for lang in LANGS if not has(name, lang)] == []


def test_a_breakdown_of_ours_is_told_as_ours():
    def broken(level, rulebook):
        raise RuntimeError("au secours")

    [fault] = report_of(from_bytes(GOOD["level"].encode(), "x.yaml"), play=broken).faults
    assert fault.code == "V890"
    assert "au secours" in tell(fault, "fr").sentence + tell(fault, "fr").fix


def test_a_level_with_errors_is_not_played(tmp_path):
    def never(level, rulebook):
        raise AssertionError

    path = tmp_path / "x.yaml"
    path.write_text(spoiled("    into: locker", "    into: lokcer"), "utf-8")
    output, code = check_paths([path], "fr", play=never)
    assert code == 1
    assert "R302" in output
    assert "V890" not in output


def test_a_hazard_set_aside_is_not_drawn_and_its_lines_stay():
    from game.content import check_text

    off = spoiled("      what: empty\n", "      what: empty\n      active: no\n").replace("    - 0\n    - 1\n", "    - 0\n    - 0\n")
    checked = check_text(off.encode(), "x.yaml")
    assert checked.faults == ()
    assert "soap_empty" not in [hazard.id for hazard in checked.level.hazards]
    always = off.replace("  always: []", "  always:\n    - soap_empty")
    assert check_text(always.encode(), "x.yaml").level.hazards_fixed == ()
