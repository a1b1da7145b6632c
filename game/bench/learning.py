"""What the path gains, with synthetic trainees: the product's own model and choice against levels in order and levels shuffled.

How these trainees truly learn and forget is by three laws, none of which is the model's own (reference/learning.md 3.3): a power
law with spacing, an exponential one with a growing half-life, all or nothing.  Each trainee goes through each policy, so that
gains are differences within a person.  Every encounter teaches; there is no fatigue, no motivation and no transfer: the
figures compare policies, they forecast nobody.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from random import Random

from game.bench.rows import Row
from game.world.draws import draw, pick
from scoring.mastery import Knowledge, Offer, after, most_needed, need, ranked, unknown
from scoring.score import WEIGHTS

RULES, LEVELS, FIXED, FREE = 100, 40, 7, 3
PROCEDURES, TIERS, OWN = 10, 4, 5
"""Procedures, levels of each, and how many of a level's fixed rules are its procedure's."""
SEVERITIES = ("critical", "major", "major", "minor", "minor")
SESSIONS = (*((28.0 * n / 12.0, 3) for n in range(12)), *((58.0 + 30.6 * n, 2) for n in range(11)))
"""Day and levels of each sitting: four weeks of three a week, then one a month for a year."""
LOOKED_AT = tuple(range(30, 396, 5))
"""Days on which it is asked what is truly known."""
TRAINEES = 30
"""Per law."""
TAUGHT, BEFORE = 0.6, 0.15
CLAIM, AHEAD_DAYS = 0.85, 30.0
"""The model says "this will still be known so many days ahead" when it gives that probability; so often it may at most be wrong."""


# --- how they truly learn ----------------------------------------------------------------------------------------------


@dataclass(slots=True)
class PowerLaw:
    """Activation of traces that fade as powers of time, the faster the stronger the memory was (Pavlik and Anderson 2005)."""

    ease: float
    rng: Random
    traces: list[tuple[float, float]] = field(default_factory=list)

    def known(self, day: float) -> float:
        """Probability on that day."""
        if not self.traces:
            return BEFORE
        return BEFORE + (1.0 - BEFORE) / (1.0 + math.exp((LEVEL / self.ease - self._activation(day)) / 0.4))

    def _activation(self, day: float) -> float:
        return math.log(math.fsum((1.0 + 2160.0 * (day - at)) ** -decay for at, decay in self.traces))

    def learn(self, day: float) -> None:
        """One more encounter."""
        decay = 0.177 + (0.217 * math.exp(self._activation(day)) if self.traces else 0.0)
        self.traces.append((day, decay))


LEVEL = -1.75
"""Activation at which half is recalled."""


@dataclass(slots=True)
class HalfLife:
    """A probability with a half-life that grows with the pause."""

    ease: float
    rng: Random
    acquired: float = BEFORE
    days: float = 140.0
    last: float = 0.0

    def known(self, day: float) -> float:
        """Probability on that day."""
        return self.acquired * math.exp2((self.last - day) / (self.days * self.ease))

    def learn(self, day: float) -> None:
        """One more encounter."""
        now = self.known(day)
        self.days *= 1.0 + 1.3 * (1.0 - now / self.acquired)
        self.acquired, self.last = now + (1.0 - now) * TAUGHT, day


@dataclass(slots=True)
class AllOrNone:
    """Known or not; forgotten at a moment of chance that comes later the longer the pauses were after which it was met."""

    ease: float
    rng: Random
    days: float = 190.0
    until: float = -1.0
    last: float | None = None

    def known(self, day: float) -> float:
        """1 or 0; before the first encounter the chance of having known it already."""
        return BEFORE if self.last is None else float(day < self.until)

    def learn(self, day: float) -> None:
        """One more encounter."""
        if self.last is not None:
            self.days *= 1.0 + 0.8 * (1.0 - math.exp(-(day - self.last) / self.days))
        if day < self.until or self.rng.random() < TAUGHT:
            self.until = day - math.log(1.0 - self.rng.random()) * self.days * self.ease
        self.last = day


Law = PowerLaw | HalfLife | AllOrNone
LAWS: dict[str, Callable[[float, Random], Law]] = {"power": PowerLaw, "half-life": HalfLife, "all-or-none": AllOrNone}


# --- a trainee and a policy --------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Trainee:
    """What is true of one person, and what the model believes."""

    rng: Random
    minds: list[Law]
    slip: float
    luck: list[float]
    believed: dict[str, Knowledge] = field(default_factory=dict)

    def play(self, rules: Sequence[str], day: float, form: str) -> None:
        """Meet these rules, be judged, be debriefed."""
        for rule in rules:
            mind = self.minds[int(rule)]
            knows = self.rng.random() < mind.known(day)
            kept = self.rng.random() < (1.0 - self.slip if knows else self.luck[int(rule)])
            state = self.believed.get(rule) or unknown()
            self.believed[rule] = after(state, day, "met" if kept else "violated", form)
            mind.learn(day)

    def needs(self, day: float) -> dict[str, float]:
        """What each rule is worth being played, as the model sees it."""
        return {rule: need(severity(rule), (self.believed.get(rule) or unknown()).known(day)) for rule in NAMES}


NAMES = tuple(str(n) for n in range(RULES))


def severity(rule: str) -> str:
    """Of a rule of this bench."""
    return SEVERITIES[int(rule) % len(SEVERITIES)]


def _trainee(law: str, n: int) -> Trainee:
    rng = draw(n, "learning", law)
    ease = math.exp(rng.gauss(0.0, 0.25))
    minds = [LAWS[law](ease * math.exp(rng.gauss(0.0, 0.2)), rng) for _ in NAMES]
    return Trainee(rng, minds, 0.02 + 0.08 * rng.random(), [0.05 + 0.30 * rng.random() for _ in NAMES])


def _shuffled(items: Sequence[str], rng: Random) -> list[str]:
    deck = list(items)
    for i in range(len(deck) - 1, 0, -1):
        j = pick(rng, i + 1)
        deck[i], deck[j] = deck[j], deck[i]
    return deck


def _levels(n: int) -> dict[str, Offer]:
    """A curriculum as sites write them, one procedure after the other: of each level's fixed rules most are its procedure's own."""
    rng = draw(n, "learning", "curriculum")
    found = {}
    for k in range(LEVELS):
        own = NAMES[k // TIERS * (RULES // PROCEDURES) :][: RULES // PROCEDURES]
        deck = _shuffled([rule for rule in NAMES if rule not in own], rng)
        fixed = (*_shuffled(own, rng)[:OWN], *deck[: FIXED - OWN])
        found[f"L{k:02}"] = Offer(f"L{k:02}", fixed, tuple(rule for rule in NAMES if rule not in fixed), 10.0)
    return found


Policy = Callable[[Trainee, dict[str, Offer], float, int, str], tuple[str, tuple[str, ...]]]
"""Trainee, levels, day, how many levels were played, the last one -> the level and what fills its free places."""


def by_path(trainee: Trainee, levels: dict[str, Offer], day: float, played: int, last: str) -> tuple[str, tuple[str, ...]]:
    """The product: the level worth most, its free places for the rules most needed."""
    needs = trainee.needs(day)
    best = ranked(levels.values(), needs, last)[0]
    return best.id, most_needed(best.pool, needs, FREE)


def in_order(trainee: Trainee, levels: dict[str, Offer], day: float, played: int, last: str) -> tuple[str, tuple[str, ...]]:
    """One level after the other, free places by chance."""
    level = list(levels)[played % LEVELS]
    return level, tuple(_shuffled(levels[level].pool, trainee.rng)[:FREE])


def shuffled(trainee: Trainee, levels: dict[str, Offer], day: float, played: int, last: str) -> tuple[str, tuple[str, ...]]:
    """The same in another order at each round."""
    level = _shuffled(list(levels), draw(played // LEVELS, "learning", "order"))[played % LEVELS]
    return level, tuple(_shuffled(levels[level].pool, trainee.rng)[:FREE])


@dataclass(frozen=True, slots=True)
class Year:
    """A year of one trainee.  known: weighted share truly known, mean over the year; claims: rules of which the model
    says at the end that they will be known AHEAD_DAYS later; false: how many of them will not."""

    known: float
    claims: int
    false: float


def year(law: str, n: int, policy: Policy) -> Year:
    """That trainee under that policy.  Trainee, curriculum and policy are functions of law and n."""
    trainee, levels = _trainee(law, n), _levels(n)
    shares: list[float] = []
    claims, false, played, last = 0, 0.0, 0, ""
    days = iter((*LOOKED_AT, math.inf))
    look = next(days)
    for day, count in SESSIONS:
        while look < day:
            shares.append(_share(trainee, look))
            look = next(days)
        for k in range(count):
            at = day + 0.02 * k
            last, free = policy(trainee, levels, at, played, last)
            trainee.play((*levels[last].fixed, *free), at, f"{played}")
            played += 1
    while look < math.inf:
        shares.append(_share(trainee, look))
        look = next(days)
    ahead = SESSIONS[-1][0] + AHEAD_DAYS
    for rule, state in trainee.believed.items():
        if state.known(ahead) >= CLAIM:
            claims += 1
            false += 1.0 - trainee.minds[int(rule)].known(ahead)
    return Year(statistics.fmean(shares), claims, false)


def _share(trainee: Trainee, day: float) -> float:
    weights = [WEIGHTS[severity(rule)] for rule in NAMES]
    return math.fsum(w * mind.known(day) for w, mind in zip(weights, trainee.minds, strict=True)) / sum(weights)


# --- the figures -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Gain:
    """A mean of differences in hundredths, and half its 95 % interval."""

    mean: float
    half: float


def gain(ones: Sequence[Year], others: Sequence[Year]) -> Gain:
    """How much more is known under the one policy than under the other, by the same trainees."""
    differences = [100.0 * (one.known - other.known) for one, other in zip(ones, others, strict=True)]
    return Gain(statistics.fmean(differences), 1.96 * statistics.stdev(differences) / math.sqrt(len(differences)))


def years(policy: Policy, trainees: int = TRAINEES) -> list[Year]:
    """So many trainees of each law under that policy."""
    return [year(law, n, policy) for law in LAWS for n in range(trainees)]


def bench_learning() -> Iterable[Row]:
    """The gain of the path over fixed and shuffled order, and how often it says "known" when it is not."""
    path, fixed, mixed = years(by_path), years(in_order), years(shuffled)
    for what, other, bar in (("path_over_fixed", fixed, 10.0), ("path_over_shuffled", mixed, 6.0)):
        found = gain(path, other)
        yield Row("learning", what, found.mean, "%", bar, least=True, spread=found.half)
    for what, ones in (("known_by_path", path), ("known_in_order", fixed), ("known_shuffled", mixed)):
        yield Row("learning", what, 100.0 * statistics.fmean(one.known for one in ones), "%")
    claims = sum(one.claims for one in path)
    yield Row("learning", "false_mastery", 100.0 * math.fsum(one.false for one in path) / max(1, claims), "%", 100.0 * (1.0 - CLAIM))
