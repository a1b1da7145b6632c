"""The world of a run: commands go in, events come out, one tick at a time.

A run is a function of (level, seed, commands).  Nothing here reads a clock, draws without a name, or knows it is scored.
"""

from __future__ import annotations

from typing import Any

from game.commands import (
    Answer,
    Close,
    Command,
    Declare,
    Fill,
    Grip,
    Hint,
    Leave,
    Look,
    Open,
    Reach,
    Release,
    Say,
    Sign,
    Stance,
    Use,
    WalkTo,
)
from game.entities.kinds import KINDS
from game.entities.state import OperatorState, ThingState, WorldState
from game.events import Started
from game.spec import LevelSpec, ThingSpec
from game.world import bench, body, checks, contamination, doors, dressing, hands, hygiene, people, settling, touches, ventilation
from game.world.basis import BasisWorld
from game.world.core import Core
from game.world.hazards import Draw, draw_level
from game.world.physics import Physics
from game.world.seen import Seen


class World(BasisWorld[Core, WorldState]):
    """One run of gowning, live."""

    def __init__(self, level: LevelSpec, seed: int) -> None:
        drawn = draw_level(level, seed)
        self._core = Core(level, seed, drawn, _first_state(level, drawn), Physics(()))
        contamination.start(self._core)
        ventilation.start(self._core)
        self.seen = Seen(self._core)

    def _begin(self) -> None:
        n = self._core.emit(Started, level=self.level.id)
        for thing in self._core.of_family("personal"):
            self._core.meet("personal_item", thing.kind, thing, n)

    def _act(self, command: Command) -> None:
        _act(self._core, command)

    def _go_on(self) -> None:
        _go_on(self._core)

    def _rebuild(self) -> None:
        self._core.physics.rebuild()

    def _plain(self) -> Any:
        self._core.physics.sync()
        return self.state, self._core.nodes, self._core.touches

    def _resume(self, plain: Any) -> None:
        state, nodes, tracker = plain
        physics = Physics(touches.solids(Core(self.level, self.seed, self.draw, state, Physics(()))))
        for thing_id in sorted(state.garments):
            if state.garments[thing_id].live:
                physics.add(state.garments[thing_id])
        self._core = Core(self.level, self.seed, self.draw, state, physics)
        self._core.nodes, self._core.touches = nodes, tracker
        self.seen = Seen(self._core)


def _first_state(level: LevelSpec, drawn: Draw) -> WorldState:
    things = {spec.id: _first_thing(spec) for spec in level.things}
    state = WorldState(tick=0, n=0, operator=OperatorState(x=level.trainee.x_m), things=things)
    for hazard in drawn.hazards:
        if hazard.kind == "personal_item":
            things[hazard.what] = ThingState(id=hazard.what, kind=hazard.what, slot=hazard.what, x=0.0, y=0.0, on=f"body:{hazard.at}")
        elif hazard.kind == "bad_pack":
            state.bad_pack[hazard.at] = hazard.what
        elif hazard.kind == "flawed_garment":
            state.flawed[hazard.at] = hazard.what
        elif hazard.kind == "comes_undone":
            state.undone[hazard.at] = hazard.what
        elif hazard.kind == "dispenser":
            things[hazard.at].empty = hazard.what == "empty"
            things[hazard.at].defect = "" if hazard.what == "empty" else hazard.what
        elif hazard.kind == "pressure":
            gauge = things[hazard.at]
            door = min((t for t in things.values() if KINDS[t.kind].family == "door"), key=lambda d: abs(d.x - gauge.x))
            door.pressure = 4.0
        elif hazard.kind == "soiled_bench":
            things[hazard.at].defect, things[hazard.at].soiled = hazard.what, True
        elif hazard.kind == "person":
            state.people[hazard.at] = hazard.what
        elif hazard.kind == "colleague":
            state.colleagues.append(hazard.at)
    return state


def _first_thing(spec: ThingSpec) -> ThingState:
    return ThingState(id=spec.id, kind=spec.kind, slot=spec.slot, x=spec.x_m, y=spec.y_m, on=spec.on, pressure=spec.pressure_pa)


def _act(core: Core, command: Command) -> None:
    """Judge and carry out one command at its tick."""
    match command:
        case Reach():
            body.reach(core, command)
        case Grip():
            hands.grip(core, command)
        case Release():
            hands.release(core, command)
        case Use():
            _use(core, command)
        case Open():
            _open(core, command)
        case Close():
            doors.close_door(core, command)
        case Stance():
            bench.stance(core, command)
        case WalkTo():
            doors.walk_to(core, command)
        case Leave():
            doors.end(core, command.how if command.how in ("given_up", "window_closed") else "given_up")
        case _:
            _tell(core, command)


def _tell(core: Core, command: Command) -> None:
    """Commands that move nothing: looking and words."""
    match command:
        case Look():
            checks.look(core, command)
        case Declare():
            checks.declare(core, command)
        case Say():
            checks.say(core, command)
        case Sign():
            checks.sign(core, command)
        case Fill():
            checks.fill(core, command)
        case Answer():
            checks.answer(core, command)
        case Hint():
            people.hint(core, command)
        case _:
            core.refuse(command, "", "unknown_command")


def _use(core: Core, command: Use) -> None:
    thing = core.thing(command.thing)
    if thing is None or core.hand(command.hand) is None:
        return core.refuse(command, command.thing, "no_such_thing")
    family = core.kind(thing).family
    if family == "garment":
        return dressing.use(core, command, thing)
    if family in ("sink", "soap", "towels", "dryer", "rub"):
        return hygiene.use(core, command, thing)
    return core.refuse(command, thing.id, "no_such_part")


def _open(core: Core, command: Open) -> None:
    thing = core.thing(command.thing)
    if thing is None or core.hand(command.hand) is None:
        return core.refuse(command, command.thing, "no_such_thing")
    family = core.kind(thing).family
    if family == "door":
        return doors.open_door(core, command, thing)
    if family == "pack":
        return dressing.open_pack(core, command, thing)
    return core.refuse(command, thing.id, "cannot_open")


def _go_on(core: Core) -> None:
    """What happens by itself in a tick, always in this order."""
    body.follow(core)
    doors.walk(core)
    if core.state.ended:
        return
    hands.carry(core)
    dressing.follow_body(core)
    dressing.zip_up(core)
    settling.tick(core)
    core.physics.set_statics(touches.solids(core))
    core.physics.step()
    touches.tick(core)
    hygiene.tick(core)
    doors.tick(core)
    people.tick(core)
    ventilation.tick(core)
    _pending(core)
    if core.state.tick + 1 >= int(core.level.limit_s * 60.0):
        doors.end(core, "timed_out")


def _pending(core: Core) -> None:
    dressing.undo_due(core, core.state.tick)
    for pending in [p for p in core.state.pending if p.tick <= core.state.tick]:
        core.state.pending.remove(pending)
        if pending.what == "pressure_back":
            doors.pressure_back(core, pending)
        elif pending.what == "cleaned":
            bench.cleaned(core, pending)
