"""What a batch is run on and by: vessel, cell line, feed, loops.  Frozen; the state of a batch is in `state.py`.

Units, here and in the whole package: h (rates), s (clock), L, mmol, meq, g; cells in 1e9 (so 1e9 cells/L = 1e6 cells/mL); bar
and atm where gauges show them; kPa nowhere.  A rate per cell is per 1e9 cells: mmol/(1e9 cells h).

Sources named below:
- Xing 2010: Xing Z, Bishop N, Leister K, Li ZJ. Modeling kinetics of a large-scale fed-batch CHO cell culture by Markov chain
  Monte Carlo method. Biotechnol Prog 2010; 26(1): 208-219.
- Table 2 of Bioengineering 2018; 5(1): 25 (PMC5874891): parameters of a Monod model for CHO, those from Xing 2010 marked.
- Gray 1996: Gray DR, Chen S, Howarth W, Inlow D, Maiorella BL. CO2 in large-scale and high-density CHO cell perfusion culture.
  Cytotechnology 1996; 22: 65-78.  What `Own` says is our default, inside the usual range of a fed-batch for an antibody.
"""

from __future__ import annotations

from dataclasses import dataclass

STEP_S = 1.0
"""The step of process time.  tests/test_twin_model.py halves and multiplies it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A cell line: the constants of `kinetics.py`, in mM, 1/h, mmol/(1e9 cells h) and 1e9 cells/mmol."""

    mu_max: float
    k_glc: float
    k_gln: float
    ki_lac: float
    ki_amm: float
    kd_max: float
    kd_lac: float
    kd_amm: float
    y_x_glc: float
    y_x_gln: float
    y_lac_glc: float
    y_amm_gln: float
    m_glc: float
    a1_gln: float
    a2_gln: float
    d_gln: float
    r_amm: float
    lac_of_upkeep: float = 1.0
    """Share of the upkeep glucose that ends as lactate; the rest is burnt."""
    kd_min: float = 0.0
    k_m: float = 0.0
    """Half-saturation of upkeep in glucose and of ammonia removal in ammonia, mM; 0: constant while there is any."""
    q_lac_up: float = 0.0
    k_lac_up: float = 1.0
    spared_glc: float = 0.0
    """Upkeep glucose spared by lactate that is burnt instead, mmol/mmol."""
    k_lysis: float = 0.0
    q_o2: float = 0.0
    k_o2: float = 0.0
    """Half-saturation of respiration in dissolved oxygen, mM."""
    rq: float = 1.0
    q_mab: float = 0.0
    """mg/(1e9 cells h)."""
    gal_share: float = 0.0
    """Share of galactosylated glycans in product made without ammonia; see `kinetics.galactosylated`."""
    sensitive: bool = True
    """Whether temperature, pH, CO2, oxygen and hunger act on it; False: only what the published equations hold."""


XING_2010 = Line(
    mu_max=0.029, k_glc=0.084, k_gln=0.047, ki_lac=43.0, ki_amm=6.51, kd_max=0.016, kd_lac=45.8, kd_amm=6.51,
    y_x_glc=0.169, y_x_gln=0.974, y_lac_glc=1.23, y_amm_gln=0.67, m_glc=0.0692, a1_gln=0.0032, a2_gln=2.1, d_gln=0.0072,
    r_amm=0.0063, sensitive=False,
)  # fmt: skip
"""The published line, its equations and nothing else.  Values as in Table 2 of Bioengineering 2018 where marked [49] there (k_gln, ki_*,
kd_*, y_x_gln, y_amm_gln, r_amm, m_glc, a1, a2) and in the open compartment model of_compartments (the rest).  The abstract of Xing 2010
bears them out: its 0.17 mM glucose and 0.09 mM glutamine are twice k_glc and k_gln."""

