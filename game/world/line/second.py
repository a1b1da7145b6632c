"""The second person: comes when asked, looks at each point some seconds, and may see what was missed."""

from __future__ import annotations

from game.commands import Say
from game.entities.line_state import SecondState
from game.events import Said, SecondChecked
from game.world import documents
from game.world.draws import draw
from game.world.line import persons
from game.world.line.core import LineCore
from game.world.line.places import middle_x

LOOKS_TICKS = 180
"""So long he looks at a point."""
WALK_M_PER_TICK = 1.2 / 60.0
CHANCE = {1: 0.98, 2: 0.95, 3: 0.85, 4: 0.65, 5: 0.45}
"""How likely he sees what was left, by difficulty."""
PEOPLE = ("colleague", "supervisor")


def start(core: LineCore) -> None:
    """He stands where the level says."""
    for thing in core.level.things:
        if thing.kind == "colleague":
            core.state.second = SecondState(x=middle_x(core.level, thing.id))
            return


def say(core: LineCore, command: Say) -> None:
    """Say something to somebody: "check" to the colleague sets him going, "residue" tells the supervisor."""
    kind = core.level.thing(command.to).kind if core.has(command.to) else ""
    if kind not in PEOPLE:
        return core.refuse(command, command.to, "no_such_person")
    core.emit(Said, to=command.to, what=command.what)
    if command.what == "check" and persons.offers(core, command.to):
        return None
    second = core.state.second
    if kind == "colleague" and command.what == "check" and second is not None and second.doing in ("", "waiting", "done"):
        second.waits_for = [name for name in second.waits_for if not core.state.residues[name].cleared]
        second.point = next_point(core, second)
        second.doing = "coming" if second.point else "done"
    return None


def next_point(core: LineCore, second: SecondState) -> str:
    """The next point the trainee has signed for and he has not."""
    for paper in core.papers.values():
        for line in paper.spec.lines if paper.kind == "check_list" else ():
            if "trainee" in paper.state.signed.get(line.id, ()) and line.id not in second.checked:
                return line.id
    return ""


def _place(core: LineCore, point: str) -> float:
    step = core.level.step(point)
    things = step.covers or (step.thing,)
    total = 0.0
    for thing in things:
        total += middle_x(core.level, thing)
    return total / len(things)


def tick(core: LineCore) -> None:
    """He walks to the point, looks, and signs or says what he saw."""
    second = core.state.second
    if second is None or second.doing in ("", "done"):
        return
    if second.doing == "waiting":
        if all(core.state.residues[name].cleared for name in second.waits_for):
            second.waits_for, second.doing = [], "looking"
            second.since = core.state.tick
        return
    where = _place(core, second.point)
    if second.doing == "coming":
        second.x += min(WALK_M_PER_TICK, max(-WALK_M_PER_TICK, where - second.x))
        if second.x == where:
            second.doing, second.since = "looking", core.state.tick
    elif core.state.tick - second.since >= LOOKS_TICKS:
        _looked(core, second)


def _looked(core: LineCore, second: SecondState) -> None:
    thing = next((thing.id for thing in core.level.things if thing.kind == "colleague"), "")
    found = []
    for residue in core.state.residues.values():
        sees = draw(core.seed, "second", residue.id).random() < CHANCE[core.kind(residue).difficulty]
        if residue.at == second.point and not residue.cleared and not residue.on and sees:
            found.append(residue)
    n = core.emit(SecondChecked, thing=thing, slot=second.point, looked=True, found=len(found))
    for residue in found:
        core.find(residue, "second", n)
    if found:
        second.doing, second.waits_for = "waiting", [residue.id for residue in found]
        return
    second.checked.append(second.point)
    for paper in core.papers.values():
        line = paper.spec.line(second.point) if paper.kind == "check_list" else None
        if line is not None:
            documents.sign_line(core, paper, line, "second", n)
    second.point = next_point(core, second)
    second.doing = "coming" if second.point else "done"
