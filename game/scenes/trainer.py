"""The door of the trainer's room: name and PIN.  The first trainer of a PC gives both here; whoever leaves locks it again."""

from __future__ import annotations

from game.scenes.base import route
from game.scenes.card import CardScene
from game.scenes.stack import Replace, Transition
from game.scenes.trainer_desk import Desk
from game.scenes.trainer_room import RoomScene
from game.session import trainers
from game.session.trainers import TrainerError
from game.view.theme import BODY, HEAD, LEAD
from game.view.widgets import Button, Choice, Column, Fired, Label, Option, TextField

TRIES = 5
"""Wrong PINs before the door sends one home."""
FIELDS = ("name", "pin", "pin_again")


class TrainerScene(CardScene):
    """Enter opens; Escape goes home.  locked: it fell shut by itself."""

    default = "open"
    cancel = "home"
    wide = 900

    def __init__(self, *, locked: bool = False) -> None:
        super().__init__()
        self.locked = locked
        self.known: tuple[str, ...] = ()
        self.name = ""
        self.written = dict.fromkeys(FIELDS, "")
        self._error = ""
        self._wrong = 0

    def enter(self) -> Transition | None:
        try:
            self.known = trainers.names()
        except TrainerError as error:
            self._error = error.text(self.ctx.lang)
        self.name = self.known[0] if len(self.known) == 1 else ""
        self.rebuild()
        self.form.focus_on("name" if not self.known else "pin" if self.name else "trainer", reveal=False)
        self.ctx.speak(self.spoken())
        return None

    # --- layout ----------------------------------------------------------------------------------------------------------

    def head(self) -> tuple[str, str, str]:
        return self.ctx.t("trainer.room"), "", ""

    def fill(self, column: Column) -> None:
        t = self.ctx.t
        column.add(Label(t("trainer.door"), HEAD, weight="bold", icon="lock"))
        if self.locked:
            column.add(Label(t("trainer.fell_shut"), BODY, icon="clock"), gap=14)
        if self.known:
            self._who(column)
        else:
            self._first(column)

    def _who(self, column: Column) -> None:
        t = self.ctx.t
        if len(self.known) > 1:
            column.add(Label(t("trainer.who"), LEAD, weight="bold"), gap=24)
            column.add(Choice("trainer", [Option(name, name) for name in self.known], self.name), gap=10)
        label = t("assess.pin", name=self.name) if self.name else t("trainer.pin")
        self._field(column, "pin", label, gap=24)

    def _first(self, column: Column) -> None:
        t = self.ctx.t
        column.add(Label(t("trainer.first"), BODY), gap=16)
        self._field(column, "name", t("assess.trainer_own"), gap=20)
        self._field(column, "pin", t("assess.pin_new"), t("assess.pin_hint", least=trainers.SHORTEST), gap=16)
        self._field(column, "pin_again", t("assess.pin_again"), gap=16)

    def _field(self, column: Column, id: str, label: str, hint: str = "", gap: float = 16) -> None:
        error = self._error if id == "pin" else ""
        field = TextField(id, self.written[id], label=label, hint=hint, error=error, max_chars=60, secret=id != "name")
        old = next((w for w in self.form.all() if isinstance(w, TextField) and w.id == id), None)
        if old is not None and old.line.text == self.written[id]:
            field.line = old.line
        column.add(field, gap=gap)

    def foot(self) -> list[Button]:
        t = self.ctx.t
        return [
            Button("open", t("trainer.enter"), style="primary", icon="play", height=64),
            Button("home", t("ui.home"), height=64),
        ]

    # --- what is pressed -------------------------------------------------------------------------------------------------

    def on(self, fired: Fired) -> Transition | None:
        if fired.id in FIELDS:
            self.written[fired.id] = str(fired.value)
            return None
        match fired.id:
            case "trainer":
                self.name = str(fired.value)
                self.rebuild()
            case "home":
                return Replace(route("title"), all=True)
            case "open" | "name.enter" | "pin.enter" | "pin_again.enter":
                return self._open()
        return None

    def _open(self) -> Transition | None:
        try:
            if not self.known:
                if self.written["pin"] != self.written["pin_again"]:
                    return self._tell(self.ctx.t("assess.pin_differs"))
                trainers.add(self.written["name"], self.written["pin"])
                self.name = self.written["name"]
            by = trainers.check(self.name, self.written["pin"])
        except TrainerError as error:
            self._wrong += error.code == "wrong"
            if self._wrong >= TRIES:
                return Replace(route("title"), all=True)
            if not self.name and self.known:
                return self._tell(self.ctx.t("trainer.choose_who"))
            self.written["pin"] = "" if self.known else self.written["pin"]
            return self._tell(error.text(self.ctx.lang))
        except OSError as error:
            return self._tell(self.ctx.t("session.fault_unreadable", reason=error.strerror or type(error).__name__))
        self.ctx.sound.play("good")
        return Replace(RoomScene(Desk(by, self.ctx.results)), all=True)

    def _tell(self, error: str) -> Transition | None:
        self._error = error
        self.ctx.sound.play("warn")
        self.rebuild()
        self.form.focus_on("pin")
        self.ctx.speak(error)
        return None
