"""What is true: since when it can be seen, what the report should hold, what is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.entities.deviation_state import DeviationState
from game.entities.forms import FieldSpec
from game.entities.process import FAULTS
from game.entities.report_forms import ACTS, CLASSES, DESCRIPTIONS, EVIDENCE, MEASURES, REASONS, SCOPE
from game.spec import HazardSpec, StepSpec
from game.world.documents import Paper

if TYPE_CHECKING:
    from game.world.deviation.core import DeviationCore

AWAY_S = 60
"""A value has left its way once it stayed beyond its band so long."""


def perceivable(state: DeviationState, fault: HazardSpec | None, silent_min: int) -> int:
    """Second of the run from which the trainee could know: the first alarm, or the drift and some time to look at it; -1 before."""
    found = state.found
    if found.rang >= 0:
        return found.rang
    if fault is not None and found.drift >= 0 and state.seconds >= found.drift + silent_min * 60:
        return found.drift + silent_min * 60
    return -1


def watch(core: DeviationCore, readings: dict[str, float], feed_l_h: float) -> None:
    """Once a second: whether the tag of the fault has left its way, and since when."""
    found, fault = core.state.found, core.fault
    if fault is None or found.began < 0 or found.drift >= 0:
        return
    kind = FAULTS[fault.what]
    way = found.base
    if kind.tag == "feed":
        way -= feed_l_h / 3600.0 * (core.state.seconds - found.began) * 1.08
    if abs(readings[kind.tag] - way) > kind.band:
        found.away_s += 1
        if found.away_s >= AWAY_S:
            found.drift = core.state.seconds - found.away_s
    else:
        found.away_s = 0


def done_at(state: DeviationState, what: str) -> int:
    """When something was done that the logbook has a line for; -1 while it is not."""
    match what:
        case "notice":
            return state.noticed
        case "safe":
            return state.safe
        case "resume":
            return state.resumed
        case _:
            return state.told.get(what, -1)


def step_done(core: DeviationCore, step: StepSpec) -> bool:
    """Whether a step of the procedure is done."""
    state = core.state
    match step.do:
        case "notice" | "safe" | "resume":
            return done_at(state, step.do) >= 0
        case "notify":
            return step.thing in state.told
        case "label":
            return state.labelled >= 0
        case "confirm":
            return core.fault is None or FAULTS[core.fault.what].tag in state.confirmed
        case "mend":
            return state.mended >= 0
        case "keep":
            return "trend_print" in state.kept
        case "authorise":
            return state.authorised == "written"
        case "log":
            paper = core.papers[step.thing]
            return all("trainee" in paper.state.signed.get(line.id, ()) for line in paper.spec.lines if wanted(core, line.id))
        case "report" | "next_day":
            return "trainee" in core.papers[step.thing].state.closed
        case "hand_over":
            return state.phase == "next_day" or bool(state.ended)
        case _:
            return False


def wanted(core: DeviationCore, line: str) -> bool:
    """Whether the level asks for what a line of the logbook records."""
    does = {"notice": "notice", "safe": "safe", "resume": "resume"}
    return any(step.do == does.get(line, "notify") and (line in does or step.thing == line) for step in core.level.steps)


def field(core: DeviationCore, paper: Paper, spec: FieldSpec) -> int | str | None:
    """What a field of a paper should hold; None where anything is right."""
    process = core.process
    codes = {"batch": process.batch, "room": process.room, "equipment": process.equipment}
    if spec.what == "code":
        return codes.get(spec.id)
    if paper.kind == "status_label" and spec.id == "status":
        return spec.choices.index("deviation")
    if paper.kind == "report":
        return _report(core, spec)
    if paper.kind == "investigation":
        return _investigation(core, spec)
    return None


def _report(core: DeviationCore, spec: FieldSpec) -> int | None:
    state, fault = core.state, core.fault
    if spec.what == "past_time":
        at = {"seen": state.noticed, "drift": state.found.drift, "out": state.found.out}
        when = at.get(spec.id, state.told.get(spec.id, -1))
        return core.at_clock(when) if when >= 0 else None
    if fault is None:
        return None
    right = {
        "symptom": FAULTS[fault.what].symptom, "description": DESCRIPTIONS[0], "scope": SCOPE[0],
        "act": ACTS[0] if state.safe >= 0 else "nothing", "evidence": EVIDENCE[0] if "trend_print" in state.kept else "none",
        "class": CLASSES[1], "reason": REASONS[1],
    }  # fmt: skip
    return spec.choices.index(right[spec.id]) if spec.id in right else None


def _investigation(core: DeviationCore, spec: FieldSpec) -> int | None:
    if core.fault is None:
        return None
    kind = FAULTS[core.fault.what]
    right = {"cause": kind.cause, "action": kind.action, "measure": MEASURES[0]}
    if spec.id in right:
        return spec.choices.index(right[spec.id])
    return 0 if spec.choices else None
