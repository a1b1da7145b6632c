"""What the expert makes of what he sees: which curve has left its way and since when, and what is wrong with the plant."""

from __future__ import annotations

from game.entities.process import FAULTS, TRENDS
from game.world.deviation.seen import DeviationSeen
from game.world.deviation.world import BEFORE_S, HISTORY_S
from game.world.twin.alarms import AlarmSpec, specs
from game.world.twin.plan import Plan

BANDS = {"do": 4.0, "ph": 0.06, "temp": 0.3, "pressure": 0.04, "foam": 6.0, "feed": 0.12}
"""So far off its way a curve has clearly left it."""
FINE = {"do": 1.5, "ph": 0.02, "temp": 0.1, "pressure": 0.015, "foam": 2.0, "feed": 0.05}
"""So far off one sees, looking back, that it had begun."""
CAREFUL = {**BANDS, "ph": 0.035, "foam": 2.2, "feed": 0.03, "o2_valve": 3.0}
CAREFUL_FINE = {**FINE, "ph": 0.012, "foam": 0.8, "feed": 0.015, "o2_valve": 1.7}
"""Who makes rounds looks closer, and at what a loop does to hold its set-point."""
FLAT = 30
"""Points of a trend that are all the same: no probe is so quiet."""
ODD_GLC_G_L = 12.0
"""No broth holds so much glucose."""
GLC_S = 600
"""From drawing to the glucose of a sample."""
SYMPTOM = {("do", -1): "do_low", ("do", 1): "do_high", ("temp", 1): "temp_high", ("temp", -1): "temp_low", ("foam", 1): "foam_high"}
PLAIN = {"ph": "ph_shift", "feed": "feed_flat", "o2_valve": "o2_valve_shift", "glc": "sample_odd"}
"""Signs that have one name whichever way they go."""
BOTTLE_LOW_BAR = 12.0
ARRIVES = 0.6
"""Less than this share of the oxygen that is asked for, and something stands in its way."""
BEFORE = BEFORE_S // HISTORY_S
LIMITS: tuple[AlarmSpec, ...] = specs(Plan())


