"""The changing room under mouse and keyboard: one grammar, nothing jumps, nothing is told that the mode keeps to itself."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from game.commands import Command, Reach
from game.scenes.debrief import DebriefScene
from game.scenes.pause import PauseScene
from game.session.cards import HINT_PAUSE_TICKS
from game.view.choices import at
from tests.kit.room import Room


def test_the_first_useful_act_takes_two_clicks_and_less_than_thirty_seconds() -> None:
    room = Room(mode="guided")
    room.click("phone")
    room.settle()
    room.click("locker")
    room.settle()
    assert room.seen.thing("phone").where == "locker"
    assert room.seen.tick < 30 * 60


def test_dragging_does_the_same_as_two_clicks() -> None:
    room = Room()
    start, end = room.where("phone"), room.where("locker")
    room.move(start)
    room.press(start)
    for step in range(1, 6):
        room.move((start[0] + (end[0] - start[0]) * step // 5, start[1] + (end[1] - start[1]) * step // 5), down=True)
    room.let_go(end)
    room.settle(120)
    assert room.seen.thing("phone").where == "locker"


def test_letting_go_over_nothing_keeps_the_thing_in_hand() -> None:
    room = Room()
    start = room.where("phone")
    nowhere = room.ctx.screen.width // 2, room.ctx.screen.height // 4
    room.move(start)
    room.press(start)
    room.move(nowhere, down=True)
    room.let_go(nowhere)
    room.settle(120)
    assert room.seen.thing("phone").where.startswith("hand:")


def test_a_thing_with_several_choices_shows_them_and_a_digit_chooses() -> None:
    room = Room()
    room.click("hair_b")
    ring = room.scene.hand.ring
    assert ring is not None
    assert len(ring.found) > 1
    room.key(str(1 + next(n for n, each in enumerate(ring.found) if each.verb == "look")))
    room.settle()
    assert room.seen.thing("hair_b").looked
    assert room.scene.closeup is not None


def test_a_click_beside_a_list_shuts_it_and_does_nothing() -> None:
    room = Room()
    room.click("hair_b")
    room.click_at((20, room.ctx.screen.height - 20))
    assert room.scene.hand.ring is None
    assert not room.scene.hand.busy


def _with_a_coat() -> Room:
    room = Room()
    room.click("trial_pack", "notch")
    room.settle(40)
    room.click("trial_pack.1", "collar.inside")
    room.settle(40)
    return room


def _on_hand(room: Room, side: str) -> tuple[int, int]:
    x, y = room.scene.camera.point(room.seen.hand(side).x, room.seen.hand(side).y)
    return round(x), round(y)


def _reached(room: Room) -> list[Command]:
    """What the hands are told while the pointer goes over the whole window."""
    wide, high = room.ctx.screen.size
    sent: list[Command] = []
    for n in range(24 * 14):
        room.send(pygame.MOUSEMOTION, pos=(wide * (n % 24) // 24, high * (n // 24) // 14), rel=(0, 0), buttons=(0, 0, 0))
        sent += [each for each in room.scene.hand.commands() if isinstance(each, Reach)]
    return sent


def test_a_bare_pointer_never_leads_the_cloth_in_hand() -> None:
    room = _with_a_coat()
    assert _reached(room) == []
    room.click_at(_on_hand(room, room.scene.hand.acting))
    assert room.scene.hand.led
    assert _reached(room)
    room.press((400, 300))
    room.let_go((400, 300))
    assert not room.scene.hand.led
    assert not room.scene.hand.busy, "the click that leaves the hand does nothing else"
    assert _reached(room) == []


@pytest.mark.parametrize("way", ["hand", "pill", "key"])
def test_a_hand_that_was_taken_follows_without_a_jump(way: str) -> None:
    room = _with_a_coat()
    side = room.scene.hand.acting
    before = room.seen.hand(side).y
    if way == "key":
        room.send(pygame.KEYDOWN, scancode=16, key=pygame.K_m, mod=0, unicode="m")
        start = room.ctx.screen.width // 2, room.ctx.screen.height // 3
    else:
        pill = room.scene.hand.pills[side].center
        room.click_at(_on_hand(room, side) if way == "hand" else pill)
        start = _on_hand(room, side) if way == "hand" else (pill[0], pill[1] + 120)
    assert room.scene.hand.led == side
    room.move(start)
    room.run(20)
    assert room.seen.hand(side).y == pytest.approx(before, abs=0.02)
    for down in range(20):
        room.move((start[0], start[1] + 3 * down))
        room.run(1)
    room.run(30)
    assert room.seen.hand(side).y < before - 0.1
    line = room.scene.coach.line(room.seen, "fr")
    assert line is not None
    assert "souris" in line.text


def test_over_words_bar_and_lists_a_hand_that_is_led_stays() -> None:
    room = _with_a_coat()
    room.click_at(_on_hand(room, room.scene.hand.acting))
    for rect in (*room.scene.hand.covered, pygame.Rect(0, 0, 400, 40)):
        room.move(rect.center)
        assert not [c for c in room.scene.hand.commands() if isinstance(c, Reach)]


def test_with_the_dragging_setting_a_hand_is_led_only_while_the_button_is_down() -> None:
    room = _with_a_coat()
    room.ctx.settings.pointer = "drag"
    at = _on_hand(room, room.scene.hand.acting)
    room.press(at)
    assert room.scene.hand.led
    room.let_go(at)
    assert not room.scene.hand.led


def test_wheel_and_keys_lift_the_cloth() -> None:
    room = _with_a_coat()
    hand = room.scene.hand.acting
    before = room.seen.hand(hand).y
    room.send(pygame.MOUSEWHEEL, x=0, y=2)
    room.run(30)
    middle = room.seen.hand(hand).y
    assert middle > before
    room.key("higher")
    room.run(30)
    assert room.seen.hand(hand).y > middle


def test_a_parked_hand_stays_where_it_holds() -> None:
    room = _with_a_coat()
    acting = room.scene.hand.acting
    before = room.seen.hand(acting).y
    room.send(pygame.MOUSEBUTTONDOWN, pos=(5, 400), button=3)
    assert room.scene.hand.acting != acting
    room.send(pygame.MOUSEWHEEL, x=0, y=3)
    room.run(40)
    assert room.seen.hand(acting).y == pytest.approx(before, abs=0.005)
    assert room.seen.hand(acting).holding


def test_gowning_first_can_be_played_to_its_end_with_the_keyboard_alone() -> None:
    room = Room()
    for thing, choice in (("phone", ""), ("locker", ""), ("hair_a", "look")):
        room.choose(thing, choice)
        room.settle()
    room.tab_to("back")
    for thing, choice in (("hair_b", "notch"), ("hair_b.1", "take:hair_b.1:inside"), ("hair_b.1", "put_on")):
        room.choose(thing, choice)
        room.settle()
    room.choose("sink")
    room.until(lambda: room.scene.closeup is not None)
    for name, ticks in (("tap", 1), ("lever", 1), ("palms", 70), ("backs", 70), ("rinse", 50), ("dry", 120), ("tap", 1)):
        room.tab_to(name)
        room.settle(ticks)
    room.tab_to("back")
    trial, coat = "trial_pack.1", "coat_a.1"
    steps = [("trial_pack", "notch"), (trial, "collar.inside"), (trial, "drop"), (trial, "collar"), ("bin", "put")]
    steps += [("coat_a", "notch"), (coat, "collar.inside"), (coat, "put_on:coat_a.1:"), (coat, "fasten"), ("mirror", "look")]
    for thing, choice in steps:
        room.choose(thing, choice)
        room.settle(100)
    assert room.seen.thing("coat_a.1").closed
    room.tab_to("spot:collar")
    room.settle()
    room.tab_to("declare")
    room.settle(20)
    room.choose("door_in")
    room.settle(20)
    room.choose("door_in", "go_through")
    room.until(lambda: isinstance(room.stack.top, DebriefScene))
    assert room.session.world.ended == "finished"


def test_guided_mode_explains_a_finding_at_once_and_the_world_waits() -> None:
    room = Room(mode="guided")
    room.click("hair_a", "notch")
    room.until(lambda: room.scene.card is not None)
    tick = room.seen.tick
    room.run(60)
    assert room.seen.tick == tick
    assert room.scene.card is not None
    card = room.scene.card.text
    for text in (card.what, card.why, card.now):
        assert 0 < len(text.split()) <= 25
    room.key("enter")
    room.run(10)
    assert room.scene.card is None
    assert room.seen.tick > tick


@pytest.mark.parametrize("mode", ["practice", "assessment"])
def test_outside_guided_mode_nothing_is_told(mode: str) -> None:
    room = Room("gowning-grade-d", mode)
    room.click("hair_a", "notch")
    room.settle(60)
    scene = room.scene
    assert room.session.findings
    assert scene.card is None
    assert scene.coach.line(room.seen, "fr") is None
    assert scene.coach.lines(room.seen, "fr") == []
    assert scene.coach.target(room.seen) == ""


def _says(room: Room) -> str:
    room.run(30)
    line = room.scene.coach.line(room.seen, "fr")
    assert line is not None
    return line.text


def test_the_coach_speaks_of_the_fallen_coat_until_it_is_binned_and_then_no_more() -> None:
    room = Room(mode="guided")
    state = room.session.world.state
    state.operator.washed = state.operator.wash_complete = True
    for thing, choice in (("phone", ""), ("locker", ""), ("hair_a", "look"), ("hair_b", "look")):
        room.click(thing, choice)
        room.settle()
        if room.scene.closeup:
            room.key("escape")
    good = next(name for name in ("hair_a", "hair_b") if not room.seen.thing(name).known)
    cover = f"{good}.1"
    for thing, choice in ((good, "notch"), (cover, f"take:{cover}:inside"), (cover, "put_on"), ("trial_pack", "take")):
        room.click(thing, choice)
        room.settle(60)
    coach = room.scene.coach
    while coach.step and coach.step.id == "trial" and not room.seen.dropped("coat_trial"):
        _says(room)
        assert coach.act is not None
        assert coach.act.verb in ("open_pack", "take", "drop")
        assert coach.target(room.seen).startswith("trial_pack")
        act = f"{coach.act.verb}:{coach.act.thing}:{coach.act.part}"
        room.click(coach.act.thing, act)
        room.settle(90)
    assert coach.step is not None
    assert coach.step.id == "trial_away"
    room.click("trial_pack.1", "collar.inside")
    room.settle(60)
    assert "poubelle" in _says(room)
    assert coach.target(room.seen) == "bin"
    for _ in range(3):  # a card that comes up stops the hands
        if room.seen.thing("trial_pack.1").where != "bin":
            room.click("bin", "put")
            room.settle(60)
    assert "touché le sol" not in _says(room)
    assert coach.step.id == "coat"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_list_has_more_than_six_lines_and_every_choice_is_found_in_it(lang: str) -> None:
    room = Room(lang=lang)
    room.click("coat_a", "notch")
    room.settle(40)
    for thing, holding in (("coat_a.1", False), ("coat_a.1", True)):
        if holding:
            room.click(thing, "collar.inside")
            room.settle(40)
        room.click(thing)
        ring = room.scene.hand.ring
        assert ring is not None
        assert len(ring.found) <= 6
        behind = {each.id for line in ring.found for each in line.members or (line,)}
        assert behind == {each.id for each in at(room.scene.hand.found, thing)}
        room.key("escape")


def test_hints_are_on_demand_in_practice_go_deeper_and_are_written_down() -> None:
    room = Room()
    texts = []
    for _ in range(3):
        room.key("hint")
        room.run(2)
        line = room.scene.coach.line(room.seen, "fr")
        assert line is not None
        texts.append(line.text)
        room.key("hint")
        room.run(2)
        assert room.scene.coach.line(room.seen, "fr") == line, "the next one comes after ten seconds, not at once"
        room.run(HINT_PAUSE_TICKS)
    assert len(set(texts)) == 3
    assert room.session.world.state.hints == {"phone": 3}


def test_after_a_minute_of_nothing_practice_offers_a_hint_but_shows_none() -> None:
    room = Room()
    assert room.scene.coach.line(room.seen, "fr") is None
    room.run(61 * 60)
    line = room.scene.coach.line(room.seen, "fr")
    assert line is not None
    assert line.text not in {step.text.fr for step in room.seen.steps} | {step.hint.fr for step in room.seen.steps if step.hint}
    assert not room.session.world.state.hints


def test_assessment_knows_no_hints() -> None:
    room = Room("gowning-grade-d", "assessment")
    room.key("hint")
    room.run(2)
    assert room.scene.coach.line(room.seen, "fr") is None
    assert not room.session.world.state.hints


@pytest.mark.parametrize(("mode", "fast"), [("guided", True), ("practice", True), ("assessment", False)])
def test_time_runs_faster_only_while_one_waits_and_never_in_assessment(mode: str, fast: bool) -> None:
    room = Room("gowning-grade-d", mode)
    room.session.world.state.operator.x = 7.4
    before = room.seen.tick
    room.run(10)
    assert room.seen.tick - before == 10
    room.click("sink")
    room.until(lambda: room.scene.closeup is not None)
    for name in ("tap", "work:soap_a:lever", "palms"):
        room.button(name)
        room.settle()
    before = room.seen.tick
    room.run(10)
    assert room.seen.tick - before == (40 if fast else 10)


@pytest.mark.parametrize(("mode", "stops"), [("practice", True), ("assessment", False)])
def test_the_world_waits_while_the_procedure_is_read_except_in_assessment(mode: str, stops: bool) -> None:
    room = Room("gowning-grade-d", mode)
    room.click("poster")
    room.until(lambda: room.scene.closeup is not None)
    before = room.seen.tick
    room.run(30)
    assert (room.seen.tick == before) is stops


def test_escape_goes_back_one_thing_at_a_time_and_then_pauses() -> None:
    room = Room()
    room.click("hair_b", "look")
    room.settle()
    assert room.scene.closeup is not None
    room.key("escape")
    assert room.scene.closeup is None
    room.click("hair_b")
    room.key("escape")
    assert room.scene.hand.ring is None
    room.key("escape")
    assert isinstance(room.stack.top, PauseScene)
    tick = room.seen.tick
    room.run(30)
    assert room.seen.tick == tick


def test_the_bench_is_crossed_by_clicking_feet_and_floors() -> None:
    room = Room("gowning-grade-d")
    room.session.world.state.operator.x = 5.0
    for thing, choice in (("shoes_a", "notch"), ("shoes_a.1", "inside"), ("shoes_a.2", "inside"), ("bench", "sit")):
        room.click(thing, choice)
        room.settle(30)
    closeup = room.scene.closeup
    assert closeup is not None
    clean = closeup.picture.centerx + closeup.picture.w // 3, closeup.picture.bottom - 20
    for foot in ("left", "right"):
        for place in (lambda foot=foot: closeup._foot(foot).center,) * 2 + (lambda: clean,):
            room.click_at(place())
            room.settle(20)
    assert all(room.seen.foot(foot) == ("clean", True, False) for foot in ("left", "right"))


def test_the_mirror_gives_nothing_away_but_a_click_on_the_fault_mends_it() -> None:
    room = Room("gowning-first")
    world = room.session.world
    _dress(room)
    room.until(lambda: bool(world.state.things["coat_a.1"].faults))
    room.click("mirror")
    room.until(lambda: room.scene.closeup is not None)
    room.run(5)
    assert not [w for w in room.form().stops() if "mend" in w.id]
    room.button("spot:hair_cover")
    assert room.scene.coach.line(room.seen, "fr") is not None
    assert world.state.things["coat_a.1"].faults
    room.button("spot:collar")
    room.settle()
    assert not world.state.things["coat_a.1"].faults


def _dress(room: Room) -> None:
    for thing, choice in (("hair_b", "notch"), ("hair_b.1", "take:hair_b.1:inside"), ("hair_b.1", "put_on"), ("coat_a", "notch")):
        room.click(thing, choice)
        room.settle(60)
    for choice in ("collar.inside", "put_on:coat_a.1:", "fasten"):
        room.click("coat_a.1", choice)
        room.settle(60)


def test_closing_the_window_and_giving_up_are_two_honest_endings(tmp_path: Path) -> None:
    closed = Room(results=tmp_path / "a")
    closed.stack.close()
    assert closed.session.sheet is not None
    assert closed.session.world.ended == "window_closed"
    given_up = Room(results=tmp_path / "b")
    given_up.stack.go(given_up.scene.resumed("give_up"))
    assert given_up.session.world.ended == "given_up"
    assert isinstance(given_up.stack.top, DebriefScene)


def test_a_refused_act_says_why_in_the_bodys_terms() -> None:
    room = Room("gowning-grade-d")
    room.scene.coach.refused(room.seen, "foot_down", "fr")
    line = room.scene.coach.line(room.seen, "fr")
    assert line is not None
    assert "pied" in line.text


def test_the_expert_is_watched_without_any_choice_to_make() -> None:
    room = Room(mode="discover")
    room.until(lambda: room.scene.closeup is not None, 1200)
    assert room.scene.closeup is not None
    assert room.form().stops() == []
    room.click_at((400, 400))
    assert room.session.header.mode == "discover"
