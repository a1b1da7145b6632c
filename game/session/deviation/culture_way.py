"""How a culture that leaves its way is dealt with: which curve, the feed stopped, a sample, the cause on the spot."""

from __future__ import annotations

from collections.abc import Mapping

from game.entities.process import FAULTS
from game.entities.report_forms import ACTS, CLASSES, DESCRIPTIONS, EVIDENCE, REASONS, SCOPE
from game.session.acts import Act, Params
from game.session.deviation import reading
from game.session.deviation.mind import ME, WAIT_S, DeviationMind, Way, wait
from game.spec import StepSpec
from game.world.deviation.culture import ROUND
from game.world.deviation.seen import DeviationSeen
from game.world.typed import clock, shown_time

WATCH_S = 2.0
CONTACT_S = 40
"""Seconds of the process a port stays wet before it is sampled."""


def _leaving(seen: DeviationSeen) -> bool:
    return bool(reading.leaving(seen))


def _alarm_look(seen: DeviationSeen, name: str) -> str:
    """Its trend, where the screen draws one."""
    spec = next(one for one in reading.LIMITS if one.id == name)
    return f"trend.{spec.tag}" if f"trend.{spec.tag}" in seen.kind(seen.console).looks else "alarms"


def _label_says(mind: DeviationMind, thing: str) -> Mapping[str, str]:
    return {"status": "deviation", "batch": mind.process.batch, "time": shown_time(mind.seen.clock_min), "initials": ME}


def _notice(mind: DeviationMind, step: StepSpec) -> Act | None:
    """Stand by the screen, look at the curves in turn, say it when one leaves its way."""
    seen, console = mind.seen, mind.seen.console
    sheet = seen.one("response_sheet")
    if sheet and seen.looked(sheet, "sheet") < 0:
        return Act("look", sheet, "sheet", step.id)
    tag = reading.leaving(seen)
    if not tag:
        if not seen.by(console):
            return Act("walk", console, "", step.id)
        return Act("wait", "", "", step.id, Params(duration_s=WATCH_S))
    trend = f"trend.{tag}"
    if trend in seen.kind(console).looks and seen.looked(console, trend) < 0:
        return Act("look", console, trend, step.id)
    mind.note("tag", tag)
    mind.note("symptom", reading.symptom(seen, tag))
    return Act("declare", console, "deviation", step.id)


def _safe(mind: DeviationMind, step: StepSpec) -> Act | None:
    return _do(mind, mind.seen.level.process.safe[0], step.id) if mind.seen.level.process else None


def _mend(mind: DeviationMind, step: StepSpec) -> Act | None:
    """Look for the cause on the spot; do what the sheet allows, and call for what it does not."""
    seen = mind.seen
    tag = mind.noted("tag") or reading.leaving(seen) or "do"
    noticed = max(0, seen.done_at("notice"))
    for kind, part in reading.LOOKS.get(tag, ()):
        thing = seen.one(kind)
        if thing and seen.looked(thing, part) < noticed:
            return Act("look", thing, part, step.id)
    found = mind.noted("cause") or reading.cause(seen, tag)
    mind.note("cause", found)
    listed = seen.level.process.listed if seen.level.process else ()
    for remedy in reading.remedies(found):
        if remedy not in listed:
            if ("maintenance", "help") in seen.waiting:
                return Act("wait", "", "", step.id, Params(duration_s=WAIT_S))
            return Act("call", "maintenance", "help", step.id)
        return _do(mind, remedy, step.id)
    return None


ACTS_AT: Mapping[str, tuple[str, str]] = {
    "straighten_line": ("gas_line", "fold"),
    "switch_bottle": ("manifold", "switch"),
    "change_sparger": ("reactor", "sparger"),
    "add_antifoam": ("reactor", "antifoam"),
    "isolate_jacket": ("reactor", "jacket"),
    "exchange_probe.do": ("reactor", "do_probe"),
    "exchange_probe.ph": ("reactor", "ph_probe"),
    "seat_tube.feed": ("feed_pump", "seat"),
    "stop_pump.feed": ("console", "stop.feed"),
}
"""Act of the twin -> where a hand does it."""


