"""A workbook for trainers: one sheet per question they ask, typed cells, frozen headers, filters.

Texts are written as texts and never as formulas, links or numbers; dates are dates, scores numbers, so that sorting and
the reader's own language of numbers work.  Practice shows that and when one trained, and figures of groups
(`privacy.LEAST_GROUP`); scores and findings beside a pseudonym come from assessments only.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import xlsxwriter

from scoring.assessment import Taken, set_result, told
from scoring.export.privacy import LEAST_GROUP, is_open
from scoring.findings import STATUSES
from scoring.notes import NOTHING, Beside
from scoring.record import Sheet
from scoring.score import ENOUGH, interval
from scoring.skills import sums
from scoring.wording import clock

LONGEST = 32_000
"""Characters of a cell; a spreadsheet takes 32,767."""
WIDEST = 60
Labels = Mapping[str, str]
Noted = Mapping[str, Beside]
"""Run id -> what lies beside the run."""
Cell = str | float | int | datetime | None


@dataclass(frozen=True, slots=True)
class Apart:
    """A file that was not counted, as the trainer reads it."""

    file: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class _Table:
    """One sheet of the workbook: a name, columns, rows; formats by column: "" | date | score | share."""

    name: str
    columns: Sequence[str]
    formats: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    note: str = ""


def workbook(
    sheets: Sequence[Sheet], apart: Sequence[Apart], labels: Labels, lang: str, noted: Noted | None = None, words: Labels | None = None
) -> bytes:
    """The workbook of these runs.  labels, words: the catalogues `export` and `assess` in the reader's language `lang`; noted: what lies
    beside the runs.  Raises KeyError for a word they lack."""
    noted = noted or {}
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": labels["xlsx_title"], "comments": labels["xlsx_evidence"]})
    formats = {
        "": book.add_format({"valign": "top"}),
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#0F4C5C", "font_color": "#FFFFFF"}),
        "date": book.add_format({"num_format": "dd/mm/yyyy hh:mm" if lang == "fr" else "yyyy-mm-dd hh:mm", "valign": "top"}),
        "score": book.add_format({"num_format": "0.0", "valign": "top"}),
        "share": book.add_format({"num_format": "0 %" if lang == "fr" else "0%", "valign": "top"}),
        "note": book.add_format({"italic": True, "font_color": "#444444"}),
    }
    skills = _skills(sheets, labels, lang, noted)
    for table in (_sets(sheets, labels, lang, noted, words or {}), _ready(sheets, labels, lang), _rules(sheets, labels, lang),
                  _findings(sheets, labels, lang, noted), _runs(sheets, labels, lang, noted), _apart(apart, labels),
                  *([skills] if skills.rows else [])):  # fmt: skip
        _write(book.add_worksheet(table.name), table, formats)
    book.close()
    return out.getvalue()


def _write(page: Any, table: _Table, formats: Mapping[str, Any]) -> None:
    widths = [len(column) for column in table.columns]
    for column, name in enumerate(table.columns):
        page.write_string(0, column, name, formats["head"])
    for number, row in enumerate(table.rows, 1):
        for column, value in enumerate(row):
            form = formats[table.formats[column]]
            if isinstance(value, str):
                page.write_string(number, column, value[:LONGEST], form)
            elif isinstance(value, datetime):
                page.write_datetime(number, column, value, form)
            elif value is not None:
                page.write_number(number, column, value, form)
            widths[column] = max(widths[column], 16 if isinstance(value, datetime) else len(str(value or "")))
    for column, width in enumerate(widths):
        page.set_column(column, column, min(WIDEST, width + 2))
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    if table.note:
        page.write_string(len(table.rows) + 2, 0, table.note, formats["note"])


def moment(text: str) -> datetime | str:
    """2026-01-31T14:03:05Z as a date of a spreadsheet (UTC), or the text itself when it is none."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return text


# --- the questions -----------------------------------------------------------------------------------------------------


def _runs(sheets: Sequence[Sheet], labels: Labels, lang: str, noted: Noted) -> _Table:
    """Who trained on what, and when?"""
    names = (
        "started",
        "trainee",
        "level",
        "version",
        "mode",
        "ended",
        "minutes",
        "score",
        "low",
        "high",
        "critical",
        "station",
        "seed",
        "form",
        "attested",
        "rating",
        "notes",
        "run",
    )
    rows: list[Sequence[Cell]] = []
    for sheet in sheets:
        facts, score = sheet.facts, sheet.score
        told_of = noted.get(facts.run, NOTHING) if is_open(sheet) else NOTHING
        told = (score.value, score.low, score.high, score.counts[0].missed) if is_open(sheet) else (None, None, None, None)
        rows.append((
            moment(facts.started), facts.trainee, facts.level_title.get(lang), facts.level_version,
            labels.get(f"mode_{facts.mode}", facts.mode),
            labels.get(f"ended_{sheet.ended}", sheet.ended), round(facts.ticks / 3600, 1), *told, facts.station,
            str(facts.seed) if is_open(sheet) else "", *_beside(told_of, labels), facts.run,
        ))  # fmt: skip
    formats = ("date", "", "", "", "", "", "score", "score", "score", "score", *[""] * 8)
    return _Table(labels["xlsx_runs"], [labels[f"column_{name}"] for name in names], formats, rows, labels["xlsx_private"])


