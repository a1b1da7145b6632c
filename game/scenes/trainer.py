"""The door of the trainer's room: name and PIN.  The first trainer of a PC gives both here; whoever leaves locks it again."""

from __future__ import annotations

from game.scenes.base import route
from game.scenes.signing import SigningScene
from game.scenes.stack import Replace, Transition
from game.scenes.trainer_desk import Desk
from game.scenes.trainer_room import RoomScene
from game.session import trainers
from game.session.trainers import TrainerError
from game.view.theme import BODY, HEAD
from game.view.widgets import Button, Column, Fired, Label


class TrainerScene(SigningScene):
    """Enter opens; Escape goes home.  locked: it fell shut by itself."""

    default = "open"
    cancel = "home"
    wide = 900
    who, first = "trainer.who", "trainer.first"

    def __init__(self, *, locked: bool = False) -> None:
        super().__init__()
        self.locked = locked

    def enter(self) -> Transition | None:
        self.read_names()
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
        self.fill_signing(column)

    def foot(self) -> list[Button]:
        t = self.ctx.t
        return [
            Button("open", t("trainer.enter"), style="primary", icon="play", height=64),
            Button("home", t("ui.home"), height=64),
        ]

    # --- what is pressed -------------------------------------------------------------------------------------------------

    def on(self, fired: Fired) -> Transition | None:
        if fired.id in self.written:
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
                self.found_trainer()
                self.name = self.written["name"]
            by = trainers.check(self.name, self.written["pin"])
        except TrainerError as error:
            if self.refused(error):
                return Replace(route("title"), all=True)
            if not self.name and self.known:
                return self.tell(self.ctx.t("trainer.choose_who"))
            self.written["pin"] = "" if self.known else self.written["pin"]
            return self.tell(error.text(self.ctx.lang))
        except OSError as error:
            return self.tell(self.ctx.t("session.fault_unreadable", reason=error.strerror or type(error).__name__))
        self.ctx.sound.play("good")
        return Replace(RoomScene(Desk(by, self.ctx.results)), all=True)
