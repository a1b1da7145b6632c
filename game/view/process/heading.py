"""The head of a process screen: which machine, which batch, what time it is there."""

from __future__ import annotations

import pygame

from game.view import paint, svg
from game.view.deviation.view import DeviationView
from game.view.theme import BODY, HEAD, LEAD, THEME


def heading(view: DeviationView, head: pygame.Rect, title: str, facts: str) -> None:
    """Title and facts at the left, as far as there is room; the clock at the right."""
    screen, px, y = view.screen, view.screen.px, head.centery
    clock = screen.text.line(view.clock, HEAD, THEME.ink, "bold")
    left = head.right - px(20) - clock.get_width()
    screen.surface.blit(clock, (left, y - clock.get_height() // 2))
    side = px(34)
    screen.surface.blit(svg.sized("process/icons/clock", side), (left - side - px(10), y - side // 2))
    end = left - side - px(30)
    box = screen.text.draw(title, (head.x + px(22), y), LEAD, THEME.ink, "bold", "midleft")
    if box.right + px(28) + screen.text.measure(facts, BODY)[0] < end:
        screen.text.draw(facts, (box.right + px(28), y), BODY, THEME.slate, "regular", "midleft")
    paint.plate(screen.surface, pygame.Rect(head.x, head.bottom, head.w, max(1, px(2))), 1, THEME.line)
