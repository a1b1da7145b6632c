"""After a run: the findings that matter, what went well, the plate with its colonies, and what comes next."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.scenes import debrief_batch, debrief_line, debrief_skills
from game.scenes import debrief_parts as parts
from game.scenes import debrief_topics as topics
from game.scenes.base import FormScene, route
from game.scenes.debrief_body import BodyPage
from game.scenes.debrief_plates import PlatesPage
from game.scenes.review import Review
from game.scenes.stack import Pop, Push, Replace, Transition
from game.view import stage, topbar
from game.view.screen import Screen
from game.view.theme import GAP, LEAD, PAD, THEME
from game.view.widgets import Button, Column, Fired, Panel, Scroll, Widget, scrolled
from game.view.widgets.plate import PlateView
from scoring.record import SheetFinding

Fill = Callable[[Column], None]
TABS = ("main", "findings", "skills", "line", "batch", "plate", "body", "next")


class DebriefScene(FormScene):
    """Four pages; the big button at the bottom leads through them."""

    cancel = "home"

    def __init__(self, review: Review, next_level: str = "", *, back: bool = False, ask: bool = False) -> None:
        """next_level: id of the level offered as "one more?"; "" = none.  back: it was opened from the list of runs.
        ask: the trainee guesses his score before he sees it."""
        super().__init__()
        self.review, self.next_level, self.back = review, next_level, back
        empty = {"findings": not review.sheet.findings, "plate": not review.plated, "line": review.line is None}
        empty |= {"skills": not review.skills, "batch": review.batch is None, "body": review.body is None or not review.body.places}
        self.tabs = tuple(tab for tab in TABS if not empty.get(tab))
        self.tab = "main"
        self.reading = False
        """Large text: one finding is read, the list is behind it."""
        self.chosen = str(review.first[0].finding.id) if review.first else ""
        self.plates = PlatesPage(review)
        self.bodies = BodyPage(review, review.body) if review.body else None
        self._batch_known = False
        """Whether the page of the batch shows its end already."""
        self.guess = topics.FIRST_GUESS
        self.guessing, self.guessed = ask and topics.to_guess(review), False
        self.first_focus = "guess" if self.guessing else ""
        self.answers: dict[str, str] = {}
        """Finding -> the rule whose reason was picked, "" where the answer was asked for."""

    # --- layout ----------------------------------------------------------------------------------------------------------

    def build(self, screen: Screen) -> list[Widget]:
        if self.guessing:
            self._bar, self.default = topbar.height(screen), "reveal"
            page = pygame.Rect(0, self._bar, screen.width, screen.height - self._bar)
            page.inflate_ip(-max(0, page.w - screen.px(1000)), -screen.px(24))
            asked = self._single(screen, page, "guessing", lambda c: topics.guess(c, self.ctx, self.guess))
            down = max(0, page.h - asked[0].rect.h - screen.px(40)) // 3
            for widget in asked:
                widget.shift(down)
            return asked
        top, tabs = self._tabs(screen)
        foot, high = self._foot(screen)
        page = pygame.Rect(0, top, screen.width, screen.height - top - high)
        pages = {"main": self._main, "findings": self._findings, "skills": self._skills, "line": self._line, "batch": self._batch}
        pages |= {"plate": self._plate, "body": self._body, "next": self._next}
        body = pages[self.tab](screen, page)
        self.default = foot[0].id if foot else "more" if self.next_level else "home"
        return [*tabs, *body, *foot]

    def _tabs(self, screen: Screen) -> tuple[int, list[Widget]]:
        """On the bar where there is room, else in a row of their own below it."""
        bar = topbar.height(screen)
        buttons: list[Widget] = []
        for tab in self.tabs:
            style = "light" if tab == self.tab else "quiet"
            label = self.ctx.t(f"ui.tab_{tab}", n=len(self.review.sheet.findings))
            buttons.append(Button(f"tab_{tab}", label, style=style, height=44, pill=True, weight="semibold"))
        gap = screen.px(6)
        total = gap * (len(buttons) - 1)
        for button in buttons:
            total += button.natural(screen)
        words = screen.text.measure(f"{self.ctx.t('ui.debrief')}  {self._title()}", LEAD, "bold")[0] + screen.px(120)
        beside = total + words < screen.width
        y, high = (bar // 2, bar) if beside else (bar + screen.px(28), bar + screen.px(56))
        x = screen.width - total - screen.px(20) if beside else max(screen.px(8), (screen.width - total) // 2)
        for button in buttons:
            wide = button.natural(screen)
            button.place(pygame.Rect(x, y - 22, wide, 44) if screen.px(44) < 44 else pygame.Rect(x, y - screen.px(22), wide, screen.px(44)))
            x += wide + gap
        self._bar = high
        return high, buttons

    def _title(self) -> str:
        return self.review.level.title.get(self.ctx.lang)

    def _foot(self, screen: Screen) -> tuple[list[Widget], int]:
        """The way on, always there."""
        t, widgets = self.ctx.t, list[Widget]()
        if self.tab != "next":
            following = self.tabs[self.tabs.index(self.tab) + 1]
            widgets.append(Button(f"tab_{following}", t(f"ui.on_to_{following}"), style="primary", height=64, size=LEAD, icon="play"))
        if self.tab == "findings" and self.reading and not self._two(screen):
            widgets.append(Button("list", t("ui.back_to_list"), height=64))
        elif self.tab != "next":
            widgets.append(Button("home", self._home(), height=64))
        replay = self._replay_button()
        if replay:
            widgets.append(replay)
        if not widgets:
            return [], screen.px(24)
        column = Column(screen, pygame.Rect(screen.px(32), 0, screen.width - 2 * screen.px(32), screen.height))
        column.row(list(reversed(widgets)), align="right")
        margin = screen.px(18 if self._two(screen) else 12)
        high = column.height + 2 * margin
        for widget in widgets:
            widget.shift(screen.height - high + margin)
        return widgets, high

    def _home(self) -> str:
        return self.ctx.t("ui.back" if self.back else "ui.home")

    def _replay_button(self) -> Button | None:
        """Back to the second of the finding or of the colony that is looked at."""
        tick = self._second()
        if tick is None or self.review.run_file is None:
            return None
        key = "plates.first_touch" if self.tab in ("plate", "body") else "ui.replay_at"
        return Button("replay_second", self.ctx.t(key, time=self.ctx.lapse(tick)), icon="back-5", height=64)

    def _second(self) -> int | None:
        if self.tab == "findings" and self.chosen:
            return self._finding().finding.tick
        if self.tab == "body" and self.bodies:
            return self.bodies.second()
        return self.plates.second() if self.tab == "plate" else None

    def _area(self, screen: Screen, page: pygame.Rect) -> pygame.Rect:
        side, top = (32, 24) if self._two(screen) else (16, 12)
        return pygame.Rect(page.x + screen.px(side), page.y + screen.px(top), page.w - 2 * screen.px(side), page.h - screen.px(top))

    def _two(self, screen: Screen) -> bool:
        """Whether there is room for two cards side by side."""
        return screen.vw >= 1250

    def _inner(self, screen: Screen, rect: pygame.Rect) -> pygame.Rect:
        pad, above = (screen.px(PAD), screen.px(24)) if self._two(screen) else (screen.px(20), screen.px(16))
        return pygame.Rect(rect.x + pad, rect.y + above, rect.w - 2 * pad, rect.h - 2 * above)

    def _needs(self, screen: Screen, rect: pygame.Rect, fill: Fill) -> int:
        """How high a card with these contents would be."""
        inner = self._inner(screen, rect)
        column = Column(screen, inner)
        fill(column)
        return min(rect.h, column.height + rect.h - inner.h + screen.px(2))

    def _card(self, screen: Screen, rect: pygame.Rect, id: str, fill: Fill) -> list[Widget]:
        """A white card with scrolling contents."""
        card = Panel(shadow=12)
        card.place(rect)
        return [card, scrolled(screen, id, self._inner(screen, rect), fill, self._old(id))]

    def _old(self, id: str) -> Scroll | None:
        return next((w for w in self.form.widgets if isinstance(w, Scroll) and w.id == id), None)

    def _single(self, screen: Screen, page: pygame.Rect, id: str, fill: Fill) -> list[Widget]:
        area = self._area(screen, page)
        area.h = self._needs(screen, area, fill)
        return self._card(screen, area, id, fill)

    def _beside(self, screen: Screen, page: pygame.Rect, share: float, left: tuple[str, Fill], right: tuple[str, Fill]) -> list[Widget]:
        """Two cards, both as high as the fuller one needs."""
        area = self._area(screen, page)
        gap = screen.px(GAP + 12)
        wide = round((area.w - gap) * share)
        first = pygame.Rect(area.x, area.y, wide, area.h)
        second = pygame.Rect(area.x + wide + gap, area.y, area.w - gap - wide, area.h)
        first.h = second.h = max(self._needs(screen, first, left[1]), self._needs(screen, second, right[1]))
        return [*self._card(screen, first, *left), *self._card(screen, second, *right)]

    def _fitting(
        self, screen: Screen, page: pygame.Rect, share: float, bounds: tuple[float, float], fill: Callable[[Column, int], None]
    ) -> int:
        """How large the picture of the left card may be without its words leaving the page: real pixels, within bounds in ui pixels."""
        area = self._area(screen, page)
        area.w = round((area.w - screen.px(GAP + 12)) * share)
        inner = self._inner(screen, area)
        least, most = (screen.px(bound) for bound in bounds)
        size = most = min(most, inner.w)
        for _ in range(3):  # a smaller picture's words may take more lines
            column = Column(screen, inner)
            fill(column, size)
            size = min(size, size - (column.height - inner.h))
        return max(min(least, most), size)

    # --- the pages -------------------------------------------------------------------------------------------------------

    def _main(self, screen: Screen, page: pygame.Rect) -> list[Widget]:
        ctx, review = self.ctx, self.review
        if self._two(screen):
            most = self._fitting(screen, page, 0.36, (150, 320), self._score)
            ring: tuple[str, Fill] = ("score", lambda c: self._score(c, most))
            return self._beside(screen, page, 0.36, ring, ("first", lambda c: parts.first(c, ctx, review)))

        def stacked(column: Column) -> None:
            self._score(column, 0, flat=True)
            column.y += screen.px(24)
            parts.first(column, ctx, review)

        return self._single(screen, page, "main", stacked)

    def _score(self, column: Column, most: int, *, flat: bool = False) -> None:
        parts.score(column, self.ctx, self.review, flat=flat, most=most)
        if self.guessed:
            topics.guessed(column, self.ctx, self.review, self.guess)

    def _finding(self) -> SheetFinding:
        return next(one for one in self.review.sheet.findings if str(one.finding.id) == self.chosen)

    def _findings(self, screen: Screen, page: pygame.Rect) -> list[Widget]:
        ctx, review = self.ctx, self.review
        listing: tuple[str, Fill] = ("list", lambda c: parts.listing(c, ctx, review, self.chosen))
        detail: tuple[str, Fill] = ("detail", self._detail)
        if self._two(screen):
            return self._beside(screen, page, 0.46, listing, detail)
        return self._single(screen, page, *(detail if self.reading else listing))

    def _detail(self, column: Column) -> None:
        one, review = self._finding(), self.review
        asked = review.topic(one.finding.id) if review.sheet.facts.mode in topics.ASKED_IN else None
        beside = review.run_file is not None and review.level.scene == "gowning" and review.sheet.facts.mode != "assessment"
        topics.detail(column, self.ctx, one, asked, self.answers.get(self.chosen), beside=beside)

    def _skills(self, screen: Screen, page: pygame.Rect) -> list[Widget]:
        ctx, review = self.ctx, self.review
        return self._single(screen, page, "skills", lambda c: debrief_skills.page(c, ctx, review.skills))

    def _line(self, screen: Screen, page: pygame.Rect) -> list[Widget]:
        ctx, review = self.ctx, self.review
        return self._single(screen, page, "line", lambda c: debrief_line.page(c, ctx, review))

    def _batch(self, screen: Screen, page: pygame.Rect) -> list[Widget]:
        told = self.review.batch
        assert told is not None  # noqa: S101 - else there is no such page
        self._batch_known = told.found is not None
        return self._single(screen, page, "batch", lambda column: debrief_batch.page(column, self.ctx, told))

    def _plate(self, screen: Screen, page: pygame.Rect) -> list[Widget]:
        ctx, plates = self.ctx, self.plates
        area, tiles = self._area(screen, page), plates.tiles(ctx)
        if not (self._two(screen) and plates.fits(screen, tiles, area.w)):
            return self._single(screen, page, "plate", lambda c: plates.flat(c, ctx))
        strip = Column(screen, area)
        strip.split(tiles, between=16)
        bar, skip = plates.days(ctx)
        wide = skip.natural(screen)
        bar.place(pygame.Rect(area.x, strip.y + screen.px(14), area.w - wide - screen.px(24), skip.measure(screen, wide)))
        skip.place(pygame.Rect(area.right - wide, bar.rect.y, wide, bar.rect.h))
        rest = pygame.Rect(page.x, bar.rect.bottom - screen.px(8), page.w, page.bottom - bar.rect.bottom + screen.px(8))
        most = self._fitting(screen, rest, 0.36, (150, 2000), lambda c, side: plates.agar_card(c, ctx, side))
        agar: tuple[str, Fill] = ("agar", lambda c: plates.agar_card(c, ctx, most))
        cards = self._beside(screen, rest, 0.36, agar, ("chain", lambda c: plates.chain_card(c, ctx)))
        return [*strip.placed, bar, skip, *cards]

    def _body(self, screen: Screen, page: pygame.Rect) -> list[Widget]:
        ctx, bodies = self.ctx, self.bodies
        assert bodies is not None  # noqa: S101 - else there is no such page
        germs: tuple[str, Fill] = ("germs", lambda c: bodies.germs_card(c, ctx))
        if self._two(screen):
            most = self._fitting(screen, page, 0.48, (200, 2000), lambda c, side: bodies.figure_card(c, ctx, side))
            return self._beside(screen, page, 0.48, ("figure", lambda c: bodies.figure_card(c, ctx, most)), germs)
        high = page.h - 2 * screen.px(60)
        return self._single(screen, page, "body_page", lambda c: bodies.flat(c, ctx, high))

    def _next(self, screen: Screen, page: pygame.Rect) -> list[Widget]:
        ctx, review, on = self.ctx, self.review, self.next_level
        if self._two(screen):
            known: tuple[str, Fill] = ("known", lambda c: parts.known(c, ctx, review, on))
            return self._beside(screen, page, 0.55, known, ("after", lambda c: parts.after(c, ctx, review, self._home(), first=not on)))

        def stacked(column: Column) -> None:
            parts.known(column, ctx, review, on)
            column.y += screen.px(24)
            parts.after(column, ctx, review, self._home(), first=not on)

        return self._single(screen, page, "next", stacked)

    def backdrop(self, screen: Screen) -> None:
        stage.backdrop(screen)
        screen.surface.fill(THEME.ink, pygame.Rect(0, 0, screen.width, self._bar))
        first_tab = next((w for w in self.form.widgets if w.id == "tab_main"), None)
        room = first_tab.rect.x if first_tab and first_tab.rect.y < topbar.height(screen) // 2 else None
        topbar.draw(screen, self.ctx.t("ui.debrief"), self._title(), room=room)

    def handle(self, event: pygame.Event) -> Transition | None:
        """Right and left turn the pages, unless what has the keyboard goes along with them itself (the plate)."""
        by = {pygame.K_RIGHT: 1, pygame.K_LEFT: -1}.get(event.key, 0) if event.type == pygame.KEYDOWN else 0
        here = self.form.focus
        enter = event.type == pygame.KEYDOWN and event.key in (pygame.K_RETURN, pygame.K_KP_ENTER)
        if self.guessing and enter and here and here.id == "guess":
            return self.on(Fired("reveal"))
        if by and not self.guessing and (here is None or here.id == f"tab_{self.tab}"):
            at = min(max(self.tabs.index(self.tab) + by, 0), len(self.tabs) - 1)
            self.reading = False
            self._turn_to(self.tabs[at])
            self.form.focus_on(f"tab_{self.tab}")
            self.form.by_keyboard = True
            return None
        return super().handle(event)

    # --- what is pressed -------------------------------------------------------------------------------------------------

    def on(self, fired: Fired) -> Transition | None:
        if fired.id.startswith("tab_"):
            self.reading = False
            self._turn_to(fired.id.removeprefix("tab_"))
        elif fired.id.startswith("see_"):
            self.chosen, self.reading = fired.id.removeprefix("see_"), True
            self._turn_to("findings")
        elif fired.id in ("findings", "findings.moved"):
            self.chosen, self.reading = str(fired.value), fired.id == "findings"
            self.rebuild()
        elif fired.id == "list":
            self.reading = False
            self.rebuild()
        elif fired.id == "guess":
            self.guess = int(str(fired.value))
        elif fired.id in ("reveal", "unguessed"):
            self.guessing, self.guessed, self.first_focus = False, fired.id == "reveal", ""
            self._turn_to("main")
        elif fired.id.startswith("reason_"):
            self._pick(fired.id.removeprefix("reason_"))
        elif fired.id == "plate":
            self.plates.colony = int(str(fired.value))
            self.rebuild()
        elif fired.id in ("body", "soils", "soils.moved") and self.bodies:
            self.bodies.pick(fired.id == "body", str(fired.value))
            self.rebuild()
        elif fired.id == "incubate" or fired.id.startswith("site_"):
            self.plates.press(fired.id)
            self.rebuild()
            if fired.id != "incubate":
                self.form.show(PlateView)
        else:
            return self._leave(fired.id)
        return None

    def _pick(self, what: str) -> None:
        """The reason of the finding that is read; or its answer without one."""
        topic = self.review.topic(self._finding().finding.id)
        self.answers[self.chosen] = "" if what == "show" or topic is None else topic.choices[int(what)].rule
        self.ctx.sound.play("good" if topic and any(c.right and c.rule == self.answers[self.chosen] for c in topic.choices) else "click")
        self.form.focus = None
        self.rebuild()
        self.ctx.speak(self.spoken())

    def tick(self) -> Transition | None:
        if self.tab == "batch" and self.review.batch and self.review.batch.found and not self._batch_known:
            self.rebuild()
        if self.tab == "plate" and not self.plates.time.over:
            self.ctx.stale = True
            if self.plates.tick():
                self.rebuild()
        return None

    def _turn_to(self, tab: str) -> None:
        self.tab = tab
        self.form.focus = None
        self.rebuild()
        self.ctx.speak(self.spoken())

    def _leave(self, what: str) -> Transition | None:
        from game.scenes import library

        facts = self.review.sheet.facts
        match what:
            case "more":
                return Replace(route("briefing", self.next_level, "guided"), all=True)
            case "again":
                return Replace(route("briefing", facts.level, facts.mode), all=True)
            case "home":
                return Pop("seen") if self.back else Replace(route("title"), all=True)
            case "replay" | "replay_second" if self.review.run_file:
                tick = self._second() if what == "replay_second" else 0
                return Push(library.replay_scene(self.review.run_file, tick or 0))
            case "assessor" if self.review.run_file:
                return Push(route("assessor", self.review.run_file))
            case "beside" if self.review.run_file:
                return Push(library.replay_scene(self.review.run_file, self._finding().finding.tick, beside=True))
            case "page" if self.review.page:
                library.show_file(self.review.page)
            case "folder" if self.review.run_file:
                library.show_file(self.review.run_file.parent)
        return None
