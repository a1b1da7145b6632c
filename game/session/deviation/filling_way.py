"""How a filling line that leaves its way is dealt with: stop, look, forceps through the glove, units put out, units held."""

from __future__ import annotations

from collections.abc import Mapping

from game.commands import HANDS
from game.entities.filler import MIDDLES, SIDES
from game.entities.process import FAULTS
from game.entities.report_forms import LINE_ACTS, LINE_DESCRIPTIONS, LINE_SCOPE
from game.session.acts import Act
from game.session.deviation.mind import ME, DeviationMind, Way, wait, write
from game.spec import StepSpec
from game.world.deviation.rounds import AIR, own
from game.world.deviation.seen import DeviationSeen, Piece
from game.world.typed import shown_time

GLOVES = tuple(f"{zone}_{side}" for zone in MIDDLES for side in SIDES)
WATCH_S = 2.0
PRESSURES = {"over_b_pa": 8.0, "room_pa": 10.0}
COUNTS = {"um05": 3520.0, "um5": 60.0}
"""Between these the machine may go on after a power cut."""
LOOKED_FOR = {"gloves": tuple(f"glove.{glove}" for glove in GLOVES), "track": tuple(f"window.{zone}" for zone in MIDDLES)}
"""Control that is one's own -> what is looked at."""
CAUSES = {"broken": "vial_breaks", "fragment": "vial_breaks", "fallen": "vial_falls", "stopper": "stopper_jam"}
"""What lies there -> what has happened."""


def _torn(seen: DeviationSeen) -> str:
    """A glove that was seen torn."""
    return next(iter(seen.plant().torn), "")


def _found(seen: DeviationSeen) -> bool:
    """What no alarm tells of: a hole, forceps on the floor."""
    return bool(_torn(seen) or seen.dropped_in)


def _leaving(seen: DeviationSeen) -> bool:
    return bool(seen.alarms or _found(seen))


def _alarm_look(seen: DeviationSeen, name: str) -> str:
    return "alarms"


# --- noticing -----------------------------------------------------------------------------------------------------------


def _notice(mind: DeviationMind, step: StepSpec) -> Act | None:
    """The sheet and the record once; one's own control when it is due; else watch the panel."""
    seen = mind.seen
    for kind, part in (("response_sheet", "sheet"), ("batch_record", "record")):
        thing = seen.one(kind)
        if thing and seen.looked(thing, part) < 0:
            return Act("look", thing, part, step.id)
    if _leaving(seen):
        unread = not _found(seen) and seen.looked(seen.console, "alarms") < max(seen.alarm_at(name) for name in seen.alarms)
        if unread and not mind.slip.at("blind", step.id):
            return Act("look", seen.console, "alarms", step.id)
        if "power_action" in seen.alarms:
            mind.note("rang", "power")
        return Act("declare", seen.console, "deviation", step.id)
    examine = mind.step("examine")
    return (_examine(mind, examine) if examine else None) or _watch(mind, step.id)


def _watch(mind: DeviationMind, slot: str) -> Act:
    seen = mind.seen
    return wait(slot, WATCH_S) if seen.by(seen.console) else Act("walk", seen.console, "", slot)


def _examine(mind: DeviationMind, step: StepSpec) -> Act | None:
    """Each glove, or each window, from near by, once that control is due."""
    seen, kind = mind.seen, own(mind.seen.level)
    due = seen.due_s(kind)
    if _leaving(seen) or not 0 <= due <= seen.seconds:
        return None
    filler = seen.one("filler")
    return next((Act("look", filler, part, step.id) for part in LOOKED_FOR[kind] if seen.looked(filler, part) < due), None)


def _examine_step(mind: DeviationMind, step: StepSpec) -> Act | None:
    sheet = mind.seen.one("response_sheet")
    if sheet and mind.seen.looked(sheet, "sheet") < 0:
        return Act("look", sheet, "sheet", step.id)
    return None if _leaving(mind.seen) else _examine(mind, step) or _watch(mind, step.id)


def _safe(mind: DeviationMind, step: StepSpec) -> Act | None:
    return Act("press", mind.seen.console, "stop", step.id)


# --- behind the barrier -------------------------------------------------------------------------------------------------


def _inside(seen: DeviationSeen) -> str:
    """The hand that is in a glove, "" for none."""
    return next((hand for hand in HANDS if seen.inside(hand)), "")


