"""Packs and garments: opening, putting on by openings, closing, mending."""

from __future__ import annotations

from game.commands import Open, Use
from game.entities import kinds
from game.entities.garment import SKELETONS
from game.entities.state import Pending, ThingState
from game.events import Fastened, FaultAppeared, FaultMended, Gathered, PackOpened, Threaded
from game.world import contamination, hygiene, outfit, puton, settling, touches
from game.world.core import Core, distance

FAULT_DELAY_TICKS = 90
"""From worn (or closed) to coming undone."""
ZIP_CLOSED = 0.93
BENCH_M = 1.0
"""Legs go in seated, or standing by the bench."""
LEG_M = 0.55
GATHER_M = 0.40
"""How far a hand gathers cloth up."""
SLEEVE_M = 0.35
"""How near a hand must be to a sleeve to slip in."""


def meet_pack(core: Core, pack: ThingState) -> None:
    """The first pack a trainee meets in a slot is the one that shows the drawn defect: no place on the shelf gives it away."""
    defect = core.state.bad_pack.pop(pack.slot, "")
    if defect:
        pack.defect = defect
        core.meet("bad_pack", pack.slot, pack)


def open_pack(core: Core, command: Open, pack: ThingState) -> None:
    """Open a pack at its notch or at the other end; its garments are then there to be gripped."""
    end = command.part or "notch"
    if pack.open:
        return core.refuse(command, pack.id, "already_open")
    if end not in ("notch", "other"):
        return core.refuse(command, pack.id, "no_such_part")
    if not core.near(command.hand, core.anchor_point(pack, end), 0.20):
        return core.refuse(command, pack.id, "out_of_reach")
    hand = core.op.hands[command.hand]
    if hand.holding and hand.holding != pack.id:
        return core.refuse(command, pack.id, "hand_full")
    meet_pack(core, pack)
    hygiene.contact_made(core)
    n = core.emit(
        PackOpened, hand=command.hand, thing=pack.id, kind=pack.kind, slot=pack.slot, end=end, defect=pack.defect, looked=pack.looked
    )
    contamination.contact(core, core.skin(command.hand), pack.id, n)
    pack.open = True
    _unpack(core, pack, n)
    return None


def _unpack(core: Core, pack: ThingState, n: int) -> None:
    spec = core.level.thing(pack.id)
    flaw = core.state.flawed.pop(pack.slot, "")
    for i in range(core.kind(pack).count):
        garment = ThingState(id=f"{pack.id}.{i + 1}", kind=spec.holds, slot=pack.slot, x=pack.x, y=pack.y, on=f"inside:{pack.id}")
        if spec.holds == "overboot":
            garment.slot = core.foot_slot("right" if i else "left")
        garment.defect = pack.defect or (flaw if i == 0 else "")
        # A torn pack makes its garment doubtful, not torn; what follows from wearing it goes back to the opening.
        garment.torn = not pack.defect and garment.defect == "torn"
        if pack.defect:
            core.state.causes[f"soil:{garment.id}"] = n
        core.state.things[garment.id] = garment
    if flaw:
        core.meet("flawed_garment", pack.slot, core.state.things[f"{pack.id}.1"], n)


def use(core: Core, command: Use, thing: ThingState) -> None:
    """Put a garment on by one of its openings, or mend a fault of a worn one."""
    if command.part == "mend":
        return _mend(core, command, thing)
    kind = core.kind(thing)
    if command.part in kind.settles:
        return settling.use(core, command, thing)
    if thing.on == "worn":
        return core.refuse(command, thing.id, "already_worn")
    if command.part in ("gather", "let_go") and kind.live and SKELETONS[thing.kind].gather:
        return _gather(core, command, thing)
    opening = command.part.split("_")[0]
    if command.part not in kind.openings and opening not in kind.openings:
        return core.refuse(command, thing.id, "no_such_part")
    if kind.live:
        return _leg(core, command, thing) if opening == "leg" else _sleeve(core, command, thing)
    return _put_on(core, command, thing)


def _put_on(core: Core, command: Use, thing: ThingState) -> None:
    reason = puton.put_on(core, command, thing)
    if reason:
        return core.refuse(command, thing.id, reason)
    _worn(core, thing)
    return None


