"""Paper: filling in, writing over, putting right, signing.  The same for every scene that has forms.

A wrong entry is possible and stays as it was written; what cannot be read is refused, with the reason, and changes
nothing.  What an entry is held against (the clock, what was really done and counted) the room knows: see `Room`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from game.commands import Correct, Fill, Sign
from game.entities.forms import Entry, FieldSpec, FormSpec, FormState, LineSpec, Struck, address, empty_fields
from game.events import Corrected, DocumentClosed, Event, Filled, LineSigned, Overwritten
from game.world.typed import Read, is_slip, read

DONE_PCT = 50
"""From here on a place counts as looked at: a line begun earlier was written ahead of its act."""
_DATE = FieldSpec("date", "date")
_INITIALS = FieldSpec("initials", "initials")
_REASON = FieldSpec("reason", "text")
Truth = int | str | tuple[int, ...] | None
BEGINS = ("conform", "time")
"""Fields that begin a line which speaks of an act."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A form lying in the room.  slot: of the step it serves, for a form of one line."""

    id: str
    kind: str
    slot: str
    spec: FormSpec
    state: FormState

    def slot_of(self, line: LineSpec) -> str:
        """The slot that a line's entries belong to."""
        return line.id or self.slot

    def entry(self, line: LineSpec, field_id: str) -> Entry | None:
        """What stands in a field."""
        return self.state.entries.get(address(line.id, field_id))


class Room(Protocol):
    """What paper has to know of the world it lies in."""

    def emit(self, cls: type[Event], *, cause: int | None = None, **fields: Any) -> int:
        """Record an event of this tick; its serial number."""

    def refuse(self, command: object, thing: str, reason: str) -> None:
        """Record that a command was not carried out."""

    @property
    def now(self) -> int:
        """This tick."""

    @property
    def clock_min(self) -> int:
        """The room's clock, minutes of the day."""

    @property
    def latest_min(self) -> int:
        """Up to which time of the day something can have happened: the clock's, but any of yesterday."""

    def clock_at(self, tick: int) -> int:
        """What the room's clock showed at an earlier tick."""

    @property
    def today(self) -> int:
        """The room's day, yyyymmdd."""

    @property
    def tolerance_min(self) -> int:
        """How far a time may be off the clock and still be right."""

    def act_pct(self, paper: Paper, line: LineSpec) -> int:
        """How much of what a line records has been done, 0 to 100 (100 where it records nothing of the kind)."""

    def act_tick(self, paper: Paper, line: LineSpec) -> int:
        """When the last of it was done; -1 while nothing is."""

    def truth(self, paper: Paper, line: LineSpec, spec: FieldSpec) -> Truth:
        """What a field should hold (a number, the place of a choice, the text of a code; several where each of them is
        honest); None where anything is right."""

    def counted(self, paper: Paper, line: LineSpec, spec: FieldSpec) -> bool:
        """Whether a quantity was counted (True for what needs no counting)."""

    def left(self, paper: Paper, line: LineSpec) -> int:
        """Residues still there in the places a line speaks of."""

    def signed(self, paper: Paper, line: LineSpec | None, by: str, n: int) -> None:
        """A line (None: the whole) was just signed; n: serial number of that event."""


# --- filling in ---------------------------------------------------------------------------------------------------------


def reading(room: Room, spec: FieldSpec, text: str) -> Read:
    """What a field would hold now, or why it cannot be read."""
    return read(spec, text, room.latest_min, room.today)


