"""The list of alarms: when, how grave, which, whether somebody acknowledged; and the keys for it."""

from __future__ import annotations

import pygame

from game.view import paint, svg
from game.view.deviation.view import DeviationView
from game.view.process.signals import SIGNALS, shown
from game.view.screen import Screen
from game.view.theme import BODY, THEME
from game.view.widgets import Fired, Look, Widget

ROW = 50


def names(view: DeviationView) -> list[str]:
    """Alarms in the list, the latest first, those that nobody acknowledged before the others."""
    unread = view.seen.unread
    return sorted(view.seen.alarms, key=lambda name: (name not in unread, -view.seen.alarm_at(name), name))


def words_of(view: DeviationView, name: str) -> str:
    """What an alarm says."""
    spec = next(one for one in view.seen.alarm_specs if one.id == name)
    if spec.tag not in SIGNALS:
        return view.t(f"deviation.alarm_{name}")
    return view.t(f"deviation.alarm_{spec.side}", what=view.t(f"deviation.tag_{spec.tag}"), limit=shown(view, spec.tag, spec.limit))


class AlarmRow(Widget):
    """One alarm; its key to acknowledge it stands at the right, as a widget of its own."""

    focusable = False

    def __init__(self, view: DeviationView, name: str) -> None:
        super().__init__(f"alarm.{name}")
        self.view, self.name = view, name

    def words(self) -> str:
        return words_of(self.view, self.name)

    def measure(self, screen: Screen, width: int) -> int:
        return screen.px(ROW)

    def draw(self, screen: Screen, look: Look) -> None:
        view, px = self.view, screen.px
        unread = self.name in view.seen.unread
        level = next(one.level for one in view.seen.alarm_specs if one.id == self.name)
        if unread:
            screen.surface.fill(THEME.red_pale if level == "action" else THEME.amber_pale, self.rect)
        pygame.draw.line(screen.surface, THEME.line, self.rect.bottomleft, self.rect.bottomright)
        y, side = self.rect.centery, px(30)
        icon = svg.sized(f"process/icons/{'alarm' if level == 'action' else 'alert'}", side)
        screen.surface.blit(icon, (self.rect.x + px(20), y - side // 2))
        x = self.rect.x + px(66)
        weight = "bold" if unread else "regular"
        ink = THEME.red if level == "action" else THEME.amber_deep
        for text, colour, wide in (
            (view.at_clock(view.seen.alarm_at(self.name)), THEME.ink, 90),
            (view.t(f"deviation.level_{level}"), ink, 110),
            (self.words(), THEME.ink, 0),
        ):
            room = px(wide) if wide else self.rect.right - px(240) - x
            size = screen.text.fit(text, room, 23, weight, 15)
            screen.text.draw(text, (x, y), size, colour, weight, "midleft")
            x += px(wide)
        if not unread:
            self._taken(screen, y)

    def _taken(self, screen: Screen, y: int) -> None:
        px = screen.px
        side = px(28)
        text = self.view.t("deviation.acknowledged")
        x = self.rect.right - px(22) - screen.text.measure(text, 22)[0]
        screen.text.draw(text, (x, y), 22, THEME.slate, "regular", "midleft")
        screen.surface.blit(svg.sized("process/icons/bell-off", side), (x - side - px(8), y - side // 2))


class AlarmHead(Widget):
    """Title of the list, and how many wait.  opens: it fires when the list is to be read closer."""

    def __init__(self, view: DeviationView, *, opens: bool = False) -> None:
        super().__init__("alarms")
        self.view, self.focusable = view, opens

    def words(self) -> str:
        return self.view.t("deviation.unread", n=len(self.view.seen.unread))

    def activate(self) -> Fired | None:
        return Fired(self.id, "") if self.focusable else None

    def draw(self, screen: Screen, look: Look) -> None:
        view, px = self.view, screen.px
        screen.surface.fill(THEME.white, self.rect)
        box = screen.text.draw(view.t("deviation.alarms"), (self.rect.x + px(22), self.rect.centery), BODY, THEME.ink, "bold", "midleft")
        waiting = len(view.seen.unread)
        said = (
            view.t("deviation.unread", n=waiting)
            if waiting
            else view.t("deviation.none_unread" if view.seen.alarms else "deviation.no_alarms")
        )
        ink = THEME.red if waiting else THEME.slate
        screen.text.draw(said, (box.right + px(18), self.rect.centery), 22, ink, "semibold" if waiting else "regular", "midleft")
        paint.plate(screen.surface, pygame.Rect(self.rect.x, self.rect.y, self.rect.w, max(1, px(2))), 1, THEME.line)
