"""What the papers of a filling line should hold: which units, since which control, where, what was counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from game.entities.process import FAULTS
from game.entities.report_forms import LINE_ACTS, LINE_SCOPE
from game.world.documents import Truth
from game.world.twin.filling import GLOVES, since_good_check
from game.world.twin.filling.state import Check

if TYPE_CHECKING:
    from game.world.deviation.core import DeviationCore

PLACES = {"airlock_b": "airlock", "": "machine"}
"""Where a fault is -> how the report calls it, beside the zones."""


def held(core: DeviationCore) -> tuple[int, int]:
    """The units to hold: from the one after the last good control that fits the fault to the last infed."""
    return since_good_check(core.running.state, _kind(core))


def last_check(core: DeviationCore) -> Check | None:
    """That control."""
    kind = _kind(core)
    return next((check for check in reversed(core.running.state.checks) if check.kind == kind and check.conforming), None)


def _kind(core: DeviationCore) -> str:
    return FAULTS[core.fault.what].check if core.fault else "track"


def zone(where: str) -> str:
    """A glove's zone, a zone, the airlock, or the machine as a whole."""
    return where.rpartition("_")[0] if where in GLOVES else PLACES.get(where, where)


def facts(core: DeviationCore, paper: str) -> Mapping[str, Truth]:
    """Units, pieces, place, the last good control; choices by name."""
    first, last = held(core)
    until = last if core.state.safe >= 0 else None  # while it runs any number read off the panel is honest
    if paper == "status_label":
        return {"status": "deviation"}
    if paper == "units_label":
        return {"status": "quarantine", "units_from": first, "units_to": until}
    if paper != "report" or core.fault is None:
        return {}
    check, kept = last_check(core), core.state.kept
    evidence = "print_and_glove" if "trend_print" in kept and len(kept) > 1 else "print" if "trend_print" in kept else "none"
    return {
        "zone": zone(core.fault.where),
        "pieces": core.state.barrier.binned,
        "removed": core.state.barrier.removed,
        "scope": LINE_SCOPE[0],
        "units_from": first,
        "units_to": until,
        "last_check": core.at_clock(int(check.t_s - core.running.start_s)) if check else None,
        "act": LINE_ACTS[0] if core.state.safe >= 0 else "nothing",
        "evidence": "glove" if evidence == "none" and kept else evidence,
    }
