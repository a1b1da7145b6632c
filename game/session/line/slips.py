"""How one error bends what the expert at a line does.  (What he leaves out, or does too early or too late, the policy asks `Slip`.)

========== ====================================================== =====================================================
op         what goes wrong                                        afterwards
========== ====================================================== =====================================================
skip       a step, or `part` of one: test, hidden, count,         not noticed
           explanation, signature, a field
overlook   a residue is passed over                               dealt with once the second person points it out
wrong_bin  it goes into a container that is not its own           not noticed
bare_hand  broken glass is taken without tongs                    not noticed
tear       a label is pulled by its middle                        the piece that stays behind is taken off
knock      a hand too fast knocks a unit over                     it is looked for and taken
sign_early a line is initialled before its places are looked at   they are looked at then, and the line is filled in
fill_ahead conform and time are written before                    the place is looked at, the line put right if need be
late       a line is written too long after its act               not noticed
slip       two digits of a time are exchanged, or one is wrong    not noticed
back_date  an earlier time is written on purpose                  kept
overwrite  an entry is written over (`part: bare`: corrected      not noticed
           without reason, date, initials; `wrong`: to a wrong value)
conceal    something was found and "conform" is ticked            kept
forge      the second person's initials are written too           kept
computed   what is left is not counted but worked out             kept
missum     a sum (`part: issued`: what is copied) is wrong        not noticed
rush       the line is unlocked before a hand goes behind a door  it is locked again for the next
answer     who asks is given the wrong answer                     kept
========== ====================================================== =====================================================
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from game.entities.people import QUESTIONS
from game.entities.residues import RESIDUES
from game.session.acts import Act, Params
from game.session.line.paper import ME, OTHER
from game.session.mutation import Slip
from game.texts import t
from game.world.line.seen import LineSeen
from game.world.typed import is_slip, minutes_of, shown_day, shown_time

CLEAR_M = 0.30
"""Nothing else may stand so near what he knocks over: that would be two errors."""
BESIDE_MIN = 23
"""So much earlier is a time that is written on purpose."""


def alter(seen: LineSeen, slip: Slip, act: Act) -> list[Act]:
    """What he does instead of an act an expert would do here; [act] when this is not where he errs."""
    mutation = slip.mutation
    if mutation is None or slip.spent:
        return [act]
    if mutation.op == "rush":
        return _rush(seen, act)
    if act.slot != mutation.slot:
        return [act]
    change = ALTER.get(mutation.op)
    return [act] if change is None else change(seen, slip, act)


def _writes(act: Act, field: str) -> bool:
    return act.verb == "write" and act.part.rpartition(".")[2] == field


def _with_text(act: Act, text: str) -> Act:
    return act.with_params(text=text)


def _rush(seen: LineSeen, act: Act) -> list[Act]:
    """Unlocked again before a hand goes behind a door."""
    one = seen.residue(act.thing) if act.verb == "take" else None
    panel = next(iter(seen.of_family("panel")), "")
    if one is None or one.on or one.lying or seen.machine != "locked" or not panel:
        return [act]
    doors = [guard.id for guard in seen.guards() if guard.kind.sort == "door"]
    behind = any(zone.guard in doors for zone in seen.zones() if zone.id == f"{one.station}.{one.zone}")
    return [Act("press", panel, "unlock", act.slot), act] if behind else [act]


def _wrong_bin(seen: LineSeen, slip: Slip, act: Act) -> list[Act]:
    one = seen.residue(act.thing)
    if act.verb != "put" or one is None:
        return [act]
    others = [s for s in seen.stations() if s.kind.family == "bin" and s.kind.takes not in (*RESIDUES[one.kind].goes_to, "sample")]
    return [Act("put", act.thing, others[0].id, act.slot)] if others else [act]


def _tear(seen: LineSeen, slip: Slip, act: Act) -> list[Act]:
    return [Act("take", act.thing, "middle", act.slot)] if act.verb == "take" and act.part == "corner" else [act]


def _knock(seen: LineSeen, slip: Slip, act: Act) -> list[Act]:
    one = seen.residue(act.thing) if act.verb == "take" else None
    if one is None or one.lying:
        return [act]
    others = [other for other in seen.residues() if other.id != one.id]
    beside = [other for other in others if abs(other.x - one.x) < CLEAR_M and abs(other.y - one.y) < CLEAR_M]
    return [act] if beside else [Act("swing", act.thing, "", act.slot)]


def _slip(seen: LineSeen, slip: Slip, act: Act) -> list[Act]:
    wrong = _slipped(seen) if _writes(act, "time") else -1
    return [_with_text(act, shown_time(wrong))] if wrong >= 0 else [act]


def _slipped(seen: LineSeen) -> int:
    """A time that a slip makes of the clock's, far enough off to matter and not yet to come; -1 for none."""
    tolerance, now = int(seen.level.limits.get("time_tolerance_min", 2.0)), seen.clock_min
    for minute in range(now - tolerance - 1, -1, -1):
        if is_slip(minute, now, 0):
            return minute
    return -1


