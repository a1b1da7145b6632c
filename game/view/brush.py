"""A brush for cloth: polygons, lines and tubes in metres on a sheet drawn too large, then laid on the picture smoothly."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

import pygame

from game.view.drape import Point
from game.view.theme import Colour

Place = tuple[float, float, float]
"""Where metres are on the target: x and y of their origin in real pixels, and real pixels per metre."""
FINE = 2.0
"""The sheet is drawn so many times too large, then scaled down: smooth edges."""
COARSE = 1.25
LARGE = 160_000
"""A larger sheet (real pixels) is drawn COARSE while what is on it moves: nobody sees its edges then."""
VOID: Colour = (175, 196, 205)
"""The colour that edges fade into."""


class Brush:
    """A sheet drawn somewhat too large, then laid on the target smoothly."""

    def __init__(self, area: pygame.Rect, place: Place, fine: float = FINE) -> None:
        ox, oy, scale = place
        self.fine = fine
        self.area = area
        self.x0, self.y0, self.scale = (ox - area.x) * self.fine, (oy - area.y) * self.fine, scale * self.fine
        self.pen = max(1.0, scale * 0.0048)
        self.sheet = pygame.Surface((round(area.w * fine), round(area.h * fine)), pygame.SRCALPHA)
        self.sheet.fill((*VOID, 0))

    def px(self, point: Point) -> Point:
        """Metres -> pixels of the sheet."""
        return self.x0 + point[0] * self.scale, self.y0 - point[1] * self.scale

    def run(self, points: Sequence[Point]) -> list[Point]:
        """Metres -> pixels of the sheet, many at once."""
        x0, y0, k = self.x0, self.y0, self.scale
        return [(x0 + x * k, y0 - y * k) for x, y in points]

    def fill(self, points: Sequence[Point], colour: Colour) -> None:
        """A filled polygon."""
        pygame.draw.polygon(self.sheet, colour, self.run(points))

    def line(self, points: Sequence[Point], colour: Colour, width: float = 1.0) -> None:
        """An open line, `width` in pens, with round joints."""
        w = max(1, round(width * self.pen * self.fine))
        run = self.run(points)
        pygame.draw.lines(self.sheet, colour, False, run, w)
        if w > 2:
            for p in run:
                pygame.draw.circle(self.sheet, colour, p, w / 2 - 0.6)

    def stroke(self, points: Sequence[Point], halves: Sequence[float], colour: Colour, more: float = 0.0) -> None:
        """A tube along a line, round at its bends, its ends cut square with soft corners; half as wide as said at each point (metres,
        and `more` pens)."""
        run = self.run(points)
        wide = [half * self.scale + more * self.pen * self.fine for half in halves]
        for k, ((ax, ay), (bx, by)) in enumerate(itertools.pairwise(run)):
            far = math.hypot(bx - ax, by - ay)
            if k:
                pygame.draw.circle(self.sheet, colour, (ax, ay), wide[k])
            if far < 0.5:
                continue
            ux, uy = (bx - ax) / far, (by - ay) / far
            a, b = wide[k], wide[k + 1]
            quad = [(ax - uy * a, ay + ux * a), (bx - uy * b, by + ux * b), (bx + uy * b, by - ux * b), (ax + uy * a, ay - ux * a)]
            pygame.draw.polygon(self.sheet, colour, quad)
            if k + 2 == len(run):
                self._end((bx, by), (ux, uy), b, colour)
            if k == 0:
                self._end((ax, ay), (-ux, -uy), a, colour)

    def _end(self, at: Point, way: Point, half: float, colour: Colour) -> None:
        """The fold or cuff at the end of a tube: flat, its corners round."""
        (x, y), (ux, uy), r = at, way, half * 0.3
        side = half - r
        corners = [(x - uy * side, y + ux * side), (x + uy * side, y - ux * side)]
        for corner in corners:
            pygame.draw.circle(self.sheet, colour, corner, r)
        pygame.draw.polygon(self.sheet, colour, [*corners, *((cx + ux * r, cy + uy * r) for cx, cy in corners[::-1])])

    def dot(self, point: Point, colour: Colour, radius: float) -> None:
        """A disc, `radius` in pens."""
        pygame.draw.circle(self.sheet, colour, self.px(point), max(1.0, radius * self.pen * self.fine))

    def done(self) -> pygame.Surface:
        """The sheet at its true size."""
        return pygame.transform.smoothscale(self.sheet, self.area.size)
