"""For who writes a level: the outline of every thing with its id and its word, and the place under the pointer as YAML."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pygame

from game.spec import LevelSpec
from game.view import paint, topbar
from game.view.names import called
from game.view.screen import Screen
from game.view.theme import THEME, TICK

Outline = tuple[str, str, pygame.Rect]
"""Id, word, place on the screen."""
NEAR, FAR = 4, 60
"""So many heights of a tag may it stand from the upper edge of its frame: with its word, and as an id."""


def outlines(scene: Any) -> list[Outline]:
    """Everything that is to be seen in a room, of whatever scene."""
    level: LevelSpec = scene.session.level
    picture = scene.picture
    if level.scene == "gowning":
        return [(thing.id, called(scene.view, thing), rect) for thing, rect in picture.boxes()]
    if getattr(picture, "near", None) is not None:
        names = [name for name in picture.names() if _there(scene.view.seen.plant(), name)]
        found = [(name, picture.title(name), picture.box(name)) for name in names]
        return [(name, word, rect) for name, word, rect in found if rect is not None]
    names = [thing.id for thing in level.things] + list(getattr(scene.view.truth, "residues", ()))
    found = [(name, scene.view.name(name), picture.box(name)) for name in names]
    return [(name, word, rect) for name, word, rect in found if rect is not None]


def _there(sight: Any, part: str) -> bool:
    """Whether a part of the machine is where its name says: forceps hang, or lie."""
    what, _, zone = part.partition(".")
    return sight.tool_lies == zone if what == "dropped" else what != "forceps" or sight.tool != "dropped"


def place(scene: Any, pos: tuple[int, int]) -> tuple[float, float]:
    """The metres of the room under a point of the window."""
    camera = getattr(scene.picture, "camera", scene.view.camera)
    if hasattr(camera, "world"):
        x, y = camera.world(*pos)
        return round(x, 2), round(y, 2)
    return round(camera.x + (pos[0] - camera.area.centerx) / camera.scale, 2), round((camera.floor - pos[1]) / camera.scale, 2)


def as_yaml(x: float, y: float) -> str:
    """Whole lines, as they stand under an entry of `things`."""
    return f"    at:\n      x: {x:g}\n      y: {y:g}\n"


@dataclass(frozen=True, slots=True)
class Tag:
    """Where the words of an outline stand.  rect: what they belong to, as much of it as is in sight."""

    text: str
    box: pygame.Rect
    rect: pygame.Rect


def frames(screen: Screen, found: Sequence[Outline]) -> None:
    """The outlines themselves."""
    for _, _, rect in found:
        pygame.draw.rect(screen.surface, THEME.white, rect, max(3, screen.u(5)))
        pygame.draw.rect(screen.surface, THEME.petrol, rect, max(1, screen.u(2)))


def tags(screen: Screen, found: Sequence[Outline], keep: Sequence[pygame.Rect] = ()) -> None:
    """Their words, each with a line to its frame where it stands apart."""
    spread_out = spread(screen, found, keep)
    for tag in spread_out:
        _leader(screen, tag)
    for tag in spread_out:
        paint.plate(screen.surface, tag.box, screen.px(6), THEME.white, THEME.petrol, max(1.0, 1.5 * screen.s))
        screen.text.draw(tag.text, tag.box.center, TICK, THEME.ink, "semibold", "center")


def spread(screen: Screen, found: Sequence[Outline], keep: Sequence[pygame.Rect] = ()) -> list[Tag]:
    """A tag for every outline in sight, none over another nor over `keep`: id and word near its frame, else the id where there is room.

    The small ones come first, they have the least room."""
    room = screen.bounds.copy()
    room.top, room.height = topbar.height(screen), screen.height - topbar.height(screen)
    taken, placed = list(keep), []
    for name, word, whole in sorted(found, key=lambda one: (one[2].w * one[2].h, one[0])):
        rect = whole.clip(room)
        if not rect.w or not rect.h:
            continue
        tag = _near(screen, f"{name} · {word}", rect, taken, room, NEAR) or _near(screen, name, rect, taken, room, FAR)
        if tag is not None:
            placed.append(tag)
            taken.append(tag.box.inflate(2, 2))
    return placed


def _near(screen: Screen, text: str, rect: pygame.Rect, taken: list[pygame.Rect], room: pygame.Rect, most: float) -> Tag | None:
    """The free place nearest to the upper edge of a frame.  most: how far from there, in heights of a tag."""
    wide, high = screen.text.measure(text, TICK, "semibold")
    home = pygame.Rect(0, 0, wide + screen.px(14), high + screen.px(4))
    home.midtop = rect.midtop
    home.clamp_ip(room)
    for dx, dy in _steps(round(home.w / home.h * 4)):
        if dx * dx + dy * dy > most * most:
            break
        box = home.move(round(dx * home.h), round(dy * (home.h + 3)))
        if room.contains(box) and box.collidelist(taken) < 0:
            return Tag(text, box, rect)
    return None


@functools.lru_cache(maxsize=256)
def _steps(quarters: int) -> tuple[tuple[float, float], ...]:
    """Shifts of a tag so many quarters of its height wide, the smallest first, in its heights."""
    side = max(1.0, quarters / 8)
    rows, columns = range(-FAR, FAR + 1), range(-int(FAR / side), int(FAR / side) + 1)
    return tuple(sorted(((n * side, float(row)) for n in columns for row in rows), key=lambda at: (at[0] ** 2 + at[1] ** 2, at)))


def _leader(screen: Screen, tag: Tag) -> None:
    """From a tag to the frame it stands apart from."""
    if tag.box.colliderect(tag.rect):
        return
    end = _onto(tag.rect, tag.box.center)
    begin = _onto(tag.box, end)
    pygame.draw.line(screen.surface, THEME.white, begin, end, max(3, screen.u(5)))
    pygame.draw.line(screen.surface, THEME.petrol, begin, end, max(1, screen.u(2)))
    paint.disc(screen.surface, end, max(3, screen.u(5)), THEME.petrol)


def _onto(rect: pygame.Rect, point: tuple[int, int]) -> tuple[int, int]:
    """The point of a rectangle that is nearest."""
    return min(max(point[0], rect.left), rect.right - 1), min(max(point[1], rect.top), rect.bottom - 1)
