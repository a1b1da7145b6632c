"""Live garments as drawn: the drape of the cloth with the lines and colours of the kit, smooth at its edges.

Outside faces are white shading to steel, the inside is darker.  A drawing is kept as long as the nodes stay where they are.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.view import bundle
from game.view.brush import COARSE, FINE, LARGE, Brush, Place
from game.view.drape import Cloth, OnePiece, Point, spline
from game.view.theme import Colour, mix

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
SLEEVE_HALF = (0.082, 0.056)
"""Half the breadth of a sleeve at shoulder and cuff."""
LEG_HALF = (0.098, 0.066)
"""That of a trouser leg at hip and ankle."""
OPEN = 0.22
"""How round the end of a sleeve is seen: its depth to its breadth."""
LYING_LEGS = 0.45
"""Up to such a share on the floor only the legs of a suit lie there; more of it lies in a pool."""
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


def draw_coat(
    target: pygame.Surface,
    nodes: Sequence[Point],
    place: Place,
    *,
    layer: str = "all",
    arms: tuple[str, ...] = (),
    marks: Marks = Marks(),
    kind: str = "coat",
    middle: float | None = None,
) -> pygame.Rect:
    """A coat or a suit at its nodes.  layer: all | back (what hangs behind a body half in it) | front (the rest); arms: openings
    (sleeve_left, leg_right ...) that are drawn elsewhere because a limb is in them; middle: where (x, metres) hands hold it that have
    gathered it.  Returns its box, real pixels."""
    cloth = Cloth(nodes) if kind == "coat" else OnePiece(nodes, kind)
    area = _area(cloth, place)
    if not area.colliderect(target.get_rect()) or area.w < 4 or area.h < 4:
        return area
    whole = bundle.whole(cloth) if layer == "all" else ""
    if whole:
        return bundle.lain(target, cloth, place, whole, marks, middle)
    left, top = area.x - place[0], area.y - place[1]
    key = ([(round(x * STILL), round(y * STILL)) for x, y in nodes], arms, marks)
    last = layer, kind, round(place[2])
    before = _last.get(last)
    moving = before is None or before[0] != key
    fine = COARSE if moving and area.w * area.h > LARGE else FINE
    if before is None or moving or before[2] < fine:
        # Drawn about its own corner: while cloth hangs still, walking past it costs a blit.
        brush = Brush(pygame.Rect(0, 0, *area.size), (-left, -top, place[2]), fine)
        _paint(brush, cloth, layer, arms, marks)
        if len(_last) > SHEETS:
            _last.clear()
        before = _last[last] = key, brush.done(), fine
    target.blit(before[1], area)
    return area


_last: dict[tuple[str, str, int], tuple[object, pygame.Surface, float]] = {}
"""The last drawing of each layer at each scale, in the room and close: what it was made of, the sheet, how finely it was drawn."""


def _paint(brush: Brush, cloth: Cloth, layer: str, arms: tuple[str, ...], marks: Marks) -> None:
    """All parts of a layer, back to front."""
    if layer == "back":
        if not cloth.bunched():  # bunched, it hides behind its own folds
            _panel(brush, cloth)
    else:
        if cloth.heap > (LYING_LEGS if cloth.legs else 0.12):
            _pool(brush, cloth, cloth.heap)
        legs = [side for side in ("left", "right") if cloth.legs and f"leg_{side}" not in arms and not cloth.folded()]
        before = [side for side in legs if cloth.leg(side)[-1][1] > cloth.leg(side)[6][1] + 0.05]
        for side in legs:
            if side not in before:
                _tube(brush, cloth, cloth.leg(side), side, LEG_HALF)
        if cloth.bunched():
            _bundle(brush, cloth)
        else:
            _trunk(brush, cloth, opening=layer == "front")
        for side in before:  # gathered up: they lie before it
            _tube(brush, cloth, cloth.leg(side), side, LEG_HALF)
        for side in ("left", "right"):
            if f"sleeve_{side}" not in arms and not cloth.folded():
                _tube(brush, cloth, cloth.arm(side), side, SLEEVE_HALF)
        _collar(brush, cloth, inside=layer == "all")
        _marks(brush, cloth, marks)


def _area(cloth: Cloth, place: Place) -> pygame.Rect:
    """The box that everything drawn of it lies in, real pixels."""
    ox, oy, scale = place
    side = 0.68 if cloth.heap > 0.1 else 0.32
    high = max(cloth.high + 0.10, cloth.low + 0.28 if cloth.heap > 0.1 else 0.0)
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
    if cloth.legs:  # no hem: the legs go on
        return
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
    """A sleeve or a trouser leg along its line: where it turns back on itself it lies over itself; a cuff at its end."""
    lies = next((k for k, (_, y) in enumerate(middle) if k > 2 and y < cloth.low + 0.02), 0) if cloth.heap > 0.12 else 0
    flat = bool(lies) and halves is LEG_HALF and cloth.heap <= LYING_LEGS
    if lies:  # the rest is part of the heap, or a leg that lies on the floor
        middle = _lying(cloth, middle, lies, side) if flat else middle[: lies + 1]
    last = len(middle) - 1
    wide = [0.03 if k == 0 else halves[0] + (halves[1] - halves[0]) * k / last for k in range(last + 1)]
    tone = mix(LIGHT, DARK, 0.10 if side == "left" else 0.34)
    floor = round(brush.px((0.0, cloth.low - 0.012))[1])
    kept = brush.sheet.get_clip()
    brush.sheet.set_clip(pygame.Rect(0, 0, brush.sheet.get_width(), max(1, floor)))
    for start, end in _runs(middle):
        line, half = middle[start : end + 1], wide[start : end + 1]
        brush.stroke(line, half, EDGE, 1.0)
        brush.stroke(line, half, tone, 0.0)
        off = 0.6 if side == "left" else 1.0
        out = [(x, y - w * 0.5) if flat else (x + w * 0.52 * off, y) for (x, y), w in zip(line, half, strict=True)]
        brush.stroke(out, [w * 0.40 for w in half], mix(tone, DARK, 0.45))
    (ax, ay), (bx, by) = middle[-2], middle[-1]
    far = max(0.01, math.hypot(bx - ax, by - ay))
    nx, ny = -(by - ay) / far * wide[-1], (bx - ax) / far * wide[-1]
    _mouth(brush, (bx, by), (nx, ny))
    brush.line([(ax + nx, ay + ny), (ax - nx, ay - ny)], SEAM)
    if len(middle) > 6:
        brush.line(middle[2:-2], SEAM, 0.7)
    brush.sheet.set_clip(kept)


def _lying(cloth: Cloth, middle: Sequence[Point], lies: int, side: str) -> list[Point]:
    """The line of a trouser leg that reaches the floor at its node `lies` and goes on along it, outwards."""
    sign = -1.0 if side == "left" else 1.0
    x = middle[lies][0]
    far = max(0.16, 0.034 * (len(middle) - 1 - lies))
    low = cloth.low + LEG_HALF[1] * 1.1
    bend = [(x + sign * far * (k / 6) ** 1.5, low + 0.10 * max(0.0, 1 - k / 3) ** 2) for k in range(7)]
    return [*(point for point in middle[:lies] if point[1] > low + 0.12), *bend]


def _mouth(brush: Brush, at: Point, across: Point) -> None:
    """The open end of a sleeve or a leg: one looks a little into it."""
    (x, y), (nx, ny) = at, across
    ring = [
        (x + nx * math.cos(t) - ny * OPEN * math.sin(t), y + ny * math.cos(t) + nx * OPEN * math.sin(t))
        for t in (k * math.pi / 10 for k in range(20))
    ]
    brush.fill(ring, INSIDE_DARK)
    brush.line([*ring, ring[0]], EDGE)


def _runs(line: Sequence[Point]) -> list[tuple[int, int]]:
    """First and last point of each piece of a line that does not turn back on itself."""
    found, start = [], 0
    for k in range(1, len(line) - 1):
        (ax, ay), (bx, by), (cx, cy) = line[k - 1 : k + 2]
        if k > start and (bx - ax) * (cx - bx) + (by - ay) * (cy - by) < 0:
            found.append((start, k))
            start = k
    return [*found, (start, len(line) - 1)]


def _bundle(brush: Brush, cloth: Cloth) -> None:
    """A trunk that hangs bunched: soft folds one over the other, from where it is held to its lowest point."""
    spine = [spline(cloth.spine, k / 8) for k in range(9)]
    top, low = max(y for _, y in spine), min(y for _, y in spine) - 0.05
    x = spine[0][0] * 0.5 + spine[-1][0] * 0.5
    high = top - low
    for n, (share, half, shade) in enumerate(((0.92, 0.165, 0.62), (0.74, 0.20, 0.34), (0.52, 0.185, 0.14))):
        foot = top - high * share
        lobes = [(x + half * (k / 6 - 1), foot + 0.006 * math.sin(k * 0.9 + n * 1.7) + 0.03 * (k / 6 - 1) ** 2) for k in range(13)]
        hip = top - high * share * 0.45
        outline = [(x - 0.10, top - 0.02), (x - half * 0.8, hip), *lobes, (x + half * 0.8, hip), (x + 0.10, top - 0.02)]
        smooth = [spline(outline, k / 48) for k in range(49)]
        brush.fill(smooth, mix(LIGHT, DARK, shade))
        brush.line(smooth, EDGE)
        for k in range(-2, 3):
            bend = x + half * 0.34 * k
            fold = [(x + 0.045 * k, top - 0.05), (bend, (top + foot) / 2), (bend, foot + 0.03)]
            brush.line([spline(fold, t / 6) for t in range(7)], SEAM, 0.8)


def _collar(brush: Brush, cloth: Cloth, *, inside: bool) -> None:
    """The standing collar, the darker inside of its back above it, and the loop; half worn, these are behind the neck."""
    x, y = spline(cloth.spine, 0.0)
    nx, ny = cloth.across(0.08)

    def p(a: float, b: float) -> Point:
        return x + nx * a - ny * b, y + ny * a + nx * b

    w = 0.088
    if inside:
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


def _pool(brush: Brush, cloth: Cloth, share: float) -> None:
    """Cloth that has reached the floor while the rest hangs: soft folds about its foot."""
    middle = (cloth.left + cloth.right) / 2
    wide, high = 0.20 + 0.22 * share, 0.05 + 0.13 * share
    base = max(0.0, cloth.low - 0.02)
    for tone, fold in ((0.45, _POOL[0]), (0.30, _POOL[1]), (0.08, _POOL[2])):
        run = [(middle + a * wide, base + b * high) for a, b in fold]
        soft = [spline(run, k / 40) for k in range(41)]
        brush.fill(soft, mix(LIGHT, DARK, tone))
        brush.line([*soft, soft[0]], EDGE)
    for a, top in ((-0.52, 0.44), (-0.12, 0.62), (0.34, 0.52), (0.74, 0.34)):
        crease = [(middle + (a - 0.14) * wide, base + 0.06 * high), (middle + a * wide, base + top * high)]
        brush.line([spline([crease[0], (crease[0][0], crease[1][1] * 0.6 + crease[0][1] * 0.4), crease[1]], k / 6) for k in range(7)], SEAM)


_POOL = (
    ((-1.50, 0.0), (-1.52, 0.20), (-1.30, 0.38), (-0.96, 0.44), (-0.60, 0.50), (-0.50, 0.0)),
    ((0.50, 0.0), (0.60, 0.50), (0.98, 0.42), (1.32, 0.34), (1.50, 0.16), (1.48, 0.0)),
    (
        (-1.08, 0.0),
        (-1.10, 0.26),
        (-0.84, 0.48),
        (-0.52, 0.66),
        (-0.10, 0.84),
        (0.30, 0.80),
        (0.62, 0.62),
        (0.92, 0.46),
        (1.10, 0.22),
        (1.06, 0.0),
    ),
)
"""Outlines of its folds, in halves of its breadth and in its height."""


def _hem(cloth: Cloth) -> list[Point]:
    """Points along its lowest edge."""
    if not cloth.legs:
        return [cloth.body(-0.9 + k * 0.22, 0.94 + 0.02 * (k % 3)) for k in range(9)]
    found = []
    for side in ("left", "right"):
        line = cloth.leg(side)
        last = next((k for k, (_, y) in enumerate(line) if k > 2 and y < cloth.low + 0.02), len(line) - 1)  # the rest lies on the floor
        (ax, ay), (bx, by) = line[last - 2], line[last]
        far = max(0.01, math.hypot(bx - ax, by - ay))
        ux, uy = (bx - ax) / far, (by - ay) / far
        for k in range(7):
            across, up = LEG_HALF[1] * (-0.84 + 0.28 * k), 0.014 + 0.016 * (k * 2 % 3)
            found.append((bx - ux * up - uy * across, by - uy * up + ux * across))
    return found


def _marks(brush: Brush, cloth: Cloth, marks: Marks) -> None:
    """Dust of the floor at the hem (a suit's are at its ankles), a tear, a stain."""
    if marks.soiled:
        for n, point in enumerate(_hem(cloth)):
            brush.dot(point, DUST, 1.3 + 0.7 * (n % 2))
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
