"""Close-ups of sterile dressing: gloves from their opened pack, the hood's skirt round the collar, the suit being put on.

They offer the choices of the room, at the part of the picture each is about; a worn garment is drawn by the figure.
"""

from __future__ import annotations

from collections.abc import Iterator

import pygame

from game.entities.kinds import KINDS, NECK
from game.view import gown, parts
from game.view.choices import Choice
from game.view.closeup import Spot, Zone
from game.view.closeup_body import CLEAN_FLOOR, WALL, BodyCloseUp
from game.view.looks.base import RoomView
from game.view.looks.garments import marks
from game.view.pose import SIDES, Pose, standing
from game.view.room import RoomPicture
from game.view.screen import Screen
from game.view.widgets import Widget

SPOT = "spot:"
Places = list[tuple[str, str, pygame.Rect]]
"""(id, text key, place) of the parts one can point at."""


class PartCloseUp(BodyCloseUp):
    """A close-up whose picture has parts: a click or Enter on one starts the choice it stands for."""

    def spots(self) -> Places:
        """The parts, with their names and places."""
        return []

    def choice_of(self, spot: str) -> Choice | None:
        """What a part stands for."""
        return None

    def _widgets(self, screen: Screen, side: pygame.Rect) -> list[Widget]:
        found = super()._widgets(screen, side)
        for name, key, rect in self.spots():
            spot = Spot(f"{SPOT}{name}", self.view.t(key), rect)
            spot.place(rect)
            found.append(spot)
        return found

    def fired(self, name: str) -> Choice | str | None:
        if name.startswith(SPOT):
            return self.choice_of(name.removeprefix(SPOT)) or "room.nothing_to_mend"
        return super().fired(name)

    def zones(self) -> list[Zone]:
        found = [(rect, self.choice_of(name)) for name, _, rect in self.spots()]
        return [Zone(rect, choice.label, choice) for rect, choice in found if choice]

    def figure(self, pose: Pose) -> None:
        """The operator, whole, at this size."""
        painter = self.painter()
        painter.below(pose)
        painter.trunk(pose)
        for side in SIDES:
            painter.arm(pose, side)


