"""The points of a deviation in four heaps: not committing, noticing, recovering, reporting.  The same points as the score's."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from game.content import load_level
from game.content.rules import load_rulebook
from game.events import Ended
from game.session.judging import opportunities_of
from game.world.runs import everything, slots_of
from scoring.judge import Judge
from scoring.language import SKILLS, Text
from scoring.record import RunFacts, Sheet, make_sheet
from scoring.rulebook import Rulebook, bind
from scoring.score import WEIGHTS
from scoring.skills import named, sums
from tests.scoring_cases import TEXT, bound, check, gripped, hinted, judged, rule, touched, worn

LEVELS = Path(__file__).resolve().parents[1] / "levels"
DEVIATIONS = sorted((LEVELS / "deviation").glob("*.yaml"))
OTHERS = [path for folder in ("gowning", "line_clearance") for path in sorted((LEVELS / folder).glob("*.yaml"))]
FACTS = RunFacts(
    "l", Text("L", "L"), "1", "0" * 64, "P", "1", approved=False, grade="C", seed=1, mode="practice", trainee="t", origin="person",
    mutant="", device="mouse", station="s", program="p", run="r", started="2026-01-01T00:00:00Z", ticks=60,
)  # fmt: skip
ODD = ({}, {"rules": 3}, {"rules": [4, {"id": "A"}, {"id": "B", "checks": [None, {"id": "c", "skill": "flying"}]}]})


def book(*rules: dict) -> Rulebook:
    return Rulebook.from_plain({"format": 1, "version": "1", "documents": {}, "rules": list(rules)})


def one(name: str, skill: str, severity: str, **keys: object) -> dict:
    return rule(check(**keys), id=name, severity=severity, skill=skill)


RULES = (
    one("TEST-1", "committing", "critical", forbid={"event": "touched"}),
    one("TEST-2", "noticing", "major", require={"event": "worn"}),
    one("TEST-3", "recovering", "minor", require={"event": "gripped"}),
    rule(
        check(require={"event": "gripped"}),
        {"id": "second", "for": "a", "found": TEXT, "skill": "recovering", "require": {"event": "worn"}},
        id="TEST-4", severity="major", skill="reporting",
    ),
)  # fmt: skip


def told(rules: tuple[dict, ...], *happened, ended: str = "finished") -> Sheet:
    whole = book(*rules)
    opportunities = bound(*rules)
    return make_sheet(FACTS, whole, opportunities, judged(opportunities, *happened, ended=ended), {})


def heaps(rules: tuple[dict, ...], *happened, ended: str = "finished"):
    sheet = told(rules, *happened, ended=ended)
    return {one.skill: (one.counted, one.met, one.half, one.missed, one.share) for one in sums(sheet, named(book(*rules).to_plain()))}


def test_a_check_belongs_where_its_rule_does_unless_it_says_otherwise() -> None:
    assert [one.skill for one in book(*RULES).rules["TEST-4"].checks] == ["reporting", "recovering"]
    assert named(book(*RULES).to_plain()) == {
        "TEST-1/check": "committing", "TEST-2/check": "noticing", "TEST-3/check": "recovering",
        "TEST-4/check": "reporting", "TEST-4/second": "recovering",
    }  # fmt: skip


def test_each_sum_counts_its_own_opportunities_with_the_weights_of_the_score() -> None:
    assert heaps(RULES, hinted(), worn()) == {
        "committing": (1, 0, 1, 0, 50.0),
        "noticing": (1, 0, 1, 0, 50.0),
        "recovering": (2, 0, 1, 1, 100 * 1.5 / 4),
        "reporting": (1, 0, 0, 1, 0.0),
    }


def test_what_came_to_no_judgement_is_in_no_sum_and_an_unfinished_run_has_no_share() -> None:
    found = heaps(RULES, touched(), gripped(), ended="given_up")
    assert found == {
        "committing": (1, 0, 0, 1, None), "noticing": (0, 0, 0, 0, None), "recovering": (1, 1, 0, 0, None), "reporting": (1, 1, 0, 0, None),
    }  # fmt: skip


def test_rules_that_do_not_speak_of_all_four_give_no_sums() -> None:
    assert heaps(RULES[:3], worn()) == {}
    assert heaps((*RULES[:3], rule(check(require={"event": "worn"}), id="TEST-4")), worn()) == {}


@pytest.mark.parametrize("odd", ODD)
def test_rules_of_whatever_shape_say_nothing_and_break_nothing(odd: dict) -> None:
    assert named(odd) == {}


@pytest.mark.parametrize("path", DEVIATIONS, ids=lambda path: path.stem)
def test_every_check_that_a_shipped_deviation_uses_belongs_to_one_of_the_four_and_each_has_some(path: Path) -> None:
    level, rules = load_level(path), load_rulebook()
    every = bind(rules, level.rules, slots_of(level, everything(level)), level.limits, level.grade)
    assert [one.id for one in every if one.check.skill not in SKILLS] == []
    assert {one.check.skill for one in opportunities_of(level, rules, 1)} == set(SKILLS)


@cache
def idle(path: Path) -> Sheet:
    """The sheet of somebody who does nothing at all: what was to be left undone is met, the rest is missed."""
    level, rules = load_level(path), load_rulebook()
    opportunities = opportunities_of(level, rules, 1)
    judge = Judge(opportunities)
    judge.feed(Ended(how="finished", n=1, tick=1))
    return make_sheet(FACTS, rules.subset(level.rules), opportunities, judge.finish(), {})


@pytest.mark.parametrize("path", DEVIATIONS, ids=lambda path: path.stem)
def test_the_four_sums_are_the_points_of_the_score_and_none_besides(path: Path) -> None:
    sheet = idle(path)
    found = sums(sheet, named(load_rulebook().to_plain()))
    assert sum(one.counted for one in found) == sheet.score.counted
    assert sum(one.met for one in found) == sum(one.met for one in sheet.score.counts)
    assert sum(one.missed for one in found) == sum(one.missed for one in sheet.score.counts)
    skills = named(load_rulebook().to_plain())
    weights = dict.fromkeys(SKILLS, 0)
    for outcome in (one for kept in sheet.rules for one in kept.outcomes if one.x is not None):
        weights[skills[f"{outcome.rule}/{outcome.check}"]] += WEIGHTS[outcome.severity]
    whole = sum((one.share or 0.0) * weights[one.skill] for one in found) / sum(weights.values())
    assert sheet.score.value is not None
    assert abs(whole - sheet.score.value) < 1e-9


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.stem)
def test_no_other_level_has_sums(path: Path) -> None:
    assert sums(idle(path), named(load_rulebook().to_plain())) == ()