CHO = Line(
    mu_max=0.036, k_glc=0.5, k_gln=0.10, ki_lac=43.0, ki_amm=12.0, kd_max=0.004, kd_lac=45.8, kd_amm=6.51,
    y_x_glc=0.357, y_x_gln=2.00, y_lac_glc=1.10, y_amm_gln=0.67, m_glc=0.028, a1_gln=0.0012, a2_gln=2.1, d_gln=0.0022,
    r_amm=0.0012, lac_of_upkeep=0.0, kd_min=0.0012, k_m=0.3, q_lac_up=0.032, k_lac_up=6.0, spared_glc=0.5, k_lysis=0.003,
    q_o2=0.20, k_o2=0.002, rq=0.966, q_mab=1.0, gal_share=0.36,
)  # fmt: skip
"""The line of the game.  Inhibition, death and glutamine upkeep as Xing 2010; yield on glucose of Table 2; respiration and RQ of Gray 1996
(5.55e-17 mol O2 and 5.36e-17 mol CO2 per cell and second); the rest Own: today's lines grow faster, burn lactate once growth slows, and
make 24 pg of antibody a cell and day."""


@dataclass(frozen=True, slots=True)
class Medium:
    """A liquid: glucose, glutamine mmol/L; alkalinity meq/L and inorganic carbon mmol/L (see `acid.py`)."""

    glc: float = 0.0
    gln: float = 0.0
    alk: float = 0.0
    carbon: float = 0.0


@dataclass(frozen=True, slots=True)
class Vessel:
    """A stirred tank of 200 L with jacket, sparger, second sparger, overlay and exhaust filter.  Own, of common proportions."""

    area_m2: float = 0.25
    impeller_m: float = 0.24
    power_number: float = 1.3
    full_l: float = 200.0
    head_area_dm2: float = 25.0
    overlay_l_min: float = 2.0
    capacity_l_min: float = 14.0
    """Sparge flow at full supply pressure through a free line and sparger."""
    supply_bar: float = 1.5
    jacket_w_k: float = 160.0
    loss_w_k: float = 7.0
    room_c: float = 20.0
    jacket_lag_s: float = 150.0
    surface_kla_h: float = 0.20
    relief_bar: float = 0.5
    trip_bar: float = 0.30
    """Gas supply closes by itself above this pressure in the head."""
    filter_bar_min_l: float = 0.004
    """Resistance of a dry exhaust filter, bar per L/min."""
    back_pressure_bar: float = 0.08
    foam_out_cm: float = 30.0


@dataclass(frozen=True, slots=True)
class Loops:
    """Set-points and what the actuators can do."""

    do_pct: float = 40.0
    ph: float = 7.0
    ph_band: float = 0.03
    temp_c: float = 36.8
    rpm_low: float = 70.0
    rpm_high: float = 95.0
    air_l_min: float = 0.7
    o2_l_min: float = 3.0
    co2_l_min: float = 0.6
    base_l_h: float = 1.0
    jacket_span_k: float = 14.0


@dataclass(frozen=True, slots=True)
class Plan:
    """A batch: everything that does not change in it."""

    line: Line = CHO
    vessel: Vessel = Vessel()
    loops: Loops = Loops()
    medium: Medium = Medium(glc=38.0, gln=8.0, alk=20.0, carbon=23.0)
    feed: Medium = Medium(glc=800.0, gln=45.0, alk=0.0, carbon=0.0)
    base: Medium = Medium(alk=2000.0, carbon=1000.0)
    """1 mol/L sodium carbonate."""
    start_l: float = 150.0
    seed_cells: float = 0.8
    """1e9 cells/L at inoculation (0.8 million a mL)."""
    seed_viability: float = 0.97
    days: float = 14.0
    feed_l_h: tuple[tuple[float, float], ...] = (
        (0.0, 0.0), (3.0, 0.065), (4.0, 0.090), (5.0, 0.105), (6.0, 0.105), (8.0, 0.095), (10.0, 0.088), (12.0, 0.080),
    )  # fmt: skip
    """From that day on, that rate."""
    feed_bag_kg: float = 50.0
    base_bottle_kg: float = 10.0
    bottle_bar: float = 200.0
    bottle_l: float = 50.0
    """Oxygen: a bar in it is that many litres of gas."""
    bottle_low_bar: float = 10.0
    """Below it the manifold changes over; below 1 bar the flow dwindles."""


def feed_rate(plan: Plan, day: float) -> float:
    """The rate the recipe asks for at that day of culture, L/h."""
    rate = 0.0
    for since, value in plan.feed_l_h:
        if day >= since:
            rate = value
    return rate
