"""The score sheet as one A4 page: a single file that needs nothing else, in French and English, made to be printed.

Both languages are in the file; which one shows is the reader's choice (two buttons, no script), and what shows is printed.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from scoring.assessment import SetResult
from scoring.findings import STATUSES
from scoring.language import SEVERITIES
from scoring.notes import MOST, NOTHING, Beside
from scoring.record import Sheet, SheetFinding, SheetRule
from scoring.score import ENOUGH, WEIGHTS, Score
from scoring.skills import sums
from scoring.wording import clock, measured, number, short

Labels = Mapping[str, str]
_CALM = 3
"""Up to so many findings the page gives each of them room."""


def render(sheet: Sheet, labels: Mapping[str, Labels], lang: str, told: Beside = NOTHING) -> str:
    """The page.  labels: language -> key -> text, the catalogue `sheet` of each; lang: the language that shows first; told: what a
    trainer has said of the run, beside what was found.

    Raises KeyError when a catalogue lacks a key."""
    views = [_view(sheet, labels[code], code, told) for code in sorted(labels, key=lambda code: code != lang)]
    return template("sheet.html").render(views=views, lang=lang, severities=SEVERITIES, weights=WEIGHTS, statuses=STATUSES)


@functools.cache
def template(name: str) -> Template:
    """A page of this folder; everything that comes into it is text."""
    loader = FileSystemLoader(Path(__file__).parent)
    pages = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return pages.get_template(name)


class Words:
    """The texts of one language."""

    def __init__(self, labels: Labels, lang: str) -> None:
        self.labels, self.lang = labels, lang

    def __call__(self, key: str, **values: object) -> str:
        """A text of the catalogue.  Raises KeyError."""
        return self.labels[key].format(**values) if values else self.labels[key]

    def word(self, kind: str, name: str) -> str:
        """The text of a name from a list that may have grown since: the name itself when it has none."""
        return self.labels.get(f"{kind}_{name}", name)


def _view(sheet: Sheet, labels: Labels, lang: str, told: Beside) -> dict[str, Any]:
    """What the template shows in one language."""
    label = Words(labels, lang)
    facts, findings = sheet.facts, finding_rows(sheet, label, told)
    return {
        "lang": lang,
        "label": label,
        "sheet": sheet,
        "dense": len(findings) > _CALM,
        "level": facts.level_title.get(lang),
        "grade": label.word("grade", facts.grade),
        "facts": _facts(sheet, label) + _form(told, label),
        "banners": banners(sheet, label),
        "score": score_row(sheet.score, lang),
        "skills": skill_rows(sheet, told, lang),
        "findings": findings,
        "said": said(told, label),
        "rating": f"{told.rating.rating} / {MOST}" if told.rating else "",
        "visa": told.attested,
        "rules": [_rule(rule, lang) for rule in sheet.rules if rule.outcomes],
        "alarms": alarm_rows(sheet, label),
    }


def banners(sheet: Sheet, label: Words) -> list[str]:
    """What has to be known before anything else."""
    facts = sheet.facts
    return [label(key) for key, shown in (("by_program", facts.origin != "person"), ("not_approved", not facts.approved)) if shown]


def score_row(score: Score | SetResult, lang: str) -> dict[str, Any]:
    """A score with its interval, as texts and as places on a line from 0 to 100."""
    value = score.mean if isinstance(score, SetResult) else score.value
    return {
        "value": None if value is None else number(value, lang),
        "low": None if score.low is None else number(score.low, lang, 0),
        "high": None if score.high is None else number(score.high, lang, 0),
        "at": (value, score.low, score.high),
        "counted": score.counted,
        "enough": 0 if isinstance(score, SetResult) else ENOUGH,  # a set says in its reasons that it is too little
    }


def skill_rows(sheet: Sheet, told: Beside, lang: str) -> list[dict[str, Any]]:
    """The four sums, [] where the run's rules do not speak of them.  share: as a text, at: as a place on a line, None without one."""
    return [
        {"sum": one, "share": None if one.share is None else number(one.share, lang, 0), "at": one.share}
        for one in sums(sheet, told.skills)
    ]


