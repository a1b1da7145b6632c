"""Hands made clean: wash at the sink, dry, hand rub with its contact time."""

from __future__ import annotations

from game.commands import Use
from game.entities.kinds import HAND_SURFACES
from game.entities.state import ThingState, WashState
from game.events import Dried, Rinsed, RubEnded, RubTaken, SoapTaken, SurfaceWashed, WashEnded
from game.world import contamination
from game.world.core import Core

SINK_AREA_M = 1.6
"""Sink, towels and dryer: a wash ends when the operator leaves this distance."""
AT_SINK_M = 0.75
RINSE_TICKS = 120
"""Below 2 s a rinse leaves soap."""
DRY_PER_TICK = {"towels": 100.0 / 240.0, "dryer": 100.0 / 480.0}
"""Towels dry dripping hands in 4 s, the dryer in 8 s."""
AIR_DRIES_PER_TICK = 100.0 / 5400.0
"""Wet hands dry by themselves in a minute and a half (own default)."""
DRY_ENOUGH = 10.0


def surfaces(core: Core) -> tuple[str, ...]:
    """The surfaces this level asks to wash (the first so many of the six)."""
    return HAND_SURFACES[: int(core.limit("wash_surfaces", float(len(HAND_SURFACES))))]


def use(core: Core, command: Use, thing: ThingState) -> None:
    """Work the sink, a soap or rub lever, towels or dryer."""
    family = core.kind(thing).family
    if family == "rub":
        return _take_rub(core, command, thing)
    reach = AT_SINK_M if family in ("sink", "soap") else 0.9
    if abs(core.op.x - thing.x) > reach:
        return core.refuse(command, thing.id, "out_of_reach")
    if any(hand.holding for hand in core.op.hands.values()):
        return core.refuse(command, thing.id, "hand_full")
    if family == "soap":
        return _take_soap(core, command, thing)
    if family in ("towels", "dryer"):
        return _dry(core, command, thing)
    return _at_sink(core, command, thing)


def _at_sink(core: Core, command: Use, sink: ThingState) -> None:
    wash = core.op.wash
    if command.part in ("stop", ""):
        return _end_stay(core)
    if command.part == "tap":
        wash.tap = not wash.tap
        wash.begun = True
        if wash.active == "rinse" and not wash.tap:
            _end_stay(core)
        return None
    if command.part == "rinse":
        if not wash.tap:
            return core.refuse(command, sink.id, "no_water")
    elif command.part not in HAND_SURFACES:
        return core.refuse(command, sink.id, "no_such_part")
    break_rub(core)
    _end_stay(core)
    wash.begun = True
    wash.active = command.part
    return None


def _take_soap(core: Core, command: Use, soap: ThingState) -> None:
    wash = core.op.wash
    wash.begun = True
    _end_stay(core)
    if not soap.empty:
        wash.soap = True
        wash.rinse_ticks = 0  # what was rinsed before is soapy again
        core.op.wet = max(core.op.wet, 60.0)
    else:
        soap.known = ["empty"]
        core.meet("dispenser", soap.id, soap)
    core.emit(SoapTaken, thing=soap.id, kind=soap.kind, slot=soap.slot, ok=not soap.empty)


def _dry(core: Core, command: Use, thing: ThingState) -> None:
    _end_stay(core)
    if thing.empty:
        thing.known = ["empty"]
        core.meet("dispenser", thing.id, thing)
        core.emit(Dried, thing=thing.id, kind=thing.kind, slot=thing.slot, wet_left=int(core.op.wet))
        return
    core.op.wash.active = f"dry:{thing.id}"


def tick(core: Core) -> None:
    """One tick of washing, drying, rubbing."""
    op, wash = core.op, core.op.wash
    if op.walk_to is not None:
        _end_stay(core)
    op.wet = max(0.0, op.wet - AIR_DRIES_PER_TICK)
    if wash.active:
        wash.stay_ticks += 1
        if wash.active == "rinse":
            wash.rinse_ticks += 1
            op.wet = 100.0
        elif wash.active.startswith("dry:"):
            thing = core.state.things[wash.active[4:]]
            op.wet = max(0.0, op.wet - DRY_PER_TICK[core.kind(thing).family])
            if op.wet == 0.0:
                _end_stay(core)
        else:
            wash.ticks[wash.active] += 1
    if wash.begun and not _by_the_sink(core):
        end_wash(core)
    if op.rub_ticks_left > 0:
        op.rub_ticks_left -= 1
        op.rub_ticks_done += 1
        if op.rub_ticks_left == 0:
            _end_rub(core, broken=False)


