"""A room played by the expert up to a moment, then handed over to the person."""

from __future__ import annotations

from collections.abc import Callable

from game.session.expert import Expert
from game.world.seen import Seen
from tests.kit.room import Room

Holds = Callable[[Seen], bool]
MOST_TICKS = 30_000


def play_to(room: Room, near: Holds, here: Holds | None = None) -> None:
    """The expert plays without a picture until `near` holds, then in the scene until `here` does; then the person has the hands."""
    expert = Expert(room.session.level)
    for _ in range(MOST_TICKS):
        if near(room.seen):
            break
        room.session.step(expert.commands(room.seen))
    scene = room.scene
    scene.camera.snap(room.seen.x)
    if here is not None:
        scene.expert = expert
        room.until(lambda: here(room.seen), MOST_TICKS)
        scene.expert = None
    if scene.closeup is not None:
        scene.closeup.watching = False
    scene.hand.ask()
    room.run(2)


def worn(kind: str) -> Holds:
    """Something of that kind is worn."""
    return lambda seen: any(t.kind == kind and t.where == "worn" for t in seen.things())


def opened(pack: str) -> Holds:
    """That pack is open."""
    return lambda seen: seen.thing(pack).open


def in_hand(thing: str) -> Holds:
    """That thing is in a hand."""
    return lambda seen: seen.has(thing) and seen.thing(thing).where.startswith("hand:")


def threaded(thing: str, opening: str) -> Holds:
    """A limb is in that opening of a garment."""
    return lambda seen: seen.has(thing) and opening in seen.thing(thing).threaded
