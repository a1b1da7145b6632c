"""Alarms and interlocks of the line: what rings, and what stops the machine by itself."""

from __future__ import annotations

from game.world.twin.alarms import AlarmSpec
from game.world.twin.filling.plan import FillingPlan
from game.world.twin.filling.state import LineState

SPECS: tuple[AlarmSpec, ...] = (
    AlarmSpec("particles_alert", "um05", "high", 1500.0, "alert", 0.0, 300.0),
    AlarmSpec("particles_action", "um05", "high", 3520.0, "action", 0.0, 300.0),
    AlarmSpec("coarse_action", "um5", "high", 60.0, "action", 0.0, 10.0),
    AlarmSpec("barrier_action", "over_b_pa", "low", 8.0, "action", 10.0, 1.0),
    AlarmSpec("room_alert", "room_pa", "low", 10.0, "alert", 60.0, 1.0),
    AlarmSpec("room_action", "room_pa", "low", 5.0, "action", 60.0, 1.0),
    AlarmSpec("stoppers_alert", "stoppers", "low", 200.0, "alert", 0.0, 100.0),
    AlarmSpec("stopper_missing", "misses", "high", 2.5, "action", 0.0, 1.0),
    AlarmSpec("vial_jam", "jam", "high", 0.5, "action", 0.0, 0.1),
    AlarmSpec("power_action", "power", "low", 0.5, "action", 0.0, 0.0),
)
"""3520 is the limit of grade A in operation; for 5 um and more a single count of a minute (35 per m3) rings nothing, two do (own)."""
STARVED_S = 4.0
"""The needles wait so long before the machine stops; vials before the one that lies are filled first."""


def shown(line: LineState) -> dict[str, float]:
    """What the panel shows, and what alarms look at."""
    air = line.air
    return {
        "um05": air.seen_um05,
        "um5": air.seen_um5,
        "over_b_pa": air.over_b_pa,
        "room_pa": air.room_pa,
        "stoppers": float(line.stoppers),
        "misses": float(line.misses),
        "jam": 1.0 if line.stopped_by == "jam" else 0.0,
        "power": 0.0 if line.power_back_s is not None else 1.0,
    }


def interlock(plan: FillingPlan, line: LineState, *, power: bool) -> str:
    """What must stop the machine now: "power", "guard", "stopper", "jam" or ""."""
    if not power:
        return "power"
    if any(line.guards.values()):
        return "guard"
    if line.misses >= plan.misses_to_stop:
        return "stopper"
    return "jam" if _blocked(plan, line) else ""


def _blocked(plan: FillingPlan, line: LineState) -> bool:
    """The light barrier under the needles has waited too long for vials, and one lies before it."""
    return line.starved_s > STARVED_S and any(vial.state != "up" and vial.x <= plan.x_needles + plan.diameter_m for vial in line.vials)