def _by_the_sink(core: Core) -> bool:
    return any(abs(core.op.x - sink.x) <= SINK_AREA_M for sink in core.of_family("sink"))


def _end_stay(core: Core) -> None:
    wash = core.op.wash
    active, lasted = wash.active, wash.stay_ticks
    wash.active, wash.stay_ticks = "", 0
    if not active or not lasted:
        return
    slot = _slot(core)
    if active == "rinse":
        core.emit(Rinsed, slot=slot, lasted_ticks=lasted)
    elif active.startswith("dry:"):
        thing = core.state.things[active[4:]]
        core.emit(Dried, thing=thing.id, kind=thing.kind, slot=thing.slot, wet_left=int(core.op.wet))
    else:
        core.emit(SurfaceWashed, surface=active, slot=slot, lasted_ticks=lasted, total_ticks=wash.ticks[active])


def _slot(core: Core) -> str:
    sinks = core.of_family("sink")
    return sinks[0].slot if sinks else ""


def end_wash(core: Core) -> None:
    """The hands leave the sink: say what this wash amounted to, and start from nothing next time."""
    op, wash = core.op, core.op.wash
    _end_stay(core)
    wanted = surfaces(core)
    least = int(core.limit("wash_surface_s", 4.0) * 60.0)
    total = 0
    for ticks in wash.ticks.values():
        total += ticks
    missed = len([s for s in wanted if wash.ticks[s] < least])
    rinsed, dry = wash.rinse_ticks >= RINSE_TICKS, op.wet <= DRY_ENOUGH
    op.washed = op.washed or (wash.soap and total > 0)
    op.wash_complete = wash.soap and rinsed and dry and not missed and total >= int(core.limit("wash_s", 30.0) * 60.0)
    share = min(1.0, total / (core.limit("wash_s", 30.0) * 60.0)) if wash.soap else 0.0
    for hand in ("hand_left", "hand_right"):
        contamination.reduce(core, hand, 1.0 - 0.98 * share)
    core.emit(WashEnded, slot=_slot(core), wash_ticks=total, missed=missed, soap=wash.soap, rinsed=rinsed, dry=dry)
    op.wash = WashState()


def _take_rub(core: Core, command: Use, rub: ThingState) -> None:
    if not core.near(command.hand, core.anchor_point(rub, ""), 0.20):
        return core.refuse(command, rub.id, "out_of_reach")
    if any(hand.holding for hand in core.op.hands.values()):
        return core.refuse(command, rub.id, "hand_full")
    op = core.op
    if op.wash.begun:
        end_wash(core)
    break_rub(core)
    if rub.empty:
        rub.known = ["empty"]
    if rub.empty or rub.defect:
        core.meet("dispenser", rub.id, rub)
    in_date = rub.defect != "expired"
    gloved = bool(core.gloves_on("left") and core.gloves_on("right"))
    dry = gloved or op.wet <= DRY_ENOUGH
    core.emit(RubTaken, thing=rub.id, kind=rub.kind, slot=rub.slot, ok=not rub.empty, in_date=in_date, hands_dry=dry, gloved=gloved)
    if not rub.empty:
        op.rub_slot = rub.slot
        op.rub_ticks_left = contact_ticks(core, rub.slot)
        op.rub_ticks_done = 0
        if rub.slot in op.rubbed:
            op.rubbed.remove(rub.slot)
        op.disinfected = False
    return None


def contact_ticks(core: Core, slot: str) -> int:
    """How long the product of a slot has to act: hand rub on skin, alcohol on gloves."""
    on_gloves = any(rub.slot == slot and rub.kind == "ipa" for rub in core.of_family("rub"))
    seconds = core.limit("rub_s", 20.0)
    return int((core.limit("glove_rub_s", seconds) if on_gloves else seconds) * 60.0)


def contact_made(core: Core) -> None:
    """A hand touches something: a wash is over, a rub that still works is broken off, disinfected hands are so no more."""
    if core.op.wash.begun:
        end_wash(core)
    break_rub(core)


def break_rub(core: Core) -> None:
    """Something was touched while the rub was wet."""
    if core.op.rub_ticks_left > 0:
        _end_rub(core, broken=True)


def _end_rub(core: Core, *, broken: bool) -> None:
    op = core.op
    slot = op.rub_slot
    share = op.rub_ticks_done / contact_ticks(core, slot)
    for hand in op.hands:
        contamination.reduce(core, core.skin(hand), 1.0 - 0.99 * share, contamination.HARDY)
    op.rub_ticks_left = 0
    op.disinfected = not broken
    if not broken:
        op.rubbed.append(slot)
    core.emit(RubEnded, slot=slot, wet_ticks=op.rub_ticks_done, broken=broken)
