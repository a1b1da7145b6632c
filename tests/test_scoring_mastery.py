"""What a person knows: the reference vectors of the model, its bounds, and that only a person's own runs count."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.exact import exp
from scoring.mastery import (
    DUE_BELOW,
    GUIDED,
    OUTCOMES,
    USUAL,
    Knowledge,
    Offer,
    after,
    attempt_of,
    learned,
    most_needed,
    need,
    ranked,
    unknown,
    worth,
)

M, V, G, H, R = "met", "violated", GUIDED, "hinted", "recovered"
NOW = None
VECTORS = [
    ([(M, 0)], [0.780], [90.0], (NOW, 5, 24)),
    ([(M, 0), (M, 0.02)], [0.780, 0.977], [90.0, 90.0], (18, 34, 53)),
    ([(M, 0), (M, 7)], [0.780, 0.972], [90.0, 104.6], (20, 39, 61)),
    ([(M, 0), (M, 7), (M, 37)], [0.780, 0.972, 0.979], [90.0, 104.6, 150.8], (31, 58, 89)),
    ([(V, 0)], [0.606], [90.0], (NOW, NOW, NOW)),
    ([(V, 0), (M, 2), (M, 9)], [0.606, 0.949, 0.991], [90.0, 96.8, 112.4], (25, 45, 68)),
    ([(M, 0), (M, 7), (V, 37)], [0.780, 0.972, 0.702], [90.0, 104.6, 103.4], (NOW, NOW, 12)),
    ([(M, 0), (M, 7), (V, 37), (V, 38)], [0.780, 0.972, 0.702, 0.667], [90.0, 104.6, 103.4, 93.1], (NOW, NOW, 3)),
    ([(G, 0), (M, 0.02)], [0.490, 0.927], [90.0, 90.0], (11, 27, 46)),
    ([(H, 0)], [0.686], [90.0], (NOW, NOW, 7)),
    ([(R, 0)], [0.693], [90.0], (NOW, NOW, 8)),
    ([(M, 0), (M, 90), (M, 270)], [0.780, 0.899, 0.909], [90.0, 165.1, 285.0], (28, 79, 138)),
]
HISTORY = st.lists(st.tuples(st.sampled_from([*OUTCOMES, GUIDED]), st.floats(0.0, 400.0)), max_size=8)


def walked(steps) -> list[Knowledge]:
    """The knowledge after each of these runs."""
    states = [unknown()]
    for n, (outcome, day) in enumerate(steps):
        states.append(after(states[-1], day, outcome, f"form {n}"))
    return states[1:]


@pytest.mark.parametrize(("steps", "acquired", "half_lives", "due"), VECTORS)
def test_the_reference_vectors_hold(steps, acquired, half_lives, due):
    states = walked(steps)
    assert [state.acquired for state in states] == pytest.approx(acquired, abs=1e-3)
    assert [state.half_life for state in states] == pytest.approx(half_lives, abs=0.1)
    days = [states[-1].due(severity) for severity in DUE_BELOW]
    assert tuple(None if day is None else round(day - steps[-1][1]) for day in days) == due


def test_the_next_level_vector_holds():
    severities = ["critical", "major", "major", "minor", "minor"] * 20
    needs = {str(n): need(severity, unknown().known(10.0)) for n, severity in enumerate(severities)}
    levels = [Offer(f"L{i}", tuple(str((7 * i + j) % 100) for j in range(7)), tuple(needs), 10.0) for i in range(40)]
    first = ranked(levels, needs)[0]
    assert (first.id, worth(first, needs)) == ("L0", pytest.approx(5.185))
    assert all(severities[int(rule)] == "critical" for rule in most_needed(first.pool, needs))


def test_the_level_played_last_comes_at_the_end():
    levels = [Offer("a", ("x",), (), 5.0), Offer("b", ("y",), (), 10.0)]
    needs = {"x": 8.0, "y": 8.0}
    assert [offer.id for offer in ranked(levels, needs)] == ["a", "b"]
    assert [offer.id for offer in ranked(levels, needs, last="a")] == ["b", "a"]


@given(HISTORY)
def test_a_probability_stays_one_and_a_half_life_within_its_bounds(steps):
    steps.sort(key=lambda step: step[1])
    for state in walked(steps):
        assert 0.0 <= state.acquired <= 1.0
        assert USUAL.half_life - 1e-9 <= state.half_life <= USUAL.half_life_most


@given(HISTORY, st.floats(0.0, 300.0))
def test_a_rule_kept_is_never_known_less_than_a_rule_broken(steps, gap):
    steps.sort(key=lambda step: step[1])
    before = walked(steps)[-1] if steps else unknown()
    day = (before.last or 0.0) + gap
    marks = [after(before, day, outcome).acquired for outcome in ("met", "recovered", "violated")]
    assert marks == sorted(marks, reverse=True)


@given(st.floats(1.0, 89.0), st.floats(0.1, 88.0))
def test_the_longer_the_pause_before_a_success_the_longer_it_lasts(gap, more):
    """Up to a half-life: later it is ever less sure that it was still known."""
    sure = dataclasses.replace(walked([("met", 0.0)])[0], acquired=1.0)
    longer = min(90.0, gap + more)
    assert after(sure, longer, "met").half_life >= after(sure, gap, "met").half_life - 1e-9


@given(HISTORY, st.sampled_from(sorted(DUE_BELOW)))
def test_on_the_day_it_is_due_a_rule_is_known_just_to_its_threshold(steps, severity):
    steps.sort(key=lambda step: step[1])
    for state in walked(steps):
        day = state.due(severity)
        if day is not None:
            assert state.known(day) == pytest.approx(DUE_BELOW[severity])
            assert state.is_due(severity, day + 1e-6)
            assert not state.is_due(severity, day - 1e-3)


def test_a_rule_never_played_is_due():
    assert unknown().is_due("minor", 0.0)
    assert unknown().confidence == "none"


def test_experienced_staff_start_from_a_half():
    assert unknown(dataclasses.replace(USUAL, first=0.5)).known(3.0) == 0.5


def test_luck_counts_less_as_evidence_where_a_rule_is_kept_by_doing_nothing():
    assert after(unknown(), 0.0, "met", guess=0.5).acquired < after(unknown(), 0.0, "met").acquired


def test_a_clock_that_went_back_does_no_harm():
    state = walked([("met", 10.0)])[0]
    assert after(state, 3.0, "met") == dataclasses.replace(after(state, 10.0, "met"))


def test_mastered_is_who_kept_it_twice_on_two_forms_a_day_apart_and_last_time():
    assert walked([("met", 0.0), ("met", 2.0)])[-1].mastered(3.0)
    assert not walked([("met", 0.0), ("met", 0.5)])[-1].mastered(1.0)
    assert not walked([("met", 0.0), ("met", 2.0), ("violated", 3.0)])[-1].mastered(3.0)
    assert not walked([("met", 0.0), ("met", 2.0), ("hinted", 3.0)])[-1].mastered(3.0)
    assert not walked([("met", 0.0), ("met", 2.0)])[-1].mastered(200.0)
    same = after(after(unknown(), 0.0, "met", "one"), 2.0, "met", "one")
    assert not same.mastered(3.0)


def test_six_runs_without_two_successes_in_a_row_are_wheel_spinning():
    assert walked([("met" if n % 2 else "violated", float(n)) for n in range(6)])[-1].spinning()
    assert not walked([("violated", float(n)) for n in range(5)])[-1].spinning()
    assert not walked([("violated", 0.0)] * 4 + [("met", 5.0), ("met", 6.0)])[-1].spinning()


def test_half_of_what_is_known_is_left_after_a_half_life():
    state = Knowledge(0.8, 100.0, 0.0)
    assert state.known(100.0) == pytest.approx(0.4, rel=1e-14)
    assert state.known(0.0) == 0.8
    assert state.known(1e9) == 0.0
    assert exp(0.0) == 1.0


# --- from sheets -------------------------------------------------------------------------------------------------------


def sheet(errors=(), mode="practice", origin="person", run="a" * 32):
    """A real sheet of the first level, as if a person had played it."""
    from tests.kit.runs import reviewed

    made = reviewed("gowning-first", errors=errors).sheet
    return dataclasses.replace(made, facts=dataclasses.replace(made.facts, mode=mode, origin=origin, run=run))


def test_a_run_counts_each_rule_once_and_by_the_gravest_of_its_opportunities():
    played = sheet((("drop", "coat"),))
    rules = []
    for rule in played.rules:
        outcomes = list(rule.outcomes)
        if rule.rule == "GOWN-05":
            assert len(outcomes) > 2
            outcomes[1] = dataclasses.replace(outcomes[1], status="missed", x=0.0)
            outcomes[2] = dataclasses.replace(outcomes[2], status="repris", x=1.0)
        rules.append(dataclasses.replace(rule, outcomes=tuple(outcomes)))
    attempt = attempt_of(dataclasses.replace(played, rules=tuple(rules)), 3.0)
    assert attempt is not None
    grave = {rule: outcome for rule, outcome in attempt.outcomes.items() if outcome != "met"}
    assert grave == {"GOWN-05": "violated", "GOWN-15": "recovered"}


def test_only_a_persons_own_runs_count():
    assert attempt_of(sheet(origin="expert"), 0.0) is None
    assert attempt_of(sheet(origin="mutant"), 0.0) is None
    assert attempt_of(sheet(origin="replay"), 0.0) is None
    assert attempt_of(sheet(mode="discover"), 0.0) is None


def test_a_guided_run_teaches_and_proves_nothing():
    attempt = attempt_of(sheet(mode="guided"), 0.0)
    assert attempt is not None
    assert set(attempt.outcomes.values()) == {GUIDED}
    known = learned([attempt])
    assert {(state.trials, round(state.acquired, 2)) for state in known.values()} == {((), 0.49)}


def test_the_state_is_a_function_of_the_runs_whatever_their_order_and_copies():
    first, second = attempt_of(sheet(), 1.0), attempt_of(sheet((("drop", "coat"),), run="b" * 32), 9.0)
    assert first is not None
    assert second is not None
    assert learned([first, second]) == learned([second, first, second, first])
    assert learned([first, second])["GOWN-15"].confidence == "little"


def test_the_catalogue_says_which_rules_are_kept_by_doing_nothing():
    from game.content.rules import load_rulebook

    rules = load_rulebook().rules
    assert rules["AIRL-01"].guess == 0.5
    assert rules["GOWN-15"].guess is None
