"""Papers of a deviation as data: status label, logbook, report, and the part that is filled in with the team the next day.

Every field that is scored is a pick, a code, a number or a time; what is written freely is kept for the trainer and never graded.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from game.entities.forms import YES_NO, FieldSpec, FormSpec, LineSpec
from game.entities.process import ACTIONS, CAUSES, STATUS, SYMPTOMS

DESCRIPTIONS = ("facts", "guess", "blame", "opinion")
"""Sentences on offer: what was seen and read; what might be the cause; who might have done it; how bad it surely is not."""
ACTS = ("stopped_feed", "switched_off", "nothing", "corrected_setpoint")
SCOPE = ("whole_vessel", "since_alarm", "sample_only", "nothing")
EVIDENCE = ("trend_print", "none")
CLASSES = ("critical", "major", "minor")
REASONS = ("patient", "quality_uncertain", "no_effect", "caught_in_time")
MEASURES = ("count_in_months", "none", "ask_people")

STATUS_LABEL = FormSpec("status_label", "F-PRD-012", "03", (LineSpec("", (
    FieldSpec("status", "choice", STATUS),
    FieldSpec("batch", "code"),
    FieldSpec("time", "time"),
    FieldSpec("initials", "initials"),
)),))  # fmt: skip

_ENTRY = (FieldSpec("time", "time"), FieldSpec("initials", "initials"))
LOG_LINES = ("notice", "safe", "supervisor", "quality", "resume")
LOGBOOK = FormSpec("logbook", "", "", tuple(LineSpec(name, _ENTRY) for name in LOG_LINES))
"""One line for each thing that was done, with its time, at the time of doing."""

REPORT = FormSpec("report", "F-AQ-012", "05", (LineSpec("", (
    FieldSpec("symptom", "choice", SYMPTOMS),
    FieldSpec("description", "choice", DESCRIPTIONS),
    FieldSpec("room", "code"),
    FieldSpec("equipment", "code"),
    FieldSpec("batch", "code"),
    FieldSpec("scope", "choice", SCOPE),
    FieldSpec("seen", "past_time"),
    FieldSpec("drift", "past_time"),
    FieldSpec("out", "past_time", optional=True),
    FieldSpec("supervisor", "past_time"),
    FieldSpec("quality", "past_time"),
    FieldSpec("act", "choice", ACTS),
    FieldSpec("evidence", "choice", EVIDENCE),
    FieldSpec("class", "choice", CLASSES),
    FieldSpec("reason", "choice", REASONS),
    FieldSpec("remark", "text", optional=True),
)),))  # fmt: skip
"""symptom what was seen · seen when · drift since when it can be seen in the trend · out since when out of limits."""

INVESTIGATION = FormSpec("investigation", "F-AQ-013", "02", (LineSpec("", (
    FieldSpec("process", "choice", YES_NO),
    FieldSpec("procedure", "choice", YES_NO),
    FieldSpec("equipment", "choice", YES_NO),
    FieldSpec("others", "choice", YES_NO),
    FieldSpec("cause", "choice", CAUSES),
    FieldSpec("action", "choice", ACTIONS),
    FieldSpec("measure", "choice", MEASURES),
    FieldSpec("remark", "text", optional=True),
)),))  # fmt: skip
"""process, procedure, equipment: looked at before anybody speaks of a person; others: other batches and equipment were looked at."""

FORMS: Mapping[str, FormSpec] = MappingProxyType({form.id: form for form in (STATUS_LABEL, LOGBOOK, REPORT, INVESTIGATION)})
