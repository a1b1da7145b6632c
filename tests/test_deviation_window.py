"""The scene of a deviation from its front door: a person with a mouse, and one with a keyboard alone, to a signed report."""

from __future__ import annotations

import pytest

from game.events import DocumentClosed, Ended
from tests.kit.deviation_room import DeviationRoom
from tests.window.deviation_hands import DeviationKeyboard, DeviationMouse


@pytest.mark.parametrize("person", [DeviationMouse, DeviationKeyboard])
def test_a_person_plays_the_first_level_to_a_signed_report_and_out_of_the_door(person: type) -> None:
    room = DeviationRoom()
    told = person(room).play()
    assert told["scene"] != "DeviationScene"
    assert any(isinstance(event, DocumentClosed) and event.thing == "report" for event in room.scene.events)
    assert any(isinstance(event, Ended) and event.how == "finished" for event in room.scene.events)
    assert room.session.close().score.value == 100.0
