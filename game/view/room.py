"""The room as one picture: a still layer drawn once, then doors, things, figure, cloth and what hands hold.

Nothing here changes the world.  `RoomPicture.draw` paints a frame; `boxes` says where things are, for pointer and keys.
"""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.entities.kinds import KINDS
from game.entities.state import WorldState
from game.spec import LevelSpec, RoomSpec
from game.view import bundle, cloth, colleague, parts, svg
from game.view.brush import Place
from game.view.camera import MARGIN_M, PX_PER_M, Camera
from game.view.figure import Looks, Outfit, Painter
from game.view.looks import look_of
from game.view.looks.base import Look, RoomView, at_least
from game.view.looks.doors import CUT_FACE, THICK_M, corner, fill
from game.view.looks.furniture import MirrorLook
from game.view.looks.garments import marks, unwrapped
from game.view.pose import SIDES, Ease, Gait, Pose, pose_of, standing
from game.view.screen import Screen
from game.view.theme import THEME, Colour, mix
from game.view.worn import outfit_of
from game.world.seen import Seen, ThingSeen

OUTSIDE: Colour = (176, 190, 196)
END_CUT = 2.15
"""How far an outer wall runs towards the viewer (0 wall, 1 operator)."""
SWAPS: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "CNC": (
        "d",
        (
            ("#F3EFE5", "#EFF2F0"),
            ("#E8E3D6", "#E2E7E4"),
            ("#D9D2C0", "#CDD5D3"),
            ("#C9BFA8", "#B4BFC0"),
            ("#D8CFBB", "#C3CCCC"),
            ("#CDC5B1", "#C6CFCE"),
        ),
    ),
    "D": ("d", ()),
    "C": ("c", ()),
    "B": ("b", ()),
    "A": ("b", ()),
}
"""Grade -> walls and floor of the kit, with colours to replace."""
ASIDE_M = 2.0
"""What stands so far out of the picture shows nothing in it, be it a partition in perspective."""
CLEAN_FLOOR = (("#C9BFA8", "#D6CDB8"), ("#D8CFBB", "#E6DECC"))
"""Behind the bench the floor is another one."""


MIRROR = MirrorLook()


