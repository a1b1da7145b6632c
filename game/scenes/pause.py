"""Pause: the world stands still.  Go on, read the procedure, change a setting, begin anew, or give up."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.scenes.base import FormScene, route
from game.scenes.message import MessageScene
from game.scenes.stack import Pop, Push, Transition
from game.view import paint
from game.view.screen import Screen
from game.view.settings import ACTIONS
from game.view.theme import BIG, BODY, LEAD, PAD, THEME
from game.view.widgets import Button, Column, Fired, Label, Panel, Widget, scrolled


class PauseScene(FormScene):
    """Comes back with "resume", "give_up" or, where `again`, "again".  poster: the lines of the site's procedure."""

    overlay = True
    default = cancel = first_focus = "resume"

    def __init__(self, title: str, mode: str, poster: Sequence[str] = (), *, again: bool = False) -> None:
        super().__init__()
        self.title, self.mode, self.poster, self.again = title, mode, list(poster), again
        self._sure = ""
        """What a second yes would carry out."""
        self._note = True

    def build(self, screen: Screen) -> list[Widget]:
        wide = min(screen.width - screen.px(48), screen.px(720))
        pad = screen.px(PAD + 8)
        room = screen.height - screen.px(32) - 2 * pad
        self._note = True
        if self._high(screen, wide - 2 * pad) > room:
            self._note = False  # rather the buttons, all in sight
        high = min(self._high(screen, wide - 2 * pad), room) + 2 * pad
        panel = Panel(shadow=18)
        panel.place(pygame.Rect((screen.width - wide) // 2, (screen.height - high) // 2, wide, high))
        area = panel.rect.inflate(-2 * pad, -2 * pad)
        return [panel, scrolled(screen, "menu", area, self._fill)]

    def _high(self, screen: Screen, wide: int) -> int:
        measure = Column(screen, pygame.Rect(0, 0, wide, 0))
        self._fill(measure)
        return measure.height

    def _fill(self, column: Column) -> None:
        t = self.ctx.t
        column.add(Label(t("ui.pause"), BIG, weight="bold"))
        column.add(Label(f"{self.title} · {t(f'ui.mode_{self.mode}')}", BODY, THEME.slate), gap=2)
        column.add(Button("resume", t("ui.resume"), style="primary", icon="play", size=LEAD, height=76), gap=24)
        if self.poster and self.mode != "assessment":  # there the world does not stand still while one reads
            column.add(Button("poster", t("ui.procedure"), icon="log"))
        column.split([Button("settings", t("ui.settings"), icon="settings"), Button("keys", t("ui.keys"))])
        ends = [Button("again", t("ui.again_now"), icon="again")] if self.again else []
        column.split([*ends, Button("give_up", t("ui.give_up"), style="danger")])
        if self._note:
            note = "leaving.note_ends" if self.mode == "assessment" else "leaving.note_later"
            column.add(Label(t(note), 20, THEME.slate, align="centre"), gap=10)

    def backdrop(self, screen: Screen) -> None:
        paint.veil(screen.surface, 165)

    def on(self, fired: Fired) -> Transition | None:
        t = self.ctx.t
        match fired.id:
            case "resume":
                return Pop("resume")
            case "settings":
                return Push(route("settings"))
            case "keys":
                names = [t("ui.key_line", name=self.ctx.settings.key_name(each), what=t(f"ui.key_{each}")) for each in ACTIONS]
                return Push(MessageScene(t("ui.keys"), names, [("back", t("ui.close"), "primary")]))
            case "poster":
                lines = list(self.poster)
                return Push(MessageScene(t("ui.procedure"), lines, [("back", t("ui.close"), "primary")]))
            case "give_up" | "again":
                self._sure = fired.id
                label, title = ("ui.give_up", "ui.give_up_sure") if fired.id == "give_up" else ("ui.again_now", "ui.again_sure")
                ask = [("really", t(label), "danger"), ("stay", t("ui.keep_going"), "primary")]
                sure = MessageScene(t(title), [t("ui.give_up_what")], ask)
                sure.default = sure.first_focus = "stay"
                return Push(sure)
        return None

    def resumed(self, result: object) -> Transition | None:
        return Pop(self._sure) if result == "really" else None
