"""What a report about the bioreactor is held to: since when a fault could be seen, and since when something was out of its limits.

The same batch runs twice with the same seed, with the faults and without: named noise is the same in both, so any difference between
two readings is the fault's.  It counts as seen when it lasts; nobody must see what a careful eye could not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from game.world.twin import alarms, probes
from game.world.twin.spec import FaultSpec
from game.world.twin.stored import begin

VISIBLE: Mapping[str, float] = MappingProxyType({
    "do": 2.0, "ph": 0.02, "temp": 0.1, "pressure": 0.01, "foam": 2.0, "feed": 0.05, "base": 0.05, "o2_valve": 5.0, "rpm": 3.0,
    "power": 0.5,
})  # fmt: skip
"""By how much a trend must leave its usual course to be seen."""
LASTS_S = 60.0
TRUE_TAGS = ("do", "ph", "temp", "pressure")


@dataclass(frozen=True, slots=True)
class Onset:
    """Seconds of the batch; None: not within the time looked at."""

    visible_s: float | None
    """The reading leaves its usual course."""
    beyond_s: float | None
    """The reading leaves the alert limits."""
    truly_beyond_s: float | None
    """The value itself leaves them, whatever the probe says."""


def onsets(day: int, each: tuple[FaultSpec, ...], *, seed: int, horizon_s: float) -> dict[str, Onset]:
    """By signal of VISIBLE: when, if nobody does anything, from the morning of that day on.  Takes 0.1 s for each 1000 s."""
    ill, well = begin(day, each, seed=seed), begin(day, seed=seed)
    limits = [spec for spec in ill.alarms if spec.level == "alert"] + [spec for spec in ill.alarms if spec.tag in ("rpm", "power")]
    since: dict[str, float | None] = dict.fromkeys(VISIBLE)
    seen: dict[str, float | None] = dict.fromkeys(VISIBLE)
    beyond: dict[str, float | None] = dict.fromkeys(VISIBLE)
    truly: dict[str, float | None] = dict.fromkeys(VISIBLE)
    for _ in range(round(horizon_s)):
        ill.step()
        well.step()
        now, told, usual, true = ill.batch.t_s, alarms.shown(ill.batch), alarms.shown(well.batch), probes.truth(ill.batch)
        for tag, least in VISIBLE.items():
            if abs(told[tag] - usual[tag]) < least:
                since[tag] = None
            elif since[tag] is None:
                since[tag] = now
            started = since[tag]
            if seen[tag] is None and started is not None and now - started >= LASTS_S:
                seen[tag] = started
        for spec in limits:
            if beyond[spec.tag] is None and _over(spec, told[spec.tag]):
                beyond[spec.tag] = now
            if spec.tag in TRUE_TAGS and truly[spec.tag] is None and _over(spec, true[spec.tag]):
                truly[spec.tag] = now
    return {tag: Onset(seen[tag], beyond[tag], truly[tag]) for tag in VISIBLE}


def _over(spec: alarms.AlarmSpec, value: float) -> bool:
    return value < spec.limit if spec.side == "low" else value > spec.limit
