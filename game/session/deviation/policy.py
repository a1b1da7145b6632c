"""What the expert in a deviation does next, from what he perceives: who asks, what is in hand, what was done and is not yet
written, then the steps in order.  Nothing here is a plan: it works from any state.
"""

from __future__ import annotations

from collections.abc import Mapping

from game.commands import HANDS
from game.entities.people import QUESTIONS
from game.entities.process import FAULTS
from game.entities.report_forms import LOGGED, MEASURES
from game.entities.whys import read
from game.session.acts import Act, Params
from game.session.deviation import culture_way, filling_way
from game.session.deviation.mind import ME, WAIT_S, DeviationMind, Routine, Way, wait, write
from game.session.mind import Memory
from game.session.mutation import Slip
from game.spec import StepSpec
from game.world.deviation.seen import DeviationSeen
from game.world.typed import shown_time

__all__ = ["ME", "WAYS", "advise", "next_act", "way_of"]
WAYS: Mapping[str, Way] = {"bioreactor": culture_way.WAY, "filling": filling_way.WAY}
"""Twin -> how that process is dealt with."""
EVIDENCE = ("trend_print", "glove_removed")


def way_of(seen: DeviationSeen) -> Way:
    """How the process of this level is dealt with."""
    return WAYS[seen.level.process.twin if seen.level.process else "bioreactor"]


def next_act(seen: DeviationSeen, memory: Memory, slip: Slip) -> Act | None:
    """The next act; None when nothing is left or possible."""
    mind, way = DeviationMind(seen, memory, slip), way_of(seen)
    act = _attend(mind) or way.attend(mind) or _alarm(mind) or _entry(mind)
    if act:
        return act
    for step in _due(mind):
        if _postpones(mind, step):
            continue
        act = _late(mind, step) or {**ROUTINES, **way.routines}[step.do](mind, step)
        if act:
            return act
        memory.believed.add(step.id)  # nothing (more) he could do for it
        return next_act(seen, memory, slip)
    return None


def advise(seen: DeviationSeen, memory: Memory) -> Act | None:
    """The next act for somebody else who acts.  What can be seen now and the papers will want is noted in `memory`, in whatever order
    he does things: a cause that was put right does not show any more."""
    mind = DeviationMind(seen, memory.copy(), Slip())
    step = mind.step("mend")
    if step and not mind.noted("cause") and seen.done_at("notice") >= 0 and not seen.step_done(step.id):
        way_of(seen).routines["mend"](mind, step)
    act = next_act(seen, mind.memory, mind.slip)
    memory.believed |= {one for one in mind.memory.believed if "=" in one}
    return act


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
        kind = seen.kind(thing).id if thing else ""
        if kind in EVIDENCE:
            return Act("put", thing, seen.one("evidence_folder"), mind.slot("keep", thing))
        onto = next((one.id for one in seen.level.things if kind and seen.kind(one.id).shows == kind), "")
        if onto:
            return Act("put", thing, onto, mind.slot("label", thing))
    return None


def _alarm(mind: DeviationMind) -> Act | None:
    """An alarm is read before it is acknowledged: its trend, and the response sheet once."""
    seen, slot = mind.seen, mind.slot("notice")
    for name in seen.unread:
        part = way_of(seen).alarm_look(seen, name)
        if seen.looked(seen.console, part) < seen.alarm_at(name) and not mind.slip.at("blind", slot):
            return Act("look", seen.console, part, slot)
        if seen.done_at("notice") >= 0 or mind.slip.omits(slot, "step"):
            return Act("press", seen.console, f"ack.{name}", slot)
    return None


def _entry(mind: DeviationMind) -> Act | None:
    """What was done is written into the logbook at once."""
    seen, step = mind.seen, mind.step("log")
    if step is None or mind.slip.omits(step.id, "step"):
        return None
    lines = LOGGED[mind.process.twin]
    for line in lines:
        if seen.done_at(line) < 0 or line not in {s.id for s in seen.steps}:
            continue
        if f"late {line}" not in mind.memory.believed and mind.slip.at("late", line) and not mind.slip.arg("part"):
            if any(not mind.done(one) for one in seen.steps if one.do in ("notice", "safe", "notify")):
                continue
            if any(not _logged(mind, step.thing, other) for other in lines if other != line and seen.done_at(other) >= 0):
                continue
            mind.memory.believed.add(f"late {line}")
            return Act("wait", "", "", line, Params(duration_s=seen.level.limits.get("write_late_s", 300.0) + 5.0))
        if not mind.written(step.thing, f"{line}.time"):
            return write(step.thing, f"{line}.time", shown_time(seen.clock_min), line)
        if not mind.written(step.thing, f"{line}.initials"):
            return write(step.thing, f"{line}.initials", ME, line)
    return None


