"""The way back out of a trial, and the lists of steps and hazards to begin at."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pygame

from game.scenes.base import FormScene, route
from game.scenes.stack import Pop, Push, Transition
from game.view import paint
from game.view.screen import Screen
from game.view.theme import BIG, BODY, PAD, THEME
from game.view.widgets import Button, Column, Fired, Label, Panel, Widget, scrolled


class _ListScene(FormScene):
    """A panel over the room whose contents scroll when they must."""

    overlay = True
    wide = 820

    def fill(self, column: Column) -> None:
        """The contents."""

    def build(self, screen: Screen) -> list[Widget]:
        pad = screen.px(PAD)
        wide = min(screen.width - screen.px(40), screen.px(self.wide))
        measured = Column(screen, pygame.Rect(0, 0, wide - 2 * pad, 0))
        self.fill(measured)
        high = min(measured.height + screen.px(4), screen.height - screen.px(32) - 2 * pad)
        panel = Panel(shadow=18)
        panel.place(pygame.Rect((screen.width - wide) // 2, (screen.height - high) // 2 - pad, wide, high + 2 * pad))
        return [panel, scrolled(screen, "list", panel.rect.inflate(-2 * pad, -2 * pad), self.fill)]

    def backdrop(self, screen: Screen) -> None:
        paint.veil(screen.surface, 165)


KEYS = {
    pygame.K_F3: "outlines",
    pygame.K_F4: "open",
    pygame.K_F5: "read",
    pygame.K_F6: "step",
    pygame.K_F7: "hazard",
    pygame.K_F8: "details",
}
"""What the keys of a trial do, in its menu too."""


class TrialMenu(_ListScene):
    """Comes back with what is wanted: go_on, again, step, hazard, mode, read, atelier, or what a key of the trial does."""

    default = cancel = first_focus = "go_on"

    def __init__(self, title: str, mode: str, *, playing: bool, look: Callable[[], bool | None] = lambda: None) -> None:
        """playing: a level can be played.  look: asked in each tick; whether one can, where the file has changed, else None."""
        super().__init__()
        self.title, self.mode, self.look = title, mode, look
        self._stands(playing=playing)

    def _stands(self, *, playing: bool) -> None:
        self.playing = playing
        self.default = self.cancel = self.first_focus = "go_on" if playing else "atelier"

    def tick(self) -> Transition | None:
        """The file may be mended, or broken, while one reads here."""
        changed = self.look()
        if changed is not None:
            self._stands(playing=changed)
            self.rebuild()
        return None

    def handle(self, event: pygame.Event) -> Transition | None:
        if event.type == pygame.KEYDOWN and event.key in KEYS and (self.playing or KEYS[event.key] not in ("step", "hazard")):
            return Pop(KEYS[event.key])
        return super().handle(event)

    def fill(self, column: Column) -> None:
        t = self.ctx.t
        column.add(Label(t("trial.mark"), BIG, weight="bold"))
        column.add(Label(f"{self.title} · {t(f'ui.mode_{self.mode}')}", BODY, THEME.slate), gap=2)
        if self.playing:
            column.add(Button("go_on", t("trial.go_on"), style="primary", icon="play"), gap=20)
            column.split([Button("again", t("trial.again"), icon="again"), Button("mode", t(f"trial.mode_{self.mode}"))])
            column.split([Button("step", t("trial.other_step")), Button("hazard", t("trial.other_hazard"))])
        column.split([Button("read", t("trial.read_again")), Button("settings", t("ui.settings"), icon="settings")])
        column.add(Button("atelier", t("trial.back")))
        column.add(Label(t("trial.keys"), 20, THEME.slate, align="centre"), gap=12)

    def on(self, fired: Fired) -> Transition | None:
        if fired.id == "settings":
            return Push(route("settings"))
        return Pop(fired.id)


class TrialPick(_ListScene):
    """Comes back with (what, id), or with None.  entries: id, text."""

    cancel = "back"

    def __init__(self, what: str, entries: Sequence[tuple[str, str]], chosen: str = "") -> None:
        super().__init__()
        self.what, self.entries = what, list(entries)
        self.first_focus = f"pick_{chosen}" if chosen else ""

    def fill(self, column: Column) -> None:
        column.add(Label(self.ctx.t(f"trial.pick_{self.what}"), BIG, weight="bold"))
        if not self.entries:
            column.add(Label(self.ctx.t("trial.pick_none"), BODY))
        for name, text in self.entries:
            style = "chosen" if f"pick_{name}" == self.first_focus else "plain"
            column.add(Button(f"pick_{name}", text, note=name, style=style, align="left"), gap=10)
        column.add(Button("back", self.ctx.t("ui.back")), gap=20)

    def on(self, fired: Fired) -> Transition | None:
        return Pop(None if fired.id == "back" else (self.what, fired.id.removeprefix("pick_")))
