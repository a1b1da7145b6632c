"""Forms as data: which lines and fields a paper has, and the plain state of one that is being filled in.

A field is addressed "line.field" (or "field" on a form of one line).  Lines of a check-list are called as the steps they
stand for, so that scoring binds to both with one slot.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from game.spec import StepSpec, Text

LONGEST = 400
"""Signs a free text may have."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field.

    what: tick | time (of doing, held against the clock) | past_time (held against what was) | number | initials | choice | text |
    date | code (copied from elsewhere, sign by sign);
    choices: what can be picked; decimals: places a number has behind the comma; by: who writes here (trainee | second);
    unless: (field, value) that make this one superfluous; optional: it may stay empty in any case."""

    id: str
    what: str
    choices: tuple[str, ...] = ()
    decimals: int = 0
    by: str = "trainee"
    unless: tuple[str, int] | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class LineSpec:
    """A line.  id: "" on a form that has one; text: what it asks, where the level says it (else the language files do)."""

    id: str
    fields: tuple[FieldSpec, ...]
    text: Text | None = None

    def field(self, field_id: str) -> FieldSpec | None:
        """The field of that id."""
        return next((one for one in self.fields if one.id == field_id), None)


@dataclass(frozen=True, slots=True)
class FormSpec:
    """A form.  id: its kind; number, version: as printed in its head; carried: a clipboard that goes with the trainee."""

    id: str
    number: str
    version: str
    lines: tuple[LineSpec, ...]
    carried: bool = False

    def find(self, address: str) -> tuple[LineSpec, FieldSpec] | None:
        """Line and field of an address, None when there is no such field."""
        line_id, _, field_id = address.rpartition(".")
        for line in self.lines:
            found = line.field(field_id) if line.id == line_id else None
            if found:
                return line, found
        return None

    def line(self, line_id: str) -> LineSpec | None:
        """The line of that id."""
        return next((one for one in self.lines if one.id == line_id), None)


YES_NO = ("yes", "no")

POINT = (
    FieldSpec("conform", "choice", YES_NO),
    FieldSpec("found", "number", unless=("conform", 0)),
    FieldSpec("time", "time"),
    FieldSpec("initials", "initials"),
    FieldSpec("second", "initials", by="second"),
    FieldSpec("remark", "text", optional=True),
)
"""A line of a check-list: is all well, how many things were found, when, who, who looked again, in words."""

RECONCILIATION = FormSpec("reconciliation", "F-PRD-043", "04", (LineSpec("", (
    FieldSpec("issued", "number"),
    FieldSpec("applied", "number"),
    FieldSpec("rejected", "number"),
    FieldSpec("specimens", "number"),
    FieldSpec("counted", "number"),
    FieldSpec("accounted", "number"),
    FieldSpec("gap", "number"),
    FieldSpec("rate", "number", decimals=2),
    FieldSpec("within", "choice", YES_NO),
    FieldSpec("explanation", "text", unless=("gap", 0)),
)),))  # fmt: skip
"""A issued, B applied, C rejects and tests, D specimens, E counted, F = B + C + D + E, G = A - F, H = F / A x 100."""

STATUS_BOARD = FormSpec("status_board", "", "", (LineSpec("", (
    FieldSpec("batch", "code"),
    FieldSpec("state", "choice", ("to_clear", "cleared", "running")),
)),))  # fmt: skip
"""What hangs at the line: which batch, and in what state the line is."""

SINGLE: Mapping[str, FormSpec] = MappingProxyType({form.id: form for form in (RECONCILIATION, STATUS_BOARD)})
"""Forms that are the same in every level, by kind."""


def check_list(steps: Sequence[StepSpec]) -> FormSpec:
    """The check-list of a level: a line for each step that looks at a place or compares a setting."""
    lines = tuple(LineSpec(step.id, POINT, step.text) for step in steps if step.do in ("inspect", "compare"))
    return FormSpec("check_list", "F-PRD-041", "06", lines, carried=True)


# --- a form being filled in ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Struck:
    """What stood in a field before it was put right, with the reason, the date and the initials beside it."""

    text: str
    reason: str
    date: str
    initials: str


@dataclass(slots=True)
class Entry:
    """What stands in a field.  value: see `Filled`; right: it agreed with the world when it was written."""

    text: str
    value: int
    by: str
    tick: int
    right: bool
    struck: list[Struck] = field(default_factory=list)
    overwritten: int = 0
    """How often it was written over; what stood there is gone."""


@dataclass(slots=True)
class FormState:
    """A paper.  begun: line -> tick of its first entry (initials and remarks do not begin a line), first: and serial number
    of its event; signed: line -> who; signature: line -> serial number of the event when the trainee signed it;
    closed: who signed the whole."""

    entries: dict[str, Entry] = field(default_factory=dict)
    begun: dict[str, int] = field(default_factory=dict)
    first: dict[str, int] = field(default_factory=dict)
    signed: dict[str, list[str]] = field(default_factory=dict)
    signature: dict[str, int] = field(default_factory=dict)
    closed: list[str] = field(default_factory=list)


def address(line: str, field_id: str) -> str:
    """How a field of a line is called in commands."""
    return f"{line}.{field_id}" if line else field_id


def unneeded(line: LineSpec, spec: FieldSpec, entries: Mapping[str, Entry]) -> bool:
    """Whether a field may stay empty, given what stands in the others."""
    if spec.optional:
        return True
    if spec.unless is None:
        return False
    other = entries.get(address(line.id, spec.unless[0]))
    return other is not None and other.value == spec.unless[1]


def empty_fields(line: LineSpec, entries: Mapping[str, Entry]) -> tuple[str, ...]:
    """Fields of a line that the trainee has still to fill; initials, which sign it, are counted apart."""
    return tuple(
        spec.id for spec in line.fields
        if spec.what != "initials" and address(line.id, spec.id) not in entries and not unneeded(line, spec, entries)
    )  # fmt: skip
