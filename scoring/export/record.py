"""The training record: an A4 page to print, sign and file, of one run or of all forms of an assessment set.

Who (a pseudonym), what (level, procedure, seed), with what result and interval, every finding with its clause, measure and time,
what was contested, what `verify` found out, and room for two signatures.  Both languages are in the file, as on the score sheet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scoring.assessment import SetResult, told
from scoring.export.html import Labels, Words, alarm_rows, banners, finding_rows, said, score_row, template
from scoring.export.privacy import is_open, masked
from scoring.notes import NOTHING, Beside
from scoring.record import Sheet
from scoring.wording import NO_BREAK, clock, number, short

_ID = re.compile(r"[0-9a-f]{8,64}")
_SEEN = {"proved": "met", "contradicted": "missed", "not_checkable": "not_observed"}
"""Verdict of a verification -> the shape that goes with its word."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One grade of `verify`.  verdict: proved | contradicted | not_checkable; name, word, reason: language -> text."""

    verdict: str
    name: Mapping[str, str]
    word: Mapping[str, str]
    reason: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One run of a record, what lies beside it, and what was verified of it."""

    sheet: Sheet
    beside: Beside = NOTHING
    checked: tuple[Checked, ...] = ()


def render(entries: Sequence[Entry], labels: Mapping[str, Labels], lang: str, result: SetResult | None = None) -> str:
    """The page.  entries: one run, or the runs of one person's set in the order of its forms; result: of the set.

    labels: language -> key -> text, the catalogues `sheet`, `assess` and `record` together; lang: the language that shows first.
    Of practice it says that and when somebody trained (`privacy`).  Raises KeyError when a catalogue lacks a key."""
    shown = [one if is_open(one.sheet) else Entry(masked(one.sheet), checked=one.checked) for one in entries]
    views = [_view(shown, Words(labels[code], code), result) for code in sorted(labels, key=lambda code: code != lang)]
    runs = [one.sheet.facts.run for one in shown]
    mark = " + ".join(run[:8] for run in runs) if all(map(_ID.fullmatch, runs)) else ""
    return template("record.html").render(views=views, lang=lang, mark=mark)


def _view(entries: Sequence[Entry], label: Words, result: SetResult | None) -> dict[str, Any]:
    """What the template shows in one language."""
    first, lang = entries[0].sheet, label.lang
    score = score_row(result or first.score, lang)
    return {
        "lang": lang,
        "label": label,
        "dense": False,
        "level": first.facts.level_title.get(lang),
        "grade": label.word("grade", first.facts.grade),
        "trainee": short(first.facts.trainee) or label("nobody"),
        "facts": _facts(entries, label),
        "banners": list(dict.fromkeys(text for one in entries for text in banners(one.sheet, label))),
        "open": is_open(first),
        "finished": all(one.sheet.ended == "finished" for one in entries),
        "score": score,
        "result": _result(result, entries, label) if result else [],
        "runs": [_run(one, place, label) for place, one in enumerate(entries, 1)],
        "level_hash": first.facts.level_hash,
        "rules": (first.rules_hash, first.rules_version),
    }


def _facts(entries: Sequence[Entry], label: Words) -> list[tuple[str, str]]:
    facts, sitting = entries[0].sheet.facts, entries[0].beside.sitting
    rows = [
        ("level", f"{facts.level}, {label('version', version=facts.level_version)}"),
        ("procedure", f"{facts.procedure}, {label('version', version=facts.procedure_version)}"),
        ("mode", label.word("mode", facts.mode)),
        ("set", sitting.set[:8] if sitting else ""),
        ("station", ", ".join(dict.fromkeys(one.sheet.facts.station for one in entries))),
        ("program", ", ".join(dict.fromkeys(one.sheet.facts.program for one in entries))),
    ]
    return [(label(key), value) for key, value in rows if value]


def _result(result: SetResult, entries: Sequence[Entry], label: Words) -> list[str]:
    """What is proposed, why, and what a trainer decided."""
    lines = [label(f"verdict_{result.verdict}"), *(told(one, label.labels, label.lang) for one in (*result.reasons, *result.remarks))]
    decisions = [one.beside.decision for one in entries if one.beside.decision is not None]
    last = max(decisions, key=lambda note: note.time, default=None)
    if last is None:
        return [*lines, label("record_undecided")]
    return [*lines, label(f"record_{last.decision}", by=last.by, time=_moment(last.time, label.lang))]


def _run(one: Entry, place: int, label: Words) -> dict[str, Any]:
    sheet, lang = one.sheet, label.lang
    facts, score, sitting = sheet.facts, sheet.score, one.beside.sitting
    interval = f"{number(score.low, lang, 0)}–{number(score.high, lang, 0)}" if score.low is not None and score.high is not None else ""
    return {
        "name": label("record_form", form=sitting.form, forms=sitting.forms) if sitting else label("run"),
        "place": place,
        "started": _moment(facts.started, lang),
        "duration": clock(facts.ticks),
        "seed": facts.seed,
        "ended": label.word("ended", sheet.ended or "broken_off"),
        "interruptions": facts.interruptions,
        "value": "–" if score.value is None else number(score.value, lang),
        "interval": interval,
        "counted": score.counted,
        "critical": score.counts[0].missed if score.counts else 0,
        "findings": finding_rows(sheet, label, one.beside),
        "alarms": alarm_rows(sheet, label),
        "said": said(one.beside, label),
        "checked": [(_SEEN[grade.verdict], grade.name[lang], grade.word[lang], grade.reason[lang]) for grade in one.checked],
        "run": facts.run,
    }


def _moment(time: str, lang: str) -> str:
    """A UTC time as that language writes it; what is none stays as it is."""
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)(:\d\d)?(\.\d+)?Z", time)
    if not found:
        return time
    year, month, day, clock_time = found.groups()[:4]
    return f"{day}/{month}/{year} {clock_time}{NO_BREAK}UTC" if lang == "fr" else f"{year}-{month}-{day} {clock_time}{NO_BREAK}UTC"
