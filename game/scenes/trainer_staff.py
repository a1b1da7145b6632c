"""The trainers of this PC: who there is, and one more, let in by the one who is here."""

from __future__ import annotations

from game.scenes.stack import Transition
from game.scenes.trainer_desk import Desk, DeskScene, said_of
from game.session import trainers
from game.session.trainers import TrainerError
from game.view.theme import BODY, HEAD, LEAD
from game.view.widgets import Button, Column, Fired, Label, TextField

FIELDS = ("name", "pin_new", "pin_again", "pin")


class StaffScene(DeskScene):
    """Enter in the last field lets somebody in."""

    title_key = "trainer.staff"
    first_focus = "name"
    wide = 900

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.written = dict.fromkeys(FIELDS, "")
        self._error = self._said = ""

    def fill(self, column: Column) -> None:
        t = self.ctx.t
        column.add(Label(t("trainer.staff_here"), LEAD, weight="bold"))
        try:
            names = trainers.names()
        except TrainerError as error:
            names, self._error = (), error.text(self.ctx.lang)
        for known in names:
            column.add(Label(known, BODY, icon="people"), gap=10)
        if self._said:
            column.add(Label(self._said, BODY, icon="done", weight="semibold"), gap=12)
        column.add(Label(t("trainer.staff_more"), HEAD - 4, weight="bold"), gap=26)
        labels = {"name": t("trainer.staff_name"), "pin_new": t("trainer.staff_pin"), "pin_again": t("assess.pin_again"),
                  "pin": t("assess.pin", name=self.desk.by)}  # fmt: skip
        for name in FIELDS:
            hint = t("assess.pin_hint", least=trainers.SHORTEST) if name == "pin_new" else ""
            wrong = self._error if name == "pin" else ""
            field = TextField(name, self.written[name], label=labels[name], hint=hint, error=wrong, max_chars=60, secret=name != "name")
            column.add(field, gap=14)

    def foot(self) -> list[Button]:
        return [Button("add", self.ctx.t("trainer.staff_add"), style="primary", height=60), self.back_button()]

    def on(self, fired: Fired) -> Transition | None:
        if fired.id in FIELDS:
            self.written[fired.id], self._said = str(fired.value), ""
            return None
        if fired.id in ("add", "pin.enter"):
            self._add()
            return None
        if fired.id.endswith(".enter"):
            self.form.focus_on(FIELDS[FIELDS.index(fired.id.removesuffix(".enter")) + 1])
            return None
        return super().on(fired)

    def _add(self) -> None:
        t, written = self.ctx.t, self.written
        try:
            if written["pin_new"] != written["pin_again"]:
                self._error = t("assess.trainer_differs")
                self.warn(self._error, "pin_new")
                return
            trainers.add(written["name"], written["pin_new"], by=(self.desk.by, written["pin"]))
        except TrainerError as error:
            self._error = error.text(self.ctx.lang)
            self.warn(self._error, "pin")
            return
        except OSError as error:
            self._error = said_of(error)
            self.warn(self._error)
            return
        self._said, self._error = t("trainer.staff_added", name=written["name"]), ""
        self.written = dict.fromkeys(FIELDS, "")
        self.ctx.sound.play("good")
        self.rebuild()