class StillLayer:
    """Walls, floor, ceiling, letters on the floor, and furniture that never changes: the whole level on one sheet."""

    def __init__(self, screen: Screen, level: LevelSpec, seen: Seen, truth: WorldState, looks: Looks) -> None:
        self.x0 = level.rooms[0].x0_m - MARGIN_M - 3.2
        self.x1 = level.rooms[-1].x1_m + MARGIN_M + 3.2
        camera = Camera(screen, level)
        wide = round((self.x1 - self.x0) * camera.scale)
        self.sheet = pygame.Surface((wide, screen.height))
        if pygame.display.get_surface():
            self.sheet = self.sheet.convert()
        canvas = Screen(self.sheet, screen.text_percent, screen.lang)
        # The sheet is wider than the screen, but drawn with the screen's own measures.
        self._camera = _LayerCamera(canvas, level, screen, self.x0)
        view = RoomView(self._camera.screen, self._camera, level, seen, truth, looks)
        self.sheet.fill(OUTSIDE)
        for room in level.rooms:
            self._room(view, room)
        self._sides(view, level)
        for spec in level.things:
            look_of(spec.kind).still(view, spec)

    def _room(self, view: RoomView, room: RoomSpec) -> None:
        camera = view.camera
        left, right = round(camera.point(room.x0_m, 0)[0]), round(camera.point(room.x1_m, 0)[0])
        foot = camera.wall_foot
        kept = self.sheet.get_clip()
        self.sheet.set_clip(pygame.Rect(left, 0, right - left, self.sheet.get_height()))
        letter, swaps = SWAPS.get(room.grade, SWAPS["D"])
        wall = svg.load(f"gowning/wall-{letter}", view.k, swaps=swaps)
        floor_swaps = CLEAN_FLOOR if room.side == "clean" else swaps
        floor = svg.load(f"gowning/floor-{letter}", view.k, swaps=floor_swaps)
        high = self.sheet.get_height() - foot
        floor = pygame.transform.smoothscale(floor, (floor.get_width(), max(high, 2)))
        filtered = room.grade != "CNC"
        lamp = svg.load("gowning/ceiling-hepa" if filtered else "gowning/ceiling-plain", view.k)
        top = foot - wall.get_height()
        self.sheet.fill((237, 243, 245), pygame.Rect(left, 0, right - left, max(0, top)))
        step = wall.get_width()
        for x in range(left, right, max(1, step - 1)):
            self.sheet.blit(wall, (x, top))
            self.sheet.blit(floor, (x, foot))
        count = max(1, int((right - left) / (lamp.get_width() * (1.5 if filtered else 1.2))))
        for n in range(count):
            middle = left + (right - left) * (n + 0.5) / count
            self.sheet.blit(lamp, (round(middle - lamp.get_width() / 2), top - lamp.get_height()))
        self.sheet.fill(
            mix((195, 210, 215), THEME.white, 0.2),
            pygame.Rect(left, top - max(1, view.screen.u(2)), right - left, max(1, view.screen.u(3))),
        )
        if filtered:
            self._grille(view, room)
        self._letters(view, room, right - left)
        self.sheet.set_clip(kept)

    def _grille(self, view: RoomView, room: RoomSpec) -> None:
        """A low air return where the wall is free."""
        taken = [(t.x_m, KINDS[t.kind].size_m[0] / 2) for t in view.level.things if t.y_m < 0.95 and not t.on]
        x = room.x0_m + 0.5
        while x < room.x1_m - 0.4:
            if all(abs(x - tx) > half + 0.36 for tx, half in taken):
                view.put("return-grille", view.camera.wall_point(x, 0.14), 0.9)
                return
            x += 0.1

    def _letters(self, view: RoomView, room: RoomSpec, wide: int) -> None:
        """The name of the room on its floor, as far from the bench and walls as its letters allow."""
        text = view.words(room.name).upper()
        screen = view.screen
        size = screen.text.fit(text, max(60, round(wide * 0.86)), 32, "bold", least=16)
        x, y = view.camera.point((room.x0_m + room.x1_m) / 2, 0)
        ink = mix(THEME.slate, (200, 196, 184), 0.35)
        screen.text.draw(text, (x, y + (self.sheet.get_height() - y) * 0.30), size, ink, "bold", "center", self.sheet)

    def _sides(self, view: RoomView, level: LevelSpec) -> None:
        """The line between the dirty and the clean side of an airlock, under the bench."""
        for room, after in zip(level.rooms, level.rooms[1:], strict=False):
            if room.side == "dirty" and after.side == "clean":
                x, _ = view.camera.point(after.x0_m, 0)
                line = svg.load("gowning/floor-line", view.k)
                foot = view.camera.wall_foot
                line = pygame.transform.smoothscale(line, (line.get_width(), self.sheet.get_height() - foot))
                self.sheet.blit(line, (round(x) - line.get_width() // 2, foot))

    def blit(self, target: pygame.Surface, camera: Camera) -> None:
        """What the camera sees of it."""
        left = round((camera.x - camera.half_m - self.x0) * camera.scale)
        target.blit(self.sheet, (0, 0), pygame.Rect(left, 0, target.get_width(), target.get_height()))


class _LayerCamera(Camera):
    """A camera over the whole sheet: same scale and floor as on the screen, but starting at the sheet's left edge."""

    def __init__(self, canvas: Screen, level: LevelSpec, real: Screen, x0: float) -> None:
        self._real = real
        self._x0 = x0
        self.screen = _SheetScreen(canvas.surface, real)
        self.spaces = ()
        self.x = x0 + canvas.width / self.scale / 2
        self._known = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)

    @property
    def scale(self) -> float:
        return PX_PER_M * self._real.unit


class _SheetScreen(Screen):
    """A sheet that takes its units from the real screen, whatever its own width."""

    def __init__(self, surface: pygame.Surface, real: Screen) -> None:
        self._real = real
        super().__init__(surface, real.text_percent, real.lang)

    @property
    def unit(self) -> float:
        return self._real.unit

    @property
    def s(self) -> float:
        return self._real.s


class RoomPicture:
    """Everything that is seen of the room at one moment."""

    def __init__(self, view: RoomView) -> None:
        self.view = view
        self.gait = Gait(view.seen.x)
        self.ease = Ease()
        self._layer: StillLayer | None = None
        self.pose: Pose = standing()
        self._posed = -1

    def layout(self) -> StillLayer:
        """Size, text scale or language changed: draw the still layer anew."""
        parts.forget()
        view = self.view
        self._layer = StillLayer(view.screen, view.level, view.seen, view.truth, view.looks)
        return self._layer

    def take_pose(self) -> None:
        """Where the joints are now; once a frame, also while only a close-up is drawn."""
        seen = self.view.seen
        self._posed = self.view.frame
        self.gait.follow(seen.x, seen.walking)
        self.ease.follow(seen)
        self.ease.make_way(None if seen.walking else unwrapped(self.view))
        bench = next((spec.x_m for spec in self.view.level.things if spec.kind == "bench"), None)
        self.pose = pose_of(seen, self.gait, bench, self.ease)

    # --- one frame -------------------------------------------------------------------------------------------------------

    def draw(self) -> None:
        """Paint the room."""
        view = self.view
        layer = self._layer or self.layout()
        layer.blit(view.surface, view.camera)
        things = view.things()
        held = {view.seen.hand(h).holding for h in SIDES}
        if self._posed != view.frame:
            self.take_pose()
        self._reflections(things)
        shown = self._shown(things, held)
        for depth in (0, 1):
            self._each(shown, depth)
        self._colleague(things)
        self._speaker()
        self._ends()
        self._each(shown, 2)
        self.person(things)

    def _shown(self, things: list[ThingSeen], held: set[str]) -> list[tuple[Look, ThingSeen]]:
        """What stands or lies in the picture, with its look; what is worn or held comes with the figure."""
        camera = self.view.camera
        sight, x = camera.half_m + ASIDE_M, camera.x
        return [
            (look_of(thing.kind), thing)
            for thing in things
            if abs(thing.x - x) <= sight
            and thing.id not in held
            and not thing.threaded
            and (thing.where not in ("worn", "floor") or thing.family != "garment")
        ]

    def _each(self, shown: list[tuple[Look, ThingSeen]], depth: int) -> None:
        for look, thing in shown:
            if look.depth == depth:
                look.draw(self.view, thing)

    def painter(self, origin: tuple[float, float], scale: float) -> Painter:
        """A painter of the operator as he is dressed now."""
        return Painter(self.view.surface, origin, scale, self.view.looks, outfit_of(self.view))

    def person(self, things: list[ThingSeen]) -> None:
        """The operator, what he holds, and what he let fall."""
        view = self.view
        origin = view.camera.point(view.seen.x, 0.0)
        painter = self.painter(origin, view.camera.scale)
        half = self._half_worn(things)
        held = [view.seen.hand(side).holding for side in SIDES]
        gathered = next((t for t in things if t.id in held and t is not half and self._bundled(t)), None)

        def in_hands() -> None:
            for thing in things:
                if thing.id in held and thing is not half and thing is not gathered and thing.where != "worn":
                    look_of(thing.kind).draw(view, thing)

        self.figure_in(painter, self.pose, view.camera.place, in_hands)
        if gathered:
            self._bundle(painter, gathered)
        for thing in things:
            if thing.where == "floor" and thing.family == "garment":
                look_of(thing.kind).draw(view, thing)

    def _bundled(self, thing: ThingSeen) -> bool:
        """Whether it is a suit gathered in the hands."""
        nodes = self.view.seen.garment(thing.id)
        return nodes is not None and bundle.gathered(nodes, thing.kind)

    def _bundle(self, painter: Painter, thing: ThingSeen) -> None:
        """A gathered suit is held before the body: over the forearms, between the hands, these over it."""
        view, nodes = self.view, self.view.seen.garment(thing.id)
        middle = bundle.between(view.seen)
        if nodes is not None:
            seen = marks(view, thing.id)
            cloth.draw_coat(view.surface, nodes, view.camera.place, marks=seen, kind=thing.kind, middle=middle)
        for side in SIDES:
            if middle is not None or view.seen.hand(side).holding == thing.id:
                painter.hand(self.pose, side)

    def _half_worn(self, things: list[ThingSeen]) -> ThingSeen | None:
        """Cloth that a limb is in and that is not on yet."""
        return next((t for t in things if t.threaded and t.where != "worn" and self.view.seen.garment(t.id) is not None), None)

    def figure_in(self, painter: Painter, pose: Pose, place: Place, in_hands: Callable[[], None] = lambda: None) -> None:
        """The operator with the cloth that is half on; what the hands hold comes between trunk and arms."""
        half = self._half_worn(self.view.things())
        at_waist = half is not None and bundle.at_waist(self.view.seen, half)
        if half and not at_waist:
            self._cloth(half, "back", (), place)
        painter.below(pose)
        painter.trunk(pose)
        if half and at_waist:
            bundle.round_waist(painter, pose, half.threaded, marks(self.view, half.id))
        elif half:
            self._cloth(half, "front", half.threaded, place)
        in_hands()
        for side in SIDES:
            painter.arm(pose, side)

    def _cloth(self, thing: ThingSeen, layer: str, arms: tuple[str, ...], place: Place) -> None:
        nodes = self.view.seen.garment(thing.id)
        if nodes is not None:
            view = self.view
            cloth.draw_coat(view.surface, nodes, place, layer=layer, arms=arms, marks=marks(view, thing.id), kind=thing.kind)

    def _reflections(self, things: list[ThingSeen]) -> None:
        mirrors = [thing for thing in things if thing.family == "mirror"]
        if mirrors:
            outfit = outfit_of(self.view)
            for thing in mirrors:
                MIRROR.reflect(self.view, thing, outfit)

    def _speaker(self) -> None:
        """A colleague who has spoken and waits for an answer; over him the bubble that brings his question back."""
        x = colleague.place(self.view)
        if x is not None:
            looks, outfit = colleague.colleague(self.view)
            at = self.view.camera.point(x, 0.0)
            colleague.whole(Painter(self.view.surface, at, self.view.camera.scale, looks, outfit), self.view.seen.question)

    def _colleague(self, things: list[ThingSeen]) -> None:
        """Somebody else holds a door open: he stands in it."""
        view = self.view
        for thing in things:
            state = view.truth.things[thing.id]
            if thing.family != "door" or not thing.open or state.close_at < 0 or abs(view.seen.x - thing.x) < 1.5:
                continue
            if view.lit.get(f"colleague:{thing.id}", 0.0) <= 0:
                continue
            side = 1.0 if view.seen.x < thing.x else -1.0
            origin = view.camera.point(thing.x + side * 0.30, 0.0)
            other = Looks(1 + view.looks.skin % 3, "short", "grey", False, "b")
            outfit = Outfit(hair_cover=True)
            Painter(view.surface, origin, view.camera.scale, other, outfit).draw(standing())

    def _ends(self) -> None:
        """The outer walls at both ends of the level."""
        camera = self.view.camera
        rooms = self.view.level.rooms
        for x, sign in ((rooms[0].x0_m, -1), (rooms[-1].x1_m, 1)):
            px, _ = camera.point(x, 0)
            if -10 < px < self.view.screen.width + 10:
                self._end_wall(x, sign)

    def _end_wall(self, x: float, sign: int) -> None:
        camera, surface = self.view.camera, self.view.surface
        corner(self.view, x)
        tone = mix((226, 231, 228), THEME.steel, 0.22)
        quad = [camera.deep(x, y, d) for y, d in ((0.0, 0.0), (2.2, 0.0), (2.2, END_CUT), (0.0, END_CUT))]
        edge = -1 if sign < 0 else self.view.screen.width
        out = quad[2][0]
        fill(surface, [(out, -1), (edge, -1), (edge, self.view.screen.height), (out, self.view.screen.height)], OUTSIDE)
        fill(surface, quad, tone, mix(tone, THEME.ink, 0.2))
        band = THICK_M * camera.scale * sign
        fill(surface, [(out, -1), (out + band, -1), (out + band, self.view.screen.height), (out, self.view.screen.height)], CUT_FACE)

    # --- where things are ------------------------------------------------------------------------------------------------

    def boxes(self) -> list[tuple[ThingSeen, pygame.Rect]]:
        """Everything that can be pointed at, with its place on the screen, front to back."""
        view = self.view
        found: list[tuple[int, ThingSeen, pygame.Rect]] = []
        for thing in view.things():
            look = look_of(thing.kind)
            rect = look.box(view, thing)
            if rect is not None:
                rect = at_least(rect)
                front = _front(thing, look.depth)
                found.append((front, thing, rect))
        found.sort(key=lambda f: (-f[0], f[2].w * f[2].h))
        return [(thing, rect) for _, thing, rect in found]


def _front(thing: ThingSeen, depth: int) -> int:
    """How near to the viewer it counts as when one points: what is held or worn first, then what came out of a pack."""
    if thing.where.startswith(("hand:", "body:")):
        return 6
    if thing.where == "worn":
        return 5
    return 4 if thing.family == "garment" or thing.where == "floor" else 3 if thing.family == "personal" else depth
