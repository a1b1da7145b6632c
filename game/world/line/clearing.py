"""Hands on what was left behind: taking, peeling, tearing, knocking over, putting where it belongs."""

from __future__ import annotations

from dataclasses import replace

from game.commands import Declare, Grip, Release
from game.entities.line_state import PullState, ResidueState
from game.entities.residues import RESIDUES
from game.entities.stations import STATIONS
from game.events import Declared, Gripped, Mishandled, Released, ResidueCleared
from game.world.basis import distance
from game.world.line import looking, moving
from game.world.line.core import PUT_M, REACH_M, LineCore
from game.world.line.places import station

PULL_M = 0.08
"""A stuck thing comes loose, or tears, when the hand has gone so far with it."""
TOOLS = ("lamp", "tongs")
ANCHORS = ("corner", "middle")
"""Where a stuck label can be taken: it peels by its corner."""
BOARD = "tool_board"


# --- taking --------------------------------------------------------------------------------------------------------------


def grip(core: LineCore, command: Grip) -> None:
    """Take a tool from its board, or a residue."""
    hand = core.hand(command.hand)
    if hand is None:
        return core.refuse(command, command.thing, "no_such_hand")
    if command.thing in TOOLS:
        return _tool(core, command)
    residue = core.state.residues.get(command.thing)
    if residue is None:
        return core.refuse(command, command.thing, "no_such_thing")
    reason = _why_not(core, command, residue)
    if reason:
        return core.refuse(command, residue.id, reason)
    n = _gripped(core, command, residue.kind)
    name = f"{residue.station}.{residue.zone}"
    zone = core.layout.zones.get(name)
    if zone is not None and zone.guard and not residue.on and not moving.fallen(residue):
        reach_in(core, command.hand, zone.guard, n)
    core.find(residue, cause=n)
    if core.kind(residue).glass and not core.state.tongs:
        core.emit(Mishandled, cause=n, hand=command.hand, thing=residue.id, kind=residue.kind, slot=residue.slot, how="bare_glass")
    hand.holding, hand.anchor = residue.id, command.anchor
    if residue.stuck:
        core.state.pulls[command.hand] = PullState(residue.id, command.anchor, *core.hand_at(command.hand))
        return None
    _in_hand(core, command.hand, residue)
    return None


def _gripped(core: LineCore, command: Grip, kind: str) -> int:
    return core.emit(
        Gripped, hand=command.hand, thing=command.thing, kind=kind, slot=command.thing, anchor=command.anchor, face="", washed=False,
        disinfected=False, wet=False, first=True, gloved=True,
    )  # fmt: skip


def _why_not(core: LineCore, command: Grip, residue: ResidueState) -> str:
    if core.op.hands[command.hand].holding:
        return "hand_full"
    if core.kind(residue).family == "state":
        return "not_takeable"
    if residue.on.startswith("hand:"):
        return "in_other_hand"
    if core.shut(f"{residue.station}.{residue.zone}") and not residue.on and not moving.fallen(residue):
        return "guard_shut"
    if not looking.perceivable(core, residue):
        return "not_seen"
    if command.anchor not in (ANCHORS if residue.stuck else ("", *ANCHORS)):
        return "no_such_anchor"
    where = core.point(residue.on) if residue.on else anchor_point(residue, command.anchor)
    return "" if core.near(command.hand, where, PUT_M if residue.on else REACH_M) else "out_of_reach"


def anchor_point(residue: ResidueState, anchor: str) -> tuple[float, float]:
    """Where a residue is taken hold of, room metres."""
    wide, high = RESIDUES[residue.kind].size_m
    return (residue.x + wide / 2.0, residue.y + high / 2.0) if anchor == "corner" else (residue.x, residue.y)


def _tool(core: LineCore, command: Grip) -> None:
    hand = core.op.hands[command.hand]
    boards = [thing.id for thing in core.level.things if thing.kind == BOARD]
    if hand.holding:
        return core.refuse(command, command.thing, "hand_full")
    if any(h.holding == command.thing for h in core.op.hands.values()) or (command.thing == "tongs" and core.state.tongs):
        return core.refuse(command, command.thing, "in_other_hand")
    if not boards or not core.near(command.hand, core.point(boards[0], command.thing), PUT_M):
        return core.refuse(command, command.thing, "out_of_reach" if boards else "no_such_thing")
    _gripped(core, command, command.thing)
    if command.thing == "tongs":
        core.state.tongs = True
    else:
        hand.holding = command.thing
    return None


def reach_in(core: LineCore, hand: str, guard: str, cause: int) -> None:
    """A hand behind a door or flap of a line that is not locked: told once for each opening."""
    thing, _, name = guard.partition(".")
    moves = station(core.level, thing).guard(name).sort in ("door", "flap")
    if not moves or core.state.machine == "locked" or guard in core.state.reached_in:
        return
    core.state.reached_in.append(guard)
    kind = core.level.thing(thing).kind
    core.emit(Mishandled, cause=cause, hand=hand, thing=thing, kind=kind, slot=core.layout.step_of.get(thing, thing), how="reach_in")


def _in_hand(core: LineCore, hand: str, residue: ResidueState) -> None:
    moving.stop(core, residue)
    residue.stuck = False
    residue.cleared, residue.on = False, f"hand:{hand}"
    residue.x, residue.y = core.hand_at(hand)


# --- pulling, carrying, knocking over ----------------------------------------------------------------------------------------


