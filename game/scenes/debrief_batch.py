"""The batch after a deviation: how it ends as it was left, beside how it would have ended.  Consequence, never points."""

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

if TYPE_CHECKING:
    from game.session.deviation.outcome import Outcome, Outcomes

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
    """Three bars each of what came out alive and of what was made."""
    told.begin()
    column.add(Label(ctx.t("deviation.batch_title"), HEAD, weight="bold"))
    column.add(Label(ctx.t("deviation.batch_what"), BODY, THEME.slate), gap=6)
    if told.found is None:
        column.add(Label(ctx.t("deviation.batch_soon"), LEAD, icon="clock"), gap=24)
        return
    found = [(name, getattr(told.found, name)) for name in ROWS]
    for name, one in found:
        column.add(Rule(), gap=18)
        column.add(Label(ctx.t(f"deviation.batch_{name}"), LEAD, weight="bold"), gap=12)
        _bars(column, ctx, one, [each for _, each in found])
        said = ctx.t("deviation.batch_within" if one.within else "deviation.batch_outside")
        column.add(Label(said, BODY, THEME.ink if one.within else THEME.red, icon="done" if one.within else "wrong"), gap=8)


def _bars(column: Column, ctx: Context, one: Outcome, all_: list[Outcome]) -> None:
    most = max([each.product_g for each in all_] + [1.0])
    for key, share, text in (
        ("viability", one.viability_pct / 100.0, f"{one.viability_pct:.0f}\u00a0%"),
        ("product", one.product_g / most, f"{one.product_g:.0f}\u00a0g"),
    ):
        words = ctx.t(f"deviation.batch_{key}")
        column.add(Picture(_bar(words, share, text), lambda screen, width: screen.px(BAR_HIGH), f"{words} {text}"), gap=8)


def _bar(words: str, share: float, text: str) -> Any:
    def draw(screen: Screen, rect: pygame.Rect) -> None:
        room = min(screen.px(190), rect.w // 3)
        screen.text.draw(words, (rect.x, rect.centery), BODY, THEME.slate, anchor="midleft")
        bar = pygame.Rect(rect.x + room, rect.y + rect.h // 4, rect.w - room - screen.px(120), rect.h // 2)
        paint.bar(screen.surface, bar, share, THEME.petrol, THEME.wall)
        screen.text.draw(text, (bar.right + screen.px(16), rect.centery), BODY, THEME.ink, "bold", "midleft")

    return draw
