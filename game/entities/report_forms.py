"""Papers of a deviation as data: status label, logbook, report, and the part that is filled in with the team the next day.

Every field that is scored is a pick, a code, a number or a time; what is written freely is kept for the trainer and never graded.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from game.entities.forms import YES_NO, FieldSpec, FormSpec, LineSpec
from game.entities.process import ACTIONS, CAUSES, LINE_ACTIONS, LINE_CAUSES, LINE_PLACES, LINE_SYMPTOMS, STATUS, SYMPTOMS
from game.entities.whys import CHOICES, LINE_CHOICES, WHYS

DESCRIPTIONS = ("facts", "guess", "blame", "opinion")
"""Sentences on offer: what was seen and read; what might be the cause; who might have done it; how bad it surely is not."""
ACTS = ("stopped_feed", "switched_off", "nothing", "corrected_setpoint")
SCOPE = ("whole_vessel", "since_alarm", "sample_only", "nothing")
EVIDENCE = ("trend_print", "none")
CLASSES = ("critical", "major", "minor")
REASONS = ("patient", "quality_uncertain", "no_effect", "caught_in_time", "data_untrue")
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


def _whys(choices: tuple[tuple[str, ...], ...]) -> FormSpec:
    fields = tuple(FieldSpec(why, "choice", offered) for why, offered in zip(WHYS, choices, strict=True))
    return FormSpec("five_whys", "F-AQ-014", "01", (LineSpec("", (*fields, FieldSpec("remark", "text", optional=True))),))


FIVE_WHYS, LINE_FIVE_WHYS = _whys(CHOICES), _whys(LINE_CHOICES)
"""From what failed to what the system did not foresee: each line asks why of the line above."""


# --- the filling line ---------------------------------------------------------------------------------------------------

LINE_ACTS = ("stopped_line", "cleared_running", "nothing", "set_upright")
LINE_DESCRIPTIONS = ("line_facts", "line_guess", "line_blame", "line_opinion")
LINE_SCOPE = ("since_check", "since_seen", "lying_only", "nothing")
LINE_EVIDENCE = ("print", "print_and_glove", "glove", "none")

UNITS_LABEL = FormSpec("units_label", "F-PRD-014", "02", (LineSpec("", (
    FieldSpec("status", "choice", STATUS),
    FieldSpec("batch", "code"),
    FieldSpec("units_from", "number"),
    FieldSpec("units_to", "number"),
    FieldSpec("time", "time"),
    FieldSpec("initials", "initials"),
)),))  # fmt: skip
LINE_LOG_LINES = ("notice", "safe", "mend", "supervisor", "quality", "resume")
LINE_LOGBOOK = FormSpec("logbook", "", "", tuple(LineSpec(name, _ENTRY) for name in LINE_LOG_LINES))
"""With a line for the intervention behind the barrier."""

LINE_REPORT = FormSpec("report_units", "F-AQ-012", "05", (LineSpec("", (
    FieldSpec("symptom", "choice", LINE_SYMPTOMS),
    FieldSpec("description", "choice", LINE_DESCRIPTIONS),
    FieldSpec("room", "code"),
    FieldSpec("equipment", "code"),
    FieldSpec("batch", "code"),
    FieldSpec("zone", "choice", LINE_PLACES),
    FieldSpec("pieces", "number"),
    FieldSpec("removed", "number"),
    FieldSpec("scope", "choice", LINE_SCOPE),
    FieldSpec("units_from", "number"),
    FieldSpec("units_to", "number"),
    FieldSpec("last_check", "past_time"),
    FieldSpec("seen", "past_time"),
    FieldSpec("supervisor", "past_time"),
    FieldSpec("quality", "past_time"),
    FieldSpec("act", "choice", LINE_ACTS),
    FieldSpec("evidence", "choice", LINE_EVIDENCE),
    FieldSpec("class", "choice", CLASSES),
    FieldSpec("reason", "choice", REASONS),
    FieldSpec("remark", "text", optional=True),
)),))  # fmt: skip
"""pieces: taken out and counted into the bin behind the barrier; removed: units put out; last_check: the last good control before."""

LINE_INVESTIGATION = FormSpec("investigation", "F-AQ-013", "02", (LineSpec("", (
    FieldSpec("process", "choice", YES_NO),
    FieldSpec("procedure", "choice", YES_NO),
    FieldSpec("equipment", "choice", YES_NO),
    FieldSpec("others", "choice", YES_NO),
    FieldSpec("cause", "choice", LINE_CAUSES),
    FieldSpec("action", "choice", LINE_ACTIONS),
    FieldSpec("measure", "choice", MEASURES),
    FieldSpec("remark", "text", optional=True),
)),))  # fmt: skip

FORMS: Mapping[str, Mapping[str, FormSpec]] = MappingProxyType({
    "bioreactor": {
        "status_label": STATUS_LABEL, "logbook": LOGBOOK, "report": REPORT, "investigation": INVESTIGATION,
        "five_whys": FIVE_WHYS,
    },
    "filling": {
        "status_label": STATUS_LABEL, "units_label": UNITS_LABEL, "logbook": LINE_LOGBOOK, "report": LINE_REPORT,
        "investigation": LINE_INVESTIGATION, "five_whys": LINE_FIVE_WHYS,
    },
})  # fmt: skip
"""Twin -> kind of paper -> form."""
LOGGED: Mapping[str, tuple[str, ...]] = MappingProxyType({"bioreactor": LOG_LINES, "filling": LINE_LOG_LINES})
"""Twin -> lines of its logbook."""
