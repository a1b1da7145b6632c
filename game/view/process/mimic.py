"""The mimic: vessel, gas, feed, exhaust in the signs of the trade, with the values that belong to them."""

from __future__ import annotations

from collections.abc import Hashable

import pygame

from game.view import paint, svg
from game.view.deviation.view import DeviationView
from game.view.layers import Item
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
NAMES = (
    ("mimic_feed", 0, 232, "midleft"), ("mimic_vent", 582, 48, "midleft"), ("mimic_gas", 0, 460, "midleft"),
    ("tag_o2_valve", 146, 496, "center"), ("mimic_flow", 262, 496, "center"),
)  # fmt: skip
BUBBLES = (("do", "AIC", "204", 219), ("ph", "pHI", "205", 324), ("temp", "TIC", "206", 430))


class Mimic(Widget):
    """Not worked: it shows."""

    focusable = False

    def __init__(self, view: DeviationView) -> None:
        super().__init__("mimic")
        self.view = view
        self._key: Hashable = None
        self._items: list[Item] = []

    @property
    def _k(self) -> float:
        return min(self.rect.w / WIDE, self.rect.h / HIGH)

    def measure(self, screen: Screen, width: int) -> int:
        return round(width * HIGH / WIDE)

    def shows(self) -> Hashable:
        """All that its look depends on besides how the page stands."""
        view, seen = self.view, self.view.seen.screen()
        if seen is None:
            return None
        said = tuple(shown(view, tag, seen.readings[tag]) for tag in ("do", "ph", "temp", "pressure", "feed"))
        others = round(seen.feed_set_l_h, 3), round(seen.rpm), f"{seen.o2_valve_pct:.0f}", round(seen.flow_l_min, 1), seen.o2_valve_pct > 2
        return said, others, view.seen.plant().feed_pump != "still", len(view.seen.history), view.seen.alarms

    def items(self, screen: Screen) -> list[Item]:
        """Its parts: the plan, and each value for itself."""
        key = self.shows(), tuple(self.rect), screen.s, screen.lang
        if key != self._key:
            self._key, self._items = key, self._parts()
        return self._items

    def draw(self, screen: Screen, look: Look) -> None:
        for item in self.items(screen):
            item.paint()

    def _parts(self) -> list[Item]:
        view, seen = self.view, self.view.seen.screen()
        if seen is None:
            return []
        running, fed = view.seen.plant().feed_pump != "still", seen.o2_valve_pct > 2
        word, number = self._word, view.number
        flow = word("flow", f"{number(seen.flow_l_min)} L/min", 262, 614, 26, anchor="center", framed=True)
        return [
            Item(f"{self.id}.plan", (running, fed), self.rect, lambda: self._plan(view.screen, running=running, fed=fed)),
            word("feed", f"{number(seen.readings['feed'], 2)} kg", 0, 262, 26),
            word("feed_set", f"{number(seen.feed_set_l_h, 3)} L/h", 0, 292, 20, THEME.slate, "regular"),
            word("rpm", shown(view, "rpm", seen.rpm), 398, 122, 26),
            word("valve", f"{seen.o2_valve_pct:.0f}\u00a0%", 146, 606, 26, anchor="center"),
            flow,
            word("pressure", shown(view, "pressure", seen.readings["pressure"]), 398, 82, 22),
            *(self._reading(tag, letters, loop, y) for tag, letters, loop, y in BUBBLES),
        ]

    def _plan(self, screen: Screen, *, running: bool, fed: bool) -> None:
        k = self._k
        body = "".join(f'<path d="{d}" fill="none" stroke="#0F3540" stroke-width="4" stroke-linejoin="round"/>' for d in PIPES)
        body += '<path d="M548 38L572 48L548 58Z M296 546L318 556L296 566Z" fill="#0F3540"/>'
        screen.surface.blit(svg.inline(body, (round(WIDE * k), round(HIGH * k)), (WIDE, HIGH)), self.rect.topleft)
        for name, x, y in SIGNS:
            screen.surface.blit(svg.load(f"process/mimic/{name}", k), self._at(x, y))
        screen.surface.blit(svg.load(f"process/mimic/pump-{'on' if running else 'off'}", k), self._at(118, 20))
        screen.surface.blit(svg.load(f"process/mimic/valve-{'open' if fed else 'closed'}", k), self._at(114, 516))
        for name, x, y, anchor in NAMES:
            self._text(self.view.t(f"deviation.{name}"), x, y, anchor=anchor)

    def _at(self, x: float, y: float) -> tuple[int, int]:
        """From its own units to the window."""
        return round(self.rect.x + x * self._k), round(self.rect.y + y * self._k)

    def _text(
        self, words: str, x: float, y: float, size: float = 22, ink: Colour = THEME.slate, weight: str = "regular", anchor: str = "midleft"
    ) -> pygame.Rect:
        return self.view.screen.text.draw(words, self._at(x, y), self._size(size), ink, weight, anchor)

    def _size(self, size: float) -> float:
        return max(LEAST, size * self._k / self.view.screen.s)

    def _word(
        self,
        name: str,
        words: str,
        x: float,
        y: float,
        size: float,
        ink: Colour = THEME.ink,
        weight: str = "bold",
        anchor: str = "midleft",
        *,
        framed: bool = False,
    ) -> Item:
        """Words that change, as a thing of their own; framed: with a line about them."""
        screen = self.view.screen
        drawn = screen.text.line(words, self._size(size), ink, weight)
        box = drawn.get_rect(**{anchor: self._at(x, y)})
        frame = box.inflate(screen.px(16), screen.px(6))

        def paint_it() -> None:
            screen.surface.blit(drawn, box)
            if framed:
                paint.plate(screen.surface, frame, screen.px(6), None, THEME.ink, max(1, screen.px(2)))

        return Item(f"{self.id}.{name}", (words, ink), frame, paint_it)

    def _reading(self, tag: str, letters: str, loop: str, y: float) -> Item:
        """What a loop shows and how it stands, in its bubble and beside it."""
        view = self.view
        seen, how = view.seen.screen(), state(view, tag)
        text = shown(view, tag, seen.readings[tag])
        box = pygame.Rect(self._at(434, y - 40), (self.rect.right - self._at(434, y)[0], round(80 * self._k)))
        return Item(f"{self.id}.{tag}", (text, how), box, lambda: self._bubble(view.screen, (tag, letters, loop), y, how, text))

    def _bubble(self, screen: Screen, names: tuple[str, str, str], y: float, how: str, text: str) -> None:
        view, (tag, letters, loop) = self.view, names
        name = {"action": "alarm", "alert": "alert", "normal": "normal"}[how]
        screen.surface.blit(svg.load(f"process/mimic/bubble-{name}", self._k), self._at(498 - 36, y - 36))
        pygame.draw.line(screen.surface, THEME.slate, self._at(434, y), self._at(460, y), max(1, screen.px(3)))
        ink = {"action": THEME.red, "alert": THEME.amber_deep, "normal": THEME.ink}[how]
        self._text(letters, 498, y - 14, 20, ink, "bold", "center")
        self._text(loop, 498, y + 14, 18, THEME.ink, "regular", "center")
        self._text(view.t(f"deviation.tag_{tag}"), 548, y - 20, 20)
        if how == "action":
            box = self._text(text, 558, y + 14, 28, THEME.red, "bold").inflate(screen.px(18), screen.px(6))
            paint.plate(screen.surface, box, screen.px(6), THEME.red)
            self._text(text, 558, y + 14, 28, THEME.white, "bold")
        else:
            self._text(text, 548, y + 14, 28, ink, "bold")
