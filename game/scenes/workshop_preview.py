"""The level on one picture, in the page: made after the first frame, looked at closely with wheel, drag and keys, kept as PNG."""

from __future__ import annotations

import io
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import pygame

from game.scenes.stack import Transition
from game.scenes.workshop_parts import Badge, Part
from game.view import paint
from game.view.screen import Screen
from game.view.theme import BODY, THEME
from game.view.widgets import Button, Column, Fired, Label, Look, Widget
from game.view.widgets.base import ARROWS

STEP = 1.25
"""One notch of the wheel, one press of + or -."""
MOST = 2.0
"""Pixels of the window a pixel of the picture: its words are large by then."""
LEAST_HIGH = 0.45
"""Of the window, where little is left under what stands above it."""
IN, OUT = (pygame.K_PLUS, pygame.K_KP_PLUS, pygame.K_EQUALS), (pygame.K_MINUS, pygame.K_KP_MINUS)


@dataclass
class Eye:
    """Where one looks at the picture.  x, y: middle of what is seen, pixels of the picture; scale 0: all of its width."""

    x: float = 0.0
    y: float = 0.0
    scale: float = 0.0


class Picture(Widget):
    """A picture seen through a window that is moved and brought nearer."""

    scrolls = True
    cursor = pygame.SYSTEM_CURSOR_SIZEALL

    def __init__(self, id: str, surface: pygame.Surface | None, eye: Eye, words: str, high: int) -> None:
        """words: said in its place until there is one; high: real pixels."""
        super().__init__(id)
        self.surface, self.eye, self._words, self._high = surface, eye, words, high
        self.seen = False
        """It was drawn."""
        self._at = (0, 0)

    def words(self) -> str:
        return self._words

    def measure(self, screen: Screen, width: int) -> int:
        return self._high

    @property
    def fit(self) -> float:
        """The scale at which all of the width is seen."""
        return self.rect.w / self.surface.get_width() if self.surface else 1.0

    @property
    def scale(self) -> float:
        """Pixels of the window a pixel of the picture."""
        return max(self.eye.scale, self.fit)

    def zoom(self, by: float, at: tuple[int, int] | None = None) -> None:
        """Nearer (by > 1) or farther, the point at `at` (window) staying where it is."""
        if self.surface is None:
            return
        at = at or self.rect.center
        before, after = self.scale, min(max(self.scale * by, self.fit), max(MOST, self.fit))
        self._settle()
        self.eye.x += (at[0] - self.rect.centerx) * (1 / before - 1 / after)
        self.eye.y += (at[1] - self.rect.centery) * (1 / before - 1 / after)
        self.eye.scale = 0.0 if after <= self.fit else after
        self._settle()

    def pan(self, dx: float, dy: float) -> bool:
        """Look further by so many pixels of the window; whether there was more to see."""
        self._settle()
        before = (self.eye.x, self.eye.y)
        self.eye.x += dx / self.scale
        self.eye.y += dy / self.scale
        self._settle()
        return (self.eye.x, self.eye.y) != before

    def _settle(self) -> None:
        """No farther than the edges."""
        if self.surface is None:
            return
        for name, room, whole in zip("xy", self.rect.size, self.surface.get_size(), strict=True):
            half = min(room / self.scale, whole) / 2
            setattr(self.eye, name, min(max(getattr(self.eye, name), half), whole - half))

    def wheel(self, notches: float) -> None:
        self.zoom(STEP**notches, pygame.mouse.get_pos())

    def press(self, pos: tuple[int, int], clicks: int = 1) -> Fired | None:
        self._at = pos
        return None

    def drag(self, pos: tuple[int, int]) -> Fired | None:
        self.pan(self._at[0] - pos[0], self._at[1] - pos[1])
        self._at = pos
        return None

    def click(self, pos: tuple[int, int]) -> Fired | None:
        return None

    def activate(self) -> Fired | None:
        return None

    def key(self, event: pygame.Event) -> Fired | bool:
        if event.type != pygame.KEYDOWN or event.mod & (pygame.KMOD_CTRL | pygame.KMOD_ALT | pygame.KMOD_META):
            return False
        if event.key in IN or event.unicode == "+":
            self.zoom(STEP)
            return True
        if event.key in OUT or event.unicode == "-":
            self.zoom(1 / STEP)
            return True
        if event.key in ARROWS:
            dx, dy = ARROWS[event.key]
            return self.pan(dx * self.rect.w / 4, dy * self.rect.h / 4)  # at the edge the arrow leads on, to what is beside
        return False

    def draw(self, screen: Screen, look: Look) -> None:
        self.seen = True
        paint.plate(screen.surface, self.rect, screen.px(8), THEME.mist)
        if self.surface is None:
            screen.text.draw(self._words, self.rect.center, BODY, THEME.slate, anchor="center")
        else:
            self._show(screen, self.surface)
        paint.plate(screen.surface, self.rect, screen.px(8), None, THEME.line, max(1.0, 2 * screen.s))

    def _show(self, screen: Screen, picture: pygame.Surface) -> None:
        self._settle()
        scale = self.scale
        part = pygame.Rect(0, 0, round(self.rect.w / scale), round(self.rect.h / scale))
        part.center = (round(self.eye.x), round(self.eye.y))
        part = part.clip(picture.get_rect())
        shown = pygame.transform.smoothscale(picture.subsurface(part), (round(part.w * scale), round(part.h * scale)))
        screen.surface.blit(shown, shown.get_rect(midtop=self.rect.midtop), pygame.Rect((0, 0), self.rect.size))


