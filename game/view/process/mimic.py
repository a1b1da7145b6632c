"""The mimic: vessel, gas, feed, exhaust in the signs of the trade, with the values that belong to them."""

from __future__ import annotations

from collections.abc import Hashable

import pygame

from game.view import paint, svg
from game.view.deviation.view import DeviationView
from game.view.layers import Kept
from game.view.process.signals import shown, state
from game.view.screen import Screen
from game.view.theme import THEME, Colour
from game.view.widgets import Look, Widget

WIDE, HIGH = 724, 652
"""Its own units: pixels at 1920 x 1080."""
SIGNS = (
    ("vessel", 206, 133), ("agitator", 276, 101), ("sparger", 266, 401), ("gas-mixer", 0, 481), ("bottle", 15, 79), ("scale", -1, 177),
    ("filter", 424, 16), ("flowmeter", 215, 524),
)  # fmt: skip
PIPES = (
    "M47 90V52H124M176 52H249V150", "M383 150V48H434M476 48H548", "M92 556H122M170 556H216M278 556H326V420",
)  # fmt: skip
LEAST = 18.0
"""Smallest lettering, ui pixels."""
BUBBLES = (("do", "AIC", "204", 219), ("ph", "pHI", "205", 324), ("temp", "TIC", "206", 430))


class Mimic(Widget):
    """Not worked: it shows."""

    focusable = False

    def __init__(self, view: DeviationView) -> None:
        super().__init__("mimic")
        self.view = view
        self._k = 1.0
        self._kept, self._signs = Kept(), Kept()
        self.beneath: Hashable = ()
        """How the page under it stands."""

    def measure(self, screen: Screen, width: int) -> int:
        return round(width * HIGH / WIDE)

    def draw(self, screen: Screen, look: Look) -> None:
        view = self.view
        seen = view.seen.screen()
        if seen is None:
            return
        self._k = min(self.rect.w / WIDE, self.rect.h / HIGH)
        running = view.seen.plant().feed_pump != "still"
        said = tuple(shown(view, tag, seen.readings[tag]) for tag in ("do", "ph", "temp", "pressure", "feed"))
        others = round(seen.feed_set_l_h, 3), round(seen.rpm), f"{seen.o2_valve_pct:.0f}", round(seen.flow_l_min, 1)
        fed = seen.o2_valve_pct > 2
        key = said, others, running, fed, len(view.seen.history), view.seen.alarms, self.beneath
        self._kept.draw(screen.surface, self.rect, key, lambda: self._paint(screen, running=running, fed=fed))

    def _paint(self, screen: Screen, *, running: bool, fed: bool) -> None:
        self._signs.draw(screen.surface, self.rect, (running, fed, self.beneath), lambda: self._plan(screen, running=running, fed=fed))
        self._values(screen)

    def _plan(self, screen: Screen, *, running: bool, fed: bool) -> None:
        k = self._k
        body = "".join(f'<path d="{d}" fill="none" stroke="#0F3540" stroke-width="4" stroke-linejoin="round"/>' for d in PIPES)
        body += '<path d="M548 38L572 48L548 58Z M296 546L318 556L296 566Z" fill="#0F3540"/>'
        screen.surface.blit(svg.inline(body, (round(WIDE * k), round(HIGH * k)), (WIDE, HIGH)), self.rect.topleft)
        for name, x, y in SIGNS:
            screen.surface.blit(svg.load(f"process/mimic/{name}", k), self._at(x, y))
        screen.surface.blit(svg.load(f"process/mimic/pump-{'on' if running else 'off'}", k), self._at(118, 20))
        screen.surface.blit(svg.load(f"process/mimic/valve-{'open' if fed else 'closed'}", k), self._at(114, 516))

    def _at(self, x: float, y: float) -> tuple[int, int]:
        """From its own units to the window."""
        return round(self.rect.x + x * self._k), round(self.rect.y + y * self._k)

    def _text(
        self, words: str, x: float, y: float, size: float = 22, ink: Colour = THEME.slate, weight: str = "regular", anchor: str = "midleft"
    ) -> pygame.Rect:
        screen = self.view.screen
        return screen.text.draw(words, self._at(x, y), max(LEAST, size * self._k / screen.s), ink, weight, anchor)

    def _values(self, screen: Screen) -> None:
        view = self.view
        seen = view.seen.screen()
        assert seen is not None  # noqa: S101
        self._text(view.t("deviation.mimic_feed"), 0, 232)
        self._text(f"{view.number(seen.readings['feed'], 2)} kg", 0, 262, 26, THEME.ink, "bold")
        self._text(f"{view.number(seen.feed_set_l_h, 3)} L/h", 0, 292, 20)
        self._text(view.t("deviation.mimic_vent"), 582, 48)
        self._text(shown(view, "rpm", seen.rpm), 398, 122, 26, THEME.ink, "bold")
        self._text(view.t("deviation.mimic_gas"), 0, 460)
        self._text(view.t("deviation.tag_o2_valve"), 146, 496, anchor="center")
        self._text(f"{seen.o2_valve_pct:.0f}\u00a0%", 146, 606, 26, THEME.ink, "bold", "center")
        self._text(view.t("deviation.mimic_flow"), 262, 496, anchor="center")
        flow = self._text(f"{view.number(seen.flow_l_min)} L/min", 262, 614, 26, THEME.ink, "bold", "center")
        paint.plate(screen.surface, flow.inflate(screen.px(16), screen.px(6)), screen.px(6), None, THEME.ink, max(1, screen.px(2)))
        self._text(shown(view, "pressure", seen.readings["pressure"]), 398, 82, 22, THEME.ink, "bold")
        for tag, letters, loop, y in BUBBLES:
            self._bubble(screen, tag, letters, loop, y)

    def _bubble(self, screen: Screen, tag: str, letters: str, loop: str, y: float) -> None:
        view = self.view
        seen = view.seen.screen()
        assert seen is not None  # noqa: S101
        how = state(view, tag)
        name = {"action": "alarm", "alert": "alert", "normal": "normal"}[how]
        screen.surface.blit(svg.load(f"process/mimic/bubble-{name}", self._k), self._at(498 - 36, y - 36))
        pygame.draw.line(screen.surface, THEME.slate, self._at(434, y), self._at(460, y), max(1, screen.px(3)))
        ink = {"action": THEME.red, "alert": THEME.amber_deep, "normal": THEME.ink}[how]
        self._text(letters, 498, y - 14, 20, ink, "bold", "center")
        self._text(loop, 498, y + 14, 18, THEME.ink, "regular", "center")
        self._text(view.t(f"deviation.tag_{tag}"), 548, y - 20, 20)
        text = shown(view, tag, seen.readings[tag])
        if how == "action":
            box = self._text(text, 558, y + 14, 28, THEME.red, "bold").inflate(screen.px(18), screen.px(6))
            paint.plate(screen.surface, box, screen.px(6), THEME.red)
            self._text(text, 558, y + 14, 28, THEME.white, "bold")
        else:
            self._text(text, 548, y + 14, 28, ink, "bold")
