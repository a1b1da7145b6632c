"""The person at the line: the pointer is where one looks (and where the lamp shines), the other hand does what is clicked.

From afar a click goes there; near, it acts.  One click on a thing with one plain choice starts it, else its list opens.
By keyboard Tab goes from thing to thing, arrows lead the eye, Enter acts on what is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pygame

from game.commands import Command, Reach
from game.session.line.gestures import approach
from game.session.moves import Gesture, mm
from game.view import topbar
from game.view.choices import Choice
from game.view.line import keys
from game.view.line.camera import CLOSE, FAR, NEAR
from game.view.line.choices import at, choices, sweeps
from game.view.line.keys import ARM_M, ARM_Y_M, GRASP_M
from game.view.line.picture import LinePicture
from game.view.line.things import PEOPLE
from game.view.ring import Ring
from game.view.settings import Settings

SAME_MM = 6
EDGE_PX = 40
WORK_M, HIGHEST_M = 0.9, 1.7
"""Who comes nearer without pointing anywhere looks at what stands on the belts; the ceiling is never what one comes near to."""
LEAST_PX = 44
LINGER_TICKS = 24
SHOWN_ORDER = {"document": 0, "panel": 1, "display": 1, "person": 3, "bin": 2, "shelf": 2, "board": 2, "desk": 4, "machine": 5, "clock": 9}


@dataclass
class LineHand:
    """What the person is about to do.  `commands` is asked once a tick; everything else follows events."""

    picture: LinePicture
    settings: Settings
    hover: str = ""
    focus: str = ""
    by_keyboard: bool = False
    ring: Ring | None = None
    doing: Choice | None = None
    covered: list[pygame.Rect] = field(default_factory=list)
    """What lies over the line on the screen: there the pointer neither looks nor acts."""
    pills: dict[str, pygame.Rect] = field(default_factory=dict)
    found: list[Choice] = field(default_factory=list)
    asked: Choice | None = None
    """A choice that the scene carries out itself: a paper to be opened, the start to be confirmed."""
    told: str = ""
    """Why a click did nothing (a key), for the coach to say."""
    _gesture: Gesture | None = None
    _pointer: tuple[int, int] | None = None
    gaze: tuple[float, float] | None = None
    """Where the keyboard looks, metres."""
    _sent: tuple[int, int] = (0, 0)
    _clicked: bool = False
    """What was clicked lay at the edge: the pointer rests there, and does not ask to go on."""
    _beyond: int = 0
    """Ticks that the eye has rested on something beyond the arm's reach: then one walks up to it."""
    _out: list[Command] = field(default_factory=list)

    # --- each tick -------------------------------------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether a gesture is under way."""
        return self._gesture is not None

    @property
    def pointed(self) -> tuple[int, int] | None:
        """Where the pointer is; None while the keyboard is used."""
        return None if self.by_keyboard else self._pointer

    @property
    def near(self) -> bool:
        """Whether one stands at the line, not far from it."""
        return self.picture.view.camera.level != FAR

    def ask(self) -> None:
        """What can be done now."""
        self.found = choices(self.picture.view)

    def commands(self) -> list[Command]:
        """The commands of this tick."""
        out, self._out = self._out, []
        seen = self.picture.view.seen
        if self._gesture is not None:
            step = next(self._gesture, None)
            if step is None:
                self._gesture = self.doing = None
                self._sent = (0, 0)
                self.ask()
            else:
                out += step
        led = any(isinstance(command, Reach) and command.hand == seen.lamp_hand for command in out)
        if self._gesture is None and not led and not seen.walking:
            out += self._looking()
        return out

    def _looking(self) -> list[Command]:
        """The eye (and the lamp) follows the pointer, or where the keyboard looks, as far as the arm goes."""
        if not self.near or self.ring is not None:
            return []
        seen, view = self.picture.view.seen, self.picture.view
        if self.by_keyboard:
            if self.gaze is None:
                return []
            x, y = self.gaze
        elif self._pointer is None or self.over(self._pointer):
            return []
        else:
            x, y = view.camera.world(*self._pointer)
        self._beyond = self._beyond + 1 if abs(x - seen.x) > ARM_M else 0
        if self._beyond > LINGER_TICKS:
            self._beyond = 0
            self.go(x)
            return []
        target = mm(min(ARM_M, max(-ARM_M, x - seen.x))), mm(min(ARM_Y_M[1], max(ARM_Y_M[0], y)))
        if abs(target[0] - self._sent[0]) < SAME_MM and abs(target[1] - self._sent[1]) < SAME_MM:
            return []
        self._sent = target
        return [Reach(seen.lamp_hand, *target)]

    def over(self, pos: tuple[int, int]) -> bool:
        """Whether something lies over the line there: bar, words, pills."""
        return pos[1] < topbar.height(self.picture.view.screen) or any(rect.collidepoint(pos) for rect in self.covered)

    @property
    def edge(self) -> int:
        """-1 or 1 while the pointer rests at the left or right edge: one wants to go on along the line."""
        if not self.near or self._pointer is None or self.by_keyboard or self.ring is not None or self.busy:
            return 0
        screen = self.picture.view.screen
        margin = screen.u(EDGE_PX)
        side = -1 if self._pointer[0] < margin else 1 if self._pointer[0] > screen.width - margin else 0
        self._clicked = self._clicked and bool(side)
        return 0 if self._clicked else side

    # --- starting and stopping -------------------------------------------------------------------------------------------

    def choose(self, choice: Choice) -> None:
        """Start what was chosen."""
        self.ring = None
        if choice.verb == "write_on" or choice.id.endswith(":start"):
            self.asked = choice
            return
        self.begin(choice)

    def begin(self, choice: Choice) -> None:
        """Start it, whatever it is."""
        self.doing = choice
        self._gesture = choice.start()

    def go(self, x: float) -> None:
        """Walk there."""
        self.doing = None
        self._gesture = approach(self.picture.view.seen, x, 0.35)

    def stop(self) -> bool:
        """Break off what runs; False when nothing did."""
        if self.ring is not None:
            self.ring = None
            return True
        if self._gesture is None:
            return False
        self._gesture = self.doing = None
        return True

    # --- what is where -----------------------------------------------------------------------------------------------------

    def targets(self) -> list[tuple[str, pygame.Rect]]:
        """What can be acted on and where it is, the frontmost first: things left behind, handles, papers, bins, machines."""
        acted = {name for choice in self.found for name in choice.at}
        view = self.picture.view
        ranked: list[tuple[int, int, str, pygame.Rect]] = []
        for name in acted:
            box = self.picture.box(name)
            if box is not None:
                box = box.inflate(max(0, LEAST_PX - box.w), max(0, LEAST_PX - box.h))
                ranked.append((self._rank(name), box.w * box.h, name, box))
        if not self.near:
            ranked += [(6, 0, one.id, box) for one in view.seen.stations() if one.id not in acted and (box := self.picture.box(one.id))]
        ranked.sort(key=lambda each: each[:3])
        return [(name, box) for _, _, name, box in ranked]

    def _rank(self, name: str) -> int:
        view = self.picture.view
        if name in view.truth.residues:
            return -2
        thing = view.spec(name)
        if thing is None:
            return -1
        from game.view.line.view import station_of

        return SHOWN_ORDER.get(station_of(thing).family, 6)

    def under(self, pos: tuple[int, int]) -> str:
        """The frontmost target at a point of the screen."""
        return next((name for name, box in self.targets() if box.collidepoint(pos)), "")

    # --- events ----------------------------------------------------------------------------------------------------------

    def handle(self, event: pygame.Event) -> None:
        """One event at the line (not of a paper or a panel)."""
        if event.type in (pygame.MOUSEBUTTONDOWN, pygame.KEYDOWN, pygame.MOUSEMOTION):
            self.ask()
        if self.ring is not None:
            self._in_ring(event)
        elif event.type == pygame.MOUSEMOTION:
            self._pointer, self.by_keyboard = event.pos, False
            self.hover = "" if self.over(event.pos) else self.under(event.pos)
        elif event.type == pygame.MOUSEBUTTONDOWN and event.button == 1:
            self._pointer, self.by_keyboard, self._clicked = event.pos, False, True
            self._click(event.pos)
        elif event.type == pygame.MOUSEBUTTONDOWN and event.button == 3:
            self.farther()
        elif event.type == pygame.MOUSEWHEEL and event.y:
            self.zoom(1 if event.y > 0 else -1)
        elif event.type == pygame.KEYDOWN:
            keys.pressed(self, event)

    def _in_ring(self, event: pygame.Event) -> None:
        chosen = self.ring.handle(event) if self.ring else False
        if isinstance(chosen, Choice):
            self.choose(chosen)
        elif chosen is False:
            self.ring = None

    def _click(self, pos: tuple[int, int]) -> None:
        pill = next((side for side, rect in self.pills.items() if rect.collidepoint(pos)), "")
        if pill:
            self.open(self.picture.view.seen.hand(pill).holding)
            return
        if self.over(pos):
            return
        self.stop()
        target = self.under(pos)
        if not self.near:
            self.come(pos, target)
        elif target:
            self.open(target)
        else:
            self.told = self.why_not(pos)

    def come(self, pos: tuple[int, int], target: str) -> None:
        """From afar: go there and look from near; somebody is spoken to from where one is."""
        view = self.picture.view
        thing = view.spec(target)
        if thing is not None and thing.kind in PEOPLE:
            self.open(target)
            return
        x, y = view.camera.world(*pos)
        view.camera.come(NEAR, x, min(y, HIGHEST_M))
        self.go(x)

    def why_not(self, pos: tuple[int, int]) -> str:
        """Why a click on something that lies there does nothing."""
        view = self.picture.view
        x, y = view.camera.world(*pos)
        for residue in view.truth.residues.values():
            if residue.on or abs(residue.x - x) > GRASP_M or abs(residue.y - y) > GRASP_M:
                continue
            zone = view.places.zones.get(f"{residue.station}.{residue.zone}")
            if zone is None or not self.picture.shows(residue):
                continue
            if zone.guard and zone.guard not in view.truth.open:
                return "line.why_guard"
            if zone.kind.dark and not view.seen.beam[2]:
                return "line.why_dark"
        return ""

    def open(self, target: str) -> None:
        """Start its only plain choice, or show the list."""
        self.ask()
        found = at(self.found, target)
        if self.by_keyboard:
            found += sweeps(self.picture.view, target)
        plain = [choice for choice in found if not choice.asks]
        if len(plain) == 1 and len(found) == 1:
            self.choose(plain[0])
        elif found:
            self._list(target, found)

    def _list(self, target: str, found: list[Choice]) -> None:
        view = self.picture.view
        box = self.picture.box(target) or pygame.Rect(view.screen.bounds.center, (1, 1))
        title = self.name(target)
        self.ring = Ring(title, found, box.clip(view.screen.bounds) or box, found[0].thing, view.screen.lang, self.covered)
        self.ring.layout(view.screen, topbar.height(view.screen))
        if self.by_keyboard:
            self.ring.focus_first()

    def name(self, target: str) -> str:
        """What a target is called."""
        view = self.picture.view
        if view.spec(target) is None and target not in view.truth.residues and "." in target:
            station, _, guard = target.rpartition(".")
            from game.view.line.view import station_of

            sort = station_of(view.level.thing(station)).guard(guard).sort
            return view.t("line.guard_of", guard=view.t(f"line.guard_{sort}"), thing=view.name(station))
        return view.name(target)

    # --- coming closer ---------------------------------------------------------------------------------------------------

    def zoom(self, by: int) -> None:
        """Closer or farther, about the pointer."""
        view = self.picture.view
        level = min(CLOSE, max(FAR, view.camera.level + by))
        if level == view.camera.level:
            return
        # On the bar above the pointer points at nothing of the line.
        pointer = self._pointer if not self.by_keyboard and self._pointer and self._pointer[1] > topbar.height(view.screen) else None
        if view.camera.level == FAR:
            x, y = view.camera.world(*pointer) if pointer else (view.seen.x, WORK_M)
            view.camera.come(NEAR, x, min(y, HIGHEST_M))
            self.go(x)
        else:
            keep = pointer if level != FAR else None
            x, y = self.gaze or view.seen.beam[:2]
            view.camera.come(level, x, y, keep)

    def farther(self) -> bool:
        """A step back; False when one sees the whole line already."""
        if not self.near:
            return False
        self.zoom(-1)
        return True
