"""The changing room in play: a session, what is seen of it, and the person's hands.

The scene turns events of mouse and keyboard into gestures, steps the session, and shows what came of it.  It draws from
what can be perceived and never changes the world but through commands.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import pygame

from game.events import Cleaned, Declared, Ended, Event, Refused, RubTaken
from game.scenes.play import PlayScene
from game.scenes.stack import Transition
from game.session.expert import Expert
from game.session.session import Session
from game.view import keyboard
from game.view.camera import Camera
from game.view.choices import Choice
from game.view.closeup import BACK, CloseUp
from game.view.closeups import opened_by, opened_on
from game.view.coach import Coach
from game.view.echo import Echo
from game.view.face import FAST, Face
from game.view.figure import looks_of
from game.view.input import Controller
from game.view.looks.base import RoomView
from game.view.room import RoomPicture
from game.view.screen import Screen
from game.view.warming import warming
from game.world.seen import Seen

GLANCE_M = 3.0
WATCHED_TICKS = 170
"""When the expert looks closer, so long."""


class GowningScene(PlayScene):
    """One run in changing rooms."""

    linger = 150  # time to read that one is in
    view: RoomView
    hand: Controller

    def __init__(self, session: Session, expert: Expert | None = None) -> None:
        super().__init__(session, expert, Coach(session.level, session.header.mode))
        self.closeup: CloseUp | None = None
        self.face = Face(self)
        self._watched = 0
        self._opened_for = ""
        """The step that was due when the close-up was opened."""
        self._warming: Iterator[None] = iter(())
        self._choices_key: tuple[str, ...] = ()
        self._choices: list[Choice] = []

    # --- setting up ------------------------------------------------------------------------------------------------------

    def layout(self, screen: Screen) -> None:
        if not self._layout_key:
            self._first_layout(screen)
        else:
            self.view.screen = self.camera.screen = screen
        key = (screen.size, screen.text_percent, screen.lang)
        if key != self._layout_key:
            self._layout_key = key
            self.picture.layout()
            self.camera.snap(self.seen.x)
            self._warming = warming(self)
        self.bar.layout(screen, self._tools())
        self._lay_over(screen)
        self._lay_closeup()

    def _first_layout(self, screen: Screen) -> None:
        world, level = self.session.world, self.session.level
        drawn = world.draw
        self.camera = Camera(screen, level)
        start = 8 * 3600 + int(random.Random(f"{world.seed}/look/clock/0").random() * 6 * 3600)
        looks = looks_of(world.seed, drawn.skin, drawn.hair, drawn.beard, drawn.body)
        self.view = RoomView(screen, self.camera, level, world.seen, world.state, looks, start_s=start)
        self.picture = RoomPicture(self.view)
        self.hand = Controller(self.picture, self.ctx.settings)
        self.echo = Echo(self.view, self.ctx.sound)
        self.coach.follow(self.seen)
        self.camera.snap(self.seen.x)

    @property
    def seen(self) -> Seen:
        """What can be perceived."""
        seen: Seen = self.session.world.seen
        return seen

    # --- time ------------------------------------------------------------------------------------------------------------

    @property
    def stopped(self) -> bool:
        """The world stands still: a card is up, or a document is open outside assessment."""
        return self.card is not None or (self.closeup is not None and self.closeup.kind == "poster" and self.mode != "assessment")

    @property
    def fast(self) -> bool:
        """Whether one only waits, and the mode lets time run faster."""
        seen = self.seen
        waiting = bool(seen.washing) or (seen.hand("right").rub_ticks_left > 0 and not seen.walking)
        return self.expert is None and self.mode in ("guided", "practice") and waiting and not self.hand.busy

    @property
    def speed(self) -> int:
        return FAST if self.fast else 1

    def tick(self) -> Transition | None:
        next(self._warming, None)
        return super().tick()

    def _look_about(self) -> None:
        """The view goes along with a pointer at its edge, and with the keyboard's focus."""
        self.echo.fade()
        self._look_closer()
        edge = self.camera.edge(self.hand.pointed) if self.hand.ring is None else 0
        if edge:
            self.camera.glance(self.camera.x + edge * GLANCE_M)
        elif not (self.hand.by_keyboard and self.hand.focus):
            self.camera.glance(None)
        self.camera.follow(self.seen.x, 1 / 60)

    def _stepped(self) -> None:
        self.hand.target = self.coach.target(self.seen)

    def _happened(self, events: Sequence[Event]) -> None:
        if events:
            self.echo.hear(events)
        for event in events:
            if isinstance(event, Refused) and self.expert is None:
                self.coach.refused(self.seen, event.reason, self.ctx.lang)
            if isinstance(event, Declared) and self.expert is None:
                self._said(event)
            if isinstance(event, RubTaken) and not event.ok:
                self.coach.note(self.seen, self.ctx.t("room.empty_rub"))
            if isinstance(event, Cleaned) and self.expert is None:
                self.coach.note(self.seen, self.ctx.t("room.bench_cleaned"), "done")
            if isinstance(event, Ended) and event.how == "finished":
                self._arrived()
            opened = opened_by(self, event)
            if opened:
                self._open(opened)

    def _said(self, event: Declared) -> None:
        """What one has declared is confirmed and the close-up shut; whether it was so is for the debrief."""
        self.coach.note(self.seen, self.ctx.t(f"room.said_{event.subject}" + ("_bench" if event.kind == "bench" else "")), "done")
        if self.closeup is not None and self.closeup.kind == ("mirror" if event.subject == "fit" else "label"):
            self.closeup = None

    def _arrived(self) -> None:
        """The last door is behind one."""
        room = next(room.name for room in self.session.level.rooms if room.id == self.seen.room)
        self.coach.note(self.seen, self.ctx.t("room.arrived", room=room.get(self.ctx.lang)), "done")
        self.ctx.sound.play("good")

    # --- close-ups -------------------------------------------------------------------------------------------------------

    def _open(self, closeup: CloseUp) -> None:
        self.closeup = closeup
        closeup.watching = self.expert is not None
        self._watched = self.seen.tick
        self._opened_for = self.coach.step.id if self.coach.step else ""
        self.hand.ring = None
        self._choices_key = ()
        self._lay_closeup()

    def _lay_closeup(self) -> None:
        if self.closeup:
            self.closeup.layout(self.hand.found)

    def _keep_closeup(self) -> None:
        """Shut it when its reason is gone; lay it out again when what can be done has changed."""
        self.coach.before = ""
        if self.closeup is None:
            return
        tired = self.expert is not None and self.closeup.brief and self.seen.tick - self._watched > WATCHED_TICKS
        if tired or self._sent_away() or not self.closeup.stays():
            self.closeup = None
            return
        before = self.closeup.note
        self.coach.before = self.closeup.kind
        self.closeup.note = self.coach.beside(self.seen, self.ctx.lang)
        act = self.coach.act
        self.closeup.wanted = f"{act.verb}:{act.thing}:{act.part}" if act else ""
        if self.closeup.note == before and self.hand.found is self._choices and self._choices_key:
            return
        self._choices = self.hand.found
        key = self.closeup.state_key(self.hand.found)
        if key != self._choices_key:
            self._choices_key = key
            self._lay_closeup()

    def _sent_away(self) -> bool:
        """Guided: what was to be done at the sink is done, and the coach speaks of something elsewhere."""
        coach = self.coach
        if self.closeup is None or self.closeup.kind != "wash" or self.mode != "guided" or self.hand.busy or self.seen.washing:
            return False
        elsewhere = coach.act is not None and coach.act.verb not in ("work", "wait")
        return elsewhere and coach.step is not None and coach.step.id != self._opened_for and bool(self._opened_for)

    # --- events ----------------------------------------------------------------------------------------------------------

    def _act(self, event: pygame.Event) -> None:
        if self.closeup is not None and self.hand.ring is None:
            self._in_closeup(event)
        else:
            self._in_room(event)

    def _key_tool(self, event: pygame.Event) -> str | None:
        hint = self.ctx.settings.action_of(event.scancode) == "hint"
        return ("hint" if self.mode == "practice" else "keys") if hint else None

    def _own_tool(self, tool: str) -> None:
        if tool == "keys":
            self.hand.by_keyboard, self.hand.keyed = True, self.seen.tick

    def _escape(self, event: pygame.Event) -> Transition | None:
        if self.hand.ring is not None:
            self.hand.ring = None
        elif self.hand.led:
            self.hand.lead.let_go()
        elif self.closeup is not None and self.closeup.kind != "bench":
            self.closeup = None
        elif not self.hand.stop():
            return self._pause()
        return None

    def _in_closeup(self, event: pygame.Event) -> None:
        assert self.closeup is not None  # noqa: S101
        answer = self.closeup.handle(event)
        if event.type == pygame.MOUSEMOTION:
            place = self.closeup.world(event.pos)
            if place:
                self.hand.lead_from(place)
            else:
                self.hand.lead.lift()
        elif event.type == pygame.MOUSEBUTTONDOWN and event.button == 1:
            place = self.closeup.world(event.pos)
            if place:
                self.hand.take_from(place)
        elif event.type == pygame.MOUSEBUTTONUP and event.button == 1 and self.ctx.settings.pointer == "drag":
            self.hand.lead.let_go()
        elif event.type == pygame.MOUSEWHEEL or (event.type == pygame.KEYDOWN and self.closeup.kind in ("zip", "bench")):
            keyboard.in_closeup(self.hand, event)
        if isinstance(answer, Choice):
            if self.closeup.brief and answer.verb != "declare":
                self.closeup = None
            self.hand.line_up(answer)
        elif answer == BACK:
            if self.closeup.kind == "talk":  # he still waits: one key brings him back
                self.hand.focus, self.hand.by_keyboard = self.seen.question_thing, self.closeup.form.by_keyboard
            self.closeup = None
        elif isinstance(answer, str):
            self.coach.note(self.seen, self.ctx.t(answer))

    def _in_room(self, event: pygame.Event) -> None:
        bubble, before = self.face.bubble, self.hand.focus
        if event.type == pygame.MOUSEBUTTONUP and bubble and bubble.collidepoint(event.pos) and self.hand.ring is None:
            self.hand.asked = self.seen.question_thing
        self.hand.handle(event)
        if self.hand.led and not self.hand.told:
            self.hand.told = True
            self.coach.note(self.seen, self.ctx.t("room.guide_first"))
        elif not self.hand.led:
            self.coach.unsay(self.ctx.t("room.guide_first"))
        if self.hand.focus != before and self.hand.focus:
            self.ctx.speak(self.face.name(self.hand.focus))
        self._look_closer()

    def _look_closer(self) -> None:
        """A close-up was asked for by clicking a thing that one stands before."""
        wanted, self.hand.asked = self.hand.asked, ""
        opened = opened_on(self, wanted) if wanted else None
        if opened:
            self._open(opened)

    def trace(self) -> dict[str, object]:
        """For tests in a real window."""
        from game.view.trace_room import room

        return room(self.hand, self.bar, self.closeup, self.card, self.coach)

    # --- drawing ---------------------------------------------------------------------------------------------------------

    def draw(self, screen: Screen) -> None:
        if self.expert is None:
            self.hand.refresh()
        self._keep_closeup()
        self.face.draw(screen)
