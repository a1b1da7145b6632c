"""The loops: dissolved oxygen (stirrer, then oxygen valve), pH (CO2 or base), temperature (jacket), feed (recipe), air.

Each works on what its probe *reads*, never on the truth.  PI with clamped integral; outputs in %, -100 .. 100.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.world.twin import gas
from game.world.twin.plan import Plan, feed_rate
from game.world.twin.state import Batch, Loop, Rates


@dataclass(frozen=True, slots=True)
class Tuning:
    """Gain in % per unit of error, reset time in s, limits of the output."""

    gain: float
    reset_s: float
    low: float
    high: float


TUNED = {
    "do": Tuning(1.6, 500.0, 0.0, 100.0),
    "temp": Tuning(45.0, 2400.0, -100.0, 100.0),
}
PH_GAIN = 500.0
"""% per pH unit outside the dead band."""
FEED_FULL_L_H = 0.5


def start(plan: Plan) -> dict[str, Loop]:
    """All in automatic, at the plan's set-points."""
    return {
        "do": Loop(plan.loops.do_pct, output=10.0, integral=10.0),
        "ph": Loop(plan.loops.ph),
        "temp": Loop(plan.loops.temp_c),
        "feed": Loop(0.0),
        "air": Loop(plan.loops.air_l_min, output=100.0),
    }


def act(plan: Plan, batch: Batch, dt_s: float) -> None:
    """One scan of all loops."""
    loops, probes = batch.loops, batch.probes
    for name, tuning in TUNED.items():
        if not loops[name].manual:
            _pi(loops[name], tuning, loops[name].setpoint - probes[name].reading, dt_s)
    if not loops["ph"].manual:
        off = loops["ph"].setpoint - probes["ph"].reading
        band = plan.loops.ph_band
        beyond = off - band if off > band else off + band if off < -band else 0.0
        loops["ph"].output = max(-100.0, min(100.0, PH_GAIN * beyond))
    if not loops["feed"].manual:
        loops["feed"].setpoint = feed_rate(plan, batch.t_s / 86400.0)
        loops["feed"].output = 100.0 * loops["feed"].setpoint / FEED_FULL_L_H
    if not loops["air"].manual:
        loops["air"].output = 100.0 * loops["air"].setpoint / plan.loops.air_l_min


def _pi(loop: Loop, tuning: Tuning, error: float, dt_s: float) -> None:
    """The integral stands still while the output is at its end and would go further."""
    proportional = tuning.gain * error
    integral = loop.integral + tuning.gain * error * dt_s / tuning.reset_s
    loop.integral = max(tuning.low, min(tuning.high, integral))
    loop.output = max(tuning.low, min(tuning.high, proportional + loop.integral))


def stirrer(plan: Plan, batch: Batch, dt_s: float, *, power: bool) -> None:
    """The first quarter of the oxygen controller's output; a drive takes 20 s to follow, and stops in less."""
    low, high = plan.loops.rpm_low, plan.loops.rpm_high
    wanted = low + (high - low) * min(1.0, max(0.0, batch.loops["do"].output) / 25.0) if power else 0.0
    batch.rpm += (wanted - batch.rpm) * min(1.0, dt_s / (20.0 if power else 5.0))


def oxygen_valve(batch: Batch) -> float:
    """Opening shown on the screen, %."""
    return max(0.0, gas.oxygen_valve(batch.loops["do"].output))


def heat(plan: Plan, batch: Batch, rates: Rates, dt_s: float, *, power: bool) -> None:
    """Jacket and broth.  Respiration gives 460 J per mmol of oxygen."""
    vessel, broth = plan.vessel, batch.broth
    jacket = batch.loops["temp"].setpoint + plan.loops.jacket_span_k * batch.loops["temp"].output / 100.0
    if batch.jacket_stuck_c is not None:
        jacket = batch.jacket_stuck_c
    if power:
        batch.jacket_c += (jacket - batch.jacket_c) * min(1.0, dt_s / vessel.jacket_lag_s)
    else:
        batch.jacket_c += (broth.temp_c - batch.jacket_c) * dt_s / 3600.0
    breath_w = rates.o2_max * broth.viable * 460.0 / 3600.0
    watts = vessel.jacket_w_k * (batch.jacket_c - broth.temp_c) + breath_w - vessel.loss_w_k * (broth.temp_c - vessel.room_c)
    broth.temp_c += watts * dt_s / (4180.0 * broth.volume_l)


def doses(plan: Plan, batch: Batch, *, power: bool) -> tuple[float, float]:
    """Feed and base that arrive, L/h."""
    feed = max(0.0, batch.loops["feed"].output) / 100.0 * FEED_FULL_L_H
    base = max(0.0, batch.loops["ph"].output) / 100.0 * plan.loops.base_l_h
    if not power or not batch.feed.running or batch.feed.kg <= 0.0:
        feed = 0.0
    if not power or not batch.base.running or batch.base.kg <= 0.0:
        base = 0.0
    return feed * (1.0 - batch.feed.slip), base * (1.0 - batch.base.slip)
