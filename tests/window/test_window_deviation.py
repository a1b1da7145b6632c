"""The first deviation from its briefing to a signed report and the debrief, in a real window: with the mouse, and by keyboard alone."""

import pytest

from tests.window.deviation_hands import DeviationKeyboard, DeviationMouse, entered, to_the_debrief


@pytest.mark.parametrize("hands", [DeviationMouse, DeviationKeyboard], ids=["mouse", "keyboard"])
def test_the_first_deviation_is_seen_told_mended_reported_and_handed_over(play, hands):
    to_the_debrief(entered(play, "deviation-first", hands), hands)
