"""The scene of a deviation from its front door: a person with a mouse, and one with a keyboard alone, to a signed report."""

from __future__ import annotations

from typing import Any

import pygame
import pytest

from game.events import DocumentClosed, Ended
from game.scenes.review import of_session
from game.texts import t
from game.view.deviation.choices import choices
from game.view.deviation.face import leads
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


@pytest.mark.parametrize("level", ["deviation-bioreactor-oxygen", "deviation-filling-glove"])
def test_who_does_what_guided_mode_says_leaves_no_paper_with_gaps(level: str) -> None:
    room = DeviationRoom(level, mode="guided")
    person = DeviationMouse(room)
    person.play(until="report")
    gaps = [f.id for line in room.seen.form("report").lines for f in line.fields if f.id not in room.seen.entries("report")]
    assert gaps == ["remark"]
    person.play()
    assert {"cause", "action"} <= set(room.seen.entries("investigation"))
    assert room.session.close().score.value == 100.0


@pytest.mark.parametrize("level", ["deviation-first", "deviation-filling-glove"])
def test_no_name_of_what_one_points_at_lies_on_the_process_screen(level: str) -> None:
    room = DeviationRoom(level)
    room.scene._go_and_open("screen", room.seen.console)
    room.settle()
    room.wait(0.2)
    area, glass = room.scene.view.camera.area, room.scene.panel.area

    def shown() -> bytes:
        room.draw()
        return pygame.image.tobytes(room.ctx.screen.surface.subsurface(glass), "RGB")

    plain = shown()
    boxes = [box.clip(area) for _, box in room.scene.hand.targets() if box.colliderect(area)]
    assert boxes
    for box in boxes:
        room.move(*box.center)
        assert shown() == plain


def test_guided_at_twice_the_size_leads_to_the_end_and_hides_nothing_it_says() -> None:
    room = DeviationRoom(mode="guided", percent=200)
    person = DeviationMouse(room)
    step, clear = person.step, []

    def looked(told: dict[str, Any]) -> str:
        scene = room.scene
        if len(person.log) % 5 == 0 and scene.over is None and scene.paper is None and scene.card is None:
            room.draw()
            buttons = [button.rect for button in scene.below.buttons]
            clear.append(not any(button.colliderect(box) for button in buttons for box in scene.hand.covered if box not in buttons))
        return step(told)

    person.step = looked
    told = person.play()
    assert told["scene"] != "DeviationScene"
    assert len(clear) > 5
    assert all(clear)
    assert room.session.close().score.value == 100.0


@pytest.mark.parametrize(
    ("verb", "part", "there", "first"),
    [("declare", "deviation", True, "declare"), ("press", "stop.feed", True, "press:stop.feed"), ("look", "trend.ph", True, "trend.ph"),
     ("press", "ack.do_low_alert", True, "press:ack.do_low_alert"), ("write", "time", False, "back"), ("wait", "", True, "")],
)  # fmt: skip
def test_guided_points_at_the_key_or_the_curve_that_is_meant(verb: str, part: str, there: bool, first: str) -> None:
    assert next(iter(leads(verb, part, there=there)), "") == first


WRONG = (
    ("seen", "abc", "not_a_time"),
    ("seen", "", "empty"),
    ("seen", "25h00", "no_such_time"),
    ("seen", "23h59", "future"),
    ("drift", "14:1x", "not_a_time"),
    ("room", "9" * 10_000, "too_long"),
    ("remark", "a" * 10_000, "too_long"),
)


@pytest.mark.parametrize(("field", "text", "reason"), WRONG, ids=[f"{field}-{reason}" for field, _, reason in WRONG])
def test_what_cannot_be_read_is_said_in_place_and_stays_typed(field: str, text: str, reason: str) -> None:
    room = DeviationRoom(lang="en")
    room.scene._call_up("report")
    room.click(f"at:{field}")
    room.click("value")
    if text:
        room.send(pygame.TEXTINPUT, text=text)
    room.click("write")
    room.wait(0.1)
    paper = room.scene.paper
    assert paper.errors["value"] == t(f"forms.reason_{reason}", "en")
    assert paper.form.get("value").text == text
    assert field not in room.seen.entries("report")


