"""Faults as data: what goes wrong, when, how much, how fast.  A level names them; the truth of a run is in `Batch.faults`.

| kind | size | what it does | put right by |
|---|---|---|---|
| line_folded | share of the capacity lost | all sparge flows fall, the line shows it | straighten_line |
| sparger_blocked | share of the holes | all sparge flows fall, few bubbles | change_sparger |
| bottle_empty | bar left | the manifold fails; the oxygen flow alone falls | switch_bottle |
| do_probe_drift | % of air saturation | only the reading falls (or rises), over over_s | exchange_probe, calibrate |
| do_probe_frozen | - | the reading stands still | exchange_probe |
| ph_probe_drift | pH | the loop doses CO2 or base on a false reading | exchange_probe, calibrate |
| temperature_excursion | jacket C | the jacket valve is stuck open on hot (or cold) water | isolate_jacket, free_jacket_valve |
| feed_stopped | share that does not arrive | weight stands still, glucose falls | seat_tube, restart_pump |
| foaming | times the usual | foam, wet exhaust filter, pressure, gas trips | antifoam, swap_filter, reset_gas |
| wrong_port | - | who samples at the sample port gets the feed line | mend_labels |
| power_cut | seconds | all stops; pumps stay stopped | restart_pump, after the mains are back |
"""

from __future__ import annotations

from game.world.twin import probes
from game.world.twin.spec import FaultSpec
from game.world.twin.state import Batch, FaultState, Happening, Probe


def inject(each: tuple[FaultSpec, ...], batch: Batch, dt_s: float, happened: list[Happening]) -> None:
    """Start what is due, and let what runs have its effect."""
    for spec in each:
        state = batch.faults.get(spec.id)
        if state is None:
            if not _due(spec, batch):
                continue
            state = batch.faults[spec.id] = FaultState(started_s=batch.t_s)
            happened.append(Happening("fault_started", spec.id, batch.t_s))
            _begin(spec, batch)
        if state.ended_s is None and state.started_s is not None:
            grown = 1.0 if spec.over_s <= 0.0 else min(1.0, (batch.t_s - state.started_s) / spec.over_s)
            _go_on(spec, batch, grown, dt_s)


def _due(spec: FaultSpec, batch: Batch) -> bool:
    if spec.at_s is not None:
        return batch.t_s >= spec.at_s
    if spec.when is None:
        return False
    value = batch.t_s / 86400.0 if spec.when.tag == "day" else probes.truth(batch)[spec.when.tag]
    return value < spec.when.limit if spec.when.side == "below" else value > spec.when.limit


def _begin(spec: FaultSpec, batch: Batch) -> None:
    """What happens at once."""
    if spec.kind == "bottle_empty":
        batch.gas.bottle_bar = min(batch.gas.bottle_bar, spec.size)
        batch.gas.manifold = False
    elif spec.kind == "do_probe_frozen":
        batch.probes["do"].frozen = True
    elif spec.kind == "temperature_excursion":
        batch.jacket_stuck_c = spec.size
    elif spec.kind == "wrong_port":
        batch.port_swapped = True
    elif spec.kind == "power_cut":
        batch.power_back_s = batch.t_s + spec.size


def _go_on(spec: FaultSpec, batch: Batch, grown: float, dt_s: float) -> None:
    """What grows."""
    if spec.kind == "line_folded":
        batch.gas.fold = grown * spec.size
    elif spec.kind == "sparger_blocked":
        batch.gas.block = grown * spec.size
    elif spec.kind == "do_probe_drift":
        _drift(spec, batch.probes["do"], grown, dt_s)
    elif spec.kind == "ph_probe_drift":
        _drift(spec, batch.probes["ph"], grown, dt_s)
    elif spec.kind == "feed_stopped":
        batch.feed.slip = grown * spec.size
    elif spec.kind == "foaming":
        batch.gas.frothing = 1.0 + grown * (spec.size - 1.0)


def _drift(spec: FaultSpec, probe: Probe, grown: float, dt_s: float) -> None:
    """In small parts, so that a probe set right in the middle of it drifts no further than what is left."""
    if grown < 1.0:
        probe.offset += spec.size * dt_s / spec.over_s


def end(each: tuple[FaultSpec, ...], batch: Batch, *kinds: str) -> None:
    """What somebody has put right is over, and stays over."""
    for spec in each:
        state = batch.faults.get(spec.id)
        if spec.kind in kinds and state is not None and state.ended_s is None:
            state.ended_s = batch.t_s
