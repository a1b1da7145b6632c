"""The screen of the filling machine: counts by station, weights, air as trends with their limits, alarms; units put out by number."""

from __future__ import annotations

from collections.abc import Hashable
from typing import ClassVar

import pygame

from game.session.acts import Act
from game.view import paint, svg
from game.view.deviation.view import DeviationView
from game.view.forms.fields import field_for
from game.view.layers import Item
from game.view.process.mimic import HIGH, WIDE, Mimic
from game.view.process.panel import FOOT, Answer, ProcessPanel
from game.view.screen import Screen
from game.view.theme import BODY, HEAD, THEME
from game.view.widgets import Button, Column, Fired, Label, Rule, Widget, scrolled
from game.world.twin.filling.plan import FillingPlan
from game.world.twin.filling.seen import Panel

STATIONS = (("infed", 62), ("filled", 212), ("stoppered", 362), ("capped", 512), ("good", 662))
"""A counter and where its station stands on the mimic."""
LINE_Y = 92
SIGNS = {
    "infed": '<path d="M-40 14H40M-34 14V4H34V14" stroke="#0F3540" stroke-width="4" fill="none"/><ellipse cx="0" cy="2" rx="34" ry="8" '
    'fill="#FFFFFF" stroke="#0F3540" stroke-width="4"/>',
    "filled": '<path d="M-28 -34H28V-20H-28ZM-18 -20V6M-6 -20V6M6 -20V6M18 -20V6" fill="none" stroke="#0F3540" stroke-width="4"/>',
    "stoppered": '<path d="M-20 -34H20L12 -12H-12ZM0 -12V-2" fill="none" stroke="#0F3540" stroke-width="4"/>'
    '<path d="M-10 -2H10V6H-10Z" fill="#5F757E"/>',
    "capped": '<path d="M0 -40V-20M-18 -20H18V-6Q18 6 0 6Q-18 6 -18 -6Z" fill="none" stroke="#0F3540" stroke-width="4"/>',
    "good": '<path d="M-30 -10H20M8 -24L26 -10L8 4" fill="none" stroke="#3A7D44" stroke-width="6"/>',
}
"""Signs of the stations about a point on the belt."""
REJECT = '<path d="M587 110V168M577 156L587 170L597 156" fill="none" stroke="#B23A48" stroke-width="4"/>'
VIAL = '<path d="M-6 -20V-14Q-12 -10 -12 -4V16H12V-4Q12 -10 6 -14V-20Z" fill="#E6F1F4" stroke="#0F3540" stroke-width="3"/>'
EJECT = ("eject.from", "eject.to")