def fill(room: Room, paper: Paper, command: Fill) -> None:
    """The trainee writes into a field; over what stands there, if something does."""
    found = paper.spec.find(command.field)
    if found is None:
        return room.refuse(command, paper.id, "no_such_part")
    line, spec = found
    value = reading(room, spec, command.value)
    if value.reason:
        return room.refuse(command, paper.id, value.reason)
    old = paper.entry(line, spec.id)
    if old is not None:
        return _over(room, paper, line, spec, old, command.value, value.value)
    right = is_right(room, paper, line, spec, command.value, value.value)
    if spec.id in BEGINS:
        paper.state.begun.setdefault(line.id, room.now)
    paper.state.entries[command.field] = Entry(command.value, value.value, "trainee", room.now, right)
    n = room.emit(
        Filled, **_about(paper, line, spec), what=spec.what, value=value.value, right=right, **_when(room, paper, line, spec, value)
    )
    if spec.id in BEGINS:
        paper.state.first.setdefault(line.id, n)
    if spec.what == "initials" and spec.by == "trainee":
        # Initials under what was written ahead, and not looked at since, follow from that.
        sign_line(room, paper, line, "trainee", n if room.act_pct(paper, line) >= DONE_PCT else paper.state.first.get(line.id, n))
    return None


def _over(room: Room, paper: Paper, line: LineSpec, spec: FieldSpec, old: Entry, text: str, value: int) -> None:
    """Written over: the old entry cannot be read any more.  The same again, sign by sign, changes nothing."""
    if old.text == text:
        return
    old.text, old.value = text, value
    old.right = is_right(room, paper, line, spec, text, value)
    old.overwritten += 1
    room.emit(Overwritten, **_about(paper, line, spec), right=old.right)


def _about(paper: Paper, line: LineSpec, spec: FieldSpec) -> dict[str, Any]:
    return {"thing": paper.id, "kind": paper.kind, "slot": paper.slot_of(line), "field": spec.id}


def _when(room: Room, paper: Paper, line: LineSpec, spec: FieldSpec, value: Read) -> dict[str, Any]:
    """What is true of the moment of writing: against the act, the clock and the count."""
    facts: dict[str, Any] = {"counted": room.counted(paper, line, spec)}
    begun = paper.state.begun.get(line.id)
    if spec.id in BEGINS and begun is not None:
        done = room.act_pct(paper, line) >= DONE_PCT
        facts["before_act"] = not done
        act = room.act_tick(paper, line)
        facts["late_ticks"] = max(0, begun - act) if done and act >= 0 else 0
    if spec.what == "time":
        facts["off_min"] = _off(room, value.value)
        facts["slip"] = is_slip(value.value, room.clock_min, room.tolerance_min)
    return facts


def _off(room: Room, minute: int) -> int:
    """Minutes from a time to the clock; one that lies ahead of the clock was yesterday's."""
    off = room.clock_min - minute
    return off + 24 * 60 if off < -1 else off


def is_right(room: Room, paper: Paper, line: LineSpec, spec: FieldSpec, text: str, value: int) -> bool:
    """Whether an entry made now agrees with the world.  A free text never is wrong; the second person's field is his."""
    if spec.what == "time":
        return -1 <= room.clock_min - value <= room.tolerance_min
    if spec.what == "date":
        return value == room.today
    if spec.what == "initials":
        return spec.by == "trainee"
    truth = room.truth(paper, line, spec)
    if truth is None or spec.what == "text":
        return True
    if isinstance(truth, tuple):
        return value in truth
    if spec.what == "past_time" and isinstance(truth, int):
        return abs(value - truth) <= room.tolerance_min
    # Of two places the last may be rounded either way.
    return _plain(text) == _plain(truth) if isinstance(truth, str) else abs(value - truth) <= (1 if spec.decimals else 0)


def _plain(text: str) -> str:
    """A code without what the eye passes over."""
    return "".join(text.split()).upper()


# --- putting right ------------------------------------------------------------------------------------------------------


def correct(room: Room, paper: Paper, command: Correct) -> None:
    """One line through what stands there, the right value beside it, with reason, date and initials as far as they are given."""
    found = paper.spec.find(command.field)
    old = None if found is None else paper.entry(found[0], found[1].id)
    if found is None or old is None:
        return room.refuse(command, paper.id, "no_such_part" if found is None else "nothing_there")
    line, spec = found
    value = reading(room, spec, command.value)
    reason = value.reason or _unfit(room, command)
    if reason:
        return room.refuse(command, paper.id, reason)
    old.struck.append(Struck(old.text, command.reason, command.date, command.initials))
    old.text, old.value = command.value, value.value
    old.right = _right_then(room, paper, line, spec, old)
    complete = all(part.strip() for part in (command.reason, command.date, command.initials))
    room.emit(Corrected, **_about(paper, line, spec), right=old.right, complete=complete)
    return None


