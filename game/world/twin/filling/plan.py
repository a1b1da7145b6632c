"""A vial-filling line in a barrier (RABS), grade A in B: what does not change.  Lengths in m along the track, mL, s.

Speeds, zones and limits are the game's own; the particle limits are those of grade A in operation (Annex 1, table 2) where marked.
"""

from __future__ import annotations

from dataclasses import dataclass

STEP_S = 0.1
ZONES = ("infeed", "filling", "stoppering", "capping")
GLOVES = tuple(f"{zone}_{side}" for zone in ZONES for side in ("left", "right"))
DOORS = ("airlock_b", "airlock_c")
"""Of the airlock between the filling room and the corridor: the inner and the outer one."""


@dataclass(frozen=True, slots=True)
class FillingPlan:
    """A line and its batch."""

    units: int = 6000
    speed_m_s: float = 0.08
    diameter_m: float = 0.024
    needles: int = 4
    dose_ml: float = 5.0
    dose_s: float = 2.0
    dose_sd_ml: float = 0.012
    dose_limit: float = 0.03
    """Share by which a dose may be off."""
    weigh_every: int = 25
    """The check weigher takes one unit in so many."""
    x_needles: float = 1.2
    x_stopper: float = 2.0
    x_cap: float = 2.7
    x_check: float = 3.2
    x_reject: float = 3.5
    x_out: float = 4.0
    zone_ends: tuple[float, ...] = (0.9, 1.6, 2.4, 4.0)
    bowl: int = 3500
    bag: int = 3500
    refill_below: int = 250
    """Somebody empties the bag at hand into the bowl then."""
    misplaced: float = 0.0008
    """Share of stoppers that do not sit, without any fault."""
    misses_to_stop: int = 3
    routine_s: float = 1500.0
    """Every so often somebody reaches in by a glove of the filling zone to change a settle plate."""
    routine_lasts_s: float = 40.0
    routine_glove: str = "filling_right"
    open_limit_s: float = 1800.0
    """How long an open unit may stand."""


def zone_at(plan: FillingPlan, x: float) -> str:
    """The zone of a place on the track."""
    for zone, end in zip(ZONES, plan.zone_ends, strict=True):
        if x < end:
            return zone
    return ZONES[-1]
