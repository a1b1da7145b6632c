"""The first line clearance from its briefing to the debrief, in a real window: with the mouse, and by keyboard alone."""

import time

import pytest

from tests.window.line_hands import LineKeyboard, LineMouse


class Real:
    """A window of the kit with the face that the hands want."""

    def __init__(self, game):
        self._game = game

    def __getattr__(self, name):
        return getattr(self._game, name)

    def wait(self, seconds):
        time.sleep(seconds)

    def key(self, name):
        """A key; after Tab one looks until the trace tells what came of it, for half a second at most."""
        before = self._game.told()
        self._game.key(name)
        end = time.monotonic() + (0.5 if name == "Tab" else 0.0)
        while time.monotonic() < end:
            if self._game.told()["focus"] != before["focus"]:
                return
            time.sleep(0.02)

    def click(self, name):
        """A click on a target, brought into sight by the keyboard where it is scrolled away.  What has gone meanwhile (the
        trace is a moment old) is looked for again by whoever asked."""
        for _ in range(60):
            target = next((one for one in self._game.told()["targets"] if one["id"] == name and one["on"]), None)
            if target is None:
                time.sleep(0.1)
                return
            if target["seen"]:
                self._game.click_at(target["x"], target["y"])
                time.sleep(0.15)
                return
            self._game.key("Tab")


@pytest.mark.parametrize("hands", [LineMouse, LineKeyboard], ids=["mouse", "keyboard"])
def test_the_first_line_is_cleared_signed_and_started(play, hands):
    game = play("play", "line-clearance-first", "--mode", "practice", "--seed", "7", "--lang", "fr", "--windowed", size=(1366, 830))
    game.scene("BriefingScene")
    if hands is LineKeyboard:
        game.key("Return")
    else:
        game.click("enter")
    game.scene("LineScene")

    told = hands(Real(game), 20_000).play()

    assert told["scene"] == "DebriefScene"
    assert game.close() == 0