def _logged(mind: DeviationMind, thing: str, line: str) -> bool:
    return line not in {s.id for s in mind.seen.steps} or mind.written(thing, f"{line}.initials")


def _late(mind: DeviationMind, step: StepSpec) -> Act | None:
    """Somebody who lets time pass before a step."""
    if not mind.slip.at("late", step.id) or mind.slip.arg("part") != "act" or f"late {step.id}" in mind.memory.believed:
        return None
    if step.do == "notice" and not way_of(mind.seen).leaving(mind.seen):
        return None
    mind.memory.believed.add(f"late {step.id}")
    return wait(step.id, way_of(mind.seen).late_min * 60.0 / mind.process.pace)


# --- the steps ----------------------------------------------------------------------------------------------------------


def _notify(mind: DeviationMind, step: StepSpec) -> Act | None:
    knows = mind.seen.done_at("notice") >= 0 or way_of(mind.seen).leaving(mind.seen)
    return Act("call", step.thing, "deviation", step.id) if knows else None


def _label(mind: DeviationMind, step: StepSpec) -> Act | None:
    texts = way_of(mind.seen).label(mind, step.thing)
    if isinstance(texts, Act):
        return texts
    for field, text in texts.items():
        if not mind.written(step.thing, field):
            return write(step.thing, field, text, step.id)
    return Act("take", step.thing, "", step.id)


def _keep(mind: DeviationMind, step: StepSpec) -> Act | None:
    seen = mind.seen
    if seen.done_at("notice") < 0 or seen.lies(step.thing):
        return None
    return Act("press", seen.console, "print", step.id) if seen.kind(step.thing).id == "trend_print" else None


def _authorise(mind: DeviationMind, step: StepSpec) -> Act | None:
    if any(who == "quality" for who, _ in mind.seen.waiting):
        return wait(step.id, WAIT_S)
    if ("quality", "not_yet") in mind.seen.answers:
        return None  # it stands still until they agree: the next shift is told so
    return Act("call", "quality", "resume", step.id)


def _resume(mind: DeviationMind, step: StepSpec) -> Act | None:
    if not mind.seen.stopped or mind.seen.authorised != "written":
        return None
    return Act("press", mind.seen.console, way_of(mind.seen).start, step.id)


def _log(mind: DeviationMind, step: StepSpec) -> Act | None:
    return None


def _report(mind: DeviationMind, step: StepSpec) -> Act | None:
    """The facts, as he read them off screen, clock and logbook."""
    facts = way_of(mind.seen).facts(mind)
    if isinstance(facts, Act):
        return facts
    return _written_out(mind, step, facts)


def _written_out(mind: DeviationMind, step: StepSpec, facts: Mapping[str, str]) -> Act:
    """Field by field, but for one that he passes over; then his name under it."""
    for field, text in facts.items():
        if text and not mind.written(step.thing, field) and not mind.slip.omits(step.id, field):
            return write(step.thing, field, text, step.id)
    return Act("sign", step.thing, "", step.id)


def _five_whys(mind: DeviationMind, step: StepSpec) -> Act | None:
    """With the team: each why is answered by what lies on the table.  A piece nobody kept leaves what the rest leads to."""
    if mind.seen.phase != "next_day":
        return None
    return _written_out(mind, step, read(mind.seen.dossier))


def _next_day(mind: DeviationMind, step: StepSpec) -> Act | None:
    if mind.seen.phase != "next_day":
        return None
    table = read(mind.seen.dossier).get("why5", "")
    kind = FAULTS.get(mind.noted("cause")) or next((one for one in FAULTS.values() if one.cause == table), None)
    facts = {"process": "yes", "procedure": "yes", "equipment": "yes", "others": "yes", "measure": MEASURES[0]}
    if kind is not None:
        facts |= {"cause": kind.cause, "action": kind.action}
    return _written_out(mind, step, facts)


def _hand_over(mind: DeviationMind, step: StepSpec) -> Act | None:
    return Act("press", step.thing, "handle", step.id)


ROUTINES: Mapping[str, Routine] = {
    "notify": _notify,
    "label": _label,
    "keep": _keep,
    "authorise": _authorise,
    "resume": _resume,
    "log": _log,
    "report": _report,
    "hand_over": _hand_over,
    "five_whys": _five_whys,
    "next_day": _next_day,
}
"""Verb of a step -> how it is done, whichever the process."""
