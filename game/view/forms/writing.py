"""A form in the hand: its paper, the room's clock beside it, and the entry that is being written.

Nothing fills itself in.  What cannot be read is said where it was typed, and what was typed stays there.
"""

from __future__ import annotations

from typing import Any

import pygame

from game.commands import Command, Correct, Draft, Fill, Sign
from game.entities.forms import LONGEST, Entry, FieldSpec
from game.texts import has, t
from game.view import paint, topbar
from game.view.forms.fields import Box, PaperView, field_for, words_for
from game.view.forms.paper import SIGN, Head, Sheet, Spot
from game.view.forms.places import NARROW, areas, ground, page_of
from game.view.layers import Kept
from game.view.screen import Screen
from game.view.theme import BODY, HEAD, LEAD, THEME, Colour
from game.view.widgets import Button, Column, Fired, Form, Label, Rule, Scroll, Space, TextField, Widget, scrolled, stands
from game.world import typed

DESK: Colour = (0xC4, 0xD0, 0xD4)
PARTS = (FieldSpec("reason", "text"), FieldSpec("date", "date"), FieldSpec("initials", "initials"))
"""What a correction asks for besides the right value."""
BACK = "back"


class Writing:
    """One form that is open.  `handle` returns the commands that come of an event, BACK when it is put down, else None."""

    kind = "form"
    sheet_kind = Sheet
    """How its papers are laid out."""

    def __init__(self, screen: Screen, seen: Any, thing: str, head: Head, watching: bool = False) -> None:
        self.screen, self.seen, self.thing, self.head = screen, seen, thing, head
        self.watching = watching
        self.form = Form()
        self.spot: Spot | None = None
        self.mode = ""
        """"" nothing chosen | write | stands (something is written there) | correct | over | sign"""
        self.typed: dict[str, str] = {}
        """What was typed and not yet written, by part: value, reason, date, initials."""
        self.errors: dict[str, str] = {}
        self.said = ""
        """What the room answered to the last entry."""
        self._key: tuple[object, ...] = ()
        self._minute = -1
        self._desk = Kept()

    # --- layout ------------------------------------------------------------------------------------------------------------

    def t(self, key: str, **values: object) -> str:
        """A text of the forms."""
        return t(key, self.screen.lang, **values)

    def layout(self, screen: Screen | None = None) -> None:
        """Lay out again: the window, what stands written or what is being written has changed."""
        screen = self.screen = screen or self.screen
        self._key, self._minute = self._written(), self.seen.clock_min
        spec, state = self.seen.form(self.thing)
        self.page = page_of(screen)
        self.sheet = self.sheet_kind(self.page, spec, state, self.head)
        old = self.form
        top = topbar.height(screen)
        paper_area, side_area = areas(screen, self.page, top, self._share())
        before = next((w for w in old.widgets if isinstance(w, Scroll) and w.id == "paper"), None)
        paper = self._paper(paper_area, before)
        self.form = Form([paper, *self._beside(side_area)], cancel="away")
        self.form.adopt(old)

    def _beside(self, area: pygame.Rect) -> list[Widget]:
        """What stands beside the paper, or below it: the clock and the entry on a panel."""
        return [ground(self.screen, area), scrolled(self.screen, "side", area, self._side)]

    def _share(self) -> float:
        """So much of a narrow page is for what stands below the paper."""
        return 0.56 if self.mode == "correct" else 0.46 if self.spot else 0.30

    def _paper(self, area: pygame.Rect, before: Scroll | None) -> Scroll:
        px = self.page.s
        view = PaperView(self.sheet)
        view.place(pygame.Rect(area.x, area.y, *self.sheet.picture.get_size()))
        boxes: list[Widget] = []
        for spot in self.sheet.spots:
            x0, y0, x1, y1 = spot.box
            box = Box(self.sheet, spot)
            box.chosen = self.spot is not None and self.spot.address == spot.address and (not spot.choice or self.mode == "")
            box.enabled = not self.watching
            left, top = area.x + round(x0 * px), area.y + round(y0 * px)
            box.place(pygame.Rect(left, top, round((x1 - x0) * px), round((y1 - y0) * px)))
            boxes.append(box)
        # In the order one writes: line by line, the remark after the fields.
        order = {line.id: n for n, line in enumerate(self.sheet.spec.lines)}
        boxes.sort(key=lambda box: (box.id == f"at:{SIGN}", order.get(box.spot.line, 99), box.spot.address.endswith("remark")))  # type: ignore[attr-defined]
        scroll = Scroll("paper", [view, *boxes], fade=DESK)
        scroll.place(area)
        scroll.settle(self.screen, before.offset if before else 0)
        return scroll

    # --- beside the paper --------------------------------------------------------------------------------------------------

    def _side(self, column: Column) -> None:
        screen = self.screen
        wide = self._upright()
        clock = Label(typed.shown_time(self.seen.clock_min), 52 if screen.vw >= NARROW else HEAD, weight="bold")
        day = str(self.seen.today)
        date = Label(f"{day[6:]}/{day[4:6]}/{day[:4]}", LEAD, THEME.slate)
        back = Button(BACK, self.t("forms.put_down"), icon="done", height=60)
        if wide:
            column.add(Label(self.t("forms.room_clock"), BODY, THEME.slate, icon="clock"))
            column.row([clock, date], gap=0, between=24)
            column.add(Rule(), gap=14)
            self._entry(column)
            column.add(Space(8))
            column.add(back, gap=20)
        else:
            column.row([clock, date, back], between=24)
            self._entry(column)

    def _upright(self) -> bool:
        """Whether clock, entry and the way back stand one below the other."""
        return self.screen.vw >= NARROW

    def _entry(self, column: Column) -> None:
        if self.spot is None or self.watching:
            if self.said:
                column.add(Label(self.said, BODY, THEME.red, "semibold", icon="alert"), gap=16)
            column.add(Label(self.t("forms.choose_box"), BODY, THEME.slate), gap=16)
            return
        bare = Spot(self.spot.address, self.spot.box, "", self.spot.line, self.spot.spec)
        column.add(Label(words_for(bare, self.sheet), LEAD, weight="bold"), gap=14)
        kinds = {
            "write": self._to_write,
            "over": self._to_write,
            "stands": self._stands,
            "correct": self._to_correct,
            "sign": self._to_sign,
        }
        kinds[self.mode](column)

    def _field(self, column: Column, part: str, what: str, label: str) -> None:
        hint_key = f"forms.hint_{what}"
        hint = self.t(hint_key) if has(hint_key, self.screen.lang) else ""
        error = self.errors.get(part, "")
        column.add(field_for(what, part, self.typed.get(part, ""), label=label, hint=hint, error=error), gap=10)

    def _to_write(self, column: Column) -> None:
        assert self.spot is not None  # noqa: S101
        assert self.spot.spec is not None  # noqa: S101
        self._field(column, "value", self.spot.spec.what, self.t("forms.value"))
        column.row([Button("write", self.t("forms.write"), style="primary", icon="form"), Button("away", self.t("forms.away"))], gap=16)

    def _stands(self, column: Column) -> None:
        entry = self._old()
        if entry is None or self.spot is None:
            return
        if entry.by == "second":
            column.add(Label(self.t("forms.second_wrote"), BODY, THEME.slate), gap=8)
            column.row([Button("away", self.t("forms.away"))], gap=14)
            return
        text = self._shown(entry.text)
        column.add(Label(self.t("forms.stands", text=text), BODY), gap=8)
        correct = Button("correct", self.t("forms.correct"), style="primary", icon="form")
        column.row([correct, Button("over", self.t("forms.over")), Button("away", self.t("forms.away"))], gap=16)

    def _shown(self, text: str) -> str:
        spec = self.spot.spec if self.spot else None
        return self.sheet.choice_name(spec, text) if spec is not None and text in spec.choices else text

    def _to_correct(self, column: Column) -> None:
        assert self.spot is not None  # noqa: S101
        assert self.spot.spec is not None  # noqa: S101
        column.add(Label(self.t("forms.correction_rule"), 20, THEME.slate), gap=4)
        spec = self.spot.spec
        if spec.choices:
            column.add(Label(self.t("forms.new_value", text=self._shown(self.typed.get("value", ""))), BODY, weight="semibold"), gap=8)
        else:
            self._field(column, "value", spec.what, self.t("forms.value"))
        for part in PARTS:
            self._field(column, part.id, part.what, self.t(f"forms.field_{part.id}"))
        column.row([Button("strike", self.t("forms.strike"), style="primary", icon="form"), Button("away", self.t("forms.away"))], gap=16)

    def _to_sign(self, column: Column) -> None:
        column.add(Label(self.t("forms.sign_what"), BODY), gap=8)
        column.row([Button("sign", self.t("forms.sign"), style="primary", icon="form"), Button("away", self.t("forms.away"))], gap=16)

    # --- events ------------------------------------------------------------------------------------------------------------

    def _old(self) -> Entry | None:
        if self.spot is None:
            return None
        found: Entry | None = self.sheet.state.entries.get(self.spot.address)
        return found

    def handle(self, event: pygame.Event) -> list[Command] | str | None:
        """One event."""
        fired = self.form.handle(event)
        return None if fired is None else self._on(fired)

    def _on(self, fired: Fired) -> list[Command] | str | None:
        if isinstance(fired.value, Spot):
            return self._choose(fired.value)
        match fired.id:
            case "back":
                return BACK
            case "away":
                return self._leave()
            case "value" | "reason" | "date" | "initials":
                self.typed[fired.id] = str(fired.value)
                self.errors.pop(fired.id, None)
                return self._drafted(fired.id)
            case "write" | "value.enter" if self.mode in ("write", "over"):
                return self._write()
            case "over" if self.spot is not None and self.spot.choice:
                spot = self.spot
                self._away()
                return [Fill(self.thing, spot.address, spot.choice)]
            case "correct" | "over":
                self._turn(fired.id)
            case "strike" | "value.enter" | "reason.enter" | "date.enter" | "initials.enter":
                return self._strike()
            case "sign":
                self._away()
                return [Sign(self.thing)]
        return None

    def _drafted(self, part: str) -> list[Command] | None:
        """What is being typed is kept with the run: an interruption takes none of it."""
        if self.spot is None:
            return None
        return [Draft(self.thing, self.spot.address, part, self.typed[part][: 2 * LONGEST])]

    def _kept(self, address: str) -> dict[str, str]:
        """What was typed for a field before an interruption."""
        return dict(self.seen.drafts.get(f"{self.thing}/{address}", {}))

    def _leave(self) -> list[Command] | str | None:
        """Not to be written after all: it is no draft any more."""
        spot = self.spot
        dropped: list[Command] = [Draft(self.thing, spot.address, part, "") for part in self._kept(spot.address)] if spot else []
        return self._away() or dropped or None

    def take_up(self) -> bool:
        """Go on with the entry that an interruption broke off; False when there is none on this paper."""
        for place in self.seen.drafts:
            thing, _, address = place.partition("/")
            spot = next((one for one in self.sheet.spots if one.address == address and one.spec is not None), None)
            if thing == self.thing and spot is not None:
                self.spot, self.typed = Spot(address, spot.box, "", spot.line, spot.spec), self._kept(address)
                stands = self.sheet.state.entries.get(address) is not None
                self._turn("correct" if stands else "write", "value")
                return True
        return False

    def _choose(self, spot: Spot) -> list[Command] | None:
        """A box was chosen: an answer is ticked at once, all else is typed."""
        self.said, self.errors = "", {}
        if spot.address == SIGN:
            self.spot, self.typed = spot, {}
            self._turn("sign", "sign")
            return None
        entry = self.sheet.state.entries.get(spot.address)
        if spot.spec is not None and spot.spec.by == "second" and entry is None:
            self.spot, self.mode, self.said = None, "", self.t("forms.second_only")
            self.layout()
            return None
        if spot.choice and entry is None:
            self._away()
            return [Fill(self.thing, spot.address, spot.choice)]
        self.spot = spot
        self.typed = {"value": spot.choice} if spot.choice else self._kept(spot.address)
        if spot.choice and entry is not None and entry.text == spot.choice:
            self._away()
            return None
        self._turn("stands" if entry is not None else "write", "correct" if entry is not None else "value")
        return None

    def _turn(self, mode: str, focus: str = "") -> None:
        self.mode = mode
        self.layout()
        paper = next(widget for widget in self.form.widgets if isinstance(widget, Scroll) and widget.id == "paper")
        for box in paper.contents:
            if isinstance(box, Box) and box.chosen:
                paper.show(box.rect)  # the page may have become lower
        self.form.focus_on(focus or ("reason" if mode == "correct" and self.spot and self.spot.choice else "value"))

    def _away(self) -> str | None:
        """Leave the entry; with none open, put the paper down."""
        if self.spot is None:
            return BACK
        address = f"at:{self.spot.address}={self.spot.choice}" if self.spot.choice else f"at:{self.spot.address}"
        self.spot, self.mode, self.typed, self.errors = None, "", {}, {}
        self.layout()
        self.form.focus_on(address)
        return None

    # --- reading what was typed ----------------------------------------------------------------------------------------------

    def _unfit(self, part: str, spec: FieldSpec, *, empty_ok: bool) -> bool:
        text = self.typed.get(part, "")
        if empty_ok and not text.strip():
            return False
        reason = typed.read(spec, text, self.seen.latest_min, self.seen.today).reason
        if reason:
            self.errors[part] = self.t(f"forms.reason_{reason}")
        return bool(reason)

    def _write(self) -> list[Command] | None:
        spot = self.spot
        if spot is None or spot.spec is None:
            return None
        self.errors = {}
        if self._unfit("value", spot.spec, empty_ok=False):
            self._again("value")
            return None
        text = self.typed["value"].strip()
        self._away()
        return [Fill(self.thing, spot.address, text)]

    def _strike(self) -> list[Command] | None:
        spot = self.spot
        if spot is None or spot.spec is None:
            return None
        self.errors = {}
        wrong = [part.id for part in PARTS if self._unfit(part.id, part, empty_ok=True)]
        if self._unfit("value", spot.spec, empty_ok=False):
            wrong.insert(0, "value")
        if wrong:
            self._again(wrong[0])
            return None
        given = {name: self.typed.get(name, "").strip() for name in ("value", "reason", "date", "initials")}
        self._away()
        return [Correct(self.thing, spot.address, given["value"], given["reason"], given["date"], given["initials"])]

    def _again(self, focus: str) -> None:
        self.layout()
        self.form.focus_on(focus)
        field = self.form.focus
        if isinstance(field, TextField):
            field.line.select_all()

    def refused(self, reason: str) -> None:
        """The room could not carry an entry out."""
        key = f"forms.reason_{reason}"
        if has(key, self.screen.lang):
            self.said = t(key, self.screen.lang)
            self.layout()

    # --- a frame -----------------------------------------------------------------------------------------------------------

    def _written(self) -> tuple[object, ...]:
        _, state = self.seen.form(self.thing)
        return (
            tuple((name, entry.text, len(entry.struck), entry.overwritten) for name, entry in state.entries.items()),
            tuple(state.closed),
            tuple((line, tuple(who)) for line, who in state.signed.items()),
        )

    def draw(self) -> None:
        """Paint it; lay it out again when something was written."""
        if self._written() != self._key or self.seen.clock_min != self._minute:
            self._keep_typed()
            self.layout()
        screen, top = self.screen, topbar.height(self.screen)
        desk = pygame.Rect(0, top, screen.width, screen.height - top)
        if not any(isinstance(widget, TextField) for widget in self.form.all()):
            self._desk.draw(screen.surface, desk, stands(self.form), lambda: self._paint(desk))
            return
        self._paint(desk)  # a caret blinks

    def _paint(self, desk: pygame.Rect) -> None:
        """Desk, paper, and what stands beside it."""
        screen, px = self.screen, self.screen.px
        screen.surface.fill(DESK, desk)
        place = next(w for w in self.form.widgets if w.id == "paper").rect
        board = pygame.Rect(place.x - px(16), place.y - px(10), place.w + px(32), place.h + px(20))
        paint.plate(screen.surface, board, px(12), THEME.petrol, THEME.ink, max(1.0, 2 * screen.s))
        self.form.draw(screen)

    def _keep_typed(self) -> None:
        """What is being typed survives a new layout."""
        for widget in self.form.all():
            if isinstance(widget, TextField):
                self.typed[widget.id] = widget.text
