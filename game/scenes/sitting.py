"""An assessment set, before, between and after its two forms: where one stands, what holds, what it amounts to.

All of it is read from the run files; only the seeds of forms still to be begun come from the trainer's code, in memory."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

import pygame

from game.scenes import library
from game.scenes.base import route
from game.scenes.card import CardScene
from game.scenes.message import MessageScene
from game.scenes.stack import Push, Replace, Transition
from game.texts import catalogue
from game.view import paint
from game.view.screen import Screen
from game.view.theme import BODY, HEAD, LEAD, THEME, TITLE
from game.view.widgets import Button, Column, Fired, Label, Picture, Rule
from scoring.assessment import FORMS, PASS_MARK, SetResult, set_result, told
from scoring.wording import number

if TYPE_CHECKING:
    from game.session.assessment import Form, Opened
    from scoring.notes import Note

SIGNS = {"to_do": "todo", "unfinished": "clock", "finished": "done", "abandoned": "wrong", "damaged": "alert"}
VERDICT_SIGNS = {"undecided": "alert", "not_passed": "wrong", "proposed": "done"}
CONDITIONS = (("hint", "no_help"), ("clock", "clock"), ("again", "once"), ("lock", "privacy"))


class SittingScene(CardScene):
    """Enter does what is next; Escape goes home."""

    cancel = "home"
    wide = 1100

    def __init__(self, set_id: str, warnings: tuple[str, ...] = ()) -> None:
        """set_id: the public id of the set; warnings: what could not be written of the form just played."""
        super().__init__()
        self.set_id, self.warnings = set_id, warnings
        self.forms: tuple[Form, ...] = ()
        self.notes: tuple[Note, ...] = ()
        self.result: SetResult = set_result([])
        self._wanted: Path | None = None
        """The run whose debrief is being made."""
        self._stuck: Path | None = None
        """A form that cannot be resumed here."""

    def enter(self) -> Transition | None:
        self._look()
        self.rebuild()
        self.ctx.speak(self.spoken())
        return None

    def _look(self) -> None:
        """At the run files."""
        from game.session.assessment import forms_of
        from game.session.notes import read_notes

        folder = library.results_of(self.ctx)
        self.forms = forms_of(folder, self.ctx.settings.trainee, self.set_id) if folder else ()
        self.result = set_result([form.taken for form in self.forms])
        notes = [note for form in self.forms if form.path and form.header for note in read_notes(form.path, form.header.run).sound]
        self.notes = tuple(dict.fromkeys(notes))

    @property
    def opened(self) -> Opened | None:
        """What the code has opened, if it is this set."""
        return self.ctx.opened if self.ctx.opened is not None and self.ctx.opened.set == self.set_id else None

    @property
    def over(self) -> bool:
        """Whether nothing is left to play."""
        return self.result.verdict != "open"

    # --- layout ----------------------------------------------------------------------------------------------------------

    def head(self) -> tuple[str, str, str]:
        return self.ctx.t("assess.open"), self._title(), self.ctx.settings.trainee

    def _title(self) -> str:
        if self.opened is not None:
            return self.opened.level.title.get(self.ctx.lang)
        sheet = next((form.taken.sheet for form in self.forms if form.taken.sheet), None)
        header = next((form.header for form in self.forms if form.header), None)
        return sheet.facts.level_title.get(self.ctx.lang) if sheet else header.level if header else ""

    def fill(self, column: Column) -> None:
        if self._wanted is not None:
            column.add(Label(self.ctx.t("ui.moment"), HEAD, weight="bold", icon="clock"))
            return
        if self.over:
            self._fill_result(column)
        else:
            self._fill_next(column)
        for warning in self.warnings:
            column.add(Label(warning, BODY, icon="alert"), gap=16)

    def _fill_next(self, column: Column) -> None:
        t = self.ctx.t
        begun = [form for form in self.forms if form.state != "to_do"]
        column.add(Label(t("assess.between" if begun else "assess.before"), HEAD, weight="bold"))
        if begun:
            column.add(Label(t("assess.between_what"), BODY), gap=10)
        for form in self.forms:
            self._fill_form(column, form)
        column.add(Rule(), gap=24)
        for at, (sign, name) in enumerate(CONDITIONS):
            column.add(Label(t(f"assess.holds_{name}"), BODY, icon=sign), gap=22 if at == 0 else 14)

    def _fill_form(self, column: Column, form: Form) -> None:
        t = self.ctx.t
        said = f"{t('assess.form', form=form.number, forms=FORMS)} · {t(f'assess.state_{form.state}')}"
        column.add(Label(said, LEAD, weight="semibold", icon=SIGNS[form.state]), gap=18)

    def _fill_result(self, column: Column) -> None:
        t, result, lang = self.ctx.t, self.result, self.ctx.lang
        words = catalogue(lang, "assess")
        decided = next((note for note in reversed(self.notes) if note.kind == "decision"), None)
        final = decided is not None and decided.decision == "confirmed" and result.verdict == "proposed"
        verdict = t("assess.passed", by=decided.by) if final and decided else words[f"verdict_{result.verdict}"]
        column.add(Label(verdict, HEAD + 4, weight="bold", icon=VERDICT_SIGNS[result.verdict]))
        column.add(Label(t("assess.evidence" if final else "assess.indicative"), BODY, THEME.slate), gap=4)
        if result.mean is not None:
            spoken = t("assess.mean_words", mean=number(result.mean, lang), low=number(result.low or 0, lang, 0),
                       high=number(result.high or 0, lang, 0))  # fmt: skip
            column.add(Picture(self._draw_mean, lambda screen, wide: screen.px(178), spoken), gap=18)
        for reason in result.reasons:
            column.add(Label(told(reason, words, lang), BODY, weight="semibold", icon="alert"), gap=16)
        for remark in result.remarks:
            column.add(Label(told(remark, words, lang), BODY, icon="dot"), gap=12)
        column.add(Rule(), gap=22)
        for form in self.forms:
            value = form.taken.sheet.score.value if form.taken.sheet else None
            score = "" if value is None else " · " + t("ui.run_score", value=number(value, lang))
            line = f"{t('assess.form', form=form.number, forms=FORMS)} · {t(f'assess.state_{form.state}')}{score}"
            column.add(Label(line, BODY, icon=SIGNS[form.state]), gap=16 if form.number == 1 else 10)
        looked = [form for form in self.forms if form.taken.sheet]
        looks = [Button(f"debrief_{form.number}", t("assess.debrief", form=form.number), icon="eye", height=56) for form in looked]
        column.row(looks, gap=20)
        column.add(Rule(), gap=22)
        self._fill_trainer(column)

    def _fill_trainer(self, column: Column) -> None:
        """What a trainer has said already."""
        from game.scenes.unfinished import when

        t, lang = self.ctx.t, self.ctx.lang
        said = [note for note in self.notes if note.kind in ("presence", "rating", "decision")]
        lines = dict.fromkeys(
            t(f"assess.said_{note.decision or note.kind}", by=note.by, when=when(note.time, lang), rating=note.rating)
            + (f" {note.text}" if note.text else "")
            for note in said
        )
        for at, line in enumerate(lines):
            column.add(Label(line, BODY, icon="form"), gap=18 if at == 0 else 10)
        if not said:
            column.add(Label(t("assess.said_nothing"), BODY, icon="form"), gap=18)

    def _draw_mean(self, screen: Screen, rect: pygame.Rect) -> None:
        """The mean, large, and its interval on a scale with the mark to reach."""
        result, lang, t = self.result, self.ctx.lang, self.ctx.t
        assert result.mean is not None  # noqa: S101 - drawn only with a mean
        assert result.low is not None  # noqa: S101
        assert result.high is not None  # noqa: S101
        box = screen.text.draw(number(result.mean, lang), rect.topleft, TITLE - 8, THEME.petrol, "bold")
        screen.text.draw(t("ui.out_of"), (box.right + screen.px(12), box.bottom - screen.px(22)), BODY, THEME.slate, anchor="bottomleft")
        facts = t("assess.facts", counted=result.counted, critical=result.critical)
        screen.text.draw(facts, (rect.right, box.centery), BODY, THEME.ink, "semibold", "midright")
        bar = pygame.Rect(rect.x, rect.bottom - screen.px(54), rect.w, screen.px(14))

        def at(value: float) -> int:
            return bar.x + round(bar.w * value / 100)

        paint.plate(screen.surface, bar, bar.h // 2, THEME.wall)
        span = pygame.Rect(at(result.low), bar.y, max(bar.h, at(result.high) - at(result.low)), bar.h)
        paint.plate(screen.surface, span, bar.h // 2, THEME.glove)
        hand = pygame.Rect(at(result.mean) - screen.px(2), bar.y - screen.px(7), screen.px(5), bar.h + screen.px(14))
        screen.surface.fill(THEME.petrol, hand)
        screen.surface.fill(THEME.ink, pygame.Rect(at(PASS_MARK), bar.bottom, screen.px(2), screen.px(12)))
        screen.text.draw(str(PASS_MARK), (at(PASS_MARK), bar.bottom + screen.px(12)), 20, THEME.ink, "semibold", "midtop")
        low, high = (number(value, lang, 0) for value in (result.low, result.high))
        screen.text.draw(t("ui.interval", low=low, high=high), (rect.x, bar.bottom + screen.px(12)), 20, THEME.slate)

    def foot(self) -> list[Button]:
        t = self.ctx.t
        home = Button("home", t("ui.home"), height=64)
        if self.over:
            signed = any(form.taken.sheet for form in self.forms)
            attest = [Button("attest", t("assess.attest"), style="primary", icon="form-light", height=64)] if signed else []
            return [*attest, home]
        self.default = "next"
        return [Button("next", self._next(), style="primary", icon="play", height=64), home]

    def _next(self) -> str:
        t = self.ctx.t
        left = next((form for form in self.forms if form.state == "unfinished"), None)
        if left is not None:
            return t("assess.go_on", form=left.number)
        if self.opened is None:
            return t("assess.code_again")
        return t("assess.begin", form=next((form.number for form in self.forms if form.state == "to_do"), 1))

    # --- what is pressed -------------------------------------------------------------------------------------------------

    def on(self, fired: Fired) -> Transition | None:
        match fired.id:
            case "home":
                return Replace(route("title"), all=True)
            case "attest":
                return Push(route("attest", [form.path for form in self.forms if form.taken.sheet and form.path], self.result))
            case "next" if not self.over:
                return self._go()
        if fired.id.startswith("debrief_"):
            self._wanted = self.forms[int(fired.id.removeprefix("debrief_")) - 1].path
            self.rebuild()
        return None

    def _go(self) -> Transition:
        left = next((form.path for form in self.forms if form.state == "unfinished"), None)
        if left is not None:
            return self._resume(left)
        if self.opened is None:
            return Replace(route("assessment"))
        return Replace(route("briefing", self.opened.level.id, "assessment", sitting=True))

    def _resume(self, path: Path) -> Transition:
        from game.session.faults import RunError
        from game.session.resume import resume

        try:
            return Replace(library.room(resume(path)), all=True)
        except RunError as error:
            t, self._stuck = self.ctx.t, path
            answers = [("later", t("ui.unfinished_later"), "primary"), ("aside", t("assess.aside"), "plain")]
            asked = MessageScene(t("ui.cannot_go_on"), [error.text(self.ctx.lang), t("assess.aside_what")], answers, icon="alert")
            asked.cancel = "later"
            return Push(asked)

    def tick(self) -> Transition | None:
        """The frame that says "one moment" has been drawn; now the run is read."""
        path, self._wanted = self._wanted, None
        if path is None:
            return None
        from game.scenes.debrief import DebriefScene
        from game.scenes.review import of_file
        from game.session.faults import RunError

        try:
            return Push(DebriefScene(of_file(path, self.ctx.lang), back=True))
        except RunError as error:
            t = self.ctx.t
            return Push(MessageScene(t("ui.cannot_replay"), [error.text(self.ctx.lang)], [("ok", t("ui.ok"), "primary")], icon="alert"))

    def resumed(self, result: object) -> Transition | None:
        """Back from the debrief, the trainer, or the word that a form cannot be resumed: set aside it counts as abandoned."""
        if result == "aside" and self._stuck is not None:
            from game.session.faults import RunError
            from game.session.resume import set_aside

            with contextlib.suppress(RunError):
                set_aside(self._stuck)
            self._stuck = None
        self._look()
        self.rebuild()
        return None
