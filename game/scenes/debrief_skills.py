"""The points of a run summed up by what they are about: four rows, each with its bar.  The score's own points, no interval."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pygame

from game.scenes.base import Context
from game.view import paint
from game.view.screen import Screen
from game.view.theme import BODY, HEAD, LEAD, THEME
from game.view.widgets import Column, Label, Picture, Rule
from scoring.skills import SkillSum
from scoring.wording import points

BAR_HIGH = 30


def page(column: Column, ctx: Context, sums: Sequence[SkillSum]) -> None:
    """Four rows: what it is about, the bar, how many of how many."""
    t = ctx.t
    column.add(Label(t("debrief.skills_title"), HEAD, weight="bold"))
    every = [figure(ctx, one) for one in sums]
    for one, said in zip(sums, every, strict=True):
        column.add(Rule(), gap=14)
        column.add(Label(t(f"debrief.skill_{one.skill}"), LEAD, weight="bold"), gap=10)
        column.add(Picture(_bar(one, said, every), lambda screen, width: screen.px(BAR_HIGH), said), gap=6)
        column.add(Label(t(f"debrief.skill_{one.skill}_what"), BODY - 2, THEME.slate), gap=4)
    column.add(Rule(), gap=14)
    column.add(Label(t("debrief.skills_what"), BODY, THEME.slate), gap=10)


def figure(ctx: Context, one: SkillSum) -> str:
    """Met of counted, how many by half, and the share where there is one."""
    if not one.counted:
        return ctx.t("debrief.skill_none")
    parts = [ctx.t("debrief.skill_met", met=one.met, counted=one.counted)]
    if one.half:
        parts.append(ctx.t("debrief.skill_half", half=one.half))
    if one.share is not None:
        parts.append(ctx.t("debrief.skill_share", share=points(one.share)))
    return " · ".join(parts)


def _bar(one: SkillSum, said: str, every: Sequence[str]) -> Callable[[Screen, pygame.Rect], None]:
    def draw(screen: Screen, rect: pygame.Rect) -> None:
        words = max(screen.text.measure(text, BODY, "semibold")[0] for text in every)  # all bars end at one line
        bar = pygame.Rect(rect.x, rect.y + rect.h // 4, rect.w - words - screen.px(20), rect.h // 2)
        if one.counted:
            # A run that broke off has no share: how many were met of those that counted all the same.
            share = one.share / 100 if one.share is not None else one.met / one.counted
            paint.bar(screen.surface, bar, share, THEME.petrol, THEME.wall)
        screen.text.draw(said, (rect.right, rect.centery), BODY, THEME.ink, "semibold", "midright")

    return draw