class FillingMimic(Mimic):
    """The line from the turntable to the tray, a number below each station; below, the state and the weights.

    opens: it fires when it is to be read closer."""

    def __init__(self, view: DeviationView, *, opens: bool) -> None:
        super().__init__(view)
        self.id, self.focusable = "counts", opens

    def words(self) -> str:
        return self.view.t("filling.do_look_counts")

    def ring_radius(self, screen: Screen) -> int:
        return screen.px(8)

    def activate(self) -> Fired | None:
        return Fired(self.id, "") if self.focusable else None

    def shows(self) -> Hashable:
        panel = self.view.seen.screen()
        return None if panel is None else (panel.running, panel.stopped_by, panel.rejected, self._counts(panel), tuple(panel.weights))

    @staticmethod
    def _counts(panel: Panel) -> tuple[int, ...]:
        return *(getattr(panel, name) for name, _ in STATIONS), int(panel.values["stoppers"]), panel.at_needles, panel.at_stopper

    def _parts(self) -> list[Item]:
        view, panel = self.view, self.view.seen.screen()
        if panel is None:
            return []
        counts = zip(STATIONS, self._counts(panel), strict=False)
        found = [self._word(name, _whole(view.number(float(count), 0)), x, 166, 28, anchor="center") for (name, x), count in counts]
        state = pygame.Rect(self._at(0, 236), (self.rect.w, round(180 * self._k)))
        weights = pygame.Rect(self._at(0, 420), (self.rect.w, self.rect.bottom - self._at(0, 420)[1]))
        return [
            Item(f"{self.id}.plan", (), self.rect, lambda: self._line(view.screen)),
            *found,
            self._word("rejected_name", view.t("filling.count_rejected"), 587, 196, 20, THEME.red, "regular", "center"),
            self._word("rejected", _whole(str(panel.rejected)), 587, 224, 26, THEME.red, anchor="center"),
            Item(
                f"{self.id}.state",
                (panel.running, panel.stopped_by, self._counts(panel)[-3:]),
                state,
                lambda: self._state(view.screen, panel),
            ),
            Item(f"{self.id}.weights", tuple(panel.weights), weights, lambda: self._weights(view.screen, panel)),
        ]

    def _line(self, screen: Screen) -> None:
        """Track and stations by their names."""
        k = self._k
        body = f'<path d="M20 {LINE_Y + 16}H704" stroke="#0F3540" stroke-width="5"/>'
        body += REJECT
        for name, x in STATIONS:
            body += f'<g transform="translate({x} {LINE_Y - 22})">{SIGNS[name]}</g>'
        for x in (112, 137, 262, 287, 412, 437, 562):
            body += f'<g transform="translate({x} {LINE_Y})">{VIAL}</g>'
        screen.surface.blit(svg.inline(body, (round(WIDE * k), round(HIGH * k)), (WIDE, HIGH)), self.rect.topleft)
        for name, x in STATIONS:
            self._text(self.view.t(f"filling.count_{name}"), x, 136, 20, anchor="center")

    def _state(self, screen: Screen, panel: Panel) -> None:
        """Whether it runs, by what it was stopped; which units stand open."""
        view = self.view
        icon = "normal" if panel.running else "alarm" if panel.stopped_by in ("jam", "stopper", "guard", "power") else "pause"
        words = view.t("filling.runs") if panel.running else view.t(f"filling.stopped_{panel.stopped_by or 'hand'}")
        side = max(16, round(34 * self._k))
        screen.surface.blit(svg.sized(f"process/icons/{icon}", side), self._at(8, 254))
        ink = THEME.ink if panel.running or icon == "pause" else THEME.red
        self._text(words, 54, 270, 28, ink, "bold")
        for n, (name, value) in enumerate((
            ("bowl", int(panel.values["stoppers"])), ("at_needles", panel.at_needles), ("at_stopper", panel.at_stopper),
        )):  # fmt: skip
            y = 316 + 34 * n
            box = self._text(view.t(f"filling.{name}"), 8, y, 21)
            size = max(18.0, 24 * self._k / screen.s)
            screen.text.draw(_whole(str(value)), (box.right + screen.px(12), box.centery), size, THEME.ink, "bold", "midleft")

    def _weights(self, screen: Screen, panel: Panel) -> None:
        """The last weighed, dots between their limits."""
        view, plan = self.view, FillingPlan()
        self._text(view.t("filling.weights"), 8, 438, 21)
        x0, y0 = self._at(8, 462)
        x1, y1 = self._at(640, 640)
        box = pygame.Rect(x0, y0, x1 - x0, y1 - y0)
        paint.plate(screen.surface, box, screen.px(8), THEME.white, THEME.line, max(1.0, 1.5 * screen.s))
        low, high = plan.dose_ml * (1 - plan.dose_limit), plan.dose_ml * (1 + plan.dose_limit)
        span = (high - low) * 0.75
        for limit in (low, high):
            y = box.centery - round((limit - plan.dose_ml) / span * box.h / 2)
            for x in range(box.x + screen.px(6), box.right - screen.px(6), screen.px(17)):
                pygame.draw.line(screen.surface, THEME.red, (x, y), (x + screen.px(11), y), max(1, screen.px(2)))
            screen.text.draw(view.number(limit, 2), (box.right + screen.px(8), y), 20, THEME.red, "semibold", "midleft")
        for n, (_, ml) in enumerate(panel.weights):
            y = box.centery - round(max(-1.0, min(1.0, (ml - plan.dose_ml) / span)) * box.h / 2)
            x = box.x + round(box.w * (n + 0.7) / 12.5)
            good = low <= ml <= high
            pygame.draw.aacircle(screen.surface, THEME.petrol if good else THEME.red, (x, y), max(3, screen.px(6)))
            if not good:
                pygame.draw.aacircle(screen.surface, THEME.red, (x, y), max(6, screen.px(11)), max(2, screen.px(2)))
        if panel.weights:
            unit, ml = panel.weights[-1]
            self._text(view.t("filling.last_weight", unit=unit, ml=view.number(ml, 2)), 640, 438, 21, THEME.ink, "bold", "midright")


def _whole(text: str) -> str:
    """Thousands set apart by a thin space."""
    return text if len(text) < 5 else f"{text[:-3]}\u202f{text[-3:]}"


