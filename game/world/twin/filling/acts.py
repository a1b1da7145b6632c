"""What a person can do at the filling line, as data.  Wrong ways are carried out and leave their mark on open units.

`value` of clear and free_jam says with what: 0 sterile forceps, 1 the glove's fingers, 2 forceps that had been dropped.
"""

from __future__ import annotations

from collections.abc import Callable

from game.world.twin import alarms as ringing
from game.world.twin.acts import Act
from game.world.twin.filling import faults, track
from game.world.twin.filling.machine import CHECKS, FillingLine
from game.world.twin.filling.plan import ZONES, FillingPlan, zone_at
from game.world.twin.filling.state import Check, LineState, Vial

STERILE, FINGERS, DROPPED = 0.0, 1.0, 2.0


def do(twin: FillingLine, act: Act) -> str:
    """Carry it out.  "" when done, else why it is impossible: unknown, nothing_there, moving, no_hand, no_tool, no_power, guard_open."""
    handler = ACTS.get(act.kind)
    return "unknown" if handler is None else handler(twin, act)


def units(text: str) -> tuple[int, int] | None:
    """The two numbers of a text like 120-140, None when it is no range."""
    first, dash, last = text.partition("-")
    if not dash or not first.isdecimal() or not last.isdecimal() or int(first) > int(last):
        return None
    return int(first), int(last)


# --- machine -----------------------------------------------------------------------------------------------------------


def _start(twin: FillingLine, act: Act) -> str:
    line = twin.state
    if line.power_back_s is not None:
        return "no_power"
    if any(line.guards.values()):
        return "guard_open"
    line.running, line.stopped_by, line.misses, line.starved_s = True, "", 0, 0.0
    return ""


def _stop(twin: FillingLine, act: Act) -> str:
    if not twin.state.running:
        return "nothing_there"
    twin.state.running, twin.state.stopped_by = False, "hand"
    return ""


def _guard(twin: FillingLine, act: Act) -> str:
    """open_guard and close_guard of a zone; an open one stops the machine at its next step."""
    if act.target not in ZONES:
        return "unknown"
    opened = act.kind == "open_guard"
    if twin.state.guards[act.target] == opened:
        return "nothing_there"
    twin.state.guards[act.target] = opened
    return ""


def _door(twin: FillingLine, act: Act) -> str:
    """open_door and close_door of the airlock."""
    line = twin.state
    if act.target not in line.doors:
        return "unknown"
    opened = act.kind == "open_door"
    if line.doors[act.target] == opened:
        return "nothing_there"
    line.doors[act.target] = opened
    if not any(line.doors.values()):
        faults.end(twin.faults, line, "airlock_door_open")
    return ""


def _adjust_dose(twin: FillingLine, act: Act) -> str:
    """Turn the pump down by that share of the dose (up where it is below 0)."""
    if not -0.2 <= act.value <= 0.2:
        return "out_of_range"
    twin.state.dose_shift -= act.value
    faults.end(twin.faults, twin.state, "dose_drift")
    return ""


# --- hands -------------------------------------------------------------------------------------------------------------


def _reach(twin: FillingLine, act: Act) -> str:
    glove = twin.state.gloves.get(act.target)
    if glove is None:
        return "unknown"
    glove.in_use, glove.busy_until_s = True, None
    return ""


def _withdraw(twin: FillingLine, act: Act) -> str:
    glove = twin.state.gloves.get(act.target)
    if glove is None:
        return "unknown"
    if not glove.in_use:
        return "nothing_there"
    glove.in_use, glove.busy_until_s = False, None
    return ""


def _can_touch(line: LineState, zone: str, how: float) -> str:
    """Whether somebody can work in that zone: it stands, a hand is there, the tool is there."""
    if line.running:
        return "moving"
    if not line.guards[zone] and not any(line.gloves[f"{zone}_{side}"].in_use for side in ("left", "right")):
        return "no_hand"
    if how == STERILE and line.tool != "sterile":
        return "no_tool"
    if how == DROPPED and line.tool != "dropped":
        return "no_tool"
    return ""


def _open_in(plan: FillingPlan, line: LineState, zone: str) -> list[Vial]:
    return [vial for vial in track.open_vials(line) if zone_at(plan, vial.x) == zone]


def _clear(twin: FillingLine, act: Act) -> str:
    """Take out what lies in a zone: broken and fallen vials, and fragments with them."""
    plan, line = twin.plan, twin.state
    if act.target not in ZONES:
        return "unknown"
    refused = _can_touch(line, act.target, act.value)
    if refused:
        return refused
    lying = [vial for vial in line.vials if vial.state != "up" and zone_at(plan, vial.x) == act.target]
    if not lying:
        return "nothing_there"
    if act.value != STERILE:
        track.mark(line, _open_in(plan, line, act.target), "touched")
    for vial in lying:
        _take_out(line, vial)
    faults.end(twin.faults, line, "vial_breaks", "vial_falls")
    return ""


def _stand_up(twin: FillingLine, act: Act) -> str:
    """Set a fallen vial upright with the glove: it can be done, and must not."""
    plan, line = twin.plan, twin.state
    if act.target not in ZONES:
        return "unknown"
    refused = _can_touch(line, act.target, FINGERS)
    if refused:
        return refused
    lying = [vial for vial in line.vials if vial.state == "fallen" and zone_at(plan, vial.x) == act.target]
    if not lying:
        return "nothing_there"
    for vial in lying:
        vial.state = "up"
    track.mark(line, _open_in(plan, line, act.target), "touched")
    faults.end(twin.faults, line, "vial_falls")
    return ""


