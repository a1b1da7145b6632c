"""What a person knows of each rule, how it fades, and when it is due: folded over the sheets of that person's own runs.

Two layers (reference/learning.md 3.2): the probability that a rule was acquired, corrected by each outcome with the chance
of a slip and of luck; and a half-life that grows when the rule is kept after a pause.  Days are real numbers from any
fixed day on; nothing here reads a clock.  The state is a function of the runs alone, so two stations merge by reading all
runs again, never by merging states.

One outcome per rule and run: the gravest among its opportunities there.  A rule is kept when it is kept wherever it came
up; were only its first opportunity taken, who always drops the coat and never the hair cover would pass for knowing.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from game.exact import LN2_HIGH, LN2_LOW, exp, log
from scoring.record import Sheet
from scoring.score import WEIGHTS

LN2 = LN2_HIGH + LN2_LOW
OUTCOMES = ("met", "hinted", "recovered", "violated")
"""Least grave first."""
GUIDED = "guided"
"""Gone through with help at each step: taught, but no evidence."""
SCORED_MODES = ("practice", "assessment")
DUE_BELOW: Mapping[str, float] = {"critical": 0.85, "major": 0.75, "minor": 0.65}
ACQUIRED = 0.85
SPACED_DAYS = 1.0
"""Apart by less, two runs do not show that anything lasts."""
WHEEL_SPINNING = 6
"""So many runs of a critical rule without two successes in a row: more of the same will not help."""
SURE_FROM = 3
"""Scored runs from which the estimate is more than a first impression."""
SLOTS = 3
"""Hazards of a practice run that are there for what is due: more gain nothing (learning.md 3.3)."""

_STATUS = {"met": "met", "repris": "recovered", "half": "recovered", "hinted": "hinted", "missed": "violated"}


@dataclass(frozen=True, slots=True)
class Parameters:
    """The constants of the model; learning.md 3.3 says how little they matter.

    first: known before any play (0.5 for experienced staff); taught, taught_guided: learnt from a debrief, a guided run; slip:
    known and yet broken; guess: kept by luck; guess_hinted: kept after a hint; half-lives in days."""

    first: float = 0.15
    taught: float = 0.60
    taught_guided: float = 0.40
    slip: float = 0.07
    guess: float = 0.20
    guess_hinted: float = 0.60
    half_life: float = 90.0
    half_life_most: float = 730.0
    growth: float = 2.2
    shrink: float = 0.70


USUAL = Parameters()


@dataclass(frozen=True, slots=True)
class Trial:
    """One scored run of a rule.  form: which level and seed; outcome: one of OUTCOMES."""

    day: float
    form: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is believed of one person and one rule after the last run that had it.

    acquired: probability, 0 to 1, at `last`; half_life: days; last: day of the last scored or guided run, None at first;
    trials: the scored ones, in order."""

    acquired: float
    half_life: float
    last: float | None = None
    trials: tuple[Trial, ...] = ()

    def retained(self, day: float) -> float:
        """Share still there on that day."""
        return 1.0 if self.last is None else exp(-LN2 * max(0.0, day - self.last) / self.half_life)

    def known(self, day: float) -> float:
        """Probability that the person knows the rule on that day."""
        return self.acquired * self.retained(day)

    def will_keep(self, day: float, guess: float = USUAL.guess, slip: float = USUAL.slip) -> float:
        """Probability that the person keeps the rule on that day."""
        known = self.known(day)
        return (1.0 - slip) * known + guess * (1.0 - known)

    def due(self, severity: str) -> float | None:
        """The day from which the rule is due; None: due already, because never played or never known well enough."""
        threshold = DUE_BELOW[severity]
        if self.last is None or self.acquired <= threshold:
            return None
        return self.last + self.half_life * log(self.acquired / threshold) / LN2

    def is_due(self, severity: str, day: float) -> bool:
        """Whether it is due on that day."""
        from_day = self.due(severity)
        return from_day is None or from_day <= day

    def mastered(self, day: float) -> bool:
        """Known now, kept last time, and kept on two different forms a day or more apart within the last three runs."""
        kept = [trial for trial in self.trials[-3:] if trial.outcome == "met"]
        if self.known(day) < ACQUIRED or not kept or self.trials[-1].outcome != "met":
            return False
        return any(trial.form != kept[0].form for trial in kept) and kept[-1].day - kept[0].day >= SPACED_DAYS

    def spinning(self) -> bool:
        """Whether the last runs show no two successes in a row: time for a guided run, and for the trainer."""
        last = [trial.outcome == "met" for trial in self.trials[-WHEEL_SPINNING:]]
        return len(last) == WHEEL_SPINNING and not any(one and other for one, other in itertools.pairwise(last))

    @property
    def confidence(self) -> str:
        """How much the estimate rests on: none | little | fair."""
        return "none" if not self.trials else "little" if len(self.trials) < SURE_FROM else "fair"


def unknown(parameters: Parameters = USUAL) -> Knowledge:
    """Of a rule that was never played."""
    return Knowledge(parameters.first, parameters.half_life)


