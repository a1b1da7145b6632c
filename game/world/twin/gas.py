"""Gas: supply, line and sparger; transfer of oxygen and CO2; foam, exhaust filter and pressure in the head.

Transfer: bubbles rise through a mixed liquid and change on their way, so a gas leaves them at

    flow in mmol/h: n (p_in - C/H) (1 - exp(-N)) / P,   N = kLa V H P / n

which is kLa V (H p_in - C) while gas is plenty, and no more than the gas can carry when it is scarce.  The latter is what keeps CO2 in
cultures with little gas (Gray 1996).  kLa = 0.026 (P/V)^0.4 v^0.5 per s (van 't Riet 1979, coalescing; W/m3 and m/s), for CO2 0.89 of it
(Royce and Thornhill 1991).  Solubility of oxygen: 1.03 mM/atm at 37 C in medium, so air saturation is 0.20 mM.
"""

from __future__ import annotations

from math import sqrt

from game.exact import exp, log
from game.world.twin.acid import CO2_MM_PER_ATM, free_co2
from game.world.twin.plan import Loops, Plan, Vessel
from game.world.twin.state import Batch, Gas

MMOL_H_PER_L_MIN = 60.0 * 1000.0 / 24.06
"""One L/min at 20 C and 1 atm."""
O2_MM_PER_ATM = 1.03
AIR_O2 = 0.2095
STEAM_ATM = 0.062
CO2_OF_KLA = 0.89
BAR_PER_ATM = 1.01325
FOAM_LASTS_S = 900.0
ANTIFOAM_LASTS_S = 8.0 * 3600.0


def saturation(temp_c: float) -> float:
    """Dissolved oxygen in broth under air at 1 atm: what a probe calls 100 %, mM."""
    return o2_solubility(temp_c) * AIR_O2 * (1.0 - STEAM_ATM)


def o2_solubility(temp_c: float) -> float:
    """mM per atm; falls 1.1 % a degree."""
    return O2_MM_PER_ATM * (1.0 - 0.011 * (temp_c - 37.0))


def kla_of(vessel: Vessel, volume_l: float, rpm: float, flow_l_min: float, antifoam_ml: float) -> float:
    """1/h; 0 without gas.  A still tank keeps the stirring of its own bubbles (0.5 W/m3)."""
    if flow_l_min <= 0.0:
        return 0.0
    turns, d = rpm / 60.0, vessel.impeller_m
    power = vessel.power_number * 1000.0 * turns * turns * turns * d * d * d * d * d
    speed = flow_l_min / 60_000.0 / vessel.area_m2
    kla = 0.026 * exp(0.4 * log(max(power / (volume_l / 1000.0), 0.5))) * sqrt(speed) * 3600.0
    return kla / (1.0 + 0.004 * antifoam_ml)


def conductance(flow_mmol_h: float, kla_volume: float, solubility: float, atm: float) -> float:
    """mmol/h per atm between bubbles and broth, for kLa V in L/h."""
    if flow_mmol_h <= 0.0:
        return 0.0
    per_atm = flow_mmol_h / atm
    return per_atm * (1.0 - exp(-min(kla_volume * solubility / per_atm, 700.0)))


def supply(plan: Plan, batch: Batch, dt_s: float, *, power: bool) -> None:
    """What flows through the sparger, and what that takes from the bottle."""
    gas, loops = batch.gas, plan.loops
    valves = valve_openings(loops, batch) if power and not gas.tripped else (0.0, 0.0, 0.0)
    air, o2, co2 = valves[0], valves[1] * min(1.0, gas.bottle_bar), valves[2]
    wanted = air + o2 + co2
    free = 1.0 - (gas.block if gas.sparger == "main" else 0.0)
    capacity = plan.vessel.capacity_l_min * (1.0 - gas.fold) * free
    passed = 1.0 if wanted <= capacity else capacity / wanted
    gas.air, gas.o2, gas.co2 = air * passed, o2 * passed, co2 * passed
    through = air * passed + o2 * passed + co2 * passed
    gas.inlet_bar = 0.0 if wanted <= 0.0 else min(plan.vessel.supply_bar, 0.15 + plan.vessel.supply_bar * through / max(capacity, 1e-6))
    gas.bottle_bar = max(0.0, gas.bottle_bar - gas.o2 * dt_s / 60.0 / plan.bottle_l)
    if gas.manifold and gas.bottle_bar < plan.bottle_low_bar:
        gas.bottle_bar = plan.bottle_bar


def valve_openings(loops: Loops, batch: Batch) -> tuple[float, float, float]:
    """Flows asked for, L/min: air, oxygen, CO2."""
    oxygen = max(0.0, oxygen_valve(batch.loops["do"].output)) / 100.0 * loops.o2_l_min
    sour = max(0.0, -batch.loops["ph"].output) / 100.0 * loops.co2_l_min
    return batch.loops["air"].output / 100.0 * loops.air_l_min, oxygen, sour