def _free_jam(twin: FillingLine, act: Act) -> str:
    plan, line = twin.plan, twin.state
    refused = _can_touch(line, "stoppering", act.value)
    if refused:
        return refused
    if not line.jammed:
        return "nothing_there"
    line.jammed = False
    if act.value != STERILE:
        track.mark(line, _open_in(plan, line, "stoppering"), "touched")
    faults.end(twin.faults, line, "stopper_jam")
    return ""


def _take_out(line: LineState, vial: Vial) -> None:
    line.vials.remove(vial)
    line.removed.append(vial.n)
    line.counts.removed += 1


def _remove(twin: FillingLine, act: Act) -> str:
    """Take the units of a range off the track; those already out are for quarantine."""
    line, span = twin.state, units(act.target)
    if span is None:
        return "unknown"
    if line.running:
        return "moving"
    found = [vial for vial in line.vials if span[0] <= vial.n <= span[1]]
    if not found:
        return "nothing_there"
    for vial in found:
        _take_out(line, vial)
    return ""


def _quarantine(twin: FillingLine, act: Act) -> str:
    """Label the units of a range that have left the line."""
    span = units(act.target)
    if span is None:
        return "unknown"
    twin.state.quarantined.append([span[0], span[1]])
    return ""


# --- supplies and controls ---------------------------------------------------------------------------------------------


def _fill_bowl(twin: FillingLine, act: Act) -> str:
    line = twin.state
    if line.bag <= 0:
        return "nothing_there"
    line.stoppers, line.bag = line.stoppers + line.bag, 0
    return ""


def _fetch_bag(twin: FillingLine, act: Act) -> str:
    """Another sterile bag of stoppers, through the port."""
    twin.state.bag = twin.plan.bag
    faults.end(twin.faults, twin.state, "stopper_shortage")
    return ""


def _fetch_tool(twin: FillingLine, act: Act) -> str:
    """Sterile forceps; what had been dropped stays where it lies until the end."""
    twin.state.tool = "sterile"
    faults.end(twin.faults, twin.state, "tool_dropped")
    return ""


def _replace_glove(twin: FillingLine, act: Act) -> str:
    glove = twin.state.gloves.get(act.target)
    if glove is None:
        return "unknown"
    if twin.state.running:
        return "moving"
    glove.hole_mm, glove.known, glove.in_use, glove.busy_until_s = 0.0, False, False, None
    if not any(each.hole_mm > 0.0 for each in twin.state.gloves.values()):
        faults.end(twin.faults, twin.state, "glove_torn")
    return ""


def _find_source(twin: FillingLine, act: Act) -> str:
    if twin.state.air.source <= 0.0:
        return "nothing_there"
    twin.state.air.source, twin.state.air.source_at = 0.0, ""
    faults.end(twin.faults, twin.state, "particles")
    return ""


def _recover(twin: FillingLine, act: Act) -> str:
    """After a cut: counter and pressures are read, and are what they have to be."""
    line = twin.state
    if line.power_back_s is not None:
        return "no_power"
    if not (_conforms(twin, "particles") and _conforms(twin, "pressure")):
        return "out_of_range"
    faults.end(twin.faults, line, "power_cut")
    return ""


def _check(twin: FillingLine, act: Act) -> str:
    """One of the controls of CHECKS: it is recorded with what it found, and up to which unit that holds: weights for what has its
    dose, all else for what is closed, since what stands open can still be touched."""
    if act.target not in CHECKS:
        return "unknown"
    line = twin.state
    unit = line.counts.filled if act.target == "weight" else track.closed(twin.plan, line)
    line.checks.append(Check(act.target, line.t_s, unit, conforming=_conforms(twin, act.target)))
    return ""


def _conforms(twin: FillingLine, kind: str) -> bool:
    plan, line = twin.plan, twin.state
    if kind == "weight":
        last = [vial.dose_ml for vial in line.vials if vial.dose_ml > 0.0][-8:]
        return all(abs(dose / plan.dose_ml - 1.0) <= plan.dose_limit for dose in last)
    if kind == "gloves":
        for glove in line.gloves.values():
            glove.known = glove.hole_mm > 0.0
        return not any(glove.known for glove in line.gloves.values())
    if kind == "track":
        return line.tool != "dropped" and all(vial.state == "up" for vial in line.vials)
    if kind == "particles":
        return line.air.seen_um05 <= 3520.0 and line.air.seen_um5 <= 60.0
    if kind == "stoppers":
        return not line.jammed and line.stoppers > 0 and line.misses < plan.misses_to_stop
    return line.air.over_b_pa >= 8.0 and line.air.room_pa >= 10.0


def _acknowledge(twin: FillingLine, act: Act) -> str:
    line = twin.state
    if not ringing.acknowledge(line.alarms, act.target):
        return "nothing_there"
    line.siren = line.siren and not ringing.all_read(line.alarms)
    return ""


def _silence(twin: FillingLine, act: Act) -> str:
    if not twin.state.siren:
        return "nothing_there"
    twin.state.siren = False
    return ""


ACTS: dict[str, Callable[[FillingLine, Act], str]] = {
    "start": _start,
    "stop": _stop,
    "open_guard": _guard,
    "close_guard": _guard,
    "open_door": _door,
    "close_door": _door,
    "adjust_dose": _adjust_dose,
    "reach": _reach,
    "withdraw": _withdraw,
    "clear": _clear,
    "stand_up": _stand_up,
    "free_jam": _free_jam,
    "remove": _remove,
    "quarantine": _quarantine,
    "fill_bowl": _fill_bowl,
    "fetch_bag": _fetch_bag,
    "fetch_tool": _fetch_tool,
    "replace_glove": _replace_glove,
    "find_source": _find_source,
    "recover": _recover,
    "check": _check,
    "acknowledge": _acknowledge,
    "silence": _silence,
}
