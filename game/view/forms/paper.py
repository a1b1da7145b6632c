"""A form as paper: what is printed, what stands written in which hand, and where each field lies.

Lengths are ui pixels of text, so the paper grows with the text scale; at 200 % it scrolls.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pygame

from game.entities.forms import Entry, FieldSpec, FormSpec, FormState, LineSpec, address
from game.view import svg
from game.view.forms.handwriting import INK, INK_SECOND, lines_of
from game.view.forms.printing import HAND, RULE, SHADE, SMALL_HAND, THIN, Print, void
from game.view.screen import Screen
from game.view.theme import THEME, TICK, Colour

WIDTH = 820
LEFT, RIGHT = 22, 798
PAPER: Colour = (0xFD, 0xFD, 0xFA)
SIGN = "sign"
"""Address of the signature of the whole."""
COLUMNS = {
    "n": (22, 62), "point": (62, 346), "conform": (346, 492), "found": (492, 576), "time": (576, 664), "initials": (664, 732),
    "second": (732, 798),
}  # fmt: skip
LETTERS = {"issued": "A", "applied": "B", "rejected": "C", "specimens": "D", "counted": "E", "accounted": "F", "gap": "G", "rate": "H"}


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a field lies on the paper, ui pixels.  choice: "" or the answer that this box stands for."""

    address: str
    box: tuple[float, float, float, float]
    choice: str = ""
    line: str = ""
    spec: FieldSpec | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """What is printed above: facts as (label, value); names of what the form has no text of its own for."""

    facts: tuple[tuple[str, str], ...]
    names: Mapping[str, str] = field(default_factory=dict)
    """Line id -> its text."""
    limits: tuple[str, str] = ("", "")
    ticks: bool = False
    """Whether each field tells if it was right, once it has been signed for (guided mode only)."""


