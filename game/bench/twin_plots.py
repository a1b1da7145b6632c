"""A picture of each fault of both twins, signals with and without it: `main.py bench twin --plots DIR`.

Left half: twelve hours from one hour before the fault, as the control room and the sample bench tell (petrol), the truth behind (amber),
and the same without the fault (grey).  Right half: to the end of the batch, nobody doing anything.  For the filling line see
`filling_plots.py`.  `python -m game.bench.twin_plots -o DIR NAME...` draws some of them; `--starts` writes the stored mornings anew.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import pygame

from game.bench import filling_plots
from game.bench.panels import AMBER, GREY, PETROL, Curve, Panel, rings, sheet
from game.world.twin import Bioreactor, Happening, begin, look, screen, stored
from game.world.twin.examples import EXAMPLES, at
from game.world.twin.samples import DEAD_LEG_L, content, drawn
from game.world.twin.spec import FaultSpec

DAY, DAY_S = 6, 86_400.0
BEFORE_S, SHORT_S = 3600.0, 12 * 3600.0
SHORT = ("do", "o2_valve", "ph", "co2", "temp", "feed", "air", "o2", "pressure", "foam", "port_do", "port_glc")
LONG = (
    "vcd", "viability", "glc_g_l", "lac_g_l", "titre_g_l", "gal_pct", "pco2", "base", "gln_mm", "amm_mm", "volume", "product",
)  # fmt: skip
SIGNALS = {
    "do": ("dissolved oxygen, % of air saturation", 60.0), "o2_valve": ("oxygen valve, %", 20.0), "ph": ("pH", 0.3),
    "co2": ("CO2 flow, L/min", 0.5), "temp": ("temperature, deg C", 1.0), "feed": ("weight of the feed, kg", 1.0),
    "air": ("air flow, L/min", 1.0), "o2": ("oxygen flow, L/min", 2.0), "pressure": ("head pressure, bar", 0.1), "foam": ("foam, cm", 10.0),
    "port_do": ("sample at the port: oxygen, %", 60.0), "port_glc": ("sample at the port: glucose, g/L", 4.0),
    "vcd": ("viable cells, 1e6/mL", 10.0), "viability": ("viability, %", 40.0), "glc_g_l": ("glucose, g/L", 4.0),
    "lac_g_l": ("lactate, g/L", 3.0), "titre_g_l": ("antibody, g/L", 2.0), "gal_pct": ("galactosylation, %", 10.0),
    "pco2": ("pCO2, mmHg", 60.0), "base": ("base given, L", 2.0), "gln_mm": ("glutamine, mM", 2.0), "amm_mm": ("ammonia, mM", 4.0),
    "volume": ("volume, L", 4.0), "product": ("antibody in the vessel, g", 100.0),
}  # fmt: skip
"""Signal -> (what it is and its unit, least height of its scale)."""
TRUE = {"do": "do", "ph": "ph", "port_do": "do", "port_glc": "glc_g_l"}
"""Signal -> what of the broth it should tell."""
LEGEND = {GREY: "without the fault", PETROL: "as screen, plant and bench tell", AMBER: "the truth"}


@dataclass(frozen=True, slots=True)
class Course:
    """Curves by tag: told by the plant, true; hours from the fault, then days of culture.  happened: in the hours."""

    told: dict[str, Curve]
    true: dict[str, Curve]
    late: dict[str, Curve]
    happened: list[Happening]


def course(fault: FaultSpec | None) -> Course:
    """Run it once."""
    found = Course({tag: [] for tag in SHORT}, {tag: [] for tag in TRUE}, {tag: [] for tag in LONG}, [])
    since = DAY * DAY_S + BEFORE_S
    twin = begin(DAY, () if fault is None else (at(fault, since),), seed=7)
    while twin.batch.t_s < since + SHORT_S:
        _note(found, twin, (twin.batch.t_s - since) / 3600.0)
        found.happened.extend(twin.run(40.0))
    while twin.batch.t_s < twin.plan.days * DAY_S:
        _note_late(found, twin)
        twin.run(3600.0, stored.LONG_STEP_S)
    _note_late(found, twin)
    return found


def _note(found: Course, twin: Bioreactor, hours: float) -> None:
    told, seen, true = screen(twin), look(twin), content(twin.plan, twin.batch)
    port = _run_off(twin)
    values = {**told.readings, "air": seen.air_l_min, "o2": seen.o2_l_min, "co2": seen.co2_l_min}
    values |= {"port_do": port["do"], "port_glc": port["glc_g_l"]}
    for tag in SHORT:
        found.told[tag].append((hours, values[tag]))
    for tag, name in TRUE.items():
        found.true[tag].append((hours, true[name]))
    if round(hours * 3600.0) % 1200 == 0:
        _note_late(found, twin)


def _run_off(twin: Bioreactor) -> dict[str, float]:
    """What the sampling port would give now to who runs it off first."""
    before, twin.batch.flushed_l = twin.batch.flushed_l, DEAD_LEG_L
    found = drawn(twin.plan, twin.batch, "sample")
    twin.batch.flushed_l = before
    return found


def _note_late(found: Course, twin: Bioreactor) -> None:
    broth = twin.batch.broth
    values = content(twin.plan, twin.batch) | {"base": twin.batch.ledger.base_l, "volume": broth.volume_l, "product": broth.mab / 1000.0}
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
            panels.append(Panel(*SIGNALS[tag], tuple(curves), "h", 0.0))
        began = DAY + BEFORE_S / DAY_S
        panels += [Panel(*SIGNALS[tag], ((GREY, healthy.late[tag]), (AMBER, ill.late[tag])), "d", began) for tag in LONG[n : n + 2]]
    return sheet(name, panels, LEGEND, rings(ill.happened, DAY * DAY_S + BEFORE_S))


def write(folder: Path, wanted: Sequence[str] = ()) -> Iterator[Path]:
    """Draw these (all when none is named) into a folder, which is made; tells each file once it is there.  Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    healthy = cache(lambda: course(None))
    pictures: list[tuple[str, Callable[[], pygame.Surface]]] = [
        *((spec.id, partial(lambda each: picture(each.id, healthy(), course(each)), spec)) for spec in EXAMPLES),
        *((spec.id, partial(filling_plots.picture, spec)) for spec in filling_plots.EXAMPLES),
    ]
    for name, draw in pictures:
        if not wanted or name in wanted:
            path = folder / f"{name}.png"
            pygame.image.save(draw(), path)
            yield path


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
    for path in write(args.output, args.names):
        sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
