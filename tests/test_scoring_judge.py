"""Roots and consequences, what is put right, hints, what was not to be had, and going on from a snapshot."""

from __future__ import annotations

import dataclasses
import pickle
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game import events
from scoring.judge import Judge
from scoring.rulebook import Opportunity
from tests.scoring_cases import (
    bound,
    catalogue,
    check,
    declared,
    gripped,
    hinted,
    judged,
    looked,
    numbered,
    opened,
    passed,
    rub_ended,
    rule,
    status,
    touched,
    worn,
    worn_at,
)  # fmt: skip

FLOOR = {"event": "touched", "where": {"surface": "floor"}}
REPLACED = {"by": [{"event": "worn", "where": {"soiled": False}}], "until": [{"event": "passed", "slot_tag": "clean_door"}], "worth": 0.5}
DIRTY_AT_DOOR = {"event": "worn_at", "expect": {"soiled": False}}


def floor(**keys: Any) -> tuple[Opportunity, ...]:
    return bound(rule(check(forbid=FLOOR, **keys)))


def test_three_breaches_of_one_opportunity_are_one_finding_told_three_times() -> None:
    judge = Judge(floor())
    told = [finding for event in numbered(touched(depth_mm=3), touched(depth_mm=9), touched()) for finding in judge.feed(event)]
    assert [(finding.id, finding.times) for finding in told] == [(1, 1), (1, 2), (1, 3)]
    assert len(judge.finish().findings) == 1


def test_a_finding_says_when_on_what_and_how_much() -> None:
    judgement = judged(floor(measure={"field": "depth_mm"}), worn(), touched(depth_mm=7, tick=500))
    (finding,) = judgement.findings
    assert (finding.tick, finding.event_n, finding.thing, finding.measure, finding.unit) == (500, 1, "a.1", 7.0, "mm")
    assert (finding.rule, finding.check, finding.slot, finding.severity, finding.root) == ("TEST-1", "check", "a", "major", None)


# --- putting right -----------------------------------------------------------------------------------------------------


def test_a_soiled_garment_changed_before_the_door_is_worth_half() -> None:
    judgement = judged(floor(recovery=REPLACED), touched(), worn(), passed())
    assert status(judgement) == "half"
    assert judgement.findings[0].recovered


def test_what_is_put_right_without_harm_counts_in_full_and_is_marked() -> None:
    judgement = judged(floor(recovery={**REPLACED, "worth": 1}), touched(), worn(), passed())
    assert (status(judgement), judgement.outcome("TEST-1/check@a").x) == ("repris", 1.0)


def test_after_the_point_of_no_return_nothing_is_put_right() -> None:
    judgement = judged(floor(recovery=REPLACED), touched(), passed(), worn())
    assert status(judgement) == "missed"
    assert not judgement.findings[0].recovered


def test_the_worst_of_several_breaches_counts() -> None:
    assert status(judged(floor(recovery=REPLACED), touched(), worn(), touched(), passed())) == "missed"
    assert status(judged(floor(recovery=REPLACED), touched(), worn(), touched(), worn(), passed())) == "half"


def test_what_breaks_a_rule_does_not_mend_it() -> None:
    recovery = {"by": [{"event": "touched"}], "until": [], "worth": 1}
    assert status(judged(floor(recovery=recovery), touched())) == "missed"
    assert status(judged(floor(recovery=recovery), touched(), touched(surface="bench"))) == "repris"


def test_a_wrong_order_is_mended_only_once_the_first_has_come() -> None:
    recovery = {"by": [{"event": "rub_ended"}], "until": [], "worth": 1}
    opportunities = bound(rule(check(before={"first": {"event": "worn"}, "then": {"event": "gripped"}}, recovery=recovery)))
    assert status(judged(opportunities, gripped(), rub_ended(), worn())) == "missed"
    assert status(judged(opportunities, gripped(), worn(), rub_ended())) == "repris"


