"""Plain state of a run in which a process leaves its way: everything that changes.  Picklable, so a snapshot *is* this state."""

from __future__ import annotations

from dataclasses import dataclass, field

from game.entities.forms import FormState
from game.entities.state import RunState


@dataclass(slots=True)
class ReplyState:
    """Somebody will answer: when (seconds of the process), who, to what."""

    due_s: int
    who: str
    what: str


@dataclass(slots=True)
class PortState:
    """A sampling port: seconds it has been wet with disinfectant (-1: not wiped), whether its dead leg was run off."""

    wet_s: int = -1
    flushed: bool = False


@dataclass(slots=True)
class FoundState:
    """The truth of this run, in seconds of the process; -1: not yet.

    due: a fault on a condition, whose condition holds: when it begins; began: the fault; drift: it can be seen in the trend; rang: its
    first alarm; out: its limit was passed."""

    due: int = -1
    began: int = -1
    drift: int = -1
    rang: int = -1
    out: int = -1
    base: float = 0.0
    """What its tag read when it began."""
    away_s: int = 0
    """How long that has been away from its way."""


@dataclass(slots=True)
class PieceState:
    """Something that lies on the track and has to come out.

    what: broken (the vial) | fragment | fallen | stopper; x_m: on the track; by: the hand that has it, "" while it lies."""

    id: str
    what: str
    zone: str
    x_m: float
    by: str = ""


@dataclass(frozen=True, slots=True)
class Entered:
    """A hand went into a glove of the barrier.  n: serial number of that event; hole_mm: of the glove then, the truth."""

    n: int
    tick: int
    hand: str
    glove: str
    hole_mm: float


@dataclass(slots=True)
class BarrierState:
    """What happens behind the barrier of the filling machine."""

    inside: dict[str, str] = field(default_factory=dict)
    """hand -> glove it is in."""
    entered: list[Entered] = field(default_factory=list)
    """Every time, for the plates of the debrief."""
    pieces: list[PieceState] = field(default_factory=list)
    binned: int = 0
    fingered: bool = False
    """A piece was taken with the fingers, or with forceps that had been dropped."""
    tool_found: bool = False
    """The trainee knows that the forceps lie on the floor: he dropped them, or has seen them there."""
    over_ticks: dict[str, int] = field(default_factory=dict)
    """hand -> ticks for which it has carried something over open vials."""
    typed: dict[str, int] = field(default_factory=dict)
    """What stands in the fields of the panel."""
    removed: int = 0
    """Units put out by the key."""
    separated: int = -1
    examined: int = -1
    """When all gloves had been looked at, or one was found torn."""
    looks: dict[str, int] = field(default_factory=dict)
    """Glove or window ("glove.filling_left") -> when last looked at closely."""


@dataclass(slots=True, kw_only=True)
class DeviationState(RunState):
    """All of a run at one tick.  Times of done things are seconds of the process, -1 while they are not."""

    seconds: int = 0
    """Seconds of the process since the start of the run."""
    looked: dict[str, int] = field(default_factory=dict)
    """"thing/part" -> when last."""
    history: list[tuple[float, ...]] = field(default_factory=list)
    """Readings of TRENDS every HISTORY_S."""
    found: FoundState = field(default_factory=FoundState)
    noticed: int = -1
    safe: int = -1
    stopped: bool = False
    """Something that made safe is still stopped."""
    told: dict[str, int] = field(default_factory=dict)
    """who -> when."""
    replies: list[ReplyState] = field(default_factory=list)
    answers: list[tuple[str, str]] = field(default_factory=list)
    """(who, what) of the answers so far."""
    authorised: str = "none"
    """none | spoken | written."""
    mended: int = -1
    resumed: int = -1
    confirmed: list[str] = field(default_factory=list)
    """Tags whose reading was held against an independent one."""
    ports: dict[str, PortState] = field(default_factory=dict)
    carried: dict[str, str] = field(default_factory=dict)
    """thing -> where it is: "" at its place, "hand:<hand>", id of what it lies on or in."""
    labels: dict[str, int] = field(default_factory=dict)
    """label -> when it was first stuck where it belongs."""
    kept: list[str] = field(default_factory=list)
    printed: bool = False
    forms: dict[str, FormState] = field(default_factory=dict)
    pulls: dict[str, float] = field(default_factory=dict)
    """hand -> height at which it took the folded line."""
    marks: dict[str, int] = field(default_factory=dict)
    """signal -> second of the run at which the trainee set a mark of his own on its trend; never judged."""
    barrier: BarrierState = field(default_factory=BarrierState)
    """Filling line only."""
    phase: str = "shift"
    """shift | next_day."""
    met_tick: int = -1
    """When the team met the next day, -1 before."""

    @property
    def labelled(self) -> int:
        """When the first status label went where it belongs, -1 while none has."""
        return min(self.labels.values(), default=-1)
