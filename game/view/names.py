"""What a thing is called on the screen: its look's name, and its number where several like it lie side by side."""

from __future__ import annotations

from game.session.affordances import NUMBERED
from game.view.looks import look_of
from game.view.looks.base import RoomView
from game.world.seen import ThingSeen


def called(view: RoomView, thing: ThingSeen) -> str:
    """The name, with the number that the lists and the coach use."""
    name = look_of(thing.kind).name(view, thing)
    spec = view.spec(thing.id)
    if spec is None or spec.name or thing.family not in NUMBERED:
        return name
    like = [each.id for each in view.level.things if each.kind == spec.kind and each.slot == spec.slot]
    return view.t("room.numbered", what=name, n=like.index(thing.id) + 1) if len(like) > 1 else name