def after(
    before: Knowledge, day: float, outcome: str, form: str = "", parameters: Parameters = USUAL, guess: float | None = None
) -> Knowledge:
    """The knowledge after a run on that day.  outcome: one of OUTCOMES, or GUIDED; guess: the rule's own, if it has one.

    A day before the last one (a PC with a wrong clock) counts as the same day."""
    now = day if before.last is None else max(day, before.last)
    known, kept = before.known(now), before.retained(now)
    if outcome == GUIDED:
        return dataclasses.replace(before, acquired=known + (1.0 - known) * parameters.taught_guided, last=now)
    luck = parameters.guess if guess is None else guess
    evidence = _evidence(known, outcome, parameters, luck)
    return Knowledge(
        evidence + (1.0 - evidence) * parameters.taught,
        _half_life(before, now, kept, evidence, parameters),
        now,
        (*before.trials, Trial(now, form, outcome)),
    )


def _evidence(known: float, outcome: str, parameters: Parameters, guess: float) -> float:
    """Probability that it was known, given the outcome (Bayes)."""
    slip = parameters.slip
    if outcome == "met":
        return _bayes(known, 1.0 - slip, guess)
    if outcome == "hinted":
        return _bayes(known, 1.0 - slip, parameters.guess_hinted)
    broken = _bayes(known, slip, 1.0 - guess)
    if outcome == "violated":
        return broken
    if outcome == "recovered":
        return (_bayes(known, 1.0 - slip, guess) + broken) / 2.0
    raise ValueError(outcome)


def _bayes(known: float, if_known: float, if_not: float) -> float:
    return if_known * known / (if_known * known + if_not * (1.0 - known))


def _half_life(before: Knowledge, day: float, kept: float, evidence: float, parameters: Parameters) -> float:
    """Longer after a success with a pause before it, shorter after a failure, unchanged within a day."""
    if before.last is None or not before.trials:
        return parameters.half_life
    if day - before.last < SPACED_DAYS:
        return before.half_life
    longer = before.half_life * (1.05 + (parameters.growth - 1.0) * min(1.0, 2.0 * (1.0 - kept)))
    shorter = max(parameters.half_life, parameters.shrink * before.half_life)
    return min(parameters.half_life_most, exp(evidence * log(longer) + (1.0 - evidence) * log(shorter)))


# --- from sheets -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Attempt:
    """A run as the model sees it.  outcomes: rule -> one of OUTCOMES, or GUIDED."""

    run: str
    day: float
    form: str
    outcomes: Mapping[str, str]


def attempt_of(sheet: Sheet, day: float) -> Attempt | None:
    """A sheet's run; None when it tells nothing of a person: played by the expert or a mutant, or only watched.

    day: when it was played.  A run that was broken off counts as far as it was judged."""
    facts = sheet.facts
    if facts.origin != "person" or facts.mode not in (*SCORED_MODES, GUIDED):
        return None
    outcomes = {}
    for rule in sheet.rules:
        found = [_STATUS[outcome.status] for outcome in rule.outcomes if outcome.x is not None]
        if found:
            outcomes[rule.rule] = GUIDED if facts.mode == GUIDED else max(found, key=OUTCOMES.index)
    return Attempt(facts.run, day, f"{facts.level}/{facts.seed}", outcomes)


def learned(
    attempts: Iterable[Attempt], parameters: Parameters = USUAL, guesses: Mapping[str, float] | None = None
) -> dict[str, Knowledge]:
    """What one person knows of each rule that these runs had, in the order the rules came up.

    Runs are taken in the order of their days, each once whatever copies there are.  guesses: of rules with one of their own."""
    own = guesses or {}
    known: dict[str, Knowledge] = {}
    done: dict[str, None] = {}
    for attempt in sorted(attempts, key=lambda one: (one.day, one.run)):
        if attempt.run in done:
            continue
        done[attempt.run] = None
        for rule, outcome in attempt.outcomes.items():
            before = known.get(rule) or unknown(parameters)
            known[rule] = after(before, attempt.day, outcome, attempt.form, parameters, own.get(rule))
    return known


# --- what to play next -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to play.  fixed: rules it always asks for; pool: rules its hazards may add or press; minutes: how long it takes."""

    id: str
    fixed: tuple[str, ...]
    pool: tuple[str, ...]
    minutes: float


def need(severity: str, known: float) -> float:
    """How much a rule is worth being played: its weight by how likely it is not known."""
    return WEIGHTS[severity] * (1.0 - known)


def most_needed(rules: Sequence[str], needs: Mapping[str, float], most: int = SLOTS) -> tuple[str, ...]:
    """The rules of highest need, equal ones in the order given."""
    return tuple(sorted(rules, key=lambda rule: -needs[rule])[:most])


def worth(offer: Offer, needs: Mapping[str, float]) -> float:
    """Need met per minute: all that is fixed, and the SLOTS best of the pool.  needs: of every rule named."""
    total = 0.0
    for rule in (*offer.fixed, *most_needed(offer.pool, needs)):
        total = total + needs[rule]
    return total / offer.minutes


def ranked(offers: Iterable[Offer], needs: Mapping[str, float], last: str = "") -> tuple[Offer, ...]:
    """Best first, equal ones (to 12 decimals) by id; the one played last comes at the end."""
    return tuple(sorted(offers, key=lambda offer: (offer.id == last, -round(worth(offer, needs), 12), offer.id)))
