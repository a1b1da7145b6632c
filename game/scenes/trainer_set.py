"""The result of one person's assessment, as the trainee sees it too; from here to each form, and to the signature."""

from __future__ import annotations

from game.scenes.base import route
from game.scenes.sitting import SittingScene
from game.scenes.stack import Pop, Push, Replace, Transition
from game.scenes.trainer_desk import Desk, said_of, show_page
from game.scenes.trainer_run import TrainersRunScene
from game.scenes.trainer_work import WorkScene
from game.session.assessment import SetState
from game.session.jobs import Job
from game.session.notes import read_notes
from game.session.sheets import sealed_sheet
from game.session.trainer_room import record_page
from game.view.widgets import Button, Column, Fired, Label


class SetScene(SittingScene):
    """Escape goes back."""

    cancel = "back"
    wide = 1300

    def __init__(self, desk: Desk, one: SetState) -> None:
        super().__init__(one.set)
        self.desk, self.one = desk, one

    def _look(self) -> None:
        self.forms, self.result = self.one.forms, self.one.result
        notes = [note for form in self.forms if form.path and form.header for note in read_notes(form.path, form.header.run).sound]
        self.notes = tuple(dict.fromkeys(notes))

    def head(self) -> tuple[str, str, str]:
        return self.ctx.t("trainer.room"), f"{self.one.trainee} · {self._title()}", self.desk.by

    def _fill_next(self, column: Column) -> None:
        """It is not over yet: where the person stands."""
        column.add(Label(self.ctx.t("trainer.under_way"), 36, weight="bold"))
        for form in self.forms:
            self._fill_form(column, form)

    def foot(self) -> list[Button]:
        t = self.ctx.t
        self.default = ""
        looked = [form for form in self.forms if form.path and sealed_sheet(form.path)]
        attest = [Button("attest", t("trainer.attest"), style="primary", icon="form-light", height=60)] if self.over and looked else []
        runs = [Button(f"run_{form.number}", t("trainer.form_findings", form=form.number), icon="eye", height=60) for form in looked]
        record = [Button("print", t("trainer.print"), icon="print", height=60)] if looked else []
        return [*attest, *runs, *record, Button("back", t("ui.back"), height=60)]

    def on(self, fired: Fired) -> Transition | None:
        if fired.id == "back":
            return Pop(None)
        if fired.id == "attest":
            paths = [form.path for form in self.forms if form.taken.sheet and form.path]
            return Push(route("attest", paths, self.result, trainee=self.one.trainee, by=self.desk.by))
        if fired.id == "print":
            lang, files = self.ctx.lang, [form.path for form in self.forms if form.path]
            return Push(WorkScene(self.desk, "trainer.record_comes", self.desk.start(lambda tell: record_page(files, lang))))
        if fired.id.startswith("run_"):
            path = self.forms[int(fired.id.removeprefix("run_")) - 1].path
            return Push(TrainersRunScene(self.desk, path)) if path else None
        return super().on(fired)

    def tick(self) -> Transition | None:
        self.desk.poll()
        return super().tick()

    def resumed(self, result: object) -> Transition | None:
        if self.desk.locked:
            return Replace(route("trainer", locked=True), all=True)
        if result == "attested":
            self.desk.look()
        if isinstance(result, Job) and isinstance(result.result, str):
            self.warnings = tuple(filter(None, [show_page(self.desk, result.result)]))
        elif isinstance(result, Job) and result.error is not None:
            self.warnings = (said_of(result.error),)
        return super().resumed(result)