def tick(core: LineCore) -> None:
    """Held things go with the hand; stuck ones come loose or tear; careless hands knock over."""
    for name, hand in core.op.hands.items():
        swing = core.state.swing[name]
        x, y = core.hand_at(name)
        pull = core.state.pulls.get(name)
        if pull is not None and distance(x, y, pull.x, pull.y) >= PULL_M:
            del core.state.pulls[name]
            _comes_off(core, name, pull)
        residue = core.state.residues.get(hand.holding)
        if residue is not None and residue.on == f"hand:{name}":
            residue.x, residue.y = x, y
        moved = 0.0
        for metres in swing:
            moved += metres
        # The hand that only looks, or points the lamp, touches nothing.
        works = name != core.lamp_hand() or residue is not None
        if works and moved / moving.SWING_S > moving.CARELESS_M_S:
            moving.knock(core, name, x, y)


def _comes_off(core: LineCore, hand: str, pull: PullState) -> None:
    residue = core.state.residues[pull.residue]
    if core.kind(residue).peel and pull.anchor != "corner":
        residue.torn = True
        n = core.emit(Mishandled, cause=residue.event, hand=hand, thing=residue.id, kind=residue.kind, slot=residue.slot, how="torn")
        _fragment(core, residue, n)
    _in_hand(core, hand, residue)


def _fragment(core: LineCore, residue: ResidueState, cause: int) -> None:
    """What stays behind of a label torn off: a new residue, in plain sight of who tore it."""
    state = core.state
    state.fragments += 1
    name = f"{residue.id}.{state.fragments}"
    state.residues[name] = replace(
        residue, id=name, kind="label_fragment", torn=False, stuck=True, known=True, on="", cleared=False, counted=False, event=cause,
        cleared_at=-1, found="trainee",
    )  # fmt: skip


# --- putting away --------------------------------------------------------------------------------------------------------------


def release(core: LineCore, command: Release) -> None:
    """Let go: into a bin, onto a shelf or desk, back on the board, or to the floor."""
    hand = core.hand(command.hand)
    if hand is None or not hand.holding:
        return core.refuse(command, command.onto, "not_held")
    thing = hand.holding
    residue = core.state.residues.get(thing)
    if command.hand in core.state.pulls:
        del core.state.pulls[command.hand]
        hand.holding = hand.anchor = ""
        return None
    if command.onto == "floor":
        return _drop(core, command, thing, residue)
    kind = STATIONS[core.level.thing(command.onto).kind] if core.has(command.onto) else None
    if kind is None or not kind.takes:
        return core.refuse(command, command.onto, "cannot_hold")
    if residue is None and kind.takes != BOARD:
        return core.refuse(command, command.onto, "cannot_hold")
    if not core.near(command.hand, core.point(command.onto), PUT_M):
        return core.refuse(command, command.onto, "out_of_reach")
    hand.holding = hand.anchor = ""
    name = residue.kind if residue else thing
    n = core.emit(Released, hand=command.hand, thing=thing, kind=name, slot=thing, onto=command.onto)
    if residue is not None:
        residue.on = command.onto
        residue.x, residue.y = core.point(command.onto)
        after = core.phase != "before" and any(STATIONS[t.kind].takes == "sample" for t in core.level.things if t.kind in STATIONS)
        right = kind.takes == "sample" if after else kind.takes in core.kind(residue).goes_to
        cleared(core, residue, command.hand, command.onto, right=right, cause=n)
    return None


def cleared(core: LineCore, residue: ResidueState, hand: str, container: str, *, right: bool, cause: int) -> None:
    """It is put away or put right.  In the wrong place it still is off the line; it can be taken out again."""
    residue.cleared, residue.cleared_at = True, core.state.tick
    counted = residue.counted or not core.kind(residue).coded
    core.emit(
        ResidueCleared, cause=cause, hand=hand, thing=residue.id, kind=residue.kind, slot=residue.slot, at=residue.at,
        family=core.kind(residue).family, container=container, right=right, counted=counted, phase=core.phase,
    )  # fmt: skip


def _drop(core: LineCore, command: Release, thing: str, residue: ResidueState | None) -> None:
    if residue is None:
        return core.refuse(command, command.onto, "cannot_hold")
    hand = core.op.hands[command.hand]
    hand.holding = hand.anchor = ""
    n = core.emit(Released, hand=command.hand, thing=thing, kind=residue.kind, slot=thing, onto="floor")
    core.emit(Mishandled, cause=n, hand=command.hand, thing=thing, kind=residue.kind, slot=thing, how="dropped")
    residue.on = ""
    moving.fall(core, residue, 0.0)
    return None


# --- saying so -------------------------------------------------------------------------------------------------------------------


def declare(core: LineCore, command: Declare) -> None:
    """Report what cannot be put right by hand: a tag, a validity, a calibration; or a residue found too late."""
    state, thing = core.state, command.thing
    if command.subject == "residue":
        return _too_late(core, command)
    if not core.has(thing):
        return core.refuse(command, thing, "no_such_thing")
    kind = core.level.thing(thing).kind
    found = next((r for r in state.residues.values() if r.station == thing and core.kind(r).fix == ("declare", command.subject)), None)
    true = found is not None
    slot = found.slot if found else core.layout.step_of.get(thing, thing)
    n = core.emit(Declared, subject=command.subject, thing=thing, kind=kind, slot=slot, true=true)
    if found is not None and not found.cleared:
        core.find(found, cause=n)
        cleared(core, found, "", "", right=True, cause=n)
    return None


def _too_late(core: LineCore, command: Declare) -> None:
    residue = core.state.residues.get(command.thing)
    if residue is None:
        return core.refuse(command, command.thing, "no_such_thing")
    if residue.id not in core.state.reported:
        core.state.reported.append(residue.id)
    core.emit(Declared, subject="residue", thing=residue.id, kind=residue.kind, slot=residue.slot, true=bool(residue.found))
    return None