def _attend(mind: DeviationMind) -> Act | None:
    """A hand in a glove finishes, hangs the forceps up and comes out before anything else is done."""
    seen = mind.seen
    hand = _inside(seen)
    if not hand:
        return None
    slot, filler, glove = mind.slot("mend"), seen.one("filler"), seen.inside(hand)
    zone = glove.rpartition("_")[0]
    if seen.carries(hand):
        return Act("bin", filler, zone, slot)
    if not any(piece.zone == zone for piece in seen.pieces):
        return Act("hang", filler, zone, slot) if seen.hand(hand).holding else Act("withdraw", filler, glove, slot)
    if not seen.hand(hand).holding:
        return Act("pick", filler, "forceps", slot) if seen.plant().tool == "sterile" else Act("withdraw", filler, glove, slot)
    return Act("pick", filler, _next(seen, zone, hand).id, slot)


def _next(seen: DeviationSeen, zone: str, hand: str) -> Piece:
    """The piece nearest to the hand."""
    x = seen.hand(hand).x
    return min((piece for piece in seen.pieces if piece.zone == zone), key=lambda piece: (abs(piece.x_m - x), piece.id))


def _mend(mind: DeviationMind, step: StepSpec) -> Act | None:
    """Look what it is; take it out with forceps through the glove, or change the glove."""
    seen, filler = mind.seen, mind.seen.one("filler")
    torn = _torn(seen)
    if torn:
        mind.note("cause", "glove_torn")
        mind.note("zone", torn.rpartition("_")[0])
        if seen.plant().tool == "" or (seen.screen() is not None and seen.screen().running):
            return None
        pack = seen.one("glove_pack")
        return Act("fit", filler, torn, step.id) if seen.lies(pack).startswith("hand:") else Act("take", pack, "", step.id)
    if not seen.pieces:
        return _mend_around(mind, step)
    zone = seen.pieces[0].zone
    if seen.looked(filler, f"window.{zone}") < max(0, seen.done_at("notice")):
        return Act("look", filler, f"window.{zone}", step.id)
    mind.note("cause", CAUSES[seen.pieces[0].what])
    mind.note("zone", zone)
    if seen.plant().tool != "sterile":
        return Act("press", seen.one("forceps_pack"), "open", step.id)
    glove = f"{zone}_right"
    if seen.looked(filler, f"glove.{glove}") < 0 and not mind.slip.at("blind", step.id):
        return Act("look", filler, f"glove.{glove}", step.id)
    return Act("reach_in", filler, glove, step.id)


def _mend_around(mind: DeviationMind, step: StepSpec) -> Act | None:
    """Nothing lies on the track: forceps on the floor, the airlock's door, no stoppers, no power, a seal that hangs out."""
    seen, plant = mind.seen, mind.seen.plant()
    if mind.noted("rang") == "power" or not plant.mains:
        return _power(mind, step)
    for cause, zone, holds, mend in (
        ("tool_dropped", seen.dropped_in, bool(seen.dropped_in), Act("press", seen.one("forceps_pack"), "open", step.id)),
        ("airlock_door_open", "airlock", "airlock_b" in plant.doors_open, Act("press", seen.one("door"), "leaf", step.id)),
        ("stopper_shortage", "stoppering", plant.bowl_low, _stoppers(mind, step)),
        ("particles", plant.seal_out, bool(plant.seal_out), _seal(mind, step)),
    ):
        if holds:
            mind.note("cause", cause)
            mind.note("zone", zone)
            return mend
    return None


def _power(mind: DeviationMind, step: StepSpec) -> Act | None:
    """Once the mains are back: the counter and the barrier's pressure, until they are what they have to be."""
    seen, console = mind.seen, mind.seen.console
    mind.note("cause", "power_cut")
    mind.note("zone", "machine")
    if not seen.plant().mains:
        return wait(step.id)
    panel = seen.screen()
    if panel is None:
        return Act("walk", console, "", step.id)
    if any(panel.values[tag] < least for tag, least in PRESSURES.items()) or any(panel.values[tag] > most for tag, most in COUNTS.items()):
        return wait(step.id)
    if not mind.noted("mains"):
        mind.note("mains", str(seen.seconds))
    part = next((part for part in AIR if seen.looked(console, part) < int(mind.noted("mains"))), "")
    return Act("look", console, part, step.id) if part else None


def _stoppers(mind: DeviationMind, step: StepSpec) -> Act:
    """The bag from the shelf to the bowl."""
    bag = mind.seen.one("stopper_bag")
    if mind.seen.lies(bag).startswith("hand:"):
        return Act("dock", mind.seen.one("filler"), "bowl", step.id)
    return Act("take", bag, "", step.id)


