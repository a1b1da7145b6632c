"""Live garments as drawn: the drape of the cloth with the lines and colours of the kit, smooth at its edges.

Outside faces are white shading to steel, the inside is darker.  A drawing is kept as long as the nodes stay where they are.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.view.drape import Cloth, OnePiece, Point, spline
from game.view.theme import Colour, mix

Place = tuple[float, float, float]
"""Where metres are on the target: x and y of their origin in real pixels, and real pixels per metre."""

LIGHT: Colour = (255, 255, 255)
PALE: Colour = (243, 248, 249)
DARK: Colour = (207, 222, 228)
INSIDE: Colour = (185, 203, 211)
INSIDE_DARK: Colour = (157, 179, 189)
EDGE: Colour = (124, 153, 166)
SEAM: Colour = (175, 196, 205)
DUST: Colour = (150, 136, 110)
STRIPS = 8
ROWS = 12
FINE = 2
"""The sheet is drawn so many times too large, then scaled down: smooth edges."""
SLEEVE_HALF = (0.082, 0.056)
"""Half the breadth of a sleeve at shoulder and cuff."""
LEG_HALF = (0.098, 0.066)
"""That of a trouser leg at hip and ankle."""
STILL = 2500
"""Nodes are told apart to 0.4 mm: cloth that moves less is not drawn anew."""


SHEETS = 12
"""So many drawings are kept."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What can be seen on the cloth."""

    soiled: bool = False
    torn: bool = False
    stained: bool = False


class Brush:
    """A sheet drawn FINE times too large, then laid on the target smoothly."""

    def __init__(self, area: pygame.Rect, place: Place) -> None:
        ox, oy, scale = place
        self.area = area
        self.x0, self.y0, self.scale = (ox - area.x) * FINE, (oy - area.y) * FINE, scale * FINE
        self.pen = max(1.0, scale * 0.0048)
        self.sheet = pygame.Surface((area.w * FINE, area.h * FINE), pygame.SRCALPHA)
        self.sheet.fill((*SEAM, 0))

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
        w = max(1, round(width * self.pen * FINE))
        run = self.run(points)
        pygame.draw.lines(self.sheet, colour, False, run, w)
        if w > 2:
            for p in run:
                pygame.draw.circle(self.sheet, colour, p, w / 2 - 0.6)

    def dot(self, point: Point, colour: Colour, radius: float) -> None:
        """A disc, `radius` in pens."""
        pygame.draw.circle(self.sheet, colour, self.px(point), max(1.0, radius * self.pen * FINE))

    def done(self) -> pygame.Surface:
        """The sheet at its true size."""
        return pygame.transform.smoothscale(self.sheet, self.area.size)


def draw_coat(
    target: pygame.Surface,
    nodes: Sequence[Point],
    place: Place,
    *,
    layer: str = "all",
    arms: tuple[str, ...] = (),
    marks: Marks = Marks(),
    kind: str = "coat",
) -> pygame.Rect:
    """A coat or a suit at its nodes.  layer: all | back (what hangs behind a body half in it) | front (the rest); arms: openings
    (sleeve_left, leg_right ...) that are drawn elsewhere because a limb is in them.  Returns its box, real pixels."""
    cloth = Cloth(nodes) if kind == "coat" else OnePiece(nodes, kind)
    area = _area(cloth, place)
    if not area.colliderect(target.get_rect()) or area.w < 4 or area.h < 4:
        return area
    left, top = area.x - place[0], area.y - place[1]
    key = ([(round(x * STILL), round(y * STILL)) for x, y in nodes], arms, marks)
    last = layer, kind, round(place[2])
    if _last.get(last, (None, None))[0] != key:
        # Drawn about its own corner: while cloth hangs still, walking past it costs a blit.
        brush = Brush(pygame.Rect(0, 0, *area.size), (-left, -top, place[2]))
        _paint(brush, cloth, layer, arms, marks)
        if len(_last) > SHEETS:
            _last.clear()
        _last[last] = key, brush.done()
    sheet = _last[last][1]
    if sheet is not None:
        target.blit(sheet, area)
    return area


_last: dict[tuple[str, str, int], tuple[object, pygame.Surface | None]] = {}
"""The last drawing of each layer at each scale, in the room and close: what it was made of, and the sheet."""


