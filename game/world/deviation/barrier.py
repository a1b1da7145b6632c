"""Hands behind the barrier of the filling machine: into a glove, with forceps or fingers, what lies on the track into the inner bin.

The way of a hand is what counts: a piece is taken where it lies and let go where the bin is.  Whatever the hand does is carried out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.commands import Grip, Release, Use
from game.entities import filler
from game.entities.deviation_state import Entered, PieceState
from game.events import AirCrossed, GloveEntered, PieceBinned, PieceTaken, ToolDropped, VialStood
from game.world.basis import distance
from game.world.deviation import plant
from game.world.draws import draw, pick
from game.world.twin import Act
from game.world.twin.filling import FillingLine, track
from game.world.twin.filling.acts import DROPPED, FINGERS, STERILE
from game.world.twin.filling.plan import zone_at

if TYPE_CHECKING:
    from game.world.deviation.core import DeviationCore

MOUTH_Y = 1.10
"""Above this a hand is over the mouths of the vials (a vial is 45 mm high, a hand as much again)."""
OVER_TICKS = 12
OVER_X_M = 0.06
"""So near a mouth, and so long, it stands between it and the filtered air."""
SCATTER_M = 0.26
"""Fragments lie so far about a broken vial."""
STUCK_X = 2.0
"""Place on the track where a stopper sticks."""
CLOSE_M = 0.08
"""A hand takes what lies so near."""
TOOL = "forceps"


def zone_of(glove: str) -> str:
    """The zone that a glove reaches into."""
    return glove.rpartition("_")[0]


def place(core: DeviationCore, x_m: float, what: str = "") -> tuple[float, float]:
    """Room metres of what lies at a place on the track; a stopper sticks in its chute."""
    thing = core.level.thing(core.one("filler"))
    return thing.x_m + filler.track_at(x_m), thing.y_m + (filler.CHUTE_Y if what == "stopper" else filler.LYING_Y)


def lay_out(core: DeviationCore, twin: FillingLine) -> None:
    """What there is to take out, once the fault has begun: the vial, its fragments, a stopper that sticks."""
    barrier, plan = core.state.barrier, twin.plan
    for vial in twin.state.vials:
        if vial.state == "up":
            continue
        zone = zone_at(plan, vial.x)
        barrier.pieces.append(PieceState("piece_1", vial.state, zone, vial.x))
        if vial.state != "broken":
            continue
        rng = draw(core.seed, "fragments", core.fault.id if core.fault else "")
        low, high = _span(zone)
        for n in range(2 + pick(rng, 2)):
            x = vial.x + SCATTER_M * (rng.random() - 0.5) + (0.04 if n % 2 else -0.04)
            barrier.pieces.append(PieceState(f"piece_{n + 2}", "fragment", zone, min(high, max(low, x))))
    if twin.state.jammed:
        barrier.pieces.append(PieceState("piece_1", "stopper", "stoppering", STUCK_X))


def _span(zone: str) -> tuple[float, float]:
    """How far on the track the gloves of a zone reach."""
    middle = filler.MIDDLES[zone] - filler.TRACK_X0
    return middle - filler.REACH_X + 0.08, middle + filler.REACH_X - 0.08


# --- in and out ---------------------------------------------------------------------------------------------------------


def work_glove(core: DeviationCore, command: Use, glove: str) -> None:
    """Into a glove; out of it when the hand is in that one."""
    barrier, hand = core.state.barrier, core.op.hands[command.hand]
    if barrier.inside.get(command.hand) == glove:
        if hand.holding or carried(core, command.hand):
            return core.refuse(command, command.thing, "hand_full")
        core.running.do(Act("withdraw", glove))
        del barrier.inside[command.hand]
        return None
    if command.hand in barrier.inside or glove in barrier.inside.values():
        return core.refuse(command, command.thing, "hand_inside")
    if hand.holding:
        return core.refuse(command, command.thing, "hand_full")
    if not plant.reaches(core, command, command.part):
        return core.refuse(command, command.thing, "out_of_reach")
    core.running.do(Act("reach", glove))
    barrier.inside[command.hand] = glove
    n = core.emit(
        GloveEntered, hand=command.hand, thing=command.thing, kind="filler", slot=core.step_slot("mend"), glove=glove,
        looked=f"glove.{glove}" in barrier.looks, torn=core.running.twin.state.gloves[glove].known,
    )  # fmt: skip
    barrier.entered.append(Entered(n, core.state.tick, command.hand, glove, core.running.twin.state.gloves[glove].hole_mm))
    return None


def carried(core: DeviationCore, hand: str) -> PieceState | None:
    """The piece that a hand has, with forceps or fingers."""
    return next((piece for piece in core.state.barrier.pieces if piece.by == hand), None)


def hold_in(core: DeviationCore) -> None:
    """Once a tick: an arm in a glove reaches no further than its zone, and what it carries may stand over open vials."""
    barrier = core.state.barrier
    if not barrier.inside:
        return
    thing = core.level.thing(core.one("filler"))
    for hand, glove in barrier.inside.items():
        state, middle = core.op.hands[hand], thing.x_m + filler.MIDDLES[zone_of(glove)] - core.op.x
        state.x = min(middle + filler.REACH_X, max(middle - filler.REACH_X, state.x))
        state.y = min(thing.y_m + filler.REACH_Y[1], max(thing.y_m + filler.REACH_Y[0], state.y))
        if carried(core, hand) is not None:
            _over(core, hand, zone_of(glove))


def _over(core: DeviationCore, hand: str, zone: str) -> None:
    barrier, twin = core.state.barrier, core.running.twin
    x, y = core.hand_at(hand)
    near = any(abs(place(core, vial.x)[0] - x) <= OVER_X_M for vial in track.open_vials(twin.state) if zone_at(twin.plan, vial.x) == zone)
    if y < MOUTH_Y or not near:
        return
    barrier.over_ticks[hand] = barrier.over_ticks.get(hand, 0) + 1
    if barrier.over_ticks[hand] == OVER_TICKS:
        here = [v for v in track.open_vials(twin.state) if abs(place(core, v.x)[0] - x) <= OVER_X_M]
        track.mark(twin.state, here, "touched")
        core.emit(AirCrossed, hand=hand, thing=core.one("filler"), kind="filler", slot=core.step_slot("mend"), zone=zone)


# --- taking and letting go ----------------------------------------------------------------------------------------------


def grip(core: DeviationCore, command: Grip) -> None:
    """Forceps where they hang or lie, or a piece."""
    barrier, hand = core.state.barrier, core.op.hands[command.hand]
    glove = barrier.inside.get(command.hand, "")
    if not glove:
        return core.refuse(command, command.thing, "no_hand")
    what, _, zone = command.anchor.partition(".")
    if what in ("forceps", "dropped"):
        tool = core.running.twin.state.tool
        held = any(other.holding == TOOL for other in core.op.hands.values())
        there = tool == "sterile" if what == "forceps" else tool == "dropped" and zone == core.running.twin.state.tool_lies
        if hand.holding or carried(core, command.hand):
            return core.refuse(command, command.thing, "hand_full")
        if held or zone != zone_of(glove) or not there:
            return core.refuse(command, command.thing, "nothing_there")
        if distance(*core.hand_at(command.hand), *core.part_at(command.thing, command.anchor)) > plant.REACH_M:
            return core.refuse(command, command.thing, "out_of_reach")
        hand.holding = TOOL
        return None
    return _take(core, command, glove)


def _take(core: DeviationCore, command: Grip, glove: str) -> None:
    barrier, twin = core.state.barrier, core.running.twin
    piece = next((one for one in barrier.pieces if one.id == command.anchor and not one.by), None)
    if piece is None:
        return core.refuse(command, command.thing, "nothing_there")
    if twin.state.running:
        return core.refuse(command, command.thing, "moving")
    if carried(core, command.hand) is not None:
        return core.refuse(command, command.thing, "hand_full")
    if distance(*core.hand_at(command.hand), *place(core, piece.x_m, piece.what)) > CLOSE_M:
        return core.refuse(command, command.thing, "out_of_reach")
    piece.by = command.hand
    barrier.over_ticks[command.hand] = 0
    tool = _tool(core, command.hand)
    barrier.fingered = barrier.fingered or tool != "forceps"
    core.emit(PieceTaken, hand=command.hand, thing=command.thing, kind="filler", slot=core.step_slot("mend"), what=piece.what, tool=tool)
    return None


def _tool(core: DeviationCore, hand: str) -> str:
    """What a hand takes with."""
    if core.op.hands[hand].holding != TOOL:
        return "fingers"
    return "forceps" if core.running.twin.state.tool == "sterile" else "dropped"


def release(core: DeviationCore, command: Release) -> None:
    """A hand in a glove lets go: into the bin, onto the track, back onto its hook, onto the floor."""
    hand, glove = core.op.hands[command.hand], core.state.barrier.inside[command.hand]
    zone, filler_id, piece = zone_of(glove), core.one("filler"), carried(core, command.hand)
    where = core.hand_at(command.hand)
    if piece is not None:
        if distance(*where, *core.part_at(filler_id, f"inner_bin.{zone}")) <= plant.REACH_M:
            return _bin(core, command, piece)
        piece.by = ""
        low, high = _span(zone)
        piece.x_m = min(high, max(low, where[0] - core.level.thing(filler_id).x_m - filler.TRACK_X0))
        return None
    if not hand.holding:
        return core.refuse(command, "", "hand_empty")
    hand.holding, twin = "", core.running.twin.state
    if distance(*where, *core.part_at(filler_id, f"forceps.{zone}")) > plant.REACH_M:
        twin.tool, twin.tool_lies, core.state.barrier.tool_found = "dropped", zone, True
        core.emit(ToolDropped, hand=command.hand, thing=TOOL, kind=TOOL, slot=core.step_slot("mend"))
    return None


def _bin(core: DeviationCore, command: Release, piece: PieceState) -> None:
    """The last one that goes in makes the track clear."""
    barrier, thing = core.state.barrier, core.one("filler")
    barrier.pieces.remove(piece)
    barrier.binned += 1
    how = FINGERS if barrier.fingered else STERILE if core.running.twin.state.tool == "sterile" else DROPPED
    act = Act("free_jam", value=how) if piece.what == "stopper" else Act("clear", piece.zone, how)
    if piece.what != "fragment":
        core.running.do(act)
    core.emit(
        PieceBinned, hand=command.hand, thing=thing, kind="filler", slot=core.step_slot("mend"), what=piece.what, left=len(barrier.pieces)
    )
    if not barrier.pieces:
        plant.worked(core, command.hand, thing, act)


def stand_up(core: DeviationCore, command: Use, ident: str) -> None:
    """A fallen vial is set upright with the glove."""
    barrier = core.state.barrier
    piece = next((one for one in barrier.pieces if one.id == ident and one.what == "fallen" and not one.by), None)
    if piece is None or command.hand not in barrier.inside:
        return core.refuse(command, command.thing, "nothing_there" if piece is None else "no_hand")
    if distance(*core.hand_at(command.hand), *place(core, piece.x_m, piece.what)) > CLOSE_M:
        return core.refuse(command, command.thing, "out_of_reach")
    refused = core.running.do(Act("stand_up", piece.zone))
    if refused:
        return core.refuse(command, command.thing, refused)
    barrier.pieces.remove(piece)
    if core.state.mended < 0:
        core.state.mended = core.state.seconds
    core.emit(VialStood, hand=command.hand, thing=command.thing, kind="filler", slot=core.step_slot("mend"), zone=piece.zone)
    return None


def cleared_by_others(core: DeviationCore) -> None:
    """Maintenance takes out what lies, with sterile forceps."""
    barrier, twin = core.state.barrier, core.running.twin
    for zone in dict.fromkeys(piece.zone for piece in barrier.pieces):
        glove = f"{zone}_right"
        tool, twin.state.tool = twin.state.tool, "sterile"
        plant.by_others(core, Act("reach", glove))
        plant.by_others(core, Act("clear", zone))
        plant.by_others(core, Act("free_jam"))
        plant.by_others(core, Act("withdraw", glove))
        twin.state.tool = tool
    if twin.state.running or not barrier.pieces:
        return
    barrier.binned += len(barrier.pieces)
    barrier.pieces.clear()
    if core.fault is not None and core.running.over(core.fault.id) and core.state.mended < 0:
        core.state.mended = core.state.seconds
