"""What all acts at a line share: the level's places, the residues, and what paper has to know of them."""

from __future__ import annotations

from game.entities.forms import SINGLE, FieldSpec, FormSpec, LineSpec, check_list
from game.entities.line_state import LineState, ResidueState
from game.entities.residues import RESIDUES, ResidueKind
from game.entities.stations import STATIONS
from game.events import ResidueFound, ResidueLeft
from game.spec import BatchSpec, LevelSpec, StepSpec, Text
from game.world import typed
from game.world.basis import Basis, distance
from game.world.documents import Paper, Truth
from game.world.hazards import Draw
from game.world.line import truths
from game.world.line.places import Layout, layout, middle_x, point
from game.world.physics import Bodies

REACH_M = 0.15
"""How near a hand must be to act on a thing."""
PUT_M = 0.30
"""How near the mouth of a bin, the middle of a shelf or a board, a hand must be to let go into it."""
LOOK_M = 1.5
"""How near the operator must stand to read something."""
NO_BATCH = BatchSpec(
    product=Text("", ""), old="", new="", expiry_old="", expiry_new="", recipe_old="", recipe_new="", date="2026-01-01", clock="00:00"
)
"""For a level that is still being written."""


class LineCore(Basis[LineState]):
    """State of a run at a line and the helpers every act needs.  Is the `Room` that paper lies in."""

    def __init__(self, level: LevelSpec, seed: int, drawn: Draw, state: LineState, bodies: Bodies) -> None:
        super().__init__(level, seed, drawn, state)
        self.bodies = bodies
        self.layout: Layout = layout(level)
        self.batch = level.batch or NO_BATCH
        self.papers = {paper.id: paper for paper in _papers(level, state)}
        self._start_min = typed.minutes_of(self.batch.clock)
        self._today = typed.day_of(self.batch.date)

    def stands_by(self, thing_id: str) -> tuple[float, str]:
        return middle_x(self.level, thing_id), thing_id

    # --- places

    def has(self, thing_id: str) -> bool:
        """Whether the level has a station of that id."""
        return any(thing.id == thing_id for thing in self.level.things)

    def point(self, thing_id: str, part: str = "") -> tuple[float, float]:
        """Where a part, guard or mouth of a station is."""
        return point(self.level, thing_id, part)

    def near(self, hand: str, where: tuple[float, float], reach: float = REACH_M) -> bool:
        """Whether a hand is within `reach` of a point."""
        return distance(*self.hand_at(hand), *where) <= reach

    def by(self, thing_id: str) -> bool:
        """Whether the operator stands near enough to read a thing (documents he carries go with him)."""
        paper = self.papers.get(thing_id)
        return (paper is not None and paper.spec.carried) or abs(middle_x(self.level, thing_id) - self.op.x) <= LOOK_M

    def lamp_hand(self) -> str:
        """The hand whose target is looked at: the one with the lamp, else the left."""
        return "right" if self.op.hands["right"].holding == "lamp" else "left"

    def lit(self) -> bool:
        """Whether the lamp is in a hand."""
        return self.op.hands[self.lamp_hand()].holding == "lamp"

    def shut(self, zone_id: str) -> bool:
        """Whether a guard, lid or flap hides a zone now."""
        zone = self.layout.zones.get(zone_id)
        return zone is not None and bool(zone.guard) and zone.guard not in self.state.open

    # --- residues

    def kind(self, residue: ResidueState) -> ResidueKind:
        """The kind of a residue."""
        return RESIDUES[residue.kind]

    @property
    def phase(self) -> str:
        """before | signed | started: how far the clearance has come."""
        return "started" if self.state.started else "signed" if self.state.signed else "before"

    def find(self, residue: ResidueState, by: str = "trainee", cause: int | None = None) -> None:
        """It is found, for the first time."""
        residue.known = True
        if residue.found:
            return
        residue.found = by
        kind = self.kind(residue)
        residue.event = self.emit(
            ResidueFound, cause=cause, thing=residue.id, kind=residue.kind, slot=residue.slot, at=residue.at,
            zone=f"{residue.station}.{residue.zone}", family=kind.family, difficulty=kind.difficulty, by=by, phase=self.phase,
        )  # fmt: skip

    def still_there(self, step: str = "") -> list[ResidueState]:
        """Residues that are not yet where they belong (of one point, or of all)."""
        return [r for r in self.state.residues.values() if not r.cleared and (not step or r.at == step)]

    def report_left(self, point_name: str, step: str, cause: int) -> None:
        """At a signature or the start: say what is still there.  What a line was signed over follows from that signature."""
        signatures: dict[str, int] = {}
        for paper in self.papers.values():
            signatures.update(paper.state.signature)
        for residue in self.still_there(step):
            kind = self.kind(residue)
            self.emit(
                ResidueLeft, cause=signatures.get(residue.at, cause), thing=residue.id, kind=residue.kind, slot=residue.slot,
                at=residue.at, family=kind.family, difficulty=kind.difficulty, point=point_name, known=bool(residue.found),
            )  # fmt: skip

    # --- what paper asks (game.world.documents.Room)

    @property
    def now(self) -> int:
        """This tick."""
        return self.state.tick

    @property
    def clock_min(self) -> int:
        """The room's clock, minutes of the day."""
        return (self._start_min + self.state.tick // 3600) % 1440

    @property
    def latest_min(self) -> int:
        """Nothing here was yesterday."""
        return self.clock_min

    def clock_at(self, tick: int) -> int:
        """What the clock showed at an earlier tick."""
        return self.clock_min - (self.now - tick) // 3600

    @property
    def today(self) -> int:
        """The room's day, yyyymmdd."""
        return self._today

    @property
    def tolerance_min(self) -> int:
        """How far a time may be off the clock and still be right."""
        return int(self.limit("time_tolerance_min", 2.0))

    def step_of(self, paper: Paper, line: LineSpec) -> StepSpec | None:
        """The step a line stands for."""
        name = line.id or paper.slot
        return next((step for step in self.level.steps if step.id == name), None)

    def act_pct(self, paper: Paper, line: LineSpec) -> int:
        """How much of what a line records has been done, 0 to 100."""
        step = self.step_of(paper, line)
        return truths.done_pct(self.level, self.layout, self.state, step) if step and line.id else 100

    def act_tick(self, paper: Paper, line: LineSpec) -> int:
        """When the last of it was done; -1 while nothing is."""
        step = self.step_of(paper, line)
        return truths.done_tick(self.level, self.layout, self.state, step) if step and line.id else self.state.tick

    def truth(self, paper: Paper, line: LineSpec, spec: FieldSpec) -> Truth:
        """What a field should hold; None where anything is right."""
        return truths.truth(self.level, self.batch, self.state, paper, line, spec)

    def counted(self, paper: Paper, line: LineSpec, spec: FieldSpec) -> bool:
        """Whether a quantity was counted (True for what needs no counting)."""
        return truths.counted(self.state, self.level, paper, spec)

    def left(self, paper: Paper, line: LineSpec) -> int:
        """Residues still there in the places a line speaks of."""
        return len(self.still_there(line.id)) if line.id else 0

    def signed(self, paper: Paper, line: LineSpec | None, by: str, n: int) -> None:
        """A line (None: the whole) was just signed."""
        if line is not None:
            if by == "trainee" and line.id:
                self.report_left("line", line.id, n)
            return
        if paper.kind == "check_list" and by == "trainee":
            self.state.signed = True
            self.report_left("form", "", n)


def _papers(level: LevelSpec, state: LineState) -> list[Paper]:
    papers = []
    for thing in level.things:
        spec = form_of(level, thing.kind)
        if spec is not None:
            slot = next((s.id for s in level.steps if s.thing == thing.id and s.do in ("reconcile", "display", "sign")), thing.id)
            papers.append(Paper(thing.id, thing.kind, slot, spec, state.forms[thing.id]))
    return papers


def form_of(level: LevelSpec, kind: str) -> FormSpec | None:
    """The form that a kind of thing is, None for what is none."""
    if kind == "check_list":
        return check_list(level.steps)
    return SINGLE.get(kind)


def is_station(kind: str) -> bool:
    """Whether a kind is one of a line's."""
    return kind in STATIONS
