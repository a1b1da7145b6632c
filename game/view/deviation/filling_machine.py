"""The filling machine in the room: windows, track and vials where the twin has them, gloves in their ports, guards, signal tower.

A vial is 10 px wide from here, so glass and what lies can be seen, and are looked at from near (`filling_near.py`).
"""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.entities import filler
from game.view import svg
from game.view.deviation.filling_faults import night, signs
from game.view.deviation.plant import UNITS, called, sketch
from game.view.deviation.view import DeviationView
from game.view.forms.printing import void
from game.view.layers import Item
from game.view.theme import THEME
from game.world.deviation.seen import Piece
from game.world.twin.filling.seen import Body, Sight

WIDE, HIGH = 1840, 800
"""Of the machine's drawings, 400 units a metre; its foot lies in the middle of the lower edge."""
VIAL_UNITS_PER_M = 56 / 0.024
"""A vial's drawing: 56 of its units are the vial's diameter."""
VIAL_FOOT = (40, 136)
PORT = (40, 40)
NEEDLES_M = (-0.8, 0.0315)
"""Place of the first needle from the middle of the machine; so far its tips come down."""
TOWER = (2.12, 2.0)
LINE_UNITS, GOWN_UNITS, ARM_UNITS = 200.0, 500.0, 1250.0


def place(view: DeviationView, name: str, x: float, y: float, anchor: tuple[float, float], per_m: float = UNITS) -> None:
    """A drawing of any kit with that point of it (its own units, so many to the metre) at a place in metres."""
    k = view.camera.scale / per_m
    px, py = view.camera.point(x, y)
    view.surface.blit(svg.load(name, k), (px - round(anchor[0] * k), py - round(anchor[1] * k)))


def placed(view: DeviationView, label: str, name: str, x: float, y: float, anchor: tuple[float, float], per_m: float = UNITS) -> Item:
    """The same, as one thing of the picture."""
    k = view.camera.scale / per_m
    px, py = view.camera.point(x, y)
    w, h = svg.size(name)
    box = pygame.Rect(px - round(anchor[0] * k), py - round(anchor[1] * k), round(w * k) + 1, round(h * k) + 1)
    return Item(label, name, box, lambda: place(view, name, x, y, anchor, per_m))


