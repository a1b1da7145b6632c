"""What opens over the line: something read from near, somebody who speaks, how sure one is before the start."""

from __future__ import annotations

import datetime as dt

import pygame

from game.texts import has
from game.view import svg, topbar
from game.view.choices import Choice
from game.view.line.choices import choices
from game.view.line.picture import figure
from game.view.line.view import LineView, station_of
from game.view.screen import Screen
from game.view.theme import BODY, HEAD, LEAD, THEME
from game.view.widgets import Button, Column, Fired, Form, Label, Option, Panel, Picture, Rule, Scroll, Widget, scrolled
from game.view.widgets import Choice as Scale

BACK = "back"
WIDE = 760
MANY = 4
"""More rows than these stand one to a line."""
ORDERED = ("batch_old", "batch", "expiry", "recipe", "in_force", "article", "quantity", "issued", "applied", "rejected", "specimens")
"""What the batch record says, in its order."""
SURE = ("1", "2", "3", "4")


class Over:
    """A panel over the line.  `handle` returns a Choice, BACK, a value, or None."""

    kind = ""
    side = "right"
    width = WIDE

    def __init__(self, view: LineView) -> None:
        self.view = view
        self.form = Form()
        self.scroll: Scroll | None = None

    def fill(self, column: Column) -> None:
        """Its contents."""

    def foot(self, column: Column) -> None:
        """What stays in sight below, however long the contents are."""

    def layout(self) -> None:
        """As high as it needs, beside what it speaks of; scrolling where the page is too low."""
        screen = self.view.screen
        pad = screen.px(28)
        wide = min(screen.width - 2 * screen.px(24), screen.px(self.width))
        trial, foot = (Column(screen, pygame.Rect(0, 0, wide - 2 * pad, 0)) for _ in range(2))
        self.fill(trial)
        self.foot(foot)
        below = foot.height + screen.px(16) if foot.placed else 0
        top = topbar.height(screen)
        room = screen.height - top - 2 * screen.px(20)
        high = min(room, trial.height + below + 2 * pad)
        x = screen.width - wide - screen.px(36) if self.side == "right" and screen.vw > 1300 else (screen.width - wide) // 2
        box = pygame.Rect(x, top + (screen.height - top - high) // 2, wide, high)
        panel = Panel(radius=16, shadow=18)
        panel.place(box)
        old = self.form
        inner = box.inflate(-2 * pad, -2 * pad)
        foot = Column(screen, pygame.Rect(inner.x, inner.bottom - foot.height, inner.w, foot.height))
        self.foot(foot)
        inner.h -= below
        self.scroll = scrolled(screen, "panel", inner, self.fill, self.scroll)
        self.form = Form([panel, self.scroll, *foot.placed], cancel=BACK)
        self.form.adopt(old)
        self.box = box

    def handle(self, event: pygame.Event) -> object:
        """One event."""
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == 1 and not self.box.collidepoint(event.pos) and self.loose:
            return BACK
        fired = self.form.handle(event)
        return self.on(fired) if fired else None

    loose = True
    """A click beside it puts it away."""

    def on(self, fired: Fired) -> object:
        """What was fired."""
        return BACK if fired.id == BACK else None

    def stays(self) -> bool:
        """Whether its reason still holds."""
        return True

    def draw(self) -> None:
        """Paint it."""
        self.form.draw(self.view.screen)


class Reading(Over):
    """A display, a tag, the batch record, read from near: what stands there, and nothing about whether it is right."""

    kind = "reading"

    def __init__(self, view: LineView, thing: str) -> None:
        super().__init__(view)
        self.thing = thing
        view_spec = view.spec(thing)
        self.sort = view_spec.kind if view_spec else ""

    def rows(self) -> list[tuple[str, str]]:
        """(what it is, what stands there)."""
        values = self.view.seen.display(self.thing)
        names = [name for name in ORDERED if name in values] or list(values)
        return [self._row(name, values[name]) for name in names if values[name] != ""]

    def _row(self, name: str, value: int | str) -> tuple[str, str]:
        view = self.view
        label = view.t(f"line.read_{name}")
        if name in ("validity", "calibration", "disinfectant"):
            return label, self._until(value == "expired")
        if name == "signed":
            return label, "TL" if value else "—"
        if name == "status":
            return label, view.t(f"line.status_{value}")
        if name == "weight":
            return label, view.t("line.zero_grams")
        if name == "state":
            return label, view.t(f"line.board_{value}")
        return label, f"{value:,}".replace(",", "\u00a0") if isinstance(value, int) else str(value)

    def _until(self, past: bool) -> str:
        """A day that has gone, or one to come."""
        today = dt.date.fromisoformat(self.view.batch.date)
        day = today + dt.timedelta(days=-2 if past else 21)
        return f"{day.day:02d}/{day.month:02d}/{day.year}"

    def fill(self, column: Column) -> None:
        view = self.view
        column.add(Label(view.name(self.thing), HEAD, weight="bold"))
        rows = self.rows()
        many = len(rows) > MANY
        for label, value in rows:
            column.add(Rule(), gap=8 if many else 12)
            if many:
                column.row([Label(f"{label} :", BODY, THEME.slate), Label(value, LEAD, weight="semibold")], gap=6)
            else:
                column.add(Label(label, BODY, THEME.slate), gap=8)
                column.add(Label(value, HEAD, weight="semibold"), gap=0)
        for choice in self._acts():
            column.add(Button(choice.id, choice.words(self.thing), height=60), gap=14)
        column.add(Button(BACK, view.t("line.read_done"), style="primary", icon="done", height=64), gap=20)

    def _acts(self) -> list[Choice]:
        """What can be done there, reported or worked."""
        return [one for one in choices(self.view) if one.thing == self.thing and one.verb in ("declare", "press")]

    def on(self, fired: Fired) -> object:
        return BACK if fired.id == BACK else next((one for one in self._acts() if one.id == fired.id), None)


class Talk(Over):
    """Somebody asks and waits for an answer."""

    kind = "talk"
    loose = False

    def __init__(self, view: LineView, question: str) -> None:
        super().__init__(view)
        self.question = question

    def stays(self) -> bool:
        return bool(self.view.seen.question == self.question)

    def fill(self, column: Column) -> None:
        view = self.view
        key = f"act.ask_{self.question}"
        thing = view.spec(view.seen.question_thing)
        who = view.name(thing.id) if thing and station_of(thing).family == "person" else view.t("line.kind_colleague")
        column.add(Picture(self._face, lambda s, w: s.px(210), who))
        column.add(Label(who, BODY, THEME.slate), gap=4)
        column.add(Label(view.t(key) if has(key, view.screen.lang) else self.question, HEAD, weight="semibold"), gap=8)
        for choice in choices(view):
            column.add(Button(choice.id, choice.label, height=68, size=LEAD), gap=14)

    def _face(self, screen: Screen, rect: pygame.Rect) -> None:
        """Head and shoulders."""
        k = rect.h / 118
        drawn = svg.load(f"line/{figure(self.view.level)}", k)
        screen.surface.blit(drawn, (rect.x, rect.y), pygame.Rect(0, 0, drawn.get_width(), rect.h))

    def on(self, fired: Fired) -> object:
        return next((one for one in choices(self.view) if one.id == fired.id), None)

    def handle(self, event: pygame.Event) -> object:
        if event.type == pygame.KEYDOWN and event.key == pygame.K_ESCAPE:
            return None
        return super().handle(event)


class Sure(Over):
    """Before the start: how sure one is, place by place.  It costs nothing and is shown against the truth afterwards."""

    kind = "sure"
    loose = False
    side = "middle"
    width = 1560

    def __init__(self, view: LineView) -> None:
        super().__init__(view)
        self.said: dict[str, str] = {}

    def steps(self) -> list[tuple[str, str]]:
        """(step, its words) of all that one has looked at."""
        lang = self.view.screen.lang
        return [(step.id, step.text.get(lang)) for step in self.view.seen.steps if step.do in ("inspect", "compare")]

    def fill(self, column: Column) -> None:
        view = self.view
        column.add(Label(view.t("line.sure_title"), HEAD, weight="bold"))
        column.add(Label(view.t("line.sure_what"), BODY, THEME.slate), gap=6)
        for step, text in self.steps():
            options = [Option(level, view.t(f"line.sure_{level}")) for level in SURE]
            _beside(column, Label(text, BODY, weight="semibold"), Scale(f"sure.{step}", options, self.said.get(step, ""), height=48))

    def foot(self, column: Column) -> None:
        view = self.view
        ready = len(self.said) == len(self.steps())
        note = "" if ready else view.t("line.sure_all")
        go = Button("go", view.t("line.sure_go"), style="primary", icon="play", height=68, enabled=ready, note=note)
        row: list[Widget] = [go, Button(BACK, view.t("line.sure_back"), height=68)]
        column.row(row, gap=24)

    def on(self, fired: Fired) -> object:
        if fired.id.startswith("sure."):
            self.said[fired.id.removeprefix("sure.")] = str(fired.value)
            self.layout()
            return None
        if fired.id == "go":
            return dict(self.said)
        return super().on(fired)


def _beside(column: Column, words: Label, scale: Scale) -> None:
    """A question and its answers on one line, or one under the other where there is no room."""
    screen, area = column.screen, column.area
    left = round(area.w * 0.40)
    right = area.w - left - screen.px(20)
    if scale.natural(screen) > right:
        column.add(words, gap=18)
        column.add(scale, gap=6)
        return
    column.add(scale, gap=8, width=right, align="right")
    high = words.measure(screen, left)
    words.place(pygame.Rect(area.x, scale.rect.centery - high // 2, left, high))
    column.placed.append(words)
    column.y = max(column.y, words.rect.bottom)
