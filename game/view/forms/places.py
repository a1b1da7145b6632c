"""Where a paper lies that is open, and what stands beside it; below it where the page is narrow."""

from __future__ import annotations

import pygame

from game.view.forms.paper import WIDTH
from game.view.screen import Screen
from game.view.widgets import Panel

SIDE = 560
"""Width of what stands beside the paper, ui pixels."""
NARROW = WIDTH + SIDE
LARGEST = 1.34
"""So much larger than other texts is the paper at most."""


def page_of(screen: Screen) -> Screen:
    """The paper is drawn larger than other texts where the window is wide: its lettering is small."""
    room = (screen.vw - SIDE - 80) / WIDTH
    grow = min(LARGEST, room) if screen.vw >= NARROW else 1.0
    return Screen(screen.surface, round(screen.text_percent * max(1.0, grow)), screen.lang)


def areas(screen: Screen, page: Screen, top: int, share: float) -> tuple[pygame.Rect, pygame.Rect]:
    """Where the paper lies and where the entry stands.  top: foot of the bar; share: of a narrow page, for what stands below."""
    px = screen.px
    if screen.vw >= NARROW:
        wide = page.px(WIDTH)
        gap = max(px(16), (screen.width - wide - px(SIDE)) // 3)
        paper = pygame.Rect(gap, top + px(16), wide, screen.height - top - px(32))
        side = pygame.Rect(2 * gap + wide + px(20), top + px(36), px(SIDE - 40), screen.height - top - px(72))
        return paper, side
    tall = round((screen.height - top) * share)
    paper = pygame.Rect((screen.width - px(WIDTH)) // 2, top + px(8), px(WIDTH), screen.height - top - tall - px(16))
    side = pygame.Rect(px(36), screen.height - tall + px(18), screen.width - px(72), tall - px(34))
    return paper, side


def ground(screen: Screen, area: pygame.Rect) -> Panel:
    """What the words in that place stand on."""
    panel = Panel(radius=14, shadow=10)
    panel.place(area.inflate(2 * screen.px(20), 2 * screen.px(16)))
    return panel
