"""The room on the screen: wall and floor, what stands there, the operator and his hands.  It reads and never changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

import pygame

from game.commands import HANDS
from game.session.acts import Act
from game.session.deviation.affordances import NEXT_DAY
from game.view import svg
from game.view.choices import Choice
from game.view.deviation import desk, plant, vessel, wall
from game.view.deviation.plant import UNITS
from game.view.deviation.view import DeviationView, RoomCamera
from game.view.forms.printing import void
from game.view.layers import Item, Layers

BEACON = (-0.62, 1.78)
"""Of the alarm light from the vessel, metres."""
PERSON_UNITS = 200.0
PERSON_FOOT = (75, 350)
BEHIND_M = 0.08
"""His feet, above those of the plant: a step farther off."""
HIDES = {"reactor": 0.66, "manifold": 0.42}
"""Half the width of what is taller than the operator, and a little more."""
STEP_ASIDE = 0.18
HAND_K = 0.46
TIP, GRIP = (96, 30), (100, 110)
"""Points of the hand's drawings that touch and that hold."""
REST = (0.25, 1.10)
SPECIAL = {"console": "screen", "filling_panel": "screen", "phone": "phone"}
"""Kind -> the panel that opens where it is clicked."""
GROUND = ("desk", "door", "clock", "reactor")
"""Clicked only where nothing else is."""
LABELS = ("status_label", "units_label")


