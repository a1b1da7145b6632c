"""Live garments as drawn: a mesh skinned to the nodes that physics moves, with the lines and colours of the kit.

Outside faces are white shading to steel, the inside is darker.  Drawn larger and scaled down, so that edges are smooth;
the mesh may bulge and ripple, but never lower than its nodes say.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import pygame

from game.entities.garment import SKELETONS
from game.view.theme import Colour, mix

Point = tuple[float, float]

OUT_LIGHT: Colour = (255, 255, 255)
OUT_MID: Colour = (243, 248, 249)
OUT_DARK: Colour = (207, 222, 228)
INSIDE: Colour = (185, 203, 211)
INSIDE_DARK: Colour = (157, 179, 189)
EDGE: Colour = (124, 153, 166)
SEAM: Colour = (175, 196, 205)
STRIPS = 10
ROWS = 12
FINE = 2
SLEEVE_W = (0.085, 0.078, 0.070, 0.064, 0.060, 0.058)
"""Half width of a sleeve from shoulder to cuff, metres."""


class Cloth:
    """One garment at one moment: node places in metres, by name."""

    def __init__(self, kind: str, nodes: Sequence[Point]) -> None:
        names = [name for name, _, _ in SKELETONS[kind].nodes]
        self.at = dict(zip(names, nodes, strict=True))
        self.front = [self.at["collar"], *(self.at[f"front_{k}"] for k in range(1, 9))]
        self.sides = {s: [self.at[f"shoulder_{s}"], *(self.at[f"side_{s}_{k}"] for k in range(1, 5))] for s in ("left", "right")}
        self.sleeves = {s: [self.at[f"shoulder_{s}"], *(self.at[f"sleeve_{s}_{k}"] for k in range(1, 6))] for s in ("left", "right")}

    @property
    def box(self) -> tuple[float, float, float, float]:
        """x0, y0, x1, y1 of all nodes."""
        xs = [p[0] for p in self.at.values()]
        ys = [p[1] for p in self.at.values()]
        return min(xs), min(ys), max(xs), max(ys)

    def body(self, u: float, v: float) -> Point:
        """A point of the trunk: u -1 (left side) to 1 (right side), v 0 (collar) to 1 (hem)."""
        middle = spline(self.front, v)
        side = spline(self.sides["left" if u < 0 else "right"], v)
        share = abs(u)
        x, y = middle[0] + (side[0] - middle[0]) * share, middle[1] + (side[1] - middle[1]) * share
        # Cloth that hangs in a bundle keeps some bulk.
        bulk = 0.045 * (1.0 - 0.5 * v) * (1.0 - min(1.0, abs(side[0] - middle[0]) / 0.12))
        return x + math.copysign(bulk, u) * share, y


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


class Brush:
    """A sheet drawn FINE times too large, then laid on the target smoothly."""

    def __init__(self, area: pygame.Rect, to_px: Callable[[Point], Point]) -> None:
        self.area = area
        self.sheet = pygame.Surface((area.w * FINE, area.h * FINE), pygame.SRCALPHA)
        self.to_px = to_px

    def px(self, point: Point) -> Point:
        x, y = self.to_px(point)
        return (x - self.area.x) * FINE, (y - self.area.y) * FINE

    def fill(self, points: Sequence[Point], colour: Colour) -> None:
        """A filled polygon, metres."""
        pygame.draw.polygon(self.sheet, colour, [self.px(p) for p in points])

    def line(self, points: Sequence[Point], colour: Colour, width: float) -> None:
        """An open line with round ends, metres and real pixels."""
        w = max(1, round(width * FINE))
        run = [self.px(p) for p in points]
        pygame.draw.lines(self.sheet, colour, False, run, w)
        if w > 2:
            for p in run:
                pygame.draw.circle(self.sheet, colour, p, w / 2 - 0.5)

    def lay(self, target: pygame.Surface) -> None:
        """Onto the target."""
        target.blit(pygame.transform.smoothscale(self.sheet, self.area.size), self.area)


def draw_coat(target: pygame.Surface, nodes: Sequence[Point], to_px: Callable[[Point], Point], scale: float, *, layer: str = "all",
              held: bool = True, soiled: bool = False, torn: bool = False, stained: bool = False) -> pygame.Rect:
    """A coat at its nodes.  layer: all | back (the panel behind a body half in it) | front (the rest).  Returns its box."""
    cloth = Cloth("coat", nodes)
    x0, y0, x1, y1 = cloth.box
    left, top = to_px((x0 - 0.12, y1 + 0.12))
    right, bottom = to_px((x1 + 0.12, y0 - 0.04))
    area = pygame.Rect(round(left), round(top), max(4, round(right - left)), max(4, round(bottom - top))).clip(target.get_rect().inflate(40, 40))
    if area.w < 2 or area.h < 2:
        return area
    brush = Brush(area, to_px)
    pen = max(1.0, scale * 0.0052)
    if layer in ("all", "back"):
        _back(brush, cloth, pen)
    if layer in ("all", "front"):
        _front(brush, cloth, pen, opening=layer == "front")
        for side in ("left", "right"):
            _sleeve(brush, cloth, side, pen)
        _collar(brush, cloth, pen, held)
        _marks(brush, cloth, pen, soiled, torn, stained)
    brush.lay(target)
    return area


def _rows(count: int = ROWS) -> list[float]:
    return [k / count for k in range(count + 1)]


def _back(brush: Brush, cloth: Cloth, pen: float) -> None:
    """The inside of the back, seen past the fronts and over the collar."""
    left = [cloth.body(-1.0, v) for v in _rows()]
    right = [cloth.body(1.0, v) for v in reversed(_rows())]
    brush.fill(left + right, INSIDE)
    for u in (-0.45, 0.0, 0.45):
        brush.line([cloth.body(u, v) for v in (0.2, 0.45, 0.7, 0.98)], INSIDE_DARK, pen * 0.6)
    brush.line([*left, *right, left[0]], EDGE, pen)


def _front(brush: Brush, cloth: Cloth, pen: float, *, opening: bool) -> None:
    """The outer face in strips from light to steel; half worn, the fronts stand apart."""
    gap = 0.30 if opening else 0.0
    edges = [-1.0 + 2.0 * k / STRIPS for k in range(STRIPS + 1)]
    for k in range(STRIPS):
        a, b = edges[k], edges[k + 1]
        if abs(a + b) / 2 < gap:
            continue
        fold = 0.5 + 0.5 * math.sin(k * 2.4)
        shade = mix(OUT_LIGHT, OUT_DARK, min(1.0, 0.06 + 0.70 * (k / STRIPS) ** 1.6 + 0.14 * fold))
        rows = _rows()
        brush.fill([cloth.body(a, v) for v in rows] + [cloth.body(b, v) for v in reversed(rows)], shade)
    for u, v0, v1 in ((-0.78, 0.45, 0.97), (-0.42, 0.25, 0.9), (-0.62, 0.08, 0.3), (0.40, 0.3, 0.95), (0.66, 0.1, 0.34), (0.80, 0.5, 0.97)):
        if abs(u) > gap:
            brush.line([cloth.body(u, v0 + (v1 - v0) * n / 5) for n in range(6)], SEAM, pen * 0.8)
    if opening:
        for u in (-gap, gap):
            brush.line([cloth.body(u, v) for v in _rows()], EDGE, pen)
    else:
        _placket(brush, cloth, pen)
    hem = [cloth.body(u, 0.975) for u in edges if abs(u) >= gap - 0.01]
    if not opening:
        brush.line(hem, SEAM, pen * 0.6)
    outline = [cloth.body(-1.0, v) for v in _rows()]
    brush.line(outline, EDGE, pen)
    brush.line([cloth.body(1.0, v) for v in _rows()], EDGE, pen)
    brush.line([cloth.body(u, 1.0) for u in edges if u <= -gap] or outline[-2:], EDGE, pen)
    brush.line([cloth.body(u, 1.0) for u in edges if u >= gap] or outline[-2:], EDGE, pen)


def _placket(brush: Brush, cloth: Cloth, pen: float) -> None:
    rows = _rows()
    brush.fill([cloth.body(-0.06, v) for v in rows] + [cloth.body(0.06, v) for v in reversed(rows)], OUT_LIGHT)
    for u in (-0.06, 0.06):
        brush.line([cloth.body(u, v) for v in rows], SEAM, pen * 0.8)
    for k in range(6):
        x, y = brush.px(cloth.body(0.0, 0.08 + k * 0.15))
        pygame.draw.circle(brush.sheet, EDGE, (x, y), 2.1 * pen * FINE / 2 + 1)
        pygame.draw.circle(brush.sheet, (228, 236, 238), (x, y), 1.5 * pen * FINE / 2 + 0.5)


def _sleeve(brush: Brush, cloth: Cloth, side: str, pen: float) -> None:
    """A tapering tube along its nodes, with a cuff."""
    line = cloth.sleeves[side]
    count = 10
    middle = [spline(line, k / count) for k in range(count + 1)]
    left, right = [], []
    for k, (x, y) in enumerate(middle):
        ax, ay = middle[max(0, k - 1)]
        bx, by = middle[min(count, k + 1)]
        far = math.hypot(bx - ax, by - ay) or 1.0
        nx, ny = -(by - ay) / far, (bx - ax) / far
        w = SLEEVE_W[min(5, k * 5 // count)]
        left.append((x + nx * w, y + ny * w))
        right.append((x - nx * w, y - ny * w))
    tone = mix(OUT_LIGHT, OUT_DARK, 0.12 if side == "left" else 0.42)
    brush.fill(left + right[::-1], tone)
    brush.fill([*middle, *right[::-1]], mix(tone, OUT_DARK, 0.45))
    brush.line([left[1], *left[2:], right[-1], *right[::-1][1:-1]], EDGE, pen)
    brush.line([left[-2], right[-2]], SEAM, pen)
    brush.line(middle[2:-2], SEAM, pen * 0.7)


def _collar(brush: Brush, cloth: Cloth, pen: float, held: bool) -> None:
    """The standing collar with the darker inside of its back, the loop for the hook in it."""
    x, y = cloth.at["collar"]
    lx, ly = cloth.at["shoulder_left"]
    rx, ry = cloth.at["shoulder_right"]
    far = math.hypot(rx - lx, ry - ly)
    ux, uy = ((rx - lx) / far, (ry - ly) / far) if far > 0.05 else (1.0, 0.0)
    if ux < 0:
        ux, uy = -ux, -uy

    def p(a: float, b: float) -> Point:
        return x + ux * a - uy * b, y + uy * a + ux * b

    w = 0.075
    brush.fill([p(-w, -0.03), p(-w * 0.95, 0.02), p(-w * 0.5, 0.045), p(w * 0.5, 0.045), p(w * 0.95, 0.02), p(w, -0.03)], INSIDE)
    brush.line([p(-w, -0.03), p(-w * 0.95, 0.02), p(-w * 0.5, 0.045), p(w * 0.5, 0.045), p(w * 0.95, 0.02), p(w, -0.03)], EDGE, pen)
    band = [p(-w, 0.004), p(-w * 0.5, -0.032), p(0, -0.042), p(w * 0.5, -0.032), p(w, 0.004), p(w * 1.12, -0.045), p(w * 0.5, -0.082),
            p(0, -0.09), p(-w * 0.5, -0.082), p(-w * 1.12, -0.045)]
    brush.fill(band, OUT_MID)
    brush.line([*band, band[0]], EDGE, pen)
    del held


def _marks(brush: Brush, cloth: Cloth, pen: float, soiled: bool, torn: bool, stained: bool) -> None:
    """What can be seen on the cloth: dust of the floor at the hem, a tear, a stain."""
    if soiled:
        for k in range(7):
            x, y = brush.px(cloth.body(-0.8 + k * 0.27, 0.93 + 0.02 * (k % 3)))
            pygame.draw.circle(brush.sheet, (168, 156, 132), (x, y), pen * FINE * (0.9 + 0.5 * (k % 2)))
    if stained:
        x, y = brush.px(cloth.body(-0.55, 0.38))
        r = pen * FINE * 5
        pygame.draw.ellipse(brush.sheet, (206, 184, 146), (x - r, y - r * 0.7, 2 * r, 1.4 * r))
        pygame.draw.ellipse(brush.sheet, (178, 150, 104), (x - r * 0.5, y - r * 0.4, r, 0.8 * r))
    if torn:
        a, b, c = cloth.body(0.50, 0.40), cloth.body(0.62, 0.47), cloth.body(0.52, 0.55)
        brush.fill([a, b, c, cloth.body(0.47, 0.48)], (61, 85, 96))
        brush.line([a, b, c, cloth.body(0.47, 0.48), a], EDGE, pen * 0.9)
