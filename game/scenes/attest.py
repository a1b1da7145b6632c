"""The trainer's word on a set: that the person played before him, his rating, his decision; under his PIN, signed beside the runs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from game.scenes.signing import SigningScene
from game.scenes.stack import Pop, Transition
from game.session import trainers
from game.session.faults import RunError
from game.session.trainers import TrainerError
from game.view.theme import HEAD, LEAD
from game.view.widgets import Button, Choice, Column, Fired, Label, Option, Toggle
from scoring.assessment import SetResult
from scoring.notes import DECISIONS, LEAST, MOST


class AttestScene(SigningScene):
    """Enter signs; Escape leaves without a word.  On a station without a trainer the first one gives his name and a PIN here."""

    default = "sign"
    cancel = "back"
    wide = 1000

    def __init__(self, runs: Sequence[Path], result: SetResult, *, trainee: str = "", by: str = "") -> None:
        """runs: the sealed run files of the set, in the order of its forms; result: what is proposed; trainee: whose ("" = of who plays
        here); by: the trainer who is about to sign, where that is known."""
        super().__init__(by, "text")
        self.runs, self.result, self.trainee = list(runs), result, trainee
        self.presence, self.rating, self.decision = False, "0", "later"

    def enter(self) -> Transition | None:
        self.trainee = self.trainee or self.ctx.settings.trainee
        self._read()
        self.rebuild()
        self.form.focus_on("presence", reveal=False)
        self.ctx.speak(self.spoken())
        return None

    def _read(self) -> None:
        self.read_names()
        self.name = self.name or (self.known[0] if self.known else "")

    # --- layout ----------------------------------------------------------------------------------------------------------

    def head(self) -> tuple[str, str, str]:
        return self.ctx.t("assess.open"), self.ctx.t("assess.trainer"), self.trainee

    def fill(self, column: Column) -> None:
        t = self.ctx.t
        column.add(Label(t("assess.trainer_says"), HEAD, weight="bold"))
        states = (t("ui.no"), t("ui.yes"))
        column.add(Toggle("presence", t("assess.presence", name=self.trainee), self.presence, states=states, boxed=True), gap=18)
        column.add(Label(t("assess.decide", verdict=t(f"assess.verdict_{self.result.verdict}")), LEAD, weight="bold"), gap=24)
        options = [Option(one, t(f"assess.decide_{one}")) for one in ("later", *DECISIONS)]
        column.add(Choice("decision", options, self.decision), gap=10)
        column.add(Label(t("assess.rating"), LEAD, weight="bold"), gap=24)
        marks = [Option("0", "–"), *(Option(str(n), str(n)) for n in range(LEAST, MOST + 1))]
        column.add(Choice("rating", marks, self.rating), gap=10)
        self.add_field(column, "text", t("assess.comment"), t("assess.comment_hint"), gap=24, chars=400)
        self.fill_signing(column)

    def foot(self) -> list[Button]:
        t = self.ctx.t
        return [Button("sign", t("assess.sign"), style="primary", icon="form-light", height=64), Button("back", t("ui.back"), height=64)]

    # --- what is pressed -------------------------------------------------------------------------------------------------

    def on(self, fired: Fired) -> Transition | None:
        if fired.id in self.written:
            self.written[fired.id] = str(fired.value)
            return None
        match fired.id:
            case "presence":
                self.presence = bool(fired.value)
            case "rating":
                self.rating = str(fired.value)
            case "decision":
                self.decision = str(fired.value)
            case "trainer":
                self.name = str(fired.value)
                self.rebuild()
            case "back":
                return Pop("unsigned")
            case "sign" | "pin.enter" | "pin_again.enter":
                return self._sign()
        return None

    def _sign(self) -> Transition | None:
        try:
            if not self.known:
                self.found_trainer()
                self._read()
            self._write()
        except TrainerError as error:
            return Pop("unsigned") if self.refused(error) else self.tell(error.text(self.ctx.lang))
        except RunError as error:
            return self.tell(error.text(self.ctx.lang))
        except OSError as error:
            return self.tell(self.ctx.t("session.fault_unreadable", reason=error.strerror or type(error).__name__))
        self.ctx.sound.play("good")
        return Pop("attested")

    def _write(self) -> None:
        """Presence and decision on every run of the set, rating and comment on the last."""
        from game.session.remarks import attest, attest_all

        who = (self.name, self.written["pin"])
        trainers.check(*who)
        text, rating = self.written["text"].strip(), int(self.rating)
        if not (self.presence or rating or text or self.decision in DECISIONS):
            raise RunError("notes_nothing")
        if self.presence:
            attest_all(self.runs, who)
        if self.decision in DECISIONS:
            attest_all(self.runs, who, decision=self.decision, text="" if rating else text)
        if rating:
            attest(self.runs[-1], who, rating=rating, text=text)
        elif text and self.decision not in DECISIONS:
            attest(self.runs[-1], who, text=text)
