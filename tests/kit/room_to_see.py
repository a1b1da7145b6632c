"""The states of the changing room worth looking at, for tests/kit/shots.py."""

from __future__ import annotations

from collections.abc import Callable

from game.scenes.base import Context
from tests.kit.room import Room
from tests.kit.shots import played_state

Play = Callable[[Room], None]


def room_state(name: str, mode: str, play: Play, level: str = "gowning-first", seed: int = 7) -> None:
    """Register a state: the room of that level and mode, played so far."""

    def begin(ctx: Context) -> Room:
        return Room(level, mode, seed, ctx.screen.size, ctx.lang, ctx.screen.text_percent)

    played_state(name, begin, play)


def _do(room: Room, *acts: tuple[str, str]) -> None:
    for thing, choice in acts:
        room.click(thing, choice)
        room.settle(40)


def start(room: Room) -> None:
    """The first thing anyone sees."""
    room.run(2)


def phone(room: Room) -> None:
    """The phone in hand."""
    _do(room, ("phone", ""))


def choices(room: Room) -> None:
    """A pack's choices."""
    room.click("hair_b")


def label(room: Room) -> None:
    """A pack looked at closely."""
    _do(room, ("hair_a", "look"))


def held(room: Room) -> None:
    """A pack in the hand, looked at closely."""
    _do(room, ("hair_a", "take"), ("hair_a", "look"))


def wash(room: Room) -> None:
    """Hands under water."""
    room.click("sink")
    room.until(lambda: room.scene.closeup is not None)
    for name in ("tap", "lever", "palms"):
        room.button(name)
        room.settle(20)
    room.move(room.scene.closeup._middle("backs").center)  # type: ignore[union-attr]


def cloth(room: Room) -> None:
    """A coat held by the inside of its collar."""
    _do(room, ("trial_pack", "notch"), ("trial_pack.1", "collar.inside"))


def dropped(room: Room) -> None:
    """A coat on the floor."""
    cloth(room)
    _do(room, ("trial_pack.1", "drop"))
    room.run(120)


def card(room: Room) -> None:
    """A finding explained at once."""
    room.click("hair_a", "notch")
    room.until(lambda: room.scene.card is not None)


def _dressed(room: Room) -> None:
    _do(room, ("hair_b", "notch"), ("hair_b.1", "take:hair_b.1:inside"), ("hair_b.1", "put_on"), ("coat_a", "notch"))
    _do(room, ("coat_a.1", "collar.inside"), ("coat_a.1", "put_on:coat_a.1:"))


def half_worn(room: Room) -> None:
    """One arm in its sleeve."""
    _do(room, ("coat_a", "notch"), ("coat_a.1", "collar.inside"))
    room.click("coat_a.1", "put_on:coat_a.1:")
    room.until(lambda: bool(room.seen.thing("coat_a.1").threaded))
    room.run(4)


def zipping(room: Room) -> None:
    """A hand at the zip."""
    _dressed(room)
    room.click("coat_a.1", "fasten")
    room.until(lambda: room.scene.closeup is not None)
    room.run(40)


def mirror(room: Room) -> None:
    """The reflection, something open at the neck."""
    _dressed(room)
    _do(room, ("coat_a.1", "fasten"))
    room.run(120)
    _do(room, ("mirror", ""))


def poster(room: Room) -> None:
    """The procedure."""
    _do(room, ("poster", ""))


def steps(room: Room) -> None:
    """The list of steps."""
    room.scene.steps_shown = True
    room.run(2)


def bench(room: Room) -> None:
    """Seated, one foot up and covered, one overshoe left."""
    room.session.world.state.operator.x = 5.0
    room.scene.camera.snap(5.0)
    _do(room, ("shoes_a", "notch"), ("shoes_a.1", "inside"), ("shoes_a.2", "inside"), ("bench", "sit"))
    closeup = room.scene.closeup
    room.click_at(closeup._foot("left").center)  # type: ignore[union-attr]
    room.settle(40)


def airlock(room: Room) -> None:
    """Both sides of the airlock, the bench between them."""
    room.session.world.state.operator.x = 5.6
    room.scene.camera.snap(5.6)
    room.run(2)


def gauge(room: Room) -> None:
    """The pressure gauge, read."""
    room.session.world.state.operator.x = 10.9
    room.scene.camera.snap(10.9)
    room.run(2)
    _do(room, ("gauge", ""))


GUIDED = {"start": start, "phone": phone, "choices": choices, "wash": wash, "cloth": cloth, "card": card, "zip": zipping, "steps": steps}
PRACTICE = {"label": label, "held": held, "dropped": dropped, "half-worn": half_worn, "mirror": mirror, "poster": poster}
GRADE_D = {"airlock": airlock, "bench": bench, "gauge": gauge}
for _mode, _group, _level in (
    ("guided", GUIDED, "gowning-first"),
    ("practice", PRACTICE, "gowning-first"),
    ("practice", GRADE_D, "gowning-grade-d"),
):
    for _name, _play in _group.items():
        room_state(f"room-{_name}", _mode, _play, _level)
