"""What the parts of a level's page are made of: fields that stand for places of the file, and a line of it with a fault marked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path as FilePath
from typing import TYPE_CHECKING

import pygame

from game.content.tree import Path as Place
from game.scenes.base import route
from game.scenes.message import MessageScene
from game.scenes.stack import Push, Transition
from game.spec import Text
from game.view import paint
from game.view.screen import Screen
from game.view.theme import BODY, HEAD, LEAD, THEME, Colour
from game.view.widgets import Button, Column, Fired, Label, Look, Rule, TextArea, TextField, Widget

if TYPE_CHECKING:
    from game.content.fault import Diagnostic
    from game.scenes.base import Context
    from game.scenes.workshop_level import WorkshopLevelScene
    from game.session.authoring.workshop_desk import Desk

SIGNS = {"error": "wrong", "warning": "alert", "todo": "write", "info": "hint"}
"""Of a fault, by how grave it is."""


class Part:
    """One part of the page.  `fill` places it; `on` answers what was fired in it, `tick` looks after work that goes on."""

    id = ""
    icon = ""
    domain = "workshop"
    """Where its texts are; its name is their "part_" and its id."""
    reads_broken = False
    """It has something to say of a file whose blocks cannot be told apart."""

    def __init__(self, page: WorkshopLevelScene) -> None:
        self.page = page

    @property
    def ctx(self) -> Context:
        """What all scenes share."""
        return self.page.ctx

    @property
    def desk(self) -> Desk:
        """The level."""
        return self.page.desk

    def say(self, key: str, **values: object) -> str:
        """A text of the part."""
        return self.ctx.t(f"{self.domain}.{key}", **values)

    @property
    def name(self) -> str:
        """As the list of parts has it."""
        return self.say(f"part_{self.id}")

    def sign(self) -> tuple[str, str]:
        """(icon, words) that tell in the list of parts how it stands."""
        return self.icon, ""

    def stands(self) -> tuple[str, str]:
        """The same; nothing while the file is broken."""
        return ("dot", "") if self.desk.broken and not self.reads_broken else self.sign()

    def fill(self, column: Column) -> None:
        """The contents."""

    def show(self, column: Column) -> None:
        """The contents; while the file is broken its fault in their place, for empty fields would look as if all were lost."""
        fault = self.desk.state.first
        if not self.desk.broken or self.reads_broken or fault is None:
            self.fill(column)
            return
        t = self.ctx.t
        self.head(column, self.name)
        title = t("workshop.broken", line=fault.span.line + 1)
        column.add(Badge("bad", "wrong", title, t("workshop.broken_what")), gap=18)
        tell_fault(self, column, 0, fault)
        column.row([Button("to_check", t("workshop.to_check"), height=52)], gap=22)

    def answer(self, fired: Fired) -> Transition | None:
        """What was pressed in it, or in what stands in its place."""
        if fired.id == "to_check":
            return self.page.open("check", focus=True)
        return on_fault(self, fired) if self.desk.broken and not self.reads_broken else self.on(fired)

    def on(self, fired: Fired) -> Transition | None:
        """What was pressed in it."""
        return None

    def tick(self) -> Transition | None:
        """One sixtieth of a second."""
        return None

    def resumed(self, result: object) -> Transition | None:
        """Back from a question that this part has asked."""
        return None

    def dropped(self, path: FilePath) -> Transition | None:
        """A file was dropped on the window."""
        return None

    def left(self) -> None:
        """The page is closed."""

    # --- building blocks -----------------------------------------------------------------------------------------------

    def head(self, column: Column, title: str, about: str = "") -> None:
        """Title of the part and what it is for."""
        if self.page.wide:  # else the button above has named it
            column.add(Label(title, HEAD, weight="bold"))
        if about:
            column.add(Label(about, BODY, THEME.slate), gap=4)

    def title(self, column: Column, text: str, gap: float = 28) -> None:
        """Title of a group."""
        column.add(Label(text, LEAD, weight="bold"), gap=gap)

    def fields(self, column: Column, fields: Sequence[TextField], gap: float = 18, shares: Sequence[float] = ()) -> None:
        """Fields side by side where there is room, one under the other where not.  shares: of the width."""
        screen, n = column.screen, len(fields)
        between = screen.px(24)
        if column.area.w < screen.px(330) * n:
            for field in fields:
                column.add(field, gap=gap)
            return
        column.add(_Gap(), gap=gap)
        shares = shares or [1.0 / n] * n
        x, y, high = column.area.x, column.y, 0
        for field, share in zip(fields, shares, strict=True):
            wide = round((column.area.w - between * (n - 1)) * share)
            field.place(pygame.Rect(x, y, wide, field.measure(screen, wide)))
            high, x = max(high, field.rect.h), x + wide + between
        column.placed += fields
        column.y = y + high

    def beside(self, column: Column, widget: Widget, button: Button, gap: float, most: float = 2000) -> None:
        """A widget, at most so wide, with what can be done about it at its right; below it where there is no room."""
        screen, wide = column.screen, button.natural(column.screen)
        room = min(column.area.w - wide - screen.px(14), screen.px(most))
        if room < screen.px(520):
            column.add(widget, gap=gap)
            column.row([button], gap=6)
            return
        column.add(_Gap(), gap=gap)
        tall = widget.measure(screen, room)
        high = min(tall, button.measure(screen, wide))
        widget.place(pygame.Rect(column.area.x, column.y, room, tall))
        button.place(pygame.Rect(widget.rect.right + screen.px(14), column.y + (tall - high) // 2, wide, high))
        column.placed += [widget, button]
        column.y += tall

    def trial(self, what: str, id: str, text: str) -> Button:
        """The button that tries the level from a step, or from just before a hazard.  what: step | hazard."""
        said = self.ctx.t(f"workshop_more.try_{what}")
        enabled = self.desk.level is not None
        return Button(f"try {what} {id}", said, icon="play", height=48, size=20, enabled=enabled, spoken=f"{said}, {text}")

    def tried(self, fired: Fired) -> Transition | None:
        """Answers it."""
        word, _, rest = fired.id.partition(" ")
        what, _, name = rest.partition(" ")
        return Push(route("trial", self.desk.path, **{what: name})) if word == "try" else None

    def shown(self, text: Text) -> str:
        """A text of the level in the reader's language; where it has the other one only, that is said."""
        return self.desk.told(text.get(self.ctx.lang), self.ctx.lang)

    def field(self, place: Place, label: str, hint: str = "", *, most: int = 200, lines: bool = False, what: str = "") -> TextField:
        """A field that stands for a place of the file: what is written in it is saved with Enter, or when one goes on.

        what: key of its name where undo speaks of it."""
        name = "at " + "/".join(map(str, place))
        self.page.places[name] = (place, what or label)
        saved = self.desk.words(place)
        text, error = self.page.written.get(name, saved), self.page.wrong.get(name, "")
        enabled = self.desk.draft is not None and not self.page.read_only
        kind = TextArea if lines else TextField
        field = kind(name, text, label=label, hint="" if error else hint, error=error, max_chars=most, size=BODY, enabled=enabled)
        old = next((w for w in self.page.form.all() if isinstance(w, TextField) and w.id == name), None)
        if old is not None and old.line.text == text:
            field.line = old.line  # caret and undo steps stay
        return field