class FillingPanel(ProcessPanel):
    """As the screen of a culture; its keys stop and start the machine, its fields put units out."""

    PAGES: ClassVar[tuple[tuple[str, ...], ...]] = (("um05", "um5", "over_b_pa", "room_pa"),)
    READS: ClassVar[bool] = True
    SETS: ClassVar[tuple[str, ...]] = (*EJECT, "setpoint.dose")
    SETS_KEY: ClassVar[str] = "filling.key_eject"

    @property
    def still(self) -> bool:
        return not self.view.seen.plant().running

    def _now(self) -> tuple[object, ...]:
        return (*super()._now(), self.view.truth.stopped)

    def _mimic(self) -> Widget:
        return FillingMimic(self.view, opens=True)

    def _own_page(self, body: pygame.Rect) -> list[Widget]:
        """Counters and weights, or the list of alarms, as large as there is room."""
        view, screen, px = self.view, self.view.screen, self.view.screen.px
        away = Button("main", view.t("filling.back_to_counts" if self.page == "alarms" else "filling.back_to_all"), height=56)
        foot = px(FOOT - 20) if self.narrow else 0
        high = away.measure(screen, body.w)
        away.place(pygame.Rect(body.x, body.bottom - foot - high, min(body.w, away.natural(screen)), high))
        area = pygame.Rect(body.x, body.y, body.w, away.rect.y - px(12) - body.y)
        if self.page == "alarms":
            return [scrolled(screen, "alarm_page", area, self._rows), away]
        mimic = FillingMimic(view, opens=False)
        wide = min(area.w, round(area.h * WIDE / HIGH))
        mimic.place(pygame.Rect(area.centerx - wide // 2, area.y, wide, area.h))
        return [mimic, away]

    def show(self, tag: str) -> None:
        if tag not in ("counts", "weights", "alarms"):
            super().show(tag)
            return
        self.page = "alarms" if tag == "alarms" else "counts"
        self.layout()

    def _alarm_column(self, column: Column) -> None:
        column.add(Button("alarms", self.view.t("filling.do_look_alarms"), icon="eye", height=50))
        super()._alarm_column(column)

    def _headings(self) -> tuple[str, str]:
        process, t = self.view.process, self.view.t
        return t("filling.screen_title", equipment=process.equipment), t("filling.screen_facts", batch=process.batch)

    def _main_keys(self) -> list[Widget]:
        """Stop, also for a machine that stopped by itself: then nobody can start it from elsewhere; start, where it stands."""
        keys = [] if self.still and self.view.truth.stopped else ["stop"]
        keys += ["start"] if self.still else []
        return [Button(f"press:{name}", self.view.t(f"filling.key_{name}"), height=52, size=22) for name in keys]

    def _field(self, loop: str) -> str:
        return loop

    def _facts_below(self, column: Column) -> None:
        view, panel = self.view, self.view.seen.screen()
        if panel is None:
            return
        state = view.t("filling.runs") if panel.running else view.t(f"filling.stopped_{panel.stopped_by or 'hand'}")
        column.add(Button("counts", view.t("filling.do_look_counts"), icon="eye", height=50), gap=14)
        column.add(Label(state, BODY, weight="bold"), gap=14)
        for name in ("infed", "filled", "stoppered", "capped", "good", "rejected"):
            column.add(Label(f"{view.t(f'filling.count_{name}')} : {getattr(panel, name)}", BODY), gap=4)
        column.add(Label(f"{view.t('filling.at_needles')} {panel.at_needles}", BODY), gap=10)
        column.add(Label(f"{view.t('filling.at_stopper')} {panel.at_stopper}", BODY), gap=4)
        for unit, ml in panel.weights[-3:]:
            column.add(Label(view.t("filling.last_weight", unit=unit, ml=view.number(ml, 2)), BODY, THEME.slate), gap=4)

    # --- units put out -----------------------------------------------------------------------------------------------------

    def _setpoints(self, column: Column) -> None:
        view, px = self.view, self.view.screen.px
        panel = view.seen.screen()
        column.add(Label(view.t("filling.eject_title"), HEAD, weight="bold"))
        column.add(Label(view.t("filling.eject_what"), BODY, THEME.slate), gap=4)
        if panel is not None:
            said = f"{view.t('filling.at_needles')} {panel.at_needles}    {view.t('filling.at_stopper')} {panel.at_stopper}    "
            column.add(Label(said + f"{view.t('filling.count_infed')} {panel.infed}", BODY, weight="semibold"), gap=8)
        for name in EJECT:
            self._one(column, name, view.t(f"filling.{name.replace('.', '_')}"))
        column.add(Button("press:eject", view.t("filling.key_eject_now"), style="primary", height=56), gap=14, width=px(420))
        if self.errors.get("eject"):
            column.add(Label(self.errors["eject"], BODY, THEME.red, weight="semibold"), gap=6)
        column.add(Rule(), gap=14)
        self._one(column, "setpoint.dose", view.t("filling.set_dose", now=view.number(FillingPlan().dose_ml, 1)))
        column.add(Button("write.setpoint.dose", view.t("deviation.set_write"), height=48, size=22), gap=8, width=px(320))
        column.add(Button("main", view.t("filling.back_to_counts"), height=56), gap=16)

    def _one(self, column: Column, name: str, label: str) -> None:
        value = self.typed.get(name, self.view.seen.typed(name) if name in EJECT else "")
        column.add(field_for("number", f"set.{name}", value, label=label, error=self.errors.get(name, "")), gap=10)

    def _on(self, fired: Fired) -> Answer:
        if fired.id in ("counts", "alarms"):
            return f"look:{self.view.seen.console}:{fired.id}"
        if fired.id != "press:eject" or self.page != "setpoints":
            return super()._on(fired)
        out: list[Act] = []
        for name in EJECT:
            if self.typed.get(name, self.view.seen.typed(name)) != self.view.seen.typed(name):
                found = self._write(name)
                if found is None:
                    return None
                out.append(found)
        self._asked = "eject"
        return (*out, Act("press", self.view.seen.console, "eject"))
