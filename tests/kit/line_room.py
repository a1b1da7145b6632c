"""A person at a line without a display: the same hands as in a real window, on a scene whose time is counted in ticks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pygame

from game.content.loader import load_level
from game.content.rules import load_rulebook
from game.scenes.line_clearance import LineScene
from game.scenes.stack import Stack
from game.session.expert import Expert
from game.session.session import Session
from game.view.trace import describe
from tests.kit.shots import open_dummy

LEVELS = Path(__file__).resolve().parents[2] / "levels" / "line_clearance"
SCAN = {"Tab": 43, "Return": 40, "Escape": 41, "Right": 79, "Left": 80, "Down": 81, "Up": 82, "f": 9, "Prior": 75, "Next": 78, "n": 17}
KEYS = {
    "Tab": pygame.K_TAB, "Return": pygame.K_RETURN, "Escape": pygame.K_ESCAPE, "Right": pygame.K_RIGHT, "Left": pygame.K_LEFT,
    "Down": pygame.K_DOWN, "Up": pygame.K_UP, "f": pygame.K_f, "Prior": pygame.K_PAGEUP, "Next": pygame.K_PAGEDOWN, "n": pygame.K_n,
}  # fmt: skip
TICKS_A_SECOND = 60


class LineRoom:
    """The scene on its stack, with the face of a window of tests/window/kit.py.  mode "discover" is played by the expert."""

    def __init__(
        self,
        name: str = "line-clearance-first",
        mode: str = "practice",
        seed: int = 7,
        size: tuple[int, int] = (1280, 720),
        lang: str = "fr",
        percent: int = 100,
        results: Path | None = None,
    ) -> None:
        spec = load_level(LEVELS / f"{name}.yaml")
        self.ctx = open_dummy(size, lang, percent)
        self.ctx.results = results
        self.session = Session(spec, load_rulebook(), seed, mode, results=results, lang=lang)
        self.scene = LineScene(self.session, Expert(spec) if mode == "discover" else None)
        self.stack = Stack(self.ctx, self.scene)
        self.draw()

    @property
    def seen(self) -> Any:
        """What can be perceived."""
        return self.session.world.seen

    def draw(self) -> pygame.Surface:
        """One frame."""
        self.stack.draw(self.ctx.screen)
        return self.ctx.screen.surface

    def wait(self, seconds: float) -> None:
        """Let time pass, then a frame."""
        for _ in range(max(1, round(seconds * TICKS_A_SECOND))):
            self.stack.tick()
        self.draw()

    def settle(self, seconds: float = 20.0) -> None:
        """Until the hands have done what they were told."""
        for _ in range(round(seconds * TICKS_A_SECOND)):
            self.stack.tick()
            if not self.scene.hand.busy and not self.seen.walking:
                break
        self.wait(0.1)

    # --- the face of a window --------------------------------------------------------------------------------------------

    def told(self) -> dict[str, Any]:
        """The trace, as it would be written."""
        return describe(self.stack.top, self.ctx.screen)

    def send(self, kind: int, **values: object) -> None:
        """One event; frames come with time, see `wait`."""
        self.stack.handle(pygame.event.Event(kind, **values))

    def move(self, x: int, y: int) -> None:
        """The pointer goes there."""
        self.send(pygame.MOUSEMOTION, pos=(x, y), rel=(0, 0), buttons=(0, 0, 0))

    def click_at(self, x: int, y: int, button: int = 1) -> None:
        """A click on the screen."""
        self.move(x, y)
        self.send(pygame.MOUSEBUTTONDOWN, pos=(x, y), button=button, clicks=1)
        self.send(pygame.MOUSEBUTTONUP, pos=(x, y), button=button, clicks=1)

    def click(self, name: str) -> None:
        """A click on a target of the trace."""
        found = next((one for one in self.told()["targets"] if one["id"] == name and one["on"]), None)
        assert found is not None, (name, [one["id"] for one in self.told()["targets"]])
        if not found["seen"] and self.scene.paper is not None:
            self.scene.paper.form.focus_on(name)
            found = next(one for one in self.told()["targets"] if one["id"] == name)
        self.click_at(found["x"], found["y"])

    def key(self, name: str) -> None:
        """One key, by its X name."""
        if name == "ctrl+a":
            self.send(pygame.KEYDOWN, scancode=4, key=pygame.K_a, mod=pygame.KMOD_CTRL, unicode="")
            return
        self.send(pygame.KEYDOWN, scancode=SCAN[name], key=KEYS[name], mod=0, unicode="")
        self.send(pygame.KEYUP, scancode=SCAN[name], key=KEYS[name], mod=0, unicode="")

    def write(self, text: str) -> None:
        """Type."""
        for sign in text:
            self.send(pygame.TEXTINPUT, text=sign)
