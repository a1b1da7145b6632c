"""exp, log and Poisson with the same bits on every processor.

The C library's exp and log may round differently with and without fused multiply-add; these are built on + - * /
alone, which IEEE 754 fixes to the last bit.  Within 5e-16 relative of the true value, which no model here can tell from exact.
"""

from __future__ import annotations

import math
from random import Random

LN2_HIGH = 6.93147180369123816490e-01
"""The leading 32 bits of ln 2 (split of FreeBSD's e_exp.c): its product with an exponent (at most 11 bits) is exact."""
LN2_LOW = 1.90821492927058770002e-10
"""ln 2 - LN2_HIGH."""
_LOG2_E = 1.4426950408889634
_SQRT_2 = 1.4142135623730951
_LARGEST = 1.7976931348623157e308


def exp(x: float) -> float:
    """e to the x.  0.0 below -745.2; OverflowError above 709.78; ValueError for NaN."""
    if math.isnan(x):
        raise ValueError("exp of NaN")
    if x > 709.782712893384:
        raise OverflowError(f"exp({x}) is beyond a float")
    if x < -745.2:
        return 0.0
    n = int(x * _LOG2_E + (0.5 if x >= 0.0 else -0.5))
    r = (x - n * LN2_HIGH) - n * LN2_LOW
    series = 1.0
    for k in range(14, 0, -1):  # |r| <= 0.35: the term left out is below 1e-18
        series = 1.0 + series * r / k
    return _scaled(series, n)


def _scaled(value: float, exponent: int) -> float:
    """value * 2 ** exponent, by exact products (the last may be subnormal and then rounds once)."""
    while exponent > 1000:
        value *= _power_of_two(1000)
        exponent -= 1000
    while exponent < -1000:
        value *= _power_of_two(-1000)
        exponent += 1000
    return value * _power_of_two(exponent)


def _power_of_two(exponent: int) -> float:
    """2 ** exponent for |exponent| <= 1000."""
    power, base, left = 1.0, 2.0 if exponent >= 0 else 0.5, abs(exponent)
    while left:
        if left & 1:
            power *= base
        left >>= 1
        if left:
            base *= base
    return power


def log(x: float) -> float:
    """Natural logarithm.  ValueError unless 0 < x < infinity."""
    if not 0.0 < x <= _LARGEST:
        raise ValueError(f"log of {x}")
    exponent = 0
    for step in (512, 256, 128, 64, 32, 16, 8, 4, 2, 1):
        power = _power_of_two(step)
        if x >= power:
            x /= power
            exponent += step
    while x < 1.0:
        x *= 2.0
        exponent -= 1
    if x > _SQRT_2:
        x *= 0.5
        exponent += 1
    ratio = (x - 1.0) / (x + 1.0)
    square = ratio * ratio
    series = 0.0
    for k in range(23, 0, -2):  # |ratio| <= 0.1716: the term left out is below 1e-18
        series = series * square + 1.0 / k
    return exponent * LN2_HIGH + (2.0 * ratio * series + exponent * LN2_LOW)


def poisson(rng: Random, mean: float) -> int:
    """One draw of a Poisson law.  ValueError unless 0 <= mean <= 1e6.  Takes about `mean` draws of rng."""
    if not 0.0 <= mean <= 1e6:
        raise ValueError(f"Poisson mean {mean}")
    count = 0
    while mean > 0.0:  # a Poisson law is the sum of smaller ones; e ** -16 is far from underflow
        part = min(16.0, mean)
        mean -= part
        bound, product = exp(-part), rng.random()
        while product > bound:
            count += 1
            product *= rng.random()
    return count
