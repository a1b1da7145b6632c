"""For who writes a level: the outline of every thing with its id and its word, and the place under the pointer as YAML."""

from __future__ import annotations

from typing import Any

import pygame

from game.spec import LevelSpec
from game.view import paint, topbar
from game.view.names import called
from game.view.screen import Screen
from game.view.theme import THEME, TICK

Outline = tuple[str, str, pygame.Rect]
"""Id, word, place on the screen."""


def outlines(scene: Any) -> list[Outline]:
    """Everything that is to be seen in a room, of whatever scene."""
    level: LevelSpec = scene.session.level
    picture = scene.picture
    if level.scene == "gowning":
        return [(thing.id, called(scene.view, thing), rect) for thing, rect in picture.boxes()]
    names = [thing.id for thing in level.things] + list(getattr(scene.view.truth, "residues", ()))
    found = [(name, scene.view.name(name), picture.box(name)) for name in names]
    return [(name, word, rect) for name, word, rect in found if rect is not None]


def place(scene: Any, pos: tuple[int, int]) -> tuple[float, float]:
    """The metres of the room under a point of the window."""
    camera = scene.view.camera
    if hasattr(camera, "world"):
        x, y = camera.world(*pos)
        return round(x, 2), round(y, 2)
    return round(camera.x + (pos[0] - camera.area.centerx) / camera.scale, 2), round((camera.floor - pos[1]) / camera.scale, 2)


def as_yaml(x: float, y: float) -> str:
    """Whole lines, as they stand under an entry of `things`."""
    return f"    at:\n      x: {x:g}\n      y: {y:g}\n"


def draw(screen: Screen, found: list[Outline]) -> None:
    """Frames, then tags; a tag that would hide another is moved down, or says the id only."""
    taken: list[pygame.Rect] = []
    for _, _, rect in found:
        pygame.draw.rect(screen.surface, THEME.white, rect, max(3, screen.u(5)))
        pygame.draw.rect(screen.surface, THEME.petrol, rect, max(1, screen.u(2)))
    room = screen.bounds.copy()
    room.top, room.height = topbar.height(screen), screen.height - topbar.height(screen)
    for name, word, rect in found:
        if rect.colliderect(room):
            taken.append(_tag(screen, (f"{name} · {word}", name), rect.clip(room), taken, room))


def _tag(screen: Screen, texts: tuple[str, str], rect: pygame.Rect, taken: list[pygame.Rect], room: pygame.Rect) -> pygame.Rect:
    box = rect
    for text in texts:
        wide, high = screen.text.measure(text, TICK, "semibold")
        box = pygame.Rect(0, 0, wide + screen.px(14), high + screen.px(4))
        box.midtop = rect.midtop
        for _ in range(6):
            box.clamp_ip(room)
            if box.collidelist(taken) < 0:
                return _painted(screen, text, box)
            box.y += box.h
    return _painted(screen, texts[1], box)


def _painted(screen: Screen, text: str, box: pygame.Rect) -> pygame.Rect:
    paint.plate(screen.surface, box, screen.px(6), THEME.white, THEME.petrol, max(1.0, 1.5 * screen.s))
    screen.text.draw(text, box.center, TICK, THEME.ink, "semibold", "center")
    return box
