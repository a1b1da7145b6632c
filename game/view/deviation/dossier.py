"""What lies on the table the next day, beside the sheet of the five whys: who says what, and what was not kept."""

from __future__ import annotations

import pygame

from game.entities.whys import COLLEAGUE, Told
from game.view.deviation.view import DeviationView
from game.view.screen import Screen
from game.view.theme import BODY, LEAD, THEME
from game.view.widgets import Column, Label, Scroll, scrolled


class Statement(Label):
    """Something said there.  The keyboard stops at it, so that it can be read, and heard, to the last."""

    focusable = True


def split(screen: Screen, area: pygame.Rect, *, wide: bool, picking: bool) -> tuple[pygame.Rect, pygame.Rect]:
    """The place beside the paper in two: of the entry, and of the dossier.  picking: a list of answers is open."""
    gap = screen.px(48)
    if wide:
        high = round((area.h - gap) * (0.55 if picking else 0.36))
        return pygame.Rect(area.x, area.y, area.w, high), pygame.Rect(area.x, area.y + high + gap, area.w, area.h - high - gap)
    half = (area.w - gap) // 2
    return pygame.Rect(area.x, area.y, half, area.h), pygame.Rect(area.right - half, area.y, half, area.h)


def lay(view: DeviationView, area: pygame.Rect, before: Scroll | None) -> Scroll:
    """The dossier in its place, scrolled as it was."""

    def fill(column: Column) -> None:
        column.add(Label(view.t("whys.dossier"), LEAD, weight="bold", icon="log"))
        for told in view.seen.dossier:
            column.add(Label(view.t(f"whys.source_{told.source}"), 20, THEME.slate, "semibold"), gap=14)
            column.add(_said(view, told), gap=2)

    return scrolled(view.screen, "dossier", area, fill, before)


def _said(view: DeviationView, told: Told) -> Statement:
    name, text = f"told.{told.source}", view.t(told.key)
    if told.what.startswith("not_kept"):
        return Statement(text, BODY, THEME.red, "semibold", icon="alert", id=name)
    return Statement(text, BODY, THEME.slate if told == COLLEAGUE else THEME.ink, id=name)
