"""What the process screen knows of a signal: its name, its unit, its scale, its limits; and the time of a point of its trend."""

from __future__ import annotations

from dataclasses import dataclass

from game.entities.process import FILLING_TRENDS, TRENDS
from game.session.deviation.reading import BEFORE
from game.view.deviation.view import DeviationView
from game.world.deviation.world import HISTORY_S
from game.world.twin.alarms import AlarmSpec


@dataclass(frozen=True, slots=True)
class Signal:
    """tag: see TRENDS; low, high: of the scale; decimals of its value; loop: what its set-point is called."""

    tag: str
    unit: str
    low: float
    high: float
    decimals: int
    loop: str = ""


SIGNALS: dict[str, Signal] = {
    one.tag: one
    for one in (
        Signal("do", "%", 0.0, 60.0, 0, "do"),
        Signal("o2_valve", "%", 0.0, 105.0, 0),
        Signal("ph", "", 6.75, 7.25, 2, "ph"),
        Signal("temp", "°C", 35.6, 38.0, 1, "temp"),
        Signal("pressure", "bar", 0.0, 0.30, 2),
        Signal("foam", "cm", 0.0, 25.0, 0),
        Signal("feed", "kg", 0.0, 0.0, 2),
        Signal("rpm", "", 0.0, 120.0, 0),
        Signal("um05", "/m³", 0.0, 4000.0, 0),
        Signal("um5", "/m³", 0.0, 120.0, 0),
        Signal("over_b_pa", "Pa", 0.0, 20.0, 0),
        Signal("room_pa", "Pa", 0.0, 20.0, 0),
    )
}


def second_of(point: int) -> int:
    """Second of the run of a point of the history; negative before the run began."""
    return (point - BEFORE + 1) * HISTORY_S


def point_of(second: float) -> int:
    """The point of the history at a second of the run."""
    return round(second / HISTORY_S) + BEFORE - 1


def values(view: DeviationView, tag: str, first: int = 0) -> list[float]:
    """The trend of a signal from a point on."""
    place = (FILLING_TRENDS if tag in FILLING_TRENDS else TRENDS).index(tag)
    return [row[place] for row in view.seen.history[first:]]


def latest(view: DeviationView, tag: str) -> float:
    """The last point of a trend."""
    place = (FILLING_TRENDS if tag in FILLING_TRENDS else TRENDS).index(tag)
    return float(view.seen.history[-1][place])


def setpoint(view: DeviationView, tag: str) -> float | None:
    """What its loop is set to, None for a signal without one and for who cannot read the screen from where he is."""
    seen, loop = view.seen.screen(), SIGNALS[tag].loop
    return float(seen.setpoints[loop]) if loop and seen is not None else None


def limits(view: DeviationView, tag: str) -> list[AlarmSpec]:
    """Alert and action limits that lie on its scale."""
    signal = SIGNALS[tag]
    return [spec for spec in view.seen.alarm_specs if spec.tag == tag and signal.low < spec.limit < signal.high]


def state(view: DeviationView, tag: str) -> str:
    """action | alert | normal, by the value and by the list of alarms: an alarm rings some time after its limit is passed."""
    now, listed = latest(view, tag), view.seen.alarms
    over = [
        spec
        for spec in view.seen.alarm_specs
        if spec.tag == tag and (spec.id in listed or (now < spec.limit if spec.side == "low" else now > spec.limit))
    ]
    return "action" if any(spec.level == "action" for spec in over) else "alert" if over else "normal"


def shown(view: DeviationView, tag: str, value: float) -> str:
    """A value with its unit."""
    signal = SIGNALS[tag]
    unit = view.t("deviation.unit_rpm") if tag == "rpm" else signal.unit
    text = view.number(value, signal.decimals)
    return f"{text}\u00a0{unit}" if unit else text
