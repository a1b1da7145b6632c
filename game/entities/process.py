"""What stands in a room where a process runs: plant, desk, papers; faults and what belongs to each of them.

Offsets are metres from the foot of a thing (front elevation, 400 units of the drawings to the metre).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class PlantKind:
    """A kind of thing.  parts: where a hand works it; looks: what can be looked at closer; paper: a form of this kind lies there;
    holds: what may be put down here; person: who is spoken to here."""

    id: str
    size_m: tuple[float, float]
    parts: Mapping[str, tuple[float, float]] = field(default_factory=lambda: MappingProxyType({}))
    looks: tuple[str, ...] = ()
    paper: str = ""
    holds: bool = False
    carried: bool = False
    """A hand can take it along."""


TRENDS = ("do", "o2_valve", "ph", "temp", "pressure", "foam", "feed", "rpm")
"""What the process screen draws over time."""

_KEYS = {"keys": (0.0, 1.05)}
_PORT = {"port": (0.0, 0.0)}

PLANT: Mapping[str, PlantKind] = MappingProxyType({kind.id: kind for kind in (
    PlantKind("console", (1.75, 1.05), MappingProxyType(_KEYS), ("alarms", *(f"trend.{tag}" for tag in TRENDS))),
    PlantKind("gas_mixer", (0.50, 1.05), looks=("air", "o2", "co2")),
    PlantKind("gas_line", (0.60, 0.20), MappingProxyType({"fold": (0.0, 0.10)}), ("line",)),
    PlantKind("manifold", (0.50, 1.60), MappingProxyType({"switch": (0.0, 1.20)}), ("bottle", "reserve")),
    PlantKind(
        "reactor", (1.10, 2.25),
        MappingProxyType({
            "status": (0.0, 1.25), "sparger": (-0.30, 0.45), "filter": (0.30, 1.95), "antifoam": (-0.30, 1.75),
            "jacket": (0.40, 0.70), "do_probe": (-0.15, 0.60), "ph_probe": (0.00, 0.60),
        }),
        ("window", "filter", "jacket", "sparger"), holds=True,
    ),
    PlantKind("sample_port", (0.10, 0.10), MappingProxyType(_PORT), ("label",)),
    PlantKind("feed_port", (0.10, 0.10), MappingProxyType(_PORT), ("label",)),
    PlantKind("feed_pump", (0.60, 1.10), MappingProxyType({"seat": (0.0, 0.80)}), ("pump", "scale")),
    PlantKind("sample_bench", (0.90, 0.90), looks=("results",)),
    PlantKind("phone", (0.25, 0.20), MappingProxyType({"handset": (0.0, 0.05)})),
    PlantKind("desk", (1.40, 0.75)),
    PlantKind("response_sheet", (0.30, 0.42), looks=("sheet",)),
    PlantKind("batch_record", (0.30, 0.42), looks=("record",)),
    PlantKind("logbook", (0.38, 0.27), paper="logbook"),
    PlantKind("report", (0.30, 0.42), paper="report"),
    PlantKind("investigation", (0.30, 0.42), paper="investigation"),
    PlantKind("status_label", (0.08, 0.05), paper="status_label", carried=True),
    PlantKind("trend_print", (0.21, 0.30), carried=True),
    PlantKind("evidence_folder", (0.32, 0.25), holds=True),
    PlantKind("bin", (0.40, 0.60), holds=True),
    PlantKind("clock", (0.30, 0.30)),
    PlantKind("door", (0.90, 2.10), MappingProxyType({"handle": (0.0, 1.05)})),
)})  # fmt: skip


@dataclass(frozen=True, slots=True)
class FaultKind:
    """What belongs to a kind of fault.

    tag: what shows it first; band: how far that has to leave its way to be seen; remedy: acts that put it right;
    symptom: what the report has to say; cause: what the team finds the next day, action: what keeps it from coming back;
    silent: no alarm tells of it for long; cls, reason: the class that quality would give it and why, by the site's own key
    (invented): sterility, identity or truth of data at stake = critical; a barrier, limit or trace lost without proven harm =
    major; a slip on its own, put right, without effect = minor."""

    id: str
    tag: str
    band: float
    remedy: tuple[str, ...]
    symptom: str
    cause: str
    action: str
    silent: bool = False
    cls: str = "major"
    reason: str = "quality_uncertain"


FAULTS: Mapping[str, FaultKind] = MappingProxyType({fault.id: fault for fault in (
    FaultKind("line_folded", "do", 2.0, ("straighten_line",), "do_low", "tubing_support", "fix_tubing"),
    FaultKind("sparger_blocked", "do", 2.0, ("change_sparger",), "do_low", "sparger_cleaning", "check_sparger"),
    FaultKind("bottle_empty", "do", 2.0, ("switch_bottle",), "do_low", "bottle_round", "bottle_alarm"),
    FaultKind("do_probe_drift", "do", 2.0, ("exchange_probe.do",), "do_low", "probe_age", "probe_check"),
    FaultKind("ph_probe_drift", "ph", 0.03, ("exchange_probe.ph",), "ph_shift", "probe_age", "probe_check", silent=True),
    FaultKind("temperature_excursion", "temp", 0.15, ("isolate_jacket", "free_jacket_valve"), "temp_high", "valve_upkeep", "valve_plan"),
    FaultKind("feed_stopped", "feed", 0.06, ("restart_pump.feed",), "feed_flat", "tube_seating", "tube_check", silent=True),
    FaultKind("foaming", "foam", 3.0, ("add_antifoam",), "foam_high", "antifoam_limit", "foam_round"),
)})  # fmt: skip
"""Faults a deviation level of a bioreactor may draw; see game.world.twin.faults."""

STATUS = ("deviation", "quarantine", "released")
SYMPTOMS = ("do_low", "do_high", "ph_shift", "temp_high", "temp_low", "feed_flat", "foam_high")
CAUSES = (
    "human_error", "tubing_support", "sparger_cleaning", "bottle_round", "probe_age", "valve_upkeep", "tube_seating", "antifoam_limit",
)  # fmt: skip
ACTIONS = ("retrain", "fix_tubing", "check_sparger", "bottle_alarm", "probe_check", "valve_plan", "tube_check", "foam_round")
