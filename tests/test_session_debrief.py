"""What a debrief talks about: chosen by weight and by what is not known, with reasons to choose from, hazards and recoveries."""

from __future__ import annotations

import dataclasses
from functools import cache

import pytest

from game.content.rules import load_rulebook
from game.events import Event
from game.session.curves import Curves
from game.session.debrief import CHOICES, DEALT, MISSED, NOT_MET, PUT_RIGHT, Debrief, debrief, reasons, topics
from game.session.ghost import Past
from game.session.mutation import Mutation
from game.world.runs import draw_of
from scoring.record import Sheet
from tests.kit.player import level
from tests.kit.records import coat_on_the_floor
from tests.kit.runs import play

RULES = load_rulebook()
THREE = (Mutation("shorten", "wash", {"part": "time"}), Mutation("drop", "coat"), Mutation("skip", "mirror"))


@cache
def run(name: str = "gowning-first", errors: tuple[Mutation, ...] = (), seed: int = 7) -> tuple[Sheet, list[Event]]:
    session, events = play(name, seed, errors)
    return session.close(), events


def of(name: str = "gowning-first", errors: tuple[Mutation, ...] = (), known: dict[str, float] | None = None, seed: int = 7) -> Debrief:
    sheet, events = run(name, errors, seed)
    return debrief(sheet, level(name), RULES, events, known)


# --- topics ------------------------------------------------------------------------------------------------------------


def test_a_run_without_findings_has_nothing_to_talk_about_but_what_went_well():
    found = of()
    assert (found.topics, found.recovered) == ((), ())
    assert (found.kept, found.of) == (10, 10)
    assert len(found.praise) == 2


def test_of_many_findings_three_are_chosen_by_weight_and_then_by_how_little_is_known():
    sheet, _ = run("gowning-grade-d", (Mutation("drop", "coat"),))
    made = sheet.findings[0]
    rules = ["GOWN-05", "GOWN-15", "GOWN-16", "GOWN-01", "GOWN-20"]
    severities = ["minor", "major", "critical", "major", "minor"]
    findings = tuple(
        dataclasses.replace(
            made,
            status="missed",
            finding=dataclasses.replace(made.finding, id=n + 1, rule=rule, severity=severity, tick=100 * n, root=None),
        )
        for n, (rule, severity) in enumerate(zip(rules, severities, strict=True))
    )
    many = dataclasses.replace(sheet, findings=findings)
    even = dict.fromkeys(rules, 0.5)
    assert [one.finding.rule for one in topics(many, even)] == ["GOWN-16", "GOWN-15", "GOWN-01"]
    assert [one.finding.rule for one in topics(many, even | {"GOWN-15": 0.9})] == ["GOWN-16", "GOWN-01", "GOWN-05"]
    assert topics(many, even | {"GOWN-16": 0.99})[0].finding.rule == "GOWN-16"


def test_one_finding_a_rule_as_long_as_there_are_others():
    sheet, _ = run(errors=(Mutation("drop", "coat"),))
    made = sheet.findings[0]
    twice = tuple(dataclasses.replace(made, finding=dataclasses.replace(made.finding, id=n, tick=n)) for n in (1, 2))
    other = dataclasses.replace(made, finding=dataclasses.replace(made.finding, id=3, rule="GOWN-05", severity="minor", root=None))
    chosen = topics(dataclasses.replace(sheet, findings=(*twice, other)), {"GOWN-15": 0.1, "GOWN-05": 0.9})
    assert [one.finding.id for one in chosen] == [1, 3, 2]


def test_consequences_are_no_topics_of_their_own():
    sheet, _ = run(errors=(Mutation("drop", "coat"),))
    made = sheet.findings[0]
    led = dataclasses.replace(made, finding=dataclasses.replace(made.finding, id=9, root=made.finding.id))
    assert topics(dataclasses.replace(sheet, findings=(made, led)), {made.finding.rule: 0.2}) == (made,)


