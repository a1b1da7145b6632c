"""What the operator can perceive: the only thing expert, gestures, affordances and hint-free screens may read.

It wraps the state and computes nothing in advance; hidden truth (a defect not looked at, a fault not seen in the mirror) never shows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.commands import HANDS
from game.entities import kinds
from game.entities.kinds import HAND_SURFACES, KINDS
from game.entities.state import ThingState
from game.spec import StepSpec
from game.world import hygiene, outfit, settling
from game.world.basis import BasisSeen
from game.world.core import Core


@dataclass(frozen=True, slots=True)
class HandSeen:
    """A hand: x, y in room metres."""

    x: float
    y: float
    holding: str
    anchor: str
    washed: bool
    wet: float
    disinfected: bool
    rub_ticks_left: int
    gloved: bool = False


@dataclass(frozen=True, slots=True)
class ThingSeen:
    """A thing as it looks.  where: "" at its place, "body:..", "hand:..", "worn", "inside:..", "floor" or the id it lies in or on.

    known: defects the trainee has seen by looking (or by trying: an empty dispenser)."""

    id: str
    kind: str
    family: str
    slot: str
    x: float
    y: float
    where: str
    open: bool
    known: tuple[str, ...]
    looked: bool
    threaded: tuple[str, ...]
    closed: bool
    soiled_seen: bool


class Seen(BasisSeen[Core]):
    """A view on a run that hides what the operator could not know."""

    # --- the run

    @property
    def steps(self) -> tuple[StepSpec, ...]:
        """The steps that apply to this figure."""
        return self._core.steps

    # --- oneself

    @property
    def stance(self) -> str:
        """stand | sit | turned."""
        return self._core.op.stance

    @property
    def room(self) -> str:
        """Id of the room one stands in."""
        return self._core.room_at(self._core.op.x)

    @property
    def beard(self) -> bool:
        """Whether the figure has a beard."""
        return self._core.draw.beard

    def hand(self, hand: str) -> HandSeen:
        """One hand.  Raises KeyError for a name that is none."""
        op = self._core.op
        state = op.hands[hand]
        x, y = self._core.hand_at(hand)
        gloved = bool(self._core.gloves_on(hand))
        return HandSeen(x, y, state.holding, state.anchor, op.washed, op.wet, op.disinfected, op.rub_ticks_left, gloved)

    def foot(self, foot: str) -> tuple[str, bool, bool]:
        """(side, covered, lifted) of a foot."""
        state = self._core.op.feet[foot]
        return state.side, bool(state.covered_by), state.lifted

    def body_point(self, thing_id: str) -> tuple[float, float]:
        """Where a worn garment sits on the body, room metres."""
        return self._core.body_point(self._core.state.things[thing_id])

    def head(self) -> tuple[float, float]:
        """Middle of the head, room metres."""
        return self._core.op.x + kinds.HEAD[0], kinds.HEAD[1]

    @property
    def worn(self) -> dict[str, str]:
        """slot -> id of what is worn there."""
        return {t.slot: t.id for t in self._core.state.things.values() if t.on == "worn"}

    def worn_all(self, slot: str) -> tuple[str, ...]:
        """Ids of all that is worn there: one thing, or gloves."""
        return tuple(t.id for t in self._core.worn_all(slot))

    def unsettled(self, slot: str) -> tuple[tuple[str, str], ...]:
        """(thing, part) of what is worn there and has still to be set right: cuffs, skirt, boot, tie, flap, nose bar."""
        return tuple((t.id, part) for t in self._core.worn_all(slot) for part in outfit.unsettled(self._core, t))

    def stroke(self, thing_id: str, part: str) -> tuple[tuple[float, float], tuple[float, float]]:
        """Where the stroke (or press) of a part of a worn thing begins and ends, room metres."""
        return settling.spots(self._core, self._core.state.things[thing_id], part)

    @property
    def stroking(self) -> tuple[str, str]:
        """(thing, part) of the stroke under way, ("", "") when there is none."""
        stroke = self._core.op.stroke
        return (stroke.thing, stroke.part) if stroke else ("", "")

    @property
    def torso(self) -> str:
        """The suit or coat that is worn, "" for none."""
        suit = outfit.torso(self._core)
        return suit.id if suit else ""

    def gathered(self, thing_id: str) -> bool:
        """Whether a hand holds the ends of a suit together."""
        return self._core.state.things[thing_id].gathered

    def foot_slot(self, foot: str) -> str:
        """Slot of what the procedure puts on that foot."""
        return self._core.foot_slot(foot)

    # --- people

    @property
    def question_slot(self) -> str:
        """What the question belongs to."""
        return self._core.state.question_slot

    @property
    def question_thing(self) -> str:
        """By which thing stands who asks, "" for nobody."""
        slot = self._core.state.question_slot
        return next((t.id for t in self._core.state.things.values() if slot and slot in (t.slot, t.id)), "")

    def faults(self, slot: str) -> tuple[str, ...]:
        """Faults of the outfit seen in the mirror and not yet mended."""
        return tuple(self._core.op.faults_seen.get(slot, ()))

    @property
    def mirror_tick(self) -> int:
        """When one last looked in the mirror (-1: never)."""
        return self._core.op.mirror_tick

    @property
    def fit_declared(self) -> bool:
        """Whether one has declared oneself fit."""
        return self._core.op.fit_declared

    # --- things

    def thing(self, thing_id: str) -> ThingSeen:
        """One thing.  Raises KeyError for an id that is none."""
        return self._see(self._core.state.things[thing_id])

    def has(self, thing_id: str) -> bool:
        """Whether there is such a thing now (garments come into being when their pack is opened)."""
        return thing_id in self._core.state.things

    def things(self) -> list[ThingSeen]:
        """All things, in the order of the level."""
        return [self._see(t) for t in self._core.state.things.values()]

    def away(self, thing_id: str) -> bool:
        """Whether it lies in a locker, tray or bin."""
        where = self.thing(thing_id).where
        return self.has(where) and self.thing(where).family in ("container", "bin")

    def anchor(self, thing_id: str, anchor: str = "") -> tuple[float, float]:
        """Where an anchor of a thing is, room metres."""
        return self._core.anchor_point(self._core.state.things[thing_id], anchor)

    def _see(self, thing: ThingState) -> ThingSeen:
        x, y = self._core.place(thing)
        soiled = thing.soiled and KINDS[thing.kind].family == "garment"
        place = thing.slot, x, y, thing.on, thing.open
        return ThingSeen(
            thing.id,
            thing.kind,
            KINDS[thing.kind].family,
            *place,
            tuple(thing.known),
            thing.looked,
            tuple(thing.threaded),
            thing.closed,
            soiled,
        )

    def garment(self, thing_id: str) -> list[tuple[float, float]] | None:
        """Node positions of live or fallen cloth, room metres; None for what is none now."""
        return self._core.nodes.get(thing_id)

    def zip(self, thing_id: str) -> float:
        """How far a garment is closed, 0 to 1."""
        return self._core.state.things[thing_id].zip

    # --- doors

    def door(self, door_id: str) -> bool:
        """Whether a door stands open."""
        return self._core.state.things[door_id].open

    def other_door_open(self, door_id: str) -> bool:
        """Whether another door of the same airlock stands open (its light shows it)."""
        airlock = self._core.level.thing(door_id).airlock
        return any(
            t.open for t in self._core.of_family("door") if t.id != door_id and airlock and self._core.level.thing(t.id).airlock == airlock
        )

    def airlock_since_closed(self, airlock: str) -> int:
        """Ticks since a door of that airlock last closed (-1: never)."""
        closed = max((d.closed_at for d in self._core.of_family("door") if self._core.level.thing(d.id).airlock == airlock), default=-1)
        return -1 if closed < 0 else self.tick - closed

    def gauge_read(self, gauge_id: str) -> float | None:
        """The last reading taken of a gauge, Pa; None before one has looked."""
        return self._core.op.gauge_read.get(gauge_id)

    def gauge(self, gauge_id: str) -> float:
        """What the needle of a gauge shows now, Pa (for one who stands before it)."""
        thing = self._core.state.things[gauge_id]
        return min(self._core.of_family("door"), key=lambda d: abs(d.x - thing.x)).pressure

    # --- air

    def counts(self, room: str) -> dict[str, float]:
        """What a particle counter in that room reads, per m3: "um5" and "um05".  Germs no counter shows."""
        air = self._core.state.air[room]
        return {channel: air.c[channel] for channel in ("um5", "um05")}

    # --- hygiene

    @property
    def wash(self) -> dict[str, int]:
        """Surface of the hands -> ticks washed so far in this wash."""
        return dict(self._core.op.wash.ticks)

    @property
    def wash_surfaces(self) -> tuple[str, ...]:
        """The surfaces the procedure on the wall asks for."""
        return hygiene.surfaces(self._core)

    @property
    def washing(self) -> str:
        """What the hands do at the sink now: a surface, "rinse", "dry:<thing>" or ""."""
        return self._core.op.wash.active

    @property
    def tap(self) -> bool:
        """Whether the water runs."""
        return self._core.op.wash.tap

    @property
    def soap(self) -> bool:
        """Whether there is soap on the hands."""
        return self._core.op.wash.soap

    @property
    def rinse_ticks(self) -> int:
        """Ticks rinsed in this wash."""
        return self._core.op.wash.rinse_ticks

    def rubbed(self, slot: str) -> bool:
        """Whether the product of a slot was taken and left to act."""
        return slot in self._core.op.rubbed

    @property
    def wet(self) -> float:
        """Water on the hands, 0 to 100."""
        return self._core.op.wet

    # --- the procedure

    def step_done(self, step_id: str) -> bool:
        """Whether a step is done, as far as the operator can tell from what is there."""
        step = self._core.level.step(step_id)
        return _DONE[step.do](self, step)

    def dropped(self, slot: str) -> bool:
        """Whether a garment of that slot was let fall."""
        return slot in self._core.state.dropped

    @property
    def wash_done(self) -> bool:
        """Whether the wash was all it should be, or is, up to drying, right now."""
        op = self._core.op
        if op.wash_complete:
            return True
        least = int(self._core.limit("wash_surface_s", 4.0) * 60.0)
        total = 0
        for surface in HAND_SURFACES:
            total += op.wash.ticks[surface]
        enough = total >= int(self._core.limit("wash_s", 30.0) * 60.0) and all(op.wash.ticks[s] >= least for s in self.wash_surfaces)
        return op.wash.soap and enough and op.wash.rinse_ticks >= hygiene.RINSE_TICKS and op.wet <= hygiene.DRY_ENOUGH


def _stowed(seen: Seen, step: StepSpec) -> bool:
    """The thing lies in its store; and what no step of its own speaks of (a watch, a ring) is not about one any more."""
    own = {other.thing for other in seen.steps if other.do == "stow" and other.thing != step.thing}
    about = [t for t in seen.things() if t.family == "personal" and t.where.startswith(("body:", "hand:", "floor")) and t.id not in own]
    return not about and seen.away(step.thing) and seen.thing(seen.thing(step.thing).where).family == "container"


def _worn(seen: Seen, step: StepSpec) -> bool:
    worn, kind = seen.worn_all(step.id), KINDS[step.thing]
    whole = len(worn) >= (2 if kind.on_body == "hand" else 1)
    if kind.on_body == "foot" and not _down(seen, step.id):
        return False
    return whole and (not kind.fasten or seen.thing(worn[0]).closed) and not seen.unsettled(step.id)


def _down(seen: Seen, slot: str) -> bool:
    """Whether the foot of that slot stands; where a bench parts the floor, on its clean side."""
    parted = any(spec.kind == "bench" for spec in seen.level.things)
    feet = [seen.foot(foot) for foot in HANDS if seen.foot_slot(foot) == slot]
    return all(not lifted and (side == "clean" or not parted) for side, _, lifted in feet)


def _passed(seen: Seen, step: StepSpec) -> bool:
    return seen.x > seen.thing(step.thing).x


def _crossed(seen: Seen, step: StepSpec) -> bool:
    return seen.stance != "sit" and all(seen.foot(f)[0] == "clean" for f in ("left", "right"))


def _read(seen: Seen, step: StepSpec) -> bool:
    reading = seen.gauge_read(step.thing)
    return reading is not None and reading >= seen.level.limits.get("pressure_min_pa", 10.0)


def _discarded(seen: Seen, step: StepSpec) -> bool:
    return any(t.slot == step.thing and t.family == "garment" and t.where == step.into for t in seen.things())


_DONE: dict[str, Callable[[Seen, StepSpec], bool]] = {
    "stow": _stowed,
    "wear": _worn,
    "pass": _passed,
    "cross": _crossed,
    "wash": lambda seen, step: seen.wash_done,
    "rub": lambda seen, step: seen.rubbed(step.id),
    "check": lambda seen, step: seen.fit_declared,
    "read": _read,
    "drop": lambda seen, step: seen.dropped(step.thing),
    "discard": _discarded,
}
"""Verb of a step -> whether it is done."""
