"""What lies over the room: bar, guidance, steps, hands, names of things, the card of a finding.

Only what the mode allows is made at all; nothing here gives a hidden thing away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.view import paint, svg, topbar
from game.view.screen import Screen
from game.view.theme import BODY, LEAD, THEME, Colour
from game.view.widgets import Button, Form, Label, Panel, RoundButton, Widget

KEYS = 20
"""Size of the line about the keys."""


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of the list: done, due now, or to come."""

    text: str
    done: bool
    now: bool
    missing: str = ""
    """What it still wants, in a word; "" when it is done."""


@dataclass(frozen=True, slots=True)
class CardText:
    """What a finding says at once in guided mode."""

    severity: str
    what: str
    why: str
    now: str


def step_words(step: StepLine) -> str:
    """A step, and what it still wants."""
    return f"{step.text} ({step.missing})" if step.missing else step.text


class Bar:
    """The top bar with its tools."""

    def __init__(self) -> None:
        self.form = Form()
        self.right = 0
        self._key: tuple[object, ...] = ()
        self._sheet: pygame.Surface | None = None
        self.marks: list[tuple[pygame.Rect, StepLine]] = []
        """Where the mark of each step is."""

    def layout(self, screen: Screen, tools: Sequence[tuple[str, str, str]]) -> None:
        """tools: (id, icon, spoken), from the right edge leftwards."""
        high = topbar.height(screen)
        x = screen.width - screen.px(10)
        widgets: list[Widget] = []
        for name, icon, spoken in tools:
            button = RoundButton(name, icon, spoken, style="quiet", side=48)
            side = max(44, min(high - 4, screen.px(48)))
            button.place(pygame.Rect(x - side, (high - side) // 2, side, side))
            widgets.append(button)
            x -= side + screen.px(6)
        self.form = Form(widgets)
        self.right = x

    def draw(self, screen: Screen, place: str, what: str, pill: str, clock: str, speed: str, steps: Sequence[StepLine]) -> None:
        """speed: "" or what says that time runs faster; steps: [] where the mode shows none."""
        key = (screen.size, screen.s, self.right, place, what, pill, clock, speed, tuple(steps))
        if key != self._key or self._sheet is None:
            self._words(screen, place, what, pill, clock, speed, steps)
            self._key = key
            self._sheet = screen.surface.subsurface(pygame.Rect(0, 0, screen.width, topbar.height(screen))).copy()
        screen.surface.blit(self._sheet, (0, 0))
        self.form.draw(screen)

    def _words(self, screen: Screen, place: str, what: str, pill: str, clock: str, speed: str, steps: Sequence[StepLine]) -> None:
        """All that stays until a minute or a step has passed."""
        high = topbar.height(screen)
        x = self.right
        time = screen.text.line(clock, LEAD, THEME.white, "semibold")
        end = x - time.get_width() - screen.px(8)
        free = end - (screen.text.measure(speed, BODY, "semibold")[0] + screen.px(42) if speed else 0)
        if steps and not self._roomy(screen, place, what, pill, free, steps):
            # The step that is due matters more than the name of the level, and that more than the mode.
            what, pill = ("", pill) if self._roomy(screen, place, "", pill, free, steps) else ("", "")
        words_end = topbar.draw(screen, place, what, pill, free - screen.px(60))
        screen.surface.blit(time, (end, (high - time.get_height()) // 2))
        side = screen.px(26)
        icon = svg.sized("process/icons/clock-light", side)
        screen.surface.blit(icon, (end - side - screen.px(10), (high - side) // 2))
        left = end - side - screen.px(24)
        if speed:
            left = _pill(screen, speed, left, high, THEME.amber, THEME.ink)
        if steps:
            self.marks = _dots(screen, steps, words_end + screen.px(36), left - screen.px(16), high)

    @staticmethod
    def _roomy(screen: Screen, place: str, what: str, pill: str, end: int, steps: Sequence[StepLine]) -> bool:
        """Whether the marks and the longest step fit beside those words."""
        wide = screen.text.measure(place, LEAD, "bold")[0] + screen.px(28 + 36 + 26 + 40)
        wide += screen.text.measure(what, LEAD)[0] + screen.px(50) if what else 0
        wide += screen.text.measure(pill, BODY)[0] + screen.px(60) if pill else 0
        longest = min(screen.px(420), max(screen.text.measure(step.text, BODY)[0] for step in steps))
        return wide + len(steps) * screen.px(27) + longest <= end - screen.px(60)

    def tip(self, screen: Screen, pos: tuple[int, int]) -> None:
        """Under the pointer: which step a mark stands for, and what it still wants."""
        over = next(((rect, step) for rect, step in self.marks if rect.collidepoint(pos)), None)
        if over:
            name_tag(screen, step_words(over[1]), over[0], topbar.height(screen))


def _pill(screen: Screen, text: str, right: int, high: int, fill: Colour, ink: Colour) -> int:
    wide, tall = screen.text.measure(text, BODY, "semibold")
    box = pygame.Rect(0, 0, wide + screen.px(28), min(high - 6, tall + screen.px(4)))
    box.midright = right, high // 2
    paint.plate(screen.surface, box, box.h // 2, fill)
    screen.text.draw(text, box.center, BODY, ink, "semibold", "center")
    return box.left - screen.px(14)


def _dots(screen: Screen, steps: Sequence[StepLine], left: int, right: int, high: int) -> list[tuple[pygame.Rect, StepLine]]:
    """One mark per step: tick, ring with a point, ring; then the words of the step that is due, cut short where they do not fit.

    They begin at the same place whatever the words are.  Returns where each mark is."""
    side = screen.px(22)
    gap = screen.px(5)
    if right - left < len(steps) * (side + gap):
        return []
    x = left
    marks = []
    for step in steps:
        screen.surface.blit(mark(step, side, light=True), (x, (high - side) // 2))
        marks.append((pygame.Rect(x - gap, 0, side + 2 * gap, high), step))
        x += side + gap
    due = cut(screen, next((s.text for s in steps if s.now), ""), right - x - screen.px(12))
    if due:
        screen.text.draw(due, (x + screen.px(9), high // 2), BODY, THEME.white, anchor="midleft")
    return marks


def cut(screen: Screen, text: str, room: int) -> str:
    """As many whole words as fit, with dots for the rest; "" when not one does."""
    if screen.text.measure(text, BODY)[0] <= room:
        return text
    words = text.split()
    while words and screen.text.measure(" ".join(words) + "…", BODY)[0] > room:
        words.pop()
    return " ".join(words) + "…" if words else ""


def mark(step: StepLine, side: int, *, light: bool) -> pygame.Surface:
    """The sign of a step, told by shape as well as colour."""
    line = "#FFFFFF" if light else "#0F4C5C"
    if step.done:
        tick = 'd="M6.5 12.5L10.5 16.5L17.5 8.5" fill="none" stroke="#FFFFFF" stroke-width="2.8"'
        body = f'<circle cx="12" cy="12" r="11" fill="#3A7D44"/><path {tick} stroke-linecap="round" stroke-linejoin="round"/>'
    elif step.now:
        ring = 'r="9.5" fill="none" stroke="#E9B44C" stroke-width="3.4"'
        body = f'<circle cx="12" cy="12" {ring}/><circle cx="12" cy="12" r="4.4" fill="#E9B44C"/>'
    else:
        body = f'<circle cx="12" cy="12" r="9.5" fill="none" stroke="{line}" stroke-width="2.2" stroke-opacity="0.75"/>'
    return svg.inline(body, (side, side), (24, 24))


def step_panel(screen: Screen, title: str, steps: Sequence[StepLine]) -> pygame.Rect:
    """The list of steps, under the bar on the right.  Returns its box."""
    pad, row = screen.px(20), screen.px(46)
    wide = min(screen.width - 2 * pad, max(screen.text.measure(step_words(s), BODY, "semibold")[0] for s in steps) + screen.px(110))
    rows = [(s, screen.text.wrap(step_words(s), wide - screen.px(96), BODY)) for s in steps]
    line = screen.text.line_height(BODY, 1.15)
    tall = 2 * pad + row
    for _, lines in rows:
        tall += max(row, len(lines) * line + screen.px(10))
    box = pygame.Rect(
        screen.width - wide - pad, topbar.height(screen) + pad, wide, min(tall, screen.height - topbar.height(screen) - 2 * pad)
    )
    paint.plate(screen.surface, box, screen.px(14), THEME.white, None, 0, screen.px(10))
    screen.text.draw(title, (box.x + screen.px(24), box.y + pad), LEAD, THEME.ink, "bold")
    y = box.y + pad + row
    side = screen.px(26)
    for step, lines in rows:
        high = max(row, len(lines) * line + screen.px(10))
        if y + high > box.bottom:
            break
        band = pygame.Rect(box.x + screen.px(8), y, box.w - screen.px(16), high)
        if step.now:
            paint.plate(screen.surface, band, screen.px(10), THEME.petrol)
        screen.surface.blit(mark(step, side, light=step.now), (box.x + screen.px(22), y + (high - side) // 2))
        top = y + (high - len(lines) * line) // 2
        for n, words in enumerate(lines):
            ink = THEME.white if step.now else THEME.slate if step.done else THEME.ink
            screen.text.draw(words, (box.x + screen.px(64), top + n * line), BODY, ink, "semibold" if step.now else "regular")
        y += high
    return box


_lines: dict[tuple[object, ...], list[str]] = {}


def _wrapped(screen: Screen, text: str, most: int) -> list[str]:
    """The lines of a text at this width; remembered, as the same few texts stand for many frames."""
    key = (text, most, screen.s, screen.lang)
    if key not in _lines:
        if len(_lines) > 64:
            _lines.clear()
        _lines[key] = screen.text.wrap(text, most, LEAD)
    return _lines[key]


def guidance(screen: Screen, text: str, icon: str = "hand-light", room: int | None = None) -> pygame.Rect:
    """One line at the bottom left; at large text it takes two or three."""
    pad = screen.px(16)
    side = screen.px(40)
    most = (room or round(screen.width * 0.72)) - side - 4 * pad
    lines = _wrapped(screen, text, most)
    line = screen.text.line_height(LEAD, 1.2)
    wide = max(screen.text.measure(words, LEAD)[0] for words in lines)
    box = pygame.Rect(screen.px(28), 0, wide + side + 4 * pad, max(side + pad, len(lines) * line + pad))
    box.bottom = screen.height - screen.px(22)
    paint.plate(screen.surface, box, min(box.h // 2, screen.px(34)), THEME.ink, THEME.white, max(1.0, 2 * screen.s))
    drawn = svg.sized(f"process/icons/{icon}", side)
    screen.surface.blit(drawn, (box.x + pad, box.centery - drawn.get_height() // 2))
    y = box.centery - len(lines) * line // 2
    for n, words in enumerate(lines):
        screen.text.draw(words, (box.x + side + 2 * pad, y + n * line), LEAD, THEME.white)
    return box


def keys(screen: Screen, text: str, clear: pygame.Rect | None) -> pygame.Rect:
    """What the keys do, at the bottom right; above the words at the bottom left where both do not fit."""
    wide, high = screen.text.measure(text, KEYS, "semibold")
    box = pygame.Rect(0, 0, wide + screen.px(28), high + screen.px(12))
    box.bottomright = screen.width - screen.px(22), screen.height - screen.px(26)
    if clear and box.inflate(screen.px(20), 0).colliderect(clear):
        box.bottomleft = clear.left, clear.top - screen.px(10)
    paint.plate(screen.surface, box, screen.px(10), THEME.white, THEME.steel, max(1.0, 1.5 * screen.s))
    screen.text.draw(text, box.center, KEYS, THEME.ink, "semibold", "center")
    return box


def hands(screen: Screen, held: dict[str, str], acting: str, names: dict[str, str], led: str = "") -> dict[str, pygame.Rect]:
    """Which hand holds what, and which one acts, under the bar on the right.  held, names: by hand; led: the hand that is led.

    Returns their boxes."""
    pad, gap = screen.px(14), screen.px(10)
    side = screen.px(30)
    boxes: list[tuple[str, str, int]] = []
    for hand in ("left", "right"):
        text = f"{names[hand]}  {held[hand]}".rstrip()
        boxes.append((hand, text, screen.text.measure(text, 22, "semibold")[0] + side + 3 * pad))
    wide = boxes[0][2] + boxes[1][2] + gap
    high = screen.px(52)
    whole = pygame.Rect(screen.width - wide - screen.px(22), topbar.height(screen) + screen.px(14), wide, high)
    x = whole.x
    placed: dict[str, pygame.Rect] = {}
    for hand, text, w in boxes:
        box = placed[hand] = pygame.Rect(x, whole.y, w, high)
        on = hand == acting
        if hand == led:
            paint.plate(screen.surface, box.inflate(screen.px(12), screen.px(12)), (high + screen.px(12)) // 2, THEME.amber)
        paint.plate(
            screen.surface, box, high // 2, THEME.petrol if on else THEME.white, THEME.white if on else THEME.steel, max(1.0, 2 * screen.s)
        )
        icon = svg.sized("process/icons/hand-light" if on else "process/icons/hand", side)
        if hand == "left":
            icon = pygame.transform.flip(icon, True, False)
        screen.surface.blit(icon, (box.x + pad, box.centery - icon.get_height() // 2))
        screen.text.draw(text, (box.x + side + 2 * pad, box.centery), 22, THEME.white if on else THEME.ink, "semibold", "midleft")
        x += w + gap
    return placed


def name_tag(screen: Screen, text: str, over: pygame.Rect, top: int, *, beside: bool = False, left: int = 0) -> None:
    """The name of what is under the pointer or has the keyboard; beside it where it would hide a face; nowhere left of `left`."""
    wide, high = screen.text.measure(text, BODY, "semibold")
    box = pygame.Rect(0, 0, wide + screen.px(26), high + screen.px(8))
    box.midbottom = over.centerx, over.top - screen.px(8)
    if beside:
        box.midleft = over.right + screen.px(14), over.centery
    room = screen.bounds.inflate(-screen.px(12), 0)
    room.top, room.height = top + screen.px(6), screen.height - top - screen.px(12)
    room.left, room.width = max(room.left, left), room.right - max(room.left, left)
    if box.top < room.top:
        box.top = over.bottom + screen.px(8)
    box.clamp_ip(room)
    paint.plate(screen.surface, box, screen.px(10), THEME.ink, THEME.white, max(1.0, 1.5 * screen.s))
    screen.text.draw(text, box.center, BODY, THEME.white, "semibold", "center")


def focus_mark(screen: Screen, over: pygame.Rect) -> None:
    """Four corners about what has the keyboard or the pointer: white under petrol, so that they show on any ground."""
    box = over.inflate(screen.u(14), screen.u(14))
    arm = max(8, min(screen.u(26), box.w // 3, box.h // 3))
    for colour, width in ((THEME.white, max(5, screen.u(8))), (THEME.petrol, max(2, screen.u(4)))):
        for x, sx in ((box.left, 1), (box.right, -1)):
            for y, sy in ((box.top, 1), (box.bottom, -1)):
                pygame.draw.line(screen.surface, colour, (x, y), (x + sx * arm, y), width)
                pygame.draw.line(screen.surface, colour, (x, y), (x, y + sy * arm), width)


def here(screen: Screen, at: tuple[float, float], *, led: bool) -> None:
    """A ring about a hand: thin when a click would take it, thick and with four arrowheads while it is led."""
    radius = screen.u(44)
    centre = round(at[0]), round(at[1])
    paint.disc(screen.surface, centre, radius, None, THEME.white, max(4, screen.u(11 if led else 7)))
    paint.disc(
        screen.surface, centre, radius - max(1, screen.u(2)), None, THEME.amber if led else THEME.petrol, max(2, screen.u(7 if led else 3))
    )
    if led:
        far, half = radius + screen.u(24), screen.u(10)
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            tip = centre[0] + dx * far, centre[1] + dy * far
            foot = centre[0] + dx * (far - half), centre[1] + dy * (far - half)
            points = [tip, (foot[0] - dy * half, foot[1] - dx * half), (foot[0] + dy * half, foot[1] + dx * half)]
            pygame.draw.polygon(screen.surface, THEME.amber, points)
            pygame.draw.aalines(screen.surface, THEME.ink, True, points)


def pointer_to(screen: Screen, over: pygame.Rect, frame: int) -> None:
    """Guided mode: a chevron above what the step is about; at the edge of the window, pointing there, when that lies beyond it."""
    lift = screen.u(8) * (1 if frame // 30 % 2 else 0)
    side = screen.u(46)
    body = (
        '<path d="M8 14L24 30L40 14" fill="none" stroke="#FFFFFF" stroke-width="13" stroke-linecap="round" stroke-linejoin="round"/>'
        '<path d="M8 14L24 30L40 14" fill="none" stroke="#E9B44C" stroke-width="8" stroke-linecap="round" stroke-linejoin="round"/>'
    )
    drawn = svg.inline(body, (side, side), (48, 44))
    if not 0 <= over.centerx <= screen.width:
        right = over.centerx > 0
        box = drawn.get_rect(centery=min(max(over.centery, screen.height // 4), screen.height * 3 // 4))
        box.x = screen.width - side - screen.u(14) - lift if right else screen.u(14) + lift
        screen.surface.blit(pygame.transform.rotate(drawn, 90 if right else -90), box)
        return
    top = max(topbar.height(screen) + screen.u(12), over.top - side - screen.u(4))
    screen.surface.blit(drawn, (over.centerx - side // 2, top - lift))


class Card:
    """What a finding says at once: what, why, what now; the world stands still until it is put away."""

    def __init__(self, text: CardText, again: str, titles: tuple[str, str]) -> None:
        """titles: what stands before the reason and before what to do now."""
        self.text, self.again, self.titles = text, again, titles
        self.form = Form()
        self.icon = {"critical": "critical", "major": "major"}.get(text.severity, "minor")

    def layout(self, screen: Screen) -> None:
        """In the middle, over the room."""
        pad = screen.px(32)
        wide = min(screen.width - screen.px(40), screen.px(820))
        inner = wide - 2 * pad
        what = Label(self.text.what, 32, weight="bold", icon=self.icon)
        why = Label(f"{self.titles[0]} {self.text.why}", BODY + 2, THEME.ink)
        now = Label(f"{self.titles[1]} {self.text.now}", BODY + 2, THEME.ink, weight="semibold")
        again = Button("again", self.again, style="primary", icon="done", height=68, size=LEAD)
        y = 0
        for widget, gap in ((what, 0), (why, 18), (now, 14), (again, 26)):
            y += screen.px(gap)
            w = again.natural(screen) if widget is again else inner
            high = widget.measure(screen, w)
            widget.place(pygame.Rect(0, y, w, high))
            y += high
        panel = Panel(stripe={"critical": THEME.red, "major": THEME.amber}.get(self.text.severity, THEME.steel), shadow=18)
        box = pygame.Rect(0, 0, wide, y + 2 * pad)
        box.center = screen.width // 2, screen.height // 2
        panel.place(box)
        for widget in (what, why, now, again):
            widget.place(widget.rect.move(box.x + pad, box.y + pad))
        self.form = Form([panel, what, why, now, again], default="again", cancel="again")
        self.form.focus_on("again")

    def words(self) -> str:
        """To be read aloud."""
        return f"{self.text.what}. {self.text.why} {self.text.now}"

    def draw(self, screen: Screen) -> None:
        """Paint it."""
        paint.veil(screen.surface, 90)
        self.form.draw(screen)
