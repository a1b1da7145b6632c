"""What happened in a run: frozen facts in the past tense, ids and numbers, never texts.

Every event knows its tick (60 a second), its serial number `n` within the run and, where it has one, the serial
number of the event that led to it (`cause`).  Scoring folds these and sees nothing else of the world.

Shared field names, so that a rule pattern can name them without knowing the event:
`thing` id of an entity, `kind` its kind, `slot` the slot of the procedure it stands for ("" if none),
`hand` "left" or "right" (the trainee's own), `surface` id of a surface, lengths `_mm`, durations `_ticks`.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

TICKS_PER_SECOND = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Base of all events."""

    tick: int = 0
    n: int = 0
    cause: int | None = None


# --- the run -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Started(Event):
    """The first event of a run."""

    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended(Event):
    """The last event.  how: finished | given_up | window_closed | timed_out."""

    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused(Event):
    """A physically impossible command was not carried out.  reason: out_of_reach, hand_full, not_held, locked, ..."""

    command: str
    thing: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HazardMet(Event):
    """The world brought a drawn hazard into play where the trainee could perceive it."""

    hazard: str
    thing: str
    slot: str


# --- moving ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked(Event):
    """The operator arrived somewhere."""

    x_mm: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceTaken(Event):
    """stand | sit | lift_left | lift_right | turned (back to the mirror)."""

    stance: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FootPlaced(Event):
    """A foot came down on a side of the bench.  slot: over_shoe slot of that foot; side: dirty | clean."""

    foot: str
    side: str
    covered: bool
    slot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchCrossed(Event):
    """Both feet are now on that side.  slot: slot of the crossing."""

    thing: str
    kind: str
    slot: str
    side: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeedExceeded(Event):
    """Mean speed over 0.5 s was over the limit with something held (what: walk | hand).  Speed is the body's, not the pointer's."""

    what: str
    thing: str
    slot: str
    speed_mm_s: int
    limit_mm_s: int


# --- hands and things --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Gripped(Event):
    """face: inside | outside | "" ; washed, disinfected, wet: state of that hand; first: first grip of this thing by anyone."""

    hand: str
    thing: str
    kind: str
    slot: str
    anchor: str
    face: str
    washed: bool
    disinfected: bool
    wet: bool
    first: bool
    gloved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Released(Event):
    """onto: id of what it was laid in or on; "floor" when dropped."""

    hand: str
    thing: str
    kind: str
    slot: str
    onto: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked(Event):
    """The trainee looked closer.  defect: what could then be seen ("" when nothing)."""

    thing: str
    kind: str
    slot: str
    part: str
    defect: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stowed(Event):
    """A thing went into a container it may stay in (locker, tray)."""

    hand: str
    thing: str
    kind: str
    slot: str
    container: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Discarded(Event):
    """A thing went into a bin.  soiled, defect: its true state."""

    hand: str
    thing: str
    kind: str
    slot: str
    container: str
    soiled: bool
    defect: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackOpened(Event):
    """end: notch (made for it) | other.  defect: expired | torn | ... ("" good); looked: its label was looked at before."""

    hand: str
    thing: str
    kind: str
    slot: str
    end: str
    defect: str
    looked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched(Event):
    """A garment touched a surface long enough to count (0.2 s, or 3 cm of travel).  Fires once per episode, when it comes to count.

    surface: floor | own_shoe | own_outside | a thing's id.  node: deepest node; held: somebody held it."""

    thing: str
    kind: str
    slot: str
    surface: str
    node: str
    depth_mm: int
    held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchEnded(Event):
    """The episode that `cause` names is over; it lasted so long."""

    thing: str
    kind: str
    slot: str
    surface: str
    lasted_ticks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Torn(Event):
    """A garment tore in the trainee's hands."""

    thing: str
    kind: str
    slot: str


# --- dressing ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Threaded(Event):
    """A limb went into an opening (sleeve_left, sleeve_right, head, foot)."""

    thing: str
    kind: str
    slot: str
    opening: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Worn(Event):
    """All openings are threaded.  defect, soiled: its true state at that moment."""

    thing: str
    kind: str
    slot: str
    soiled: bool
    defect: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fastened(Event):
    """A worn garment was closed."""

    thing: str
    kind: str
    slot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOff(Event):
    """A worn thing is off again."""

    thing: str
    kind: str
    slot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultAppeared(Event):
    """A worn garment came out of order (hair_strand, snap_open, collar_up, shoe_slipped)."""

    thing: str
    kind: str
    slot: str
    fault: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultMended(Event):
    """The trainee put it right."""

    thing: str
    kind: str
    slot: str
    fault: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjusted(Event):
    """Something about a worn garment was set right by hand (unfold, tuck_back, pull_up, tie, flap, pinch).  ok: it holds."""

    thing: str
    kind: str
    slot: str
    part: str
    hand: str
    ok: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered(Event):
    """The ends of a one-piece suit were taken together in the holding hand, or (on is false) slipped from it."""

    thing: str
    kind: str
    slot: str
    on: bool


