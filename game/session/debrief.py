"""What a debrief talks about: three findings at most, two things done well, hazards, recoveries; and reasons to choose from.

Headless: a function of the sheet, the level, the rules, the events, and what the person knew before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from game.events import Event, HazardMet
from game.session.judging import opportunities_of
from game.session.mutants import mutants
from game.spec import LevelSpec, Text
from game.world.draws import draw, pick
from game.world.runs import draw_of
from scoring.language import Text as RuleText
from scoring.mastery import need, unknown
from scoring.record import Sheet, SheetFinding, SheetRule
from scoring.rulebook import Rulebook
from scoring.score import WEIGHTS

MOST_TOPICS = 3
"""More at once is not taken in (learning.md 1.5)."""
MOST_PRAISE = 2
CHOICES = 4
DEALT, PUT_RIGHT, MISSED, NOT_MET = "dealt", "put_right", "missed", "not_met"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the reasons to choose from: why that rule is there; right when it is the one that was broken."""

    rule: str
    text: RuleText
    right: bool


@dataclass(frozen=True, slots=True)
class Topic:
    """A finding to talk about.  known: probability that its rule was known before the run; choices: CHOICES, one right."""

    finding: SheetFinding
    known: float
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Praise:
    """A rule kept whenever it came up: so many times."""

    rule: str
    title: RuleText
    severity: str
    times: int


@dataclass(frozen=True, slots=True)
class HazardSeen:
    """A drawn hazard.  tick: when it came into play, None when it did not; status: DEALT | PUT_RIGHT | MISSED | NOT_MET;
    text: what it was; reserved: kept for assessments, so not to be shown in clear."""

    id: str
    text: Text
    tick: int | None
    slot: str
    status: str
    reserved: bool


@dataclass(frozen=True, slots=True)
class Recovered:
    """A breach that was put right.  whole: nothing was lost (repris), else it counts half."""

    finding: SheetFinding
    whole: bool


@dataclass(frozen=True, slots=True)
class Debrief:
    """topics: gravest and least known first; kept, of: rules kept whenever they came up, of those that did."""

    topics: tuple[Topic, ...]
    praise: tuple[Praise, ...]
    kept: int
    of: int
    hazards: tuple[HazardSeen, ...]
    recovered: tuple[Recovered, ...]


def debrief(
    sheet: Sheet, level: LevelSpec, rulebook: Rulebook, events: Sequence[Event], known: Mapping[str, float] | None = None
) -> Debrief:
    """rulebook: at least the rules in play; events: all of the run; known: rule -> probability that it was known before the run
    (scoring.mastery), of those that had been played."""
    before = {rule.rule: unknown().acquired for rule in sheet.rules} | dict(known or {})
    met = [rule for rule in sheet.rules if any(one.x is not None for one in rule.outcomes)]
    kept = [rule for rule in met if _kept(rule)]
    kept.sort(key=lambda rule: (-need(rule.severity, before[rule.rule]), rule.rule))
    praise = [Praise(rule.rule, rule.title, rule.severity, _times(rule)) for rule in kept[:MOST_PRAISE]]
    recovered = [Recovered(one, one.status == "repris") for one in sheet.findings if one.status in ("repris", "half")]
    return Debrief(
        tuple(Topic(one, before[one.finding.rule], reasons(one, sheet, rulebook)) for one in topics(sheet, before)),
        tuple(praise),
        len(kept),
        len(met),
        hazards_of(sheet, level, rulebook, events),
        tuple(recovered),
    )


def topics(sheet: Sheet, known: Mapping[str, float]) -> tuple[SheetFinding, ...]:
    """The findings to talk about: roots, critical ones first, then by weight and how little the rule is known; one a rule
    as long as there are others."""
    roots = [one for one in sheet.findings if one.finding.root is None]
    roots.sort(key=lambda one: (one.finding.severity != "critical", -_worth(one, known), one.finding.tick, one.finding.id))
    first: dict[str, SheetFinding] = {}
    for one in roots:
        first.setdefault(one.finding.rule, one)
    again = [one for one in roots if first[one.finding.rule] is not one]
    return (*first.values(), *again)[:MOST_TOPICS]


