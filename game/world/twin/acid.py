"""pH of the broth, from its inorganic carbon and its alkalinity.

    alk/V = [HCO3-] + B (pH - 7),   [HCO3-] = carbon/V / (1 + 10^(6.1 - pH))

Bicarbonate with Henderson and Hasselbalch's pK' of 6.1 at 37 C, and one buffer B for all else (amino acids, phosphate, protein; Own).
A lactate takes one alkalinity with it, sodium carbonate brings two and one carbon.  Glutamine's ammonia comes with glutamate or lactate
of the other sign and changes nothing here.
"""

from __future__ import annotations

from game.exact import exp

PK = 6.1
BUFFER = 9.0
"""meq per L and pH unit."""
LN_10 = 2.302585092994046
CO2_MM_PER_MMHG = 0.0306
"""Solubility at 37 C in saline media."""
CO2_MM_PER_ATM = CO2_MM_PER_MMHG * 760.0


def solve_ph(carbon: float, alk: float, guess: float) -> float:
    """pH from mmol/L and meq/L: three Newton steps from a guess, each of half a unit at most; exact to 1e-6 from the last step's pH."""
    ph = guess
    for _ in range(3):
        share = 1.0 / (1.0 + exp(LN_10 * (PK - ph)))
        miss = carbon * share + BUFFER * (ph - 7.0) - alk
        slope = carbon * LN_10 * share * (1.0 - share) + BUFFER
        ph = ph - min(0.5, max(-0.5, miss / slope))
    return min(9.0, max(4.0, ph))


def free_co2(carbon: float, ph: float) -> float:
    """Dissolved CO2, mM."""
    return carbon / (1.0 + exp(LN_10 * (ph - PK)))
