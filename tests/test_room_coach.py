"""What the coach says is the next act, in words one can find on the screen; and a step is ticked when it is done, not before."""

from __future__ import annotations

import pygame
import pytest

from game.commands import Close
from game.session.acts import Act
from game.session.cards import HINT_PAUSE_TICKS
from game.view import hud
from tests.kit.room import Room


def says(room: Room, lang: str = "fr") -> str:
    """The line at the bottom left."""
    room.run(2)
    line = room.scene.coach.line(room.seen, lang)
    assert line is not None
    return line.text


def at_the_bench() -> Room:
    """Grade D, before the bench, the first pack of overshoes open."""
    room = Room("gowning-grade-d", "guided")
    state = room.session.world.state
    state.things["phone"].on = "locker"
    state.operator.x = 5.0
    room.click("shoes_a", "notch")
    room.settle(30)
    return room


def seated() -> Room:
    """Both overshoes in hand, sitting, the left foot lifted."""
    room = at_the_bench()
    for thing, choice in (("shoes_a.1", "inside"), ("shoes_a.2", "inside"), ("bench", "sit")):
        room.click(thing, choice)
        room.settle(30)
    closeup = room.scene.closeup
    assert closeup is not None
    room.click_at(closeup._foot("left").center)  # type: ignore[attr-defined]
    room.settle(20)
    return room


def test_the_second_of_a_pair_is_called_the_other_one() -> None:
    room = at_the_bench()
    room.click("shoes_a.1", "inside")
    room.settle(30)
    if room.seen.hand("right").holding != "shoes_a.1":
        assert room.seen.hand("left").holding == "shoes_a.1"
    labels = {each.id: each.label for each in room.scene.hand.found}
    assert "l’autre surchaussure" in labels["take:shoes_a.2:inside"]
    assert "autre" not in labels["drop:shoes_a.1:"]


