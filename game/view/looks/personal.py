"""Personal things: on the body they are drawn with the figure; in a hand or in the locker they are drawn here."""

from __future__ import annotations

import math

import pygame

from game.entities.kinds import PERSONAL_SPOTS
from game.view.looks.base import Look, RoomView, at_least
from game.view.looks.furniture import stands_open
from game.world.seen import ThingSeen

SHARE = {
    "phone": 0.62,
    "watch": 0.5,
    "ring": 0.34,
    "necklace": 0.6,
    "badge": 0.6,
    "makeup": 0.4,
    "street_clothes": 0.8,
    "street_shoes": 0.6,
}
"""The kit draws small things larger than life: how much of that the room shows."""


ON_BODY_M = {"street_clothes": 0.34, "street_shoes": 0.26, "makeup": 0.12}
"""How large they are on the body, metres; the others are a hand's breadth."""


def file_of(kind: str) -> str:
    """The drawing of a personal thing."""
    return f"obj-{kind.replace('_', '-')}"


class PersonalLook(Look):
    """phone, watch, ring, necklace, badge, make-up, street clothes and shoes."""

    depth = 2

    @staticmethod
    def _shut_away(view: RoomView, thing: ThingSeen) -> bool:
        """In a locker that is shut, or in a bin."""
        if not view.seen.has(thing.where):
            return False
        holder = view.seen.thing(thing.where)
        return holder.family == "bin" or (holder.kind == "locker" and not stands_open(view, holder))

    def draw(self, view: RoomView, thing: ThingSeen) -> None:
        if thing.where.startswith("body:") or self._shut_away(view, thing):
            return
        view.put(file_of(thing.kind), self._at(view, thing), SHARE[thing.kind])

    def _at(self, view: RoomView, thing: ThingSeen) -> tuple[float, float]:
        if thing.where.startswith(("body:", "hand:")) or thing.where in ("", "floor"):
            return view.camera.point(thing.x, max(0.03, thing.y))
        holder = view.seen.thing(thing.where)
        inside = [t.id for t in view.seen.things() if t.where == thing.where]
        x = holder.x - 0.12 + 0.085 * inside.index(thing.id)
        if holder.kind == "locker":
            if thing.kind in ("street_clothes", "street_shoes"):
                return view.camera.wall_point(holder.x, 1.36 if thing.kind == "street_clothes" else 1.24)
            return view.camera.wall_point(x, 1.60)
        return view.camera.point(x, holder.y + 0.05)

    def box(self, view: RoomView, thing: ThingSeen) -> pygame.Rect | None:
        if self._shut_away(view, thing):
            return None
        if thing.where.startswith("body:"):
            dx, dy = PERSONAL_SPOTS[thing.where[5:]]
            at = view.camera.point(view.seen.x + dx, dy)
            side = math.ceil(ON_BODY_M.get(thing.kind, 0.09) * view.camera.scale)
            rect = pygame.Rect(0, 0, side, side)
            rect.center = round(at[0]), round(at[1])
            return at_least(rect)
        return at_least(view.box(file_of(thing.kind), self._at(view, thing), SHARE[thing.kind]))
