"""What stands still, drawn once in square tiles: a frame then copies a dozen of them, however much stands on the line.

An item says in its key all that its look depends on; a tile is drawn again when the keys of what lies on it have changed.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field

import pygame

from game.view.line.camera import LineCamera

TILE = 512
KEPT = 90
"""Tiles of a megabyte each."""
AHEAD = 1
"""So many tiles beyond the window are drawn in frames that had nothing else to draw."""

Paint = Callable[[pygame.Surface, tuple[int, int], float], None]
"""(target, where (0, 0) of the line lies on it, pixels per metre)."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that stands still.  box: left, bottom, right, top in metres; z: what is drawn later lies in front."""

    key: Hashable
    box: tuple[float, float, float, float]
    z: float
    paint: Paint = field(compare=False)


class Tiles:
    """The still picture of the line."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[float, int, int], tuple[Hashable, pygame.Surface]] = OrderedDict()
        self._items: tuple[Item, ...] = ()
        self._signs: dict[tuple[float, int, int], Hashable] = {}

    def forget(self) -> None:
        """The window, the language or the text size changed."""
        self._kept.clear()
        self._signs.clear()

    def draw(self, surface: pygame.Surface, camera: LineCamera, items: Sequence[Item]) -> None:
        """Copy what the camera sees."""
        held = tuple(items)
        if held != self._items:
            self._items = held
            self._signs.clear()
        (ox, oy), scale = camera.origin, camera.scale
        wide, high = surface.get_size()
        i0, i1 = (-ox) // TILE, (wide - 1 - ox) // TILE
        j0, j1 = (-oy) // TILE, (high - 1 - oy) // TILE
        fresh = False
        for i in range(i0, i1 + 1):
            for j in range(j0, j1 + 1):
                tile, made = self._tile(scale, i, j, surface)
                fresh = fresh or made
                surface.blit(tile, (ox + i * TILE, oy + j * TILE))
        if not fresh:
            self._ahead(scale, (i0, i1, j0, j1), surface)

    def _ahead(self, scale: float, seen: tuple[int, int, int, int], like: pygame.Surface) -> None:
        i0, i1, j0, j1 = seen
        for i in (i0 - AHEAD, i1 + AHEAD):
            for j in range(j0, j1 + 1):
                if self._tile(scale, i, j, like)[1]:
                    return

    def _tile(self, scale: float, i: int, j: int, like: pygame.Surface) -> tuple[pygame.Surface, bool]:
        """The tile, and whether it had to be drawn."""
        key = (scale, i, j)
        sign = self._signs.get(key)
        if sign is None:
            sign = self._signs[key] = self._sign(scale, i, j)
        found = self._kept.get(key)
        if found is not None and found[0] == sign:
            self._kept.move_to_end(key)
            return found[1], False
        sheet = found[1] if found is not None else pygame.Surface((TILE, TILE), 0, like)
        self._paint(sheet, scale, i, j)
        self._kept[key] = sign, sheet
        self._kept.move_to_end(key)
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return sheet, True

    def _on(self, scale: float, i: int, j: int) -> list[Item]:
        left, right = i * TILE / scale, (i + 1) * TILE / scale
        top, bottom = -j * TILE / scale, -(j + 1) * TILE / scale
        return [item for item in self._items if item.box[0] < right and item.box[2] > left and item.box[1] < top and item.box[3] > bottom]

    def _sign(self, scale: float, i: int, j: int) -> Hashable:
        return tuple((item.key, item.box) for item in self._on(scale, i, j))

    def _paint(self, sheet: pygame.Surface, scale: float, i: int, j: int) -> None:
        sheet.fill((0xE4, 0xEC, 0xEE))
        for item in sorted(self._on(scale, i, j), key=lambda each: each.z):
            item.paint(sheet, (-i * TILE, -j * TILE), scale)