def _leg(core: Core, command: Use, thing: ThingState) -> None:
    """Cloth: a leg goes in, at the bench, while the hand holds the suit before the hips."""
    side = command.part.rpartition("_")[2]
    reason = _why_no_leg(core, command, thing)
    if reason:
        return core.refuse(command, thing.id, reason)
    spec = SKELETONS[thing.kind]
    ankle = next(name for name in spec.gather if name.startswith(f"leg_{side}"))
    let_go_of(core, thing.id, ankle)
    for name, node in ((f"body_hip_{side}", spec.openings[command.part]), (f"body_ankle_{side}", ankle)):
        core.physics.set_hold(thing.id, name, node, *core.nodes[thing.id][spec.index[node]])
    core.emit(Threaded, thing=thing.id, kind=thing.kind, slot=thing.slot, opening=command.part)
    thing.threaded.append(command.part)
    return None


def _why_no_leg(core: Core, command: Use, thing: ThingState) -> str:
    if command.part in thing.threaded:
        return "already_in"
    if thing.id not in core.nodes or core.op.hands[command.hand].holding != thing.id:
        return "not_held"
    if outfit.torso(core) is not None:
        return "already_covered"
    if any(t.kind == "overboot" and t.on == "worn" for t in core.state.things.values()):
        return "boots_on"
    if not any(abs(core.op.x - bench.x) <= BENCH_M for bench in core.of_family("bench")):
        return "no_support"
    return "" if core.near(command.hand, (core.op.x, 1.0), LEG_M) else "out_of_reach"


def let_go_of(core: Core, thing_id: str, node: str = "") -> None:
    """The hand that gathered them lets the ends go: that node's, or all of them."""
    garment = core.state.garments[thing_id]
    for name, (held, _, _) in list(garment.holds.items()):
        if "." in name and node in ("", held):
            core.physics.drop_hold(thing_id, name)
    if not node:
        core.state.things[thing_id].gathered = False


def gather(core: Core, hand: str, thing: ThingState) -> bool:
    """Take the ends of a one-piece suit together in the hand that holds it; they have to be within its reach."""
    spec = SKELETONS[thing.kind]
    x, y = core.hand_at(hand)
    garment = core.state.garments[thing.id]
    ends = [node for node in spec.gather if not any(held == node for held, _, _ in garment.holds.values())]
    places = core.nodes.get(thing.id) or list(zip(garment.x, garment.y, strict=True))
    if any(distance(x, y, *places[spec.index[node]]) > GATHER_M for node in ends):
        return False
    for n, node in enumerate(ends):
        core.physics.set_hold(thing.id, f"hand_{hand}.{n + 1}", node, x, y)
    thing.gathered = True
    core.op.hand_bins[hand] = [0.0] * len(core.op.hand_bins[hand])
    core.emit(Gathered, thing=thing.id, kind=thing.kind, slot=thing.slot, on=True)
    return True


def slip(core: Core, thing: ThingState, cause: int | None) -> None:
    """Its ends slip from the hand that moved too fast: it falls open."""
    let_go_of(core, thing.id)
    n = core.emit(Gathered, cause=cause, thing=thing.id, kind=thing.kind, slot=thing.slot, on=False)
    core.state.causes[f"slip:{thing.id}"] = n


def _gather(core: Core, command: Use, thing: ThingState) -> None:
    if core.op.hands[command.hand].holding != thing.id or thing.id not in core.state.garments:
        return core.refuse(command, thing.id, "not_held")
    if command.part == "let_go":
        let_go_of(core, thing.id)
        core.emit(Gathered, thing=thing.id, kind=thing.kind, slot=thing.slot, on=False)
    elif thing.gathered or not gather(core, command.hand, thing):
        core.refuse(command, thing.id, "spread_out")
    return None


def _sleeve(core: Core, command: Use, thing: ThingState) -> None:
    """Cloth: an arm goes into a sleeve; the other hand, or the shoulder already in, holds the garment meanwhile."""
    side = command.part.rpartition("_")[2]
    if side != command.hand:
        return core.refuse(command, thing.id, "wrong_arm")
    if command.part in thing.threaded:
        return core.refuse(command, thing.id, "already_in")
    if thing.id not in core.nodes:
        return core.refuse(command, thing.id, "not_held")
    if any(opening.startswith("leg_") and opening not in thing.threaded for opening in core.kind(thing).openings):
        return core.refuse(command, thing.id, "legs_first")
    hand = core.op.hands[command.hand]
    if hand.holding not in ("", thing.id):
        return core.refuse(command, thing.id, "hand_full")
    other = "left" if command.hand == "right" else "right"
    if core.op.hands[other].holding != thing.id and not thing.threaded:
        return core.refuse(command, thing.id, "not_held")
    spec = SKELETONS[thing.kind]
    node = spec.openings[command.part]
    mouth = core.nodes[thing.id][spec.index[node]]
    if not core.near(command.hand, mouth, SLEEVE_M):
        return core.refuse(command, thing.id, "out_of_reach")
    if hand.holding == thing.id:
        let_go_of(core, thing.id)
        core.physics.drop_hold(thing.id, f"hand_{command.hand}")
        hand.holding = hand.anchor = ""
    elif thing.gathered:
        let_go_of(core, thing.id, next(name for name in spec.gather if name.startswith(command.part)))
    core.physics.set_hold(thing.id, f"body_{side}", node, *mouth)
    core.emit(Threaded, thing=thing.id, kind=thing.kind, slot=thing.slot, opening=command.part)
    thing.threaded.append(command.part)
    if len(thing.threaded) == len(core.kind(thing).openings):
        _settle_on_body(core, thing)
        _worn(core, thing)
    return None


