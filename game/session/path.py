"""A trainee's page: what is acquired, what is due and when, where the path stands, and three things to play now, each with its reason.

A function of the person's sealed runs, the levels, the rules and the day, which is passed in.  No window, no sentence: reasons
are keys of the catalogue `path` with their values.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from game.content.paths import Ask, Course
from game.session.pressing import Pressed, pressed, pressing_seed
from game.session.sheets import sealed_sheets
from game.spec import LevelSpec, Text
from game.texts import t
from scoring.mastery import USUAL, Knowledge, attempt_of, learned, need, ranked, unknown
from scoring.record import Sheet
from scoring.rulebook import Rulebook

SITTING_MIN = 10.0
"""What one proposal takes, about; a short level is proposed twice."""
PROPOSALS = 3
TOP = 10
"""So many due rules are shown, those of most weight: a long list discourages and helps nobody (learning.md 3.3)."""
UNSURE = 0.4
"""Below, a rule counts as not known when it is decided whether a guided run comes first ..."""
MOST_UNSURE = 1.0 / 3.0
"""... which it does when more than this share of the level's rules are ..."""
MOST_NEW = 3
"""... or when more than so many were never played."""
READY = 0.85
"""Share of a level's critical rules that must be known so well before an assessment."""
EXPERIENCED = dataclasses.replace(USUAL, first=0.5)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: a key of the catalogue `path`, and its values."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)

    def text(self, lang: str) -> str:
        """The sentence in that language."""
        values = {name: value.get(lang) if isinstance(value, Text) else value for name, value in self.values.items()}
        return t(f"path.{self.key}", lang, **values)


@dataclass(frozen=True, slots=True)
class RuleState:
    """One rule.  known: probability today; state: new | due | learning | acquired; due: first day it is due (None: already);
    runs: scored ones; confidence: none | little | fair; spinning: much tried without two successes in a row."""

    rule: str
    severity: str
    known: float
    state: str
    due: date | None
    last: date | None
    runs: int
    confidence: str
    spinning: bool

    @property
    def need(self) -> float:
        """How much it is worth being played."""
        return need(self.severity, self.known)


@dataclass(frozen=True, slots=True)
class StepState:
    """A step of a path.  done: runs that count, of ask.runs; last: day of the last one; again: when it is to be done again."""

    ask: Ask
    done: int
    complete: bool
    last: date | None
    again: date | None


@dataclass(frozen=True, slots=True)
class CourseState:
    """Where a path stands.  now: index of its first step that is not complete, None when all are."""

    course: Course
    steps: tuple[StepState, ...]
    now: int | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something to play.  runs: how often in this sitting; seeds: one for each; reasons: the main one first; due: due rules in it."""

    level: str
    mode: str
    runs: int
    minutes: int
    seeds: tuple[int, ...]
    reasons: tuple[Reason, ...]
    due: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PathPage:
    """The trainee's page on one day.  rules: of all levels, those of most need first; ready: levels fit for an assessment."""

    trainee: str
    today: date
    runs: int
    rules: tuple[RuleState, ...]
    courses: tuple[CourseState, ...]
    proposals: tuple[Proposal, ...]
    ready: tuple[str, ...]

    def of(self, state: str) -> tuple[RuleState, ...]:
        """The rules in that state, those of most need first."""
        return tuple(rule for rule in self.rules if rule.state == state)

    @property
    def due(self) -> tuple[RuleState, ...]:
        """The due rules to show: played before, most need first, at most TOP."""
        return self.of("due")[:TOP]


def page_of(
    results: Path,
    trainee: str,
    today: date,
    levels: Sequence[LevelSpec],
    rulebook: Rulebook,
    courses: Sequence[Course],
    experienced: bool = False,
) -> PathPage:
    """The page of that pseudonym from the sealed runs of a folder."""
    return page(sealed_sheets(results, trainee), trainee, today, levels, rulebook, courses, experienced)


def page(
    sheets: Sequence[Sheet],
    trainee: str,
    today: date,
    levels: Sequence[LevelSpec],
    rulebook: Rulebook,
    courses: Sequence[Course],
    experienced: bool = False,
) -> PathPage:
    """The same from sheets of that person's own runs, oldest first.  experienced: starts as half knowing each rule."""
    offered = {level.id: (level, pressed(level, rulebook)) for level in levels}
    states = states_of(sheets, today, levels, rulebook, experienced)
    stands = tuple(_stand(course, sheets, today) for course in courses)
    desk = _Desk(sheets, trainee, today, offered, {state.rule: state for state in states}, stands)
    return PathPage(trainee, today, len(sheets), states, stands, desk.proposals(), desk.ready())