def _right_then(room: Room, paper: Paper, line: LineSpec, spec: FieldSpec, entry: Entry) -> bool:
    """A time put right is held against the clock at which its field was first written, not against now."""
    if spec.what == "time":
        return -2 <= room.clock_at(entry.tick) - entry.value <= room.tolerance_min
    return is_right(room, paper, line, spec, entry.text, entry.value)


def _unfit(room: Room, command: Correct) -> str:
    """Why reason, date or initials of a correction cannot be read; what is left out is no matter of reading."""
    for spec, text in ((_REASON, command.reason), (_DATE, command.date), (_INITIALS, command.initials)):
        if text.strip():
            reason = reading(room, spec, text).reason
            if reason:
                return reason
    return ""


# --- signing ------------------------------------------------------------------------------------------------------------


def sign_line(room: Room, paper: Paper, line: LineSpec, by: str, cause: int | None = None) -> None:
    """The initials of a line, by the trainee (who wrote them) or by the second person."""
    who = paper.state.signed.setdefault(line.id, [])
    if by in who:
        return
    who.append(by)
    if by == "second":
        paper.state.entries.setdefault(address(line.id, "second"), Entry("", -1, by, room.now, True))
    n = room.emit(
        LineSigned, cause=cause, thing=paper.id, kind=paper.kind, slot=paper.slot_of(line), by=by, seen_pct=room.act_pct(paper, line),
        left=room.left(paper, line), empty=len(empty_fields(line, paper.state.entries)),
    )  # fmt: skip
    if by == "trainee":
        paper.state.signature[line.id] = n
    room.signed(paper, line, by, n)


def sign(room: Room, paper: Paper, command: Sign, by: str = "trainee") -> None:
    """Sign the whole document (a line is signed by its initials).  Always possible, once for each who signs."""
    if command.part:
        return room.refuse(command, paper.id, "no_such_part")
    if by in paper.state.closed:
        return room.refuse(command, paper.id, "already_signed")
    paper.state.closed.append(by)
    n = room.emit(
        DocumentClosed, thing=paper.id, kind=paper.kind, slot=paper.slot, by=by,
        empty=count_empty(paper), wrong=count_wrong(room, paper), unexplained=_unexplained(paper),
    )  # fmt: skip
    room.signed(paper, None, by, n)
    return None


def _unexplained(paper: Paper) -> bool:
    """Whether a free text is missing that an entry made calls for."""
    for line in paper.spec.lines:
        for spec in line.fields:
            asked = spec.unless is not None and paper.entry(line, spec.unless[0]) is not None
            if spec.what == "text" and asked and spec.id in empty_fields(line, paper.state.entries):
                return True
    return False


def count_empty(paper: Paper) -> int:
    """Fields of a form that the trainee has left empty; initials are counted apart, as lines without a signature."""
    count = 0
    for line in paper.spec.lines:
        count += len(empty_fields(line, paper.state.entries))
    return count


def open_lines(paper: Paper) -> int:
    """Lines that wait for the trainee's initials."""
    return len([line for line in paper.spec.lines if line.field("initials") and "trainee" not in paper.state.signed.get(line.id, ())])


def count_wrong(room: Room, paper: Paper) -> int:
    """Entries that do not agree with the world; times as they were judged when written."""
    wrong = 0
    for line in paper.spec.lines:
        for spec in line.fields:
            entry = paper.entry(line, spec.id)
            if entry is None or entry.by != "trainee":
                continue
            judged = spec.what in ("time", "date", "initials")
            wrong += not (entry.right if judged else is_right(room, paper, line, spec, entry.text, entry.value))
    return wrong