def _seal(mind: DeviationMind, step: StepSpec) -> Act | None:
    """It is looked at from near; maintenance puts it right, on a machine that stands."""
    seen, filler, part = mind.seen, mind.seen.one("filler"), f"window.{mind.seen.plant().seal_out}"
    if seen.plant().seal_out and seen.looked(filler, part) < max(0, seen.done_at("notice")):
        return Act("look", filler, part, step.id)
    if seen.plant().running:
        return None
    return wait(step.id) if ("maintenance", "help") in seen.waiting else Act("call", "maintenance", "help", step.id)


# --- units --------------------------------------------------------------------------------------------------------------


def _counts(mind: DeviationMind, slot: str) -> Act | None:
    """The counts are read off the panel once the machine stands."""
    seen = mind.seen
    if mind.noted("infed"):
        return None
    if seen.looked(seen.console, "counts") < max(0, seen.done_at("safe"), seen.done_at("notice")) or seen.screen() is None:
        return Act("look", seen.console, "counts", slot)
    mind.note("infed", str(seen.screen().infed))
    mind.note("open", str(seen.screen().at_stopper + 1))
    return None


def _separate(mind: DeviationMind, step: StepSpec) -> Act | None:
    """All units that stand open are put out, on a machine that stands."""
    if mind.seen.plant().running:
        return None
    act = _counts(mind, step.id)
    if act or mind.seen.pieces:
        return act
    for field, text in (("eject.from", mind.noted("open")), ("eject.to", mind.noted("infed"))):
        if not mind.seen.typed(field):
            return write(mind.seen.console, field, text, step.id)
    return Act("press", mind.seen.console, "eject", step.id)


def _last_check(mind: DeviationMind) -> tuple[int, int]:
    """(unit, second of the run) of the last good control that fits what has happened, as the batch record shows it."""
    kind = FAULTS[mind.noted("cause")].check if mind.noted("cause") else "gloves" if mind.step("examine") else "track"
    return next(((one.unit, one.seconds) for one in reversed(mind.seen.checks) if one.kind == kind and one.conforming), (0, 0))


def _label(mind: DeviationMind, thing: str) -> Mapping[str, str] | Act:
    """The machine's says that its batch is under deviation; the units' which of them are held."""
    base = {"batch": mind.process.batch}
    last = {"time": shown_time(mind.seen.clock_min), "initials": ME}
    if mind.seen.kind(thing).id != "units_label":
        return {"status": "deviation", **base, **last}
    slot = mind.slot("label", thing)
    act = _counts(mind, slot)
    return act or {"status": "quarantine", **base, "units_from": str(_last_check(mind)[0] + 1), "units_to": mind.noted("infed"), **last}


def _facts(mind: DeviationMind) -> Mapping[str, str] | Act:
    seen = mind.seen
    act = _counts(mind, mind.slot("report"))  # who put no label on the units has not read them yet
    if act:
        return act
    cause = mind.noted("cause")
    kind = FAULTS.get(cause)
    unit, checked = _last_check(mind)
    print_kept, glove_kept = (seen.lies(seen.one(one)) == seen.one("evidence_folder") for one in ("trend_print", "glove_removed"))
    evidence = ("print_and_glove" if glove_kept else "print") if print_kept else "glove" if glove_kept else "none"

    def shown(second: int) -> str:
        return mind.at_clock(second) if second >= 0 else ""

    return {
        "symptom": kind.symptom if kind else "", "description": LINE_DESCRIPTIONS[0], "room": mind.process.room,
        "equipment": mind.process.equipment, "batch": mind.process.batch, "zone": mind.noted("zone"), "pieces": str(seen.binned),
        "removed": str(seen.removed), "scope": LINE_SCOPE[0], "units_from": str(unit + 1), "units_to": mind.noted("infed"),
        "last_check": mind.at_clock(checked), "seen": shown(seen.done_at("notice")), "supervisor": shown(seen.told.get("supervisor", -1)),
        "quality": shown(seen.told.get("quality", -1)), "act": LINE_ACTS[0] if seen.done_at("safe") >= 0 else "nothing",
        "evidence": evidence, "class": kind.cls if kind else "", "reason": kind.reason if kind else "",
    }  # fmt: skip


WAY = Way(
    routines={"examine": _examine_step, "notice": _notice, "safe": _safe, "mend": _mend, "separate": _separate},
    leaving=_leaving,
    attend=_attend,
    alarm_look=_alarm_look,
    facts=_facts,
    label=_label,
    start="start",
    beyond=("setpoint.dose", "4.90"),
    touches=("reach_in", "take", "press", "call", "look"),
    late_min=20,
)
