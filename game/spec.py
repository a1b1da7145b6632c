"""The typed level: what an instructor wrote, once it is sound.  Frozen; past the loader there is no dict of YAML left.

Metres, kilograms and seconds, as in the YAML.  x grows from the dirty towards the clean end, y up from the floor.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages."""

    fr: str
    en: str

    def get(self, lang: str) -> str:
        """The text in `lang` ("fr" or "en")."""
        return self.en if lang == "en" else self.fr


@dataclass(frozen=True, slots=True)
class Control:
    """Document control of a level (levels are controlled documents, design section 6)."""

    version: str
    procedure: str
    procedure_version: str
    author: str
    reviewer: str = ""
    approver: str = ""
    approved_on: str = ""
    approval: str = ""
    """What was approved: a fingerprint of level and rules (see game.session.approval); "" = nothing."""

    @property
    def signed(self) -> bool:
        """Whether reviewer, approver and date are all there.  Whether they signed this text is `game.session.approval.in_force`."""
        return bool(self.reviewer and self.approver and self.approved_on)


@dataclass(frozen=True, slots=True)
class RoomSpec:
    """A room or a side of an airlock, from x0_m to x1_m."""

    id: str
    name: Text
    x0_m: float
    x1_m: float
    grade: str
    """"CNC" (not classified), "D", "C", "B" or "A"."""
    side: str = ""
    """"dirty" or "clean" inside an airlock, else ""."""


@dataclass(frozen=True, slots=True)
class ThingSpec:
    """One entity as the level places it.  `kind` names an entry of `game.entities.kinds.KINDS`."""

    id: str
    kind: str
    x_m: float = 0.0
    y_m: float = 0.0
    """Where its anchor point stands (the foot of what stands, the middle of what hangs on a wall)."""
    slot: str = ""
    """The slot of the procedure it serves; several packs may serve one."""
    on: str = ""
    """"" = at x_m, y_m; "body:pocket", "body:wrist", ... = on the trainee; else the id of the thing it lies on."""
    holds: str = ""
    """For packs: the kind of garment inside."""
    between: tuple[str, str] | None = None
    """For doors: the rooms on its dirty and clean sides."""
    airlock: str = ""
    """For doors: id of the airlock it belongs to."""
    checkpoint: bool = False
    """For doors: passing it reports the outfit (WornAt events)."""
    end: bool = False
    """For doors: passing it ends the run."""
    pressure_pa: float = 0.0
    """For doors and their gauge: difference clean side minus dirty side."""
    name: Text | None = None


@dataclass(frozen=True, slots=True)
class TraineeSpec:
    """The figure: where it starts and what it looks like (looks: a, b, skin 1 to 3; drawn from the seed where 0 or "")."""

    x_m: float
    hair: str = ""
    """"" = drawn; else short or long."""
    beard: str = ""
    """"" = drawn; else yes or no."""


@dataclass(frozen=True, slots=True)
class StepSpec:
    """One step of the procedure; its id is its slot.

    do: stow | wear | pass | cross | wash | rub | check | read | drop | discard (verbs of the expert; see docs/architecture.md)."""

    id: str
    do: str
    text: Text
    thing: str = ""
    """Id of the thing, or (wear) the slot's garment kind."""
    into: str = ""
    """stow, discard: id of the container."""
    after: tuple[str, ...] = ()
    """Steps that the site's procedure puts before this one (the expert obeys; rules score)."""
    hint: Text | None = None
    only_if: str = ""
    """"" = always; "beard" = only when the figure has one."""
    say: Text | None = None
    """In guided mode: what the coach says when this step comes up."""
    why: Text | None = None
    covers: tuple[str, ...] = ()
    """inspect: ids of the things whose zones this point of the check-list speaks of."""


@dataclass(frozen=True, slots=True)
class BatchSpec:
    """What the new batch's order says, and what the batch before was: the truth that displays and forms are held against."""

    product: Text
    old: str
    """Number of the batch that has ended."""
    new: str
    expiry_old: str
    """As printed: "2028-11"."""
    expiry_new: str
    recipe_old: str
    """Name of the camera's recipe."""
    recipe_new: str
    date: str
    """The day of the run in the room, "2026-11-23"."""
    clock: str
    """Time on the wall at the start, "09:00"."""
    labels_issued: int = 0
    labels_applied: int = 0
    labels_rejected: int = 0
    labels_specimens: int = 0
    labels_left: int = 0
    """Coded labels that remain, loose ones not counted in."""
    article_old: str = ""
    """Code of the labels of the product before ..."""
    article_new: str = ""
    """... and of those of the new batch, as delivered to the line and as the order asks."""
    delivered: int = 0
    """How many of these the order asks for."""


@dataclass(frozen=True, slots=True)
class ResidueDraw:
    """How many residues one run has, of which difficulty; kinds that this line never has."""

    least: int
    most: int
    easiest: int = 1
    hardest: int = 5
    leave_out: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    """Empty: the whole bank, as far as it fits on this line."""


