"""One step of the filling line, and a batch from its first unit to its last."""

from __future__ import annotations

from game.world.twin.alarms import ring
from game.world.twin.filling import air, alarms, faults, track
from game.world.twin.filling.plan import DOORS, GLOVES, STEP_S, ZONES, FillingPlan, zone_at
from game.world.twin.filling.state import Air, Check, Counts, Glove, LineState
from game.world.twin.spec import FILLING, FaultSpec
from game.world.twin.state import Alarm, Happening

STEPS_A_SECOND = 10
CHECKS = ("weight", "gloves", "particles", "stoppers", "pressure", "track")


def start(plan: FillingPlan, seed: int) -> LineState:
    """Set up, checked, standing."""
    return LineState(
        seed=seed, step=0, t_s=0.0, vials=[], running=False, counts=Counts(), air=Air(), guards=dict.fromkeys(ZONES, False),
        gloves={name: Glove() for name in GLOVES}, doors=dict.fromkeys(DOORS, False), alarms={spec.id: Alarm() for spec in alarms.SPECS},
        stoppers=plan.bowl, bag=plan.bag, checks=[Check(kind, 0.0, 0, conforming=True) for kind in CHECKS],
    )  # fmt: skip


class FillingLine:
    """A batch that is filled: plan and faults to come, which do not change, and the state, which does and can be pickled."""

    def __init__(
        self, plan: FillingPlan | None = None, each: tuple[FaultSpec, ...] = (), *, seed: int = 0, state: LineState | None = None
    ) -> None:
        for spec in each:
            if spec.kind not in FILLING:
                raise ValueError(f"{spec.id}: {spec.kind!r} is no fault of a filling line; there are {', '.join(FILLING)}")
        self.plan = plan or FillingPlan()
        self.faults = each
        self.state = start(self.plan, seed) if state is None else state

    def step(self) -> list[Happening]:
        """One step of STEP_S.  What is asked of the line comes before it, through `acts.do`."""
        plan, line, dt_s = self.plan, self.state, STEP_S
        happened: list[Happening] = []
        faults.inject(plan, self.faults, line, happened)
        power = _mains(line, happened)
        _routine(plan, line)
        if line.running:
            track.infeed(plan, line)
            track.move(plan, line, dt_s, happened)
            track.stroke(plan, line, dt_s)
        self._stop_if_needed(happened, power=power)
        air.breathe(line, dt_s, power=power)
        line.step += 1
        line.t_s = line.step * dt_s
        if line.step % STEPS_A_SECOND == 0:
            _second(plan, line, power=power)
            if ring(alarms.SPECS, line.alarms, alarms.shown(line), line.t_s, happened):
                line.siren = True
        return happened

    def run(self, seconds: float) -> list[Happening]:
        """That much time."""
        happened: list[Happening] = []
        for _ in range(round(seconds / STEP_S)):
            happened += self.step()
        return happened

    def _stop_if_needed(self, happened: list[Happening], *, power: bool) -> None:
        line = self.state
        if not line.running:
            return
        reason = alarms.interlock(self.plan, line, power=power)
        done = line.next_n > self.plan.units and not line.vials
        if reason or done:
            line.running, line.stopped_by = False, reason or "done"
            happened.append(Happening("stopped", line.stopped_by, line.t_s))


def _mains(line: LineState, happened: list[Happening]) -> bool:
    """Whether there is power.  When it comes back the fans start; the machine waits for somebody."""
    if line.power_back_s is None:
        return True
    if line.t_s < line.power_back_s:
        return False
    line.power_back_s = None
    happened.append(Happening("power_back", "", line.t_s))
    return True


def _routine(plan: FillingPlan, line: LineState) -> None:
    """The settle plate, by its glove; hands that are done come out; the bag of stoppers at hand goes into the bowl in time."""
    if line.stoppers < plan.refill_below and line.bag > 0:
        line.stoppers, line.bag = line.stoppers + line.bag, 0
    for glove in line.gloves.values():
        if glove.busy_until_s is not None and line.t_s >= glove.busy_until_s:
            glove.in_use, glove.busy_until_s = False, None
    if line.running and line.t_s > 0.0 and line.step % round(plan.routine_s / STEP_S) == 0:
        glove = line.gloves[plan.routine_glove]
        if not glove.known:
            glove.in_use, glove.busy_until_s = True, line.t_s + plan.routine_lasts_s


def _second(plan: FillingPlan, line: LineState, *, power: bool) -> None:
    """Once a second: how long units stand open, and what they meet."""
    air.count(line)
    standing = track.open_vials(line)
    for vial in standing:
        vial.open_s += 1.0
    track.mark(line, [vial for vial in standing if vial.open_s > plan.open_limit_s], "overtime")
    if air.bad(line, power=power):
        track.mark(line, standing, "air")
    for name, glove in line.gloves.items():
        if glove.in_use and glove.hole_mm > 0.0:
            zone = name.rsplit("_", 1)[0]
            track.mark(line, [vial for vial in standing if zone_at(plan, vial.x) == zone], "glove")
    off = [vial for vial in line.vials if vial.dose_ml > 0.0 and abs(vial.dose_ml / plan.dose_ml - 1.0) > plan.dose_limit]
    track.mark(line, off, "dose")