def test_an_overshoe_counts_when_its_foot_is_down_on_the_clean_side() -> None:
    room = seated()
    closeup = room.scene.closeup
    assert closeup is not None
    room.click_at(closeup._foot("left").center)  # type: ignore[attr-defined]
    room.settle(20)
    assert room.seen.foot("left")[1:] == (True, True)
    assert not room.seen.step_done("overshoe_left")
    assert "côté propre" in says(room)
    room.click_at((closeup.picture.centerx + closeup.picture.w // 3, closeup.picture.bottom - 20))
    room.settle(20)
    assert room.seen.foot("left") == ("clean", True, False)
    assert room.seen.step_done("overshoe_left")


def test_a_step_without_a_sentence_of_its_own_begins_with_its_act_and_not_with_its_title() -> None:
    room = seated()
    titles = {step.text.fr for step in room.seen.steps}
    for foot in ("left", "right"):
        closeup = room.scene.closeup
        assert closeup is not None
        clean = closeup.picture.centerx + closeup.picture.w // 3, closeup.picture.bottom - 20
        for done in (lambda f: f[2] or f[1], lambda f: f[1], lambda f: f[0] == "clean"):
            if not done(room.seen.foot(foot)):
                room.click_at(clean if room.seen.foot(foot)[1] else closeup._foot(foot).center)  # type: ignore[attr-defined]
                room.settle(25)
                assert says(room) not in titles
    assert room.scene.coach.act is not None
    assert room.scene.coach.act.verb == "stand"
    assert "lever" in says(room)


def before_the_door() -> Room:
    room = Room()
    room.session.world.state.operator.x = 6.9
    room.choose("door_in", "open_door")
    room.settle()
    assert room.seen.door("door_in")
    return room


def test_a_click_anywhere_on_an_open_door_goes_through_it() -> None:
    room = before_the_door()
    room.run(40)
    rect = next(rect for each, rect in room.scene.picture.boxes() if each.id == "door_in")
    leaf = room.scene.camera.deep(7.4 + 0.8, 1.0, 0.6)
    assert rect.collidepoint(leaf)
    room.click_at((min(round(leaf[0]), room.ctx.screen.width - 4), round(leaf[1])))
    room.until(lambda: bool(room.session.world.ended))
    assert room.session.world.ended == "finished"


def test_who_has_chosen_to_go_through_opens_the_door_again_that_shut_meanwhile() -> None:
    room = before_the_door()
    room.choose("door_in", "go_through")
    world = room.session.world
    world.step([Close("right", "door_in")])
    if world.state.things["door_in"].open:
        world.state.things["door_in"].open = False
    room.until(lambda: bool(world.ended))
    assert world.ended == "finished"


def test_a_click_on_what_a_hand_holds_opens_its_list_and_nobody_walks() -> None:
    room = Room()
    room.click("phone")
    room.settle()
    before = room.seen.x
    room.click_at(room.scene.hand.pills["right" if room.seen.hand("right").holding else "left"].center)
    assert room.scene.hand.ring is not None
    assert room.scene.hand.ring.thing == "phone"
    room.run(30)
    assert room.seen.x == before


@pytest.mark.parametrize("mode", ["guided", "practice"])
def test_the_keys_are_told_when_the_keyboard_is_first_used(mode: str) -> None:
    room = Room(mode=mode)
    room.key("tab")
    told = room.scene.face.keys()
    assert "Tab" in told
    assert "Entrée" in told


def test_the_key_of_the_arrow_and_the_first_tab_after_an_act_go_to_what_the_coach_means() -> None:
    room = Room(mode="guided")
    room.run(30)
    room.key("tab")
    assert room.scene.hand.focus == "phone"
    room.key("enter")
    room.settle(30)
    room.key("tab")
    assert room.scene.hand.focus == "locker"
    room.key("tab")
    assert room.scene.hand.focus != "locker"
    room.key("aim")
    assert room.scene.hand.focus == "locker"


def test_tab_goes_shelf_by_shelf_and_on_from_where_it_was() -> None:
    room = Room("gowning-grade-d")
    order = []
    for _ in range(40):
        room.key("tab")
        order.append(room.scene.hand.focus)
    shelves = [room.seen.thing(each).where for each in order[: order.index(order[0], 1)] if room.seen.thing(each).where.startswith("shelf")]
    runs = [each for n, each in enumerate(shelves) if n == 0 or shelves[n - 1] != each]
    assert len(runs) == len(set(runs)) or (len(runs) == len(set(runs)) + 1 and runs[0] == runs[-1])


def test_the_end_is_told_and_stays_long_enough_to_be_read() -> None:
    room = before_the_door()
    room.choose("door_in", "go_through")
    room.until(lambda: bool(room.session.world.ended))
    assert "Sas" in says(room)
    room.run(60)
    assert room.stack.top is room.scene
    room.run(120)
    assert room.stack.top is not room.scene


def test_what_was_declared_is_confirmed_once_and_not_twice() -> None:
    room = Room(mode="guided")
    room.click("hair_a", "look")
    room.settle()
    assert room.scene.closeup is not None
    room.scene.coach.note(room.seen, "C’est noté.")
    room.run(3)
    assert not room.scene.hand.covered, "the words stand beside the picture, not behind it too"


def test_a_confirmation_gives_way_to_the_next_act_once_that_has_changed() -> None:
    room = Room(mode="guided")
    room.run(30)
    room.scene.coach.note(room.seen, "C’est noté.")
    assert says(room) == "C’est noté."
    room.click("phone")
    room.settle(100)
    assert "casier" in says(room)


def test_while_one_waits_the_coach_says_what_for() -> None:
    room = Room("gowning-grade-d", "guided")
    room.run(30)
    coach = room.scene.coach
    for step, part, word in (("rub", "", "agir"), ("door_d", "delay", "autre porte"), ("door_d", "other_door", "autre porte")):
        coach.step = room.seen.level.step(step)
        coach.act = Act("wait", "door_d" if part else "", part, step)
        assert word in coach._now(room.seen, "fr")


def test_what_one_comes_to_the_bench_for_stands_before_what_one_could_lay_on_it() -> None:
    room = at_the_bench()
    for thing in ("shoes_a.1", "shoes_a.2"):
        room.click(thing, "inside")
        room.settle(30)
    room.click("bench")
    assert room.scene.hand.ring is not None
    assert room.scene.hand.ring.found[0].verb == "sit"
    room.key("escape")
    room.click("shoes_a.1")
    assert room.scene.hand.ring is not None
    assert room.scene.hand.ring.found[-1].verb == "drop"


@pytest.mark.parametrize("mode", ["guided", "practice", "assessment"])
def test_an_empty_bottle_says_that_nothing_comes_out(mode: str) -> None:
    room = Room("gowning-grade-d", mode)
    state = room.session.world.state
    state.things["rub_a"].empty = True
    state.operator.x = 11.0
    room.run(5)
    room.click("rub_a", "work")
    room.settle(20)
    assert "vide" in says(room)


@pytest.mark.parametrize("side", [-1, 1])
def test_what_lies_beyond_the_edge_is_pointed_at_from_the_edge(side: int) -> None:
    screen = Room(mode="guided").ctx.screen
    screen.surface.fill((0, 0, 0))
    middle = -400 if side < 0 else screen.width + 400
    hud.pointer_to(screen, pygame.Rect(middle, 300, 60, 60), 0)
    mask = pygame.mask.from_threshold(screen.surface, (233, 180, 76), (40, 40, 40))
    assert mask.count() > 20
    x = mask.centroid()[0]
    assert (x < 80) if side < 0 else (x > screen.width - 80)


def test_who_is_told_to_take_something_off_or_throw_it_away_is_told_why() -> None:
    room = Room(mode="guided")
    for thing, choice in (("phone", ""), ("locker", ""), ("hair_a", "look"), ("hair_a", "notch"), ("hair_a.1", "inside")):
        room.click(thing, choice)
        room.settle(30)
        if room.scene.closeup:
            room.key("escape")
    assert "poubelle (date dépassée)" in says(room)
    room.click("hair_a.1", "put_on")
    room.settle(30)
    assert "Enlever la charlotte (date dépassée)" in says(room)


def test_a_practice_hint_goes_from_the_step_to_its_rule_to_the_act_and_not_faster_than_one_can_try() -> None:
    room = Room("gowning-grade-d", "practice")
    room.run(2)
    coach, opportunities = room.scene.coach, room.session.opportunities
    told = []
    for _ in range(3):
        assert coach.step is not None
        assert coach.hint(room.seen, "fr", opportunities) == coach.step.id
        line = coach.line(room.seen, "fr")
        assert line is not None
        assert coach.hint(room.seen, "fr", opportunities) == "", "asked again at once: the same words, no further hint"
        assert coach.line(room.seen, "fr") == line
        told.append(line.text)
        room.run(HINT_PAUSE_TICKS)
    assert [text[:8] for text in told] == ["Indice 1", "Indice 2", "Indice 3"]
    assert len(set(told)) == 3
