"""Exact maths and named draws."""

from __future__ import annotations

import math
from decimal import Decimal, getcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game import exact
from game.world.draws import draw, pick

getcontext().prec = 50


@given(st.floats(-700.0, 700.0))
def test_exp_is_within_a_few_units_of_the_last_place(x: float) -> None:
    true = Decimal(x).exp()
    assert abs(Decimal(exact.exp(x)) - true) <= true * Decimal("5e-16")


@given(st.floats(1e-300, 1e300))
def test_log_is_within_a_few_units_of_the_last_place(x: float) -> None:
    true = Decimal(x).ln()
    assert abs(Decimal(exact.log(x)) - true) <= abs(true) * Decimal("5e-16")


@given(st.floats(0.5, 2.0))
def test_log_keeps_its_precision_around_one(x: float) -> None:
    true = Decimal(x).ln()
    assert abs(Decimal(exact.log(x)) - true) <= abs(true) * Decimal("5e-16")


def test_exp_and_log_reach_the_ends_of_the_range() -> None:
    assert exact.exp(0.0) == 1.0
    assert exact.log(1.0) == 0.0
    assert exact.exp(-746.0) == 0.0
    assert exact.exp(-745.0) == 5e-324
    assert exact.log(5e-324) == pytest.approx(-744.4400719213812, rel=1e-15)
    assert exact.exp(709.78) == pytest.approx(math.exp(709.78), rel=1e-13)


@pytest.mark.parametrize(("call", "error"), [(lambda: exact.exp(710.0), OverflowError), (lambda: exact.exp(math.nan), ValueError)])
def test_exp_refuses_what_has_no_answer(call, error) -> None:
    with pytest.raises(error):
        call()


@pytest.mark.parametrize("x", [0.0, -1.0, math.inf, math.nan])
def test_log_refuses_what_has_no_answer(x: float) -> None:
    with pytest.raises(ValueError, match="log of"):
        exact.log(x)


@pytest.mark.parametrize("mean", [0.3, 4.0, 16.0, 50.0])
def test_poisson_has_the_mean_and_the_variance_of_its_law(mean: float) -> None:
    rng = draw(1, "test", "poisson")
    counts = [exact.poisson(rng, mean) for _ in range(4000)]
    average = math.fsum(counts) / len(counts)
    variance = math.fsum((count - average) ** 2 for count in counts) / len(counts)
    assert average == pytest.approx(mean, abs=4.0 * math.sqrt(mean / 4000.0))
    assert variance == pytest.approx(mean, rel=0.12)


def test_poisson_of_nothing_is_nothing_and_takes_no_draw() -> None:
    rng, untouched = draw(1, "test", "none"), draw(1, "test", "none")
    assert exact.poisson(rng, 0.0) == 0
    assert rng.random() == untouched.random()


@pytest.mark.parametrize("mean", [-0.1, math.nan, math.inf])
def test_poisson_refuses_a_mean_that_is_none(mean: float) -> None:
    with pytest.raises(ValueError, match="Poisson mean"):
        exact.poisson(draw(1, "test", "bad"), mean)


def test_a_draw_depends_on_its_name_alone() -> None:
    first = [draw(7, "hazards", "pool", n).random() for n in range(3)]
    draw(7, "looks", "skin").random()
    assert [draw(7, "hazards", "pool", n).random() for n in range(3)] == first
    assert len({*first, draw(8, "hazards", "pool").random(), draw(7, "hazards", "door").random()}) == 5


def test_the_streams_are_those_that_old_runs_were_played_with() -> None:
    rng = draw(7, "hazards", "pool")
    assert (rng.getrandbits(32), rng.random()) == (1348042969, 0.5357657549815471)


def test_pick_gives_every_index_its_share() -> None:
    rng = draw(3, "test", "pick")
    counts = [0] * 6
    for _ in range(6000):
        counts[pick(rng, 6)] += 1
    assert all(850 < count < 1150 for count in counts)
    assert {pick(rng, 1) for _ in range(5)} == {0}


def test_pick_refuses_an_empty_choice() -> None:
    with pytest.raises(ValueError, match="cannot pick"):
        pick(draw(3, "test", "pick"), 0)
