"""The filling line behind a deviation: its twin, its machine under the trainee's hands, what the report of it should say."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

from game.commands import Fill, Grip, Release, Use
from game.entities.filler import MIDDLES
from game.entities.process import FAULTS, FILLING_TRENDS
from game.events import UnitsTaken
from game.spec import HazardSpec, LevelSpec, StepSpec, WhenSpec
from game.world import typed
from game.world.basis import distance
from game.world.deviation import barrier, plant, rounds, units
from game.world.deviation.drawing import twin_fault
from game.world.deviation.process import BEFORE_S, HISTORY_S
from game.world.documents import Truth
from game.world.twin import Act
from game.world.twin.alarms import AlarmSpec
from game.world.twin.filling import GLOVES, FillingLine, FillingPlan, Panel, Sight, do, panel, sight, track
from game.world.twin.filling.alarms import SPECS, shown
from game.world.twin.filling.plan import zone_at
from game.world.twin.state import Alarm, Happening

if TYPE_CHECKING:
    from game.world.deviation.core import DeviationCore

ROUTINE_S = 120.0
"""The second operator changes a settle plate through his glove every so often."""
IDLE_S = 1800
EJECT = ("eject.from", "eject.to")


def readings(twin: FillingLine) -> tuple[float, ...]:
    """What the trends show now, in the order of FILLING_TRENDS."""
    values = shown(twin.state)
    return tuple(round(values[tag], 3) for tag in FILLING_TRENDS)


def _idle_s(since_s: int) -> int:
    """A batch younger than the trend began behind so many half hours of a machine that stood."""
    return -(-max(0, BEFORE_S - since_s) // IDLE_S) * IDLE_S


@lru_cache(maxsize=4)
def _warm(units: int, since_s: int, checks: tuple[tuple[str, int], ...]) -> tuple[bytes, tuple[tuple[float, ...], ...]]:
    """The batch after so long, with its controls, and the trend of the last hour.  The same for every seed: it takes a second."""
    twin, idle = FillingLine(FillingPlan(units=units), seed=0), _idle_s(since_s)
    rows = []
    for n in range(1, (idle + since_s) // HISTORY_S + 1):
        if n * HISTORY_S == idle + HISTORY_S:
            do(twin, Act("start"))
        twin.run(HISTORY_S)
        for kind, every in checks:
            if twin.state.running and n * HISTORY_S % every == 0:
                do(twin, Act("check", kind))
        rows.append(readings(twin))
    return pickle.dumps(twin.state), tuple(rows[-(BEFORE_S // HISTORY_S) :])


class Filling:
    """A vial-filling line at work (see `game.world.deviation.process.Process`)."""

    CONSOLE: ClassVar[str] = "filling_panel"
    STOPS: ClassVar[tuple[str, ...]] = ("stop",)

    def __init__(self, level: LevelSpec, seed: int, fault: HazardSpec | None) -> None:
        process = level.process
        if process is None:
            raise ValueError(f"{level.id}: a deviation without a process")
        state, history = _warm(process.units, process.since_s, process.checks)
        self.history = list(history)
        self.checks = dict(process.checks)
        plan = FillingPlan(units=process.units, routine_s=ROUTINE_S)
        if fault is not None and fault.where in GLOVES:
            plan = replace(plan, routine_glove=fault.where)
        self.start_s = float(_idle_s(process.since_s) + process.since_s)
        self.twin = FillingLine(
            plan, (twin_fault(fault, self.start_s),) if fault else (),
            state=pickle.loads(state),  # noqa: S301 - made a moment ago by this program
        )  # fmt: skip
        self.twin.state.seed = seed

    # --- the twin

    @property
    def state(self) -> Any:
        """All of the line."""
        return self.twin.state

    def go_back(self, state: Any) -> None:
        """Be what it was when that state was taken."""
        self.twin = FillingLine(self.twin.plan, self.twin.faults, state=state)

    def second(self) -> list[Happening]:
        """One second."""
        return self.twin.run(1.0)

    def readings(self) -> tuple[float, ...]:
        """What its trends show now."""
        return readings(self.twin)

    def shown(self) -> Panel:
        """Its screen."""
        return panel(self.twin)

    def sight(self) -> Sight:
        """What its windows show."""
        return sight(self.twin)

    @property
    def alarms(self) -> tuple[AlarmSpec, ...]:
        """The alarms there are."""
        return SPECS

    def alarm(self, ident: str) -> Alarm | None:
        """State of an alarm."""
        return self.twin.state.alarms.get(ident)

    @property
    def siren(self) -> bool:
        """Whether it sounds."""
        return self.twin.state.siren

    def do(self, act: Act) -> str:
        """Carry an act out."""
        return do(self.twin, act)

    def over(self, fault: str) -> bool:
        """Whether the fault has been put right."""
        state = self.twin.state.faults.get(fault)
        return state is not None and state.ended_s is not None

    def owns(self, spec: AlarmSpec, fault: HazardSpec) -> bool:
        """Only the alarm on what the fault shows."""
        return spec.tag == FAULTS[fault.what].tag

    def stands(self, core: DeviationCore) -> bool:
        """The machine stands, stopped by whom or whatever."""
        return not self.twin.state.running

    # --- the run

    def passed(self, when: WhenSpec) -> bool:
        """So many units filled."""
        return 0 < when.units < self.twin.state.counts.filled

    def base(self, fault: HazardSpec) -> float:
        """Nothing drifts here."""
        return 0.0

    def watch(self, core: DeviationCore) -> None:
        """Pieces to take out once something broke; controls; fragments go on striking what passes while it runs."""
        state, found = core.state, core.state.found
        if found.began >= 0 and not state.barrier.pieces and not state.barrier.binned and state.mended < 0:
            barrier.lay_out(core, self.twin)
        rounds.watch(core)
        if self.twin.state.running:
            zones = {piece.zone for piece in state.barrier.pieces if piece.what == "fragment"}
            open_there = [v for v in track.open_vials(self.twin.state) if zone_at(self.twin.plan, v.x) in zones]
            track.mark(self.twin.state, open_there, "glass")

    def due_s(self, core: DeviationCore, kind: str) -> int:
        """Second of the run at which the next control of a kind is due."""
        last = [check.t_s for check in self.twin.state.checks if check.kind == kind]
        return int(last[-1] - self.start_s) + self.checks.get(kind, 0) if last and kind in self.checks else -1

    def tick(self, core: DeviationCore) -> None:
        """Arms in gloves."""
        barrier.hold_in(core)

    def bound(self, core: DeviationCore) -> bool:
        """Nobody walks away with a hand in a glove."""
        return bool(core.state.barrier.inside)

    def use(self, core: DeviationCore, command: Use) -> None:
        """A glove, a guard, a vial that fell, the pack of forceps."""
        kind, (what, _, which) = core.kind(command.thing).id, command.part.partition(".")
        if kind == "filler" and what == "glove" and which in GLOVES:
            return barrier.work_glove(core, command, which)
        if kind == "filler" and what == "stand_up":
            return barrier.stand_up(core, command, which)
        if kind == "filler" and what == "guard" and which in MIDDLES:
            if not plant.reaches(core, command, command.part):
                return core.refuse(command, command.thing, "out_of_reach")
            opened = self.twin.state.guards[which]
            return plant.work(core, command.hand, command.thing, Act("close_guard" if opened else "open_guard", which), command)
        if kind == "forceps_pack" and command.part == "open":
            if not plant.reaches(core, command, "open"):
                return core.refuse(command, command.thing, "out_of_reach")
            return self._fetch(core, command)
        if kind == "door" and command.part == "leaf":
            if not plant.reaches(core, command, "leaf"):
                return core.refuse(command, command.thing, "out_of_reach")
            return plant.work(core, command.hand, command.thing, Act("close_door", "airlock_b"), command)
        return core.refuse(command, command.thing, "no_such_part")

    def _fetch(self, core: DeviationCore, command: Use) -> None:
        """New sterile forceps: worth something where those that are missed fell."""
        self.do(Act("fetch_tool"))
        if core.fault is not None and self.over(core.fault.id) and core.state.mended < 0:
            plant.worked(core, command.hand, command.thing, Act("fetch_tool"))

    def key(self, core: DeviationCore, command: Use) -> None:
        """Stop, start, put units out."""
        if command.part == "stop":
            return self._stop(core, command)
        if command.part == "start":
            if self.twin.state.running:
                return core.refuse(command, command.thing, "nothing_there")
            return self._start(core, command)
        return self._eject(core, command) if command.part == "eject" else core.refuse(command, command.thing, "no_such_part")

    def _stop(self, core: DeviationCore, command: Use) -> None:
        """What has stopped by itself is stopped for good by the key: it cannot be started from elsewhere."""
        if self.twin.state.running:
            return plant.work(core, command.hand, command.thing, Act("stop"), command)
        if core.state.stopped:
            return core.refuse(command, command.thing, "nothing_there")
        return plant.worked(core, command.hand, command.thing, Act("stop"))

    def _start(self, core: DeviationCore, command: Use) -> None:
        """Who stopped for nothing goes on as before; once something can be known, it is a resumption."""
        if core.state.noticed >= 0 or core.perceivable >= 0:
            return plant.resume(core, command, Act("start"))
        refused = self.do(Act("start"))
        if refused:
            return core.refuse(command, command.thing, refused)
        core.state.safe, core.state.stopped = -1, False
        return None

    def _eject(self, core: DeviationCore, command: Use) -> None:
        state = core.state.barrier
        if any(name not in state.typed for name in EJECT):
            return core.refuse(command, command.thing, "empty")
        if state.pieces:
            return core.refuse(command, command.thing, "blocked")
        first, last = (state.typed[name] for name in EJECT)
        before = self.twin.state.counts.removed
        refused = self.do(Act("remove", f"{first}-{last}"))
        if refused:
            return core.refuse(command, command.thing, "no_units" if refused in ("unknown", "nothing_there") else refused)
        count = self.twin.state.counts.removed - before
        state.removed += count
        state.separated = core.state.seconds if state.separated < 0 else state.separated
        missed = [v for v in track.open_vials(self.twin.state) if v.x < self.twin.plan.x_stopper]
        core.emit(
            UnitsTaken, hand=command.hand, thing=command.thing, kind=self.CONSOLE, slot=core.step_slot("separate"), first=first,
            last=last, count=count, missed=len(missed),
        )  # fmt: skip
        return None

    def type_in(self, core: DeviationCore, command: Fill) -> None:
        """The range of units to put out; the dose, which the sheet leaves to nobody."""
        if command.field not in (*EJECT, "setpoint.dose"):
            return core.refuse(command, command.thing, "no_such_part")
        value = typed.number(command.value, 2 if command.field == "setpoint.dose" else 0)
        if value.reason:
            return core.refuse(command, command.thing, value.reason)
        if command.field == "setpoint.dose":
            share = 1.0 - value.value / 100.0 / self.twin.plan.dose_ml
            return plant.work(core, "right", command.thing, Act("adjust_dose", value=share), command)
        core.state.barrier.typed[command.field] = value.value
        return None

    def grip(self, core: DeviationCore, command: Grip) -> bool:
        """Behind the barrier: forceps, pieces."""
        if core.kind(command.thing).id != "filler" and command.hand not in core.state.barrier.inside:
            return False
        if core.kind(command.thing).id != "filler":
            core.refuse(command, command.thing, "hand_inside")
        else:
            barrier.grip(core, command)
        return True

    def release(self, core: DeviationCore, command: Release) -> bool:
        """Behind the barrier; or a new glove onto a port, a bag of stoppers to its bowl."""
        if command.hand in core.state.barrier.inside:
            barrier.release(core, command)
            return True
        held = core.op.hands[command.hand].holding
        kind = core.kind(held).id if held else ""
        if kind not in ("glove_pack", "stopper_bag") or command.onto != core.one("filler"):
            return False
        if kind == "glove_pack":
            self._fit(core, command, held)
        else:
            self._dock(core, command, held)
        return True

    def _dock(self, core: DeviationCore, command: Release, bag: str) -> None:
        """A sterile bag of stoppers at the port of the bowl: it empties itself into it."""
        if distance(*core.hand_at(command.hand), *core.part_at(command.onto, "bowl")) > plant.REACH_M:
            return core.refuse(command, command.onto, "out_of_reach")
        self.do(Act("fetch_bag"))
        core.op.hands[command.hand].holding = ""
        core.state.carried[bag] = command.onto
        return plant.work(core, command.hand, command.onto, Act("fill_bowl"))

    def _fit(self, core: DeviationCore, command: Release, pack: str) -> None:
        """The new glove goes onto the port the hand is at; the old one comes off into the hand."""
        thing, old = command.onto, core.one("glove_removed")
        near = [glove for glove in GLOVES if distance(*core.hand_at(command.hand), *core.part_at(thing, f"glove.{glove}")) <= plant.REACH_M]
        if not near:
            return core.refuse(command, thing, "out_of_reach")
        refused = self.do(Act("replace_glove", near[0]))
        if refused:
            return core.refuse(command, thing, refused)
        core.state.carried[pack] = thing
        core.state.barrier.looks.pop(f"glove.{near[0]}", None)
        core.op.hands[command.hand].holding = old
        if old:
            core.state.carried[old] = f"hand:{command.hand}"
        return plant.worked(core, command.hand, thing, Act("replace_glove", near[0]))

    def looked(self, core: DeviationCore, thing: str, part: str) -> None:
        """At gloves, windows, the screen: see `rounds`."""
        rounds.looked(core, thing, part)

    def help(self, core: DeviationCore) -> None:
        """Maintenance takes out what lies, fits a new glove, a seal, on a machine that stands."""
        if self.twin.state.running:
            return
        barrier.cleared_by_others(core)
        plant.by_others(core, Act("find_source"))
        for name, glove in self.twin.state.gloves.items():
            if glove.known:
                plant.by_others(core, Act("replace_glove", name))

    def tells(self, part: str) -> bool:
        """The list, the counts, a trend, a window."""
        return part.startswith(("trend.", "alarms", "counts", "window."))

    def step_done(self, core: DeviationCore, step: StepSpec) -> bool:
        """Gloves examined, exposed units put out."""
        if step.do == "examine":
            return core.state.barrier.examined >= 0
        return step.do == "separate" and core.state.barrier.separated >= 0

    # --- what is true

    def facts(self, core: DeviationCore, paper: str) -> Mapping[str, Truth]:
        """Units, pieces, place, the last good control."""
        return units.facts(core, paper)
