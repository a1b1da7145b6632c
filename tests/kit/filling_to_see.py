"""The states of the filling line worth looking at, for tests/kit/shots.py: the machine, a zone from near, a glove, its screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from game.commands import Fill
from tests.kit.deviation_room import DeviationRoom
from tests.kit.filling_room import SEEDS, around, broken, next_day, reached_in, torn, with_forceps
from tests.kit.shots import played_state

Play = Callable[[DeviationRoom], None]


def _state(name: str, begin: Callable[..., DeviationRoom], play: Play) -> None:
    """Register a state: a moment of the filling line, played on from there."""
    played_state(name, lambda ctx: begin(size=ctx.screen.size, lang=ctx.lang, percent=ctx.screen.text_percent), play)


def does(*what: str) -> Play:
    """One choice after the other."""

    def play(room: DeviationRoom) -> None:
        for one in what:
            room.scene.hand.start(one)
            room.settle()
            room.wait(0.2)

    return play


def machine(room: DeviationRoom) -> None:
    """Before the machine."""
    room.scene.hand.go(6.6)
    room.settle()
    room.wait(0.5)


def panel(room: DeviationRoom) -> None:
    """Before the machine's screen."""
    room.scene._go_and_open("screen", "filling_panel")
    room.settle()
    room.wait(0.5)


def torn_glove(**how: object) -> DeviationRoom:
    """Before the glove that is torn."""
    room, glove = torn(**how)
    room.scene.hand.start(f"look:filler:glove.{glove}")
    room.settle()
    return room


_state("filling-machine", broken, machine)
_state("filling-window", broken, does("look:filler:window.infeed"))
_state("filling-hand", reached_in, lambda room: room.wait(0.1))
_state("filling-forceps", with_forceps, does("pick:filler:piece_1"))
_state("filling-glove", torn_glove, lambda room: room.wait(0.1))
_state("filling-panel", broken, panel)
_state("filling-sheet", broken, does("look:response_sheet:sheet"))
_state("filling-record", broken, does("look:batch_record:record"))
for fault in SEEDS:
    _state(f"around-{fault}", partial(around, fault), machine if fault != "airlock_door_open" else lambda room: room.wait(0.1))
_state("around-window", partial(around, "tool_dropped"), does("look:filler:window.filling"))
_state("around-seal", partial(around, "particles"), does("look:filler:window.stoppering"))
_state("around-sheet", partial(around, "tool_dropped"), does("look:response_sheet:sheet"))


def carried_label(room: DeviationRoom) -> None:
    """The status label, written on, in the hand."""
    for field, text in (("status", "deviation"), ("batch", room.session.level.process.batch), ("time", "13:12"), ("initials", "MD")):
        room.scene._out.append(Fill("status_label", field, text))
        room.wait(0.1)
    room.scene.hand.start("take:status_label:")
    room.settle()
    room.wait(0.2)


def stuck_label(room: DeviationRoom) -> None:
    """The same, stuck on the vessel."""
    carried_label(room)
    does("put:status_label:reactor")(room)


_state("filling-label", partial(DeviationRoom, "deviation-filling-glove"), carried_label)
_state("label-carried", partial(DeviationRoom, "deviation-first"), carried_label)
_state("label-stuck", partial(DeviationRoom, "deviation-first"), stuck_label)


def team(room: DeviationRoom) -> None:
    """The cause is to be chosen."""
    room.scene._go_and_open("write_on", "investigation")
    room.settle()
    room.wait(0.2)
    room.click("at:cause")
    room.wait(0.1)


_state("filling-next-day", next_day, team)
