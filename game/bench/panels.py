"""A sheet of small diagrams for developers: curves over time, four a row, with what its colours mean and where a fault begins."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pygame

from game.world.twin import Happening

INK, PETROL, GREY, AMBER, GRID, PAPER, RED = "#0F3540", "#0F4C5C", "#9FB0B6", "#D08A00", "#E4ECEE", "#FFFFFF", "#B23A48"
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
    begins: float | None = None
    """When the fault does, on that axis."""


def rings(happened: Sequence[Happening], since_s: float) -> str:
    """Which alarms rang, and how long after the fault began they first did."""
    first: dict[str, float] = {}
    for one in happened:
        if one.kind == "alarm_raised":
            first.setdefault(one.ident, (one.t_s - since_s) / 60.0)
    return "alarms after the fault began:  " + (",   ".join(f"{name} {minutes:.1f} min" for name, minutes in first.items()) or "none")


def sheet(name: str, panels: Sequence[Panel], legend: Mapping[str, str], said: str) -> pygame.Surface:
    """All of them, under a name.  legend: colour -> what is drawn in it; said: below them."""
    pygame.font.init()
    rows = -(-len(panels) // ACROSS)
    surface = pygame.Surface((ACROSS * WIDTH + 40, rows * HEIGHT + 104))
    surface.fill(PAPER)
    title = surface.blit(pygame.font.Font(None, 40).render(name, True, INK), (24, 14))
    _legend(surface, title.right + 40, legend)
    for n, panel in enumerate(panels):
        _draw(surface, pygame.Rect(20 + n % ACROSS * WIDTH, 60 + n // ACROSS * HEIGHT, WIDTH - 20, HEIGHT - 16), panel)
    surface.blit(pygame.font.Font(None, 24).render(said, True, INK), (24, rows * HEIGHT + 70))
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


def _legend(surface: pygame.Surface, x: int, legend: Mapping[str, str]) -> None:
    font = pygame.font.Font(None, 24)
    for colour, words in legend.items():
        pygame.draw.line(surface, colour, (x, 28), (x + 36, 28), 4)
        x = surface.blit(font.render(words, True, INK), (x + 46, 20)).right + 34
    pygame.draw.line(surface, RED, (x, 16), (x, 40), 2)
    surface.blit(font.render("the fault begins", True, INK), (x + 12, 20))


def ticks(low: float, high: float) -> list[float]:
    """Round values from low to high, three to six of them."""
    rough = (high - low) / 4
    step = 10.0 ** math.floor(math.log10(rough))
    step *= next(factor for factor in (1, 2, 2.5, 5, 10) if step * factor >= rough)
    first = math.ceil(low / step - 1e-9)
    return [n * step for n in range(first, math.floor(high / step + 1e-9) + 1)]


def _draw(surface: pygame.Surface, box: pygame.Rect, panel: Panel) -> None:
    font = pygame.font.Font(None, 22)
    plot = pygame.Rect(box.x + 56, box.y + 26, box.w - 76, box.h - 52)
    low, high = scale(panel)
    x0, x1 = panel.curves[0][1][0][0], panel.curves[0][1][-1][0]

    def at(x: float, y: float) -> tuple[float, float]:
        return plot.x + (x - x0) / (x1 - x0) * plot.w, plot.bottom - (y - low) / (high - low) * plot.h

    surface.blit(font.render(panel.title, True, INK), (plot.x, box.y + 4))
    for value in ticks(low, high):
        y = at(x0, value)[1]
        pygame.draw.line(surface, GRID, (plot.x, y), (plot.right, y))
        label = font.render(f"{value:,.6g}", True, INK)
        surface.blit(label, (plot.x - label.get_width() - 6, y - 8))
    for time in ticks(x0, x1):
        x = at(time, low)[0]
        pygame.draw.line(surface, GRID, (x, plot.y), (x, plot.bottom))
        label = font.render(f"{time:g} {panel.unit}", True, INK)
        surface.blit(label, (x - label.get_width() // 2, plot.bottom + 6))
    if panel.begins is not None:
        pygame.draw.line(surface, RED, at(panel.begins, low), at(panel.begins, high), 2)
    for colour, curve in panel.curves:
        pygame.draw.lines(surface, colour, False, [at(x, y) for x, y in curve], 2)