def _worth(one: SheetFinding, known: Mapping[str, float]) -> float:
    """Weight by how little is known; what was put right counts half: the person saw it."""
    seen = 0.5 if one.status in ("repris", "half", "hinted") else 1.0
    return seen * WEIGHTS[one.finding.severity] * (1.0 - known[one.finding.rule])


def _kept(rule: SheetRule) -> bool:
    return all(one.x in (1.0, None) and one.finding is None for one in rule.outcomes)


def _times(rule: SheetRule) -> int:
    return len([one for one in rule.outcomes if one.x == 1.0])


def reasons(one: SheetFinding, sheet: Sheet, rulebook: Rulebook) -> tuple[Choice, ...]:
    """Four reasons to choose from, the same for the same run: why the broken rule is there, and three of other rules, first of
    its own kind (the letters of its id) and then any; none of a rule that broke with it."""
    own = one.finding.rule
    led = {other.finding.rule for other in sheet.findings if other.finding.root == one.finding.id}
    in_play = [rule.rule for rule in sheet.rules]
    names = [name for name in (*in_play, *rulebook.rules) if name in rulebook.rules and name != own and name not in led]
    rng = draw(sheet.facts.seed, "reasons", own)
    taken = {one.why.fr}
    others: list[Choice] = []
    for name in _mixed(list(dict.fromkeys(names)), own.partition("-")[0], in_play, rng.getrandbits(32)):
        why = rulebook.rules[name].why
        if why.fr not in taken and len(others) < CHOICES - 1:
            taken.add(why.fr)
            others.append(Choice(name, why, right=False))
    others.insert(pick(rng, len(others) + 1), Choice(own, one.why, right=True))
    return tuple(others)


def _mixed(names: Sequence[str], family: str, in_play: Sequence[str], seed: int) -> list[str]:
    """The names in a drawn order: those of the family in play, the others in play, the rest."""

    def order(name: str) -> tuple[bool, bool, float]:
        return name not in in_play, name.partition("-")[0] != family, draw(seed, "reason", name).random()

    return sorted(names, key=order)


def hazards_of(sheet: Sheet, level: LevelSpec, rulebook: Rulebook, events: Sequence[Event]) -> tuple[HazardSeen, ...]:
    """What the seed drew, when it came, and how it was dealt with; in the order in which it came, the rest at the end."""
    seed = sheet.facts.seed
    drawn = draw_of(level, seed)
    asked: dict[str, dict[str, None]] = {}
    for trial in mutants(level, opportunities_of(level, rulebook, seed), drawn):
        for hazard in trial.hazards:
            asked.setdefault(hazard, {})[trial.expects] = None
    came = {event.hazard: event for event in reversed(events) if isinstance(event, HazardMet)}
    found = []
    for spec in drawn.hazards:
        event = came.get(spec.id)
        status = NOT_MET if event is None else _dealt(sheet, asked.get(spec.id, {}), event)
        found.append(HazardSeen(spec.id, spec.text, event.tick if event else None, event.slot if event else "", status, spec.reserved))
    return tuple(sorted(found, key=lambda one: (one.tick is None, one.tick or 0)))


def _dealt(sheet: Sheet, asked: Mapping[str, None], came: HazardMet) -> str:
    """How it went: by the opportunities it presses; where no rule of its own asks, by what was found at its slot from then on."""
    outcomes = [one for rule in sheet.rules for one in rule.outcomes]
    later = {one.finding.id for one in sheet.findings if one.finding.tick >= came.tick}
    about = [one for one in outcomes if one.opportunity in asked]
    about = about or [one for one in outcomes if one.slot == came.slot and one.finding in later]
    statuses = {one.status for one in about}
    if "missed" in statuses:
        return MISSED
    return PUT_RIGHT if statuses & {"half", "repris"} else DEALT
