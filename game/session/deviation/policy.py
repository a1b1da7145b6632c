"""What the expert in a deviation does next, from what he perceives: who asks, what is in hand, what was done and is not yet
written, then the steps in order.  Nothing here is a plan: it works from any state.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from game.commands import HANDS
from game.entities.people import QUESTIONS
from game.entities.process import FAULTS
from game.entities.report_forms import ACTS, CLASSES, DESCRIPTIONS, EVIDENCE, LOG_LINES, MEASURES, REASONS, SCOPE
from game.session.acts import Act, Params
from game.session.deviation import reading
from game.session.mind import Memory
from game.session.mutation import Slip
from game.spec import StepSpec
from game.world.deviation.seen import DeviationSeen
from game.world.typed import clock, shown_time

ME = "MD"
WATCH_S = 2.0
WAIT_S = 1.0
CONTACT_S = 40
"""Seconds of the process a port stays wet before it is sampled."""
LATE_MIN = 45
"""How long somebody who is late lets pass (minutes of the process)."""


@dataclass(frozen=True, slots=True)
class DeviationMind:
    """All that a routine may consult."""

    seen: DeviationSeen
    memory: Memory
    slip: Slip

    def noted(self, what: str) -> str:
        """What he remembers under a name: "tag" the curve that left its way, "cause" what he found; "" for nothing."""
        prefix = f"{what}="
        return next((one[len(prefix) :] for one in sorted(self.memory.believed) if one.startswith(prefix)), "")

    def note(self, what: str, value: str) -> None:
        """Remember it."""
        self.memory.believed.add(f"{what}={value}")

    def step(self, do: str) -> StepSpec | None:
        """The first step of that kind."""
        return next((step for step in self.seen.steps if step.do == do), None)

    def done(self, step: StepSpec) -> bool:
        """Whether he thinks a step done, or leaves it out."""
        return step.id in self.memory.believed or self.slip.omits(step.id, "step") or self.seen.step_done(step.id)

    def written(self, thing: str, field: str) -> bool:
        """Whether a field holds something."""
        return field in self.seen.entries(thing)


def next_act(seen: DeviationSeen, memory: Memory, slip: Slip) -> Act | None:
    """The next act; None when nothing is left or possible."""
    mind = DeviationMind(seen, memory, slip)
    act = _attend(mind) or _alarm(mind) or _entry(mind)
    if act:
        return act
    for step in _due(mind):
        if _postpones(mind, step):
            continue
        act = _late(mind, step) or ROUTINES[step.do](mind, step)
        if act:
            return act
        memory.believed.add(step.id)  # nothing (more) he could do for it
        return next_act(seen, memory, slip)
    return None


def _due(mind: DeviationMind) -> list[StepSpec]:
    """The steps that are not done and whose turn it is, in order."""
    done = {step.id for step in mind.seen.steps if mind.done(step)}
    return [step for step in mind.seen.steps if step.id not in done and all(after in done for after in step.after)]


def _postpones(mind: DeviationMind, step: StepSpec) -> bool:
    """Who tells somebody late has told the others in time."""
    others = [one for one in mind.seen.steps if one.do == "notify" and one.id != step.id]
    return mind.slip.at("late", step.id) and step.do == "notify" and any(not mind.done(one) for one in others)


# --- what cannot wait ---------------------------------------------------------------------------------------------------


def _attend(mind: DeviationMind) -> Act | None:
    """Who is asked answers; what is in hand goes where it belongs."""
    seen = mind.seen
    if seen.question:
        return Act("answer", "", QUESTIONS[seen.question][0], seen.question_slot)
    for hand in HANDS:
        thing = seen.hand(hand).holding
        if thing == "trend_print":
            step = mind.step("keep")
            return Act("put", thing, seen.one("evidence_folder"), step.id if step else "")
        if thing == seen.one("status_label"):
            step = mind.step("label")
            return Act("put", thing, seen.one("reactor"), step.id if step else "")
    return None


def _alarm(mind: DeviationMind) -> Act | None:
    """An alarm is read before it is acknowledged: its trend, and the response sheet once."""
    seen = mind.seen
    step = mind.step("notice")
    slot = step.id if step else ""
    for name in seen.unread:
        spec = next(one for one in reading.LIMITS if one.id == name)
        trend = f"trend.{spec.tag}" if f"trend.{spec.tag}" in seen.kind(seen.one("console")).looks else "alarms"
        if seen.looked(seen.one("console"), trend) < seen.alarm_at(name) and not mind.slip.at("blind", slot):
            return Act("look", seen.one("console"), trend, slot)
        if seen.done_at("notice") >= 0 or mind.slip.omits(slot, "step"):
            return Act("press", seen.one("console"), f"ack.{name}", slot)
    return None


def _entry(mind: DeviationMind) -> Act | None:
    """What was done is written into the logbook at once."""
    seen, step = mind.seen, mind.step("log")
    if step is None or mind.slip.omits(step.id, "step"):
        return None
    for line in LOG_LINES:
        if seen.done_at(line) < 0 or line not in {s.id for s in seen.steps}:
            continue
        if f"late {line}" not in mind.memory.believed and mind.slip.at("late", line) and not mind.slip.arg("part"):
            if any(not mind.done(one) for one in seen.steps if one.do in ("notice", "safe", "notify")):
                continue
            if any(not _logged(mind, step.thing, other) for other in LOG_LINES if other != line and seen.done_at(other) >= 0):
                continue
            mind.memory.believed.add(f"late {line}")
            return Act("wait", "", "", line, Params(duration_s=seen.level.limits.get("write_late_s", 300.0) + 5.0))
        if not mind.written(step.thing, f"{line}.time"):
            return _write(step.thing, f"{line}.time", shown_time(seen.clock_min), line)
        if not mind.written(step.thing, f"{line}.initials"):
            return _write(step.thing, f"{line}.initials", ME, line)
    return None


def _logged(mind: DeviationMind, thing: str, line: str) -> bool:
    return line not in {s.id for s in mind.seen.steps} or mind.written(thing, f"{line}.initials")


def _write(thing: str, field: str, text: str, slot: str) -> Act:
    return Act("write", thing, field, slot, Params(text=text))


def _late(mind: DeviationMind, step: StepSpec) -> Act | None:
    """Somebody who lets time pass before a step."""
    if not mind.slip.at("late", step.id) or mind.slip.arg("part") != "act" or f"late {step.id}" in mind.memory.believed:
        return None
    if step.do == "notice" and not reading.leaving(mind.seen):
        return None
    mind.memory.believed.add(f"late {step.id}")
    pace = mind.seen.level.process.pace if mind.seen.level.process else 1
    return Act("wait", "", "", step.id, Params(duration_s=LATE_MIN * 60.0 / pace))


# --- the steps ----------------------------------------------------------------------------------------------------------


def _notice(mind: DeviationMind, step: StepSpec) -> Act | None:
    """Stand by the screen, look at the curves in turn, say it when one leaves its way."""
    seen, console = mind.seen, mind.seen.one("console")
    sheet = seen.one("response_sheet")
    if sheet and seen.looked(sheet, "sheet") < 0:
        return Act("look", sheet, "sheet", step.id)
    tag = reading.leaving(seen)
    if not tag:
        if not seen.by(console):
            return Act("walk", console, "", step.id)
        return Act("wait", "", "", step.id, Params(duration_s=WATCH_S))
    if seen.looked(console, f"trend.{tag}") < 0:
        return Act("look", console, f"trend.{tag}", step.id)
    mind.note("tag", tag)
    mind.note("symptom", reading.symptom(seen, tag))
    return Act("declare", console, "deviation", step.id)


def _safe(mind: DeviationMind, step: StepSpec) -> Act | None:
    return _do(mind, mind.seen.level.process.safe[0], step.id) if mind.seen.level.process else None


def _notify(mind: DeviationMind, step: StepSpec) -> Act | None:
    return Act("call", step.thing, "deviation", step.id) if mind.seen.done_at("notice") >= 0 or _knows(mind) else None


def _knows(mind: DeviationMind) -> bool:
    return bool(reading.leaving(mind.seen))


def _label(mind: DeviationMind, step: StepSpec) -> Act | None:
    seen, process = mind.seen, mind.seen.level.process
    texts = {"status": "deviation", "batch": process.batch if process else "", "time": shown_time(seen.clock_min), "initials": ME}
    for field, text in texts.items():
        if not mind.written(step.thing, field):
            return _write(step.thing, field, text, step.id)
    return Act("take", step.thing, "", step.id)


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
    "restart_pump.feed": ("feed_pump", "seat"),
    "stop_pump.feed": ("console", "stop.feed"),
}
"""Act of the twin -> where a hand does it."""


def _do(mind: DeviationMind, name: str, slot: str) -> Act:
    kind, part = ACTS_AT[name]
    return Act("lift" if name == "straighten_line" else "press", mind.seen.one(kind), part, slot)


def _confirm(mind: DeviationMind, step: StepSpec) -> Act | None:
    """A sample, from the right port, wiped and run off; then the bench."""
    seen, port = mind.seen, mind.seen.one("sample_port")
    noticed = max(0, seen.done_at("notice"))
    taken = [sample for sample in seen.samples() if sample[0] >= noticed and sample[1] == "sample"]
    if not taken:
        for part in ("disinfect", "wait", "flush", "sample"):
            name = f"{step.id} {part}"
            if name in mind.memory.believed or mind.slip.omits(step.id, part):
                continue
            mind.memory.believed.add(name)
            if part == "wait":
                pace = seen.level.process.pace if seen.level.process else 1
                return Act("wait", "", "", step.id, Params(duration_s=CONTACT_S / pace + 1.0))
            return Act("press", port, part, step.id)
        return None
    tag = mind.noted("tag") or "do"
    if tag in taken[-1][2]:
        return Act("look", seen.one("sample_bench"), "results", step.id)
    return Act("wait", "", "", step.id, Params(duration_s=WAIT_S))


def _keep(mind: DeviationMind, step: StepSpec) -> Act | None:
    seen = mind.seen
    if seen.done_at("notice") < 0 or seen.lies("trend_print"):
        return None
    return Act("press", seen.one("console"), "print", step.id)


def _authorise(mind: DeviationMind, step: StepSpec) -> Act | None:
    if any(who == "quality" for who, _ in mind.seen.waiting):
        return Act("wait", "", "", step.id, Params(duration_s=WAIT_S))
    if ("quality", "not_yet") in mind.seen.answers:
        return None  # it stands still until they agree: the next shift is told so
    return Act("call", "quality", "resume", step.id)


def _resume(mind: DeviationMind, step: StepSpec) -> Act | None:
    if not mind.seen.stopped or mind.seen.authorised != "written":
        return None
    return Act("press", mind.seen.one("console"), "start.feed", step.id)


def _log(mind: DeviationMind, step: StepSpec) -> Act | None:
    return None


def _report(mind: DeviationMind, step: StepSpec) -> Act | None:
    """The facts, as he read them off screen, clock and logbook."""
    for field, text in _facts(mind).items():
        if text and not mind.written(step.thing, field):
            return _write(step.thing, field, text, step.id)
    return Act("sign", step.thing, "", step.id)


def _facts(mind: DeviationMind) -> dict[str, str]:
    seen, process = mind.seen, mind.seen.level.process
    tag, noticed = mind.noted("tag") or "do", max(0, seen.done_at("notice"))
    start = clock(process.clock).value if process else 0

    def shown(second: int) -> str:
        return shown_time((start + second // 60) % 1440) if second >= 0 else ""

    return {
        "symptom": mind.noted("symptom") or "do_low", "description": DESCRIPTIONS[0], "room": process.room if process else "",
        "equipment": process.equipment if process else "", "batch": process.batch if process else "", "scope": SCOPE[0],
        "seen": shown(seen.done_at("notice")), "drift": shown(reading.since(seen, tag, noticed)),
        "out": shown(reading.out_since(seen, tag, noticed)), "supervisor": shown(seen.told.get("supervisor", -1)),
        "quality": shown(seen.told.get("quality", -1)), "act": ACTS[0] if seen.done_at("safe") >= 0 else "nothing",
        "evidence": EVIDENCE[0] if seen.lies("trend_print") == seen.one("evidence_folder") else "none",
        "class": CLASSES[1], "reason": REASONS[1],
    }  # fmt: skip


def _next_day(mind: DeviationMind, step: StepSpec) -> Act | None:
    if mind.seen.phase != "next_day":
        return None
    kind = FAULTS.get(mind.noted("cause"))
    facts = {"process": "yes", "procedure": "yes", "equipment": "yes", "others": "yes", "measure": MEASURES[0]}
    if kind is not None:
        facts |= {"cause": kind.cause, "action": kind.action}
    for field, text in facts.items():
        if not mind.written(step.thing, field):
            return _write(step.thing, field, text, step.id)
    return Act("sign", step.thing, "", step.id)


def _hand_over(mind: DeviationMind, step: StepSpec) -> Act | None:
    return Act("press", step.thing, "handle", step.id)


ROUTINES: Mapping[str, Callable[[DeviationMind, StepSpec], Act | None]] = {
    "notice": _notice,
    "safe": _safe,
    "notify": _notify,
    "label": _label,
    "confirm": _confirm,
    "mend": _mend,
    "keep": _keep,
    "authorise": _authorise,
    "resume": _resume,
    "log": _log,
    "report": _report,
    "hand_over": _hand_over,
    "next_day": _next_day,
}
"""Verb of a step -> how it is done."""
