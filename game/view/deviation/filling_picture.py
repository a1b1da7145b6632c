"""The room of the filling line: machine, its screen, tray, shelf; and the zone from near once a hand or an eye goes in.

`spots` says what on the screen a choice belongs to: a glove, a window, a piece of glass, the bin inside.
"""

from __future__ import annotations

from dataclasses import replace

import pygame

from game.commands import HANDS
from game.entities import filler
from game.session.acts import Act
from game.view import svg
from game.view.choices import Choice
from game.view.deviation import filling_machine as plant
from game.view.deviation.filling_faults import dark_screen
from game.view.deviation.filling_near import Arm, NearView
from game.view.deviation.picture import BEHIND_M, RoomPicture
from game.view.deviation.plant import sketch
from game.view.deviation.view import DeviationView, RoomCamera
from game.view.forms.printing import void
from game.view.layers import Item

PACKS = ("glove_pack", "stopper_bag")
INSIDE = ("reach_in", "withdraw", "fit")
POSTS = (-2.45, -1.10, -0.40, 0.40, 1.30, 2.45)
"""Before these the operator hides least of the machine."""
FRONT_M = -0.30
BESIDE_M = -1.35
"""Beside the open screen this much left of the machine's middle is seen: where the vials come in and are filled."""
SHELF = (
    '<path d="M0 2H400V16H0Z" fill="#EEF3F4" stroke="#7C929B" stroke-width="3"/>'
    '<path d="M30 16V66L12 16ZM370 16V66L388 16Z" fill="#C3CFD3" stroke="#7C929B" stroke-width="2.5" stroke-linejoin="round"/>'
)
POUCH = (
    '<path d="M6 6H94V74H6Z" fill="#F6FAFB" stroke="#7FA3B0" stroke-width="2.5" stroke-linejoin="round"/>'
    '<path d="M6 18H94" stroke="#C3D5DC" stroke-width="3"/><circle cx="80" cy="64" r="6" fill="#3A7D44"/>'
)
TOOL_MARK = '<path d="M26 58L70 30M26 58L72 34" fill="none" stroke="#5F757E" stroke-width="4" stroke-linecap="round"/>'
STOPPERS_MARK = (
    '<path d="M20 34H36L33 46H23ZM42 34H58L55 46H45ZM64 34H80L77 46H67ZM31 52H47L44 64H34ZM53 52H69L66 64H56Z" fill="#8EA2AA" '
    'stroke="#4A5F68" stroke-width="2" stroke-linejoin="round"/>'
)
GLOVE_MARK = (
    '<path d="M40 66V52Q30 44 32 38Q36 34 42 44L40 28Q42 24 45 28L48 42V26Q51 22 54 26V42L58 28Q62 26 62 31L60 52V66Z" '
    'fill="#8FC1D4" stroke="#35718A" stroke-width="2.5" stroke-linejoin="round"/>'
)


