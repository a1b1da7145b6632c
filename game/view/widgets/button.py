"""Buttons: the big one, the plain one, the quiet one on dark ground, the round one with a sign."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from game.view import paint, svg
from game.view.screen import Screen
from game.view.theme import BODY, THEME, Colour, mix
from game.view.widgets.base import Look, Widget, target


@dataclass(frozen=True, slots=True)
class Style:
    """Fill, letters, edge and the fill under the pointer."""

    fill: Colour | None
    ink: Colour
    edge: Colour | None
    hover: Colour
    light_icon: bool = False


STYLES = {
    "primary": Style(THEME.petrol, THEME.white, None, THEME.petrol_light, True),
    "plain": Style(THEME.white, THEME.ink, THEME.steel, THEME.wall),
    "chosen": Style(THEME.wall, THEME.ink, THEME.petrol, THEME.glass),
    "light": Style(THEME.white, THEME.ink, None, THEME.wall),
    "quiet": Style(None, THEME.white, None, THEME.petrol, True),
    "bare": Style(None, THEME.petrol, None, THEME.wall),
    "danger": Style(THEME.white, THEME.red, THEME.red, THEME.red_pale),
}
OFF = Style(THEME.mist, THEME.slate, THEME.line, THEME.mist)


class Button(Widget):
    """A button with a label, perhaps a sign before it and a note under it (a disabled one says there why)."""

    def __init__(
        self,
        id: str,
        label: str,
        *,
        style: str = "plain",
        icon: str = "",
        note: str = "",
        size: float = BODY,
        height: float = 60,
        weight: str = "semibold",
        pill: bool = False,
        align: str = "centre",
        enabled: bool = True,
        spoken: str = "",
    ) -> None:
        super().__init__(id, enabled=enabled)
        self.label, self.style, self.icon, self.note = label, style, icon, note
        self.size, self.height, self.weight, self.pill, self.align = size, height, weight, pill, align
        self.spoken = spoken

    def words(self) -> str:
        return self.spoken or f"{self.label.rstrip('.')}. {self.note}".strip(" .")

    def _pad(self, screen: Screen) -> int:
        return screen.px(self.size * 0.95)

    def _icon_px(self, screen: Screen) -> int:
        return screen.px(self.size * 1.45) if self.icon else 0

    def _lead(self, screen: Screen) -> int:
        """Width of the sign and the gap after it."""
        return self._icon_px(screen) + (screen.px(self.size * 0.5) if self.icon and self.label else 0)

    def natural(self, screen: Screen) -> int:
        wide = screen.text.measure(self.label, self.size, self.weight)[0] if self.label else 0
        if self.note:
            wide = max(wide, screen.text.measure(self.note, self.size * 0.84)[0])
        return max(target(screen, self.height), wide + self._lead(screen) + 2 * self._pad(screen) + 2)

    def _room(self, screen: Screen, width: int) -> int:
        return max(20, width - self._lead(screen) - 2 * self._pad(screen))

    def measure(self, screen: Screen, width: int) -> int:
        room = self._room(screen, width)
        high = len(screen.text.wrap(self.label, room, self.size, self.weight)) * screen.text.line_height(self.size, 1.2)
        if self.note:
            high += len(screen.text.wrap(self.note, room, self.size * 0.84)) * screen.text.line_height(self.size * 0.84, 1.2)
        return max(target(screen, self.height), high + screen.px(self.size * 0.7))

    def ring_radius(self, screen: Screen) -> int:
        return self.rect.h // 2 if self.pill else screen.px(12)

    def draw(self, screen: Screen, look: Look) -> None:
        style = STYLES[self.style] if self.enabled else OFF
        fill = style.hover if look.hover and self.enabled else style.fill
        if look.down and fill and self.enabled:
            fill = mix(fill, THEME.ink, 0.15)
        edge_px = max(1.0, 2 * screen.s) * (1.5 if self.style == "chosen" else 1)
        paint.plate(screen.surface, self.rect, self.ring_radius(screen), fill, style.edge, edge_px)
        self._draw_label(screen, style)

    def _draw_label(self, screen: Screen, style: Style) -> None:
        text = screen.text
        room = self._room(screen, self.rect.w)
        align = "centre" if self.align == "centre" and not self.icon else "left"
        lines = [text.wrap(self.label, room, self.size, self.weight), text.wrap(self.note, room, self.size * 0.84) if self.note else []]
        widest = max(
            [text.measure(line, self.size, self.weight)[0] for line in lines[0]]
            + [text.measure(line, self.size * 0.84)[0] for line in lines[1]]
        )
        lead = self._lead(screen)
        left = self.rect.x + self._pad(screen)
        if self.align == "centre":
            left = self.rect.centerx - (lead + widest) // 2
        if self.icon:
            self._draw_icon(screen, style, left)
        step, small = text.line_height(self.size, 1.2), text.line_height(self.size * 0.84, 1.2)
        y = self.rect.centery - (len(lines[0]) * step + len(lines[1]) * small) // 2
        left += lead
        for group, size, weight, high in ((lines[0], self.size, self.weight, step), (lines[1], self.size * 0.84, "regular", small)):
            for line in group:
                drawn = text.line(line, size, style.ink, weight)
                x = left + (widest - drawn.get_width()) // 2 if align == "centre" else left
                screen.surface.blit(drawn, (x, y + (high - drawn.get_height()) // 2))
                y += high

    def _draw_icon(self, screen: Screen, style: Style, left: int) -> None:
        side = self._icon_px(screen)
        drawn = svg.sized(icon_name(self.icon, style.light_icon), side)
        screen.surface.blit(drawn, (left, self.rect.centery - drawn.get_height() // 2))


@functools.cache
def icon_name(icon: str, light: bool) -> str:
    """The file of a sign: its white twin on dark ground where there is one."""
    name = f"process/icons/{icon}"
    twin = f"{name}-light"
    return twin if light and (svg.FOLDER / f"{twin}.svg").exists() else name


class RoundButton(Widget):
    """A disc with a sign; its word stands beside or below it, drawn by the scene."""

    def __init__(self, id: str, icon: str, spoken: str, *, style: str = "plain", side: float = 64, enabled: bool = True) -> None:
        super().__init__(id, enabled=enabled)
        self.icon, self.spoken, self.style, self.side = icon, spoken, style, side

    def words(self) -> str:
        return self.spoken

    def natural(self, screen: Screen) -> int:
        return target(screen, self.side)

    def measure(self, screen: Screen, width: int) -> int:
        return target(screen, self.side)

    def ring_radius(self, screen: Screen) -> int:
        return self.rect.h // 2

    def draw(self, screen: Screen, look: Look) -> None:
        style = STYLES[self.style] if self.enabled or self.style == "quiet" else OFF
        fill = style.hover if look.hover and self.enabled else style.fill
        if fill or style.edge:
            paint.disc(screen.surface, self.rect.center, self.rect.h // 2, fill, style.edge, max(1.5, 2.5 * screen.s))
        drawn = svg.sized(icon_name(self.icon, style.light_icon), round(self.rect.h * 0.56))
        if not self.enabled and self.style == "quiet":  # on the dark bar a pale plate would look like one to press
            drawn = drawn.copy()
            drawn.set_alpha(80)
        screen.surface.blit(drawn, drawn.get_rect(center=self.rect.center))
