"""The head of a process screen: which machine, which batch, what time it is there."""

from __future__ import annotations

import pygame

from game.view import paint, svg
from game.view.deviation.view import DeviationView
from game.view.layers import Item
from game.view.theme import BODY, HEAD, LEAD, THEME


def heading(view: DeviationView, head: pygame.Rect, title: str, facts: str) -> list[Item]:
    """Title and facts at the left, as far as there is room; the clock at the right."""
    screen, px, y = view.screen, view.screen.px, head.centery
    time = view.clock
    clock = screen.text.line(time, HEAD, THEME.ink, "bold")
    left = head.right - px(20) - clock.get_width()
    side = px(34)
    end = left - side - px(30)
    after = head.x + px(22) + screen.text.measure(title, LEAD, "bold")[0] + px(28)
    facts = facts if after + screen.text.measure(facts, BODY)[0] < end else ""

    def draw_words() -> None:
        screen.text.draw(title, (head.x + px(22), y), LEAD, THEME.ink, "bold", "midleft")
        screen.text.draw(facts, (after, y), BODY, THEME.slate, "regular", "midleft")
        paint.plate(screen.surface, pygame.Rect(head.x, head.bottom, head.w, max(1, px(2))), 1, THEME.line)

    def draw_clock() -> None:
        screen.surface.blit(clock, (left, y - clock.get_height() // 2))
        screen.surface.blit(svg.sized("process/icons/clock", side), (left - side - px(10), y - side // 2))

    place = clock.get_rect(midleft=(left, y)).union(pygame.Rect(left - side - px(10), y - side // 2, side, side))
    return [Item("head", (title, facts), head.inflate(0, px(8)), draw_words), Item("head.clock", time, place, draw_clock)]
