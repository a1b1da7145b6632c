"""The one bar at the top: where one is, arrow, what; a pill for the mode; tools on the right are widgets of the scene."""

from __future__ import annotations

import pygame

from game.view import paint, svg
from game.view.screen import Screen
from game.view.theme import BAR, BODY, LEAD, THEME


def height(screen: Screen) -> int:
    """Real pixels: 56 at 1080p, never so low that its buttons could not be hit."""
    return max(48, screen.px(BAR))


def draw(screen: Screen, place: str, what: str = "", pill: str = "", room: int | None = None) -> int:
    """Paint the bar and its words in at most `room` real pixels; returns where the words end."""
    high = height(screen)
    screen.surface.fill(THEME.ink, pygame.Rect(0, 0, screen.width, high))
    end = room if room is not None else screen.width
    x = screen.px(28)
    box = screen.text.draw(place, (x, high // 2), LEAD, THEME.white, "bold", "midleft")
    x = box.right
    if what:
        x = _what(screen, what, x, end, high)
    if pill:
        x = _pill(screen, pill, x, end, high)
    return x


def _what(screen: Screen, what: str, x: int, end: int, high: int) -> int:
    side = screen.px(22)
    if x + side * 2 + screen.text.measure(what, LEAD)[0] > end:
        return x
    body = '<path d="M8 4L16 12L8 20" fill="none" stroke="#8FC1D4" stroke-width="3.4" stroke-linecap="round" stroke-linejoin="round"/>'
    screen.surface.blit(svg.inline(body, (side, side), (24, 24)), (x + screen.px(14), high // 2 - side // 2))
    return screen.text.draw(what, (x + screen.px(28) + side, high // 2), LEAD, THEME.white, anchor="midleft").right


def _pill(screen: Screen, pill: str, x: int, end: int, high: int) -> int:
    wide = screen.text.measure(pill, BODY)[0] + screen.px(34)
    box = pygame.Rect(x + screen.px(26), 0, wide, screen.px(36))
    box.centery = high // 2
    if box.right > end:
        return x
    paint.plate(screen.surface, box, box.h // 2, None, THEME.glove, max(1.0, 2 * screen.s))
    screen.text.draw(pill, box.center, BODY, THEME.wall, anchor="center")
    return box.right