class FillingPicture(RoomPicture):
    """Draws the room, or the zone from near."""

    def __init__(self, view: DeviationView) -> None:
        super().__init__(view)
        self.looking = ""
        """The zone that one looks into by the window."""
        self.near: NearView | None = None
        self._trayed = 400

    # --- which zone ----------------------------------------------------------------------------------------------------------

    @property
    def machine(self) -> tuple[str, float]:
        """Id and middle of the machine."""
        thing = next(one for one in self.view.level.things if one.kind == "filler")
        return thing.id, thing.x_m

    @property
    def beside(self) -> float:
        return self.machine[1] + BESIDE_M

    @property
    def zoomed(self) -> bool:
        return bool(self.zone())

    @property
    def camera(self) -> RoomCamera:
        return self.view.camera if self.near is None else self.near.camera

    def zone(self) -> str:
        """The zone to be seen from near: where a hand is, else where one looks; "" for the room."""
        seen = self.view.seen
        glove = next((glove for hand in HANDS if (glove := seen.inside(hand))), "")
        if glove:
            return glove.rpartition("_")[0]
        if self.looking and (seen.walking or abs(seen.x - self.machine[1] - filler.MIDDLES[self.looking]) > 1.0):
            self.looking = ""
        return self.looking

    def step(self) -> None:
        """Open or shut the near view, as hands and eye have it."""
        zone = self.zone()
        if not zone:
            self.near = None
        elif self.near is None or self.near.zone != zone:
            self.near = NearView(self.view, self.machine[1], zone)

    # --- drawing -----------------------------------------------------------------------------------------------------------

    def draw(self, *, person: bool = True) -> None:
        self.step()
        if self.near is None:
            super().draw(person=person)
            return
        self.near.lay()
        seen = self.view.seen
        self.near.draw(seen.plant(), self.arms(), seen.pieces)

    def arms(self) -> tuple[Arm, ...]:
        """The hands that are in gloves."""
        seen, found = self.view.seen, []
        for name in HANDS:
            glove = seen.inside(name)
            if glove:
                hand = seen.hand(name)
                piece = next((one for one in seen.pieces if one.by == name), None)
                found.append(Arm(glove.rpartition("_")[2], hand.x, hand.y, hand.holding == "forceps", piece))
        return tuple(found)

    def _behind(self) -> list[Item]:
        """The door of the airlock is the farthest thing."""
        opened = self._plant.doors_open

        def airlocks() -> list[Item]:
            doors = (thing.x_m for thing in self.view.level.things if thing.kind == "door")
            return [item for x in doors for item in plant.airlock(self.view, x, "airlock_b" in opened, "airlock_c" in opened)]

        return self._once("airlocks", tuple(opened), airlocks)

    def _person(self) -> list[Item]:
        """Behind the desk and the screen; before the machine: see `_hands`."""
        return [] if self._at_machine() else self._operator("line/operator-sterile", BEHIND_M)

    def _hands(self) -> list[Item]:
        person = self._operator("line/operator-sterile", FRONT_M) if self._at_machine() else []
        return person + super()._hands()

    def _at_machine(self) -> bool:
        return abs(self.view.seen.x - self.machine[1]) < filler.SIZE_M[0] / 2 + 0.15

    def _beside(self, x: float) -> float:
        """Before a post of the machine, so that he hides no window more than he must; where he is while he walks."""
        middle = self.machine[1]
        if self.view.seen.walking or not self._at_machine():
            return x
        return min((middle + post for post in POSTS), key=lambda at: (abs(at - x), at))

    def _fixed(self, thing: str, kind: str, x: float, y: float) -> list[Item]:
        view, seen, sight = self.view, self.view.seen, self._plant
        match kind:
            case "filler":
                lamp = plant.tower(view, x, self._lamp(running=sight.running), siren=seen.siren)
                inside = plant.inside(view, x, sight, seen.pieces)
                front = self._once(thing, plant.shut(sight), lambda: plant.front(view, x, sight))
                return inside + front + lamp
            case "filling_panel":
                now = sight.running, bool(seen.unread), sight.mains
                return self._once(thing, now, lambda: self._panel(x))
            case "units_tray":
                good = self._good()
                return self._once(thing, good, lambda: [plant.tray(view, x, good)])
            case "forceps_pack":
                box = view.camera.rect(x - 0.51, y - 0.18, x + 0.51, y + 0.21)
                return self._once(thing, (), lambda: [Item(thing, (), box, lambda: self._shelf(x, y))])
            case "door":
                return []
        return super()._fixed(thing, kind, x, y)

    def _panel(self, x: float) -> list[Item]:
        drawn = plant.panel(self.view, x, running=self._plant.running, unread=bool(self.view.seen.unread))
        return [drawn] if self._plant.mains else [drawn, *dark_screen(self.view, x)]

    def _shelf(self, x: float, y: float) -> None:
        sketch(self.view, (x - 0.50, y - 0.17, x + 0.50, y), SHELF, (400, 68))
        sketch(self.view, (x - 0.125, y, x + 0.125, y + 0.20), POUCH + TOOL_MARK, (100, 80))

    def _lamp(self, *, running: bool) -> str:
        light = self._light()
        return light or ("green" if running else "off")

    def _good(self) -> int:
        """How many stand in the tray: what has left the machine since it was last carried away."""
        panel = self.view.seen.screen()
        if panel is not None:
            self._trayed = int(panel.good) % 1200
        return self._trayed

    def _carried(self, thing: str, kind: str) -> list[Item]:
        view = self.view
        box = self.box(thing)
        if box is None:
            return []
        if kind == "units_label":
            return self._label(thing, box, lambda: self._vial_on(box))
        if kind in PACKS:
            body = POUCH + (GLOVE_MARK if kind == "glove_pack" else STOPPERS_MARK)
            return [Item(thing, (), box.inflate(4, 4), lambda: void(view.surface.blit(svg.inline(body, box.size, (100, 80)), box)))]
        if kind == "glove_removed":
            drawn = svg.load("process/filling/hand-reach", box.h / 214)
            at = drawn.get_rect(center=box.center)
            return [Item(thing, (), at, lambda: void(view.surface.blit(drawn, at)))]
        return super()._carried(thing, kind)

    def _vial_on(self, box: pygame.Rect) -> None:
        """A label for units is told by a vial."""
        side = max(10, round(box.h * 0.62))
        self.view.surface.blit(svg.sized("process/filling/vial-capped", side), (box.right - side, box.y + box.h // 5))

    # --- pointing ----------------------------------------------------------------------------------------------------------

    def names(self) -> list[str]:
        """What a choice may belong to, far or near."""
        pieces = [piece.id for piece in self.view.seen.pieces]
        if self.near is not None:
            zone = self.near.zone
            gloves = [f"glove.{zone}_{side}" for side in filler.SIDES]
            return [*pieces, f"forceps.{zone}", f"dropped.{zone}", f"inner_bin.{zone}", *gloves]
        gloves = [f"glove.{zone}_{side}" for zone in filler.MIDDLES for side in filler.SIDES]
        return [*super().names(), *gloves, *(f"window.{zone}" for zone in filler.MIDDLES)]

    def placed(self, found: list[Choice]) -> list[Choice]:
        machine = self.machine[0]
        return [replace(one, at=self.spots(one), far=one.far and one.thing != machine) for one in found]

    def look(self, part: str) -> bool:
        what, _, zone = part.partition(".")
        if what == "window":
            self.looking = zone
        return what == "window"

    def tabbed(self, name: str) -> bool:
        """From afar the keyboard goes from window to window: their lists hold the gloves."""
        return self.near is not None or not name.startswith("glove.")

    def special(self, name: str) -> str:
        return super().special(name) if self._thing(name) else ""

    def goal(self, act: Act) -> str:
        if act.thing != self.machine[0] or act.verb == "put":
            return super().goal(act)
        return next((spot for spot in self.spot(act.verb, act.part) if self.tabbed(spot)), act.thing)

    def _thing(self, name: str) -> bool:
        return any(thing.id == name for thing in self.view.level.things)

    def spots(self, choice: Choice) -> tuple[str, ...]:
        if choice.thing != self.machine[0]:
            return () if self.near is not None else choice.at
        return self.spot(choice.verb, choice.part) if choice.verb != "put" else choice.at

    def spot(self, verb: str, part: str) -> tuple[str, ...]:
        """The places where an act on the machine is started; the first is the nearest to it."""
        name, _, where = part.partition(".")
        if verb in INSIDE or name == "glove":
            glove = where or part
            zone = glove.rpartition("_")[0]
            return f"glove.{glove}", f"window.{zone}"
        if name in ("window", "guard"):
            return (f"window.{where}",)
        zone = self.near.zone if self.near is not None else ""
        if verb == "bin":
            return (f"inner_bin.{part}",)
        if verb == "hang":
            return (f"forceps.{part}",)
        if part in ("forceps", "dropped"):
            return (f"{part}.{zone}",)
        if verb == "let_fall":
            return tuple(f"glove.{glove}" for hand in HANDS if (glove := self.view.seen.inside(hand)))
        return (part,)

    def rank(self, name: str) -> int:
        """What lies lies before what stands."""
        if not self._thing(name):
            return -1 if name.startswith("piece") else 1 if name.startswith("window.") else 0
        return 2 if name == self.machine[0] else super().rank(name)

    def title(self, name: str) -> str:
        """What a thing, a part of the machine or a piece is called."""
        view = self.view
        piece = next((one for one in view.seen.pieces if one.id == name), None)
        if piece is not None:
            return view.t(f"filling.piece_{piece.what}")
        part, _, where = name.partition(".")
        if part == "glove":
            zone, _, side = where.rpartition("_")
            return view.t(f"filling.spot_glove_{side}", zone=view.t(f"filling.zone_{zone}"))
        if where:
            return view.t(f"filling.spot_{part}", zone=view.t(f"filling.zone_{where}"))
        return super().title(name)

    def where(self, name: str) -> float:
        part, _, zone = name.partition(".")
        if part == "glove":
            zone, _, side = zone.rpartition("_")
            return self.machine[1] + filler.port(zone, side)[0]
        if zone in filler.MIDDLES:
            return self.machine[1] + filler.MIDDLES[zone]
        piece = next((one for one in self.view.seen.pieces if one.id == name), None)
        return piece.x_m if piece is not None else super().where(name)

    def box(self, thing_id: str) -> pygame.Rect | None:
        view, (machine, x) = self.view, self.machine
        if self.near is not None:
            return self.near.rect(thing_id, view.seen.pieces)
        part, _, where = thing_id.partition(".")
        if part == "glove":
            zone, _, side = where.rpartition("_")
            px, py = filler.port(zone, side)
            return view.camera.rect(x + px - 0.08, py - 0.17, x + px + 0.08, py + 0.08)
        if part == "window":
            left, right = filler.SPANS[where]
            return view.camera.rect(x + left, filler.WINDOW_Y[0], x + right, filler.WINDOW_Y[1])
        spec = next((one for one in view.level.things if one.id == thing_id), None)
        if spec is None:
            return None
        if thing_id == machine:
            return view.camera.rect(x - filler.SIZE_M[0] / 2, 0.0, x + filler.SIZE_M[0] / 2, filler.WINDOW_Y[0])
        if spec.kind == "filling_panel":
            return view.camera.rect(spec.x_m - 0.40, 0.98, spec.x_m + 0.40, 1.56)
        if spec.kind == "units_tray":
            return view.camera.rect(spec.x_m - 0.50, 0.0, spec.x_m + 0.50, 1.0)
        if spec.kind == "forceps_pack":
            return view.camera.rect(spec.x_m - 0.14, spec.y_m - 0.02, spec.x_m + 0.14, spec.y_m + 0.20)
        return super().box(thing_id)

    def _loose(self, thing: str, kind: str, x: float, y: float) -> pygame.Rect | None:
        view = self.view
        lies = view.seen.lies(thing)
        if kind == "glove_removed" and not lies:
            return None
        if lies == self.machine[0]:
            return (
                None
                if kind in ("glove_pack", "stopper_bag")
                else view.camera.rect(self.machine[1] - 1.95, 1.70, self.machine[1] - 1.55, 1.95)
            )
        if lies and not lies.startswith("hand:") and view.seen.kind(lies).id == "units_tray":
            at = view.seen.point(lies)[0]
            return view.camera.rect(at - 0.20, 0.70, at + 0.20, 0.95)
        if not lies and kind in PACKS:
            return view.camera.rect(x - 0.125, y, x + 0.125, y + 0.20)
        if not lies and kind == "units_label":
            return view.camera.rect(x - 0.14, y - 0.09, x + 0.14, y + 0.12)
        return super()._loose(thing, kind, x, y)
