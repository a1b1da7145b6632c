"""What stands in the room: shelves, locker, tray, bin, bench, mirror."""

from __future__ import annotations

import pygame

from game.spec import ThingSpec
from game.view import parts
from game.view.figure import Painter
from game.view.looks import dirt
from game.view.looks.base import Look, RoomView, plate
from game.view.theme import THEME
from game.world.seen import ThingSeen


class ShelfLook(Look):
    """A steel shelf; a strip on its edge names what lies on it."""

    def still(self, view: RoomView, spec: ThingSpec) -> None:
        at = view.camera.point(spec.x_m, spec.y_m + 0.02)
        view.put("shelf-plank", at)
        kinds = [other.kind for other in view.level.things if other.on == spec.id]
        if kinds:
            text = view.t(f"room.shelf_{kinds[0].removeprefix('pack_')}")
            plate(view, text, (at[0], at[1] + 34 * view.screen.unit), 20, THEME.white, THEME.ink)

    def box(self, view: RoomView, thing: ThingSeen) -> pygame.Rect | None:
        return view.box("shelf-plank", view.camera.point(thing.x, thing.y + 0.02))


def stands_open(view: RoomView, locker: ThingSeen) -> bool:
    """Whether the door of a locker is open: somebody is near who has something to leave on him, or at his feet."""
    left = ("hand:", "body:", "floor")
    return abs(view.seen.x - locker.x) < 0.9 and any(t.family == "personal" and t.where.startswith(left) for t in view.seen.things())


class LockerLook(Look):
    """The personal locker: its upper door stands open while there is something to leave in it."""

    def draw(self, view: RoomView, thing: ThingSeen) -> None:
        at = view.camera.wall_point(thing.x, 0.0)
        view.put("locker-open" if stands_open(view, thing) else "locker", at)

    def box(self, view: RoomView, thing: ThingSeen) -> pygame.Rect | None:
        return view.box("locker", view.camera.wall_point(thing.x, 0.0))


class TrayLook(Look):
    """A tray on a ledge."""

    def still(self, view: RoomView, spec: ThingSpec) -> None:
        view.put("ledge", view.camera.point(spec.x_m, spec.y_m - 0.05))
        view.put("tray", view.camera.point(spec.x_m, spec.y_m))

    def box(self, view: RoomView, thing: ThingSeen) -> pygame.Rect | None:
        return view.box("tray", view.camera.point(thing.x, thing.y))


class BinLook(Look):
    """A pedal bin; the lid goes up for a hand above it."""

    depth = 2

    def _file(self, view: RoomView, thing: ThingSeen) -> str:
        for hand in ("left", "right"):
            held = view.seen.hand(hand)
            if held.holding and abs(held.x - thing.x) < 0.3 and abs(view.seen.x - thing.x) < 0.7:
                return "bin-open"
        return "bin-open" if view.lit.get(thing.id, 0.0) > 0 else "bin-closed"

    def draw(self, view: RoomView, thing: ThingSeen) -> None:
        x, y = view.camera.point(thing.x, 0.04)
        view.put(self._file(view, thing), (x, y))

    def box(self, view: RoomView, thing: ThingSeen) -> pygame.Rect | None:
        return view.box("bin-closed", view.camera.point(thing.x, 0.04))


class BenchLook(Look):
    """The step-over bench, seen from its end: it bars the floor from the wall to the viewer."""

    depth = 2
    FOOT_M = -0.12

    def draw(self, view: RoomView, thing: ThingSeen) -> None:
        view.put("bench", view.camera.point(thing.x, self.FOOT_M))
        dirt.beside(view.surface, view.camera.point, view.k, thing.x, view.truth.things[thing.id].defect)

    def box(self, view: RoomView, thing: ThingSeen) -> pygame.Rect | None:
        return view.box("bench", view.camera.point(thing.x, self.FOOT_M))


class MirrorLook(Look):
    """A full height mirror; who stands before it is seen in it from behind."""

    GLASS = pygame.Rect(20, 20, 380, 1000)
    """The glass in the file's own pixels."""

    def still(self, view: RoomView, spec: ThingSpec) -> None:
        view.put("mirror", view.camera.point(spec.x_m, spec.y_m))

    def box(self, view: RoomView, thing: ThingSeen) -> pygame.Rect | None:
        return view.box("mirror", view.camera.point(thing.x, thing.y))

    def reflect(self, view: RoomView, thing: ThingSeen, painter: Painter, pose: object) -> None:
        """The back of the operator in the glass, a little smaller and paler for the distance."""
        x, y = view.camera.point(thing.x, thing.y)
        ax, ay = parts.anchor("mirror")
        glass = pygame.Rect(0, 0, round(self.GLASS.w * view.k), round(self.GLASS.h * view.k))
        glass.topleft = round(x + (self.GLASS.x - ax) * view.k), round(y + (self.GLASS.y - ay) * view.k)
        glass = glass.clip(view.surface.get_rect())
        if glass.w < 8 or glass.h < 8:
            return
        kept = view.surface.get_clip()
        view.surface.set_clip(glass)
        painter.draw(pose)  # type: ignore[arg-type]
        veil = pygame.Surface(glass.size, pygame.SRCALPHA)
        veil.fill((0xCC, 0xE2, 0xE8, 96))
        view.surface.blit(veil, glass)
        view.surface.set_clip(kept)