def _back_date(seen: LineSeen, slip: Slip, act: Act) -> list[Act]:
    tolerance = int(seen.level.limits.get("time_tolerance_min", 2.0))
    if _writes(act, "time"):
        for minute in range(seen.clock_min - BESIDE_MIN, -1, -1):
            if not is_slip(minute, seen.clock_min, tolerance + 1):
                return [_with_text(act, shown_time(minute))]
    return [act]


def _overwrite(seen: LineSeen, slip: Slip, act: Act) -> list[Act]:
    """The same again in other signs: nothing is wrong but the way."""
    if _writes(act, "time"):
        text = act.params.text.replace(":", "h")
    elif _writes(act, "issued"):
        text = f"{minutes_or_number(act.params.text):,}".replace(",", " ")
        text = text if text != act.params.text else "0" + text
    else:
        return [act]
    again = _with_text(act, text)
    if slip.arg("part") == "bare":
        return [act, Act("correct", act.thing, act.part, act.slot, again.params)]
    if slip.arg("part") == "wrong":
        wrong = shown_time(max(0, seen.clock_min - BESIDE_MIN))
        beside = (t("forms.wrote_after", "fr"), shown_day(seen.today), ME)
        return [act, Act("correct", act.thing, act.part, act.slot, Params(text=wrong, beside=beside))]
    return [act, again]


def minutes_or_number(text: str) -> int:
    """A number as written, without its thousands' spaces."""
    return int(text) if text.lstrip("-").isdigit() else minutes_of(text)


def _conceal(seen: LineSeen, slip: Slip, act: Act) -> list[Act]:
    return [_with_text(act, "yes")] if _writes(act, "conform") and act.params.text == "no" else [act]


def _forge(seen: LineSeen, slip: Slip, act: Act) -> list[Act]:
    if not _writes(act, "initials"):
        return [act]
    return [act, Act("write", act.thing, act.part.replace("initials", "second"), act.slot, Params(text=OTHER))]


def _missum(seen: LineSeen, slip: Slip, act: Act) -> list[Act]:
    field = slip.arg("part") or "accounted"
    return [_with_text(act, str(minutes_or_number(act.params.text) + 10))] if _writes(act, field) else [act]


def _answer(seen: LineSeen, slip: Slip, act: Act) -> list[Act]:
    return [Act("answer", act.thing, QUESTIONS[seen.question][1], act.slot)] if act.verb == "answer" else [act]


ALTER: Mapping[str, Callable[[LineSeen, Slip, Act], list[Act]]] = {
    "wrong_bin": _wrong_bin,
    "tear": _tear,
    "knock": _knock,
    "slip": _slip,
    "back_date": _back_date,
    "overwrite": _overwrite,
    "conceal": _conceal,
    "forge": _forge,
    "missum": _missum,
    "answer": _answer,
}
"""Op -> how it alters an act."""
