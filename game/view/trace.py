"""What can be clicked, and where: one JSON line at a time into the file that GRADE_A_TRACE names.

For tests that play in a real window: they read where things are as a person sees it.  It only reads, and costs nothing
when nobody asks.  A scene may say more of itself in a method `trace() -> dict` (targets, focus, state), a widget in one of
its own; forms are read as they stand.
"""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

from game.view.screen import Screen
from game.view.widgets import Form, TextField, Widget

VARIABLE = "GRADE_A_TRACE"
LOOK_S = 0.05
SAY_S = 1.0


class Trace:
    """Writes a line when what it sees has changed, and at least once a second."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="utf-8")
        self._looked = self._said = 0.0
        self._last = ""

    def look(self, scene: object, screen: Screen) -> None:
        """Called once a frame with the topmost scene."""
        now = time.monotonic()
        if now - self._looked < LOOK_S:
            return
        self._looked = now
        line = json.dumps(describe(scene, screen), ensure_ascii=False)
        if line != self._last or now - self._said >= SAY_S:
            self._file.write(line + "\n")
            self._file.flush()
            self._last, self._said = line, now


def from_environment() -> Trace | None:
    """The trace that was asked for, None otherwise."""
    name = os.environ.get(VARIABLE)
    return Trace(Path(name)) if name else None


def describe(scene: object, screen: Screen) -> dict[str, Any]:
    """Scene, window size, targets (id, label, x and y of the middle in window pixels), focus, state; words: what would be read aloud."""
    size = list(screen.surface.get_size())
    told: dict[str, Any] = {"scene": type(scene).__name__, "window": size, "targets": [], "focus": "", "state": {}}
    form = getattr(scene, "form", None)
    if isinstance(form, Form):
        told["targets"] = [target(widget, form) for widget in form.stops()]
        told["focus"] = form.focus.id if form.focus else ""
        told["words"] = "\n".join(words for widget in form.all() if (words := widget.words()))
    own = getattr(scene, "trace", None)
    if own is not None:
        said = own()
        told["targets"] = [*said.pop("targets", []), *told["targets"]]
        told |= said
    return told


def target(widget: Widget, form: Form) -> dict[str, Any]:
    """One widget; seen: whether a click there would reach it (it may be scrolled away or covered)."""
    x, y = widget.rect.center
    told = {"id": widget.id, "label": widget.words(), "x": x, "y": y, "on": widget.enabled, "seen": form.at((x, y)) is widget}
    if isinstance(widget, TextField):
        told["text"] = widget.shown
    own = getattr(widget, "trace", None)
    return told | own() if own is not None else told
