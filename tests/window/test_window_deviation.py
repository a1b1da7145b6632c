"""The first deviation from its briefing to a signed report and the debrief, in a real window: with the mouse, and by keyboard alone."""

import pytest

from tests.window.deviation_hands import DeviationKeyboard, DeviationMouse, Patient


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
