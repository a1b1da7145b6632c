"""My runs: what this person has played, the newest first, and the way back to each debrief.

Only runs with a sheet are listed; what cannot be read, and what is not finished, is named below the list.
"""

from __future__ import annotations

from pathlib import Path

from game.scenes import library
from game.scenes.base import Context, route
from game.scenes.card import CardScene
from game.scenes.message import MessageScene
from game.scenes.stack import Pop, Push, Transition
from game.scenes.unfinished import when
from game.view.theme import BODY
from game.view.widgets import Button, Column, Fired, Label, Row, RowList
from scoring.record import Sheet
from scoring.wording import points

MOST_NAMED = 3
"""So many files that cannot be read are named."""


def row_of(ctx: Context, path: Path, sheet: Sheet) -> Row:
    """A run in a list: level, day and mode, how it ended where it did not finish, the score."""
    t, lang, facts = ctx.t, ctx.lang, sheet.facts
    note = f"{when(facts.started, lang)} · {t(f'ui.mode_{facts.mode}')}"
    if sheet.ended != "finished":
        ended = sheet.ended or "broken"
        note += f" · {t(f'ui.run_{ended}')}"
    value = sheet.score.value
    tail = t("ui.no_score") if value is None else t("ui.run_score", value=points(value))
    return Row(path.name, facts.level_title.get(lang), note, "", tail)


class HistoryScene(CardScene):
    """Opened from the title; a row leads to its debrief, Escape back."""

    cancel = "back"
    back = True
    wide = 1100
    first_focus = "runs"

    def __init__(self) -> None:
        super().__init__()
        self.kept = library.Kept((), 0, ())
        self._wanted: Path | None = None
        """The run whose debrief is being made: it is played again first, which may take a second."""

    def enter(self) -> Transition | None:
        self.kept = library.kept(self.ctx)
        self.rebuild()
        self.ctx.speak(self.spoken())
        return None

    def rows(self) -> list[Row]:
        """One line per run, the newest first."""
        return [row_of(self.ctx, path, sheet) for path, sheet in reversed(self.kept.runs)]

    # --- layout ----------------------------------------------------------------------------------------------------------

    def head(self) -> tuple[str, str, str]:
        return self.ctx.t("ui.history"), self.ctx.t("ui.moment") if self._wanted else "", ""

    def foot(self) -> list[Button]:
        return [Button("watch", self.ctx.t("assessor.train"), icon="eye", height=56)] if self.kept.runs else []

    def fill(self, column: Column) -> None:
        t, kept = self.ctx.t, self.kept
        if kept.runs:
            chosen = next((w.chosen for w in self.form.all() if isinstance(w, RowList)), "")
            column.add(RowList("runs", self.rows(), chosen, height=76), gap=4)
        else:
            column.add(Label(t("ui.history_none"), BODY), gap=4)
        if kept.open:
            column.add(Label(t("ui.history_open") if kept.open == 1 else t("ui.history_opens", n=kept.open), BODY, icon="clock"), gap=20)
        if kept.unreadable:
            names = ", ".join(kept.unreadable[:MOST_NAMED]) + (" …" if len(kept.unreadable) > MOST_NAMED else "")
            key = "ui.history_unreadable" if len(kept.unreadable) == 1 else "ui.history_unreadables"
            column.add(Label(t(key, names=names, n=len(kept.unreadable)), BODY, icon="alert"), gap=20)

    # --- what is pressed -------------------------------------------------------------------------------------------------

    def tick(self) -> Transition | None:
        """The frame that says "one moment" has been drawn; now the run is read."""
        path, self._wanted = self._wanted, None
        if path is None:
            return None
        from game.scenes.debrief import DebriefScene
        from game.scenes.review import of_file
        from game.session.faults import RunError

        self.ctx.stale = True
        try:
            return Push(DebriefScene(of_file(path, self.ctx.lang), back=True))
        except RunError as error:
            t = self.ctx.t
            return Push(MessageScene(t("ui.cannot_replay"), [error.text(self.ctx.lang)], [("back", t("ui.back"), "primary")], icon="alert"))

    def on(self, fired: Fired) -> Transition | None:
        if fired.id == "back":
            return Pop("history")
        if fired.id == "watch":
            return Push(route("watch"))
        if fired.id == "runs":
            self._wanted = next((path for path, _ in self.kept.runs if path.name == str(fired.value)), None)
            self.ctx.stale = True
        return None
