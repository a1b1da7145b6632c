"""Diagnostics to what a person or a program reads: blocks of text, JSON, an offline page, notes for a code host.

The sentences come from `diagnostics/<CODE>.yaml`, one file per code, in both languages; nothing is worded here.
"""

from __future__ import annotations

import functools
import html
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from game.content.fault import ERROR, SEVERITIES, Diagnostic, Value, Word
from game.content.source import UNSEEN
from game.spec import Text
from game.texts import has, t

FOLDER = Path(__file__).parent / "diagnostics"
MOST = 20
"""Faults shown per file; the others are counted."""
WIDTH = 130
"""Longer lines of a file are shown in part."""
NBSP = "\u00a0"
_NAMED = re.compile(r"\{(\w+)\}")
LONGEST_VALUE = 200
_OWN_SPACE = re.compile("(?<=\u00ab)\u00a0|\u00a0(?=[:;!?\u00bb])")
"""The space French typography asks for: nothing to point out in a value, unlike one in the margin or within a name."""
_KEPT = "\ue000"
VISIBLE = str.maketrans({"\t": "→", "\u00a0": "·", "\u202f": "·", "\u2007": "·", "\u2009": "·", "\u3000": "·"})


@functools.cache
def definition(code: str) -> dict[str, Any]:
    """What diagnostics/<code>.yaml holds.  Raises FileNotFoundError for a code that is none of ours."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load((FOLDER / f"{code}.yaml").read_text("utf-8"), Loader=loader)  # noqa: S506 - our own file, safe loader
    return data


def codes() -> tuple[str, ...]:
    """Every code there is."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


def severity_of(fault: Diagnostic) -> str:
    """error, warning, todo or info."""
    return fault.severity or str(definition(fault.code)["severity"])


@dataclass(frozen=True, slots=True)
class Told:
    """One diagnostic in the words of one language."""

    fault: Diagnostic
    severity: str
    sentence: str
    fix: str


def tell(fault: Diagnostic, lang: str) -> Told:
    """The sentence and the fix of a diagnostic."""
    texts = definition(fault.code)[lang]
    values = {name: _value(value, lang) for name, value in fault.values.items()}
    fixes: dict[str, str] = texts["fixes"]
    fix = fixes[fault.fix] if fault.fix else next(iter(fixes.values()))
    return Told(fault, severity_of(fault), _fill(texts["says"], values), _fill(fix, values))


def _value(value: Value, lang: str) -> str:
    """A value as shown; nothing an author wrote can break the layout."""
    if isinstance(value, Word):
        return t(value.key, lang, **dict(value.values))
    if isinstance(value, tuple):
        return ", ".join(_value(one, lang) for one in value)
    if isinstance(value, Text):
        value = value.get(lang)
    shown = f"{value:g}" if isinstance(value, float) else _OWN_SPACE.sub(_KEPT, str(value)).translate(VISIBLE).replace(_KEPT, NBSP)
    return _cut(" ".join(part for part in re.split(r"[ \t\n\r\f\v]+", UNSEEN.sub("□", shown)) if part))


def _cut(text: str) -> str:
    """Not longer than a reader takes in; a list ends after one of its words, and says that it goes on."""
    if len(text) <= LONGEST_VALUE:
        return text
    start = text[:LONGEST_VALUE]
    whole = start.rfind(", ")
    return f"{start[: whole + 1] if whole > LONGEST_VALUE // 2 else start.rstrip()} …"


def _fill(text: str, values: dict[str, str]) -> str:
    """In one go, so that braces in what an author wrote stay what they are."""
    return _NAMED.sub(lambda match: values.get(match[1], match[0]), text)


# --- a block of text -----------------------------------------------------------------------------------------------------


def block(told: Told, lang: str) -> str:
    """place: severity code : sentence, then the line with carets, then what to do."""
    fault = told.fault
    place = f"{fault.file}:{fault.span.line + 1}:{fault.span.column + 1}"
    colon = f"{NBSP}:" if lang == "fr" else ":"
    lines = [f"{place}: {t(f'content.{told.severity}', lang)} {fault.code}{colon} {told.sentence}"]
    if fault.source.strip():
        shown, at, width = _window(fault)
        number = str(fault.span.line + 1)
        gutter = " " * len(number)
        lines += [f" {gutter} |", f" {number} | {shown}", f" {gutter} | {' ' * at}{'^' + '~' * (width - 1)}"]
        lines += [f" {gutter} = {told.fix}"]
    else:
        lines += [f"   = {told.fix}"]
    return "\n".join(lines)


def seen(line: str) -> str:
    """A line of a file with what one does not see in it made visible, sign for sign."""
    return UNSEEN.sub("□", line.rstrip().translate(VISIBLE))


