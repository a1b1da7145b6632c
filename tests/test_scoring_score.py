"""The score and how far it can be trusted."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.findings import STATUSES, Judgement, Outcome, X
from scoring.language import SEVERITIES
from scoring.score import interval, score
from scoring.wording import clock, number, quantity


def judgement(*given: tuple[str, str], ended: str = "finished") -> Judgement:
    outcomes = tuple(Outcome(f"T-{n}", "T", "c", "s", severity, status, X[status]) for n, (severity, status) in enumerate(given))
    return Judgement((), outcomes, (), ended)


def test_a_perfect_run_has_a_hundred() -> None:
    assert score(judgement(*[(severity, "met") for severity in SEVERITIES])).value == 100


@pytest.mark.parametrize(
    ("outcomes", "value"),
    [
        ([("critical", "missed"), ("major", "met"), ("minor", "met")], 100 * 4 / 14),
        ([("critical", "met"), ("major", "missed"), ("minor", "met")], 100 * 11 / 14),
        ([("critical", "met"), ("major", "met"), ("minor", "missed")], 100 * 13 / 14),
        ([("major", "half"), ("major", "hinted"), ("major", "repris"), ("major", "met")], 75.0),
        ([("major", "met"), ("critical", "void"), ("critical", "not_observed")], 100.0),
    ],
)
def test_weights_and_halves_add_up(outcomes: list[tuple[str, str]], value: float) -> None:
    assert score(judgement(*outcomes)).value == pytest.approx(value)


@pytest.mark.parametrize("ended", ["given_up", "window_closed", "timed_out", ""])
def test_a_run_that_did_not_reach_its_end_has_no_score(ended: str) -> None:
    result = score(judgement(("major", "missed"), ended=ended))
    assert (result.value, result.low, result.high) == (None, None, None)
    assert result.counts[1].missed == 1


def test_nothing_that_counts_gives_no_score() -> None:
    assert score(judgement(("major", "void"))).value is None


def test_below_eighty_opportunities_a_score_is_indicative() -> None:
    assert score(judgement(*[("minor", "met")] * 79)).indicative
    assert not score(judgement(*[("minor", "met")] * 80)).indicative


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(SEVERITIES), st.sampled_from(STATUSES)), max_size=60))
def test_a_score_lies_in_its_interval_and_its_counts_add_up(outcomes: list[tuple[str, str]]) -> None:
    result = score(judgement(*outcomes))
    assert [count.severity for count in result.counts] == list(SEVERITIES)
    assert all(count.met + count.half + count.missed == count.counted for count in result.counts)
    assert sum(count.counted for count in result.counts) == result.counted
    if result.value is not None:
        assert result.low is not None
        assert result.high is not None
        assert 0 <= result.low <= result.value + 1e-9
        assert result.value - 1e-9 <= result.high <= 100


@settings(deadline=None)
@given(st.lists(st.sampled_from(SEVERITIES), min_size=1, max_size=40), st.data())
def test_putting_one_thing_right_never_lowers_the_score(severities: list[str], data: st.DataObject) -> None:
    statuses = [data.draw(st.sampled_from(("met", "half", "missed"))) for _ in severities]
    at = data.draw(st.integers(0, len(severities) - 1))
    better = [*statuses[:at], "met", *statuses[at + 1 :]]
    before, after = (score(judgement(*zip(severities, marks, strict=True))).value for marks in (statuses, better))
    assert before is not None
    assert after is not None
    assert after >= before


def test_the_interval_is_wilsons() -> None:
    low, high = interval(0.5, 40)
    assert (low, high) == (pytest.approx(0.3520, abs=1e-4), pytest.approx(0.6480, abs=1e-4))  # Wilson 1927 for 20 of 40
    assert interval(1.0, 10)[0] == pytest.approx(10 / (10 + 1.96 * 1.96))
    assert interval(1.0, 10)[1] == 1.0
    assert math.isclose(interval(0.25, 30)[0], 1 - interval(0.75, 30)[1])


def test_numbers_are_written_as_the_language_does() -> None:
    assert [number(value, "fr") for value in (3.0, 2.5, -0.04, 99.96)] == ["3", "2,5", "0", "100"]
    assert quantity(1.7, "m/s", "en") == "1.7\u00a0m/s"
    assert quantity(2, "", "fr") == "2"
    assert [clock(ticks) for ticks in (0, 59, 3900, 36000)] == ["00:00", "00:00", "01:05", "10:00"]
