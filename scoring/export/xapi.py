"""A run as xAPI 1.0.3 statements: one frozen batch, deterministic ids, nothing that is not in the score sheet.

The same run gives the same bytes on any PC, so sending it twice is harmless (xAPI-Communication 2.1.2).  Ids are UUIDv5 of
the run and a number within it; times come from the run's own start and ticks, never from a clock.  Practice tells that and
when somebody trained; score and findings come from assessments only.  One run has no pass or fail: that is a trainer's
decision over an assessment set (design section 6), so `completed` carries the score and no `passed` is ever sent.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from scoring.export.privacy import is_open
from scoring.language import Text
from scoring.notes import NOTHING, Beside, Note
from scoring.record import Sheet, SheetFinding
from scoring.skills import SkillSum, sums

VERSION = "1.0.3"
_VERBS = "http://adlnet.gov/expapi/verbs/"
_TYPES = "https://w3id.org/xapi/seriousgames/activity-types/"
_SAFE = re.compile(r"[^A-Za-z0-9._~-]+")
_TICKS = 60

Plain = dict[str, Any]


def statements(sheet: Sheet, digest: str, base: str, told: Beside = NOTHING) -> list[Plain]:
    """The statements of one run, in the order of their time; its notes are statements of their own (`note_batches`).

    digest: SHA-256 of the run file; base: IRI of the site that vouches for the names, without a slash at its end."""
    maker = _Maker(sheet, digest, base, told)
    batch = [maker.statement(0, 0, "initialized", {"en": "initialized", "fr": "a commencé"}, maker.level())]
    if is_open(sheet):
        batch += [maker.violated(number, line) for number, line in enumerate(_roots(sheet), 1)]
    end = sheet.facts.ticks
    if sheet.ended == "finished":
        batch.append(maker.statement(9001, end, "completed", {"en": "completed", "fr": "a terminé"}, maker.level(), maker.result()))
    batch.append(
        maker.statement(9002, end, "terminated", {"en": "terminated", "fr": "a quitté"}, maker.level(), {"duration": duration(end)})
    )
    return batch


NOTED = {
    "presence": ("attested", "a attesté"), "contest": ("contested", "a contesté"), "annotate": ("annotated", "a annoté"),
    "rating": ("rated", "a apprécié"), "decision": ("decided", "a décidé"),
}  # fmt: skip
"""Verb of each kind of note, in English and French."""


def note_batches(sheet: Sheet, digest: str, base: str, told: Beside) -> list[tuple[str, list[Plain]]]:
    """One batch per note of an assessment: (file name, its statement).  Notes come after a run has been sent, so none is part of its
    batch; what they speak of stays as it was sent."""
    if not is_open(sheet):
        return []
    maker = _Maker(sheet, digest, base, told)
    return [(f"{sheet.facts.run}.note.{number}.json", [maker.noted(number, note)]) for number, note in enumerate(told.notes, 1)]


def batch(statements_of_run: Sequence[Plain]) -> bytes:
    """The bytes that are sent and kept: compact, UTF-8, no NaN."""
    return json.dumps(list(statements_of_run), ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8")


def duration(ticks: int) -> str:
    """ISO 8601, to 0.01 s (xAPI-Data 4.6)."""
    hundredths = ticks * 100 // _TICKS
    return f"PT{hundredths // 100}.{hundredths % 100:02d}S"


def _roots(sheet: Sheet) -> list[SheetFinding]:
    return [line for line in sheet.findings if line.finding.root is None]


class _Maker:
    """What all statements of a run share."""

    def __init__(self, sheet: Sheet, digest: str, base: str, told: Beside = NOTHING) -> None:
        self.sheet, self.base, self.digest, self.sitting, self.skills = sheet, base.rstrip("/"), digest, told.sitting, told.skills
        self.namespace = uuid.uuid5(uuid.NAMESPACE_URL, f"{self.base}/xapi/statements")
        self.start = _start(sheet.facts.started)

    def statement(
        self, seq: int | str, tick: int, verb: str, display: Mapping[str, str], target: Plain, result: Plain | None = None
    ) -> Plain:
        """One statement.  seq: its number within the run; verb: an ADL verb, or a whole IRI."""
        facts = self.sheet.facts
        made: Plain = {
            "id": str(uuid.uuid5(self.namespace, f"{facts.run}/{seq}")),
            "actor": {
                "objectType": "Agent",
                "account": {"homePage": f"{self.base}/trainees", "name": facts.trainee or "anonymous"},
            },
            "verb": {"id": verb if ":" in verb else _VERBS + verb, "display": dict(display)},
            "object": target,
        }
        if result:
            made["result"] = result
        return {**made, "context": self.context(target), "timestamp": self.time(tick), "version": "1.0.0"}

    def context(self, target: Plain) -> Plain:
        """Level, game and versions: what a reader needs to weigh the statement."""
        facts = self.sheet.facts
        activities: Plain = {
            "grouping": [self.activity("game", _TYPES + "serious-game", Text("Grade A", "Grade A"))],
            "category": [{
                "objectType": "Activity", "id": "https://w3id.org/xapi/seriousgames",
                "definition": {"type": "http://adlnet.gov/expapi/activities/profile"},
            }],
        }  # fmt: skip
        if target["id"] != self.level()["id"]:
            activities["parent"] = [self.level()]
        extensions: Plain = {
            "level-digest": f"sha256:{facts.level_hash}", "ruleset-digest": f"sha256:{self.sheet.rules_hash}",
            "software-version": facts.program, "run-digest": f"sha256:{self.digest}", "mode": facts.mode, "station": facts.station,
        }  # fmt: skip
        if self.sitting is not None:
            extensions |= {"assessment-set": self.sitting.set, "form": self.sitting.form, "forms": self.sitting.forms}
        return {
            "registration": str(uuid.uuid5(self.namespace, facts.run)),
            "platform": "Grade A",
            "revision": facts.level_version,
            "contextActivities": activities,
            "extensions": {self.extension(name): value for name, value in extensions.items()},
        }

    def violated(self, number: int, line: SheetFinding) -> Plain:
        """A finding: the rule is the object, what was measured stands in extensions."""
        finding = line.finding
        target = self.activity(f"rules/{_safe(finding.rule)}", "http://adlnet.gov/expapi/activities/objective", line.title)
        extensions: Plain = {
            "severity": finding.severity,
            "finding-id": f"F{finding.id:03d}",
            "check": finding.check,
            "times": finding.times,
        }
        if line.gmp and line.cited:
            extensions["rule-reference"] = [f"{one.document.en} {one.clause}" for one in line.cited]
        if finding.measure is not None:
            extensions["measure"] = finding.measure
        result = {"success": False, "response": finding.opportunity, "extensions": {self.extension(n): v for n, v in extensions.items()}}
        verb = f"{self.base}/xapi/verbs/violated"
        return self.statement(number, finding.tick, verb, {"en": "violated", "fr": "a enfreint"}, target, result)

    def noted(self, number: int, note: Note) -> Plain:
        """What a trainer said, and of what: the statement of a finding, or the level."""
        en, fr = NOTED[note.kind]
        roots = [line.finding.id for line in _roots(self.sheet)]
        target = self.level()
        if note.finding in roots:
            said_of = uuid.uuid5(self.namespace, f"{self.sheet.facts.run}/{roots.index(note.finding) + 1}")
            target = {"objectType": "StatementRef", "id": str(said_of)}
        values = {"finding-id": f"F{note.finding:03d}" if note.finding else "", "rating": note.rating, "decision": note.decision}
        extensions = {self.extension(name): value for name, value in values.items() if value}
        result = {**({"response": note.text} if note.text else {}), **({"extensions": extensions} if extensions else {})}
        made = self.statement(f"note/{number}", 0, f"{self.base}/xapi/verbs/{en}", {"en": en, "fr": fr}, target, result)
        made["actor"] = {"objectType": "Agent", "account": {"homePage": f"{self.base}/trainers", "name": note.by}}
        if target["objectType"] == "StatementRef":  # platform and revision are an activity's only (xAPI-Data 2.4.6)
            made["context"] = {name: value for name, value in made["context"].items() if name not in ("platform", "revision")}
        return made | {"timestamp": _start(note.time).strftime("%Y-%m-%dT%H:%M:%S.000Z")}

    def result(self) -> Plain:
        """Completion and time; of an assessment also the score."""
        score = self.sheet.score
        made: Plain = {"completion": True, "duration": duration(self.sheet.facts.ticks)}
        if is_open(self.sheet) and score.value is not None:
            made["score"] = {"scaled": round(score.value / 100, 4), "raw": round(score.value, 2), "min": 0, "max": 100}
            made["extensions"] = {
                self.extension("score-low"): round(score.low or 0.0, 2), self.extension("score-high"): round(score.high or 0.0, 2),
                self.extension("opportunities"): score.counted, self.extension("indicative"): score.indicative,
            }  # fmt: skip
            skills = {one.skill: _heap(one) for one in sums(self.sheet, self.skills)}
            if skills:
                made["extensions"][self.extension("skills")] = skills
        return made

    def level(self) -> Plain:
        """The level as an activity."""
        return self.activity(f"levels/{_safe(self.sheet.facts.level)}", _TYPES + "level", self.sheet.facts.level_title)

    def activity(self, name: str, kind: str, title: Text) -> Plain:
        """An activity of ours."""
        return {
            "objectType": "Activity",
            "id": f"{self.base}/xapi/activities/{name}",
            "definition": {"type": kind, "name": {"fr": title.fr, "en": title.en}},
        }

    def extension(self, name: str) -> str:
        """IRI of an extension of ours."""
        return f"{self.base}/xapi/extensions/{name}"

    def time(self, tick: int) -> str:
        """RFC 3339 in UTC with milliseconds."""
        moment = self.start + timedelta(milliseconds=tick * 1000 // _TICKS)
        return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def _heap(one: SkillSum) -> Plain:
    """One of the four sums of a deviation."""
    made: Plain = {"opportunities": one.counted, "met": one.met, "half": one.half, "missed": one.missed}
    return made if one.share is None else {**made, "share": round(one.share, 2)}


def _start(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _safe(text: str) -> str:
    """An id as a part of an IRI: nothing that could climb out of its place."""
    return _SAFE.sub("-", text).strip(".-") or "unnamed"
