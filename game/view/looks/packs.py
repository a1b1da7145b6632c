"""Packs: closed on their shelf or in a hand, opened where they lie."""

from __future__ import annotations

import pygame

from game.view.looks.base import Look, RoomView, at_least
from game.world.seen import ThingSeen

FILES = {
    "pack_hair_cover": "pack-hair-cap",
    "pack_beard_cover": "pack-beard-cover",
    "pack_overshoes": "pack-overshoes",
    "pack_coat": "pack-coat",
    "pack_suit": "pack-coverall",
    "pack_gloves": "pack-gloves",
    "pack_hood": "pack-hood",
    "pack_mask": "pack-mask",
    "pack_goggles": "pack-goggles",
    "pack_coverall": "pack-coverall",
    "pack_overboots": "pack-boots",
}
INDICATOR = "#5A3B2E"
"""The bar that the steriliser turns brown ..."""
PALE = "#F2C9CF"
"""... and what it is before."""
SHARE = 0.57
"""A pack is 0.25 to 0.30 m wide; the kit draws it half a metre wide."""


def resting_place(view: RoomView, thing: ThingSeen) -> tuple[float, float]:
    """Where the foot of a small thing stands on the screen: on what it lies on, on the floor, or in a hand."""
    if thing.where == "floor":
        return view.camera.point(thing.x, 0.0)
    return view.camera.point(thing.x, thing.y)


class PackLook(Look):
    """Sealed packs with their notch on the right."""

    depth = 1

    def _file(self, thing: ThingSeen) -> str:
        return "pack-open" if thing.open else FILES[thing.kind]

    def _share(self, thing: ThingSeen) -> float:
        return SHARE * (1.1 if thing.open else 0.94 if thing.kind == "pack_coat" else 1.0)

    def draw(self, view: RoomView, thing: ThingSeen) -> None:
        if _gone(view, thing):
            return
        view.put(self._file(thing), self._at(view, thing), self._share(thing))
        if "torn" in thing.known:
            at = self._at(view, thing)
            view.put("pack-fault-hole", (at[0] - 14 * view.screen.unit, at[1] - 20 * view.screen.unit), 0.5)

    def _at(self, view: RoomView, thing: ThingSeen) -> tuple[float, float]:
        x, y = resting_place(view, thing)
        return (x, y + 0.05 * view.camera.scale) if thing.where.startswith("hand:") else (x, y)

    def box(self, view: RoomView, thing: ThingSeen) -> pygame.Rect | None:
        if _gone(view, thing):
            return None
        return at_least(view.box(self._file(thing), self._at(view, thing), self._share(thing)))


def _gone(view: RoomView, thing: ThingSeen) -> bool:
    """What lies in a bin is not seen."""
    return view.seen.has(thing.where) and view.seen.thing(thing.where).family in ("bin", "container")