# --- what was not to be had --------------------------------------------------------------------------------------------


def test_an_omission_is_counted_once_by_its_own_rule() -> None:
    bare = check(id="bare", forbid=FLOOR, given={"event": "worn"})
    omitted = check(id="worn", require={"event": "worn"})
    judgement = judged(bound(rule(bare, omitted)), touched())
    assert status(judgement, "TEST-1/bare@a") == "void"
    assert [finding.check for finding in judgement.findings] == ["worn"]


def test_a_breach_shows_at_once_even_when_an_omission_takes_its_place_at_the_end() -> None:
    judge = Judge(floor(given={"event": "worn"}))
    first, end = numbered(touched(), events.Ended(how="finished"))
    assert len(judge.feed(first)) == 1
    judge.feed(end)
    assert judge.finish().findings == ()


def test_a_consequence_stands_on_its_own_when_its_root_falls_away() -> None:
    first = check(id="first", forbid=FLOOR, given={"event": "looked"})
    second = check(id="second", forbid={"event": "worn"}, follows=[])
    judgement = judged(bound(rule(first, second)), touched(), worn(cause=0))
    (finding,) = judgement.findings
    assert (finding.check, finding.root) == ("second", None)
    assert status(judgement, "TEST-1/second@a") == "missed"


def test_what_the_world_never_brought_is_not_observed() -> None:
    opportunities = floor(needs={"event": "hazard_met"})
    met = events.HazardMet(hazard="h", thing="a", slot="a")
    assert status(judged(opportunities)) == "not_observed"
    assert status(judged(opportunities, met)) == "met"
    assert status(judged(opportunities, met, touched())) == "missed"


@pytest.mark.parametrize("ended", ["given_up", "window_closed", "timed_out", ""])
def test_a_run_that_did_not_reach_its_end_is_charged_with_no_omission(ended: str) -> None:
    opportunities = bound(rule(check(id="done", require={"event": "worn"}), check(id="floor", forbid=FLOOR)))
    judgement = judged(opportunities, touched(), ended=ended)
    assert not judgement.complete
    assert [finding.check for finding in judgement.findings] == ["floor"]
    assert status(judgement, "TEST-1/done@a") == "not_observed"


# --- roots and consequences --------------------------------------------------------------------------------------------


def test_what_an_earlier_breach_led_to_is_its_consequence_and_costs_nothing_more() -> None:
    opportunities = bound(rule(check(id="floor", forbid=FLOOR), check(id="door", matches=DIRTY_AT_DOOR)))
    happened = (touched(), events.LoadMoved(source="floor", target="a", load_mcfu=1, origin=0, cause=0), worn_at(soiled=True, cause=1))
    judgement = judged(opportunities, *happened)
    assert [(finding.check, finding.root) for finding in judgement.findings] == [("floor", None), ("door", 1)]
    assert status(judgement, "TEST-1/floor@a") == "missed"
    assert status(judgement, "TEST-1/door@a") == "void"
    assert [finding.check for finding in judgement.roots] == ["floor"]


def test_a_new_voluntary_act_is_a_root_whatever_led_to_it() -> None:
    opportunities = bound(rule(check(id="floor", forbid=FLOOR), check(id="door", matches=DIRTY_AT_DOOR, own_right=["soiled"])))
    judgement = judged(opportunities, touched(), worn_at(soiled=True, cause=0))
    assert [finding.root for finding in judgement.findings] == [None, None]
    assert status(judgement, "TEST-1/door@a") == "missed"


def test_two_checks_broken_by_one_event_are_one_error_where_the_rule_says_so() -> None:
    short = check(id="short", lasts={"event": "rub_ended", "field": "wet_ticks", "at_least": 20}, follows=["TEST-1/broken"])
    broken = check(id="broken", matches={"event": "rub_ended", "expect": {"broken": False}})
    judgement = judged(bound(rule(short, broken)), rub_ended(wet_ticks=60, broken=True))
    assert [(finding.check, finding.root) for finding in judgement.findings] == [("broken", None), ("short", 1)]
    assert status(judgement, "TEST-1/short@a") == "void"
    assert status(judged(bound(rule(short, broken)), rub_ended(wet_ticks=60)), "TEST-1/short@a") == "missed"


