"""What opens over the room: something read from near, the phone, somebody who speaks or asks."""

from __future__ import annotations

from collections.abc import Hashable

import pygame

from game.session.deviation.affordances import TALKS
from game.view import paint, svg, topbar
from game.view.choices import Choice
from game.view.deviation.choices import choices
from game.view.deviation.view import DeviationView
from game.view.layers import Kept
from game.view.screen import Screen
from game.view.theme import BODY, HEAD, LEAD, THEME
from game.view.widgets import Button, Column, Fired, Form, Label, Panel, Picture, Rule, scrolled, stands

BACK = "back"
WIDE = 760
NARROW = 1300
SHORT = 24
"""Letters of a value that stands beside what it is a value of."""
RADIUS = 16
"""Of its corners: within them nothing shines through."""
PEOPLE = ("supervisor", "quality", "maintenance")


class Over:
    """A panel over the room.  `handle` returns a Choice, BACK, or None."""

    kind = ""
    width = narrow = WIDE
    loose = True
    """A click beside it, or Escape, puts it away."""

    def __init__(self, view: DeviationView) -> None:
        self.view = view
        self.form = Form()
        self._kept = Kept()

    def fill(self, column: Column) -> None:
        """Its contents."""

    def layout(self) -> None:
        """As high as it needs, scrolling where the page is too low."""
        screen = self.view.screen
        pad = screen.px(28)
        wide = min(screen.width - 2 * screen.px(24), screen.px(self.width if screen.vw > NARROW else self.narrow))
        trial = Column(screen, pygame.Rect(0, 0, wide - 2 * pad, 0))
        self.fill(trial)
        top = topbar.height(screen)
        high = min(screen.height - top - 2 * screen.px(20), trial.height + 2 * pad)
        self.box = pygame.Rect(self.left(wide), top + (screen.height - top - high) // 2, wide, high)
        panel = Panel(radius=RADIUS, shadow=18)
        panel.place(self.box)
        old = self.form
        self.form = Form([panel, scrolled(screen, "panel", self.box.inflate(-2 * pad, -2 * pad), self.fill)], cancel=BACK)
        self.form.adopt(old)

    def left(self, wide: int) -> int:
        """Where it begins, real pixels: in the middle."""
        return (self.view.screen.width - wide) // 2

    def handle(self, event: pygame.Event) -> object:
        """One event."""
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == 1 and not self.box.collidepoint(event.pos) and self.loose:
            return BACK
        if event.type == pygame.KEYDOWN and event.key == pygame.K_ESCAPE and not self.loose:
            return None
        fired = self.form.handle(event)
        return self.on(fired) if fired else None

    def on(self, fired: Fired) -> object:
        """What was fired."""
        return BACK if fired.id == BACK else next((one for one in choices(self.view) if one.id == fired.id), None)

    def stays(self) -> bool:
        """Whether its reason still holds."""
        return True

    def shows(self) -> Hashable:
        """What its look depends on besides its layout."""
        return ()

    def draw(self) -> None:
        """Paint it: its ground over the room that lives on beside it, what stands on that as it was kept."""
        screen = self.view.screen
        ground, *rest = self.form.widgets
        self.form.paint(ground, screen)

        def paint_rest() -> None:
            for widget in rest:
                self.form.paint(widget, screen)

        inside = self.box.inflate(-2 * screen.px(RADIUS), -2 * screen.px(RADIUS))
        self._kept.draw(screen.surface, inside, (stands(self.form), self.shows()), paint_rest)


def bust(who: str) -> Picture:
    """Head and shoulders in a disc."""

    def draw(screen: Screen, rect: pygame.Rect) -> None:
        portrait(screen, who, pygame.Rect(rect.x, rect.y, rect.h, rect.h))

    return Picture(draw, lambda screen, width: screen.px(150), who)


def portrait(screen: Screen, who: str, box: pygame.Rect) -> None:
    """A person of the phone list, cut to a disc."""
    key = who, box.size
    found = _portraits.get(key)
    if found is None:
        sheet = pygame.Surface(box.size, pygame.SRCALPHA)
        pygame.draw.aacircle(sheet, THEME.glass, (box.w // 2, box.h // 2), box.w // 2 - 1)
        drawn = svg.load(f"process/people/{who}", box.w / 330)
        sheet.blit(drawn, ((box.w - drawn.get_width()) // 2, box.h - round(0.94 * drawn.get_height())))
        mask = pygame.Surface(box.size, pygame.SRCALPHA)
        pygame.draw.aacircle(mask, (255, 255, 255), (box.w // 2, box.h // 2), box.w // 2 - 1)
        sheet.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
        if len(_portraits) > 24:
            _portraits.clear()
        found = _portraits[key] = sheet
    screen.surface.blit(found, box)


_portraits: dict[tuple[str, tuple[int, int]], pygame.Surface] = {}


class Reading(Over):
    """Something read from near: what is to be seen there, and nothing about whether it is right."""

    kind = "reading"
    narrow = 530

    def __init__(self, view: DeviationView, thing: str, part: str) -> None:
        super().__init__(view)
        self.thing, self.part = thing, part

    def left(self, wide: int) -> int:
        """Beside the thing it speaks of: the room glides until that stands in the middle of what stays free."""
        view, camera = self.view, self.view.camera
        rim = view.screen.px(24)
        spec, half = view.level.thing(self.thing), view.seen.kind(self.thing).size_m[0] / 2 * camera.scale
        free = camera.area.w - wide - 2 * rim
        if free < 2 * half + 2 * rim or camera.area.w < view.screen.width:
            return rim if camera.area.x > 0 else super().left(wide)
        shift = (camera.area.w / 2 - free / 2) / camera.scale
        half_room = camera.area.w / camera.scale / 2
        low, high = camera.x0 + half_room, camera.x1 - half_room

        def missed(aim: float) -> float:
            """How far the room's ends keep the view from there."""
            return abs(min(high, max(low, aim)) - aim)

        on_right = missed(spec.x_m + shift) <= missed(spec.x_m - shift)
        camera.show(spec.x_m + (shift if on_right else -shift))
        return camera.area.right - wide - rim if on_right else camera.area.x + rim

    def fill(self, column: Column) -> None:
        view = self.view
        column.add(Label(view.title(self.thing), HEAD, weight="bold"))
        for label, value in self.rows():
            column.add(Rule(), gap=12)
            if label and len(value) < SHORT:
                column.row([Label(label, BODY, THEME.slate), Label(value, HEAD, weight="semibold")], gap=6)
                continue
            if label:
                column.add(Label(label, BODY, THEME.slate), gap=8)
            column.add(Label(value, LEAD if len(value) > 40 else HEAD, weight="semibold"), gap=2)
        column.add(Button(BACK, view.t("deviation.read_done"), style="primary", icon="done", height=64), gap=20)

    def rows(self) -> list[tuple[str, str]]:
        """(what it is, what is to be seen)."""
        return rows(self.view, self.thing, self.part)


def rows(view: DeviationView, thing: str, part: str) -> list[tuple[str, str]]:
    """(what it is, what is to be seen)."""
    kind, look, t = view.seen.kind(thing).id, view.seen.plant(), view.t
    flow = {"air": look.air_l_min, "o2": look.o2_l_min, "co2": look.co2_l_min}
    match kind, part:
        case "gas_mixer", _:
            return [(t(f"deviation.float_{gas}"), f"{view.number(value)} L/min") for gas, value in flow.items()]
        case "gas_line", _:
            return [("", t(f"deviation.line_{look.line}"))]
        case "manifold", _:
            return [
                (t("deviation.gauge_bottle"), f"{look.bottle_bar:.0f} bar"),
                (t("deviation.gauge_reserve"), f"{look.reserve_bar:.0f} bar"),
            ]
        case "reactor", "filter":
            return [(t("deviation.part_filter"), t(f"deviation.filter_{look.filter}"))]
        case "reactor", "jacket":
            return [(t("deviation.part_jacket"), f"{view.number(look.jacket_c)} °C")]
        case "reactor", "sparger":
            return [(t("deviation.part_sparger"), t(f"deviation.bubbles_{look.bubbles}"))]
        case "reactor", _:
            foam = f"{look.foam_cm:.0f} cm"
            return [(t("deviation.part_bubbles"), t(f"deviation.bubbles_{look.bubbles}")), (t("deviation.part_foam"), foam)]
        case "feed_pump", "pump":
            return [(t("deviation.part_pump"), t(f"deviation.pump_{look.feed_pump}"))]
        case "feed_pump", _:
            return [(t("deviation.part_scale"), f"{view.number(look.feed_kg, 2)} kg")]
        case "sample_bench", _:
            return _results(view)
        case "response_sheet", _:
            return _sheet(view)
        case "batch_record", _:
            return _record(view)
        case "sample_port" | "feed_port", _:
            return [("", t(f"deviation.port_sign_{kind.removesuffix('_port')}_{look.ports}"))]
        case _:
            return []


def _results(view: DeviationView) -> list[tuple[str, str]]:
    found = []
    for at, port, told in view.seen.samples()[-2:]:
        when = view.t("deviation.sample_of", time=view.at_clock(at), port=view.t(f"deviation.port_{port}"))
        said = "\n".join(f"{view.t(f'deviation.result_{name}')}  {view.number(value, 2)}" for name, value in told.items())
        found.append((when, said or view.t("deviation.results_later")))
    return found or [("", view.t("deviation.no_sample"))]


def _sheet(view: DeviationView) -> list[tuple[str, str]]:
    """The alarm response sheet: what the operator may do alone, and what he must not."""
    process = view.process
    alone = "\n".join("· " + view.t(f"deviation.act_{name.replace('.', '_')}") for name in process.listed)
    steps = [view.t(f"deviation.sheet_{n}") for n in (1, 2, 3)]
    first = [(view.t("deviation.sheet_first"), "\n".join(f"{n}. {text}" for n, text in enumerate(steps, 1)))]
    rest = (view.t("deviation.sheet_else"), view.t("deviation.sheet_wait"))
    return [*first, (view.t("deviation.sheet_alone"), alone), rest, ("", view.t("deviation.sheet_key"))]


def _record(view: DeviationView) -> list[tuple[str, str]]:
    process, lang = view.process, view.screen.lang
    return [
        (view.t("deviation.fact_batch"), process.batch),
        (view.t("deviation.fact_product"), process.product.get(lang)),
        (view.t("deviation.fact_equipment"), process.equipment),
        (view.t("deviation.fact_room"), process.room),
        (view.t("deviation.fact_day"), str(process.day)),
        (view.t("deviation.record_set"), view.t("deviation.record_values")),
    ]


class Phone(Over):
    """Who is called, about what."""

    kind = "phone"
    width = narrow = 1120

    def fill(self, column: Column) -> None:
        view = self.view
        found = {one.id: one for one in choices(view) if one.verb == "call"}
        column.add(Label(view.t("deviation.phone_title"), HEAD, weight="bold"))
        for who in PEOPLE:
            column.add(Rule(), gap=14)
            column.row(
                [Face(who), Label(f"{view.name(who)}\n{view.t(f'deviation.role_{who}')}", LEAD, weight="semibold")], gap=10, between=20
            )
            calls = [found[f"call:{who}:{what}"] for name, what in TALKS if name == who and f"call:{who}:{what}" in found]
            column.row([Button(one.id, one.label, icon="phone", height=60) for one in calls], gap=8)
        column.add(Button(BACK, view.t("deviation.phone_down"), height=60), gap=20)


class Face(Picture):
    """A small bust that takes a place in a row."""

    def __init__(self, who: str) -> None:
        super().__init__(
            lambda screen, rect: portrait(screen, who, pygame.Rect(rect.x, rect.y, rect.h, rect.h)), lambda s, w: s.px(84), who
        )

    def natural(self, screen: Screen) -> int:
        return screen.px(84)


class Talk(Over):
    """Somebody asks and waits for an answer."""

    kind = "talk"
    loose = False

    def __init__(self, view: DeviationView, question: str) -> None:
        super().__init__(view)
        self.question = question

    def stays(self) -> bool:
        return bool(self.view.seen.question == self.question)

    def fill(self, column: Column) -> None:
        view = self.view
        column.add(bust("supervisor"))
        column.add(Label(view.name("supervisor"), BODY, THEME.slate), gap=4)
        column.add(Label(view.told(f"act.ask_{self.question}") or self.question, HEAD, weight="semibold"), gap=8)
        for choice in choices(view):
            column.add(Button(choice.id, choice.label, height=68, size=LEAD), gap=14)


class Reply:
    """Who answers on the phone: a bust and a sentence at the top, until it is put away or some time has passed."""

    STAYS = 900

    def __init__(self, view: DeviationView, who: str, what: str, *, written: bool) -> None:
        self.view, self.who, self.what, self.written = view, who, what, written
        self.since = view.frame
        self.box = pygame.Rect(0, 0, 0, 0)

    @property
    def text(self) -> str:
        """What is said."""
        return self.view.t(f"deviation.reply_{self.what}")

    def stays(self) -> bool:
        """Whether it still stands there."""
        return self.view.frame - self.since < self.STAYS

    def draw(self, place: pygame.Rect, *, low: bool = False) -> pygame.Rect:
        """Paint it at the top of a place, or at its foot; returns its box."""
        view, screen = self.view, self.view.screen
        px = screen.px
        wide = min(place.w - px(32), px(760))
        side = min(px(118), wide // 4)
        words = screen.text.paragraph(self.text, wide - side - px(60), BODY, THEME.ink, leading=1.2)
        how = view.t("deviation.in_writing" if self.written else "deviation.by_phone")
        high = max(side, words.get_height() + px(72)) + px(24)
        y = place.bottom - high - px(16) if low else place.y + px(16)
        box = self.box = pygame.Rect(place.centerx - wide // 2, y, wide, high)
        edge = THEME.petrol if self.written else THEME.steel
        paint.plate(screen.surface, box, px(16), THEME.white, edge, max(1, px(2)), px(12))
        portrait(screen, self.who, pygame.Rect(box.x + px(16), box.y + px(16), side, side))
        x = box.x + side + px(36)
        screen.text.draw(view.name(self.who), (x, box.y + px(12)), BODY, THEME.ink, "bold")
        screen.text.draw(f"{view.t(f'deviation.role_{self.who}')}, {how}", (x, box.y + px(40)), 20, THEME.slate)
        screen.surface.blit(words, (x, box.y + px(70)))
        return box


def of(found: object) -> Choice | None:
    """The choice in an answer of a panel, None for anything else."""
    return found if isinstance(found, Choice) else None
