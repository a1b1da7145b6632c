"""The trainee's page: what is acquired, what is due and when, where the training stands, and three things to play now.

All of it follows from this person's own runs (`game.session.path`); nothing is stored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pygame

from game.scenes import library
from game.scenes.base import FormScene, route
from game.scenes.card import back_button
from game.scenes.message import MessageScene
from game.scenes.proposal import ProposalTile
from game.scenes.stack import Pop, Push, Replace, Transition
from game.spec import LevelSpec
from game.view import paint, stage, svg, topbar
from game.view.screen import Screen
from game.view.theme import BODY, HEAD, LEAD, PAD, THEME
from game.view.widgets import Button, Column, Fired, Label, Panel, Picture, Row, RowList, Rule, Scroll, Widget, scrolled

if TYPE_CHECKING:
    from game.session.path import CourseState, PathPage, Proposal, RuleState, StepState
    from scoring.rulebook import Rulebook

WIDE = 1250
MOST_LISTED = 12
"""Acquired and learning rules listed; all of them would be a catalogue."""
SIGNS = {"due_critical": "critical", "due": "clock", "new": "todo", "next_step": "path", "fades": "done", "watch": "eye"}


def day(when: date, lang: str) -> str:
    """A date as one says it: 3 mars, 1er avril."""
    from babel.dates import format_date

    said = format_date(when, "d MMMM", locale=lang)
    return f"1er{said[1:]}" if lang == "fr" and when.day == 1 else said


class PathScene(FormScene):
    """Opened from the title by who gave a code; Escape back."""

    cancel = "back"
    first_focus = "go_0"

    def __init__(self, today: date | None = None) -> None:
        """today: another day than the system's, to look ahead."""
        super().__init__()
        self._today = today
        self.page: PathPage | None = None
        self.levels: dict[str, LevelSpec] = {}
        self._rules: Rulebook | None = None
        self._trouble: list[str] = []

    def enter(self) -> Transition | None:
        from game.content.diagnostic import ContentError
        from game.content.paths import load_paths
        from game.content.rules import load_rulebook
        from game.session.path import page
        from game.session.results import utc_now

        ctx = self.ctx
        self.levels = {level.id: level for level in library.offers(ctx.lang)}
        today = self._today or date.fromisoformat(utc_now()[:10])
        try:
            self._rules = load_rulebook()
            self.page = page(library.own(ctx), ctx.settings.trainee, today, list(self.levels.values()), self._rules, load_paths())
        except ContentError as error:
            return self._cannot(library.told(error, ctx.lang))
        self.rebuild()
        self.form.focus_on(self.first_focus, reveal=False)
        ctx.speak(self.spoken())
        return None

    def _cannot(self, lines: list[str]) -> Transition:
        t, self._trouble = self.ctx.t, lines
        return Push(MessageScene(t("ui.cannot_start"), lines[:6], [("home", t("ui.back"), "primary")], icon="alert"))

    def resumed(self, result: object) -> Transition | None:
        return Pop("path") if self.page is None else None

    # --- layout ----------------------------------------------------------------------------------------------------------

    def build(self, screen: Screen) -> list[Widget]:
        if self.page is None:
            return []
        bar = topbar.height(screen)
        back = back_button(self.ctx, screen)
        area = pygame.Rect(0, bar, screen.width, screen.height - bar)
        if screen.vw < WIDE:
            area.inflate_ip(-2 * screen.px(16), -2 * screen.px(12))
            return [*self._card(screen, area, "all", self._both), back]
        area.inflate_ip(-2 * screen.px(40), -2 * screen.px(32))
        gap = screen.px(36)
        left = pygame.Rect(area.x, area.y, round((area.w - gap) * 0.55), area.h)
        right = pygame.Rect(left.right + gap, area.y, area.right - left.right - gap, area.h)
        return [*self._card(screen, right, "todo", self._todo), *self._card(screen, left, "stand", self._stand), back]

    def _card(self, screen: Screen, rect: pygame.Rect, id: str, fill: Callable[[Column], None]) -> list[Widget]:
        """A white card, no higher than what is in it."""
        inner = rect.inflate(-2 * screen.px(PAD), -2 * screen.px(PAD - 6))
        column = Column(screen, inner)
        fill(column)
        if column.height < inner.h:
            inner.h = column.height + screen.px(4)
            rect.h = inner.h + 2 * screen.px(PAD - 6)
        card = Panel(shadow=14)
        card.place(rect)
        old = next((w for w in self.form.widgets if isinstance(w, Scroll) and w.id == id), None)
        return [card, scrolled(screen, id, inner, fill, old)]

    def _both(self, column: Column) -> None:
        self._todo(column)
        column.add(Rule(), gap=26)
        column.y += column.screen.px(22)
        self._stand(column)

    # --- three proposals -------------------------------------------------------------------------------------------------

    def _todo(self, column: Column) -> None:
        assert self.page is not None  # noqa: S101 - built only then
        t = self.ctx.t
        column.add(Label(t("path.ten_minutes"), HEAD, weight="bold"))
        for at, one in enumerate(self.page.proposals):
            column.add(self._tile(at, one), gap=16)
        if not self.page.proposals:
            column.add(Label(t("path.none"), BODY), gap=10)
        if self.page.ready:
            names = ", ".join(self.levels[name].title.get(self.ctx.lang) for name in self.page.ready)
            column.add(Label(t("path.ready", levels=names), BODY, icon="form"), gap=22)
        column.add(Button("watch", t("assessor.train"), icon="eye", align="left", height=60), gap=22)
        column.add(Label(t("path.private"), 20, THEME.slate), gap=18)

    def _tile(self, at: int, one: Proposal) -> ProposalTile:
        t, lang, level = self.ctx.t, self.ctx.lang, self.levels[one.level]
        reasons = tuple(self._reason(reason.text(lang), reason.values.get("rule")) for reason in one.reasons)
        time = t("path.minutes_runs", runs=one.runs, n=one.minutes) if one.runs > 1 else t("path.minutes", n=one.minutes)
        note = f"{t(f'path.scene_{level.scene}')} · {t(f'ui.mode_{one.mode}')}"
        sign = SIGNS.get(one.reasons[0].key.removesuffix("_today"), "hint") if one.reasons else "todo"
        return ProposalTile(f"go_{at}", level.title.get(lang), note, reasons, sign, time, chosen=at == 0)

    def _reason(self, text: str, rule: object) -> str:
        """A rule by its title, not by its id."""
        return text.replace(str(rule), self._title(str(rule))) if rule else text

    def _title(self, rule: str) -> str:
        known = self._rules.rules.get(rule) if self._rules else None
        return known.title.get(self.ctx.lang) if known else rule

    # --- what is known ---------------------------------------------------------------------------------------------------

    def _stand(self, column: Column) -> None:
        assert self.page is not None  # noqa: S101 - built only then
        t, page = self.ctx.t, self.page
        column.add(Label(t("ui.hello", name=page.trainee), HEAD, weight="bold"))
        column.add(Picture(self._draw_ring, lambda s, w: s.px(230), self._ring_words()), gap=14)
        self._rows(column, "due", t("path.due_title"), page.due, len(page.of("due")))
        for state in ("learning", "acquired"):
            found = page.of(state)
            if found:
                self._rows(column, state, t(f"path.{state}_title"), found[:MOST_LISTED], len(found))
        column.add(Label(t("path.course_title"), LEAD, weight="bold"), gap=26)
        for course in page.courses:
            self._course(column, course)

    def _rows(self, column: Column, id: str, title: str, rules: tuple[RuleState, ...], of: int) -> None:
        t = self.ctx.t
        column.add(Label(f"{title} · {of}" if of else title, LEAD, weight="bold"), gap=22)
        if not rules:
            column.add(Label(t("path.due_none"), BODY, icon="done"), gap=10)
            return
        chosen = next((w.chosen for w in self.form.all() if isinstance(w, RowList) and w.id == id), "")
        column.add(RowList(id, [self._row(rule) for rule in rules], chosen, height=64), gap=10)
        if of > len(rules):
            column.add(Label(t("path.due_more", n=len(rules)), 20, THEME.slate), gap=8)

    def _row(self, rule: RuleState) -> Row:
        lang = self.ctx.lang
        seen = self.ctx.t("path.last_seen", day=day(rule.last, lang)) if rule.last else ""
        return Row(rule.rule, self._title(rule.rule), f"{self._when(rule)} · {seen}" if seen else self._when(rule), rule.severity)

    def _when(self, rule: RuleState) -> str:
        assert self.page is not None  # noqa: S101 - built only then
        t, lang = self.ctx.t, self.ctx.lang
        if rule.due is None or rule.due == self.page.today:
            return t("path.due_now")
        return t("path.due_since" if rule.due < self.page.today else "path.due_on", day=day(rule.due, lang))

    def _course(self, column: Column, course: CourseState) -> None:
        t, lang = self.ctx.t, self.ctx.lang
        column.add(Label(course.course.title.get(lang), BODY, weight="semibold", icon="done" if course.now is None else "path"), gap=14)
        column.add(Picture(lambda s, r: _draw_steps(s, r, course), lambda s, w: s.px(30)), gap=6)
        if course.now is None:
            again = [step.again for step in course.steps if step.again]
            text = t("path.course_again", day=day(min(again), lang)) if again else t("path.course_done")
        else:
            text = self._step(course.steps[course.now], course.now + 1, len(course.steps))
        column.add(Label(text, 20, THEME.slate), gap=4)

    def _step(self, step: StepState, n: int, of: int) -> str:
        t, ask = self.ctx.t, step.ask
        level = self.levels[ask.level].title.get(self.ctx.lang) if ask.level in self.levels else ask.level
        text = t("path.course_step", n=n, of=of, level=level, mode=t(f"ui.mode_{ask.mode}"))
        return f"{text} · {t('path.course_runs', done=step.done, runs=ask.runs)}" if ask.runs > 1 else text

    def _counts(self) -> list[tuple[str, str, int]]:
        """(icon, key, how many rules) of each state."""
        assert self.page is not None  # noqa: S101 - built only then
        signs = (("done", "acquired"), ("clock", "due"), ("step", "learning"), ("todo", "new"))
        return [(icon, state, len(self.page.of(state))) for icon, state in signs]

    def _ring_words(self) -> str:
        return ", ".join(f"{count} {self.ctx.t(f'path.{state}_n')}" for _, state, count in self._counts())

    def _draw_ring(self, screen: Screen, rect: pygame.Rect) -> None:
        counts = self._counts()
        side = min(rect.h, round(rect.w * 0.36))
        centre = (rect.x + side // 2, rect.centery)
        tints = (THEME.green, THEME.amber, THEME.glove, THEME.line)
        total = 0
        for _, _, count in counts:
            total += count
        parts = tuple((float(count), tint) for (_, _, count), tint in zip(counts, tints, strict=True))
        paint.donut(screen.surface, centre, side // 2, round(side * 0.15), parts)
        screen.text.draw(str(total), (centre[0], centre[1] + screen.px(4)), 40, THEME.ink, "bold", "midbottom")
        screen.text.draw(self.ctx.t("path.rules"), (centre[0], centre[1] + screen.px(2)), 20, THEME.slate, anchor="midtop")
        x, step = rect.x + side + screen.px(28), rect.h // len(counts)
        for at, ((icon, state, count), tint) in enumerate(zip(counts, tints, strict=True)):
            y = rect.y + step // 2 + at * step
            mark = screen.px(36)
            if icon in ("clock", "step"):
                paint.disc(screen.surface, (x + mark // 2, y), mark // 2, tint)
            drawn = svg.sized(f"process/icons/{icon}", mark if icon in ("done", "todo") else round(mark * 0.7))
            screen.surface.blit(drawn, drawn.get_rect(center=(x + mark // 2, y)))
            box = screen.text.draw(str(count), (x + screen.px(96), y), LEAD + 2, THEME.ink, "bold", "midright")
            screen.text.draw(
                self.ctx.t(f"path.{state}_n"), (box.right + screen.px(12), y + screen.px(1)), BODY, THEME.ink, anchor="midleft"
            )

    def backdrop(self, screen: Screen) -> None:
        stage.backdrop(screen)
        topbar.draw(screen, self.ctx.t("path.title"), self.ctx.settings.trainee)

    # --- what is pressed -------------------------------------------------------------------------------------------------

    def on(self, fired: Fired) -> Transition | None:
        if fired.id == "back":
            return Pop("path")
        if fired.id == "watch":
            return Push(route("watch"))
        if fired.id.startswith("go_"):
            return self._start(int(fired.id.removeprefix("go_")))
        if fired.id in ("due", "learning", "acquired"):
            return self._explain(str(fired.value))
        return None

    def _start(self, at: int) -> Transition:
        """Into the room at once; what was never played begins with its briefing, which says what is recorded and who sees it."""
        assert self.page is not None  # noqa: S101 - built only then
        one = self.page.proposals[at]
        seed = one.seeds[0] if one.seeds else None
        if all(sheet.facts.level != one.level for sheet in library.own(self.ctx)):
            return Replace(route("briefing", one.level, one.mode, seed), all=True)
        try:
            return Replace(library.begin(self.ctx, self.levels[one.level], one.mode, seed), all=True)
        except library.CannotStart as error:
            t = self.ctx.t
            return Push(MessageScene(t("ui.cannot_start"), error.lines[:6], [("home", t("ui.back"), "primary")], icon="alert"))

    def _explain(self, rule: str) -> Transition | None:
        """Why a rule is there, what to do when it was broken, and on how many runs this rests."""
        assert self.page is not None  # noqa: S101 - built only then
        state = next(one for one in self.page.rules if one.rule == rule)
        if self._rules is None:
            return None
        t, lang, known = self.ctx.t, self.ctx.lang, self._rules.rules[rule]
        confidence = t(f"path.confidence_{state.confidence}")
        lines = [
            t("path.why", text=known.why.get(lang)),
            t("path.now", text=known.now.get(lang)),
            t("path.runs_n", n=state.runs, confidence=confidence),
        ]
        return Push(MessageScene(known.title.get(lang), lines, [("ok", t("ui.ok"), "primary")], icon=state.severity))


def _draw_steps(screen: Screen, rect: pygame.Rect, course: CourseState) -> None:
    """One box a step: full and ticked when complete, framed when it is the next."""
    n, gap = len(course.steps), screen.px(6)
    wide = min(screen.px(64), (rect.w - gap * (n - 1)) // n)
    for at, step in enumerate(course.steps):
        box = pygame.Rect(rect.x + at * (wide + gap), rect.y + screen.px(4), wide, rect.h - screen.px(8))
        fill = THEME.green if step.complete else THEME.white
        edge = THEME.green if step.complete else THEME.petrol if at == course.now else THEME.line
        paint.plate(screen.surface, box, screen.px(6), fill, edge, max(1.5, (4 if at == course.now else 2) * screen.s))
        if step.complete:
            drawn = svg.sized("process/icons/done", box.h)
            screen.surface.blit(drawn, drawn.get_rect(center=box.center))
