"""What all acts in a deviation share: the twin, the things in the room, the clock, and what paper has to know of them."""

from __future__ import annotations

from game.entities.deviation_state import DeviationState
from game.entities.forms import FieldSpec, LineSpec
from game.entities.process import PLANT, PlantKind
from game.entities.report_forms import FORMS
from game.events import HazardMet
from game.spec import LevelSpec, ProcessSpec, StepSpec, ThingSpec
from game.world import typed
from game.world.basis import Basis
from game.world.deviation import truths
from game.world.deviation.drawing import fault_of
from game.world.deviation.process import Process
from game.world.documents import Paper, Truth
from game.world.hazards import Draw

REACH_M = 0.15
"""How near a hand must be to work a part."""
PUT_M = 0.35
"""How near, to lay something down or stick a label on."""
NEAR_M = 1.5
"""How near the operator must stand to read, look, call, write."""
PART_M = 1.0
"""How near, to look closer at a part of a long machine."""
CARRIED = ("logbook", "report", "investigation", "five_whys")
"""Papers on a clipboard that goes along."""
MEETING_MIN = 9 * 60
"""The team meets the next day at nine."""
DAY_MIN = 24 * 60


class DeviationCore(Basis[DeviationState]):
    """State of a run and the helpers every act needs.  Is the `Room` that paper lies in."""

    def __init__(self, level: LevelSpec, seed: int, drawn: Draw, state: DeviationState, running: Process) -> None:
        super().__init__(level, seed, drawn, state)
        if level.process is None:
            raise ValueError(f"{level.id}: a deviation without a process")
        self.process: ProcessSpec = level.process
        self.running = running
        self.fault = fault_of(drawn)
        self._things = {thing.id: thing for thing in level.things}
        self.papers = {t.id: self._paper(t) for t in level.things if PLANT[t.kind].paper}

    def _paper(self, thing: ThingSpec) -> Paper:
        form = FORMS[self.process.twin][PLANT[thing.kind].paper]
        return Paper(thing.id, thing.kind, self.slot_of(thing.id), form, self.state.forms[thing.id])

    # --- things

    def has(self, thing_id: str) -> bool:
        """Whether there is such a thing."""
        return thing_id in self._things

    def kind(self, thing_id: str) -> PlantKind:
        """Kind of a thing.  Raises KeyError."""
        return PLANT[self._things[thing_id].kind]

    def one(self, kind: str) -> str:
        """Id of the (first) thing of a kind, "" when there is none."""
        return next((t.id for t in self.level.things if t.kind == kind), "")

    def slot_of(self, thing_id: str) -> str:
        """Slot of a thing: its own, or the step that is about it."""
        thing = self._things[thing_id]
        return thing.slot or next((step.id for step in self.level.steps if step.thing == thing_id), thing_id)

    def step_slot(self, do: str) -> str:
        """Slot of the first step of that kind, "" when the level has none."""
        return next((step.id for step in self.level.steps if step.do == do), "")

    def part_at(self, thing_id: str, part: str) -> tuple[float, float]:
        """Where a part is, room metres.  Raises KeyError."""
        thing = self._things[thing_id]
        dx, dy = PLANT[thing.kind].parts[part]
        return thing.x_m + dx, thing.y_m + dy

    def place(self, thing_id: str) -> tuple[float, float]:
        """Where a thing is now."""
        on = self.state.carried.get(thing_id, "")
        if on.startswith("hand:"):
            return self.hand_at(on[5:])
        if on and on in self._things:
            return self.place(on)
        thing = self._things[thing_id]
        return thing.x_m, thing.y_m

    def by(self, thing_id: str, part: str = "") -> bool:
        """Whether the operator stands where he can read or write it; at a long machine, where that part of it is."""
        thing = self._things[thing_id]
        if thing.kind in CARRIED:
            return True
        kind = PLANT[thing.kind]
        if kind.along and part in kind.parts:
            return abs(self.part_at(thing_id, part)[0] - self.op.x) <= PART_M
        return abs(self.place(thing_id)[0] - self.op.x) <= NEAR_M + (kind.size_m[0] / 2.0 if kind.along else 0.0)

    def holding(self, hand: str) -> str:
        """What a hand carries, "" for nothing."""
        return self.op.hands[hand].holding

    def stands_by(self, thing_id: str) -> tuple[float, str]:
        return self._things[thing_id].x_m, self.slot_of(thing_id)

    def meet_fault(self) -> None:
        """The fault can be perceived from now on: said once."""
        if self.fault is not None and self.fault.id not in self.state.met:
            self.state.met.append(self.fault.id)
            thing = self.one(self.running.CONSOLE)
            self.emit(HazardMet, cause=self.state.n - 1, hazard=self.fault.id, thing=thing, slot=self.fault.at or self.fault.id)

    # --- time

    @property
    def late_min(self) -> int:
        """Minutes since it could be perceived; 0 before."""
        since = self.perceivable
        return max(0, self.state.seconds - since) // 60 if since >= 0 else 0

    @property
    def perceivable(self) -> int:
        """Second of the run from which the trainee could know, -1 before."""
        return truths.perceivable(self.state, self.fault, int(self.limit("silent_min", 30.0)))

    # --- what paper asks (see game.world.documents.Room)

    @property
    def now(self) -> int:
        """This tick."""
        return self.state.tick

    @property
    def clock_min(self) -> int:
        """The clock on the wall, minutes of the day."""
        return self.clock_s // 60

    @property
    def clock_s(self) -> int:
        """The same in seconds of the day.  At the team's meeting it goes as fast as play; the process stands still."""
        if self.day_after:
            return MEETING_MIN * 60 + (self.now - self.state.met_tick) // 60
        return (typed.clock(self.process.clock).value * 60 + self.state.seconds) % (DAY_MIN * 60)

    def at_clock(self, seconds: int) -> int:
        """The clock at that second of the run, on its first day."""
        return (typed.clock(self.process.clock).value + seconds // 60) % DAY_MIN

    def clock_at(self, tick: int) -> int:
        """What the clock on the wall showed at a tick of this run."""
        if self.one("investigation") and not self.two_days:
            # As runs of such levels were judged when they were recorded.
            return self.clock_min - (self.now - tick) // 3600
        if self.day_after and tick >= self.state.met_tick:
            return MEETING_MIN + (tick - self.state.met_tick) // 3600
        return self.at_clock(tick * self.process.pace // 60)

    @property
    def two_days(self) -> bool:
        """Whether the clock goes on to the next day with the run.  Only where the team has its five whys to write: a level without that
        sheet may have been played and recorded with the first day's clock, and what was written there is judged by it for ever."""
        return bool(self.one("five_whys"))

    @property
    def day_after(self) -> bool:
        """Whether it is the next day, by the clock."""
        return self.two_days and self.state.phase == "next_day"

    @property
    def today(self) -> int:
        """The day in the room, yyyymmdd."""
        first = int(self.process.date.replace("-", ""))
        return typed.day_after(first) if self.day_after else first

    @property
    def latest_min(self) -> int:
        """Up to which time of the day something can have happened: of yesterday, any."""
        return DAY_MIN - 1 if self.day_after else self.clock_min

    @property
    def tolerance_min(self) -> int:
        """How far a time may be off the clock and still be right."""
        return int(self.limit("time_tolerance_min", 5.0))

    def act_pct(self, paper: Paper, line: LineSpec) -> int:
        """Whether what a line of the logbook records has been done."""
        return 100 if paper.kind != "logbook" or truths.done_at(self.state, line.id) >= 0 else 0

    def act_tick(self, paper: Paper, line: LineSpec) -> int:
        """When it was, as ticks of play before now."""
        done = truths.done_at(self.state, line.id) if paper.kind == "logbook" else -1
        stood_still = self.state.met_tick if self.day_after else self.now
        return stood_still - (self.state.seconds - done) * 60 // self.process.pace if done >= 0 else -1

    def truth(self, paper: Paper, line: LineSpec, spec: FieldSpec) -> Truth:
        """What a field should hold."""
        return truths.field(self, paper, spec)

    def counted(self, paper: Paper, line: LineSpec, spec: FieldSpec) -> bool:
        """Nothing is counted here."""
        return True

    def left(self, paper: Paper, line: LineSpec) -> int:
        """Nothing is left lying here."""
        return 0

    def signed(self, paper: Paper, line: LineSpec | None, by: str, n: int) -> None:
        """The last paper of the next day closes the run; the rest is looked at when the shift is handed over."""
        if paper.kind == ("investigation" if self.one("investigation") else "five_whys") and line is None:
            self.state.ended = "finished"

    # --- steps

    def step_done(self, step: StepSpec) -> bool:
        """Whether a step is done, as the operator can tell."""
        return truths.step_done(self, step)
