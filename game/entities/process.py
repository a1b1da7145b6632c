"""What stands in a room where a process runs: plant, desk, papers; faults and what belongs to each of them.

Offsets are metres from the foot of a thing (front elevation, 400 units of the drawings to the metre).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from game.entities import filler


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
    shows: str = ""
    """Kind of the label that belongs on it."""
    along: bool = False
    """So long that one works on it from several places: `by` asks for the part."""


TRENDS = ("do", "o2_valve", "ph", "temp", "pressure", "foam", "feed", "rpm")
"""What the process screen draws over time."""
FILLING_TRENDS = ("um05", "um5", "over_b_pa", "room_pa")
"""What the screen of the filling machine does."""

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
        ("window", "filter", "jacket", "sparger"), holds=True, shows="status_label",
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
    PlantKind("five_whys", (0.30, 0.42), paper="five_whys"),
    PlantKind("investigation", (0.30, 0.42), paper="investigation"),
    PlantKind("status_label", (0.08, 0.05), paper="status_label", carried=True),
    PlantKind("trend_print", (0.21, 0.30), carried=True),
    PlantKind("evidence_folder", (0.32, 0.25), holds=True),
    PlantKind("bin", (0.40, 0.60), holds=True),
    PlantKind("clock", (0.30, 0.30)),
    PlantKind("door", (0.90, 2.10), MappingProxyType({"handle": (0.0, 1.05), "leaf": (0.25, 1.20)})),
    PlantKind(
        "filling_panel", (0.60, 1.50), MappingProxyType({"keys": (0.0, 1.20)}),
        ("alarms", "counts", "weights", *(f"trend.{tag}" for tag in FILLING_TRENDS)),
    ),
    PlantKind(
        "filler", filler.SIZE_M, MappingProxyType({**filler.parts(), "status": (0.0, 1.45)}),
        (*(f"window.{zone}" for zone in filler.MIDDLES), *(f"glove.{zone}_{side}" for zone in filler.MIDDLES for side in filler.SIDES)),
        holds=True, shows="status_label", along=True,
    ),
    PlantKind("forceps", (0.15, 0.02)),
    PlantKind("forceps_pack", (0.20, 0.12), MappingProxyType({"open": (0.0, 0.05)})),
    PlantKind("glove_pack", (0.25, 0.15), carried=True),
    PlantKind("glove_removed", (0.25, 0.10), carried=True),
    PlantKind("stopper_bag", (0.25, 0.30), carried=True),
    PlantKind("units_tray", (0.90, 0.95), MappingProxyType({"status": (0.0, 1.00)}), holds=True, shows="units_label"),
    PlantKind("units_label", (0.10, 0.07), paper="units_label", carried=True),
)})  # fmt: skip


@dataclass(frozen=True, slots=True)
class FaultKind:
    """What belongs to a kind of fault.

    tag: what shows it first; band: how far that has to leave its way to be seen; remedy: acts that put it right;
    symptom: what the report has to say; cause: what the team finds the next day, action: what keeps it from coming back;
    silent: no alarm tells of it for long; cls, reason: the class that quality would give it and why, by the site's own key
    (invented; it stands on the response sheet): sterility, identity or truth of data at stake = critical; a barrier, limit or trace
    lost without proven harm = major; a slip on its own, put right, without effect = minor."""

    id: str
    tag: str
    band: float
    remedy: tuple[str, ...]
    symptom: str
    cause: str
    action: str
    cls: str
    reason: str
    silent: bool = False
    check: str = ""
    """Filling line: the control whose last good result bounds the units concerned."""
    places: tuple[str, ...] = ()
    """Filling line: zones or gloves where it can be."""
    twin: str = ""
    """What the twin calls it, where that differs."""
    bench: str = ""
    """Bioreactor: the result of a sample that confirms it; "" for the tag itself."""
    scope: str = "whole_vessel"
    """Bioreactor: what of the batch it touches."""


_PATIENT = ("critical", "patient")
_UNTRUE = ("critical", "data_untrue")
_UNCERTAIN = ("major", "quality_uncertain")
_HARMLESS = ("minor", "no_effect")

FAULTS: Mapping[str, FaultKind] = MappingProxyType({fault.id: fault for fault in (
    # Cells short of oxygen, or held at a wrong value by a probe that lies: a limit is lost, the product may differ; nobody is harmed
    # before it is tested, which is what "uncertain" means.
    FaultKind("line_folded", "do", 2.0, ("straighten_line",), "do_low", "tubing_support", "fix_tubing", *_UNCERTAIN),
    FaultKind("sparger_blocked", "do", 2.0, ("change_sparger",), "do_low", "sparger_cleaning", "check_sparger", *_UNCERTAIN),
    FaultKind("bottle_empty", "do", 2.0, ("switch_bottle",), "do_low", "bottle_round", "bottle_alarm", *_UNCERTAIN),
    FaultKind("do_probe_drift", "do", 2.0, ("exchange_probe.do",), "do_low", "probe_age", "probe_check", *_UNCERTAIN),
    FaultKind("ph_probe_drift", "ph", 0.03, ("exchange_probe.ph",), "ph_shift", "probe_age", "probe_check", *_UNCERTAIN, silent=True),
    FaultKind(
        "temperature_excursion", "temp", 0.15, ("isolate_jacket", "free_jacket_valve"), "temp_high", "valve_upkeep", "valve_plan",
        *_UNCERTAIN,
    ),
    FaultKind(
        "feed_stopped", "feed", 0.03, ("seat_tube.feed",), "feed_flat", "tube_seating", "tube_check", *_UNCERTAIN, silent=True,
        bench="glc_g_l",
    ),
    # Foam that rings has reached the exhaust filter: wet, it is no sterile boundary any more.
    FaultKind("foaming", "foam", 3.0, ("add_antifoam",), "foam_high", "antifoam_limit", "foam_round", *_PATIENT, bench="do"),
    # No alarm tells of these: a control loop hides a slow drift, a frozen probe reads its set-point for ever, foam stays below its
    # limit (put right there, it had no effect), and whoever samples at a port with the wrong sign samples the feed: what is written
    # of the batch is then not of the batch.
    FaultKind(
        "do_probe_creep", "o2_valve", 3.0, ("exchange_probe.do",), "o2_valve_shift", "probe_age", "probe_check", *_UNCERTAIN, silent=True,
        twin="do_probe_drift", bench="do",
    ),
    FaultKind("do_probe_frozen", "do", 0.0, ("exchange_probe.do",), "do_flat", "probe_age", "probe_check", *_UNCERTAIN, silent=True),
    FaultKind(
        "foam_rising", "foam", 2.5, ("add_antifoam",), "foam_high", "antifoam_limit", "foam_round", *_HARMLESS, silent=True,
        twin="foaming", bench="do",
    ),
    FaultKind(
        "wrong_port", "glc", 0.0, ("mend_labels",), "sample_odd", "port_signs", "sign_check", *_UNTRUE, silent=True, bench="glc_g_l",
        scope="sample_only",
    ),
    # Filling line.  Glass among open vials may reach a patient, and so may what open vials took from air beyond its limit or standing
    # still: critical, even when all was found.  A holed glove, a room whose pressure fell, vials that waited open without stoppers:
    # a barrier or a limit lost without proven harm.  A vial that fell and was taken out, a tool that fell and was not used again
    # touched nothing.
    FaultKind(
        "vial_breaks", "jam", 0.5, ("clear",), "vial_broken", "guide_worn", "guide_plan", *_PATIENT, check="track",
        places=("infeed", "filling"),
    ),
    FaultKind(
        "vial_falls", "jam", 0.5, ("clear",), "vial_fallen", "turntable_speed", "speed_range", *_HARMLESS, check="track",
        places=("infeed", "filling"),
    ),
    FaultKind(
        "stopper_jam", "misses", 2.5, ("free_jam",), "stoppers_missing", "bowl_setting", "bowl_check", *_UNCERTAIN, check="track",
        places=("stoppering",),
    ),
    FaultKind(
        "stopper_shortage", "stoppers", 200.0, ("fill_bowl",), "stoppers_missing", "bag_count", "bag_plan", *_UNCERTAIN, check="stoppers",
        places=("stoppering",),
    ),
    FaultKind(
        "glove_torn", "glove", 0.5, ("replace_glove",), "glove_hole", "glove_age", "glove_life", *_UNCERTAIN, silent=True, check="gloves",
        places=tuple(f"{zone}_{side}" for zone in filler.MIDDLES for side in filler.SIDES),
    ),
    FaultKind(
        "particles", "um05", 1500.0, ("find_source",), "particles_high", "seal_age", "seal_plan", *_PATIENT, check="particles",
        places=tuple(filler.MIDDLES),
    ),
    FaultKind(
        "airlock_door_open", "room_pa", 3.0, ("close_door",), "pressure_low", "door_closer", "door_alarm", *_UNCERTAIN, check="pressure",
        places=("airlock_b",),
    ),
    FaultKind(
        "tool_dropped", "tool", 0.5, ("fetch_tool",), "tool_lying", "tool_holder", "holder_change", *_HARMLESS, silent=True, check="track",
        places=tuple(filler.MIDDLES),
    ),
    FaultKind(
        "power_cut", "power", 0.5, ("recover",), "power_lost", "mains_feed", "backup_supply", *_PATIENT, check="particles",
    ),
)})  # fmt: skip
"""Faults a deviation level may draw; see game.world.twin.faults and game.world.twin.filling.faults."""
TWIN_FAULTS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "bioreactor": tuple(name for name, kind in FAULTS.items() if not kind.check),
    "filling": tuple(name for name, kind in FAULTS.items() if kind.check),
})  # fmt: skip
"""Which of them each twin knows."""

STATUS = ("deviation", "quarantine", "released")
SYMPTOMS = (
    "do_low", "do_high", "do_flat", "o2_valve_shift", "ph_shift", "temp_high", "temp_low", "feed_flat", "foam_high", "sample_odd",
)  # fmt: skip
CAUSES = (
    "human_error", "tubing_support", "sparger_cleaning", "bottle_round", "probe_age", "valve_upkeep", "tube_seating", "antifoam_limit",
    "port_signs",
)  # fmt: skip
ACTIONS = (
    "retrain", "fix_tubing", "check_sparger", "bottle_alarm", "probe_check", "valve_plan", "tube_check", "foam_round", "sign_check",
)  # fmt: skip
LINE_SYMPTOMS = (
    "vial_broken", "vial_fallen", "stoppers_missing", "glove_hole", "particles_high", "dose_off", "pressure_low", "tool_lying",
    "power_lost",
)  # fmt: skip
LINE_CAUSES = (
    "human_error", "guide_worn", "turntable_speed", "bowl_setting", "glove_age", "glass_batch", "bag_count", "seal_age", "door_closer",
    "tool_holder", "mains_feed",
)  # fmt: skip
LINE_ACTIONS = (
    "retrain", "guide_plan", "speed_range", "bowl_check", "glove_life", "change_supplier", "bag_plan", "seal_plan", "door_alarm",
    "holder_change", "backup_supply",
)  # fmt: skip
LINE_PLACES = (*filler.MIDDLES, "airlock", "machine")
"""Where on a filling line something was seen: a zone, the airlock's door, the machine as a whole."""
