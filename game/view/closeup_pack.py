"""A pack, close: its notch and its other end, its label with the date as the largest word, and the hand that holds it."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pygame

from game.entities.kinds import KINDS
from game.session.moves import hand_holding
from game.view import paint, parts, svg
from game.view.closeup import Zone
from game.view.looks.packs import FILES, INDICATOR, PALE
from game.view.printed import SIZED, lot, use_by, written
from game.view.theme import BODY, THEME

if TYPE_CHECKING:
    from typing import Protocol

    from game.view.choices import Choice
    from game.view.looks.base import RoomView

    class Label(Protocol):
        """What a label's close-up offers to be drawn."""

        view: RoomView
        thing: str
        seed: int
        nearer: bool
        picture: pygame.Rect
        found: list[Choice]


SKINS = {1: ("#F2CBAB", "#E0AC88", "#B97F5C"), 2: ("#C9936B", "#B0784F", "#835338"), 3: ("#86563C", "#6E432D", "#482A1C")}
"""Light, shade and line of each skin, as on the hands of the kit."""
GLOVED = ("#A9D2E1", "#8FC1D4", "#3F7A94")
HAND = (200.0, 240.0)
EDGE_ROW = 122.0
"""Row of the hand's sheet where the foot of a held pack lies: fingers behind it, the thumb before it."""
PALM = (
    "M70 240L68 198C54 186 46 168 47 146L50 88C51 74 70 74 73 86C74 70 96 68 99 84C102 70 122 72 124 88"
    "C130 78 146 82 147 96L150 150C150 172 142 188 130 200L130 240Z"
)
THUMB = "M92 216C88 196 92 172 98 150C102 134 104 124 107 112C112 98 132 100 134 116C136 136 138 156 134 180C131 196 126 208 118 218"
NAIL = "M112 114C114 105 127 106 128 116L127 127C122 131 115 130 112 127Z"
LABEL = (20.0, 20.0, 28.0)
"""Where the white label of a pack begins, from the left, the top and the foot of its sheet."""
STICKER = (22.0, 13.0, 9.0)
"""For large text the label takes the whole face of the pack."""
WORDS_X = 84.0
"""Its words begin right of the sign."""
LARGE_PERCENT = 150
"""From this text size on the words take the whole label."""


