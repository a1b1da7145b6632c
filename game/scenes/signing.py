"""What a trainer's word needs on a page: who he is, his PIN; on a PC without a trainer the first one gives both."""

from __future__ import annotations

from game.scenes.card import CardScene
from game.scenes.stack import Transition
from game.session import trainers
from game.session.trainers import TrainerError
from game.view.theme import BODY, LEAD
from game.view.widgets import Choice, Column, Label, Option, TextField

TRIES = 5
"""Wrong PINs before the page closes."""
PIN_FIELDS = ("name", "pin", "pin_again")


class SigningScene(CardScene):
    """A page that a trainer's PIN opens or signs.  Faults stand at the PIN, where the keyboard is; what was typed stays."""

    who = "assess.who"
    """Key of the question which trainer it is, where there are several."""
    first = "assess.first"
    """Key of the sentence to the first trainer of this PC."""

    def __init__(self, name: str = "", *fields: str) -> None:
        """name: the trainer, where that is known; fields: ids of the page's own text fields."""
        super().__init__()
        self.known: tuple[str, ...] = ()
        self.name = name
        self.written = dict.fromkeys((*PIN_FIELDS, *fields), "")
        self._error = ""
        self._wrong = 0

    def read_names(self) -> None:
        """Take up the trainers of this PC; a fault is shown at the PIN."""
        try:
            self.known = trainers.names()
        except TrainerError as error:
            self._error = error.text(self.ctx.lang)

    def fill_signing(self, column: Column) -> None:
        """Name and PIN; for the first trainer a new PIN, twice."""
        t = self.ctx.t
        if not self.known:
            column.add(Label(t(self.first), BODY, icon="lock"), gap=24)
            self.add_field(column, "name", t("assess.trainer_own"), gap=14)
            self.add_field(column, "pin", t("assess.pin_new"), t("assess.pin_hint", least=trainers.SHORTEST), gap=14)
            self.add_field(column, "pin_again", t("assess.pin_again"), gap=14)
            return
        if len(self.known) > 1:
            column.add(Label(t(self.who), LEAD, weight="bold"), gap=24)
            column.add(Choice("trainer", [Option(name, name) for name in self.known], self.name), gap=10)
        label = t("assess.pin", name=self.name) if self.name else t("trainer.pin")
        self.add_field(column, "pin", label, gap=24)

    def add_field(self, column: Column, id: str, label: str, hint: str = "", *, gap: float, chars: int = 60) -> None:
        """A text field that keeps caret and undo steps when the page is laid out anew."""
        error = self._error if id == "pin" else ""
        secret = id in ("pin", "pin_again")
        field = TextField(id, self.written[id], label=label, hint=hint, error=error, max_chars=chars, secret=secret)
        old = next((w for w in self.form.all() if isinstance(w, TextField) and w.id == id), None)
        if old is not None and old.line.text == self.written[id]:
            field.line = old.line
        column.add(field, gap=gap)

    def found_trainer(self) -> None:
        """Enter the first trainer of this PC with the PIN given.  Raises TrainerError."""
        if self.written["pin"] != self.written["pin_again"]:
            raise TrainerError("differs")
        trainers.add(self.written["name"], self.written["pin"])

    def refused(self, error: TrainerError) -> bool:
        """Count a wrong PIN; whether it was one too many."""
        self._wrong += error.code == "wrong"
        return self._wrong >= TRIES

    def tell(self, error: str) -> Transition | None:
        """What is wrong, at the PIN; the page stays as it is."""
        self._error = error
        self.ctx.sound.play("warn")
        self.rebuild()
        self.form.focus_on("pin")
        self.ctx.speak(error)
        return None
