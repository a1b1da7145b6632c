"""Pictures of which little changes: what was painted is kept, and painted anew only where something looks different.

An item says in its key all that its look depends on.  What lies over or under a changed item is painted again with it, in its box.
Where everything has moved sideways by the same number of pixels, the picture is moved along and only what came into view is painted.
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
        self._key = self._sheet = None

    def draw(self, surface: pygame.Surface, box: pygame.Rect, key: Hashable, paint: Callable[[], None]) -> None:
        """paint: onto that surface, all of the box."""
        box = box.clip(surface.get_rect())
        now = (tuple(box), key)
        if self._sheet is not None and now == self._key:
            surface.blit(self._sheet, box)
            return
        paint()
        self._key, self._sheet = now, _taken(self._sheet, surface, box)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a picture.  box: all that it paints, pixels; paint: onto the window.

    whole: its thick lines come out otherwise where they are cut off, so it is painted whole or not at all.  hides: what lies behind it
    there is not to be seen."""

    name: str
    key: Hashable
    box: pygame.Rect
    paint: Callable[[], None] = field(compare=False)
    whole: bool = False
    hides: pygame.Rect | None = field(default=None, compare=False)


Behind = tuple[list[Item], pygame.Surface | None]
"""What lies behind something that moves, and a picture of it once it has moved there twice."""


class Layers:
    """A picture of items, from back to front."""

    def __init__(self) -> None:
        self._ground: Hashable = None
        self._column = 0
        self._sheet: pygame.Surface | None = None
        self._items: dict[str, Item] = {}
        self._behind: dict[tuple[int, ...], Behind] = {}
        """By box, of the last frame."""

    def forget(self) -> None:
        """Painted anew next time."""
        self._ground = self._sheet = None
        self._behind = {}

    def draw(self, surface: pygame.Surface, area: pygame.Rect, ground: Hashable, items: Sequence[Item], column: int = 0) -> None:
        """area: where on the surface; ground: what the look of everything depends on (scale, language); column: where the left end
        of the whole is, pixels: it may lie outside of the area."""
        area = area.clip(surface.get_rect())
        ground = (tuple(area), ground)
        named = {item.name: item for item in items}
        moved = column - self._column
        dirty = self._changed(named, area, moved) if ground == self._ground and abs(moved) < area.w else [area]
        old = surface.get_clip()
        if ground != self._ground:
            self._behind = {}
        if self._sheet is None or sum(box.w * box.h for box in dirty) > MOST * area.w * area.h:
            surface.set_clip(area.clip(old))
            for item in items:
                item.paint()
            self._sheet = _taken(self._sheet, surface, area)
        else:
            if moved:
                self._sheet.scroll(moved, 0)
            surface.blit(self._sheet, area)
            boxes, behind = [item.box for item in items], self._behind
            self._behind = {}
            for box in dirty:
                surface.set_clip(box.clip(old))
                touched = [items[n] for n in box.inflate(2 * RIM, 2 * RIM).collidelistall(boxes)]
                self._paint(surface, box, touched, behind.get(tuple(box)))
                self._sheet.blit(surface, (box.x - area.x, box.y - area.y), box)
        surface.set_clip(old)
        self._ground, self._column, self._items = ground, column, named

    def _paint(self, surface: pygame.Surface, box: pygame.Rect, touched: Sequence[Item], before: Behind | None) -> None:
        """All that is in a box.  What moves in one place moves there again: what lies behind it is kept from frame to frame."""
        first = max((n for n, item in enumerate(touched) if item.hides is not None and item.hides.contains(box)), default=0)
        moving = next((n for n, item in enumerate(touched) if n >= first and self._items.get(item.name) != item), len(touched))
        still = list(touched[first:moving])
        if before is not None and before[0] == still and before[1] is not None:
            surface.blit(before[1], box)
            self._behind[tuple(box)] = before
        else:
            for item in still:
                item.paint()
            self._behind[tuple(box)] = still, _taken(before[1], surface, box) if before is not None else None
        for item in touched[moving:]:
            item.paint()

    def _changed(self, named: dict[str, Item], area: pygame.Rect, moved: int) -> list[pygame.Rect]:
        """Where something looks different once all has moved, as boxes that do not overlap."""
        boxes: list[pygame.Rect] = []
        if moved:
            boxes.append(pygame.Rect(area.x if moved > 0 else area.right + moved, area.y, abs(moved), area.h))
        for name, item in named.items():
            old = self._items.get(name)
            if old is item and not moved:
                continue
            if old is None:
                boxes.append(item.box)
            elif old.key != item.key or old.box.move(moved, 0) != item.box:
                boxes += [item.box, old.box.move(moved, 0)]
        boxes += [item.box.move(moved, 0) for name, item in self._items.items() if name not in named]
        wholes = [item.box for item in named.values() if item.whole and item.box.colliderect(area)]
        boxes += [box for box in wholes if moved and not (area.contains(box) and area.contains(box.move(-moved, 0)))]
        found = _apart(boxes, area)
        while cut := [box for box in wholes if any(one.colliderect(box) and not one.contains(box.clip(area)) for one in found)]:
            found = _apart([*found, *cut], area)
        return found


def _apart(boxes: Sequence[pygame.Rect], area: pygame.Rect) -> list[pygame.Rect]:
    """The same places with their rims, as boxes that do not overlap."""
    found: list[pygame.Rect] = []
    for box in boxes:
        whole = box.inflate(2 * RIM, 2 * RIM).clip(area)
        if whole.w <= 0 or whole.h <= 0:
            continue
        while (at := whole.collidelist(found)) >= 0:
            whole = whole.union(found.pop(at))
        found.append(whole)
    return found


def _taken(sheet: pygame.Surface | None, surface: pygame.Surface, box: pygame.Rect) -> pygame.Surface:
    """What is on the surface there, on the same sheet as before where it has the size: a fresh one of a whole window costs 1 ms."""
    if sheet is None or sheet.get_size() != box.size:
        sheet = pygame.Surface(box.size, 0, surface)
    sheet.blit(surface, (0, 0), box)
    return sheet
