"""What is true: how far the act of a step has come, what a field of a form should hold, what was counted."""

from __future__ import annotations

from game.entities.forms import FieldSpec, LineSpec, check_list
from game.entities.line_state import LineState
from game.entities.residues import RESIDUES
from game.spec import BatchSpec, LevelSpec, StepSpec
from game.world.documents import Paper, Truth
from game.world.line.places import Layout, station

OLD_FORM = "form_outdated"
SEEN_TICKS = 6
"""A cell is seen after so long in the beam."""
SHORT_PCT = 96
"""A delivery that falls short holds so much of what was asked for."""
SEEN_SHARE = 80
"""Percent of its cells from which a zone counts as seen: corners cannot all be swept."""


def zone_pct(state: LineState, zone_id: str) -> int:
    """How much of a zone was seen, 0 to 100."""
    ticks = state.cells[zone_id]
    return len([1 for n in ticks if n >= SEEN_TICKS]) * 100 // len(ticks)


def done_pct(level: LevelSpec, layout: Layout, state: LineState, step: StepSpec) -> int:
    """How much of a step has been looked at or done, 0 to 100."""
    if step.do == "inspect":
        zones, reads = layout.steps[step.id], layout.reads[step.id]
        shares = [min(100, zone_pct(state, zone) * 100 // SEEN_SHARE) for zone in zones]
        shares += [100 if thing in state.looked else 0 for thing in reads]
        total = 0
        for share in shares:
            total += share
        return total // len(shares) if shares else 100
    if step.do == "compare":
        wanted = [step.thing in state.looked, *(f"{step.thing}.{verb}" in state.uses for verb in station(level, step.thing).tests)]
        return len([1 for one in wanted if one]) * 100 // len(wanted)
    return 100


def done_tick(level: LevelSpec, layout: Layout, state: LineState, step: StepSpec) -> int:
    """When the last of a step was done; -1 while nothing is."""
    if step.do == "inspect":
        ticks = [state.zones_seen.get(zone, -1) for zone in layout.steps[step.id]]
        ticks += [state.looked.get(thing, -1) for thing in layout.reads[step.id]]
        # What was taken away or put right there is part of the act.
        ticks += [r.cleared_at for r in state.residues.values() if r.at == step.id]
        return max(ticks, default=-1)
    if step.do == "compare":
        done = [state.uses.get(f"{step.thing}.{verb}", -1) for verb in station(level, step.thing).tests]
        return max([state.looked.get(step.thing, -1), *done])
    return state.tick


def applied(batch: BatchSpec, state: LineState) -> int:
    """What the counter of the labeller shows of the batch that ended: loose labels were not applied."""
    return batch.labels_applied - loose_labels(state)


def loose_labels(state: LineState) -> int:
    """Coded labels that lie about the line."""
    return len([1 for r in state.residues.values() if RESIDUES[r.kind].coded and RESIDUES[r.kind].id != "label_fragment"])


def remaining(batch: BatchSpec, state: LineState) -> int:
    """Coded labels counted so far: the roll's remainder, and loose ones."""
    return (batch.labels_left if state.counts.get("roll", -1) >= 0 else 0) + state.loose


def truth(level: LevelSpec, batch: BatchSpec, state: LineState, paper: Paper, line: LineSpec, spec: FieldSpec) -> Truth:
    """What a field should hold (a number, the place of a choice, the text of a code); None where anything is right."""
    if paper.kind == "reconciliation":
        return _reconciled(batch, state, paper, line, spec.id, level.limits.get("label_gap_pct", 0.0))
    if paper.kind == "status_board":
        return batch.new if spec.id == "batch" else 1
    if paper.kind == "check_list":
        here = [r for r in state.residues.values() if r.at == line.id]
        found = len([r for r in here if r.found])
        # What one sees and has not taken yet may be written down already.
        more = len([r for r in here if not r.found and not r.cleared])
        if spec.id == "found":
            return tuple(range(found, found + more + 1))
        if spec.id == "conform":
            return (1,) if found else (0, 1) if more else (0,)
    return None


def _reconciled(batch: BatchSpec, state: LineState, paper: Paper, line: LineSpec, name: str, limit_pct: float) -> int | str | None:
    """A to E are what the papers, counters and counts say; F, G and H follow from what was written there."""
    given: dict[str, int] = {
        "issued": batch.labels_issued,
        "applied": applied(batch, state),
        "rejected": batch.labels_rejected,
        "specimens": batch.labels_specimens,
        "counted": remaining(batch, state),
    }
    if name in given:
        return given[name]
    written: dict[str, int] = {}
    for field in (*given, "accounted", "gap"):
        entry = paper.entry(line, field)
        written[field] = entry.value if entry else given.get(field, 0)
    if name == "accounted":
        return written["applied"] + written["rejected"] + written["specimens"] + written["counted"]
    if name == "gap":
        return written["issued"] - written["accounted"]
    issued = max(1, written["issued"])
    if name == "rate":
        return (written["accounted"] * 20_000 + issued) // (2 * issued)
    if name == "within":
        gap = written["gap"]
        return 0 if abs(gap) * 100.0 <= limit_pct * issued else 1
    return None


def counted(state: LineState, level: LevelSpec, paper: Paper, spec: FieldSpec) -> bool:
    """Whether a quantity was counted before it was written (True for what needs no counting)."""
    if paper.kind == "reconciliation" and spec.id == "counted":
        return not any(step.do == "count" for step in level.steps) or "roll" in state.counts
    if paper.kind == "reconciliation" and spec.id in ("issued", "applied", "rejected", "specimens"):
        orders = [thing.id for thing in level.things if thing.kind == "order"]
        return not orders or any(thing in state.looked for thing in orders)
    return True


def shown(level: LevelSpec, batch: BatchSpec, state: LineState, thing_id: str) -> dict[str, int | str]:
    """What a thing shows to one who reads it: names of values -> values (texts as printed, numbers, ids of words)."""
    wrong = {r.kind for r in state.residues.values() if r.station == thing_id and not r.cleared}
    kind = level.thing(thing_id).kind
    if kind == "order":
        return _order(level, batch, state)
    if kind == "check_list":
        return {"form": check_list(()).number, "version": form_version(state, thing_id)}
    if kind == "delivery":
        return _delivered(batch, wrong)
    if kind == "printer":
        old = "old_code" in wrong
        return {"batch": batch.old if old else batch.new, "expiry": batch.expiry_old if old else batch.expiry_new}
    if kind == "camera":
        return {"recipe": batch.recipe_old if "other_recipe" in wrong else batch.recipe_new}
    if kind == "counter":
        return {"count": applied(batch, state) if "counter_kept" in wrong else 0}
    if kind in ("checkweigher", "balance"):
        return {"weight": 0, "calibration": "expired" if "balance_expired" in wrong else "valid"}
    if kind == "tag":
        return {"signed": 0 if "tag_unsigned" in wrong else 1, "validity": "expired" if "cleaning_expired" in wrong else "valid"}
    if kind == "status_board":
        return {"state": "old" if "old_board" in wrong else "half_wiped" if "half_wiped" in wrong else "blank"}
    if kind == "tool_board":
        return {"disinfectant": "expired" if "disinfectant_expired" in wrong else "valid"}
    return {}


def _order(level: LevelSpec, batch: BatchSpec, state: LineState) -> dict[str, int | str]:
    compared = [level.thing(step.thing).kind for step in level.steps if step.do == "compare"]
    form = check_list(())
    return {
        "batch": batch.new, "expiry": batch.expiry_new, "recipe": batch.recipe_new, "batch_old": batch.old,
        "issued": batch.labels_issued, "applied": applied(batch, state), "rejected": batch.labels_rejected,
        "specimens": batch.labels_specimens,
        **({"in_force": f"{form.number}-{form.version}"} if "check_list" in compared else {}),
        **({"article": batch.article_new, "quantity": batch.delivered} if "delivery" in compared else {}),
    }  # fmt: skip


def _delivered(batch: BatchSpec, wrong: set[str]) -> dict[str, int | str]:
    """What the label of the container says."""
    return {
        "article": batch.article_old if "article_other" in wrong else batch.article_new,
        "quantity": batch.delivered * SHORT_PCT // 100 if "short_delivery" in wrong else batch.delivered,
        "status": "quarantine" if "in_quarantine" in wrong else "released",
    }


def outdated(state: LineState, thing_id: str) -> bool:
    """Whether that check-list is of the version before the one in force."""
    found = state.residues.get(OLD_FORM)
    return found is not None and found.station == thing_id and not found.cleared


def form_version(state: LineState, thing_id: str) -> str:
    """The version printed in the head of a check-list."""
    in_force = check_list(()).version
    return f"{int(in_force) - 1:02d}" if outdated(state, thing_id) else in_force
