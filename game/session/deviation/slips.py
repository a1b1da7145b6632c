"""How one error bends what the expert in a deviation does.  (What he leaves out, or does too late, the policy asks `Slip`.)

========== ====================================================== =====================================================
op         what goes wrong                                        afterwards
========== ====================================================== =====================================================
skip       a step, or `part` of one (a field is left blank)       not noticed
late       he lets time pass before he writes something down      not noticed
           (`part: act`: before he does it)
blind      an alarm is acknowledged unread                        not noticed
unlisted   a set-point is changed that the sheet does not leave   not noticed
           to the operator
rush       what was stopped goes on before the written agreement  kept
throw      evidence goes into the bin                             kept
misreport  a field (`part`) of a paper holds something else       kept
           (`text`; a time: earlier by half an hour)
slip       two digits of a time are exchanged, or one is wrong    not noticed
back_date  an earlier time is written on purpose                  kept
fill_ahead a line is written before the act it speaks of          kept
overwrite  an entry is written over (`part: bare`: corrected      not noticed
           without reason, date, initials; `wrong`: to a wrong
           value)
answer     who asks is given the wrong answer                     kept
lift_over  a piece is carried over open vials                     not noticed
bare_hand  a piece is taken with the fingers (`part: upright`:    not noticed
           a fallen vial is set upright)
========== ====================================================== =====================================================
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from game.entities.people import QUESTIONS
from game.session.acts import Act, Params
from game.session.deviation.policy import ME, way_of
from game.session.mutation import Slip
from game.texts import t
from game.world.deviation.seen import DeviationSeen
from game.world.typed import is_slip, minutes_of, shown_day, shown_time

BESIDE_MIN = 23
"""So much earlier is a time that is written on purpose."""
OVER_M = 1.20
"""So high a piece is lifted over the vials' mouths."""
MORE = 20
"""So far off is a number that is reported wrongly."""


def alter(seen: DeviationSeen, slip: Slip, act: Act) -> list[Act]:
    """What he does instead of an act an expert would do here; [act] when this is not where he errs."""
    mutation = slip.mutation
    if mutation is None or slip.spent or act.slot != mutation.slot:
        return [act]
    change = ALTER.get(mutation.op)
    return [act] if change is None else change(seen, slip, act)


def _writes(act: Act, field: str) -> bool:
    return act.verb == "write" and act.part.rpartition(".")[2] == field


def _unlisted(seen: DeviationSeen, slip: Slip, act: Act) -> list[Act]:
    way = way_of(seen)
    if act.verb not in way.touches:
        return [act]
    field, text = way.beyond
    return [Act("write", seen.console, field, act.slot, Params(text=text)), act]


def _rush(seen: DeviationSeen, slip: Slip, act: Act) -> list[Act]:
    """At the authorisation: he starts again instead of asking."""
    if act.verb != "call" or not seen.stopped:
        return [act]
    return [Act("press", seen.console, way_of(seen).start, act.slot)]


def _throw(seen: DeviationSeen, slip: Slip, act: Act) -> list[Act]:
    return [Act("put", act.thing, seen.one("bin"), act.slot)] if act.verb == "put" else [act]


def _misreport(seen: DeviationSeen, slip: Slip, act: Act) -> list[Act]:
    if not _writes(act, slip.arg("part")):
        return [act]
    return [act.with_params(text=_other(seen, slip, act))]


def _other(seen: DeviationSeen, slip: Slip, act: Act) -> str:
    """What he writes instead: what the error names; where that is no other choice, the next one; a number or a time that is off."""
    right, text = act.params.text, slip.arg("text")
    found = seen.form(act.thing).find(act.part) if seen.kind(act.thing).paper else None
    choices = found[1].choices if found else ()
    if choices:
        others = [choice for choice in choices if choice != right]
        return text if text in others else others[-1]
    if text:
        return text
    return str(int(right) + MORE) if right.isdecimal() else shown_time((minutes_of(right) - 30) % 1440)


def _slip(seen: DeviationSeen, slip: Slip, act: Act) -> list[Act]:
    tolerance, now = int(seen.level.limits.get("time_tolerance_min", 5.0)), seen.clock_min
    if _writes(act, "time"):
        for minute in range(now - tolerance - 1, -1, -1):
            if is_slip(minute, now, 0):
                return [act.with_params(text=shown_time(minute))]
    return [act]


def _back_date(seen: DeviationSeen, slip: Slip, act: Act) -> list[Act]:
    tolerance = int(seen.level.limits.get("time_tolerance_min", 5.0))
    if _writes(act, "time"):
        for minute in range(seen.clock_min - BESIDE_MIN, -1, -1):
            if not is_slip(minute, seen.clock_min, tolerance + 1):
                return [act.with_params(text=shown_time(minute))]
    return [act]


def _overwrite(seen: DeviationSeen, slip: Slip, act: Act) -> list[Act]:
    if not _writes(act, "time"):
        return [act]
    again = act.with_params(text=act.params.text.replace(":", "h"))
    if slip.arg("part") == "bare":
        return [act, Act("correct", act.thing, act.part, act.slot, again.params)]
    if slip.arg("part") == "wrong":
        wrong = shown_time(max(0, seen.clock_min - BESIDE_MIN))
        beside = (t("forms.wrote_after", "fr"), shown_day(seen.today), ME)
        return [act, Act("correct", act.thing, act.part, act.slot, Params(text=wrong, beside=beside))]
    return [act, again]


def _fill_ahead(seen: DeviationSeen, slip: Slip, act: Act) -> list[Act]:
    """The logbook's line first, at his leisure; then what it speaks of."""
    log = seen.one("logbook")
    if not log or act.verb in ("write", "sign") or f"{act.slot}.time" in seen.entries(log):
        return [act]
    time, initials = f"{act.slot}.time", f"{act.slot}.initials"
    return [
        Act("write", log, time, act.slot, Params(text=shown_time(seen.clock_min))),
        Act("write", log, initials, act.slot, Params(text=ME)),
        act,
    ]


def _answer(seen: DeviationSeen, slip: Slip, act: Act) -> list[Act]:
    return [Act("answer", act.thing, QUESTIONS[seen.question][1], act.slot)] if act.verb == "answer" else [act]


def _lift_over(seen: DeviationSeen, slip: Slip, act: Act) -> list[Act]:
    return [act.with_params(height_m=OVER_M)] if act.verb == "bin" else [act]


def _bare_hand(seen: DeviationSeen, slip: Slip, act: Act) -> list[Act]:
    """Instead of taking the forceps he takes what lies there, and lets it fall into the bin; or sets it upright."""
    if act.verb != "pick" or act.part != "forceps" or not seen.pieces:
        return [act]
    upright = slip.arg("part") == "upright"
    return [Act("stand_up" if upright else "pick", act.thing, seen.pieces[0].id, act.slot)]


ALTER: Mapping[str, Callable[[DeviationSeen, Slip, Act], list[Act]]] = {
    "unlisted": _unlisted,
    "rush": _rush,
    "throw": _throw,
    "misreport": _misreport,
    "slip": _slip,
    "back_date": _back_date,
    "fill_ahead": _fill_ahead,
    "overwrite": _overwrite,
    "answer": _answer,
    "lift_over": _lift_over,
    "bare_hand": _bare_hand,
}
"""Op -> how it alters an act."""
