"""From metres along the line to pixels: three distances (the whole line, a station, a place in it), panning and coming closer.

x grows to the right, y up from the floor the machines stand on.
"""

from __future__ import annotations

import pygame

from game.view.screen import Screen

UNITS_PER_M = 200.0
"""The kit's units; at 1920 x 1080 and the far distance one unit is one pixel."""
FLOOR_UNITS = 880.0
"""Row of the machines' feet at the far distance."""
ROOM_M = 9.6
"""Width of the room the kit draws."""
TOP_M = 4.4
ZOOMS = (1.0, 3.0, 5.0)
"""Far, near, close."""
FAR, NEAR, CLOSE = 0, 1, 2
LOWEST_M = (-1.0, -0.34, -0.22)
"""Lowest point in view at each distance."""
GLIDE_PER_S = 5.0


class LineCamera:
    """`x`, `y`: the middle of the view, metres.  `level`: FAR, NEAR or CLOSE."""

    def __init__(self, screen: Screen, x0_m: float = 0.0, x1_m: float = ROOM_M) -> None:
        self.screen = screen
        self.x0, self.x1 = x0_m, x1_m
        self.level = FAR
        self.x = self.aim_x = (x0_m + x1_m) / 2
        self.y = self.aim_y = 0.0
        self.snap()

    # --- measures --------------------------------------------------------------------------------------------------------

    def scale_at(self, level: int) -> float:
        """Real pixels per metre at a distance."""
        whole = min(1.0, ROOM_M / (self.x1 - self.x0)) if level == FAR else 1.0
        return UNITS_PER_M * self.screen.unit * ZOOMS[level] * whole

    @property
    def scale(self) -> float:
        """Real pixels per metre."""
        return self.scale_at(self.level)

    @property
    def half(self) -> tuple[float, float]:
        """Half the width and height of the view, metres."""
        return self.screen.width / self.scale / 2, self.screen.height / self.scale / 2

    @property
    def origin(self) -> tuple[int, int]:
        """Where (0, 0) of the line lies on the screen, real pixels; whole ones, so that tiles meet."""
        return (
            round(self.screen.width / 2 - self.x * self.scale),
            round(self.screen.height / 2 + self.y * self.scale),
        )

    def point(self, x: float, y: float) -> tuple[int, int]:
        """Metres -> real pixels."""
        ox, oy = self.origin
        return round(ox + x * self.scale), round(oy - y * self.scale)

    def world(self, px: float, py: float) -> tuple[float, float]:
        """Real pixels -> metres."""
        ox, oy = self.origin
        return (px - ox) / self.scale, (oy - py) / self.scale

    def rect(self, x0: float, y0: float, x1: float, y1: float) -> pygame.Rect:
        """A box given by its corners in metres (any two)."""
        left, top = self.point(min(x0, x1), max(y0, y1))
        right, bottom = self.point(max(x0, x1), min(y0, y1))
        return pygame.Rect(left, top, max(1, right - left), max(1, bottom - top))

    @property
    def view(self) -> tuple[float, float, float, float]:
        """What is in view: left, bottom, right, top, metres."""
        wide, high = self.half
        return self.x - wide, self.y - high, self.x + wide, self.y + high

    # --- moving ----------------------------------------------------------------------------------------------------------

    def _held(self, x: float, y: float) -> tuple[float, float]:
        """The middle nearest to x, y that shows nothing beyond the room."""
        wide, high = self.half
        whole = 2 * wide >= self.x1 - self.x0
        x = (self.x0 + self.x1) / 2 if whole else min(self.x1 - wide, max(self.x0 + wide, x))
        if self.level == FAR:
            return x, high - (1080.0 - FLOOR_UNITS) * self.screen.unit / self.scale
        lowest = LOWEST_M[self.level] + high
        return x, min(TOP_M - high, max(lowest, y))

    def go(self, x: float | None = None, y: float | None = None) -> None:
        """Glide there."""
        self.aim_x, self.aim_y = self._held(self.aim_x if x is None else x, self.aim_y if y is None else y)

    def snap(self, x: float | None = None, y: float | None = None) -> None:
        """Be there at once."""
        self.go(x, y)
        self.x, self.y = self.aim_x, self.aim_y

    def come(self, level: int, x: float | None = None, y: float | None = None, keep: tuple[int, int] | None = None) -> None:
        """Change the distance.  keep: the point of the screen whose place stays under it."""
        level = min(CLOSE, max(FAR, level))
        if keep is not None:
            wx, wy = self.world(*keep)
            self.level = level
            x = wx - (keep[0] - self.screen.width / 2) / self.scale
            y = wy + (keep[1] - self.screen.height / 2) / self.scale
        self.level = level
        self.snap(x, y)

    def show(self, x: float, y: float, margin: float = 0.30) -> None:
        """Glide just so far that a place is well inside the view; margin: share of half the view."""
        wide, high = self.half
        mx, my = wide * (1 - margin), high * (1 - margin)
        self.go(min(x + mx, max(x - mx, self.aim_x)), min(y + my, max(y - my, self.aim_y)))

    def follow(self, dt: float) -> bool:
        """Glide on; True while moving."""
        self.go()
        dx, dy = self.aim_x - self.x, self.aim_y - self.y
        if abs(dx) + abs(dy) < 0.003:
            self.x, self.y = self.aim_x, self.aim_y
            return False
        share = min(1.0, GLIDE_PER_S * dt)
        self.x, self.y = self.x + dx * share, self.y + dy * share
        return True
