"""Each fault of the filling line, signals with it (petrol) and without it (grey), for half an hour from five minutes before it.

Nobody does anything: what stops, stops; what is silent goes on.  `soiled` is the truth: units that met what they should not have (amber).
"""

from __future__ import annotations

from functools import cache

import pygame

from game.bench.panels import AMBER, GREY, PETROL, Curve, Panel, sheet
from game.world.twin import Act, FaultSpec
from game.world.twin.filling import FillingLine, affected, do, panel
from game.world.twin.filling.examples import EXAMPLES

__all__ = ["EXAMPLES", "picture"]

FROM_S, LASTS_S, EVERY_S = 300.0, 2400.0, 5.0
TAGS = {
    "filled": 100.0, "good": 100.0, "rejected": 10.0, "soiled": 20.0, "um05": 200.0, "um5": 40.0, "over_b_pa": 10.0, "room_pa": 10.0,
    "stoppers": 200.0, "misses": 3.0, "weight_ml": 0.2, "alarms": 3.0,
}  # fmt: skip
"""Signal -> least height of its scale.  Units, particles/m3, Pa, mL."""


def course(fault: FaultSpec | None) -> dict[str, Curve]:
    """Curves by signal, over minutes."""
    line = FillingLine(each=() if fault is None else (fault,), seed=7)
    do(line, Act("start"))
    line.run(FROM_S)
    found: dict[str, Curve] = {tag: [] for tag in TAGS}
    while line.state.t_s < FROM_S + LASTS_S:
        told = panel(line)
        values = dict(told.values)
        values |= {"filled": told.filled, "good": told.good, "rejected": told.rejected, "soiled": len(affected(line.state))}
        values |= {"alarms": len(told.listed), "weight_ml": told.weights[-1][1] if told.weights else line.plan.dose_ml}
        for tag, curve in found.items():
            curve.append((line.state.t_s / 60.0, float(values[tag])))
        line.run(EVERY_S)
    return found


@cache
def healthy() -> dict[str, Curve]:
    """The same without a fault."""
    return course(None)


def picture(fault: FaultSpec) -> pygame.Surface:
    """Twelve signals."""
    usual, ill = healthy(), course(fault)
    panels = [Panel(tag, span, ((GREY, usual[tag]), (AMBER if tag == "soiled" else PETROL, ill[tag])), "min") for tag, span in TAGS.items()]
    return sheet(fault.id, panels)