# --- hygiene -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class SoapTaken(Event):
    """ok is false when the dispenser gave nothing."""

    thing: str
    kind: str
    slot: str
    ok: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SurfaceWashed(Event):
    """One stay on one surface of the hands (palms, backs, between, thumbs, tips, wrists) ended; total_ticks: over the whole wash."""

    surface: str
    slot: str
    lasted_ticks: int
    total_ticks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rinsed(Event):
    """Hands were rinsed so long."""

    slot: str
    lasted_ticks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dried(Event):
    """Hands were dried; wet_left: 0 dry .. 100 dripping."""

    thing: str
    kind: str
    slot: str
    wet_left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WashEnded(Event):
    """The hands leave the sink (walked away, or gripped something): what this wash amounted to.

    wash_ticks: all surfaces together; missed: surfaces below their minimum; soap, rinsed, dry: done or not."""

    slot: str
    wash_ticks: int
    missed: int
    soap: bool
    rinsed: bool
    dry: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RubTaken(Event):
    """Hand rub dispensed.  ok: something came out; in_date: the bottle's date has not passed; hands_dry: as it should be."""

    thing: str
    kind: str
    slot: str
    ok: bool
    in_date: bool
    hands_dry: bool
    gloved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RubEnded(Event):
    """Hands are dry again, or touched something while wet (broken).  wet_ticks: contact time reached."""

    slot: str
    wet_ticks: int
    broken: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadMoved(Event):
    """Germs moved in a contact or were taken away by a wash: from source to target, milli-CFU; origin: event n where they entered."""

    source: str
    target: str
    load_mcfu: int
    origin: int


# --- doors -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorOpened(Event):
    """other_open: another door of this airlock stood open; since_closed_ticks: since the last door of it closed (-1: never)."""

    hand: str
    thing: str
    kind: str
    slot: str
    other_open: bool
    since_closed_ticks: int
    pressure_ok: bool
    by: str = "trainee"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorClosed(Event):
    """A door shut, by hand or by its closer."""

    thing: str
    kind: str
    slot: str
    by: str = "trainee"


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedThrough(Event):
    """At a passage: a personal thing was on the body or in a hand."""

    door: str
    thing: str
    kind: str
    slot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WornAt(Event):
    """At a passage: state of one slot of the outfit the level asks for.  One event per such slot.

    worn, closed, soiled, torn, gap (skin, hair or a fold showing) as they truly are; defect of what is worn."""

    door: str
    slot: str
    worn: bool
    closed: bool
    soiled: bool
    torn: bool
    gap: bool
    defect: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed(Event):
    """The operator went through.  Comes after the CarriedThrough and WornAt events of that passage."""

    thing: str
    kind: str
    slot: str
    room_from: str
    room_to: str


# --- words -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared(Event):
    """The trainee declared something.  subject: fit | soiled | damaged | expired | empty | pressure | person;
    true: the world agrees (a fit declared with a fault present is not true)."""

    subject: str
    thing: str
    kind: str
    slot: str
    true: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed(Event):
    """A document was signed."""

    thing: str
    kind: str
    slot: str
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said(Event):
    """Something was said to somebody (what: id of a phrase)."""

    to: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Event):
    """Somebody spoke to the trainee and waits for an answer (question: id of the phrase)."""

    question: str
    thing: str
    slot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered(Event):
    """A question was answered; right: the choice is one the level calls right."""

    question: str
    choice: str
    right: bool
    slot: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hinted(Event):
    """A hint was given for a slot; depth 1 (where) to 3 (how)."""

    slot: str
    depth: int


KINDS: dict[str, type[Event]] = {}
"""Event name as rules and run files write it (snake case) -> class."""


def name_of(cls: type[Event]) -> str:
    """DoorOpened -> door_opened."""
    return "".join("_" + c.lower() if c.isupper() else c for c in cls.__name__).lstrip("_")


# Not __subclasses__(): slots=True makes each class twice, and the first copy lives on for a while.
for _cls in list(globals().values()):
    if isinstance(_cls, type) and issubclass(_cls, Event) and _cls is not Event:
        KINDS[name_of(_cls)] = _cls
NAMES: dict[type[Event], str] = {cls: name for name, cls in KINDS.items()}


def to_plain(event: Event) -> dict[str, Any]:
    """A JSON-ready dict: `event` first, then fields in the order they are declared."""
    return {"event": NAMES[type(event)], **{f.name: getattr(event, f.name) for f in dataclasses.fields(event)}}


def from_plain(data: dict[str, Any]) -> Event:
    """The inverse of to_plain.  Raises KeyError for an unknown event, TypeError for wrong fields."""
    fields = dict(data)
    return KINDS[fields.pop("event")](**fields)
