"""A list to choose from: one row is chosen, arrows move, a click takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.view import paint, svg
from game.view.screen import Screen
from game.view.theme import BODY, THEME
from game.view.widgets.base import Fired, Look, Widget, target


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list: a sign, a title, a second line, something on the right."""

    id: str
    title: str
    note: str = ""
    icon: str = ""
    tail: str = ""


class RowList(Widget):
    """All rows; put it in a Scroll when they may be many.  A click or Enter fires with the id of the row, an arrow `<id>.moved`."""

    def __init__(self, id: str, rows: Sequence[Row], chosen: str = "", *, height: float = 64, caps: bool = False) -> None:
        """caps: what stands on the right is drawn as a key."""
        super().__init__(id)
        self.height, self.caps = height, caps
        self.rows, self.chosen = list(rows), chosen or (rows[0].id if rows else "")
        self._highs: list[int] = []
        self._gap = 0

    def words(self) -> str:
        return next((f"{r.title.rstrip('.')}. {r.note}. {r.tail}".strip(" .") for r in self.rows if r.id == self.chosen), "")

    def natural(self, screen: Screen) -> int:
        return screen.px(500)

    def _room(self, screen: Screen, row: Row, width: int) -> int:
        tail = screen.text.measure(row.tail, 20, "semibold")[0] + screen.px(30) if row.tail else 0
        return max(40, width - screen.px(18 * 2) - (screen.px(36 + 14) if row.icon else 0) - tail)

    def _high(self, screen: Screen, row: Row, width: int) -> int:
        room = self._room(screen, row, width)
        high = len(screen.text.wrap(row.title, room, BODY, "semibold")) * screen.text.line_height(BODY, 1.2)
        if row.note:
            high += len(screen.text.wrap(row.note, room, 20)) * screen.text.line_height(20, 1.25)
        return max(target(screen, self.height), high + screen.px(14))

    def measure(self, screen: Screen, width: int) -> int:
        self._highs, self._gap = [self._high(screen, row, width) for row in self.rows], screen.px(8)
        total = self._gap * max(0, len(self.rows) - 1)
        for high in self._highs:
            total += high
        return total

    def boxes(self) -> list[pygame.Rect]:
        """Where each row stands."""
        boxes, y = [], self.rect.y
        for high in self._highs:
            boxes.append(pygame.Rect(self.rect.x, y, self.rect.w, high))
            y += high + self._gap
        return boxes

    def sight(self) -> pygame.Rect:
        """Where the chosen row stands."""
        return next((box for row, box in zip(self.rows, self.boxes(), strict=False) if row.id == self.chosen), self.rect)

    def draw(self, screen: Screen, look: Look) -> None:
        self.measure(screen, self.rect.w)
        for row, box in zip(self.rows, self.boxes(), strict=True):
            self._draw_row(screen, row, box, look)

    def _draw_row(self, screen: Screen, row: Row, box: pygame.Rect, look: Look) -> None:
        on = row.id == self.chosen
        hover = look.hover and box.collidepoint(pygame.mouse.get_pos())
        paint.plate(
            screen.surface,
            box,
            screen.px(10),
            THEME.wall if on or hover else THEME.white,
            THEME.petrol if on else THEME.line,
            max(1.0, (4 if on else 2) * screen.s),
        )
        x = box.x + screen.px(18)
        if row.icon:
            side = screen.px(36)
            screen.surface.blit(svg.sized(f"process/icons/{row.icon}", side), (x, box.centery - side // 2))
            x += side + screen.px(14)
        room = self._room(screen, row, box.w)
        title = screen.text.paragraph(row.title, room, BODY, THEME.ink, "semibold", 1.2)
        note = screen.text.paragraph(row.note, room, 20, THEME.slate, leading=1.25) if row.note else None
        y = box.centery - (title.get_height() + (note.get_height() if note else 0)) // 2
        screen.surface.blit(title, (x, y))
        if note:
            screen.surface.blit(note, (x, y + title.get_height()))
        if row.tail:
            self._draw_tail(screen, row.tail, box)

    def _draw_tail(self, screen: Screen, tail: str, box: pygame.Rect) -> None:
        if self.caps:
            wide = max(screen.px(46), screen.text.measure(tail, 20, "semibold")[0] + screen.px(24))
            cap = pygame.Rect(box.right - screen.px(12) - wide, 0, wide, screen.px(38))
            cap.centery = box.centery
            paint.plate(screen.surface, cap, screen.px(7), THEME.steel)
            paint.plate(
                screen.surface,
                pygame.Rect(cap.x, cap.y, cap.w, cap.h - max(2, screen.px(4))),
                screen.px(7),
                THEME.white,
                THEME.steel,
                max(1.0, 2 * screen.s),
            )
            screen.text.draw(tail, (cap.centerx, cap.centery - screen.px(2)), 20, THEME.ink, "semibold", "center")
        else:
            screen.text.draw(tail, (box.right - screen.px(18), box.centery), 20, THEME.slate, "semibold", "midright")

    def click(self, pos: tuple[int, int]) -> Fired | None:
        for row, box in zip(self.rows, self.boxes(), strict=False):
            if box.collidepoint(pos):
                self.chosen = row.id
                return Fired(self.id, row.id)
        return None

    def activate(self) -> Fired | None:
        return Fired(self.id, self.chosen)

    def key(self, event: pygame.Event) -> Fired | bool:
        if event.type != pygame.KEYDOWN or event.key not in (pygame.K_UP, pygame.K_DOWN):
            return False
        ids = [r.id for r in self.rows]
        at = ids.index(self.chosen) + (1 if event.key == pygame.K_DOWN else -1) if self.chosen in ids else 0
        if not 0 <= at < len(ids):
            return False
        self.chosen = ids[at]
        return Fired(f"{self.id}.moved", self.chosen)
