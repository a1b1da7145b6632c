"""What the operator at a line can perceive: the only thing expert, gestures, affordances and hint-free screens may read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from game.entities.forms import FormSpec, FormState
from game.entities.line import GuardKind, StationKind
from game.entities.line_state import ResidueState
from game.entities.residues import RESIDUES
from game.entities.stations import STATIONS
from game.spec import BatchSpec, StepSpec
from game.world import documents
from game.world.basis import BasisSeen
from game.world.line import looking, second, truths
from game.world.line.clearing import anchor_point
from game.world.line.core import LOOK_M, LineCore
from game.world.line.places import Zone


@dataclass(frozen=True, slots=True)
class HandSeen:
    """A hand: x, y in room metres."""

    x: float
    y: float
    holding: str
    anchor: str


@dataclass(frozen=True, slots=True)
class StationSeen:
    """A station where it stands.  x, y: left bottom corner, metres; step: the point that speaks of it."""

    id: str
    kind: StationKind
    x: float
    y: float
    step: str


@dataclass(frozen=True, slots=True)
class GuardSeen:
    """A guard, drawer, lid or flap.  id: "<station>.<guard>"."""

    id: str
    station: str
    kind: GuardKind
    x: float
    y: float
    open: bool


@dataclass(frozen=True, slots=True)
class ResidueSeen:
    """Something that does not belong, as far as it can be perceived.  on: see ResidueState.on."""

    id: str
    kind: str
    family: str
    station: str
    zone: str
    x: float
    y: float
    plane: str
    on: str
    stuck: bool
    torn: bool
    lying: bool
    counted: bool
    cleared: bool
    found: bool
    step: str
    slot: str


@dataclass(frozen=True, slots=True)
class SecondSeen:
    """The second person.  doing: "" | coming | looking | waiting | done."""

    x: float
    doing: str
    point: str
    waits_for: tuple[str, ...]


class LineSeen(BasisSeen[LineCore]):
    """A view on a run at a line that hides what the operator could not know."""

    # --- the run

    @property
    def batch(self) -> BatchSpec:
        """What the order says."""
        return self._core.batch

    @property
    def steps(self) -> tuple[StepSpec, ...]:
        """The steps of the procedure."""
        return self._core.level.steps

    @property
    def clock_min(self) -> int:
        """The clock on the wall, minutes of the day."""
        return self._core.clock_min

    @property
    def latest_min(self) -> int:
        """Up to which time of the day something can have happened."""
        return self._core.latest_min

    @property
    def today(self) -> int:
        """The day on the wall, yyyymmdd."""
        return self._core.today

    # --- oneself

    def hand(self, hand: str) -> HandSeen:
        """One hand.  Raises KeyError for a name that is none."""
        state = self._core.op.hands[hand]
        return HandSeen(*self._core.hand_at(hand), state.holding, state.anchor)

    @property
    def lamp_hand(self) -> str:
        """The hand whose place is looked at."""
        return self._core.lamp_hand()

    @property
    def beam(self) -> tuple[float, float, bool]:
        """(x, y, lit): what is looked at, and whether by the lamp."""
        return (*self._core.hand_at(self._core.lamp_hand()), self._core.lit())

    @property
    def tongs(self) -> bool:
        """Whether the tongs were taken along."""
        return self._core.state.tongs

    # --- people

    @property
    def question_thing(self) -> str:
        """By which thing stands who asks."""
        return self._core.state.question_slot

    @property
    def second(self) -> SecondSeen | None:
        """The second person, None where the level has none."""
        one = self._core.state.second
        return SecondSeen(one.x, one.doing, one.point, tuple(one.waits_for)) if one else None

    @property
    def unchecked(self) -> str:
        """The next point the second person has not looked at and one has signed for ("" for none)."""
        one = self._core.state.second
        return second.next_point(self._core, one) if one else ""

    # --- the line

    @property
    def machine(self) -> str:
        """running | stopped | locked"""
        return self._core.state.machine

    @property
    def jogging(self) -> bool:
        """Whether the belts move just now."""
        return self._core.state.tick < self._core.state.jog_until

    @property
    def jogged(self) -> int:
        """How often the line was jogged."""
        return self._core.state.jogged

    def stations(self) -> list[StationSeen]:
        """Everything that stands or hangs there, in the order of the level."""
        step_of = self._core.layout.step_of
        return [StationSeen(t.id, STATIONS[t.kind], t.x_m, t.y_m, step_of.get(t.id, "")) for t in self.level.things if t.kind in STATIONS]

    def station(self, thing_id: str) -> StationSeen:
        """One station.  Raises KeyError."""
        return {station.id: station for station in self.stations()}[thing_id]

    def of_kind(self, kind: str) -> list[str]:
        """Ids of all things of a kind."""
        return [thing.id for thing in self.level.things if thing.kind == kind]

    def of_family(self, family: str) -> list[str]:
        """Ids of all things of a family."""
        return [thing.id for thing in self.level.things if thing.kind in STATIONS and STATIONS[thing.kind].family == family]

    def takers(self, what: str) -> list[str]:
        """Ids of bins, shelves and boards that take something (StationKind.takes)."""
        return [thing.id for thing in self.level.things if thing.kind in STATIONS and STATIONS[thing.kind].takes == what]

    def point(self, thing_id: str, part: str = "") -> tuple[float, float]:
        """Where a part, guard handle or mouth of a station is, room metres."""
        return self._core.point(thing_id, part)

    def guards(self) -> list[GuardSeen]:
        """All guards, drawers, lids and flaps."""
        found = []
        for station in self.stations():
            for guard in station.kind.guards:
                name = f"{station.id}.{guard.id}"
                found.append(GuardSeen(name, station.id, guard, station.x + guard.x, station.y + guard.y, self.is_open(name)))
        return found

    def is_open(self, guard: str) -> bool:
        """Whether "<station>.<guard>" stands open."""
        return guard in self._core.state.open

    def by(self, thing_id: str) -> bool:
        """Whether one stands near enough to read it."""
        return self._core.by(thing_id)

    look_m = LOOK_M

    # --- looking

    def zones(self, step: str = "") -> list[Zone]:
        """The zones of a point of the check-list, or of the whole line."""
        zones = self._core.layout.zones
        return [zones[name] for name in self._core.layout.steps.get(step, ())] if step else list(zones.values())

    def zone_seen(self, zone_id: str) -> int:
        """How much of "<station>.<zone>" one has seen, percent."""
        return truths.zone_pct(self._core.state, zone_id)

    def zone_done(self, zone_id: str) -> bool:
        """Whether one has seen it nearly everywhere."""
        return zone_id in self._core.state.zones_seen

    def unseen(self, zone_id: str) -> list[tuple[float, float]]:
        """Middles of its cells one has not seen yet, room metres."""
        ticks = self._core.state.cells[zone_id]
        return [where for where, n in zip(self._core.layout.zones[zone_id].cells, ticks, strict=True) if n < truths.SEEN_TICKS]

    def reads(self, step: str) -> tuple[str, ...]:
        """Things a point asks one to read."""
        return self._core.layout.reads.get(step, ())

    def point_seen(self, step: str) -> bool:
        """Whether all places of a point were seen and all its displays read."""
        return self._core.state.points.get(step, (0, -1))[1] >= 0

    def looked(self, thing_id: str) -> int:
        """Tick at which one last read a thing (-1: never)."""
        return self._core.state.looked.get(thing_id, -1)

    def known(self, thing_id: str) -> tuple[str, ...]:
        """Kinds of what is wrong with a display, tag or board and not yet put right, once read."""
        return tuple(
            r.kind for r in self._core.state.residues.values()
            if r.station == thing_id and r.known and not r.cleared and RESIDUES[r.kind].family == "state"
        )  # fmt: skip

    def display(self, thing_id: str) -> dict[str, int | str]:
        """What a thing shows to one who reads it: {} before one has looked at it."""
        return truths.shown(self.level, self.batch, self._core.state, thing_id) if self.looked(thing_id) >= 0 else {}

    # --- residues

    def residues(self) -> list[ResidueSeen]:
        """What one perceives that does not belong: where it lies, or in whatever it was put; things before states, since a
        drawer is emptied before it is shut."""
        found = [self._see(r) for r in self._core.state.residues.values() if looking.perceivable(self._core, r)]
        return sorted(found, key=lambda one: one.family == "state")

    def residue(self, residue_id: str) -> ResidueSeen | None:
        """One of them, None when it cannot be perceived."""
        return next((one for one in self.residues() if one.id == residue_id), None)

    def found(self, step: str) -> int:
        """How many things were found in the places of a step, by oneself or the second person; what was shut away since counts."""
        return len([1 for r in self._core.state.residues.values() if r.found and r.at == step])

    def anchor(self, residue_id: str, anchor: str = "") -> tuple[float, float]:
        """Where a residue is taken hold of.  Raises KeyError for one that cannot be perceived."""
        residue = self._core.state.residues[residue_id]
        if not looking.perceivable(self._core, residue):
            raise KeyError(residue_id)
        return anchor_point(residue, anchor)

    def _see(self, r: ResidueState) -> ResidueSeen:
        family = RESIDUES[r.kind].family
        return ResidueSeen(
            r.id, r.kind, family, r.station, r.zone, r.x, r.y, r.plane, r.on, r.stuck, r.torn, r.knocked, r.counted, r.cleared,
            bool(r.found), r.at, r.slot,
        )  # fmt: skip

    # --- paper

    def documents(self) -> list[str]:
        """Ids of all forms."""
        return list(self._core.papers)

    def form(self, thing_id: str) -> tuple[FormSpec, FormState]:
        """A form and what stands on it (to read, never to change).  Raises KeyError."""
        paper = self._core.papers[thing_id]
        if truths.outdated(self._core.state, thing_id):
            return replace(paper.spec, version=truths.form_version(self._core.state, thing_id)), paper.state
        return paper.spec, paper.state

    def open_lines(self, thing_id: str) -> int:
        """Lines of a form that wait for one's initials."""
        return documents.open_lines(self._core.papers[thing_id])

    def empty(self, thing_id: str) -> int:
        """Fields of a form that are still empty."""
        return documents.count_empty(self._core.papers[thing_id])

    @property
    def counts(self) -> Mapping[str, int]:
        """What one has counted: thing -> how many; "loose" for loose coded labels."""
        return {**self._core.state.counts, "loose": self._core.state.loose}

    # --- the procedure

    @property
    def phase(self) -> str:
        """before | signed | started"""
        return self._core.phase

    def used(self, thing_id: str, verb: str) -> bool:
        """Whether a verb of a thing was carried out."""
        return f"{thing_id}.{verb}" in self._core.state.uses

    def step_done(self, step_id: str) -> bool:
        """Whether a step is done, as far as the operator can tell from what is there."""
        return _done(self, self.level.step(step_id))


def _done(seen: LineSeen, step: StepSpec) -> bool:
    match step.do:
        case "stop":
            return seen.machine != "running"
        case "lock":
            return seen.machine == "locked"
        case "inspect":
            return seen.point_seen(step.id) and not [r for r in seen.residues() if r.step == step.id and not r.cleared]
        case "compare":
            tests = seen.station(step.thing).kind.tests
            return seen.looked(step.thing) >= 0 and not seen.known(step.thing) and all(seen.used(step.thing, verb) for verb in tests)
        case "count":
            return step.thing in seen.counts or seen.station(step.thing).kind.id in seen.counts
        case "reconcile" | "display":
            return seen.empty(step.thing) == 0
        case "second":
            return seen.second is None or (seen.second.doing == "done" and not seen.unchecked)
        case "sign":
            return "trainee" in seen.form(step.thing)[1].closed
        case "start":
            return bool(seen.ended)
    return False
