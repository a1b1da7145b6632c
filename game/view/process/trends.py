"""Trends: a curve with its limits and set-point, a cursor that reads it, and marks that are the trainee's own."""

from __future__ import annotations

import functools
import math
from collections.abc import Hashable, Mapping

import pygame

from game.view import paint, svg
from game.view.deviation.view import DeviationView
from game.view.process.signals import SIGNALS, latest, limits, point_of, second_of, setpoint, shown, state, values
from game.view.screen import Screen
from game.view.theme import BODY, HEAD, THEME, TICK, Colour
from game.view.widgets import Fired, Look, Widget

GRID: Colour = (0xE3, 0xEA, 0xEC)
BAND: Colour = (0xE6, 0xF1, 0xF4)
WIDTHS_MIN = (15, 30, 60, 90)
"""Minutes that a trend may show."""
TICKS_MIN = {15: 5, 30: 10, 60: 15, 90: 30}
FEED_SPAN = 0.35
NARROWED = ("o2_valve",)
"""Signals whose scale goes along with them, so that a slow slide can be seen; its ends are written beside it."""
FLAG = 10
"""So far a mark stands out above its curve, ui pixels."""


class Chart:
    """The frame of a curve: from seconds and values to pixels."""

    def __init__(self, view: DeviationView, tag: str, box: pygame.Rect, minutes: int) -> None:
        self.view, self.tag, self.box, self.minutes = view, tag, box, minutes
        self.end = self.end_of(view, box, minutes)
        self.start = self.end - minutes * 60
        signal = SIGNALS[tag]
        self.low, self.high = signal.low, signal.high
        if tag == "feed":
            last = latest(view, tag)
            self.high = math.ceil((last + FEED_SPAN * minutes / 60) * 20) / 20
            self.low = self.high - FEED_SPAN * 1.6 * minutes / 60
        elif tag in NARROWED:
            shown_now = values(view, tag, max(0, point_of(self.start))) or [latest(view, tag)]
            self.low = max(signal.low, math.floor(min(shown_now) / 10) * 10 - 10.0)
            self.high = min(signal.high, math.ceil(max(shown_now) / 10) * 10 + 10.0)

    @staticmethod
    def end_of(view: DeviationView, box: pygame.Rect, minutes: int) -> int:
        """Second of the run at its right edge: it goes on by whole pixels."""
        step = minutes * 60 / max(1, box.w)
        return int(int(max(view.seen.seconds, 0) / step) * step)

    def x(self, second: float) -> float:
        """Column of a second of the run."""
        return self.box.x + (second - self.start) / (self.end - self.start) * self.box.w

    def y(self, value: float) -> float:
        """Row of a value, kept on the paper."""
        share = (min(self.high, max(self.low, value)) - self.low) / (self.high - self.low)
        return self.box.bottom - 1 - share * (self.box.h - 2)

    def second(self, x: float) -> int:
        """The second under a column, to the whole ten."""
        return second_of(point_of(self.start + (x - self.box.x) / max(1, self.box.w) * (self.end - self.start)))

    def at(self, second: int) -> float | None:
        """The value then, None where there is no trend."""
        point = point_of(second)
        return values(self.view, self.tag, point)[0] if 0 <= point < len(self.view.seen.history) else None

    def draw(self, marks: Mapping[str, int], cursor: int | None, *, lettering: bool) -> None:
        """Paper, grid, limits, curve, marks, cursor."""
        screen = self.view.screen
        surface = screen.surface
        paint.plate(surface, self.box, screen.px(8), THEME.white, THEME.line, max(1.0, 1.5 * screen.s))
        old = surface.get_clip()
        surface.set_clip(self.box.clip(old))
        self._grid(screen)
        self._limits(screen, lettering=lettering)
        self._curve(screen)
        surface.set_clip(old)
        if lettering and self.tag in (*NARROWED, "feed"):
            self._ends(screen)
        for name, second in marks.items():
            if self.start <= second <= self.end and name == self.tag:
                self._mark(screen, second)
        if cursor is not None and self.start <= cursor <= self.end:
            self._cursor(screen, cursor)

    def _grid(self, screen: Screen) -> None:
        for second in self.ticks():
            x = round(self.x(second))
            pygame.draw.line(screen.surface, GRID, (x, self.box.y), (x, self.box.bottom), max(1, screen.px(2)))

    def ticks(self) -> list[int]:
        """Seconds of the run at which the clock shows a round time."""
        step = TICKS_MIN[self.minutes] * 60
        first = -(-self.start // step) * step
        return list(range(first, self.end + 1, step))

    def _ends(self, screen: Screen) -> None:
        """Where a scale goes along with its curve: what its ends are."""
        decimals = max(1, SIGNALS[self.tag].decimals) if self.tag == "feed" else 0
        x, gap = self.box.x + screen.px(10), screen.px(3)
        screen.text.draw(self.view.number(self.high, decimals), (x, self.box.y + gap), TICK, THEME.slate, "semibold", "topleft")
        screen.text.draw(self.view.number(self.low, decimals), (x, self.box.bottom - gap), TICK, THEME.slate, "semibold", "bottomleft")

    def _limits(self, screen: Screen, *, lettering: bool) -> None:
        view, last, right, taken = self.view, -1000, 0, list[pygame.Rect]()
        for spec in limits(view, self.tag):
            if not self.low < spec.limit < self.high:
                continue
            colour = THEME.red if spec.level == "action" else THEME.amber_deep
            y = round(self.y(spec.limit))
            dashes(screen, (self.box.x, y), self.box.right, colour)
            if lettering:
                words = f"{view.number(spec.limit, SIGNALS[self.tag].decimals)} {view.t(f'deviation.level_{spec.level}')}"
                above = spec.side == "low"
                # Where two limits lie too near each other for one column, the second stands beside the first.
                x, last = (right + screen.px(24) if abs(y - last) < screen.px(24) else self.box.x + screen.px(10)), y
                right = self._letter(screen, words, (x, y), colour, taken, above=above)
        point = setpoint(view, self.tag)
        if point is not None:
            y = round(self.y(point))
            dots(screen, (self.box.x, y), self.box.right)
            if lettering:
                words = f"{view.number(point, SIGNALS[self.tag].decimals)} {view.t('deviation.setpoint')}"
                self._letter(screen, words, (self.box.x + screen.px(10), y), THEME.slate, taken, above=True)

    def _letter(self, screen: Screen, words: str, at: tuple[int, int], colour: Colour, taken: list[pygame.Rect], *, above: bool) -> int:
        """Words on a line of the chart, where they hide no others (a small chart has room for few); returns their right edge."""
        box = pygame.Rect(at[0], 0, *screen.text.measure(words, TICK, "semibold"))
        if above:
            box.bottom = at[1] - screen.px(2)
        else:
            box.top = at[1] + screen.px(2)
        if box.inflate(0, -box.h // 3).collidelist(taken) < 0:
            taken.append(box.inflate(0, -box.h // 3))
            screen.text.draw(words, box.topleft, TICK, colour, "semibold")
        return box.right

    def _curve(self, screen: Screen) -> None:
        first = max(0, point_of(self.start))
        found = values(self.view, self.tag, first)
        if len(found) < 2:
            return
        # As `x` and `y` have it, without a call for each of some hundred points.
        low, high, span = self.low, self.high, self.end - self.start
        left, wide, foot, tall = self.box.x, self.box.w, self.box.bottom - 1, self.box.h - 2
        seconds = range(second_of(first) - self.start, second_of(first + len(found)) - self.start, second_of(1) - second_of(0))
        points = [
            (left + second / span * wide, foot - (min(high, max(low, one)) - low) / (high - low) * tall)
            for second, one in zip(seconds, found, strict=True)
        ]
        colour = {"action": THEME.red, "alert": THEME.amber_deep}.get(state(self.view, self.tag), THEME.ink)
        pygame.draw.lines(screen.surface, THEME.petrol, False, points, max(2, screen.px(3)))
        pygame.draw.aalines(screen.surface, THEME.petrol, False, points)
        pygame.draw.aacircle(
            screen.surface, colour, (min(points[-1][0], self.box.right - screen.px(6)), points[-1][1]), max(3, screen.px(6))
        )

    def _mark(self, screen: Screen, second: int) -> None:
        x, px = round(self.x(second)), screen.px
        for y in range(self.box.y, self.box.bottom, px(9)):
            pygame.draw.line(screen.surface, THEME.ink, (x, y), (x, min(self.box.bottom, y + px(4))), max(2, px(3)))
        top = self.box.y + px(2)
        pygame.draw.polygon(screen.surface, THEME.ink, [(x - px(9), top - px(FLAG)), (x + px(9), top - px(FLAG)), (x, top + px(4))])
        left = x + px(8) if x < self.box.right - px(90) else x - px(8)
        anchor = "topleft" if left > x else "topright"
        screen.text.draw(self.view.at_clock(second), (left, self.box.y + px(4)), TICK, THEME.ink, "bold", anchor)

    def _cursor(self, screen: Screen, second: int) -> None:
        x = round(self.x(second))
        pygame.draw.line(screen.surface, THEME.petrol_light, (x, self.box.y), (x, self.box.bottom), max(2, screen.px(2)))
        value = self.at(second)
        if value is not None:
            pygame.draw.aacircle(screen.surface, THEME.white, (x, self.y(value)), max(5, screen.px(9)))
            pygame.draw.aacircle(screen.surface, THEME.petrol_light, (x, self.y(value)), max(4, screen.px(7)))


def dashes(screen: Screen, start: tuple[int, int], end: int, colour: Colour) -> None:
    """A dashed line to the right."""
    long, gap, thick = screen.px(11), screen.px(6), max(1, screen.px(2))
    screen.surface.blit(_dashed(max(1, end - start[0] + 1), long, gap, thick, colour), (start[0], start[1] - thick))


@functools.lru_cache(64)
def _dashed(wide: int, long: int, gap: int, thick: int, colour: Colour) -> pygame.Surface:
    """A sheet twice as high as the line and one row more; its middle row is where the line is drawn."""
    sheet = pygame.Surface((wide, 2 * thick + 1), pygame.SRCALPHA)
    for x in range(0, wide - 1, long + gap):
        pygame.draw.line(sheet, colour, (x, thick), (min(wide - 1, x + long), thick), thick)
    return sheet


def dots(screen: Screen, start: tuple[int, int], end: int) -> None:
    """A dotted line to the right."""
    dot = max(2, screen.px(3)), max(2, screen.px(2))
    screen.surface.blit(_dotted(max(1, end - start[0]), screen.px(8), dot), start)


@functools.lru_cache(16)
def _dotted(wide: int, every: int, dot: tuple[int, int]) -> pygame.Surface:
    sheet = pygame.Surface((wide + dot[0], dot[1]), pygame.SRCALPHA)
    for x in range(0, wide, every):
        pygame.draw.rect(sheet, THEME.steel, pygame.Rect(x, 0, *dot))
    return sheet


class Trend(Widget):
    """One trend among others: its curve, its value and state at the right.  Fires when it is to be looked at closer."""

    def __init__(self, view: DeviationView, tag: str, minutes: int, marks: Mapping[str, int], *, times: bool) -> None:
        super().__init__(f"trend.{tag}")
        self.view, self.tag, self.minutes, self.marks, self.times = view, tag, minutes, marks, times

    def words(self) -> str:
        view = self.view
        said = view.t(f"deviation.level_{state(view, self.tag)}")
        return f"{view.t(f'deviation.tag_{self.tag}')} {shown(view, self.tag, latest(view, self.tag))} {said}"

    def ring_radius(self, screen: Screen) -> int:
        return screen.px(8)

    def activate(self) -> Fired | None:
        return Fired(self.id, self.tag)

    def _places(self, screen: Screen) -> tuple[pygame.Rect, int]:
        """Of the curve; how wide the value beside it may be."""
        room = min(screen.px(190), self.rect.w // 3)
        foot = screen.px(32) if self.times else 0
        return pygame.Rect(self.rect.x, self.rect.y, self.rect.w - room - screen.px(14), self.rect.h - foot), room

    def shows(self) -> Hashable:
        """All that its look depends on besides how the page stands."""
        view = self.view
        end = Chart.end_of(view, self._places(view.screen)[0], self.minutes)
        return len(view.seen.history), end, tuple(self.marks.items()), view.seen.alarms, setpoint(view, self.tag)

    def draw(self, screen: Screen, look: Look) -> None:
        px = screen.px
        box, room = self._places(screen)
        chart = Chart(self.view, self.tag, box, self.minutes)
        chart.draw(self.marks, None, lettering=box.h > px(110))
        if look.hover:
            paint.plate(screen.surface, self.rect.inflate(px(6), px(6)), px(8), None, THEME.petrol_light, max(1, px(2)))
        value(self.view, self.tag, pygame.Rect(box.right + px(14), box.y, room, box.h))
        if self.times:
            axis(self.view, chart)


def axis(view: DeviationView, chart: Chart) -> None:
    """The clock below a curve."""
    screen = view.screen
    for second in chart.ticks():
        x = chart.x(second)
        if chart.box.x + screen.px(24) <= x <= chart.box.right - screen.px(24):
            screen.text.draw(view.at_clock(second), (x, chart.box.bottom + screen.px(4)), TICK, THEME.slate, "semibold", "midtop")


def value(view: DeviationView, tag: str, box: pygame.Rect) -> None:
    """Name, value and state of a signal, as high as there is room."""
    screen, px = view.screen, view.screen.px
    how = state(view, tag)
    ink = THEME.red if how == "action" else THEME.ink
    name = view.t(f"deviation.tag_{tag}")
    size = screen.text.fit(name, box.w, 22, "regular", 15)
    screen.text.draw(name, (box.x, box.y), size, THEME.slate)
    screen.text.draw(shown(view, tag, latest(view, tag)), (box.x, box.y + px(24)), HEAD - 2, ink, "bold")
    if box.h >= px(98):
        side = px(28)
        icon = {"action": "alarm", "alert": "alert", "normal": "normal"}[how]
        screen.surface.blit(svg.sized(f"process/icons/{icon}", side), (box.x, box.y + px(70)))
        colour = {"action": THEME.red, "alert": THEME.amber_deep, "normal": THEME.ink}[how]
        screen.text.draw(
            view.t(f"deviation.level_{how}"), (box.x + side + px(8), box.y + px(70) + side // 2), 22, colour, "semibold", "midleft"
        )


class BigTrend(Widget):
    """One trend looked at closely: the cursor goes with the mouse or the arrows and reads time and value."""

    def __init__(self, view: DeviationView, tag: str, minutes: int, marks: Mapping[str, int], cursor: int) -> None:
        super().__init__("curve")
        self.view, self.tag, self.minutes, self.marks = view, tag, minutes, marks
        self.second = cursor
        """Where the cursor stands; `cursor` is the pointer's shape over any widget."""
        self._chart: Chart | None = None

    def words(self) -> str:
        return f"{self.view.t(f'deviation.tag_{self.tag}')} {self.read()}"

    def read(self) -> str:
        """Time and value at the cursor."""
        chart = self._frame()
        found = chart.at(self.second)
        said = shown(self.view, self.tag, found) if found is not None else "—"
        return f"{self.view.at_clock(self.second)}   {said}"

    def _frame(self) -> Chart:
        px = self.view.screen.px
        box = pygame.Rect(self.rect.x, self.rect.y + px(44), self.rect.w, self.rect.h - px(80))
        return Chart(self.view, self.tag, box, self.minutes)

    def ring_radius(self, screen: Screen) -> int:
        return screen.px(8)

    def shows(self) -> Hashable:
        """All that its look depends on besides how the page stands."""
        view = self.view
        return len(view.seen.history), view.seen.seconds, self.second, tuple(self.marks.items()), view.seen.alarms, setpoint(view, self.tag)

    def draw(self, screen: Screen, look: Look) -> None:
        chart = self._frame()
        screen.text.draw(self.read(), (self.rect.x, self.rect.y), BODY + 6, THEME.petrol, "bold")
        chart.draw(self.marks, self.second, lettering=True)
        axis(self.view, chart)

    def press(self, pos: tuple[int, int], clicks: int = 1) -> Fired | None:
        return self.drag(pos)

    def drag(self, pos: tuple[int, int]) -> Fired | None:
        return self._moved(self._frame().second(pos[0]))

    def click(self, pos: tuple[int, int]) -> Fired | None:
        return None

    def activate(self) -> Fired | None:
        return Fired("mark", self.second)

    def key(self, event: pygame.Event) -> Fired | bool:
        step = (
            {pygame.K_LEFT: -60, pygame.K_RIGHT: 60, pygame.K_PAGEUP: -300, pygame.K_PAGEDOWN: 300}.get(event.key)
            if event.type == pygame.KEYDOWN
            else None
        )
        return self._moved(self.second + step) if step else False

    def _moved(self, second: int) -> Fired:
        chart = self._frame()
        self.second = max(chart.start, min(chart.end, second))
        return Fired("cursor", self.second)