class RoomPicture:
    """Draws the room; `box` says where things are on the screen."""

    def __init__(self, view: DeviationView) -> None:
        self.view = view
        self.acting = ""
        """The hand to be shown: the one that works."""
        self._layers = Layers()
        self._ground: Hashable = None
        """What everything's place depends on."""
        self._made: dict[str, tuple[Hashable, list[Item]]] = {}
        """Items as long as the ground is the same, by what they depend on besides."""
        self._plant: Any = None
        """The equipment as it is seen in this frame."""
        self._stands = view.seen.x

    # --- what choices belong to ----------------------------------------------------------------------------------------------

    @property
    def beside(self) -> float:
        """The middle of what is seen beside the open process screen, metres."""
        vessel = self.view.seen.one("reactor")
        return self.view.seen.point(vessel)[0] - 0.62 if vessel else self.view.seen.x

    @property
    def zoomed(self) -> bool:
        """Whether a part of the room is seen from near in place of it."""
        return False

    @property
    def camera(self) -> RoomCamera:
        """Of what it shows."""
        return self.view.camera

    def names(self) -> list[str]:
        """What a choice may belong to: all that stands in the room."""
        return [thing.id for thing in self.view.level.things]

    def placed(self, found: list[Choice]) -> list[Choice]:
        """Choices with the places on the screen where they are started."""
        return found

    def rank(self, name: str) -> int:
        """Which of two that overlap is meant: the lower one."""
        return 1 if self.view.seen.kind(name).id in GROUND else 0

    def tabbed(self, name: str) -> bool:
        """Whether the keyboard stops there: its list holds what its parts hold."""
        return True

    def special(self, name: str) -> str:
        """The panel that opens where it is clicked, "" for none."""
        return SPECIAL.get(self.view.seen.kind(name).id, "")

    def title(self, name: str) -> str:
        """What it is called, as a title begins."""
        return self.view.title(name)

    def where(self, name: str) -> float:
        """How far along the room it is, metres."""
        return float(self.view.seen.point(name)[0])

    def goal(self, act: Act) -> str:
        """On what an act is begun."""
        if act.verb == "put":
            return act.part
        return self.view.seen.one("phone") if act.verb in ("call", "answer") else act.thing

    def look(self, part: str) -> bool:
        """Something is looked at that the picture itself shows from near; False where that is read on a panel."""
        return False

    # --- drawing -----------------------------------------------------------------------------------------------------------

    def draw(self, *, person: bool = True) -> None:
        """One frame of the strip."""
        view, camera = self.view, self.view.camera
        column, floor = camera.point(0.0, 0.0)
        ground = tuple(camera.area), floor, camera.scale, view.screen.lang, view.screen.s
        if (column, ground) != self._ground:
            self._ground = column, ground
            self._made = {}
        self._layers.draw(view.surface, camera.area, ground, self.items(person=person), column)

    def items(self, *, person: bool) -> list[Item]:
        """All that is to be seen, from back to front."""
        things = self.view.level.things
        self._plant = self.view.seen.plant()
        found = [*self._once("walls", (), lambda: wall.walls(self.view)), *self._behind()]
        if person:
            found += self._person()
        for thing in things:
            found += self._fixed(thing.id, thing.kind, thing.x_m, thing.y_m)
        for thing in things:
            if self.view.seen.kind(thing.id).carried:
                found += self._carried(thing.id, thing.kind)
        return found + self._hands() if person else found

    def _once(self, name: str, key: Hashable, make: Callable[[], list[Item]]) -> list[Item]:
        """Made again only when the key or everything's place has changed: what is the same thing need not be compared."""
        made = self._made.get(name)
        if made is None or made[0] != key:
            made = self._made[name] = key, make()
        return made[1]

    def _behind(self) -> list[Item]:
        """What is farther off than the operator."""

        def lines() -> list[Item]:
            pumps = (thing.x_m for thing in self.view.level.things if thing.kind == "feed_pump")
            return [item for x in pumps for item in plant.feed_line(self.view, x, self._vessel() + 0.36)]

        return self._once("feed.lines", (), lines)

    def _fixed(self, thing: str, kind: str, x: float, y: float) -> list[Item]:
        view = self.view
        look = self._plant
        match kind:
            case "reactor":
                lamp = plant.beacon(view, x + BEACON[0], BEACON[1], self._light(), siren=view.seen.siren)
                return lamp + vessel.reactor(view, x, look)
            case "gas_mixer":
                return plant.mixer(view, x, look)
            case "gas_line":
                held = self._held(thing)
                return self._once(thing, (look.line, held), lambda: plant.tube(view, x, *self._ends(), look, held))
            case "manifold":
                return self._once(thing, (look.bottle_bar, look.reserve_bar), lambda: plant.manifold(view, x, look))
            case "feed_pump":
                return plant.feed(view, x, look)
            case "response_sheet" | "batch_record" | "logbook" | "report" | "five_whys" | "investigation" | "evidence_folder":
                return self._paper(thing, kind, x)
            case "sample_port" | "feed_port":
                return self._once(thing, look.ports, lambda: self._port(thing, kind, x, y))
            case "clock":
                box = view.camera.rect(x - 0.18, y - 0.18, x + 0.18, y + 0.18)
                minute = view.seen.clock_min
                return self._once(thing, minute, lambda: [Item(thing, minute, box, lambda: desk.clock(view, x, y), whole=True)])
            case "console":
                now = len(view.seen.history), bool(view.seen.unread)
                return self._once(thing, now, lambda: self._console(thing, x, now))
        return self._once(thing, (), lambda: self._furniture(thing, kind, x, y))

    def _port(self, thing: str, kind: str, x: float, y: float) -> list[Item]:
        view = self.view
        box = view.camera.rect(x - 0.16, y - 0.21, x + 0.16, y + 0.10)
        return [Item(thing, (), box, lambda: desk.port(view, x, y)), *self._sign(kind, x, y)]

    def _console(self, thing: str, x: float, now: Hashable) -> list[Item]:
        """The console, and its screen that shows something else every ten seconds of the process."""
        view, box = self.view, desk.glass(self.view, x)
        still = Item(thing, (), view.camera.rect(x - 0.90, -0.01, x + 0.90, 1.86), lambda: desk.console(view, x))
        return [still, Item(f"{thing}.screen", (now, box.x), box, lambda: desk.small_screen(view, x), whole=True)]

    def _sign(self, kind: str, x: float, y: float) -> list[Item]:
        """What a port is called by its sign, and where two ports can be mistaken, the feed's tube at the one it comes from."""
        view = self.view
        if not any(thing.kind == "feed_port" for thing in view.level.things):
            return []
        box = view.camera.rect(x - 0.16, y - 0.21, x + 0.16, y - 0.09)
        found = [Item(f"{kind}.sign", (), box, lambda: desk.sign(view, x, y, view.t(f"deviation.sign_{kind}")))]
        if (kind == "feed_port") == (view.seen.plant().ports == "right"):
            pump = next((thing.x_m for thing in view.level.things if thing.kind == "feed_pump"), x + 0.5)
            box = view.camera.rect(min(x, pump - 0.25), min(y, 0.90) - 0.05, max(x + 0.2, pump - 0.20), max(y, 0.90) + 0.05)
            found.insert(0, Item(f"{kind}.branch", (), box, lambda: desk.feed_branch(view, x, y, pump), whole=True))
        return found

    def _furniture(self, thing: str, kind: str, x: float, y: float) -> list[Item]:
        """What never changes."""
        view, rect = self.view, self.view.camera.rect

        def item(box: pygame.Rect, paint: Callable[[], None]) -> list[Item]:
            return [Item(thing, (), box, paint)]

        match kind:
            case "desk":
                return item(rect(x - 0.87, -0.01, x + 0.83, desk.TOP_M), lambda: desk.desk(view, x))
            case "phone":
                return item(desk.phone_box(view, x, y).inflate(8, 8), lambda: desk.phone(view, x, y))
            case "door":
                return item(rect(x - 0.55, -0.01, x + 0.55, 2.15), lambda: desk.door(view, x))
            case "bin":
                return item(rect(x - 0.21, -0.01, x + 0.21, 0.61), lambda: desk.waste(view, x))
            case "sample_bench":
                return item(rect(x - 0.46, -0.01, x + 0.46, 1.16), lambda: desk.bench(view, x))
        return []

    def _paper(self, thing: str, kind: str, x: float) -> list[Item]:
        view = self.view
        form = view.truth.forms.get(thing)
        if self._later(kind):
            return []
        written = len(form.entries) if form else 0
        up = desk.up_m(kind)
        box = view.camera.rect(x - 0.21, 0.80 + up, x + 0.21, desk.TOP_M + up)
        return self._once(thing, written, lambda: [Item(thing, written, box, lambda: desk.paper(view, kind, x, written))])

    def _later(self, kind: str) -> bool:
        """Whether it only lies there once the team has met."""
        return kind in NEXT_DAY and self.view.seen.phase == "shift"

    def _light(self) -> str:
        """The lamp's colour, as the list of alarms says."""
        names = self.view.seen.unread or self.view.seen.alarms
        return "red" if any(name.endswith("_action") for name in names) else "amber" if names else ""

    def _vessel(self) -> float:
        return next((t.x_m for t in self.view.level.things if t.kind == "reactor"), 7.4)

    def _ends(self) -> tuple[float, float]:
        """Where the gas tube begins and ends."""
        mixer = next((t.x_m for t in self.view.level.things if t.kind == "gas_mixer"), 6.0)
        return mixer + 0.235, self._vessel() + (312 - 220) / UNITS

    def _held(self, thing: str) -> tuple[float, float] | None:
        """Where a hand holds the tube."""
        for name in HANDS:
            hand = self.view.seen.hand(name)
            if hand.holding == thing:
                return hand.x, hand.y
        return None

    # --- what is carried, and who carries it --------------------------------------------------------------------------------

    def _carried(self, thing: str, kind: str) -> list[Item]:
        view = self.view
        box = self.box(thing)
        if box is None:
            return []
        if kind == "status_label":
            return self._label(thing, box, lambda: None)
        return [Item(thing, (), box, lambda: desk.sheet(view, box), whole=True)] if kind == "trend_print" else []

    def _label(self, thing: str, box: pygame.Rect, besides: Callable[[], None]) -> list[Item]:
        """A label on its roll, in the hand or where it sticks; besides: what it has beside its words."""
        view = self.view
        entries = view.truth.forms[thing].entries
        spec = view.level.thing(thing)
        rolled = not view.seen.lies(thing) and not entries

        def paint() -> None:
            if rolled:
                desk.label_roll(view, spec.x_m, spec.y_m + 0.02)
            else:
                desk.label(view, box, entries["status"].text if "status" in entries else "")
                desk.written(view, box, thing)
            besides()

        whole = box.union(view.camera.rect(spec.x_m - 0.15, spec.y_m - 0.09, spec.x_m + 0.15, spec.y_m + 0.15)) if rolled else box
        return [Item(thing, tuple((name, entry.text) for name, entry in entries.items()), whole.inflate(2 * whole.w, whole.h), paint)]

    def _person(self) -> list[Item]:
        """The operator, behind what he works at, so that he hides nothing of it; he steps out from behind what is taller than he."""
        return self._operator("line/operator", BEHIND_M)

    def _operator(self, name: str, y: float) -> list[Item]:
        """He goes to his place step by step."""
        view, camera = self.view, self.view.camera
        x = self._beside(view.seen.x)
        self._stands += (x - self._stands) * (STEP_ASIDE if abs(x - self._stands) < 1.5 else 1.0)
        k = camera.scale / PERSON_UNITS
        drawn = svg.load(name, k)
        px, py = camera.point(self._stands, y)
        at = px - round(PERSON_FOOT[0] * k), py - round(PERSON_FOOT[1] * k)
        return [Item("operator", (), drawn.get_rect(topleft=at), lambda: void(view.surface.blit(drawn, at)))]

    def _beside(self, x: float) -> float:
        """Where he is drawn: as near to where he is as something tall lets him be seen."""
        for thing in self.view.level.things:
            half = HIDES.get(thing.kind, 0.0)
            if abs(x - thing.x_m) < half:
                return thing.x_m + (half if x > thing.x_m else -half)
        return x

    def _hands(self) -> list[Item]:
        view, found = self.view, []
        for name in HANDS:
            hand = view.seen.hand(name)
            resting = abs(abs(hand.x - view.seen.x) - REST[0]) < 0.1 and abs(hand.y - REST[1]) < 0.1
            if not hand.holding and (resting or name != self.acting or view.seen.walking):
                continue
            found.append(self._hand(name, hand.x, hand.y, holds=bool(hand.holding)))
        return found

    def _hand(self, name: str, x: float, y: float, *, holds: bool) -> Item:
        view = self.view
        file, touch = ("hand-grip-glove-1", GRIP) if holds else ("hand-open-glove-1", TIP)
        k = HAND_K * view.screen.unit
        drawn = svg.load(f"gowning/{file}", k, flip=name == "left")
        px, py = view.camera.point(x, y)
        left = touch[0] if name == "right" else svg.size(f"gowning/{file}")[0] - touch[0]
        at = px - round(left * k), py - round(touch[1] * k)
        return Item(f"hand.{name}", holds, drawn.get_rect(topleft=at), lambda: void(view.surface.blit(drawn, at)))

    # --- pointing ----------------------------------------------------------------------------------------------------------

    def box(self, thing_id: str) -> pygame.Rect | None:
        """Where a thing is on the screen, None when it is not to be seen."""
        view = self.view
        spec = next((one for one in view.level.things if one.id == thing_id), None)
        if spec is None:
            return None
        x, y, kind = spec.x_m, spec.y_m, view.seen.kind(thing_id)
        if kind.carried:
            return self._loose(thing_id, kind.id, x, y)
        if kind.paper or kind.id in ("response_sheet", "batch_record", "evidence_folder"):
            return None if self._later(kind.id) else desk.paper_box(view, kind.id, x)
        w, h = kind.size_m
        if kind.id in ("sample_port", "feed_port", "clock"):
            return view.camera.rect(x - 0.17, y - 0.17, x + 0.17, y + 0.17)
        if kind.id == "gas_line":
            return view.camera.rect(x - 0.30, 0.0, x + 0.22, 0.34)
        if kind.id == "phone":
            return desk.phone_box(view, x, y)
        if kind.id == "console":
            return view.camera.rect(x - 0.87, 0.75, x + 0.87, 1.82)
        if kind.id == "desk":
            return view.camera.rect(x - 0.86, 0.0, x + 0.82, 0.80)
        return view.camera.rect(x - w / 2, y, x + w / 2, y + h)

    def _loose(self, thing: str, kind: str, x: float, y: float) -> pygame.Rect | None:
        """What can be carried: at its place, in the hand, or on what it was put on."""
        view = self.view
        lies = view.seen.lies(thing)
        if kind == "trend_print" and not view.seen.printed:
            return None
        if lies.startswith("hand:"):
            hand = view.seen.hand(lies[5:])
            if kind in LABELS:
                return view.camera.rect(hand.x - 0.20, hand.y + 0.03, hand.x + 0.20, hand.y + 0.28)
            return view.camera.rect(hand.x - 0.14, hand.y - 0.02, hand.x + 0.14, hand.y + 0.36)
        if lies:
            on, vessel = view.seen.kind(lies).id, view.seen.point(lies)[0]
            if on == "bin":
                return None
            if on == "reactor":
                return view.camera.rect(vessel - 0.20, 1.37, vessel + 0.20, 1.62)
            return view.camera.rect(vessel - 0.10, 0.95, vessel + 0.10, 1.20)
        if kind == "status_label":
            return view.camera.rect(x - 0.14, y - 0.09, x + 0.14, y + 0.12)
        return view.camera.rect(x - 0.10, y, x + 0.10, y + 0.26)