def _paint(brush: Brush, cloth: Cloth, layer: str, arms: tuple[str, ...], marks: Marks) -> None:
    """All parts of a layer, back to front."""
    if layer == "back":
        _panel(brush, cloth)
    elif cloth.heap > 0.9:
        _heap(brush, cloth, 1.0, marks)
    else:
        if cloth.heap > 0.12:
            _heap(brush, cloth, cloth.heap, Marks())
        legs = [side for side in ("left", "right") if cloth.legs and f"leg_{side}" not in arms and not cloth.folded()]
        before = [side for side in legs if cloth.leg(side)[-1][1] > cloth.leg(side)[6][1]]
        for side in legs:
            if side not in before:
                _tube(brush, cloth, cloth.leg(side), side, LEG_HALF)
        _trunk(brush, cloth, opening=layer == "front")
        for side in before:  # gathered up: they lie before it
            _tube(brush, cloth, cloth.leg(side), side, LEG_HALF)
        for side in ("left", "right"):
            if f"sleeve_{side}" not in arms and not cloth.folded():
                _tube(brush, cloth, cloth.arm(side), side, SLEEVE_HALF)
        _collar(brush, cloth)
        _marks(brush, cloth, marks)


def _area(cloth: Cloth, place: Place) -> pygame.Rect:
    """The box that everything drawn of it lies in, real pixels."""
    ox, oy, scale = place
    side = 0.42 if cloth.heap > 0.1 else 0.32
    high = max(cloth.high + 0.10, cloth.low + 0.20 if cloth.heap > 0.1 else 0.0)
    left, right = ox + (cloth.left - side) * scale, ox + (cloth.right + side) * scale
    top, bottom = oy - high * scale, oy - (cloth.low - 0.05) * scale
    return pygame.Rect(round(left), round(top), round(right - left), round(bottom - top))


def _rows(count: int = ROWS) -> list[float]:
    return [k / count for k in range(count + 1)]


def _panel(brush: Brush, cloth: Cloth) -> None:
    """The inside of the back, seen beside and below the body that stands before it."""
    left = [cloth.body(-1.0, v) for v in _rows()]
    right = [cloth.body(1.0, v) for v in _rows()]
    brush.fill(left + right[::-1], INSIDE)
    for u in (-0.5, 0.0, 0.5):
        brush.line([cloth.body(u, v) for v in (0.3, 0.5, 0.7, 0.97)], INSIDE_DARK, 0.8)
    brush.line([*left, *right[::-1], left[0]], EDGE)


