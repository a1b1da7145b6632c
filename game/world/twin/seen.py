"""What a person can perceive: on the screen (what probes and controllers tell), at the equipment (what is there), in the end.

One symptom, four causes: dissolved oxygen falls on the screen.  At the equipment they part:

| cause | oxygen flow | air flow | bottle gauge | line | bubbles | off-line oxygen |
|---|---|---|---|---|---|---|
| bottle empty | 0 | as set | 0 bar | straight | fewer | as the probe |
| line folded | low | low | full | folded | fewer | as the probe |
| sparger blocked | low | low | full | straight | fewer | as the probe |
| probe drifts | rises | as set | full | straight | more | above the probe |
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from game.world.twin import alarms, samples
from game.world.twin.control import FEED_FULL_L_H, oxygen_valve
from game.world.twin.reactor import Bioreactor
from game.world.twin.state import Batch

GAL_LOW_PCT, GAL_HIGH_PCT = 28.0, 33.0
VIABILITY_LOW_PCT = 70.0
"""Release limits of the game's antibody (invented)."""


@dataclass(frozen=True, slots=True)
class Screen:
    """The process screen.  Readings by probe; set-point, output (%) and mode by loop; alarms in the list by id."""

    t_s: float
    readings: Mapping[str, float]
    setpoints: Mapping[str, float]
    outputs: Mapping[str, float]
    manual: tuple[str, ...]
    o2_valve_pct: float
    rpm: float
    flow_l_min: float
    """Of all gas through the sparger."""
    feed_set_l_h: float
    listed: tuple[str, ...]
    unread: tuple[str, ...]
    siren: bool


@dataclass(frozen=True, slots=True)
class Look:
    """The equipment, walked up to."""

    air_l_min: float
    o2_l_min: float
    co2_l_min: float
    bottle_bar: float
    reserve_bar: float
    inlet_bar: float
    line: str
    """"straight" or "folded"."""
    sparger: str
    """"main" or "second": which one is connected."""
    bubbles: int
    """0 none, 1 few, 2 usual, 3 many."""
    foam_cm: float
    filter: str
    """"dry", "damp" or "wet"."""
    stirring: bool
    feed_pump: str
    """"turning", "still" or "slipped" (turns, and the tube is not seated)."""
    feed_kg: float
    base_kg: float
    jacket_c: float
    mains: bool
    ports: str
    """"right", or "swapped": the sign of the sampling port hangs at the feed line, and the other way round."""


@dataclass(frozen=True, slots=True)
class End:
    """What the batch came to; the limits are invented."""

    viability_pct: float
    vcd: float
    titre_g_l: float
    product_g: float
    gal_pct: float
    volume_l: float
    barrier_doubtful: bool
    """The exhaust filter was wet through at some time."""

    @property
    def within(self) -> bool:
        """Whether quality would find it within its limits."""
        return self.viability_pct >= VIABILITY_LOW_PCT and GAL_LOW_PCT <= self.gal_pct <= GAL_HIGH_PCT and not self.barrier_doubtful


def screen(twin: Bioreactor) -> Screen:
    """What the control room shows."""
    batch = twin.batch
    listed = tuple(name for name, alarm in batch.alarms.items() if alarm.standing or not alarm.acknowledged)
    return Screen(
        t_s=batch.t_s,
        readings=alarms.shown(batch),
        setpoints={name: loop.setpoint for name, loop in batch.loops.items()},
        outputs={name: loop.output for name, loop in batch.loops.items()},
        manual=tuple(name for name, loop in batch.loops.items() if loop.manual),
        o2_valve_pct=oxygen_valve(batch),
        rpm=batch.rpm,
        flow_l_min=batch.gas.air + batch.gas.o2 + batch.gas.co2,
        feed_set_l_h=max(0.0, batch.loops["feed"].output) / 100.0 * FEED_FULL_L_H,
        listed=listed,
        unread=tuple(name for name in listed if not batch.alarms[name].acknowledged),
        siren=batch.siren,
    )


def look(twin: Bioreactor) -> Look:
    """What is to be seen at the bioreactor."""
    batch = twin.batch
    gas = batch.gas
    flow = gas.air + gas.o2 + gas.co2
    return Look(
        air_l_min=gas.air,
        o2_l_min=gas.o2,
        co2_l_min=gas.co2,
        bottle_bar=gas.bottle_bar,
        reserve_bar=gas.reserve_bar,
        inlet_bar=gas.inlet_bar,
        line="folded" if gas.fold > 0.05 else "straight",
        sparger=gas.sparger,
        bubbles=0 if flow < 0.02 else 1 if flow < 1.0 else 2 if flow < 2.8 else 3,
        foam_cm=gas.foam_cm,
        filter="wet" if gas.filter_wet > 0.5 else "damp" if gas.filter_wet > 0.05 else "dry",
        stirring=batch.rpm > 5.0,
        feed_pump=_pump(batch),
        feed_kg=batch.feed.kg,
        base_kg=batch.base.kg,
        jacket_c=batch.jacket_c,
        mains=batch.power_back_s is None,
        ports="swapped" if batch.port_swapped else "right",
    )


def _pump(batch: Batch) -> str:
    if not batch.feed.running or batch.loops["feed"].output <= 0.0 or batch.power_back_s is not None:
        return "still"
    return "slipped" if batch.feed.slip > 0.3 else "turning"


def end(twin: Bioreactor) -> End:
    """The batch as it stands, harvested now."""
    found, broth = samples.content(twin.plan, twin.batch), twin.batch.broth
    return End(
        viability_pct=found["viability"],
        vcd=found["vcd"],
        titre_g_l=found["titre_g_l"],
        product_g=broth.mab / 1000.0,
        gal_pct=found["gal_pct"],
        volume_l=broth.volume_l,
        barrier_doubtful=twin.batch.gas.wettest > 0.5,
    )
