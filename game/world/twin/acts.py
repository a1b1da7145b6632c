"""What a person can do to the bioreactor, as data, so that a journal can hold it: `do(twin, Act("straighten_line"))`.

Everything possible is carried out, right or wrong; only the impossible is refused, with a word that says why.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.world.draws import draw
from game.world.twin import alarms, faults, probes, samples
from game.world.twin.reactor import BASE_KG_L, Bioreactor, add

LOOPS = ("do", "ph", "temp", "feed", "air")
RANGES = {"do": (0.0, 100.0), "ph": (6.0, 8.0), "temp": (25.0, 42.0), "feed": (0.0, 0.5), "air": (0.0, 6.0)}
"""What the control system accepts as a set-point: %, pH, C, L/h, L/min."""
PUMPS = ("feed", "base")


@dataclass(frozen=True, slots=True)
class Act:
    """kind: a key of ACTS; target: a loop, probe, pump, port or alarm; value: in the target's unit."""

    kind: str
    target: str = ""
    value: float = 0.0


def do(twin: Bioreactor, act: Act) -> str:
    """Carry it out.  "" when done, else why it is impossible: unknown, nothing_there, out_of_range, no_power."""
    handler = ACTS.get(act.kind)
    return "unknown" if handler is None else handler(twin, act)


def _setpoint(twin: Bioreactor, act: Act) -> str:
    if act.target not in LOOPS:
        return "unknown"
    low, high = RANGES[act.target]
    if not low <= act.value <= high:
        return "out_of_range"
    twin.batch.loops[act.target].setpoint = act.value
    return ""


def _mode(twin: Bioreactor, act: Act) -> str:
    """value 1: manual, the output stays where it is; 0: automatic, taken over without a jump."""
    loop = twin.batch.loops.get(act.target)
    if loop is None:
        return "unknown"
    loop.manual = act.value > 0.5
    if not loop.manual:
        loop.integral = loop.output
    return ""


def _output(twin: Bioreactor, act: Act) -> str:
    """A manual loop's output, %."""
    loop = twin.batch.loops.get(act.target)
    if loop is None:
        return "unknown"
    if not loop.manual:
        return "automatic"
    if not -100.0 <= act.value <= (600.0 if act.target == "air" else 100.0):
        return "out_of_range"
    loop.output = act.value
    return ""


def _straighten_line(twin: Bioreactor, act: Act) -> str:
    if twin.batch.gas.fold <= 0.0:
        return "nothing_there"
    twin.batch.gas.fold = 0.0
    faults.end(twin.faults, twin.batch, "line_folded")
    return ""


def _change_sparger(twin: Bioreactor, act: Act) -> str:
    gas = twin.batch.gas
    gas.sparger = "second" if gas.sparger == "main" else "main"
    if gas.sparger == "second":
        faults.end(twin.faults, twin.batch, "sparger_blocked")
    return ""


def _switch_bottle(twin: Bioreactor, act: Act) -> str:
    """The reserve takes over; what was on is the reserve now."""
    gas = twin.batch.gas
    gas.bottle_bar, gas.reserve_bar = gas.reserve_bar, gas.bottle_bar
    faults.end(twin.faults, twin.batch, "bottle_empty")
    return ""


def _exchange_probe(twin: Bioreactor, act: Act) -> str:
    """A fresh one, calibrated before it went in: within a third of the noise."""
    probe = twin.batch.probes.get(act.target)
    if probe is None:
        return "unknown"
    rng = draw(twin.batch.seed, "twin.probe", act.target, twin.batch.step)
    probe.offset = probes.MAKES[act.target].noise * (rng.random() - 0.5)
    probe.frozen = False
    _drift_over(twin, act.target)
    return ""


def _calibrate(twin: Bioreactor, act: Act) -> str:
    """Set to a value from elsewhere, right or wrong: a sample of an hour ago shifts it by what has changed since."""
    probe = twin.batch.probes.get(act.target)
    if probe is None:
        return "unknown"
    probe.offset += act.value - probe.reading
    _drift_over(twin, act.target)
    return ""


def _drift_over(twin: Bioreactor, target: str) -> None:
    if target == "do":
        faults.end(twin.faults, twin.batch, "do_probe_drift", "do_probe_frozen")
    elif target == "ph":
        faults.end(twin.faults, twin.batch, "ph_probe_drift")


def _isolate_jacket(twin: Bioreactor, act: Act) -> str:
    """Shut the hand valves: the jacket stands, and goes to the broth's temperature."""
    twin.batch.jacket_stuck_c = twin.batch.broth.temp_c
    return ""


def _free_jacket_valve(twin: Bioreactor, act: Act) -> str:
    if twin.batch.jacket_stuck_c is None:
        return "nothing_there"
    twin.batch.jacket_stuck_c = None
    faults.end(twin.faults, twin.batch, "temperature_excursion")
    return ""


