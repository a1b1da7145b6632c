"""A glove of the barrier looked at closely: fingers spread, both sides.  A hole is to be seen there, and nothing says so."""

from __future__ import annotations

from collections.abc import Hashable

import pygame

from game.view import paint, svg, topbar
from game.view.deviation.panels import BACK, NARROW, Reading
from game.view.deviation.view import DeviationView
from game.view.screen import Screen
from game.view.theme import BODY, HEAD, THEME
from game.view.widgets import Button, Column, Label, Picture
from game.world.draws import draw

HIGH = 470
WIDE = 900
HOLES = ((76, 62), (97, 44), (121, 62), (136, 76), (34, 106), (88, 128), (70, 98))
"""Where on a glove a hole can be, units of its drawing: each finger, thumb, palm, the base of a finger."""
HOLE = (
    '<g transform="translate({x} {y}) scale({k})"><path d="M-4.500 -1.500l3 -3.500l4 1l1.500 3l-2 4l-4 .5z" fill="#22404A" '
    'stroke="#173845" stroke-width="1.2" stroke-linejoin="round"/><path d="M-4.500 -1.500l-5 -2.500M4 -1.500l5 -3M1 3.500l2 5" '
    'stroke="#35718A" stroke-width="1.6" stroke-linecap="round" fill="none"/></g>'
)
"""A hole of one millimetre, some times larger than life, for a picture has no light to turn it in."""
LEAST, MOST = 0.6, 2.2
"""Millimetres a hole is drawn at: below it could not be seen, above it would be wider than a finger."""


class GloveCard(Reading):
    """One glove, large."""

    width = narrow = WIDE
    side = "middle"

    def __init__(self, view: DeviationView, thing: str, part: str) -> None:
        super().__init__(view, thing, part)
        self.glove = part.partition(".")[2]

    def fill(self, column: Column) -> None:
        view = self.view
        zone, _, side = self.glove.rpartition("_")
        column.add(Label(view.t(f"filling.card_glove_{side}", zone=view.t(f"filling.zone_{zone}")), HEAD, weight="bold"))
        if view.screen.vw > NARROW:
            column.add(Label(view.t("filling.card_how"), BODY, THEME.slate), gap=4)
        column.add(Picture(self._paint, self._high, view.t("filling.card_picture")), gap=10)
        column.add(Button(BACK, view.t("filling.card_done"), style="primary", icon="eye-light", height=64), gap=14)

    def shows(self) -> Hashable:
        return int(self.view.seen.plant().torn.get(self.glove, 0))

    def _high(self, screen: Screen, width: int) -> int:
        return min(screen.px(HIGH), screen.height - topbar.height(screen) - screen.px(330 if screen.vw > NARROW else 240))

    def _paint(self, screen: Screen, rect: pygame.Rect) -> None:
        """The back of the hand at the left, its palm at the right."""
        side = self.glove.rpartition("_")[2]
        paint.plate(screen.surface, rect, screen.px(12), (0xF3, 0xF8, 0xFA), THEME.line, max(1, screen.px(2)))
        k = (rect.h - screen.px(40)) / 256
        larger = 1.0 if screen.vw > NARROW else 1.5  # who asks for large letters is not to search for a dot
        hole_mm = larger * self.view.seen.plant().torn.get(self.glove, 0) / 10
        rng = draw(0, "looks.hole", self.glove)
        spot = HOLES[int(rng.random() * len(HOLES))]
        behind = rng.random() < 0.5
        for n, name in enumerate(("back", "palm")):
            middle = rect.x + rect.w * (1 + 2 * n) // 4
            flip = (side == "left") == (n == 0)
            drawn = svg.load(f"process/filling/glove-{name}", k, flip=flip)
            at = drawn.get_rect(midtop=(middle, rect.y + screen.px(6)))
            screen.surface.blit(drawn, at)
            if hole_mm and behind == (n == 0):
                w, h = svg.size(f"process/filling/glove-{name}")
                x = w - spot[0] if flip else spot[0]
                screen.surface.blit(svg.inline(hole(x, spot[1], hole_mm), drawn.get_size(), (w, h)), at)
            words = self.view.t(f"filling.card_{name}")
            screen.text.draw(words, (middle, rect.bottom - screen.px(6)), 20, THEME.slate, "semibold", "midbottom")


def hole(x: float, y: float, size_mm: float) -> str:
    """A hole of that size at a place of a glove's drawing."""
    return HOLE.format(x=x, y=y, k=round(min(MOST, max(LEAST, size_mm)), 2))


class RoomReading(Reading):
    """A paper of the filling room: the response sheet, the batch record with its controls."""

    width = 980

    def rows(self) -> list[tuple[str, str]]:
        view = self.view
        kind = view.seen.kind(self.thing).id
        return instructions(view) if kind == "response_sheet" else record(view) if kind == "batch_record" else []


def instructions(view: DeviationView) -> list[tuple[str, str]]:
    """The response sheet: what comes first, what the operator may do alone, the site's key to classes."""
    t = view.t
    name = "line" if "clear" in view.process.listed or "replace_glove" in view.process.listed else "around"
    steps = "\n".join(f"{n}. {t(f'deviation.sheet_{name}_{n}')}" for n in range(1, 9))
    alone = "\n".join("· " + t(f"deviation.act_{name.replace('.', '_')}") for name in view.process.listed)
    rest = (t("deviation.sheet_else"), t("deviation.sheet_wait"))
    return [(t("deviation.sheet_first"), steps), (t("deviation.sheet_alone"), alone), rest, ("", t("deviation.sheet_line_key"))]


def record(view: DeviationView) -> list[tuple[str, str]]:
    """Batch, machine, and the last controls of each kind: when, at which unit, what they found; when the next is due."""
    process, t = view.process, view.t
    found = [(t("deviation.fact_batch"), f"{process.batch}   {process.product.get(view.screen.lang)}")]
    found.append((t("deviation.fact_equipment"), f"{process.equipment}   {t('filling.in_room', room=process.room)}"))
    for kind in dict.fromkeys(check.kind for check in view.seen.checks):
        last = [check for check in view.seen.checks if check.kind == kind][-2:]
        lines = [t(f"filling.check_{'good' if one.conforming else 'bad'}", time=view.at_clock(one.seconds), unit=one.unit) for one in last]
        due = view.seen.due_s(kind)
        if due >= 0:
            lines.append(t("filling.check_due", time=view.at_clock(due)))
        if len(last) > 1 or due >= 0:
            found.append((t(f"filling.check_{kind}"), "\n".join(lines)))
    return found


def reading_of(view: DeviationView, thing: str, part: str) -> Reading:
    """What is read or seen from near: a glove as a picture, all else in words."""
    if part.startswith("glove."):
        return GloveCard(view, thing, part)
    return RoomReading(view, thing, part) if view.seen.one("filler") else Reading(view, thing, part)