def _do(mind: DeviationMind, name: str, slot: str) -> Act:
    kind, part = ACTS_AT[name]
    return Act("lift" if name == "straighten_line" else "press", mind.seen.one(kind), part, slot)


def _sample(mind: DeviationMind, step: StepSpec) -> Act | None:
    """A sample, from the right port, wiped and run off: what is still to do to the port, as it is now."""
    seen, port = mind.seen, mind.seen.one("sample_port")
    wet_s, flushed = seen.port(port)
    if wet_s < 0 and not mind.slip.omits(step.id, "disinfect"):
        return Act("press", port, "disinfect", step.id)
    if 0 <= wet_s < CONTACT_S and not mind.slip.omits(step.id, "wait"):
        return wait(step.id, CONTACT_S / mind.process.pace + 1.0)
    if not flushed and not mind.slip.omits(step.id, "flush"):
        return Act("press", port, "flush", step.id)
    return Act("press", port, "sample", step.id)


def _confirm(mind: DeviationMind, step: StepSpec) -> Act | None:
    """A sample, then the bench."""
    seen = mind.seen
    noticed = max(0, seen.done_at("notice"))
    taken = [sample for sample in seen.samples() if sample[0] >= noticed and sample[1] == "sample"]
    if not taken:
        return _sample(mind, step)
    if BENCH[mind.noted("tag") or "do"] in taken[-1][2]:
        return Act("look", seen.one("sample_bench"), "results", step.id)
    return Act("wait", "", "", step.id, Params(duration_s=WAIT_S))


BENCH = {"do": "do", "ph": "ph", "o2_valve": "do", "foam": "do", "temp": "do", "pressure": "do", "feed": "glc_g_l", "glc": "glc_g_l"}
"""What has left its way -> the result of a sample that tells of it."""


def _examine(mind: DeviationMind, step: StepSpec) -> Act | None:
    """The round: scale, pump, window, sign of the port, and a sample held against the screen.  What shows meanwhile comes first."""
    seen = mind.seen
    if seen.done_at("notice") >= 0 or reading.leaving(seen):
        return None
    for kind, part in ROUND:
        if seen.looked(seen.one(kind), part) < 0:
            return Act("look", seen.one(kind), part, step.id)
    taken = [sample for sample in seen.samples() if sample[1] == "sample"]
    if not taken:
        return _sample(mind, step)
    if "glc_g_l" in taken[-1][2]:
        return Act("look", seen.one("sample_bench"), "results", step.id)
    return wait(step.id)


def _facts(mind: DeviationMind) -> dict[str, str]:
    seen, process = mind.seen, mind.seen.level.process
    tag, noticed = mind.noted("tag") or "do", max(0, seen.done_at("notice"))
    kind = FAULTS.get(mind.noted("cause"))
    start = clock(process.clock).value if process else 0

    def shown(second: int) -> str:
        return shown_time((start + second // 60) % 1440) if second >= 0 else ""

    return {
        "symptom": mind.noted("symptom") or "do_low", "description": DESCRIPTIONS[0], "room": process.room if process else "",
        "equipment": process.equipment if process else "", "batch": process.batch if process else "",
        "scope": kind.scope if kind else SCOPE[0],
        "seen": shown(seen.done_at("notice")), "drift": shown(reading.since(seen, tag, noticed)),
        "out": shown(reading.out_since(seen, tag, noticed)), "supervisor": shown(seen.told.get("supervisor", -1)),
        "quality": shown(seen.told.get("quality", -1)), "act": ACTS[0] if seen.done_at("safe") >= 0 else "nothing",
        "evidence": EVIDENCE[0] if seen.lies("trend_print") == seen.one("evidence_folder") else "none",
        "class": kind.cls if kind else CLASSES[1], "reason": kind.reason if kind else REASONS[1],
    }  # fmt: skip


WAY = Way(
    routines={"examine": _examine, "notice": _notice, "safe": _safe, "mend": _mend, "confirm": _confirm},
    leaving=_leaving,
    attend=lambda mind: None,
    alarm_look=_alarm_look,
    facts=_facts,
    label=_label_says,
    start="start.feed",
    beyond=("setpoint.do", "55"),
    touches=("lift", "press", "call"),
    late_min=45,
)
