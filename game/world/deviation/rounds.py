"""Controls of the filling line: those the others make by the clock, the one that is the trainee's own, and what his looks find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.entities.filler import MIDDLES
from game.entities.process import FAULTS
from game.events import GlovesChecked
from game.spec import LevelSpec
from game.world.deviation import plant
from game.world.twin import Act
from game.world.twin.filling import GLOVES

if TYPE_CHECKING:
    from game.world.deviation.core import DeviationCore

WINDOWS = tuple(f"window.{zone}" for zone in MIDDLES)
ROUNDS = {"gloves": tuple(f"glove.{glove}" for glove in GLOVES), "track": WINDOWS}
"""Control that a person makes by looking -> what has to be looked at."""
AIR = ("trend.um05", "trend.over_b_pa")
"""What is read before anything goes on after a power cut."""


def own(level: LevelSpec) -> str:
    """The control that the level leaves to the trainee: the one that finds its silent faults; "" when it has none to make."""
    if not any(step.do == "examine" for step in level.steps):
        return ""
    silent = [FAULTS[one.what].check for one in level.hazards if one.kind == "fault" and FAULTS[one.what].silent]
    return next((kind for kind in silent if kind in ROUNDS), "gloves")


def watch(core: DeviationCore) -> None:
    """Once a second: the control at which a silent fault can be found; the others' controls, as long as all is well."""
    state, found, running = core.state, core.state.found, core.running
    kind = FAULTS[core.fault.what] if core.fault else None
    if found.began >= 0 and found.drift < 0 and kind is not None and kind.silent:
        found.drift = state.seconds if state.seconds >= running.due_s(core, kind.check) else -1
    if found.began >= 0 or not running.twin.state.running:
        return
    for name, every in core.process.checks:
        if round(running.start_s + state.seconds) % every == 0 and name != own(core.level):
            running.do(Act("check", name))


def looked(core: DeviationCore, thing: str, part: str) -> None:
    """A hole shows to who looks at that glove, forceps on the floor to who looks into that zone; all looked at is the control."""
    if core.kind(thing).id == core.running.CONSOLE:
        return _recovered(core, thing)
    if core.kind(thing).id != "filler":
        return None
    barrier, what = core.state.barrier, part.partition(".")[0]
    barrier.looks[part] = core.state.seconds
    if what == "glove":
        _glove(core, part.partition(".")[2])
    elif core.running.twin.state.tool_lies == part.partition(".")[2] and core.running.twin.state.tool == "dropped":
        _found(core)
        barrier.tool_found = True
    mine = own(core.level)
    for kind, parts in ROUNDS.items():
        if part in parts and kind in (mine, "gloves"):
            _control(core, thing, kind, parts)
    return None


def _glove(core: DeviationCore, glove: str) -> None:
    """Whether that one has a hole."""
    state = core.running.twin.state.gloves[glove]
    state.known = state.hole_mm > 0.0
    if state.known:
        _found(core)


def _found(core: DeviationCore) -> None:
    """What no alarm tells of has been seen."""
    core.meet_fault()
    if core.state.barrier.examined < 0:
        core.state.barrier.examined = core.state.seconds


def _control(core: DeviationCore, thing: str, kind: str, parts: tuple[str, ...]) -> None:
    """All of it has been looked at since the last control of that kind: it is one more, in time or late."""
    barrier, line, running = core.state.barrier, core.running.twin.state, core.running
    last = [check.t_s for check in line.checks if check.kind == kind][-1] - running.start_s
    if not all(name in barrier.looks and barrier.looks[name] > last for name in parts):
        return
    due = running.due_s(core, kind)
    running.do(Act("check", kind))
    if core.state.seconds >= due > 0 and barrier.examined < 0:
        barrier.examined = core.state.seconds
    if kind == "gloves":
        core.emit(
            GlovesChecked, thing=thing, kind="filler", slot=core.step_slot("examine"), conforming=line.checks[-1].conforming,
            late_min=max(0, core.state.seconds - due) // 60 if due > 0 else 0,
        )  # fmt: skip


def _recovered(core: DeviationCore, thing: str) -> None:
    """After a power cut: counter and barrier pressure read since the mains are back, and both as they have to be."""
    fault, found = core.fault, core.state.found
    if fault is None or fault.what != "power_cut" or found.began < 0 or core.state.mended >= 0:
        return
    back = found.began + int(fault.size)
    if all(core.state.looked.get(f"{thing}/{part}", -1) >= back for part in AIR) and not core.running.do(Act("recover")):
        plant.worked(core, "right", thing, Act("recover"))
