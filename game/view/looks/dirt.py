"""What shows on the floor beside the bench, on its clean side, where somebody trod with shoes from outside."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.view import parts

FILES = {"marks": "mark-soles", "overshoe": "overshoe-dirty"}
"""What is wrong with the bench -> its drawing."""
BESIDE_M = 0.64
LOW_M = -0.07
"""Where it lies, metres from the bench and above the line of the feet."""


def beside(target: pygame.Surface, point: Callable[[float, float], tuple[float, float]], k: float, bench_x: float, what: str) -> None:
    """Paint it.  point: room metres to pixels; k: pixels per unit of the kit; what: "" paints nothing."""
    if what:
        parts.put(target, FILES[what], point(bench_x + BESIDE_M, LOW_M), k)
