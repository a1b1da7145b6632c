"""Everything that changes at the filling line: plain, picklable, JSON-able."""

from __future__ import annotations

from dataclasses import dataclass, field

from game.world.twin.state import Alarm, FaultState


@dataclass(slots=True)
class Vial:
    """A body on the track.  x: its place, m.  state: "up", "fallen" or "broken"."""

    n: int
    x: float = 0.0
    dose_ml: float = 0.0
    stoppered: bool = False
    capped: bool = False
    bad: bool = False
    """Seen to be bad by a sensor: the pusher will take it."""
    state: str = "up"
    open_s: float = 0.0


@dataclass(slots=True)
class Glove:
    """A glove of the barrier.  hole_mm: the truth; known: somebody has found it."""

    hole_mm: float = 0.0
    known: bool = False
    in_use: bool = False
    busy_until_s: float | None = None


@dataclass(slots=True)
class Check:
    """One control, what it found, and the unit up to which that holds."""

    kind: str
    t_s: float
    unit: int
    conforming: bool


@dataclass(slots=True)
class Air:
    """Grade A as one volume, particles/m3; differences in Pa; the counter's last minute."""

    um05: float = 40.0
    um5: float = 0.2
    source: float = 0.0
    """Particles of a fault, 1/(m3 s) of 0.5 um and more ..."""
    source_at: str = ""
    """... and the zone whose window seal hangs out."""
    over_b_pa: float = 14.0
    room_pa: float = 15.0
    seen_um05: float = 40.0
    seen_um5: float = 0.0
    minute: int = 0
    drawn_um05: float = 0.0
    drawn_um5: float = 0.0
    """What the counter has drawn since the last full minute, particles per m3 times s."""


@dataclass(slots=True)
class Counts:
    """What the machine counts."""

    infed: int = 0
    filled: int = 0
    stoppered: int = 0
    capped: int = 0
    rejected: int = 0
    good: int = 0
    removed: int = 0


@dataclass(slots=True)
class LineState:
    """The whole state.  vials: front first."""

    seed: int
    step: int
    t_s: float
    vials: list[Vial]
    running: bool
    counts: Counts
    air: Air
    guards: dict[str, bool]
    """Zone -> open."""
    gloves: dict[str, Glove]
    doors: dict[str, bool]
    """Airlock door -> open."""
    alarms: dict[str, Alarm]
    stoppers: int
    bag: int
    next_n: int = 1
    stopped_by: str = "start"
    dosing_s: float | None = None
    """Time left of the stroke under way."""
    starved_s: float = 0.0
    """How long the needles have waited for vials."""
    misses: int = 0
    jammed: bool = False
    dose_shift: float = 0.0
    tool: str = "sterile"
    """"sterile", "dropped" or "gone"."""
    tool_lies: str = ""
    """Zone on whose floor forceps lie that were dropped; they lie there even when others hang in their place."""
    out: list[int] = field(default_factory=list)
    rejected: list[int] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    quarantined: list[list[int]] = field(default_factory=list)
    """[first, last] of each labelled range."""
    marks: dict[str, list[str]] = field(default_factory=dict)
    """Unit -> what it truly was exposed to."""
    weights: list[list[float]] = field(default_factory=list)
    """[unit, mL] of the last weighed."""
    checks: list[Check] = field(default_factory=list)
    faults: dict[str, FaultState] = field(default_factory=dict)
    power_back_s: float | None = None
    siren: bool = False
