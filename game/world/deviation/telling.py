"""Saying it: to oneself aloud, by phone, on a label; people who answer late and ask back; evidence; the end of the shift."""

from __future__ import annotations

from game.commands import Answer, Declare, Grip, Look, Release, Say, Use
from game.entities.deviation_state import ReplyState
from game.entities.process import FAULTS
from game.events import Called, DeviationNoticed, Ended, EvidenceTaken, HandedOver, Looked, Replied, Said, StatusShown, UnitsHeld
from game.world import people
from game.world.basis import distance
from game.world.deviation.core import NEAR_M, PUT_M, REACH_M, DeviationCore
from game.world.twin import Act

TO = ("supervisor", "quality", "maintenance")
WHAT = ("deviation", "resume", "help")
STANDS_BY = {
    "carry_on": "filling_panel",
    "fingers": "filler",
    "count_now": "units_tray",
    "tidy": "evidence_folder",
    "next_shift": "desk",
    "recal": "sample_bench",
}
"""What somebody wants -> kind of the thing he stands by."""
EVIDENCE = ("trend_print", "glove_removed")
HELP_MIN = 10
"""Minutes of the process until maintenance has put right what the sheet does not leave to the operator (limits.help_min)."""


def look(core: DeviationCore, command: Look) -> None:
    """Look closer at something one stands by."""
    if not core.has(command.thing):
        return core.refuse(command, command.thing, "no_such_thing")
    if not core.by(command.thing, command.part):
        return core.refuse(command, command.thing, "too_far")
    kind = core.kind(command.thing)
    if command.part and command.part not in kind.looks:
        return core.refuse(command, command.thing, "no_such_part")
    for part in (command.part,) if command.part else (kind.looks or ("",)):
        core.state.looked[f"{command.thing}/{part}"] = core.state.seconds
    core.emit(Looked, thing=command.thing, kind=kind.id, slot=core.slot_of(command.thing), part=command.part, defect="")
    core.running.looked(core, command.thing, command.part)
    return None


def declare(core: DeviationCore, command: Declare) -> None:
    """The trainee says that something is wrong."""
    if command.subject != "deviation":
        return core.refuse(command, command.thing, "no_such_subject")
    right = core.state.found.began >= 0
    if right and core.state.noticed < 0:
        core.state.noticed = core.state.seconds
    if right and core.fault is not None and FAULTS[core.fault.what].silent:
        core.meet_fault()  # who says it has perceived it, however early
    core.emit(
        DeviationNoticed, thing=command.thing, kind=core.kind(command.thing).id if core.has(command.thing) else "",
        slot=core.step_slot("notice"), right=right, late_min=core.late_min,
    )  # fmt: skip
    return None


def say(core: DeviationCore, command: Say) -> None:
    """By phone: tell, ask to go on, ask for help."""
    phone = core.one("phone")
    if command.to not in TO or command.what not in WHAT:
        return core.refuse(command, command.to, "no_such_person")
    if not phone or abs(core.place(phone)[0] - core.op.x) > NEAR_M:
        return core.refuse(command, command.to, "no_phone")
    core.emit(Said, to=command.to, what=command.what)
    step = next((s.id for s in core.level.steps if s.do == "notify" and s.thing == command.to), core.step_slot("authorise"))
    core.emit(Called, thing=phone, slot=step, to=command.to, what=command.what, late_min=core.late_min)
    if command.what == "deviation":
        core.state.told.setdefault(command.to, core.state.seconds)
    minutes = {"supervisor": core.process.supervisor_min, "quality": core.process.quality_min}.get(
        command.to, int(core.limit("help_min", HELP_MIN))
    )
    core.state.replies.append(ReplyState(core.state.seconds + minutes * 60, command.to, command.what))
    return None


def replies(core: DeviationCore) -> None:
    """Who is due answers."""
    for reply in [r for r in core.state.replies if r.due_s <= core.state.seconds]:
        core.state.replies.remove(reply)
        if reply.who == "maintenance" and core.fault is not None and core.state.mended < 0:
            core.running.help(core)
        what, written = _answer(core, reply)
        if written:
            core.state.authorised = "written"
        core.state.answers.append((reply.who, what))
        core.emit(Replied, who=reply.who, what=what, written=written)
        hurry = next((h for h in core.draw.of_kind("person") if h.what == "spoken_go" and reply.who == "supervisor"), None)
        if hurry is not None and hurry.id not in core.state.met and not core.state.question:
            people.ask(core, core.one("phone"), "spoken_go", hurry.at or hurry.id)
            core.met("person", hurry.what, core.one("phone"), hurry.at or hurry.id)


def _answer(core: DeviationCore, reply: ReplyState) -> tuple[str, bool]:
    if reply.who == "quality" and reply.what == "resume":
        done = all(core.step_done(step) for step in core.level.steps if step.do in ("label", "separate"))
        ready = core.state.mended >= 0 and done and "quality" in core.state.told
        return ("resume_ok", True) if ready else ("not_yet", False)
    return {"supervisor": "noted", "quality": "hold", "maintenance": "looked_after"}[reply.who], False


