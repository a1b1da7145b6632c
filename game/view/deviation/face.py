"""What lies over the room, frame by frame: marks, names, words, bar, lists, panels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.view import hud, topbar
from game.view.screen import Screen

if TYPE_CHECKING:
    from game.scenes.deviation import DeviationScene


def leads(verb: str, part: str, *, there: bool) -> tuple[str, ...]:
    """Widgets of the process screen that an act begins with, the nearest to it first; there: whether it is done at the screen."""
    if not there:
        return ("back", "main") if verb not in ("wait", "call", "answer") else ()
    match verb:
        case "declare":
            return "declare", "tab.keys", "main"
        case "press" if part.startswith("ack."):
            return f"press:{part}", "tab.alarms", "main"
        case "press":
            return f"press:{part}", "tab.keys", "main"
        case "look":
            return part, "tab.trends", "more", "main"
        case _:
            return ()


class DeviationFace:
    """Draws the scene; it keeps nothing of the run."""

    def __init__(self, scene: DeviationScene) -> None:
        self.scene = scene
        self._spoken = ""

    def draw(self, screen: Screen) -> None:
        """One frame."""
        with self.scene.view.seen.still():
            self._draw(screen)

    def _draw(self, screen: Screen) -> None:
        scene = self.scene
        scene.hand.covered = []
        if scene.paper:
            scene.paper.draw()
        else:
            self._room(screen)
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

    def _room(self, screen: Screen) -> None:
        scene = self.scene
        scene.picture.acting = "right" if scene.hand.busy or scene.expert is not None else ""
        if scene.panel is not None:
            if not scene.panel.narrow:
                scene.picture.draw(person=False)
            scene.panel.draw()
        else:
            scene.picture.draw()
        if scene.card is None and scene.over is None:
            self._marks(screen)

    def _marks(self, screen: Screen) -> None:
        """What has the keyboard or the pointer, by name; in guided mode an arrow on what comes next."""
        scene, hand = self.scene, self.scene.hand
        area = scene.view.camera.area
        target = "" if hand.busy or scene.panel is not None else scene.coach.target(scene.seen)
        box = scene.picture.box(target) if target else None
        if box and area.colliderect(box):
            hud.pointer_to(screen, box.clip(area), scene.view.frame)
        elif box:
            side = screen.u(44)
            x = area.x + side if box.centerx < area.x else area.right - side
            hud.pointer_to(screen, pygame.Rect(x - 4, min(box.centery, screen.height - 4 * side), 8, 8), scene.view.frame)
        self._in_screen(screen)
        at = hand.focus if hand.by_keyboard else hand.hover
        if scene.expert or (scene.panel is not None and (hand.by_keyboard or scene.panel.narrow or at == scene.seen.console)):
            at = ""
        if not at or hand.ring is not None:
            return
        box = scene.picture.box(at)
        if box and area.colliderect(box):
            box = box.clip(area)
            hud.focus_mark(screen, box)
            hud.name_tag(screen, scene.picture.title(at), box, topbar.height(screen), left=area.x)

    def _in_screen(self, screen: Screen) -> None:
        """Guided: the arrow on the key, the curve or the way that leads to what comes next, while one sits before the screen."""
        scene = self.scene
        act = scene.coach.act
        if scene.panel is None or scene.mode != "guided" or scene.hand.busy or act is None or scene.expert is not None:
            return
        for name in leads(act.verb, act.part, there=act.thing == scene.seen.console):
            widget = next((one for one in scene.panel.form.all() if one.id == name and one.rect.colliderect(scene.panel.area)), None)
            if widget is not None:
                hud.pointer_to(screen, widget.rect, scene.view.frame)
                return

    def _words(self, screen: Screen) -> None:
        """The line at the bottom left, and who answers on the phone."""
        scene = self.scene
        if scene.reply is not None and scene.over is None and scene.card is None:
            scene.hand.covered.append(self._reply(screen))
        line = scene.coach.line(scene.seen, screen.lang)
        if line and line.text != self._spoken:
            self._spoken = line.text
            scene.ctx.speak(line.text)
        if line and scene.paper is None:
            left = scene.below.left or screen.width
            box = hud.guidance(screen, line.text, line.icon, left - screen.px(70))
            scene.hand.covered.append(box)

    def _reply(self, screen: Screen) -> pygame.Rect:
        """Beside the process screen or the paper, where it hides nothing; else below the bar."""
        scene = self.scene
        assert scene.reply is not None  # noqa: S101
        wide = screen.vw > 1400
        if scene.paper is not None and wide:
            side = next(widget for widget in scene.paper.form.widgets if widget.id == "side")
            return scene.reply.draw(side.rect.inflate(screen.px(40), 0), low=True)
        if scene.panel is not None and wide:
            return scene.reply.draw(scene.view.camera.area)
        return scene.reply.draw(scene.view.room, low=scene.paper is not None)

    def _bar(self, screen: Screen) -> None:
        scene, lang = self.scene, screen.lang
        steps = scene.coach.lines(scene.seen, lang)
        mode = scene.ctx.t(f"ui.mode_{scene.mode}")
        hidden = scene.paper is not None or scene.over is not None or scene.card is not None or scene.expert is not None
        back, icon = scene.hand.back_words()
        scene.hand.covered += scene.below.show(screen, hidden=hidden, near=scene.picture.zoomed, back=back, icon=icon)
        title = scene.session.level.title.get(lang)
        scene.bar.draw(screen, scene.ctx.t("deviation.place"), title, mode, scene.view.clock[:5], scene.view.pace, steps)
        if scene.steps_shown and steps and scene.paper is None:
            scene.hand.covered.append(hud.step_panel(screen, scene.ctx.t("room.tool_steps"), steps))
