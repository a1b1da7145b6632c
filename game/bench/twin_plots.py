"""A picture of each fault of the twins, signals with and without it: `python -m game.bench.twin_plots -o DIR [NAME...]`.

Left half: twelve hours from one hour before the fault, as the control room sees them (petrol), the truth behind (amber), and the same
without the fault (grey).  Right half: to the end of the batch, nobody doing anything.  For the filling line see `filling_plots.py`.
`--starts` writes the stored mornings anew.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import pygame

from game.bench import filling_plots
from game.bench.panels import AMBER, GREY, PETROL, Curve, Panel, sheet
from game.world.twin import Bioreactor, begin, look, screen, stored
from game.world.twin.examples import EXAMPLES, at
from game.world.twin.samples import content
from game.world.twin.spec import FaultSpec

DAY, DAY_S = 6, 86_400.0
BEFORE_S, SHORT_S = 3600.0, 12 * 3600.0
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
    """Four columns: twelve hours in two, the rest of the batch in two."""
    panels = []
    for n in range(0, len(SHORT), 2):
        for tag in SHORT[n : n + 2]:
            curves = [(GREY, healthy.told[tag]), (PETROL, ill.told[tag])]
            if tag in ill.true:
                curves.insert(1, (AMBER, ill.true[tag]))
            panels.append(Panel(f"{tag} {UNITS[tag]}", LEAST_SPAN[tag], tuple(curves), "h"))
        panels += [
            Panel(f"{tag} {UNITS[tag]}", LEAST_SPAN[tag], ((GREY, healthy.late[tag]), (AMBER, ill.late[tag])), "d")
            for tag in LONG[n : n + 2]
        ]
    return sheet(name, panels)


def main(words: Sequence[str] | None = None) -> int:
    """The command.  0 when all was written."""
    names = [spec.id for spec in (*EXAMPLES, *filling_plots.EXAMPLES)]
    parser = argparse.ArgumentParser(prog="python -m game.bench.twin_plots", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", choices=[[], *names])
    parser.add_argument("-o", "--output", type=Path, default=Path("out") / "twin")
    parser.add_argument("--starts", action="store_true")
    args = parser.parse_args(words)
    if args.starts:
        stored.write_starts()
        sys.stdout.write(f"{stored.STARTS}\n")
        return 0
    wanted = args.names or names
    args.output.mkdir(parents=True, exist_ok=True)
    healthy = cache(lambda: course(None))
    pictures: list[tuple[str, Callable[[], pygame.Surface]]] = [
        *((spec.id, partial(lambda each: picture(each.id, healthy(), course(each)), spec)) for spec in EXAMPLES),
        *((spec.id, partial(filling_plots.picture, spec)) for spec in filling_plots.EXAMPLES),
    ]
    for name, draw in pictures:
        if name in wanted:
            path = args.output / f"{name}.png"
            pygame.image.save(draw(), path)
            sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
