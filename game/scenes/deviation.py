"""A process that leaves its way, in play: the screen, the room, the phone, the papers.

The scene turns events of mouse and keyboard into gestures and commands, steps the session and shows what came of it.
"""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.events import Event
from game.scenes.play import PaperScene
from game.scenes.stack import Transition
from game.session.acts import Act
from game.session.deviation.gestures import chain
from game.session.expert import Expert
from game.session.session import Session
from game.view.deviation import hearing, papers
from game.view.deviation.below import Below
from game.view.deviation.coach import DeviationCoach
from game.view.deviation.face import DeviationFace
from game.view.deviation.panels import Phone, Reply, of
from game.view.deviation.view import PX_PER_M, DeviationView, view_of
from game.view.process import rooms
from game.view.process.panel import CLOSE, SHARE, ProcessPanel
from game.view.screen import Screen

BESIDE_M = 2.45
"""How much of the room is seen beside the process screen, about the vessel."""


class DeviationScene(PaperScene):
    """One run of a process that leaves its way."""

    coach: DeviationCoach
    view: DeviationView

    def __init__(self, session: Session, expert: Expert | None = None) -> None:
        super().__init__(session, expert, DeviationCoach(session.level, session.header.mode))
        self.panel: ProcessPanel | None = None
        self.reply: Reply | None = None
        self.face = DeviationFace(self)
        self.below = Below()
        self._screen_kept: ProcessPanel | None = None
        """Its marks and its zoom stay when one goes away from it."""
        self._waiting: tuple[str, str] | None = None
        """What is opened once one stands there."""

    # --- setting up ------------------------------------------------------------------------------------------------------

    def layout(self, screen: Screen) -> None:
        if not self._layout_key:
            world = self.session.world
            self.view = view_of(screen, self.session.level, world.seen, world.state)
            self.coach.view = self.view
            self.picture = self.coach.picture = rooms.picture_of(self.view)
            self.hand = rooms.hand_of(self.picture, self.ctx.settings)
            self._screen_kept = rooms.panel_of(self.view)
            self._resume_writing()
        else:
            self.view.screen = screen
        self._layout_key = (screen.size, screen.text_percent, screen.lang)
        self._frame_room(snap=True)
        self.bar.layout(screen, self._tools())
        if self.expert is None:
            self.below.layout(self.view, self.bar.form)
        if self.panel:
            self.panel.layout()
        self._lay_over(screen)

    def _resume_writing(self) -> None:
        """Whoever was interrupted while writing finds the paper open at what stood typed there."""
        for thing in dict.fromkeys(place.partition("/")[0] for place in self.seen.drafts):
            if self.paper is None and thing in self.view.truth.forms and self.seen.by(thing):
                self.open("write_on", thing)
                if self.paper is not None and not self.paper.take_up():
                    self.paper = None

    def _frame_room(self, *, snap: bool = False) -> None:
        """The whole window is the room, or the strip beside the process screen."""
        camera, room, unit = self.view.camera, self.view.room, self.view.screen.unit
        if self.panel is not None and not self.panel.narrow:
            left = round(room.w * SHARE) + self.view.screen.u(12)
            strip = pygame.Rect(left, room.y, room.w - left, room.h)
            camera.lay(strip, strip.w / BESIDE_M, at=self.picture.beside)
        else:
            camera.lay(room, PX_PER_M * unit)
            if snap:
                camera.show(self.seen.x, snap=True)

    # --- time ------------------------------------------------------------------------------------------------------------

    def _happened(self, events: Sequence[Event]) -> None:
        hearing.happened(self, events)

    def _stepped(self) -> None:
        if self._waiting is not None and not self.hand.busy:
            what, self._waiting = self._waiting, None
            self.open(*what)

    def _look_about(self) -> None:
        """The view goes along; the process screen shuts when one goes away from it."""
        super()._look_about()
        if self.reply is not None and not self.reply.stays():
            self.reply = None
        console = self.seen.console
        if self.expert is not None:
            hearing.watch(self, console)
        elif self.panel is not None and (self.picture.zoomed or not self.seen.by(console)):
            self.panel = None
        self._frame_room()
        self.view.camera.follow(self.seen.x)

    # --- papers and panels -------------------------------------------------------------------------------------------------

    def _go_and_open(self, what: str, thing: str) -> None:
        """Open it, once one stands by it."""
        if what == "phone" or self.seen.by(thing):
            self.open(what, thing)
        else:
            self._waiting = what, thing
            self.hand.go(self.seen.point(thing)[0])

    def open(self, what: str, thing: str) -> None:
        """Open what one stands by: the phone list, the process screen, a paper."""
        if what == "phone":
            self.show(Phone(self.view))
        elif what == "screen":
            self.panel = self._screen_kept
            assert self.panel is not None  # noqa: S101
            self.panel.page = "main"
            self._frame_room()
            self.panel.layout()
        elif self.seen.by(thing):
            self.put_before(papers.write(self.view, thing, watching=self.expert is not None, ticks=self.mode == "guided"))

    # --- events ------------------------------------------------------------------------------------------------------------

    def handle(self, event: pygame.Event) -> Transition | None:
        clear = self.card is None and self.over is None
        if event.type == pygame.MOUSEBUTTONDOWN and self.reply is not None and clear and self.reply.box.collidepoint(event.pos):
            self.reply = None
            return None
        return super().handle(event)

    def _act(self, event: pygame.Event) -> None:
        if self._in_papers(event):
            return
        if self.hand.ring is not None or self.panel is None:
            self._in_room(event)
        else:
            self._in_panel(event)

    def _in_room(self, event: pygame.Event) -> None:
        before = self.hand.focus
        if event.type == pygame.KEYDOWN and self.ctx.settings.action_of(event.scancode) == "aim":
            target = self.coach.target(self.seen)
            if target:
                self.hand.stand_on(target)
        self.hand.handle(event)
        if self.hand.focus != before and self.hand.focus:
            self.ctx.speak(self.picture.title(self.hand.focus))
        if self.hand.asked:
            asked, self.hand.asked = self.hand.asked, None
            self._go_and_open(*asked)

    def _in_panel(self, event: pygame.Event) -> None:
        """The process screen; the room beside it takes clicks too."""
        assert self.panel is not None  # noqa: S101
        pos = getattr(event, "pos", None)
        if pos is not None and not self.panel.area.collidepoint(pos) and self.panel.form.down is None:
            self._in_room(event)
            return
        answer = self.panel.handle(event)
        if answer == CLOSE:
            self.panel = None
        elif isinstance(answer, list):
            self._out += answer
        elif isinstance(answer, Act | tuple):
            self.hand.run(chain(self.seen, answer if isinstance(answer, tuple) else (answer,)))
        elif isinstance(answer, str):
            self.hand.start(answer)

    def _in_over(self, event: pygame.Event) -> None:
        assert self.over is not None  # noqa: S101
        answer = self.over.handle(event)
        if answer is None:
            return
        self.over = None
        choice = of(answer)
        if choice is not None:
            self.hand.begin(choice)

    def _key_tool(self, event: pygame.Event) -> str | None:
        if self.paper is not None or self.over is not None or (self.panel is not None and self.panel.page == "setpoints"):
            return None
        keys = {pygame.K_p: "phone", pygame.K_l: "logbook", pygame.K_f: "report"}
        called = f"below.{keys[event.key]}" if event.key in keys and self.expert is None else None
        return super()._key_tool(event) or called

    def _own_tool(self, tool: str) -> None:
        if tool == "below.back":
            self.hand.back()
        elif tool.startswith("below.") and self.expert is None:
            self._call_up(tool.removeprefix("below."))

    def _call_up(self, kind: str) -> None:
        thing = self.seen.one(kind)
        if thing and self.paper is None and self.over is None:
            self.hand.stop()
            self._go_and_open("phone" if kind == "phone" else "write_on", thing)

    def _escape(self, event: pygame.Event) -> Transition | None:
        """One thing at a time is put away; then the pause."""
        if self.expert is None and self._in_papers(event):
            pass
        elif self.hand.stop():
            self._waiting = None
        elif self.panel is not None and self.expert is None:
            self._in_panel(event)
        elif self.expert is None and self.hand.back():
            pass
        else:
            return self._pause()
        return None

    def trace(self) -> dict[str, object]:
        """For tests in a real window."""
        from game.view.deviation.trace import told

        return told(self)

    # --- drawing -----------------------------------------------------------------------------------------------------------

    def draw(self, screen: Screen) -> None:
        if self.expert is None and self.view.frame % 6 == 0:
            self.hand.ask()
        self.face.draw(screen)
