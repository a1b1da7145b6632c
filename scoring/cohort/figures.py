"""What the store says to a trainer's questions.  Practice shows a person only that and when he trained; figures of practice are of groups
of at least `LEAST_GROUP` persons.  Assessments are open.  Every row carries what leads to its runs.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from scoring.cohort.items import Estimate, estimate
from scoring.cohort.store import Store
from scoring.export.privacy import LEAST_GROUP
from scoring.score import interval


@dataclass(frozen=True, slots=True)
class Share:
    """A share of opportunities with its interval; None where too few persons are behind it."""

    counted: int
    persons: int
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class RuleRow:
    """How often a rule is broken by the group.  severity: as usual."""

    rule: str
    title_fr: str
    title_en: str
    severity: str
    broken: Share


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A level.  mean: of finished scored runs, with how many persons (None: too few); minutes: median of finished runs."""

    level: str
    title_fr: str
    title_en: str
    runs: int
    persons: int
    mean: float | None
    minutes: float | None


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A station: who trains there, when last, how well (None: too few)."""

    station: str
    runs: int
    persons: int
    last: datetime | None
    mean: float | None
    overlaps: int
    """Runs that began while another of the same station was going on: a clock was changed, or two PCs share a key."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a curve: x, mean, interval, persons behind it."""

    x: float
    mean: float
    low: float
    high: float
    persons: int


@dataclass(frozen=True, slots=True)
class SureRow:
    """A point of a line: how many were sure of it, and how many of those had missed something there."""

    point: str
    said: int
    persons: int
    sure: int | None
    wrong: int | None


@dataclass(frozen=True, slots=True)
class Totals:
    """What the report stands on."""

    runs: int
    persons: int
    hours: float
    first: datetime | None
    last: datetime | None
    copies: int
    told: int
    """Of the runs, those that only a learning record store tells of: without a seal."""


def totals(store: Store) -> Totals:
    """The first line of the report."""
    row = store.ask("SELECT count(*), count(DISTINCT trainee), coalesce(sum(minutes), 0) / 60, min(started), max(started) FROM kept")[0]
    copies = store.ask("SELECT count(*) - count(DISTINCT digest) FROM file WHERE reason = ''")[0][0]
    doubles = store.ask("SELECT count(*) FROM file WHERE reason = 'duplicate'")[0][0]
    runs, persons, hours, first, last = row
    told = store.ask("SELECT count(*) FROM kept WHERE source = 'lrs'")[0][0]
    return Totals(runs, persons, hours, first, last, copies + doubles, told)


def rules(store: Store, level: str = "") -> list[RuleRow]:
    """Which rule does the group keep breaking?  The worst first.  level: of one level only."""
    rows = store.ask(
        """SELECT o.rule, any_value(r.title_fr), any_value(r.title_en), mode(o.severity), count(*), count(DISTINCT k.trainee),
        sum(CASE WHEN o.x < 1 THEN 1 ELSE 0 END) FROM scored k JOIN outcome o USING (digest) JOIN rule r USING (rule)
        WHERE o.x IS NOT NULL AND (? = '' OR k.level = ?) GROUP BY o.rule""",
        level, level,
    )  # fmt: skip
    made = [RuleRow(rule, fr, en, severity, share(counted, persons, broken)) for rule, fr, en, severity, counted, persons, broken in rows]
    return sorted(made, key=lambda row: (-(row.broken.value or -1.0), row.rule))


def share(counted: int, persons: int, hits: int) -> Share:
    """A share of a group, masked where the group is none."""
    if persons < LEAST_GROUP or not counted:
        return Share(counted, persons, None, None, None)
    low, high = interval(hits / counted, counted)
    return Share(counted, persons, hits / counted, low, high)


def levels(store: Store) -> list[LevelRow]:
    """The levels, most played first."""
    return [
        LevelRow(level, fr, en, runs, persons, mean if scored >= LEAST_GROUP else None, minutes)
        for level, fr, en, runs, persons, mean, minutes, scored in store.ask(
            """SELECT level, any_value(title_fr), any_value(title_en), count(*), count(DISTINCT trainee),
            avg(score) FILTER (mode IN ('practice', 'assessment')), median(minutes) FILTER (ended = 'finished'),
            count(DISTINCT trainee) FILTER (mode IN ('practice', 'assessment') AND score IS NOT NULL)
            FROM kept GROUP BY level ORDER BY count(*) DESC, level"""
        )
    ]


