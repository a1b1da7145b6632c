"""Doors, airlocks, walking, and what a passage shows."""

from __future__ import annotations

from game.commands import Close, Open, WalkTo
from game.entities.state import Pending, ThingState
from game.events import CarriedThrough, DoorClosed, DoorOpened, Ended, Passed, SpeedExceeded, Walked, WornAt
from game.world import contamination, dressing, hygiene, outfit
from game.world.body import BRISK_M_PER_TICK, WALK_M_PER_TICK
from game.world.core import Core
from game.world.hazards import next_door

DOOR_STOP_M = 0.35
BENCH_STOP_M = 0.40
CLOSER_TICKS = 180
CLOSER_AWAY_M = 0.9
"""Beyond arm's length: who stands at an open door and thinks does not see it shut in his face."""
COLLEAGUE_COMES_M = 0.85
"""How near the next door the operator is when a drawn colleague opens the other one."""
SEE_LIGHT_TICKS = 60
"""A second to notice the light of the other door."""
COLLEAGUE_TICKS = 480


def open_door(core: Core, command: Open, door: ThingState) -> None:
    """Open a door.  Towards C and D both doors can be opened: there is a warning light; towards B and A a lock (Annex 1, 4.13)."""
    if door.open:
        return core.refuse(command, door.id, "already_open")
    if not core.near(command.hand, core.anchor_point(door, ""), 0.20):
        return core.refuse(command, door.id, "out_of_reach")
    if locked(core, door):
        return core.refuse(command, door.id, "interlocked")
    hygiene.contact_made(core)
    n = _opened(core, door, command.hand, "trainee")
    contamination.contact(core, core.skin(command.hand), door.id, n)
    return None


def locked(core: Core, door: ThingState) -> bool:
    """Whether a lock keeps it shut: towards grades B and A while another door of the airlock is open (Annex 1, 4.13)."""
    airlock = core.level.thing(door.id).airlock
    return core.level.interlocked(door.id) and any(d.open for d in _of_airlock(core, airlock) if d.id != door.id)


def _opened(core: Core, door: ThingState, hand: str, by: str) -> int:
    airlock = core.level.thing(door.id).airlock
    others = [d for d in _of_airlock(core, airlock) if d.id != door.id]
    # The delay runs from the last shutting of another door: to open the same one again is no haste.
    closed = max((d.closed_at for d in others), default=-1)
    door.open = True
    door.opened_at = core.state.tick
    door.close_at = -1
    return core.emit(
        DoorOpened,
        hand=hand,
        thing=door.id,
        kind=door.kind,
        slot=door.slot,
        other_open=any(_seen_open(core, d) for d in others),
        since_closed_ticks=-1 if closed < 0 else core.state.tick - closed,
        pressure_ok=door.pressure >= core.limit("pressure_min_pa", 10.0),
        by=by,
    )


def _seen_open(core: Core, door: ThingState) -> bool:
    """Open long enough for its light to be seen: nobody is charged for a door that opened while his hand was on the other."""
    return door.open and core.state.tick - door.opened_at >= SEE_LIGHT_TICKS


def _of_airlock(core: Core, airlock: str) -> list[ThingState]:
    return [d for d in core.of_family("door") if airlock and core.level.thing(d.id).airlock == airlock]


def close_door(core: Core, command: Close) -> None:
    """Shut a door by hand."""
    door = core.thing(command.thing)
    if door is None or core.kind(door).family != "door":
        return core.refuse(command, command.thing, "no_such_thing")
    if not door.open:
        return core.refuse(command, door.id, "already_closed")
    if not core.near(command.hand, core.anchor_point(door, ""), 0.35):
        return core.refuse(command, door.id, "out_of_reach")
    hygiene.contact_made(core)
    _closed(core, door, "trainee")
    return None


def _closed(core: Core, door: ThingState, by: str) -> None:
    door.open = False
    door.close_at = -1
    door.closed_at = core.state.tick
    core.emit(DoorClosed, thing=door.id, kind=door.kind, slot=door.slot, by=by)


def tick(core: Core) -> None:
    """Door closers, and the colleagues of drawn hazards."""
    for door in core.of_family("door"):
        if not door.open:
            continue
        if door.close_at < 0 and abs(core.op.x - door.x) > CLOSER_AWAY_M:
            door.close_at = core.state.tick + CLOSER_TICKS
        if door.close_at == core.state.tick:
            _closed(core, door, "closer")
    for door_id in list(core.state.colleagues):
        _colleague(core, core.state.things[door_id])


def _colleague(core: Core, door: ThingState) -> None:
    following = core.thing(next_door(core.level, door.id))
    if following is None or core.op.x < following.x - COLLEAGUE_COMES_M or door.open:
        return
    core.state.colleagues.remove(door.id)
    n = _opened(core, door, "", "colleague")
    core.meet("colleague", door.id, door, n)
    door.close_at = core.state.tick + COLLEAGUE_TICKS