def test_a_correction_dated_tomorrow_is_refused_and_nothing_typed_is_lost() -> None:
    room = DeviationRoom()
    room.scene._call_up("report")
    for name, text in (("room", "205"),):
        room.click(f"at:{name}")
        room.click("value")
        room.write(text)
        room.click("write")
        room.wait(0.1)
    room.click("at:room")
    room.click("correct")
    for part, text in (("value", "204"), ("reason", "mauvaise salle"), ("date", "24/11/2026"), ("initials", "MD")):
        room.click(part)
        room.write(text)
    room.click("strike")
    paper = room.scene.paper
    assert paper.errors["date"] == t("forms.reason_future", "fr")
    assert paper.form.get("reason").text == "mauvaise salle"
    assert room.seen.entries("report")["room"].text == "205"


def test_a_set_point_of_letters_or_out_of_range_is_refused_in_place() -> None:
    room = DeviationRoom(lang="en")
    room.scene._go_and_open("screen", "console")
    room.settle()
    room.click("setpoints")
    for text, said in (("abc", t("forms.reason_not_a_number", "en")), ("400", t("deviation.refused_out_of_range", "en"))):
        room.click("set.do")
        room.key("ctrl+a")
        room.write(text)
        room.click("write.do")
        room.settle()
        room.wait(0.2)
        assert room.scene.panel.errors == {"do": said}
        assert room.scene.panel.form.get("set.do").text == text


def test_the_marks_on_a_trend_stay_the_trainees_own_and_come_back_with_the_screen() -> None:
    room = DeviationRoom()
    room.scene._go_and_open("screen", "console")
    room.settle()
    room.click("trend.do")
    room.settle()
    room.key("Left")
    room.click("mark")
    room.wait(0.1)
    marks = dict(room.scene.panel.marks)
    assert set(marks) == {"do"}
    room.key("Escape")
    room.key("Escape")
    assert room.scene.panel is None
    room.scene._go_and_open("screen", "console")
    assert room.scene.panel.marks == marks
    assert not any(type(event).__name__ == "Filled" for event in room.scene.events)


def test_a_trend_is_drawn_nearer_and_farther_and_its_cursor_reads_it() -> None:
    room = DeviationRoom()
    room.scene._go_and_open("screen", "console")
    room.settle()
    room.scene.hand.start("look:console:trend.do")
    room.settle()
    panel = room.scene.panel
    wide = panel.minutes
    room.click("zoom_in")
    near = panel.minutes
    room.click("zoom_out")
    assert near < wide == panel.minutes

    room.click("curve")
    first = panel.form.get("curve").read()
    room.move(*panel.form.get("curve").rect.midleft)
    room.key("Left")
    second = panel.form.get("curve").read()
    assert first[:5] > second[:5]
    assert "%" in second


def test_every_affordance_has_its_words_in_both_languages() -> None:
    for lang in ("fr", "en"):
        room = DeviationRoom(lang=lang)
        found = choices(room.scene.view)
        assert len(found) > 30
        assert all(choice.label for choice in found)
        assert len({choice.id for choice in found}) == len(found)


def test_the_expert_is_watched_in_discover_to_the_end() -> None:
    room = DeviationRoom(mode="discover")
    shown = set()
    for _ in range(300):
        for _ in range(60):
            room.stack.tick()
        if room.stack.top is not room.scene:
            break
        room.draw()
        shown |= {room.scene.paper.thing} if room.scene.paper else set()
        shown |= {"screen"} if room.scene.panel else set()
    assert room.session.world.ended == "finished"
    assert {"screen", "report", "logbook"} <= shown


def test_the_debrief_shows_how_the_batch_ends_with_and_without_what_was_done() -> None:
    room = DeviationRoom(mode="discover")
    while not room.session.world.ended:
        room.stack.tick()
    told = of_session(room.session, room.scene.events).batch
    told.wait()
    assert told.found.left.within
    assert not told.found.alone.within
    assert told.found.left.product_g > told.found.alone.product_g
    assert abs(told.found.left.viability_pct - told.found.calm.viability_pct) < 1.0