class _Gap(Widget):
    """Nothing: it takes the space before a row."""

    focusable = False

    def measure(self, screen: Screen, width: int) -> int:
        return 0


class Source(Widget):
    """A line of the file, its number before it, what is wrong underlined with a mark below."""

    focusable = False
    size = 22

    def __init__(self, fault: Diagnostic) -> None:
        super().__init__()
        self.fault = fault

    def words(self) -> str:
        return ""

    def measure(self, screen: Screen, width: int) -> int:
        return screen.text.line_height(self.size, 1.3) + screen.px(34)

    def draw(self, screen: Screen, look: Look) -> None:
        text, start, end = self._shown(screen)
        number = str(self.fault.span.line + 1)
        paint.plate(screen.surface, self.rect, screen.px(8), THEME.mist, THEME.line, max(1.0, 2 * screen.s))
        y = self.rect.y + screen.px(9)
        left = self.rect.x + screen.px(16)
        box = screen.text.draw(number, (left, y), self.size, THEME.slate)
        x = box.right + screen.px(16)
        screen.surface.fill(THEME.line, pygame.Rect(box.right + screen.px(8), self.rect.y + 4, max(1, screen.px(2)), self.rect.h - 8))
        font = screen.text.font(self.size)
        screen.surface.blit(font.render(text, True, THEME.ink), (x, y))
        a, b = x + font.size(text[:start])[0], x + font.size(text[:end])[0]
        under = y + screen.text.line_height(self.size, 1.3)
        screen.surface.fill(THEME.red, pygame.Rect(a, under - screen.px(4), max(b - a, screen.px(8)), max(2, screen.px(3))))
        tip = screen.px(7)
        middle = a + max(b - a, screen.px(8)) // 2
        points = [(middle, under), (middle - tip, under + 2 * tip), (middle + tip, under + 2 * tip)]
        pygame.draw.polygon(screen.surface, THEME.red, points)

    def _shown(self, screen: Screen) -> tuple[str, int, int]:
        """(the part of the line that fits, where the fault begins and ends in it)."""
        from game.content.report import seen

        line, span = seen(self.fault.source), self.fault.span
        room = self.rect.w - screen.px(60) - screen.text.measure(str(span.line + 1), self.size)[0]
        font = screen.text.font(self.size)
        start, end = min(span.column, len(line)), min(span.column + span.width, len(line))
        cut = 0
        while font.size(("…" if cut else "") + line[cut : max(end, start + 1)])[0] > room and cut < start:
            cut += 1
        text = ("…" if cut else "") + line[cut:]
        while font.size(text)[0] > room and len(text) > 2:
            text = text[:-2] + "…"
        shift = cut - (1 if cut else 0)
        return text, max(0, start - shift), min(len(text), max(end - shift, start - shift + 1))


