"""One finding, and what the trainer says of it: he contests it with a reason or annotates it, under his PIN.  The original stays."""

from __future__ import annotations

from pathlib import Path

from game.scenes.base import route
from game.scenes.stack import Pop, Replace, Transition
from game.scenes.trainer_desk import Desk, DeskScene, said_of
from game.session.faults import RunError
from game.session.remarks import attest
from game.session.trainers import TrainerError
from game.view.theme import BODY, HEAD, LEAD, THEME
from game.view.widgets import Button, Choice, Column, Fired, Label, Option, TextField
from scoring.record import Sheet
from scoring.wording import clock

TRIES = 5
"""Wrong PINs before the room locks."""


class FindingScene(DeskScene):
    """Enter in the last field signs; Escape leaves without a word."""

    title_key = "trainer.finding"
    first_focus = "kind"

    def __init__(self, desk: Desk, path: Path, sheet: Sheet, at: int) -> None:
        """at: place of the finding in the sheet."""
        super().__init__(desk)
        self.path, self.line, self.number = path, sheet.findings[at], at + 1
        self.kind = "annotate"
        self.written = {"text": "", "pin": ""}
        self._error = ""
        self._wrong = 0

    def fill(self, column: Column) -> None:
        t, lang, line = self.ctx.t, self.ctx.lang, self.line
        column.add(Label(f"{self.number}. {line.found.get(lang)}", HEAD - 4, weight="bold", icon=line.finding.severity))
        column.add(Label(f"{line.title.get(lang)} · {clock(line.finding.tick)}", BODY, THEME.slate), gap=6)
        for one in line.cited:
            column.add(Label(f"{one.document.get(lang)}, {one.clause}", BODY, icon="log"), gap=8)
        column.add(Label(line.why.get(lang), BODY), gap=10)
        column.add(Label(t("trainer.you_say"), LEAD, weight="bold"), gap=22)
        options = [Option(kind, t(f"trainer.do_{kind}")) for kind in ("annotate", "contest")]
        column.add(Choice("kind", options, self.kind), gap=10)
        label = t("trainer.reason" if self.kind == "contest" else "trainer.remark")
        column.add(TextField("text", self.written["text"], label=label, hint=t("assess.comment_hint"), max_chars=400), gap=18)
        pin = TextField("pin", self.written["pin"], label=t("assess.pin", name=self.desk.by), error=self._error, max_chars=60, secret=True)
        column.add(pin, gap=18)

    def foot(self) -> list[Button]:
        return [Button("sign", self.ctx.t("assess.sign"), style="primary", icon="form-light", height=60), self.back_button()]

    def on(self, fired: Fired) -> Transition | None:
        if fired.id in self.written:
            self.written[fired.id] = str(fired.value)
            return None
        if fired.id == "kind":
            self.kind = str(fired.value)
            self.refresh()
            return None
        if fired.id == "text.enter":
            self.form.focus_on("pin")
            return None
        if fired.id in ("sign", "pin.enter"):
            return self._sign()
        return super().on(fired)

    def _sign(self) -> Transition | None:
        who, finding = (self.desk.by, self.written["pin"]), self.line.finding.id
        try:
            attest(self.path, who, finding=finding, contest=self.kind == "contest", text=self.written["text"])
        except (TrainerError, RunError) as error:
            wrong = isinstance(error, TrainerError) and error.code == "wrong"
            self._wrong += wrong
            if self._wrong >= TRIES:
                return Replace(route("trainer", locked=True), all=True)
            self._error = error.text(self.ctx.lang)
            self.warn(self._error, "pin" if wrong else "text")
            return None
        except OSError as error:
            self._error = said_of(error)
            self.warn(self._error)
            return None
        self.ctx.sound.play("good")
        return Pop("signed")
