"""What happens on paper: fields filled, put right, signed for.  The value itself stands in the command; here is what is true of it."""

from __future__ import annotations

from dataclasses import dataclass

from game.events.base import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled(Event):
    """A field of a document was written for the first time.

    thing: the document; slot: the step its line stands for; field: id of the field; what: tick | time | number | initials |
    choice | text | date; value: the number, the minutes of the day, or the place of the choice (-1: none of these);
    right: it agrees with what is true in the world (a text never is wrong);
    before_act: the line was begun before the act it records; late_ticks: from the end of that act to the line's beginning
    (0 when before it); off_min: minutes between the time written and the room's clock; slip: a slip of a digit explains that;
    counted: for a quantity, it was counted before."""

    thing: str
    kind: str
    slot: str
    field: str
    what: str
    value: int
    right: bool
    before_act: bool = False
    late_ticks: int = 0
    off_min: int = 0
    slip: bool = False
    counted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Overwritten(Event):
    """A field was written over: what stood there cannot be read any more."""

    thing: str
    kind: str
    slot: str
    field: str
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected(Event):
    """A field was put right with one line through it: the original stays readable.

    complete: reason, date and initials are all there; right: what stands there now agrees with the world."""

    thing: str
    kind: str
    slot: str
    field: str
    right: bool
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSigned(Event):
    """The initials of one line of a document: by whom (trainee | second), and how it then stood.

    seen_pct: how much of the places it speaks of the trainee has seen himself; left: residues still there;
    empty: fields of the line still empty."""

    thing: str
    kind: str
    slot: str
    by: str
    seen_pct: int
    left: int
    empty: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentClosed(Event):
    """A document was signed as a whole.  empty, wrong: fields still empty, not true; by: trainee | second;
    unexplained: a text that what stands there calls for is missing (why labels do not add up)."""

    thing: str
    kind: str
    slot: str
    by: str
    empty: int
    wrong: int
    unexplained: bool = False
