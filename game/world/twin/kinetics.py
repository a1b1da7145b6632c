"""The cells: growth, death, uptake and product, as specific rates at a given surrounding.

Structure of Xing 2010 (see `plan.py`): growth is a product of Monod terms in glucose and glutamine and of inhibition by lactate and
ammonia; death grows with both; glucose and glutamine go into growth and upkeep; glutamine also decays by itself.

    mu    = mu_max G/(K_G + G) Q/(K_Q + Q) KI_L/(KI_L + L) KI_A/(KI_A + A)
    death = kd_min + kd_max L/(KD_L + L) A/(KD_A + A)
    q_G   = mu/Y_G + m_G;   q_Q = mu/Y_Q + a1 Q/(a2 + Q)
    q_L   = Y_L (mu/Y_G + w m_G) - uptake;   q_A = Y_A mu/Y_Q - r_A;   decay: d_Q Q, which sets ammonia free

Own additions, all 1 or 0 at the set-points and off for `XING_2010`: respiration is a Monod term in oxygen and what is short of it is
made up by glycolysis (Pasteur), lactate is burnt where there is oxygen, and cells die of hunger, suffocation, heat and wrong pH.  Growth
falls off with temperature as exp(-((T - 36.4)/3.12)^2) (Parolini and Carcano 2009, as used by the open package insilicho) and with
pCO2 above 150 mmHg (Gray 1996).  Galactosylation falls with ammonia (Chen and Harcum 2006) and with little oxygen (Kunkel 1998); the
size of these effects is Own.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.exact import exp
from game.world.twin.plan import Line
from game.world.twin.state import Rates


@dataclass(frozen=True, slots=True)
class Around:
    """What a cell meets: mM, C, mmHg."""

    glc: float
    gln: float
    lac: float
    amm: float
    o2: float
    temp_c: float = 36.8
    ph: float = 7.0
    pco2: float = 50.0


def monod(value: float, half: float) -> float:
    """value / (half + value), 0 where there is nothing."""
    return value / (half + value) if value > 0.0 else 0.0


def specific(line: Line, at: Around) -> Rates:
    """All specific rates; see the module for the equations."""
    breath = monod(at.o2, line.k_o2) if line.sensitive else 1.0
    warm = growth_at(at.temp_c) if line.sensitive else 1.0
    well = growth_at_ph(at.ph) * growth_at_co2(at.pco2) if line.sensitive else 1.0
    mu = line.mu_max * monod(at.glc, line.k_glc) * monod(at.gln, line.k_gln) * warm * well * breath
    mu = mu * line.ki_lac / (line.ki_lac + at.lac) * line.ki_amm / (line.ki_amm + at.amm)
    death = line.kd_min + line.kd_max * monod(at.lac, line.kd_lac) * monod(at.amm, line.kd_amm)
    upkeep = line.m_glc * monod(at.glc, line.k_m)
    lac_up = line.q_lac_up * monod(at.lac, line.k_lac_up) * breath
    pasteur = 0.0
    if line.sensitive:
        death = death + strain(line, at, breath)
        upkeep = upkeep * hurry_at(at.temp_c)
        pasteur = 0.10 * (1.0 - breath) * monod(at.glc, line.k_m)
    spared = min(upkeep, line.spared_glc * lac_up)
    mab = line.q_mab * breath * monod(at.glc, 0.2 * line.k_glc) * (making_at(at.temp_c, at.ph) if line.sensitive else 1.0)
    return Rates(
        mu=mu,
        death=death,
        lysis=line.k_lysis,
        glc=mu / line.y_x_glc + upkeep - spared + pasteur,
        gln=mu / line.y_x_gln + line.a1_gln * monod(at.gln, line.a2_gln),
        lac=line.y_lac_glc * (mu / line.y_x_glc + line.lac_of_upkeep * upkeep) + 2.0 * pasteur - lac_up,
        amm=line.y_amm_gln * mu / line.y_x_gln - line.r_amm * monod(at.amm, line.k_m),
        mab=mab,
        gal=mab * galactosylated(line, at, breath),
        o2_max=line.q_o2 * (hurry_at(at.temp_c) * (0.3 + 0.7 * monod(at.glc + at.lac, 0.2)) if line.sensitive else 1.0),
        gln_decay=line.d_gln,
    )


def galactosylated(line: Line, at: Around, breath: float) -> float:
    """Share of the product made now that carries galactose."""
    return line.gal_share * 30.0 / (30.0 + at.amm) * (0.5 + 0.5 * breath) * growth_at_ph(at.ph)


def growth_at(temp_c: float) -> float:
    """Growth at a temperature, of that at 36.4 C."""
    off = (temp_c - 36.4) / 3.12
    return exp(-min(off * off, 700.0))


def growth_at_ph(ph: float) -> float:
    """Growth at a pH, of that at 7.05: a bell that loses a third over 0.3."""
    off = (ph - 7.05) / 0.47
    return exp(-min(off * off, 700.0))


def growth_at_co2(pco2: float) -> float:
    """Growth at a CO2 pressure in mmHg: 0.98 at 76, 0.76 at 150, half at 200."""
    square = (pco2 / 200.0) * (pco2 / 200.0)
    return 1.0 / (1.0 + square * square)


def hurry_at(temp_c: float) -> float:
    """Respiration and upkeep double over 10 K (Q10 = 2, Own)."""
    return exp(0.0693 * min(temp_c - 36.8, 6.0))


def making_at(temp_c: float, ph: float) -> float:
    """Secretion: slow below 30 C and above 40 C, half at pH 6.6 or 7.5."""
    off, sour = (temp_c - 36.0) / 5.0, (ph - 7.05) / 0.6
    return exp(-min(off * off, 700.0)) * exp(-min(sour * sour, 700.0))


def strain(line: Line, at: Around, breath: float) -> float:
    """Death of suffocation (0.05/h without oxygen), too much of it, hunger (0.02/h), heat (0.06/h at 40 C), wrong pH (0.05/h at 6.45), 1/h.

    Lactate feeds a starving cell badly.  Oxygen does harm above 125 % of air saturation: 0.003/h at 210 %.
    """
    short = 1.0 - breath
    found = 0.05 * short * short + 0.02 * 0.2 / (0.2 + max(at.glc, 0.0) + 0.04 * max(at.lac, 0.0))
    burnt = max(0.0, at.o2 - 0.25) / 0.2
    found = found + 0.004 * burnt * burnt
    if at.temp_c > 37.6:
        found = found + 0.006 * (exp(min(at.temp_c - 37.6, 9.0)) - 1.0)
    sour = max(6.75 - at.ph, at.ph - 7.45, 0.0) / 0.3
    return found + 0.05 * sour * sour
