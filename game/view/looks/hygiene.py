"""Sink, dispensers, towels, dryer."""

from __future__ import annotations

import pygame

from game.spec import ThingSpec
from game.view.looks.base import Look, RoomView, at_least
from game.world.seen import ThingSeen


class SinkLook(Look):
    """Wall-hung trough with elbow levers; water runs when the tap is open."""

    def still(self, view: RoomView, spec: ThingSpec) -> None:
        view.put("sink", view.camera.point(spec.x_m, spec.y_m))

    def draw(self, view: RoomView, thing: ThingSeen) -> None:
        if view.seen.tap:
            x, y = view.camera.point(thing.x, thing.y)
            view.put("water", (x + 56 * view.k, y - 140 * view.k))

    def box(self, view: RoomView, thing: ThingSeen) -> pygame.Rect | None:
        return view.box("sink", view.camera.point(thing.x, thing.y))


class DispenserLook(Look):
    """Soap or hand rub with an elbow lever; a drop falls when it is worked and not empty."""

    def __init__(self, file: str) -> None:
        self.file = file

    def still(self, view: RoomView, spec: ThingSpec) -> None:
        view.put(self.file, view.camera.point(spec.x_m, spec.y_m), 0.86)

    def draw(self, view: RoomView, thing: ThingSeen) -> None:
        fresh = view.lit.get(thing.id, 0.0)
        if fresh > 0:
            x, y = view.camera.point(thing.x, thing.y)
            view.put("dispenser-drop", (x, y + (104 + 70 * (1.0 - fresh)) * view.k * 0.86), 0.8)

    def box(self, view: RoomView, thing: ThingSeen) -> pygame.Rect | None:
        return at_least(view.box(self.file, view.camera.point(thing.x, thing.y), 0.86))


class TowelLook(Look):
    """A box of paper towels; when it is empty nothing hangs out of it, for all to see."""

    def draw(self, view: RoomView, thing: ThingSeen) -> None:
        view.put(towel_file(view, thing.id), view.camera.point(thing.x, thing.y), 0.86)

    def box(self, view: RoomView, thing: ThingSeen) -> pygame.Rect | None:
        return view.box("towel-box", view.camera.point(thing.x, thing.y), 0.86)


def towel_file(view: RoomView, thing_id: str) -> str:
    """The drawing of a towel box as it is filled."""
    return "towel-box-empty" if view.truth.things[thing_id].empty else "towel-box"


class DryerLook(Look):
    """A filtered hand dryer."""

    def still(self, view: RoomView, spec: ThingSpec) -> None:
        view.put("hand-dryer", view.camera.point(spec.x_m, spec.y_m), 0.76)

    def box(self, view: RoomView, thing: ThingSeen) -> pygame.Rect | None:
        return view.box("hand-dryer", view.camera.point(thing.x, thing.y), 0.76)
