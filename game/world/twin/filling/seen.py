"""What a person can perceive at the filling line, what he may conclude from it, and what the batch came to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from game.world.twin.filling import alarms, track
from game.world.twin.filling.machine import FillingLine
from game.world.twin.filling.plan import zone_at
from game.world.twin.filling.state import LineState


@dataclass(frozen=True, slots=True)
class Panel:
    """The machine's screen.  values: particles per m3 of the last minute, Pa, stoppers; counts by station."""

    t_s: float
    running: bool
    stopped_by: str
    """"", start, hand, power, guard, stopper, jam, done."""
    values: Mapping[str, float]
    infed: int
    filled: int
    stoppered: int
    capped: int
    rejected: int
    good: int
    weights: tuple[tuple[int, float], ...]
    """(unit, mL) of the last weighed."""
    listed: tuple[str, ...]
    unread: tuple[str, ...]
    siren: bool
    at_needles: int = 0
    """Number of the last unit that has its dose ..."""
    at_stopper: int = 0
    """... and of the last one past the stoppering: those behind it stand open."""


@dataclass(frozen=True, slots=True)
class Body:
    """A vial as one sees it through the window."""

    n: int
    x: float
    state: str
    filled: bool
    stoppered: bool
    capped: bool


@dataclass(frozen=True, slots=True)
class Sight:
    """The line, walked along."""

    vials: tuple[Body, ...]
    lying: tuple[tuple[str, str], ...]
    """(zone, "broken" or "fallen")."""
    guards_open: tuple[str, ...]
    doors_open: tuple[str, ...]
    hands_in: tuple[str, ...]
    torn: Mapping[str, int]
    """Gloves that somebody has found torn, and the hole as it looks: tenths of a millimetre."""
    stoppers_come: bool
    bowl_low: bool
    bowl_empty: bool
    tool: str
    tool_lies: str
    """Zone on whose floor forceps lie."""
    seal_out: str
    """Zone whose window seal hangs out."""
    mains: bool
    running: bool
    dosing: bool
    """The needles are down."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The batch: unit counts, and who was released that should not have been."""

    good: int
    rejected: int
    removed: int
    quarantined: int
    wrongly_released: tuple[int, ...]
    needlessly_held: int
    """Quarantined or removed, and nothing was wrong with it."""


def panel(twin: FillingLine) -> Panel:
    """What the screen shows."""
    line = twin.state
    counts = line.counts
    listed = tuple(name for name, alarm in line.alarms.items() if alarm.standing or not alarm.acknowledged)
    return Panel(
        t_s=line.t_s, running=line.running, stopped_by=line.stopped_by, values=alarms.shown(line), infed=counts.infed, filled=counts.filled,
        stoppered=counts.stoppered, capped=counts.capped, rejected=counts.rejected, good=counts.good,
        weights=tuple((int(n), ml) for n, ml in line.weights), listed=listed,
        unread=tuple(name for name in listed if not line.alarms[name].acknowledged), siren=line.siren,
        at_needles=next((vial.n for vial in line.vials if vial.dose_ml == 0.0), line.next_n) - 1, at_stopper=track.closed(twin.plan, line),
    )  # fmt: skip


def sight(twin: FillingLine) -> Sight:
    """What the windows show."""
    plan, line = twin.plan, twin.state
    return Sight(
        vials=tuple(Body(v.n, v.x, v.state, v.dose_ml > 0.0, v.stoppered, v.capped) for v in line.vials),
        lying=tuple((zone_at(plan, vial.x), vial.state) for vial in line.vials if vial.state != "up"),
        guards_open=tuple(zone for zone, opened in line.guards.items() if opened),
        doors_open=tuple(door for door, opened in line.doors.items() if opened),
        hands_in=tuple(name for name, glove in line.gloves.items() if glove.in_use),
        torn={name: round(10.0 * glove.hole_mm) for name, glove in line.gloves.items() if glove.known},
        stoppers_come=not line.jammed and line.stoppers > 0,
        bowl_low=line.stoppers < 250,
        bowl_empty=line.stoppers <= 0,
        tool=line.tool,
        tool_lies=line.tool_lies,
        seal_out=line.air.source_at,
        mains=line.power_back_s is None,
        running=line.running,
        dosing=line.dosing_s is not None,
    )


def since_good_check(line: LineState, kind: str) -> tuple[int, int]:
    """The units to hold: from the one after the last conforming control of that kind to the last one infed; (1, 0) when there is none."""
    last = 0
    for check in line.checks:
        if check.kind == kind and check.conforming:
            last = check.unit
    return last + 1, line.counts.infed


def affected(line: LineState) -> tuple[int, ...]:
    """The truth: every unit that met something it should not have."""
    return tuple(sorted(int(n) for n in line.marks))


def outcome(twin: FillingLine) -> Outcome:
    """The batch as it stands."""
    line = twin.state
    held = [n for n in line.out if any(first <= n <= last for first, last in line.quarantined)]
    free = {n for n in line.out if str(n) in line.marks} - set(held)
    return Outcome(
        good=len(line.out),
        rejected=len(line.rejected),
        removed=len(line.removed),
        quarantined=len(held),
        wrongly_released=tuple(sorted(free)),
        needlessly_held=len([n for n in [*held, *line.removed] if str(n) not in line.marks]),
    )
