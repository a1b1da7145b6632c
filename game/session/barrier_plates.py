"""The prints of the gloves of the barrier, after a run on the filling line: of those that this person used.

EU GMP Annex 1 (2022) 9.25 has gloves sampled after critical interventions; inside the barrier is grade A, where 9.30 (Table 6) allows no
growth.  The gloves are sterile when the batch begins, so what grows came through a hole, from the hand inside, or from forceps that had
lain on the base.  How much comes through a hole and off forceps are the game's defaults; a print is no test of a glove's integrity.
"""

from __future__ import annotations

from collections.abc import Sequence

from game.entities import filler
from game.entities.deviation_state import BarrierState
from game.events import Event, GloveEntered, PieceTaken
from game.session.plate import FINGERTIPS, Touch, grow
from game.session.plates import LIMITS, PRINT, Site, SitePlate
from game.world.runs import RunWorld

GRADE = "A"
HOLE_CFU_MM = 6.0
"""What comes through a hole each time a hand goes in, a millimetre of it."""
DROPPED_CFU = 3.0
"""What a glove takes from forceps that had lain on the base, each time it takes something with them."""
GLOVES = tuple(f"{zone}_{side}" for zone in filler.MIDDLES for side in filler.SIDES)

Ways = dict[int, tuple[Touch, ...]]


def prints(world: RunWorld, events: Sequence[Event]) -> tuple[SitePlate, ...]:
    """One plate a glove that was used, from the left of the machine to its right.  events: all of that run.

    Empty where there is no such line, or nobody reached in."""
    if world.level.process is None or world.level.process.twin != "filling":
        return ()
    return grow_prints(world.state.barrier, world.seed, events)


def grow_prints(barrier: BarrierState, seed: int, events: Sequence[Event]) -> tuple[SitePlate, ...]:
    """The same from what happened behind the barrier and a seed."""
    used = {entered.glove for entered in barrier.entered}
    return tuple(_print(seed, glove, _ways(barrier, events, glove)) for glove in GLOVES if glove in used)


def _ways(barrier: BarrierState, events: Sequence[Event], glove: str) -> Ways:
    """Event -> how germs came onto a glove with it."""
    surface, ways, inside = f"glove.{glove}", Ways(), dict[str, str]()
    for one in barrier.entered:
        if one.glove == glove and one.hole_mm > 0.0:
            ways[one.n] = (Touch(f"hand_{one.hand}", one.tick, 0.0), Touch(surface, one.tick, one.hole_mm * HOLE_CFU_MM))
    for event in events:
        if isinstance(event, GloveEntered):
            inside[event.hand] = event.glove
        elif isinstance(event, PieceTaken) and event.tool == "dropped" and inside.get(event.hand) == glove:
            ways[event.n] = (Touch("forceps", event.tick, 0.0), Touch(surface, event.tick, DROPPED_CFU))
    return ways


def _print(seed: int, glove: str, ways: Ways) -> SitePlate:
    loads = {n: links[-1].cfu for n, links in ways.items()}
    soils = {n: "floor" for n, links in ways.items() if links[0].surface == "forceps"}
    site = Site(f"glove_{glove}", PRINT, (), FINGERTIPS)
    return SitePlate(site, f"glove.{glove}", grow(loads, seed, site.id, site.share, soils), LIMITS[GRADE], ways)