def states_of(
    sheets: Sequence[Sheet], today: date, levels: Sequence[LevelSpec], rulebook: Rulebook, experienced: bool = False
) -> tuple[RuleState, ...]:
    """How it stands with every rule that these levels ask for, most need first: what any screen calls acquired, due, learning or new."""
    known = knowledge(sheets, rulebook, experienced)
    named = dict.fromkeys(rule for level in levels for rule in pressed(level, rulebook).rules)
    first = unknown(EXPERIENCED if experienced else USUAL)
    states = [_state(rule, rulebook.rules[rule].severity, known.get(rule, first), today) for rule in named]
    return tuple(sorted(states, key=lambda state: (-state.need, state.rule)))


def seed_for(sheets: Sequence[Sheet], trainee: str, today: date, level: LevelSpec, rulebook: Rulebook) -> int:
    """The seed of this person's next practice run of a level: its hazards press what is due or was never played."""
    one, known = pressed(level, rulebook), knowledge(sheets, rulebook)
    states = [_state(rule, rulebook.rules[rule].severity, known.get(rule, unknown()), today) for rule in one.rules]
    due = {state.rule: state.need for state in states if state.state in ("due", "new")}
    played = [sheet.facts.seed for sheet in sheets if sheet.facts.level == level.id]
    return pressing_seed(level, one.hazards, due, trainee, len(sheets), played)


def knowledge(sheets: Sequence[Sheet], rulebook: Rulebook, experienced: bool = False) -> dict[str, Knowledge]:
    """What this person knows of each rule that these sheets had."""
    attempts = [one for one in (attempt_of(sheet, day_of(sheet.facts.started)) for sheet in sheets) if one is not None]
    guesses = {rule.id: rule.guess for rule in rulebook.rules.values() if rule.guess is not None}
    return learned(attempts, EXPERIENCED if experienced else USUAL, guesses)


def day_of(started: str) -> float:
    """Days, the fraction being the time of day, of a UTC time as headers have it; 0.0 for anything else."""
    try:
        at = datetime.fromisoformat(started)
    except ValueError:
        return 0.0
    return at.toordinal() + (at.hour * 3600 + at.minute * 60 + at.second) / 86400.0


def _date(day: float) -> date:
    return date.fromordinal(max(1, int(day)))


def _tonight(today: date) -> float:
    """The end of a day: all that was played on it lies before."""
    return today.toordinal() + 1.0


def _state(rule: str, severity: str, state: Knowledge, today: date) -> RuleState:
    now, due = _tonight(today), state.due(severity)
    name = "learning"
    if state.last is None:
        name = "new"
    elif due is None or int(due) <= today.toordinal():
        name = "due"
    elif state.mastered(now):
        name = "acquired"
    last = None if state.last is None else _date(state.last)
    spinning = severity == "critical" and state.spinning()
    return RuleState(
        rule, severity, state.known(now), name, None if due is None else _date(due), last, len(state.trials), state.confidence, spinning
    )


# --- where a path stands -----------------------------------------------------------------------------------------------


def _stand(course: Course, sheets: Sequence[Sheet], today: date) -> CourseState:
    steps = tuple(_step(ask, course.every_days, sheets, today) for ask in course.steps)
    return CourseState(course, steps, next((n for n, step in enumerate(steps) if not step.complete), None))


def _step(ask: Ask, every_days: int | None, sheets: Sequence[Sheet], today: date) -> StepState:
    days = [_date(day_of(sheet.facts.started)) for sheet in sheets if _counts(ask, sheet)]
    last = max(days, default=None)
    again = None
    if every_days is not None:
        again = date.fromordinal(last.toordinal() + every_days) if last and len(days) >= ask.runs else None
        days = [day for day in days if today.toordinal() - day.toordinal() < every_days]
    done = min(len(days), ask.runs)
    return StepState(ask, done, done == ask.runs, last, again)


def _counts(ask: Ask, sheet: Sheet) -> bool:
    facts, value = sheet.facts, sheet.score.value
    if (facts.level, facts.mode, sheet.ended) != (ask.level, ask.mode, "finished"):
        return False
    return ask.score is None or (value is not None and value >= ask.score)


