"""What happens at a packaging or filling line that is cleared: machines, places looked into, residues."""

from __future__ import annotations

from dataclasses import dataclass

from game.events.base import Event

# --- machines ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineSet(Event):
    """A machine or a part of it was worked.

    what: stop | lock | unlock | jog | start | clear | reset | recipe | test_print | challenge | empty | display | ...;
    right: it is then as the new batch needs it."""

    hand: str
    thing: str
    kind: str
    slot: str
    what: str
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardMoved(Event):
    """A guard was opened or closed.  locked: the line was stopped and locked then; sort: door | drawer | lid | flap."""

    hand: str
    thing: str
    kind: str
    slot: str
    open: bool
    locked: bool
    sort: str = "door"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineStarted(Event):
    """The line was started: what state it was in.

    left: residues still there; open_points: lines of the check-list without initials; second: a second person has signed;
    guards_open: guards that stood open."""

    thing: str
    kind: str
    slot: str
    left: int
    open_points: int
    second: bool
    guards_open: int


# --- looking -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneSeen(Event):
    """A zone of a machine has been looked at, lit and open, nearly everywhere.  thing: the machine; slot: the step that covers it."""

    thing: str
    kind: str
    slot: str
    zone: str
    hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PointSeen(Event):
    """All zones of a step have been seen: from here its line may be written."""

    slot: str


# --- residues ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidueFound(Event):
    """Something that does not belong was taken up, peeled off, put right or reported for the first time.

    slot: its own; at: the step whose places it was in; by: trainee | second; phase: before | signed | started."""

    thing: str
    kind: str
    slot: str
    at: str
    zone: str
    family: str
    difficulty: int
    by: str
    phase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidueCleared(Event):
    """It is where it belongs, or as it has to be.

    container: where it went ("" for a setting); right: that is its place; counted: print was counted first;
    written: it stands on the check-list (only then is it accounted for)."""

    hand: str
    thing: str
    kind: str
    slot: str
    at: str
    family: str
    container: str
    right: bool
    counted: bool
    phase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidueLeft(Event):
    """At a signature or the start: it is still there.

    point: line (its line was signed) | form | start; known: the trainee had found it."""

    thing: str
    kind: str
    slot: str
    at: str
    family: str
    difficulty: int
    point: str
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mishandled(Event):
    """A careless hand.  how: bare_glass | torn | knocked | dropped | reach_in (into a line not locked)."""

    hand: str
    thing: str
    kind: str
    slot: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted(Event):
    """Things were counted: by hand, or on the counter of a machine.  count: what came out."""

    thing: str
    kind: str
    slot: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondChecked(Event):
    """The second person is done with a point.  looked: he really was there; found: residues he saw."""

    thing: str
    slot: str
    looked: bool
    found: int
