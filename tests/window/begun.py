"""A run that waits to be gone on with: played by the expert up to a moment, then left as a power cut leaves it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from game.content.rules import load_rulebook
from game.session.expert import Expert
from game.session.runfile import read_run
from game.session.session import Session
from game.session.station import this_station
from game.world.seen import Seen
from tests.kit.player import level
from tests.window.kit import PATIENCE_S, Window, seen

AT = (1280, 820)
"""A screen whose window is 1280 x 720."""
MOST_TICKS = 30_000
BEGINS_S = 0.4
"""So long after a click an act is under way."""


def leave(folder: Path, name: str, here: Callable[[Seen], bool], seed: int = 7) -> Path:
    """Play the level until `here` holds, and leave it unfinished where the game will find it.  Returns its file."""
    data = folder / "data"
    session = Session(level(name), load_rulebook(), seed, results=data / "results", trainee="anna", lang="en", station=this_station(data))
    expert = Expert(session.level)
    for _ in range(MOST_TICKS):
        if here(session.world.seen):
            break
        session.step(expert.commands(session.world.seen))
    for _ in range(70):  # the line of that second is written
        session.step(())
    session.leave_open()
    settings = {"format": 1, "welcomed": True, "trainee": "anna", "lang": "en"}
    (folder / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    assert session.path is not None
    return session.path


def go_on(play: Callable[..., Window]) -> Window:
    """Start the game and take the offer to go on."""
    game = play(size=AT)
    game.scene("MessageScene")
    game.click("go_on")
    game.until("the room again", lambda told: told["scene"] == "GowningScene", 4 * PATIENCE_S)
    return game


class Hands:
    """Does one thing after the other by the name of what is pressed, with the mouse or with keys alone."""

    def __init__(self, game: Window, keys: bool) -> None:
        self.game, self.keys = game, keys
        if keys:  # the first key only shows where the keyboard stands
            before = game.told()["focus"]
            game.key("Tab")
            game.until("the keyboard moves on", lambda now: now["focus"] != before)

    def idle(self) -> None:
        """Wait until the last act has begun and is over."""
        time.sleep(BEGINS_S)
        self.game.until("the hands are free", lambda told: not told["state"].get("busy"))

    def press(self, name: str) -> None:
        """A thing of the room, a line of a list, a part of a picture."""
        self.idle()
        if not self.keys:
            self.game.click(name)
            return
        for _ in range(80):
            told = self.game.until(f"{name} can be reached", lambda told: told["focus"] == name or not told["state"].get("busy"))
            if told["focus"] == name and self._rests(name):
                self.game.key("Return")
                return
            self.game.tab()
        raise AssertionError(f"no way to {name} with keys: {self.game.told()}")

    def _rests(self, name: str) -> bool:
        """Whether the keyboard really stands there, and no key is on its way."""
        time.sleep(0.15)
        return bool(self.game.told()["focus"] == name)

    def choose(self, thing: str, choice: str) -> None:
        """A line of the list of a thing, be it behind another line (called after what is done, or after where it is taken)."""
        self.press(thing)
        verb, _, part = choice.split(":", 2)
        lines = (choice, f"group:{verb}", f"group:{part.partition('.')[0]}")
        told = self.game.until(f"the list of {thing}", lambda told: told["state"]["ring"] and any(seen(told, line) for line in lines))
        if not seen(told, choice):
            group = next(line for line in lines if seen(told, line))
            self.press(group)
            self.game.until(f"what stands behind {group}", lambda told: any(each["id"] == choice for each in told["targets"]))
        self.press(choice)

    def closeup(self, kind: str) -> None:
        """Wait for that close-up to open by itself."""
        self.game.until(f"the close-up {kind}", lambda told: told["state"].get("closeup") == kind)


def happened(path: Path, kind: str, after: int) -> list[dict[str, Any]]:
    """Events of one kind in a run file from a tick on, as plain values in their order."""
    return [asdict(event) for event in read_run(path).events if type(event).__name__ == kind and event.tick > after]
