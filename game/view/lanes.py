"""A run as lanes one below the other: steps, findings, hazards, what was put right, germs, particles; a click or a drag goes there.

Signs carry every state as well as tints: a step with a finding has its sign, a missed hazard a cross.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pygame

from game.events import TICKS_PER_SECOND
from game.view import paint, svg
from game.view.screen import Screen
from game.view.theme import BODY, THEME, TICK, Colour, mix
from game.view.timeline import Mark, Timeline, spread
from game.view.widgets import Look
from scoring.wording import grouped

MOST_NAME = 0.24
LEAST_NAME = 270
"""Width of the names on the left: ui pixels at the least, but no more than that part of the whole."""
ROWS = (("steps", 50.0), ("findings", 50.0), ("hazards", 46.0), ("recovered", 46.0), ("load", 66.0), ("air", 66.0))
AXIS = 34
STROKE = 26
"""Length of the line before a word of the legend."""
GAP = 8
LEAST_WORDS = 5
"""Fewer letters than that, cut off, say nothing."""
HAZARD_ICONS = {"dealt": "done", "put_right": "again", "missed": "wrong", "not_met": "todo"}


@dataclass(frozen=True, slots=True)
class Span:
    """A step on the line of time.  sign: of the gravest finding in it, "" for none."""

    start: int
    end: int
    text: str
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """Something at a tick: a hazard met, a breach put right; status: a key of HAZARD_ICONS."""

    tick: int
    status: str
    text: str


@dataclass(frozen=True, slots=True)
class Tracks:
    """What the lanes show.  names: lane -> its words; curves: lane -> curves, one value a second; notes: lane -> unit;
    legend: lane -> a word a curve; most: the word before the highest value."""

    names: dict[str, str]
    steps: Sequence[Span] = ()
    hazards: Sequence[Spot] = ()
    recovered: Sequence[Spot] = ()
    curves: Mapping[str, Sequence[Sequence[float]]] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    legend: Mapping[str, Sequence[str]] = field(default_factory=dict)
    most: str = ""

    def rows(self) -> list[tuple[str, float]]:
        """The lanes there are, with their heights."""
        empty = {"steps": not self.steps, "hazards": not self.hazards, "recovered": not self.recovered}
        return [row for row in ROWS if not empty.get(row[0], row[0] in ("load", "air") and not any(self.curves.get(row[0], ())))]


class Lanes(Timeline):
    """Fires with the tick to go to, as its base does."""

    def __init__(self, id: str, ticks: int, marks: Sequence[Mark], spoken: str, tracks: Tracks) -> None:
        super().__init__(id, ticks, marks, spoken)
        self.tracks = tracks
        self._names = self._tail = 0

    def measure(self, screen: Screen, width: int) -> int:
        longest = max(screen.text.measure(self.tracks.names[name], 22, "semibold")[0] for name, _ in self.tracks.rows())
        self._names = min(round(width * MOST_NAME), max(screen.px(LEAST_NAME), longest + screen.px(24 + 20)))
        beside = [screen.text.measure(word, TICK)[0] for name, _ in self.tracks.rows() for word in self.tracks.legend.get(name, ())]
        self._tail = screen.px(24) + (screen.px(STROKE + 16) + max(beside) if beside else 0)
        total = float(AXIS)
        for _, high in self.tracks.rows():
            total += high + GAP
        return screen.px(total)

    def ring_radius(self, screen: Screen) -> int:
        return screen.px(8)

    def inner(self) -> tuple[int, int]:
        """Where time begins and ends, real pixels."""
        return self.rect.x + self._names, self.rect.right - self._tail

    def _x(self, tick: int) -> int:
        first, last = self.inner()
        return first + round((last - first) * tick / self.ticks)

    def _tick_at(self, x: int) -> int:
        first, last = self.inner()
        part = (x - first) / max(1, last - first)
        return round(min(1.0, max(0.0, part)) * self.ticks)

    def draw(self, screen: Screen, look: Look) -> None:
        surface = screen.surface
        surface.fill(THEME.mist, self.rect)
        first, last = self.inner()
        y = self.rect.y + screen.px(GAP)
        for name, high in self.tracks.rows():
            box = pygame.Rect(first, y, last - first, screen.px(high))
            self._name(screen, name, box)
            if name != "steps":
                paint.plate(surface, box, screen.px(8), THEME.white, THEME.line, max(1.0, 1.5 * screen.s))
            getattr(self, f"_draw_{name}", lambda s, b, n=name: self._draw_curve(s, b, n))(screen, box)
            y = box.bottom + screen.px(GAP)
        self._axis(screen, y)
        x = self._x(self.tick)
        surface.fill(THEME.ink, pygame.Rect(x - max(1, screen.px(1.5)), self.rect.y, max(2, screen.px(3)), y - self.rect.y))
        paint.disc(surface, (x, self.rect.y + screen.px(6)), screen.px(10), THEME.ink)

    def _name(self, screen: Screen, name: str, box: pygame.Rect) -> None:
        """The lane's words, and its value now below them."""
        x, now = self.rect.x + screen.px(24), self._now(name)
        room = box.x - x - screen.px(14)
        y = box.centery - (screen.px(13) if now else 0)
        size = screen.text.fit(self.tracks.names[name], room, 22, "semibold", TICK * 0.8)
        screen.text.draw(self.tracks.names[name], (x, y), size, THEME.ink, "semibold", "midleft")
        if now:
            small = screen.text.fit(now, room, TICK, least=TICK * 0.8)
            if screen.text.measure(now, small)[0] > room:
                small = TICK  # what has to be cut off anyway is at least easy to read
            screen.text.draw(_cut(screen, now, room, small), (x, box.centery + screen.px(14)), small, THEME.slate, anchor="midleft")

    def _now(self, name: str) -> str:
        if name in ("findings", "hazards", "recovered"):
            return ""
        if name == "steps":
            return next((span.text for span in self.tracks.steps if span.start <= self.tick < span.end), "")
        at = self.tick // TICKS_PER_SECOND
        values = [curve[min(at, len(curve) - 1)] for curve in self.tracks.curves[name] if curve]
        if not values:
            return ""
        most = max(max(curve) for curve in self.tracks.curves[name] if curve)
        return f"{grouped(round(max(values)))} {self.tracks.notes[name]} · {self.tracks.most} {grouped(round(most))}"

    def _draw_steps(self, screen: Screen, box: pygame.Rect) -> None:
        for span in self.tracks.steps:
            part = pygame.Rect(self._x(span.start), box.y, 0, box.h)
            part.w = max(4, self._x(span.end) - part.x - max(1, screen.px(3)))
            here = span.start <= self.tick < span.end
            pale, edge = (THEME.amber_pale, THEME.amber_deep) if span.sign else (THEME.green_pale, THEME.green)
            fill = mix(pale, THEME.amber if span.sign else edge, 0.4) if here else pale
            paint.plate(screen.surface, part, min(screen.px(8), part.w // 2), fill, edge, max(1.0, 2 * screen.s))
            side = screen.px(26)
            words = screen.text.measure(span.text, TICK, "semibold")[0]
            signed = part.w > side + screen.px(10)
            if signed:
                drawn = svg.sized(f"process/icons/{span.sign or 'done'}", side)
                x = part.x + screen.px(7) if part.w > words + side + screen.px(26) else part.centerx - side // 2
                screen.surface.blit(drawn, (x, part.centery - side // 2))
            if part.w > words + side + screen.px(26):
                at = (part.x + side + screen.px(14), part.centery)
                screen.text.draw(span.text, at, TICK, THEME.ink, "semibold", "midleft")

    def _draw_findings(self, screen: Screen, box: pygame.Rect) -> None:
        side = screen.px(34)
        for mark, x in self._signs(side, screen.px(4)):
            if abs(mark.tick - self.tick) < TICKS_PER_SECOND:
                paint.disc(screen.surface, (x, box.centery), side // 2 + screen.px(5), THEME.white, THEME.ink, max(2.0, 3 * screen.s))
            drawn = svg.sized(f"process/icons/{mark.severity}", side)
            screen.surface.blit(drawn, drawn.get_rect(center=(x, box.centery)))

    def _draw_hazards(self, screen: Screen, box: pygame.Rect) -> None:
        self._draw_spots(screen, box, self.tracks.hazards)

    def _draw_recovered(self, screen: Screen, box: pygame.Rect) -> None:
        self._draw_spots(screen, box, self.tracks.recovered)

    def _draw_spots(self, screen: Screen, box: pygame.Rect, spots: Sequence[Spot]) -> None:
        """Each sign at its moment, aside where it would hide the one before; as many of its words as there is room for."""
        side, gap = screen.px(28), screen.px(6)
        order = sorted(spots, key=lambda spot: spot.tick)
        middles = spread([self._x(spot.tick) for spot in order], side, gap, (box.x + gap, box.right - gap))
        ends = [x - side // 2 - screen.px(12) for x in middles[1:]] + [box.right - gap]
        for spot, x, end in zip(order, middles, ends, strict=True):
            drawn = svg.sized(f"process/icons/{HAZARD_ICONS[spot.status]}", side)
            screen.surface.blit(drawn, drawn.get_rect(center=(x, box.centery)))
            left = x + side // 2 + gap
            words = _cut(screen, spot.text, end - left)
            if words == spot.text or len(words) > LEAST_WORDS:
                screen.text.draw(words, (left, box.centery), TICK, THEME.ink, anchor="midleft")

    def _draw_curve(self, screen: Screen, box: pygame.Rect, name: str) -> None:
        tints: tuple[Colour, ...] = (THEME.petrol, THEME.glove)
        most = max((max(curve, default=0.0) for curve in self.tracks.curves[name]), default=0.0)
        high = box.h - screen.px(14)
        for curve, tint in zip(self.tracks.curves[name], tints, strict=False):
            if len(curve) > 1 and most > 0:
                step = max(1, len(curve) // max(1, box.w // 2))
                points = [
                    (self._x(at * TICKS_PER_SECOND), box.bottom - screen.px(6) - round(high * max(curve[at : at + step]) / most))
                    for at in range(0, len(curve), step)
                ]
                pygame.draw.lines(screen.surface, tint, False, points, max(2, screen.px(3)))
        words = self.tracks.legend.get(name, ())
        for at, (word, tint) in enumerate(zip(words, tints, strict=False)):
            x, y = box.right + screen.px(10), box.y + box.h * (2 * at + 1) // (2 * len(words))
            screen.surface.fill(tint, pygame.Rect(x, y - screen.px(2), screen.px(STROKE), max(2, screen.px(4))))
            screen.text.draw(word, (x + screen.px(STROKE + 6), y), TICK, THEME.slate, anchor="midleft")

    def _axis(self, screen: Screen, y: int) -> None:
        seconds = self.ticks // TICKS_PER_SECOND
        step = next((n for n in (15, 30, 60, 120, 300) if seconds / n <= 9), 600)
        for at in range(0, seconds + 1, step):
            x = self._x(at * TICKS_PER_SECOND)
            screen.text.draw(f"{at // 60:02d}:{at % 60:02d}", (x, y), TICK, THEME.slate, anchor="midtop")


def _cut(screen: Screen, words: str, room: int, size: float = TICK) -> str:
    """As much of it as fits, with an ellipsis where something is left off."""
    if screen.text.measure(words, size)[0] <= room:
        return words
    while words and screen.text.measure(words + "…", size)[0] > room:
        words = words[:-1]
    return f"{words.rstrip()}…" if words else ""


def caption(screen: Screen, lines: Sequence[tuple[str, str]], bottom: int) -> None:
    """(sign, words) on white, one above the other, the lowest ending at `bottom`."""
    y = bottom
    for icon, text in reversed(lines):
        side, pad = screen.px(38), screen.px(16)
        room = min(screen.width - screen.px(64), screen.px(900)) - side - 3 * pad
        words = screen.text.paragraph(text, min(room, screen.text.measure(text, BODY, "semibold")[0] + 2), BODY, THEME.ink, "semibold", 1.2)
        box = pygame.Rect(screen.px(32), 0, words.get_width() + side + 3 * pad, max(words.get_height(), side) + pad)
        box.bottom = y
        paint.plate(screen.surface, box, min(box.h // 2, screen.px(30)), THEME.white, None, 0, screen.px(8))
        screen.surface.blit(svg.sized(f"process/icons/{icon}", side), (box.x + pad, box.centery - side // 2))
        screen.surface.blit(words, (box.x + side + 2 * pad, box.centery - words.get_height() // 2))
        y = box.y - screen.px(10)
