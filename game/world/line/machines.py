"""Working the machines: stop, lock, jog, start; guards, drawers and lids; displays, counters and tests."""

from __future__ import annotations

from game.commands import Close, Open, Use
from game.entities.line import GuardKind
from game.entities.line_state import ResidueState
from game.events import Counted, Ended, GuardMoved, LineStarted, MachineSet
from game.world import documents
from game.world.line import moving
from game.world.line.clearing import cleared, reach_in
from game.world.line.core import LineCore
from game.world.line.places import station

HANDLE_M = 0.20
REJECTED = 7
"""Units in a reject bin that nobody emptied."""


def use(core: LineCore, command: Use) -> None:
    """Work a part of a station, or count what a hand holds."""
    hand = core.hand(command.hand)
    if hand is None:
        return core.refuse(command, command.thing, "no_such_hand")
    if command.thing in core.state.residues:
        return _count_held(core, command)
    if not core.has(command.thing):
        return core.refuse(command, command.thing, "no_such_thing")
    kind = station(core.level, command.thing)
    part = kind.part_of(command.part)
    if part is None:
        return core.refuse(command, command.thing, "no_such_part")
    if not core.near(command.hand, core.point(command.thing, part.id)):
        return core.refuse(command, command.thing, "out_of_reach")
    if kind.family == "panel":
        return _panel(core, command)
    return _work(core, command)


# --- the operator panel --------------------------------------------------------------------------------------------------


def _panel(core: LineCore, command: Use) -> None:
    state, what = core.state, command.part
    reason = {
        "stop": "already_stopped" if state.machine != "running" else "",
        "lock": "running" if state.machine == "running" else "already_locked" if state.machine == "locked" else "",
        "unlock": "" if state.machine == "locked" else "not_locked",
        "jog": "running" if state.machine == "running" else "",
        "start": "locked" if state.machine == "locked" else "already_running" if state.machine == "running" else "",
    }[what]
    if reason:
        return core.refuse(command, command.thing, reason)
    state.machine = {"stop": "stopped", "lock": "locked", "unlock": "stopped"}.get(what, state.machine)
    n = _said(core, command, right=True)
    if what == "jog":
        state.jogged += 1
        state.jog_until = state.tick + moving.JOG_TICKS
    if what == "start":
        _start(core, n)
    return None


def _start(core: LineCore, cause: int) -> None:
    """The line runs: what it was in is told, and the run ends."""
    state = core.state
    state.started = True
    state.machine = "running"
    lists = [paper for paper in core.papers.values() if paper.kind == "check_list"]
    open_points = 0
    for paper in lists:
        open_points += documents.open_lines(paper)
    second = any("second" in who for paper in lists for who in paper.state.signed.values())
    step = next((s.id for s in core.level.steps if s.do == "start"), "")
    n = core.emit(
        LineStarted, cause=cause, thing=command_thing(core), kind="panel", slot=step, left=len(core.still_there()),
        open_points=open_points, second=second, guards_open=len([name for name in state.open if _door(core, name)]),
    )  # fmt: skip
    core.report_left("start", "", n)
    state.ended = "finished"
    core.emit(Ended, how="finished")


def command_thing(core: LineCore) -> str:
    """Id of the operator panel."""
    return next((thing.id for thing in core.level.things if thing.kind == "panel"), "")


def _door(core: LineCore, name: str) -> bool:
    thing, _, guard = name.partition(".")
    return station(core.level, thing).guard(guard).sort == "door"


# --- displays, counters, bins ----------------------------------------------------------------------------------------------


def _work(core: LineCore, command: Use) -> None:
    """A verb of a display, counter, bin or board."""
    thing, verb = command.thing, command.part
    state_residue = _settled_by(core, thing, verb)
    if verb == "count":
        return _count(core, command)
    if verb == "empty" and not _open_to(core, thing, "reject"):
        return core.refuse(command, thing, "guard_shut")
    right = _right(core, thing, verb)
    n = _said(core, command, right=right)
    if right:
        core.state.uses[f"{thing}.{verb}"] = core.state.tick
    core.state.looked.setdefault(thing, core.state.tick)
    if state_residue is not None:
        core.find(state_residue, cause=n)
        cleared(core, state_residue, command.hand, "", right=True, cause=n)
    return None


def _said(core: LineCore, command: Use, right: bool) -> int:
    thing = command.thing
    step = core.layout.step_of.get(thing) or next((s.id for s in core.level.steps if s.thing == thing and s.do == command.part), thing)
    return core.emit(
        MachineSet, hand=command.hand, thing=thing, kind=core.level.thing(thing).kind, slot=step, what=command.part, right=right
    )


def _settled_by(core: LineCore, thing: str, verb: str) -> ResidueState | None:
    """The state that this verb puts right there, if it is not right yet."""
    for residue in core.state.residues.values():
        if residue.station == thing and not residue.cleared and core.kind(residue).fix == ("use", verb):
            return residue
    return None


