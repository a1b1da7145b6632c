"""The shape of a coat about the line of nodes that physics moves: breadth, sleeves, heap.  Metres, y up.

Physics knows a skeleton without width that hangs like a rope; the eye sees cloth.  So every height of the skeleton is
kept (what is drawn low is low) and the breadth of a coat is laid across its line.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from game.entities.garment import SKELETONS

Point = tuple[float, float]

HALF_WIDTH = ((0.0, 0.085), (0.05, 0.150), (0.12, 0.180), (0.35, 0.185), (1.0, 0.235))
"""Half the breadth of a hanging coat along its length (0 collar, 1 hem)."""
SLEEVE_OUT = 0.175
"""How far a sleeve stands off the middle."""
HEAP_M = 0.09
"""Cloth lower than this lies on the floor."""


class Cloth:
    """A coat at one moment."""

    legs = False
    """Whether it has trouser legs."""
    sleeve_v = 0.56
    """Where on the trunk a hanging sleeve ends, 0 collar to 1 hem."""
    widths: tuple[Point, ...] = HALF_WIDTH

    def __init__(self, nodes: Sequence[Point], kind: str = "coat") -> None:
        at = dict(zip((name for name, _, _ in SKELETONS[kind].nodes), nodes, strict=True))
        self._lines(at)
        self.low = min(y for _, y in nodes)
        self.high = max(y for _, y in nodes)
        self.left = min(x for x, _ in nodes)
        self.right = max(x for x, _ in nodes)
        on_floor = [1 for _, y in nodes if y < HEAP_M]
        self.heap = len(on_floor) / len(nodes)
        """Share of the cloth that lies on the floor."""
        self._known: dict[float, tuple[Point, Point, float, float]] = {}

    def _lines(self, at: dict[str, Point]) -> None:
        """Where its seams run."""
        self.spine = [at["collar"], *(at[f"front_{k}"] for k in range(1, 9))]
        self.side = {s: [at[f"shoulder_{s}"], *(at[f"side_{s}_{k}"] for k in range(1, 5))] for s in ("left", "right")}
        self.sleeve = {s: [at[f"shoulder_{s}"], *(at[f"sleeve_{s}_{k}"] for k in range(1, 6))] for s in ("left", "right")}

    def leg(self, side: str) -> list[Point]:
        """The middle line of a trouser leg; a coat has none."""
        return []

    def across(self, v: float) -> Point:
        """The direction across the cloth there (unit, towards its right): square to its line, level where it has none."""
        a, b = spline(self.spine, v - 0.16), spline(self.spine, v + 0.16)
        dx, dy = b[0] - a[0], b[1] - a[1]
        far = math.hypot(dx, dy)
        if far < 0.06:
            return 1.0, 0.0
        nx, ny = -dy / far, dx / far
        if nx < 0:
            nx, ny = -nx, -ny
        trust = min(1.0, far / 0.25)
        nx, ny = nx * trust + (1 - trust), ny * trust
        far = math.hypot(nx, ny)
        return nx / far, ny / far

    def _row(self, v: float) -> tuple[Point, Point, float, float]:
        """Middle, direction across, and half the breadth to the left and to the right at v."""
        found = self._known.get(v)
        if found is None:
            middle, across = spline(self.spine, v), self.across(v)
            found = self._known[v] = (middle, across, self._half(middle, across, v, "left"), self._half(middle, across, v, "right"))
        return found

    def _half(self, middle: Point, across: Point, v: float, side: str) -> float:
        """That of a hanging coat, more where hands pull it apart."""
        sx, sy = spline(self.side[side], v)
        apart = (sx - middle[0]) * across[0] + (sy - middle[1]) * across[1]
        return max(interpolate(self.widths, v), min(0.32, -apart if side == "left" else apart))

    def body(self, u: float, v: float) -> Point:
        """A point of the trunk: u -1 (left edge) to 1 (right edge), v 0 (collar) to 1 (hem)."""
        (x, y), (nx, ny), left, right = self._row(v)
        w = (left if u < 0 else right) * u
        ripple = 0.006 * math.sin(u * 9.0 + v * 5.0) * v
        return x + nx * w, max(self.low - 0.012, y + ny * w + ripple - 0.03 * (1 - v) * abs(u))

    def arm(self, side: str) -> list[Point]:
        """The middle line of a sleeve: from the shoulder seam down along its nodes, standing off the trunk as cloth does."""
        sign = -1.0 if side == "left" else 1.0
        root = self.body(sign * 0.62, 0.055)
        line = []
        for k in range(9):
            t = k / 8
            x, y = spline(self.sleeve[side], t)
            (mx, my), (nx, ny), _, _ = self._row(0.06 + t * self.sleeve_v)
            apart = ((x - mx) * nx + (y - my) * ny) * sign
            push = max(0.0, SLEEVE_OUT * (0.84 + 0.36 * t) - apart) * sign
            own = min(1.0, t * 2.5)
            x, y = x + nx * push, max(self.low, y + ny * push)
            line.append((root[0] + (x - root[0]) * own, root[1] + (y - root[1]) * own))
        return line

    def bunched(self) -> bool:
        """Whether its trunk hangs pressed together."""
        return False

    def folded(self) -> bool:
        """Whether it still lies as it came out of its pack."""
        return self.high - self.low < 0.22 and self.low > HEAP_M


SUIT_WIDTH = ((0.0, 0.085), (0.07, 0.150), (0.16, 0.185), (0.6, 0.170), (0.9, 0.195), (1.0, 0.19))
BUNCHED_M = 0.42
"""A trunk of half a metre that is no taller than this is bunched."""
LEG_OUT = 0.098
"""How far the middle of a hanging trouser leg stands off the middle."""


class OnePiece(Cloth):
    """A one-piece suit: a trunk to the crotch, two legs."""

    legs = True
    sleeve_v = 0.90
    widths = SUIT_WIDTH

    def _lines(self, at: dict[str, Point]) -> None:
        self.spine = [at["collar"], *(at[f"front_{k}"] for k in range(1, 8))]
        self.side = {s: [at[f"shoulder_{s}"], at[f"hip_{s}"]] for s in ("left", "right")}
        self.sleeve = {s: [at[f"shoulder_{s}"], *(at[f"sleeve_{s}_{k}"] for k in range(1, 7))] for s in ("left", "right")}
        self._leg = {s: [at[f"hip_{s}"], *(at[f"leg_{s}_{k}"] for k in range(1, 9))] for s in ("left", "right")}

    def bunched(self) -> bool:
        ys = [y for _, y in self.spine]
        doubled = ys[-1] - min(ys) > 0.08
        return (doubled or max(ys) - min(ys) < BUNCHED_M) and min(ys) > HEAP_M

    def leg(self, side: str) -> list[Point]:
        """Along its nodes, standing off the other leg as cloth does."""
        sign = -1.0 if side == "left" else 1.0
        root = self.body(sign * 0.48, 0.97)
        (mx, _), (nx, ny), _, _ = self._row(1.0)
        line = []
        for k in range(13):
            t = k / 12
            x, y = spline(self._leg[side], t)
            push = max(0.0, LEG_OUT - (x - mx) * sign) * sign * abs(nx)
            own = min(1.0, t * 3.0)
            x, y = x + push, max(self.low, y + ny * push)
            line.append((root[0] + (x - root[0]) * own, root[1] + (y - root[1]) * own))
        return line


def spline(points: Sequence[Point], v: float) -> Point:
    """A Catmull-Rom curve through the points, v 0..1."""
    n = len(points) - 1
    t = min(max(v, 0.0), 1.0) * n
    i = min(int(t), n - 1)
    f = t - i
    p1, p2 = points[i], points[i + 1]
    p0 = points[i - 1] if i else (2 * p1[0] - p2[0], 2 * p1[1] - p2[1])
    p3 = points[i + 2] if i + 2 <= n else (2 * p2[0] - p1[0], 2 * p2[1] - p1[1])
    return _cubic(p0[0], p1[0], p2[0], p3[0], f), _cubic(p0[1], p1[1], p2[1], p3[1], f)


def _cubic(a: float, b: float, c: float, d: float, f: float) -> float:
    return b + 0.5 * f * (c - a + f * (2 * a - 5 * b + 4 * c - d + f * (3 * (b - c) + d - a)))


def interpolate(table: Sequence[tuple[float, float]], v: float) -> float:
    """Straight lines through a table."""
    for (a, ya), (b, yb) in itertools.pairwise(table):
        if v <= b:
            return ya + (yb - ya) * max(0.0, v - a) / (b - a)
    return table[-1][1]
