"""Assessments that are over or under way: who waits for a signature, what each amounts to."""

from __future__ import annotations

from game.scenes.stack import Push, Transition
from game.scenes.trainer_desk import Desk, DeskScene
from game.scenes.trainer_set import SetScene
from game.scenes.trainer_tiles import figures
from game.scenes.unfinished import when
from game.session.assessment import SetState
from game.session.trainer_room import unsigned
from game.view.theme import BODY, THEME
from game.view.widgets import Button, Choice, Column, Fired, Label, Option, Row, RowList, TextField
from scoring.wording import number

SHOWN = 40
"""Results listed at once."""
SIGNS = {"open": "clock", "undecided": "alert", "not_passed": "wrong", "proposed": "done"}


class ResultsScene(DeskScene):
    """Typing filters by pseudonym; Enter on a row opens the result.  set_id: of one assessment only."""

    title_key = "trainer.results"
    wide = 1300

    def __init__(self, desk: Desk, set_id: str = "") -> None:
        super().__init__(desk)
        self.set_id = set_id
        self.which = "all" if set_id else "waiting"
        self.typed, self.shown = "", SHOWN

    @property
    def sets(self) -> list[SetState]:
        """Those that are asked for."""
        sets = unsigned(self.desk.known) if self.which == "waiting" else self.desk.known.sets
        return [one for one in sets if self.set_id in ("", one.set) and self.typed.casefold() in one.trainee.casefold()]

    def fill(self, column: Column) -> None:
        t, found = self.ctx.t, self.sets
        mine = [one for one in self.desk.known.sets if self.set_id in ("", one.set)]
        waiting = [one for one in unsigned(self.desk.known) if self.set_id in ("", one.set)]
        under_way = sum(one.result.verdict == "open" for one in mine)
        rows = [(str(len(waiting)), t("trainer.to_sign"), "form"), (str(under_way), t("trainer.under_way_n"), "clock"),
                (str(len(mine)), t("trainer.assessments"), "")]  # fmt: skip
        figures(column, rows)
        options = [Option("waiting", t("trainer.which_waiting")), Option("all", t("trainer.which_all"))]
        column.add(Choice("which", options, self.which, height=52), gap=10)
        column.add(TextField("typed", self.typed, label=t("trainer.filter"), max_chars=30), gap=14)
        if found:
            ids = [f"{one.set}/{one.trainee}" for one in found]
            held = next((w.chosen for w in self.form.all() if isinstance(w, RowList)), "")
            lines = [self._row(one) for one in found[: self.shown]]
            column.add(RowList("sets", lines, held if held in ids[: self.shown] else "", height=72), gap=18)
        else:
            column.add(Label(t("trainer.none_waiting" if self.which == "waiting" else "trainer.none_yet"), BODY, icon="done"), gap=18)
        if len(found) > self.shown:
            column.add(Button("more", t("trainer.more", n=len(found) - self.shown), height=56), gap=14)
        column.add(Label(t("assess.indicative"), 20, THEME.slate), gap=18)

    def _row(self, one: SetState) -> Row:
        t, lang, result = self.ctx.t, self.ctx.lang, one.result
        runs = {form.header.run for form in one.forms if form.header}
        lines = [run for run in self.desk.known.runs if run.run in runs]
        title = next((run.title_fr if lang == "fr" else run.title_en for run in lines), one.level)
        decided = next((run.decision for run in lines if run.decision), "")
        said = t(f"trainer.decided_{decided}") if decided else t(f"assess.verdict_{result.verdict}")
        tail = t("ui.run_score", value=number(result.mean, lang)) if result.mean is not None else ""
        note = f"{title} · {when(one.started, lang)} · {said}"
        sign = {"confirmed": "done", "refused": "wrong"}.get(decided, SIGNS[result.verdict])
        return Row(f"{one.set}/{one.trainee}", one.trainee, note, sign, tail)

    def foot(self) -> list[Button]:
        return [self.back_button()]

    def on(self, fired: Fired) -> Transition | None:
        match fired.id:
            case "typed":
                self.typed, self.shown = str(fired.value).strip(), SHOWN
                self.refresh()
            case "which":
                self.which, self.shown = str(fired.value), SHOWN
                self.refresh()
            case "more":
                self.shown += 5 * SHOWN
                self.refresh()
            case "sets":
                one = next((one for one in self.sets if f"{one.set}/{one.trainee}" == fired.value), None)
                return Push(SetScene(self.desk, one)) if one else None
        return super().on(fired)
