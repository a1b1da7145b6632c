"""Mouse and keyboard to gestures and commands: one grammar for both.

A click takes, a click again lets go where it makes sense; dragging does the same and is never the only way; releasing
over nothing keeps the thing in hand.  While cloth is in hand the pointer leads the hand.  A thing with one plain choice is
started at once, else its choices open beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pygame

from game.commands import Command, WalkTo
from game.session.gestures import Gesture
from game.session.moves import walk
from game.view.choices import Choice, at, choices, plain
from game.view.lead import Lead
from game.view.looks import look_of
from game.view.ring import Ring
from game.view.room import RoomPicture
from game.view.settings import Settings
from game.world.seen import ThingSeen

DRAG_PX = 12
STEP_M = 0.04
WALK_STEP_M = 0.45
ACTED = (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP, pygame.KEYDOWN)
ASK_EVERY = 6
"""Frames between two looks at what can be done."""
NEAR_M = 0.6
"""So near one stands before a thing."""
EDGE_PX = 36
Box = tuple[ThingSeen, pygame.Rect]


@dataclass
class Controller:
    """What the person is about to do.  `commands` is asked once a tick; everything else follows events."""

    picture: RoomPicture
    settings: Settings
    lead: Lead = field(default_factory=Lead)
    hover: str = ""
    focus: str = ""
    by_keyboard: bool = False
    ring: Ring | None = None
    doing: Choice | None = None
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
        self._stale = True
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
        """Nothing runs: the pointer leads the hand that holds something."""
        seen = self.picture.view.seen
        if self._pointer and not self.by_keyboard and self.ring is None and self.lead.possible(seen):
            return self.lead.follow(seen, *self.picture.view.camera.world(*self._pointer))
        return []

    @property
    def acting(self) -> str:
        """The hand that acts."""
        return self.lead.acting

    @property
    def waits(self) -> bool:
        """Cloth is in hand, and the pointer has not come to the hand yet."""
        return self.lead.offset is None and not self.busy and not self.by_keyboard and self.lead.possible(self.picture.view.seen)

    @property
    def edge(self) -> int:
        """-1 or 1 while the pointer rests at the left or right edge of the window: one wants to see what lies beyond."""
        if self._pointer is None or self.by_keyboard or self.ring is not None:
            return 0
        screen = self.picture.view.screen
        margin = screen.u(EDGE_PX)
        return -1 if self._pointer[0] < margin else 1 if self._pointer[0] > screen.width - margin else 0

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
        self.doing = choice
        self._gesture = choice.start()
        self._after = self._see_after = ""

    def begin(self, gesture: Gesture) -> None:
        """Start a gesture that is no choice of a list (walking to a spot)."""
        self.ring = None
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
            self._press = (event.pos, self._under(event.pos))
        elif event.type == pygame.MOUSEBUTTONUP and event.button == 1:
            self._release(event.pos)
        elif event.type == pygame.MOUSEBUTTONDOWN and event.button == 3:
            self.park()
        elif event.type == pygame.MOUSEWHEEL:
            self.raise_hand(STEP_M * event.y)
        elif event.type == pygame.KEYDOWN:
            self._key(event)

    def _in_ring(self, event: pygame.Event) -> None:
        chosen = self.ring.handle(event) if self.ring else False
        if isinstance(chosen, Choice):
            self.choose(chosen)
        elif chosen is False:
            self.ring = None
        if event.type in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            self._press = None

    def _motion(self, event: pygame.Event) -> None:
        self._pointer = event.pos
        self.lead.fresh = True
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
        if self._dragging:
            self._dragging = False
            target = self._under(pos, besides=press[1] if press else "")
            if self.busy:
                self._after = target
            else:
                self._drop_on(target)
            return
        if press is not None:
            self.click(self._under(pos), pos)

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
        if seen.family == "sink" and found:
            self._go_and_see(thing, seen.x)
            return
        one = plain(found, seen.known)
        if one:
            self.choose(one)
        elif found:
            view = self.picture.view
            box = next((rect for each, rect in self._boxes if each.id == thing), pygame.Rect(view.screen.bounds.center, (1, 1)))
            self.ring = Ring(look_of(seen.kind).name(view, seen), found, box)
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
        """A click on the bare floor or wall: go there, unless cloth is led by the pointer within arm's reach."""
        view = self.picture.view
        x, _ = view.camera.world(*pos)
        if view.seen.stance == "sit" or (self.lead.possible(view.seen) and abs(x - view.seen.x) < 0.85):
            return
        if pos[1] > view.camera.wall_foot or abs(x - view.seen.x) > 0.6:
            self.begin(walk(view.seen, x))

    def park(self) -> None:
        """The other hand acts now; the one that acted stays where it is."""
        self.lead.park()

    def raise_hand(self, by: float) -> None:
        """A little higher or lower (wheel, keys)."""
        if not self.busy:
            self._out += self.lead.nudge(self.picture.view.seen, 0.0, by)

    def lead_from(self, place: tuple[float, float]) -> None:
        """The pointer of a close-up leads the hand there."""
        self.lead.fresh = True
        self.by_keyboard = False
        seen = self.picture.view.seen
        if not self.busy and self.lead.possible(seen):
            self._out += self.lead.follow(seen, *place)

    def hand_keys(self, event: pygame.Event) -> None:
        """Wheel and height keys while a close-up is open."""
        if event.type == pygame.MOUSEWHEEL:
            self.raise_hand(STEP_M * event.y)
            return
        action = self.settings.action_of(event.scancode)
        if action in ("higher", "lower"):
            self.raise_hand(STEP_M if action == "higher" else -STEP_M)
        elif action == "other_hand":
            self.park()

    # --- keyboard --------------------------------------------------------------------------------------------------------

    def _key(self, event: pygame.Event) -> None:
        self.by_keyboard = True
        shift = bool(event.mod & pygame.KMOD_SHIFT)
        match self.settings.action_of(event.scancode):
            case "next_thing":
                self.cycle(-1 if shift else 1)
            case "act" if self.focus:
                self.click(self.focus, (0, 0))
            case "look" if self.focus:
                look = next((c for c in at(self.found, self.focus) if c.verb == "look"), None)
                if look:
                    self.choose(look)
            case "walk_left":
                self._step(-1, shift)
            case "walk_right":
                self._step(1, shift)
            case "higher":
                self.raise_hand(STEP_M)
            case "lower":
                self.raise_hand(-STEP_M)
            case "other_hand":
                self.park()
            case "gather":
                self._gather()
            case _:
                self._digit(event)

    def _digit(self, event: pygame.Event) -> None:
        from game.view.ring import DIGITS

        n = DIGITS.get(event.scancode, 99)
        found = at(self.found, self.focus) if self.focus else []
        if n < len(found):
            self.choose(found[n])

    def _step(self, sign: int, shift: bool) -> None:
        seen = self.picture.view.seen
        if shift or (seen.stance == "sit" and self.lead.possible(seen)):
            self._out += self.lead.nudge(seen, STEP_M * sign, 0.0)
        elif seen.stance != "sit" and not self.busy:
            self._out.append(WalkTo(round((seen.x + WALK_STEP_M * sign) * 1000)))

    def _gather(self) -> None:
        gather = next((c for c in self.found if c.verb == "gather"), None)
        if gather:
            self.choose(gather)

    def cycle(self, by: int) -> None:
        """The keyboard goes to the next thing that can be acted on, from left to right."""
        view = self.picture.view
        with_choices = {name for choice in self.found for name in choice.at}
        stops = [each.id for each in sorted(view.seen.things(), key=lambda e: (e.x, e.id)) if each.id in with_choices]
        if not stops:
            self.focus = ""
            return
        here = stops.index(self.focus) if self.focus in stops else self._nearest(stops, by)
        self.focus = stops[(here + by) % len(stops)]
        view.camera.glance(view.seen.thing(self.focus).x)

    def _nearest(self, stops: list[str], by: int) -> int:
        """Where a first Tab starts from: just before the thing nearest to the operator."""
        seen = self.picture.view.seen
        best = min(range(len(stops)), key=lambda n: abs(seen.thing(stops[n]).x - seen.x))
        return best - by

    # --- pointing --------------------------------------------------------------------------------------------------------

    def _under(self, pos: tuple[int, int], besides: str = "") -> str:
        """The thing at a point: the smallest and frontmost one that something can be done with."""
        with_choices = {name for choice in self.found for name in choice.at}
        for thing, rect in self._boxes:
            if thing.id in with_choices and thing.id != besides and rect.collidepoint(pos):
                return thing.id
        return ""
