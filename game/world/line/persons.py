"""People at the line who want something of the trainee: played by the program, each asks once."""

from __future__ import annotations

from game.commands import Answer
from game.entities.forms import Entry, address
from game.entities.line_state import ResidueState
from game.entities.residues import RESIDUES
from game.entities.stations import STATIONS
from game.events import SecondChecked
from game.world import documents, people
from game.world.documents import Paper
from game.world.line.core import LineCore
from game.world.typed import shown_time

HANDED_OVER_TICKS = 120
"""The clipboard changes hands at the beginning."""
HURRIES_AFTER = 2
"""So many lines signed, and the supervisor comes by."""
AHEAD = 2
"""So many lines are found filled in."""
LATE, BROUGHT, BROUGHT_TO = "late_vial", "vial_lying", "top_right"
"""What somebody finds after the signature: its id, its kind, and the spot of the desk where he lays it down."""


def tick(core: LineCore) -> None:
    """Who has something to ask, asks, one at a time."""
    if core.state.question:
        return
    for thing, what in core.state.people.items():
        if _due(core, thing, what):
            del core.state.people[thing]
            people.ask(core, thing, what, thing)
            return


def _due(core: LineCore, thing: str, what: str) -> bool:
    if what == "half_filled":
        return core.state.tick >= HANDED_OVER_TICKS
    if what == "hurries":
        return _signed(core) >= HURRIES_AFTER
    if what == "found_late":
        return core.phase == "signed"
    # Who offers to sign unseen does so when he is asked to check: see `offers`.
    return what != "unseen" and abs(core.stands_by(thing)[0] - core.op.x) <= people.SPEAKS_M


def _signed(core: LineCore) -> int:
    return len([1 for paper in _lists(core) for who in paper.state.signed.values() if "trainee" in who])


def _lists(core: LineCore) -> list[Paper]:
    return [paper for paper in core.papers.values() if paper.kind == "check_list"]


def offers(core: LineCore, thing: str) -> bool:
    """The colleague who is asked to check would rather sign where he stands.  True when he asks."""
    if core.state.people.get(thing) != "unseen" or core.state.question:
        return False
    del core.state.people[thing]
    people.ask(core, thing, "unseen", thing)
    return True


def answer(core: LineCore, command: Answer) -> None:
    """Answer what was asked, and what comes of it."""
    slot = core.state.question_slot
    right = people.answer(core, command)
    if right is True and command.question == "found_late":
        _brings(core, slot)
    if right is False and command.question == "half_filled":
        _ahead(core)
    if right is False and command.question == "unseen":
        _unseen(core)


def _brings(core: LineCore, slot: str) -> None:
    """He lays on the desk what he has found elsewhere, after the signature: a unit of the batch before."""
    desk = next(thing for thing in core.level.things if thing.kind == "desk")
    kind, spot = RESIDUES[BROUGHT], next(spot for spot in STATIONS["desk"].spots if spot.id == BROUGHT_TO)
    residue = ResidueState(
        LATE, kind.id, desk.id, spot.zone, spot.id, desk.x_m + spot.x, desk.y_m + spot.y + kind.size_m[1] / 2.0, plane=spot.plane,
        stuck=False, at="", slot=slot,
    )  # fmt: skip
    core.state.residues[LATE] = residue
    core.find(residue, "second")


def _ahead(core: LineCore) -> None:
    """The clipboard is taken as it is: somebody has filled in lines for what nobody has looked at yet."""
    for paper in _lists(core):
        for line in paper.spec.lines[:AHEAD]:
            for field, text, value in (("conform", "yes", 0), ("time", shown_time(core.clock_min), core.clock_min)):
                paper.state.entries.setdefault(address(line.id, field), Entry(text, value, "colleague", core.state.tick, right=False))


def _unseen(core: LineCore) -> None:
    """He signs all that is signed, from where he stands."""
    thing = next((thing.id for thing in core.level.things if thing.kind == "colleague"), "")
    second = core.state.second
    for paper in _lists(core):
        for line in paper.spec.lines:
            if "trainee" in paper.state.signed.get(line.id, ()) and second is not None and line.id not in second.checked:
                n = core.emit(SecondChecked, thing=thing, slot=line.id, looked=False, found=0)
                second.checked.append(line.id)
                documents.sign_line(core, paper, line, "second", n)
    if second is not None:
        second.doing = "done"