class GloveCloseUp(PartCloseUp):
    """An opened pack of gloves: cuffs folded back, their inside darker; and the hands, as they are."""

    kind = "gloves"
    high_m = 0.62

    def __init__(self, view: RoomView, thing: str, room: RoomPicture) -> None:
        super().__init__(view, thing, room)
        self.gloves = (f"{thing}.1", f"{thing}.2")

    def title(self) -> str:
        return self.view.t("room.gloves_title")

    def facts(self) -> list[str]:
        return [self.view.t("room.gloves_how")]

    def stays(self) -> bool:
        seen = self.view.seen
        if not all(seen.has(g) for g in self.gloves) or abs(seen.thing(self.thing).x - seen.x) > 1.5:
            return False
        slot = seen.thing(self.gloves[0]).slot
        on = all(seen.thing(g).where == "worn" for g in self.gloves)
        return not on or any(thing in self.gloves for thing, _ in seen.unsettled(slot))

    def belongs(self, choice: Choice) -> bool:
        return choice.thing in self.gloves and not choice.far and choice.verb != "look"

    def world(self, pos: tuple[int, int]) -> tuple[float, float] | None:
        return None

    # --- places ----------------------------------------------------------------------------------------------------------

    def _size(self) -> float:
        """Pixels per unit of a glove's drawing: a hand is never smaller than 350 px at 1080p."""
        return self.picture.h * 0.46 / 210

    def _at(self, side: str) -> tuple[float, float]:
        """Cuff of the glove that lies in the pack."""
        sign = -1 if side == "left" else 1
        return self.picture.centerx + sign * self.picture.w * 0.15, self.picture.y + self.picture.h * 0.42

    def _wrist(self, side: str) -> tuple[float, float]:
        sign = -1 if side == "left" else 1
        return self.picture.centerx + sign * self.picture.w * 0.31, self.picture.bottom - self.picture.h * 0.04

    def spots(self) -> Places:
        found: Places = []
        k = self._size()
        for glove, side in zip(self.gloves, SIDES, strict=True):
            thing = self.view.seen.thing(glove)
            if thing.where == "worn":
                x, y = self._wrist(side)
                found.append(
                    (
                        f"unfold.{glove}",
                        f"room.part_hand_{side}",
                        pygame.Rect(round(x - 70 * k), round(y - 60 * k), round(140 * k), round(120 * k)),
                    )
                )
                continue
            x, y = self._held(side) if thing.where.startswith("hand:") else self._at(side)
            for part, down, high in (("fingers", -160, 84), ("fold", -56, 34), ("cuff", -18, 44)):
                rect = pygame.Rect(round(x - 58 * k), round(y + down * k), round(116 * k), round(high * k))
                found.append((f"{part}.{glove}", f"room.part_{part}", rect))
        return found

    def _held(self, side: str) -> tuple[float, float]:
        """Cuff of a glove in a hand: over the hand that is to go in."""
        x, y = self._wrist(side)
        return x, y - 150 * self._size()

    def choice_of(self, spot: str) -> Choice | None:
        part, _, glove = spot.partition(".")
        mine = [c for c in self.found if c.thing == glove]
        if part == "unfold":
            return next((c for c in mine if c.verb == "set_right"), None)
        if self.view.seen.thing(glove).where.startswith("hand:"):
            put = next((c for c in mine if c.verb == "put_on"), None)
            if put:
                return put
        return next((c for c in mine if c.verb == "take" and c.part == part), None)

    # --- drawing ---------------------------------------------------------------------------------------------------------

    def paint(self) -> None:
        area, k = self.picture, self._size()
        sheet = pygame.Rect(0, 0, round(area.w * 0.74), round(area.h * 0.50))
        sheet.midtop = area.centerx, area.y + round(area.h * 0.03)
        pygame.draw.rect(self.view.surface, (250, 252, 252), sheet, border_radius=round(8 * k))
        pygame.draw.rect(self.view.surface, (158, 184, 194), sheet, max(2, round(2 * k)), border_radius=round(8 * k))
        for x in (sheet.x + sheet.w // 3, sheet.x + 2 * sheet.w // 3):
            pygame.draw.line(self.view.surface, (210, 224, 230), (x, sheet.y + 6), (x, sheet.bottom - 6), max(1, round(2 * k)))
        for glove, side in zip(self.gloves, SIDES, strict=True):
            thing = self.view.seen.thing(glove)
            if thing.where != "worn" and not thing.where.startswith("hand:"):
                self._glove(glove, side, self._at(side))
        for side in SIDES:
            self._hand(side)
        for glove, side in zip(self.gloves, SIDES, strict=True):
            if self.view.seen.thing(glove).where.startswith("hand:"):
                self._glove(glove, side, self._held(side))

    def _glove(self, glove: str, side: str, at: tuple[float, float]) -> None:
        k = self._size()
        parts.put(self.view.surface, "glove-folded", at, k, flip=side == "left")
        seen = marks(self.view, glove)
        if seen.torn:
            parts.put(self.view.surface, "glove-tear", (at[0] + 12 * k, at[1] - 96 * k), k * 0.7)
        if seen.stained or seen.soiled:
            parts.put(self.view.surface, "mark-stain", (at[0] - 10 * k, at[1] - 74 * k), k * 0.6)

    def _hand(self, side: str) -> None:
        """A forearm from below with its hand up; its sleeve, its glove and the glove's cuff as they are."""
        painter = self.painter()
        k = self._size()
        wrist = self._wrist(side)
        elbow = wrist[0], wrist[1] + 123 * k * 1.5
        outfit = painter.outfit
        parts.put(self.view.surface, gown.hand_name(painter, "open", side), wrist, k * 0.9, flip=side == "left")
        white = outfit.coat or outfit.suit or side in outfit.sleeves
        cloth = "coverall" if white else "site-suit"
        swaps = () if white or outfit.base == "site" else gown.sleeve_dyes(gown.TOPS[outfit.base], side)
        parts.limb(self.view.surface, f"limb-fore-{cloth}", elbow, (wrist[0], wrist[1] + 10 * k), k * 1.5, 123, swaps=swaps)
        painter.k = k * 1.5
        gown.cuff(painter, side, elbow, wrist)
        painter.k = k * 1.7
        gown.tear(painter, side, wrist, (wrist[0], wrist[1] - 150 * k))


class HoodCloseUp(PartCloseUp):
    """Head and neck: the skirt goes into the collar in four quarters, the back one with one's back to the mirror."""

    kind = "hood"
    high_m = 0.66
    middle_y = 1.48

    def title(self) -> str:
        return self.view.t("room.hood_title")

    def facts(self) -> list[str]:
        return [self.view.t("room.hood_how")]

    def stays(self) -> bool:
        seen = self.view.seen
        return seen.thing(self.thing).where == "worn" and any(
            part.startswith("tuck_") for _, part in seen.unsettled(seen.thing(self.thing).slot)
        )

    def belongs(self, choice: Choice) -> bool:
        seen = self.view.seen
        fastening = choice.thing == seen.torso and choice.verb in ("fasten", "unfasten")
        return fastening or (choice.thing == self.thing and choice.verb in ("set_right", "hasty"))

    def spots(self) -> Places:
        x, s = self.view.seen.x, self.scale

        def box(dx: float, y: float) -> pygame.Rect:
            px, py = self.point(x + dx, y)
            return pygame.Rect(round(px - 0.05 * s), round(py - 0.045 * s), round(0.10 * s), round(0.09 * s))

        where = {"tuck_front": (0.0, 1.40), "tuck_left": (-0.125, 1.42), "tuck_right": (0.125, 1.42), "tuck_back": (0.0, 1.53)}
        return [(part, f"room.part_{part}", box(*at)) for part, at in where.items()]

    def choice_of(self, spot: str) -> Choice | None:
        return next((c for c in self.found if c.verb == "set_right" and c.part == spot), None)

    def paint(self) -> None:
        self.view.surface.fill(WALL, self.picture)
        self.figure(self.room.pose)


class SuitCloseUp(PartCloseUp):
    """The whole figure half in its suit: legs, waist, sleeves, zip, flap."""

    kind = "suit"
    high_m = 1.98

    def title(self) -> str:
        return self.view.t("room.suit_title")

    def facts(self) -> list[str]:
        return [self.view.t("room.suit_how")]

    def stays(self) -> bool:
        seen = self.view.seen
        thing = seen.thing(self.thing)
        return bool(thing.threaded) and thing.where not in ("worn", "floor")

    def belongs(self, choice: Choice) -> bool:
        return choice.thing == self.thing and choice.verb in ("put_on", "gather", "let_go", "drop") and not choice.far

    def _openings(self) -> Iterator[tuple[str, float, float]]:
        for side, sign in (("left", -1.0), ("right", 1.0)):
            yield f"leg_{side}", sign * 0.12, 0.45
            yield f"sleeve_{side}", sign * 0.24, NECK[1] - 0.14

    def spots(self) -> Places:
        s, seen = self.scale, self.view.seen
        found: Places = []
        for opening, dx, y in self._openings():
            if opening in KINDS[seen.thing(self.thing).kind].openings:
                px, py = self.point(seen.x + dx, y)
                rect = pygame.Rect(round(px - 0.08 * s), round(py - 0.12 * s), round(0.16 * s), round(0.24 * s))
                found.append((opening, f"room.part_{opening}", rect))
        return found

    def choice_of(self, spot: str) -> Choice | None:
        return next((c for c in self.found if c.verb == "put_on" and c.part == spot), None)

    def paint(self) -> None:
        view, area = self.view, self.picture
        foot = round(self.point(0, 0.10)[1])
        view.surface.fill(WALL, pygame.Rect(area.x, area.y, area.w, foot - area.y))
        view.surface.fill(CLEAN_FLOOR, pygame.Rect(area.x, foot, area.w, area.bottom - foot))
        self.room.figure_in(self.painter(), self.room.pose or standing(), (*self.point(0.0, 0.0), self.scale))
