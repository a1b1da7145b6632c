"""Close-up of somebody who speaks to the trainee: who it is, what is said in a bubble, and the answers."""

from __future__ import annotations

import pygame

from game.view import colleague, gown, paint, parts
from game.view.choices import Choice
from game.view.closeup import CloseUp
from game.view.colleague import upper
from game.view.figure import Outfit, Painter
from game.view.looks.base import RoomView
from game.view.pose import Pose, standing
from game.view.theme import HEAD, THEME
from game.world.people import IN_PERSON

WIDE_VW = 1500


class TalkCloseUp(CloseUp):
    """One question and its answers; it closes when one has answered."""

    kind = "talk"
    tones = ((0xEA, 0xF0, 0xF1), (0xD3, 0xDE, 0xE1))

    def __init__(self, view: RoomView, thing: str, question: str) -> None:
        super().__init__(view, thing)
        self.question = question
        self._lines: tuple[object, list[str], float] = (None, [], 0.0)

    def title(self) -> str:
        return self.view.t("room.talk_title" if self.question in IN_PERSON else "room.talk_self")

    def facts(self) -> list[str]:
        """What is asked, where no bubble says it, or one too small for large letters."""
        shown = self.question in IN_PERSON and self.view.screen.vw >= WIDE_VW
        return [] if shown else [self.view.t(f"act.ask_{self.question}")]

    def stays(self) -> bool:
        return self.view.seen.question == self.question

    def belongs(self, choice: Choice) -> bool:
        return choice.verb == "answer"

    def paint(self) -> None:
        {"health": self._wound, "crowd": self._window}.get(self.question, self._person)()

    def _person(self) -> None:
        """From the waist up with what he holds out, and a bubble over him."""
        area = self.picture
        scale = area.h * 0.76
        looks, outfit = colleague.colleague(self.view)
        upper(Painter(self.view.surface, (area.centerx, area.bottom + 0.86 * scale), scale, looks, outfit), self.question)
        self._bubble(pygame.Rect(area.x, area.y, area.w, round(area.h * 0.25)))

    def _bubble(self, room: pygame.Rect) -> None:
        screen = self.view.screen
        box = room.inflate(-screen.px(40), -screen.px(28))
        paint.plate(screen.surface, box, screen.px(20), THEME.white, THEME.petrol, max(2.0, 3 * screen.s))
        tip = [
            (box.centerx - screen.px(22), box.bottom - 2),
            (box.centerx + screen.px(22), box.bottom - 2),
            (box.centerx, box.bottom + screen.px(30)),
        ]
        pygame.draw.polygon(screen.surface, THEME.white, tip)
        pygame.draw.lines(screen.surface, THEME.petrol, False, (tip[0], tip[2], tip[1]), max(2, round(3 * screen.s)))
        lines, size = self._said(box.w - screen.px(36), box.h - screen.px(16))
        step = screen.text.line_height(size)
        for n, line in enumerate(lines):
            at = box.centerx, box.centery + (n - (len(lines) - 1) / 2) * step
            screen.text.draw(line, at, size, THEME.ink, "semibold", "center")

    def _said(self, wide: int, high: int) -> tuple[list[str], float]:
        """His words in lines, as large as the bubble holds; found once for each size of the bubble."""
        screen, key = self.view.screen, (wide, high, self.view.screen.s, self.view.screen.lang)
        if self._lines[0] != key:
            text, size = self.view.t(f"act.ask_{self.question}"), float(HEAD)
            while size > 14 and len(screen.text.wrap(text, wide, size, "semibold")) * screen.text.line_height(size) > high:
                size -= 1
            self._lines = key, screen.text.wrap(text, wide, size, "semibold"), size
        return self._lines[1], self._lines[2]

    def _wound(self) -> None:
        """One's own hand with a cut on its back."""
        area = self.picture
        k = area.h * 0.74 / 240
        parts.put(self.view.surface, f"hand-open-bare-{self.view.looks.skin}", (area.centerx, area.bottom - area.h * 0.06), k)
        at = area.centerx + 4 * k, area.bottom - area.h * 0.06 - 78 * k
        light, _ = gown.SKINS[self.view.looks.skin]
        pygame.draw.ellipse(
            self.view.surface, light, pygame.Rect(round(at[0] - 20 * k), round(at[1] - 8 * k), round(40 * k), round(16 * k))
        )
        for width, tone in ((7, (178, 58, 72)), (3, (122, 26, 40))):
            pygame.draw.line(
                self.view.surface, tone, (at[0] - 16 * k, at[1] + 4 * k), (at[0] + 16 * k, at[1] - 4 * k), max(2, round(width * k / 1.4))
            )

    def _window(self) -> None:
        """Through the pane of the door: the people who are inside."""
        area, screen = self.picture, self.view.screen
        pane = area.inflate(-round(area.w * 0.16), -round(area.h * 0.16))
        screen.surface.fill((196, 219, 226), pane)
        kept = screen.surface.get_clip()
        screen.surface.set_clip(pane)
        looks, _ = colleague.colleague(self.view)
        both = frozenset({"left", "right"})
        hands = ("left", "right", "left", "right")
        gowned = Outfit(hood=True, mask=True, goggles=True, suit=True, zip=1.0, boots=both, gloves=hands, cuffs_over=both)
        pose: Pose = standing()
        scale = pane.h * 0.62
        for share in (0.20, 0.50, 0.80):
            Painter(screen.surface, (pane.x + pane.w * share, pane.bottom + scale * 0.25), scale, looks, gowned).draw(pose)
        screen.surface.set_clip(kept)
        paint.plate(screen.surface, pane, screen.px(10), None, (143, 163, 172), max(4, screen.u(12)))
