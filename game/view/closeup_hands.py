"""Close-ups of sterile dressing: gloves from their opened pack, the hood's skirt round the collar, the suit being put on.

They offer the choices of the room, at the part of the picture each is about; a worn garment is drawn by the figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pygame

from game.entities.kinds import KINDS, NECK
from game.texts import has
from game.view import gown, parts, svg
from game.view.choices import Choice
from game.view.closeup import MORE, Spot, Zone
from game.view.closeup_body import CLEAN_FLOOR, WALL, BodyCloseUp, own_words
from game.view.looks.base import RoomView
from game.view.looks.garments import marks
from game.view.pose import SIDES, Pose, at_neck, standing
from game.view.room import RoomPicture
from game.view.screen import Screen
from game.view.theme import THEME
from game.view.widgets import Widget

SPOT = "spot:"
INNER: svg.Swaps = (("#C4E2EC", "#E6F4F8"), ("#A9D2E1", "#D9EEF4"), ("#6DA6BE", "#98C6D6"), ("#3F7A94", "#6FA3B6"), ("#5C93AA", "#7FB0C4"))
"""Colours of a glove that goes on the bare hand: paler than the one over it."""
EMPTY: svg.Swaps = (("#E8B893", "#4F7F93"),)
"""What a hole shows while no hand is in the glove: its other side."""
WRAPPER = (
    '<path d="M52 6H368L412 26C408 90 408 180 413 236L368 254H52L7 236C12 180 12 90 8 26Z" fill="#EEF4F6" stroke="#7FA3B0" '
    'stroke-width="2.5" stroke-linejoin="round"/><path d="M52 6H368V254H52Z" fill="#FCFDFD"/>'
    '<path d="M52 6V254M368 6V254" fill="none" stroke="#C3D5DC" stroke-width="2.5"/>'
    '<path d="M46 8V252M374 8V252" fill="none" stroke="#FFFFFF" stroke-width="4"/>'
    '<path d="M210 8V252" fill="none" stroke="#D9E5E9" stroke-width="2.5"/>'
    '<path d="M214 8V252" fill="none" stroke="#F1F6F7" stroke-width="5"/>'
    '<path d="M8 26L30 34L24 17ZM412 26L390 34L396 17Z" fill="#C6D8DF" stroke="#7FA3B0" stroke-width="2" stroke-linejoin="round"/>'
)
"""An opened paper wrapper with its folds."""
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

    def relabel(self, choice: Choice) -> str:
        return own_words(self, choice)

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

    def relabel(self, choice: Choice) -> str:
        side = SIDES[self.gloves.index(choice.thing)]
        key = f"closeup.{choice.part}_{side}"
        return self.view.t(key) if choice.verb == "set_right" and has(key, self.view.screen.lang) else choice.label

    def folds(self) -> tuple[Callable[[Choice], str], ...]:
        """What the picture is not about; then each glove behind its own line."""
        return (*super().folds(), lambda c: f"glove_{SIDES[self.gloves.index(c.thing)]}")

    # --- places ----------------------------------------------------------------------------------------------------------

    def _size(self) -> float:
        """Pixels per unit of a glove's drawing: a hand is never smaller than 350 px at 1080p."""
        return min(self.picture.h * 0.44 / 210, self.picture.w * 0.46 / 250)

    def _at(self, side: str) -> tuple[float, float]:
        """Cuff of the glove that lies in the pack."""
        sign = -1 if side == "left" else 1
        return self.picture.centerx + sign * 80 * self._size(), self.picture.y + self.picture.h * 0.41

    def _wrist(self, side: str) -> tuple[float, float]:
        """High enough for the end of the sleeve to be seen, and what lies between it and the glove."""
        sign = -1 if side == "left" else 1
        return self.picture.centerx + sign * self.picture.w * 0.37, self.picture.bottom - self.picture.h * 0.295

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
        self._wrapper()
        for glove, side in zip(self.gloves, SIDES, strict=True):
            thing = self.view.seen.thing(glove)
            if thing.where != "worn" and not thing.where.startswith("hand:"):
                self._glove(glove, side, self._at(side))
        for side in SIDES:
            self._hand(side)
        for glove, side in zip(self.gloves, SIDES, strict=True):
            if self.view.seen.thing(glove).where.startswith("hand:"):
                self._glove(glove, side, self._held(side))

    def _wrapper(self) -> None:
        """The paper they were folded in, laid open: two panels with a letter for each hand, the flaps of the wrapper beside them."""
        surface, screen, k = self.view.surface, self.view.screen, self._size()
        drawn = svg.inline(WRAPPER, (round(420 * k), round(260 * k)), (420, 260))
        place = drawn.get_rect(midtop=(self.picture.centerx, self.picture.y + round(self.picture.h * 0.015)))
        surface.blit(drawn, place)
        for side in SIDES:
            at = place.centerx + (-146 if side == "left" else 146) * k, place.y + 30 * k
            screen.text.draw(self.view.t(f"closeup.letter_{side}"), at, 26 * k / screen.s, THEME.petrol, "bold", "center")

    def _glove(self, glove: str, side: str, at: tuple[float, float]) -> None:
        k = self._size()
        first = side not in self.painter().outfit.gloves
        parts.put(self.view.surface, "glove-folded", at, k, flip=side == "left", swaps=INNER if first else ())
        seen = marks(self.view, glove)
        if seen.torn:
            parts.put(self.view.surface, "glove-tear", (at[0] + (-6 if side == "left" else 6) * k, at[1] - 66 * k), k * 0.84, swaps=EMPTY)
        if seen.stained or seen.soiled:
            parts.put(self.view.surface, "mark-stain", (at[0] - 10 * k, at[1] - 74 * k), k * 0.6)

    def _hand(self, side: str) -> None:
        """A forearm from below with its hand up; its sleeve, its glove and the glove's cuff as they are."""
        painter = self.painter()
        k = self._size()
        wrist = self._wrist(side)
        outfit = painter.outfit
        white = outfit.coat or outfit.suit or side in outfit.sleeves
        cloth = "coverall" if white else "site-suit"
        swaps = () if white or outfit.base == "site" else gown.sleeve_dyes(gown.TOPS[outfit.base], side)
        broad = k * (1.5 if white else 1.8)  # no wrist wider than its sleeve
        elbow = wrist[0], wrist[1] + 123 * broad
        sleeve = gown.forearm(painter, side, cloth)
        end = wrist if sleeve.endswith("open") else (wrist[0], wrist[1] + 10 * k)
        over = gown.over_sleeve(painter, side)
        for hand in (False, True) if over else (True, False):
            if hand:
                parts.put(self.view.surface, gown.hand_name(painter, "open", side), wrist, k * 0.9, flip=side == "left")
            else:
                parts.limb(self.view.surface, sleeve, elbow, end, broad, 123, swaps=swaps)
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
        return self.view.t("closeup.hood")

    def folds(self) -> tuple[Callable[[Choice], str], ...]:
        """What is not one of the quarters."""
        return (lambda c: "" if c.verb == "set_right" else MORE,)

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
            return pygame.Rect(round(px - 0.06 * s), round(py - 0.06 * s), round(0.12 * s), round(0.12 * s))

        where = {"tuck_front": (0.0, 1.38), "tuck_left": (-0.13, 1.38), "tuck_right": (0.13, 1.38), "tuck_back": (0.0, 1.53)}
        return [(part, f"room.part_{part}", box(*at)) for part, at in where.items()]

    def choice_of(self, spot: str) -> Choice | None:
        return next((c for c in self.found if c.verb == "set_right" and c.part == spot), None)

    def paint(self) -> None:
        self.view.surface.fill(WALL, self.picture)
        self.figure(at_neck(self.room.pose))
        self.handed(why=self.view.seen.stance != "turned")  # who is seen from behind is not seen as in a mirror


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
        self.handed()
