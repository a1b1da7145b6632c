"""The world of a deviation: the same face as `game.world.world.World`, with a twin that goes on whatever the trainee does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from game.commands import (
    Answer,
    Command,
    Correct,
    Declare,
    Fill,
    Grip,
    Hint,
    Leave,
    Look,
    Reach,
    Release,
    Say,
    Sign,
    Use,
    WalkTo,
)  # fmt: skip
from game.entities.deviation_state import DeviationState
from game.entities.forms import FormState
from game.entities.process import FAULTS, PLANT
from game.entities.state import OperatorState
from game.events import AlarmRaised, Ended, Started
from game.spec import LevelSpec
from game.world import body, documents, people
from game.world.basis import BasisWorld
from game.world.deviation import plant, telling, waiting
from game.world.deviation.core import DeviationCore
from game.world.deviation.culture import Culture
from game.world.deviation.drawing import draw_deviation, fault_of
from game.world.deviation.filling import Filling
from game.world.deviation.process import BEFORE_S, HISTORY_S, Process
from game.world.deviation.seen import DeviationSeen

__all__ = ["BEFORE_S", "HISTORY_S", "DeviationWorld"]
PROCESSES: Mapping[str, type[Process]] = {"bioreactor": Culture, "filling": Filling}
"""Twin that a level names -> the process that runs behind it."""


class DeviationWorld(BasisWorld[DeviationCore, DeviationState]):
    """One run of a deviation, live.  `step` is one tick of 1/60 s of play, and `pace` times as much of the process."""

    def __init__(self, level: LevelSpec, seed: int) -> None:
        drawn = draw_deviation(level, seed)
        running = PROCESSES[level.process.twin if level.process else "bioreactor"](level, seed, fault_of(drawn))
        state = DeviationState(operator=OperatorState(x=level.trainee.x_m), history=running.history)
        state.forms = {t.id: FormState() for t in level.things if PLANT[t.kind].paper}
        state.carried = {t.id: "" for t in level.things if PLANT[t.kind].carried}
        self._core = DeviationCore(level, seed, drawn, state, running)
        self.seen = DeviationSeen(self._core)

    @property
    def twin(self) -> Any:
        """The twin itself, for the debrief: how it goes on from here."""
        return self._core.running.twin

    def _begin(self) -> None:
        self._core.emit(Started, level=self.level.id)

    def _act(self, command: Command) -> None:
        before = len(self._core.events)
        _act(self._core, command)
        waiting.turned(self._core, command, before)

    def _go_on(self) -> None:
        _go_on(self._core)

    def _plain(self) -> Any:
        return self.state, self._core.running.state

    def _resume(self, plain: Any) -> None:
        state, process = plain
        self._core.running.go_back(process)
        self._core = DeviationCore(self.level, self.seed, self.draw, state, self._core.running)
        waiting.bring(self._core)
        self.seen = DeviationSeen(self._core)


def _act(core: DeviationCore, command: Command) -> None:
    """Judge and carry out one command at its tick."""
    match command:
        case Reach():
            body.reach(core, command)
        case Grip():
            telling.grip(core, command)
        case Release():
            telling.release(core, command)
        case Use() if core.has(command.thing) and core.kind(command.thing).id == "door" and command.part != "leaf":
            telling.leave(core, command)
        case Use():
            plant.use(core, command)
        case WalkTo():
            _walk_to(core, command)
        case Leave():
            _end(core, command.how if command.how in ("given_up", "window_closed") else "given_up")
        case _:
            _tell(core, command)


def _tell(core: DeviationCore, command: Command) -> None:
    """Commands that move nothing: looking, words, paper."""
    match command:
        case Look():
            telling.look(core, command)
        case Declare():
            telling.declare(core, command)
        case Say():
            telling.say(core, command)
        case Answer():
            telling.answer(core, command)
        case Hint():
            people.hint(core, command)
        case Fill() | Correct() | Sign():
            _paper(core, command)
        case _:
            core.refuse(command, "", "unknown_command")


def _paper(core: DeviationCore, command: Fill | Correct | Sign) -> None:
    """Write on a paper one stands by or carries; a set-point is typed in at the console."""
    if not core.has(command.thing):
        return core.refuse(command, command.thing, "no_such_thing")
    if not core.by(command.thing):
        return core.refuse(command, command.thing, "too_far")
    if isinstance(command, Fill) and core.kind(command.thing).id == core.running.CONSOLE:
        return plant.mark(core, command) if command.field.startswith("mark.") else core.running.type_in(core, command)
    paper = core.papers.get(command.thing)
    if paper is None:
        return core.refuse(command, command.thing, "no_such_thing")
    if paper.kind == "five_whys" and core.state.phase == "shift":
        return core.refuse(command, command.thing, "next_day")
    match command:
        case Fill():
            documents.fill(core, paper, command)
        case Correct():
            documents.correct(core, paper, command)
        case Sign():
            documents.sign(core, paper, command)
    if core.state.ended:
        core.emit(Ended, how=core.state.ended)
    return None


def _walk_to(core: DeviationCore, command: WalkTo) -> None:
    if core.running.bound(core):
        return core.refuse(command, "", "hand_inside")
    first, last = core.level.rooms[0], core.level.rooms[-1]
    core.op.walk_to = min(last.x1_m - 0.15, max(first.x0_m + 0.15, command.x_mm / 1000.0))
    core.op.brisk = command.brisk
    return None


def _end(core: DeviationCore, how: str) -> None:
    core.state.ended = how
    core.emit(Ended, how=how)


def _go_on(core: DeviationCore) -> None:
    """What happens by itself in a tick, always in this order.  Seconds of the process are whole, so that no tick rounds."""
    body.follow(core)
    body.walk(core)
    core.running.tick(core)
    if core.state.phase == "shift":
        pace, tick = core.process.pace, core.state.tick
        for _ in range((tick + 1) * pace // 60 - tick * pace // 60):
            _second(core)
        telling.replies(core)
    telling.talk(core)
    if core.state.tick + 1 >= int(core.level.limit_s * 60.0):
        _end(core, "timed_out")


def _second(core: DeviationCore) -> None:
    """One second of the process."""
    state, running = core.state, core.running
    waiting.watch(core)
    happened = running.second()
    state.seconds += 1
    for what in happened:
        if what.kind == "fault_started" and core.fault is not None:
            state.found.began = state.seconds
            state.found.base = running.base(core.fault)
        elif what.kind == "alarm_raised":
            _rang(core, what.ident)
    running.watch(core)
    if core.perceivable >= 0:
        core.meet_fault()
    if state.seconds % HISTORY_S == 0:
        state.history.append(running.readings())


def _rang(core: DeviationCore, ident: str) -> None:
    spec = next(one for one in core.running.alarms if one.id == ident)
    found, console, alarm = core.state.found, core.one(core.running.CONSOLE), core.running.alarm(ident)
    own = core.fault is not None and found.began >= 0 and core.running.owns(spec, core.fault)
    if own:
        since = alarm.since_s if alarm else None
        out = int(since - core.running.start_s) if since is not None else core.state.seconds
        if core.fault is not None and spec.tag == FAULTS[core.fault.what].tag and found.out < 0:
            found.out = out
        if found.rang < 0:
            found.rang = core.state.seconds
            core.meet_fault()
    core.emit(AlarmRaised, thing=console, kind=core.running.CONSOLE, slot=core.step_slot("notice"), alarm=ident, level=spec.level, own=own)
