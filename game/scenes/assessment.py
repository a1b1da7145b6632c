"""The door to an assessment: the trainer's code.  What it opens lives in memory only."""

from __future__ import annotations

from game.scenes import library
from game.scenes.base import route
from game.scenes.card import CardScene
from game.scenes.stack import Pop, Push, Replace, Transition
from game.session.pseudonyms import good_code
from game.view.theme import BODY, HEAD, LEAD, THEME
from game.view.widgets import Button, Column, Fired, Label, TextField

LONGEST = 40
"""Characters that may be typed: a code is 16, people put spaces and dashes where they like."""


class AssessmentScene(CardScene):
    """Enter opens; Escape goes back to the title."""

    default = "open"
    cancel = "back"
    first_focus = "code"
    wide = 940

    def __init__(self) -> None:
        super().__init__()
        self.typed = ""
        self._error = ""

    def enter(self) -> Transition | None:
        self.form.focus_on("code", reveal=False)
        self.ctx.speak(self.spoken())
        return None

    @property
    def somebody(self) -> bool:
        """Whether a person plays here under a pseudonym."""
        return library.results_of(self.ctx) is not None and bool(self.ctx.settings.trainee) and not good_code(self.ctx.settings.trainee)

    # --- layout ----------------------------------------------------------------------------------------------------------

    def head(self) -> tuple[str, str, str]:
        return self.ctx.t("assess.open"), "", self.ctx.settings.trainee if self.somebody else ""

    def fill(self, column: Column) -> None:
        t = self.ctx.t
        column.add(Label(t("assess.door"), HEAD, weight="bold"))
        if not self.somebody:
            column.add(Label(t("assess.not_nobody"), LEAD, icon="alert"), gap=18)
            return
        column.add(Label(t("assess.door_who", name=self.ctx.settings.trainee), LEAD, icon="hand"), gap=14)
        hint = t("assess.code_hint")
        column.add(
            TextField("code", self.typed, label=t("assess.code"), hint=hint, error=self._error, max_chars=LONGEST, size=HEAD), gap=26
        )
        column.add(Label(t("assess.door_what"), BODY, THEME.slate, icon="lock"), gap=26)

    def foot(self) -> list[Button]:
        t = self.ctx.t
        back = Button("back", t("ui.home"), height=64)
        if not self.somebody:
            return [Button("person", t("assess.give_pseudonym"), style="primary", height=64), back]
        return [
            Button("open", t("assess.open_it"), style="primary", icon="play", height=64),
            Button("person", t("person.who"), height=64),
            back,
        ]

    # --- what is pressed -------------------------------------------------------------------------------------------------

    def on(self, fired: Fired) -> Transition | None:
        match fired.id:
            case "code":
                self.typed = str(fired.value)
                self._tell("")
            case "code.enter" | "open":
                return self._open() if self.somebody else Push(route("person"))
            case "person":
                return Replace(route("person"))
            case "back":
                return Pop("assessment")
        return None

    def _open(self) -> Transition | None:
        from game.session.assessment import CodeError, NotOpen, open_code

        try:
            self.ctx.opened = open_code(self.typed, library.offers(self.ctx.lang))
        except (CodeError, NotOpen) as error:
            self._tell(error.text(self.ctx.lang))
            self.ctx.sound.play("warn")
            self.ctx.speak(self._error)
            return None
        return Replace(route("sitting", self.ctx.opened.set))

    def _tell(self, error: str) -> None:
        """Say it under the field, which stays with its caret; the page is laid out anew where that changes its height."""
        if error == self._error:
            return
        old = self.form.get("code")
        self._error = error
        self.rebuild()
        new = self.form.get("code")
        if isinstance(old, TextField) and isinstance(new, TextField):
            new.line = old.line
