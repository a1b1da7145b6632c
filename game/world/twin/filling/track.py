"""Vials on the track: they move, queue, are filled four at a time, stoppered, capped, looked at, pushed out or let through.

Bodies in one dimension: a vial moves with the belt until it touches the one before it.  The four that stand before the needles without a
dose wait there for theirs.  A broken or fallen vial stays where it is, and the others queue behind.
"""

from __future__ import annotations

from game.world.draws import draw
from game.world.twin.filling.plan import FillingPlan
from game.world.twin.filling.state import LineState, Vial
from game.world.twin.state import Happening


def infeed(plan: FillingPlan, line: LineState) -> None:
    """The turntable hands over the next vial when there is room."""
    last = line.vials[-1] if line.vials else None
    if line.next_n <= plan.units and (last is None or last.x >= plan.diameter_m * 1.05):
        line.vials.append(Vial(line.next_n))
        line.next_n += 1
        line.counts.infed += 1


def move(plan: FillingPlan, line: LineState, dt_s: float, happened: list[Happening]) -> None:
    """One step of the belt, and what each vial passes on it."""
    front, waiting = plan.x_out + 1.0, 0
    gone: list[Vial] = []
    for vial in line.vials:
        before = vial.x
        limit = front - plan.diameter_m
        if vial.dose_ml == 0.0 and before <= plan.x_needles and vial.state != "broken":
            limit = min(limit, plan.x_needles - waiting * plan.diameter_m)
            waiting = min(waiting + 1, plan.needles)
        if vial.state == "up":
            vial.x = max(before, min(before + plan.speed_m_s * dt_s, limit))
        front = vial.x
        if vial.x > before and _passes(plan, line, vial, before, happened):
            gone.append(vial)
    for vial in gone:
        line.vials.remove(vial)


def _passes(plan: FillingPlan, line: LineState, vial: Vial, before: float, happened: list[Happening]) -> bool:
    """The stations between two places; True when the vial left the track."""
    if before < plan.x_stopper <= vial.x:
        _stopper(plan, line, vial)
    if before < plan.x_cap <= vial.x and vial.stoppered:
        vial.capped = True
        line.counts.capped += 1
    if before < plan.x_check <= vial.x:
        _look(plan, line, vial)
    if before < plan.x_reject <= vial.x and vial.bad:
        line.rejected.append(vial.n)
        line.counts.rejected += 1
        return True
    if vial.x >= plan.x_out:
        line.out.append(vial.n)
        line.counts.good += 1
        if line.counts.good % 1000 == 0:
            happened.append(Happening("thousand", str(line.counts.good), line.t_s))
        return True
    return False


def _stopper(plan: FillingPlan, line: LineState, vial: Vial) -> None:
    """One stopper, unless there is none."""
    if line.jammed or line.stoppers <= 0:
        line.misses += 1
        return
    line.stoppers -= 1
    if draw(line.seed, "filling.stopper", "sits", vial.n).random() < plan.misplaced:
        line.misses += 1
        return
    line.misses = 0
    vial.stoppered = True
    line.counts.stoppered += 1


def _look(plan: FillingPlan, line: LineState, vial: Vial) -> None:
    """Sensors for stopper and cap; the weigher takes its sample."""
    vial.bad = not vial.stoppered or not vial.capped or vial.dose_ml == 0.0
    if vial.n % plan.weigh_every == 0:
        line.weights = [*line.weights[-11:], [float(vial.n), round(vial.dose_ml, 3)]]
        if abs(vial.dose_ml / plan.dose_ml - 1.0) > plan.dose_limit:
            vial.bad = True


def stroke(plan: FillingPlan, line: LineState, dt_s: float) -> None:
    """The needles: start when the next vials stand under them, and give their dose."""
    group = under_needles(plan, line)
    if line.dosing_s is None:
        if len(group) == plan.needles or (group and line.next_n > plan.units and _settled(plan, line, group)):
            line.dosing_s, line.starved_s = plan.dose_s, 0.0
        else:
            line.starved_s += dt_s
        return
    line.dosing_s -= dt_s
    if line.dosing_s > 0.0:
        return
    line.dosing_s = None
    for vial in group:
        rng = draw(line.seed, "filling.dose", "pump", vial.n)
        spread = (rng.random() + rng.random() + rng.random() + rng.random() - 2.0) * 1.7320508075688772
        vial.dose_ml = plan.dose_ml * (1.0 + line.dose_shift) + plan.dose_sd_ml * spread
        line.counts.filled += 1


def under_needles(plan: FillingPlan, line: LineState) -> list[Vial]:
    """The vials that stand in their places, front first."""
    found: list[Vial] = []
    for vial in line.vials:
        if vial.dose_ml > 0.0 or vial.x > plan.x_needles:
            continue
        if len(found) == plan.needles:
            break
        if vial.state != "up" or vial.x < plan.x_needles - len(found) * plan.diameter_m - 0.0005:
            break
        found.append(vial)
    return found


def _settled(plan: FillingPlan, line: LineState, group: list[Vial]) -> bool:
    """At the end of a batch: nobody else comes."""
    return not any(vial.dose_ml == 0.0 and vial not in group for vial in line.vials)


def open_vials(line: LineState) -> list[Vial]:
    """Those without a stopper, whole or not."""
    return [vial for vial in line.vials if not vial.stoppered]


def closed(plan: FillingPlan, line: LineState) -> int:
    """Number of the last unit past the stoppering: those behind it stand open."""
    return next((vial.n for vial in line.vials if vial.x < plan.x_stopper), line.next_n) - 1


def mark(line: LineState, vials: list[Vial], what: str) -> None:
    """The truth about them."""
    for vial in vials:
        had = line.marks.setdefault(str(vial.n), [])
        if what not in had:
            had.append(what)
