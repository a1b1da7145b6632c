"""What is printed on the head of a line's forms."""

from __future__ import annotations

from game.view.forms.paper import Head
from game.view.line.view import LineView


def head_of(view: LineView) -> Head:
    """Batches, product, day, and the limits of the reconciliation."""
    batch, lang = view.batch, view.screen.lang
    day = f"{batch.date[8:10]}/{batch.date[5:7]}/{batch.date[:4]}"
    facts = (
        (view.t("line.fact_old"), batch.old),
        (view.t("line.fact_new"), batch.new),
        (view.t("line.fact_product"), batch.product.get(lang) if batch.product else ""),
        (view.t("line.fact_date"), day),
    )
    gap = view.level.limits.get("label_gap_pct", 0.0)
    return Head(facts, limits=(percent(100.0 - gap, lang), percent(100.0 + gap, lang)))


def percent(value: float, lang: str) -> str:
    """99.8 -> "99,80 %"."""
    text = f"{value:.2f}"
    return f"{text.replace('.', ',')}\u00a0%" if lang == "fr" else f"{text}%"
