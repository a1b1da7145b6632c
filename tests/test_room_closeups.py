"""Close-ups of sterile dressing and of people: what is said stays at hand, long lists fold, nothing is lost by going back."""

from __future__ import annotations

import pygame
import pytest

from game.session.session import Session
from game.view.text import Text
from tests.kit.room import Room
from tests.kit.staged import in_hand, opened, play_to, threaded


def _asked(what: str = "chats", at: str = "shelf_masks") -> Room:
    """Grade B, somebody has spoken to the trainee who comes near a shelf."""
    room = Room("gowning-grade-b")
    room.session.world.state.people[at] = what
    play_to(room, lambda seen: seen.tick > 4900, lambda seen: bool(seen.question))
    room.run(5)
    return room


def _talks(room: Room) -> bool:
    return room.scene.closeup is not None and room.scene.closeup.kind == "talk"


def test_a_question_that_was_put_off_comes_back_with_a_click_on_the_bubble() -> None:
    room = _asked()
    assert _talks(room)
    room.button("back")
    room.run(2)
    assert room.scene.closeup is None
    bubble = room.scene.face.bubble
    assert bubble is not None
    room.click_at(bubble.center)
    room.until(lambda: _talks(room))
    room.button("later")
    room.until(lambda: not room.seen.question)
    room.run(2)
    assert room.scene.closeup is None
    assert room.scene.face.bubble is None


def test_a_question_that_was_put_off_comes_back_with_one_key() -> None:
    room = _asked()
    room.tab_to("back")
    room.run(2)
    room.key("enter")
    room.until(lambda: _talks(room))


@pytest.mark.parametrize("question", ["hurries", "offers", "sign", "chats", "crowd"])
def test_every_question_shows_who_asks_and_its_answers(question: str) -> None:
    room = _asked(question)
    assert len([w for w in room.form().stops() if "answer" in w.id]) == 2


def _gloves() -> Room:
    room = Room("gowning-grade-b")
    play_to(room, lambda seen: seen.tick > 6170, opened("gloves_in_a"))
    return room


def test_a_long_list_goes_behind_a_line_and_comes_out_again() -> None:
    """At 200 % nothing has to be scrolled: each glove, and what the picture is not about, behind a line."""
    room = Room("gowning-grade-b", percent=200)
    play_to(room, lambda seen: seen.tick > 6170, in_hand("gloves_in_a.1"))
    room.run(2)
    closeup = room.scene.closeup
    assert closeup is not None
    assert len(closeup.listed) < len(closeup.found)
    behind = next(line for line in closeup.listed if line.members)
    room.button(behind.id)
    assert [line.id for line in closeup.listed[:-1]] == [choice.id for choice in behind.members]
    room.button(closeup.listed[-1].id)
    assert behind.id in [line.id for line in closeup.listed]


def test_a_line_that_is_opened_can_be_used_by_its_number() -> None:
    room = Room("gowning-grade-b", percent=200)
    play_to(room, lambda seen: seen.tick > 6170, in_hand("gloves_in_a.1"))
    room.run(2)
    closeup = room.scene.closeup
    assert closeup is not None
    line = next(n for n, line in enumerate(closeup.listed, 1) if line.id == "more")
    room.run(40)
    room.key(str(line))
    room.run(40)
    drop = next(n for n, each in enumerate(closeup.listed, 1) if each.verb == "drop")
    room.key(str(drop))
    room.until(lambda: room.seen.thing("gloves_in_a.1").where == "floor")


def test_the_hood_is_tucked_quarter_by_quarter_on_the_picture() -> None:
    room = Room("gowning-grade-b")
    play_to(room, lambda seen: seen.tick > 8900, threaded("coverall_a.1", "sleeve_right"))
    room.until(lambda: room.scene.closeup is not None and room.scene.closeup.kind == "hood")
    session: Session = room.session
    closeup = room.scene.closeup
    front = next(rect for part, _, rect in closeup.spots() if part == "tuck_front")  # type: ignore[union-attr]
    room.click_at(front.center)
    room.settle()
    hood = session.world.seen.worn["hood"]
    assert "tuck_front" in session.world.state.things[hood].settled
    assert "tuck_left" not in session.world.state.things[hood].settled