def _window(fault: Diagnostic) -> tuple[str, int, int]:
    """(the line or the part of it around the fault, where the fault begins in it, how wide it is)."""
    line = seen(fault.source)
    column, width = fault.span.column, fault.span.width
    start = 0 if column + width <= WIDTH else max(0, column - WIDTH // 3)
    shown = ("…" if start else "") + line[start : start + WIDTH] + ("…" if len(line) > start + WIDTH else "")
    at = column - start + (1 if start else 0)
    return shown, at, max(1, min(width, len(shown) - at))


def blocks(faults: Sequence[Diagnostic], lang: str) -> str:
    """All blocks, at most MOST of one file."""
    parts: list[str] = []
    for name in dict.fromkeys(fault.file for fault in faults):
        own = [fault for fault in faults if fault.file == name]
        parts += [block(tell(fault, lang), lang) for fault in own[:MOST]]
        if len(own) > MOST:
            parts.append(t("content.more", lang, count=len(own) - MOST, file=name))
    return "\n\n".join(parts)


# --- whole reports -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FileReport:
    """What the check found in one file, and in one sentence what the file is ("" when it cannot be said)."""

    file: str
    faults: tuple[Diagnostic, ...]
    summary: tuple[tuple[str, int | str], ...] = ()
    diff: str = ""
    """What --fix changed, as a diff."""

    def count(self, severity: str) -> int:
        """How many faults of one severity."""
        return len([fault for fault in self.faults if severity_of(fault) == severity])


def as_text(reports: Sequence[FileReport], lang: str) -> str:
    """Blocks, then one line per file, as a terminal shows them."""
    parts: list[str] = []
    for report in reports:
        if report.diff:
            parts.append(report.diff.rstrip("\n"))
        if report.faults:
            parts.append(blocks(report.faults, lang))
        parts.append(_summary(report, lang))
    return "\n\n".join(parts) + "\n"


def _summary(report: FileReport, lang: str) -> str:
    counts = ", ".join(
        counted(report.count(severity), severity, lang) for severity in SEVERITIES if severity == ERROR or report.count(severity)
    )
    facts = ", ".join(counted(n, what, lang) for what, n in report.summary)
    return t("content.summary" if facts else "content.summary_bare", lang, file=report.file, facts=facts, counts=counts)


def counted(n: int | str, what: str, lang: str) -> str:
    """3 steps, 1 error: a number of something that the catalogue names in one and in many."""
    one = n in ((0, 1) if lang == "fr" else (1,))
    return t(f"content.{'one' if one else 'many'}_{what}", lang, n=n)


def limit_name(name: str, lang: str) -> str:
    """What a value of the site is, in words; the name in the file for one that only a site's own rules ask for."""
    return t(f"limits.{name}", lang) if has(f"limits.{name}", lang) else name


def as_json(reports: Sequence[FileReport], lang: str) -> str:
    """One JSON document."""
    files = []
    for report in reports:
        faults = [_as_plain(tell(fault, lang)) for fault in report.faults]
        files.append({"file": report.file, "facts": dict(report.summary), "faults": faults, "diff": report.diff})
    counts = {severity: sum(report.count(severity) for report in reports) for severity in SEVERITIES}
    return json.dumps({"format": 1, "lang": lang, "counts": counts, "files": files}, ensure_ascii=False, indent=1) + "\n"


def _as_plain(told: Told) -> dict[str, str | int]:
    fault = told.fault
    return {
        "code": fault.code,
        "severity": told.severity,
        "line": fault.span.line + 1,
        "column": fault.span.column + 1,
        "width": fault.span.width,
        "message": told.sentence,
        "fix": told.fix,
        "source": fault.source,
    }


def as_github(reports: Sequence[FileReport], lang: str) -> str:
    """One workflow command a fault."""
    level = {"error": "error", "warning": "warning", "todo": "warning", "info": "notice"}
    lines = []
    for report in reports:
        for one in (tell(fault, lang) for fault in report.faults):
            span = one.fault.span
            place = f"file={_property(one.fault.file)},line={span.line + 1},col={span.column + 1},endColumn={span.column + span.width}"
            lines.append(f"::{level[one.severity]} {place},title={one.fault.code}::{_escaped(f'{one.sentence} | {one.fix}')}")
    return "\n".join(lines) + ("\n" if lines else "")


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


_PAGE = """<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title><style>
body{{font:16px/1.5 "Source Sans 3","Source Sans Pro",system-ui,sans-serif;color:#0F3540;background:#F4F7F8;
max-width:60rem;margin:2rem auto;padding:0 1rem}}
h1{{font-size:1.6rem}} h2{{font-size:1.15rem;margin-top:2rem}}
article{{background:#fff;border-left:6px solid #9FB0B6;padding:.6rem 1rem;margin:.8rem 0}}
article.error{{border-color:#B23A48}} article.warning{{border-color:#E9B44C}} article.todo{{border-color:#8FC1D4}}
pre{{background:#E4ECEE;padding:.5rem;overflow-x:auto;margin:.4rem 0}} .fix{{font-weight:600}} .place{{color:#4A6670}}
</style></head><body><h1>{title}</h1>
{body}
</body></html>
"""


def as_html(reports: Sequence[FileReport], lang: str) -> str:
    """One page that needs nothing else."""
    body: list[str] = []
    for report in reports:
        body.append(f"<h2>{html.escape(_summary(report, lang))}</h2>")
        body += [_article(tell(fault, lang), lang) for fault in report.faults]
        if report.diff:
            body.append(f"<pre>{html.escape(report.diff)}</pre>")
    return _PAGE.format(lang=lang, title=html.escape(t("content.title", lang)), body="\n".join(body))


def _article(told: Told, lang: str) -> str:
    span = told.fault.span
    place = t("content.place", lang, line=span.line + 1, column=span.column + 1)
    head = html.escape(f"{t(f'content.{told.severity}', lang)} {told.fault.code} · {place}")
    code = ""
    if told.fault.source.strip():
        shown, at, width = _window(told.fault)
        code = f"<pre>{html.escape(shown)}\n{' ' * at}{'^' + '~' * (width - 1)}</pre>"
    sentence, fix = html.escape(told.sentence), html.escape(told.fix)
    return f'<article class="{told.severity}"><span class="place">{head}</span><br>{sentence}{code}<p class="fix">{fix}</p></article>'


FORMATS = {"text": as_text, "json": as_json, "html": as_html, "github": as_github}