BADGES: dict[str, tuple[Colour, Colour]] = {
    "good": (THEME.green_pale, THEME.green),
    "bad": (THEME.red_pale, THEME.red),
    "look": (THEME.amber_pale, THEME.amber),
    "plain": (THEME.mist, THEME.line),
}
"""Ground and edge."""


class Badge(Widget):
    """A sign and words on a tinted ground: how something stands."""

    focusable = False

    def __init__(self, kind: str, icon: str, title: str, text: str = "") -> None:
        super().__init__()
        self.kind = kind
        self._title = Label(title, BODY, weight="semibold", icon=icon)
        self._text = Label(text, BODY) if text else None

    def words(self) -> str:
        return " ".join(label.words() for label in (self._title, self._text) if label)

    def measure(self, screen: Screen, width: int) -> int:
        room = width - screen.px(40)
        high = self._title.measure(screen, room) + screen.px(28)
        return high + (self._text.measure(screen, room) + screen.px(6) if self._text else 0)

    def draw(self, screen: Screen, look: Look) -> None:
        paint.plate(screen.surface, self.rect, screen.px(12), *BADGES[self.kind], max(1.0, 2 * screen.s))
        room, x, y = self.rect.w - screen.px(40), self.rect.x + screen.px(20), self.rect.y + screen.px(14)
        for label in (self._title, self._text):
            if label is not None:
                label.place(pygame.Rect(x, y, room, label.measure(screen, room)))
                label.draw(screen, look)
                y = label.rect.bottom + screen.px(6)


class Progress(Widget):
    """How far a long work is: a bar and words.  share None: nobody knows."""

    focusable = False

    def __init__(self, text: str, share: float | None) -> None:
        super().__init__()
        self.text, self.share = text, share

    def words(self) -> str:
        return self.text

    def measure(self, screen: Screen, width: int) -> int:
        return screen.text.line_height(BODY, 1.3) + screen.px(26)

    def draw(self, screen: Screen, look: Look) -> None:
        box = screen.text.draw(self.text, (self.rect.x, self.rect.y), BODY)
        track = pygame.Rect(self.rect.x, box.bottom + screen.px(8), self.rect.w, screen.px(14))
        paint.bar(screen.surface, track, self.share or 0.0, THEME.petrol, THEME.line)


def tell_fault(part: Part, column: Column, n: int, fault: Diagnostic) -> None:
    """A fault in words, at its line, with what to do; its buttons are answered by `on_fault`."""
    from game.content.report import severity_of, tell
    from game.session.authoring.workshop_desk import sentence

    t = part.ctx.t
    said, severity = tell(fault, part.ctx.lang), severity_of(fault)
    column.add(Rule(), gap=22)
    where = t("workshop.check_where", severity=t(f"workshop.severity_{severity}"), code=fault.code, line=fault.span.line + 1)
    column.add(Label(where, 20, THEME.slate), gap=14)
    column.add(Label(sentence(said.sentence), LEAD, weight="semibold", icon=SIGNS[severity]), gap=4)
    if fault.source.strip():
        column.add(Source(fault), gap=8)
    column.add(Label(said.fix[:1].upper() + said.fix[1:], BODY), gap=10)  # it may end in what is to be typed
    at = fault.span.line + 1
    line = Button(f"line {at} {fault.span.column + 1} {n}", t("workshop.open_line", line=at), height=48)
    column.row([line, Button(f"explain {fault.code} {n}", t("workshop.explain"), style="bare", height=48)], gap=10)


def on_fault(part: Part, fired: Fired) -> Transition | None:
    """The file at the line of a fault, or what its code means."""
    word, *rest = fired.id.split()
    if word == "line":
        return part.page.open_file(int(rest[0]), int(rest[1]))
    if word == "explain":
        from game.content.explain import explain_code

        title, *lines = explain_code(rest[0], part.ctx.lang)[0].strip().split("\n\n")
        return Push(MessageScene(title, lines, [("ok", part.ctx.t("ui.ok"), "primary")]))
    return None
