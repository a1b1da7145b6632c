"""The first start: one big button.  Text size on a live sample, sound, a code or a trial that leaves no trace."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.scenes.base import FormScene, route
from game.scenes.stack import Replace, Transition
from game.session.pseudonyms import good_code
from game.view import stage
from game.view.screen import Screen
from game.view.theme import BIG, BODY, LEAD, PAD, THEME, TITLE
from game.view.widgets import Button, Choice, Column, Fired, Label, Option, Panel, Scroll, TextField, Toggle, Widget, scrolled

FIRST_LEVEL = "gowning-first"
SAMPLES = (100, 150, 200)


class WelcomeScene(FormScene):
    """What a person sees first.  Enter begins."""

    default = "start"

    def __init__(self, problem: str = "") -> None:
        super().__init__()
        self._code = ""
        self._error = ""
        self._list = False
        """The site has a list: one chooses from it on the next screen."""
        self._problem = problem
        """Key of a message about the settings file."""

    def enter(self) -> Transition | None:
        self._code = self.ctx.settings.trainee
        self._list = bool(self.ctx.site_list.names)
        self._problem, self.ctx.settings.problem = self._problem or self.ctx.settings.problem, ""
        self.rebuild()
        return None

    def build(self, screen: Screen) -> list[Widget]:
        return self._wide(screen) if screen.vw >= 1500 else self._narrow(screen)

    # --- a picture on the left, a card on the right ----------------------------------------------------------------------

    def _wide(self, screen: Screen) -> list[Widget]:
        card = Panel(shadow=20)
        card.place(screen.rect(screen.vw - 860 - 48, 56, 860, screen.vh - 112))
        inner = card.rect.inflate(-2 * screen.px(PAD + 16), -2 * screen.px(PAD + 8))
        head = Column(screen, screen.rect(60, 56, screen.vw - 860 - 48 - 120, 200))
        head.add(Label(self.ctx.t("ui.game"), TITLE + 28, weight="bold", leading=1.0))
        head.add(Label(self.ctx.t("ui.claim"), 38, THEME.petrol), gap=0)
        start = self._start(screen, inner, 104, 42)
        area = pygame.Rect(inner.x, inner.y, inner.w, start.rect.top - inner.y - screen.px(20))
        return [*head.placed, card, self._scroll(screen, area, self._fill), start]

    def _start(self, screen: Screen, inner: pygame.Rect, height: float, size: float) -> Button:
        start = Button("start", self.ctx.t("ui.start"), style="primary", icon="play", size=size, height=height, pill=True)
        high = start.measure(screen, inner.w)
        start.place(pygame.Rect(inner.x, inner.bottom - high, inner.w, high))
        return start

    def _scroll(self, screen: Screen, area: pygame.Rect, fill: Callable[[Column], None]) -> Scroll:
        old = next((w for w in self.form.widgets if isinstance(w, Scroll)), None)
        return scrolled(screen, "choices", area, fill, old)

    def _fill(self, column: Column) -> None:
        t = self.ctx.t
        column.row([self._language()], align="right")
        column.add(Label(t("ui.your_text_size"), LEAD + 2, weight="bold"), gap=8)
        column.add(self._samples(column.screen, 80), gap=14)
        column.add(self._field(), gap=36)
        column.add(self._sound(), gap=30)
        if self._problem:
            column.add(Label(t(self._problem), 20, THEME.ink, icon="alert"))

    # --- a page, at large text ---------------------------------------------------------------------------------------------

    def _narrow(self, screen: Screen) -> list[Widget]:
        ground = Panel(radius=0)
        ground.place(screen.bounds)
        inner = screen.rect(36, 18, screen.vw - 72, screen.vh - 36)
        start = self._start(screen, inner, 84, 36)
        area = pygame.Rect(inner.x, inner.y, inner.w, start.rect.top - inner.y - screen.px(12))
        trial = Column(screen, area)
        self._fill_narrow(trial, 0)
        spare = max(0, area.h - trial.height) / screen.s / 5
        return [ground, self._scroll(screen, area, lambda column: self._fill_narrow(column, min(44, spare))), start]

    def _fill_narrow(self, column: Column, air: float) -> None:
        """air: ui pixels of room to spare between the parts."""
        t = self.ctx.t
        title = Label(t("ui.game"), BIG, weight="bold", leading=1.05)
        lang = self._language()
        column.row([title], align="left")
        y = column.y
        column.y = title.rect.y
        column.row([lang], gap=0, align="right")
        column.y = max(y, lang.rect.bottom)
        column.add(Label(t("ui.your_text_size"), BODY, weight="bold"), gap=air)
        column.add(self._samples(column.screen), gap=6 + air / 4)
        column.split([self._field(), self._sound()], gap=14 + air, between=30)
        if self._problem:
            column.add(Label(t(self._problem), 20, THEME.ink, icon="alert"))

    # --- the widgets -------------------------------------------------------------------------------------------------------

    def _language(self) -> Button:
        return Button(
            "lang", self.ctx.t("ui.other_language"), icon="language", pill=True, height=52, spoken=self.ctx.t("ui.other_language")
        )

    def _samples(self, screen: Screen, height: float = 56) -> Choice:
        now = screen.text_percent
        sample = self.ctx.t("ui.sample")
        options = [Option(str(p), sample, size=BODY * p / now) for p in SAMPLES]
        nearest = min(SAMPLES, key=lambda p: abs(p - now))
        return Choice("size", options, str(nearest), height=height)

    def _field(self) -> Widget:
        t = self.ctx.t
        if self._list:
            return Label(t("person.next"), BODY, THEME.ink, icon="hand")
        hint = t("ui.code_kept", code=self._code) if self._code else t("ui.code_none")
        return TextField("code", self._code, label=t("ui.your_code"), hint=hint, error=self._error and t(self._error), max_chars=24)

    def _sound(self) -> Toggle:
        t = self.ctx.t
        return Toggle(
            "sound", t("ui.sound"), self.ctx.settings.sound, states=(t("ui.off"), t("ui.on")), note=t("ui.sound_note"), boxed=True
        )

    def backdrop(self, screen: Screen) -> None:
        if screen.vw < 1500:
            return
        stage.backdrop(screen)
        wide = round(screen.vw - 860 - 48 - 120)
        stage.window(screen, screen.rect(60, 290, wide, screen.vh - 290 - 56), FIRST_LEVEL)

    # --- what is pressed ---------------------------------------------------------------------------------------------------

    def on(self, fired: Fired) -> Transition | None:
        settings = self.ctx.settings
        match fired.id:
            case "lang":
                settings.lang = "en" if settings.lang == "fr" else "fr"
                self._apply()
            case "size":
                settings.text_percent = int(str(fired.value))
                self._apply()
            case "sound":
                settings.sound = bool(fired.value)
                self.ctx.sound.set(settings.sound, settings.volume)
                self.ctx.sound.play("good")
            case "code":
                self._write(str(fired.value))
            case "start" | "code.enter":
                return self._begin()
        return None

    def _apply(self) -> None:
        self.ctx.screen.set(self.ctx.settings.text_percent, self.ctx.settings.lang)
        self.rebuild()

    def _write(self, code: str) -> None:
        """The note under the field follows; the field itself stays, with its undo steps."""
        t = self.ctx.t
        self._code, self._error = code, good_code(code)
        field = self.form.get("code")
        if isinstance(field, TextField):
            field.error = t(self._error) if self._error else ""
            field.hint = t("ui.code_kept", code=code) if code else t("ui.code_none")

    def _begin(self) -> Transition | None:
        if self._error:
            self.form.focus_on("code")
            return None
        settings = self.ctx.settings
        settings.welcomed = True
        self.ctx.sound.play("start")
        if self._list:
            self.ctx.remember()
            return Replace(route("person"))
        self.ctx.sit_down(self._code)
        return Replace(route("briefing", FIRST_LEVEL, "guided"))