class PackPicture:
    """Draws a pack for a label's close-up."""

    def __init__(self, of: Label) -> None:
        self.of, self.view = of, of.view

    # --- places ----------------------------------------------------------------------------------------------------------

    def _measures(self) -> tuple[str, pygame.Rect, float]:
        """File, its place, and real pixels per unit of it."""
        area = self.of.picture
        pack = self.view.truth.things[self.of.thing]
        file = "pack-open" if pack.open else FILES[pack.kind]
        w, h = svg.size(f"gowning/{file}")
        scale = min(area.w * 0.92 / w, area.h * 0.62 / h)
        place = pygame.Rect(0, 0, round(w * scale), round(h * scale))
        place.midtop = area.centerx, round(area.y + area.h * 0.40 - place.h / 2)
        return file, place, scale

    def label(self) -> pygame.Rect:
        """The label as it is on the pack, or before one's eyes when one has asked for it."""
        area = self.of.picture
        if self.of.nearer:
            return area.inflate(-area.w // 12, -area.h // 6)
        _, place, scale = self._measures()
        left, top, foot = (part * scale for part in (STICKER if self.view.screen.text_percent >= LARGE_PERCENT else LABEL))
        return pygame.Rect(round(place.x + left), round(place.y + top), round(place.w - 2 * left), round(place.h - top - foot))

    def zones(self) -> list[Zone]:
        """The label; the notch; the other end; the rest is for taking it in hand."""
        t = self.view.t
        if self.of.nearer:
            return [Zone(self.of.picture, t("room.label_away"), own="label")]
        _, place, scale = self._measures()
        wide, high = max(46, round(24 * scale)), max(46, round(44 * scale))
        notch = pygame.Rect(0, 0, wide, high)
        notch.midright = place.right + round(8 * scale), place.y + round(36 * scale)
        other = pygame.Rect(place.x - round(8 * scale), place.y, wide, place.h)
        found = [Zone(self.label(), t("room.label_nearer"), own="label")]
        for part, rect in (("notch", notch), ("other", other)):
            choice = next((c for c in self.of.found if c.verb == "open_pack" and c.part == part), None)
            if choice:
                found.append(Zone(rect, choice.label, choice))
        take = next((c for c in self.of.found if c.verb == "take"), None)
        if take:
            found.append(Zone(place, take.label, take))
        return found

    # --- painting --------------------------------------------------------------------------------------------------------

    def draw(self) -> None:
        """What holds it or bears it, the pack, its label, its hole, and a thumb before it."""
        view = self.view
        file, place, scale = self._measures()
        state = view.truth.things[self.of.thing]
        side = hand_holding(view.seen, self.of.thing)
        if side:
            self._hand(side, place, front=False)
        else:
            self._board(place.bottom - round(8 * scale))
        foot = place.centerx, round(place.bottom - 4 * scale)
        box = parts.put(view.surface, file, foot, scale)
        self._letters(self.label())
        self._indicator(place, scale)
        if state.defect == "torn":
            self._hole(box, scale)
        if side:
            self._hand(side, place, front=True)
        if self.of.nearer:
            self._letters(self.label())

    def _indicator(self, place: pygame.Rect, scale: float) -> None:
        """The mark of the steriliser, at the lower right of a sterile pack: brown, or pale when it has not turned."""
        state = self.view.truth.things[self.of.thing]
        if "sterile_pack" in KINDS[state.kind].tags:
            bar = pygame.Rect(0, 0, round(34 * scale), round(12 * scale))
            bar.bottomright = round(place.right - 18 * scale), round(place.bottom - 8 * scale)
            tone = pygame.Color(PALE if state.defect == "indicator" else INDICATOR)
            pygame.draw.rect(self.view.surface, tone, bar, border_radius=round(3 * scale))
            pygame.draw.rect(self.view.surface, THEME.slate, bar, max(1, round(scale)), round(3 * scale))

    def _board(self, y: int) -> None:
        """The edge of the shelf it lies on."""
        area = self.of.picture
        for top, high, tone in ((0, 12, (0xD3, 0xDD, 0xE1)), (12, 34, (0xAE, 0xBD, 0xC3)), (46, 4, (0x8F, 0xA2, 0xAA))):
            self.view.surface.fill(tone, pygame.Rect(area.x, y + self.view.screen.u(top), area.w, self.view.screen.u(high)))

    def _hand(self, side: str, place: pygame.Rect, *, front: bool) -> None:
        """Never smaller than 350 px at full size, its wrist running out of the picture."""
        view, area = self.view, self.of.picture
        scale = max(350 * view.screen.unit / HAND[1], (area.bottom - place.bottom + 2) / (HAND[1] - EDGE_ROW))
        light, shade, line = GLOVED if view.seen.hand(side).gloved else SKINS[view.looks.skin]
        pen = f'stroke="{line}" stroke-width="3" stroke-linejoin="round" stroke-linecap="round"'
        body = f'<path d="{PALM}" fill="{shade}" {pen}/>'
        if front:
            body = f'<path d="{THUMB}" fill="{light}" {pen}/><path d="{NAIL}" fill="#FFFFFF" fill-opacity="0.55"/>'
        drawn = svg.inline(body, (round(HAND[0] * scale), round(HAND[1] * scale)), HAND)
        if side == "right":
            drawn = pygame.transform.flip(drawn, True, False)
        middle = place.x + place.w * (0.18 if side == "left" else 0.82)
        view.surface.blit(drawn, (round(middle - drawn.get_width() / 2), round(place.bottom - EDGE_ROW * scale)))

    def _lines(self) -> tuple[str, str, str, str]:
        """What it is, what the date is, the date, lot and size."""
        view, of = self.view, self.of
        state = view.truth.things[of.thing]
        kind = "shelf_overshoes" if state.kind == "pack_overshoes" else f"kind_{state.kind.removeprefix('pack_')}"
        last = view.t("room.lot", lot=lot(of.seed, of.thing))
        if state.kind.removeprefix("pack_") in SIZED:
            last += "   " + view.t("room.size", size="XXL" if state.defect == "wrong_size" else "M")
        day = written(use_by(of.seed, of.thing, state.defect == "expired"), view.screen.lang)
        return view.t(f"room.{kind}"), view.t("room.use_by_short"), day, last

    def _letters(self, label: pygame.Rect) -> None:
        """The date is what one reads it for: the largest, and it grows with the size of text."""
        view, screen = self.view, self.view.screen
        large = self.of.nearer or screen.text_percent >= LARGE_PERCENT
        room = label.inflate(-screen.u(24), -screen.u(8))
        if large:
            paint.plate(view.surface, label, screen.u(10), THEME.white, (0x8F, 0xB4, 0xC2), max(1.0, 2 * screen.unit))
        else:
            scale = self._measures()[2]
            room.x, room.w = round(label.x + (WORDS_X - LABEL[0]) * scale), round(label.w - (WORDS_X - LABEL[0] + 4) * scale)
        y = float(room.y)
        for text, share, weight in zip(self._lines(), (0.20, 0.18, 0.42, 0.20), ("bold", "regular", "bold", "semibold"), strict=True):
            high = room.h * share
            wished = BODY * 4 if self.of.nearer or share > 0.3 else BODY
            size = screen.text.fit(text, room.w, min(wished, high / screen.s * 0.84), weight, least=8)
            screen.text.draw(text, (room.x, y + high / 2), size, THEME.ink, weight, "midleft")
            y += high

    def _hole(self, box: pygame.Rect, scale: float) -> None:
        """A hole away from the label's words, never at the same place."""
        share = random.Random(f"{self.of.seed}/look/hole/{self.of.thing}/0").random()
        at = box.x + box.w * (0.30 + 0.4 * share), box.bottom - 16 * scale
        parts.put(self.view.surface, "pack-fault-hole", at, scale * 0.62, turn=round(share * 300))
