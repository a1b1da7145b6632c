"""What a seed draws for a deviation: one fault, and people who want something; and the slots that follow from it."""

from __future__ import annotations

from game.entities.process import FAULTS
from game.entities.report_forms import LOGGED
from game.spec import HazardSpec, LevelSpec, Slot
from game.world import hazards
from game.world.draws import draw, pick
from game.world.hazards import ASSESSMENT_SEEDS, Draw
from game.world.twin.spec import FaultSpec

FAULT = "fault"


def draw_deviation(level: LevelSpec, seed: int) -> Draw:
    """One fault of the pool, dealt so that a row of seeds goes through them all; people as everywhere."""
    dealt = hazards.draw_level(level, seed)
    pool = [h for h in level.hazards if h.kind == FAULT and (seed >= ASSESSMENT_SEEDS or not h.reserved)]
    others = tuple(h for h in dealt.hazards if h.kind != FAULT)
    if not pool:
        return Draw(others, dealt.hair, dealt.beard, dealt.skin, dealt.body)
    turn = pick(draw(seed // len(pool), "fault", level.id), len(pool))
    fault = pool[(seed + turn) % len(pool)]
    return Draw((fault, *others), dealt.hair, dealt.beard, dealt.skin, dealt.body)


def fault_of(drawn: Draw) -> HazardSpec | None:
    """The drawn fault."""
    return next(iter(drawn.of_kind(FAULT)), None)


def twin_fault(hazard: HazardSpec, start_s: float, due: int = -1) -> FaultSpec:
    """The fault as the twin wants it.  start_s: age of the batch when the run begins; due: second of the run at which one that waits
    for something begins, -1 while that does not hold."""
    kind = FAULTS[hazard.what].twin or hazard.what
    second = float(due) if due >= 0 else hazard.latest_s if hazard.when is not None else hazard.after_s
    return FaultSpec(hazard.id, kind, hazard.size, at_s=start_s + second, over_s=hazard.over_s, where=hazard.where)


def remedies(what: str) -> tuple[str, ...]:
    """Acts that put a kind of fault right."""
    return FAULTS[what].remedy


def slots(level: LevelSpec, drawn: Draw) -> tuple[Slot, ...]:
    """Slots of the procedure at this draw: steps, the fault, people."""
    twin = level.process.twin if level.process else ""
    tags = {step.id: [step.id, step.do, *([f"{step.do}_{step.thing}"] if step.thing else [])] for step in level.steps}
    for step in level.steps:
        tags[step.id].append(f"{step.do}_{twin}")
        if twin == "bioreactor" and step.do in ("examine", "confirm"):
            tags[step.id].append("sampling")
    if any(step.do == "log" for step in level.steps):
        for line in LOGGED.get(twin, ()):
            if line in tags:
                tags[line].append("entry")
    for hazard in drawn.hazards:
        slot = tags.setdefault(hazard.at or hazard.id, [hazard.at or hazard.id])
        if hazard.kind == FAULT:
            fault = FAULTS[hazard.what]
            listed = any(remedy in (level.process.listed if level.process else ()) for remedy in fault.remedy)
            slot += [
                FAULT,
                f"fault_{hazard.what}",
                "fault_silent" if fault.silent else "fault_rings",
                "fault_listed" if listed else "fault_unlisted",
            ]
        else:
            slot.append(f"{hazard.kind}_{hazard.what}")
    return tuple(Slot(slot, tuple(dict.fromkeys(names))) for slot, names in tags.items())
