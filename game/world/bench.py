"""The step-over bench: sit, lift a foot, put it down on one side or the other."""

from __future__ import annotations

from game.commands import Stance
from game.entities.state import Pending, ThingState
from game.events import BenchCrossed, Cleaned, FootPlaced, StanceTaken
from game.world import contamination, hygiene
from game.world.core import Core

SIT_M = 0.80
"""How near the bench one must stand to sit down."""
CLEANED_TICKS = 600
"""Somebody comes and disinfects what was reported: ten seconds here, since time runs faster."""
CLEANED_LEFT = 0.05
"""The share of a load that cleaning and disinfection leave (own default)."""


def stance(core: Core, command: Stance) -> None:
    """Carry out one posture change."""
    name = command.name
    if name in ("turn", "face"):
        return _turn(core, command)
    if name == "sit":
        return _sit(core, command)
    if name == "stand":
        return _stand(core, command)
    if name in ("lift_left", "lift_right"):
        return _lift(core, command, name[5:])
    if name in ("put_dirty", "put_clean"):
        return _put(core, command, name[4:])
    return core.refuse(command, "", "no_such_stance")


def _turn(core: Core, command: Stance) -> None:
    if core.op.stance not in ("stand", "turned"):
        return core.refuse(command, "", "seated")
    core.op.stance = "turned" if command.name == "turn" else "stand"
    core.emit(StanceTaken, stance=core.op.stance)
    return None


def _bench(core: Core) -> ThingState | None:
    benches = core.of_family("bench")
    return benches[0] if benches else None


def _sit(core: Core, command: Stance) -> None:
    bench = _bench(core)
    if bench is None or abs(core.op.x - bench.x) > SIT_M:
        return core.refuse(command, "bench", "out_of_reach")
    if core.op.stance != "stand":
        return core.refuse(command, bench.id, "seated")
    core.op.stance = "sit"
    core.op.walk_to = None
    core.op.x = bench.x
    n = core.emit(StanceTaken, stance="sit")
    seen_soiled(core, bench, n)
    return None


def _stand(core: Core, command: Stance) -> None:
    op, bench = core.op, _bench(core)
    if op.stance != "sit" or bench is None:
        return core.refuse(command, "", "not_seated")
    if any(foot.lifted for foot in op.feet.values()):
        return core.refuse(command, "", "foot_up")
    if op.feet["left"].side != op.feet["right"].side:
        return core.refuse(command, "", "astride")
    op.stance = "stand"
    op.x = bench.x + (0.45 if op.feet["left"].side == "clean" else -0.45)
    core.emit(StanceTaken, stance="stand")
    return None


def _lift(core: Core, command: Stance, foot: str) -> None:
    op = core.op
    if op.stance != "sit":
        return core.refuse(command, "", "not_seated")
    if any(f.lifted for f in op.feet.values()):
        return core.refuse(command, "", "foot_up")
    op.feet[foot].lifted = True
    core.emit(StanceTaken, stance=f"lift_{foot}")
    return None


def _put(core: Core, command: Stance, side: str) -> None:
    op, bench = core.op, _bench(core)
    lifted = [name for name, foot in op.feet.items() if foot.lifted]
    if not lifted or bench is None:
        return core.refuse(command, "", "foot_down")
    foot = op.feet[lifted[0]]
    foot.lifted = False
    crossed_before = all(f.side == "clean" for f in op.feet.values())
    was, foot.side = foot.side, side
    covered = bool(foot.covered_by)
    soiled = side == "clean" and bench.soiled
    n = core.emit(FootPlaced, foot=lifted[0], side=side, covered=covered, slot=core.foot_slot(lifted[0]), soiled=soiled)
    if soiled:
        contamination.contact(core, foot.covered_by or "shoes", contamination.floor_at(bench.id), n, contamination.FLOOR_FRACTION)
    _tread(core, foot.covered_by or "shoes", side, n)
    if was != side and side == "clean" and not crossed_before and all(f.side == "clean" for f in op.feet.values()):
        core.emit(BenchCrossed, thing=bench.id, kind=bench.kind, slot=bench.slot, side="clean", cause=n)
    return None


def _tread(core: Core, sole: str, side: str, n: int) -> None:
    """A sole brings what it carries to the floor, and takes some of it along."""
    for room in core.level.rooms:
        if room.side == side:
            contamination.contact(core, sole, f"floor:{room.id}", n, contamination.FLOOR_FRACTION)
    hygiene.break_rub(core)


def seen_soiled(core: Core, bench: ThingState, n: int | None = None) -> str:
    """One looks at its clean side, or sits down beside it: what shows there ("" for nothing)."""
    if bench.defect and bench.defect not in bench.known:
        bench.known.append(bench.defect)
        core.meet("soiled_bench", bench.id, bench, n)
    return bench.defect


def reported(core: Core, bench: ThingState, n: int) -> None:
    """It was said that its clean side is soiled, and so it is: somebody will see to it."""
    if not any(pending.what == "cleaned" for pending in core.state.pending):
        core.state.pending.append(Pending(core.state.tick + CLEANED_TICKS, "cleaned", bench.id, "", n))


def cleaned(core: Core, pending: Pending) -> None:
    """Its clean side is what it should be again, and one sees that."""
    bench = core.state.things[pending.thing]
    bench.soiled, bench.defect = False, ""
    bench.known.clear()
    contamination.reduce(core, contamination.floor_at(bench.id), CLEANED_LEFT)
    core.emit(Cleaned, thing=bench.id, kind=bench.kind, slot=bench.slot, cause=pending.cause)