FOOT = (WIDE // 2, HIGH)


def inside(view: DeviationView, x: float, sight: Sight, pieces: Sequence[Piece]) -> list[Item]:
    """Behind the windows, from back to front; x: the machine's middle; pieces: what lies instead of the twin's lying vials."""
    first, deep = NEEDLES_M
    needles = x + first, 1.065 - (deep if sight.dosing else 0.0)
    return [
        placed(view, "machine.back", "process/filling/far-back", x, 0.0, FOOT),
        placed(view, "machine.needles", "process/filling/far-needles", *needles, (39, 124)),
        _row(view, x, sight),
        *(_piece(view, piece) for piece in pieces),
        *signs(view, x, sight),
    ]


def shut(sight: Sight) -> tuple[object, ...]:
    """All that the look of `front` depends on."""
    return tuple(sight.guards_open), tuple(sight.hands_in), sight.mains


def front(view: DeviationView, x: float, sight: Sight) -> list[Item]:
    """Windows, gloves and frame."""
    found: list[Item] = []
    for zone in filler.MIDDLES:
        found.append(_pane(view, x, zone, opened=zone in sight.guards_open))
        for side in filler.SIDES:
            found += glove(view, x, zone, side, inside=f"{zone}_{side}" in sight.hands_in)
    return [*found, *night(view, x, sight), placed(view, "machine.frame", "process/filling/far-frame", x, 0.0, FOOT)]


def _row(view: DeviationView, x: float, sight: Sight) -> Item:
    """The vials that stand on the belt, each where it is."""
    k = view.camera.scale / VIAL_UNITS_PER_M
    dx, dy = round(VIAL_FOOT[0] * k), round(VIAL_FOOT[1] * k)
    column, row = view.camera.point(0.0, filler.BELT_Y)
    left, scale = column + x * view.camera.scale, view.camera.scale
    standing = tuple((name_of(body), round(left + filler.track_at(body.x) * scale) - dx) for body in sight.vials if body.state == "up")
    top = row - dy

    def paint() -> None:
        drawn = {name: svg.load(name, k) for name in {name for name, _ in standing}}
        view.surface.blits([(drawn[name], (at, top)) for name, at in standing], doreturn=False)

    wide, high = (round(side * k) for side in svg.size("process/filling/vial-empty"))
    columns = [at for _, at in standing] or [0]
    box = pygame.Rect(min(columns), top, max(columns) - min(columns) + wide + 1, high + 1)
    return Item("machine.vials", tuple((name, at - column) for name, at in standing), box, paint)


def name_of(body: Body) -> str:
    """The drawing of a vial that stands."""
    kind = "capped" if body.capped else "stoppered" if body.stoppered else "filled" if body.filled else "empty"
    return f"process/filling/vial-{kind}"


def look_of(piece: Piece) -> tuple[str, tuple[float, float], float]:
    """Drawing of what lies, the point of it that is at its place, and how far above the belt that is."""
    match piece.what:
        case "broken":
            return "process/filling/vial-stump", (40, 136), 0.0
        case "fallen":
            return "process/filling/vial-fallen", (38, 40), 0.013
        case "stopper":
            return "process/filling/near-stopper", (13, 10), 0.06
        case _:
            return f"process/filling/shard-{'ab'[int(piece.id[-1]) % 2]}", (40, 52), 0.0


def _piece(view: DeviationView, piece: Piece) -> Item:
    name, anchor, up = look_of(piece)
    return placed(view, piece.id, name, piece.x_m, filler.BELT_Y + up, anchor, VIAL_UNITS_PER_M)


def glove(view: DeviationView, x: float, zone: str, side: str, *, inside: bool) -> list[Item]:
    """A glove in its port: it hangs, or an arm has taken it in."""
    px, py = filler.port(zone, side)
    name = f"glove.{zone}_{side}"
    port = placed(view, name, f"process/filling/{'port' if inside else 'port-glove'}", x + px, py, PORT)
    if not inside:
        return [port]
    return [placed(view, f"{name}.arm", "process/filling/hand-reach", x + px - 0.02, py - 0.03, (80, 8), ARM_UNITS), port]


CLOSED = (
    '<path d="M4 4H{w}V{h}H4Z" fill="#BFE0EA" fill-opacity="0.13" stroke="#9FB0B6" stroke-width="4"/>'
    '<path d="M30 150L110 20M30 214L150 20" stroke="#FFFFFF" stroke-opacity="0.5" stroke-width="7" stroke-linecap="round"/>'
    '<rect x="14" y="238" width="10" height="50" rx="5" fill="#0F4C5C"/>'
)
OPEN = (
    '<path d="M4 4L44 26V{low}L4 {h}Z" fill="#CFE7F2" fill-opacity="0.75" stroke="#7C929B" stroke-width="4" stroke-linejoin="round"/>'
    '<rect x="26" y="240" width="9" height="46" rx="4" fill="#0F4C5C"/>'
)


def _pane(view: DeviationView, x: float, zone: str, *, opened: bool) -> Item:
    """The guard before a zone: its glass shut, or swung away to the left."""
    left, right = filler.SPANS[zone]
    low, high = filler.WINDOW_Y
    wide, tall = (right - left) * UNITS, (high - low) * UNITS
    body = (OPEN if opened else CLOSED).format(w=f"{wide - 4:.0f}", h=f"{tall - 4:.0f}", low=f"{tall - 26:.0f}")
    span = (x + left, low, x + right, high)
    return Item(f"pane.{zone}", opened, view.camera.rect(*span), lambda: sketch(view, span, body, (wide, tall)))


def tower(view: DeviationView, x: float, colour: str, *, siren: bool) -> list[Item]:
    """The signal tower on the machine: green runs, amber and red as the alarms say; the lit lamp carries its sign."""
    lit = "off" if siren and view.frame // 30 % 2 else colour
    tx, ty = TOWER
    lamp = placed(view, "tower", f"line/signal-tower-{lit}", x + tx, ty - 0.02, (15, 110), LINE_UNITS)
    return [lamp, *called(view, x + tx, ty + 0.56, on=siren)]


# --- what stands beside it ------------------------------------------------------------------------------------------------

PEDESTAL = (
    '<path d="M148 150H172V440H148Z" fill="#AFBEC4" stroke="#7C929B" stroke-width="2.5"/>'
    '<rect x="8" y="4" width="304" height="214" rx="12" fill="#F7FAFA" stroke="#647B85" stroke-width="3"/>'
    '<rect x="24" y="20" width="272" height="160" rx="4" fill="#EEF3F4" stroke="#0F3540" stroke-width="6"/>'
    '<circle cx="60" cy="199" r="10" fill="#3A7D44"/><path d="M57 194L65 199L57 204Z" fill="#FFFFFF"/>'
    '<circle cx="96" cy="199" r="10" fill="#B23A48"/><path d="M92 195H100V203H92Z" fill="#FFFFFF"/>'
    '<rect x="252" y="188" width="24" height="22" rx="4" fill="#E9B44C"/><circle cx="264" cy="199" r="8" fill="#B23A48"/>'
)


def panel(view: DeviationView, x: float, *, running: bool, unread: bool) -> Item:
    """The machine's screen on its stand: bars of its counters; a red foot while an alarm is unread."""
    box = view.camera.rect(x - 0.41, -0.01, x + 0.41, 1.56)
    return Item("panel", (running, unread, box.x), box, lambda: _panel(view, x, running=running, unread=unread), whole=True)


def _panel(view: DeviationView, x: float, *, running: bool, unread: bool) -> None:
    sketch(view, (x - 0.40, 0.45, x + 0.40, 1.55), PEDESTAL, (320, 440))
    sketch(view, (x - 0.22, 0.0, x + 0.22, 0.46), STAND, (176, 184))
    k = view.camera.scale / UNITS
    left, top = view.camera.point(x - 0.40, 1.55)
    glass = pygame.Rect(round(left + 30 * k), round(top + 26 * k), round(260 * k), round(148 * k))
    for n, share in enumerate((0.92, 0.88, 0.82, 0.76, 0.70)):
        high = round(glass.h * 0.10)
        bar = pygame.Rect(glass.x + round(glass.w * 0.06), glass.y + round(glass.h * (0.08 + 0.15 * n)), round(glass.w * 0.5 * share), high)
        pygame.draw.rect(view.surface, THEME.petrol, bar)
    box = pygame.Rect(glass.x + round(glass.w * 0.66), glass.y + round(glass.h * 0.10), round(glass.w * 0.28), round(glass.h * 0.58))
    pygame.draw.rect(view.surface, THEME.white, box)
    points = [(box.x + box.w * a, box.y + box.h * b) for a, b in ((0.05, 0.7), (0.3, 0.62), (0.5, 0.72), (0.7, 0.6), (0.95, 0.66))]
    pygame.draw.aalines(view.surface, THEME.petrol, False, points)
    foot = pygame.Rect(glass.x, glass.bottom - round(glass.h * 0.16), glass.w, round(glass.h * 0.16))
    pygame.draw.rect(view.surface, THEME.red if unread else THEME.green if running else THEME.steel, foot)


STAND = (
    '<path d="M76 0H100V150H76Z" fill="#AFBEC4" stroke="#7C929B" stroke-width="2.5"/>'
    '<path d="M14 150H162Q172 150 172 162V178H4V162Q4 150 14 150Z" fill="#8EA2AA" stroke="#5F7680" stroke-width="2.5"/>'
)
TRAY = (
    '<path d="M10 148H390V162H10Z" fill="#EEF3F4" stroke="#7C929B" stroke-width="3"/>'
    '<path d="M40 162V400M360 162V400M40 330H360" stroke="#9FB0B6" stroke-width="12"/>'
    '<circle cx="40" cy="404" r="12" fill="#4A5F68"/><circle cx="360" cy="404" r="12" fill="#4A5F68"/>'
    '<path d="M30 112H370L360 148H40Z" fill="#DDE6E9" stroke="#7C929B" stroke-width="3" stroke-linejoin="round"/>'
)
TRAY_M = (1.0, 1.04)
ROW = 17


def tray(view: DeviationView, x: float, good: int) -> Item:
    """The tray of filled units at the end of the line: it fills up, row by row."""
    wide, high = TRAY_M
    foot = view.camera.rect(x - wide / 2, 0.0, x + wide / 2, high)
    rows = min(3, 1 + good // 400) if good else 0
    return Item("tray", rows, foot.inflate(4, 4), lambda: _tray(view, foot, rows))


def _tray(view: DeviationView, foot: pygame.Rect, rows: int) -> None:
    k = foot.w / 400
    drawn = svg.load("process/filling/vial-capped", k * 20 / 56)
    for row in range(rows):
        for n in range(ROW):
            at = foot.x + round((44 + 18.5 * n) * k) - drawn.get_width() // 2, foot.y + round((118 - 5 * (rows - 1 - row)) * k)
            view.surface.blit(drawn, (at[0], at[1] - drawn.get_height()))
    view.surface.blit(svg.inline(TRAY, foot.size, (400, 416)), foot)


PANE = (-0.25, 1.03, 0.18, 1.85)
"""Window of the inner door, metres from its middle and from the floor."""


def airlock(view: DeviationView, x: float, inner_open: bool, outer_open: bool) -> list[Item]:
    """The airlock's inner door, and beyond it, through its window or its opening, the outer one."""
    door = placed(view, "airlock", f"gowning/door-b{'-open' if inner_open else ''}", x, 0.0, (240, 1060), GOWN_UNITS)
    left, low, right, high = (-0.16, 0.06, 0.30, 1.70) if inner_open else PANE
    glass = view.camera.rect(x + left, low, x + right, high)
    body = LOOK_IN + (OUTER_OPEN if outer_open else OUTER_SHUT) + ("" if inner_open else GLAZE)
    beyond = Item("airlock.beyond", body, glass, lambda: void(view.surface.blit(svg.inline(body, glass.size, (240, 440)), glass)))
    return [door, beyond]


LOOK_IN = '<path d="M0 0H240V440H0Z" fill="#D3E2E7"/><path d="M0 372H240V440H0Z" fill="#B5C6CC"/>'
OUTER_SHUT = (
    '<path d="M50 70H190V400H50Z" fill="#EEF4F6" stroke="#8EA2AA" stroke-width="6"/>'
    '<rect x="82" y="110" width="66" height="110" rx="6" fill="#BFDCE5" stroke="#8EA2AA" stroke-width="4"/>'
    '<rect x="162" y="236" width="12" height="64" rx="6" fill="#7C929B"/>'
)
OUTER_OPEN = (
    '<path d="M50 70H190V400H50Z" fill="#5F7884" stroke="#8EA2AA" stroke-width="6"/>'
    '<path d="M50 70L8 44V424L50 400Z" fill="#EEF4F6" stroke="#8EA2AA" stroke-width="6" stroke-linejoin="round"/>'
)
GLAZE = '<path d="M30 330L150 40M66 370L186 70" stroke="#FFFFFF" stroke-opacity="0.45" stroke-width="12" stroke-linecap="round"/>'
