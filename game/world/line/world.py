"""The world of a line that is cleared: the same face as `game.world.world.World`."""

from __future__ import annotations

from typing import Any

from game.commands import (
    Answer,
    Close,
    Command,
    Correct,
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
    Use,
    WalkTo,
)  # fmt: skip
from game.entities.forms import FormState
from game.entities.line_state import LineState, ResidueState
from game.entities.state import OperatorState
from game.events import Answered, Ended, HazardMet, Started
from game.spec import LevelSpec
from game.world import body, documents, people
from game.world.basis import BasisWorld
from game.world.hazards import Draw
from game.world.line import clearing, looking, machines, moving, persons, second
from game.world.line.core import LineCore, form_of
from game.world.line.places import layout
from game.world.line.placing import draw_line, place
from game.world.line.seen import LineSeen
from game.world.physics import Bodies

SURE = ("1", "2", "3", "4")


class LineWorld(BasisWorld[LineCore, LineState]):
    """One run at a line, live."""

    def __init__(self, level: LevelSpec, seed: int) -> None:
        drawn = draw_line(level, seed)
        self._core = LineCore(level, seed, drawn, _first_state(level, seed, drawn), Bodies())
        second.start(self._core)
        self.seen = LineSeen(self._core)

    def _begin(self) -> None:
        _begin(self._core)

    def _act(self, command: Command) -> None:
        _act(self._core, command)

    def _go_on(self) -> None:
        _go_on(self._core)

    def _rebuild(self) -> None:
        self._core.bodies = self._core.bodies.rebuild()

    def _resume(self, plain: Any) -> None:
        moves = [moving.loose_of(r) for _, r in sorted(plain.residues.items()) if r.moving]
        self._core = LineCore(self.level, self.seed, self.draw, plain, Bodies(moves))
        self.seen = LineSeen(self._core)


def _first_state(level: LevelSpec, seed: int, drawn: Draw) -> LineState:
    state = LineState(operator=OperatorState(x=level.trainee.x_m))
    places = layout(level)
    for placed in place(level, seed):
        state.residues[placed.id] = ResidueState(
            placed.id, placed.kind.id, placed.station, placed.spot.zone, placed.spot.id, placed.x, placed.y,
            plane=placed.spot.plane, stuck=placed.stuck, at=placed.step, slot=placed.id,
        )  # fmt: skip
        if placed.kind.fix[0] == "close":
            state.open.append(f"{placed.station}.{placed.kind.fix[1]}")
    state.cells = {zone.id: [0] * len(zone.cells) for zone in places.zones.values()}
    state.forms = {thing.id: FormState() for thing in level.things if form_of(level, thing.kind)}
    for hazard in drawn.of_kind("person"):
        state.people[hazard.at] = hazard.what
    return state


def _begin(core: LineCore) -> None:
    n = core.emit(Started, level=core.level.id)
    for hazard in core.draw.of_kind("residue"):
        core.state.met.append(hazard.id)
        core.emit(HazardMet, cause=n, hazard=hazard.id, thing=hazard.id, slot=hazard.id)


def _act(core: LineCore, command: Command) -> None:
    """Judge and carry out one command at its tick."""
    match command:
        case Reach():
            body.reach(core, command)
        case Grip():
            clearing.grip(core, command)
        case Release():
            clearing.release(core, command)
        case Use():
            machines.use(core, command)
        case Open():
            machines.open_guard(core, command)
        case Close():
            machines.close_guard(core, command)
        case WalkTo():
            _walk_to(core, command)
        case Leave():
            _end(core, command.how if command.how in ("given_up", "window_closed") else "given_up")
        case _:
            _tell(core, command)


def _tell(core: LineCore, command: Command) -> None:
    """Commands that move nothing: looking, words, paper."""
    match command:
        case Look():
            looking.look(core, command)
        case Declare():
            clearing.declare(core, command)
        case Say():
            second.say(core, command)
        case Answer():
            _answer(core, command)
        case Hint():
            people.hint(core, command)
        case Fill() | Correct() | Sign():
            _paper(core, command)
        case _:
            core.refuse(command, "", "unknown_command")


def _paper(core: LineCore, command: Fill | Correct | Sign) -> None:
    """Write on a paper one stands by or carries."""
    paper = core.papers.get(command.thing)
    if paper is None:
        return core.refuse(command, command.thing, "no_such_thing")
    if not core.by(paper.id):
        return core.refuse(command, paper.id, "too_far")
    match command:
        case Fill():
            return documents.fill(core, paper, command)
        case Correct():
            return documents.correct(core, paper, command)
        case Sign():
            return documents.sign(core, paper, command)


def _answer(core: LineCore, command: Answer) -> None:
    """An answer to somebody; or, before the start, how sure one is of a point: that is not scored."""
    name = command.question.removeprefix("sure.")
    if name != command.question and command.choice in SURE and any(step.id == name for step in core.level.steps):
        core.emit(Answered, question=command.question, choice=command.choice, right=True, slot=name)
        return
    persons.answer(core, command)


def _walk_to(core: LineCore, command: WalkTo) -> None:
    first, last = core.level.rooms[0], core.level.rooms[-1]
    core.op.walk_to = min(last.x1_m - 0.15, max(first.x0_m + 0.15, command.x_mm / 1000.0))
    core.op.brisk = command.brisk


def _end(core: LineCore, how: str) -> None:
    core.state.ended = how
    core.emit(Ended, how=how)


def _go_on(core: LineCore) -> None:
    """What happens by itself in a tick, always in this order."""
    before = {name: core.hand_at(name) for name in core.op.hands}
    body.follow(core)
    body.walk(core)
    moving.swing(core, before)
    looking.tick(core)
    clearing.tick(core)
    moving.tick(core)
    second.tick(core)
    persons.tick(core)
    if core.state.tick + 1 >= int(core.level.limit_s * 60.0):
        _end(core, "timed_out")
