"""Looking: what comes into the beam is seen cell by cell; displays, tags and papers are looked at closely."""

from __future__ import annotations

from game.commands import Look
from game.entities.line import cell_at
from game.entities.line_state import ResidueState
from game.events import Looked, PointSeen, ZoneSeen
from game.world.line.core import LineCore
from game.world.line.places import Zone
from game.world.line.truths import SEEN_SHARE, SEEN_TICKS, zone_pct

BEAM_M = 0.22
"""Radius of what one looks at at a time."""
LOOK_SECOND = ("tag", "validity", "calibration", "expired")


def tick(core: LineCore) -> None:
    """Cells in the beam come nearer to being seen."""
    bx, by = core.hand_at(core.lamp_hand())
    lit = core.lit()
    done = core.state.zones_seen
    for zone in core.layout.zones.values():
        if zone.id in done:
            continue
        outside = bx + BEAM_M < zone.x0 or bx - BEAM_M > zone.x1 or by + BEAM_M < zone.y0 or by - BEAM_M > zone.y1
        if not outside and _can_look(core, zone, lit):
            _look_into(core, zone, bx, by)


def _can_look(core: LineCore, zone: Zone, lit: bool) -> bool:
    """Whether what is in that zone can be seen now."""
    if zone.kind.dark and not lit:
        return False
    if zone.guard and zone.guard not in core.state.open:
        return False
    return zone.kind.needs != "jog" or core.state.jogged > 0


def _look_into(core: LineCore, zone: Zone, bx: float, by: float) -> None:
    ticks = core.state.cells[zone.id]
    full = False
    for i, (x, y) in enumerate(zone.cells):
        if ticks[i] < SEEN_TICKS and (x - bx) * (x - bx) + (y - by) * (y - by) <= BEAM_M * BEAM_M:
            ticks[i] += 1
            full = full or ticks[i] == SEEN_TICKS
    if not full:
        return
    _begin(core, zone.step)
    if zone.id not in core.state.zones_seen and zone_pct(core.state, zone.id) >= SEEN_SHARE:
        core.state.zones_seen[zone.id] = core.state.tick
        # Who has seen it nearly everywhere has seen what is in it: nobody is charged for a corner of a rectangle.
        ticks[:] = [SEEN_TICKS] * len(ticks)
        kind = core.level.thing(zone.station).kind
        core.emit(ZoneSeen, thing=zone.station, kind=kind, slot=zone.step, zone=zone.kind.id, hidden=zone.kind.hidden)
        _point(core, zone.step)


def _begin(core: LineCore, step: str) -> None:
    if step and step not in core.state.points:
        core.state.points[step] = core.state.tick, -1


def _point(core: LineCore, step: str) -> None:
    """All zones of a step seen, all its displays read: from here its line may be written."""
    if step not in core.layout.steps or core.state.points.get(step, (0, -1))[1] >= 0:
        return
    zones, reads = core.layout.steps[step], core.layout.reads[step]
    if all(zone in core.state.zones_seen for zone in zones) and all(thing in core.state.looked for thing in reads):
        core.state.points[step] = core.state.points.get(step, (core.state.tick, -1))[0], core.state.tick
        core.emit(PointSeen, slot=step)


def perceivable(core: LineCore, residue: ResidueState) -> bool:
    """Whether the trainee can perceive a residue now."""
    if residue.on:
        return residue.on.startswith("hand:") or residue.known
    if core.kind(residue).family == "state" and not core.kind(residue).sight:
        return residue.known
    zone = core.layout.zones.get(f"{residue.station}.{residue.zone}")
    if zone is None:
        return True
    if residue.found == "second":
        return True  # he has pointed it out
    if core.shut(zone.id):
        return False
    thing = core.level.thing(zone.station)
    cell = cell_at(zone.kind, residue.x - thing.x_m, residue.y - thing.y_m)
    return residue.known or core.state.cells[zone.id][cell] >= SEEN_TICKS


def look(core: LineCore, command: Look) -> None:
    """Read a display, tag, sticker or paper one stands by."""
    thing = command.thing
    if not core.has(thing):
        return core.refuse(command, thing, "no_such_thing")
    if not core.by(thing):
        return core.refuse(command, thing, "too_far")
    defects = []
    for residue in core.state.residues.values():
        kind = core.kind(residue)
        if residue.station == thing and kind.family == "state" and not kind.sight and not residue.cleared:
            residue.known = True
            defects.append(residue.kind)
    core.state.looked[thing] = core.state.tick
    step = core.layout.step_of.get(thing, "")
    core.emit(Looked, thing=thing, kind=core.level.thing(thing).kind, slot=step, part=command.part, defect=defects[0] if defects else "")
    _begin(core, step)
    _point(core, step)
    return None