# --- what to play ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Desk:
    """All that proposals are made from."""

    sheets: Sequence[Sheet]
    trainee: str
    today: date
    offered: Mapping[str, tuple[LevelSpec, Pressed]]
    rules: Mapping[str, RuleState]
    courses: tuple[CourseState, ...]

    def proposals(self) -> tuple[Proposal, ...]:
        """The next step of the path, then what gains most per minute, then something to watch; each level and mode once."""
        found: dict[tuple[str, str], Proposal] = {}
        for course in self.courses:
            if course.now is not None:
                ask = course.course.steps[course.now]
                values = {"path": course.course.title, "n": course.now + 1, "of": len(course.steps)}
                if ask.level in self.offered:
                    self._add(found, ask.level, ask.mode, Reason("next_step", values))
                break
        needs = {rule: state.need for rule, state in self.rules.items()}
        open_levels = [self.offered[level][1].offer for level in self.open()]
        last = self.sheets[-1].facts.level if self.sheets else ""
        for offer in ranked(open_levels, needs, last):
            self._add(found, offer.id, self.mode(offer.id))
        for level in self.offered:
            self._add(found, level, "discover", Reason("watch"))
        return tuple(found.values())

    def open(self) -> tuple[str, ...]:
        """Levels that may be proposed: on no path that is to be gone once, or reached on it, or played before."""
        once = [course for course in self.courses if course.course.every_days is None]
        shut: dict[str, None] = {}
        for course in once:
            steps = course.course.steps
            reached = steps if course.now is None else steps[: course.now + 1]
            shut |= dict.fromkeys(step.level for step in steps if all(step.level != other.level for other in reached))
        played = [sheet.facts.level for sheet in self.sheets]
        return tuple(level for level in self.offered if level not in shut or level in played)

    def mode(self, level: str) -> str:
        """Guided where too much is new or unknown, or nothing helps any more; else practice."""
        spec, one = self.offered[level]
        states = [self.rules[rule] for rule in one.rules]
        unsure = [state for state in states if state.known < UNSURE]
        new = [state for state in states if state.state == "new"]
        guided = len(unsure) > MOST_UNSURE * len(states) or len(new) > MOST_NEW or any(state.spinning for state in states)
        wanted = "guided" if guided else "practice"
        return wanted if wanted in spec.modes else spec.modes[-1]

    def ready(self) -> tuple[str, ...]:
        """Levels of whose critical rules (major where there are none) enough are known for an assessment."""
        fit = []
        for level, (spec, one) in self.offered.items():
            states = [self.rules[rule] for rule in one.rules]
            grave = [s for s in states if s.severity == "critical"] or [s for s in states if s.severity == "major"]
            sure = [state for state in grave if state.known >= READY]
            if "assessment" in spec.modes and grave and len(sure) >= READY * len(grave):
                fit.append(level)
        return tuple(fit)

    def _add(self, found: dict[tuple[str, str], Proposal], level: str, mode: str, reason: Reason | None = None) -> None:
        spec, one = self.offered[level]
        if (level, mode) in found or mode not in spec.modes or len(found) == PROPOSALS:
            return
        minutes = one.offer.minutes
        runs = max(1, int(SITTING_MIN / minutes)) if mode == "practice" else 1
        states = [self.rules[rule] for rule in one.rules]
        due = sorted((state for state in states if state.state == "due"), key=lambda state: (-state.need, state.rule))
        why = (reason,) if mode == "discover" else (reason, self._due(due, states), self._guided(level, mode, states))
        told = tuple(each for each in why if each is not None)
        found[(level, mode)] = Proposal(
            level, mode, runs, int(runs * minutes + 0.5), self._seeds(spec, one, mode, runs), told, tuple(state.rule for state in due)
        )

    def _seeds(self, spec: LevelSpec, one: Pressed, mode: str, runs: int) -> tuple[int, ...]:
        """Practice: seeds whose hazards press what is due.  Other modes take theirs where they begin."""
        if mode != "practice":
            return ()
        due = {rule: self.rules[rule].need for rule in one.rules if self.rules[rule].state in ("due", "new")}
        seeds: list[int] = []
        played = [sheet.facts.seed for sheet in self.sheets if sheet.facts.level == spec.id]
        for n in range(runs):
            seeds.append(pressing_seed(spec, one.hazards, due, self.trainee, len(self.sheets) + n, (*played, *seeds)))
        return tuple(seeds)

    def _due(self, due: Sequence[RuleState], states: Sequence[RuleState]) -> Reason:
        """What is due in it; else what is new in it; else when something will be due."""
        if due:
            oldest = min(state.last for state in due if state.last)
            days = self.today.toordinal() - oldest.toordinal()
            critical = len([state for state in due if state.severity == "critical"])
            key = "due_critical" if critical else "due"
            return Reason(key if days else f"{key}_today", {"n": len(due), "critical": critical, "days": days})
        new = len([state for state in states if state.state == "new"])
        if new:
            return Reason("new", {"n": new})
        soonest = min((state.due for state in states if state.due), default=self.today)
        return Reason("fades", {"days": soonest.toordinal() - self.today.toordinal()})

    def _guided(self, level: str, mode: str, states: Sequence[RuleState]) -> Reason | None:
        """Why guided, where that is not only what the path asks for."""
        if mode != "guided" or self.mode(level) != "guided":
            return None
        stuck = next((state.rule for state in states if state.spinning), "")
        return Reason("spinning", {"rule": stuck}) if stuck else Reason("guided_first")
