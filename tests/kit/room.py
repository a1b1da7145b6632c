"""A person at the room, for tests: clicks, drags and keys go through the scene's own events, frames are drawn without a display."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pygame

from game.content.rules import load_rulebook
from game.scenes.gowning import GowningScene
from game.scenes.stack import Stack
from game.session.expert import Expert
from game.session.session import Session
from game.view.widgets import Form
from game.world.seen import Seen
from tests.kit.player import level
from tests.kit.shots import open_dummy

KEYS = {
    "tab": 43,
    "enter": 40,
    "escape": 41,
    "higher": 75,
    "lower": 78,
    "other_hand": 44,
    "look": 82,
    "left": 80,
    "right": 79,
    "hint": 58,
    "aim": 17,
}
NAMED = {"tab": pygame.K_TAB, "enter": pygame.K_RETURN, "escape": pygame.K_ESCAPE}
SHARES = (0.5, 0.3, 0.7, 0.15, 0.85, 0.05, 0.95)
PATIENCE_TICKS = 900


class Room:
    """The scene on its stack.  mode "discover" is played by the expert."""

    def __init__(
        self,
        name: str = "gowning-first",
        mode: str = "practice",
        seed: int = 7,
        size: tuple[int, int] = (1280, 720),
        lang: str = "fr",
        percent: int = 100,
        results: Path | None = None,
    ) -> None:
        spec = level(name)
        self.ctx = open_dummy(size, lang, percent)
        self.session = Session(spec, load_rulebook(), seed, mode, results=results, lang=lang)
        self.scene = GowningScene(self.session, Expert(spec) if mode == "discover" else None)
        self.stack = Stack(self.ctx, self.scene)
        self.draw()

    # --- time and eyes ---------------------------------------------------------------------------------------------------

    def draw(self) -> pygame.Surface:
        """One frame."""
        self.stack.draw(self.ctx.screen)
        return self.ctx.screen.surface

    def run(self, ticks: int) -> None:
        """So many sixtieths of a second, then a frame."""
        for _ in range(ticks):
            self.stack.tick()
        self.draw()

    def until(self, done: Callable[[], bool], at_most: int = PATIENCE_TICKS) -> None:
        """Until something holds."""
        for n in range(at_most):
            if done():
                break
            self.stack.tick()
            if n % 10 == 0:
                self.draw()
        self.draw()
        assert done(), "it never came to that"

    def settle(self, ticks: int = 6) -> None:
        """Until the hands have done what they were told; a card that comes up is put away."""
        for _ in range(PATIENCE_TICKS):
            if self.scene.card is not None:
                self.key("enter")
            self.stack.tick()
            if not self.scene.hand.busy and self.scene.card is None:
                break
        self.run(ticks)

    @property
    def seen(self) -> Seen:
        """What can be perceived."""
        return self.session.world.seen

    def where(self, thing: str) -> tuple[int, int]:
        """A point of a thing where a click finds it."""
        hand = self.scene.hand
        hand.ask()
        hand._boxes = self.scene.picture.boxes()
        rect = next(rect for each, rect in hand._boxes if each.id == thing)
        for across in SHARES:
            for down in SHARES:
                point = int(rect.x + rect.w * across), int(rect.y + rect.h * down)
                if hand._under(point) == thing and not hand.blocked(point):
                    return point
        return rect.center

    # --- mouse -----------------------------------------------------------------------------------------------------------

    def send(self, kind: int, **values: object) -> None:
        """One event, then a frame."""
        self.stack.handle(pygame.event.Event(kind, **values))
        self.draw()

    def move(self, pos: tuple[int, int], *, down: bool = False) -> None:
        """The pointer goes there."""
        self.send(pygame.MOUSEMOTION, pos=pos, rel=(0, 0), buttons=(int(down), 0, 0))

    def press(self, pos: tuple[int, int]) -> None:
        """The button goes down."""
        self.send(pygame.MOUSEBUTTONDOWN, pos=pos, button=1, clicks=1)

    def let_go(self, pos: tuple[int, int]) -> None:
        """The button comes up."""
        self.send(pygame.MOUSEBUTTONUP, pos=pos, button=1, clicks=1)

    def click_at(self, pos: tuple[int, int]) -> None:
        """A click on the screen."""
        self.move(pos)
        self.press(pos)
        self.let_go(pos)

    def click(self, thing: str, choice: str = "") -> None:
        """A click on a thing, and on the choice whose id holds those letters if a list comes up."""
        self.click_at(self.where(thing))
        if choice and self.scene.hand.ring:
            self.button(choice)

    def form(self) -> Form:
        """The form that has the say: of a card, a list, a close-up."""
        scene = self.scene
        return scene.card.form if scene.card else scene.hand.ring.form if scene.hand.ring else scene.closeup.form  # type: ignore[union-attr]

    def button(self, name: str) -> None:
        """A click on a button of the form in front: its id, or the first id that holds those letters, be it behind a group."""
        ring = self.scene.hand.ring
        behind = ring and next((c for c in ring.found if any(name in each.id for each in c.members)), None)
        if behind and not any(name in c.id for c in ring.found if not c.members):
            self.click_at(next(w for w in self.form().stops() if w.id == behind.id).rect.center)
        found = [w for w in self.form().stops() if w.id == name] or [w for w in self.form().stops() if name in w.id]
        assert found, (name, [w.id for w in self.form().stops()])
        self.click_at(found[0].rect.center)

    # --- keyboard --------------------------------------------------------------------------------------------------------

    def key(self, name: str, mod: int = 0) -> None:
        """One key, by its place on the keyboard; digits by their number."""
        scan = 29 + int(name) if name.isdigit() else KEYS[name]
        self.send(pygame.KEYDOWN, scancode=scan, key=NAMED.get(name, 0), mod=mod, unicode="")

    def focus(self, thing: str) -> None:
        """Tab until the keyboard stands on a thing."""
        for _ in range(60):
            if self.scene.hand.by_keyboard and self.scene.hand.focus == thing:
                return
            self.key("tab")
        raise AssertionError(f"the keyboard never came to {thing}")

    def choose(self, thing: str, choice: str = "") -> None:
        """Tab to a thing, Enter, and the digit of a choice if a list comes up."""
        self.focus(thing)
        self.key("enter")
        ring = self.scene.hand.ring
        if ring and choice:
            behind = next((n for n, c in enumerate(ring.found, 1) if any(choice in each.id for each in c.members)), 0)
            if behind and not any(choice in c.id for c in ring.found if not c.members):
                self.key(str(behind))
            at = next(n for n, each in enumerate(ring.found, 1) if choice in each.id)
            self.key(str(at))

    def tab_to(self, name: str) -> None:
        """Tab in a close-up until a widget has the keyboard, then Enter."""
        for _ in range(60):
            here = self.form().focus
            if here is not None and (here.id == name or (name != "back" and name in here.id)):
                self.key("enter")
                return
            self.key("tab")
        raise AssertionError(f"the keyboard never came to {name}")