def answer(core: DeviationCore, command: Answer) -> None:
    """An answer to somebody.  Who is told to go on by word of mouth and does, has no paper for it."""
    right = people.answer(core, command)
    if right is False and command.question == "spoken_go" and core.state.authorised == "none":
        core.state.authorised = "spoken"


def talk(core: DeviationCore) -> None:
    """Somebody who wants something speaks to who has noticed and comes near; one at a time."""
    if core.state.question or core.state.phase != "shift" or max(core.state.noticed, core.state.safe) < 0:
        return
    for hazard in core.draw.of_kind("person"):
        kind = STANDS_BY.get(hazard.what, "")
        thing = core.one(kind) if kind else ""
        if thing and hazard.id not in core.state.met and core.by(thing) and not core.running.bound(core):
            slot = hazard.at or hazard.id
            people.ask(core, thing, hazard.what, slot)
            core.met("person", hazard.what, thing, slot)
            return


# --- things carried -----------------------------------------------------------------------------------------------------


def grip(core: DeviationCore, command: Grip) -> None:
    """Take what can be carried, or something of the process."""
    hand = core.hand(command.hand)
    if hand is None or not core.has(command.thing):
        return core.refuse(command, command.thing, "no_such_thing")
    if core.running.grip(core, command):
        return None
    if hand.holding:
        return core.refuse(command, command.thing, "hand_full")
    if not core.kind(command.thing).carried:
        return core.refuse(command, command.thing, "fixed")
    if distance(*core.hand_at(command.hand), *core.place(command.thing)) > REACH_M:
        return core.refuse(command, command.thing, "out_of_reach")
    hand.holding = command.thing
    core.state.carried[command.thing] = f"hand:{command.hand}"
    return None


def release(core: DeviationCore, command: Release) -> None:
    """Lay down, stick on, throw away."""
    hand = core.hand(command.hand)
    if hand is None:
        return core.refuse(command, "", "hand_empty")
    if core.running.release(core, command):
        return None
    thing = hand.holding
    if not thing:
        return core.refuse(command, "", "hand_empty")
    if not core.has(command.onto) or not core.kind(command.onto).holds:
        return core.refuse(command, thing, "no_such_place")
    x, y = core.place(command.onto)
    high = core.kind(command.onto).size_m[1]
    hx, hy = core.hand_at(command.hand)
    if abs(hx - x) > PUT_M + core.kind(command.onto).size_m[0] / 2.0 or not y - PUT_M <= hy <= y + high + PUT_M:
        return core.refuse(command, thing, "out_of_reach")
    hand.holding = ""
    core.state.carried[thing] = command.onto
    return _laid(core, command.hand, thing, command.onto)


def _laid(core: DeviationCore, hand: str, thing: str, onto: str) -> None:
    kind = core.kind(thing).id
    if core.kind(onto).shows == kind:
        _shown(core, hand, thing, onto)
    elif kind in EVIDENCE:
        kept = core.kind(onto).id == "evidence_folder"
        if kept:
            core.state.kept.append(thing)
        slot = next((step.id for step in core.level.steps if step.do == "keep" and step.thing == thing), core.step_slot("keep"))
        core.emit(EvidenceTaken, hand=hand, thing=thing, kind=kind, slot=slot, kept=kept)


def _shown(core: DeviationCore, hand: str, thing: str, onto: str) -> None:
    """A label where it belongs: what it says, and which units it holds."""
    paper, slot = core.papers[thing], core.slot_of(thing)
    entries = paper.state.entries
    right = all(name in entries and entries[name].right for name in ("status", "batch", "time"))
    core.state.labels.setdefault(thing, core.state.seconds)
    status = entries["status"].text if "status" in entries else ""
    core.emit(
        StatusShown, hand=hand, thing=thing, kind=paper.kind, slot=slot, onto=onto, status=status,
        right=right and "trainee" in paper.state.signed.get("", ()), late_min=core.late_min,
    )  # fmt: skip
    if paper.spec.find("units_from") is None:
        return
    first, last = (entries[name].value if name in entries else 0 for name in ("units_from", "units_to"))
    core.running.do(Act("quarantine", f"{first}-{last}"))
    core.emit(
        UnitsHeld, hand=hand, thing=thing, kind=paper.kind, slot=slot, first=first, last=last,
        right=all(name in entries and entries[name].right for name in ("units_from", "units_to")),
    )  # fmt: skip


# --- the end of the shift -----------------------------------------------------------------------------------------------


def leave(core: DeviationCore, command: Use) -> None:
    """Through the door: the shift is handed over; the next day the team looks at it, where the level has that part."""
    if distance(*core.hand_at(command.hand), *core.part_at(command.thing, "handle")) > REACH_M:
        return core.refuse(command, command.thing, "out_of_reach")
    state = core.state
    report = core.one("report")
    core.emit(
        HandedOver, thing=command.thing, slot=core.step_slot("hand_over"), noticed=state.noticed >= 0,
        told="supervisor" in state.told and "quality" in state.told, labelled=state.labelled >= 0,
        reported=bool(report) and "trainee" in core.papers[report].state.closed,
    )  # fmt: skip
    if core.one("investigation") or core.one("five_whys"):
        if state.phase != "next_day":
            state.phase, state.met_tick = "next_day", state.tick
    else:
        state.ended = "finished"
        core.emit(Ended, how="finished")
    return None
