"""Faults to come, as a level names them: plain data, checked when made."""

from __future__ import annotations

from dataclasses import dataclass

BIOREACTOR = (
    "line_folded", "sparger_blocked", "bottle_empty", "do_probe_drift", "do_probe_frozen", "ph_probe_drift", "temperature_excursion",
    "feed_stopped", "foaming", "wrong_port", "power_cut",
)  # fmt: skip
FILLING = (
    "vial_breaks", "vial_falls", "stopper_jam", "stopper_shortage", "glove_torn", "particles", "airlock_door_open", "tool_dropped",
    "dose_drift", "power_cut",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class When:
    """A condition on the truth: a tag of `probes.truth` or "day"; at the filling line "units" (how many were filled)."""

    tag: str
    side: str
    """"below" or "above"."""
    limit: float


@dataclass(frozen=True, slots=True)
class FaultSpec:
    """A fault to come, at a time of the batch or on a condition; over_s: how long it takes to grow to its size."""

    id: str
    kind: str
    size: float = 1.0
    at_s: float | None = None
    when: When | None = None
    over_s: float = 0.0

    where: str = ""
    """Zone, glove or door, where the kind has one."""

    def __post_init__(self) -> None:
        if self.kind not in BIOREACTOR + FILLING:
            raise ValueError(f"{self.id}: no fault {self.kind!r}; there are {', '.join(BIOREACTOR + FILLING)}")
        if (self.at_s is None) == (self.when is None):
            raise ValueError(f"{self.id}: give at_s or when, and only one")
        if self.kind.endswith("_drift") and self.over_s <= 0.0:
            raise ValueError(f"{self.id}: a drift needs over_s, the time to its size")
