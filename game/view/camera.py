"""From metres in the room to pixels on the screen: scale, floor line, what part of the level is in view, and panning.

Everything hangs in one plane of true scale; only what runs into the depth of the room (partition walls, doors) is drawn
in perspective about the middle of the view (`deep`).
"""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from game.spec import LevelSpec
from game.view.screen import Screen

PX_PER_M = 354.0
"""At 1920 x 1080."""
FLOOR_ROW = 945.0
"""Where the operator's feet stand, at 1920 x 1080."""
WALL_RISE_M = 0.14
"""How much higher than that the foot of the wall lies."""
WALL_TOP_M = 2.20
EYE_M = 1.50
DEPTH = 0.094
"""Perspective: one unit of depth (wall to operator) enlarges by so much."""
MARGIN_M = 0.62
PAN_PER_S = 4.5
PERSON_M = (0.62, 1.80)
"""Width and height of a figure with its arms down."""
EDGE_PX = 36
"""So near to the edge of the window a pointer asks for what lies beyond."""


@dataclass(frozen=True, slots=True)
class Space:
    """Rooms between two partition walls: what one sees at once."""

    x0_m: float
    x1_m: float
    rooms: tuple[str, ...]


def spaces(level: LevelSpec) -> tuple[Space, ...]:
    """The spaces of a level, cut at its doors."""
    doors = sorted(thing.x_m for thing in level.things if thing.between)
    found: list[Space] = []
    for room in level.rooms:
        if found and not any(abs(room.x0_m - x) < 0.02 for x in doors):
            last = found.pop()
            found.append(Space(last.x0_m, room.x1_m, (*last.rooms, room.id)))
        else:
            found.append(Space(room.x0_m, room.x1_m, (room.id,)))
    return tuple(found)


class Camera:
    """Where the middle of the view is (`x`, metres), and the way to and from pixels."""

    def __init__(self, screen: Screen, level: LevelSpec) -> None:
        self.screen = screen
        self.spaces = spaces(level)
        self.x = level.trainee.x_m
        self._glance: float | None = None
        self._known: tuple[float, float, float, float, float, float] = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        self.snap(level.trainee.x_m)

    # --- measures --------------------------------------------------------------------------------------------------------

    @property
    def scale(self) -> float:
        """Real pixels per metre."""
        return PX_PER_M * self.screen.unit

    @property
    def floor(self) -> int:
        """Row of the operator's feet."""
        return round(self.screen.height - (1080.0 - FLOOR_ROW) * self.screen.unit)

    @property
    def wall_foot(self) -> int:
        """Row where the wall meets the floor."""
        return round(self.floor - WALL_RISE_M * self.scale)

    @property
    def half_m(self) -> float:
        """Half the width of the view, metres."""
        return self.screen.width / self.scale / 2

    def person(self, x: float) -> pygame.Rect:
        """What a person who stands at x takes up on the screen."""
        (left, top), (right, foot) = self.point(x - PERSON_M[0] / 2, PERSON_M[1]), self.point(x + PERSON_M[0] / 2, 0.0)
        return pygame.Rect(round(left), round(top), round(right - left), round(foot - top))

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Room metres -> real pixels."""
        ox, oy, scale = self.place
        return ox + x * scale, oy - y * scale

    @property
    def place(self) -> tuple[float, float, float]:
        """Where the metres of the room are on the screen: x and y of their origin in real pixels, real pixels per metre."""
        wide, high = self.screen.surface.get_size()
        if self._known[:3] != (wide, high, self.x):
            scale = self.scale
            self._known = (wide, high, self.x, wide / 2 - self.x * scale, float(self.floor), scale)
        return self._known[3:]

    def wall_point(self, x: float, y: float) -> tuple[float, float]:
        """The same for what stands against the wall: its foot is where the wall meets the floor."""
        px, py = self.point(x, y)
        return px, py - WALL_RISE_M * self.scale

    def world(self, px: float, py: float) -> tuple[float, float]:
        """Real pixels -> room metres."""
        return self.x + (px - self.screen.width / 2) / self.scale, (self.floor - py) / self.scale

    def deep(self, x: float, y: float, depth: float) -> tuple[float, float]:
        """A point `depth` before the wall (0 wall, 1 operator), y above the floor there, in perspective."""
        ox, oy, scale = self.place
        grow = 1.0 + DEPTH * depth
        middle = ox + self.x * scale
        eye_row = oy - (WALL_RISE_M + EYE_M) * scale
        return middle + (x - self.x) * scale * grow, eye_row + (EYE_M - y) * scale * grow

    def edge(self, at: tuple[int, int] | None) -> int:
        """-1 or 1 for a pointer at the left or right edge of the window (one wants to see what lies beyond), else 0."""
        margin = self.screen.u(EDGE_PX)
        return 0 if at is None else -1 if at[0] < margin else 1 if at[0] > self.screen.width - margin else 0

    # --- moving ----------------------------------------------------------------------------------------------------------

    def space(self, x: float) -> Space:
        """The space a place lies in."""
        for space in self.spaces:
            if x < space.x1_m:
                return space
        return self.spaces[-1]

    def aim(self, x: float) -> float:
        """Where the middle should be for an operator at x: the space whole when it fits, else x, never past its ends."""
        space = self.space(x)
        low, high = space.x0_m - MARGIN_M + self.half_m, space.x1_m + MARGIN_M - self.half_m
        return (low + high) / 2 if low >= high else min(high, max(low, x))

    def glance(self, x: float | None) -> None:
        """Look towards a place for a while (keyboard focus, pointer at the edge); None: back to the operator."""
        self._glance = x

    def snap(self, x: float) -> None:
        """Be there at once."""
        self.x = self.aim(x)

    def follow(self, x: float, dt: float) -> bool:
        """Glide towards the right place; True while moving."""
        aim = self.aim(x)
        if self._glance is not None:
            keep = self.half_m - 0.9
            aim = self.aim(min(x + keep, max(x - keep, self._glance)))
        gap = aim - self.x
        if abs(gap) < 0.002:
            self.x = aim
            return False
        self.x += gap * min(1.0, PAN_PER_S * dt)
        return True
