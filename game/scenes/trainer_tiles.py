"""The tiles of the room's first page: a sign, what it is, one big figure and what it counts; and the bar of work that goes on."""

from __future__ import annotations

import pygame

from game.view import paint, svg
from game.view.screen import Screen
from game.view.theme import BIG, BODY, LEAD, THEME
from game.view.widgets import Column, Look, Picture, Widget


class Tile(Widget):
    """figure: "" = none; note: what it counts, or what one does there; mark: an icon beside the note."""

    def __init__(self, id: str, icon: str, title: str, figure: str, note: str, mark: str = "") -> None:
        super().__init__(id)
        self.icon, self.title, self.figure, self.note, self.mark = icon, title, figure, note, mark

    def words(self) -> str:
        return f"{self.title}. {self.figure} {self.note}".strip(" .")

    def natural(self, screen: Screen) -> int:
        return screen.px(360)

    def _room(self, screen: Screen, width: int) -> int:
        figure = screen.text.measure(self.figure, BIG + 12, "bold")[0] + screen.px(20) if self.figure else 0
        return max(60, width - screen.px(2 * 26) - figure - (screen.px(38) if self.mark else 0))

    def measure(self, screen: Screen, width: int) -> int:
        note = screen.text.paragraph(self.note, self._room(screen, width), BODY, THEME.ink, leading=1.15).get_height()
        head = self._head(screen, width).get_height()
        return max(head, screen.px(44)) + max(note, screen.px(BIG + 24)) + screen.px(2 * 22 + 10)

    def _head(self, screen: Screen, width: int) -> pygame.Surface:
        room = max(60, width - screen.px(2 * 26 + 44 + 16))
        return screen.text.paragraph(self.title, room, LEAD, THEME.ink, "bold", 1.1)

    def ring_radius(self, screen: Screen) -> int:
        return screen.px(16)

    def draw(self, screen: Screen, look: Look) -> None:
        box = self.rect
        fill = THEME.wall if look.hover or look.down else THEME.white
        paint.plate(
            screen.surface, box, screen.px(16), fill, THEME.petrol if look.hover else THEME.line, max(1.5, 2 * screen.s), screen.px(8)
        )
        x, y, side = box.x + screen.px(26), box.y + screen.px(22), screen.px(44)
        screen.surface.blit(svg.sized(f"process/icons/{self.icon}", side), (x, y))
        head = self._head(screen, box.w)
        screen.surface.blit(head, (x + side + screen.px(16), y + max(0, (side - head.get_height()) // 2)))
        top = y + max(side, head.get_height()) + screen.px(10)
        middle = (top + box.bottom - screen.px(22)) // 2
        if self.figure:
            x = screen.text.draw(self.figure, (x, middle), BIG + 12, THEME.petrol, "bold", "midleft").right + screen.px(20)
        if self.mark:
            drawn = svg.sized(f"process/icons/{self.mark}", screen.px(28))
            screen.surface.blit(drawn, (x, middle - drawn.get_height() // 2))
            x += screen.px(38)
        note = screen.text.paragraph(self.note, self._room(screen, box.w), BODY, THEME.slate if not self.mark else THEME.ink, leading=1.15)
        screen.surface.blit(note, (x, middle - note.get_height() // 2))


def tiled(column: Column, tiles: list[Tile], most: int = 3) -> None:
    """As many side by side as there is room for, all of a line equally high."""
    space = column.screen.px(20)
    across = max(1, min(most, (column.area.w + space) // (column.screen.px(360) + space)))
    for at in range(0, len(tiles), across):
        line = tiles[at : at + across]
        each = (column.area.w - space * (across - 1)) // across
        high = max(tile.measure(column.screen, each) for tile in line)
        y = column.y + (column.screen.px(20) if at else 0)
        for n, tile in enumerate(line):
            tile.place(pygame.Rect(column.area.x + n * (each + space), y, each, high))
            column.placed.append(tile)
        column.y = y + high


def figures(column: Column, rows: list[tuple[str, str, str]], gap: float = 16) -> None:
    """Big figures side by side, a word under each.  rows: (figure, word, icon or "")."""

    def across(screen: Screen, width: int) -> int:
        said = [(word, BODY, "regular") for _, word, _ in rows] + [(figure, BIG + 8, "bold") for figure, _, _ in rows]
        widest = max(screen.text.measure(text, size, weight)[0] for text, size, weight in said) + screen.px(24)
        return max(1, min(len(rows), width // max(screen.px(150), widest)))

    def high(screen: Screen, width: int) -> int:
        return -(-len(rows) // across(screen, width)) * screen.px(118)

    def make(screen: Screen, rect: pygame.Rect) -> None:
        n = across(screen, rect.w)
        for at, (figure, word, icon) in enumerate(rows):
            x, y = rect.x + (at % n) * (rect.w // n), rect.y + (at // n) * screen.px(118)
            box = screen.text.draw(figure, (x, y), BIG + 8, THEME.petrol, "bold")
            if icon:
                screen.surface.blit(
                    svg.sized(f"process/icons/{icon}", screen.px(34)), (box.right + screen.px(12), box.centery - screen.px(15))
                )
            screen.text.draw(word, (x, y + screen.px(72)), BODY, THEME.slate)

    column.add(Picture(make, high, ", ".join(f"{figure} {word}" for figure, word, _ in rows)), gap=gap)


def progress(column: Column, share: float | None, words: str, gap: float = 20) -> None:
    """A bar, and beside it in words how far it is."""

    def make(screen: Screen, rect: pygame.Rect) -> None:
        bar = pygame.Rect(rect.x, rect.y + screen.px(44), rect.w, screen.px(18))
        screen.text.draw(words, (rect.x, rect.y), BODY, THEME.ink)
        paint.bar(screen.surface, bar, share or 0.0, THEME.petrol, THEME.line)

    column.add(Picture(make, lambda screen, width: screen.px(66), words), gap=gap)
