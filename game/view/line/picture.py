"""The line on the screen: what stands still, what moves, people, light, hands.  It reads and never changes."""

from __future__ import annotations

import math

import pygame

from game.entities.line_state import ResidueState
from game.entities.stations import STATIONS
from game.session.line.gestures import REST_M
from game.spec import LevelSpec
from game.view import svg
from game.view.line import art, light, small, things
from game.view.line.camera import FAR, NEAR, UNITS_PER_M
from game.view.line.scenery import wanted
from game.view.line.tiles import Item, Tiles
from game.view.line.view import LineView, station_of, stations

HAND_SHARE = 0.95
"""Real pixels per unit of a hand's drawing, at 1920 x 1080."""
TIP_AT, GRIP_AT, WRIST_AT = (95.0, 20.0), (96.0, 108.0), (98.0, 236.0)
"""Points of those drawings: fingertips, what a fist holds, wrist."""
HELD_UP = 34
"""A thing is held by its foot: so much above the fist, that one sees what it is."""
SLEEVE, SLEEVE_EDGE = (0xF6, 0xF9, 0xFA), (0x64, 0x7B, 0x85)
LENS, CUFF = (838.0, 129.0), (508.0, 205.0)
"""Points of the drawing of a hand with the lamp: its lens, the middle of the cuff."""
TORCH_SHARE = 0.64
CLEAR = 150
"""The lens stays so far outside the round it lights, and the fist so far above the window's lower edge (layout units)."""
TURN_STEP = 3
TRAINEE_COLOURS: svg.Swaps = ()
STERILE = ("A", "B")
SECOND_COLOURS: svg.Swaps = (("#B9825E", "#E8C4A0"), ("#9E6B4A", "#C99B73"))
SUPERVISOR_COLOURS: svg.Swaps = (("#B9825E", "#8A5A3C"), ("#9E6B4A", "#6E4630"), ("#B9D2DA", "#E9B44C"))


