"""Each pattern against its meaning, read off the whole list of events at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game import events
from scoring.wording import found_text
from tests.scoring_cases import bound, check, gripped, judged, opened, passed, rub_ended, rule, status, touched, worn, worn_at

A = st.sampled_from(["a", "b"])
HAPPENED = st.lists(
    st.one_of(
        st.builds(touched, A, st.sampled_from(["floor", "bench"])),
        st.builds(worn, A, st.booleans()),
        st.builds(rub_ended, A, st.integers(0, 2000), st.booleans()),
        st.builds(gripped, A, st.sampled_from(["inside", "outside", ""])),
        st.builds(opened),
    ),
    max_size=12,
)


def own(happened: list[events.Event], cls: type[events.Event], test: Callable[[Any], bool] = lambda event: True) -> list[int]:
    """Places of the events of that class in slot a (doors: any) that pass the test."""
    places = range(len(happened))
    return [at for at in places if isinstance(happened[at], cls) and happened[at].slot in ("a", "door") and test(happened[at])]  # type: ignore[attr-defined]


def on_floor(event: Any) -> bool:
    return bool(event.surface == "floor")


@settings(deadline=None)
@given(HAPPENED)
def test_forbid_counts_every_such_event_in_its_own_slot(happened: list[events.Event]) -> None:
    judgement = judged(bound(rule(check(forbid={"event": "touched", "where": {"surface": "floor"}}))), *happened)
    times = len(own(happened, events.Touched, on_floor))
    assert [finding.times for finding in judgement.findings] == ([times] if times else [])
    assert status(judgement) == ("missed" if times else "met")


@settings(deadline=None)
@given(HAPPENED)
def test_require_wants_the_event_before_the_first_deadline_or_the_end(happened: list[events.Event]) -> None:
    by = {"event": "door_opened", "slot_tag": "clean_door"}
    judgement = judged(bound(rule(check(require={"event": "worn", "by": by}))), *happened)
    done, late = own(happened, events.Worn), own(happened, events.DoorOpened)
    deadline = late[0] if late else len(happened)
    assert status(judgement) == ("met" if done and done[0] < deadline else "missed")


@settings(deadline=None)
@given(HAPPENED)
def test_before_compares_the_first_of_each_and_is_void_when_one_never_came(happened: list[events.Event]) -> None:
    judgement = judged(bound(rule(check(before={"first": {"event": "worn"}, "then": {"event": "gripped"}}))), *happened)
    first, then = own(happened, events.Worn), own(happened, events.Gripped)
    expected = "void" if not first or not then else "met" if first[0] < then[0] else "missed"
    assert status(judgement) == expected
    assert bool(judgement.findings) == (expected == "missed")


@settings(deadline=None)
@given(HAPPENED)
def test_lasts_wants_every_such_event_long_enough_and_at_least_one(happened: list[events.Event]) -> None:
    judgement = judged(bound(rule(check(lasts={"event": "rub_ended", "field": "wet_ticks", "at_least": "$rub_s"})), rub_s=20.0), *happened)
    came = [happened[at].wet_ticks for at in own(happened, events.RubEnded)]  # type: ignore[attr-defined]
    assert status(judgement) == ("met" if came and min(came) >= 1200 else "missed")


@settings(deadline=None)
@given(HAPPENED, st.integers(0, 3))
def test_at_most_allows_so_many_and_no_more(happened: list[events.Event], times: int) -> None:
    judgement = judged(bound(rule(check(at_most={"event": "touched", "times": times}))), *happened)
    count = len(own(happened, events.Touched))
    assert status(judgement) == ("met" if count <= times else "missed")
    assert [finding.times for finding in judgement.findings] == ([count - times] if count > times else [])


@settings(deadline=None)
@given(HAPPENED)
def test_matches_wants_every_such_event_as_expected_and_at_least_one(happened: list[events.Event]) -> None:
    judgement = judged(bound(rule(check(matches={"event": "worn", "expect": {"soiled": False}}))), *happened)
    came = [happened[at].soiled for at in own(happened, events.Worn)]  # type: ignore[attr-defined]
    assert status(judgement) == ("met" if came and not any(came) else "missed")


@settings(deadline=None)
@given(HAPPENED, st.sampled_from([["floor"], ["floor", "bench"], ["bench", "floor", "bench"]]), st.booleans(), st.booleans())
def test_each_wants_such_an_event_for_every_value_listed_that_is_asked_for(
    happened: list[events.Event], listed: list[str], all_of_them: bool, only_once_worn: bool
) -> None:
    pattern: dict[str, Any] = {"event": "touched", "where": {"surface": ["floor", "bench"]}, "expect": {"held": True}}
    each: Any = "surface" if all_of_them else {"surface": listed}
    given_ = {"each_given": {"floor": {"event": "worn"}}} if only_once_worn else {}
    opportunities = bound(rule(check(matches={**pattern, "each": each, **given_})))
    judgement = judged(opportunities, *happened)
    came = {happened[at].surface for at in own(happened, events.Touched)}  # type: ignore[attr-defined]
    wanted = ["floor", "bench"] if all_of_them else list(dict.fromkeys(listed))
    if only_once_worn and not own(happened, events.Worn):
        wanted = [value for value in wanted if value != "floor"]
    left = [value for value in wanted if value not in came]
    assert status(judgement) == ("missed" if left else "met")
    assert [(finding.aspect, finding.root) for finding in judgement.findings] == ([(left[0], None)] if left else [])
    running = judged(opportunities, *happened, ended="window_closed")
    assert status(running) == ("not_observed" if left else "met"), "settled as soon as all that is asked for has come"


def test_of_several_values_that_never_came_the_first_is_named_and_a_wrong_one_speaks_for_itself() -> None:
    pattern = {"event": "touched", "where": {"surface": ["floor", "bench"]}, "expect": {"held": True}, "each": "surface"}
    opportunities = bound(rule(check(matches=pattern, aspects={"bench": {"fr": "Banc", "en": "Bench"}})))
    texts = [
        (finding.aspect, found_text(opportunities[0].check, finding).en)
        for run in ([], [touched(surface="floor")], [touched(surface="floor", held=False)])
        for finding in judged(opportunities, *run).findings
    ]
    assert texts == [("floor", "Text"), ("bench", "Bench"), ("held", "Text")]


@settings(deadline=None)
@given(HAPPENED, st.booleans())
def test_while_forbids_only_between_its_ends(happened: list[events.Event], at_start: bool) -> None:
    pattern = {"at_start": at_start, "since": [{"event": "worn"}], "until": [{"event": "rub_ended"}], "forbid": {"event": "touched"}}
    judgement = judged(bound(rule(check(**{"while": pattern}))), *happened)
    active, times = at_start, 0
    for event in happened:
        if getattr(event, "slot", "") == "a":
            if isinstance(event, events.Worn):
                active = True
            elif isinstance(event, events.RubEnded):
                active = False
            times += active and isinstance(event, events.Touched)
    assert [finding.times for finding in judgement.findings] == ([times] if times else [])


@settings(deadline=None)
@given(HAPPENED)
def test_while_keeps_one_state_per_thing_where_asked(happened: list[events.Event]) -> None:
    pattern = {"since": [{"event": "worn", "slot": "any"}], "until": [], "forbid": {"event": "touched", "slot": "any"}, "per_thing": True}
    judgement = judged(bound(rule(check(**{"while": pattern}))), *happened)
    seen: set[str] = set()
    times = 0
    for event in happened:
        if isinstance(event, events.Worn):
            seen.add(event.thing)
        elif isinstance(event, events.Touched):
            times += event.thing in seen
    assert [finding.times for finding in judgement.findings] == ([times] if times else [])


@settings(deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(1, 400)), max_size=12))
def test_within_wants_an_answer_to_each_event_in_time(steps: list[tuple[bool, int]]) -> None:
    tick, asked, late, happened = 0, -1, 0, []
    for is_question, wait in steps:
        tick += wait
        if asked >= 0 and tick - asked > 300:
            late, asked = late + 1, -1
        if is_question:
            happened.append(touched(tick=tick))
            asked = tick if asked < 0 else asked
        else:
            happened.append(worn(tick=tick))
            asked = -1
    if asked >= 0 and tick + 60 - asked > 300:  # the run ends a second later
        late += 1
    pattern = {"after": {"event": "touched"}, "then": {"event": "worn"}, "seconds": 5}
    judgement = judged(bound(rule(check(within=pattern))), *happened)
    assert [finding.times for finding in judgement.findings] == ([late] if late else [])
    if late:
        assert judgement.findings[0].threshold == 5.0
        assert judgement.findings[0].unit == "s"


@pytest.mark.parametrize(
    ("condition", "broken_by"),
    [
        ({"depth_mm": 3}, [3]),
        ({"depth_mm": [3, 5]}, [3, 5]),
        ({"depth_mm": {"not": 3}}, [2, 4, 5]),
        ({"depth_mm": {"at_least": 4}}, [4, 5]),
        ({"depth_mm": {"over": 4}}, [5]),
        ({"depth_mm": {"at_most": 3}}, [2, 3]),
        ({"depth_mm": {"below": 3}}, [2]),
        ({"depth_mm": {"at_least": 3, "below": 5}}, [3, 4]),
        ({"depth_mm": {"at_least": "$deep_m"}}, [4, 5]),
        ({"surface": {"same_as": "node"}}, []),
        ({"surface": "floor", "node": "hem", "depth_mm": 2, "held": True}, [2]),
    ],
)
def test_conditions_compare_as_they_say(condition: dict[str, Any], broken_by: list[int]) -> None:
    opportunities = bound(rule(check(forbid={"event": "touched", "where": condition})), deep_m=0.004)
    assert [depth for depth in (2, 3, 4, 5) if judged(opportunities, touched(depth_mm=depth)).findings] == broken_by


def test_limits_are_compared_in_the_unit_of_the_field() -> None:
    slow = events.SpeedExceeded(what="walk", thing="a.1", slot="a", speed_mm_s=1700, limit_mm_s=1300)
    pattern = {"event": "speed_exceeded", "where": {"speed_mm_s": {"over": "$walk_speed_m_s"}}}
    found = check(forbid=pattern, measure={"field": "speed_mm_s", "threshold": "limit_mm_s"})
    assert judged(bound(rule(found), walk_speed_m_s=1.7), slow).findings == ()
    (finding,) = judged(bound(rule(found), walk_speed_m_s=1.69), slow).findings
    assert (finding.measure, finding.threshold, finding.unit) == (1.7, 1.3, "m/s")


def test_an_event_of_another_slot_is_named_by_its_tag() -> None:
    opportunities = bound(rule(check(require={"event": "worn", "slot_tag": "other", "by": {"event": "passed", "slot_tag": "clean_door"}})))
    assert status(judged(opportunities, worn("b"), passed())) == "met"
    assert status(judged(opportunities, worn("a"), passed(), worn("b"))) == "missed"


def test_the_aspect_that_failed_is_told() -> None:
    opportunities = bound(
        rule(check(matches={"event": "worn_at", "expect": {"worn": True, "gap": False}}, aspects={"gap": {"fr": "F", "en": "E"}}))
    )
    (finding,) = judged(opportunities, worn_at(gap=True)).findings
    assert finding.aspect == "gap"
