"""Plain state of a run at a line: everything that changes.  Picklable, so a snapshot *is* this state.  Metres, ticks."""

from __future__ import annotations

from dataclasses import dataclass, field

from game.entities.forms import FormState
from game.entities.state import RunState


@dataclass(slots=True)
class ResidueState:
    """One residue.  id: its slot.

    on: "" where it lies, stands or sticks; "hand:<hand>"; id of the bin, shelf or box it is in; "set" (a state put right)."""

    id: str
    kind: str
    station: str
    zone: str
    spot: str
    x: float
    y: float
    """Its middle, room metres."""
    plane: str = "front"
    vx: float = 0.0
    vy: float = 0.0
    moving: bool = False
    on: str = ""
    stuck: bool = False
    """It sticks, wraps or jams: it stays where it is until it is peeled or drawn out."""
    at: str = ""
    """Step whose places it was in when the run began."""
    torn: bool = False
    slot: str = ""
    """Its own id; what is left of a torn label keeps the slot of that label."""
    knocked: bool = False
    """It fell over or down: it lies, and nothing of its first station hides it."""
    counted: bool = False
    known: bool = False
    """Looked at closely (a display, a sticker read), or pointed out by the second person."""
    found: str = ""
    """Who found it: trainee | second."""
    event: int = -1
    """Serial number of the event when it was found."""
    cleared: bool = False
    """Where it belongs, or as it has to be, or reported."""
    cleared_at: int = -1


@dataclass(slots=True)
class PullState:
    """A stuck thing that a hand has taken hold of: where that was."""

    residue: str
    anchor: str
    x: float
    y: float


@dataclass(slots=True)
class SecondState:
    """The second person.  doing: "" | coming | looking | waiting (for what he found to be removed) | done."""

    x: float
    doing: str = ""
    point: str = ""
    """Step he looks at, or will look at next."""
    since: int = 0
    checked: list[str] = field(default_factory=list)
    waits_for: list[str] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class LineState(RunState):
    """All of a run at a line at one tick."""

    residues: dict[str, ResidueState] = field(default_factory=dict)
    machine: str = "running"
    """running | stopped | locked"""
    open: list[str] = field(default_factory=list)
    """"<station>.<guard>" of all that stands open."""
    jogged: int = 0
    """How often the line was jogged."""
    jog_until: int = -1
    cells: dict[str, list[int]] = field(default_factory=dict)
    """"<station>.<zone>" -> ticks that each cell was in view (6 are enough)."""
    zones_seen: dict[str, int] = field(default_factory=dict)
    """"<station>.<zone>" -> tick at which it had been seen nearly everywhere."""
    points: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Step -> ticks between which its places were looked at (the second -1 until all are seen)."""
    looked: dict[str, int] = field(default_factory=dict)
    """Thing -> tick at which it was last looked at closely."""
    uses: dict[str, int] = field(default_factory=dict)
    """"<thing>.<verb>" -> tick of the last time it was done and came out right."""
    counts: dict[str, int] = field(default_factory=dict)
    """What was counted: thing -> how many."""
    loose: int = 0
    """Loose coded labels counted so far."""
    pulls: dict[str, PullState] = field(default_factory=dict)
    """Hand -> what it pulls at."""
    swing: dict[str, list[float]] = field(default_factory=lambda: {"left": [0.0] * 8, "right": [0.0] * 8})
    """Metres each hand moved in each of the last eight ticks."""
    tongs: bool = False
    """The tongs were taken along: from now on they come by themselves."""
    reached_in: list[str] = field(default_factory=list)
    """Guards behind which a hand has been while the line was not locked."""
    forms: dict[str, FormState] = field(default_factory=dict)
    """Document -> what is written on it."""
    second: SecondState | None = None
    signed: bool = False
    """The check-list was signed as a whole."""
    started: bool = False
    reported: list[str] = field(default_factory=list)
    """What was declared after the signature."""
    fragments: int = 0
