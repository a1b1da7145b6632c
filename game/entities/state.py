"""Plain state of one run: everything that changes, nothing that is derived.  Picklable, so a snapshot *is* this state.

Lengths in metres, hand positions relative to the operator's feet, durations in ticks, loads in CFU.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from game.entities.garment import GarmentState
from game.entities.kinds import HAND_SURFACES

REST = {"left": (-0.30, 0.80), "right": (0.30, 0.80)}
"""Where hands hang when nothing is asked of them."""


@dataclass(slots=True)
class HandState:
    """One hand of the trainee."""

    x: float
    y: float
    target_x: float
    target_y: float
    holding: str = ""
    anchor: str = ""


@dataclass(slots=True)
class FootState:
    """One foot: which side of the bench, what covers it, whether it is up."""

    side: str = "dirty"
    covered_by: str = ""
    lifted: bool = False


@dataclass(slots=True)
class WashState:
    """A hand wash under way."""

    begun: bool = False
    active: str = ""
    """Surface being rubbed, "rinse", "dry:<thing>" or ""."""
    stay_ticks: int = 0
    ticks: dict[str, int] = field(default_factory=lambda: dict.fromkeys(HAND_SURFACES, 0))
    soap: bool = False
    rinse_ticks: int = 0
    tap: bool = False


@dataclass(slots=True)
class StrokeState:
    """A stroke of the hand along a worn garment under way."""

    hand: str
    thing: str
    part: str
    ticks: int = 0


@dataclass(slots=True)
class OperatorState:
    """The trainee's figure."""

    x: float
    walk_to: float | None = None
    brisk: bool = False
    stance: str = "stand"
    hands: dict[str, HandState] = field(default_factory=lambda: {h: HandState(x, y, x, y) for h, (x, y) in REST.items()})
    feet: dict[str, FootState] = field(default_factory=lambda: {"left": FootState(), "right": FootState()})
    wet: float = 0.0
    """Water on the hands, 0 dry to 100 dripping."""
    washed: bool = False
    wash_complete: bool = False
    """The last wash had soap, all surfaces long enough, rinse and drying."""
    rub_ticks_left: int = 0
    rub_ticks_done: int = 0
    disinfected: bool = False
    wash: WashState = field(default_factory=WashState)
    faults_seen: dict[str, list[str]] = field(default_factory=dict)
    """slot -> faults seen in the mirror and not yet mended."""
    mirror_tick: int = -1
    fit_declared: bool = False
    gauge_read: dict[str, float] = field(default_factory=dict)
    """gauge id -> last reading, Pa."""
    speed_bins: list[float] = field(default_factory=lambda: [0.0] * 5)
    """Metres walked in each of the last five tenths of a second."""
    speed_armed: bool = True
    rub_slot: str = ""
    """Slot of the dispenser last used."""
    rubbed: list[str] = field(default_factory=list)
    """Slots of dispensers whose product had its contact time."""
    stroke: StrokeState | None = None
    hand_bins: dict[str, list[float]] = field(default_factory=lambda: {"left": [0.0] * 5, "right": [0.0] * 5})
    """Metres each hand moved through the room in each of the last five stretches of 8 ticks."""


@dataclass(slots=True)
class ThingState:
    """One entity.  `on`: "" at its place, "body:<spot>", "hand:<hand>", "worn", "inside:<pack>", "floor", or the id it lies in or on."""

    id: str
    kind: str
    slot: str
    x: float
    y: float
    on: str = ""
    open: bool = False
    defect: str = ""
    soiled: bool = False
    torn: bool = False
    looked: bool = False
    known: list[str] = field(default_factory=list)
    gripped: bool = False
    threaded: list[str] = field(default_factory=list)
    closed: bool = False
    zip: float = 0.0
    settled: list[str] = field(default_factory=list)
    """What has been set right since it is worn (strokes and presses of its kind)."""
    worn_at: int = -1
    """Tick at which it was put on."""
    gathered: bool = False
    """A hand holds its ends together, so that nothing hangs."""
    faults: list[str] = field(default_factory=list)
    empty: bool = False
    opened_at: int = -1
    """Doors: tick at which it was last opened."""
    closed_at: int = -1
    """Doors: tick at which it last shut."""
    close_at: int = -1
    """Doors: tick at which the closer shuts it (-1: not armed)."""
    pressure: float = 0.0


CHANNELS = ("mcp", "um5", "um05")
"""Of the air: microbe-carrying particles, particles of 5 um and more, of 0.5 um and more."""


@dataclass(slots=True)
class Volume:
    """One well-mixed volume: plain state, picklable.  c: per m3, by channel."""

    volume_m3: float
    ach: float
    c: dict[str, float] = field(default_factory=lambda: dict.fromkeys(CHANNELS, 0.0))
    settled_per_m2: float = 0.0
    """Microbe-carrying particles that came down so far."""


@dataclass(slots=True)
class Pending:
    """Something the world will do at a tick.  what: fault | pressure_back | cleaned."""

    tick: int
    what: str
    thing: str
    detail: str = ""
    cause: int | None = None


@dataclass(slots=True, kw_only=True)
class RunState:
    """What the state of a run holds in every scene."""

    tick: int = 0
    n: int = 0
    operator: OperatorState
    people: dict[str, str] = field(default_factory=dict)
    """Thing by which somebody will speak to the trainee -> what about."""
    question: str = ""
    """What was asked and waits for an answer."""
    question_slot: str = ""
    hints: dict[str, int] = field(default_factory=dict)
    """slot -> how deep the hints on it went."""
    met: list[str] = field(default_factory=list)
    """Drawn hazards that came into play."""
    drafts: dict[str, dict[str, str]] = field(default_factory=dict)
    """"thing/field" -> part -> what stands typed there and is not yet written."""
    ended: str = ""


@dataclass(slots=True, kw_only=True)
class WorldState(RunState):
    """All of a run of gowning at one tick."""

    things: dict[str, ThingState]
    garments: dict[str, GarmentState] = field(default_factory=dict)
    resting_ticks: dict[str, int] = field(default_factory=dict)
    loads: dict[str, dict[int, float]] = field(default_factory=dict)
    """surface -> origin event -> CFU."""
    bad_pack: dict[str, str] = field(default_factory=dict)
    """slot -> defect the first pack met there will show."""
    flawed: dict[str, str] = field(default_factory=dict)
    """slot -> defect the first garment taken out there will have."""
    undone: dict[str, str] = field(default_factory=dict)
    """slot -> fault that will appear once it is worn."""
    colleagues: list[str] = field(default_factory=list)
    """Doors a colleague will still come through."""
    pending: list[Pending] = field(default_factory=list)
    touching: dict[str, int] = field(default_factory=dict)
    """thing/surface -> event n of the touch that is going on."""
    causes: dict[str, int] = field(default_factory=dict)
    """thing -> event n of the act that may lead to its next touch (let go, torn)."""
    air: dict[str, Volume] = field(default_factory=dict)
    """Room -> its air."""
    dropped: list[str] = field(default_factory=list)
    """Slots whose garment was let fall at least once."""
