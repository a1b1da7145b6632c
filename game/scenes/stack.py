"""Scenes on a stack, and how one leads to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pygame

from game.view.screen import Screen

if TYPE_CHECKING:
    from game.scenes.base import Context, Scene
    from game.scenes.leaving import LeavingScene


@dataclass(frozen=True, slots=True)
class Push:
    """Put a scene on top; the one below waits and gets `resumed(result)` when it is back."""

    scene: Scene


@dataclass(frozen=True, slots=True)
class Pop:
    """Leave this scene; `result` goes to the one below, unless it is to be told nothing."""

    result: object = None
    told: bool = True


@dataclass(frozen=True, slots=True)
class Replace:
    """This scene ends, another takes its place.  all: the whole stack goes."""

    scene: Scene
    all: bool = False


@dataclass(frozen=True, slots=True)
class Quit:
    """The program ends.  later: a run in play stays unfinished in its file, to be gone on with."""

    later: bool = False


Transition = Push | Pop | Replace | Quit


class Stack:
    """The scenes in play.  Empty means: the program is over."""

    def __init__(self, ctx: Context, first: Scene) -> None:
        self.ctx = ctx
        self.scenes: list[Scene] = []
        self._still = 0
        """Ticks since somebody touched mouse or keyboard."""
        self._question: LeavingScene | None = None
        """What was asked before the window would close."""
        self._push(first)

    @property
    def top(self) -> Scene | None:
        """The scene that has the keyboard."""
        return self.scenes[-1] if self.scenes else None

    def _push(self, scene: Scene) -> None:
        self.scenes.append(scene)
        scene.ctx = self.ctx
        scene.layout(self.ctx.screen)
        self.go(scene.enter())

    def go(self, step: Transition | None) -> None:
        """Carry out a transition.  One that a scene asks for on entering is carried out too."""
        match step:
            case Push(scene):
                self._push(scene)
            case Pop(result, told):
                self._pop()
                if self.top:
                    self.top.layout(self.ctx.screen)
                    self.go(self.top.resumed(result) if told else None)
            case Replace(scene, all):
                while self.scenes if all else False:
                    self._pop()
                if self.scenes:
                    self._pop()
                self._push(scene)
            case Quit(later):
                self._leave() if later else self.close()

    def _pop(self) -> None:
        if self.scenes:
            self.scenes.pop().left()

    def handle(self, event: pygame.Event) -> None:
        """An event for the topmost scene."""
        if event.type in (pygame.KEYDOWN, pygame.MOUSEMOTION, pygame.MOUSEBUTTONDOWN):
            self.ctx.by_keyboard = event.type == pygame.KEYDOWN
            self._still = 0
        if self.top:
            self.go(self.top.handle(event))

    def tick(self) -> None:
        """One sixtieth of a second for the topmost scene; the others stand still."""
        if self.top:
            self.go(self.top.tick())
        self._still += 1
        for scene in self.scenes:
            step = scene.unattended(self._still)
            if step is not None:
                self.go(step)
                return

    def layout(self) -> None:
        """The window, the text size or the language changed."""
        for scene in self.scenes:
            scene.layout(self.ctx.screen)

    def draw(self, screen: Screen) -> None:
        """The topmost scene, over the one below it where it says so."""
        first = len(self.scenes) - 1
        while first > 0 and self.scenes[first].overlay:
            first -= 1
        for scene in self.scenes[max(0, first) :]:
            scene.draw(screen)

    def wish_to_close(self) -> None:
        """Somebody closes the window: what must not be lost is asked about first.  Who closes it again answers with yes."""
        if self._question is not None and self._question is self.top:
            self.go(self._question.yes())
            return
        self._question = next((asked for scene in reversed(self.scenes) if (asked := scene.before_closing())), None)
        if self._question is None:
            self.close()
        else:
            self._push(self._question)

    def _leave(self) -> None:
        for scene in reversed(self.scenes):
            scene.leaving()
        self.drop()

    def drop(self) -> None:
        """The program broke: nobody closed anything, so nothing is ended in anybody's name."""
        while self.scenes:
            self._pop()

    def close(self) -> None:
        """The window was closed: every scene ends honestly, from the top down."""
        while self.scenes:
            scene = self.scenes.pop()
            scene.closing()
            scene.left()
