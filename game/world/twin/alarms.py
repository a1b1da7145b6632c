"""Alarms: limit, delay, hysteresis; they stand until the value is back, and in the list until somebody acknowledges.

Limits are the game's own (reference/gmp.md 6.1 names usual ones): alert and action around the plan's set-points.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from game.world.twin.control import oxygen_valve
from game.world.twin.plan import Plan
from game.world.twin.state import Alarm, Batch, Happening


@dataclass(frozen=True, slots=True)
class AlarmSpec:
    """Rings when `tag` was beyond `limit` for `delay_s`; is over when it is back by `back`."""

    id: str
    tag: str
    side: str
    """"low" or "high"."""
    limit: float
    level: str
    """"alert" or "action"."""
    delay_s: float
    back: float


def specs(plan: Plan) -> tuple[AlarmSpec, ...]:
    """Every alarm of the bioreactor."""
    loops = plan.loops
    ph, temp = loops.ph, loops.temp_c
    return (
        AlarmSpec("do_low_alert", "do", "low", 30.0, "alert", 60.0, 2.0),
        AlarmSpec("do_low_action", "do", "low", 20.0, "action", 30.0, 2.0),
        AlarmSpec("do_high_alert", "do", "high", 70.0, "alert", 120.0, 2.0),
        AlarmSpec("ph_low_alert", "ph", "low", ph - 0.1, "alert", 60.0, 0.02),
        AlarmSpec("ph_low_action", "ph", "low", ph - 0.2, "action", 60.0, 0.02),
        AlarmSpec("ph_high_alert", "ph", "high", ph + 0.1, "alert", 60.0, 0.02),
        AlarmSpec("ph_high_action", "ph", "high", ph + 0.2, "action", 60.0, 0.02),
        AlarmSpec("temp_low_alert", "temp", "low", temp - 0.5, "alert", 60.0, 0.1),
        AlarmSpec("temp_low_action", "temp", "low", temp - 1.0, "action", 60.0, 0.1),
        AlarmSpec("temp_high_alert", "temp", "high", temp + 0.5, "alert", 60.0, 0.1),
        AlarmSpec("temp_high_action", "temp", "high", temp + 1.0, "action", 60.0, 0.1),
        AlarmSpec("pressure_alert", "pressure", "high", 0.18, "alert", 20.0, 0.01),
        AlarmSpec("pressure_action", "pressure", "high", 0.26, "action", 10.0, 0.01),
        AlarmSpec("foam_alert", "foam", "high", 18.0, "alert", 60.0, 2.0),
        AlarmSpec("o2_valve_alert", "o2_valve", "high", 99.0, "alert", 180.0, 5.0),
        AlarmSpec("stirrer_action", "rpm", "low", 50.0, "action", 5.0, 5.0),
        AlarmSpec("power_action", "power", "low", 0.5, "action", 0.0, 0.0),
    )


def start(plan: Plan) -> dict[str, Alarm]:
    """All quiet."""
    return {spec.id: Alarm() for spec in specs(plan)}


def shown(batch: Batch) -> dict[str, float]:
    """What the alarms look at: readings, and what the control system knows of itself."""
    values = {name: probe.reading for name, probe in batch.probes.items()}
    values["o2_valve"] = oxygen_valve(batch)
    values["rpm"] = batch.rpm
    values["power"] = 0.0 if batch.power_back_s is not None else 1.0
    return values


def watch(each: tuple[AlarmSpec, ...], batch: Batch, happened: list[Happening]) -> None:
    """Look at every limit of the bioreactor once."""
    if ring(each, batch.alarms, shown(batch), batch.t_s, happened):
        batch.siren = True


def ring(each: tuple[AlarmSpec, ...], kept: dict[str, Alarm], values: Mapping[str, float], t_s: float, happened: list[Happening]) -> bool:
    """Bring the alarms up to date with the values; True when one rang."""
    rang = False
    for spec in each:
        alarm, value = kept[spec.id], values[spec.tag]
        low = spec.side == "low"
        if value < spec.limit if low else value > spec.limit:
            if alarm.since_s is None:
                alarm.since_s = t_s
            if not alarm.standing and t_s - alarm.since_s >= spec.delay_s:
                alarm.standing, alarm.acknowledged, alarm.raised_s = True, False, t_s
                rang = True
                happened.append(Happening("alarm_raised", spec.id, t_s))
        elif value > spec.limit + spec.back if low else value < spec.limit - spec.back:
            alarm.since_s = None
            if alarm.standing:
                alarm.standing = False
                happened.append(Happening("alarm_cleared", spec.id, t_s))
                if alarm.acknowledged:
                    alarm.raised_s = None
        elif not alarm.standing:
            alarm.since_s = None
    return rang


def acknowledge(kept: dict[str, Alarm], ident: str) -> bool:
    """Take it from the unread; False when there is nothing to acknowledge."""
    alarm = kept.get(ident)
    if alarm is None or alarm.acknowledged:
        return False
    alarm.acknowledged = True
    if not alarm.standing:
        alarm.raised_s = None
    return True


def all_read(kept: dict[str, Alarm]) -> bool:
    """Whether the siren has no reason left."""
    return all(each.acknowledged for each in kept.values())
