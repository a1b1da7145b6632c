"""A picture of each fault of the twins, signals with and without it: `python -m game.bench.twin_plots -o DIR [NAME...]`.

Left half: twelve hours from one hour before the fault, as the control room sees them (petrol), the truth behind (amber), and the same
without the fault (grey).  Right half: to the end of the batch, nobody doing anything.  `--starts` writes the stored mornings anew.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
import pygame

from game.world.twin import Bioreactor, begin, look, screen, stored
from game.world.twin.examples import EXAMPLES, at
from game.world.twin.faults import FaultSpec
from game.world.twin.samples import content

DAY, DAY_S = 6, 86_400.0
BEFORE_S, SHORT_S = 3600.0, 12 * 3600.0
INK, PETROL, GREY, AMBER, GRID, PAPER = "#0F3540", "#0F4C5C", "#9FB0B6", "#D08A00", "#E4ECEE", "#FFFFFF"
SHORT = ("do", "o2_valve", "ph", "temp", "air", "o2", "pressure", "foam")
LONG = ("vcd", "viability", "glc_g_l", "lac_g_l", "titre_g_l", "gal_pct", "pco2", "base")
UNITS = {
    "do": "% air sat.", "o2_valve": "%", "ph": "", "temp": "C", "air": "L/min", "o2": "L/min", "pressure": "bar", "foam": "cm",
    "vcd": "1e6/mL", "viability": "%", "glc_g_l": "g/L", "lac_g_l": "g/L", "titre_g_l": "g/L", "gal_pct": "%", "pco2": "mmHg", "base": "L",
}  # fmt: skip
LEAST_SPAN = {
    "do": 60.0, "o2_valve": 100.0, "ph": 0.3, "temp": 1.0, "air": 1.0, "o2": 2.0, "pressure": 0.1, "foam": 10.0, "vcd": 10.0,
    "viability": 40.0, "glc_g_l": 4.0, "lac_g_l": 3.0, "titre_g_l": 2.0, "gal_pct": 10.0, "pco2": 60.0, "base": 2.0,
}  # fmt: skip
Curve = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Course:
    """Curves by tag: told by the plant, true; hours from the fault, then days of culture."""

    told: dict[str, Curve]
    true: dict[str, Curve]
    late: dict[str, Curve]


def course(fault: FaultSpec | None) -> Course:
    """Run it once."""
    found = Course({tag: [] for tag in SHORT}, {"do": [], "ph": []}, {tag: [] for tag in LONG})
    since = DAY * DAY_S + BEFORE_S
    twin = begin(DAY, () if fault is None else (at(fault, since),), seed=7)
    while twin.batch.t_s < since + SHORT_S:
        _note(found, twin, (twin.batch.t_s - since) / 3600.0)
        twin.run(40.0)
    while twin.batch.t_s < twin.plan.days * DAY_S:
        _note_late(found, twin)
        twin.run(3600.0, stored.LONG_STEP_S)
    _note_late(found, twin)
    return found


def _note(found: Course, twin: Bioreactor, hours: float) -> None:
    told, seen, true = screen(twin), look(twin), content(twin.plan, twin.batch)
    values = {**told.readings, "air": seen.air_l_min, "o2": seen.o2_l_min}
    for tag in SHORT:
        found.told[tag].append((hours, values[tag]))
    for tag in found.true:
        found.true[tag].append((hours, true[tag]))
    if round(hours * 3600.0) % 1200 == 0:
        _note_late(found, twin)


def _note_late(found: Course, twin: Bioreactor) -> None:
    values = content(twin.plan, twin.batch) | {"base": twin.batch.ledger.base_l}
    for tag in LONG:
        found.late[tag].append((twin.batch.t_s / DAY_S, values[tag]))


def picture(name: str, healthy: Course, ill: Course) -> pygame.Surface:
    """Four columns of four panels."""
    sheet = pygame.Surface((1840, 1080))
    sheet.fill(PAPER)
    big = pygame.font.Font(None, 40)
    sheet.blit(big.render(name, True, INK), (24, 14))
    for n, tag in enumerate(SHORT):
        box = pygame.Rect(20 + n % 2 * 450, 60 + n // 2 * 252, 430, 236)
        curves = [(GREY, healthy.told[tag]), (PETROL, ill.told[tag])]
        if tag in ill.true:
            curves.insert(1, (AMBER, ill.true[tag]))
        _panel(sheet, box, tag, curves, "h")
    for n, tag in enumerate(LONG):
        box = pygame.Rect(940 + n % 2 * 450, 60 + n // 2 * 252, 430, 236)
        _panel(sheet, box, tag, [(GREY, healthy.late[tag]), (AMBER, ill.late[tag])], "d")
    return sheet


def _panel(sheet: pygame.Surface, box: pygame.Rect, tag: str, curves: Sequence[tuple[str, Curve]], unit: str) -> None:
    font = pygame.font.Font(None, 22)
    plot = pygame.Rect(box.x + 56, box.y + 26, box.w - 66, box.h - 52)
    values = [value for _, curve in curves for _, value in curve]
    low, high = min(values), max(values)
    if high - low < LEAST_SPAN[tag]:
        middle = (low + high) / 2
        low, high = middle - LEAST_SPAN[tag] / 2, middle + LEAST_SPAN[tag] / 2
        if min(values) >= 0.0 > low:
            low, high = 0.0, LEAST_SPAN[tag]
    x0, x1 = curves[0][1][0][0], curves[0][1][-1][0]
    sheet.blit(font.render(f"{tag} {UNITS[tag]}", True, INK), (plot.x, box.y + 4))
    for k in range(5):
        y = plot.bottom - k * plot.h / 4
        pygame.draw.line(sheet, GRID, (plot.x, y), (plot.right, y))
        label = font.render(f"{low + (high - low) * k / 4:.3g}", True, INK)
        sheet.blit(label, (plot.x - label.get_width() - 6, y - 8))
        x = plot.x + k * plot.w / 4
        pygame.draw.line(sheet, GRID, (x, plot.y), (x, plot.bottom))
        sheet.blit(font.render(f"{x0 + (x1 - x0) * k / 4:.3g} {unit}", True, INK), (x - 10, plot.bottom + 6))
    for colour, curve in curves:
        points = [(plot.x + (x - x0) / (x1 - x0) * plot.w, plot.bottom - (y - low) / (high - low) * plot.h) for x, y in curve]
        pygame.draw.lines(sheet, colour, False, points, 2)


def main(words: Sequence[str] | None = None) -> int:
    """The command.  0 when all was written."""
    parser = argparse.ArgumentParser(prog="python -m game.bench.twin_plots", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", choices=[[], *(spec.id for spec in EXAMPLES)])
    parser.add_argument("-o", "--output", type=Path, default=Path("out") / "twin")
    parser.add_argument("--starts", action="store_true")
    args = parser.parse_args(words)
    if args.starts:
        stored.write_starts()
        sys.stdout.write(f"{stored.STARTS}\n")
        return 0
    pygame.font.init()
    args.output.mkdir(parents=True, exist_ok=True)
    healthy = course(None)
    for spec in EXAMPLES:
        if not args.names or spec.id in args.names:
            path = args.output / f"{spec.id}.png"
            pygame.image.save(picture(spec.id, healthy, course(spec)), path)
            sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