def way(seen: DeviationSeen, tag: str, at: int) -> float:
    """What a curve would read at a point of the history if it had kept the way of the hour before the run."""
    place, history = TRENDS.index(tag), seen.history
    first, last = history[BEFORE // 2][place], history[BEFORE - 1][place]
    slope = (last - first) / (BEFORE - 1 - BEFORE // 2) if tag == "feed" else 0.0
    mean = 0.0
    for row in history[BEFORE // 2 : BEFORE]:
        mean += row[place] / (BEFORE - BEFORE // 2)
    return last + slope * (at - BEFORE + 1) if tag == "feed" else mean


def off(seen: DeviationSeen, tag: str) -> float:
    """How far a curve is off its way now."""
    at = len(seen.history) - 1
    return seen.history[at][TRENDS.index(tag)] - way(seen, tag, at)


def leaving(seen: DeviationSeen) -> str:
    """The curve that has left its way, "" for none.  An alarm tells which; else the one that is farthest off."""
    for name in seen.alarms:
        tag = next((spec.tag for spec in LIMITS if spec.id == name), "")
        if tag in BANDS:
            return tag
    bands = CAREFUL if careful(seen) else BANDS
    if careful(seen) and flat_since(seen, len(seen.history) - 1) <= len(seen.history) - FLAT:
        return "do"
    far = [tag for tag in bands if abs(off(seen, tag)) > bands[tag]]
    if not far and careful(seen) and odd_sample(seen) >= 0:
        return "glc"
    if not far and careful(seen) and was_off(seen, "ph"):
        return "ph"
    return max(far, key=lambda tag: abs(off(seen, tag)) / bands[tag]) if far else ""


def was_off(seen: DeviationSeen, tag: str) -> bool:
    """Whether a curve has left its way since the run began, though its loop has brought it back: the trend still shows it."""
    place, usual = TRENDS.index(tag), way(seen, tag, BEFORE)
    return any(abs(row[place] - usual) > CAREFUL[tag] for row in seen.history[BEFORE:])


def careful(seen: DeviationSeen) -> bool:
    """Whether the level has a round to make: then no alarm may tell."""
    return any(step.do == "examine" for step in seen.steps)


def flat_since(seen: DeviationSeen, at: int) -> int:
    """The first point of the history from which dissolved oxygen has read the same up to that one."""
    place, history = TRENDS.index("do"), seen.history
    while at > 0 and history[at - 1][place] == history[at][place]:
        at -= 1
    return at


def odd_sample(seen: DeviationSeen) -> int:
    """When a sample was drawn that cannot be this broth, as far as the bench was read; -1 for none."""
    read = seen.looked(seen.one("sample_bench"), "results")
    for taken, port, told in seen.samples():
        if port == "sample" and read >= taken + GLC_S and told.get("glc_g_l", 0.0) > ODD_GLC_G_L:
            return taken
    return -1


def peak(seen: DeviationSeen, tag: str, noticed: int) -> int:
    """Where in the history a curve was farthest off its way, up to when it was noticed: it may be back since."""
    place = TRENDS.index(tag)
    last = min(len(seen.history) - 1, BEFORE + noticed // HISTORY_S)
    return max(range(min(BEFORE, last), last + 1), key=lambda at: abs(seen.history[at][place] - way(seen, tag, at)))


def since(seen: DeviationSeen, tag: str, noticed: int) -> int:
    """Second of the run since which that curve can be seen to leave its way, read back from where it was farthest off."""
    if tag == "glc":
        return odd_sample(seen)
    last = min(len(seen.history) - 1, BEFORE + noticed // HISTORY_S)
    if tag == "do" and careful(seen) and flat_since(seen, last) <= last - FLAT // 2:
        return max(0, (flat_since(seen, last) - BEFORE + 1) * HISTORY_S)
    place, fine = TRENDS.index(tag), (CAREFUL_FINE if careful(seen) else FINE)[tag]
    at = peak(seen, tag, noticed)
    while at > BEFORE and abs(seen.history[at - 1][place] - way(seen, tag, at - 1)) > fine:
        at -= 1
    return max(0, (at - BEFORE + 1) * HISTORY_S)


def out_since(seen: DeviationSeen, tag: str, noticed: int) -> int:
    """Second of the run since which it was out of its first limit, -1 when it never was."""
    if tag not in TRENDS:
        return -1
    place = TRENDS.index(tag)
    for at in range(BEFORE, len(seen.history)):
        value = seen.history[at][place]
        for spec in LIMITS:
            if spec.tag == tag and (value < spec.limit if spec.side == "low" else value > spec.limit):
                return (at - BEFORE + 1) * HISTORY_S
    return -1


def symptom(seen: DeviationSeen, tag: str) -> str:
    """How the report calls it."""
    if tag in PLAIN:
        return PLAIN[tag]
    if tag == "do" and careful(seen) and abs(off(seen, "do")) < BANDS["do"]:
        return "do_flat"
    at = peak(seen, tag, seen.seconds)
    return SYMPTOM[(tag, 1 if seen.history[at][TRENDS.index(tag)] > way(seen, tag, at) else -1)]


LOOKS: dict[str, tuple[tuple[str, str], ...]] = {
    "do": (("gas_mixer", "o2"), ("manifold", "bottle"), ("gas_line", "line"), ("reactor", "sparger")),
    "feed": (("feed_pump", "pump"),),
    "foam": (("reactor", "window"),),
    "temp": (("reactor", "jacket"),),
    "ph": (("reactor", "window"),),
    "o2_valve": (("gas_mixer", "o2"), ("reactor", "window")),
    "glc": (("sample_port", "label"), ("feed_port", "label")),
}
"""Where one looks when a curve has left its way."""


def cause(seen: DeviationSeen, tag: str) -> str:
    """The fault that what is to be seen speaks for, "" when nothing does."""
    plant = seen.plant()
    if tag == "do":
        if careful(seen):
            return "do_probe_frozen"
        if plant.line == "folded":
            return "line_folded"
        if plant.bottle_bar < BOTTLE_LOW_BAR:
            return "bottle_empty"
        asked = seen.history[-1][TRENDS.index("o2_valve")] / 100.0 * Plan().loops.o2_l_min
        return "sparger_blocked" if plant.o2_l_min < ARRIVES * asked else "do_probe_drift"
    causes = {"feed": "feed_stopped", "foam": "foaming", "temp": "temperature_excursion", "ph": "ph_probe_drift"}
    if careful(seen):
        causes |= {"foam": "foam_rising", "o2_valve": "do_probe_creep", "glc": "wrong_port" if plant.ports == "swapped" else ""}
    return causes.get(tag, "")


def remedies(fault: str) -> tuple[str, ...]:
    """What puts it right."""
    return FAULTS[fault].remedy if fault in FAULTS else ()
