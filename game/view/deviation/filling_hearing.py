"""What is heard and said when hands work behind the barrier.  A sound never says more than the words beside it."""

from __future__ import annotations

from game.events import Event, GloveEntered, GlovesChecked, PieceBinned, PieceTaken, PlantWorked, ToolDropped, UnitsTaken, VialStood
from game.view.deviation.view import DeviationView

Heard = tuple[str, str]
"""(sound, words), either may be ""."""


def heard(view: DeviationView, event: Event) -> Heard | None:
    """Sound and words of an event at the filling machine, None for any other."""
    t = view.t
    match event:
        case GloveEntered():
            zone, _, side = event.glove.rpartition("_")
            return "cloth", t(f"filling.heard_in_{side}", zone=t(f"filling.zone_{zone}"))
        case PieceTaken():
            what = t(f"filling.piece_{event.what}").lower()
            how = "fingers" if event.tool == "fingers" else "forceps"
            return "take", t(f"filling.heard_taken_{how}", what=what)
        case PieceBinned():
            return "put", t("filling.heard_binned", n=view.seen.binned)
        case ToolDropped():
            return "drop", t("filling.heard_dropped")
        case VialStood():
            return "put", t("filling.heard_stood")
        case UnitsTaken():
            return "put", t("filling.heard_units", n=event.count, first=event.first, last=event.last)
        case GlovesChecked():
            return "good", t("filling.heard_gloves")
        case PlantWorked() if event.what in ("open_guard", "close_guard", "stop", "replace_glove"):
            return "door" if event.what.endswith("guard") else "click", t(f"filling.heard_{event.what}")
    return None