_BODY_HOLDS = {
    **kinds.SHOULDERS,
    **{f"hip_{side}": at for side, at in kinds.HIPS.items()},
    **{f"ankle_{side}": at for side, at in kinds.ANKLES.items()},
}
"""Hold on the body (without "body_") -> where it is, metres from the feet."""


def follow_body(core: Core) -> None:
    """Threaded openings go to their shoulder, at most 1 m/s, and then stay with the body."""
    for thing_id, garment in core.state.garments.items():
        for name, (_, x, y) in list(garment.holds.items()):
            if not name.startswith("body_"):
                continue
            dx, dy = _BODY_HOLDS[name[5:]]
            tx, ty = core.op.x + dx, dy
            step = 1.2 / 60.0
            core.physics.move_hold(thing_id, name, x + min(step, max(-step, tx - x)), y + min(step, max(-step, ty - y)))


def _settle_on_body(core: Core, thing: ThingState) -> None:
    for hand in core.op.hands.values():
        if hand.holding == thing.id:
            hand.holding = hand.anchor = ""
    touches.forget(core, thing.id)


def _worn(core: Core, thing: ThingState) -> None:
    thing.gathered = False
    n = puton.worn(core, thing)
    if n is not None and not core.kind(thing).fasten:
        _will_come_undone(core, thing, n)


def _will_come_undone(core: Core, thing: ThingState, n: int) -> None:
    fault = core.state.undone.pop(thing.slot, "")
    if fault:
        core.state.pending.append(Pending(core.state.tick + FAULT_DELAY_TICKS, "fault", thing.id, fault, n))


def undo_due(core: Core, until_tick: int) -> None:
    """Let the worn garments that are to come undone by that tick do so."""
    for pending in [p for p in core.state.pending if p.what == "fault" and p.tick <= until_tick]:
        core.state.pending.remove(pending)
        thing = core.state.things[pending.thing]
        if thing.on == "worn":
            thing.faults.append(pending.detail)
            n = core.emit(FaultAppeared, cause=pending.cause, thing=thing.id, kind=thing.kind, slot=thing.slot, fault=pending.detail)
            core.meet("comes_undone", thing.slot, thing, n)


def zip_up(core: Core) -> None:
    """A hand that holds the zip of a worn garment pulls it to where the hand is."""
    for name, hand in core.op.hands.items():
        if hand.anchor != "zip" or not hand.holding:
            continue
        thing = core.state.things[hand.holding]
        _, y = core.hand_at(name)
        low, high = kinds.NECK[1] - 0.95, kinds.NECK[1]
        thing.zip = min(1.0, max(0.0, (y - low) / (high - low)))
        if thing.zip >= ZIP_CLOSED and not thing.closed:
            thing.closed = True
            n = core.emit(Fastened, thing=thing.id, kind=thing.kind, slot=thing.slot)
            _will_come_undone(core, thing, n)
        elif thing.zip < ZIP_CLOSED - 0.1:
            thing.closed = False


def _mend(core: Core, command: Use, thing: ThingState) -> None:
    if thing.on != "worn":
        return core.refuse(command, thing.id, "not_worn")
    if not thing.faults:
        return core.refuse(command, thing.id, "nothing_to_mend")
    if thing.faults[0] in core.kind(thing).lasting:
        return core.refuse(command, thing.id, "cannot_mend")
    where = core.kind(thing).on_body
    x, y = core.body_point(thing)
    # Bending down to a shoe, the hand comes to knee height: the figure's arm does the rest.
    if not core.near(command.hand, (x, y + 0.30 if where == "foot" else y), 0.40):
        return core.refuse(command, thing.id, "out_of_reach")
    hygiene.contact_made(core)
    fault = thing.faults.pop(0)
    seen = core.op.faults_seen.get(thing.slot, [])
    if fault in seen:
        seen.remove(fault)
    n = core.emit(FaultMended, thing=thing.id, kind=thing.kind, slot=thing.slot, fault=fault)
    contamination.contact(core, core.skin(command.hand), thing.id, n)
    return None
