"""The person in the room: a click on a thing starts its only plain act, else its list opens; Tab and Return do the same."""

from __future__ import annotations

from dataclasses import dataclass, field

import pygame

from game.commands import HANDS, Command, Reach
from game.session.deviation.gestures import approach
from game.session.moves import Gesture, mm
from game.view import topbar
from game.view.choices import Choice
from game.view.deviation.choices import at, choices
from game.view.deviation.picture import RoomPicture
from game.view.ring import DIGITS, Ring
from game.view.settings import Settings

LEAST_PX = 44
WALK_STEP_M = 0.5
OPENED = ("write_on", "screen", "phone")
"""What the scene opens itself."""


@dataclass
class DeviationHand:
    """What the person is about to do.  `commands` is asked once a tick; everything else follows events."""

    picture: RoomPicture
    settings: Settings
    hover: str = ""
    focus: str = ""
    by_keyboard: bool = False
    ring: Ring | None = None
    doing: Choice | None = None
    covered: list[pygame.Rect] = field(default_factory=list)
    """What lies over the room on the screen."""
    found: list[Choice] = field(default_factory=list)
    asked: tuple[str, str] | None = None
    """(what, thing) that the scene is to open."""
    _gesture: Gesture | None = None
    _pointer: tuple[int, int] | None = None

    @property
    def busy(self) -> bool:
        """Whether a gesture is under way."""
        return self._gesture is not None

    @property
    def pointed(self) -> tuple[int, int] | None:
        """Where the pointer is; None while the keyboard is used."""
        return None if self.by_keyboard else self._pointer

    def ask(self) -> None:
        """What can be done now."""
        self.found = self.picture.placed(choices(self.picture.view))

    def commands(self) -> list[Command]:
        """The commands of this tick."""
        if self._gesture is None:
            return []
        step = next(self._gesture, None)
        if step is not None:
            return step
        self._gesture = self.doing = None
        self.ask()
        return self._rest()

    def _rest(self) -> list[Command]:
        """Hands go back to where they rest, with what they hold."""
        return [Reach(hand, mm(-0.25 if hand == "left" else 0.25), mm(1.10)) for hand in HANDS]

    # --- starting and stopping -------------------------------------------------------------------------------------------

    def begin(self, choice: Choice) -> None:
        """Start it."""
        self.ring = None
        if choice.verb in OPENED:
            self.asked = choice.verb, choice.thing
            return
        self.doing = choice
        self._gesture = choice.start()

    def start(self, ident: str) -> bool:
        """Start the choice of that id; False when it cannot be done now."""
        self.ask()
        found = next((choice for choice in self.found if choice.id == ident), None)
        if found is not None:
            self.begin(found)
        return found is not None

    def run(self, gesture: Gesture) -> None:
        """Carry out a gesture that stands in no list (a set-point, an entry)."""
        self.doing, self._gesture = None, gesture

    def go(self, x: float) -> None:
        """Walk there."""
        self.run(approach(self.picture.view.seen, x, 0.35))

    def stop(self) -> bool:
        """Break off what runs; False when nothing did."""
        if self.ring is not None:
            self.ring = None
            return True
        if self._gesture is None:
            return False
        self._gesture = self.doing = None
        return True

    def back(self) -> bool:
        """Step back from what one has before one's eyes; False where there is nothing to step back from."""
        return False

    def back_words(self) -> tuple[str, str]:
        """What that is called and its sign, "" where there is nothing to step back from."""
        return "", ""

    # --- what is where -----------------------------------------------------------------------------------------------------

    def targets(self) -> list[tuple[str, pygame.Rect]]:
        """What can be acted on and where it is, the frontmost first."""
        acted = {name for choice in self.found for name in choice.at}
        ranked: list[tuple[int, int, str, pygame.Rect]] = []
        for name in self.picture.names():
            box = self.picture.box(name)
            if name in acted and box is not None:
                box = box.inflate(max(0, LEAST_PX - box.w), max(0, LEAST_PX - box.h))
                ranked.append((self.picture.rank(name), box.w * box.h, name, box))
        ranked.sort(key=lambda each: each[:3])
        return [(name, box) for _, _, name, box in ranked]

    def over(self, pos: tuple[int, int]) -> bool:
        """Whether something lies over the room there."""
        view = self.picture.view
        return not view.camera.area.collidepoint(pos) or any(rect.collidepoint(pos) for rect in self.covered)

    def under(self, pos: tuple[int, int]) -> str:
        """The frontmost target at a point of the screen."""
        return "" if self.over(pos) else next((name for name, box in self.targets() if box.collidepoint(pos)), "")

    # --- events ----------------------------------------------------------------------------------------------------------

    def handle(self, event: pygame.Event) -> None:
        """One event in the room (not of a paper or a panel)."""
        if event.type in (pygame.MOUSEBUTTONDOWN, pygame.KEYDOWN, pygame.MOUSEMOTION):
            self.ask()
        if self.ring is not None:
            self._in_ring(event)
        elif event.type == pygame.MOUSEMOTION:
            self._pointer, self.by_keyboard = event.pos, False
            self.hover = self.under(event.pos)
        elif event.type == pygame.MOUSEBUTTONDOWN and event.button == 1:
            self._pointer, self.by_keyboard = event.pos, False
            self._click(event.pos)
        elif event.type == pygame.KEYDOWN:
            self._key(event)

    def _in_ring(self, event: pygame.Event) -> None:
        chosen = self.ring.handle(event) if self.ring else False
        if isinstance(chosen, Choice):
            self.begin(chosen)
        elif chosen is False:
            self.ring = None

    def _click(self, pos: tuple[int, int]) -> None:
        if self.over(pos):
            return
        self.stop()
        target = self.under(pos)
        if target:
            self.open(target)
        else:
            camera = self.picture.view.camera
            self.go((pos[0] - camera.area.centerx) / camera.scale + camera.x)

    def open(self, target: str) -> None:
        """Its panel, its only plain act, or the list."""
        self.ask()
        found = at(self.found, target)
        special = self.picture.special(target)
        if special and not found:
            self.asked = special, target
            return
        plain = [choice for choice in found if not choice.asks]
        if len(plain) == 1 and len(found) == 1:
            self.begin(plain[0])
        elif found:
            self._list(target, found)

    def _list(self, target: str, found: list[Choice]) -> None:
        view = self.picture.view
        box = self.picture.box(target) or pygame.Rect(view.screen.bounds.center, (1, 1))
        self.ring = Ring(self.picture.title(target), found, box.clip(view.screen.bounds) or box, target, view.screen.lang, self.covered)
        self.ring.layout(view.screen, topbar.height(view.screen))
        if self.by_keyboard:
            self.ring.focus_first()

    # --- keyboard --------------------------------------------------------------------------------------------------------

    def stops(self) -> list[str]:
        """What Tab goes through: from left to right."""
        places = {name: box.centerx for name, box in self.targets() if self.picture.tabbed(name)}
        return sorted(places, key=lambda name: (places[name], name))

    def _key(self, event: pygame.Event) -> None:
        self.by_keyboard = True
        action = self.settings.action_of(event.scancode)
        if action == "next_thing":
            self._cycle(-1 if event.mod & pygame.KMOD_SHIFT else 1)
        elif action == "act":
            if self.focus:
                self.stop()
                self.open(self.focus)
        elif (action in ("walk_left", "walk_right") or event.key in (pygame.K_LEFT, pygame.K_RIGHT)) and not self.busy:
            left = action == "walk_left" or event.key == pygame.K_LEFT
            self.go(self.picture.view.seen.x + (-WALK_STEP_M if left else WALK_STEP_M))
        elif event.scancode in DIGITS and self.focus:
            found = at(self.found, self.focus)
            n = DIGITS[event.scancode]
            if n < len(found):
                self.begin(found[n])

    def _cycle(self, by: int) -> None:
        row = self.stops()
        if not row:
            return
        view = self.picture.view
        if self.focus in row:
            self.focus = row[(row.index(self.focus) + by) % len(row)]
        else:
            self.focus = min(row, key=lambda name: abs(self.picture.where(name) - view.seen.x))
        view.camera.show(self.picture.where(self.focus))

    def stand_on(self, target: str) -> None:
        """The keyboard goes to a thing."""
        if self.picture.box(target) is not None:
            self.by_keyboard, self.focus = True, target
            self.picture.view.camera.show(self.picture.where(target))
