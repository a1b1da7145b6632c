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

    began: the fault; drift: it can be seen in the trend; rang: its first alarm; out: its limit was passed."""

    began: int = -1
    drift: int = -1
    rang: int = -1
    out: int = -1
    base: float = 0.0
    """What its tag read when it began."""
    away_s: int = 0
    """How long that has been away from its way."""


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
    labelled: int = -1
    kept: list[str] = field(default_factory=list)
    printed: bool = False
    forms: dict[str, FormState] = field(default_factory=dict)
    pulls: dict[str, float] = field(default_factory=dict)
    """hand -> height at which it took the folded line."""
    marks: dict[str, int] = field(default_factory=dict)
    """signal -> second of the run at which the trainee set a mark of his own on its trend; never judged."""
    phase: str = "shift"
    """shift | next_day."""
