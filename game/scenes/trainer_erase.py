"""Erase a person: what this PC keeps of him, what is out of reach, PIN and pseudonym, what came of it.  Searched and erased beside the
window; what is stopped half-way is looked for again."""

from __future__ import annotations

from pathlib import Path

from game.scenes.base import Context, route
from game.scenes.stack import Pop, Push, Replace, Transition
from game.scenes.trainer_desk import Desk, DeskScene, said_of, trouble
from game.scenes.trainer_finding import TRIES
from game.scenes.trainer_work import WorkScene
from game.session import trainers
from game.session.erasing import KINDS, Erased, Traces, erase, traces
from game.session.jobs import Job
from game.session.place import place_of
from game.session.trainer_room import places
from game.session.trainers import TrainerError
from game.view.theme import BODY, HEAD, LEAD
from game.view.widgets import Button, Column, Fired, Form, Label, TextField
from scoring.wording import short

NAMED = 12
"""Files named one by one."""
ERASED = "erased"
"""What the page comes back with, once anything was taken away."""


class EraseScene(DeskScene):
    """Enter in the last field erases; Escape leaves, and nothing has happened."""

    title_key = "erase.title"
    first_focus = "pin"
    wide = 1200

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__(desk)
        self.name = name
        self.found: Traces | None = None
        self.done: Erased | None = None
        self.written = {"pin": "", "name": ""}
        self._errors = {"pin": "", "name": ""}
        self._trouble = ""
        self._wrong = 0
        self._begun = False
        """Whether anything may have gone."""

    # --- the work --------------------------------------------------------------------------------------------------------

    def tick(self) -> Transition | None:
        step = super().tick()
        # what the room is reading just now holds the memory of reports open: it would be found, and could not go
        waits = self.found is None and self.done is None and not self._trouble and self.desk.looking is None
        return self._look() if waits else step

    def _look(self) -> Transition:
        name, settings, more = self.name, self.ctx.settings_path, places(self.desk.results)
        work = self.desk.start(lambda tell: traces(name, more, settings, progress=lambda done, of: tell("looking", done, of)))
        return Push(WorkScene(self.desk, "erase.looking", work))  # type: ignore[arg-type]

    def _begin(self, found: Traces) -> Transition | None:
        """Both confirmations, then the work."""
        try:
            trainers.check(self.desk.by, self.written["pin"])
        except TrainerError as error:
            self._wrong += error.code == "wrong"
            if self._wrong >= TRIES:
                return Replace(route("trainer", locked=True), all=True)
            self.written["pin"] = ""
            return self._refused("pin", error.text(self.ctx.lang))
        if self.written["name"].strip() != self.name.strip():
            return self._refused("name", self.ctx.t("erase.not_same", name=short(self.name)))
        self.written = {"pin": "", "name": ""}
        self._errors = {"pin": "", "name": ""}
        self._begun = True
        self.desk.leave()  # printed pages that lie ready may bear the name
        _forget(self.ctx, self.name)
        work = self.desk.start(lambda tell: erase(found, progress=lambda done, of: tell("erasing", done, of)))
        return Push(WorkScene(self.desk, "erase.going_on", work))  # type: ignore[arg-type]

    def _refused(self, field: str, error: str) -> Transition | None:
        self._errors = {"pin": "", "name": "", field: error}
        self.warn(error, field)
        return None

    def resumed(self, result: object) -> Transition | None:
        if isinstance(result, Job):
            step = self._after(result)
            if step is not None:
                return step
            self.form = Form()  # another page: from its top
        step = super().resumed(result)
        if self.form.focus is None:
            self.form.focus_on("again" if self.done is not None and self.done.left else "back", reveal=False)
        self.ctx.speak(self.spoken())
        return step

    def _after(self, job: Job[object]) -> Transition | None:
        """What a search or an erasure ended with."""
        erasing, self._trouble = self.found is not None, ""
        match job.result:
            case Traces() as found:
                self.found = found
            case Erased() as done:
                self.done = done
            case _ if job.error is not None:
                self.found, self._trouble = None, self.ctx.t("erase.failed", reason=said_of(job.error))
            case _ if erasing:
                self.found = None  # stopped: the next tick looks for the rest
            case _:
                return self._leave()
        return None

    def _leave(self) -> Transition:
        if self._begun:
            self.desk.look()
        return Pop(ERASED if self._begun else None)

    # --- layout ----------------------------------------------------------------------------------------------------------

    def fill(self, column: Column) -> None:
        t, found, done = self.ctx.t, self.found, self.done
        key = "erase.title_done" if done is not None else "erase.title_of"
        column.add(Label(t(key, name=short(self.name)), HEAD, weight="bold", icon="done" if done and not done.left else "people"))
        trouble(column, self._trouble)
        if done is not None and found is not None:
            self._fill_done(column, done, found)
        elif found is not None:
            self._fill_found(column, found)
        elif not self._trouble:
            column.add(Label(t("ui.moment"), LEAD, icon="clock"), gap=16)

    def _fill_found(self, column: Column, found: Traces) -> None:
        t = self.ctx.t
        if self._begun:
            column.add(Label(t("erase.rest"), BODY, icon="alert", weight="semibold"), gap=14)
        column.add(Label(t("erase.found" if found.found else "erase.nothing", name=short(self.name)), LEAD), gap=14)
        self._counts(column, {kind: found.count(kind) for kind in KINDS}, "dot")
        self._remarks(column, found)
        self._elsewhere(column)
        if not found.found:
            return
        column.add(Label(t("erase.sure"), LEAD, weight="bold", icon="alert"), gap=26)
        labels = {"pin": t("assess.pin", name=self.desk.by), "name": t("erase.again", name=short(self.name))}
        for field, label in labels.items():
            line = TextField(field, self.written[field], label=label, error=self._errors[field], max_chars=200, secret=field == "pin")
            column.add(line, gap=16)

    def _fill_done(self, column: Column, done: Erased, found: Traces) -> None:
        t = self.ctx.t
        some = bool(done.left or found.busy)
        column.add(Label(t("erase.part" if some else "erase.done"), LEAD, icon="alert" if some else ""), gap=14)
        self._counts(column, done.counts, "done")
        for path, reason in done.left[:NAMED]:
            column.add(Label(t("erase.left", file=path.name, reason=reason or t("erase.later")), BODY, icon="wrong"), gap=8)
        if len(done.left) > NAMED:
            column.add(Label(t("trainer.and_more", n=len(done.left) - NAMED), BODY), gap=8)
        self._remarks(column, found)
        self._elsewhere(column)

    def _counts(self, column: Column, counts: dict[str, int], icon: str) -> None:
        for kind in reversed(KINDS):  # runs first: that is what one looks for
            if counts.get(kind):
                column.add(Label(self.ctx.t(f"erase.kind_{kind}", count=counts[kind]), BODY, icon=icon), gap=6)

    def _remarks(self, column: Column, found: Traces) -> None:
        t = self.ctx.t
        told = [t("erase.busy", file=path.name) for path in found.busy]
        told += [t("erase.unread", file=path.name) for path in found.unread[:NAMED]]
        if len(found.unread) > NAMED:
            told.append(t("erase.unread_more", count=len(found.unread) - NAMED))
        told += [t("erase.alike", name=short(other), count=count) for other, count in sorted(found.alike.items())]
        for line in told:
            column.add(Label(line, BODY, icon="alert"), gap=12)

    def _elsewhere(self, column: Column) -> None:
        """What no hand in this room reaches."""
        t, share = self.ctx.t, place_of().share
        column.add(Label(t("erase.elsewhere"), BODY, icon="alert"), gap=22)
        if share:
            column.add(Label(t("erase.share_too", share=Path(share)), BODY, icon="folder"), gap=10)

    def foot(self) -> list[Button]:
        t = self.ctx.t
        if self.done is not None and not self.done.left:
            return [Button("back", t("erase.to_list"), style="primary", height=60)]
        if self.done is not None or self._trouble:
            return [Button("again", t("erase.look_again"), style="primary", icon="again", height=60), self.back_button()]
        if self.found is not None and self.found.found:
            return [Button("erase", t("erase.do"), style="danger", height=60), self.back_button()]
        return [self.back_button()]

    # --- what is pressed -------------------------------------------------------------------------------------------------

    def on(self, fired: Fired) -> Transition | None:
        if fired.id in self.written:
            self.written[fired.id] = str(fired.value)
            return None
        match fired.id:
            case "pin.enter":
                self.form.focus_on("name")
            case "erase" | "name.enter" if self.found is not None and self.done is None:
                return self._begin(self.found)
            case "again":
                self.found, self.done, self._trouble = None, None, ""
            case "back":
                return self._leave()
        return None


def _forget(ctx: Context, name: str) -> None:
    """The window remembers who played too, and would write it down again."""
    if ctx.settings.trainee == name:
        ctx.sit_down("")
    ctx.settings.recent = [one for one in ctx.settings.recent if one != name]
