"""Curves of a level as SVG for a page: the same points give the same bytes."""

from __future__ import annotations

import io
from collections.abc import Sequence

from scoring.cohort.figures import Point

INK, PETROL, GLASS, STEEL = "#0F3540", "#0F4C5C", "#B3D3DB", "#9FB0B6"
SIZE_IN = (5.6, 2.9)


def curve(points: Sequence[Point], x_label: str, y_label: str, *, whole: bool) -> str:
    """Means with their 95 % interval over x; the persons behind each stand at its foot.  whole: x is a whole number."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    with rc_context({"svg.hashsalt": "grade-a", "svg.fonttype": "none", "font.family": "sans-serif", "font.size": 10}):
        figure = Figure(figsize=SIZE_IN, layout="constrained")
        axes = figure.subplots()
        x = [point.x for point in points]
        axes.fill_between(x, [p.low for p in points], [p.high for p in points], color=GLASS, alpha=0.7, linewidth=0)
        axes.plot(x, [p.mean for p in points], color=PETROL, marker="o", linewidth=2)
        for point in points:
            axes.annotate(str(point.persons), (point.x, 0), xytext=(0, 3), textcoords="offset points", ha="center", color=INK, fontsize=8)
        axes.set_ylim(0, 104)
        axes.set_xlabel(x_label, color=INK)
        axes.set_ylabel(y_label, color=INK)
        if whole:
            axes.set_xticks(x)
        axes.spines[["top", "right"]].set_visible(False)
        axes.spines[["left", "bottom"]].set_color(STEEL)
        axes.tick_params(colors=INK)
        out = io.StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    text = out.getvalue()
    return text[text.index("<svg") :]
