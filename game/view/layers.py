"""Pictures of which little changes: what was painted is kept, and painted anew only where something looks different.

An item says in its key all that its look depends on.  What lies over or under a changed item is painted again with it, in its box.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field

import pygame

MOST = 0.5
"""Where more than this share of the picture has changed, all of it is painted."""
RIM = 3
"""Pixels that a soft edge may reach beyond its box."""


class Kept:
    """One part of the window: painted when its key or its place has changed, else copied."""

    def __init__(self) -> None:
        self._key: Hashable = None
        self._sheet: pygame.Surface | None = None

    def forget(self) -> None:
        """Painted anew next time."""
        self._sheet = None

    def draw(self, surface: pygame.Surface, box: pygame.Rect, key: Hashable, paint: Callable[[], None]) -> None:
        """paint: onto that surface, all of the box."""
        box = box.clip(surface.get_rect())
        now = (tuple(box), key)
        if self._sheet is not None and now == self._key:
            surface.blit(self._sheet, box)
            return
        paint()
        self._key, self._sheet = now, surface.subsurface(box).copy()


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a picture.  box: all that it paints, pixels; paint: onto the window."""

    name: str
    key: Hashable
    box: pygame.Rect
    paint: Callable[[], None] = field(compare=False)


class Layers:
    """A picture of items, from back to front."""

    def __init__(self) -> None:
        self._ground: Hashable = None
        self._sheet: pygame.Surface | None = None
        self._items: dict[str, Item] = {}

    def forget(self) -> None:
        """Painted anew next time."""
        self._sheet = None

    def draw(self, surface: pygame.Surface, area: pygame.Rect, ground: Hashable, items: Sequence[Item]) -> None:
        """area: where on the surface; ground: what the look of everything depends on (scale, place of the camera, language)."""
        area = area.clip(surface.get_rect())
        ground = (tuple(area), ground)
        named = {item.name: item for item in items}
        dirty = self._changed(named, area) if ground == self._ground and self._sheet is not None else [area]
        old = surface.get_clip()
        if self._sheet is None or sum(box.w * box.h for box in dirty) > MOST * area.w * area.h:
            surface.set_clip(area.clip(old))
            for item in items:
                item.paint()
            self._sheet = surface.subsurface(area).copy()
        else:
            surface.blit(self._sheet, area)
            for box in dirty:
                surface.set_clip(box.clip(old))
                for item in items:
                    if item.box.inflate(2 * RIM, 2 * RIM).colliderect(box):
                        item.paint()
                self._sheet.blit(surface, (box.x - area.x, box.y - area.y), box)
        surface.set_clip(old)
        self._ground, self._items = ground, named

    def _changed(self, named: dict[str, Item], area: pygame.Rect) -> list[pygame.Rect]:
        """Where something looks different, as boxes that do not overlap."""
        before = self._items
        boxes = [item.box for name, item in named.items() if before.get(name) != item]
        boxes += [item.box for name, item in before.items() if named.get(name) != item]
        found: list[pygame.Rect] = []
        for box in boxes:
            whole = box.inflate(2 * RIM, 2 * RIM).clip(area)
            if whole.w <= 0 or whole.h <= 0:
                continue
            while (at := whole.collidelist(found)) >= 0:
                whole = whole.union(found.pop(at))
            found.append(whole)
        return found
