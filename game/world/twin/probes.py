"""What is measured on line, and how badly: lag, noise, drift, a frozen probe.

Noise is drawn by name, 256 readings at a time (`draw(seed, "twin.noise", probe, block)`): one more probe or draw changes nothing
elsewhere.  It is the sum of four even draws, of unit spread, times the probe's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from game.world.draws import draw
from game.world.twin.gas import saturation
from game.world.twin.state import Batch, Probe

BLOCK = 256
READ_EVERY = 2
"""Steps between two readings; in between a reading stands."""


@dataclass(frozen=True, slots=True)
class Make:
    """A kind of probe: how slow (time constant), how noisy (standard deviation)."""

    lag_s: float
    noise: float


MAKES = {
    "do": Make(35.0, 0.18),
    "ph": Make(12.0, 0.0025),
    "temp": Make(15.0, 0.010),
    "pressure": Make(2.0, 0.0012),
    "foam": Make(10.0, 0.15),
    "weight": Make(5.0, 0.02),
    "feed": Make(5.0, 0.004),
    "base": Make(5.0, 0.004),
}
"""% of air saturation, pH, C, bar, cm, kg."""


@lru_cache(maxsize=128)
def noise(seed: int, name: str, block: int) -> tuple[float, ...]:
    """BLOCK draws of mean 0 and standard deviation 1."""
    rng = draw(seed, "twin.noise", name, block)
    return tuple((rng.random() + rng.random() + rng.random() + rng.random() - 2.0) * 1.7320508075688772 for _ in range(BLOCK))


def truth(batch: Batch) -> dict[str, float]:
    """What a perfect probe would tell."""
    broth = batch.broth
    return {
        "do": 100.0 * broth.o2 / broth.volume_l / saturation(broth.temp_c),
        "ph": broth.ph,
        "temp": broth.temp_c,
        "pressure": batch.gas.head_bar,
        "foam": batch.gas.foam_cm,
        "weight": broth.volume_l * 1.01,
        "feed": batch.feed.kg,
        "base": batch.base.kg,
    }


def start(batch: Batch) -> dict[str, Probe]:
    """Well calibrated, settled."""
    return {name: Probe(value, value) for name, value in truth(batch).items()}


def read(batch: Batch, dt_s: float) -> None:
    """Every probe follows the truth; every second step it is read."""
    fresh = batch.step % READ_EVERY == 0
    count = batch.step // READ_EVERY
    for name, value in truth(batch).items():
        probe, make = batch.probes[name], MAKES[name]
        probe.lagged += (value - probe.lagged) * min(1.0, dt_s / make.lag_s)
        if fresh and not probe.frozen:
            probe.reading = max(0.0, probe.lagged + probe.offset + make.noise * noise(batch.seed, name, count // BLOCK)[count % BLOCK])
