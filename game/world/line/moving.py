"""Things that move by themselves: carried on by the belts when jogged, knocked over, let fall, sliding under the frame."""

from __future__ import annotations

from game.entities.line import StationKind
from game.entities.line_state import ResidueState
from game.entities.residues import RESIDUES
from game.entities.stations import STATIONS
from game.events import Mishandled
from game.spec import ThingSpec
from game.world.basis import distance
from game.world.draws import draw
from game.world.line.core import LineCore
from game.world.physics import Loose

JOG_TICKS = 30
JOG_M = 0.10
"""The pitch that belts and rollers travel at a press, and how long they take."""
SWING_S = 8.0 / 60.0
CARELESS_M_S = 0.8
KNOCK_M = 0.06
"""A hand faster than that, this near a standing thing, knocks it over."""
GOAL_M = 0.10
PUSH_M_S = 0.5
FRICTION = {"unit": 0.08, "print": 0.6}
GLASS = ("vial_empty", "vial_filled", "vial_labelled")
BREAKS = 0.4
"""How likely a vial breaks that falls from a belt or out of a hand."""
FLOOR_STEP_M = 0.12
"""Lower than this it lies on the floor."""


def loose_of(residue: ResidueState) -> Loose:
    """A residue as something that falls."""
    kind = RESIDUES[residue.kind]
    radius = max(0.008, min(kind.size_m) / 2.0)
    return Loose(residue.id, residue.x, max(residue.y, radius), residue.vx, residue.vy, radius, FRICTION.get(kind.family, 0.3))


def fallen(residue: ResidueState) -> bool:
    """Whether it has left its first place (nothing of its station hides it any more)."""
    return residue.knocked or residue.moving


def fall(core: LineCore, residue: ResidueState, push: float) -> None:
    """From now on it falls, with so much push to the side (m/s)."""
    residue.vx, residue.vy = push, 0.0
    residue.moving = residue.knocked = True
    residue.plane = "under"
    core.bodies.add(loose_of(residue))


def stop(core: LineCore, residue: ResidueState) -> None:
    """It is taken, or lies still."""
    if residue.moving:
        core.bodies.remove(residue.id)
        residue.moving = False
    residue.vx = residue.vy = 0.0


def knock(core: LineCore, hand: str, x: float, y: float) -> None:
    """A hand that sweeps past a standing thing knocks it off; one that is on its way to that thing stops at it."""
    goal_x, goal_y = core.op.x + core.op.hands[hand].target_x, core.op.hands[hand].target_y
    for residue in core.state.residues.values():
        kind = RESIDUES[residue.kind]
        if not kind.fragile or residue.on or fallen(residue) or core.shut(f"{residue.station}.{residue.zone}"):
            continue
        if distance(x, y, residue.x, residue.y) <= KNOCK_M and distance(goal_x, goal_y, residue.x, residue.y) > GOAL_M:
            push = PUSH_M_S if goal_x >= residue.x else -PUSH_M_S
            core.emit(Mishandled, hand=hand, thing=residue.id, kind=residue.kind, slot=residue.slot, how="knocked")
            fall(core, residue, push)


def tick(core: LineCore) -> None:
    """Belts that are jogged, bodies that fall."""
    state = core.state
    if state.tick < state.jog_until:
        _belts(core)
    core.bodies.step()
    for one in core.bodies.live():
        residue = state.residues[one.id]
        residue.x, residue.y, residue.vx, residue.vy = one.x, one.y, one.vx, one.vy
        if core.bodies.at_rest(one.id):
            stop(core, residue)
            _lies(core, residue)


def _lies(core: LineCore, residue: ResidueState) -> None:
    """Where it has come to rest: the floor zone it is under, if any.  A vial may have broken."""
    if residue.kind in GLASS and draw(core.seed, "breaks", residue.id).random() < BREAKS:
        residue.kind = "vial_broken"
    residue.station = residue.zone = residue.spot = ""
    for zone in core.layout.zones.values():
        if zone.y0 < FLOOR_STEP_M and zone.x0 <= residue.x <= zone.x1 and zone.kind.dark:
            residue.station, residue.zone = zone.station, zone.kind.id
            residue.at = zone.step or residue.at
            return


def _belts(core: LineCore) -> None:
    """What stands on a belt goes along; what comes to the end of the last belt falls."""
    step = JOG_M / JOG_TICKS
    for residue in core.state.residues.values():
        if residue.on or residue.stuck or residue.moving or residue.knocked:
            continue
        belt = _belt(core, residue)
        if belt is None:
            continue
        residue.x += step
        end = belt[0].x_m + (belt[1].belt or (0.0, 0.0, 0.0))[1]
        if residue.x > end:
            _next(core, residue, end)


def _belt(core: LineCore, residue: ResidueState) -> tuple[ThingSpec, StationKind] | None:
    """The belt a residue stands on."""
    if not residue.station:
        return None
    thing = core.level.thing(residue.station)
    kind = STATIONS[thing.kind]
    bottom = residue.y - RESIDUES[residue.kind].size_m[1] / 2.0 - thing.y_m
    return (thing, kind) if kind.belt and abs(bottom - kind.belt[2]) < 0.01 else None


def _next(core: LineCore, residue: ResidueState, end: float) -> None:
    """Over onto the next belt where one joins, else off the end."""
    for thing in core.level.things:
        kind = STATIONS.get(thing.kind)
        if kind is None or kind.belt is None or thing.id == residue.station:
            continue
        if abs(thing.x_m + kind.belt[0] - end) < 0.12 and thing.x_m > core.level.thing(residue.station).x_m:
            residue.station = thing.id
            residue.zone = next(
                (z.id for z in kind.zones if z.x0 <= residue.x - thing.x_m + 0.12 and z.y0 <= kind.belt[2] <= z.y1 and not z.needs), ""
            )
            return
    fall(core, residue, PUSH_M_S / 2.0)


def swing(core: LineCore, before: dict[str, tuple[float, float]]) -> None:
    """Note how far each hand went in this tick (walking counts: it is the hand's speed in the room)."""
    for name, (x, y) in before.items():
        core.state.swing[name][core.state.tick % 8] = distance(x, y, *core.hand_at(name))
