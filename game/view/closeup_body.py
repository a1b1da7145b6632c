"""Close-ups of the operator's own body: feet at the bench, hand at the zip, whole figure in the mirror.

They draw the figure of the room larger.  A point of the picture is a point of the room, so the pointer leads the hand
here as it does there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pygame

from game.texts import has
from game.view import mirror_spots, parts, svg
from game.view.choices import Choice
from game.view.closeup import CloseUp, Spot, Zone
from game.view.figure import Painter
from game.view.looks import dirt
from game.view.looks.base import RoomView
from game.view.looks.garments import FILES as GARMENT_FILES
from game.view.pose import HANG, SIDES, Pose, standing
from game.view.room import RoomPicture
from game.view.screen import Screen
from game.view.theme import LEAD, THEME, Colour, mix
from game.view.widgets import Button, Column, Widget
from game.view.worn import outfit_of

SPOT = "spot:"

DIRTY_FLOOR: Colour = (205, 196, 174)
CLEAN_FLOOR: Colour = (224, 215, 195)
WALL: Colour = (238, 233, 222)


SHOES = ("overshoe", "overboot")
"""What is put on a foot at the bench."""


def own_words(of: CloseUp, choice: Choice, ending: str = "") -> str:
    """An act's words where picture and title say what it is done to: a text of the close-up's own, else the short one, else all."""
    name = "_".join(part for part in (choice.verb, choice.part, ending) if part)
    key = f"closeup.{name}"
    return of.view.t(key) if has(key, of.view.screen.lang) else choice.short or choice.label


class BodyCloseUp(CloseUp):
    """A window onto part of the body: `middle` (metres, room) lies in its centre, `wide_m` is its width."""

    brief = False
    middle_y = 0.93
    """Height that lies in the middle of the picture, metres."""
    high_m = 2.0

    def __init__(self, view: RoomView, thing: str, room: RoomPicture) -> None:
        super().__init__(view, thing)
        self.room = room

    @property
    def middle(self) -> tuple[float, float]:
        """The point of the room in the middle of the picture: the operator, at some height."""
        return self.view.seen.x, self.middle_y

    @property
    def scale(self) -> float:
        """Real pixels per metre."""
        return self.picture.h / self.high_m

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Room metres -> real pixels."""
        return self.picture.centerx + (x - self.middle[0]) * self.scale, self.picture.centery - (y - self.middle[1]) * self.scale

    def world(self, pos: tuple[int, int]) -> tuple[float, float] | None:
        if not self.picture.collidepoint(pos):
            return None
        return self.middle[0] + (pos[0] - self.picture.centerx) / self.scale, self.middle[1] - (pos[1] - self.picture.centery) / self.scale

    def painter(self) -> Painter:
        """The figure as it is dressed, at this size."""
        return Painter(self.view.surface, self.point(self.view.seen.x, 0.0), self.scale, self.view.looks, outfit_of(self.view))

    def handed(self, *, why: bool = True) -> None:
        """Left is on the left: said in the upper corners, as on the paper of the gloves; between them, that this is as in a mirror."""
        screen, area = self.view.screen, self.picture
        gap, y = screen.px(24), area.y + screen.px(24)
        for side, x, corner in (("left", area.x + gap, "midleft"), ("right", area.right - gap, "midright")):
            screen.text.draw(self.view.t(f"room.hand_{side}"), (x, y), 22, THEME.petrol, "semibold", corner)
        if why:
            words = self.view.t("room.as_mirror")
            taken = max(screen.text.measure(self.view.t(f"room.hand_{side}"), 22, "semibold")[0] for side in SIDES)
            size = screen.text.fit(words, area.w - 2 * (taken + 2 * gap), 22, "regular", least=12)
            screen.text.draw(words, (area.centerx, y), size, THEME.slate, "regular", "center")

    def held(self) -> None:
        """Stiff things in the hands, drawn at this size."""
        for side in SIDES:
            hand = self.view.seen.hand(side)
            if hand.holding and self.view.seen.thing(hand.holding).kind in GARMENT_FILES and self.view.seen.garment(hand.holding) is None:
                file, share = GARMENT_FILES[self.view.seen.thing(hand.holding).kind]
                parts.put(self.view.surface, file, self.point(hand.x, hand.y), self.scale / 500 * share)


