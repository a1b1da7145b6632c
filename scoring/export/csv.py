"""One line per run, for spreadsheets: French files with `;` and decimal comma, English ones with `,` and point.

UTF-8 with a byte order mark at the head, CRLF lines, column names the same in both languages.  Text that a spreadsheet would
take for a formula (ASVS 1.2.10, and the full-width signs), a number or a date gets an apostrophe before it; numbers are ours
and stay bare.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from scoring.findings import STATUSES
from scoring.notes import NOTHING, Beside
from scoring.record import Sheet
from scoring.wording import number

FORMAT = 2
"""Number of the table's columns and their meaning; a change of them comes with a new number and a new file name."""
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_MONTH = (
    r"(jan|janv|janvier|january|f[ée]v|f[ée]vr|f[ée]vrier|feb|february|mar|mars|march|avr|avril|apr|april|mai|may|juin|june?|juil|juillet|july?"
    r"|ao[uû]t|aug|august|sept?|septemb(re|er)|oct|octob(re|er)|nov|novemb(re|er)|d[ée]c|d[ée]cembre|december)\.?"
)
_TAKEN = re.compile(
    rf"[\d.,:/%€$£\s-]+([eE][+-]?\d+)?|vrai|faux|true|false|(?=.*\d)(\d{{1,4}}[\s./-]*)?{_MONTH}([\s./-]*\d{{1,4}}){{0,2}}", re.IGNORECASE
)
"""What some spreadsheet takes for a number, a time, a truth or a date (SEPT1, 5-mars)."""

COLUMNS = (
    "format", "run", "started", "level", "level_version", "level_hash", "rules_hash", "seed", "mode", "trainee", "origin", "mutant",
    "device", "station", "program", "ended", "duration_s", "score", "score_low", "score_high", "indicative", "opportunities",
    "critical_missed", "major_missed", "minor_missed", *STATUSES, "false_alarms", "findings", "rules_broken",
    "assessment_set", "form", "forms", "attested_by", "rating", "decision", "contested", "comments", "notes_fault",
)  # fmt: skip


def header(lang: str) -> bytes:
    """The first line of a table, with the byte order mark."""
    return b"\xef\xbb\xbf" + _line(COLUMNS, lang)


def row(sheet: Sheet, lang: str, told: Beside = NOTHING) -> bytes:
    """The line of one run, with what lies beside it; `contested`: ids of findings."""
    facts, score = sheet.facts, sheet.score
    missed = [str(count.missed) for count in score.counts]
    statuses = [outcome.status for rule in sheet.rules for outcome in rule.outcomes]
    roots = [line.finding for line in sheet.findings if line.finding.root is None]
    numbers = ["" if value is None else number(value, lang) for value in (score.value, score.low, score.high)]
    texts = (facts.run, facts.started, facts.level, facts.level_version, facts.level_hash, sheet.rules_hash)
    who = (facts.mode, facts.trainee, facts.origin, facts.mutant, facts.device, facts.station, facts.program, sheet.ended)
    fields = [
        str(FORMAT),
        *map(plain_text, texts),
        str(facts.seed),
        *map(plain_text, who),
        number(facts.ticks / 60, lang),
        *numbers,
        "1" if score.indicative else "0",
        str(score.counted),
        *missed,
        *(str(statuses.count(status)) for status in STATUSES),
        str(len(sheet.false_alarms)),
        str(len(roots)),
        plain_text(" ".join(sorted({finding.rule for finding in roots}))),
        *_told(told),
    ]
    return _line(fields, lang)


def _told(told: Beside) -> list[str]:
    """The columns of what a trainer has said, and of the form that the run is."""
    sitting, rating, decision = told.sitting, told.rating, told.decision
    contested = dict.fromkeys(note.finding for note in told.of("contest"))
    return [
        *([plain_text(sitting.set), str(sitting.form), str(sitting.forms)] if sitting else ["", "", ""]),
        plain_text(told.attested),
        str(rating.rating) if rating else "",
        decision.decision if decision else "",
        " ".join(f"F{finding}" for finding in contested),
        plain_text(" | ".join(f"{note.by}: {note.text}" for note in told.notes if note.text)),
        told.fault,
    ]


def plain_text(text: str) -> str:
    """A text that stays a text in any spreadsheet, on one line."""
    flat = one_line(text)
    return "'" + flat if _TAKEN.fullmatch(flat) else flat


def one_line(text: str) -> str:
    """A text on one line that no spreadsheet takes for a formula; what looks like a number stays as it is."""
    flat = " ".join(text.replace("\0", " ").splitlines())
    return "'" + flat if text.startswith(_RISKY) or flat.lstrip().startswith(_RISKY) else flat


def _line(fields: Sequence[str], lang: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=";" if lang == "fr" else ",", lineterminator="\r\n").writerow(fields)
    return out.getvalue().encode("utf-8")
