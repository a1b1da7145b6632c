"""Looking closer, declaring, signing, answering: what the trainee notices and says."""

from __future__ import annotations

from game.commands import Answer, Declare, Fill, Look, Say, Sign
from game.entities.state import Pending, ThingState
from game.events import Declared, Looked, Said, Signed
from game.world import bench, contamination, dressing, outfit, people
from game.world.core import LOOK_M, Core

PRESSURE_BACK_TICKS = 600
DECLARED_DEFECTS = {"expired": ("expired",), "damaged": ("torn", "stained", "wrong_size", "indicator")}


def look(core: Core, command: Look) -> None:
    """Look closer at a thing one stands by, holds or wears."""
    thing = core.thing(command.thing)
    if thing is None:
        return core.refuse(command, command.thing, "no_such_thing")
    family = core.kind(thing).family
    x, _ = core.place(thing)
    if abs(x - core.op.x) > LOOK_M and thing.on != "worn":
        return core.refuse(command, thing.id, "too_far")
    if thing.on.startswith("inside:") and not core.state.things[thing.on[7:]].open:
        return core.refuse(command, thing.id, "pack_closed")
    if family == "pack":
        dressing.meet_pack(core, thing)
    defect = _what_shows(core, thing, family)
    if defect and defect not in thing.known:
        thing.known.append(defect)
    thing.looked = True
    core.emit(Looked, thing=thing.id, kind=thing.kind, slot=thing.slot, part=command.part, defect=defect)
    return None


def _what_shows(core: Core, thing: ThingState, family: str) -> str:
    if family == "mirror":
        return _mirror(core)
    if family == "gauge":
        door = _gauge_door(core, thing)
        if door is not None:
            core.op.gauge_read[thing.id] = door.pressure
            low = door.pressure < core.limit("pressure_min_pa", 10.0)
            if low:
                core.meet("pressure", thing.id, thing)
            return "low" if low else ""
        return ""
    if family == "garment":
        # What a pack's label says is read on the pack; on the garment one sees tears, stains, soil and its size.
        if thing.torn or "glove_hole" in thing.faults:
            return "torn"
        if thing.defect in ("stained", "wrong_size"):
            return thing.defect
        return "soiled" if thing.soiled else ""
    if family == "bench":
        return bench.seen_soiled(core, thing)
    if thing.empty or (family == "rub" and thing.defect):
        core.meet("dispenser", thing.id, thing)
    return "empty" if thing.empty else thing.defect


def _mirror(core: Core) -> str:
    op = core.op
    op.mirror_tick = core.state.tick
    # A fault that was about to show shows now: nobody is charged for what came after his look.
    dressing.undo_due(core, core.state.tick + dressing.FAULT_DELAY_TICKS)
    first = ""
    for thing in core.state.things.values():
        if thing.on == "worn" and thing.faults:
            op.faults_seen[thing.slot] = [fault for fault in thing.faults if fault not in core.kind(thing).lasting]
            if len(op.faults_seen[thing.slot]) < len(thing.faults) and "torn" not in thing.known:
                thing.known.append("torn")
            first = first or thing.faults[0]
    return first


def _gauge_door(core: Core, gauge: ThingState) -> ThingState | None:
    """The door whose two rooms the gauge measures: the nearest one."""
    doors = core.of_family("door")
    return min(doors, key=lambda d: abs(d.x - gauge.x)) if doors else None


def declare(core: Core, command: Declare) -> None:
    """Say that something is so; the event says whether the world agrees."""
    thing = core.thing(command.thing)
    if thing is None:
        return core.refuse(command, command.thing, "no_such_thing")
    true = _is_true(core, command.subject, thing)
    n = core.emit(Declared, subject=command.subject, thing=thing.id, kind=thing.kind, slot=thing.slot, true=true)
    if command.subject == "fit":
        core.op.fit_declared = True
    door = _gauge_door(core, thing) if core.kind(thing).family == "gauge" else None
    if command.subject == "soiled" and true and core.kind(thing).family == "bench":
        bench.reported(core, thing, n)
    if command.subject == "pressure" and true and door is not None:
        core.state.pending.append(Pending(core.state.tick + PRESSURE_BACK_TICKS, "pressure_back", door.id, "", n))
    return None


def _is_true(core: Core, subject: str, thing: ThingState) -> bool:
    if subject == "fit":
        return _fit(core)
    if subject == "soiled":
        return thing.soiled
    if subject in DECLARED_DEFECTS:
        shown = thing.defect in DECLARED_DEFECTS[subject]
        return shown or (subject == "damaged" and (thing.torn or bool(thing.faults)))
    if subject == "empty":
        return thing.empty
    if subject == "pressure":
        door = _gauge_door(core, thing)
        return door is not None and door.pressure < core.limit("pressure_min_pa", 10.0)
    return False


def _fit(core: Core) -> bool:
    for step in core.steps:
        if step.do != "wear":
            continue
        if not outfit.piece(core, step.id).fit:
            return False
    return True


def say(core: Core, command: Say) -> None:
    """Say a phrase to somebody."""
    core.emit(Said, to=command.to, what=command.what)


def sign(core: Core, command: Sign) -> None:
    """Sign: always possible."""
    thing = core.thing(command.thing)
    if thing is None:
        return core.refuse(command, command.thing, "no_such_thing")
    core.emit(Signed, thing=thing.id, kind=thing.kind, slot=thing.slot, part=command.part)
    return None


def fill(core: Core, command: Fill) -> None:
    """No document of this scene has fields."""
    core.refuse(command, command.thing, "no_such_part")


def answer(core: Core, command: Answer) -> None:
    """Answer what somebody asked; who takes what is offered, takes it in his hands."""
    if people.answer(core, command) is False and command.question == "offers":
        n = core.state.n - 1
        for hand in core.op.hands:
            contamination.contact(core, core.skin(hand), "colleague", n)