def test_as_in_a_mirror_is_said_of_the_front_and_never_of_the_back(monkeypatch: pytest.MonkeyPatch) -> None:
    room = Room("gowning-grade-b")
    play_to(room, lambda seen: seen.tick > 8900, threaded("coverall_a.1", "sleeve_right"))
    room.until(lambda: room.scene.closeup is not None and room.scene.closeup.kind == "hood")
    drawn: list[str] = []
    real = Text.draw
    monkeypatch.setattr(Text, "draw", lambda self, text, *rest: drawn.append(text) or real(self, text, *rest))  # type: ignore[func-returns-value]

    def said() -> bool:
        drawn.clear()
        room.run(3)
        assert "DROITE" in [word.upper() for word in drawn]
        return "comme dans un miroir" in drawn

    assert said()
    play_to(room, lambda seen: seen.stance == "turned")
    room.until(lambda: room.scene.closeup is not None and room.scene.closeup.kind == "hood")
    assert not said()


def test_what_the_coach_speaks_of_goes_behind_no_line() -> None:
    """Guided, 200 %: the pack has just been opened, and the glove to take, by its cuff, stands in the list itself."""
    room = Room("gowning-grade-b", "guided", percent=200)
    play_to(room, lambda seen: seen.tick > 6170, opened("gloves_in_a"))
    room.scene.card = None
    room.run(30)
    closeup, act = room.scene.closeup, room.scene.coach.act
    assert closeup is not None
    assert act is not None
    assert any(line.members for line in closeup.listed)
    assert f"{act.verb}:{act.thing}:{act.part}" in [line.id for line in closeup.listed]


def test_a_list_is_back_at_its_beginning_after_an_act_from_behind_a_line() -> None:
    room = Room("gowning-grade-b", percent=200)
    play_to(room, lambda seen: seen.tick > 6170, opened("gloves_in_a"))
    closeup = room.scene.closeup
    assert closeup is not None
    room.button("glove_left")
    room.run(40)
    room.button("take:gloves_in_a.1:cuff")
    room.settle(20)
    assert closeup is room.scene.closeup
    assert not closeup.within
    assert "glove_left" not in [line.id for line in closeup.listed[:-1]]


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", ["gowning-first", "gowning-grade-d", "gowning-grade-c", "gowning-grade-b"])
def test_the_procedure_on_the_wall_is_whole_on_its_sheet_also_in_large_letters(name: str, lang: str) -> None:
    """Nothing is lettered below the sheet's lower edge."""
    room = Room(name, size=(1280, 720), lang=lang, percent=200)
    room.click("poster", "look")
    room.until(lambda: room.scene.closeup is not None)
    room.run(2)
    area = room.scene.closeup.picture  # type: ignore[union-attr]
    edge = room.ctx.screen.px(28) // 2
    below = pygame.Rect(area.x + area.w // 6, area.bottom - edge + 4, area.w // 2, edge - 8)
    strip = room.draw().subsurface(below)
    dark = [strip.get_at((x, y)) for x in range(0, below.w, 2) for y in range(below.h) if max(strip.get_at((x, y))[:3]) < 150]
    assert not dark


def test_the_date_of_a_pack_can_be_read_after_it_was_opened_and_opening_it_there_shuts_what_showed_it() -> None:
    """Who opens a pack unseen is told to look at it."""
    room = Room("gowning-first", "guided")
    play_to(room, lambda seen: seen.step_done("phone"))
    room.click("hair_b", "open_pack:hair_b:notch")
    room.until(lambda: room.seen.thing("hair_b").open)
    if room.scene.card is not None:
        room.scene.card = None
    room.click("hair_b", "look:hair_b:")
    room.until(lambda: room.scene.closeup is not None)
    room.run(120)
    assert room.scene.closeup is not None
    assert room.scene.closeup.kind == "label"
    room.button("back")
    room.click("hair_c", "look:hair_c:")
    room.until(lambda: room.scene.closeup is not None)
    room.button("open_pack:hair_c:notch")
    room.until(lambda: room.scene.closeup is None)
