"""What a person can start at a line, good or bad, as the screen offers it: one list for mouse, keyboard and ghost.

Its ids are verb:thing:part, as intents are written, so that what an expert would do is found in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from game.commands import HANDS
from game.entities.people import QUESTIONS
from game.entities.residues import RESIDUES
from game.session.acts import Act
from game.session.line.gestures import perform
from game.texts import has, t
from game.view.choices import Choice
from game.view.line.view import LineView
from game.world.line.seen import LineSeen, ResidueSeen, StationSeen

SHEETS = ("check_list", "reconciliation", "status_board")
"""Things one opens to write on."""
READ = ("tag", "order", "printer", "camera", "counter", "checkweigher", "tool_board", "status_board", "balance", "delivery")
"""Things one reads closely."""
DECLARED = {
    "tag": ("tag", "validity"),
    "checkweigher": ("calibration",),
    "balance": ("calibration",),
    "delivery": ("material",),
    "tool_board": ("expired",),
}
"""What can be reported of a thing, whether it is so or not."""
PUT_IN = ("waste", "print", "rejects", "stock", "sample", "lab", "desk", "tool_board")


def choices(view: LineView) -> list[Choice]:
    """All that can be started now."""
    seen: LineSeen = view.seen
    if seen.ended:
        return []
    if seen.question:
        return list(_answers(view))
    found: list[Choice] = []
    for residue in seen.residues():
        found += _residue(view, residue)
    for station in seen.stations():
        found += _station(view, station)
    found += _puts(view)
    return found


def made(
    view: LineView,
    verb: str,
    thing: str,
    part: str = "",
    at: tuple[str, ...] = (),
    label: str = "",
    *,
    asks: bool = False,
    **values: object,
) -> Choice:
    """One choice.  label: the key of its words (line.do_<label>), by default its verb."""
    key = f"line.do_{label or verb}"
    words = t(key, view.screen.lang, thing=view.name(thing), **values)
    short = f"line.short_{label or verb}"
    act = Act(verb, thing, part, _slot(view, thing))
    brief = t(short, view.screen.lang, **values) if has(short, view.screen.lang) else ""
    start = partial(perform, view.seen, act)
    return Choice(f"{verb}:{thing}:{part}", words, verb, thing, part, at or (thing,), start, asks=asks, short=brief)


def _slot(view: LineView, thing: str) -> str:
    station = view.spec(thing)
    return view.places.step_of.get(thing, thing) if station else thing


def _answers(view: LineView) -> Iterator[Choice]:
    seen = view.seen
    for choice in QUESTIONS.get(seen.question, ()):
        key = f"act.answer_{seen.question}_{choice}"
        words = t(key, view.screen.lang, thing="") if has(key, view.screen.lang) else choice
        act = Act("answer", seen.question_thing, choice, seen.question_thing)
        where = seen.question_thing
        yield Choice(f"answer:{where}:{choice}", words, "answer", where, choice, (where,), partial(perform, seen, act))


# --- residues ------------------------------------------------------------------------------------------------------------


def _residue(view: LineView, one: ResidueSeen) -> Iterator[Choice]:
    if one.family == "state":
        return
    held = next((hand for hand in HANDS if view.seen.hand(hand).holding == one.id), "")
    if held:
        if one.stuck:
            yield made(view, "pull", one.id)
        if RESIDUES[one.kind].family == "print" and not one.counted:
            yield made(view, "count", one.id)
        yield made(view, "drop", one.id, asks=True)
    elif one.stuck:
        yield made(view, "take", one.id, "corner", label="take_corner")
        yield made(view, "take", one.id, "middle", label="take_middle")
    elif one.on:
        yield made(view, "take", one.id, at=(one.on,), label="take_out", asks=True)
    else:
        yield made(view, "take", one.id)


def _puts(view: LineView) -> Iterator[Choice]:
    """What a hand holds goes wherever one lets go of it: right or wrong."""
    seen = view.seen
    for hand in HANDS:
        held = seen.hand(hand).holding
        if not held:
            continue
        for what in PUT_IN:
            for place in seen.takers(what):
                if held == "lamp" and what != "tool_board":
                    continue
                where = view.name(place)
                yield made(view, "put", held, place, (place, held) if held != "lamp" else (place,), "put", place=where)


# --- stations ------------------------------------------------------------------------------------------------------------


def _station(view: LineView, station: StationSeen) -> Iterator[Choice]:
    seen, kind = view.seen, station.kind
    for guard in kind.guards:
        name = f"{station.id}.{guard.id}"
        sort = guard.sort
        if seen.is_open(name):
            yield made(view, "close", station.id, guard.id, (name,), f"close_{sort}")
        else:
            yield made(view, "open", station.id, guard.id, (name,), f"open_{sort}")
    if kind.id in SHEETS:
        yield made(view, "write_on", station.id)
    for part in kind.parts if kind.family != "panel" and _in_play(view, station) else ():
        yield from _worked(view, station, part.verbs)
    if kind.family == "panel":
        yield from _panel(view, station)
    if kind.id in READ or (kind.id == "check_list" and _in_play(view, station)):
        yield made(view, "look", station.id)
    for subject in DECLARED.get(kind.id, ()):
        yield made(view, "declare", station.id, subject, label=f"declare_{subject}", asks=True)
    if kind.family == "person":
        what = "check" if kind.id == "colleague" else "residue"
        yield made(view, "say", station.id, what, label=f"say_{what}")


def _in_play(view: LineView, station: StationSeen) -> bool:
    """A check-list's head is read, and the list changed for the one in force, only where the procedure has it compared."""
    return station.kind.id != "check_list" or station.id in view.places.compared


def _worked(view: LineView, station: StationSeen, verbs: tuple[str, ...]) -> Iterator[Choice]:
    for verb in verbs:
        if verb in ("lamp", "tongs"):
            held = any(view.seen.hand(hand).holding == verb for hand in HANDS) or (verb == "tongs" and view.seen.tongs)
            if not held:
                yield made(view, "fetch", verb, "", (station.id,), f"fetch_{verb}")
        elif verb != "bottle":
            yield made(view, "press", station.id, verb, label=f"press_{verb}", asks=verb in ("clear", "reset", "empty"))


def _panel(view: LineView, station: StationSeen) -> Iterator[Choice]:
    """What the buttons of the panel do in the state the line is in."""
    verbs = {"running": ("stop",), "stopped": ("lock", "jog", "start"), "locked": ("jog", "unlock")}[view.seen.machine]
    for verb in verbs:
        yield made(view, "press", station.id, verb, label=f"press_{verb}")


def at(found: list[Choice], target: str) -> list[Choice]:
    """Those that a click on a target offers; first what one would do with what is in hand."""
    there = [choice for choice in found if target in choice.at]
    there.sort(key=lambda choice: choice.verb != "put")
    return there


def sweeps(view: LineView, station: str) -> list[Choice]:
    """For the keyboard: leading the eye over each place of a station that can be looked into now."""
    open_to = [zone for zone in view.seen.zones() if zone.station == station and (not zone.guard or view.seen.is_open(zone.guard))]
    return [made(view, "sweep", zone.id, "", (station,), "sweep", place=view.t(f"line.zone_{zone.kind.id}")) for zone in open_to]