@dataclass(frozen=True, slots=True)
class ProcessSpec:
    """Deviation: the process that runs, and what the site has laid down for the case that it leaves its way."""

    twin: str
    """bioreactor | filling."""
    batch: str
    product: Text
    equipment: str
    """As the sign on it says: "BR-204"."""
    room: str
    day: int
    """Day of the culture on which the run begins."""
    date: str
    """The day in the room, "2026-11-23"."""
    clock: str
    """Time on the wall at the start, "14:00"."""
    pace: int
    """Seconds of the process in a second of play."""
    listed: tuple[str, ...]
    """What the response sheet leaves to the operator, "act" or "act.target" (stop_pump.feed)."""
    safe: tuple[str, ...]
    """Of these, what makes safe."""
    supervisor_min: int = 4
    quality_min: int = 8
    """Minutes of the process until they answer."""
    since_s: int = 0
    """Filling: how long the batch has run ..."""
    units: int = 0
    """... and of how many units it is."""
    checks: tuple[tuple[str, int], ...] = ()
    """Controls of the line and every how many seconds they are due."""


@dataclass(frozen=True, slots=True)
class WhenSpec:
    """What a fault waits for: one of these, the others as they are here."""

    thing: str = ""
    """The trainee turns to that thing for the first time: looks, works it, takes it."""
    units: int = 0
    """Filling line: more units than that are filled."""
    cells: float = 0.0
    """Bioreactor: more viable cells than that, 1e6/mL."""


@dataclass(frozen=True, slots=True)
class HazardSpec:
    """One entry of the pool.

    kind: personal_item | bad_pack | flawed_garment | comes_undone | dispenser | pressure | colleague | person | soiled_bench.
    what: item (watch), defect (expired, torn, wrong_size, stained), fault (hair_strand), state (empty, expired).
    at: slot or thing id it concerns."""

    id: str
    kind: str
    at: str
    what: str
    text: Text
    reserved: bool = False
    """Kept for assessment."""
    weight: int = 1
    size: float = 1.0
    """fault: how much (see game.world.twin.faults)."""
    after_s: float = 0.0
    """fault: seconds of the process from the start of the run (with `when`: from when that holds) until it begins ..."""
    over_s: float = 0.0
    """... and until it has its size."""
    where: str = ""
    """fault of a filling line: zone, glove or door."""
    when: WhenSpec | None = None
    """fault: what it waits for ..."""
    latest_s: float = 0.0
    """... and the second of the process at which it begins even so."""


@dataclass(frozen=True, slots=True)
class PlaytestSpec:
    """A run that `check --play` plays: the expert, or a trainee who errs once, and the rules that have to be found broken."""

    id: str
    seed: int = 0
    op: str = ""
    """"" = the expert, who errs never; else the error (see game.session.mutation)."""
    at: str = ""
    """Where he errs: a slot, or a tag that one slot carries."""
    args: tuple[tuple[str, str], ...] = ()
    finds: tuple[str, ...] = ()
    """Ids of the rules, and no others."""


@dataclass(frozen=True, slots=True)
class LevelSpec:
    """A sound level."""

    format: int
    id: str
    scene: str
    title: Text
    brief: tuple[Text, ...]
    grade: str
    """Area whose clauses the sheet cites: "D", "C", ..."""
    control: Control
    modes: tuple[str, ...]
    target_s: float
    limit_s: float
    rooms: tuple[RoomSpec, ...]
    things: tuple[ThingSpec, ...]
    trainee: TraineeSpec
    steps: tuple[StepSpec, ...]
    hazards: tuple[HazardSpec, ...] = ()
    hazards_fixed: tuple[str, ...] = ()
    """Ids of hazards that every run has."""
    hazards_draw: tuple[int, int] = (0, 0)
    """Least and most hazards drawn besides the fixed ones."""
    rules: tuple[str, ...] = ()
    """Ids of the rules in play."""
    limits: Mapping[str, float] = field(default_factory=dict)
    """Site values, e.g. wash_s, rub_s, airlock_delay_s, hand_speed_m_s."""
    batch: BatchSpec | None = None
    """Line clearance: the batch before and the batch to come."""
    process: ProcessSpec | None = None
    """Deviation: the process that runs."""
    residues: ResidueDraw | None = None
    """Line clearance: what the batch before may have left."""
    poster: tuple[Text, ...] = ()
    """The site's procedure as it hangs on the wall."""
    playtests: tuple[PlaytestSpec, ...] = ()
    """What the check plays."""
    text_hash: str = ""
    """SHA-256 of the level file, hexadecimal."""
    source: str = ""
    """The whole level file as it was read: a run file carries it, so that the run can be replayed anywhere."""

    def thing(self, thing_id: str) -> ThingSpec:
        """The thing of that id.  Raises KeyError."""
        for thing in self.things:
            if thing.id == thing_id:
                return thing
        raise KeyError(thing_id)

    def interlocked(self, door_id: str) -> bool:
        """Whether a door leads to grade B or A: such an airlock is locked, not only watched."""
        between = self.thing(door_id).between or ()
        return any(room.id in between and room.grade in ("A", "B") for room in self.rooms)

    def step(self, step_id: str) -> StepSpec:
        """The step of that id.  Raises KeyError."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot of the procedure that rules can bind to: a step, a piece of the outfit, a drawn hazard, a personal item."""

    id: str
    tags: tuple[str, ...]
