"""What happens when a process leaves its way: alarms, acts on the plant, calls, status, evidence.

Times `_min` are minutes of the process, which the clock in the room shows; they are counted from the moment the trainee
could have known (`late_min`), never from a moment he could not perceive.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.events.base import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmRaised(Event):
    """An alarm rang.  level: alert | action; own: it tells of the fault of this run."""

    thing: str
    kind: str
    slot: str
    alarm: str
    level: str
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmTaken(Event):
    """An alarm was acknowledged or silenced.  looked: its value, its trend or the response sheet was looked at since it rang."""

    hand: str
    thing: str
    kind: str
    slot: str
    alarm: str
    what: str
    looked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviationNoticed(Event):
    """The trainee said that something is wrong.  right: something is; late_min: since it could be perceived."""

    thing: str
    kind: str
    slot: str
    right: bool
    late_min: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlantWorked(Event):
    """Something was done to the plant.

    what: the act (stop_pump, straighten_line, ...), target: a loop, pump, port or probe;
    listed: the response sheet leaves it to the operator; authorised: it was allowed in writing; safe: it is one of the acts that
    make safe; helps: it puts the cause right; confirmed: what it rests on was confirmed by independent means before."""

    hand: str
    thing: str
    kind: str
    slot: str
    what: str
    target: str
    listed: bool
    authorised: bool
    safe: bool
    helps: bool
    confirmed: bool
    late_min: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed(Event):
    """What had been stopped goes on.  by: none | spoken | written, the authorisation there was; mended: the cause is put right."""

    hand: str
    thing: str
    kind: str
    slot: str
    by: str
    mended: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Called(Event):
    """Somebody was told.

    to: supervisor | quality | maintenance; what: deviation | resume | help; late_min: since it could be perceived."""

    thing: str
    slot: str
    to: str
    what: str
    late_min: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Replied(Event):
    """Somebody answered.  written: it is on paper, and counts as an authorisation."""

    who: str
    what: str
    written: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusShown(Event):
    """A status label went onto the equipment or the units.  right: status, batch and time are."""

    hand: str
    thing: str
    kind: str
    slot: str
    onto: str
    status: str
    right: bool
    late_min: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleDrawn(Event):
    """A sample was taken.  disinfected: the port was wiped and had its contact time; flushed: its dead leg was run off."""

    hand: str
    thing: str
    kind: str
    slot: str
    port: str
    disinfected: bool
    flushed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceTaken(Event):
    """Evidence was put where it stays (kept) or thrown away."""

    hand: str
    thing: str
    kind: str
    slot: str
    kept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver(Event):
    """The shift was handed over: what was still open.

    told, labelled, reported: done or not; resumed: none (it stands still) | spoken | written | without."""

    thing: str
    slot: str
    noticed: bool
    told: bool
    labelled: bool
    reported: bool


# --- the filling machine ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class GloveEntered(Event):
    """A hand went into a glove of the barrier.  looked: at this glove closely, on this run; torn: it was known to be torn."""

    hand: str
    thing: str
    kind: str
    slot: str
    glove: str
    looked: bool
    torn: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GlovesChecked(Event):
    """All gloves have been looked at.  conforming: none was seen torn; late_min: since the control was due."""

    thing: str
    kind: str
    slot: str
    conforming: bool
    late_min: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceTaken(Event):
    """Something that lay on the track was taken.  what: broken | fragment | fallen | stopper; tool: forceps | fingers | dropped."""

    hand: str
    thing: str
    kind: str
    slot: str
    what: str
    tool: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceBinned(Event):
    """A piece went into the bin behind the barrier.  left: how many still lie."""

    hand: str
    thing: str
    kind: str
    slot: str
    what: str
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AirCrossed(Event):
    """Glass or a stopper was carried over open vials, between them and the filtered air."""

    hand: str
    thing: str
    kind: str
    slot: str
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VialStood(Event):
    """A fallen vial was set upright with the glove, and stays among the others."""

    hand: str
    thing: str
    kind: str
    slot: str
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolDropped(Event):
    """The forceps fell onto the floor of the barrier."""

    hand: str
    thing: str
    kind: str
    slot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsTaken(Event):
    """Units were put out by the key of the machine.  count: how many; missed: open ones that are still on the track."""

    hand: str
    thing: str
    kind: str
    slot: str
    first: int
    last: int
    count: int
    missed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsHeld(Event):
    """A label with a range of units was stuck on them.  right: from the one after the last good control to the last infed."""

    hand: str
    thing: str
    kind: str
    slot: str
    first: int
    last: int
    right: bool
