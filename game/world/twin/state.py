"""Everything that changes in a batch: plain, picklable, nothing derived but what a step hands to the next.

Amounts, not concentrations: what flows in or out is added or taken away, and `Ledger` keeps the sums, so that every balance closes.
"""

from __future__ import annotations

from dataclasses import dataclass, field

SPECIES = ("viable", "dead", "glc", "gln", "lac", "amm", "mab", "gal", "o2", "carbon", "alk")
"""1e9 cells, mmol, mg (mab, gal), meq (alk).  carbon: CO2 and bicarbonate together.  gal: product with galactose."""


@dataclass(slots=True)
class Broth:
    """What is in the vessel."""

    volume_l: float
    viable: float
    dead: float
    glc: float
    gln: float
    lac: float
    amm: float
    mab: float
    gal: float
    o2: float
    carbon: float
    alk: float
    temp_c: float
    ph: float
    """Follows from carbon, alk and volume; kept because the next step starts its search there."""


@dataclass(slots=True)
class Rates:
    """Specific rates, renewed every SLOW_S: 1/h for mu, death, lysis, gln_decay; else mmol or mg/(1e9 cells h)."""

    mu: float = 0.0
    death: float = 0.0
    lysis: float = 0.0
    glc: float = 0.0
    gln: float = 0.0
    lac: float = 0.0
    amm: float = 0.0
    mab: float = 0.0
    gal: float = 0.0
    o2_max: float = 0.0
    gln_decay: float = 0.0


@dataclass(slots=True)
class Gas:
    """Supply, flows and head space.  Flows in L/min (20 C, 1 atm), pressures in bar over the room."""

    bottle_bar: float
    reserve_bar: float
    manifold: bool = True
    """Changes over to a full bottle by itself; somebody keeps it supplied."""
    fold: float = 0.0
    """Share of the line's capacity lost in a fold, 0 .. 1."""
    block: float = 0.0
    """Share of the sparger's holes that are blocked."""
    sparger: str = "main"
    air: float = 0.0
    o2: float = 0.0
    co2: float = 0.0
    inlet_bar: float = 0.0
    head_bar: float = 0.08
    filter_wet: float = 0.0
    """0 dry .. 1 wet through."""
    wettest: float = 0.0
    tripped: bool = False
    kla: float = 0.0
    foam_cm: float = 1.0
    antifoam: float = 0.0
    """mL still at work."""
    frothing: float = 1.0


@dataclass(slots=True)
class Loop:
    """A controller."""

    setpoint: float
    output: float = 0.0
    """What it asks of its actuators, in %: -100 .. 100."""
    integral: float = 0.0
    manual: bool = False


@dataclass(slots=True)
class Probe:
    """A measuring point: what it tells and what is wrong with it."""

    lagged: float
    reading: float
    offset: float = 0.0
    frozen: bool = False


@dataclass(slots=True)
class Pump:
    """A pump on a scale."""

    kg: float
    running: bool = True
    slip: float = 0.0
    """Share of the flow that does not arrive."""


@dataclass(slots=True)
class Alarm:
    """One alarm: `since_s` beyond its limit, `raised_s` rung.  standing, acknowledged: what the list shows."""

    since_s: float | None = None
    raised_s: float | None = None
    standing: bool = False
    acknowledged: bool = True


@dataclass(slots=True)
class Sample:
    """One taken sample: its true content is fixed at once, its values come when the bench has them."""

    n: int
    port: str
    taken_s: float
    values: dict[str, float]
    told: list[str] = field(default_factory=list)


@dataclass(slots=True)
class FaultState:
    """A fault of this run: the truth about it."""

    started_s: float | None = None
    ended_s: float | None = None
    at_start: float = 0.0
    """At the filling line: units filled when it began."""


@dataclass(slots=True)
class Ledger:
    """Sums since the start: liquids in L; in, made (less used) and out by species."""

    fed_l: float = 0.0
    base_l: float = 0.0
    antifoam_l: float = 0.0
    out_l: float = 0.0
    added: dict[str, float] = field(default_factory=lambda: dict.fromkeys(SPECIES, 0.0))
    made: dict[str, float] = field(default_factory=lambda: dict.fromkeys(SPECIES, 0.0))
    out: dict[str, float] = field(default_factory=lambda: dict.fromkeys(SPECIES, 0.0))


@dataclass(slots=True)
class Batch:
    """The whole state."""

    seed: int
    step: int
    t_s: float
    broth: Broth
    rates: Rates
    gas: Gas
    loops: dict[str, Loop]
    probes: dict[str, Probe]
    feed: Pump
    base: Pump
    jacket_c: float
    rpm: float
    ledger: Ledger
    alarms: dict[str, Alarm]
    faults: dict[str, FaultState]
    samples: list[Sample] = field(default_factory=list)
    port_swapped: bool = False
    """The labels of sample port and feed line are exchanged."""
    jacket_stuck_c: float | None = None
    power_back_s: float | None = None
    """When the mains come back; None: they are there."""
    siren: bool = False
    flushed_l: float = 0.0
    """Broth run off since the last sample."""


@dataclass(frozen=True, slots=True)
class Happening:
    """What came about in a step: kind, whom it concerns, when."""

    kind: str
    ident: str
    t_s: float
