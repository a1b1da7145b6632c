"""Item analysis: how hard an opportunity is, and whether it tells good runs from weak ones, each with its interval."""

from __future__ import annotations

import math
from dataclasses import dataclass

from game.exact import exp, log
from scoring.export.privacy import LEAST_GROUP
from scoring.score import Z, interval

ENOUGH_RUNS = 20
"""Below, a correlation says nothing."""
EASY, HARD, WEAK = 0.97, 0.30, 0.10
"""Where a trainer should look at an item: everybody keeps it, hardly anybody does, good runs do no better at it than weak ones."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """An opportunity of a level.  kept: mean x, 0 to 1, with Wilson's interval; tells: correlation with the rest of the run, with Fisher's
    interval, None where the runs are too few or all alike; remark: never | hard | easy | weak | ""; all None where it is nobody's group."""

    item: str
    rule: str
    severity: str
    counted: int
    persons: int
    kept: float | None
    low: float | None
    high: float | None
    tells: float | None
    tells_low: float | None
    tells_high: float | None
    remark: str


def estimate(
    item: str, rule: str, severity: str, counted: int, persons: int, mean: float, kept: int,
    spread: float | None, rest_spread: float | None, covariance: float | None,
) -> Estimate:  # fmt: skip
    """From sums over runs.  mean: of x; kept: how often x was 1; spreads, covariance: of x and of the score of the rest of the run."""
    if persons < LEAST_GROUP:
        return Estimate(item, rule, severity, counted, persons, None, None, None, None, None, None, "")
    low, high = interval(mean, counted)
    tells = _correlation(counted, spread, rest_spread, covariance)
    remark = (
        "never" if kept == 0 else "hard" if high < HARD else "easy" if low > EASY else "weak" if tells and tells[2] < WEAK else ""
    )  # fmt: skip
    r, r_low, r_high = tells or (None, None, None)
    return Estimate(item, rule, severity, counted, persons, mean, low, high, r, r_low, r_high, remark)


def _correlation(counted: int, spread: float | None, rest: float | None, covariance: float | None) -> tuple[float, float, float] | None:
    """r and its 95 % interval by Fisher's z (Fisher, Metron 1 (1921) 3): z = ½ ln((1+r)/(1-r)), error 1/√(n-3)."""
    if counted < ENOUGH_RUNS or not spread or not rest or covariance is None:
        return None
    r = max(-0.999, min(0.999, covariance / (spread * rest)))
    z, error = log((1.0 + r) / (1.0 - r)) / 2.0, Z / math.sqrt(counted - 3)
    return r, _back(z - error), _back(z + error)


def _back(z: float) -> float:
    grown = exp(2.0 * z)
    return (grown - 1.0) / (grown + 1.0)
