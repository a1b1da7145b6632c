"""What one looks at closely: a label, a garment, a dispenser, the gauge, the procedure on the wall."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pygame

from game.entities.kinds import KINDS
from game.texts import has
from game.view import bundle, cloth, gown, paint, parts, svg
from game.view.choices import Choice
from game.view.closeup import CloseUp, Spot, Zone
from game.view.closeup_pack import PackPicture
from game.view.figure import Painter
from game.view.looks.base import RoomView
from game.view.looks.garments import FILES as GARMENT_FILES
from game.view.looks.garments import marks
from game.view.looks.signs import DEG_PER_PA, UPRIGHT_PA
from game.view.printed import SIZED, today, use_by, written
from game.view.screen import Screen
from game.view.theme import BODY, LEAD, THEME
from game.view.widgets import Widget
from game.view.worn import outfit_of

DISPENSERS = {"soap": "dispenser-soap", "rub": "dispenser-gel", "ipa": "dispenser-ipa", "towels": "towel-box", "dryer": "hand-dryer"}
LABEL = "label"
LAST = ("declare", "put", "drop")
"""Verbs at the end of the list, in this order."""


class LabelCloseUp(CloseUp):
    """A pack, a dispenser or a garment held close enough to read and to search."""

    kind = "label"

    def __init__(self, view: RoomView, thing: str, seed: int) -> None:
        super().__init__(view, thing)
        self.seed = seed
        self.nearer = False
        """The label is held before one's eyes."""
        self.opened = view.seen.thing(thing).open
        """It was open when it was looked at: its date can be read all the same."""
        self.pack = PackPicture(self)

    def stays(self) -> bool:
        seen = self.view.seen
        if not super().stays():
            return False
        thing = seen.thing(self.thing)
        away = seen.has(thing.where) and seen.thing(thing.where).family in ("bin", "container")
        return not (thing.family == "pack" and thing.open and not self.opened) and thing.where != "worn" and not away

    def facts(self) -> list[str]:
        thing = self.view.seen.thing(self.thing)
        lines = [self.view.t("room.today", date=written(today(self.seed), self.view.screen.lang))]
        if thing.kind.removeprefix("pack_") in SIZED:
            lines.append(self.view.t("room.your_size"))
        if "sterile_pack" in KINDS[thing.kind].tags:
            lines.append(self.view.t("room.indicator_how"))
        return lines if thing.family != "garment" or thing.kind in SIZED else []

    def paint(self) -> None:
        thing = self.view.seen.thing(self.thing)
        if thing.family == "pack":
            self.pack.draw()
        elif thing.family == "garment":
            self._garment()
        else:
            self._dispenser()

    # --- what can be done on the picture ---------------------------------------------------------------------------------

    def relabel(self, choice: Choice) -> str:
        seen = self.view.seen
        what = seen.thing(choice.part).family if choice.verb == "put" and seen.has(choice.part) else choice.part
        key = f"room.here_{choice.verb}_{what}".rstrip("_")
        return self.view.t(key) if has(key, self.view.screen.lang) else choice.short or choice.label

    def folds(self) -> tuple[Callable[[Choice], str], ...]:
        """What comes after; then the limbs that can go in."""
        return (*super().folds(), lambda c: "wear" if c.verb == "put_on" else "")

    def _labelled(self, found: Sequence[Choice]) -> list[Choice]:
        """What the picture is for first; letting go of it last."""
        return sorted(super()._labelled(found), key=lambda c: LAST.index(c.verb) if c.verb in LAST else -1)

    def zones(self) -> list[Zone]:
        if self.view.seen.thing(self.thing).family == "pack":
            return self.pack.zones()
        acting = [c for c in self.found if c.verb in ("work", "put_on") and c.part in ("lever", "")]
        return [Zone(self.picture.inflate(-self.picture.w // 3, -self.picture.h // 3), c.label, c) for c in acting[:1]]

    @property
    def why(self) -> str:  # type: ignore[override]
        """What can be clicked on it, for a click beside."""
        family = self.view.seen.thing(self.thing).family
        return "room.why_pack" if family == "pack" else "room.why_list"

    def do_own(self, name: str) -> None:
        self.nearer = not self.nearer

    def _widgets(self, screen: Screen, side: pygame.Rect) -> list[Widget]:
        found = super()._widgets(screen, side)
        if self.view.seen.thing(self.thing).family == "pack" and not self.watching:
            spot = Spot(LABEL, self.view.t("room.label_nearer"), self.pack.label())
            spot.place(pygame.Rect(spot.mark.center, (1, 1)))
            found.append(spot)
        return found

    def fired(self, name: str) -> Choice | str | None:
        if name == LABEL:
            self.nearer = not self.nearer
            return None
        return super().fired(name)

    def _hand(self, at: tuple[float, float]) -> None:
        """A gripping hand, never smaller than 350 px, its wrist running out of the picture."""
        scale = max(350 * self.view.screen.unit / 240, (self.picture.bottom + 2 - at[1]) / 152)
        painter = Painter(self.view.surface, at, scale, self.view.looks, outfit_of(self.view))
        parts.put(self.view.surface, gown.hand_name(painter, "grip", "right"), at, scale, flip=True)

    # --- a garment -------------------------------------------------------------------------------------------------------

    def _garment(self) -> None:
        view, area = self.view, self.picture
        state = view.truth.things[self.thing]
        seen = marks(view, self.thing)
        nodes = view.seen.garment(self.thing)
        if nodes is not None:
            x0, x1 = min(p[0] for p in nodes), max(p[0] for p in nodes)
            y0, y1 = min(p[1] for p in nodes), max(p[1] for p in nodes)
            y1 = max(y1, y0 + bundle.BUNDLE_M) if bundle.gathered(nodes, state.kind) else y1
            scale = min(area.h * 0.86 / max(0.5, y1 - y0 + 0.12), area.w * 0.9 / max(0.5, x1 - x0 + 0.5))
            mx, my = (x0 + x1) / 2, (y0 + y1) / 2
            place = area.centerx - mx * scale, area.centery + my * scale, scale
            cloth.draw_coat(view.surface, nodes, place, marks=seen, kind=state.kind)
            if state.defect == "wrong_size":
                self._tag((area.centerx, area.y + area.h * 0.24), "XXL")
            elif view.seen.thing(self.thing).where.startswith("hand:"):
                self._tag((area.centerx, area.y + area.h * 0.24), "M")
            return
        file, _ = GARMENT_FILES[state.kind]
        w, h = svg.size(f"gowning/{file}")
        scale = min(area.w * 0.7 / w, area.h * 0.5 / h)
        ax, ay = parts.anchor(file)
        at = area.centerx + (ax - w / 2) * scale, area.y + area.h * 0.40 + (ay - h / 2) * scale
        box = parts.put(view.surface, file, at, scale)
        self._hand((box.x + box.w * 0.14, box.bottom - box.h * 0.1))
        if seen.torn:
            parts.put(view.surface, "mark-tear", (box.x + box.w * 0.62, box.y + box.h * 0.52), scale * 0.55)
        if seen.stained or seen.soiled:
            parts.put(view.surface, "mark-stain", (box.x + box.w * 0.45, box.y + box.h * 0.6), scale * 0.5)

    def _tag(self, at: tuple[float, float], size: str) -> None:
        screen = self.view.screen
        box = pygame.Rect(0, 0, screen.px(90), screen.px(44))
        box.center = round(at[0]), round(at[1])
        paint.plate(screen.surface, box, screen.px(5), THEME.white, THEME.steel, max(1.0, 2 * screen.s))
        screen.text.draw(size, box.center, BODY, THEME.ink, "bold", "center")

    # --- a dispenser -----------------------------------------------------------------------------------------------------

    def _dispenser(self) -> None:
        view, area = self.view, self.picture
        state = view.truth.things[self.thing]
        file = DISPENSERS[state.kind]
        w, h = svg.size(f"gowning/{file}")
        scale = min(area.w * 0.62 / w, area.h * 0.62 / h)
        ax, ay = parts.anchor(file)
        top = area.y + area.h * 0.05
        parts.put(view.surface, file, (area.centerx + (ax - w / 2) * scale, top + ay * scale), scale)
        if state.kind not in ("soap", "rub", "ipa"):
            return
        label = pygame.Rect(0, 0, round(area.w * 0.9), round(area.h * 0.20))
        label.midbottom = area.centerx, area.bottom - round(area.h * 0.05)
        paint.plate(view.surface, label, view.screen.px(10), THEME.white, THEME.steel, max(1.0, 2 * view.screen.s))
        inner = label.inflate(-view.screen.px(36), -view.screen.px(14))
        half = inner.h // 2
        self.letter(view.t(f"room.kind_{state.kind}"), pygame.Rect(inner.x, inner.y, inner.w, half), 30, "bold")
        day = written(use_by(self.seed, self.thing, state.defect == "expired"), view.screen.lang)
        self.letter(view.t("room.use_by", date=day), pygame.Rect(inner.x, inner.y + half, inner.w, half), 28)


class GaugeCloseUp(CloseUp):
    """The dial, large enough to read, and the least difference the site asks for."""

    kind = "gauge"

    def facts(self) -> list[str]:
        least = self.view.level.limits.get("pressure_min_pa", 10.0)
        return [self.view.t("room.gauge_least", pa=f"{least:.0f}")]

    def paint(self) -> None:
        view, area = self.view, self.picture
        scale = min(area.w, area.h) * 0.84 / 180
        at = area.centerx, round(area.centery + 6 * scale)
        parts.put(view.surface, "gauge-dial", at, scale)
        value = view.seen.gauge(self.thing)
        parts.put(view.surface, "gauge-needle", at, scale, turn=-(value - UPRIGHT_PA) * DEG_PER_PA)
        size = 20 * scale / view.screen.s
        view.screen.text.draw(f"{value:.0f} Pa", (at[0], at[1] + 44 * scale), size, THEME.ink, "semibold", "center")


class PosterCloseUp(CloseUp):
    """The procedure of the site, as it hangs on the wall."""

    kind = "poster"
    share = 0.68
    LEAST = 13.0
    """Letters are made smaller, down to this, until all lines are on the sheet."""

    def title(self) -> str:
        return self.view.t("room.poster_title")

    def facts(self) -> list[str]:
        control = self.view.level.control
        return [self.view.t("room.poster_number", number=control.procedure, version=control.procedure_version)]

    def paint(self) -> None:
        view, screen = self.view, self.view.screen
        sheet = self.picture.inflate(-screen.px(40), -screen.px(28))
        paint.plate(view.surface, sheet, screen.px(4), THEME.white, THEME.steel, max(1.0, 2 * screen.s))
        head = pygame.Rect(sheet.x, sheet.y, sheet.w, screen.px(64))
        view.surface.fill(THEME.petrol, head.inflate(-2, -2))
        screen.text.draw(view.words(view.level.title), (head.x + screen.px(22), head.centery), LEAD, THEME.white, "bold", "midleft")
        lines = [view.words(text) for text in view.level.poster] or [f"{n}. {view.words(s.text)}" for n, s in enumerate(view.seen.steps, 1)]
        room = sheet.bottom - head.bottom - screen.px(24)
        size = LEAD
        while size > self.LEAST and self._tall(lines, sheet.w, size) > room:
            size -= 1
        y = head.bottom + screen.px(16)
        for text in lines:
            drawn = screen.text.paragraph(text, sheet.w - screen.px(44), size, THEME.ink)
            view.surface.blit(drawn, (sheet.x + screen.px(22), y))
            y += drawn.get_height() + screen.px(size * 0.28)

    def _tall(self, lines: Sequence[str], wide: int, size: float) -> int:
        screen = self.view.screen
        tall = 0
        for text in lines:
            tall += len(screen.text.wrap(text, wide - screen.px(44), size)) * screen.text.line_height(size) + screen.px(size * 0.28)
        return tall
