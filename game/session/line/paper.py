"""What the expert writes, and when he puts right what he wrote: always what he did, saw and counted, at the time he writes."""

from __future__ import annotations

from game.entities.forms import Entry, address
from game.session.acts import Act, Params
from game.session.line.mind import LineMind
from game.spec import StepSpec
from game.texts import t
from game.world.typed import shown_day, shown_time

ME = "MD"
"""Initials of the trainee whom the expert plays ..."""
OTHER = "TL"
"""... and of the second person."""
QUANTITIES = ("issued", "applied", "rejected", "specimens", "counted", "accounted", "gap", "rate")


def entry(mind: LineMind, form: str, line: str, field: str) -> Entry | None:
    """What stands in a field."""
    return mind.seen.form(form)[1].entries.get(address(line, field))


def write(form: str, line: str, field: str, text: str, slot: str) -> Act:
    """Fill in a field."""
    return Act("write", form, address(line, field), slot, Params(text=text))


def correct(mind: LineMind, form: str, line: str, field: str, text: str, slot: str) -> Act:
    """Put a field right, with all that goes beside it."""
    beside = (t("forms.wrote_after", "fr"), shown_day(mind.seen.today), ME)
    return Act("correct", form, address(line, field), slot, Params(text=text, beside=beside))


# --- the check-list -----------------------------------------------------------------------------------------------------


def line_entry(mind: LineMind, step: StepSpec) -> Act | None:
    """The next field of a line of the check-list, None when it is written."""
    form = mind.check_list()
    found = mind.seen.found(step.id)
    texts = {"conform": "no" if found else "yes", "found": str(found), "time": shown_time(mind.seen.clock_min), "initials": ME}
    for field, text in texts.items():
        if field == "found" and not found:
            continue
        if form and entry(mind, form, step.id, field) is None and not mind.slip.omits(step.id, field):
            return write(form, step.id, field, text, step.id)
    return None


def amend_line(mind: LineMind, step: StepSpec) -> Act | None:
    """What a line says is no longer what was found there."""
    form, found = mind.check_list(), mind.seen.found(step.id)
    conform = entry(mind, form, step.id, "conform") if form else None
    if conform is None or mind.slip.at("conceal", step.id):
        return None
    if (conform.value == 0) == bool(found):
        return correct(mind, form, step.id, "conform", "no" if found else "yes", step.id)
    number = entry(mind, form, step.id, "found")
    if found and number is None:
        return write(form, step.id, "found", str(found), step.id)
    if number is not None and number.value != found:
        return correct(mind, form, step.id, "found", str(found), step.id)
    return None


# --- the reconciliation ---------------------------------------------------------------------------------------------------


def quantity(mind: LineMind, step: StepSpec, field: str) -> int | None:
    """What a quantity should be, from the order, the counts and what stands on the paper; None while he cannot know."""
    written = {name: one.value for name in QUANTITIES if (one := entry(mind, step.thing, "", name))}
    order = next(iter(mind.seen.of_kind("order")), "")
    if field in ("issued", "applied", "rejected", "specimens"):
        value = mind.seen.display(order).get(field) if order else None
        return value if isinstance(value, int) else None
    if field == "counted":
        counts = mind.seen.counts
        if mind.slip.at("computed", step.id):
            return written["issued"] - written["applied"] - written["rejected"] - written["specimens"]
        return counts["roll"] + counts["loose"] if "roll" in counts else None
    if field == "accounted":
        return written["applied"] + written["rejected"] + written["specimens"] + written["counted"]
    if field == "gap":
        return written["issued"] - written["accounted"]
    return (written["accounted"] * 20_000 + written["issued"]) // (2 * max(1, written["issued"]))


def shown(field: str, value: int) -> str:
    """A quantity as he writes it."""
    return f"{value // 100},{value % 100:02d}" if field == "rate" else str(value)


def within(mind: LineMind, step: StepSpec) -> str:
    """Whether the gap is within the site's limit."""
    gap, issued = entry(mind, step.thing, "", "gap"), entry(mind, step.thing, "", "issued")
    if gap is None or issued is None:
        return "yes"
    return "yes" if abs(gap.value) * 100.0 <= mind.seen.level.limits.get("label_gap_pct", 0.0) * max(1, issued.value) else "no"


def reconcile_entry(mind: LineMind, step: StepSpec) -> Act | None:
    """The next field of the reconciliation, None when it is written."""
    for field in QUANTITIES:
        if entry(mind, step.thing, "", field) is None:
            value = quantity(mind, step, field)
            return None if value is None else write(step.thing, "", field, shown(field, value), step.id)
    if entry(mind, step.thing, "", "within") is None:
        return write(step.thing, "", "within", within(mind, step), step.id)
    gap = entry(mind, step.thing, "", "gap")
    unexplained = gap is not None and gap.value != 0 and entry(mind, step.thing, "", "explanation") is None
    if unexplained and not mind.slip.omits(step.id, "explanation"):
        return write(step.thing, "", "explanation", t("forms.wrote_gap", "fr"), step.id)
    return None


def amend_reconciliation(mind: LineMind, step: StepSpec) -> Act | None:
    """A quantity is no longer what was counted; or what follows from it."""
    if mind.slip.at("missum", step.id) or mind.slip.at("computed", step.id):
        return None
    for field in QUANTITIES:
        now = entry(mind, step.thing, "", field)
        if now is None:
            return None
        value = quantity(mind, step, field)
        if value is not None and value != now.value:
            return correct(mind, step.thing, "", field, shown(field, value), step.id)
    now = entry(mind, step.thing, "", "within")
    if now is not None and now.text != within(mind, step):
        return correct(mind, step.thing, "", "within", within(mind, step), step.id)
    return None


# --- the board ------------------------------------------------------------------------------------------------------------


def board_entry(mind: LineMind, step: StepSpec) -> Act | None:
    """The next field of the status board."""
    for field, text in (("batch", mind.seen.batch.new), ("state", "cleared")):
        if entry(mind, step.thing, "", field) is None:
            return write(step.thing, "", field, text, step.id)
    return None