class LinePicture:
    """Draws a view."""

    def __init__(self, view: LineView) -> None:
        self.view = view
        self.tiles = Tiles()
        self._items: list[Item] = []
        self._key: tuple[object, ...] = ()
        self.acting = ""
        """The hand that does something just now, "" for none: at rest it is not in the way of the eye."""

    def layout(self) -> None:
        """Window, language or text size changed."""
        self.tiles.forget()
        art.forget()
        self._key = ()

    def warm(self) -> None:
        """Make the drawings of the near distance before the first frame: coming near is then no halt."""
        scale = self.view.camera.scale_at(NEAR) / UNITS_PER_M
        opened = frozenset(guard.id for guard in self.view.seen.guards())
        for thing in stations(self.view.level):
            for row in things.LOOKS[thing.kind].rows if thing.kind in things.LOOKS else ():
                if wanted(row, thing.id, frozenset()) or wanted(row, thing.id, opened, frozenset((row.left,))):
                    art.ready(row.name.format(tower="off"), scale * row.share)

    # --- a frame ---------------------------------------------------------------------------------------------------------

    def draw(self) -> None:
        """One frame of the line."""
        view = self.view
        self.tiles.draw(view.surface, view.camera, self.items())
        self._moving()
        self._people()
        if view.camera.level != FAR:
            light.shade(view.surface, view.camera, self._dim(), view.seen.beam)
            self._hands()

    def items(self) -> list[Item]:
        """What stands still: made anew only when something it depends on has changed."""
        truth = self.view.truth
        key = (
            truth.machine, tuple(truth.open), truth.jogged > 0, len(truth.uses), self.view.seen.clock_min, self.view.screen.lang,
            tuple((r.id, r.on, r.moving, r.cleared, r.x, r.y) for r in truth.residues.values()),
            tuple((name, len(form.entries), tuple(entry.text for entry in form.entries.values())) for name, form in truth.forms.items()),
            tuple(hand.holding for hand in truth.operator.hands.values()),
        )  # fmt: skip
        if key != self._key:
            self._key = key
            self._items = things.items(self.view)
        return self._items

    def _dim(self) -> list[tuple[float, float, float, float]]:
        """Places that the room's light does not reach, and that no lid hides."""
        view = self.view
        dark = [z for z in view.places.zones.values() if z.kind.dark]
        shut = [z.id for z in dark if z.guard and z.guard not in view.truth.open and small.opaque(view, z.station, z.kind.behind)]
        return [(z.x0, z.y0, z.x1, z.y1) for z in dark if z.id not in shut]

    def _moving(self) -> None:
        """What slides or falls just now."""
        view = self.view
        for residue in view.truth.residues.values():
            if residue.moving and small.in_sight(view, residue):
                self._paint(small.item(residue, 0))

    def _paint(self, item: Item) -> None:
        item.paint(self.view.surface, self.view.camera.origin, self.view.camera.scale)

    def _people(self) -> None:
        view = self.view
        for thing in stations(view.level):
            if thing.kind in things.PEOPLE:
                x = thing.x_m + station_of(thing).width_m / 2
                second = view.truth.second
                if thing.kind == "colleague" and second is not None:
                    x = second.x
                swaps = SECOND_COLOURS if thing.kind == "colleague" else SUPERVISOR_COLOURS
                self._person(x, flip=x > view.seen.x, swaps=swaps)
        if view.camera.level == FAR:
            self._underfoot(view.seen.x)
            self._person(view.seen.x, flip=False, swaps=TRAINEE_COLOURS)

    def _underfoot(self, x: float) -> None:
        """A ring on the floor: that one is you."""
        camera, screen = self.view.camera, self.view.screen
        box = camera.rect(x - 0.34, -0.20, x + 0.34, -0.06)
        ring = '<ellipse cx="50" cy="50" rx="44" ry="40" fill="none" stroke="{}" stroke-width="{}"/>'
        body = f'<g transform="scale({box.w / 100:.3f} {box.h / 100:.3f})">{ring.format("#FFFFFF", 11)}{ring.format("#0F4C5C", 6)}</g>'
        screen.surface.blit(svg.inline(body, box.size), box)

    def person_box(self, x: float) -> pygame.Rect:
        """What somebody standing at x takes up."""
        return self.view.camera.rect(x - 0.32, -0.14, x + 0.32, 1.64)

    def _person(self, x: float, *, flip: bool, swaps: svg.Swaps) -> None:
        """Somebody stands a step before the line."""
        camera = self.view.camera
        foot = -0.14
        at = camera.point(x - 75 / UNITS_PER_M, foot + 350 / UNITS_PER_M)
        art.put(self.view.surface, figure(self.view.level), at, camera.scale / UNITS_PER_M, flip=flip, swaps=swaps)

    def watch(self, dt: float) -> None:
        """Be near enough to see what somebody else does: along with the walk, else with the eye."""
        camera, seen = self.view.camera, self.view.seen
        if camera.level == FAR:
            camera.come(NEAR, seen.x, 0.9)
        x, y, _ = seen.beam
        camera.show(seen.x if seen.walking else x, y, 0.5)
        camera.follow(dt)

    # --- hands -----------------------------------------------------------------------------------------------------------

    def lens(self) -> tuple[int, int] | None:
        """Where the lamp's lens is on the screen, None without the lamp: it comes from below and points at what it lights."""
        x, y, lit = self.view.seen.beam
        if not lit:
            return None
        screen, camera = self.view.screen, self.view.camera
        tx, ty = camera.point(x, y)
        clear = light.BEAM_M * camera.scale + screen.u(CLEAR)
        # It comes up from below, on the side where there is room for the arm, and never lies over what it shows.
        side = -1 if tx > screen.width * 0.4 else 1
        lowest = screen.height - screen.u(CLEAR + 50)
        return round(tx + side * clear), round(min(lowest, max(screen.height * 0.60, ty + clear)))

    def _hands(self) -> None:
        view = self.view
        lens = self.lens()
        light.lamp(view.surface, view.camera, view.seen.beam, lens)
        for side in ("left", "right"):
            hand = view.seen.hand(side)
            if hand.holding == "lamp":
                self._torch(lens)
            elif hand.holding or side == self.acting:
                self._hand(side)

    def _torch(self, lens: tuple[int, int] | None) -> None:
        if lens is None:
            return
        view = self.view
        x, y, _ = view.seen.beam
        tx, ty = view.camera.point(x, y)
        turn = round(math.degrees(math.atan2(lens[1] - ty, tx - lens[0])) / TURN_STEP) * TURN_STEP
        k = TORCH_SHARE * view.screen.unit
        drawn = svg.load("line/hand-torch", k, turn=float(turn) if turn else 0.0)
        w, h = svg.size("line/hand-torch")
        angle = math.radians(turn)

        def turned(x: float, y: float) -> tuple[float, float]:
            """From the drawing's middle to a point of it, turned with it (y grows downwards)."""
            mx, my = (x - w / 2) * k, (y - h / 2) * k
            return mx * math.cos(angle) + my * math.sin(angle), my * math.cos(angle) - mx * math.sin(angle)

        (rx, ry), (cx, cy) = turned(*LENS), turned(*CUFF)
        middle = lens[0] - rx, lens[1] - ry
        self._sleeve((middle[0] + cx, middle[1] + cy), k, "right" if lens[0] > tx else "left")
        view.surface.blit(drawn, drawn.get_rect(center=(round(middle[0]), round(middle[1]))))

    def _hand(self, side: str) -> None:
        """A gloved hand where it is, its sleeve from below, with what it holds."""
        view = self.view
        hand = view.seen.hand(side)
        resting = abs(abs(hand.x - view.seen.x) - REST_M[0]) < 0.1 and abs(hand.y - REST_M[1]) < 0.1
        if resting and not hand.holding:
            return
        at = view.camera.point(hand.x, hand.y)
        k = HAND_SHARE * view.screen.unit
        residue = view.truth.residues.get(hand.holding)
        if residue is not None and residue.on.startswith("hand:"):
            x, y = view.camera.origin
            small.item(residue, 0).paint(view.surface, (x, y - view.screen.u(HELD_UP)), view.camera.scale)
        name, touch = ("hand-grip-glove-1", GRIP_AT) if hand.holding else ("hand-open-glove-1", TIP_AT)
        wrist = at[0] + (WRIST_AT[0] - touch[0]) * k, at[1] + (WRIST_AT[1] - touch[1]) * k
        self._sleeve(wrist, k, side)
        drawn = svg.load(f"gowning/{name}", k, flip=side == "left")
        left = touch[0] if side == "right" else svg.size(f"gowning/{name}")[0] - touch[0]
        view.surface.blit(drawn, (round(at[0] - left * k), round(at[1] - touch[1] * k)))

    def _sleeve(self, wrist: tuple[float, float], k: float, side: str) -> None:
        """From the wrist to below the window."""
        screen = self.view.screen
        foot = wrist[0] + (1 if side == "right" else -1) * screen.u(120), screen.height + screen.u(160)
        near, far = 40 * k, 84 * k
        points = [(wrist[0] - near, wrist[1]), (wrist[0] + near, wrist[1]), (foot[0] + far, foot[1]), (foot[0] - far, foot[1])]
        pygame.draw.polygon(screen.surface, SLEEVE, points)
        for start, end in ((points[3], points[0]), (points[0], points[1]), (points[1], points[2])):
            pygame.draw.aaline(screen.surface, SLEEVE_EDGE, start, end, max(2, screen.u(3)))

    def shows(self, residue: ResidueState) -> bool:
        """Whether an eye in the room can see it."""
        return small.in_sight(self.view, residue)

    # --- pointing --------------------------------------------------------------------------------------------------------

    def box(self, thing_id: str) -> pygame.Rect | None:
        """Where a station, guard ("<station>.<guard>"), person or residue is on the screen; None when it is not to be seen."""
        view, camera = self.view, self.view.camera
        residue = view.truth.residues.get(thing_id)
        if residue is not None:
            held = residue.on.startswith("hand:")
            return camera.rect(*small.box(residue)) if residue.kind in small.LOOKS and (held or not residue.on) else None
        thing = view.spec(thing_id)
        if thing is None:
            station, _, guard = thing_id.rpartition(".")
            return self.guard_box(station, guard) if station and view.spec(station) else None
        if thing.kind in things.PEOPLE:
            second = view.truth.second
            moved = second.x if thing.kind == "colleague" and second else thing.x_m + station_of(thing).width_m / 2
            return self.person_box(moved)
        kind = STATIONS[thing.kind]
        return camera.rect(thing.x_m, thing.y_m, thing.x_m + kind.width_m, thing.y_m + kind.height_m)

    def guard_box(self, station: str, guard_id: str) -> pygame.Rect:
        """A handle, as large as a hand."""
        thing = self.view.level.thing(station)
        guard = STATIONS[thing.kind].guard(guard_id)
        x, y = thing.x_m + guard.x, thing.y_m + guard.y
        return self.view.camera.rect(x - 0.07, y - 0.09, x + 0.07, y + 0.09)


def figure(level: LevelSpec) -> str:
    """The drawing of a person who works there: in grades A and B no skin is to be seen."""
    return "operator-sterile" if level.grade in STERILE else "operator"
