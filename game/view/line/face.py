"""What lies over the line, frame by frame: marks, names, hands, words, bar, lists, panels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.view import hud, topbar
from game.view.line.camera import FAR
from game.view.line.coach import tool_name
from game.view.screen import Screen

if TYPE_CHECKING:
    from game.scenes.line_clearance import LineScene

TOOLS = ("lamp", "tongs")


class LineFace:
    """Draws the scene of a line; it keeps nothing of the run."""

    def __init__(self, scene: LineScene) -> None:
        self.scene = scene
        self._spoken = ""

    def draw(self, screen: Screen) -> None:
        """One frame."""
        scene = self.scene
        if scene.paper:
            scene.paper.draw()
        else:
            scene.picture.acting = self._acting()
            scene.picture.draw()
            if scene.card is None and scene.over is None:
                self._marks(screen)
        self._words(screen)
        self._bar(screen)
        if scene.hand.pointed:
            scene.bar.tip(screen, scene.hand.pointed)
        if scene.hand.ring:
            scene.hand.ring.draw(screen)
        if scene.over:
            scene.over.draw()
        if scene.card:
            scene.card.draw(screen)

    def _acting(self) -> str:
        """The hand to be shown: the one that works, while it works."""
        seen = self.scene.seen
        busy = self.scene.hand.busy or self.scene.expert is not None
        return ("left" if seen.lamp_hand == "right" else "right") if busy else ""

    def _marks(self, screen: Screen) -> None:
        """What has the keyboard or the pointer, by name.  What was left behind is never framed outside guided mode."""
        scene, hand = self.scene, self.scene.hand
        truth = scene.view.truth
        target = "" if hand.busy else scene.coach.target(scene.seen)
        box = scene.picture.box(target) if target else None
        if box and screen.bounds.colliderect(box):
            hud.pointer_to(screen, box.clip(screen.bounds), scene.view.frame)
        elif box:
            self._beyond(screen, box)
        at = "" if scene.expert else hand.focus if hand.by_keyboard else hand.hover
        if not at or hand.ring is not None or (at in truth.residues and scene.mode != "guided"):
            return
        box = scene.picture.box(at)
        if box and screen.bounds.colliderect(box):
            box = box.clip(screen.bounds)
            if hand.near or box.w < screen.width // 3:
                hud.focus_mark(screen, box)
            hud.name_tag(screen, hand.name(at), box, topbar.height(screen))

    def _beyond(self, screen: Screen, box: pygame.Rect) -> None:
        """What the coach speaks of lies outside the view: a sign at the edge of the window, on its side."""
        side = screen.u(40)
        x = side if box.centerx < 0 else screen.width - side if box.centerx > screen.width else box.centerx
        y = min(max(box.centery, topbar.height(screen) + 2 * side), screen.height - 3 * side)
        hud.pointer_to(screen, pygame.Rect(min(max(x, side), screen.width - side) - 4, y, 8, 8), self.scene.view.frame)

    def _words(self, screen: Screen) -> None:
        """What the hands hold, and the line at the bottom left."""
        scene = self.scene
        scene.hand.pills, scene.hand.covered = {}, []
        if scene.expert is None and scene.paper is None and scene.over is None:
            held = {side: self._held(side) for side in ("left", "right")}
            names = {side: scene.ctx.t(f"room.hand_{side}") for side in ("left", "right")}
            if any(held.values()):
                scene.hand.pills = hud.hands(screen, held, "left" if scene.seen.lamp_hand == "right" else "right", names)
                scene.hand.covered += scene.hand.pills.values()
        line = scene.coach.line(scene.seen, screen.lang)
        if line and line.text != self._spoken:
            self._spoken = line.text
            scene.ctx.speak(line.text)
        if line and scene.paper is None and not (scene.over and scene.over.kind == "sure"):
            scene.hand.covered.append(hud.guidance(screen, line.text, line.icon, round(screen.width * 0.62)))

    def _held(self, side: str) -> str:
        holding = self.scene.seen.hand(side).holding
        return tool_name(self.scene.view, holding) if holding else ""

    def _bar(self, screen: Screen) -> None:
        scene, lang = self.scene, screen.lang
        minutes = scene.seen.clock_min
        clock = f"{minutes // 60:02d}:{minutes % 60:02d}"
        steps = scene.coach.lines(scene.seen, lang)
        mode = scene.ctx.t(f"ui.mode_{scene.mode}")
        if scene.sheet_button:
            hidden = scene.paper is not None or scene.over is not None
            scene.sheet_button.focusable = not hidden
            scene.sheet_button.rect.x = 3 * screen.width if hidden else screen.width - scene.sheet_button.rect.w - screen.px(28)
            scene.hand.covered.append(scene.sheet_button.rect)
        scene.bar.draw(screen, scene.ctx.t("line.place"), scene.session.level.title.get(lang), mode, clock, "", steps)
        if scene.steps_shown and steps and scene.paper is None:
            scene.hand.covered.append(hud.step_panel(screen, scene.ctx.t("room.tool_steps"), steps))

    def far(self) -> bool:
        """Whether the whole line is in view."""
        return self.scene.view.camera.level == FAR
