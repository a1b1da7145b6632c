"""A zone of the filling machine from near: vials, what lies, forceps, bin, and the arms that come in by the gloves.

It opens by itself when a hand goes into a glove, or when one looks through the window.  Its metres are those of the room.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pygame

from game.entities import filler
from game.view import svg
from game.view.deviation.filling_faults import SEAL, SEAL_DX, SEAL_SPAN, shade
from game.view.deviation.filling_machine import VIAL_FOOT, VIAL_UNITS_PER_M, look_of, name_of
from game.view.deviation.view import DeviationView, RoomCamera
from game.view.theme import Colour
from game.world.deviation.seen import Piece
from game.world.twin.filling.seen import Body, Sight

KIT = "process/filling/"
MM = 1000.0
"""Units of the near drawings to the metre."""
SHEET = (920, 460)
SHEET_LEFT, SHEET_TOP = -0.46, 1.30
"""Of a zone's sheet: from its middle, above the floor."""
WIDE_M, HIGH_M = 0.80, 0.42
LOW_M = 0.845
FOOT_PX = 84
"""Kept free below for a line of guidance."""
PORT_UNITS = 400.0
PORT = (40, 40)
LEAST_OUT_M = 0.09
"""A hand that has just come in is seen this far below the port."""
HAND_K, TOOL_K = 0.00060, 0.00062
"""Metres to a unit of the hands and of the forceps."""
REACH_TIP, PINCH_TIP, WRIST = (88, 206), (80, 204), (80, 8)
TOOL_TIP, TOOL_GRIP = (20, 196), (20, 84)
TOOL_LONG_M = 0.114
HELD = {"broken": (40, 96), "fallen": (120, 40), "stopper": (13, 4), "fragment": (40, 20)}
"""Point of what is held by which it is held."""
SIZES = {"broken": (0.022, 0.026), "fallen": (0.034, 0.022), "stopper": (0.03, 0.03), "fragment": (0.020, 0.018)}
"""Half the width and height of what lies, metres."""
STEP_DEG = 3
LEAST_PX = 44
SLEEVE: tuple[Colour, Colour, Colour, Colour] = ((0x9C, 0xCA, 0xDA), (0xB7, 0xDA, 0xE6), (0x6F, 0xA9, 0xC0), (0x35, 0x71, 0x8A))
FRAME: Colour = (0xC3, 0xCF, 0xD3)
FRAME_EDGE: Colour = (0x7C, 0x92, 0x9B)
BELT_MM_PER_TICK = 8
NEEDLE_DOWN_M = 0.022


@dataclass(frozen=True, slots=True)
class Arm:
    """A hand in a glove.  tool: it holds the forceps; carries: what it has taken with them or with its fingers."""

    side: str
    x: float
    y: float
    tool: bool = False
    carries: Piece | None = None


