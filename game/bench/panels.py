"""A sheet of small diagrams for developers: curves over time, four a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

INK, PETROL, GREY, AMBER, GRID, PAPER = "#0F3540", "#0F4C5C", "#9FB0B6", "#D08A00", "#E4ECEE", "#FFFFFF"
ACROSS = 4
WIDTH, HEIGHT = 450, 252
Curve = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Panel:
    """One diagram.  least_span: the smallest height of its scale, so that noise stays small; unit: of the time axis."""

    title: str
    least_span: float
    curves: tuple[tuple[str, Curve], ...]
    """(colour, points), later ones on top."""
    unit: str


def sheet(name: str, panels: Sequence[Panel]) -> pygame.Surface:
    """All of them, under a name."""
    pygame.font.init()
    rows = -(-len(panels) // ACROSS)
    surface = pygame.Surface((ACROSS * WIDTH + 40, rows * HEIGHT + 72))
    surface.fill(PAPER)
    surface.blit(pygame.font.Font(None, 40).render(name, True, INK), (24, 14))
    for n, panel in enumerate(panels):
        _draw(surface, pygame.Rect(20 + n % ACROSS * WIDTH, 60 + n // ACROSS * HEIGHT, WIDTH - 20, HEIGHT - 16), panel)
    return surface


def scale(panel: Panel) -> tuple[float, float]:
    """The lowest and the highest value drawn."""
    values = [value for _, curve in panel.curves for _, value in curve]
    low, high = min(values), max(values)
    if high - low < panel.least_span:
        middle = (low + high) / 2
        low, high = middle - panel.least_span / 2, middle + panel.least_span / 2
        if min(values) >= 0.0 > low:
            low, high = 0.0, panel.least_span
    return low, high


def _draw(surface: pygame.Surface, box: pygame.Rect, panel: Panel) -> None:
    font = pygame.font.Font(None, 22)
    plot = pygame.Rect(box.x + 56, box.y + 26, box.w - 66, box.h - 52)
    low, high = scale(panel)
    x0, x1 = panel.curves[0][1][0][0], panel.curves[0][1][-1][0]
    surface.blit(font.render(panel.title, True, INK), (plot.x, box.y + 4))
    for k in range(5):
        y = plot.bottom - k * plot.h / 4
        pygame.draw.line(surface, GRID, (plot.x, y), (plot.right, y))
        label = font.render(f"{low + (high - low) * k / 4:.3g}", True, INK)
        surface.blit(label, (plot.x - label.get_width() - 6, y - 8))
        x = plot.x + k * plot.w / 4
        pygame.draw.line(surface, GRID, (x, plot.y), (x, plot.bottom))
        surface.blit(font.render(f"{x0 + (x1 - x0) * k / 4:.3g} {panel.unit}", True, INK), (x - 10, plot.bottom + 6))
    for colour, curve in panel.curves:
        points = [(plot.x + (x - x0) / (x1 - x0) * plot.w, plot.bottom - (y - low) / (high - low) * plot.h) for x, y in curve]
        pygame.draw.lines(surface, colour, False, points, 2)
