"""Whose run to watch as an assessor does: one's own, or one played by the program, by an expert or by a student who errs once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from game.scenes import library
from game.scenes.assessor import AssessorScene, passing_run
from game.scenes.card import CardScene
from game.scenes.history import row_of
from game.scenes.stack import Pop, Push, Transition
from game.session.assessor import EITHER, EXPERT, STUDENT
from game.view.theme import BODY, HEAD, LEAD, THEME
from game.view.widgets import Choice, Column, Fired, Label, Option, Row, RowList

if TYPE_CHECKING:
    from game.spec import LevelSpec
    from scoring.record import Sheet

WHO = (EITHER, STUDENT, EXPERT)


class WatchScene(CardScene):
    """Opened from the list of runs and from the trainee's page; a row begins, Escape goes back."""

    cancel = "back"
    back = True
    first_focus = "levels"
    wide = 1100

    def __init__(self) -> None:
        super().__init__()
        self.who = EITHER
        self.levels: list[LevelSpec] = []
        self.runs: list[tuple[Path, Sheet]] = []
        self.trouble = ""
        self._wanted = ""
        """Level of the run that is being played: it begins after the frame that says so."""

    def enter(self) -> Transition | None:
        self.levels = library.offers(self.ctx.lang)
        # What was assessed has been talked about with the trainer; its seeds are not for training.
        self.runs = [(path, sheet) for path, sheet in reversed(library.kept(self.ctx).runs) if sheet.facts.mode != "assessment"]
        self.rebuild()
        self.ctx.speak(self.spoken())
        return None

    # --- layout ----------------------------------------------------------------------------------------------------------

    def head(self) -> tuple[str, str, str]:
        return self.ctx.t("assessor.title"), self.ctx.t("ui.moment") if self._wanted else "", ""

    def fill(self, column: Column) -> None:
        t, lang = self.ctx.t, self.ctx.lang
        column.add(Label(t("assessor.whose"), HEAD, weight="bold"))
        column.add(Label(t("assessor.how"), BODY), gap=8)
        if self.trouble:
            column.add(Label(self.trouble, BODY, icon="alert"), gap=14)
        column.add(Label(t("assessor.by_program"), LEAD, THEME.petrol, "bold"), gap=22)
        column.add(Choice("who", [Option(who, t(f"assessor.who_{who}")) for who in WHO], self.who), gap=10)
        rows = [Row(level.id, level.title.get(lang), t(f"path.scene_{level.scene}")) for level in self.levels]
        column.add(RowList("levels", rows, self._chosen("levels")), gap=12)
        column.add(Label(t("assessor.own"), LEAD, THEME.petrol, "bold"), gap=26)
        if self.runs:
            column.add(RowList("runs", [row_of(self.ctx, path, sheet) for path, sheet in self.runs], self._chosen("runs")), gap=10)
        else:
            column.add(Label(t("assessor.own_none"), BODY), gap=10)

    def _chosen(self, id: str) -> str:
        return next((w.chosen for w in self.form.all() if isinstance(w, RowList) and w.id == id), "")

    # --- what is pressed -------------------------------------------------------------------------------------------------

    def on(self, fired: Fired) -> Transition | None:
        match fired.id:
            case "back":
                return Pop("watch")
            case "who":
                self.who = str(fired.value)
            case "levels":
                self._wanted, self.trouble = str(fired.value), ""
                self.ctx.stale = True
            case "runs":
                return Push(AssessorScene(next(path for path, _ in self.runs if path.name == str(fired.value))))
        return None

    def tick(self) -> Transition | None:
        """The frame that says "one moment" has been drawn; now the run is played."""
        wanted, self._wanted = self._wanted, ""
        level = next((level for level in self.levels if level.id == wanted), None)
        if level is None:
            return None
        self.ctx.stale = True
        try:
            return Push(AssessorScene(passing_run(level, self.who), passing=True))
        except OSError as error:
            self.trouble = self.ctx.t("ui.file_trouble", reason=error.strerror or type(error).__name__)
            self.rebuild()
            return None