class NearView:
    """One zone.  `rect` says where its parts are on the screen, `metres` what the pointer points at."""

    def __init__(self, view: DeviationView, x: float, zone: str) -> None:
        self.view, self.x, self.zone = view, x, zone
        self.middle = x + filler.MIDDLES[zone]
        self._still: tuple[tuple[object, ...], pygame.Surface] | None = None
        self.lay()

    # --- places ------------------------------------------------------------------------------------------------------------

    def lay(self) -> None:
        """Where it is in the window and how large."""
        screen = self.view.screen
        self.area = self.view.camera.area
        foot = screen.px(FOOT_PX)
        self.scale = min(self.area.w / WIDE_M, (self.area.h - foot) / HIGH_M)
        self.floor = self.area.bottom - foot + LOW_M * self.scale

    @property
    def camera(self) -> RoomCamera:
        """The same as a camera: what is laid over the room then lies right over the zone too."""
        camera = RoomCamera(self.middle - WIDE_M, self.middle + WIDE_M)
        camera.area, camera.scale = self.area, self.scale
        camera.x = camera.aim = self.middle
        camera.floor_m = (self.area.bottom - self.floor) / self.scale
        return camera

    def point(self, x: float, y: float) -> tuple[int, int]:
        """Metres of the room -> pixels."""
        return round(self.area.centerx + (x - self.middle) * self.scale), round(self.floor - y * self.scale)

    def metres(self, pos: tuple[int, int]) -> tuple[float, float]:
        """Pixels -> metres of the room, as far as a hand gets here."""
        x = (pos[0] - self.area.centerx) / self.scale
        y = (self.floor - pos[1]) / self.scale
        low, high = filler.REACH_Y
        return self.middle + min(filler.REACH_X, max(-filler.REACH_X, x)), min(high, max(low, y))

    def rect(self, part: str, pieces: Sequence[Piece]) -> pygame.Rect | None:
        """Where a part of this zone is, at least 44 px, None when it is not to be seen here.  part: as the world names it, or a piece."""
        box = self._box(part, pieces)
        return None if box is None else box.inflate(max(0, LEAST_PX - box.w), max(0, LEAST_PX - box.h))

    def _box(self, part: str, pieces: Sequence[Piece]) -> pygame.Rect | None:
        piece = next((one for one in pieces if one.id == part), None)
        if piece is not None:
            return None if piece.by or piece.zone != self.zone else self._lying(piece)
        name, _, where = part.partition(".")
        if name == "glove":
            zone, _, side = where.rpartition("_")
            return self._around(*self._off(filler.port(zone, side)), 0.07, 0.06) if zone == self.zone else None
        if where != self.zone:
            return None
        match name:
            case "forceps":
                x, y = self._off(filler.forceps_at(where))
                return self._around(x, y + 0.055, 0.022, 0.065)
            case "dropped":
                return self._around(*self._off(filler.dropped_at(where)), 0.065, 0.018)
            case "inner_bin":
                x, y = self._off(filler.bin_at(where))
                return self._around(x, y - 0.035, 0.072, 0.055)
        return None

    def _lying(self, piece: Piece) -> pygame.Rect:
        dx, dy = SIZES[piece.what]
        _, _, up = look_of(piece)
        ahead = 0.014 if piece.what == "fallen" else 0.0
        return self._around(piece.x_m + ahead, filler.BELT_Y + (up or dy * 0.6), dx, dy)

    def _off(self, at: tuple[float, float]) -> tuple[float, float]:
        return self.x + at[0], at[1]

    def _around(self, x: float, y: float, dx: float, dy: float) -> pygame.Rect:
        left, top = self.point(x - dx, y + dy)
        right, bottom = self.point(x + dx, y - dy)
        return pygame.Rect(left, top, right - left, bottom - top)

    def _here(self, body: Body) -> bool:
        return abs(self.x + filler.track_at(body.x) - self.middle) < WIDE_M * 0.6

    # --- drawing -----------------------------------------------------------------------------------------------------------

    def draw(self, sight: Sight, arms: Sequence[Arm], pieces: Sequence[Piece]) -> None:
        """One frame, from the back wall to the glass."""
        surface = self.view.surface
        old = surface.get_clip()
        surface.set_clip(self.area)
        surface.blit(self._background(), self.area)
        self._belt(sight)
        self._machinery(sight, jammed=any(piece.what == "stopper" for piece in pieces))
        for body in sight.vials:
            if body.state == "up" and self._here(body):
                self._put(name_of(body).removeprefix(KIT), self.x + filler.track_at(body.x), filler.BELT_Y, VIAL_FOOT, VIAL_UNITS_PER_M)
        self._sheet("near-rail", 0, 304)
        for piece in pieces:
            if not piece.by and piece.zone == self.zone and piece.what != "stopper":
                self._lies(piece)
        self._tools(arms, sight)
        if sight.seal_out == self.zone:
            self._seal()
        for arm in arms:
            self._arm(arm)
        if not sight.mains:
            shade(surface, self.area)
        self._glass(arms)
        surface.set_clip(old)

    def _background(self) -> pygame.Surface:
        """All that never changes, composed once."""
        key = (self.area.size, self.scale, self.floor)
        if self._still is None or self._still[0] != key:
            sheet = pygame.Surface(self.area.size)
            sheet.fill((0xF6, 0xFA, 0xFB))
            k = self.scale / MM
            left, top = self.point(self.middle + SHEET_LEFT, SHEET_TOP)
            left, top = left - self.area.x, top - self.area.y
            back = svg.load(f"{KIT}near-back", k)
            wide = back.get_width()
            for shift in range(-(left // wide + 1), (self.area.w - left) // wide + 1):
                sheet.blit(back, (left + shift * wide, top))
            sheet.fill((0xAF, 0xBE, 0xC4), (0, top + back.get_height() - 1, self.area.w, self.area.h))
            sheet.blit(svg.load(f"{KIT}near-{self.zone}", k), (left, top))
            x, y = filler.forceps_at(self.zone)
            self._onto(sheet, "near-holder", x, y + TOOL_LONG_M, (30, 20))
            x, y = filler.bin_at(self.zone)
            self._onto(sheet, "near-bin-back", x, y, (75, 16))
            self._still = key, sheet
        return self._still[1]

    def _onto(self, sheet: pygame.Surface, name: str, x: float, y: float, anchor: tuple[int, int]) -> None:
        k = self.scale / MM
        px, py = self.point(self.x + x, y)
        sheet.blit(svg.load(f"{KIT}{name}", k), (px - self.area.x - round(anchor[0] * k), py - self.area.y - round(anchor[1] * k)))

    def _sheet(self, name: str, col: float, row: float) -> None:
        """A drawing at a place of the zone's sheet, millimetres."""
        at = self.point(self.middle + SHEET_LEFT + col / MM, SHEET_TOP - row / MM)
        self.view.surface.blit(svg.load(f"{KIT}{name}", self.scale / MM), at)

    def _put(self, name: str, x: float, y: float, anchor: tuple[float, float], per_m: float = MM) -> None:
        k = self.scale / per_m
        px, py = self.point(x, y)
        self.view.surface.blit(svg.load(f"{KIT}{name}", k), (px - round(anchor[0] * k), py - round(anchor[1] * k)))

    def _belt(self, sight: Sight) -> None:
        """Links of the belt: they go along while it runs."""
        shift = self.view.frame * BELT_MM_PER_TICK % 40 if sight.running else 0
        for n in range(-1, 23):
            self._sheet("near-link", n * 40 + shift, 316)

    def _machinery(self, sight: Sight, *, jammed: bool) -> None:
        if self.zone == "filling":
            down = NEEDLE_DOWN_M if sight.dosing else 0.0
            self._put("near-needles", self.x + filler.track_at(1.2), 1.048 - down, (102, 292))
        elif self.zone == "stoppering":
            x = self.x + filler.track_at(2.0)
            self._put("near-placer", x, 1.072, (30, 0))
            for n in range(5):
                if jammed:
                    self._turned("near-stopper", (x + 0.005 * (n % 2 * 2 - 1), 1.066 + 0.014 * n), (13, 10), 40 * (n % 3 - 1) + 20)
                elif sight.stoppers_come:
                    self._put("near-stopper", x, 1.082 + 0.020 * n, (13, 10))

    def _lies(self, piece: Piece) -> None:
        """What has to come out, before the rail, that it is not overlooked."""
        name, anchor, up = look_of(piece)
        if piece.what == "broken":
            self._put("spill", piece.x_m, filler.BELT_Y - 0.002, (52, 8), VIAL_UNITS_PER_M)
        self._put(name.removeprefix(KIT), piece.x_m, filler.BELT_Y + up, anchor, VIAL_UNITS_PER_M)

    def _seal(self) -> None:
        """The seal of this window hangs out of its frame, at the right."""
        x = self.x + filler.SPANS[self.zone][1] + SEAL_DX
        left, top = self.point(x - 0.03, SEAL_SPAN[1])
        right, low = self.point(x + 0.06, SEAL_SPAN[0])
        self.view.surface.blit(svg.inline(SEAL, (right - left, low - top), (36, 170)), (left, top))

    def _tools(self, arms: Sequence[Arm], sight: Sight) -> None:
        """Forceps where nobody holds them, and the bin inside."""
        x, y = self._off(filler.bin_at(self.zone))
        self._put("near-bin", x, y, (75, 16))
        if any(arm.tool for arm in arms):
            return
        if sight.tool_lies == self.zone:
            self._turned("near-forceps", self._off(filler.dropped_at(self.zone)), (20, 100), 84, TOOL_K * MM)
        if sight.tool != "dropped":
            self._put("near-forceps", *self._off(filler.forceps_at(self.zone)), TOOL_TIP, 1.0 / TOOL_K)

    # --- arms --------------------------------------------------------------------------------------------------------------

    def _arm(self, arm: Arm) -> None:
        """Sleeve from the port, hand at its end, forceps in it, and what they hold."""
        px, py = self._off(filler.port(self.zone, arm.side))
        arm = replace(arm, y=min(arm.y, py - LEAST_OUT_M))
        turn = STEP_DEG * round(max(-66.0, min(66.0, math.degrees(math.atan2(arm.x - px, py + 0.13 - arm.y)))) / STEP_DEG)
        dx, dy = math.sin(math.radians(turn)), -math.cos(math.radians(turn))
        tip = arm.x, arm.y
        if arm.tool:
            away = (TOOL_TIP[1] - TOOL_GRIP[1]) * TOOL_K
            tip = arm.x - dx * away, arm.y - dy * away
        pinch = arm.tool or arm.carries is not None
        name, point = ("hand-pinch", PINCH_TIP) if pinch else ("hand-reach", REACH_TIP)
        long = (point[1] - WRIST[1]) * HAND_K
        wrist = tip[0] - dx * long, tip[1] - dy * long
        self._sleeve((px, py), wrist, (dx, dy))
        if arm.carries is not None:
            self._carried(arm.carries, arm)
        if arm.tool:
            self._turned("near-forceps-shut" if arm.carries is not None else "near-forceps", (arm.x, arm.y), TOOL_TIP, turn, TOOL_K * MM)
        self._turned(name, tip, point, turn, HAND_K * MM, flip=arm.side == "left")

    def _carried(self, piece: Piece, arm: Arm) -> None:
        name, _, _ = look_of(piece)
        turn = 62 if piece.what == "fallen" else 0
        self._turned(name.removeprefix(KIT), (arm.x, arm.y), HELD[piece.what], turn, MM / VIAL_UNITS_PER_M)

    def _turned(
        self, name: str, at: tuple[float, float], anchor: tuple[float, float], turn: float, unit_mm: float = 1.0, *, flip: bool = False
    ) -> None:
        """A drawing turned about a point of it, which lies at a place in metres."""
        k = self.scale / MM * unit_mm
        path = f"{KIT}{name}"
        drawn = svg.load(path, k, flip=flip, turn=turn or 0.001)
        w, h = svg.size(path)
        ax = (w - anchor[0] if flip else anchor[0]) - w / 2
        ay = anchor[1] - h / 2
        cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        px, py = self.point(*at)
        middle = px - (ax * cos + ay * sin) * k, py - (ay * cos - ax * sin) * k
        self.view.surface.blit(drawn, drawn.get_rect(center=(round(middle[0]), round(middle[1]))))

    def _sleeve(self, port: tuple[float, float], wrist: tuple[float, float], way: tuple[float, float]) -> None:
        """The glove's arm: as wide as the port there, as a wrist here, with its folds."""
        plain, light, dark, edge = SLEEVE
        surface = self.view.surface
        vx, vy = wrist[0] - port[0], wrist[1] - port[1]
        long = math.hypot(vx, vy)
        ax, ay = (-vy / long, vx / long) if long > 0.02 else (-way[1], way[0])
        wide, narrow = 0.95 * filler.PORT_RADIUS, 0.019
        pygame.draw.aacircle(surface, plain, self.point(*port), round(wide * self.scale))
        rows = []
        for n in range(7):
            share = n / 6
            half = wide + (narrow - wide) * share**0.7 + (0.0025 if n in (1, 3, 5) else 0.0)
            x, y = port[0] + vx * share, port[1] + vy * share
            ux, uy = ax + (-way[1] - ax) * share, ay + (way[0] - ay) * share
            rows.append((self.point(x - ux * half, y - uy * half), self.point(x + ux * half, y + uy * half)))
        left, right = [row[0] for row in rows], [row[1] for row in rows]
        pygame.draw.polygon(surface, plain, [*left, *reversed(right)])
        for colour, a, b in ((light, 0.08, 0.34), (dark, 0.74, 1.0)) if long > 2.2 * filler.PORT_RADIUS else ():
            strip = [_between(row, a) for row in rows[2:]] + [_between(row, b) for row in reversed(rows[2:])]
            pygame.draw.polygon(surface, colour, [_between(rows[1], (a + b) / 2), *strip])
        thick = max(2, round(0.0013 * self.scale))
        for row in rows[1:-1]:
            middle = _between(row, 0.5)
            sag = middle[0], middle[1] + round(0.006 * self.scale)
            pygame.draw.aalines(surface, dark, False, [row[0], sag, row[1]])
        for side in (left, right):
            for start, end in itertools.pairwise(side):
                pygame.draw.aaline(surface, edge, start, end, thick)

    def _glass(self, arms: Sequence[Arm]) -> None:
        """Rings of the ports, gloves that hang, and the posts of the window."""
        inside = {arm.side for arm in arms}
        for side in filler.SIDES:
            x, y = self._off(filler.port(self.zone, side))
            self._put("port-rim" if side in inside else "port-glove", x, y, PORT, PORT_UNITS)
        for edge in filler.SPANS[self.zone]:
            self._put("near-post", self.x + edge, SHEET_TOP, (26, 0))
        left, right = self.point(self.middle + SHEET_LEFT, 0.0)[0], self.point(self.middle - SHEET_LEFT, 0.0)[0]
        for rim in (
            pygame.Rect(self.area.x, self.area.y, left - self.area.x, self.area.h),
            pygame.Rect(right, self.area.y, left, self.area.h),
        ):
            if rim.w > 0:
                pygame.draw.rect(self.view.surface, FRAME, rim)
                pygame.draw.rect(self.view.surface, FRAME_EDGE, rim, max(1, self.view.screen.px(3)))


def _between(row: tuple[tuple[int, int], tuple[int, int]], share: float) -> tuple[int, int]:
    (x0, y0), (x1, y1) = row
    return round(x0 + (x1 - x0) * share), round(y0 + (y1 - y0) * share)
