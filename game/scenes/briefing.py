"""Before a run: six lines at most.  What it trains and what not, the mode, what is recorded and who sees it."""

from __future__ import annotations

import pygame

from game.scenes import library
from game.scenes.base import FormScene, route
from game.scenes.message import MessageScene
from game.scenes.stack import Push, Replace, Transition
from game.session.approval import in_force
from game.spec import LevelSpec
from game.view import stage, topbar
from game.view.screen import Screen
from game.view.theme import BODY, HEAD, LEAD, PAD, THEME
from game.view.widgets import Button, Choice, Column, Fired, Label, Option, Panel, Scroll, Widget, scrolled
from scoring.assessment import FORMS

MOST_LINES = 6
WIDE = 1500


class BriefingScene(FormScene):
    """Enter begins; Escape goes home."""

    default = "enter"
    cancel = "home"

    def __init__(self, level_id: str, mode: str, seed: int | None = None, *, sitting: bool = False) -> None:
        """level_id: id of a shipped level, or the path of a file; mode: "" = the level's usual one; sitting: of the next form of the
        assessment that a code has opened."""
        super().__init__()
        self.sitting = sitting
        self._form = 0
        """Number of the form that is next, of an assessment."""
        self.level_id, self.mode, self.seed = level_id, mode, seed
        self.level: LevelSpec | None = None
        self._approved = False
        self._trouble: list[str] = []
        self._choose = True
        self.picture = ""
        """Id of the level in its file: what its window shows."""

    def enter(self) -> Transition | None:
        try:
            opened = self.ctx.opened if self.sitting else None
            self.level = opened.level if opened else library.load(self.level_id, self.ctx.lang)
        except library.CannotStart as error:
            return self._cannot(error)
        self._form = (library.next_form_of(self.ctx) or 0) if self.sitting else 0
        self.picture = self.level.id
        self._approved = in_force(self.level)
        modes = self._modes()
        usual = next((mode for mode in ("guided", "practice") if mode in modes), modes[0])
        self.mode = self.mode if self.mode in modes else usual
        self._choose = len(modes) > 1 and (self.picture != library.FIRST or library.first_done(library.past(self.ctx)))
        self.rebuild()
        self.ctx.speak(self.spoken())
        return None

    def _modes(self) -> list[str]:
        """An assessment is opened by the trainer's code and by nothing else."""
        assert self.level is not None  # noqa: S101 - set on entering
        if self.sitting:
            return ["assessment"]
        return [mode for mode in self.level.modes if mode != "assessment"] or ["guided"]

    def _cannot(self, error: library.CannotStart) -> Transition:
        self._trouble = error.lines
        t = self.ctx.t
        return Push(MessageScene(t("ui.cannot_start"), error.lines[:6], [("home", t("ui.home"), "primary")], icon="alert"))

    def resumed(self, result: object) -> Transition | None:
        return self._home() if self._trouble else None

    def _home(self) -> Transition:
        if self.sitting and self.ctx.opened is not None:
            return Replace(route("sitting", self.ctx.opened.set), all=True)
        return Replace(route("title"), all=True)

    # --- layout ----------------------------------------------------------------------------------------------------------

    def build(self, screen: Screen) -> list[Widget]:
        if self.level is None:
            return []
        bar = topbar.height(screen)
        page = pygame.Rect(0, bar, screen.width, screen.height - bar)
        if screen.vw >= WIDE:
            wide = screen.px(960)
            card = Panel(shadow=20)
            margin = screen.px(48)
            card.place(pygame.Rect(screen.width - wide - margin, page.y + screen.px(40), wide, page.h - screen.px(80)))
            inner = card.rect.inflate(-2 * screen.px(PAD + 14), -2 * screen.px(PAD + 4))
        else:
            card = Panel(radius=0)
            card.place(page)
            inner = page.inflate(-2 * screen.px(36), -2 * screen.px(16))
        foot, top = self._foot(screen, inner)
        area = pygame.Rect(inner.x, inner.y, inner.w, top - inner.y - screen.px(18))
        old = next((w for w in self.form.widgets if isinstance(w, Scroll)), None)
        return [card, scrolled(screen, "lines", area, self._fill, old), *foot]

    def _foot(self, screen: Screen, inner: pygame.Rect) -> tuple[list[Widget], int]:
        t = self.ctx.t
        label = t("ui.watch") if self.mode == "discover" else t("ui.enter")
        enter = Button("enter", label, style="primary", icon="play", size=HEAD, height=92)
        home = Button("home", t("ui.home"), height=92)
        gap = screen.px(16)
        side = home.natural(screen)
        high = enter.measure(screen, inner.w - side - gap)
        home.place(pygame.Rect(inner.x, inner.bottom - high, side, high))
        enter.place(pygame.Rect(inner.x + side + gap, inner.bottom - high, inner.w - side - gap, high))
        return [enter, home], inner.bottom - high

    def lines(self) -> list[tuple[str, str]]:
        """(sign, text), six at most: the level's own, then what is recorded and who sees it."""
        assert self.level is not None  # noqa: S101 - set on entering
        own = [line.get(self.ctx.lang) for line in self.level.brief][: MOST_LINES - 1]
        signs = ["hand"] + ["dot"] * (len(own) - 1)
        return [*zip(signs, own, strict=True), ("lock", self._record())]

    def _record(self) -> str:
        if self.mode == "discover":
            return self.ctx.t("ui.record_watching")
        if self.ctx.trial:
            return self.ctx.t("ui.record_trial")
        return self.ctx.t("ui.record_assessment" if self.mode == "assessment" else "ui.record_practice")

    def _fill(self, column: Column) -> None:
        assert self.level is not None  # noqa: S101 - set on entering
        t = self.ctx.t
        if column.screen.vw >= WIDE:  # the bar names the level too
            column.add(Label(self.level.title.get(self.ctx.lang), HEAD + 6, weight="bold", leading=1.15))
            minutes = max(1, round(self.level.target_s / 60))
            column.add(Label(t("ui.minutes", n=minutes), BODY, THEME.slate, icon="clock"), gap=4)
        if self._choose:
            options = [Option(mode, t(f"ui.mode_{mode}")) for mode in self._modes()]
            column.add(Choice("mode", options, self.mode), gap=22)
            column.add(Label(t(f"ui.mode_{self.mode}_what"), BODY, THEME.petrol, "semibold"), gap=8)
        for at, (sign, text) in enumerate(self.lines()):
            column.add(Label(text, BODY if at else LEAD, THEME.ink, "regular" if at else "semibold", icon=sign), gap=22 if at == 0 else 16)
        if not self._approved:
            column.add(Label(t("ui.not_approved"), 20, THEME.slate, icon="alert"), gap=20)

    def backdrop(self, screen: Screen) -> None:
        screen.surface.fill(THEME.wall)
        if self.level is None:
            stage.backdrop(screen)
            return
        if screen.vw >= WIDE:
            stage.backdrop(screen)
            bar = topbar.height(screen)
            wide = screen.width - screen.px(960) - 3 * screen.px(48)
            rect = pygame.Rect(screen.px(48), bar + screen.px(40), wide, screen.height - bar - screen.px(80))
            stage.window(screen, rect, self.picture)
        place = self.ctx.t(f"ui.scene_{self.level.scene}")
        topbar.draw(screen, place, self.level.title.get(self.ctx.lang), self._pill())

    def _pill(self) -> str:
        """The mode; of an assessment which form it is."""
        return self.ctx.t("assess.form", form=self._form, forms=FORMS) if self._form else self.ctx.t(f"ui.mode_{self.mode}")

    # --- what is pressed -------------------------------------------------------------------------------------------------

    def on(self, fired: Fired) -> Transition | None:
        match fired.id:
            case "mode":
                self.mode = str(fired.value)
                self.rebuild()
            case "home":
                return self._home()
            case "enter" if self.level is not None:
                try:
                    if self.sitting:
                        return Replace(library.begin_form(self.ctx), all=True)
                    return Replace(library.begin(self.ctx, self.level, self.mode, self.seed), all=True)
                except library.CannotStart as error:
                    return self._cannot(error)
        return None
