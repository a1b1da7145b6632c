"""What happens in a changing room: dressing, hygiene, doors."""

from __future__ import annotations

from dataclasses import dataclass

from game.events.base import Event

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned(Event):
    """What was reported soiled has been cleaned and disinfected by those whose work it is."""

    thing: str
    kind: str
    slot: str


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
