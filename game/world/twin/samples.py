"""Samples: what is drawn at which port, and when the bench has each value.

The port has a dead leg: who does not run it off first gets broth that has stood there, without oxygen and with less glucose.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from game.world.draws import draw
from game.world.twin import acid
from game.world.twin.gas import saturation
from game.world.twin.plan import Plan
from game.world.twin.state import Batch, Happening, Sample

PORTS = ("sample", "feed_line")
SAMPLE_L = 0.020
DEAD_LEG_L = 0.015
GLC_G_MMOL = 0.18016
LAC_G_MMOL = 0.09008
DELAY_S: Mapping[str, float] = MappingProxyType({
    "do": 300.0, "ph": 300.0, "pco2": 300.0, "glc_g_l": 600.0, "lac_g_l": 600.0, "gln_mm": 600.0, "amm_mm": 600.0,
    "vcd": 1500.0, "viability": 1500.0, "titre_g_l": 86_400.0, "gal_pct": 3.0 * 86_400.0,
})  # fmt: skip
"""From drawing to result: blood-gas analyser, metabolite analyser, cell counter; quality control for product."""
ERROR: Mapping[str, tuple[float, float]] = MappingProxyType({
    "do": (0.0, 1.5), "ph": (0.0, 0.008), "pco2": (0.02, 0.5), "glc_g_l": (0.02, 0.02), "lac_g_l": (0.02, 0.02), "gln_mm": (0.03, 0.05),
    "amm_mm": (0.03, 0.05), "vcd": (0.05, 0.01), "viability": (0.0, 0.7), "titre_g_l": (0.02, 0.005), "gal_pct": (0.0, 0.3),
})  # fmt: skip
"""Standard deviation of a result: share of it, and in its unit."""


def content(plan: Plan, batch: Batch) -> dict[str, float]:
    """The broth as a perfect laboratory would find it: % air saturation, pH, mmHg, g/L, mM, 1e6 cells/mL, %."""
    broth = batch.broth
    v = broth.volume_l
    cells = broth.viable + broth.dead
    return {
        "do": 100.0 * broth.o2 / v / saturation(broth.temp_c),
        "ph": broth.ph,
        "pco2": acid.free_co2(broth.carbon, broth.ph) / v / acid.CO2_MM_PER_MMHG,
        "glc_g_l": broth.glc / v * GLC_G_MMOL,
        "lac_g_l": broth.lac / v * LAC_G_MMOL,
        "gln_mm": broth.gln / v,
        "amm_mm": broth.amm / v,
        "vcd": broth.viable / v,
        "viability": 100.0 * broth.viable / cells if cells > 0.0 else 0.0,
        "titre_g_l": broth.mab / v / 1000.0,
        "gal_pct": 100.0 * broth.gal / broth.mab if broth.mab > 0.0 else 0.0,
    }


def drawn(plan: Plan, batch: Batch, port: str) -> dict[str, float]:
    """What that port gives now.  The feed line holds feed medium that broth has seeped into."""
    values = content(plan, batch)
    if (port == "feed_line") != batch.port_swapped:
        feed = plan.feed
        line = {"do": 95.0, "ph": 6.6, "pco2": 5.0, "glc_g_l": feed.glc * GLC_G_MMOL, "gln_mm": feed.gln}
        return {name: 0.9 * line.get(name, 0.0) + 0.1 * value for name, value in values.items()}
    stood = max(0.0, 1.0 - batch.flushed_l / DEAD_LEG_L) * DEAD_LEG_L / SAMPLE_L
    old = {"do": 0.0, "glc_g_l": 0.6 * values["glc_g_l"], "lac_g_l": values["lac_g_l"] + 0.4, "vcd": 0.85 * values["vcd"]}
    old |= {"ph": values["ph"] - 0.15, "viability": 0.9 * values["viability"], "pco2": values["pco2"] + 20.0}
    return {name: (1.0 - stood) * value + stood * old.get(name, value) for name, value in values.items()}


def take(plan: Plan, batch: Batch, port: str) -> Sample:
    """Draw one: 20 mL leave the vessel (not from the feed line), the values are fixed with the laboratory's error."""
    n = len(batch.samples) + 1
    values = {}
    for name, value in drawn(plan, batch, port).items():
        rng, (share, own) = draw(batch.seed, "twin.sample", name, n), ERROR[name]
        unit = (rng.random() + rng.random() + rng.random() + rng.random() - 2.0) * 1.7320508075688772
        values[name] = max(0.0, value + unit * (share * value + own))
    values["viability"] = min(100.0, values["viability"])
    if (port == "feed_line") == batch.port_swapped:
        remove(batch, SAMPLE_L)
    batch.flushed_l = 0.0
    sample = Sample(n, port, batch.t_s, values)
    batch.samples.append(sample)
    return sample


def remove(batch: Batch, litres: float) -> None:
    """Broth leaves, with all that is in it."""
    broth, book = batch.broth, batch.ledger
    share = litres / broth.volume_l
    for name in book.out:
        lost = getattr(broth, name) * share
        setattr(broth, name, getattr(broth, name) - lost)
        book.out[name] += lost
    broth.volume_l -= litres
    book.out_l += litres


def tell(batch: Batch, happened: list[Happening]) -> None:
    """Results that are due."""
    for sample in batch.samples:
        if len(sample.told) == len(sample.values):
            continue
        for name in sample.values:
            if name not in sample.told and batch.t_s - sample.taken_s >= DELAY_S[name]:
                sample.told.append(name)
                happened.append(Happening("result", f"{sample.n}.{name}", batch.t_s))


def results(sample: Sample) -> dict[str, float]:
    """What the bench has told so far."""
    return {name: sample.values[name] for name in sample.told}
