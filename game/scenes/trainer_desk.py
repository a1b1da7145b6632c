"""What the pages of the trainer's room share: who is in, what is known, the work that is going on, the page they are drawn on."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from game.scenes import library
from game.scenes.base import Context, route
from game.scenes.card import CardScene
from game.scenes.stack import Pop, Replace, Transition
from game.session.jobs import Job, Tell
from game.session.trainer_room import Known, look
from game.view.widgets import Button, Column, Fired, Label, TextField

T = TypeVar("T")
IDLE_TICKS = 5 * 60 * 60
"""Five minutes without a hand on mouse or keyboard: the room locks."""


@dataclass
class Desk:
    """by: the trainer who is in.  known: what was read last; ready: whether anything was."""

    by: str
    results: Path | None = None
    known: Known = field(default_factory=Known)
    ready: bool = False
    trouble: str = ""
    """Why the runs could not be read, "" = they could."""
    locked: bool = False
    """Nobody was here for long while a page for everybody's eyes stood open: what lies behind it needs the PIN again."""
    on_show: bool = False
    """A page for everybody's eyes is open: the board with a code."""
    work: Job[object] | None = None
    """What somebody is waiting for."""
    _looking: Job[Known] | None = None
    _pages: Path | None = None

    def look(self) -> None:
        """Read the runs again, beside the window."""
        if self._looking is not None:
            self._looking.stop()
        self._looking = Job(partial(look, results=self.results), "trainer")

    @property
    def looking(self) -> Job[Known] | None:
        """The reading that is going on."""
        return self._looking

    def poll(self) -> bool:
        """Take what has been read; whether there is anything new to show."""
        job = self._looking
        if job is None:
            return False
        moved = job.moved()
        if job.over:
            self._looking = None
            self.ready = True
            if job.result is not None:
                self.known, self.trouble = job.result, ""
            elif job.error is not None:
                self.trouble = said_of(job.error)
        return moved

    def start(self, work: Callable[[Tell], T]) -> Job[T]:
        """Long work that a page waits for; while it goes on the room stays open."""
        job = Job(work, "trainer")
        self.work = job  # type: ignore[assignment]
        return job

    @property
    def busy(self) -> bool:
        """Whether somebody waits for work."""
        return self.work is not None and not self.work.over

    def page(self, name: str, text: str) -> Path:
        """A page to print, in a folder that goes when the trainer leaves.  Raises OSError."""
        if self._pages is None:
            self._pages = Path(tempfile.mkdtemp(prefix="grade-a-"))
        path = self._pages / name
        path.write_text(text, encoding="utf-8")
        return path

    def leave(self) -> None:
        """Nothing goes on, nothing is left lying about."""
        for job in (self._looking, self.work):
            if job is not None:
                job.stop()
        if self._pages is not None:
            with contextlib.suppress(OSError):
                shutil.rmtree(self._pages)
            self._pages = None


def said_of(error: Exception) -> str:
    """What an error says: of the system its own words and the file, of ours the class at least."""
    if isinstance(error, OSError):
        return ", ".join(str(one) for one in (error.filename, error.strerror or str(error)) if one)
    return str(error) or type(error).__name__


class DeskScene(CardScene):
    """A page of the room.  `title`: what it is; Escape goes back."""

    cancel = "back"
    title_key = ""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def enter(self) -> Transition | None:
        self.ctx.speak(self.spoken())
        return None

    def head(self) -> tuple[str, str, str]:
        return self.ctx.t("trainer.room"), self.ctx.t(self.title_key), self.desk.by

    def tick(self) -> Transition | None:
        if self.desk.poll():
            self.refresh()
        return None

    def resumed(self, result: object) -> Transition | None:
        if self.desk.locked:
            return Replace(route("trainer", locked=True), all=True)
        self.refresh()
        return None

    def on(self, fired: Fired) -> Transition | None:
        return Pop(None) if fired.id == "back" else None

    def back_button(self) -> Button:
        """The last button of every page."""
        return Button("back", self.ctx.t("ui.back"), height=60)

    def refresh(self) -> None:
        """Lay out again; fields keep caret and undo steps."""
        old = {w.id: w.line for w in self.form.all() if isinstance(w, TextField)}
        self.rebuild()
        for widget in self.form.all():
            if isinstance(widget, TextField) and widget.id in old and old[widget.id].text == widget.line.text:
                widget.line = old[widget.id]

    def warn(self, error: str, focus: str = "") -> None:
        """Something is wrong: the page says it, a voice too."""
        self.ctx.sound.play("warn")
        self.refresh()
        if focus:
            self.form.focus_on(focus)
        self.ctx.speak(error)


def trouble(column: Column, said: str, gap: float = 16) -> None:
    """A line that says what is wrong, where something is."""
    if said:
        column.add(Label(said, icon="alert", weight="semibold"), gap=gap)


def show_page(desk: Desk, text: str, name: str = "page.html") -> str:
    """Lay a page where the browser can open it, to be printed; what went wrong, "" = nothing."""
    try:
        library.show_file(desk.page(name, text))
    except OSError as error:
        return said_of(error)
    return ""


def titled(ctx: Context, fr: str, en: str) -> str:
    """One of two titles, in the reader's language."""
    return fr if ctx.lang == "fr" else en