def test_a_breach_follows_from_another_only_while_that_one_is_not_put_right() -> None:
    mended = {"by": [{"event": "worn"}], "until": [], "worth": 1}
    opportunities = bound(
        rule(check(id="floor", forbid=FLOOR, recovery=mended), check(id="door", matches=DIRTY_AT_DOOR, led_by=["TEST-1/floor"]))
    )
    assert [finding.root for finding in judged(opportunities, touched(), worn_at(soiled=True)).findings] == [None, 1]
    assert [finding.root for finding in judged(opportunities, touched(), worn(), worn_at(soiled=True)).findings] == [None, None]


def test_a_consequence_becomes_a_root_when_it_is_also_broken_on_its_own() -> None:
    opportunities = bound(rule(check(id="floor", forbid=FLOOR), check(id="door", matches=DIRTY_AT_DOOR)))
    judgement = judged(opportunities, touched(), worn_at(soiled=True, cause=0), worn_at(soiled=True, tick=900))
    (_, door) = judgement.findings
    assert (door.root, door.times, door.tick) == (None, 2, 900)


# --- hints and words ---------------------------------------------------------------------------------------------------


def test_a_hint_before_the_act_halves_and_after_it_changes_nothing() -> None:
    opportunities = bound(rule(check(require={"event": "worn"})))
    assert status(judged(opportunities, hinted(), worn())) == "hinted"
    assert status(judged(opportunities, worn(), hinted())) == "met"
    assert status(judged(opportunities, hinted("b"), worn())) == "met"
    assert status(judged(opportunities, hinted())) == "missed"


def test_declaring_what_is_not_so_is_a_false_alarm() -> None:
    judgement = judged(floor(), declared("pressure", true=False), declared("empty", true=True), declared("fit", true=False))
    assert [(alarm.subject, alarm.tick, alarm.event_n) for alarm in judgement.false_alarms] == [("pressure", 0, 0)]


# --- going on from a snapshot ------------------------------------------------------------------------------------------

SLOTS = ("hair_cover", "coat", "wash", "rub", "mirror", "gauge", "door_in", "door_d", "phone")
LIMITS = {"wash_s": 30.0, "rub_s": 20.0, "airlock_delay_s": 15.0}


def gowning() -> tuple[Opportunity, ...]:
    """Every rule of the catalogue, bound to slots as the grade D level has them."""
    from game.spec import Slot
    from scoring.rulebook import bind

    tags = {
        "hair_cover": ("outfit", "pack", "bad_pack", "hair_cover"),
        "coat": ("outfit", "pack", "clean_garment", "live", "torso"),
        "wash": ("wash",),
        "rub": ("rub", "rub_expired"),
        "mirror": ("check",),
        "gauge": ("gauge", "pressure"),
        "door_in": ("door", "entry_door"),
        "door_d": ("door", "clean_door", "checkpoint"),
        "phone": ("personal",),
    }
    book = catalogue()
    return bind(book, list(book.rules), [Slot(slot, (slot, *tags[slot])) for slot in SLOTS], LIMITS)


def _field(spec: dataclasses.Field[Any]) -> st.SearchStrategy[Any]:
    known = {
        "slot": SLOTS,
        "face": ("inside", "outside", ""),
        "surface": ("floor", "palms"),
        "by": ("trainee", "colleague"),
        "subject": ("fit", "pressure"),
    }
    if spec.name in known:
        return st.sampled_from(known[spec.name])
    if spec.type == "bool":
        return st.booleans()
    return st.sampled_from((0, 1, 700, 5000)) if spec.type == "int" else st.sampled_from(("", "x", "y"))


