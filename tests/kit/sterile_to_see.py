"""The states of the rooms of grades C and B worth looking at, for tests/kit/shots.py.  Played by the expert, then by hand."""

from __future__ import annotations

from tests.kit.room import Room
from tests.kit.room_to_see import Play, room_state
from tests.kit.staged import Holds, in_hand, opened, play_to, threaded, worn


def _after(tick: int) -> Holds:
    return lambda seen: seen.tick > tick


def _here(near: int, here: Holds | None = None, frames: int = 10) -> Play:
    """The expert plays to a tick without a picture, then in the scene until `here` holds."""

    def play(room: Room) -> None:
        play_to(room, _after(near), here)
        room.run(frames)

    return play


def _torn(where: Holds) -> Play:
    """The left glove of the first pair has a tear, in its pack or on the hand."""

    def play(room: Room) -> None:
        play_to(room, _after(6170), where)
        room.session.world.state.things["gloves_in_a.1"].torn = True
        room.run(10)

    return play


def _asked(at: str, question: str, near: int, *, put_off: bool = False) -> Play:
    """Somebody asks; put off: one has gone back to the room, and he waits."""

    def play(room: Room) -> None:
        room.session.world.state.people[at] = question
        play_to(room, _after(near), lambda seen: bool(seen.question))
        room.run(5)
        if put_off:
            room.button("back")
            room.run(30)

    return play


def unwrapped(room: Room) -> None:
    """The suit lies in its opened pack; one has moved out of its way."""
    play_to(room, opened("coverall_a"))
    for _ in range(15):
        room.run(1)


def hanging(room: Room) -> None:
    """The suit hangs from one hand, its gather let go."""
    play_to(room, in_hand("coverall_a.1"))
    room.click("coverall_a.1", "let_go")
    room.settle(100)


def slumped(room: Room) -> None:
    """The suit lies on the floor."""
    play_to(room, in_hand("coverall_a.1"))
    room.click("coverall_a.1", "drop")
    room.settle(140)


def bulge(room: Room) -> None:
    """Hood: the front and the right are in the collar, the left bulges."""
    play_to(room, _after(8900), worn("coverall"))
    room.run(20)
    for quarter in ("tuck_front", "tuck_right"):
        room.button(quarter)
        for _ in range(40):  # a list that has just changed wants some frames before it is pressed again
            room.run(5)


def gap(room: Room) -> None:
    """Mirror: a cuff that is not over its sleeve, a quarter of the hood that came out."""
    play_to(room, _after(12640))
    things = room.session.world.state.things
    for name, part in (("gloves_out_a.1", "unfold"), (room.seen.worn["hood"], "tuck_left")):
        things[name].settled = [each for each in things[name].settled if each != part]
    room.click("mirror")
    room.until(lambda: room.scene.closeup is not None)
    room.run(20)


def back(room: Room) -> None:
    """Mirror: the back, with the skirt of the hood out."""
    gap(room)
    hood = room.session.world.state.things[room.seen.worn["hood"]]
    hood.settled = [each for each in hood.settled if each != "tuck_back"]
    room.button("turn")
    room.settle(40)


B: dict[str, Play] = {
    "street": _here(2),
    "underwear": lambda room: play_to(room, in_hand("suit_site")),
    "first-stage": _here(1900, None, 60),
    "rub": _here(4770, lambda seen: seen.hand("right").rub_ticks_left > 0, 60),
    "glove-pack": _here(6170, opened("gloves_in_a")),
    "glove-in-hand": _here(6170, in_hand("gloves_in_a.1")),
    "glove-one-on": _here(6170, threaded("gloves_in_a.1", "hand_left"), 30),
    "glove-torn-in-pack": _torn(opened("gloves_in_a")),
    "glove-torn-on-hand": _torn(threaded("gloves_in_a.1", "hand_left")),
    "glove-gap": _here(12010, threaded("gloves_out_a.2", "hand_right"), 20),
    "suit-pack": unwrapped,
    "suit-gathered": lambda room: play_to(room, in_hand("coverall_a.1")),
    "suit-close": _here(8700, _after(8770)),
    "suit-hanging": hanging,
    "suit-slumped": slumped,
    "suit-leg": _here(8900, threaded("coverall_a.1", "leg_left")),
    "suit-waist": _here(8900, threaded("coverall_a.1", "leg_right"), 60),
    "suit-sleeve": _here(8900, threaded("coverall_a.1", "sleeve_left"), 20),
    "hood-out": _here(8900, worn("coverall")),
    "hood-bulge": bulge,
    "hood-back": _here(8900, lambda seen: seen.stance == "turned", 40),
    "zip": _here(9600, _after(9690)),
    "bench-sit": _here(10390, lambda seen: seen.stance == "sit"),
    "bench-lift": _here(10390, _after(10450)),
    "bench-boot": _here(10390, threaded("boots_a.1", "foot_left")),
    "bench-one-over": _here(10390, lambda seen: seen.foot("left")[0] == "clean", 20),
    "last-stage": _here(11000),
    "mirror": _here(12660, _after(12720)),
    "mirror-room": _here(12705, None, 40),
    "mirror-gap": gap,
    "mirror-back": back,
    "asked-hurries": _asked("shelf_coveralls", "hurries", 7700),
    "asked-offers": _asked("shelf_gloves_out", "offers", 11100),
    "asked-sign": _asked("mirror", "sign", 12500),
    "asked-chats": _asked("shelf_masks", "chats", 4900),
    "asked-crowd": _asked("gauge", "crowd", 12740),
    "asked-put-off": _asked("shelf_gloves_out", "offers", 11100, put_off=True),
}
PEOPLE = {"p1a": 8, "p1b": 23, "p2a": 11, "p2b": 9, "p3b": 14}
"""Seeds that draw each skin and both builds."""

for _name, _play in B.items():
    room_state(f"b-{_name}", "practice", _play, "gowning-grade-b")
for _name, _seed in PEOPLE.items():
    room_state(f"b-person-{_name}", "practice", _here(1000, None, 60), "gowning-grade-b", _seed)
for _name, _tick in (("airlock", 2600), ("suit", 4300), ("end", 6000)):
    room_state(f"c-{_name}", "practice", _here(_tick, None, 30), "gowning-grade-c")
