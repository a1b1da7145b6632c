"""Work that takes a while: what it is, how far it is, and a button that ends it.  The window never waits."""

from __future__ import annotations

from game.scenes.stack import Pop, Transition
from game.scenes.trainer_desk import Desk, DeskScene
from game.scenes.trainer_tiles import progress
from game.session.jobs import Job
from game.view.theme import HEAD
from game.view.widgets import Button, Column, Fired, Label


class WorkScene(DeskScene):
    """Comes back with the job once it is over; Escape ends it."""

    cancel = "stop"
    first_focus = "stop"
    wide = 900

    def __init__(self, desk: Desk, title: str, job: Job[object]) -> None:
        """title: text key of what is being done."""
        super().__init__(desk)
        self.title_key, self.job = title, job

    def fill(self, column: Column) -> None:
        t, job = self.ctx.t, self.job
        column.add(Label(t(self.title_key), HEAD, weight="bold", icon="clock"))
        if job.of:
            words = t("trainer.so_far", done=job.done, of=job.of)
        else:
            words = t("trainer.found_so_far", done=job.done) if job.done else t("ui.moment")
        progress(column, job.share, words)

    def foot(self) -> list[Button]:
        return [Button("stop", self.ctx.t("trainer.stop"), height=60)]

    def tick(self) -> Transition | None:
        if self.job.over:
            return Pop(self.job)
        if self.job.moved():
            self.refresh()
        return None

    def on(self, fired: Fired) -> Transition | None:
        if fired.id == "stop":
            self.job.stop()
        return None

    def left(self) -> None:
        self.job.stop()
