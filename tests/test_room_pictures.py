"""Close-ups are pictures: what they show can be clicked, a click on nothing says why, and haste does no harm."""

from __future__ import annotations

import pygame
import pytest

from game.view.closeup import ANEW_FRAMES
from game.view.room import outfit_of
from tests.kit.room import Room


def _close(thing: str, choice: str = "look") -> Room:
    room = Room()
    room.click(thing, choice)
    room.until(lambda: room.scene.closeup is not None)
    return room


def _zone(room: Room, words: str) -> tuple[int, int]:
    closeup = room.scene.closeup
    assert closeup is not None
    return next(z.rect.center for z in closeup.zones() if words in (z.own, z.choice.part if z.choice else ""))


@pytest.mark.parametrize("end", ["notch", "other"])
def test_a_pack_is_opened_by_clicking_its_end(end: str) -> None:
    room = _close("hair_b")
    room.click_at(_zone(room, end))
    room.until(lambda: room.seen.thing("hair_b").open)


def test_a_label_comes_closer_by_pointer_and_by_keyboard_and_nothing_happens_in_the_room() -> None:
    room = _close("hair_b")
    room.settle()
    room.click_at(_zone(room, "label"))
    assert room.scene.closeup.nearer  # type: ignore[union-attr]
    room.tab_to("label")
    assert not room.scene.closeup.nearer  # type: ignore[union-attr]
    assert not room.scene.hand.busy


def test_a_click_on_nothing_says_why() -> None:
    room = _close("hair_b")
    area = room.scene.closeup.picture  # type: ignore[union-attr]
    room.click_at((area.centerx, area.bottom - 8))
    line = room.scene.coach.line(room.seen, "fr")
    assert line is not None
    assert "encoche" in line.text


def _sink() -> Room:
    room = Room()
    room.click("sink")
    room.until(lambda: room.scene.closeup is not None)
    return room


def test_hands_are_washed_by_clicking_the_picture_alone() -> None:
    room = _sink()
    for part in ("tap", "lever"):
        room.click_at(_zone(room, part))
        room.settle()
    palms = room.scene.closeup._middle("palms").center  # type: ignore[union-attr]
    room.click_at(palms)
    room.settle(30)
    assert room.seen.washing == "palms"
    room.click_at(_zone(room, "rinse"))
    room.settle(60)
    assert room.seen.rinse_ticks > 0
    room.click_at(_zone(room, "dry"))
    room.settle()
    assert room.seen.washing.startswith("dry:")


def test_a_hasty_second_click_on_a_button_that_has_changed_its_meaning_does_nothing() -> None:
    room = _sink()
    button = next(w for w in room.form().stops() if "tap" in w.id)
    place = button.rect.center
    room.click_at(place)
    room.until(lambda: room.seen.tap)
    room.settle(0)
    room.click_at(place)
    room.settle()
    assert room.seen.tap
    room.run(ANEW_FRAMES)
    room.click_at(place)
    room.settle()
    assert not room.seen.tap


def test_the_sentence_at_the_sink_is_true_in_every_state() -> None:
    room = _sink()
    told = [room.scene.closeup.facts()]  # type: ignore[union-attr]
    for part in ("tap", "lever", "palms", "rinse", "dry"):
        room.button(part)
        room.settle(10)
        told.append(room.scene.closeup.facts())  # type: ignore[union-attr]
    assert len({line for lines in told for line in lines}) == len(told)


def test_what_comes_undone_is_seen_on_the_figure_and_nobody_says_so() -> None:
    room = Room()
    state = room.session.world.state
    for thing, choice in (("coat_a", "notch"), ("coat_a.1", "collar.inside"), ("coat_a.1", "put_on:coat_a.1:"), ("coat_a.1", "fasten")):
        room.click(thing, choice)
        room.settle(60)
    room.until(lambda: bool(state.things["coat_a.1"].faults))
    room.run(1)
    assert outfit_of(room.scene.view).faults == set(state.things["coat_a.1"].faults)
    assert room.scene.coach.line(room.seen, "fr") is None


def test_the_date_is_the_largest_word_of_a_label() -> None:
    heights = []
    for percent in (100, 150, 200):
        room = Room(percent=percent)
        room.click("hair_b", "look")
        room.until(lambda room=room: room.scene.closeup is not None)
        drawn: list[tuple[str, float]] = []
        draw = room.ctx.screen.text.draw

        def note(words: str, at: tuple[float, float], size: float, *how: object, draw=draw, drawn=drawn) -> pygame.Rect:  # type: ignore[no-untyped-def]
            drawn.append((words, size))
            return draw(words, at, size, *how)

        room.ctx.screen.text.draw = note  # type: ignore[method-assign]
        room.scene.closeup.pack.draw()  # type: ignore[union-attr]
        date = max(drawn, key=lambda pair: pair[1])
        assert date[0][:2].isdigit()
        heights.append(date[1] * room.ctx.screen.s)
    assert heights[0] < min(heights[1:])
