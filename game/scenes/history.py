"""My runs: what this person has played, the newest first, and the way back to each debrief.

Only runs with a sheet are listed; what cannot be read, and what is not finished, is named below the list.
"""

from __future__ import annotations

from pathlib import Path

import pygame

from game.scenes import library
from game.scenes.base import FormScene
from game.scenes.message import MessageScene
from game.scenes.stack import Pop, Push, Transition
from game.scenes.unfinished import when
from game.view import stage, topbar
from game.view.screen import Screen
from game.view.theme import BODY, PAD
from game.view.widgets import Button, Column, Fired, Label, Panel, Row, RowList, Scroll, Widget, scrolled
from scoring.record import Sheet

MOST_NAMED = 3
"""So many files that cannot be read are named."""


class HistoryScene(FormScene):
    """Opened from the title; a row leads to its debrief, Escape back."""

    cancel = "back"
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
        return [self._row(path, sheet) for path, sheet in reversed(self.kept.runs)]

    def _row(self, path: Path, sheet: Sheet) -> Row:
        t, lang, facts = self.ctx.t, self.ctx.lang, sheet.facts
        note = f"{when(facts.started, lang)} · {t(f'ui.mode_{facts.mode}')}"
        if sheet.ended != "finished":
            ended = sheet.ended or "broken"
            note += f" · {t(f'ui.run_{ended}')}"
        value = sheet.score.value
        tail = t("ui.no_score") if value is None else t("ui.run_score", value=round(value))
        return Row(path.name, facts.level_title.get(lang), note, "", tail)

    # --- layout ----------------------------------------------------------------------------------------------------------

    def build(self, screen: Screen) -> list[Widget]:
        bar = topbar.height(screen)
        back = Button("back", self.ctx.t("ui.back"), style="quiet", height=44, weight="semibold")
        wide = back.natural(screen)
        back.place(pygame.Rect(screen.width - wide - screen.px(12), (bar - max(44, screen.px(44))) // 2, wide, max(44, screen.px(44))))
        page = pygame.Rect(0, bar, screen.width, screen.height - bar)
        area = page.inflate(-2 * screen.px(32), -2 * screen.px(24))
        area.w = min(area.w, screen.px(1100))
        area.centerx = page.centerx
        inner = area.inflate(-2 * screen.px(PAD), -2 * screen.px(PAD - 8))
        trial = Column(screen, inner)
        self._fill(trial)
        inner.h = min(inner.h, trial.height + screen.px(4))
        area.h = inner.h + 2 * screen.px(PAD - 8)
        card = Panel(shadow=14)
        card.place(area)
        old = next((w for w in self.form.widgets if isinstance(w, Scroll)), None)
        return [card, scrolled(screen, "list", inner, self._fill, old), back]

    def _fill(self, column: Column) -> None:
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

    def backdrop(self, screen: Screen) -> None:
        stage.backdrop(screen)
        topbar.draw(screen, self.ctx.t("ui.history"), self.ctx.t("ui.moment") if self._wanted else "")

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
        if fired.id == "runs":
            self._wanted = next((path for path, _ in self.kept.runs if path.name == str(fired.value)), None)
            self.ctx.stale = True
        return None