def _beside(told_of: Beside, labels: Labels) -> tuple[Cell, ...]:
    """Form, who attested, rating, what was said of the whole run."""
    form, rating = told_of.sitting, told_of.rating
    said = "; ".join(f"{note.by} : {note.text}" for note in told_of.notes if note.text and not note.finding)
    return (
        f"{form.form}/{form.forms} ({form.set[:8]})" if form else "",
        told_of.attested,
        rating.rating if rating else None,
        labels["notes_fault"] if told_of.fault else said,
    )


def _sets(sheets: Sequence[Sheet], labels: Labels, lang: str, noted: Noted, words: Labels) -> _Table:
    """What do the assessment sets amount to?  One row per person and set: what is proposed, why, and what a trainer made of it."""
    groups: dict[tuple[str, str], list[tuple[Sheet, Beside]]] = {}
    for sheet in sheets:
        beside = noted.get(sheet.facts.run, NOTHING)
        if is_open(sheet) and beside.sitting is not None:
            groups.setdefault((sheet.facts.trainee, beside.sitting.set), []).append((sheet, beside))
    rows: list[Sequence[Cell]] = []
    for (trainee, set_id), group in sorted(groups.items()):
        result = set_result(_taken(group))
        decisions = [beside.decision for _, beside in group if beside.decision is not None]
        said = max(decisions, key=lambda note: note.time) if decisions else None
        attested = dict.fromkeys(beside.attested for _, beside in group if beside.attested)
        rows.append((
            moment(group[0][0].facts.started), trainee, group[0][0].facts.level_title.get(lang), set_id[:8], result.mean, result.low,
            result.high, result.critical, result.counted, words[f"verdict_{result.verdict}"],
            " ".join(told(reason, words, lang) for reason in (*result.reasons, *result.remarks)), ", ".join(attested),
            f"{labels[f'decision_{said.decision}']} ({said.by})" if said else labels["decision_none"],
        ))  # fmt: skip
    names = ("started", "trainee", "level", "set", "mean", "low", "high", "critical", "opportunities", "proposed", "reasons", "attested",
             "decision")  # fmt: skip
    formats = ("date", "", "", "", "score", "score", "score", *[""] * 6)
    return _Table(labels["xlsx_sets"], [labels[f"column_{name}"] for name in names], formats, rows, labels["xlsx_evidence"])


def _taken(group: Sequence[tuple[Sheet, Beside]]) -> list[Taken]:
    """The forms of one set: the first run of each counts."""
    forms: dict[int, list[Sheet]] = {}
    for sheet, beside in group:
        assert beside.sitting is not None  # noqa: S101 - grouped by it
        forms.setdefault(beside.sitting.form, []).append(sheet)
    return [
        Taken(form, "finished" if mine[0].ended == "finished" else "abandoned", mine[0], len(mine)) for form, mine in sorted(forms.items())
    ]


def _ready(sheets: Sequence[Sheet], labels: Labels, lang: str) -> _Table:
    """Who is ready?  Mean of the assessments of a person at a level, how many, critical findings, opportunities in all."""
    groups: dict[tuple[str, str], list[Sheet]] = {}
    for sheet in sheets:
        if is_open(sheet):
            groups.setdefault((sheet.facts.trainee, sheet.facts.level), []).append(sheet)
    rows: list[Sequence[Cell]] = []
    for (trainee, _), group in sorted(groups.items()):
        values = [sheet.score.value for sheet in group if sheet.score.value is not None]
        counted = [sheet.score.counted for sheet in group if sheet.score.value is not None]
        opportunities = sum(counted)
        last = max(sheet.facts.started for sheet in group)
        rows.append((
            trainee, group[-1].facts.level_title.get(lang), len(group), _mean(values), opportunities,
            sum(sheet.score.counts[0].missed for sheet in group), moment(last),
            labels["ready_enough" if opportunities >= ENOUGH else "ready_more"],
        ))  # fmt: skip
    names = ("trainee", "level", "assessments", "mean", "opportunities", "critical", "last", "basis")
    formats = ("", "", "", "score", "", "", "date", "")
    return _Table(labels["xlsx_ready"], [labels[f"column_{name}"] for name in names], formats, rows, labels["xlsx_evidence"])


