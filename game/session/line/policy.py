"""What the expert at a line does next, from the state he perceives: what is in hand, what has come to light late, then the
steps in order.  Nothing here is a plan: it works from any state.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from game.entities.people import QUESTIONS
from game.entities.residues import RESIDUES
from game.session.acts import Act, Params
from game.session.line import paper
from game.session.line.mind import LineMind
from game.session.mind import Memory
from game.session.mutation import Slip
from game.spec import StepSpec
from game.world.line.places import Zone
from game.world.line.seen import LineSeen, ResidueSeen

REMEMBERED = ("stop", "lock")
"""Steps that stay done in his mind: before the start the line is unlocked again."""
WAIT_S = 1.0
AGAIN_TICKS = 600
"""What was read longer ago is read again before it is written about."""


def next_act(seen: LineSeen, memory: Memory, slip: Slip) -> Act | None:
    """The next act; None when nothing is left or possible."""
    mind = LineMind.of(seen, memory, slip)
    act = _attend(mind) or _late(mind) or _amend(mind) or _ahead(mind)
    if act:
        return act
    for step in seen.steps:
        if step.do in REMEMBERED and seen.step_done(step.id):
            memory.believed.add(step.id)
        if step.id in memory.believed or slip.omits(step.id, "step"):
            continue
        act = ROUTINES[step.do](mind, step)
        if act:
            return act
    return None


# --- what cannot wait ---------------------------------------------------------------------------------------------------


def _attend(mind: LineMind) -> Act | None:
    """Who is asked answers; what is in hand is counted and put where it belongs; found after the signature, it is reported."""
    seen = mind.seen
    if seen.question:
        return Act("answer", seen.question_thing, QUESTIONS[seen.question][0], seen.question_thing)
    for one in mind.held():
        if one.stuck:
            return Act("pull", one.id, "", one.id)
        if RESIDUES[one.kind].coded and not one.counted and not mind.slip.omits(one.id, "count"):
            return Act("count", one.id, "", one.id)
        if seen.phase != "before" and ("residue", one.id) not in mind.memory.said and not mind.slip.omits(one.slot, "report"):
            return Act("declare", one.id, "residue", one.slot)
        return Act("put", one.id, mind.place_for(one), one.slot)
    return None


def _late(mind: LineMind) -> Act | None:
    """What comes to light where a line has been written already, or where no line speaks of, is dealt with at once."""
    form = mind.check_list()
    begun = mind.seen.form(form)[1].begun if form else {}
    for one in mind.about():
        if one.step in begun or not one.step:
            return _deal(mind, one)
    return None


def _amend(mind: LineMind) -> Act | None:
    """Paper that no longer says what was found and counted is put right."""
    for step in mind.seen.steps:
        if step.do in ("inspect", "compare"):
            act = paper.amend_line(mind, step)
        elif step.do == "reconcile":
            act = paper.amend_reconciliation(mind, step)
        else:
            continue
        if act:
            return act
    return None


def _deal(mind: LineMind, one: ResidueSeen) -> Act | None:
    """Take away what lies about; put right, or report, what was left in a wrong state."""
    kind = RESIDUES[one.kind]
    how, what = kind.fix
    if how == "use":
        return _into(mind, one) or Act("press", one.station, "count" if what == "empty" and not one.counted else what, one.id)
    if how == "declare":
        return Act("declare", one.station, what, one.id)
    if how == "close":
        return Act("close", one.station, what, one.id)
    if kind.glass and not mind.seen.tongs and not mind.slip.at("bare_hand", one.id):
        return Act("fetch", "tongs", "", one.id)
    return _opened(mind, one) or Act("take", one.id, ("corner" if kind.peel else "middle") if one.stuck else "", one.id)


def _into(mind: LineMind, one: ResidueSeen) -> Act | None:
    """A bin is opened before it is counted and emptied."""
    guards = [guard for guard in mind.seen.guards() if guard.station == one.station and guard.kind.id == one.zone and not guard.open]
    return Act("open", one.station, guards[0].kind.id, one.id) if guards else None


def _opened(mind: LineMind, one: ResidueSeen) -> Act | None:
    """What lies behind a guard that was shut again; no hand goes behind a door of a line that is not locked."""
    zone = next((zone for zone in mind.seen.zones() if zone.id == f"{one.station}.{one.zone}"), None)
    if zone is None or one.on or one.lying:
        return None
    return _open(mind, zone, one.id) or _locked(mind, zone)


def _open(mind: LineMind, zone: Zone, slot: str) -> Act | None:
    if not zone.guard or mind.seen.is_open(zone.guard):
        return None
    return _locked(mind, zone) or Act("open", zone.station, zone.kind.behind, slot)


def _locked(mind: LineMind, zone: Zone) -> Act | None:
    """The line is locked again before anything more is done behind a guard."""
    step = next((step for step in mind.seen.steps if step.do == "lock"), None)
    if step is None or not zone.guard or mind.seen.machine != "stopped" or mind.slip.omits(step.id, "step"):
        return None
    return Act("press", step.thing, "lock", step.id)


# --- the steps, in order ------------------------------------------------------------------------------------------------


def _stop(mind: LineMind, step: StepSpec) -> Act | None:
    return Act("press", step.thing, "stop", step.id) if mind.seen.machine == "running" else None


def _lock(mind: LineMind, step: StepSpec) -> Act | None:
    return Act("press", step.thing, "lock", step.id) if mind.seen.machine == "stopped" else None


def _inspect(mind: LineMind, step: StepSpec) -> Act | None:
    return _jog_first(mind, step) or _search(mind, step) or _line(mind, step)


def _ahead(mind: LineMind) -> Act | None:
    """The slips of one who writes before he looks: as soon as the line is locked."""
    mutation = mind.slip.mutation
    if mutation is None or mutation.op not in ("sign_early", "fill_ahead"):
        return None
    step = next((step for step in mind.seen.steps if step.id == mutation.slot), None)
    if step is None or any(not mind.done(one) for one in mind.seen.steps if one.do in REMEMBERED):
        return None
    form = mind.check_list()
    if mutation.op == "sign_early" and paper.entry(mind, form, step.id, "initials") is None:
        return paper.write(form, step.id, "initials", paper.ME, step.id)
    if mutation.op == "fill_ahead" and paper.entry(mind, form, step.id, "time") is None:
        return paper.line_entry(mind, step)
    return None


def _line(mind: LineMind, step: StepSpec) -> Act | None:
    """The line of the check-list is written; by one who is late, only when all others are and some time has passed."""
    act = paper.line_entry(mind, step)
    if act is None or not mind.slip.at("late", step.id) or f"late {step.id}" in mind.memory.believed:
        return act
    others = [one for one in mind.seen.steps if one.do in ("inspect", "compare") and one.id != step.id]
    if any(not mind.written(one) for one in others):
        return None
    mind.memory.believed.add(f"late {step.id}")
    return Act("wait", mind.check_list(), "", step.id, Params(duration_s=mind.seen.level.limits.get("write_late_s", 120.0) + 2.0))


def _jog_first(mind: LineMind, step: StepSpec) -> Act | None:
    """Rollers and belts are brought round once before anything is looked at: what moves then is found where it came to lie."""
    panel = next(iter(mind.seen.of_family("panel")), "")
    wanted = any(zone.kind.needs == "jog" for zone in mind.seen.zones())
    if panel and wanted and not mind.seen.jogged and mind.seen.machine != "running":
        return Act("press", panel, "jog", step.id)
    return None


def _search(mind: LineMind, step: StepSpec) -> Act | None:
    """Look everywhere, read what is to be read, deal with what comes to light."""
    for one in mind.visible(step.id):
        return _deal(mind, one)
    for thing in mind.seen.reads(step.id):
        if mind.seen.looked(thing) < 0:
            return Act("look", thing, "", step.id)
    left_out = _left_out(mind, step)
    for zone in mind.seen.zones(step.id):
        if mind.seen.zone_done(zone.id) or zone.id == left_out:
            continue
        if zone.kind.dark and not mind.seen.beam[2]:
            return Act("fetch", "lamp", "", step.id)
        return _open(mind, zone, step.id) or Act("sweep", zone.id, "", step.id)
    return None


def _left_out(mind: LineMind, step: StepSpec) -> str:
    """The hidden zone of a point that he leaves out when he does: behind a guard of its own, else the lowest; never one of two."""
    zones = mind.seen.zones(step.id)
    hidden = [zone for zone in zones if zone.kind.hidden]
    if not mind.slip.omits(step.id, "hidden") or len(zones) < 3 or not hidden:
        return ""
    guards = [zone.guard for zone in zones]
    return min(hidden, key=lambda zone: (not (zone.guard and guards.count(zone.guard) == 1), zone.y0)).id


def _compare(mind: LineMind, step: StepSpec) -> Act | None:
    for thing in (*mind.seen.of_kind("order")[:1], step.thing):
        if mind.seen.looked(thing) < 0:
            return Act("look", thing, "", step.id)
    for one in mind.visible(step.id):
        return _deal(mind, one)
    for verb in mind.seen.station(step.thing).kind.tests:
        tried = f"{step.id} {verb}" in mind.memory.believed and mind.blind_at(step.id)
        if not mind.seen.used(step.thing, verb) and not tried and not mind.slip.omits(step.id, "test"):
            mind.memory.believed.add(f"{step.id} {verb}")
            return Act("press", step.thing, verb, step.id)
    failed = mind.slip.omits(step.id, "test") or mind.blind_at(step.id)
    if failed and mind.seen.tick - mind.seen.looked(step.thing) > AGAIN_TICKS:
        return Act("look", step.thing, "", step.id)
    return _line(mind, step)


def _count(mind: LineMind, step: StepSpec) -> Act | None:
    op = mind.slip.mutation.op if mind.slip.mutation else ""
    for one in mind.visible(step.id):
        return _deal(mind, one)
    return None if op == "computed" or mind.seen.step_done(step.id) else Act("press", step.thing, "count", step.id)


def _reconcile(mind: LineMind, step: StepSpec) -> Act | None:
    for thing in mind.seen.of_kind("order")[:1]:
        if mind.seen.looked(thing) < 0:
            return Act("look", thing, "", step.id)
    act = paper.reconcile_entry(mind, step)
    if act or mind.slip.omits(step.id, "signature") or "trainee" in mind.seen.form(step.thing)[1].closed:
        return act
    return Act("sign", step.thing, "", step.id)


def _display(mind: LineMind, step: StepSpec) -> Act | None:
    if mind.seen.looked(step.thing) < 0:
        return Act("look", step.thing, "", step.id)
    for one in mind.visible(step.id):
        return _deal(mind, one)
    return None if mind.slip.omits(step.id, "text") else paper.board_entry(mind, step)


def _second(mind: LineMind, step: StepSpec) -> Act | None:
    second = mind.seen.second
    form = mind.check_list()
    signed = mind.seen.form(form)[1].signed if form else {}
    waiting = [line for line, who in signed.items() if "second" not in who]
    if second is None or not waiting:
        return None
    if second.doing in ("coming", "looking", "waiting"):
        return Act("wait", step.thing, "", step.id, Params(duration_s=WAIT_S))
    return Act("say", step.thing, "check", step.id)


def _sign(mind: LineMind, step: StepSpec) -> Act | None:
    return None if "trainee" in mind.seen.form(step.thing)[1].closed else Act("sign", step.thing, "", step.id)


def _start(mind: LineMind, step: StepSpec) -> Act | None:
    """Shut what stands open, put the lamp back, unlock, start."""
    for guard in mind.seen.guards():
        if guard.open:
            return Act("close", guard.station, guard.kind.id, step.id)
    board = mind.seen.takers("tool_board")
    if board and mind.seen.beam[2]:
        return Act("put", "lamp", board[0], step.id)
    return Act("press", step.thing, "unlock" if mind.seen.machine == "locked" else "start", step.id)


ROUTINES: Mapping[str, Callable[[LineMind, StepSpec], Act | None]] = {
    "stop": _stop,
    "lock": _lock,
    "inspect": _inspect,
    "compare": _compare,
    "count": _count,
    "reconcile": _reconcile,
    "display": _display,
    "second": _second,
    "sign": _sign,
    "start": _start,
}
"""Verb of a step -> how it is done."""