def _trunk(brush: Brush, cloth: Cloth, *, opening: bool) -> None:
    """The outer face, row by row so that lower folds lie over upper ones; half worn, the fronts stand apart."""
    gap = 0.36 if opening else 0.0
    us = [-1.0 + 2.0 * k / STRIPS for k in range(STRIPS + 1)]
    rows = _rows()
    grid = [[cloth.body(u, v) for u in us] for v in rows]
    for r in range(ROWS):
        for k in range(STRIPS):
            if abs(us[k] + us[k + 1]) / 2 < gap:
                continue
            quad = [grid[r][k], grid[r][k + 1], grid[r + 1][k + 1], grid[r + 1][k]]
            brush.fill(quad, _shade(k, r, quad))
        for u in (-1.0, -gap, gap, 1.0) if opening else (-1.0, 1.0):
            brush.line([cloth.body(u, rows[r]), cloth.body(u, rows[r + 1])], EDGE)
    for u, v0, v1 in _FOLDS:
        if abs(u) > gap:
            brush.line([cloth.body(u + 0.05 * math.sin(n), v0 + (v1 - v0) * n / 5) for n in range(6)], SEAM, 0.85)
    if not opening:
        _placket(brush, cloth)
    for part in (us[: STRIPS // 2 + 1], us[STRIPS // 2 :]):
        brush.line([cloth.body(u, 0.975) for u in part if abs(u) >= gap - 0.17], SEAM, 0.6)
        brush.line([cloth.body(u, 1.0) for u in part if abs(u) >= gap - 0.17], EDGE)


_FOLDS = (
    (-0.80, 0.42, 0.95),
    (-0.48, 0.20, 0.72),
    (-0.64, 0.60, 0.96),
    (-0.30, 0.5, 0.9),
    (0.34, 0.26, 0.9),
    (0.62, 0.16, 0.5),
    (0.74, 0.5, 0.96),
)


def _shade(strip: int, row: int, quad: Sequence[Point]) -> Colour:
    """Light from the upper left; rows pressed together are darker."""
    tall = abs(quad[0][1] - quad[3][1])
    pressed = max(0.0, 1.0 - tall / 0.05)
    fold = 0.5 + 0.5 * math.sin(strip * 2.4 + row * 0.2)
    return mix(LIGHT, DARK, min(1.0, 0.05 + 0.78 * (strip / STRIPS) ** 1.7 + 0.12 * fold + 0.35 * pressed))


def _placket(brush: Brush, cloth: Cloth) -> None:
    rows = _rows()
    a, b = [cloth.body(-0.075, v) for v in rows], [cloth.body(0.075, v) for v in rows]
    brush.fill(a + b[::-1], LIGHT)
    brush.line(a, SEAM, 0.8)
    brush.line(b, SEAM, 0.8)
    if cloth.legs:
        brush.line([cloth.body(0.0, v) for v in rows], EDGE, 0.9)
        return
    for k in range(6):
        brush.dot(cloth.body(0.0, 0.12 + k * 0.145), EDGE, 1.9)
        brush.dot(cloth.body(0.0, 0.12 + k * 0.145), (228, 236, 238), 1.3)


def _tube(brush: Brush, cloth: Cloth, middle: Sequence[Point], side: str, halves: tuple[float, float]) -> None:
    """A sleeve or a trouser leg: a tapering tube along its line, with a cuff."""
    last = len(middle) - 1
    left, right = [], []
    for k, (x, y) in enumerate(middle):
        ax, ay = middle[max(0, k - 1)]
        bx, by = middle[min(last, k + 1)]
        far = math.hypot(bx - ax, by - ay)
        nx, ny = (-(by - ay) / far, (bx - ax) / far) if far > 0.01 else (1.0, 0.0)
        w = 0.03 if k == 0 else halves[0] + (halves[1] - halves[0]) * k / last
        floor = cloth.low - 0.01
        left.append((x + nx * w, max(floor, y + ny * w)))
        right.append((x - nx * w, max(floor, y - ny * w)))
    tone = mix(LIGHT, DARK, 0.10 if side == "left" else 0.34)
    brush.fill(left + right[::-1], tone)
    shaded = left if left[last // 2][0] > right[last // 2][0] else right
    brush.fill([*middle, *shaded[::-1]], mix(tone, DARK, 0.5))
    outer, inner = (left, right) if (left[1][0] - right[1][0]) * (1 if side == "right" else -1) > 0 else (right, left)
    brush.line([*outer, *inner[:2:-1]], EDGE)
    brush.line([left[-2], right[-2]], SEAM)
    brush.line(middle[2:-2], SEAM, 0.7)


def _collar(brush: Brush, cloth: Cloth) -> None:
    """The standing collar, the darker inside of its back above it, and the loop."""
    x, y = spline(cloth.spine, 0.0)
    nx, ny = cloth.across(0.08)

    def p(a: float, b: float) -> Point:
        return x + nx * a - ny * b, y + ny * a + nx * b

    w = 0.088
    back = [p(-w, -0.02), p(-w * 0.92, 0.028), p(-w * 0.5, 0.052), p(0, 0.058), p(w * 0.5, 0.052), p(w * 0.92, 0.028), p(w, -0.02)]
    brush.fill(back, INSIDE)
    brush.line(back, EDGE)
    brush.fill([p(-0.012, 0.046), p(0.012, 0.046), p(0.012, 0.018), p(-0.012, 0.018)], LIGHT)
    band = [
        p(-w, 0.012),
        p(-w * 0.5, -0.026),
        p(0, -0.036),
        p(w * 0.5, -0.026),
        p(w, 0.012),
        p(w * 1.22, -0.045),
        p(w * 0.6, -0.083),
        p(0, -0.094),
        p(-w * 0.6, -0.083),
        p(-w * 1.22, -0.045),
    ]
    brush.fill(band, PALE)
    brush.line([*band, band[0]], EDGE)


def _heap(brush: Brush, cloth: Cloth, share: float, marks: Marks) -> None:
    """Cloth in a heap on the floor: mounds, folds, an open collar, a sleeve that came to lie aside."""
    middle = (cloth.left + cloth.right) / 2
    wide, high = 0.16 + 0.20 * share, 0.05 + 0.10 * share
    base = max(0.0, cloth.low - 0.02)

    def p(a: float, b: float) -> Point:
        return middle + a * wide, base + b * high

    sleeve = [p(0.72, 0.02), p(0.80, 0.42), p(1.14, 0.40), p(1.46, 0.16), p(1.52, 0.0)]
    brush.fill(sleeve, mix(LIGHT, DARK, 0.4))
    brush.line([*sleeve, sleeve[0]], EDGE)
    brush.line([p(1.36, 0.22), p(1.42, 0.02)], SEAM)
    mound = [
        p(-1.12, 0.0),
        p(-1.16, 0.24),
        p(-0.98, 0.44),
        p(-0.80, 0.46),
        p(-0.62, 0.78),
        p(-0.36, 0.92),
        p(-0.10, 0.80),
        p(0.08, 1.06),
        p(0.36, 1.0),
        p(0.52, 0.66),
        p(0.74, 0.62),
        p(0.94, 0.36),
        p(1.04, 0.0),
    ]
    brush.fill(mound, mix(LIGHT, DARK, 0.10))
    brush.fill(
        [p(0.14, 0.0), p(0.30, 0.5), p(0.36, 1.0), p(0.52, 0.66), p(0.74, 0.62), p(0.94, 0.36), p(1.04, 0.0)], mix(LIGHT, DARK, 0.75)
    )
    brush.fill([p(-0.55, 0.0), p(-0.42, 0.34), p(-0.12, 0.52), p(0.10, 0.36), p(0.14, 0.0)], mix(LIGHT, DARK, 0.45))
    for fold in (
        ((-0.9, 0.06), (-0.78, 0.3), (-0.62, 0.52)),
        ((-0.5, 0.05), (-0.36, 0.4), (-0.1, 0.56), (0.12, 0.3)),
        ((0.3, 0.1), (0.42, 0.42), (0.44, 0.7)),
        ((0.66, 0.06), (0.72, 0.3), (0.7, 0.5)),
    ):
        brush.line([p(*f) for f in fold], SEAM, 1.0)
    brush.line([*mound, mound[0]], EDGE)
    ring = [p(-0.70, 0.60), p(-0.54, 0.74), p(-0.34, 0.76), p(-0.22, 0.64), p(-0.36, 0.54), p(-0.56, 0.52)]
    brush.fill(ring, INSIDE)
    brush.line([*ring, ring[0]], EDGE)
    if marks.soiled:
        for k in range(6):
            brush.dot(p(-0.95 + k * 0.34, 0.10 + 0.06 * (k % 2)), DUST, 1.0 + 0.4 * (k % 2))


def _marks(brush: Brush, cloth: Cloth, marks: Marks) -> None:
    """Dust of the floor at the hem, a tear, a stain."""
    if marks.soiled:
        for k in range(9):
            brush.dot(cloth.body(-0.9 + k * 0.22, 0.92 + 0.02 * (k % 3)), DUST, 0.9 + 0.5 * (k % 2))
    if marks.stained:
        for (u, v), r, tone in (
            ((-0.52, 0.40), 5.0, (214, 194, 158)),
            ((-0.50, 0.405), 3.2, (186, 158, 112)),
            ((-0.38, 0.43), 2.0, (206, 184, 146)),
        ):
            brush.dot(cloth.body(u, v), tone, r)
    if marks.torn:
        hole = [cloth.body(0.46, 0.36), cloth.body(0.56, 0.42), cloth.body(0.50, 0.52), cloth.body(0.42, 0.45)]
        brush.fill(hole, (61, 85, 96))
        brush.line([*hole, hole[0]], EDGE)
        for a, b in ((0, (0.40, 0.33)), (1, (0.63, 0.41)), (2, (0.52, 0.56)), (3, (0.36, 0.46))):
            brush.line([hole[a], cloth.body(*b)], EDGE, 0.8)