def _rules(sheets: Sequence[Sheet], labels: Labels, lang: str) -> _Table:
    """Which rule does this group keep breaking?  Practice and assessment together; masked where too few persons are behind it."""
    seen: dict[str, dict[str, Any]] = {}
    for sheet in sheets:
        for rule in sheet.rules:
            row = seen.setdefault(rule.rule, {"rule": rule, "persons": {}, "met": 0, "counted": 0, "status": dict.fromkeys(STATUSES, 0)})
            for outcome in rule.outcomes:
                row["status"][outcome.status] += 1
                if outcome.x is not None:
                    row["counted"] += 1
                    row["met"] += outcome.x == 1.0
                    row["persons"][sheet.facts.trainee] = True
    rows: list[Sequence[Cell]] = []
    for rule_id, row in sorted(seen.items()):
        rule, counted, persons = row["rule"], row["counted"], len(row["persons"])
        head = (rule_id, rule.title.get(lang), labels[f"severity_{rule.severity}"], persons)
        if persons < LEAST_GROUP or not counted:
            rows.append((*head, None, None, None, None, labels["masked"] if counted else labels["no_chance"]))
            continue
        low, high = interval(1 - row["met"] / counted, counted)
        rows.append((*head, counted, 1 - row["met"] / counted, low, high, ""))
    names = ("rule", "title", "severity", "persons", "opportunities", "broken", "low", "high", "remark")
    formats = ("", "", "", "", "", "share", "share", "share", "")
    return _Table(labels["xlsx_rules"], [labels[f"column_{name}"] for name in names], formats, rows, labels["xlsx_interval"])


def _findings(sheets: Sequence[Sheet], labels: Labels, lang: str, noted: Noted) -> _Table:
    """What happened in the assessments?  One row per finding."""
    rows: list[Sequence[Cell]] = [
        (
            moment(sheet.facts.started), sheet.facts.trainee, sheet.facts.level_title.get(lang), clock(line.finding.tick),
            line.finding.rule, labels[f"severity_{line.finding.severity}"], line.found.get(lang), line.thing.get(lang),
            "; ".join(f"{one.document.get(lang)} {one.clause}" for one in line.cited) if line.gmp else labels["site_procedure"],
            labels.get(f"status_{line.status}", line.status),
            "; ".join(labels[f"note_{note.kind}"].format(by=note.by) + f" {note.text}"
                      for note in noted.get(sheet.facts.run, NOTHING).about(line.finding.id)),
            sheet.facts.run,
        )
        for sheet in sheets if is_open(sheet)
        for line in sheet.findings if line.finding.root is None
    ]  # fmt: skip
    names = ("started", "trainee", "level", "time", "rule", "severity", "found", "thing", "clause", "status", "notes", "run")
    return _Table(labels["xlsx_findings"], [labels[f"column_{name}"] for name in names], ("date", *[""] * 11), rows, labels["xlsx_private"])


def _skills(sheets: Sequence[Sheet], labels: Labels, lang: str, noted: Noted) -> _Table:
    """What of a deviation goes well?  One row per assessment and skill; none where no run's rules speak of them."""
    rows: list[Sequence[Cell]] = [
        (
            moment(sheet.facts.started), sheet.facts.trainee, sheet.facts.level_title.get(lang), labels[f"skill_{one.skill}"], one.counted,
            one.met, one.half, one.missed, one.share, sheet.facts.run,
        )
        for sheet in sheets if is_open(sheet)
        for one in sums(sheet, noted.get(sheet.facts.run, NOTHING).skills)
    ]  # fmt: skip
    names = ("started", "trainee", "level", "skill", "opportunities", "met", "half", "missed", "share", "run")
    formats = ("date", "", "", "", "", "", "", "", "score", "")
    return _Table(labels["xlsx_skills"], [labels[f"column_{name}"] for name in names], formats, rows, labels["xlsx_skills_what"])


def _apart(apart: Sequence[Apart], labels: Labels) -> _Table:
    """What was not counted, and why?"""
    rows = [(one.file, one.reason, one.detail) for one in apart]
    return _Table(labels["xlsx_apart"], [labels[f"column_{name}"] for name in ("file", "reason", "detail")], ("", "", ""), rows)


def _mean(values: Sequence[float]) -> float | None:
    total = 0.0
    for value in values:
        total += value
    return total / len(values) if values else None
