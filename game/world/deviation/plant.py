"""Acts on the plant: keys of the console, valves, pumps, ports, the folded line.  Every one is possible; the twin answers."""

from __future__ import annotations

from game.commands import Fill, Use
from game.entities.deviation_state import PortState
from game.entities.process import FAULTS
from game.events import AlarmTaken, PlantWorked, Resumed, SampleDrawn
from game.world import typed
from game.world.basis import distance
from game.world.deviation.core import NEAR_M, REACH_M, DeviationCore
from game.world.twin import Act, do

WIPE_S = 30
"""Seconds of the process a port has to be wet before it is sampled (a site value: limits.wipe_s)."""
ANTIFOAM_ML = 20.0
FLUSH_ML = 30.0
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
    ("feed_pump", "seat"): Act("restart_pump", "feed"),
}
"""What working a part of the plant by hand does."""
KEYS = {
    "stop.feed": Act("stop_pump", "feed"), "start.feed": Act("restart_pump", "feed"), "stop.base": Act("stop_pump", "base"),
    "start.base": Act("restart_pump", "base"), "reset_gas": Act("reset_gas"), "free_jacket": Act("free_jacket_valve"),
    "manual.do": Act("mode", "do", 1.0), "auto.do": Act("mode", "do", 0.0), "manual.ph": Act("mode", "ph", 1.0),
    "auto.ph": Act("mode", "ph", 0.0), "manual.temp": Act("mode", "temp", 1.0), "auto.temp": Act("mode", "temp", 0.0),
}  # fmt: skip
"""Keys of the console beside those for alarms."""


def use(core: DeviationCore, command: Use) -> None:
    """Work a part of something with a hand."""
    if not core.has(command.thing) or core.hand(command.hand) is None:
        return core.refuse(command, command.thing, "no_such_thing")
    kind = core.kind(command.thing).id
    if kind == "console":
        return _console(core, command)
    if kind in ("sample_port", "feed_port"):
        return _port(core, command)
    act = PARTS.get((kind, command.part))
    if act is None:
        return core.refuse(command, command.thing, "no_such_part")
    if not _reaches(core, command, command.part):
        return core.refuse(command, command.thing, "out_of_reach")
    return work(core, command.hand, command.thing, act)


def _reaches(core: DeviationCore, command: Use, part: str) -> bool:
    return distance(*core.hand_at(command.hand), *core.part_at(command.thing, part)) <= REACH_M


def _console(core: DeviationCore, command: Use) -> None:
    if not _reaches(core, command, "keys"):
        return core.refuse(command, command.thing, "out_of_reach")
    name, _, target = command.part.partition(".")
    if name in ("ack", "silence"):
        return _alarm(core, command, name, target)
    if command.part == "print":
        core.state.printed = True
        core.state.carried["trend_print"] = f"hand:{command.hand}"
        core.op.hands[command.hand].holding = "trend_print"
        return None
    act = KEYS.get(command.part)
    if act is None:
        return core.refuse(command, command.thing, "no_such_part")
    if command.part == "start.feed" and core.state.stopped:
        return _resume(core, command, act)
    return work(core, command.hand, command.thing, act)


def _alarm(core: DeviationCore, command: Use, what: str, target: str) -> None:
    ring = core.twin.batch.alarms.get(target)
    since = int(ring.raised_s - core.start_s) if ring is not None and ring.raised_s is not None else 0
    act = Act("acknowledge", target) if what == "ack" else Act("silence")
    refused = do(core.twin, act)
    if refused:
        return core.refuse(command, command.thing, refused)
    looked = any(at >= since and _tells(core, name) for name, at in core.state.looked.items())
    core.emit(
        AlarmTaken, hand=command.hand, thing=command.thing, kind="console", slot=core.step_slot("notice"), alarm=target,
        what="acknowledged" if what == "ack" else "silenced", looked=looked,
    )  # fmt: skip
    return None


def _tells(core: DeviationCore, name: str) -> bool:
    """Whether that look tells of the alarm: its trend, the list with its value, the response sheet."""
    thing, _, part = name.partition("/")
    return core.kind(thing).id == "response_sheet" or part.startswith(("trend.", "alarms"))


