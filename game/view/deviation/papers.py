"""The papers of a deviation in the hand: label, logbook, report, investigation.  Answers are picked as sentences."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from game.commands import Command, Fill
from game.entities.forms import Entry, FieldSpec, FormSpec, FormState, LineSpec, address
from game.entities.whys import WHYS
from game.session.deviation.affordances import NEXT_DAY
from game.texts import has, t
from game.view import svg
from game.view.deviation import dossier
from game.view.deviation.view import DeviationView
from game.view.forms.handwriting import INK, lines_of
from game.view.forms.paper import LEFT, RIGHT, Head, Sheet, Spot
from game.view.forms.places import NARROW, ground
from game.view.forms.printing import SHADE, THIN, void
from game.view.forms.writing import Writing
from game.view.theme import BODY, THEME, TICK
from game.view.widgets import Button, Column, Fired, Label, Scroll, Widget
from game.world.typed import shown_day

EM = 30
LINE = 36
ROWS = {
    "report": (
        ("symptom",), ("description",), ("room", "equipment", "batch"), ("scope",), ("seen", "drift", "out"), ("supervisor", "quality"),
        ("act",), ("evidence",), ("class",), ("reason",), ("remark",),
    ),
    "report_units": (
        ("symptom",), ("description",), ("room", "equipment", "batch"), ("zone", "pieces", "removed"), ("scope",),
        ("units_from", "units_to", "last_check"), ("seen", "supervisor", "quality"), ("act",), ("evidence",), ("class",), ("reason",),
        ("remark",),
    ),
    "investigation": (("process", "procedure", "equipment", "others"), ("cause",), ("action",), ("measure",), ("remark",)),
    "five_whys": (("remark",),),
    "status_label": (("status",), ("batch", "time", "initials")),
    "units_label": (("status",), ("batch", "units_from", "units_to"), ("time", "initials")),
}  # fmt: skip
"""Fields side by side, row by row."""
SIGNED = ("report", "report_units", "investigation", "five_whys")
RAIL = 66
"""Width of the strip along which the links of a chain hang."""
BECAUSE = 118
"""Width of the printed "because" before an answer."""


@dataclass(frozen=True, slots=True)
class PaperSeen:
    """What a paper asks of the room."""

    view: DeviationView

    def form(self, thing: str) -> tuple[FormSpec, FormState]:
        """A paper and what stands on it."""
        return self.view.seen.form(thing), self.view.truth.forms[thing]

    @property
    def drafts(self) -> dict[str, dict[str, str]]:
        """What was typed and not yet written."""
        return self.view.seen.drafts

    @property
    def clock_min(self) -> int:
        """The clock, minutes of the day."""
        return self.view.seen.clock_min

    @property
    def latest_min(self) -> int:
        """Up to which time of the day something can have happened."""
        return self.view.seen.latest_min

    @property
    def today(self) -> int:
        """The day in the room, yyyymmdd."""
        return self.view.seen.today


class ProcessSheet(Sheet):
    """A paper of cells: what is asked above, what is written below; a logbook of lines; the chain of the five whys."""

    def _t(self, key: str, **values: object) -> str:
        own = (key.replace("forms.", f"{domain}.form_", 1) for domain in ("deviation", "whys"))
        return t(next((one for one in own if has(one, self.screen.lang)), key), self.screen.lang, **values)

    def choice_name(self, spec: FieldSpec, choice: str) -> str:
        if spec.id in WHYS:
            return self._t(f"deviation.pick_cause_{choice}" if spec.id == WHYS[-1] else f"whys.pick_{spec.id}_{choice}")
        return self._t(f"deviation.pick_{spec.id}_{choice}")

    def _plain(self, top: float) -> float:
        if self.spec.id == "logbook":
            return self._log(top)
        line, y = self.spec.lines[0], top
        if self.spec.id == "five_whys":
            y = self._chain(line, y)
        for row in ROWS[self.spec.id]:
            wide = (RIGHT - LEFT) / len(row)
            specs = [spec for name in row if (spec := line.field(name)) is not None]
            tall = max(self._high(line, spec, wide) for spec in specs)
            for n, spec in enumerate(specs):
                self._cell(line, spec, (LEFT + n * wide, y, LEFT + (n + 1) * wide, y + tall))
            y += tall
        notes = [row for note in self._notes(line) for row in lines_of(note, self.screen.px(EM), self.screen.px(RIGHT - LEFT - 40))]
        for note in notes:
            self._write(note, (LEFT + 20, y, RIGHT - 20, y + LINE), align="left", em=EM)
            y += LINE
        return self._signatures(y + 12) if self.spec.id in SIGNED else y

    def _chain(self, line: LineSpec, y: float) -> float:
        """The five whys, hanging one from the other: each asks why of the answer above it."""
        hung = y
        for n, asked in enumerate(self.questions()):
            spec = line.field(WHYS[n])
            assert spec is not None  # noqa: S101
            tall = self._link(line, spec, asked, y)
            if n:
                self._hang(hung, y + 30)
            self._rect(LEFT, y, RIGHT, y + tall, 1.4)
            self._disc(str(n + 1), y + 30)
            hung, y = y + 30, y + tall
        return y

    def _link(self, line: LineSpec, spec: FieldSpec, asked: str, y: float) -> float:
        """One link: the question, what kind of answer it wants, "because" and the answer.  Returns its height."""
        x, entry = float(LEFT + RAIL), self._entry(line, spec.id)
        high = self._block(asked, x + 10, y + 8, RIGHT - x - (150 if self.head.ticks else 24), TICK + 1, "semibold")
        self._print(self.field_name(spec), x + 10, y + 10 + high, TICK, THEME.slate)
        below = y + 36 + high
        self._print(self._t("whys.because"), x + 10, below + LINE / 2, TICK, THEME.slate, anchor="midleft")
        rows, wide = 1, RIGHT - x - BECAUSE
        if entry is not None:
            rows = sum(len(self._lines(spec, text, wide + 8)) for text in (entry.text, *(one.text for one in entry.struck)))
            self._written_in(spec, entry, (x + BECAUSE, below, RIGHT - 16, below))
            self._tick(line, spec, entry, (RIGHT - 10, y + 6))
        else:
            self._line(x + BECAUSE, below + LINE - 4, RIGHT - 16, below + LINE - 4, THIN)
        tall = below + LINE * rows + 8 - y
        self.spots.append(Spot(address(line.id, spec.id), (x, y, RIGHT, y + tall), "", line.id, spec))
        return tall

    def questions(self) -> list[str]:
        """What the five links ask: each why of the answer above it, where there is one; the last draws all together."""
        line, asked = self.spec.lines[0], [self._t("whys.ask_first")]
        for why in WHYS[:-2]:
            spec, entry = line.field(why), self._entry(line, why)
            if spec is None or entry is None:
                asked.append(self._t("whys.ask_open"))
            else:
                asked.append(self._t("whys.ask", said=self.choice_name(spec, entry.text)))
        return [*asked, self._t("whys.ask_root")]

    def _hang(self, top: float, foot: float) -> None:
        """What joins a link to the one above: it points down."""
        x, end = LEFT + RAIL / 2, foot - 24
        self._line(x, top + 20, x, end, THEME.petrol, 3)
        for side in (-8, 8):
            self._line(x + side, end - 9, x, end, THEME.petrol, 3)

    def _disc(self, number: str, y: float) -> None:
        """The number of a link, on the strip at the left."""
        x, px = LEFT + RAIL / 2, self.screen.px
        self._ops.append(lambda s: pygame.draw.aacircle(s, THEME.petrol, (px(x), px(y)), px(19)))
        self._print(number, x, y, TICK + 2, THEME.white, "bold", "center")

    def _lines(self, spec: FieldSpec, text: str, wide: float) -> list[str]:
        said = self.choice_name(spec, text) if text in spec.choices else text
        return lines_of(said, self.screen.px(EM), self.screen.px(wide - 36))

    def _high(self, line: LineSpec, spec: FieldSpec, wide: float) -> float:
        entry = self._entry(line, spec.id)
        rows = 1
        if entry is not None:
            rows = len(self._lines(spec, entry.text, wide))
            for struck in entry.struck:
                rows += len(self._lines(spec, struck.text, wide))
        return 38.0 + LINE * max(1, rows)

    def _cell(self, line: LineSpec, spec: FieldSpec, box: tuple[float, float, float, float]) -> None:
        x0, y0, x1, y1 = box
        self._rect(x0, y0, x1, y1, 1.4)
        name = self.field_name(spec) + (f" {self._t('deviation.form_optional')}" if spec.optional else "")
        room = x1 - x0 - (140 if self.head.ticks else 20)
        size = self.screen.text.fit(name, self.screen.px(room), TICK, "regular", 14)
        self._print(name, x0 + 10, y0 + 6, size, THEME.slate)
        self.spots.append(Spot(address(line.id, spec.id), box, "", line.id, spec))
        entry = self._entry(line, spec.id)
        if entry is not None:
            self._written_in(spec, entry, (x0 + 16, y0 + 32, x1 - 16, y1))
            self._tick(line, spec, entry, (x1 - 10, y0 + 4))

    def _tick(self, line: LineSpec, spec: FieldSpec, entry: Entry, corner: tuple[float, float]) -> None:
        """Guided, after signing: a disc with a tick or a square with a cross, and its word.  Free text is never graded."""
        signed = "trainee" in self.state.closed or "trainee" in self.state.signed.get(line.id, ())
        if not self.head.ticks or not signed or spec.what in ("text", "initials"):
            return
        word = self._t("deviation.form_right" if entry.right else "deviation.form_wrong")
        colour = THEME.green if entry.right else THEME.red
        side = self.screen.px(24)
        drawn = svg.sized(f"process/icons/{'done' if entry.right else 'wrong'}", side)
        x, y = corner
        wide = self.screen.text.measure(word, TICK, "semibold")[0] / self.screen.s
        self._ops.append(lambda s: void(s.blit(drawn, (self.screen.px(x) - side, self.screen.px(y)))))
        self._print(word, x - 30 - wide, y + 12, TICK, colour, "semibold", "midleft")

    def _written_in(self, spec: FieldSpec, entry: Entry, box: tuple[float, float, float, float]) -> None:
        """What was struck, each with a line through it; below it what is valid."""
        x0, y, x1, _ = box
        for text, struck in [*((one.text, True) for one in entry.struck), (entry.text, False)]:
            for words in self._lines(spec, text, x1 - x0 + 32):
                left, right = self._write(words, (x0, y, x1, y + LINE), align="left", em=EM)
                if struck:
                    self._line(left - 4, y + LINE * 0.55, right + 4, y + LINE * 0.5, INK, 2.4)
                elif entry.overwritten:
                    self._write(words, (x0 + 3, y - 2, x1 + 3, y + LINE - 2), align="left", em=EM)
                y += LINE

    def _log(self, top: float) -> float:
        """One line for each thing that was done: what, when, who."""
        columns = (LEFT, 500.0, 650.0, float(RIGHT))
        self._rect(LEFT, top, RIGHT, top + 40, colour=SHADE)
        heads = ("deviation.form_log_what", "forms.field_time", "forms.field_initials")
        for n, key in enumerate(heads):
            self._print(self._t(key), (columns[n] + columns[n + 1]) / 2, top + 20, TICK, THEME.ink, "semibold", "center")
        y = top + 40
        for line in self.spec.lines:
            tall = max(74.0, *(20.0 + LINE * (1 + len(e.struck) if (e := self._entry(line, s.id)) else 1) for s in line.fields))
            self._block(self._t(f"deviation.log_{line.id}"), LEFT + 14, y + 12, columns[1] - LEFT - 24, TICK + 2, "semibold")
            for n, spec in enumerate(line.fields, 1):
                box = columns[n], y, columns[n + 1], y + tall
                self._rect(*box, 1.4)
                self.spots.append(Spot(address(line.id, spec.id), box, "", line.id, spec))
                entry = self._entry(line, spec.id)
                if entry is not None:
                    self._written_in(spec, entry, (box[0] + 16, y + 12, box[2] - 8, box[3]))
                    self._tick(line, spec, entry, (box[2] - 6, y + tall - 30))
            self._rect(LEFT, y, RIGHT, y + tall, 1.4)
            y += tall
            for note in self._notes(line):
                self._write(note, (LEFT + 20, y, RIGHT - 20, y + LINE), align="left", em=EM)
                y += LINE
        return y


class ProcessWriting(Writing):
    """A paper that is open: sentences are picked beside it, times and codes typed."""

    sheet_kind = ProcessSheet

    def _field(self, column: Column, part: str, what: str, label: str) -> None:
        super()._field(column, part, "time" if what == "past_time" else what, label)

    def _entry(self, column: Column) -> None:
        if self.sheet.spec.id == "investigation":
            column.add(Label(self._evidence(), BODY, weight="semibold", icon="log"), gap=14)
        super()._entry(column)

    def _beside(self, area: pygame.Rect) -> list[Widget]:
        """With the five whys the dossier stands below the entry; beside it where the page is narrow."""
        if not self._chained:
            return super()._beside(area)
        mine, other = dossier.split(self.screen, area, wide=self.screen.vw >= NARROW, picking=self.spot is not None)
        before = next((one for one in self.form.widgets if isinstance(one, Scroll) and one.id == "dossier"), None)
        return [*super()._beside(mine), ground(self.screen, other), dossier.lay(self.seen.view, other, before)]

    def _upright(self) -> bool:
        return self._chained or super()._upright()

    def _side(self, column: Column) -> None:
        """Where there is little room, the answers stand alone while one is picked: the bar shows clock and day."""
        if self._chained and self.spot is not None and self.screen.vw < NARROW:
            self._entry(column)
        else:
            super()._side(column)

    def _share(self) -> float:
        return (0.56 if self.spot else 0.48) if self._chained else super()._share()

    @property
    def _chained(self) -> bool:
        return self.sheet.spec.id == "five_whys" and bool(self.seen.view.seen.dossier)

    def _evidence(self) -> str:
        """The next day: what lies in the folder to find the cause by."""
        view: DeviationView = self.seen.view
        folder = view.seen.one("evidence_folder")
        kept = [view.name(one.id) for one in view.level.things if one.id != folder and view.seen.lies(one.id) == folder]
        return self.t("deviation.form_kept", what=", ".join(kept)) if kept else self.t("deviation.form_kept_none")

    def _spec(self) -> FieldSpec | None:
        return self.spot.spec if self.spot else None

    def _to_write(self, column: Column) -> None:
        spec = self._spec()
        if spec is None or not spec.choices:
            if spec is not None and spec.what == "text":
                column.add(Label(self.t("deviation.form_free"), TICK, THEME.slate), gap=4)
            super()._to_write(column)
            return
        self._picks(column, spec)
        column.add(Button("away", self.t("forms.away"), height=52), gap=14)

    def _picks(self, column: Column, spec: FieldSpec) -> None:
        for choice in spec.choices:
            column.add(Button(f"pick.{choice}", self.sheet.choice_name(spec, choice), align="left", height=56), gap=10)

    def _to_correct(self, column: Column) -> None:
        spec = self._spec()
        if spec is None or not spec.choices or self.typed.get("value"):
            super()._to_correct(column)
            return
        column.add(Label(self.t("deviation.form_new_pick"), BODY, weight="semibold"), gap=8)
        self._picks(column, spec)
        column.add(Button("away", self.t("forms.away"), height=52), gap=14)

    def _turn(self, mode: str, focus: str = "") -> None:
        super()._turn(mode, focus)
        spec = self._spec()
        if spec is not None and spec.choices and mode in ("write", "over", "correct") and not self.typed.get("value"):
            self.form.focus_on(f"pick.{spec.choices[0]}")

    def _on(self, fired: Fired) -> list[Command] | str | None:
        name, _, choice = fired.id.partition(".")
        if name != "pick" or self.spot is None:
            return super()._on(fired)
        if self.mode == "correct":
            self.typed["value"] = choice
            self._turn("correct", "reason")
            return None
        where = self.spot.address
        self._away()
        return [Fill(self.thing, where, choice)]


def head_of(view: DeviationView, thing: str, *, ticks: bool = False) -> Head:
    """What is printed on the head: product and date (of the day its paper is written on), and for the trainee to fill in all the rest."""
    process, lang = view.process, view.screen.lang
    of_today = view.seen.kind(thing).id in NEXT_DAY
    day = shown_day(view.seen.today if of_today else int(process.date.replace("-", "")))
    return Head(((view.t("deviation.fact_product"), process.product.get(lang)), (view.t("deviation.fact_date"), day)), ticks=ticks)


def write(view: DeviationView, thing: str, *, watching: bool = False, ticks: bool = False) -> ProcessWriting:
    """A paper taken up.  ticks: once signed, its fields tell whether they were right."""
    return ProcessWriting(view.screen, PaperSeen(view), thing, head_of(view, thing, ticks=ticks), watching)
