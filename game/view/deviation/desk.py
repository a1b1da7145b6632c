"""What stands in the room beside the plant: desk with its papers, console, phone, clock, door, bin, bench, label, print."""

from __future__ import annotations

import math

import pygame

from game.session.deviation.affordances import NEXT_DAY
from game.view import svg
from game.view.deviation.plant import UNITS, put, sketch
from game.view.deviation.view import DeviationView
from game.view.forms.handwriting import INK
from game.view.theme import THEME, Colour

PAPER_Y = 0.90
"""Papers stand on the desk's sloping rest, this high."""
NAME_Y = 1.35
"""Their names stand above them."""
TOP_M = NAME_Y + 0.07
"""Upper edge of their rest."""
RACK: Colour = (0xB7, 0xC6, 0xCC)
SIGNS = {"response_sheet": "bell", "batch_record": "log", "report": "declare", "five_whys": "path", "investigation": "ghost"}
"""What a paper carries so large that it is told apart from afar."""
EDGES: dict[str, Colour] = {
    "response_sheet": THEME.amber, "batch_record": THEME.green, "report": THEME.red, "five_whys": THEME.petrol,
    "investigation": THEME.petrol,
}  # fmt: skip
TEAM_M = 0.60
"""The papers of the next day hang so much higher, on a board above those of the shift."""
BOARD_M = 0.165
"""Half as wide is the board that one of them hangs on."""
DESK = (
    '<path d="M10 60H660V84H10Z" fill="#EEF3F4" stroke="#7C929B" stroke-width="3"/>'
    '<path d="M40 84H210V330H40Z" fill="#DCE5E8" stroke="#7C929B" stroke-width="3"/>'
    '<path d="M40 166H210M40 248H210" stroke="#7C929B" stroke-width="2.5"/>'
    '<path d="M110 122H140M110 206H140M110 290H140" stroke="#5F7680" stroke-width="7" stroke-linecap="round"/>'
    '<path d="M600 84H630V330H600Z" fill="#C3CFD3" stroke="#7C929B" stroke-width="3"/>'
    '<path d="M30 20H640L660 60H10Z" fill="#F6F9FA" stroke="#7C929B" stroke-width="3"/>'
)


def desk(view: DeviationView, x: float) -> None:
    """The desk and the rest on which papers stand, their names along its top."""
    sketch(view, (x - 0.86, 0.0, x + 0.82, 0.83), DESK, (670, 332))
    rest = view.camera.rect(x - 0.46, 0.80, x + 0.82, NAME_Y + 0.065)
    pygame.draw.rect(view.surface, RACK, rest, border_radius=view.screen.u(8))
    pygame.draw.rect(view.surface, (0x7C, 0x92, 0x9B), rest, max(1, view.screen.u(2)), border_radius=view.screen.u(8))


def up_m(kind: str) -> float:
    """How much higher than the others a paper hangs."""
    return TEAM_M if kind in NEXT_DAY else 0.0


def paper_box(view: DeviationView, kind: str, x: float) -> pygame.Rect:
    """Where a paper of the desk stands."""
    half = {"logbook": 0.145, "evidence_folder": 0.15}.get(kind, 0.135)
    high = {"logbook": 0.30, "evidence_folder": 0.24}.get(kind, 0.38)
    low = 0.83 if kind == "evidence_folder" else PAPER_Y + up_m(kind)
    return view.camera.rect(x - half, low, x + half, low + high)


