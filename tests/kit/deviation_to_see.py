"""The states of a deviation worth looking at, for tests/kit/shots.py: the screen, the room, phone, papers."""

from __future__ import annotations

from collections.abc import Callable

from game.scenes.base import Context
from tests.kit.deviation_room import DeviationRoom
from tests.kit.shots import played_state

Play = Callable[[DeviationRoom], None]


def _state(name: str, play: Play, mode: str = "practice", seed: int = 7) -> None:
    """Register a state: the first level, played so far."""

    def begin(ctx: Context) -> DeviationRoom:
        return DeviationRoom("deviation-first", mode, seed, ctx.screen.size, ctx.lang, ctx.screen.text_percent)

    played_state(name, begin, play)


def screen(room: DeviationRoom, seconds: float = 105.0) -> None:
    """Before the process screen, so much later."""
    room.scene._go_and_open("screen", "console")
    room.settle()
    room.wait(seconds)


def trend(room: DeviationRoom) -> None:
    """A trend from near, with a mark."""
    screen(room)
    room.scene.hand.start("look:console:trend.do")
    room.settle()
    room.scene.view.truth.marks["do"] = 760
    room.wait(0.1)


def paper(kind: str) -> Play:
    """A paper in the hand."""

    def play(room: DeviationRoom) -> None:
        room.scene._go_and_open("write_on", kind)
        room.settle()
        room.wait(0.1)

    return play


def reading(what: str) -> Play:
    """Something looked at closely."""

    def play(room: DeviationRoom) -> None:
        room.wait(95)
        room.scene.hand.start(what)
        room.settle()
        room.wait(0.1)

    return play


def called(room: DeviationRoom) -> None:
    """Somebody answers."""
    screen(room)
    room.scene.hand.start("declare:console:deviation")
    room.settle()
    room.scene.hand.start("call:supervisor:deviation")
    room.settle()
    room.wait(26)


def phone(room: DeviationRoom) -> None:
    """Whom to call."""
    room.scene._call_up("phone")
    room.wait(0.1)


_state("deviation-room", lambda room: room.wait(1.0), "guided")
_state("deviation-quiet", lambda room: screen(room, 10.0), "guided")
_state("deviation-screen", screen)
_state("deviation-trend", trend)
_state("deviation-sheet", reading("look:response_sheet:sheet"))
_state("deviation-mixer", reading("look:gas_mixer:o2"))
_state("deviation-phone", phone)
_state("deviation-called", called)
_state("deviation-report", paper("report"))
_state("deviation-logbook", paper("logbook"))
_state("deviation-label", paper("status_label"))
