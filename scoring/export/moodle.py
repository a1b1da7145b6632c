"""A table for Moodle's gradebook import: one row per trainee, one column per level, the mean of the assessments.

Comma, UTF-8, score 0 to 100 with a point, no score where there is none: an empty grade leaves an existing one as it is.
One unknown person aborts Moodle's whole import, so rows without a pseudonym are left out (`skipped` counts them).  Practice
never becomes a grade.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoring.export.csv import one_line
from scoring.export.privacy import is_open
from scoring.record import Sheet


@dataclass(frozen=True, slots=True)
class Gradebook:
    """data: the file; skipped: assessments that have no pseudonym or no score."""

    data: bytes
    skipped: int


def gradebook(sheets: Sequence[Sheet], labels: Mapping[str, str], lang: str) -> Gradebook:
    """The table of these runs.  labels: the catalogue `export`; lang: of the level titles."""
    scores: dict[str, dict[str, list[float]]] = {}
    titles: dict[str, str] = {}
    skipped = 0
    for sheet in sheets:
        facts, value = sheet.facts, sheet.score.value
        if not is_open(sheet):
            continue
        if not facts.trainee or value is None:
            skipped += 1
            continue
        titles.setdefault(facts.level, facts.level_title.get(lang))
        scores.setdefault(facts.trainee, {}).setdefault(facts.level, []).append(value)
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    levels = sorted(titles)
    heads = [one_line(f"{titles[level]} ({level})") for level in levels]
    table.writerow(["idnumber", *(name for head in heads for name in (head, labels["moodle_comment"].format(level=head)))])
    for trainee in sorted(scores):
        cells = [cell for level in levels for cell in _cells(scores[trainee].get(level, []), labels)]
        table.writerow([one_line(trainee), *cells])
    return Gradebook(out.getvalue().encode("utf-8"), skipped)


def _cells(values: Sequence[float], labels: Mapping[str, str]) -> tuple[str, str]:
    if not values:
        return "", ""
    return f"{_mean(values):.1f}", labels["moodle_indicative"].format(count=len(values))


def _mean(values: Sequence[float]) -> float:
    total = 0.0
    for value in values:
        total += value
    return total / len(values)
