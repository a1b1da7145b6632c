"""What becomes of the batch after a run, from the twin: as it was left, had nobody done anything, and without the fault.

Shown as consequence, never as points.  60 s steps: less than 1 % from the fine ones (see game.world.twin).
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.spec import LevelSpec
from game.world.twin import Bioreactor, end, finish

if TYPE_CHECKING:
    from game.world.deviation.world import DeviationWorld

STEP_S = 60.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """The batch at its end.  within: quality would find it within its limits (invented)."""

    viability_pct: float
    product_g: float
    within: bool


@dataclass(frozen=True, slots=True)
class Outcomes:
    """left: as the trainee left it; alone: with the fault and nobody there; calm: without the fault."""

    left: Outcome
    alone: Outcome
    calm: Outcome


def outcomes(level: LevelSpec, seed: int, world: DeviationWorld) -> Outcomes:
    """Carry the batch to its end three times.  Takes some seconds; the world is not changed."""
    from game.world.deviation.world import DeviationWorld

    fresh = DeviationWorld(level, seed).twin
    calm = Bioreactor(fresh.plan, (), batch=copy.deepcopy(fresh.batch))
    left = Bioreactor(world.twin.plan, world.twin.faults, batch=copy.deepcopy(world.twin.batch))
    return Outcomes(_ended(left), _ended(fresh), _ended(calm))


def _ended(twin: Bioreactor) -> Outcome:
    finish(twin, STEP_S)
    found = end(twin)
    return Outcome(found.viability_pct, found.product_g, found.within)
