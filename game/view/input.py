"""Mouse and keyboard to gestures and commands: one grammar for both.

A click takes, a click again lets go where it makes sense; dragging does the same and is never the only way; releasing
over nothing keeps the thing in hand.  A hand that holds cloth stays where it is until a click (or its key) takes it: then
the pointer leads it, until the next click.  A thing with one plain choice is started at once, else its choices open.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pygame

from game.commands import HANDS, Command
from game.session.gestures import Gesture
from game.session.moves import walk
from game.view import keyboard, topbar
from game.view.choices import Choice, at, choices, plain
from game.view.lead import Lead
from game.view.names import called
from game.view.ring import Ring
from game.view.room import RoomPicture
from game.view.settings import Settings
from game.world.seen import ThingSeen

DRAG_PX = 12
ACTED = (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP, pygame.KEYDOWN)
ASK_EVERY = 6
"""Frames between two looks at what can be done."""
NEAR_M = 0.6
"""So near one stands before a thing."""
Box = tuple[ThingSeen, pygame.Rect]


@dataclass
class Controller:
    """What the person is about to do.  `commands` is asked once a tick; everything else follows events."""

    picture: RoomPicture
    settings: Settings
    lead: Lead = field(default_factory=Lead)
    hover: str = ""
    focus: str = ""
    target: str = ""
    """What the coach speaks of, "" where the mode points at nothing."""
    fresh: bool = True
    """Something was done since the keyboard last moved on."""
    by_keyboard: bool = False
    keyed: int = -1
    """Tick at which the keyboard was first used, -1 before."""
    ring: Ring | None = None
    doing: Choice | None = None
    covered: list[pygame.Rect] = field(default_factory=list)
    """What lies over the room on the screen, by the last frame: there the pointer neither leads nor acts."""
    pills: dict[str, pygame.Rect] = field(default_factory=dict)
    """Where it says what each hand holds: a click there takes that hand."""
    told: bool = False
    """Whether it was said once how a hand is led."""
    asked: str = ""
    """A thing whose close-up was asked for by clicking it."""
    found: list[Choice] = field(default_factory=list)
    _gesture: Gesture | None = None
    _pointer: tuple[int, int] | None = None
    _out: list[Command] = field(default_factory=list)
    _press: tuple[tuple[int, int], str] | None = None
    _dragging: bool = False
    _after: str = ""
    """Target to let go at, once what runs now is done (a drag that was faster than the hand)."""
    _see_after: str = ""
    """Thing to look at closely, once one stands before it."""
    _queue: list[str] = field(default_factory=list)
    """Ids of choices to start when what runs now is done."""
    _boxes: list[Box] = field(default_factory=list)
    _frames: int = 0
    _stale: bool = True
    _moved: bool = True

    # --- each tick -------------------------------------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether a gesture is under way."""
        return self._gesture is not None

    def refresh(self) -> None:
        """Once a frame: what can be done is asked anew a few times a second, and at once when an event comes."""
        self._frames += 1
        if self._stale or self._frames % ASK_EVERY == 0:
            self._stale = False
            self.ask()
        if self._pointer and not self.by_keyboard and (self._moved or self._frames % ASK_EVERY == 0):
            self._moved = False
            self._boxes = self.picture.boxes()
            self.hover = self._under(self._pointer)

    def ask(self) -> None:
        """What can be done now, and where."""
        view = self.picture.view
        self.found = choices(view.seen, view.screen.lang)

    def commands(self) -> list[Command]:
        """The commands of this tick."""
        out, self._out = self._out, []
        if self._gesture is not None:
            step = next(self._gesture, None)
            if step is not None:
                return out + step
            self._done()
        return out + self._free_hand()

    def _done(self) -> None:
        self._gesture = self.doing = None
        self._stale = self.fresh = True
        seen = self.picture.view.seen
        self.lead.rested(seen)
        if self._see_after:
            self.asked, self._see_after = self._see_after, ""
        if self._queue:
            wanted = self._queue.pop(0)
            self.ask()
            next_one = next((choice for choice in self.found if choice.id == wanted), None)
            if next_one:
                self.choose(next_one)
        elif self._after:
            target, self._after = self._after, ""
            self.ask()
            self._drop_on(target)

    def _free_hand(self) -> list[Command]:
        """Nothing runs: the pointer leads the hand that was taken."""
        seen = self.picture.view.seen
        if not self.lead.taken:
            return []
        if not self.lead.can_take(seen, self.lead.acting):
            self.lead.let_go()
        elif self._pointer is None or self.by_keyboard or self.ring is not None or self._over(self._pointer):
            self.lead.lift()
        else:
            return self.lead.follow(seen, *self.picture.view.camera.world(*self._pointer))
        return []

    def _over(self, pos: tuple[int, int]) -> bool:
        """Whether something lies over the room there: bar, words, pills."""
        view = self.picture.view
        return pos[1] < topbar.height(view.screen) or any(rect.collidepoint(pos) for rect in self.covered)

    def take_hand(self, side: str = "") -> None:
        """The pointer leads that hand from now on, or the one that holds cloth; if it leads one already, it leaves it there."""
        seen = self.picture.view.seen
        if self.lead.taken:
            self.lead.let_go()
            return
        sides = [s for s in ((side,) if side else (self.lead.acting, *HANDS)) if self.lead.can_take(seen, s)]
        if sides and not self.busy:
            self.lead.take(sides[0])

    def hand_at(self, pos: tuple[int, int]) -> str:
        """The hand that a click there takes, "" when there is none."""
        view = self.picture.view
        pill = next((side for side, rect in self.pills.items() if rect.collidepoint(pos) and self.lead.can_take(view.seen, side)), "")
        if pill or self.busy or self._over(pos):
            return pill
        return self.lead.at(view.seen, *view.camera.world(*pos))

    def blocked(self, pos: tuple[int, int]) -> bool:
        """Whether a click there would be for a hand or for words over the room, not for what is behind."""
        return self._over(pos) or bool(self.hand_at(pos))

    @property
    def acting(self) -> str:
        """The hand that acts."""
        return self.lead.acting

    @property
    def pointed(self) -> tuple[int, int] | None:
        """Where the pointer is; None while the keyboard is used."""
        return None if self.by_keyboard else self._pointer

    @property
    def led(self) -> str:
        """The hand that the pointer leads now, "" for none."""
        return self.lead.acting if self.lead.taken and self.lead.can_take(self.picture.view.seen, self.lead.acting) else ""

    @property
    def offered(self) -> str:
        """The hand under the pointer that a click would take."""
        return self.hand_at(self._pointer) if self._pointer and not self.by_keyboard and not self.led else ""

    # --- starting and stopping -------------------------------------------------------------------------------------------

    def line_up(self, choice: Choice) -> None:
        """Start it when what runs now is done: in a close-up one thing follows another."""
        if self.busy:
            self._queue = [*self._queue[-2:], choice.id]
        else:
            self.choose(choice)

    def choose(self, choice: Choice) -> None:
        """Start what was chosen."""
        self.ring = None
        self.lead.let_go()
        self.doing = choice
        self._gesture = choice.start()
        self._after = self._see_after = ""

    def begin(self, gesture: Gesture) -> None:
        """Start a gesture that is no choice of a list (walking to a spot)."""
        self.ring = None
        self.lead.let_go()
        self.doing = None
        self._gesture = gesture
        self._see_after = ""

    def stop(self) -> bool:
        """Break off what runs; False when nothing did."""
        if self.ring is not None:
            self.ring = None
            return True
        if self._gesture is None:
            return False
        self._gesture = self.doing = None
        self._after = self._see_after = ""
        self._queue.clear()
        return True

    # --- events ----------------------------------------------------------------------------------------------------------

    def handle(self, event: pygame.Event) -> None:
        """One event of the room (not of a close-up)."""
        self._moved = True
        if event.type in ACTED:
            self.ask()
            self._boxes = self.picture.boxes()
        if self.ring is not None:
            self._in_ring(event)
            return
        if event.type == pygame.MOUSEMOTION:
            self._motion(event)
        elif event.type == pygame.MOUSEBUTTONDOWN and event.button == 1:
            self.by_keyboard = False
            self._pointer = event.pos
            self._press = self._pressed(event.pos)
        elif event.type == pygame.MOUSEBUTTONUP and event.button == 1:
            self._release(event.pos)
        elif event.type == pygame.MOUSEBUTTONDOWN and event.button == 3:
            self.park()
        elif event.type == pygame.MOUSEWHEEL:
            self.nudge(0.0, keyboard.STEP_M * event.y)
        elif event.type == pygame.KEYDOWN:
            keyboard.pressed(self, event)

    def _in_ring(self, event: pygame.Event) -> None:
        chosen = self.ring.handle(event) if self.ring else False
        if isinstance(chosen, Choice):
            self.choose(chosen)
        elif chosen is False:
            self.ring = None
        if event.type in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            self._press = None

    def _pressed(self, pos: tuple[int, int]) -> tuple[tuple[int, int], str] | None:
        """The button goes down: where a drag may begin; None when the press has been used up."""
        if self.lead.taken:
            self.lead.let_go()
            return None
        hand = self.hand_at(pos)
        if hand:
            self.take_hand(hand)
            return None
        return None if self._over(pos) else (pos, self._under(pos))

    def _motion(self, event: pygame.Event) -> None:
        self._pointer = event.pos
        self.by_keyboard = False
        if self._press is None or self._dragging or not event.buttons[0]:
            return
        (x, y), thing = self._press
        if abs(event.pos[0] - x) + abs(event.pos[1] - y) < DRAG_PX * max(1.0, self.picture.view.screen.unit):
            return
        take = next((c for c in at(self.found, thing) if c.verb == "take"), None)
        if take and not self.busy:
            self._dragging = True
            self.choose(take)

    def _release(self, pos: tuple[int, int]) -> None:
        press, self._press = self._press, None
        if self.lead.taken and self.settings.pointer == "drag":
            self.lead.let_go()
        elif self._dragging:
            self._dragging = False
            target = self._under(pos, besides=press[1] if press else "")
            if self.busy:
                self._after = target
            else:
                self._drop_on(target)
        elif press is not None and not self._over(pos):
            self.click(self._under(pos), pos)
        elif not self.busy:
            self._list_of_hand(pos)

    def _list_of_hand(self, pos: tuple[int, int]) -> None:
        """A click where it says what a hand holds, other than cloth to lead: what can be done with it."""
        seen = self.picture.view.seen
        side = next((side for side, rect in self.pills.items() if rect.collidepoint(pos) and not self.lead.can_take(seen, side)), "")
        if side and seen.hand(side).holding:
            self.open(seen.hand(side).holding)

    def _drop_on(self, target: str) -> None:
        """A drag ended over something: what can be put there is; over nothing the thing stays in hand."""
        puts = [c for c in at(self.found, target) if c.verb == "put"]
        if len(puts) == 1:
            self.choose(puts[0])
        elif target:
            self.open(target)

    def click(self, thing: str, pos: tuple[int, int]) -> None:
        """A click on a thing, or on the floor."""
        if self.busy:
            self.stop()
            self.ask()
        if thing:
            self.open(thing)
        else:
            self._walk(pos)

    def open(self, thing: str) -> None:
        """Start its only choice, or show its choices."""
        found = at(self.found, thing)
        seen = self.picture.view.seen.thing(thing)
        if found and (seen.family == "sink" or any(choice.verb == "answer" for choice in found)):  # who waits comes first
            self._go_and_see(thing, seen.x)
            return
        one = plain(found, seen.known)
        if one:
            self.choose(one)
        elif found:
            view = self.picture.view
            box = next((rect for each, rect in self._boxes if each.id == thing), pygame.Rect(view.screen.bounds.center, (1, 1)))
            title = called(view, seen)
            self.ring = Ring(title, found, box, thing, view.screen.lang, [view.camera.person(view.seen.x), *self.covered])
            self.ring.layout(view.screen, view.screen.px(56))
            if self.by_keyboard:
                self.ring.focus_first()

    def _go_and_see(self, thing: str, x: float) -> None:
        """Stand before it; then its close-up opens."""
        view = self.picture.view
        if abs(view.seen.x - x) < NEAR_M:
            self.asked = thing
        else:
            self.begin(walk(view.seen, x))
            self._see_after = thing

    def _walk(self, pos: tuple[int, int]) -> None:
        """A click on the bare floor or wall: go there."""
        view = self.picture.view
        x, _ = view.camera.world(*pos)
        if view.seen.stance == "sit":
            return
        if pos[1] > view.camera.wall_foot or abs(x - view.seen.x) > 0.6:
            self.begin(walk(view.seen, x))

    def park(self) -> None:
        """The other hand acts now; the one that acted stays where it is."""
        self.lead.park()

    def nudge(self, dx: float, dy: float) -> None:
        """The acting hand a little aside, higher or lower (wheel, keys)."""
        if not self.busy:
            self.send(*self.lead.nudge(self.picture.view.seen, dx, dy))

    def send(self, *commands: Command) -> None:
        """Commands of the next tick."""
        self._out += commands

    def lead_from(self, place: tuple[float, float]) -> None:
        """The pointer of a close-up leads the hand there, once that hand was taken."""
        self.by_keyboard = False
        self._pointer = None
        seen = self.picture.view.seen
        if not self.busy and self.lead.possible(seen):
            self._out += self.lead.follow(seen, *place)

    def take_from(self, place: tuple[float, float]) -> None:
        """A click in a close-up: takes the hand that is there, or leaves the one that was led."""
        hand = self.lead.at(self.picture.view.seen, *place)
        if self.lead.taken or hand:
            self.take_hand(hand)

    # --- pointing --------------------------------------------------------------------------------------------------------

    def _under(self, pos: tuple[int, int], besides: str = "") -> str:
        """The thing at a point: the smallest and frontmost one that something can be done with."""
        with_choices = {name for choice in self.found for name in choice.at}
        for thing, rect in self._boxes:
            if thing.id in with_choices and thing.id != besides and rect.collidepoint(pos):
                return thing.id
        return ""