def _event(cls: type[events.Event]) -> st.SearchStrategy[events.Event]:
    fields = {spec.name: _field(spec) for spec in dataclasses.fields(cls) if spec.name not in ("tick", "n", "cause")}
    return st.builds(cls, cause=st.none() | st.integers(0, 20), **fields)


ANY = st.one_of([_event(cls) for name, cls in events.KINDS.items() if name not in ("started", "ended")])


@settings(deadline=None, max_examples=40)
@given(st.lists(ANY, max_size=25), st.integers(0, 25))
def test_a_judge_restored_anywhere_comes_to_the_same_judgement(happened: list[events.Event], at: int) -> None:
    opportunities = gowning()
    whole, first = Judge(opportunities), Judge(opportunities)
    run = numbered(*happened, events.Ended(how="finished"))
    for event in run:
        whole.feed(event)
    for event in run[:at]:
        first.feed(event)
    state = pickle.loads(pickle.dumps(first.snapshot()))
    for event in run[at:]:  # the judge that gave the snapshot goes its own way meanwhile
        first.feed(dataclasses.replace(event, cause=None))
    second = Judge.restored(opportunities, state)
    for event in run[at:]:
        second.feed(event)
    assert second.finish() == whole.finish()


@settings(deadline=None, max_examples=40)
@given(st.lists(ANY, max_size=25))
def test_whatever_happens_the_judgement_holds_together(happened: list[events.Event]) -> None:
    opportunities = gowning()
    judgement = judged(opportunities, *happened)
    ids = [finding.id for finding in judgement.findings]
    roots = {finding.id for finding in judgement.roots}
    assert len(set(ids)) == len(ids)
    assert all(finding.root is None or finding.root in roots for finding in judgement.findings)
    assert [outcome.opportunity for outcome in judgement.outcomes] == [opportunity.id for opportunity in opportunities]
    of_opportunity = {finding.opportunity: finding for finding in judgement.findings}
    for outcome in judgement.outcomes:
        finding = of_opportunity.get(outcome.opportunity)
        assert outcome.finding == (None if finding is None else finding.id)
        if outcome.status in ("missed", "half", "repris"):
            assert finding is not None
            assert finding.root is None
        if outcome.status in ("met", "not_observed"):
            assert finding is None


def test_what_has_to_come_one_by_one_is_remembered_over_a_snapshot() -> None:
    pattern = {"event": "touched", "where": {"surface": ["floor", "bench"]}, "expect": {"held": True}, "each": "surface"}
    opportunities = bound(rule(check(matches={**pattern, "each_given": {"bench": {"event": "worn"}}})))
    run = numbered(worn(), touched(surface="floor"), touched(surface="bench"), events.Ended(how="finished"))
    for at in range(len(run)):
        first = Judge(opportunities)
        for event in run[:at]:
            first.feed(event)
        second = Judge.restored(opportunities, pickle.loads(pickle.dumps(first.snapshot())))
        for event in run[at:]:
            second.feed(event)
        assert status(second.finish()) == "met"
        left = Judge.restored(opportunities, pickle.loads(pickle.dumps(first.snapshot())))
        left.feed(dataclasses.replace(run[-1], n=9))
        aspects = [finding.aspect for finding in left.finish().findings]
        assert aspects == (["floor"], ["floor"], ["bench"], [])[at]


def test_asking_for_the_judgement_in_the_middle_changes_nothing() -> None:
    opportunities = gowning()
    run = numbered(touched("coat"), worn("coat"), looked("gauge"), opened("door_d"), passed("door_d"), events.Ended(how="finished"))
    asked, plain = Judge(opportunities), Judge(opportunities)
    for event in run:
        asked.feed(event)
        asked.finish()
        plain.feed(event)
    assert asked.finish() == plain.finish()


def test_a_snapshot_fits_only_the_same_opportunities() -> None:
    with pytest.raises(ValueError, match="zip"):
        Judge.restored(floor(), Judge(gowning()).snapshot())
