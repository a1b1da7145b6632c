"""What happens in every scene: the run itself, moving, hands and things, words."""

from __future__ import annotations

from dataclasses import dataclass

from game.events.base import Event

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
    """A foot came down on a side of the bench.  slot: over_shoe slot of that foot; side: dirty | clean; soiled: what it stands on now
    bears the dirt of shoes though that is the clean side."""

    foot: str
    side: str
    covered: bool
    slot: str
    soiled: bool = False


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