def _right(core: LineCore, thing: str, verb: str) -> bool:
    """A test is right when nothing of the old batch is set there; putting right always is."""
    if verb not in station(core.level, thing).tests:
        return True
    return not any(
        r.station == thing and not r.cleared and core.kind(r).fix[0] == "use" and core.kind(r).fix[1] in ("clear", "recipe")
        for r in core.state.residues.values()
    )


def _open_to(core: LineCore, thing: str, guard: str) -> bool:
    return f"{thing}.{guard}" in core.state.open


def _count(core: LineCore, command: Use) -> None:
    """Count what lies there: the roll's remainder, the rejects."""
    thing = command.thing
    kind = core.level.thing(thing).kind
    if kind == "roll":
        count = core.batch.labels_left
        core.state.counts["roll"] = count
    else:
        if not _open_to(core, thing, "reject"):
            return core.refuse(command, thing, "guard_shut")
        full = any(r.station == thing and r.kind == "rejects_full" and not r.cleared for r in core.state.residues.values())
        count = REJECTED if full else 0
        core.state.counts[thing] = count
        for residue in core.state.residues.values():
            if residue.station == thing and residue.kind == "rejects_full" and not residue.cleared:
                core.find(residue)
                residue.counted = True
    core.emit(Counted, thing=thing, kind=kind, slot=_count_slot(core, thing), count=count)
    return None


def _count_slot(core: LineCore, thing: str) -> str:
    named = next((s.id for s in core.level.steps if s.do == "count" and s.thing == thing), "")
    return named or core.layout.step_of.get(thing, thing)


def _count_held(core: LineCore, command: Use) -> None:
    """Count a print one holds, before it is destroyed."""
    residue = core.state.residues[command.thing]
    if not residue.on.startswith("hand:") or command.part != "count":
        return core.refuse(command, residue.id, "not_held")
    if residue.counted:
        return core.refuse(command, residue.id, "already_counted")
    residue.counted = True
    core.state.loose += 1 if core.kind(residue).coded and not residue.torn and residue.kind != "label_fragment" else 0
    core.emit(Counted, thing=residue.id, kind=residue.kind, slot=residue.slot, count=1)
    return None


# --- guards, drawers, lids -------------------------------------------------------------------------------------------------


def open_guard(core: LineCore, command: Open) -> None:
    """Open a guard, drawer, lid or flap."""
    _move(core, command, command.part, opened=True)


def close_guard(core: LineCore, command: Close) -> None:
    """Shut what stands open there at the hand: the nearest one."""
    if not core.has(command.thing):
        return core.refuse(command, command.thing, "no_such_thing")
    kind = station(core.level, command.thing)
    standing = [guard for guard in kind.guards if f"{command.thing}.{guard.id}" in core.state.open]
    x, y = core.hand_at(command.hand) if core.hand(command.hand) else (0.0, 0.0)
    nearest = min(standing, key=lambda g: _far(core, command.thing, g, x, y), default=None)
    return _move(core, command, nearest.id if nearest else "", opened=False)


def _far(core: LineCore, thing: str, guard: GuardKind, x: float, y: float) -> float:
    gx, gy = core.point(thing, guard.id)
    return (gx - x) * (gx - x) + (gy - y) * (gy - y)


def _move(core: LineCore, command: Open | Close, part: str, opened: bool) -> None:
    thing = command.thing
    if core.hand(command.hand) is None or not core.has(thing):
        return core.refuse(command, thing, "no_such_thing")
    guard = next((g for g in station(core.level, thing).guards if g.id == part), None)
    if guard is None:
        return core.refuse(command, thing, "no_such_part" if opened else "already_shut")
    name = f"{thing}.{part}"
    if (name in core.state.open) == opened:
        return core.refuse(command, thing, "already_open" if opened else "already_shut")
    if not core.near(command.hand, core.point(thing, part), HANDLE_M):
        return core.refuse(command, thing, "out_of_reach")
    if opened:
        core.state.open.append(name)
    else:
        core.state.open.remove(name)
    locked = core.state.machine == "locked"
    kind = core.level.thing(thing).kind
    n = core.emit(
        GuardMoved,
        hand=command.hand,
        thing=thing,
        kind=kind,
        slot=core.layout.step_of.get(thing, ""),
        open=opened,
        locked=locked,
        sort=guard.sort,
    )
    if guard.sort == "flap" and opened:
        reach_in(core, command.hand, f"{thing}.{part}", n)
    _drawer(core, command, thing, part, n)
    return None


def _drawer(core: LineCore, command: Open | Close, thing: str, part: str, n: int) -> None:
    """Shutting a drawer that was left open puts that right."""
    for residue in core.state.residues.values():
        if residue.station == thing and core.kind(residue).fix == ("close", part) and not residue.cleared and isinstance(command, Close):
            core.find(residue, cause=n)
            cleared(core, residue, command.hand, "", right=True, cause=n)