def oxygen_valve(output: float) -> float:
    """The cascade: the first quarter of the controller's output turns the stirrer up, the rest opens the oxygen valve, %."""
    return (output - 25.0) / 0.75


def exchange(plan: Plan, batch: Batch, dt_h: float) -> None:
    """Oxygen in, respiration, CO2 made and stripped, over one step.

    Oxygen is solved for the end of the step, with respiration o2_max X C/(K + C_before): positive at any step, and the same amount is
    booked as taken up and as CO2.
    """
    broth, gas, book, line = batch.broth, batch.gas, batch.ledger, plan.line
    flow = gas.air + gas.o2 + gas.co2
    head_atm = 1.0 + gas.head_bar / BAR_PER_ATM
    atm = head_atm + 0.03
    gas.kla = kla_of(plan.vessel, broth.volume_l, batch.rpm, flow, gas.antifoam)
    mmol = flow * MMOL_H_PER_L_MIN
    kla_volume = gas.kla * broth.volume_l
    surface = plan.vessel.surface_kla_h * (0.3 + 0.7 * batch.rpm / plan.loops.rpm_high) * broth.volume_l
    h_o2 = o2_solubility(broth.temp_c)

    per_atm = conductance(mmol, kla_volume, h_o2, atm)
    p_in = (AIR_O2 * gas.air + gas.o2) / flow * (atm - STEAM_ATM) if flow > 0.0 else 0.0
    p_head = AIR_O2 * (head_atm - STEAM_ATM)
    given = per_atm * p_in + surface * h_o2 * p_head
    lost = per_atm / h_o2 / broth.volume_l + surface / broth.volume_l
    before = broth.o2
    use = batch.rates.o2_max * broth.viable / (line.k_o2 * broth.volume_l + before) if line.q_o2 > 0.0 else 0.0
    broth.o2 = (before + dt_h * given) / (1.0 + dt_h * (lost + use))
    used = dt_h * use * broth.o2
    book.made["o2"] -= used
    book.added["o2"] += broth.o2 - before + used

    made = line.rq * used
    dissolved = free_co2(broth.carbon, broth.ph)
    per_atm = conductance(mmol, kla_volume * CO2_OF_KLA, CO2_MM_PER_ATM, atm)
    p_in = gas.co2 / flow * (atm - STEAM_ATM) if flow > 0.0 else 0.0
    taken = dt_h * (per_atm * (p_in - dissolved / broth.volume_l / CO2_MM_PER_ATM) - surface * CO2_OF_KLA / broth.volume_l * dissolved)
    broth.carbon += made + taken
    book.made["carbon"] += made
    book.added["carbon"] += taken


def head_space(plan: Plan, batch: Batch, dt_s: float) -> None:
    """Foam, the exhaust filter and the pressure under the lid."""
    gas, vessel, broth = batch.gas, plan.vessel, batch.broth
    flow = gas.air + gas.o2 + gas.co2
    dead = broth.dead / broth.volume_l
    protein = 0.10 * dead + 0.10 * broth.mab / broth.volume_l / 1000.0
    rise = 1.8 * flow * gas.frothing * (0.2 + protein) / (1.0 + 0.05 * gas.antifoam)
    gas.foam_cm += (rise - gas.foam_cm) * dt_s / FOAM_LASTS_S
    gas.antifoam -= gas.antifoam * dt_s / ANTIFOAM_LASTS_S
    top = vessel.foam_out_cm - max(0.0, broth.volume_l - plan.start_l) / vessel.head_area_dm2 * 10.0
    if gas.foam_cm > top:
        over = (gas.foam_cm - top) / top
        gas.filter_wet = min(1.0, gas.filter_wet + over * dt_s / 600.0)
        gas.wettest = max(gas.wettest, gas.filter_wet)
    out = flow + (0.0 if gas.tripped else vessel.overlay_l_min)
    resistance = vessel.filter_bar_min_l * (1.0 + 60.0 * gas.filter_wet * gas.filter_wet)
    target = vessel.back_pressure_bar + resistance * out if out > 0.0 else 0.0
    settle_s = 40.0 + 400.0 * gas.filter_wet
    gas.head_bar += (min(vessel.relief_bar, target) - gas.head_bar) * dt_s / settle_s
    if gas.head_bar > vessel.trip_bar:
        gas.tripped = True


def fresh(plan: Plan) -> Gas:
    """Full bottles, a free line, a dry filter."""
    return Gas(bottle_bar=plan.bottle_bar, reserve_bar=plan.bottle_bar)
