"""A level tried while one writes it: played from a step or a hazard, read again when its file changes, faults over the last good one.

Nothing is kept: the session has no file, its sheet joins no list, the word "trial" stays on the picture.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pygame

from game.scenes.base import Scene, route
from game.scenes.leaving import RunScene
from game.scenes.message import MessageScene
from game.scenes.pause import PauseScene
from game.scenes.stack import Pop, Push, Replace, Transition
from game.scenes.trial_menu import KEYS, TrialMenu, TrialPick
from game.view import outlines, paint, topbar, trace
from game.view.screen import Screen
from game.view.theme import BODY, THEME
from game.view.widgets import Button, Column, Form, Label, Panel
from game.view.widgets.field import clipboard_put

if TYPE_CHECKING:
    from game.content.fault import Diagnostic
    from game.session.authoring.trying import Start
    from game.session.authoring.watching import Change
    from game.spec import LevelSpec, Text
    from scoring.rulebook import Rulebook

NOTE_TICKS = 480
LINGER_TICKS = 60
MOST_SHOWN = 2
"""Faults on the bar; the others are behind "details"."""
MOST_DETAILS = 8
"""Faults told there; the others are counted."""


class TrialScene(Scene):
    """step, hazard: where to begin; both "" : at the beginning.  Leaves with Pop, back to the workshop."""

    animated = True

    def __init__(self, path: Path, step: str = "", hazard: str = "") -> None:
        from game.session.authoring.trying import Wish
        from game.session.authoring.watching import Watched

        self.path = path
        self.watched = Watched(path)
        self.wish = Wish(step, hazard)
        self.mode = "practice"
        self.inner: RunScene | None = None
        self.start: Start | None = None
        self.fault: Change | None = None if self.watched.last.state == "good" else self.watched.last
        self.outlined = False
        self.says = ""
        self.form = Form()
        self._way: Generator[float, None, Start] | None = None
        self._far = 0.0
        self._book: Rulebook | None = None
        self._said_for = self._ended_for = 0

    # --- beginning -------------------------------------------------------------------------------------------------------

    def enter(self) -> Transition | None:
        self._begin()
        return None

    def _begin(self) -> None:
        """Set out for the place that is wished for, in the last good level; what runs goes on until it is come to."""
        from game.content.rules import load_rulebook
        from game.session.authoring.trying import way

        good = self.watched.good
        if good is not None and good.level is not None:
            self._book, self._far = load_rulebook(), 0.0
            self._way = way(good.level, self._book, self.wish)

    def _advance(self) -> None:
        assert self._way is not None  # noqa: S101
        try:
            self._far = next(self._way)
        except StopIteration as arrived:
            self._way = None
            self._arrive(arrived.value)

    def _arrive(self, start: Start) -> None:
        assert self._book is not None  # noqa: S101
        self.start, self.wish = start, start.wish
        self._stand(f"trial.note_{start.note}" if start.note else "")

    def _stand(self, note: str = "") -> None:
        """The room, as it is where the person takes over."""
        if self.start is None or self._book is None:
            return
        session, events = self.start.session(self._book, self.mode, self.ctx.lang)
        scene = route(session.level.scene, session, None)
        assert isinstance(scene, RunScene)  # noqa: S101 - all rooms are
        scene.ctx = self.ctx
        scene.events = events
        scene.layout(self.ctx.screen)
        self.inner, self._ended_for = scene, 0
        self.ctx.stale = True
        self._say(" ".join(filter(None, (self.ctx.t("trial.from", what=self._place()), self.ctx.t(note) if note else ""))))

    def _place(self) -> str:
        """Where the trial begins, in the level's words."""
        from game.session.authoring.trying import hazards_of

        if self.start is None:
            return ""
        level, wish = self.start.level, self.start.wish
        if wish.step:
            return self._named(level, level.step(wish.step).text)
        if wish.hazard:
            return self._named(level, hazards_of(level)[wish.hazard].text)
        return self.ctx.t("trial.beginning")

    def _named(self, level: LevelSpec, text: Text) -> str:
        """A text of the level in the reader's language; where it has the other one only, that is said."""
        from game.session.authoring.translation import said

        return said(level, text, self.ctx.lang)

    def _say(self, words: str) -> None:
        self.says, self._said_for = words, 0
        self.ctx.speak(words)

    # --- time ------------------------------------------------------------------------------------------------------------

    def tick(self) -> Transition | None:
        self._said_for += 1
        if self._said_for > NOTE_TICKS:
            self.says = ""
        self._look()
        if self._way is not None:
            self._advance()
            return None
        if self.inner is None:
            return None
        if self.inner.session.world.ended:
            self._ended_for += 1
            return self._over() if self._ended_for > LINGER_TICKS else None
        return self._led(self.inner.tick())

    def _look(self) -> bool | None:
        """Whether a level can be played, where the file has changed; None where it has not."""
        change = self.watched.look()
        if change is None:
            return None
        self._changed(change)
        self.ctx.stale = True
        return self.watched.good is not None

    def _changed(self, change: Change) -> None:
        """The file stands still with something new in it."""
        if change.moved is not None:
            change = self.watched.follow(change.moved)
            self.path = change.path
        if change.state == "good":
            self.fault = None
            self._begin()
        else:
            self.fault = change
        self.layout(self.ctx.screen)

    def _over(self) -> Transition:
        """The findings of the trial, shown and not kept."""
        from game.scenes.review import of_session

        assert self.inner is not None  # noqa: S101
        review = of_session(self.inner.session, self.inner.events)
        self.inner = None
        return Push(route("debrief", review, back=True))

    # --- what is pressed -------------------------------------------------------------------------------------------------

    def handle(self, event: pygame.Event) -> Transition | None:
        if event.type == pygame.KEYDOWN and event.key in KEYS:
            return self._do(KEYS[event.key])
        if event.type in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP, pygame.MOUSEMOTION):
            fired = self.form.handle(event)
            if fired is not None:
                return self._do(fired.id)
            if self.form.widgets and self.form.widgets[0].rect.collidepoint(event.pos):
                return None
        if self.inner is None or self._way is not None:
            escape = event.type == pygame.KEYDOWN and event.key == pygame.K_ESCAPE
            return self._menu() if escape else None
        if self.outlined and event.type in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            if event.type == pygame.MOUSEBUTTONDOWN and event.button == 1:
                self._copy(event.pos)
            return None
        return self._led(self.inner.handle(event))

    def _led(self, step: Transition | None) -> Transition | None:
        """Where the room leads: its pause is the menu of the trial, its end the end of the trial."""
        if isinstance(step, Push) and isinstance(step.scene, PauseScene):
            return self._menu()
        return self._over() if isinstance(step, Replace) else step

    def _copy(self, pos: tuple[int, int]) -> None:
        x, y = outlines.place(self.inner, pos)
        clipboard_put(outlines.as_yaml(x, y))
        self._say(self.ctx.t("trial.copied", x=f"{x:g}", y=f"{y:g}"))

    def _menu(self) -> Transition:
        good = self.watched.good
        title = good.level.title.get(self.ctx.lang) if good and good.level else self.path.name
        return Push(TrialMenu(title, self.mode, playing=self.watched.good is not None, look=self._look))

    def _do(self, what: str) -> Transition | None:
        match what:
            case "outlines":
                self.outlined = not self.outlined
                self._say(self.ctx.t("trial.outlines_on" if self.outlined else "trial.outlines_off"))
            case "open":
                self._open()
            case "read":
                self._changed(self.watched.again())
            case "details":
                if self.fault is not None:
                    return self._details(self.fault)
                self._say(self.ctx.t("trial.no_fault"))
            case "step" | "hazard":
                return self._pick(what)
        return None

    def _open(self) -> None:
        from game.session.authoring.opening import open_at

        first = self.fault.errors[0].span if self.fault is not None and self.fault.errors else None
        line, column = (first.line + 1, first.column + 1) if first else (1, 1)
        self._say(open_at(self.path, line, column).text(self.ctx.lang))

    def _details(self, fault: Change) -> Transition:
        """Each fault with its line as it stands in the file, and what it means."""
        from game.content.report import definition

        t, lang, faults, said = self.ctx.t, self.ctx.lang, _faults(fault), []
        for one in faults[:MOST_DETAILS]:
            source = one.source.strip()
            said += _told([one], lang) + ([t("trial.in_file", source=source)] if source else [])
            said.append(definition(one.code)[lang]["means"])
        if len(faults) > MOST_DETAILS:
            said.append(t("trial.more_faults", n=len(faults) - MOST_DETAILS))
        return Push(MessageScene(t("trial.faults"), said, [("ok", t("ui.ok"), "primary")], icon="alert"))

    def _pick(self, what: str) -> Transition | None:
        from game.session.authoring.trying import hazards_of

        level = self.watched.good.level if self.watched.good is not None else None
        if level is None:
            return None
        if what == "step":
            return Push(TrialPick("step", [(one.id, self._named(level, one.text)) for one in level.steps], self.wish.step))
        reserved = self.ctx.t("trial.reserved")
        entries = [
            (one.id, self._named(level, one.text) + (f" ({reserved})" if one.reserved else "")) for one in hazards_of(level).values()
        ]
        return Push(TrialPick("hazard", entries, self.wish.hazard))

    def resumed(self, result: object) -> Transition | None:
        from game.session.authoring.trying import Wish

        self.layout(self.ctx.screen)
        match result:
            case "atelier":
                return Pop()
            case "again":
                self._stand()
            case "mode":
                self.mode = "guided" if self.mode == "practice" else "practice"
                self._stand()
            case "step" | "hazard" | "read" | "outlines" | "open" | "details":
                return self._do(result)
            case ("step", str(name)):
                self.wish = Wish(step=name)
                self._begin()
            case ("hazard", str(name)):
                self.wish = Wish(hazard=name)
                self._begin()
            case _ if self.inner is None and self._way is None and self.start is not None:
                if result != "go_on":
                    return self._menu()
                self._stand()
        return None

    # --- what is seen ----------------------------------------------------------------------------------------------------

    def layout(self, screen: Screen) -> None:
        if self.inner is not None:
            self.inner.layout(screen)
        self.form = Form()
        if self.fault is not None:
            self._lay_fault(screen, self.fault)

    def _lay_fault(self, screen: Screen, fault: Change) -> None:
        """The bar below the top one: the first faults with their lines, and what to do."""
        t, pad = self.ctx.t, screen.px(14)
        panel = Panel(THEME.white, THEME.red, shadow=12, stripe=THEME.red)
        wide = screen.width - screen.px(32)
        column = Column(screen, pygame.Rect(screen.px(16) + 2 * pad, topbar.height(screen) + screen.px(8) + pad, wide - 3 * pad, 0))
        running = "trial.still" if self.watched.good is not None else "trial.nothing"
        column.add(Label(f"{t(f'trial.is_{fault.state}', name=self.path.name)} {t(running)}", BODY, weight="semibold", icon="alert"))
        for line in _told(_faults(fault), self.ctx.lang)[: MOST_SHOWN if screen.vw >= 1250 else 1]:
            column.add(Label(line, BODY), gap=4)
        buttons = [Button("open", t("trial.open"), height=48), Button("details", t("trial.details"), height=48)]
        column.row([*buttons, Button("read", t("trial.read_again"), height=48)], gap=10)
        panel.place(pygame.Rect(screen.px(16), topbar.height(screen) + screen.px(8), wide, column.height + 2 * pad))
        self.form = Form([panel, *column.placed])

    def draw(self, screen: Screen) -> None:
        if self.inner is not None:
            self.inner.draw(screen)
            found = outlines.outlines(self.inner) if self.outlined else []
            outlines.frames(screen, found)
        else:
            screen.surface.fill(THEME.wall)
            topbar.draw(screen, self.ctx.t("trial.mark"), self.path.name)
            found = []
        words = self.ctx.t("trial.on_the_way", n=round(100 * self._far)) if self._way is not None else self.says
        lines = screen.text.wrap(words, self._words_box(screen, 0).w - screen.px(40), BODY, "semibold") if words else []
        mark, told = self._mark_box(screen), self._words_box(screen, len(lines))
        outlines.tags(screen, found, [mark, *([told] if lines else []), *(widget.rect for widget in self.form.widgets[:1])])
        self._mark(screen, mark)
        if lines:
            self._words(screen, lines, told)
        self.form.draw(screen)

    def _mark_box(self, screen: Screen) -> pygame.Rect:
        wide, high = screen.text.measure(self.ctx.t("trial.watermark"), 20, "bold")
        box = pygame.Rect(0, 0, wide + screen.px(28), high + screen.px(8))
        below = self.form.widgets[0].rect.bottom if self.form.widgets else topbar.height(screen)
        box.midtop = screen.width // 2, below + screen.px(6)
        return box

    def _mark(self, screen: Screen, box: pygame.Rect) -> None:
        """The watermark, in the middle below the bar: what is seen here counts for nobody."""
        paint.plate(screen.surface, box, box.h // 2, THEME.amber_pale, THEME.amber_deep, max(1.0, 2 * screen.s))
        screen.text.draw(self.ctx.t("trial.watermark"), box.center, 20, THEME.amber_deep, "bold", "center")

    def _words_box(self, screen: Screen, lines: int) -> pygame.Rect:
        wide = min(screen.width - screen.px(80), screen.px(1100))
        box = pygame.Rect(0, 0, wide, lines * screen.text.line_height(BODY, 1.25) + screen.px(20))
        box.midbottom = screen.width // 2, screen.height - screen.px(110)
        return box

    def _words(self, screen: Screen, lines: list[str], box: pygame.Rect) -> None:
        paint.plate(screen.surface, box, screen.px(12), THEME.ink, THEME.white, max(1.0, 2 * screen.s))
        step = screen.text.line_height(BODY, 1.25)
        for n, line in enumerate(lines):
            at = box.centerx, box.y + screen.px(10) + n * step + step // 2
            screen.text.draw(line, at, BODY, THEME.white, "semibold", "center")

    def trace(self) -> dict[str, object]:
        """For tests in a real window."""
        inner: dict[str, Any] = getattr(self.inner, "trace", dict)()
        targets = [trace.target(widget, self.form) for widget in self.form.stops()]
        told = {"trial": self.start.tick if self.start else -1, "fault": self.fault.state if self.fault else "", "says": self.says}
        return {"targets": [*inner.get("targets", []), *targets], "state": {**inner.get("state", {}), **told}}


def _faults(fault: Change) -> list[Diagnostic]:
    return list(fault.errors or fault.report.faults)


def _told(faults: Sequence[Diagnostic], lang: str) -> list[str]:
    """One line per error: where, what, what to do."""
    from game.content.diagnostic import ContentError
    from game.scenes import library

    return library.told(ContentError(tuple(faults)), lang)
