"""The papers of a deviation in the hand: label, logbook, report, investigation.  Answers are picked as sentences."""

from __future__ import annotations

from dataclasses import dataclass

from game.commands import Command, Fill
from game.entities.forms import Entry, FieldSpec, FormSpec, FormState, LineSpec, address
from game.texts import has, t
from game.view import svg
from game.view.deviation.view import DeviationView
from game.view.forms.handwriting import INK, lines_of
from game.view.forms.paper import LEFT, RIGHT, Head, Sheet, Spot
from game.view.forms.printing import SHADE, void
from game.view.forms.writing import Writing
from game.view.theme import BODY, THEME, TICK
from game.view.widgets import Button, Column, Fired, Label

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
    "status_label": (("status",), ("batch", "time", "initials")),
    "units_label": (("status",), ("batch", "units_from", "units_to"), ("time", "initials")),
}  # fmt: skip
"""Fields side by side, row by row."""
SIGNED = ("report", "report_units", "investigation")


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
    def today(self) -> int:
        """The day in the room, yyyymmdd."""
        return int(self.view.process.date.replace("-", ""))


class ProcessSheet(Sheet):
    """A paper of cells: what is asked above, what is written below; a logbook of lines."""

    def _t(self, key: str, **values: object) -> str:
        own = key.replace("forms.", "deviation.form_", 1)
        return t(own if has(own, self.screen.lang) else key, self.screen.lang, **values)

    def choice_name(self, spec: FieldSpec, choice: str) -> str:
        return self._t(f"deviation.pick_{spec.id}_{choice}")

    def _plain(self, top: float) -> float:
        if self.spec.id == "logbook":
            return self._log(top)
        line, y = self.spec.lines[0], top
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


def head_of(view: DeviationView, *, ticks: bool = False) -> Head:
    """What is printed on the head: date, product, and for the trainee to fill in all the rest."""
    process, lang = view.process, view.screen.lang
    day = f"{process.date[8:10]}/{process.date[5:7]}/{process.date[:4]}"
    return Head(((view.t("deviation.fact_product"), process.product.get(lang)), (view.t("deviation.fact_date"), day)), ticks=ticks)


def write(view: DeviationView, thing: str, *, watching: bool = False, ticks: bool = False) -> ProcessWriting:
    """A paper taken up.  ticks: once signed, its fields tell whether they were right."""
    return ProcessWriting(view.screen, PaperSeen(view), thing, head_of(view, ticks=ticks), watching)