def pressure_back(core: Core, pending: Pending) -> None:
    """Maintenance answered: the pressure is what it should be again."""
    core.state.things[pending.thing].pressure = core.level.thing(pending.thing).pressure_pa


def walk_to(core: Core, command: WalkTo) -> None:
    """Set where to walk; refused while seated."""
    if core.op.stance not in ("stand", "turned"):
        return core.refuse(command, "", "seated")
    core.op.stance = "stand"
    core.op.walk_to = min(_far_end(core), max(0.15, command.x_mm / 1000.0))
    core.op.brisk = command.brisk
    return None


def _far_end(core: Core) -> float:
    return core.level.rooms[-1].x1_m - 0.15


def walk(core: Core) -> None:
    """One tick of walking: stopped by shut doors and the bench; passages are reported."""
    op = core.op
    moved = 0.0
    if op.walk_to is not None:
        pace = BRISK_M_PER_TICK if op.brisk else WALK_M_PER_TICK
        step = min(pace, max(-pace, op.walk_to - op.x))
        step = _stopped(core, op.x, step)
        before, op.x = op.x, op.x + step
        moved = step if step >= 0.0 else -step
        _pass_doors(core, before, op.x)
        if moved == 0.0 or op.x == op.walk_to:
            op.walk_to = None
            core.emit(Walked, x_mm=int(op.x * 1000.0))
    _speed(core, moved)


def _stopped(core: Core, x: float, step: float) -> float:
    """How far one can really go: obstacles are shut doors and the bench."""
    shut = [(door, DOOR_STOP_M) for door in core.of_family("door") if not door.open]
    for thing, margin in (*shut, *((bench, BENCH_STOP_M) for bench in core.of_family("bench"))):
        if step > 0.0 and x <= thing.x and x + step > thing.x - margin:
            step = max(0.0, thing.x - margin - x)
        elif step < 0.0 and x >= thing.x and x + step < thing.x + margin:
            step = min(0.0, thing.x + margin - x)
    return step


def _pass_doors(core: Core, before: float, after: float) -> None:
    for door in core.of_family("door"):
        if (before < door.x <= after) or (after < door.x <= before):
            _passed(core, door, core.room_at(before), core.room_at(after))


def _passed(core: Core, door: ThingState, room_from: str, room_to: str) -> None:
    spec = core.level.thing(door.id)
    for thing in core.state.things.values():
        if core.kind(thing).family == "personal" and thing.on.startswith(("body:", "hand:")):
            core.emit(CarriedThrough, door=door.id, thing=thing.id, kind=thing.kind, slot=thing.slot)
    if spec.checkpoint:
        for step in core.steps:
            if step.do == "wear":
                _worn_at(core, door, step.id)
    core.emit(Passed, thing=door.id, kind=door.kind, slot=door.slot, room_from=room_from, room_to=room_to)
    if spec.end and not core.state.ended:
        end(core, "finished")


def _worn_at(core: Core, door: ThingState, slot: str) -> None:
    piece = outfit.piece(core, slot)
    core.emit(
        WornAt,
        cause=piece.cause,
        door=door.id,
        slot=slot,
        worn=piece.worn,
        closed=piece.closed,
        soiled=piece.soiled,
        torn=piece.torn,
        gap=piece.gap,
        defect=piece.defect,
    )


def end(core: Core, how: str) -> None:
    """The run is over."""
    # A run that is cut short leaves a wash unfinished, not done badly.
    if core.op.wash.begun and how == "finished":
        hygiene.end_wash(core)
    core.state.ended = how
    core.emit(Ended, how=how)


def _speed(core: Core, moved: float) -> None:
    """Mean walking speed over half a second, judged while cloth is in a hand."""
    op = core.op
    op.speed_bins[core.state.tick // 6 % 5] = moved + (0.0 if core.state.tick % 6 == 0 else op.speed_bins[core.state.tick // 6 % 5])
    held = [h.holding for h in op.hands.values() if h.holding in core.state.garments]
    total = 0.0
    for metres in op.speed_bins:
        total += metres
    speed = total * 2.0
    limit = core.limit("walk_speed_m_s", 1.3)
    if speed <= limit:
        op.speed_armed = True
    elif held and op.speed_armed:
        op.speed_armed = False
        thing = core.state.things[held[0]]
        n = core.emit(
            SpeedExceeded, what="walk", thing=thing.id, slot=thing.slot, speed_mm_s=int(speed * 1000.0), limit_mm_s=int(limit * 1000.0)
        )
        if thing.gathered:
            dressing.slip(core, thing, n)
