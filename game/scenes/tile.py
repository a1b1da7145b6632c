"""A level on the title: a window into its room, its name below, one click."""

from __future__ import annotations

import pygame

from game.view import paint, stage, svg
from game.view.screen import Screen
from game.view.theme import BODY, HEAD, LEAD, THEME
from game.view.widgets import Look, Widget


class LevelTile(Widget):
    """row: a small picture beside the words (large text), else the window above them."""

    def __init__(self, id: str, level: str, title: str, note: str, *, chosen: bool, row: bool) -> None:
        super().__init__(id)
        self.level, self.title, self.note, self.chosen, self.row = level, title, note, chosen, row

    def words(self) -> str:
        return f"{self.title}. {self.note}"

    def natural(self, screen: Screen) -> int:
        return screen.px(560)

    def measure(self, screen: Screen, width: int) -> int:
        room = width - screen.px(190 + 90 + 40)
        return max(screen.px(132), screen.text.paragraph(self.title, room, LEAD, THEME.ink, "bold", 1.15).get_height() + screen.px(80))

    def ring_radius(self, screen: Screen) -> int:
        return screen.px(22)

    def draw(self, screen: Screen, look: Look) -> None:
        lit = self.chosen or look.hover
        if self.row:
            self._draw_row(screen, lit)
            return
        high = screen.px(136)
        picture = pygame.Rect(self.rect.x, self.rect.y, self.rect.w, self.rect.h - high - screen.px(22))
        stage.window(screen, picture, self.level, lit)
        self._draw_plate(screen, pygame.Rect(self.rect.x, self.rect.bottom - high, self.rect.w, high), lit)

    def _draw_plate(self, screen: Screen, box: pygame.Rect, lit: bool) -> None:
        paint.plate(screen.surface, box, screen.px(16), THEME.petrol if lit else THEME.white, None, 0, screen.px(10))
        ink, pale = (THEME.white, THEME.glass) if lit else (THEME.ink, THEME.slate)
        side, x = screen.px(64), box.x + screen.px(26)
        room = box.w - side - screen.px(26 + 22 + 16)
        size = screen.text.fit(self.title, room, HEAD, "bold", BODY)
        title = screen.text.paragraph(self.title, room, size, ink, "bold", 1.1)  # a long one in two lines
        note = screen.text.paragraph(self.note, room, BODY - 2, pale, leading=1.15)
        y = box.centery - (title.get_height() + note.get_height()) // 2
        screen.surface.blit(title, (x, y))
        screen.surface.blit(note, (x, y + title.get_height()))
        self._draw_go(screen, (box.right - screen.px(22) - side // 2, box.centery), side, lit)

    def _draw_go(self, screen: Screen, centre: tuple[int, int], side: int, lit: bool) -> None:
        paint.disc(screen.surface, centre, side // 2, THEME.white, THEME.petrol, max(2.0, 3 * screen.s))
        drawn = svg.sized("process/icons/play", round(side * 0.5))
        screen.surface.blit(drawn, drawn.get_rect(center=(centre[0] + side // 24, centre[1])))

    def _draw_row(self, screen: Screen, lit: bool) -> None:
        box = self.rect
        paint.plate(
            screen.surface,
            box,
            screen.px(14),
            THEME.wall if lit else THEME.white,
            THEME.petrol if lit else THEME.steel,
            max(1.5, 3 * screen.s),
        )
        pad = screen.px(12)
        wide = max(screen.px(170), min(round(box.w * 0.36), round((box.h - 2 * pad) * 0.86)))
        picture = pygame.Rect(box.x + pad, box.y + pad, wide, box.h - 2 * pad)
        screen.surface.blit(stage.glazed(self.level, picture.size, screen.px(10)), picture)
        x = picture.right + screen.px(20)
        side = screen.px(64)
        room = box.right - screen.px(20) - side - screen.px(16) - x
        title = screen.text.paragraph(self.title, room, LEAD, THEME.ink, "bold", 1.15)
        note = screen.text.paragraph(self.note, room, BODY - 2, THEME.slate, leading=1.15)
        y = box.centery - (title.get_height() + note.get_height()) // 2
        screen.surface.blit(title, (x, y))
        screen.surface.blit(note, (x, y + title.get_height()))
        self._draw_go(screen, (box.right - screen.px(20) - side // 2, box.centery), side, lit)
