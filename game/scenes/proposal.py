"""Something to play now: its level, why, how long; one click starts it."""

from __future__ import annotations

import pygame

from game.view import paint, svg
from game.view.screen import Screen
from game.view.theme import BODY, LEAD, THEME
from game.view.widgets import Look, Widget


class ProposalTile(Widget):
    """title: the level; note: scene and mode; reasons: sentences, the main one first; sign: icon before them; time: how long."""

    def __init__(self, id: str, title: str, note: str, reasons: tuple[str, ...], sign: str, time: str, *, chosen: bool) -> None:
        super().__init__(id)
        self.title, self.note, self.reasons, self.sign, self.time, self.chosen = title, note, reasons, sign, time, chosen

    def words(self) -> str:
        return f"{self.title}. {self.note}. {' '.join(self.reasons)} {self.time}"

    def natural(self, screen: Screen) -> int:
        return screen.px(620)

    def _go(self, screen: Screen) -> int:
        """Width of the column with the round sign and the time; a longer time takes two lines."""
        return max(screen.px(76), *(screen.text.measure(part, 20, "semibold")[0] for part in self._times())) + screen.px(24)

    def _times(self) -> list[str]:
        """How many runs, and how long, one below the other."""
        return self.time.split(", ")

    def _sheets(self, screen: Screen, width: int) -> list[pygame.Surface]:
        room = max(60, width - screen.px(2 * 20) - self._go(screen))
        indent = screen.px(36 + 12)
        title = screen.text.paragraph(self.title, room, LEAD, THEME.ink, "bold", 1.15)
        note = screen.text.paragraph(self.note, room, 20, THEME.slate, leading=1.2)
        why = [
            screen.text.paragraph(
                text, max(60, room - indent), BODY - 2 if at == 0 else 20, THEME.ink, "semibold" if at == 0 else "regular", 1.15
            )
            for at, text in enumerate(self.reasons)
        ]
        return [title, note, *why]

    def measure(self, screen: Screen, width: int) -> int:
        total = screen.px(2 * 16 + 12)
        for sheet in self._sheets(screen, width):
            total += sheet.get_height()
        return max(total, screen.px(150))

    def draw(self, screen: Screen, look: Look) -> None:
        lit = self.chosen or look.hover
        box = self.rect
        paint.plate(
            screen.surface,
            box,
            screen.px(14),
            THEME.mist if lit else THEME.white,
            THEME.petrol if lit else THEME.line,
            max(1.5, (4 if lit else 2) * screen.s),
        )
        sheets = self._sheets(screen, box.w)
        total = screen.px(12)
        for sheet in sheets:
            total += sheet.get_height()
        x, y = box.x + screen.px(20), box.centery - total // 2
        for at, sheet in enumerate(sheets):
            if at == 2:
                y += screen.px(12)
                side = screen.px(36)
                screen.surface.blit(svg.sized(f"process/icons/{self.sign}", side), (x, y))
            screen.surface.blit(sheet, (x + (screen.px(36 + 12) if at >= 2 else 0), y))
            y += sheet.get_height()
        self._draw_go(screen, lit)

    def _draw_go(self, screen: Screen, lit: bool) -> None:
        side = screen.px(72)
        line = screen.text.line_height(20, 1.2)
        high = side + screen.px(8) + line * len(self._times())
        centre = (self.rect.right - screen.px(8) - self._go(screen) // 2, self.rect.centery - high // 2 + side // 2)
        paint.disc(screen.surface, centre, side // 2, THEME.petrol if lit else THEME.white, THEME.petrol, max(2.0, 3 * screen.s))
        drawn = svg.sized("process/icons/play-light" if lit else "process/icons/play", round(side * 0.5))
        screen.surface.blit(drawn, drawn.get_rect(center=(centre[0] + side // 24, centre[1])))
        for at, part in enumerate(self._times()):
            screen.text.draw(part, (centre[0], centre[1] + side // 2 + screen.px(8) + at * line), 20, THEME.ink, "semibold", "midtop")
