"""The title: windows into the levels, and this person's page.  Before the first level is done there is one way only: begin.

Nothing here is invented: every figure comes from this person's own runs."""

from __future__ import annotations

import pygame

from game.scenes import library
from game.scenes.base import FormScene, route
from game.scenes.message import MessageScene
from game.scenes.stack import Push, Quit, Replace, Transition
from game.scenes.tile import LevelTile
from game.spec import LevelSpec
from game.view import paint, stage, svg
from game.view.screen import Screen
from game.view.theme import BODY, HEAD, LEAD, PAD, THEME, TITLE
from game.view.widgets import Button, Column, Fired, Label, Panel, Picture, Rule, Scroll, Widget, scrolled
from scoring.record import Sheet
from scoring.wording import points

WIDE = 1500
"""From this page width on: windows on the left, the page of the person on the right."""
MOST_DUE = 3
FLAT = 3.0
"""A window so many times wider than high shows nothing of its room: then it stands beside the words."""


class TitleScene(FormScene):
    """Where everything starts and comes back to."""

    def __init__(self) -> None:
        super().__init__()
        self.levels: list[LevelSpec] = []
        self.sheets: list[Sheet] = []
        self.group = ""
        """The scene whose levels are shown, "" = that of the level to play next."""
        self._ready = False
        self._drawn = False
        self._runs = False
        """Whether there is a run to look back on."""
        self._tally = library.Tally(0, 0, 0, ())

    def enter(self) -> Transition | None:
        return self._load() if self.ctx.loaded_once else None

    def tick(self) -> Transition | None:
        """The first picture is shown before the levels are read."""
        if self._drawn and not self._ready:
            return self._load()
        return None

    def _load(self) -> Transition | None:
        self._ready = self.ctx.loaded_once = True
        self.levels = library.offers(self.ctx.lang)
        self._look()
        self.rebuild()
        self.form.focus_on(f"play_{self._best()}", reveal=False)
        return self._ask()

    def _look(self) -> None:
        """At what was played."""
        self.sheets = library.past(self.ctx)
        if self.done:
            self._tally = library.tally(self.levels, library.own(self.ctx), self.ctx.lang)
        self._runs = bool(self.sheets) and bool(self.ctx.settings.trainee) and library.results_of(self.ctx) is not None

    def _ask(self) -> Transition | None:
        """What has to be said first: the settings file was bad; a run is unfinished."""
        settings, t = self.ctx.settings, self.ctx.t
        if settings.problem:
            lines, settings.problem = [t(settings.problem)], ""
            return Push(MessageScene(t("ui.settings"), lines, [("told", t("ui.ok"), "primary")], icon="alert"))
        from game.scenes.unfinished import ask

        return ask(self.ctx)

    def resumed(self, result: object) -> Transition | None:
        from game.scenes.unfinished import answer

        if result == "told":
            return self._ask()
        self._look()
        self.rebuild()
        return answer(self.ctx, result)

    @property
    def done(self) -> bool:
        """Whether there is more to show than the first level."""
        return library.first_done(self.sheets)

    def _offers(self) -> list[LevelSpec]:
        return self.levels if self.done else [level for level in self.levels if level.id == library.FIRST] or self.levels[:1]

    def _groups(self) -> list[str]:
        """Scenes that have levels to offer, in the order of training."""
        return list(dict.fromkeys(level.scene for level in self._offers()))

    def _shown(self) -> list[LevelSpec]:
        """The levels of the group that is looked at."""
        best = next((level.scene for level in self._offers() if level.id == self._best()), "")
        return [level for level in self._offers() if level.scene == (self.group or best)]

    def _group_row(self, screen: Screen, area: pygame.Rect) -> list[Widget]:
        """One button a scene; none while there is one scene only."""
        groups = self._groups()
        if len(groups) < 2:
            return []
        shown = self._shown()[0].scene
        row = Column(screen, area)
        buttons: list[Widget] = [
            Button(f"group_{one}", self.ctx.t(f"ui.scene_{one}"), style="primary" if one == shown else "plain", pill=True, height=56)
            for one in groups
        ]
        row.row(buttons, between=14)
        area.y, area.h = area.y + row.height + screen.px(20), area.h - row.height - screen.px(20)
        return buttons

    def _best(self) -> str:
        """The level to play next."""
        return library.best(self._offers(), self.sheets, self._tally.due)

    # --- layout ----------------------------------------------------------------------------------------------------------

    def build(self, screen: Screen) -> list[Widget]:
        if screen.vw >= WIDE:
            return self._wide(screen)
        return self._narrow(screen)

    def _wide(self, screen: Screen) -> list[Widget]:
        margin, card_wide = screen.px(48), screen.px(600)
        card = Panel(shadow=20)
        card.place(pygame.Rect(screen.width - card_wide - margin, screen.px(44), card_wide, screen.height - screen.px(88)))
        left = pygame.Rect(screen.px(60), screen.px(56), card.rect.x - screen.px(60) - margin, screen.height)
        head = Column(screen, left)
        head.add(Label(self.ctx.t("ui.game"), TITLE + 28, weight="bold", leading=1.0))
        head.add(Label(self.ctx.t("ui.claim"), 38, THEME.petrol), gap=0)
        foot = Column(screen, pygame.Rect(left.x, 0, card.rect.right - left.x, 0))
        tools = self._tools()
        foot.row(tools, between=16)
        for tool in tools:
            tool.shift(screen.height - screen.px(56) - foot.height)
        card.rect.h -= foot.height + screen.px(48)
        top, bottom = head.y + screen.px(28), screen.height - screen.px(56) - foot.height - screen.px(36)
        tiles = self._tiles(screen, pygame.Rect(left.x, top, left.w, bottom - top))
        inner = card.rect.inflate(-2 * screen.px(PAD + 4), -2 * screen.px(PAD))
        page = Column(screen, inner)
        self._page(page)
        card.rect.h = inner.h = min(inner.h, page.height)
        card.rect.h += 2 * screen.px(PAD)
        return [*head.placed, *tiles, card, scrolled(screen, "page", inner, self._page, self._old("page")), *tools]

    def _old(self, id: str) -> Scroll | None:
        return next((w for w in self.form.widgets if isinstance(w, Scroll) and w.id == id), None)

    def _tile(self, level: LevelSpec, row: bool) -> LevelTile:
        last = library.last_of(level.id, self.sheets)
        t = self.ctx.t
        minutes = t("ui.minutes", n=max(1, round(level.target_s / 60)))
        played = t("ui.last_score", value=points(last.score.value or 0)) if last else t("ui.new_for_you")
        note = f"{minutes} · {played}" if self.done else minutes
        return LevelTile(f"play_{level.id}", level.id, level.title.get(self.ctx.lang), note, chosen=level.id == self._best(), row=row)

    def _tiles(self, screen: Screen, area: pygame.Rect) -> list[Widget]:
        tiles = self._group_row(screen, area)
        offers = self._shown()
        if not offers:
            return []
        gap = screen.px(32)
        across = len(offers) if len(offers) < 4 else 2
        lines = -(-len(offers) // across)
        high = (area.h - gap * (lines - 1)) // lines
        most = (area.w - gap * (across - 1)) // across
        wide = min(most, (high - screen.px(150)) * (7 if lines == 1 else 14) // 4)
        flat = wide > (high - screen.px(150)) * FLAT
        wide = most if flat else wide
        for at, level in enumerate(offers):
            tile = self._tile(level, row=flat)
            tile.place(pygame.Rect(area.x + (at % across) * (wide + gap), area.y + (at // across) * (high + gap), wide, high))
            tiles.append(tile)
        return tiles

    def _narrow(self, screen: Screen) -> list[Widget]:
        ground = Panel(radius=0)
        ground.place(screen.bounds)
        inner = screen.rect(36, 16, screen.vw - 72, screen.vh - 16)
        foot = Column(screen, pygame.Rect(inner.x, 0, inner.w, 0))
        tools = self._tools()
        foot.row(tools, between=12)
        pinned = foot.height < inner.h // 5
        if pinned:  # always in sight
            inner.h -= foot.height + 2 * screen.px(12)
            for tool in tools:
                tool.shift(inner.bottom + screen.px(12))

        def fill(column: Column) -> None:
            column.add(Label(self.ctx.t("ui.game"), TITLE - 32, weight="bold", leading=1.05))
            runs = self._runs_of() if self.done else []
            if runs:  # above the many levels, else nobody at large text would find them
                column.split(runs, gap=14)
            for group in self._groups() if self.done else []:
                column.add(Label(self.ctx.t(f"ui.scene_{group}"), LEAD, THEME.petrol, "bold"), gap=18)
                for level in [one for one in self._offers() if one.scene == group]:
                    column.add(self._tile(level, row=True), gap=14)
            self._page(column)
            if not pinned:
                column.row(tools, gap=26, between=12)

        return [ground, scrolled(screen, "all", inner, fill, self._old("all")), *(tools if pinned else ())]

    def _tools(self) -> list[Widget]:
        t = self.ctx.t
        tools: list[Widget] = [
            Button("settings", t("ui.settings"), icon="settings", pill=True, height=62),
            Button("lang", t("ui.other_language"), icon="language", pill=True, height=62),
            Button("assessment", t("assess.open"), icon="lock", pill=True, height=62),
        ]
        if self.ctx.voice.found:
            tools.append(Button("aloud", t("ui.read_aloud"), icon="speaker", pill=True, height=62))
        tools += [
            Button("workshop", t("ui.workshop"), icon="form", pill=True, height=62),
            Button("trainer", t("ui.trainer"), icon="people", pill=True, height=62),
            Button("quit", t("ui.quit"), pill=True, height=62),
        ]
        return tools

    # --- the person's page ------------------------------------------------------------------------------------------------

    def _page(self, column: Column) -> None:
        t, settings = self.ctx.t, self.ctx.settings
        known = bool(settings.trainee) and not self.ctx.trial
        hello = t("ui.hello", name=settings.trainee) if known else t("ui.hello_you")
        if column.screen.vw < WIDE and self.done:
            column.add(Rule(), gap=22)
        column.row(
            [
                Label(hello, HEAD, weight="bold"),
                Button("person", t("ui.change_code" if known else "ui.give_code"), height=48, pill=True, size=20),
            ],
            gap=18,
            between=24,
        )
        if self.ctx.trial:
            column.add(Label(t("ui.trial_now"), 20, THEME.slate), gap=4)
        if not self._ready:
            return
        if not self.done:
            self._page_first(column)
            self._page_runs(column)
            return
        tally = self._tally
        column.add(Picture(lambda s, r: self._draw_tally(s, r, tally), lambda s, w: s.px(210), self._tally_words(tally)), gap=14)
        column.add(Rule(), gap=20)
        if tally.due:
            column.add(Label(t("ui.again_title"), LEAD, weight="bold"), gap=18)
            for at, (title, level) in enumerate(tally.due[:MOST_DUE]):
                column.add(Button(f"due_{at}_{level}", title, icon="clock", align="left", height=76), gap=12)
        else:
            column.add(Label(t("ui.nothing_again"), BODY, icon="done"), gap=18)
        if column.screen.vw >= WIDE:
            self._page_runs(column)

    def _page_runs(self, column: Column) -> None:
        for button in self._runs_of():
            column.add(button, gap=20)

    def _runs_of(self) -> list[Widget]:
        """The way to what is proposed, under a code, and to what was played, once there is something."""
        t, found = self.ctx.t, list[Widget]()
        if self.ctx.settings.trainee and not self.ctx.trial and self.done:
            found.append(Button("path", t("path.title"), note=t("path.open"), icon="path", align="left", height=84))
        if self._runs:
            found.append(Button("history", t("ui.history"), icon="log", align="left"))
        return found

    def _page_first(self, column: Column) -> None:
        t = self.ctx.t
        column.add(Label(t("ui.first_what"), LEAD), gap=20)
        column.add(Button(f"play_{library.FIRST}", t("ui.start"), style="primary", icon="play", size=HEAD, height=96, pill=True), gap=30)

    def _tally_words(self, tally: library.Tally) -> str:
        t = self.ctx.t
        return f"{tally.kept} {t('ui.rules_kept')}, {tally.again} {t('ui.rules_again')}, {tally.unseen} {t('ui.rules_unseen')}"

    def _draw_tally(self, screen: Screen, rect: pygame.Rect, tally: library.Tally) -> None:
        """The ring of title.png: rules kept, to look at again, to discover."""
        t = self.ctx.t
        side = min(rect.h, round(rect.w * 0.40))
        centre = (rect.x + side // 2, rect.centery)
        parts = ((tally.kept, THEME.green), (tally.again, THEME.amber), (tally.unseen, THEME.line))
        paint.donut(screen.surface, centre, side // 2, round(side * 0.15), parts)
        total = str(tally.kept + tally.again + tally.unseen)
        screen.text.draw(total, (centre[0], centre[1] + screen.px(4)), 40, THEME.ink, "bold", "midbottom")
        screen.text.draw(t("ui.rules"), (centre[0], centre[1] + screen.px(2)), 20, THEME.slate, anchor="midtop")
        x, step = rect.x + side + screen.px(28), rect.h // 3
        rows = (("done", tally.kept, "ui.rules_kept"), ("", tally.again, "ui.rules_again"), ("todo", tally.unseen, "ui.rules_unseen"))
        for at, (icon, count, key) in enumerate(rows):
            y = rect.y + step // 2 + at * step
            self._draw_sign(screen, icon, (x + screen.px(18), y))
            box = screen.text.draw(str(count), (x + screen.px(86), y), LEAD + 4, THEME.ink, "bold", "midright")
            screen.text.draw(t(key), (box.right + screen.px(12), y + screen.px(2)), BODY, THEME.ink, anchor="midleft")

    def _draw_sign(self, screen: Screen, icon: str, centre: tuple[int, int]) -> None:
        side = screen.px(36)
        if not icon:  # due: the clock on amber
            paint.disc(screen.surface, centre, side // 2, THEME.amber)
            icon, side = "clock", round(side * 0.72)
        drawn = svg.sized(f"process/icons/{icon}", side)
        screen.surface.blit(drawn, drawn.get_rect(center=centre))

    def backdrop(self, screen: Screen) -> None:
        stage.backdrop(screen)

    def draw(self, screen: Screen) -> None:
        super().draw(screen)
        self._drawn = True

    # --- what is pressed -------------------------------------------------------------------------------------------------

    def handle(self, event: pygame.Event) -> Transition | None:
        """One key for the next person at this PC."""
        if event.type == pygame.KEYDOWN and event.key == pygame.K_F2:
            return Replace(route("person"))
        return super().handle(event)

    def on(self, fired: Fired) -> Transition | None:
        ctx = self.ctx
        if fired.id.startswith(("play_", "due_")):
            level = fired.id.split("_", 1 if fired.id.startswith("play_") else 2)[-1]
            return Replace(route("briefing", level, "practice" if library.last_of(level, self.sheets) else "guided"))
        if fired.id.startswith("group_"):
            self.group = fired.id.removeprefix("group_")
            self.rebuild()
            return None
        match fired.id:
            case "settings":
                return Push(route("settings"))
            case "lang":
                ctx.settings.lang = "en" if ctx.lang == "fr" else "fr"
                ctx.remember()
                self.rebuild()
            case "history" | "path" | "assessment" | "workshop" | "trainer":
                return Push(route(fired.id))
            case "person":
                return Replace(route("person"))
            case "aloud":
                ctx.voice.say(self.spoken(), ctx.lang)
            case "quit":
                return Quit()
        return None
