"""What stands in the room: shelves, locker, tray, bin, bench, mirror."""

from __future__ import annotations

import math
from functools import lru_cache

import pygame

from game.spec import ThingSpec
from game.view import parts
from game.view.drape import interpolate
from game.view.figure import Looks, Outfit, Painter
from game.view.looks import dirt
from game.view.looks.base import Look, RoomView, plate
from game.view.pose import standing
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


@lru_cache(4)
def _image(looks: Looks, outfit: Outfit, facing: str, scale: float) -> pygame.Surface:
    """A figure as a mirror gives it back, paler for the distance: drawn once for as long as nothing about it changes."""
    wide, high = round(IMAGE_M[0] * scale), round(IMAGE_M[1] * scale)
    sheet = pygame.Surface((wide, high), pygame.SRCALPHA)
    Painter(sheet, (wide / 2, high - IMAGE_FOOT_M * scale), scale, looks, outfit).draw(standing(facing))
    sheet.fill((255, 255, 255, 172), special_flags=pygame.BLEND_RGBA_MULT)
    return sheet.convert_alpha() if pygame.display.get_surface() else sheet


IMAGE_M = (0.96, 1.90)
IMAGE_FOOT_M = 0.06
"""What the image of a figure takes up, and where its feet are above its lower edge, metres of the figure."""


class MirrorLook(Look):
    """A full height mirror: it gives back the room across, and from behind who stands before it."""

    GLASS = pygame.Rect(24, 24, 372, 992)
    """The glass in the file's own pixels."""
    NEAR_M = 2.4
    """From so far on it shows who stands there."""
    ASIDE = ((0.0, 0.0), (0.75, 0.29), (1.7, 0.33), (2.4, 0.86))
    """How far from its middle he stands -> how far his image does: one sees it beside him, and before he hides the glass."""
    DEEP = 0.9
    """Size of the image."""

    def still(self, view: RoomView, spec: ThingSpec) -> None:
        view.put("mirror", view.camera.point(spec.x_m, spec.y_m))

    def box(self, view: RoomView, thing: ThingSeen) -> pygame.Rect | None:
        return view.box("mirror", view.camera.point(thing.x, thing.y))

    def reflect(self, view: RoomView, thing: ThingSeen, outfit: Outfit) -> None:
        """The image of the operator in the glass."""
        seen = view.seen
        aside = seen.x - thing.x
        if abs(aside) > self.NEAR_M or seen.stance == "sit" or outfit.sleeves or outfit.legs_in:
            return  # half in a garment one looks at that, and its image would lack it
        scale = view.camera.scale * self.DEEP
        image = _image(view.looks, outfit, "front" if seen.stance == "turned" else "back", scale)
        foot = view.camera.point(thing.x + math.copysign(interpolate(self.ASIDE, abs(aside)), aside), 0.10)
        at = round(foot[0] - image.get_width() / 2), round(foot[1] + IMAGE_FOOT_M * scale - image.get_height())
        x, y = view.camera.point(thing.x, thing.y)
        ax, ay = parts.anchor("mirror")
        glass = pygame.Rect(0, 0, round(self.GLASS.w * view.k), round(self.GLASS.h * view.k))
        glass.topleft = round(x + (self.GLASS.x - ax) * view.k), round(y + (self.GLASS.y - ay) * view.k)
        shown = image.get_rect(topleft=at).clip(glass)
        if shown.w > 0 and shown.h > 0:
            view.surface.blit(image, shown, shown.move(-at[0], -at[1]))