# --- reasons -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["gowning-first", "gowning-grade-d"])
def test_of_four_reasons_one_is_right_and_the_others_belong_to_other_rules(name):
    found = of(name, (Mutation("drop", "coat"),))
    [topic] = found.topics
    assert len(topic.choices) == CHOICES
    assert [one.rule for one in topic.choices if one.right] == ["GOWN-15"]
    assert len({one.text.fr for one in topic.choices}) == len({one.text.en for one in topic.choices}) == CHOICES
    assert all(one.text == RULES.rules[one.rule].why for one in topic.choices)
    assert {one.rule for one in topic.choices} <= set(level(name).rules)
    assert all(one.rule.startswith("GOWN") for one in topic.choices)


def test_reasons_are_the_same_for_the_same_run_and_the_right_one_has_no_place_of_its_own():
    sheet, _ = run(errors=(Mutation("drop", "coat"),))
    places = set()
    for seed in range(40):
        other = dataclasses.replace(sheet, facts=dataclasses.replace(sheet.facts, seed=seed))
        choices = reasons(other.findings[0], other, RULES)
        assert choices == reasons(other.findings[0], other, RULES)
        places.add([one.right for one in choices].index(True))
    assert places == {0, 1, 2, 3}


# --- praise, hazards, recoveries ---------------------------------------------------------------------------------------


def test_praised_is_what_was_kept_and_mattered_most():
    known = {"GOWN-16": 0.2, "GOWN-01": 0.1, "GOWN-07": 0.95}
    found = of("gowning-grade-d", known=known)
    assert len(found.praise) == 2
    assert "GOWN-07" not in [one.rule for one in found.praise]
    assert all(one.times >= 1 for one in found.praise)
    broken = of("gowning-grade-d", (Mutation("drop", "coat"),))
    assert "GOWN-15" not in [one.rule for one in broken.praise]
    assert broken.kept < broken.of


def test_every_drawn_hazard_is_told_with_how_it_was_dealt_with():
    for seed in (7, 8):
        found = of("gowning-grade-d", seed=seed)
        assert {one.id for one in found.hazards} == {hazard.id for hazard in draw_of(level("gowning-grade-d"), seed).hazards}
        assert {one.status for one in found.hazards} == {DEALT}
        ticks = [one.tick for one in found.hazards]
        assert None not in ticks
        assert ticks == sorted(tick for tick in ticks if tick is not None)


def test_a_hazard_that_was_passed_over_is_missed_and_one_that_never_came_not_met():
    used = {one.id: one.status for one in of(errors=(Mutation("bad_item", "hair_cover"),)).hazards}
    assert used["hair_expired"] == PUT_RIGHT
    ignored = {one.id: one.status for one in of(errors=(Mutation("ignore", "coat"),)).hazards}
    assert ignored == {"hair_expired": DEALT, "snap_open": MISSED}
    session, events = play("gowning-first", until_s=1.0)
    begun = debrief(session.close(), level("gowning-first"), RULES, events)
    assert {one.status for one in begun.hazards} == {NOT_MET}
    assert begun.topics == ()


def test_what_was_put_right_is_told():
    [one] = of(errors=(Mutation("drop", "coat"),)).recovered
    assert (one.finding.finding.rule, one.whole) == ("GOWN-15", False)
    assert PUT_RIGHT not in {hazard.status for hazard in of(errors=(Mutation("drop", "coat"),)).hazards}


# --- curves ------------------------------------------------------------------------------------------------------------


@cache
def curves() -> tuple[Curves, int]:
    script = coat_on_the_floor()
    past = Past(level(), RULES, 7, script.commands, script.ticks)
    return past.curves, script.ticks


def test_curves_have_a_value_for_every_second():
    found, ticks = curves()
    assert found.seconds == ticks // 60
    assert {len(values) for values in (*found.load.values(), *found.air.values())} == {found.seconds}
    assert all(value >= 0.0 for values in (*found.load.values(), *found.air.values()) for value in values)
    assert max(found.air["mcp"]) > 0.0
    assert found.load["right"][0] == pytest.approx(40.0)
    assert len(set(found.load["right"])) > 2


def test_steps_are_marked_when_they_were_first_done():
    found, ticks = curves()
    assert "overshoe_left" in found.steps
    assert all(0 < tick <= ticks for tick in found.steps.values())
    assert list(found.steps.values()) == sorted(found.steps.values())