class PreviewPart(Part):
    """The rooms with the names of things, and the steps by what they wait for."""

    id = "preview"
    icon = "eye"

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.eye = Eye()
        self.picture: pygame.Surface | None = None
        self._of: tuple[bytes, str] = (b"", "")
        """(text, language) that the picture shows."""
        self._making: tuple[tuple[bytes, str], Generator[None, None, pygame.Surface]] | None = None
        """(text, language) of the picture that is being made, and its making."""
        self.saved: Path | None = None

    @property
    def name(self) -> str:
        return self.ctx.t("workshop_more.part_preview")

    def sign(self) -> tuple[str, str]:
        return self.icon, "" if self.desk.level is not None else self.ctx.t("workshop_more.preview_none")

    def fill(self, column: Column) -> None:
        t = self.ctx.t
        self.head(column, self.name, t("workshop_more.preview_about"))
        if self.desk.level is None:
            column.add(Badge("bad", "wrong", t("workshop_more.preview_none"), t("workshop_more.preview_none_what")), gap=18)
            return
        signs = [Button(name, sign, height=48) for name, sign in (("nearer", "+"), ("farther", "\N{MINUS SIGN}"))]
        tools = [*signs, Button("whole", t("workshop_more.preview_whole"), height=48)]
        column.row([*tools, Button("save", t("workshop_more.preview_save"), icon="form", height=48)], gap=12)
        if self.saved is not None:
            column.add(Label(t("workshop_more.preview_saved", file=self.saved), BODY, icon="done"), gap=12)
            column.row([Button("folder", t("workshop_more.open_folder"), icon="folder", height=48)], gap=8)
        fresh = self.picture if self._of == self._wanted() else None
        screen = column.screen
        high = max(column.area.bottom - column.y - screen.px(18), round(screen.height * LEAST_HIGH))
        words = t("workshop_more.preview_shows" if fresh else "workshop_more.preview_making")
        column.add(Picture("picture", fresh, self.eye, words, high), gap=14)

    def _wanted(self) -> tuple[bytes, str]:
        return self.desk.data, self.ctx.lang

    def _shown(self) -> Picture | None:
        return next((w for w in self.page.form.all() if isinstance(w, Picture)), None)

    def tick(self) -> Transition | None:
        """The picture takes a second or more: it is made a piece at a time, once the page has been seen without it."""
        shown, level = self._shown(), self.desk.level
        if shown is None or not shown.seen or level is None or self._of == self._wanted():
            return None
        if self._making is None or self._making[0] != self._wanted():
            from game.view.preview import drawing

            self._making = (self._wanted(), drawing(level, self.ctx.lang))
        try:
            next(self._making[1])
        except StopIteration as done:
            self.picture, self._of, self._making = done.value, self._wanted(), None
            self.page.rebuild()
        return None

    def on(self, fired: Fired) -> Transition | None:
        shown = self._shown()
        if shown is not None and fired.id in ("nearer", "farther"):
            shown.zoom(STEP if fired.id == "nearer" else 1 / STEP)
        elif fired.id == "whole":
            self.eye.scale = self.eye.y = 0.0
        elif fired.id == "save":
            self._save()
        elif fired.id == "folder" and self.saved is not None:
            from game.session.authoring.opening import open_with_system

            open_with_system(self.saved.parent)
        self.ctx.stale = True
        return None

    def _save(self) -> None:
        from game.session.results import data_folder, write_whole

        level = self.desk.level
        if level is None or self.picture is None:
            return
        path = data_folder() / "workshop" / f"{level.id}.{self.ctx.lang}.png"
        out = io.BytesIO()
        pygame.image.save(self.picture, out, "preview.png")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, out.getvalue())
        except OSError as error:
            self.page.told = self.say("cannot_write", reason=error.strerror or "")
        else:
            self.saved = path
        self.page.rebuild()
