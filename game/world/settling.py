"""Setting right what is worn: strokes of the hand (unfold a cuff, tuck a hood's skirt, pull a boot up) and presses (nose bar, tie).

A stroke follows the hand: it begins where the hand is at its start, ends at its other end, and is lost when the hand strays.
"""

from __future__ import annotations

from game.commands import Use
from game.entities import kinds
from game.entities.kind import Stroke
from game.entities.state import StrokeState, ThingState
from game.events import Adjusted
from game.world import contamination, hygiene, outfit
from game.world.core import Core, distance

START_M = 0.15
STRAY_M = 0.16
END_M = 0.04
SLOW_M_S = 0.45
"""A tuck done faster on the whole does not hold."""
PRESS_M = 0.20


def use(core: Core, command: Use, thing: ThingState) -> None:
    """Begin a stroke, or press."""
    reason = _why_not(core, command, thing)
    if reason:
        return core.refuse(command, thing.id, reason)
    hygiene.contact_made(core)
    if command.part in core.kind(thing).presses:
        return settle(core, thing, command.part, command.hand, ok=True)
    core.op.stroke = StrokeState(command.hand, thing.id, command.part)
    return None


def _why_not(core: Core, command: Use, thing: ThingState) -> str:
    kind = core.kind(thing)
    stroke = kind.strokes.get(command.part)
    suit = outfit.torso(core)
    if thing.on != "worn":
        return "not_worn"
    if core.op.hands[command.hand].holding:
        return "hand_full"
    if thing.threaded == [f"hand_{command.hand}"]:
        return "wrong_hand"
    if stroke is not None and stroke.turned and core.op.stance != "turned":
        return "not_turned"
    if command.part.startswith("tuck_") and suit is None:
        return "no_collar"
    if command.part.startswith("tuck_") and suit is not None and suit.closed:
        return "collar_closed"
    if command.part == "flap" and not thing.closed:
        return "open"
    near = PRESS_M if stroke is None else START_M
    return "" if core.near(command.hand, spots(core, thing, command.part)[0], near) else "out_of_reach"


def spots(core: Core, thing: ThingState, part: str) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where a stroke begins and ends (a press: the same place twice), room coordinates."""
    kind = core.kind(thing)
    if part in kind.presses:
        dx, dy = kind.presses[part]
        x, y = (core.op.x + dx, dy) if kind.on_body != "foot" else (_leg(core, thing)[0], _leg(core, thing)[1] + dy)
        return (x, y), (x, y)
    stroke = kind.strokes[part]
    x, y = _origin(core, thing, stroke)
    return (x + stroke.x0_m, y + stroke.y0_m), (x + stroke.x1_m, y + stroke.y1_m)


def _origin(core: Core, thing: ThingState, stroke: Stroke) -> tuple[float, float]:
    if stroke.along == "arm":
        return core.hand_at(thing.threaded[0][5:])
    return _leg(core, thing) if stroke.along == "leg" else (core.op.x, 0.0)


def _leg(core: Core, thing: ThingState) -> tuple[float, float]:
    """The ankle a boot is on: one bends or lifts the foot to it."""
    foot = thing.threaded[0][5:]
    dx, dy = kinds.LIFTED_FOOT[foot]
    return core.op.x + dx, dy


def tick(core: Core) -> None:
    """The stroke under way follows the hand."""
    stroke = core.op.stroke
    if stroke is None:
        return
    thing = core.state.things[stroke.thing]
    if thing.on != "worn" or core.op.hands[stroke.hand].holding:
        core.op.stroke = None
        return
    stroke.ticks += 1
    (x0, y0), (x1, y1) = spots(core, thing, stroke.part)
    x, y = core.hand_at(stroke.hand)
    length = distance(x0, y0, x1, y1)
    share = ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / (length * length)
    at = min(1.0, max(0.0, share))
    if distance(x, y, x0 + at * (x1 - x0), y0 + at * (y1 - y0)) > STRAY_M:
        core.op.stroke = None
    elif (1.0 - share) * length <= END_M:
        core.op.stroke = None
        slow = length * 60.0 <= SLOW_M_S * stroke.ticks
        settle(core, thing, stroke.part, stroke.hand, ok=slow or not core.kind(thing).strokes[stroke.part].slow)


def settle(core: Core, thing: ThingState, part: str, hand: str, *, ok: bool) -> None:
    """It is set right (or looks it, when it was done hastily or there is no sleeve to go over)."""
    if part in ("unfold", "pull_up") and outfit.torso(core) is None:
        ok = False
    if ok and part not in thing.settled:
        thing.settled.append(part)
    n = core.emit(Adjusted, thing=thing.id, kind=thing.kind, slot=thing.slot, part=part, hand=hand, ok=ok)
    contamination.contact(core, core.skin(hand), thing.id, n)
