"""The next day worth looking at, for tests/kit/shots.py: the five-whys sheet empty, half, whole, signed, put right; the board, no print."""

from __future__ import annotations

from collections.abc import Callable

from game.commands import Correct, Fill, Sign
from game.content.loader import load_level
from game.content.rules import load_rulebook
from game.entities.whys import WHYS, read
from game.scenes.base import Context
from game.session.expert import Expert
from game.session.mutation import Mutation
from game.session.session import Session
from tests.kit.deviation_room import LEVELS, DeviationRoom
from tests.kit.shots import played_state

Play = Callable[[DeviationRoom], None]
OXYGEN = "deviation-bioreactor-oxygen"
SEED = 7


def to_next_day(name: str = OXYGEN, seed: int = SEED, mode: str = "practice", throw: str = "") -> Session:
    """An expert has handed the shift over.  throw: slot of what he threw away, of the piece that was to be kept."""
    level = load_level(LEVELS / f"{name}.yaml")
    session, pilot = Session(level, load_rulebook(), seed, mode), Expert(level, Mutation("throw", throw) if throw else None)
    while session.world.seen.phase != "next_day":
        session.step(pilot.commands(session.world.seen))
    return session


def _state(name: str, play: Play, level: str = OXYGEN, mode: str = "practice", throw: str = "") -> None:
    def begin(ctx: Context) -> DeviationRoom:
        session = to_next_day(level, mode=mode, throw=throw)
        return DeviationRoom(session=session, size=ctx.screen.size, lang=ctx.lang, percent=ctx.screen.text_percent)

    played_state(name, begin, play)


def sheet(room: DeviationRoom) -> None:
    """It lies open, nothing on it."""
    room.scene._go_and_open("write_on", "five_whys")
    room.settle()
    room.wait(0.2)


def _links(room: DeviationRoom, lines: int, wrong: str = "") -> None:
    chain = dict(read(room.seen.dossier))
    for why in WHYS[:lines]:
        room.scene._out.append(Fill("five_whys", why, wrong if why == "why3" and wrong else chain[why]))
        room.wait(0.1)


def half(room: DeviationRoom) -> None:
    """Two links hang; the third is to be picked."""
    sheet(room)
    _links(room, 2)
    room.click("at:why3")
    room.wait(0.1)


def whole(room: DeviationRoom) -> None:
    """The chain is whole."""
    sheet(room)
    _links(room, 5)


def ticked(room: DeviationRoom) -> None:
    """Signed in guided mode, the third link blames people."""
    sheet(room)
    _links(room, 5, wrong="people")
    room.click("again")
    room.scene._out.append(Sign("five_whys"))
    room.wait(0.2)


def put_right(room: DeviationRoom) -> None:
    """People were blamed, and that was struck."""
    sheet(room)
    _links(room, 5, wrong="people")
    right = dict(read(room.seen.dossier))["why3"]
    room.scene._out.append(Correct("five_whys", "why3", right, "erreur", "24/11/2026", "MD"))
    room.wait(0.2)


def first(room: DeviationRoom) -> None:
    """The first link is to be picked, from the longest list."""
    sheet(room)
    room.click("at:why2")
    room.wait(0.1)


def board(room: DeviationRoom) -> None:
    """The board with the papers of the next day; the clock."""
    room.scene.hand.go(2.4)
    room.settle()
    room.wait(0.3)


def screen(room: DeviationRoom) -> None:
    """The process screen with the next day's clock."""
    room.scene._go_and_open("screen", room.seen.console)
    room.settle()
    room.wait(0.3)


_state("whys-empty", sheet)
_state("whys-half", half)
_state("whys-whole", whole)
_state("whys-ticked", ticked, mode="guided")
_state("whys-put-right", put_right)
_state("whys-not-kept", sheet, throw="keep")
_state("whys-filling", first, "deviation-filling-around")
_state("whys-board", board)
_state("whys-screen", screen)
