"""The states of a line worth looking at, for tests/kit/shots.py: three distances, guards shut and open, papers, panels."""

from __future__ import annotations

from collections.abc import Callable

from game.entities.line_state import ResidueState
from game.entities.residues import RESIDUES
from game.scenes.base import Context
from game.view.line.camera import CLOSE, FAR, NEAR
from game.view.line.panels import Reading, Sure
from tests.kit.line_room import LineRoom
from tests.kit.shots import played_state

Play = Callable[[LineRoom], None]
FIRST, LABELS, FILLING = "line-clearance-first", "line-clearance-labelling", "line-clearance-filling"


def _line(name: str, level: str, play: Play, mode: str = "practice", seed: int = 3) -> None:
    """Register a state: the line of that level, played so far."""

    def begin(ctx: Context) -> LineRoom:
        return LineRoom(level, mode, seed, ctx.screen.size, ctx.lang, ctx.screen.text_percent)

    played_state(name, begin, play)


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
    room.scene.show(Sure(room.scene.view))


def _order(room: LineRoom) -> None:
    room.session.world.state.looked["order"] = 0
    room.scene.show(Reading(room.scene.view, "order"))


PARTS = {
    LABELS: {
        "infeed": (1.4, 0.8), "hatch": (1.6, 1.6), "labeller": (3.35, 1.1), "coding": (4.6, 0.8), "cartoner": (6.05, 1.1),
        "magazines": (6.0, 1.75), "checkweigher": (7.6, 0.8), "desk": (9.1, 0.8), "bins": (0.9, 0.8), "colleagues": (10.4, 0.9),
    },
    FILLING: {"filler": (2.6, 1.1), "cabinet": (2.4, 0.5), "outfeed": (4.3, 0.9), "papers": (5.5, 0.9), "boxes": (6.9, 0.6)},
}  # fmt: skip
"""Level -> part -> where one looks to see it, metres."""

for _level, _parts in PARTS.items():
    _mark = "-filling" if _level == FILLING else ""
    for _opened in (False, True):
        _state = "-open" if _opened else ""
        _line(f"line-far{_mark}{_state}", _level, _at(FAR, 4.8, 0.0, opened=_opened))
        for _name, (_x, _y) in _parts.items():
            _line(f"line-near-{_name}{_state}", _level, _at(NEAR, _x, _y, opened=_opened, lamp=_opened))
            _line(f"line-close-{_name}{_state}", _level, _at(CLOSE, _x, _y, opened=_opened, lamp=_opened))


def _print(level: int) -> Play:
    """Everything that is printed, side by side on the outfeed, to be told apart."""

    def play(room: LineRoom) -> None:
        state = room.session.world.state
        kinds = ("label_face_up", "label_face_down", "leaflet_open", "leaflet_folded", "printed_sheet", "carton_flat")
        state.residues.clear()
        for n, kind in enumerate(kinds):
            x, y = 7.62 + 0.20 * n, 0.90 + RESIDUES[kind].size_m[1] / 2
            state.residues[kind] = ResidueState(kind, kind, "conveyor_out", "belt", "on_belt", x, y, slot=kind)
        _at(level, 8.12, 1.0)(room)

    return play


_line("line-near-print", LABELS, _print(NEAR))
_line("line-close-print", LABELS, _print(CLOSE))
_line("line-sheet", FIRST, _sheet)
_line("line-sure", LABELS, _sure)
_line("line-order", LABELS, _order)
