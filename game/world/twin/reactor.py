"""One step of process time, and a batch from its first to its last."""

from __future__ import annotations

from game.world.twin import acid, alarms, control, faults, gas, kinetics, probes, samples
from game.world.twin.plan import STEP_S, Medium, Plan
from game.world.twin.spec import BIOREACTOR, FaultSpec
from game.world.twin.state import Batch, Broth, Happening, Ledger, Pump, Rates

SLOW_S = 10.0
"""How often the specific rates are renewed: cells do not change sooner."""
FEED_KG_L = 1.08
BASE_KG_L = 1.10


def start(plan: Plan, seed: int) -> Batch:
    """Just inoculated: warm, under air, pH from the medium."""
    v = plan.start_l
    viable = plan.seed_cells * v
    medium = plan.medium
    ph = acid.solve_ph(medium.carbon, medium.alk, 7.0)
    broth = Broth(
        volume_l=v, viable=viable, dead=viable * (1.0 / plan.seed_viability - 1.0), glc=medium.glc * v, gln=medium.gln * v, lac=0.0,
        amm=0.5 * v, mab=0.0, gal=0.0, o2=0.01 * plan.loops.do_pct * gas.saturation(plan.loops.temp_c) * v, carbon=medium.carbon * v,
        alk=medium.alk * v, temp_c=plan.loops.temp_c, ph=ph,
    )  # fmt: skip
    batch = Batch(
        seed=seed, step=0, t_s=0.0, broth=broth, rates=Rates(), gas=gas.fresh(plan), loops=control.start(plan), probes={},
        feed=Pump(plan.feed_bag_kg), base=Pump(plan.base_bottle_kg), jacket_c=plan.loops.temp_c, rpm=plan.loops.rpm_low,
        ledger=Ledger(), alarms=alarms.start(plan), faults={},
    )  # fmt: skip
    batch.probes = probes.start(batch)
    batch.rates = kinetics.specific(plan.line, around(batch))
    return batch


def around(batch: Batch) -> kinetics.Around:
    """What the cells meet now."""
    broth = batch.broth
    v = broth.volume_l
    pco2 = acid.free_co2(broth.carbon, broth.ph) / v / acid.CO2_MM_PER_MMHG
    return kinetics.Around(broth.glc / v, broth.gln / v, broth.lac / v, broth.amm / v, broth.o2 / v, broth.temp_c, broth.ph, pco2)


class Bioreactor:
    """A batch that runs: the plan and the faults to come, which do not change, and the state, which does and can be pickled."""

    def __init__(self, plan: Plan, each: tuple[FaultSpec, ...] = (), *, seed: int = 0, batch: Batch | None = None) -> None:
        for spec in each:
            if spec.kind not in BIOREACTOR:
                raise ValueError(f"{spec.id}: {spec.kind!r} is no fault of a bioreactor; there are {', '.join(BIOREACTOR)}")
        self.plan = plan
        self.faults = each
        self.batch = start(plan, seed) if batch is None else batch
        self.alarms = alarms.specs(plan)

    def step(self, dt_s: float = STEP_S) -> list[Happening]:
        """One step of process time.  What is asked of the plant comes before it, through `acts.do`."""
        plan, batch = self.plan, self.batch
        happened: list[Happening] = []
        faults.inject(self.faults, batch, dt_s, happened)
        power = _mains(batch, happened)
        tripped = batch.gas.tripped
        if power:
            control.act(plan, batch, dt_s)
        control.stirrer(plan, batch, dt_s, power=power)
        gas.supply(plan, batch, dt_s, power=power)
        if batch.step % max(1, round(SLOW_S / dt_s)) == 0:
            batch.rates = kinetics.specific(plan.line, around(batch))
        gas.exchange(plan, batch, dt_s / 3600.0)
        grow(batch, dt_s / 3600.0)
        pour(plan, batch, dt_s, power=power)
        control.heat(plan, batch, batch.rates, dt_s, power=power)
        gas.head_space(plan, batch, dt_s)
        foam_out(plan, batch, dt_s)
        broth = batch.broth
        broth.ph = acid.solve_ph(broth.carbon / broth.volume_l, broth.alk / broth.volume_l, broth.ph)
        batch.step += 1
        batch.t_s += dt_s
        probes.read(batch, dt_s)
        alarms.watch(self.alarms, batch, happened)
        samples.tell(batch, happened)
        if batch.gas.tripped and not tripped:
            happened.append(Happening("gas_tripped", "", batch.t_s))
        return happened

    def run(self, seconds: float, dt_s: float = STEP_S) -> list[Happening]:
        """That much process time."""
        happened: list[Happening] = []
        for _ in range(round(seconds / dt_s)):
            happened += self.step(dt_s)
        return happened


def _mains(batch: Batch, happened: list[Happening]) -> bool:
    """Whether there is power.  When it comes back, stirrer, loops and gas start by themselves; pumps wait for somebody."""
    if batch.power_back_s is None:
        return True
    batch.feed.running = batch.base.running = False
    if batch.t_s < batch.power_back_s:
        return False
    batch.power_back_s = None
    happened.append(Happening("power_back", "", batch.t_s))
    return True


def grow(batch: Batch, dt_h: float) -> None:
    """Cells, food, waste and product over one step; nothing is used that is not there."""
    broth, rates, made = batch.broth, batch.rates, batch.ledger.made
    cells = broth.viable * dt_h
    glc = min(broth.glc, rates.glc * cells)
    gln = min(broth.gln, rates.gln * cells)
    decayed = min(broth.gln - gln, rates.gln_decay * dt_h * broth.gln)
    lac = max(-broth.lac, rates.lac * cells)
    amm = max(-broth.amm, rates.amm * cells + decayed)
    died, lysed = rates.death * cells, rates.lysis * dt_h * broth.dead
    if died > broth.viable - 1e-6:  # the last thousand
        died = broth.viable
    changes = {
        "viable": rates.mu * cells - died, "dead": died - lysed, "glc": -glc, "gln": -gln - decayed, "lac": lac, "amm": amm,
        "mab": rates.mab * cells, "gal": rates.gal * cells, "alk": -lac,
    }  # fmt: skip
    for name, change in changes.items():
        setattr(broth, name, getattr(broth, name) + change)
        made[name] += change


def pour(plan: Plan, batch: Batch, dt_s: float, *, power: bool) -> None:
    """Feed and base."""
    feed, base = control.doses(plan, batch, power=power)
    if feed > 0.0:
        litres = feed * dt_s / 3600.0
        batch.feed.kg -= litres * FEED_KG_L
        batch.ledger.fed_l += litres
        add(batch, plan.feed, litres)
    if base > 0.0:
        litres = base * dt_s / 3600.0
        batch.base.kg -= litres * BASE_KG_L
        batch.ledger.base_l += litres
        add(batch, plan.base, litres)


def add(batch: Batch, medium: Medium, litres: float) -> None:
    """Some liquid goes in."""
    broth, added = batch.broth, batch.ledger.added
    broth.volume_l += litres
    for name, amount in (("glc", medium.glc), ("gln", medium.gln), ("alk", medium.alk), ("carbon", medium.carbon)):
        setattr(broth, name, getattr(broth, name) + amount * litres)
        added[name] += amount * litres


def foam_out(plan: Plan, batch: Batch, dt_s: float) -> None:
    """What foam carries into the exhaust: half a litre an hour once the filter is wet."""
    if batch.gas.foam_cm > plan.vessel.foam_out_cm:
        samples.remove(batch, 0.5 * dt_s / 3600.0)
