"""Findings to a score, and how much it can be trusted."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from scoring.findings import Judgement
from scoring.language import SEVERITIES

WEIGHTS: Mapping[str, int] = {"critical": 10, "major": 3, "minor": 1}
ENOUGH = 80
"""Opportunities from which a score is more than indicative (reliability about 0.78; reference/learning.md 2.4)."""
Z = 1.96


@dataclass(frozen=True, slots=True)
class Count:
    """Opportunities of one severity: all that counted, and of these x = 1, x = 0.5, x = 0."""

    severity: str
    counted: int
    met: int
    half: int
    missed: int


@dataclass(frozen=True, slots=True)
class Score:
    """value: 0 to 100, None when the run did not reach its end or nothing counted.

    low, high: a 95 % interval (see `interval`), None without a value; indicative: too few opportunities for a decision;
    counted: opportunities in the sums; counts: by severity, critical first."""

    value: float | None
    low: float | None
    high: float | None
    indicative: bool
    counted: int
    counts: tuple[Count, ...]


def score(judgement: Judgement) -> Score:
    """100 · Σ w·x / Σ w over the opportunities that counted, w = 10 / 3 / 1."""
    counts = []
    weight_sum = square_sum = gained = 0  # whole numbers; gained in halves
    for severity in SEVERITIES:
        marks = [outcome.x for outcome in judgement.outcomes if outcome.severity == severity and outcome.x is not None]
        met, half = marks.count(1.0), marks.count(0.5)
        counts.append(Count(severity, len(marks), met, half, len(marks) - met - half))
        weight = WEIGHTS[severity]
        weight_sum += weight * len(marks)
        square_sum += weight * weight * len(marks)
        gained += weight * (2 * met + half)
    counted = counts[0].counted + counts[1].counted + counts[2].counted
    if not judgement.complete or counted == 0:
        return Score(None, None, None, True, counted, tuple(counts))
    low, high = interval(gained / (2 * weight_sum), weight_sum * weight_sum / square_sum)
    return Score(100 * gained / (2 * weight_sum), 100 * low, 100 * high, counted < ENOUGH, counted, tuple(counts))


def interval(share: float, size: float) -> tuple[float, float]:
    """Wilson's score interval at 1.96 standard errors, for a share in 0..1 seen over `size` opportunities.

    Wilson, J. Am. Stat. Assoc. 22 (1927) 209.  Weights make opportunities count unequally, so `size` is the effective
    one, (Σw)²/Σw² (Kish, Survey Sampling, 1965).  It treats opportunities as independent, which they are only roughly:
    it says how far one run can be trusted, not where a person stands."""
    squared = Z * Z
    middle = share + squared / (2 * size)
    spread = Z * math.sqrt(share * (1 - share) / size + squared / (4 * size * size))
    whole = 1 + squared / size
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)