def paper(view: DeviationView, kind: str, x: float, written: int) -> None:
    """A paper on the rest: its colour and sign, lines where something is written, its name above."""
    box = paper_box(view, kind, x)
    u = view.screen.u
    if kind == "evidence_folder":
        _folder(view, box)
        return
    name, up = view.t(f"deviation.short_{kind}"), up_m(kind)
    if up:
        board = view.camera.rect(x - BOARD_M, 0.86 + up, x + BOARD_M, TOP_M + up)
        pygame.draw.rect(view.surface, RACK, board)
    place = view.camera.point(x, NAME_Y + up)
    size = view.screen.text.fit(name, round(0.29 * view.camera.scale), 0.062 * view.camera.scale / view.screen.s, "bold", 8)
    view.screen.text.draw(name, place, size, THEME.ink, "bold", "center")
    if kind == "logbook":
        view.surface.blit(svg.load("process/desk/logbook-blank", box.w / 380), (box.x, box.y + box.h - round(box.w * 270 / 380)))
        return
    if kind == "batch_record":
        _binder(view, box)
    edge = EDGES[kind]
    pygame.draw.rect(view.surface, THEME.white, box, border_radius=u(3))
    pygame.draw.rect(view.surface, edge, pygame.Rect(box.x, box.y, box.w, max(2, box.h // 4)), border_radius=u(3))
    pygame.draw.rect(view.surface, THEME.slate, box, max(1, u(2)), border_radius=u(3))
    side = round(box.h * 0.20)
    disc = box.x + box.w // 2, box.y + box.h // 8
    pygame.draw.aacircle(view.surface, THEME.white, disc, side * 5 // 8)
    view.surface.blit(svg.sized(f"process/icons/{SIGNS[kind]}", side), (disc[0] - side // 2, disc[1] - side // 2))
    for n in range(5):
        y = box.y + box.h // 4 + u(16) + n * u(15)
        ink = (0x1C, 0x3F, 0x7A) if n < written and kind not in ("response_sheet", "batch_record") else THEME.line
        pygame.draw.line(view.surface, ink, (box.x + u(10), y), (box.right - u(12 if n % 2 else 26), y), max(1, u(2)))


def _binder(view: DeviationView, box: pygame.Rect) -> None:
    """The batch record is thick: sheets behind the first, a spine at the left."""
    u = view.screen.u
    for n in (3, 2, 1):
        behind = box.move(u(3) * n, -u(3) * n)
        pygame.draw.rect(view.surface, THEME.white, behind, border_radius=u(3))
        pygame.draw.rect(view.surface, THEME.slate, behind, max(1, u(2)), border_radius=u(3))
    pygame.draw.rect(view.surface, EDGES["batch_record"], pygame.Rect(box.x - u(12), box.y - u(6), u(14), box.h + u(8)), border_radius=u(4))


def _folder(view: DeviationView, box: pygame.Rect) -> None:
    u = view.screen.u
    pygame.draw.rect(view.surface, (0xE8, 0xD9, 0xB0), pygame.Rect(box.x, box.y, box.w // 2, u(18)), border_radius=u(4))
    pygame.draw.rect(view.surface, (0xF3, 0xE7, 0xC4), pygame.Rect(box.x, box.y + u(9), box.w, box.h - u(9)), border_radius=u(4))
    pygame.draw.rect(
        view.surface, (0x8A, 0x73, 0x3A), pygame.Rect(box.x, box.y + u(9), box.w, box.h - u(9)), max(1, u(2)), border_radius=u(4)
    )


def label(view: DeviationView, box: pygame.Rect, status: str) -> None:
    """A status label: amber while it says deviation or quarantine, green when it says released, blank before."""
    name = "label-released" if status == "released" else "label-quarantine"
    drawn = svg.load(f"process/desk/{name}", box.w / 240)
    view.surface.blit(drawn, box)


LEGIBLE = 7
"""Real pixels below which nobody reads a word."""


def written(view: DeviationView, box: pygame.Rect, thing: str) -> None:
    """What stands on a label, as large as its lines let it be; where none could read it, its strokes stand for it."""
    text, entries = view.screen.text, view.truth.forms[thing].entries
    status = view.t(f"deviation.label_{entries['status'].text}") if "status" in entries else ""
    rows = [(line, 0.04 + 0.18 * n, "bold", THEME.ink) for n, line in enumerate(status.split(" ", 1))]
    rows += [(entries[name].text, 0.45 + 0.23 * n, "regular", INK) for n, name in enumerate(("batch", "time")) if name in entries]
    for words, down, weight, ink in rows:
        size = text.fit(words, round(box.w * 0.54), box.h * 0.18 / view.screen.s, weight, 1)
        if words and size * view.screen.s >= LEGIBLE:
            text.draw(words, (box.x + box.w * 0.40, box.y + box.h * down), size, ink, weight)


ROLL = (
    '<path d="M0 8Q0 0 8 0H92Q100 0 100 8V30H0Z" fill="#C3CFD3" stroke="#5F7680" stroke-width="3"/>'
    '<path d="M10 22H90" stroke="#0F3540" stroke-width="7" stroke-linecap="round"/>'
)


def label_roll(view: DeviationView, x: float, y: float) -> None:
    """Status labels: the next one hangs out of its dispenser."""
    label(view, view.camera.rect(x - 0.12, y - 0.09, x + 0.12, y + 0.06), "")
    sketch(view, (x - 0.14, y + 0.035, x + 0.14, y + 0.115), ROLL, (100, 30))


PHONE_DX = -0.20
"""It hangs beside the rest with the papers, where nothing hides it."""


def phone(view: DeviationView, x: float, y: float) -> None:
    """On the wall, beside the desk's papers."""
    put(view, "desk/phone", x + PHONE_DX, y + 0.13, (110, 260), grow=0.56)


def phone_box(view: DeviationView, x: float, y: float) -> pygame.Rect:
    """Where it hangs."""
    return view.camera.rect(x + PHONE_DX - 0.16, y + 0.13, x + PHONE_DX + 0.16, y + 0.50)


def console(view: DeviationView, x: float) -> None:
    """The control desk; its screen shows a small picture of the process."""
    put(view, "desk/console", x, 0.78, (350, 416))
    sketch(
        view, (x - 0.80, 0.0, x + 0.80, 0.79),
        '<path d="M10 0H630V20H10Z" fill="#DCE5E8" stroke="#7C929B" stroke-width="3"/>'
        '<path d="M50 20H110V316H50ZM530 20H590V316H530Z" fill="#C3CFD3" stroke="#7C929B" stroke-width="3"/>',
        (640, 316),
    )  # fmt: skip


def glass(view: DeviationView, x: float) -> pygame.Rect:
    """Where its screen is."""
    left, top = view.camera.point(x + (138 - 350) / UNITS, 0.78 + (416 - 28) / UNITS)
    k = view.camera.scale / UNITS
    return pygame.Rect(left, top, round(424 * k), round(254 * k))


def small_screen(view: DeviationView, x: float) -> None:
    """Four curves, as far as one sees from afar; red below while an alarm is unread."""
    u = view.screen.u
    area = glass(view, x)
    history = view.seen.history[-180:]
    for n, place in enumerate((0, 1, 2, 3)):
        lo, hi = ((0.0, 60.0), (0.0, 100.0), (6.7, 7.3), (35.5, 38.1))[n]
        box = pygame.Rect(
            area.x + u(8) + (n % 2) * (area.w // 2),
            area.y + u(8) + (n // 2) * (area.h * 2 // 5),
            area.w // 2 - u(14),
            area.h * 2 // 5 - u(8),
        )
        pygame.draw.rect(view.surface, THEME.white, box)
        if len(history) > 1:
            step = box.w / (len(history) - 1)
            left, base, high = box.x, box.bottom, box.h
            points = [(left + i * step, base - (min(hi, max(lo, row[place])) - lo) / (hi - lo) * high) for i, row in enumerate(history)]
            pygame.draw.aalines(view.surface, THEME.petrol, False, points)
    foot = pygame.Rect(area.x + u(8), area.bottom - u(26), area.w - u(16), u(18))
    pygame.draw.rect(view.surface, THEME.red if view.seen.unread else THEME.white, foot)


def clock(view: DeviationView, x: float, y: float) -> None:
    """A clock on the wall: the time of the process."""
    camera = view.camera
    centre = camera.point(x, y)
    radius = round(0.17 * camera.scale)
    pygame.draw.aacircle(view.surface, THEME.white, centre, radius)
    pygame.draw.aacircle(view.surface, THEME.ink, centre, radius, max(2, view.screen.u(5)))
    for n in range(12):
        angle = math.radians(30 * n)
        far, near = radius * 0.86, radius * (0.72 if n % 3 == 0 else 0.79)
        a = centre[0] + far * math.sin(angle), centre[1] - far * math.cos(angle)
        b = centre[0] + near * math.sin(angle), centre[1] - near * math.cos(angle)
        pygame.draw.line(view.surface, THEME.ink, a, b, max(1, view.screen.u(3)))
    minutes = view.seen.clock_min
    for turn, long, wide in ((minutes / 720, 0.5, 6), (minutes % 60 / 60, 0.75, 4)):
        angle = 2 * math.pi * turn
        end = centre[0] + radius * long * math.sin(angle), centre[1] - radius * long * math.cos(angle)
        pygame.draw.line(view.surface, THEME.ink, centre, end, max(2, view.screen.u(wide)))


def door(view: DeviationView, x: float) -> None:
    """The way out: the shift is handed over behind it."""
    put(view, "rooms/door", x, 0.0, (150, 620), grow=2.1 / 1.55)


BIN = (
    '<path d="M14 40H146L134 236H26Z" fill="#E9EEF0" stroke="#5F7680" stroke-width="4" stroke-linejoin="round"/>'
    '<rect x="6" y="16" width="148" height="26" rx="8" fill="#C3CFD3" stroke="#5F7680" stroke-width="4"/>'
    '<path d="M50 70L56 206M80 70V206M110 70L104 206" stroke="#9FB0B6" stroke-width="4" stroke-linecap="round"/>'
)
BENCH = (
    '<path d="M0 100H360V116H0Z" fill="#EEF3F4" stroke="#7C929B" stroke-width="3"/>'
    '<path d="M24 116V460M336 116V460M24 330H336" stroke="#9FB0B6" stroke-width="12"/>'
    '<rect x="60" y="10" width="150" height="90" rx="8" fill="#F6F9FA" stroke="#5F7680" stroke-width="3"/>'
    '<rect x="76" y="24" width="70" height="42" rx="4" fill="#0F3540"/><path d="M84 52L98 40L112 48L136 32" fill="none" '
    'stroke="#8FC1D4" stroke-width="4"/><circle cx="176" cy="45" r="14" fill="#DCE5E8" stroke="#5F7680" stroke-width="3"/>'
    '<path d="M250 56H274V96Q274 100 270 100H254Q250 100 250 96ZM286 56H310V96Q310 100 306 100H290Q286 100 286 96Z" fill="#EBD59C" '
    'stroke="#7C929B" stroke-width="2.5"/><path d="M248 48H276V58H248ZM284 48H312V58H284Z" fill="#0F4C5C"/>'
)


def waste(view: DeviationView, x: float) -> None:
    """A bin."""
    sketch(view, (x - 0.20, 0.0, x + 0.20, 0.60), BIN, (160, 240))


def bench(view: DeviationView, x: float) -> None:
    """Where samples are measured."""
    sketch(view, (x - 0.45, 0.0, x + 0.45, 1.15), BENCH, (360, 460))


PORT = (
    '<path d="M0 14H30V26H0Z" fill="#C3CFD3" stroke="#5F7680" stroke-width="2.5"/>'
    '<circle cx="40" cy="20" r="13" fill="#DCE5E8" stroke="#5F7680" stroke-width="3"/>'
    '<path d="M40 20V-2" stroke="#0F4C5C" stroke-width="6" stroke-linecap="round"/><path d="M40 32V54" stroke="#5F7680" stroke-width="8"/>'
)


def port(view: DeviationView, x: float, y: float) -> None:
    """A sampling valve."""
    sketch(view, (x - 0.09, y - 0.09, x + 0.09, y + 0.09), PORT, (60, 60))


def sign(view: DeviationView, x: float, y: float, name: str) -> None:
    """The plate beneath a port."""
    box = view.camera.rect(x - 0.15, y - 0.20, x + 0.15, y - 0.10)
    pygame.draw.rect(view.surface, THEME.white, box, border_radius=view.screen.u(4))
    pygame.draw.rect(view.surface, THEME.ink, box, max(1, view.screen.u(2)), border_radius=view.screen.u(4))
    size = view.screen.text.fit(name, box.w - view.screen.u(6), box.h * 0.75 / view.screen.s, "bold", 8)
    view.screen.text.draw(name, box.center, size, THEME.ink, "bold", "center")


def feed_branch(view: DeviationView, x: float, y: float, pump: float) -> None:
    """The amber tube of the feed, from its pump to the port where it ends."""
    points = [view.camera.point(*at) for at in ((x + 0.05, y), (x + 0.14, y), (pump - 0.22, 0.90))]
    for colour, wide in (((0xB0, 0x7A, 0x1F), 9), ((0xE9, 0xCF, 0x9A), 5)):
        pygame.draw.lines(view.surface, colour, False, points, max(2, view.screen.u(wide)))


def sheet(view: DeviationView, box: pygame.Rect) -> None:
    """A printed trend."""
    pygame.draw.rect(view.surface, THEME.white, box)
    pygame.draw.rect(view.surface, THEME.slate, box, max(1, view.screen.u(2)))
    points = [(0.1, 0.35), (0.5, 0.36), (0.65, 0.55), (0.9, 0.8)]
    run = [(box.x + box.w * px, box.y + box.h * py) for px, py in points]
    pygame.draw.lines(view.surface, THEME.petrol, False, run, max(2, view.screen.u(3)))
