"""Looking back in a real window: my runs, the debrief, its reason, the plates, the replay, the path; by mouse or by keys alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.content.rules import load_rulebook
from game.session.expert import Expert
from game.session.mutation import Mutation
from game.session.session import Session
from game.session.station import this_station
from tests.kit.player import level
from tests.window.begun import AT
from tests.window.kit import PATIENCE_S, Window


def played(folder: Path) -> None:
    """A sealed run of anna's, with an error in it, where the game finds it."""
    data = folder / "data"
    session = Session(
        level("gowning-first"), load_rulebook(), 7, results=data / "results", trainee="anna", lang="en", station=this_station(data)
    )
    pilot = Expert(session.level, Mutation("skip", "wash"))
    while not session.world.ended and not pilot.stuck:
        session.step(pilot.commands(session.world.seen))
    session.close()
    settings = {"format": 1, "welcomed": True, "trainee": "anna", "lang": "en"}
    (folder / "settings.json").write_text(json.dumps(settings), encoding="utf-8")


class Reader:
    """Presses what has a name, with the mouse or with keys alone."""

    def __init__(self, game: Window, *, keys: bool) -> None:
        self.game, self.keys = game, keys

    def press(self, name: str) -> None:
        self.game.target(name, 4 * PATIENCE_S)
        if not self.keys:
            self.game.click(name)
            return
        for _ in range(60):
            if self.game.told()["focus"] == name:
                self.game.key("Return")
                return
            before = self.game.told()["focus"]
            self.game.key("Tab")
            self.game.until("the keyboard moves on", lambda told, was=before: told["focus"] != was)
        raise AssertionError(f"the keyboard does not reach {name}")

    def scene(self, name: str) -> None:
        self.game.until(f"scene {name}", lambda told: told["scene"] == name, 6 * PATIENCE_S)


@pytest.mark.parametrize("keys", [False, True], ids=["mouse", "keyboard"])
def test_from_my_runs_to_the_reason_the_plates_the_replay_and_the_path(play, tmp_path, keys):
    played(tmp_path)
    game = play(size=AT)
    hands = Reader(game, keys=keys)
    hands.scene("TitleScene")
    hands.press("history")
    hands.scene("HistoryScene")
    hands.press("runs")
    hands.scene("DebriefScene")
    hands.press("tab_findings")
    hands.press("reason_0")
    game.until("the reason is told", lambda told: not any(one["id"] == "reason_0" for one in told["targets"]))
    hands.press("tab_plate")
    hands.press("incubate")
    game.target("plate", 4 * PATIENCE_S)
    hands.press("tab_next")
    hands.press("replay")
    hands.scene("ReplayScene")
    hands.press("play")
    hands.press("back")
    hands.scene("DebriefScene")
    game.key("Escape")
    hands.scene("HistoryScene")
    game.key("Escape")
    hands.scene("TitleScene")
    hands.press("path")
    hands.scene("PathScene")
    game.target("go_0")
    assert game.close() == 0
