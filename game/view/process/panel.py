"""The process screen as one sits before it: mimic, trends, alarms, keys; a trend from near; the set-points.

Where the page is narrow (large text) it shows one part at a time.
"""

from __future__ import annotations

from typing import ClassVar

import pygame

from game.commands import Command, Fill
from game.session.acts import Act, Params
from game.view import topbar
from game.view.deviation.view import DeviationView
from game.view.forms.fields import field_for
from game.view.process.alarms import ROW, AlarmHead, AlarmRow, names
from game.view.process.glass import Glass
from game.view.process.heading import heading
from game.view.process.mimic import HIGH, WIDE, Mimic
from game.view.process.signals import SIGNALS
from game.view.process.trends import WIDTHS_MIN, BigTrend, Trend
from game.view.theme import BODY, HEAD, LEAD, THEME
from game.view.widgets import Button, Column, Fired, Form, Label, Panel, Rule, TextField, Widget, scrolled
from game.world import typed

SHARE = 0.685
"""Of the window's width."""
NARROW = 1400
TABS = ("trends", "alarms", "keys")
ROWS = 3
FOOT = 92
"""Kept free below for a line of guidance."""
CLOSE = "close"
Answer = Act | tuple[Act, ...] | list[Command] | str | None


class ProcessPanel:
    """`handle` returns CLOSE, one Act or several, commands, the id of a choice, or None.  This one is a culture's."""

    PAGES: ClassVar[tuple[tuple[str, ...], ...]] = (("do", "o2_valve", "ph", "temp"), ("pressure", "foam", "feed", "rpm"))
    SETS: ClassVar[tuple[str, ...]] = ("do", "ph", "temp", "feed", "air")
    READS: ClassVar[bool] = False
    """Its list of alarms has a page of its own."""
    SETS_KEY: ClassVar[str] = "deviation.key_setpoints"

    def __init__(self, view: DeviationView) -> None:
        self.view = view
        self.form = Form()
        self.page = "main"
        """main | trend | setpoints"""
        self.tab = TABS[0]
        self.more = 0
        self.tag = self.PAGES[0][0]
        self.minutes = 30
        self.cursor = 0
        self.typed: dict[str, str] = {}
        self.errors: dict[str, str] = {}
        self._asked = ""
        self._glass = Glass(view)
        self._key: tuple[object, ...] = ()

    @property
    def marks(self) -> dict[str, int]:
        """The trainee's own, by signal: second of the run.  They are part of the run: a resumed one and a replay show them."""
        return self.view.truth.marks

    @property
    def narrow(self) -> bool:
        """One part at a time."""
        return self.view.screen.vw < NARROW

    @property
    def area(self) -> pygame.Rect:
        """What it takes of the window."""
        screen, px = self.view.screen, self.view.screen.px
        top = topbar.height(screen)
        if self.narrow:
            return pygame.Rect(0, top, screen.width, screen.height - top)
        return pygame.Rect(px(18), top + px(12), round(screen.width * SHARE) - px(18), screen.height - top - px(12) - px(FOOT))

    # --- what differs from process to process --------------------------------------------------------------------------------

    @property
    def still(self) -> bool:
        """What the keys of stop and start are about stands still."""
        return bool(self.view.seen.plant().feed_pump == "still")

    def _mimic(self) -> Widget:
        return Mimic(self.view)

    def _headings(self) -> tuple[str, str]:
        """The machine, and what the heading says of the batch."""
        process, t = self.view.process, self.view.t
        facts = t("deviation.screen_facts", batch=process.batch, day=process.day)
        return t("deviation.screen_title", equipment=process.equipment), facts

    def _main_keys(self) -> list[Widget]:
        """Beside saying that something is wrong, the printer and going away."""
        name = "start" if self.still else "stop"
        return [Button(f"press:{name}.feed", self.view.t(f"deviation.key_{name}"), height=52, size=22)]

    def _field(self, loop: str) -> str:
        """Where a typed value is written at the screen."""
        return f"setpoint.{loop}"

    def _own_page(self, body: pygame.Rect) -> list[Widget]:
        """Another page that only this screen has."""
        return []

    def _facts_below(self, column: Column) -> None:
        """What stands below the keys where the page is narrow and the mimic has no room."""
        seen = self.view.seen.screen()
        if seen is not None:
            flow = f"{self.view.number(seen.flow_l_min)} L/min"
            column.add(Label(f"{self.view.t('deviation.mimic_flow')}: {flow}", BODY), gap=14)

    # --- layout ------------------------------------------------------------------------------------------------------------

    def _now(self) -> tuple[object, ...]:
        view = self.view
        return (
            view.seen.alarms, view.seen.unread, view.seen.siren, view.seen.printed, self.page, self.tab, self.more, self.tag, self.minutes,
            self.still, view.screen.size, view.screen.text_percent, view.screen.lang, tuple(self.errors.items()),
            tuple(self.marks.items()),
        )  # fmt: skip

    def layout(self) -> None:
        """Place everything."""
        self._key = self._now()
        screen, px = self.view.screen, self.view.screen.px
        area = self.area
        rim = px(6) if self.narrow else px(14)
        back = Panel(THEME.ink, radius=18, shadow=0 if self.narrow else 10)
        back.place(area)
        self.inner = area.inflate(-2 * rim, -2 * rim)
        glass = Panel((0xEE, 0xF3, 0xF4), radius=8)
        glass.place(self.inner)
        self.head = pygame.Rect(self.inner.x, self.inner.y, self.inner.w, px(60))
        body = pygame.Rect(
            self.inner.x + px(18), self.head.bottom + px(10), self.inner.w - px(36), self.inner.bottom - self.head.bottom - px(20)
        )
        widgets: list[Widget] = [back, glass]
        if self.page == "trend":
            widgets += self._near(body)
        elif self.page == "setpoints":
            area = body.move(0, 0)
            area.h -= px(FOOT - 20) if self.narrow else 0
            widgets.append(scrolled(screen, "setpoints", area, self._setpoints))
        elif self.page != "main":
            widgets += self._own_page(body)
        elif self.narrow:
            widgets += self._tabbed(body)
        else:
            widgets += self._whole(body)
        old = self.form
        self.form = Form(widgets, cancel="back")
        self.form.adopt(old)

    def _whole(self, body: pygame.Rect) -> list[Widget]:
        """Mimic and trends side by side, keys, alarms below."""
        px = self.view.screen.px
        foot = px(44 + ROW * ROWS)
        keys = Column(self.view.screen, pygame.Rect(body.x, 0, body.w, 0))
        keys.row(self._keys(), between=10)
        high = keys.y
        alarms = pygame.Rect(self.inner.x, self.inner.bottom - foot, self.inner.w, foot)
        keys_top = alarms.y - high - px(10)
        for widget in keys.placed:
            widget.place(widget.rect.move(0, keys_top))
        room = pygame.Rect(body.x, body.y, body.w, keys_top - body.y - px(10))
        wide = min(round(room.h * WIDE / HIGH), round(room.w * 0.56))
        mimic = self._mimic()
        mimic.place(pygame.Rect(room.x, room.y, wide, room.h))
        trends = pygame.Rect(room.x + wide + px(10), room.y, room.w - wide - px(10), room.h)
        return [mimic, *self._trends(trends), *keys.placed, *self._alarms(alarms)]

    def _trends(self, area: pygame.Rect) -> list[Widget]:
        px = self.view.screen.px
        several = len(self.PAGES) > 1
        more = Button("more", self.view.t(f"deviation.more_{1 - self.more}"), height=44, size=20, style="bare", icon="step")
        wide = more.natural(self.view.screen)
        more.place(pygame.Rect(area.right - wide, area.bottom - px(44), wide, px(44)))
        tags = self.PAGES[self.more]
        room = area.h - px(32)
        shares = (0.34, 0.22, 0.22, 0.22) if self.more == 0 and several else (0.25,) * 4
        found: list[Widget] = []
        y = area.y
        for n, tag in enumerate(tags):
            last = n == len(tags) - 1
            high = round(room * shares[n]) - px(8) + (px(32) if last else 0)
            trend = Trend(self.view, tag, self.minutes, self.marks, times=last)
            trend.place(pygame.Rect(area.x, y, area.w, high))
            found.append(trend)
            y += high + px(8)
        return [*found, more] if several else list[Widget](found)

    def _alarms(self, area: pygame.Rect) -> list[Widget]:
        view, px = self.view, self.view.screen.px
        head = AlarmHead(view, opens=self.READS)
        head.place(pygame.Rect(area.x, area.y, area.w, px(44)))
        found: list[Widget] = [head]
        if view.seen.siren:
            silence = Button("press:silence", view.t("deviation.key_silence"), icon="bell-off", height=40, size=20)
            wide = silence.natural(view.screen)
            silence.place(pygame.Rect(area.right - wide - px(12), area.y + px(2), wide, px(40)))
            found.append(silence)
        box = pygame.Rect(area.x, area.y + px(44), area.w, area.h - px(44))
        ground = Panel(THEME.white, radius=0)
        ground.place(box)
        rows = scrolled(view.screen, "alarm_list", box, self._rows)
        return [*found, ground, rows]

    def _rows(self, column: Column) -> None:
        """The rows, each with its key laid over its right end."""
        view, px = self.view, self.view.screen.px
        for name in names(view):
            row = column.add(AlarmRow(view, name), gap=0)
            if name in view.seen.unread:
                key = Button(f"press:ack.{name}", view.t("deviation.ack"), height=40, size=20, icon="bell")
                wide = key.natural(view.screen)
                key.place(pygame.Rect(row.rect.right - wide - px(12), row.rect.y + px(4), wide, row.rect.h - px(8)))
                column.placed.append(key)

    def _keys(self) -> list[Widget]:
        view = self.view
        found: list[Widget] = [
            Button("declare", view.t("deviation.key_declare"), style="primary", icon="declare", height=52, size=22),
            *self._main_keys(),
        ]
        if not view.seen.printed:
            found.append(Button("press:print", view.t("deviation.key_print"), height=52, size=22, icon="form"))
        found.append(Button("setpoints", view.t(self.SETS_KEY), height=52, size=22))
        found.append(Button("back", view.t("deviation.key_away"), height=52, size=22))
        return found

    def _tabbed(self, body: pygame.Rect) -> list[Widget]:
        screen, px, view = self.view.screen, self.view.screen.px, self.view
        row = Column(screen, pygame.Rect(body.x, body.y, body.w, 0))
        tabs = [
            Button(f"tab.{name}", view.t(f"deviation.tab_{name}"), style="chosen" if name == self.tab else "plain", height=50, size=22)
            for name in TABS
        ]
        row.row([*tabs, Button("back", view.t("deviation.key_away"), height=50, size=22)], between=8)
        area = pygame.Rect(body.x, row.y + px(10), body.w, body.bottom - row.y - px(10) - px(FOOT - 20))
        fill = {"trends": self._trend_column, "alarms": self._alarm_column, "keys": self._key_column}[self.tab]
        return [*row.placed, scrolled(screen, f"body.{self.tab}", area, fill)]

    def _trend_column(self, column: Column) -> None:
        px = self.view.screen.px
        for tag in (tag for page in self.PAGES for tag in page):
            trend = Trend(self.view, tag, self.minutes, self.marks, times=True)
            trend.measure = lambda screen, width: px(190)  # type: ignore[method-assign]
            column.add(trend, gap=10)

    def _alarm_column(self, column: Column) -> None:
        view = self.view
        column.add(Label(view.t("deviation.unread", n=len(view.seen.unread)), BODY, weight="bold"))
        if view.seen.siren:
            column.add(Button("press:silence", view.t("deviation.key_silence"), icon="bell-off", height=50))
        self._rows(column)

    def _key_column(self, column: Column) -> None:
        column.row(self._keys()[:-1], between=10)
        self._facts_below(column)

    # --- a trend from near -------------------------------------------------------------------------------------------------

    def _near(self, body: pygame.Rect) -> list[Widget]:
        view, screen, px = self.view, self.view.screen, self.view.screen.px
        row = Column(screen, pygame.Rect(body.x, 0, body.w, 0))
        at = WIDTHS_MIN.index(self.minutes)
        spans = [
            Button("zoom_in", "+", height=52, enabled=at > 0, spoken=view.t("deviation.zoom_in")),
            Button("zoom_out", "−", height=52, enabled=at < len(WIDTHS_MIN) - 1, spoken=view.t("deviation.zoom_out")),
        ]
        keys: list[Widget] = [
            Button("mark", view.t("deviation.mark"), style="primary", icon="eye", height=52, size=22),
            Button("unmark", view.t("deviation.unmark"), height=52, size=22, enabled=self.tag in self.marks),
            *spans,
            Button("main", view.t("deviation.all_trends"), height=52, size=22),
        ]
        row.row(keys, between=10)
        top = body.bottom - row.y - (px(FOOT - 20) if self.narrow else 0)
        for widget in row.placed:
            widget.place(widget.rect.move(0, top))
        title = Label(view.t("deviation.near_title", what=view.t(f"deviation.tag_{self.tag}")), LEAD, weight="bold")
        title.place(pygame.Rect(body.x, body.y, body.w, title.measure(screen, body.w)))
        curve = BigTrend(view, self.tag, self.minutes, self.marks, self.cursor)
        curve.place(pygame.Rect(body.x, title.rect.bottom + px(6), body.w, top - title.rect.bottom - px(18)))
        return [title, curve, *row.placed]

    def show(self, tag: str) -> None:
        """Look at a trend closely."""
        if tag in SIGNALS:
            self.page, self.tag = "trend", tag
            self.cursor = self.marks.get(tag, self.view.seen.seconds // 10 * 10)
            self.layout()
            self.form.focus_on("curve")

    # --- set-points --------------------------------------------------------------------------------------------------------

    def _setpoints(self, column: Column) -> None:
        view = self.view
        seen = view.seen.screen()
        column.add(Label(view.t("deviation.sets_title"), HEAD, weight="bold"))
        column.add(Label(view.t("deviation.sets_what"), BODY, THEME.slate), gap=4)
        for loop in self.SETS:
            now = view.number(seen.setpoints[loop], 3 if loop == "feed" else 2) if seen else ""
            label = view.t(f"deviation.set_{loop}", now=now)
            column.add(Rule(), gap=10)
            column.add(field_for("number", f"set.{loop}", self.typed.get(loop, ""), label=label, error=self.errors.get(loop, "")), gap=8)
            column.add(Button(f"write.{loop}", view.t("deviation.set_write"), height=48, size=22), gap=8, width=view.screen.px(320))
        column.add(Button("main", view.t("deviation.all_trends"), height=56), gap=20)

    def _write(self, loop: str) -> Act | None:
        text = self.typed.get(loop, "").strip()
        found = typed.number(text, 2) if text else typed.Read(reason="empty")
        self.errors = {}
        if found.reason:
            self.errors[loop] = self.view.t(f"forms.reason_{found.reason}")
            self.layout()
            self.form.focus_on(f"set.{loop}")
            return None
        self._asked = loop
        return Act("write", self.view.seen.console, self._field(loop), "", Params(text=text))

    def refused(self, reason: str) -> bool:
        """The console did not take a value; True when that was shown in place."""
        if self.page != "setpoints" or not self._asked:
            return False
        said = self.view.told(f"deviation.refused_{reason}") or self.view.told(f"forms.reason_{reason}")
        self.errors = {self._asked: said or reason}
        self.layout()
        return True

    # --- events ------------------------------------------------------------------------------------------------------------

    def handle(self, event: pygame.Event) -> Answer:
        """One event."""
        fired = self.form.handle(event)
        return None if fired is None else self._on(fired)

    def _on(self, fired: Fired) -> Answer:
        console = self.view.seen.console
        name, _, rest = fired.id.partition(".")
        if fired.id.startswith("press:"):
            return f"press:{console}:{fired.id.removeprefix('press:')}"
        match name:
            case "declare":
                return f"declare:{console}:deviation"
            case "trend":
                return f"look:{console}:trend.{rest}"
            case "mark" | "unmark":
                return [Fill(console, f"mark.{self.tag}", str(self.cursor) if name == "mark" else "")]
            case "back" if self.page == "main":
                return CLOSE
            case "set" if not rest.endswith(".enter"):
                self.typed[rest] = str(fired.value)
                return None
            case "set" | "write":
                return self._write(rest.removesuffix(".enter"))
            case _:
                self._turn(fired, name, rest)
        return None

    def _turn(self, fired: Fired, name: str, rest: str) -> None:
        """What changes only what is shown."""
        at = WIDTHS_MIN.index(self.minutes)
        match name:
            case "back" | "main":
                self.page = "main"
            case "setpoints":
                self.page = "setpoints"
            case "tab":
                self.tab = rest
            case "more":
                self.more = 1 - self.more
            case "zoom_in" | "zoom_out":
                self.minutes = WIDTHS_MIN[max(0, min(len(WIDTHS_MIN) - 1, at + (1 if name == "zoom_out" else -1)))]
            case "cursor":
                self.cursor = int(str(fired.value))
                return
        self.layout()

    # --- a frame -----------------------------------------------------------------------------------------------------------

    def draw(self) -> None:
        """Paint it; lay it out again when something has changed."""
        if self._now() != self._key:
            for widget in self.form.all():
                if isinstance(widget, TextField):
                    self.typed[widget.id.removeprefix("set.")] = widget.text
            self.layout()
        head = heading(self.view, self.head, *self._headings())
        self._glass.draw(self.form, self.area, self._key, head, kept=not self.narrow and self.page != "setpoints")
