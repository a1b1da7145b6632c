"""Faults of the filling line.

| kind | size | where | what it does | put right by |
|---|---|---|---|---|
| vial_breaks | m that glass flies | infeed, filling | glass, and a vial that stops the others | clear with a sterile tool, remove |
| vial_falls | - | infeed, filling | a vial that stops the others | clear |
| stopper_jam | - | - | no stoppers come; three misses stop the machine | free_jam |
| stopper_shortage | stoppers left | - | no bag at hand, the bowl runs empty | fetch_bag, fill_bowl |
| glove_torn | mm | glove | nothing to see until somebody looks; soils what is open whenever it is used | replace_glove |
| particles | 1/(m3 s) | zone | the counter rises, the seal of a window hangs out | find_source |
| airlock_door_open | - | door | pressure of the room falls | close_door |
| tool_dropped | - | zone | the forceps lie on the machine's floor | fetch_tool |
| dose_drift | share | - | doses go off, slowly; the weigher sees one in 25 | adjust_dose |
| power_cut | s | - | all stops, the air stands | recover, with the mains back |
"""

from __future__ import annotations

from game.world.twin.filling import track
from game.world.twin.filling.plan import GLOVES, FillingPlan
from game.world.twin.filling.state import LineState, Vial
from game.world.twin.spec import FaultSpec
from game.world.twin.state import FaultState, Happening


def inject(plan: FillingPlan, each: tuple[FaultSpec, ...], line: LineState, happened: list[Happening]) -> None:
    """Start what is due, and let what grows grow."""
    for spec in each:
        state = line.faults.get(spec.id)
        if state is None:
            if _due(spec, line) and _begin(plan, spec, line):
                line.faults[spec.id] = FaultState(started_s=line.t_s, at_start=float(line.counts.filled))
                happened.append(Happening("fault_started", spec.id, line.t_s))
        elif state.ended_s is None and spec.kind == "dose_drift" and state.started_s is not None:
            grown = 1.0 if spec.over_s <= 0.0 else min(1.0, (line.t_s - state.started_s) / spec.over_s)
            line.dose_shift = grown * spec.size


def _due(spec: FaultSpec, line: LineState) -> bool:
    if spec.at_s is not None:
        return line.t_s >= spec.at_s
    return spec.when is not None and line.counts.filled > spec.when.limit


def _begin(plan: FillingPlan, spec: FaultSpec, line: LineState) -> bool:
    """What happens at once; False when it cannot yet (no vial is there)."""
    if spec.kind in ("vial_breaks", "vial_falls"):
        return _vial(plan, spec, line)
    if spec.kind == "stopper_jam":
        line.jammed = True
    elif spec.kind == "stopper_shortage":
        line.stoppers = min(line.stoppers, int(spec.size))
        line.bag = 0
    elif spec.kind == "glove_torn":
        line.gloves[spec.where if spec.where in GLOVES else plan.routine_glove].hole_mm = spec.size
    elif spec.kind == "particles":
        line.air.source, line.air.source_at = spec.size, spec.where
    elif spec.kind == "airlock_door_open":
        line.doors[spec.where if spec.where in line.doors else "airlock_b"] = True
    elif spec.kind == "tool_dropped":
        line.tool, line.tool_lies = "dropped", spec.where
    elif spec.kind == "power_cut":
        line.power_back_s = line.t_s + spec.size
    return True


def _vial(plan: FillingPlan, spec: FaultSpec, line: LineState) -> bool:
    """The vial nearest to the middle of the infeed, or the first under the needles."""
    place = plan.x_needles if spec.where == "filling" else 0.6
    up = [vial for vial in line.vials if vial.state == "up" and not vial.stoppered]
    near = [vial for vial in up if abs(vial.x - place) < 0.1]
    if not near or not line.running:
        return False
    hit = min(near, key=lambda vial: (abs(vial.x - place), vial.n))
    hit.state = "broken" if spec.kind == "vial_breaks" else "fallen"
    if spec.kind == "vial_breaks":
        struck: list[Vial] = [vial for vial in track.open_vials(line) if abs(vial.x - hit.x) <= spec.size]
        track.mark(line, struck, "glass")
        line.air.um05 += 2500.0
        line.air.um5 += 60.0
    return True


def end(each: tuple[FaultSpec, ...], line: LineState, *kinds: str) -> None:
    """What somebody has put right is over."""
    for spec in each:
        state = line.faults.get(spec.id)
        if spec.kind in kinds and state is not None and state.ended_s is None:
            state.ended_s = line.t_s
