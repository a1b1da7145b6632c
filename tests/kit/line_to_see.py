"""The states of a line worth looking at, for tests/kit/shots.py: three distances, guards shut and open, papers, panels."""

from __future__ import annotations

from collections.abc import Callable

from game.scenes.base import Context, Scene
from game.scenes.stack import Stack
from game.view.line.camera import CLOSE, FAR, NEAR
from game.view.line.panels import Reading, Sure
from tests.kit.line_room import LineRoom
from tests.kit.shots import state

Play = Callable[[LineRoom], None]
FIRST, LABELS, FILLING = "line-clearance-first", "line-clearance-labelling", "line-clearance-filling"


def _line(name: str, level: str, play: Play, mode: str = "practice", seed: int = 3) -> None:
    """Register a state: the line of that level, played so far."""

    def make(ctx: Context) -> Scene:
        room = LineRoom(level, mode, seed, ctx.screen.size, ctx.lang, ctx.screen.text_percent)
        make.room = room  # type: ignore[attr-defined]
        return room.scene

    def prepare(stack: Stack) -> None:
        room: LineRoom = make.room  # type: ignore[attr-defined]
        room.stack, room.ctx = stack, stack.ctx
        play(room)

    state(name, prepare)(make)


def _at(level: int, x: float, y: float, *, opened: bool = False, lamp: bool = False) -> Play:
    """The camera there; with all guards open, with the lamp in hand."""

    def play(room: LineRoom) -> None:
        world = room.session.world
        if opened:
            world.state.open[:] = [guard.id for guard in room.seen.guards()]
        if level != FAR:
            world.state.operator.x = x
        if lamp:
            world.state.operator.hands["left"].holding = "lamp"
        room.scene.view.camera.come(level, x, y)
        room.wait(0.1)

    return play


def _sheet(room: LineRoom) -> None:
    room.key("f")
    room.click("at:desk.conform=no")
    room.wait(0.1)
    room.click("at:desk.time")
    room.write("9 heures")
    room.key("Return")
    room.wait(0.1)


def _sure(room: LineRoom) -> None:
    room.scene._show(Sure(room.scene.view))


def _order(room: LineRoom) -> None:
    room.session.world.state.looked["order"] = 0
    room.scene._show(Reading(room.scene.view, "order"))


_line("line-far", LABELS, _at(FAR, 4.8, 0.0))
_line("line-far-filling", FILLING, _at(FAR, 4.8, 0.0))
for _name, _x in (("labeller", 3.35), ("cartoner", 6.05), ("checkweigher", 7.6), ("desk", 9.1), ("infeed", 1.4)):
    _line(f"line-near-{_name}", LABELS, _at(NEAR, _x, 0.8))
    _line(f"line-near-{_name}-open", LABELS, _at(NEAR, _x, 0.8, opened=True, lamp=True))
    _line(f"line-close-{_name}-open", LABELS, _at(CLOSE, _x, 1.0, opened=True, lamp=True))
_line("line-near-filler-open", FILLING, _at(NEAR, 2.6, 1.0, opened=True, lamp=True))
_line("line-sheet", FIRST, _sheet)
_line("line-sure", LABELS, _sure)
_line("line-order", LABELS, _order)
