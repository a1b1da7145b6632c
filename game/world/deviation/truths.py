"""What is true: since when it can be seen, what the report should hold, what is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.entities.deviation_state import DeviationState
from game.entities.forms import FieldSpec
from game.entities.process import FAULTS
from game.entities.report_forms import MEASURES
from game.entities.whys import links
from game.spec import HazardSpec, StepSpec
from game.world.documents import Paper, Truth

if TYPE_CHECKING:
    from game.world.deviation.core import DeviationCore


def perceivable(state: DeviationState, fault: HazardSpec | None, silent_min: int) -> int:
    """Second of the run from which the trainee could know: the first alarm, or the drift and some time to look at it; -1 before."""
    found = state.found
    since = -1
    if fault is not None and found.drift >= 0 and state.seconds >= found.drift + silent_min * 60:
        since = found.drift + silent_min * 60
    if found.rang < 0 or (0 <= since < found.rang and fault is not None and FAULTS[fault.what].silent):
        return since
    return found.rang


def done_at(state: DeviationState, what: str) -> int:
    """When something was done that the logbook has a line for; -1 while it is not."""
    match what:
        case "notice":
            return state.noticed
        case "safe":
            return state.safe
        case "resume":
            return state.resumed
        case "mend":
            return state.mended
        case _:
            return state.told.get(what, -1)


def step_done(core: DeviationCore, step: StepSpec) -> bool:
    """Whether a step of the procedure is done."""
    state = core.state
    match step.do:
        case "notice" | "safe" | "resume" | "mend":
            return done_at(state, step.do) >= 0
        case "notify":
            return step.thing in state.told
        case "label":
            return step.thing in state.labels
        case "keep":
            return step.thing in state.kept
        case "authorise":
            return state.authorised == "written"
        case "log":
            paper = core.papers[step.thing]
            return all("trainee" in paper.state.signed.get(line.id, ()) for line in paper.spec.lines if wanted(core, line.id))
        case "report" | "next_day" | "five_whys":
            return "trainee" in core.papers[step.thing].state.closed
        case "hand_over":
            return state.phase == "next_day" or bool(state.ended)
        case _:
            return core.running.step_done(core, step)


def wanted(core: DeviationCore, line: str) -> bool:
    """Whether the level asks for what a line of the logbook records."""
    does = {"notice": "notice", "safe": "safe", "resume": "resume", "mend": "mend"}
    return any(step.do == does.get(line, "notify") and (line in does or step.thing == line) for step in core.level.steps)


def field(core: DeviationCore, paper: Paper, spec: FieldSpec) -> Truth:
    """What a field of a paper should hold; None where anything is right."""
    process = core.process
    codes = {"batch": process.batch, "room": process.room, "equipment": process.equipment}
    if spec.what == "code":
        return codes.get(spec.id)
    own = core.running.facts(core, paper.kind)
    if spec.id in own:
        return _place(spec, own[spec.id])
    if paper.kind == "report":
        return _report(core, spec)
    if paper.kind == "investigation":
        return _investigation(core, spec)
    if paper.kind == "five_whys" and core.fault is not None and spec.choices:
        return _place(spec, links(FAULTS[core.fault.what].cause)[spec.id])
    return None


def _place(spec: FieldSpec, right: Truth) -> Truth:
    """A choice is held as its place among the choices."""
    return spec.choices.index(right) if isinstance(right, str) and spec.choices else right


def _report(core: DeviationCore, spec: FieldSpec) -> Truth:
    state, fault = core.state, core.fault
    if spec.what == "past_time":
        at = {"seen": state.noticed, "drift": state.found.drift, "out": state.found.out}
        when = at.get(spec.id, state.told.get(spec.id, -1))
        return core.at_clock(when) if when >= 0 else None
    if fault is None:
        return None
    kind = FAULTS[fault.what]
    right = {"symptom": kind.symptom, "class": kind.cls, "reason": kind.reason}
    if spec.id == "description":
        return 0  # what was seen and read stands first
    return _place(spec, right[spec.id]) if spec.id in right else None


def _investigation(core: DeviationCore, spec: FieldSpec) -> Truth:
    if core.fault is None:
        return None
    kind = FAULTS[core.fault.what]
    right = {"cause": kind.cause, "action": kind.action, "measure": MEASURES[0]}
    if spec.id in right:
        return _place(spec, right[spec.id])
    return 0 if spec.choices else None
