"""The first deviation from its briefing to a signed report and the debrief, in a real window: with the mouse, and by keyboard alone."""

import time

import pytest

from tests.window.deviation_hands import DeviationKeyboard, DeviationMouse


class Patient:
    """A window of the kit with the face that the hands want.  The process goes on meanwhile: what is gone is not clicked."""

    def __init__(self, game):
        self._game = game

    def __getattr__(self, name):
        return getattr(self._game, name)

    def wait(self, seconds):
        time.sleep(seconds)

    def click(self, name):
        """A click on a target, brought into sight by the keyboard where it is scrolled away."""
        for _ in range(60):
            target = next((one for one in self._game.told()["targets"] if one["id"] == name and one["on"]), None)
            if target is None:
                return
            if target["seen"]:
                self._game.click_at(target["x"], target["y"])
                time.sleep(0.15)
                return
            self._game.key("Tab")
            time.sleep(0.06)


@pytest.mark.parametrize("hands", [DeviationMouse, DeviationKeyboard], ids=["mouse", "keyboard"])
def test_the_first_deviation_is_seen_told_mended_reported_and_handed_over(play, hands):
    game = play("play", "deviation-first", "--mode", "practice", "--seed", "7", "--lang", "fr", "--windowed", size=(1366, 830))
    game.scene("BriefingScene")
    if hands is DeviationKeyboard:
        game.key("Return")
    else:
        game.click("enter")
    game.scene("DeviationScene")

    person = hands(Patient(game), 20_000)
    told = person.play(until="report")
    assert "report" in told["state"]["done"]
    told = person.play()

    assert told["scene"] == "DebriefScene"
    assert game.close() == 0
