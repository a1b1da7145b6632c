"""One of each fault, at a size that a control room would see: what plots show and tests try.  Times count from the start of a scene."""

from __future__ import annotations

from dataclasses import replace

from game.world.twin.acts import Act
from game.world.twin.spec import FaultSpec

EXAMPLES: tuple[FaultSpec, ...] = (
    FaultSpec("line_folded", "line_folded", 0.95, at_s=0.0, over_s=1200.0),
    FaultSpec("sparger_blocked", "sparger_blocked", 0.95, at_s=0.0, over_s=4.0 * 3600.0),
    FaultSpec("bottle_empty", "bottle_empty", 1.5, at_s=0.0),
    FaultSpec("do_probe_low", "do_probe_drift", -260.0, at_s=0.0, over_s=2400.0),
    FaultSpec("do_probe_high", "do_probe_drift", 36.0, at_s=0.0, over_s=12.0 * 3600.0),
    FaultSpec("do_probe_frozen", "do_probe_frozen", at_s=0.0),
    FaultSpec("ph_probe_high", "ph_probe_drift", 0.35, at_s=0.0, over_s=12.0 * 3600.0),
    FaultSpec("ph_probe_low", "ph_probe_drift", -0.35, at_s=0.0, over_s=12.0 * 3600.0),
    FaultSpec("temperature_hot", "temperature_excursion", 41.5, at_s=0.0),
    FaultSpec("feed_stopped", "feed_stopped", 1.0, at_s=0.0),
    FaultSpec("foaming", "foaming", 25.0, at_s=0.0, over_s=1800.0),
    FaultSpec("wrong_port", "wrong_port", at_s=0.0),
    FaultSpec("power_cut", "power_cut", 300.0, at_s=0.0),
)

REMEDIES: dict[str, tuple[Act, ...]] = {
    "line_folded": (Act("straighten_line"),),
    "sparger_blocked": (Act("change_sparger"),),
    "bottle_empty": (Act("switch_bottle"),),
    "do_probe_low": (Act("exchange_probe", "do"),),
    "do_probe_high": (Act("exchange_probe", "do"),),
    "do_probe_frozen": (Act("exchange_probe", "do"),),
    "ph_probe_high": (Act("exchange_probe", "ph"),),
    "ph_probe_low": (Act("exchange_probe", "ph"),),
    "temperature_hot": (Act("free_jacket_valve"),),
    "feed_stopped": (Act("restart_pump", "feed"),),
    "foaming": (Act("add_antifoam", value=40.0), Act("swap_filter"), Act("reset_gas")),
    "wrong_port": (Act("mend_labels"),),
    "power_cut": (Act("restart_pump", "feed"), Act("restart_pump", "base")),
}
"""What puts each right, in order; what is not needed at that time is refused and does no harm."""


def at(spec: FaultSpec, t_s: float) -> FaultSpec:
    """The same at another time."""
    return replace(spec, at_s=spec.at_s + t_s) if spec.at_s is not None else spec
