"""Persons of a group: who trained, who is ready, who is due, who is at risk and why.

Only what a trainer may know: that and when somebody trained, whether runs were ended, and everything of assessments.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from scoring.cohort.store import Store
from scoring.mastery import Knowledge, after, unknown

AWAY_DAYS = 28
"""Not trained for so long: due (the continuing path of the shipped levels asks every four weeks; own)."""
LAST_RUNS = 5
BROKEN_OFF = 3
"""So many of the last runs not ended: somebody does not get through."""
PASSED, FAILED = "confirmed", "refused"


@dataclass(frozen=True, slots=True)
class Taken:
    """An assessment run.  findings: its root findings as (number, rule, severity, tick, fr, en, cited, status, contested)."""

    digest: str
    run: str
    level: str
    title_fr: str
    title_en: str
    started: datetime | None
    ended: str
    score: float | None
    low: float | None
    high: float | None
    critical: int
    sitting: str
    form: int
    decision: str
    findings: Sequence[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Session:
    """That somebody trained: when, at what, how long, and whether it was ended."""

    run: str
    level: str
    title_fr: str
    title_en: str
    mode: str
    started: datetime | None
    minutes: float
    ended: str
    station: str


@dataclass(frozen=True, slots=True)
class Worry:
    """Why somebody is at risk: a text `report.worry_<code>` with its values."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Due:
    """Something to do again: a level not played for long, or a rule of an assessment that has faded or was never kept."""

    kind: str
    name: str
    title_fr: str
    title_en: str
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Person:
    """One person.  key: a name for files and links; state: risk | due | ready | training."""

    trainee: str
    runs: int
    hours: float
    last: datetime | None
    stations: tuple[str, ...]
    state: str
    worries: tuple[Worry, ...]
    due: tuple[Due, ...]
    taken: tuple[Taken, ...]
    sessions: tuple[Session, ...]


def people(store: Store, now: datetime) -> list[Person]:
    """Everybody, by name.  now: UTC, of the report."""
    sessions: dict[str, list[Session]] = defaultdict(list)
    for trainee, *row in store.ask(
        "SELECT trainee, run, level, title_fr, title_en, mode, started, minutes, ended, station FROM kept ORDER BY started, run"
    ):
        sessions[trainee].append(Session(*row))
    taken, fading, doubts = _taken(store), _fading(store, now), _sure_and_wrong(store)
    return [_person(name, sessions[name], taken.get(name, []), fading.get(name, []), doubts.get(name, 0), now) for name in sorted(sessions)]


def _taken(store: Store) -> dict[str, list[Taken]]:
    findings: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for digest, *row in store.ask(
        """SELECT f.digest, f.number, f.rule, f.severity, f.tick, f.found_fr, f.found_en, f.cited, f.status, f.contested
        FROM opened k JOIN finding f USING (digest) ORDER BY f.digest, f.number"""
    ):
        findings[digest].append(tuple(row))
    made: dict[str, list[Taken]] = defaultdict(list)
    for trainee, digest, *row in store.ask(
        """SELECT trainee, digest, run, level, title_fr, title_en, started, ended, score, low, high, critical, sitting, form, decision
        FROM opened ORDER BY started, run"""
    ):
        made[trainee].append(Taken(digest, *(*row, findings[digest])))
    return made


def _fading(store: Store, now: datetime) -> dict[str, list[Due]]:
    """Rules a person broke in the last assessment that had them, or knew once and has, by the model of knowledge, forgotten since."""
    rows = store.ask(
        """SELECT k.trainee, o.rule, any_value(r.title_fr), any_value(r.title_en), any_value(r.severity),
        k.started, k.level, k.seed, min(o.x)
        FROM opened k JOIN outcome o USING (digest) JOIN rule r USING (rule) WHERE o.x IS NOT NULL
        GROUP BY k.trainee, o.rule, k.digest, k.started, k.level, k.seed, k.run ORDER BY k.started, k.run, o.rule"""
    )
    known: dict[tuple[str, str], Knowledge] = {}
    words: dict[str, tuple[str, str, str]] = {}
    last: dict[tuple[str, str], datetime] = {}
    for trainee, rule, fr, en, severity, started, level, seed, x in rows:
        key = trainee, rule
        outcome = "met" if x == 1 else "hinted" if x > 0 else "violated"
        known[key] = after(known.get(key, unknown()), days(started), outcome, f"{level}/{seed}")
        words[rule], last[key] = (fr, en, severity), started
    made: dict[str, list[Due]] = defaultdict(list)
    for (trainee, rule), knowledge in sorted(known.items()):
        fr, en, severity = words[rule]
        forgotten = knowledge.due(severity)
        if knowledge.trials[-1].outcome != "met" or (forgotten is not None and forgotten <= days(now)):
            made[trainee].append(Due("rule", rule, fr, en, last[trainee, rule]))
    return made


def days(moment: datetime) -> float:
    """Days since a fixed day."""
    return (moment - datetime(2000, 1, 1)) / timedelta(days=1)  # noqa: DTZ001 - the store keeps UTC without a zone


def _sure_and_wrong(store: Store) -> dict[str, int]:
    return dict(store.ask(
        """SELECT k.trainee, count(*) FROM opened k JOIN sure s USING (digest) WHERE s.sure >= 3 AND s.missed
        GROUP BY k.trainee"""
    ))  # fmt: skip


def _person(name: str, sessions: list[Session], taken: list[Taken], fading: list[Due], doubts: int, now: datetime) -> Person:
    last = max((one.started for one in sessions if one.started), default=None)
    due = [*_levels_due(sessions, now), *fading]
    worries = _worries(sessions, taken, doubts, last, now)
    ready = any(one.decision == PASSED for one in taken)
    state = "risk" if worries else "due" if due else "ready" if ready else "training"
    stations = tuple(sorted({one.station for one in sessions}))
    hours = 0.0
    for one in sessions:
        hours += one.minutes / 60.0
    return Person(name, len(sessions), hours, last, stations, state, tuple(worries), tuple(due), tuple(taken), tuple(sessions))


def _levels_due(sessions: Sequence[Session], now: datetime) -> list[Due]:
    last: dict[str, Session] = {}
    for one in sessions:
        if one.ended == "finished" and one.mode != "discover":
            last[one.level] = one
    return [
        Due("level", one.level, one.title_fr, one.title_en, one.started)
        for one in last.values()
        if one.started is not None and now - one.started > timedelta(days=AWAY_DAYS)
    ]


def _worries(sessions: list[Session], taken: list[Taken], doubts: int, last: datetime | None, now: datetime) -> list[Worry]:
    made = []
    if last is not None and now - last > timedelta(days=2 * AWAY_DAYS):
        made.append(Worry("away", {"days": (now - last).days}))
    failed = [one for one in taken if one.decision == FAILED]
    if failed and not any(one.decision == PASSED and _later(one, failed[-1]) for one in taken):
        made.append(Worry("refused", {}))
    critical = 0
    for one in taken:
        critical += one.critical
    if critical and not any(one.decision == PASSED for one in taken):
        made.append(Worry("critical", {"count": critical}))
    broken = [one for one in sessions[-LAST_RUNS:] if one.ended != "finished"]
    if len(broken) >= BROKEN_OFF:
        made.append(Worry("broken_off", {"count": len(broken), "of": len(sessions[-LAST_RUNS:])}))
    if doubts:
        made.append(Worry("sure_and_wrong", {"count": doubts}))
    return made


def _later(one: Taken, other: Taken) -> bool:
    return one.started is not None and other.started is not None and one.started > other.started