class Sheet(Print):
    """One paper, laid out: spots, and a picture of it drawn once for what stands on it."""

    def __init__(self, screen: Screen, spec: FormSpec, state: FormState, head: Head) -> None:
        super().__init__(screen)
        self.spec, self.state, self.head = spec, state, head
        self.spots: list[Spot] = []
        self.high = self._lay()
        self._picture: pygame.Surface | None = None

    @property
    def picture(self) -> pygame.Surface:
        """The paper as it stands.  Do not draw on it."""
        if self._picture is None:
            px = self.screen.px
            sheet = pygame.Surface((px(WIDTH), px(self.high)))
            sheet.fill(PAPER)
            for op in self._ops:
                op(sheet)
            pygame.draw.rect(sheet, THIN, sheet.get_rect(), max(1, px(1.5)))
            self._picture = sheet
        return self._picture

    # --- words -------------------------------------------------------------------------------------------------------------

    def field_name(self, spec: FieldSpec) -> str:
        """What a field is called."""
        least, most = self.head.limits
        return self._t(f"forms.field_{spec.id}", least=least, most=most)

    def choice_name(self, spec: FieldSpec, choice: str) -> str:
        """What an answer says."""
        return self._t(f"forms.choice_{choice}")

    # --- layout ------------------------------------------------------------------------------------------------------------

    def _lay(self) -> float:
        y = self._heading() if self.spec.number else self._board_heading()
        if self.spec.id == "check_list":
            y = self._points(y)
            y = self._signatures(y + 12)
        elif self.spec.id == "reconciliation":
            y = self._quantities(y)
        else:
            y = self._plain(y)
        self._print(self._t("forms.correction_rule"), LEFT + 8, y + 12, TICK, THEME.slate)
        return y + 48

    def _heading(self) -> float:
        self._rect(LEFT, 20, RIGHT, 104, 2.2)
        for x in (LEFT + 128, RIGHT - 158):
            self._line(x, 20, x, 104, RULE)
        for y in (48, 76):
            self._line(RIGHT - 158, y, RIGHT, y, RULE)
        self._ops.append(self._logo)
        middle = (LEFT + 128 + RIGHT - 158) / 2
        self._print(self._t(f"forms.title_{self.spec.id}").upper(), middle, 32, 28, THEME.ink, "bold", "midtop")
        self._print(self._t(f"forms.subtitle_{self.spec.id}"), middle, 68, TICK, THEME.slate, anchor="midtop")
        rows = (self.spec.number, self._t("forms.version", version=self.spec.version), self._t("forms.page"))
        for n, text in enumerate(rows):
            self._print(text, RIGHT - 79, 34 + 28 * n, TICK, THEME.ink, "semibold" if n == 0 else "regular", "center")
        return self._facts(112)

    def _board_heading(self) -> float:
        self._rect(LEFT, 20, RIGHT, 76, colour=THEME.petrol)
        self._print(self._t(f"forms.title_{self.spec.id}").upper(), (LEFT + RIGHT) / 2, 48, 30, THEME.white, "bold", "center")
        return self._facts(84)

    def _logo(self, sheet: pygame.Surface) -> None:
        mark = svg.inline(
            '<path d="M54 76V50L66 40L78 50V76ZM90 76V44M102 76V44M114 76V44M126 76V44" fill="none" stroke="#0F4C5C" '
            'stroke-width="5" stroke-linejoin="round" stroke-linecap="round"/>',
            (self.screen.px(180), self.screen.px(110)),
            (180, 110),
        )
        sheet.blit(mark, (self.screen.px(LEFT - 24), self.screen.px(5)))

    def _facts(self, top: float) -> float:
        """Two to a line, ruled."""
        facts = self.head.facts
        rows = (len(facts) + 1) // 2
        self._rect(LEFT, top, RIGHT, top + 36 * rows, 1.4)
        for n, (label, value) in enumerate(facts):
            x = LEFT + 12 if n % 2 == 0 else (LEFT + RIGHT) / 2 + 12
            y = top + 36 * (n // 2)
            if n % 2 == 0 and n:
                self._line(LEFT, y, RIGHT, y)
            named = self._t("forms.fact", label=label)
            wide = self.screen.text.measure(named, TICK)[0] / self.screen.s
            self._print(named, x, y + 18, TICK, THEME.slate, anchor="midleft")
            room = self.screen.px((RIGHT - LEFT) / 2 - wide - 30)
            size = self.screen.text.fit(value, room, TICK + 1, "semibold", 12)
            self._print(value, x + wide + 8, y + 18, size, THEME.ink, "semibold", "midleft")
        self._line((LEFT + RIGHT) / 2, top, (LEFT + RIGHT) / 2, top + 36 * rows)
        return top + 36 * rows + 8

    # --- a check-list ------------------------------------------------------------------------------------------------------

    def _points(self, top: float) -> float:
        y = self._column_heads(top)
        start = y
        for n, line in enumerate(self.spec.lines, 1):
            y = self._point(n, line, y)
        self._rect(LEFT, top, RIGHT, y, 2.2)
        for name, (x, _) in COLUMNS.items():
            if name != "n":
                self._line(x, top, x, y)
        self._line(LEFT, start, RIGHT, start, RULE)
        return y

    def _column_heads(self, top: float) -> float:
        self._rect(LEFT, top, RIGHT, top + 42, colour=SHADE)
        heads = {
            "n": "forms.number",
            "point": "forms.point",
            **{name: f"forms.field_{name}" for name in ("conform", "time", "initials", "second")},
        }
        for name, (x0, x1) in COLUMNS.items():
            text = self._t("forms.found_short") if name == "found" else self._t(heads[name])
            size = self.screen.text.fit(text, self.screen.px(x1 - x0 - 6), TICK, "semibold", 15)
            self._print(text, (x0 + x1) / 2, top + 21, size, THEME.ink, "semibold", "center")
        return top + 42

    def _point(self, n: int, line: LineSpec, y: float) -> float:
        """One line: number, text with the remark below it, fields.  Returns where it ends."""
        x0, x1 = COLUMNS["point"]
        text = line.text.get(self.screen.lang) if line.text else self.head.names.get(line.id, line.id)
        printed = self._block(text, x0 + 8, y + 8, x1 - x0 - 14)
        notes = self._notes(line)
        remark = self._entry(line, "remark")
        said = lines_of(remark.text, self.screen.px(SMALL_HAND), self.screen.px(x1 - x0 - 20)) if remark else []
        below = y + 10 + printed
        notes = [row for note in notes for row in lines_of(note, self.screen.px(SMALL_HAND), self.screen.px(x1 - x0 - 20))]
        tall = max(62.0, printed + 20 + 30 * max(1, len(said) + len(notes)), 36.0 * self._stack(line) + 8)
        for row, words in enumerate([*said, *notes]):
            self._write(words, (x0 + 10, below + 30 * row, x1 - 4, below + 30 * row + 32), align="left", em=SMALL_HAND)
        if not said:
            self._print(self._t("forms.remark_dots"), x0 + 10, below + 30 * len(notes) + 8, TICK - 3, THIN)
        self.spots.append(Spot(address(line.id, "remark"), (x0, below - 4, x1, y + tall), "", line.id, line.field("remark")))
        self._print(str(n), (COLUMNS["n"][0] + COLUMNS["n"][1]) / 2, y + tall / 2, TICK + 2, THEME.ink, "bold", "center")
        for spec in line.fields:
            if spec.id in COLUMNS:
                a, b = COLUMNS[spec.id]
                self._field(line, spec, (a, y, b, y + tall))
        self._line(LEFT, y + tall, RIGHT, y + tall)
        return y + tall

    def _entry(self, line: LineSpec, name: str) -> Entry | None:
        return self.state.entries.get(address(line.id, name))

    def _stack(self, line: LineSpec) -> int:
        """How many entries stand one above the other in the fullest field."""
        found = [entry for spec in line.fields if (entry := self._entry(line, spec.id)) is not None]
        return max([1 + len(entry.struck) for entry in found], default=1)

    def _notes(self, line: LineSpec) -> list[str]:
        """What stands beside corrections: reason, date, initials."""
        found = []
        for spec in line.fields:
            entry = self._entry(line, spec.id)
            struck = entry.struck if entry else []
            found += [" ".join(part for part in (one.reason, one.date, one.initials) if part) for one in struck]
        return [note for note in found if note]

    # --- one field ---------------------------------------------------------------------------------------------------------

    def _field(self, line: LineSpec, spec: FieldSpec, box: tuple[float, float, float, float], align: str = "center") -> None:
        """Its box, its answers to tick, and what stands in it."""
        where = address(line.id, spec.id)
        entry = self._entry(line, spec.id)
        if spec.what == "choice":
            self._choices(where, line, spec, box, entry)
            return
        self.spots.append(Spot(where, box, "", line.id, spec))
        if entry is None:
            return
        self._stacked(entry, box, align, INK_SECOND if entry.by == "second" else INK)

    def _stacked(self, entry: Entry, box: tuple[float, float, float, float], align: str, ink: Colour) -> None:
        """Struck entries above, what is valid below; written over stands twice in one place."""
        x0, y0, x1, y1 = box
        rows = 1 + len(entry.struck)
        each = (y1 - y0) / rows
        em = min(HAND, each * 0.9)
        for n, struck in enumerate(entry.struck):
            place = (x0 + 6, y0 + n * each, x1 - 6, y0 + (n + 1) * each)
            left, right = self._write(struck.text, place, ink, align, em)
            self._line(left - 4, y0 + (n + 0.5) * each + 2, right + 2, y0 + (n + 0.5) * each - 1, ink, 2.4)
        place = (x0 + 6, y1 - each, x1 - 6, y1)
        text = entry.text or ("TL" if entry.by == "second" else "")
        self._write(text, place, ink, align, em)
        for _ in range(entry.overwritten):
            self._write(text, (place[0] + 3, place[1] - 2, place[2] + 3, place[3] - 2), ink, align, em)

    def _choices(self, where: str, line: LineSpec, spec: FieldSpec, box: tuple[float, float, float, float], entry: Entry | None) -> None:
        """A box to tick for each answer, its word beside it."""
        x0, y0, x1, y1 = box
        wide = (x1 - x0) / len(spec.choices)
        side = 22
        for n, choice in enumerate(spec.choices):
            left, middle = x0 + n * wide, (y0 + y1) / 2
            self._rect(left + 7, middle - side / 2, left + 7 + side, middle + side / 2, 2)
            label = self._t(f"forms.choice_{choice}")
            size = self.screen.text.fit(label, self.screen.px(wide - side - 16), TICK, "regular", 14)
            self._print(label, left + side + 12, middle, size, anchor="midleft")
            self.spots.append(Spot(where, (left, y0, left + wide, y1), choice, line.id, spec))
            if entry is not None:
                self._ticked(entry, spec, choice, (left + 7, middle - side / 2, side))

    def _ticked(self, entry: Entry, spec: FieldSpec, choice: str, box: tuple[float, float, float]) -> None:
        """The tick, and the ones that were struck through."""
        x, y, side = box
        marks = [(struck.text, True) for struck in entry.struck] + [(entry.text, False)]
        for text, struck in marks:
            if text != choice:
                continue
            points = [(x + 3, y + side * 0.5), (x + side * 0.42, y + side * 0.9), (x + side * 1.2, y - side * 0.25)]
            scaled = [(round(a * self.screen.s), round(b * self.screen.s)) for a, b in points]
            self._stroke(scaled)
            if struck:
                self._line(x - 4, y + side * 0.62, x + side + 8, y + side * 0.38, INK, 3)

    def _stroke(self, points: list[tuple[int, int]]) -> None:
        self._ops.append(lambda s: pygame.draw.lines(s, INK, False, points, self.screen.px(3.4)))

    # --- a reconciliation, a board -----------------------------------------------------------------------------------------

    def _quantities(self, top: float) -> float:
        line = self.spec.lines[0]
        x1, x2 = LEFT + 56, 560
        y = top
        for spec in line.fields:
            if spec.id not in LETTERS:
                continue
            entry = self._entry(line, spec.id)
            tall = max(50.0, 40.0 * (1 + len(entry.struck) if entry else 1))
            if spec.id in ("accounted", "gap", "rate"):
                self._rect(LEFT, y, RIGHT, y + tall, colour=(0xEC, 0xF2, 0xF3))
            self._print(LETTERS[spec.id], (LEFT + x1) / 2, y + tall / 2, TICK + 3, THEME.ink, "bold", "center")
            self._print(self._t(f"forms.field_{spec.id}"), x1 + 14, y + tall / 2, TICK + 1, anchor="midleft")
            self._field(line, spec, (x2, y, RIGHT, y + tall), "right")
            self._line(LEFT, y + tall, RIGHT, y + tall)
            y += tall
        self._rect(LEFT, top, RIGHT, y, 2.2)
        for x in (x1, x2):
            self._line(x, top, x, y)
        return self._judgement(line, y + 12)

    def _judgement(self, line: LineSpec, y: float) -> float:
        """Within limits or not; the explanation; the signature."""
        within, explanation = line.field("within"), line.field("explanation")
        if within:
            least, most = self.head.limits
            self._rect(LEFT, y, RIGHT, y + 54, 1.4)
            self._print(
                self._t("forms.field_within", least=least, most=most), LEFT + 14, y + 27, TICK + 1, THEME.ink, "semibold", "midleft"
            )
            self._field(line, within, (560, y, RIGHT, y + 54))
            y += 64
        if explanation:
            y = self._free(line, explanation, y, 3)
        return self._signatures(y + 6)

    def _free(self, line: LineSpec, spec: FieldSpec, y: float, rows: int) -> float:
        """A box for words, and below them the notes of corrections."""
        entry = self._entry(line, spec.id)
        said = lines_of(entry.text, self.screen.px(SMALL_HAND), self.screen.px(RIGHT - LEFT - 30)) if entry else []
        lines = [*said, *self._notes(line)]
        tall = 36.0 + 32 * max(rows, len(lines))
        self._rect(LEFT, y, RIGHT, y + tall, 1.4)
        self._print(self._t("forms.fact", label=self._t(f"forms.field_{spec.id}")), LEFT + 14, y + 8, TICK, THEME.slate)
        for n in range(max(rows, len(lines))):
            foot = y + 36 + 32 * n
            self._line(LEFT + 14, foot + 28, RIGHT - 14, foot + 28, SHADE)
            if n < len(lines):
                self._write(lines[n], (LEFT + 16, foot, RIGHT - 14, foot + 30), align="left", em=SMALL_HAND)
        self.spots.append(Spot(address(line.id, spec.id), (LEFT, y, RIGHT, y + tall), "", line.id, spec))
        return y + tall

    def _plain(self, top: float) -> float:
        """A form of a few fields, one below the other."""
        y = top
        for line in self.spec.lines:
            for spec in line.fields:
                tall = 72.0
                self._rect(LEFT, y, RIGHT, y + tall, 1.4)
                self._print(self._t(f"forms.field_{spec.id}"), LEFT + 14, y + tall / 2, TICK + 2, THEME.slate, anchor="midleft")
                self._field(line, spec, (LEFT + 150, y, RIGHT, y + tall), "left")
                y += tall + 8
            for note in self._notes(line):
                self._write(note, (LEFT + 20, y, RIGHT - 20, y + 34), align="left", em=SMALL_HAND)
                y += 34
        return y

    def _signatures(self, y: float) -> float:
        """Who did it, who looked again."""
        middle = (LEFT + RIGHT) / 2
        tall = 96.0
        self._rect(LEFT, y, RIGHT, y + tall, 2.2)
        self._line(middle, y, middle, y + tall)
        for n, (key, who) in enumerate((("forms.done_by", "trainee"), ("forms.checked_by", "second"))):
            x = LEFT + n * (middle - LEFT)
            self._rect(x + 1.5, y + 1.5, x + middle - LEFT - 1.5, y + 34, colour=SHADE)
            self._print(self._t(key), x + (middle - LEFT) / 2, y + 18, TICK, THEME.ink, "semibold", "center")
            signed = who in self.state.closed or (who == "second" and self._second_signed())
            if signed:
                self._signature(x + 60, y + 38, who)
        self.spots.append(Spot(SIGN, (LEFT, y, middle, y + tall)))
        return y + tall

    def _second_signed(self) -> bool:
        lines = [line for line in self.spec.lines if line.field("second")]
        return bool(lines) and all("second" in self.state.signed.get(line.id, ()) for line in lines)

    def _signature(self, x: float, y: float, who: str) -> None:
        colour = INK if who == "trainee" else INK_SECOND
        hexed = "#{:02X}{:02X}{:02X}".format(*colour)
        path = (
            "M4 40C20 4 34 2 30 24C28 42 18 48 24 32C34 10 48 12 46 30C46 40 56 40 62 26C70 10 78 18 76 30C74 42 88 42 100 22"
            "C110 8 118 22 112 32C108 42 130 40 150 20M8 50C60 42 120 42 176 46"
            if who == "trainee"
            else "M6 34C30 2 52 6 40 30C34 46 26 40 40 24C56 8 70 18 66 34C76 20 90 16 96 28C100 38 120 30 136 14M20 50L168 40"
        )
        drawn = svg.inline(
            f'<path d="{path}" fill="none" stroke="{hexed}" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/>',
            (self.screen.px(190), self.screen.px(56)),
            (190, 56),
        )
        at = round(x * self.screen.s), round(y * self.screen.s)
        self._ops.append(lambda s: void(s.blit(drawn, at)))