def sites(store: Store) -> list[SiteRow]:
    """The stations."""
    return [
        SiteRow(station, runs, persons, last, mean if scored >= LEAST_GROUP else None, overlaps)
        for station, runs, persons, last, mean, scored, overlaps in store.ask(
            """WITH along AS (SELECT *, max(started + to_seconds(minutes * 60)) OVER (PARTITION BY station ORDER BY started, run
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS busy FROM kept)
            SELECT station, count(*), count(DISTINCT trainee), max(started), avg(score) FILTER (mode IN ('practice', 'assessment')),
            count(DISTINCT trainee) FILTER (mode IN ('practice', 'assessment') AND score IS NOT NULL),
            count(*) FILTER (started < busy - INTERVAL 5 SECOND)
            FROM along GROUP BY station ORDER BY station"""
        )
    ]


def items(store: Store, level: str) -> list[Estimate]:
    """Item analysis of a level: how hard each opportunity is, and whether it tells good runs from weak ones."""
    return [
        estimate(*row)
        for row in store.ask(
            """WITH o AS (SELECT k.digest, k.trainee, o.item, o.rule, o.severity, o.x,
                CASE o.severity WHEN 'critical' THEN 10 WHEN 'major' THEN 3 ELSE 1 END AS w
                FROM scored k JOIN outcome o USING (digest) WHERE k.level = ? AND k.score IS NOT NULL AND o.x IS NOT NULL),
            t AS (SELECT digest, sum(w * x) AS got, sum(w) AS all_ FROM o GROUP BY digest)
            SELECT item, any_value(rule), mode(severity), count(*), count(DISTINCT trainee), avg(x), sum(CASE WHEN x = 1 THEN 1 ELSE 0 END),
            stddev_pop(x), stddev_pop((got - w * x) / nullif(all_ - w, 0)),
            covar_pop(x, (got - w * x) / nullif(all_ - w, 0)) FROM o JOIN t USING (digest) GROUP BY item ORDER BY avg(x), item""",
            level,
        )
    ]  # fmt: skip


def curve(store: Store, level: str) -> list[Point]:
    """Learning curve: mean score of the first, second, ... scored run of a person."""
    return _points(store.ask(
        """WITH o AS (SELECT trainee, score, row_number() OVER (PARTITION BY trainee ORDER BY started, run) AS turn FROM scored
        WHERE level = ? AND score IS NOT NULL)
        SELECT turn, avg(score), stddev_samp(score), count(*), count(DISTINCT trainee) FROM o WHERE turn <= 12
        GROUP BY turn ORDER BY turn""",
        level,
    ))  # fmt: skip


def pace(store: Store, level: str) -> list[Point]:
    """Time against accuracy: runs in bins of equal number by their length (single runs of practice are nobody's business)."""
    return _points(store.ask(
        """WITH o AS (SELECT trainee, score, minutes, ntile(6) OVER (ORDER BY minutes, run) AS bin FROM scored
        WHERE level = ? AND score IS NOT NULL)
        SELECT avg(minutes), avg(score), stddev_samp(score), count(*), count(DISTINCT trainee) FROM o GROUP BY bin ORDER BY bin""",
        level,
    ))  # fmt: skip


def _points(rows: Sequence[tuple[Any, ...]]) -> list[Point]:
    made = []
    for x, mean, deviation, counted, persons in rows:
        if persons < LEAST_GROUP:
            continue
        error = 1.96 * (deviation or 0.0) / math.sqrt(counted)
        made.append(Point(x, mean, max(0.0, mean - error), min(100.0, mean + error), persons))
    return made


def sure(store: Store, level: str) -> list[SureRow]:
    """Sure and wrong, point by point; sure is from 3, "rather sure", on."""
    return [
        SureRow(point, said, persons, *((sure_, wrong) if persons >= LEAST_GROUP else (None, None)))
        for point, said, persons, sure_, wrong in store.ask(
            """SELECT s.point, count(*), count(DISTINCT k.trainee), count(*) FILTER (s.sure >= 3),
            count(*) FILTER (s.sure >= 3 AND s.missed) FROM kept k JOIN sure s USING (digest) WHERE k.level = ?
            GROUP BY s.point ORDER BY s.point""",
            level,
        )
    ]


def apart(store: Store) -> list[tuple[str, str, str, str]]:
    """(path, reason, detail, run) of every file that does not count."""
    differing = store.ask(
        """SELECT path, 'versions', CAST(count(*) OVER (PARTITION BY run) AS VARCHAR), run FROM file WHERE reason = '' AND run IN
        (SELECT run FROM file WHERE reason = '' GROUP BY run HAVING count(DISTINCT digest) > 1)"""
    )
    copies = store.ask(
        """SELECT path, 'duplicate', first, run FROM (SELECT path, run, digest, min(path) OVER (PARTITION BY digest) AS first,
        count(DISTINCT digest) OVER (PARTITION BY run) AS kinds FROM file WHERE reason = '') WHERE path <> first AND kinds = 1"""
    )
    told = store.ask("SELECT path, reason, detail, run FROM file WHERE reason <> ''")
    return sorted([*told, *differing, *copies])
