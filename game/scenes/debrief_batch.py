"""The batch after a deviation: how it ends as it was left, beside how it would have ended.  Consequence, never points.

A culture is told by what lives and what was made, a filled batch by what became of its units.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pygame

from game.scenes.base import Context
from game.spec import LevelSpec
from game.view import paint
from game.view.screen import Screen
from game.view.theme import BODY, HEAD, LEAD, THEME
from game.view.widgets import Column, Label, Picture, Rule
from scoring.wording import grouped

if TYPE_CHECKING:
    from game.session.deviation.outcome import Outcomes, Row

ROWS = ("left", "alone", "calm")
BAR_HIGH = 44


class BatchStory:
    """Computes in the background, from when somebody first wants to see it."""

    def __init__(self, level: LevelSpec, seed: int, world: Any) -> None:
        self.level, self.seed, self._world = level, seed, world
        self.found: Outcomes | None = None
        self._thread: threading.Thread | None = None

    def begin(self) -> None:
        """Start once."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="batch", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        from game.session.deviation.outcome import outcomes

        self.found = outcomes(self.level, self.seed, self._world)

    def wait(self) -> None:
        """Until it is known (for tests and pictures)."""
        self.begin()
        if self._thread is not None:
            self._thread.join()


def story(level: LevelSpec, seed: int, world: Any) -> BatchStory | None:
    """What there is to tell of a run; None for another scene, and for a run without anything that went on."""
    return BatchStory(level, seed, world) if level.scene == "deviation" and world.tick > 0 else None


def page(column: Column, ctx: Context, told: BatchStory) -> None:
    """Three groups of bars."""
    told.begin()
    line = told.level.process is not None and told.level.process.twin == "filling"
    column.add(Label(ctx.t("deviation.batch_title"), HEAD, weight="bold"))
    column.add(Label(ctx.t("deviation.batch_line_what" if line else "deviation.batch_what"), BODY, THEME.slate), gap=6)
    if told.found is None:
        column.add(Label(ctx.t("deviation.batch_soon"), LEAD, icon="clock"), gap=24)
        return
    found = [(name, getattr(told.found, name)) for name in ROWS]
    for name, one in found:
        column.add(Rule(), gap=18)
        key = "silent" if name == "alone" and told.found.silent else name
        column.add(Label(ctx.t(f"deviation.batch_{key}"), LEAD, weight="bold"), gap=12)
        for row in one.rows:
            words, text = ctx.t(f"deviation.batch_{row.key}"), written(row)
            share = row.value / (row.whole or max([each.value for _, other in found for each in other.rows if each.key == row.key] + [1.0]))
            bar = _bar(words, share, text, bad=row.key == "wrong")
            column.add(Picture(bar, lambda screen, width: screen.px(BAR_HIGH), f"{words} {text}"), gap=8)
        key, n = one.says
        said = ctx.t(f"deviation.{key}", n=grouped(n))
        column.add(Label(said, BODY, THEME.ink if one.within else THEME.red, icon="done" if one.within else "wrong"), gap=8)


def written(row: Row) -> str:
    """A figure with its unit."""
    return grouped(round(row.value)) + (f"\u00a0{row.unit}" if row.unit else "")


def _bar(words: str, share: float, text: str, *, bad: bool) -> Any:
    def draw(screen: Screen, rect: pygame.Rect) -> None:
        room = min(screen.px(260), rect.w // 3)
        screen.text.draw(words, (rect.x, rect.centery), BODY, THEME.slate, anchor="midleft")
        bar = pygame.Rect(rect.x + room, rect.y + rect.h // 4, rect.w - room - screen.px(120), rect.h // 2)
        paint.bar(screen.surface, bar, share, THEME.red if bad else THEME.petrol, THEME.wall)
        screen.text.draw(text, (bar.right + screen.px(16), rect.centery), BODY, THEME.ink, "bold", "midleft")

    return draw