class BenchCloseUp(BodyCloseUp):
    """Seated on the bench: feet, overshoes, and the two floors."""

    kind = "bench"
    why = "room.why_bench"
    high_m = 1.62
    middle_y = 0.71

    def stays(self) -> bool:
        return self.view.seen.stance == "sit"

    def belongs(self, choice: Choice) -> bool:
        seen = self.view.seen
        held = [seen.hand(side).holding for side in SIDES]
        return (
            choice.verb in ("lift", "place", "stand")
            or (choice.verb == "declare" and choice.thing == self.thing)
            or (choice.verb in ("put_on", "drop") and choice.thing in held)
            or (choice.verb == "take" and seen.has(choice.thing) and seen.thing(choice.thing).kind in SHOES)
            or (choice.verb == "set_right" and seen.has(choice.thing) and seen.thing(choice.thing).kind in SHOES)
            or (choice.verb == "put" and choice.part == self.thing)
        )

    def title(self) -> str:
        return self.view.t("room.kind_bench")

    def folds(self) -> tuple[Callable[[Choice], str], ...]:
        """What comes after; then what is done to the boots."""
        return (*super().folds(), lambda c: "boots" if c.verb in ("set_right", "put_on") else "")

    def relabel(self, choice: Choice) -> str:
        if choice.verb != "set_right":
            return choice.label
        feet = self.view.truth.operator.feet
        return own_words(self, choice, next((side for side in SIDES if feet[side].covered_by == choice.thing), ""))

    def paint(self) -> None:
        self._floors()
        painter = self.painter()
        pose = self.room.pose
        painter.below(pose)
        painter.trunk(pose)
        for side in SIDES:
            painter.arm(pose, side)
        self.held()
        for side in SIDES:
            if self.view.seen.hand(side).holding:
                painter.hand(pose, side)
        self.handed()
        self._sides()

    def _floors(self) -> None:
        """The bench between its two floors, and what lies there."""
        view = self.view
        bench = view.seen.thing(self.thing)
        area = self.picture
        foot = round(self.point(0, 0.14)[1])
        middle = round(self.point(bench.x, 0)[0])
        view.surface.fill(WALL, pygame.Rect(area.x, area.y, area.w, foot - area.y))
        view.surface.fill(DIRTY_FLOOR, pygame.Rect(area.x, foot, middle - area.x, area.bottom - foot))
        view.surface.fill(CLEAN_FLOOR, pygame.Rect(middle, foot, area.right - middle, area.bottom - foot))
        line = max(4, round(0.045 * self.scale))
        view.surface.fill(THEME.petrol, pygame.Rect(middle - line // 2, foot, line, area.bottom - foot))
        parts.put(view.surface, "bench", self.point(bench.x, -0.12), self.scale / 500)
        dirt.beside(view.surface, self.point, self.scale / 500, bench.x, view.truth.things[self.thing].defect)

    def _sides(self) -> None:
        """Each floor says which it is."""
        screen, area = self.view.screen, self.picture
        line = self.point(self.view.seen.thing(self.thing).x, 0)[0]
        words = [(self.view.t("room.side_dirty"), area.x - line), (self.view.t("room.side_clean"), area.right - line)]
        size = min(screen.text.fit(text, round(abs(wide) * 0.6), LEAD, "bold", least=14) for text, wide in words)
        for text, wide in words:
            at = line + wide * 0.54, area.bottom - screen.px(26)
            screen.text.draw(text, at, size, mix(THEME.slate, THEME.ink, 0.3), "bold", "center")

    def _foot(self, side: str) -> pygame.Rect:
        leg = self.room.pose.legs[side]
        x, y = self.point(self.view.seen.x + leg.ankle[0], leg.ankle[1])
        half = 0.11 * self.scale
        return pygame.Rect(round(x - half), round(y - half * 0.8), round(2 * half), round(2 * half))

    def zones(self) -> list[Zone]:
        """A foot: lift it, or cover it when it is up; a floor: put the lifted foot down there."""
        found = []
        for side in SIDES:
            lifted = self.view.seen.foot(side)[2]
            wanted = [c for c in self.found if (c.verb == "put_on" and c.part == f"foot_{side}") or (c.verb == "lift" and c.part == side)]
            if wanted and (lifted or wanted[0].verb == "lift"):
                found.append(Zone(self._foot(side), wanted[0].label, wanted[0]))
        area, top = self.picture, round(self.point(0, 0.20)[1])
        for name, x in (("dirty", area.x), ("clean", area.centerx)):
            place = next((c for c in self.found if c.verb == "place" and c.part == name), None)
            if place:
                found.append(Zone(pygame.Rect(x, top, area.w // 2, area.bottom - top), place.label, place))
        return found


class BenchLookCloseUp(BenchCloseUp):
    """Bent over the bench before one sits down: is its clean side clean?"""

    kind = "bench-look"
    brief = True
    why = "room.why_only_look"
    high_m = 1.20
    middle_y = 0.24
    AHEAD_M = 0.36
    """So far beyond the bench lies the middle of the picture."""
    WIDE_M = 1.36
    """From the bench to beyond what may lie beside it."""

    @property
    def middle(self) -> tuple[float, float]:
        return self.view.seen.thing(self.thing).x + self.AHEAD_M, self.middle_y

    @property
    def scale(self) -> float:
        return min(self.picture.h / self.high_m, self.picture.w / self.WIDE_M)

    def stays(self) -> bool:
        seen = self.view.seen
        return seen.stance != "sit" and abs(seen.thing(self.thing).x - seen.x) < 1.35

    def belongs(self, choice: Choice) -> bool:
        return choice.thing == self.thing and choice.verb in ("sit", "declare")

    def paint(self) -> None:
        self._floors()
        self._sides()


class ZipCloseUp(BodyCloseUp):
    """A hand at the zip: it goes up as the hand goes up."""

    kind = "zip"
    why = "room.zip_how"
    high_m = 1.40
    middle_y = 1.13

    def stays(self) -> bool:
        return any(self.view.seen.hand(side).anchor == "zip" for side in SIDES)

    def title(self) -> str:
        return self.view.t("room.zip_title" if self.view.seen.thing(self.thing).kind == "coat" else "room.zip_title_suit")

    def facts(self) -> list[str]:
        return [self.view.t("room.zip_how")]

    def belongs(self, choice: Choice) -> bool:
        return choice.thing == self.thing and choice.verb == "fasten"

    def paint(self) -> None:
        view = self.view
        view.surface.fill(WALL, self.picture)
        painter = self.painter()
        pose = self.room.pose
        painter.below(pose)
        painter.trunk(pose)
        for side in SIDES:
            painter.arm(pose, side)
        self.handed()


class MirrorCloseUp(BodyCloseUp):
    """The reflection, large: look for what is wrong, click it, put it right; then declare."""

    kind = "mirror"
    why = "room.nothing_to_mend"
    tones = ((0xEA, 0xF3, 0xF5), (0xC6, 0xDC, 0xE2))
    high_m = 1.98

    def stays(self) -> bool:
        seen = self.view.seen
        return seen.stance != "sit" and abs(seen.thing(self.thing).x - seen.x) < 1.35

    def facts(self) -> list[str]:
        return [self.view.t("room.mirror_how")]

    def belongs(self, choice: Choice) -> bool:
        seen = self.view.seen
        if choice.thing == self.thing:
            return choice.verb in ("declare", "turn", "face")
        return (
            seen.has(choice.thing)
            and seen.thing(choice.thing).where == "worn"
            and choice.verb in ("mend", "set_right", "fasten", "take_off")
        )

    def state_key(self, found: Sequence[Choice]) -> tuple[str, ...]:
        return (*super().state_key(found), f"{self.view.seen.x:.2f}", self.view.seen.stance)

    def _fill(self, column: Column) -> None:
        """No list of what might be wrong: that is what the eyes are for.  Only the declaration and turning round."""
        self.told(column)
        fit = next((c for c in self.found if c.verb == "declare"), None)
        if fit:
            column.add(Button(fit.id, self.view.t("room.fit"), style="primary", icon="done", height=76, size=LEAD, pill=True), gap=26)
        for choice in self.found:
            if choice.verb in ("turn", "face"):
                column.add(Button(choice.id, choice.label, height=58), gap=14)

    def _widgets(self, screen: Screen, side: pygame.Rect) -> list[Widget]:
        found = super()._widgets(screen, side)
        spots: list[Widget] = []
        for name, rect in self.spots():
            label = self.view.t("room.mirror_mend", spot=self.view.t(f"room.spot_{name}"))
            spot = Spot(f"{SPOT}{name}", label, rect)
            spot.place(rect)
            spots.append(spot)
        return [*found, *spots]

    def fired(self, name: str) -> Choice | str | None:
        if not name.startswith(SPOT):
            return super().fired(name)
        return next(iter(self._at(name.removeprefix(SPOT))), None) or "room.nothing_to_mend"

    def paint(self) -> None:
        view, area = self.view, self.picture
        pose = self._pose()
        self.painter().draw(pose)
        streak = svg.inline(
            '<path d="M30 300L170 20M60 330L240 0" fill="none" stroke="#FFFFFF" stroke-width="9" stroke-opacity="0.35"/>',
            (area.w, area.h),
            (300, 340),
        )
        view.surface.blit(streak, area)
        rim = max(6, view.screen.u(14))
        pygame.draw.rect(view.surface, (0xB4, 0xC3, 0xC9), area, rim, rim)
        self.handed(why=False)

    def _pose(self) -> Pose:
        seen = self.view.seen
        if seen.stance == "turned":
            return standing("back")
        # Empty hands hang at the sides: one looks at the outfit, and a hand before the collar would hide it.
        arms = self.room.pose.arms
        hands = {side: (arms[side].tip, arms[side].hand) if seen.hand(side).holding else (HANG[side], "rest") for side in SIDES}
        return standing("front", hands)

    def spots(self) -> list[tuple[str, pygame.Rect]]:
        """Parts of the outfit and of the body, with their places: what one can point at, whether something is wrong or not."""
        at, s = self.point, self.scale
        x = self.view.seen.x

        def box(dx: float, y: float, w: float, h: float) -> pygame.Rect:
            px, py = at(x + dx, y)
            return pygame.Rect(round(px - w * s / 2), round(py - h * s / 2), round(w * s), round(h * s))

        return [(name, box(*place)) for name, place in mirror_spots.places(self.view.level).items()]

    def _at(self, spot: str) -> list[Choice]:
        return mirror_spots.at_spot(self.view.seen, self.view.truth, self.found, spot)
