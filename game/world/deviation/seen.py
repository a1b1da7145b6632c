"""What the operator can perceive in a deviation: the only thing expert, gestures, affordances and hint-free screens may read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from game.entities.forms import Entry, FormSpec
from game.entities.process import PlantKind
from game.entities.whys import Told
from game.spec import StepSpec
from game.world.basis import BasisSeen
from game.world.deviation import barrier, dossier, truths
from game.world.deviation.core import DeviationCore
from game.world.seen import HandSeen
from game.world.twin.alarms import AlarmSpec
from game.world.twin.samples import results


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that lies on the track.  what: broken | fragment | fallen | stopper; x, y: room metres; by: the hand that has it."""

    id: str
    what: str
    zone: str
    x_m: float
    y_m: float
    by: str


@dataclass(frozen=True, slots=True)
class CheckSeen:
    """A line of the batch record: a control, when (seconds of the run, below 0 before it), at which unit, what it found."""

    kind: str
    seconds: int
    unit: int
    conforming: bool


class DeviationSeen(BasisSeen[DeviationCore]):
    """A view on a run that hides the fault and shows what screen, plant, paper and people tell."""

    # --- the run

    @property
    def steps(self) -> tuple[StepSpec, ...]:
        """All steps."""
        return self._core.level.steps

    @property
    def seconds(self) -> int:
        """Seconds of the process since the start."""
        return self._core.state.seconds

    @property
    def clock_min(self) -> int:
        """The clock on the wall, minutes of the day."""
        return self._core.clock_min

    @property
    def clock_s(self) -> int:
        """The same, in seconds of the day."""
        return self._core.clock_s

    @property
    def latest_min(self) -> int:
        """Up to which time of the day something can have happened."""
        return self._core.latest_min

    @property
    def today(self) -> int:
        """The day in the room, yyyymmdd."""
        return self._core.today

    @property
    def phase(self) -> str:
        """shift | next_day."""
        return self._core.state.phase

    @property
    def dossier(self) -> tuple[Told, ...]:
        """What the team has on the table the next day: nothing before."""
        return dossier.of(self._core)

    def step_done(self, step_id: str) -> bool:
        """Whether a step is done, as the operator can tell.  Raises KeyError."""
        return self._core.step_done(self._core.level.step(step_id))

    # --- oneself

    @property
    def stance(self) -> str:
        """stand: nothing else is needed here."""
        return self._core.op.stance

    def hand(self, hand: str) -> HandSeen:
        """One hand.  Raises KeyError for a name that is none."""
        x, y = self._core.hand_at(hand)
        state = self._core.op.hands[hand]
        return HandSeen(x, y, state.holding, state.anchor, washed=False, wet=0.0, disinfected=False, rub_ticks_left=0)

    # --- the room

    def kind(self, thing_id: str) -> PlantKind:
        """Kind of a thing.  Raises KeyError."""
        return self._core.kind(thing_id)

    def one(self, kind: str) -> str:
        """Id of the thing of a kind, "" when there is none."""
        return self._core.one(kind)

    def point(self, thing_id: str, part: str = "") -> tuple[float, float]:
        """Where a part of a thing (or it itself) is, room metres.  Raises KeyError."""
        return self._core.part_at(thing_id, part) if part in self._core.kind(thing_id).parts else self._core.place(thing_id)

    def by(self, thing_id: str, part: str = "") -> bool:
        """Whether one stands near enough to read, look or write; at a long machine, before that part."""
        return self._core.by(thing_id, part)

    def lies(self, thing_id: str) -> str:
        """Where something that can be carried is: "" at its place, "hand:<hand>", or the id it lies on or in."""
        return self._core.state.carried.get(thing_id, "")

    @property
    def printed(self) -> bool:
        """Whether the trend was printed."""
        return self._core.state.printed

    # --- the process

    @property
    def siren(self) -> bool:
        """Whether it sounds: heard everywhere in the room."""
        return self._core.running.siren

    @property
    def alarms(self) -> tuple[str, ...]:
        """Alarms in the list, as the lamp and the screen tell."""
        return tuple(self._core.running.shown().listed)

    @property
    def unread(self) -> tuple[str, ...]:
        """Alarms nobody has acknowledged."""
        return tuple(self._core.running.shown().unread)

    def alarm_at(self, alarm: str) -> int:
        """Second of the run at which an alarm rang, -1 when it did not."""
        ring = self._core.running.alarm(alarm)
        return int(ring.raised_s - self._core.running.start_s) if ring is not None and ring.raised_s is not None else -1

    @property
    def alarm_specs(self) -> Sequence[AlarmSpec]:
        """The alarms there are: limits, what they look at."""
        return self._core.running.alarms

    @property
    def console(self) -> str:
        """Id of the process screen."""
        return self._core.one(self._core.running.CONSOLE)

    def screen(self) -> Any:
        """The process screen, from near by: `Screen` of the culture, `Panel` of the filling line."""
        console = self.console
        return self._core.running.shown() if console and self._core.by(console) else None

    def plant(self) -> Any:
        """The equipment: `Look` or `Sight` of the twin.  Each part is to be looked at from near by: see `looked`."""
        return self._core.running.sight()

    @property
    def history(self) -> list[tuple[float, ...]]:
        """The trends so far, a point every ten seconds of the process, the hour before the start first."""
        return self._core.state.history

    def looked(self, thing: str, part: str = "") -> int:
        """When something was last looked at, -1 for never."""
        return self._core.state.looked.get(f"{thing}/{part}", -1)

    def samples(self) -> list[tuple[int, str, dict[str, float]]]:
        """(second of the run, port, results so far) of each sample."""
        batch, start_s = self._core.running.twin.batch, self._core.running.start_s
        return [(int(s.taken_s - start_s), s.port, results(s)) for s in batch.samples]

    def port(self, thing_id: str) -> tuple[int, bool]:
        """A sampling port as one left it: seconds since it was wiped (-1: not since the last sample), whether it was run off."""
        state = self._core.state.ports.get(thing_id)
        if state is None:
            return -1, False
        return (self._core.state.seconds - state.wet_s if state.wet_s >= 0 else -1), state.flushed

    def confirmed(self, tag: str) -> bool:
        """Whether a reading was held against the bench's."""
        return tag in self._core.state.confirmed

    # --- people and paper

    @property
    def question_slot(self) -> str:
        """What the question is about."""
        return self._core.state.question_slot

    @property
    def told(self) -> dict[str, int]:
        """who -> second of the run."""
        return dict(self._core.state.told)

    @property
    def waiting(self) -> tuple[tuple[str, str], ...]:
        """(who, what) of answers that are still to come."""
        return tuple((reply.who, reply.what) for reply in self._core.state.replies)

    @property
    def answers(self) -> tuple[tuple[str, str], ...]:
        """(who, what) of the answers so far."""
        return tuple(self._core.state.answers)

    @property
    def authorised(self) -> str:
        """none | spoken | written."""
        return self._core.state.authorised

    def done_at(self, what: str) -> int:
        """Second at which the trainee did what the logbook has a line for, -1 while he has not."""
        return truths.done_at(self._core.state, what)

    @property
    def stopped(self) -> bool:
        """Whether what made safe still stands still."""
        return self._core.running.stands(self._core)

    def form(self, thing_id: str) -> FormSpec:
        """A paper's lines and fields.  Raises KeyError."""
        return self._core.papers[thing_id].spec

    def entries(self, thing_id: str) -> dict[str, Entry]:
        """What stands in its fields.  Raises KeyError."""
        return self._core.papers[thing_id].state.entries

    def signed(self, thing_id: str, line: str | None = None) -> bool:
        """Whether the trainee signed it, or a line of it."""
        state = self._core.papers[thing_id].state
        return "trainee" in (state.closed if line is None else state.signed.get(line, ()))

    # --- the filling machine

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What lies on the track or is in a hand behind the barrier: seen through the windows."""
        found = []
        for piece in self._core.state.barrier.pieces:
            x, y = self._core.hand_at(piece.by) if piece.by else barrier.place(self._core, piece.x_m, piece.what)
            found.append(Piece(piece.id, piece.what, piece.zone, x, y, piece.by))
        return tuple(found)

    def inside(self, hand: str) -> str:
        """The glove a hand is in, "" for none."""
        return self._core.state.barrier.inside.get(hand, "")

    def carries(self, hand: str) -> str:
        """Id of the piece that a hand has, "" for none."""
        return next((piece.id for piece in self._core.state.barrier.pieces if piece.by == hand), "")

    @property
    def dropped_in(self) -> str:
        """Zone on whose floor the forceps lie, "" when they do not, or nobody has looked there since they fell."""
        return self.plant().tool_lies if self.plant().tool == "dropped" and self._core.state.barrier.tool_found else ""

    @property
    def binned(self) -> int:
        """Pieces in the bin behind the barrier: they are counted as they go in."""
        return self._core.state.barrier.binned

    @property
    def removed(self) -> int:
        """Units put out by the key."""
        return self._core.state.barrier.removed

    @property
    def checks(self) -> tuple[CheckSeen, ...]:
        """The controls as the batch record shows them."""
        start_s = self._core.running.start_s
        return tuple(CheckSeen(c.kind, int(c.t_s - start_s), c.unit, c.conforming) for c in self._core.running.twin.state.checks)

    def due_s(self, kind: str) -> int:
        """Second of the run at which the next control of a kind is due, -1 when none is."""
        return self._core.running.due_s(self._core, kind)

    def typed(self, field: str) -> str:
        """What stands in a field of the panel."""
        value = self._core.state.barrier.typed.get(field)
        return "" if value is None else str(value)