def alarm_rows(sheet: Sheet, label: Words) -> list[tuple[str, str, str]]:
    """What was declared and was not so: time, what, of which thing."""
    return [(clock(alarm.tick), label.word("subject", alarm.subject), alarm.thing) for alarm in sheet.false_alarms]


def _facts(sheet: Sheet, label: Words) -> list[tuple[str, str]]:
    """Names and values of the run's particulars; what is not known is left out."""
    facts, word = sheet.facts, label.word
    started = facts.started.replace("T", " ").removesuffix("Z")
    rows = [
        ("trainee", short(facts.trainee) or label("nobody")),
        ("mode", word("mode", facts.mode)),
        ("origin", " · ".join(filter(None, (word("origin", facts.origin), facts.mutant)))),
        ("started", f"{started} UTC" if started else ""),
        ("duration", clock(facts.ticks)),
        ("interruptions", str(facts.interruptions) if facts.interruptions else ""),
        ("ended", word("ended", sheet.ended or "broken_off")),
        ("level", f"{facts.level}, {label('version', version=facts.level_version)}"),
        ("procedure", f"{facts.procedure}, {label('version', version=facts.procedure_version)}"),
        ("seed", str(facts.seed)),
        ("device", word("device", facts.device)),
        ("station", facts.station),
        ("program", facts.program),
    ]
    return [(label(key), value) for key, value in rows if value]


def _form(told: Beside, label: Words) -> list[tuple[str, str]]:
    """Which form of which set it is."""
    one = told.sitting
    return [(label("set"), label("set_form", set=one.set[:8], form=one.form, forms=one.forms))] if one else []


def said(told: Beside, label: Words) -> list[str]:
    """What a trainer has said of the whole run, a sentence each, oldest first."""
    lines = []
    for note in told.notes:
        if note.finding:
            continue
        key = f"note_{note.decision}" if note.kind == "decision" else f"note_{note.kind}"
        lines.append(label(key, by=note.by, time=_when(note.time), rating=note.rating, most=MOST) + (f" {note.text}" if note.text else ""))
    return [*lines, label("notes_fault")] if told.fault else lines


def _when(time: str) -> str:
    return time.replace("T", " ").removesuffix("Z")[:16] + " UTC"


def finding_rows(sheet: Sheet, label: Words, told: Beside) -> list[dict[str, Any]]:
    """The findings as they are told, each with what a trainer said of it."""
    numbers = {line.finding.id: place for place, line in enumerate(sheet.findings, 1)}
    return [_finding(line, numbers, label, told) for line in sheet.findings]


def _finding(line: SheetFinding, numbers: Mapping[int, int], label: Words, told: Beside) -> dict[str, Any]:
    finding, lang = line.finding, label.lang
    clauses = ", ".join(f"{one.document.get(lang)} {one.clause}" for one in line.cited)
    return {
        "number": numbers[finding.id],
        "severity": finding.severity,
        "time": clock(finding.tick),
        "rule": finding.rule,
        "title": line.title.get(lang),
        "found": line.found.get(lang),
        "why": line.why.get(lang),
        "thing": line.thing.get(lang),
        "times": finding.times,
        "measure": measured(finding, lang),
        "root": numbers.get(finding.root) if finding.root is not None else None,
        "status": line.status,
        "gmp": line.gmp,
        "clauses": clauses,
        "contested": any(note.kind == "contest" for note in told.about(finding.id)),
        "notes": [
            label(f"note_{note.kind}_finding", by=note.by, time=_when(note.time)) + f" {note.text}" for note in told.about(finding.id)
        ],
    }


def _rule(rule: SheetRule, lang: str) -> dict[str, Any]:
    """One line of the list: how often each status came, in the order of STATUSES."""
    came = [outcome.status for outcome in rule.outcomes]
    states = [(status, came.count(status)) for status in STATUSES if status in came]
    return {"rule": rule.rule, "title": rule.title.get(lang), "severity": rule.severity, "states": states}
