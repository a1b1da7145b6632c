"""What is framed is what Enter acts on; what one cannot see is not offered; what lies somewhere is drawn there."""

from __future__ import annotations

import pygame

from game.view.looks.furniture import stands_open
from tests.kit.room import Room


def stored(mode: str = "practice") -> Room:
    """The first level, its phone in the locker."""
    room = Room(mode=mode)
    for thing in ("phone", "locker"):
        room.click(thing)
        room.settle()
    assert room.seen.thing("phone").where == "locker"
    return room


def dropped() -> Room:
    """The phone on the floor."""
    room = Room(mode="guided")
    room.click("phone")
    room.settle()
    room.focus("phone")
    room.key("enter")
    room.button("drop")
    room.settle(30)
    assert room.seen.thing("phone").where == "floor"
    return room


def test_enter_after_the_mouse_does_nothing_to_what_the_keyboard_had_framed_before() -> None:
    room = Room()
    room.focus("hair_a")
    room.move((room.ctx.screen.width // 2, 150))
    room.key("enter")
    assert room.scene.hand.ring is None
    assert not room.scene.hand.busy


def test_enter_after_the_mouse_acts_on_what_the_pointer_frames() -> None:
    room = Room()
    room.focus("hair_a")
    room.move(room.where("hair_b"))
    room.key("enter")
    assert room.scene.hand.ring is not None
    assert room.scene.hand.ring.thing == "hair_b"


def test_what_is_in_hand_never_falls_without_a_list() -> None:
    room = Room()
    room.click("phone")
    room.settle()
    room.focus("phone")
    room.key("enter")
    ring = room.scene.hand.ring
    assert ring is not None
    assert {"put", "drop"} <= {each.verb for each in ring.found}
    assert ring.found[0].verb == "put", "what is safe comes first"
    assert room.seen.thing("phone").where.startswith("hand:")


def test_a_step_is_not_done_while_its_thing_lies_on_the_floor() -> None:
    room = dropped()
    assert not room.seen.step_done("phone")
    room.run(30)
    assert room.scene.coach.act is not None
    assert (room.scene.coach.act.verb, room.scene.coach.act.thing) == ("take", "phone")


def test_a_thing_on_the_floor_is_drawn_where_its_frame_is() -> None:
    room = dropped()
    room.move((5, 300))
    room.run(2)
    rect = next(rect for each, rect in room.scene.picture.boxes() if each.id == "phone")
    there = room.draw().subsurface(rect.clip(room.ctx.screen.bounds)).copy()
    room.session.world.state.things["phone"].on = "locker"
    room.run(2)
    without = room.draw().subsurface(rect.clip(room.ctx.screen.bounds)).copy()
    assert pygame.image.tobytes(there, "RGB") != pygame.image.tobytes(without, "RGB")


def test_the_locker_stands_open_for_what_lies_before_it() -> None:
    room = dropped()
    assert stands_open(room.scene.view, room.seen.thing("locker"))


def test_what_lies_in_the_closed_locker_is_no_stop_for_the_keyboard_and_no_target_for_the_pointer() -> None:
    room = stored()
    stops = set()
    for _ in range(40):
        room.key("tab")
        stops.add(room.scene.hand.focus)
    assert "phone" not in stops
    assert "locker" in stops
    assert "phone" not in {each.id for each, _ in room.scene.picture.boxes()}


def test_a_stored_thing_is_taken_out_again_by_the_lockers_list_and_never_by_a_plain_click() -> None:
    room = stored()
    room.click("locker")
    ring = room.scene.hand.ring
    assert ring is not None
    assert not room.scene.hand.busy
    room.button("take:phone")
    room.settle()
    assert room.seen.thing("phone").where.startswith("hand:")


def test_each_line_of_a_list_is_said_once_and_names_a_hand_only_where_two_hands_hold_alike() -> None:
    room = Room()
    room.click("phone")
    room.settle()
    room.focus("phone")
    room.key("enter")
    assert room.scene.hand.ring is not None
    words = [each.words("phone") for each in room.scene.hand.ring.found]
    assert len(set(words)) == len(words)
    assert not [each for each in words if "main" in each]


def test_a_double_click_opens_the_list_and_does_not_shut_it_again() -> None:
    room = Room()
    at = room.where("hair_b")
    room.click_at(at)
    room.send(pygame.MOUSEBUTTONDOWN, pos=at, button=1, clicks=2)
    room.send(pygame.MOUSEBUTTONUP, pos=at, button=1, clicks=2)
    assert room.scene.hand.ring is not None
    room.click_at((20, room.ctx.screen.height - 20))
    assert room.scene.hand.ring is None


def test_a_phone_thrown_into_the_bin_is_not_in_the_locker_and_comes_out_again() -> None:
    room = Room(mode="guided")
    for thing, choice in (("phone", ""), ("bin", "put")):
        room.click(thing, choice)
        room.settle(30)
    assert room.seen.thing("phone").where == "bin"
    assert not room.seen.step_done("phone")
    assert room.scene.coach.act is not None
    assert (room.scene.coach.act.verb, room.scene.coach.target(room.seen)) == ("take", "bin")
    room.click("bin")
    room.button("take:phone")
    room.settle(30)
    assert room.seen.thing("phone").where.startswith("hand:")


def test_a_digit_without_an_open_list_never_drops_anything() -> None:
    room = Room()
    room.click("phone")
    room.settle()
    room.focus("phone")
    for digit in "4321":
        room.key(digit)
        if room.scene.hand.ring is not None:
            break
        assert not any(each.verb == "drop" for each in [room.scene.hand.doing] if each)
        room.settle()
        room.focus("phone")
    assert room.seen.thing("phone").where != "floor"


def test_the_view_does_not_leave_the_person_for_a_door_that_is_in_sight() -> None:
    room = Room("gowning-grade-d", "guided")
    x = room.seen.thing("door_in").x
    room.session.world.state.operator.x = x - 0.5
    room.run(90)
    camera = room.scene.camera
    before = camera.x
    room.focus("door_in")
    room.run(90)
    assert camera.x == before
    far = Room(mode="guided")
    before = far.scene.camera.x
    far.focus("mirror")
    far.run(90)
    assert far.scene.camera.x > before, "what is out of sight is looked for"
