"""Two forms to one result: what is proposed to the trainer, and why.  Nothing here decides: he confirms or refuses.

The rule (design section 6, reference/learning.md 2.3): two different forms, their mean at least 90, at most one critical
opportunity missed over both, at least 80 opportunities.  Never the best of several: a form begun counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from scoring.record import Sheet
from scoring.score import ENOUGH, WEIGHTS, Score, interval
from scoring.wording import number

PASS_MARK = 90
MOST_CRITICAL = 1
FORMS = 2
STATES = ("to_do", "unfinished", "finished", "abandoned", "damaged")
"""Of a form: not begun · begun and not ended · played to its end · given up, closed, timed out, set aside · its file has no good seal."""
VERDICTS = ("open", "undecided", "not_passed", "proposed")
"""open: forms are still to be played · undecided: too little to decide · not_passed · proposed: as passed, until a trainer confirms."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One form as it was taken.  sheet: of a run with a good seal, else None; begun: how often it was begun (the first counts)."""

    form: int
    state: str
    sheet: Sheet | None = None
    begun: int = 1


@dataclass(frozen=True, slots=True)
class Reason:
    """Why it is so: a text `assess.reason_<code>` with its values."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SetResult:
    """The result of a set.  verdict: one of VERDICTS; reasons: what stands against a pass, gravest first; remarks: to be talked over.

    mean, low, high: of the forms' scores with a 95 % interval, None while a form has none; counted, critical: opportunities,
    and critical ones missed, over all forms."""

    verdict: str
    reasons: tuple[Reason, ...]
    remarks: tuple[Reason, ...]
    scores: tuple[float | None, ...]
    mean: float | None
    low: float | None
    high: float | None
    counted: int
    critical: int


def set_result(forms: Sequence[Taken]) -> SetResult:
    """The result of the forms of one set, in their order.  A form that is not there is taken as to be done."""
    by_number = {one.form: one for one in forms}
    taken = [by_number.get(number, Taken(number, "to_do")) for number in range(1, FORMS + 1)]
    sheets = [one.sheet for one in taken if one.sheet is not None]
    whole = [sheet.score for sheet in sheets if sheet.score.value is not None]
    counted = critical = 0
    for sheet in sheets:
        counted += sheet.score.counted
        critical += sheet.score.counts[0].missed
    mean, low, high = _mean(whole) if len(whole) == FORMS else (None, None, None)
    open_ = [one for one in taken if one.state in ("to_do", "unfinished")]
    against = [Reason(f"form_{one.state}", {"form": one.form}) for one in taken if one.state != "finished"]
    against += [Reason("no_score", {"form": one.form}) for one in taken if one.state == "finished" and not _scored(one)]
    hard = [one for one in against if one.code not in ("form_to_do", "form_unfinished")]
    soft: list[Reason] = []
    if _differ(sheets):
        hard.append(Reason("forms_differ"))
    if critical > MOST_CRITICAL:
        soft.append(Reason("critical", {"count": critical, "most": MOST_CRITICAL}))
    if mean is not None and not _reaches(whole):
        soft.append(Reason("mean", {"mean": mean, "least": PASS_MARK}))
    few = [Reason("few", {"count": counted, "least": ENOUGH})] if counted < ENOUGH and not open_ else []
    verdict = "open" if open_ else "not_passed" if hard else "undecided" if few else "not_passed" if soft else "proposed"
    reasons = against + [one for one in hard if one not in against] + ([] if open_ else [*soft, *few])
    scores = tuple(one.sheet.score.value if one.sheet is not None else None for one in taken)
    return SetResult(verdict, tuple(reasons), _remarks(taken, critical), scores, mean, low, high, counted, critical)


def _scored(one: Taken) -> bool:
    return one.sheet is not None and one.sheet.score.value is not None


def _remarks(taken: Sequence[Taken], critical: int) -> tuple[Reason, ...]:
    """What does not stand against a pass and must not pass unseen."""
    told = [Reason("begun_again", {"form": one.form, "count": one.begun}) for one in taken if one.begun > 1]
    told += [Reason("interrupted", {"form": one.form, "count": one.sheet.facts.interruptions})
             for one in taken if one.sheet is not None and one.sheet.facts.interruptions]  # fmt: skip
    if 0 < critical <= MOST_CRITICAL:
        told.append(Reason("critical_once"))
    return tuple(told)


def _differ(sheets: Sequence[Sheet]) -> bool:
    """Whether the forms were not of the same level and rules, or were one and the same form."""
    kinds = {(sheet.facts.level_hash, sheet.rules_hash, sheet.facts.trainee) for sheet in sheets}
    seeds = {sheet.facts.seed for sheet in sheets}
    return len(sheets) == FORMS and (len(kinds) > 1 or len(seeds) < FORMS)


def _weights(score: Score) -> tuple[int, int, int]:
    """(points gained in halves, points, sum of squared weights): whole numbers."""
    gained = points = squares = 0
    for count in score.counts:
        weight = WEIGHTS[count.severity]
        gained += weight * (2 * count.met + count.half)
        points += weight * count.counted
        squares += weight * weight * count.counted
    return gained, points, squares


def _reaches(scores: Sequence[Score]) -> bool:
    """Whether the mean of two scores reaches the mark, in whole numbers: 90 is 90, whatever a division leaves."""
    (gained, points, _), (gained_2, points_2, _) = (_weights(score) for score in scores)
    return 100 * (gained * points_2 + gained_2 * points) >= PASS_MARK * 4 * points * points_2


def _mean(scores: Sequence[Score]) -> tuple[float, float, float]:
    """Mean of two forms, each of equal weight, and its interval: Wilson's at the effective size 4 / (1/n1 + 1/n2)."""
    (gained, points, squares), (gained_2, points_2, squares_2) = (_weights(score) for score in scores)
    share = (gained / (2 * points) + gained_2 / (2 * points_2)) / 2
    size, size_2 = points * points / squares, points_2 * points_2 / squares_2
    low, high = interval(share, 4 * size * size_2 / (size + size_2))
    return 100 * share, 100 * low, 100 * high


def told(reason: Reason, words: Mapping[str, str], lang: str) -> str:
    """A reason in words.  words: the catalogue `assess` in that language.  Raises KeyError."""
    values = {name: number(value, lang) if isinstance(value, float) else value for name, value in reason.values.items()}
    return words[f"reason_{reason.code}"].format(**values)