def _restart_pump(twin: Bioreactor, act: Act) -> str:
    """Seat the tube anew and start."""
    if act.target not in PUMPS:
        return "unknown"
    if twin.batch.power_back_s is not None:
        return "no_power"
    pump = twin.batch.feed if act.target == "feed" else twin.batch.base
    pump.running, pump.slip = True, 0.0
    if act.target == "feed":
        faults.end(twin.faults, twin.batch, "feed_stopped")
    return ""


def _seat_tube(twin: Bioreactor, act: Act) -> str:
    """Lay the tube anew into the pump head; whether it runs is another matter."""
    if act.target not in PUMPS:
        return "unknown"
    (twin.batch.feed if act.target == "feed" else twin.batch.base).slip = 0.0
    if act.target == "feed":
        faults.end(twin.faults, twin.batch, "feed_stopped")
    return ""


def _start_pump(twin: Bioreactor, act: Act) -> str:
    """Its key at the console: a tube that has slipped stays so."""
    if act.target not in PUMPS:
        return "unknown"
    if twin.batch.power_back_s is not None:
        return "no_power"
    (twin.batch.feed if act.target == "feed" else twin.batch.base).running = True
    return ""


def _stop_pump(twin: Bioreactor, act: Act) -> str:
    if act.target not in PUMPS:
        return "unknown"
    (twin.batch.feed if act.target == "feed" else twin.batch.base).running = False
    return ""


def _add_base(twin: Bioreactor, act: Act) -> str:
    """Litres, by hand."""
    batch = twin.batch
    if not 0.0 < act.value * BASE_KG_L <= batch.base.kg:
        return "out_of_range"
    batch.base.kg -= act.value * BASE_KG_L
    batch.ledger.base_l += act.value
    add(batch, twin.plan.base, act.value)
    return ""


def _add_antifoam(twin: Bioreactor, act: Act) -> str:
    """mL.  It breaks foam and costs transfer."""
    if not 0.0 < act.value <= 500.0:
        return "out_of_range"
    batch = twin.batch
    batch.gas.antifoam += act.value
    batch.broth.volume_l += act.value / 1000.0
    batch.ledger.antifoam_l += act.value / 1000.0
    if act.value >= 10.0:
        faults.end(twin.faults, batch, "foaming")
        batch.gas.frothing = 1.0
    return ""


def _swap_filter(twin: Bioreactor, act: Act) -> str:
    """The second exhaust filter takes over."""
    twin.batch.gas.filter_wet = 0.0
    return ""


def _reset_gas(twin: Bioreactor, act: Act) -> str:
    """After a trip; refused while the pressure is still too high."""
    gas = twin.batch.gas
    if not gas.tripped:
        return "nothing_there"
    if gas.head_bar > twin.plan.vessel.trip_bar - 0.05:
        return "still_high"
    gas.tripped = False
    return ""


def _mend_labels(twin: Bioreactor, act: Act) -> str:
    if not twin.batch.port_swapped:
        return "nothing_there"
    twin.batch.port_swapped = False
    faults.end(twin.faults, twin.batch, "wrong_port")
    return ""


def _flush_port(twin: Bioreactor, act: Act) -> str:
    """mL run off before a sample."""
    if not 0.0 < act.value <= 200.0:
        return "out_of_range"
    samples.remove(twin.batch, act.value / 1000.0)
    twin.batch.flushed_l += act.value / 1000.0
    return ""


def _take_sample(twin: Bioreactor, act: Act) -> str:
    if act.target not in samples.PORTS:
        return "unknown"
    samples.take(twin.plan, twin.batch, act.target)
    return ""


def _acknowledge(twin: Bioreactor, act: Act) -> str:
    batch = twin.batch
    if not alarms.acknowledge(batch.alarms, act.target):
        return "nothing_there"
    batch.siren = batch.siren and not alarms.all_read(batch.alarms)
    return ""


def _silence(twin: Bioreactor, act: Act) -> str:
    """The sound only: nothing is acknowledged by it."""
    if not twin.batch.siren:
        return "nothing_there"
    twin.batch.siren = False
    return ""


ACTS: dict[str, Callable[[Bioreactor, Act], str]] = {
    "setpoint": _setpoint,
    "mode": _mode,
    "output": _output,
    "straighten_line": _straighten_line,
    "change_sparger": _change_sparger,
    "switch_bottle": _switch_bottle,
    "exchange_probe": _exchange_probe,
    "calibrate": _calibrate,
    "isolate_jacket": _isolate_jacket,
    "free_jacket_valve": _free_jacket_valve,
    "restart_pump": _restart_pump,
    "seat_tube": _seat_tube,
    "start_pump": _start_pump,
    "stop_pump": _stop_pump,
    "add_base": _add_base,
    "add_antifoam": _add_antifoam,
    "swap_filter": _swap_filter,
    "reset_gas": _reset_gas,
    "mend_labels": _mend_labels,
    "flush_port": _flush_port,
    "take_sample": _take_sample,
    "acknowledge": _acknowledge,
    "silence": _silence,
}
