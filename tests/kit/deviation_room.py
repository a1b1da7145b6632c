"""A person beside a process without a display: the same hands as in a real window, on a scene whose time is counted in ticks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pygame

from game.content.loader import load_level
from game.content.rules import load_rulebook
from game.scenes.deviation import DeviationScene
from game.scenes.stack import Stack
from game.session.expert import Expert
from game.session.session import Session
from tests.kit.line_room import LineRoom
from tests.kit.shots import open_dummy

LETTERS = {"p": (19, pygame.K_p), "l": (15, pygame.K_l), "f": (9, pygame.K_f)}
LEVELS = Path(__file__).resolve().parents[2] / "levels" / "deviation"


class DeviationRoom(LineRoom):
    """The scene on its stack, with the face of a window of tests/window/kit.py.  mode "discover" is played by the expert;
    session: one to go on with."""

    scene: Any

    def __init__(
        self,
        name: str = "deviation-first",
        mode: str = "practice",
        seed: int = 7,
        size: tuple[int, int] = (1280, 720),
        lang: str = "fr",
        percent: int = 100,
        results: Path | None = None,
        session: Session | None = None,
    ) -> None:
        spec = session.level if session else load_level(LEVELS / f"{name}.yaml")
        self.ctx = open_dummy(size, lang, percent)
        self.ctx.results = results
        self.session = session or Session(spec, load_rulebook(), seed, mode, results=results, lang=lang)
        self.scene = DeviationScene(self.session, Expert(spec) if mode == "discover" else None)
        self.stack = Stack(self.ctx, self.scene)
        self.draw()

    def key(self, name: str) -> None:
        """One key, by its X name."""
        if name in LETTERS:
            scan, key = LETTERS[name]
            self.send(pygame.KEYDOWN, scancode=scan, key=key, mod=0, unicode=name)
            self.send(pygame.KEYUP, scancode=scan, key=key, mod=0, unicode=name)
            return
        super().key(name)

    def click(self, name: str) -> None:
        """A click on a target of the trace, scrolled to where it is hidden."""
        found = next((one for one in self.told()["targets"] if one["id"] == name and one["on"]), None)
        assert found is not None, (name, [one["id"] for one in self.told()["targets"]])
        holder = self.scene.over or self.scene.paper or self.scene.panel
        if not found["seen"] and holder is not None:
            holder.form.focus_on(name)
            found = next(one for one in self.told()["targets"] if one["id"] == name)
        self.click_at(found["x"], found["y"])
