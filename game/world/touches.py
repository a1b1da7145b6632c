"""Contacts of cloth with floor and furniture, from geometry to events, soil and germs."""

from __future__ import annotations

from game.entities.garment import SKELETONS, TEARS_AT, hang
from game.events import Torn, Touched, TouchEnded
from game.world import contamination
from game.world.contact import TouchStart, TouchStop
from game.world.core import Core
from game.world.physics import FLOOR, Static

REST_TICKS = 30
"""A dropped garment that has lain still so long is cloth no more until it is gripped again."""


def solids(core: Core) -> tuple[Static, ...]:
    """Furniture that cloth can meet: the bench the operator stands at (design section 4, planes).

    What is held or half worn hangs before it: under the bench top it would be caught, and torn out by the hands."""
    if any(garment.live and garment.holds for garment in core.state.garments.values()):
        return ()
    found = []
    for thing in core.of_family("bench"):
        if abs(thing.x - core.op.x) < 0.9:
            width, height = core.kind(thing).size_m
            half = width / 2.0 - 0.03
            top = thing.y + height - 0.03
            found.append(Static(thing.id, thing.x - half, top, thing.x + half, top, 0.03, "room"))
    return tuple(found)


def tick(core: Core) -> None:
    """Read node positions, tell touches, let dropped cloth come to rest."""
    for thing_id in sorted(core.state.garments):
        garment = core.state.garments[thing_id]
        if not garment.live:
            continue
        thing = core.state.things[thing_id]
        nodes = core.physics.positions(thing_id)
        core.nodes[thing_id] = nodes
        spec = SKELETONS[thing.kind]
        for found in core.touches.update(core.state.tick, thing_id, nodes, spec.radius_m, (FLOOR,)):
            if isinstance(found, TouchStart):
                core.state.touching[f"{thing_id}/{found.surface}"] = _touched(core, thing_id, found)
            elif isinstance(found, TouchStop):
                _ended(core, found)
        _strain(core, thing_id)
        _rest(core, thing_id)


def _strain(core: Core, thing_id: str) -> None:
    """Two hands that pull a garment apart tear a seam."""
    thing = core.state.things[thing_id]
    if not thing.torn and core.holder_count(thing_id) > 1 and core.physics.strain(thing_id) > TEARS_AT:
        thing.torn = True
        n = core.emit(Torn, thing=thing_id, kind=thing.kind, slot=thing.slot)
        core.state.causes[f"soil:{thing_id}"] = n


def forget(core: Core, thing_id: str) -> None:
    """It is worn, laid down or thrown away: cloth no more, its touches are over."""
    core.physics.remove(thing_id)
    core.state.garments.pop(thing_id, None)
    core.nodes.pop(thing_id, None)
    for found in core.touches.forget(thing_id):
        if isinstance(found, TouchStop):
            _ended(core, found)


def _ended(core: Core, found: TouchStop) -> None:
    thing = core.state.things[found.thing]
    core.emit(
        TouchEnded,
        cause=core.state.touching.pop(f"{thing.id}/{found.surface}", None),
        thing=thing.id,
        kind=thing.kind,
        slot=thing.slot,
        surface=found.surface,
        lasted_ticks=found.lasted_ticks,
    )


def _touched(core: Core, thing_id: str, found: TouchStart) -> int:
    thing = core.state.things[thing_id]
    held = bool(core.holder(thing_id)) or bool(thing.threaded)
    # Cloth lies on the floor and not in it: while held, the measure is how far the hem would hang below it.
    depth = max(found.depth_m, -hang(core.state.garments[thing_id])[0]) if held else found.depth_m
    n = core.emit(
        Touched,
        cause=core.state.causes.get(f"slip:{thing_id}") if held else core.state.causes.get(thing_id),
        thing=thing_id,
        kind=thing.kind,
        slot=thing.slot,
        surface=found.surface,
        node=SKELETONS[thing.kind].nodes[found.node][0],
        depth_mm=int(depth * 1000.0),
        held=held,
    )
    thing.soiled = True
    core.state.causes[f"soil:{thing_id}"] = n
    x = core.nodes[thing_id][found.node][0]
    contamination.touch_floor(core, thing_id, f"floor:{core.room_at(x)}", n)
    return n


def _rest(core: Core, thing_id: str) -> None:
    garment = core.state.garments[thing_id]
    if garment.holds or not core.physics.at_rest(thing_id):
        core.state.resting_ticks.pop(thing_id, None)
        return
    ticks = core.state.resting_ticks.get(thing_id, 0) + 1
    core.state.resting_ticks[thing_id] = ticks
    if ticks >= REST_TICKS:
        core.physics.remove(thing_id)