def _resume(core: DeviationCore, command: Use, act: Act) -> None:
    if do(core.twin, act):
        return core.refuse(command, command.thing, "no_power")
    core.state.stopped = False
    core.state.resumed = core.state.seconds
    core.emit(
        Resumed, hand=command.hand, thing=command.thing, kind="console", slot=core.step_slot("resume"), by=core.state.authorised,
        mended=core.state.mended >= 0,
    )  # fmt: skip
    return None


def setpoint(core: DeviationCore, command: Fill) -> None:
    """A set-point or a calibration typed in at the console: "setpoint.do", "calibrate.ph"."""
    name, _, target = command.field.partition(".")
    value = typed.number(command.value, 2)
    if value.reason:
        return core.refuse(command, command.thing, value.reason)
    if name not in ("setpoint", "calibrate"):
        return core.refuse(command, command.thing, "no_such_part")
    return work(core, "right", command.thing, Act(name, target, value.value / 100.0), command)


def work(core: DeviationCore, hand: str, thing: str, act: Act, command: object = None) -> None:
    """Carry an act out on the twin, and say what it was worth."""
    refused = do(core.twin, act)
    if refused:
        return core.refuse(command or Use(hand, thing), thing, refused)
    state, name = core.state, f"{act.kind}.{act.target}" if act.target else act.kind
    kind = FAULTS[core.fault.what] if core.fault else None
    ended = core.fault is not None and (fault := core.twin.batch.faults.get(core.fault.id)) is not None and fault.ended_s is not None
    helps = ended and state.mended < 0
    if helps:
        state.mended = state.seconds
    safe = name in core.process.safe
    if safe and state.safe < 0 and state.found.began >= 0:
        state.safe, state.stopped = state.seconds, act.kind == "stop_pump"
    core.emit(
        PlantWorked, hand=hand, thing=thing, kind=core.kind(thing).id, slot=core.step_slot("safe" if safe else "mend"), what=act.kind,
        target=act.target, listed=name in core.process.listed, authorised=state.authorised == "written", safe=safe, helps=helps,
        confirmed=kind is None or kind.tag in state.confirmed, late_min=core.late_min,
    )  # fmt: skip
    return None


def by_others(core: DeviationCore, act: Act) -> None:
    """Somebody who may do it puts something right: no act of the trainee."""
    do(core.twin, act)
    if core.fault is not None and core.state.mended < 0:
        fault = core.twin.batch.faults.get(core.fault.id)
        if fault is not None and fault.ended_s is not None:
            core.state.mended = core.state.seconds


# --- sampling -----------------------------------------------------------------------------------------------------------


def _port(core: DeviationCore, command: Use) -> None:
    if not _reaches(core, command, "port"):
        return core.refuse(command, command.thing, "out_of_reach")
    port = core.state.ports.setdefault(command.thing, PortState())
    if command.part == "disinfect":
        port.wet_s = core.state.seconds
        return None
    if command.part == "flush":
        port.flushed = do(core.twin, Act("flush_port", value=FLUSH_ML)) == ""
        return None
    if command.part != "sample":
        return core.refuse(command, command.thing, "no_such_part")
    name = "sample" if core.kind(command.thing).id == "sample_port" else "feed_line"
    do(core.twin, Act("take_sample", name))
    wet = 0 <= port.wet_s <= core.state.seconds - int(core.limit("wipe_s", WIPE_S))
    core.emit(
        SampleDrawn, hand=command.hand, thing=command.thing, kind=core.kind(command.thing).id, slot=core.step_slot("confirm"), port=name,
        disinfected=wet, flushed=port.flushed,
    )  # fmt: skip
    core.state.ports[command.thing] = PortState()
    return None


# --- the folded line ----------------------------------------------------------------------------------------------------


def lift(core: DeviationCore) -> None:
    """A hand that holds the line and has lifted it far enough takes the fold out of it."""
    for hand, low in list(core.state.pulls.items()):
        line = core.one("gas_line")
        x, y = core.hand_at(hand)
        if y - low >= LIFT_M:
            del core.state.pulls[hand]
            core.op.hands[hand].holding = ""
            work(core, hand, line, Act("straighten_line"))
        elif abs(x - core.part_at(line, "fold")[0]) > NEAR_M:
            del core.state.pulls[hand]
            core.op.hands[hand].holding = ""
