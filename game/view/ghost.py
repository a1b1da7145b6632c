"""The expert beside the trainee: the same figure, tinted glass, drawn on a sheet of its own and laid over the room."""

from __future__ import annotations

import pygame

from game.view import paint
from game.view.looks.base import RoomView
from game.view.room import RoomPicture
from game.view.screen import Screen
from game.view.theme import THEME
from game.world.runs import RunWorld

TINT = (170, 214, 230, 255)
ALPHA = 175
HEAD_M = 2.0
"""Where its name stands."""
BESIDE_M = 0.62
"""Least distance from the trainee: where both stand in one place, the ghost stands beside him."""


class GhostPicture:
    """view: of the trainee's room, whose camera, level and looks it shares."""

    def __init__(self, view: RoomView, world: RunWorld) -> None:
        part = view.screen
        self._sheet = pygame.Surface(part.size, pygame.SRCALPHA)
        canvas = Screen(self._sheet, part.text_percent, part.lang)
        own = RoomView(canvas, view.camera, view.level, world.seen, world.state, view.looks)
        self.picture = RoomPicture(own)
        self.x = 0.0
        """Where it is drawn, metres."""

    def draw(self, world: RunWorld, you: RoomView) -> None:
        """Paint it over the trainee's room, as the world of its own is now."""
        view = self.picture.view
        view.seen, view.truth = world.seen, world.state
        view.frame += 1
        self.picture.take_pose()
        self._sheet.fill((0, 0, 0, 0))
        self.picture.person(view.things())
        self._sheet.fill(TINT, special_flags=pygame.BLEND_RGBA_MULT)
        self._sheet.set_alpha(ALPHA)
        apart = world.seen.x - you.seen.x
        side = 1.0 if apart >= 0 else -1.0
        last = view.level.rooms[-1].x1_m
        if world.seen.x + BESIDE_M > last - 0.3:
            side = -1.0
        shift = side * max(0.0, BESIDE_M - abs(apart))
        self.x = world.seen.x + shift
        you.surface.blit(self._sheet, (round(shift * view.camera.scale), 0))

    def letter(self, screen: Screen, you: RoomView, yours: str, its: str, covered: int = 0) -> None:
        """Who is who, above the heads; one higher where they would touch, aside where switches cover the room so far down."""
        wide, high = (max(screen.text.measure(words, 22, "semibold")[n] for words in (yours, its)) for n in (0, 1))
        near = abs(self.x - you.seen.x) * you.camera.scale < wide + screen.px(40)
        high += screen.px(12)
        foot = max(round(you.camera.point(0.0, HEAD_M)[1]), covered + high + screen.px(4))
        lift = high + screen.px(6)
        if near and foot - lift - high < covered:
            lift = 0
        right = self.x >= you.seen.x
        for x, words, fill, mine in ((you.seen.x, yours, THEME.ink, True), (self.x, its, THEME.petrol, False)):
            box = pygame.Rect(0, 0, screen.text.measure(words, 22, "semibold")[0] + screen.px(28), high)
            box.midbottom = round(you.camera.point(x, 0.0)[0]), foot - (lift if near and mine else 0)
            if near and not lift:
                middle, gap = round(you.camera.point((self.x + you.seen.x) / 2, 0.0)[0]), screen.px(4)
                if mine == right:
                    box.right = middle - gap
                else:
                    box.left = middle + gap
            paint.plate(you.surface, box, box.h // 2, fill)
            screen.text.draw(words, box.center, 22, THEME.white, "semibold", "center", you.surface)
