"""Germs on surfaces: loads in CFU with their origin, moved by contacts, taken away by washing and disinfection.

Fractions and log reductions are the game's defaults of reference/gmp.md sections 5.3 and 5.4; start loads are the game's own
order of magnitude (no source gives them for a changing room) and only serve to show where germs come from.
A load is not a count: plates draw from it (debrief).
"""

from __future__ import annotations

from game.events import LoadMoved
from game.world.core import Core

SKIN_FRACTION = 0.5
"""Surface to bare skin and back, per contact (gmp.md 5.3)."""
GLOVE_FRACTION = 0.3
"""Glove to surface and back, per contact; also what a glove takes up from the floor it lies on (gmp.md 5.3)."""
FLOOR_FRACTION = 0.05
"""Floor to garment, per touch (gmp.md 5.3)."""
HARDY = 0.7
"""Of what a floor gives, so much outlives alcohol: spores, on which it does nothing (gmp.md 5.4), and what dirt shields.  Own default."""
START_CFU = {"personal": 120.0, "container": 40.0, "door": 10.0, "bin": 80.0, "pack": 6.0, "garment": 0.0, "gauge": 0.0}
START_HAND_CFU = 40.0
START_FLOOR_CFU = {"": 2000.0, "dirty": 800.0, "clean": 300.0}
SOILED_CFU = START_FLOOR_CFU[""]
"""What shoes that came from outside left where only covered feet tread."""
EVENT_CFU = 0.5
"""Movements below this are carried out but not told."""


def start(core: Core) -> None:
    """Give every surface its load at the start; origin 0 is "was there before"."""
    loads = core.state.loads
    for thing in core.state.things.values():
        load = START_CFU.get(core.kind(thing).family, 0.0)
        if load > 0.0:
            loads[thing.id] = {0: load}
    for hand in ("hand_left", "hand_right"):
        loads[hand] = {0: START_HAND_CFU}
    for room in core.level.rooms:
        loads[f"floor:{room.id}"] = {0: START_FLOOR_CFU.get(room.side, START_FLOOR_CFU[""])}
    for thing in core.of_family("bench"):
        if thing.soiled:
            loads[floor_at(thing.id)] = {0: SOILED_CFU}


def floor_at(bench: str) -> str:
    """The floor beside a bench on its clean side, as a surface."""
    return f"floor:{bench}"


def contact(core: Core, first: str, second: str, n: int, fraction: float | None = None) -> None:
    """Two surfaces touch in event n: each passes that fraction of its load to the other (None: a glove's, else skin's)."""
    loads = core.state.loads
    if fraction is None:
        fraction = GLOVE_FRACTION if _is_glove(core, first) or _is_glove(core, second) else SKIN_FRACTION
    one, two = loads.setdefault(first, {}), loads.setdefault(second, {})
    going = {origin: load * fraction for origin, load in one.items()}
    coming = {origin: load * fraction for origin, load in two.items()}
    _move(core, first, second, going, n)
    _move(core, second, first, coming, n)


def touch_floor(core: Core, garment: str, floor: str, n: int) -> None:
    """A garment touches the floor in event n: floor germs come up, nothing worth telling goes down."""
    load = core.state.loads.get(floor, {})
    fraction = GLOVE_FRACTION if _is_glove(core, garment) else FLOOR_FRACTION
    core.state.causes[f"dirt:{n}"] = n
    _move(core, floor, garment, {origin: cfu * fraction for origin, cfu in load.items()}, n)


def _is_glove(core: Core, surface: str) -> bool:
    thing = core.thing(surface)
    return thing is not None and core.kind(thing).on_body == "hand"


def reduce(core: Core, surface: str, left: float, hardy: float = 0.0) -> None:
    """Washing or disinfection leaves that share (0 to 1) of every load on a surface; of what came from a floor, `hardy` stays."""
    load = core.state.loads.get(surface, {})
    for origin in load:
        stays = hardy if f"dirt:{origin}" in core.state.causes else 0.0
        load[origin] = load[origin] * (stays + (1.0 - stays) * left)


def _move(core: Core, source: str, target: str, amounts: dict[int, float], n: int) -> None:
    loads = core.state.loads
    away, onto = loads.setdefault(source, {}), loads.setdefault(target, {})
    main, most, moved = 0, 0.0, 0.0
    for origin, cfu in amounts.items():
        if cfu <= 0.0:
            continue
        away[origin] = away.get(origin, 0.0) - cfu
        # What was there before the run gets this contact as the place where it came into play.
        label = origin if origin > 0 else n
        onto[label] = onto.get(label, 0.0) + cfu
        moved = moved + cfu
        if cfu > most:
            main, most = label, cfu
    if moved >= EVENT_CFU:
        core.emit(LoadMoved, cause=n, source=source, target=target, load_mcfu=int(moved * 1000.0), origin=main)
