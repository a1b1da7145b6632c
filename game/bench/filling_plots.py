"""Each fault of the filling line, signals with it (petrol) and without it (grey), for half an hour from five minutes before it.

Nobody does anything: what stops, stops; what is silent goes on.  `soiled` is the truth: units that met what they should not have (amber).
"""

from __future__ import annotations

from functools import cache

import pygame

from game.bench.panels import AMBER, GREY, PETROL, Curve, Panel, rings, sheet
from game.world.twin import Act, FaultSpec, Happening
from game.world.twin.filling import FillingLine, affected, do, panel
from game.world.twin.filling.examples import EXAMPLES

__all__ = ["EXAMPLES", "picture"]

FROM_S, LASTS_S, EVERY_S = 300.0, 2400.0, 5.0
TAGS = {
    "filled": ("vials filled", 100.0), "good": ("good vials", 100.0), "rejected": ("vials rejected", 10.0),
    "soiled": ("vials that met what they should not", 20.0), "um05": ("particles >= 0.5 um, per m3", 200.0),
    "um5": ("particles >= 5 um, per m3", 40.0), "over_b_pa": ("pressure over grade B, Pa", 10.0),
    "room_pa": ("pressure of grade B, Pa", 10.0), "stoppers": ("stoppers in the bowl", 200.0),
    "misses": ("stoppers missed in a row", 3.0), "weight_ml": ("dose of the last weighed vial, mL", 0.2),
    "alarms": ("alarms in the list", 3.0),
}  # fmt: skip
"""Signal -> (what it is and its unit, least height of its scale)."""
LEGEND = {GREY: "without the fault", PETROL: "as the machine's screen tells", AMBER: "the truth, which no screen tells"}


def course(fault: FaultSpec | None) -> tuple[dict[str, Curve], list[Happening]]:
    """Curves by signal, over minutes, and what came about meanwhile."""
    line = FillingLine(each=() if fault is None else (fault,), seed=7)
    do(line, Act("start"))
    line.run(FROM_S)
    found: dict[str, Curve] = {tag: [] for tag in TAGS}
    happened: list[Happening] = []
    while line.state.t_s < FROM_S + LASTS_S:
        told = panel(line)
        values = dict(told.values)
        values |= {"filled": told.filled, "good": told.good, "rejected": told.rejected, "soiled": len(affected(line.state))}
        values |= {"alarms": len(told.listed), "weight_ml": told.weights[-1][1] if told.weights else line.plan.dose_ml}
        for tag, curve in found.items():
            curve.append((line.state.t_s / 60.0, float(values[tag])))
        happened += line.run(EVERY_S)
    return found, happened


@cache
def healthy() -> dict[str, Curve]:
    """The curves without a fault."""
    return course(None)[0]


def picture(fault: FaultSpec) -> pygame.Surface:
    """Twelve signals."""
    usual, (ill, happened) = healthy(), course(fault)
    begins = (fault.at_s or 0.0) / 60.0
    panels = [
        Panel(title, span, ((GREY, usual[tag]), (AMBER if tag == "soiled" else PETROL, ill[tag])), "min", begins)
        for tag, (title, span) in TAGS.items()
    ]
    return sheet(fault.id, panels, LEGEND, rings(happened, fault.at_s or 0.0))
