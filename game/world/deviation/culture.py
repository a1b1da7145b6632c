"""The culture behind a deviation: its twin, its plant under the trainee's hands, what the report of it should say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from game.commands import Fill, Grip, Release, Use
from game.entities.deviation_state import PortState
from game.entities.process import FAULTS, TRENDS, FaultKind
from game.entities.report_forms import ACTS, EVIDENCE, SCOPE
from game.events import SampleDrawn
from game.spec import HazardSpec, LevelSpec, StepSpec, WhenSpec
from game.world import typed
from game.world.basis import distance
from game.world.deviation import plant
from game.world.deviation.drawing import remedies, twin_fault
from game.world.deviation.process import BEFORE_S, HISTORY_S
from game.world.documents import Truth
from game.world.twin import Act, Bioreactor, Look, Screen, begin, do, look, screen
from game.world.twin.alarms import AlarmSpec
from game.world.twin.state import Alarm, Happening, Sample

if TYPE_CHECKING:
    from game.world.deviation.core import DeviationCore

LONG_STEP_S = 10.0
AWAY_S = 60
"""A value has left its way once it stayed beyond its band so long."""
WIPE_S = 30
"""Seconds of the process a port has to be wet before it is sampled (a site value: limits.wipe_s)."""
ANTIFOAM_ML = 20.0
FLUSH_ML = 30.0
FEED_KG_L = 1.08
FLAT_S = 240
"""A reading that has not moved for so long can be seen to stand still."""
FIRST_RESULT_S = 300
"""From drawing to the first result of the bench."""
CONFIRMS = ("do", "ph", "glc_g_l")
"""Results of the bench that a reading of the screen can be held against."""
ROUND = (("feed_pump", "scale"), ("feed_pump", "pump"), ("reactor", "window"), ("sample_port", "label"))
"""What is looked at on the round (kind, part); a sample belongs to it too."""
LIFT_M = 0.12
"""So far a hand has to lift the line out of its fold."""

PARTS = {
    ("manifold", "switch"): Act("switch_bottle"),
    ("reactor", "sparger"): Act("change_sparger"),
    ("reactor", "filter"): Act("swap_filter"),
    ("reactor", "antifoam"): Act("add_antifoam", value=ANTIFOAM_ML),
    ("reactor", "jacket"): Act("isolate_jacket"),
    ("reactor", "do_probe"): Act("exchange_probe", "do"),
    ("reactor", "ph_probe"): Act("exchange_probe", "ph"),
    ("feed_pump", "seat"): Act("seat_tube", "feed"),
}
"""What working a part of the plant by hand does."""
KEYS = {
    "stop.feed": Act("stop_pump", "feed"), "start.feed": Act("start_pump", "feed"), "stop.base": Act("stop_pump", "base"),
    "start.base": Act("start_pump", "base"), "reset_gas": Act("reset_gas"), "free_jacket": Act("free_jacket_valve"),
    "manual.do": Act("mode", "do", 1.0), "auto.do": Act("mode", "do", 0.0), "manual.ph": Act("mode", "ph", 1.0),
    "auto.ph": Act("mode", "ph", 0.0), "manual.temp": Act("mode", "temp", 1.0), "auto.temp": Act("mode", "temp", 0.0),
}  # fmt: skip
"""Keys of the console beside those for alarms."""


def readings(twin: Bioreactor) -> tuple[float, ...]:
    """What the trends show now, in the order of TRENDS."""
    seen = screen(twin)
    values = {**seen.readings, "o2_valve": seen.o2_valve_pct, "rpm": seen.rpm}
    return tuple(round(values[tag], 3) for tag in TRENDS)


def bench_of(kind: FaultKind) -> str:
    """The result of a sample that confirms a fault of that kind."""
    return kind.bench or kind.tag


class Culture:
    """A fed-batch bioreactor at work (see `game.world.deviation.process.Process`)."""

    CONSOLE: ClassVar[str] = "console"
    STOPS: ClassVar[tuple[str, ...]] = ("stop_pump",)

    def __init__(self, level: LevelSpec, seed: int, fault: HazardSpec | None) -> None:
        if level.process is None:
            raise ValueError(f"{level.id}: a deviation without a process")
        twin = begin(level.process.day, seed=seed)
        self.history: list[tuple[float, ...]] = []
        for _ in range(BEFORE_S // HISTORY_S):
            twin.run(HISTORY_S, LONG_STEP_S)
            self.history.append(readings(twin))
        self.start_s = twin.batch.t_s
        self.twin = Bioreactor(twin.plan, (twin_fault(fault, self.start_s),) if fault else (), batch=twin.batch)

    # --- the twin

    @property
    def state(self) -> Any:
        """The batch."""
        return self.twin.batch

    def go_back(self, state: Any) -> None:
        """Be what it was when that state was taken."""
        self.twin = Bioreactor(self.twin.plan, self.twin.faults, batch=state)

    def second(self) -> list[Happening]:
        """One second."""
        return self.twin.step()

    def readings(self) -> tuple[float, ...]:
        """What its trends show now."""
        return readings(self.twin)

    def shown(self) -> Screen:
        """Its screen."""
        return screen(self.twin)

    def sight(self) -> Look:
        """What can be seen of it in the room."""
        return look(self.twin)

    @property
    def alarms(self) -> tuple[AlarmSpec, ...]:
        """The alarms there are."""
        return self.twin.alarms

    def alarm(self, ident: str) -> Alarm | None:
        """State of an alarm."""
        return self.twin.batch.alarms.get(ident)

    @property
    def siren(self) -> bool:
        """Whether it sounds."""
        return self.twin.batch.siren

    def do(self, act: Act) -> str:
        """Carry an act out."""
        return do(self.twin, act)

    def over(self, fault: str) -> bool:
        """Whether the fault has been put right."""
        state = self.twin.batch.faults.get(fault)
        return state is not None and state.ended_s is not None

    def owns(self, spec: AlarmSpec, fault: HazardSpec) -> bool:
        """In a culture everything hangs together."""
        return True

    def stands(self, core: DeviationCore) -> bool:
        """What made safe still stands still."""
        return core.state.stopped

    def bound(self, core: DeviationCore) -> bool:
        """One can always walk away."""
        return False

    def due_s(self, core: DeviationCore, kind: str) -> int:
        """No controls by the clock here."""
        return -1

    # --- the run

    def passed(self, when: WhenSpec) -> bool:
        """So many viable cells in a millilitre."""
        broth = self.twin.batch.broth
        return 0.0 < when.cells < broth.viable / broth.volume_l

    def base(self, fault: HazardSpec) -> float:
        """What its tag reads."""
        return screen(self.twin).readings.get(FAULTS[fault.what].tag, 0.0)

    def watch(self, core: DeviationCore) -> None:
        """Whether the tag of the fault has left its way, and since when."""
        found, fault = core.state.found, core.fault
        if fault is None or found.began < 0 or found.drift >= 0:
            return
        if self._away(core, FAULTS[fault.what]):
            found.away_s += 1
            if found.away_s >= AWAY_S:
                found.drift = core.state.seconds - found.away_s
        else:
            found.away_s = 0

    def _away(self, core: DeviationCore, kind: FaultKind) -> bool:
        """Whether a second of it could be seen: the tag beyond its band, a reading that never moves, a sample that cannot be this broth."""
        found, now = core.state.found, screen(self.twin)
        if kind.id == "do_probe_frozen":
            return core.state.seconds - found.began > FLAT_S
        if kind.id == "wrong_port":
            return any(kind.bench in sample.told for sample in self._drawn(core, found.began))
        way = found.base
        if kind.tag == "feed":
            way -= now.feed_set_l_h / 3600.0 * (core.state.seconds - found.began) * FEED_KG_L
        return abs(now.readings[kind.tag] - way) > kind.band

    def _drawn(self, core: DeviationCore, since: int) -> list[Sample]:
        """Samples of the broth's port since that second.  What the other port gives says nothing of the broth."""
        return [sample for sample in self.twin.batch.samples if sample.port == "sample" and sample.taken_s >= self.start_s + since]

    def tick(self, core: DeviationCore) -> None:
        """A hand that holds the line and has lifted it far enough takes the fold out of it."""
        for hand, low in list(core.state.pulls.items()):
            line = core.one("gas_line")
            x, y = core.hand_at(hand)
            if y - low >= LIFT_M:
                del core.state.pulls[hand]
                core.op.hands[hand].holding = ""
                plant.work(core, hand, line, Act("straighten_line"))
            elif abs(x - core.part_at(line, "fold")[0]) > plant.NEAR_M:
                del core.state.pulls[hand]
                core.op.hands[hand].holding = ""

    def use(self, core: DeviationCore, command: Use) -> None:
        """A valve, a probe, a pump, a port."""
        kind = core.kind(command.thing).id
        if kind in ("sample_port", "feed_port"):
            return self._port(core, command)
        act = PARTS.get((kind, command.part))
        if act is None:
            return core.refuse(command, command.thing, "no_such_part")
        if not plant.reaches(core, command, command.part):
            return core.refuse(command, command.thing, "out_of_reach")
        return plant.work(core, command.hand, command.thing, act)

    def key(self, core: DeviationCore, command: Use) -> None:
        """Pumps, gas, modes."""
        act = KEYS.get(command.part)
        if act is None:
            return core.refuse(command, command.thing, "no_such_part")
        if command.part == "start.feed" and core.state.stopped:
            return plant.resume(core, command, act)
        return plant.work(core, command.hand, command.thing, act)

    def type_in(self, core: DeviationCore, command: Fill) -> None:
        """A set-point or a calibration: "setpoint.do", "calibrate.ph"."""
        name, _, target = command.field.partition(".")
        value = typed.number(command.value, 2)
        if value.reason:
            return core.refuse(command, command.thing, value.reason)
        if name not in ("setpoint", "calibrate"):
            return core.refuse(command, command.thing, "no_such_part")
        return plant.work(core, "right", command.thing, Act(name, target, value.value / 100.0), command)

    def grip(self, core: DeviationCore, command: Grip) -> bool:
        """The folded line."""
        if core.kind(command.thing).id != "gas_line" or core.op.hands[command.hand].holding:
            return False
        if distance(*core.hand_at(command.hand), *core.part_at(command.thing, "fold")) > plant.REACH_M:
            core.refuse(command, command.thing, "out_of_reach")
            return True
        core.op.hands[command.hand].holding = command.thing
        core.state.pulls[command.hand] = core.hand_at(command.hand)[1]
        return True

    def release(self, core: DeviationCore, command: Release) -> bool:
        """The folded line."""
        if command.hand not in core.state.pulls:
            return False
        del core.state.pulls[command.hand]
        core.op.hands[command.hand].holding = ""
        return True

    def looked(self, core: DeviationCore, thing: str, part: str) -> None:
        """A result of the bench read beside the screen confirms a reading, or not."""
        if core.kind(thing).id != "sample_bench":
            return
        # The sample of a round that was made before anything was noticed confirms nothing yet.
        since = core.state.noticed if core.step_slot("examine") else max(0, core.state.found.began)
        for name in (name for sample in self._drawn(core, since) for name in sample.told if since >= 0):
            if name in CONFIRMS and name not in core.state.confirmed:
                core.state.confirmed.append(name)

    def help(self, core: DeviationCore) -> None:
        """Maintenance does what puts the fault right."""
        for remedy in remedies(core.fault.what) if core.fault else ():
            kind, _, target = remedy.partition(".")
            plant.by_others(core, Act(kind, target, ANTIFOAM_ML if kind == "add_antifoam" else 0.0))

    def tells(self, part: str) -> bool:
        """Its trend, the list with its value."""
        return part.startswith(("trend.", "alarms"))

    def step_done(self, core: DeviationCore, step: StepSpec) -> bool:
        """A reading is confirmed once the bench has told of it; the round is made once all of it was looked at and a sample read."""
        if step.do == "confirm":
            return core.fault is None or bench_of(FAULTS[core.fault.what]) in core.state.confirmed
        if step.do == "examine":
            seen = all(f"{core.one(kind)}/{part}" in core.state.looked for kind, part in ROUND if core.one(kind))
            bench = core.state.looked.get(f"{core.one('sample_bench')}/results", -1)
            return seen and any(s.told and bench >= int(s.taken_s - self.start_s) + FIRST_RESULT_S for s in self.twin.batch.samples)
        return False

    def facts(self, core: DeviationCore, paper: str) -> Mapping[str, Truth]:
        """A culture is touched as a whole, but by a sample of something else; the feed was stopped; the trend is kept."""
        if paper == "status_label":
            return {"status": "deviation"}
        if paper != "report":
            return {}
        kind, found = FAULTS[core.fault.what] if core.fault else None, core.state.found
        silent: dict[str, Truth] = {}
        if kind is not None and kind.silent and found.drift >= 0:
            # Looking back one sees it begin anywhere between the fault itself and the moment it left its band.
            first, last = core.at_clock(found.began) - core.tolerance_min, core.at_clock(found.drift) + core.tolerance_min
            silent["drift"] = tuple(minute % 1440 for minute in range(first, last + 1 + (1440 if last < first else 0)))
            if found.out < 0:
                silent["out"] = ()  # it never was: no time is right
        return silent | {
            "scope": kind.scope if kind else SCOPE[0],
            "act": ACTS[0] if core.state.safe >= 0 else "nothing",
            "evidence": EVIDENCE[0] if "trend_print" in core.state.kept else "none",
        }

    # --- sampling

    def _port(self, core: DeviationCore, command: Use) -> None:
        if not plant.reaches(core, command, "port"):
            return core.refuse(command, command.thing, "out_of_reach")
        port = core.state.ports.setdefault(command.thing, PortState())
        if command.part == "disinfect":
            port.wet_s = core.state.seconds
            return None
        if command.part == "relabel":
            return plant.work(core, command.hand, command.thing, Act("mend_labels"))
        if command.part == "flush":
            port.flushed = self.do(Act("flush_port", value=FLUSH_ML)) == ""
            return None
        if command.part != "sample":
            return core.refuse(command, command.thing, "no_such_part")
        name = "sample" if core.kind(command.thing).id == "sample_port" else "feed_line"
        slot = core.step_slot("examine") if core.state.noticed < 0 else ""
        self.do(Act("take_sample", name))
        wet = 0 <= port.wet_s <= core.state.seconds - int(core.limit("wipe_s", WIPE_S))
        core.emit(
            SampleDrawn, hand=command.hand, thing=command.thing, kind=core.kind(command.thing).id, slot=slot or core.step_slot("confirm"),
            port=name, disinfected=wet, flushed=port.flushed,
        )  # fmt: skip
        core.state.ports[command.thing] = PortState()
        return None
