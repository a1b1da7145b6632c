"""Acts on a process, whichever it is: alarms taken, what is worth what, what goes on again.  Every act is possible; the twin answers."""

from __future__ import annotations

import re

from game.commands import Fill, Use
from game.entities.process import FAULTS
from game.events import AlarmTaken, PlantWorked, Resumed
from game.world.basis import distance
from game.world.deviation.core import NEAR_M, REACH_M, DeviationCore
from game.world.twin import Act

__all__ = ["NEAR_M", "REACH_M", "by_others", "mark", "reaches", "resume", "use", "work"]
_SECOND = re.compile(r"-?\d{1,6}", re.ASCII)


def use(core: DeviationCore, command: Use) -> None:
    """Work a part of something with a hand."""
    if not core.has(command.thing) or core.hand(command.hand) is None:
        return core.refuse(command, command.thing, "no_such_thing")
    if core.kind(command.thing).id == core.running.CONSOLE:
        return _console(core, command)
    return core.running.use(core, command)


def mark(core: DeviationCore, command: Fill) -> None:
    """A mark of the trainee's own on a trend ("mark.do"), at a second of the run; "" takes it off.  Nobody judges it."""
    tag = command.field.partition(".")[2]
    if f"trend.{tag}" not in core.kind(command.thing).looks:
        return core.refuse(command, command.thing, "no_such_part")
    if not command.value:
        core.state.marks.pop(tag, None)
        return None
    if not _SECOND.fullmatch(command.value):
        return core.refuse(command, command.thing, "not_a_time")
    core.state.marks[tag] = int(command.value)
    return None


def reaches(core: DeviationCore, command: Use, part: str) -> bool:
    """Whether the hand is at that part."""
    return distance(*core.hand_at(command.hand), *core.part_at(command.thing, part)) <= REACH_M


def _console(core: DeviationCore, command: Use) -> None:
    if not reaches(core, command, "keys"):
        return core.refuse(command, command.thing, "out_of_reach")
    name, _, target = command.part.partition(".")
    if name in ("ack", "silence"):
        return _alarm(core, command, name, target)
    if command.part == "print":
        core.state.printed = True
        core.state.carried["trend_print"] = f"hand:{command.hand}"
        core.op.hands[command.hand].holding = "trend_print"
        return None
    return core.running.key(core, command)


def _alarm(core: DeviationCore, command: Use, what: str, target: str) -> None:
    ring = core.running.alarm(target)
    since = int(ring.raised_s - core.running.start_s) if ring is not None and ring.raised_s is not None else 0
    refused = core.running.do(Act("acknowledge", target) if what == "ack" else Act("silence"))
    if refused:
        return core.refuse(command, command.thing, refused)
    looked = any(at >= since and _tells(core, name) for name, at in core.state.looked.items())
    core.emit(
        AlarmTaken, hand=command.hand, thing=command.thing, kind=core.running.CONSOLE, slot=core.step_slot("notice"), alarm=target,
        what="acknowledged" if what == "ack" else "silenced", looked=looked,
    )  # fmt: skip
    return None


def _tells(core: DeviationCore, name: str) -> bool:
    """Whether that look tells of the alarm: at the screen, or on the response sheet."""
    thing, _, part = name.partition("/")
    return core.kind(thing).id == "response_sheet" or core.running.tells(part)


def resume(core: DeviationCore, command: Use, act: Act) -> None:
    """What had been stopped is started again."""
    refused = core.running.do(act)
    if refused:
        return core.refuse(command, command.thing, refused)
    core.state.stopped = False
    core.state.resumed = core.state.seconds
    core.emit(
        Resumed, hand=command.hand, thing=command.thing, kind=core.running.CONSOLE, slot=core.step_slot("resume"),
        by=core.state.authorised, mended=core.state.mended >= 0,
    )  # fmt: skip
    return None


def work(core: DeviationCore, hand: str, thing: str, act: Act, command: Use | Fill | None = None) -> None:
    """Carry an act out on the twin, and say what it was worth."""
    refused = core.running.do(act)
    if refused:
        return core.refuse(command or Use(hand, thing), thing, refused)
    return worked(core, hand, thing, act)


def worked(core: DeviationCore, hand: str, thing: str, act: Act) -> None:
    """An act has been done: what it was worth."""
    state, process, name = core.state, core.process, f"{act.kind}.{act.target}" if act.target else act.kind
    kind = FAULTS[core.fault.what] if core.fault else None
    helps = core.fault is not None and core.running.over(core.fault.id) and state.mended < 0
    if helps:
        state.mended = state.seconds
    safe = name in process.safe
    if safe and state.safe < 0 and state.found.began >= 0:
        state.safe, state.stopped = state.seconds, act.kind in core.running.STOPS
    core.emit(
        PlantWorked, hand=hand, thing=thing, kind=core.kind(thing).id, slot=core.step_slot("safe" if safe else "mend"), what=act.kind,
        target=act.target, listed=name in process.listed or act.kind in process.listed, authorised=state.authorised == "written",
        safe=safe, helps=helps,
        confirmed=kind is None or (kind.bench or kind.tag) in state.confirmed, late_min=core.late_min,
    )  # fmt: skip


def by_others(core: DeviationCore, act: Act) -> None:
    """Somebody who may do it puts something right: no act of the trainee."""
    core.running.do(act)
    if core.fault is not None and core.state.mended < 0 and core.running.over(core.fault.id):
        core.state.mended = core.state.seconds
