"""A process that leaves its way, in play: the screen, the room, the phone, the papers.

The scene turns events of mouse and keyboard into gestures and commands, steps the session and shows what came of it.
"""

from __future__ import annotations

from typing import Any

import pygame

from game.commands import Command, Hint
from game.events import Event
from game.scenes.leaving import RunScene
from game.scenes.pause import PauseScene
from game.scenes.stack import Push, Replace, Transition
from game.session.acts import Act
from game.session.deviation.gestures import chain
from game.session.expert import Expert
from game.session.session import Session
from game.view import hud, topbar
from game.view.deviation import hearing, papers
from game.view.deviation.below import Below
from game.view.deviation.coach import DeviationCoach
from game.view.deviation.face import DeviationFace
from game.view.deviation.panels import BACK, Over, Phone, Reply, of
from game.view.deviation.view import PX_PER_M, view_of
from game.view.process import rooms
from game.view.process.panel import CLOSE, SHARE, ProcessPanel
from game.view.screen import Screen

LINGER_TICKS = 60
BESIDE_M = 2.45
"""How much of the room is seen beside the process screen, about the vessel."""


class DeviationScene(RunScene):
    """One run.  `expert`: who acts instead of the person (discover mode, a mutant shown); None: the person."""

    animated = True

    def __init__(self, session: Session, expert: Expert | None = None) -> None:
        self.session, self.expert = session, expert
        self.mode = session.header.mode
        self.coach = DeviationCoach(session.level, self.mode)
        self.bar = hud.Bar()
        self.card: hud.Card | None = None
        self.paper: papers.ProcessWriting | None = None
        self.panel: ProcessPanel | None = None
        self.over: Over | None = None
        self.reply: Reply | None = None
        self.events: list[Event] = []
        self.steps_shown = False
        self.face = DeviationFace(self)
        self.below = Below()
        self._screen_kept: ProcessPanel | None = None
        """Its marks and its zoom stay when one goes away from it."""
        self._out: list[Command] = []
        self._ended_for = self.opened = 0
        self._waiting: tuple[str, str] | None = None
        """What is opened once one stands there."""
        self._layout_key: tuple[object, ...] = ()
        self._warned = False

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
        if self.card:
            self.card.layout(screen)
        if self.hand.ring:
            self.hand.ring.layout(screen, topbar.height(screen))
        if self.over:
            self.over.layout()
        if self.panel:
            self.panel.layout()
        if self.paper:
            self.paper.layout(screen)

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

    def _tools(self) -> list[tuple[str, str, str]]:
        t = self.ctx.t
        tools = [("settings", "settings", t("ui.settings")), ("pause", "pause-light", t("ui.pause"))]
        if self.mode == "practice":
            tools.append(("hint", "hint", t("room.tool_hint")))
        if self.mode in ("guided", "discover"):
            tools.append(("steps", "log-light", t("room.tool_steps")))
        return tools

    @property
    def seen(self) -> Any:
        """What can be perceived."""
        return self.session.world.seen

    # --- time ------------------------------------------------------------------------------------------------------------

    @property
    def stopped(self) -> bool:
        """The world stands still: a card, or something that is only read, outside assessment.  The process never waits otherwise."""
        reading = self.over is not None and self.over.kind == "reading" and self.mode != "assessment"
        return self.expert is None and (self.card is not None or reading)

    def tick(self) -> Transition | None:
        self.view.frame += 1
        if self.session.world.ended:
            self._ended_for += 1
            return self._finish() if self._ended_for > LINGER_TICKS else None
        if not self.stopped:
            self._step()
        if self.over is not None and not self.over.stays():
            self.over = None
        if self.reply is not None and not self.reply.stays():
            self.reply = None
        self._look_about()
        return None

    def _step(self) -> None:
        commands = self.expert.commands(self.seen) if self.expert else self.hand.commands()
        commands, self._out = [*commands, *self._out], []
        if commands:
            self.coach.acted(self.seen)
        result = self.session.step(commands)
        if self.session.path is None:
            self.events += result.events
        self.coach.hear(result.events)
        hearing.happened(self, result.events)
        hearing.found(self, result.findings)
        self.coach.follow(self.seen)
        if self._waiting is not None and not self.hand.busy:
            what, self._waiting = self._waiting, None
            self.open(*what)
        if self.session.trouble is not None and not self._warned:
            self._warned = True
            self.coach.note(self.seen, self.ctx.t("room.not_written"), "hand-light", 1200)

    def _look_about(self) -> None:
        """The view goes along; the process screen shuts when one goes away from it."""
        console = self.seen.console
        if self.expert is not None:
            hearing.watch(self, console)
        elif self.panel is not None and (self.picture.zoomed or not self.seen.by(console)):
            self.panel = None
        self._frame_room()
        self.view.camera.follow(self.seen.x)

    def _finish(self) -> Transition:
        from game.scenes import library

        return Replace(library.after(self.ctx, self.session, self.events), all=True)

    # --- papers and panels -------------------------------------------------------------------------------------------------

    def show(self, over: Over) -> None:
        """Lay a panel over the room."""
        self.over = over
        self.hand.ring = None
        over.layout()

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
            self.over = None
            self.paper = papers.write(self.view, thing, watching=self.expert is not None, ticks=self.mode == "guided")
            self.paper.layout()

    # --- events ------------------------------------------------------------------------------------------------------------

    def handle(self, event: pygame.Event) -> Transition | None:
        if self.card is not None:
            if self.card.form.handle(event) is not None:
                self.card = None
            return None
        if event.type == pygame.KEYDOWN and self.ctx.settings.action_of(event.scancode) == "pause":
            return self._escape(event)
        if event.type == pygame.MOUSEBUTTONDOWN and self.reply is not None and self.reply.box.collidepoint(event.pos) and self.over is None:
            self.reply = None
            return None
        tool = self._tool(event)
        if tool is not None:
            return self._use_tool(tool)
        if self.expert is not None:
            return None
        if self.over is not None:
            self._in_over(event)
        elif self.paper is not None:
            self._in_paper(event)
        elif self.hand.ring is not None or self.panel is None:
            self._in_room(event)
        else:
            self._in_panel(event)
        return None

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

    def _in_paper(self, event: pygame.Event) -> None:
        assert self.paper is not None  # noqa: S101
        answer = self.paper.handle(event)
        if answer == BACK:
            self.paper = None
        elif isinstance(answer, list):
            self._out += answer

    def _in_over(self, event: pygame.Event) -> None:
        assert self.over is not None  # noqa: S101
        answer = self.over.handle(event)
        if answer is None:
            return
        self.over = None
        choice = of(answer)
        if choice is not None:
            self.hand.begin(choice)

    def _tool(self, event: pygame.Event) -> str | None:
        if event.type == pygame.KEYDOWN:
            return self._key_tool(event)
        if event.type in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP, pygame.MOUSEMOTION):
            fired = self.bar.form.handle(event)
            return fired.id if fired else None
        return None

    def _key_tool(self, event: pygame.Event) -> str | None:
        if self.paper is not None or self.over is not None or (self.panel is not None and self.panel.page == "setpoints"):
            return None
        if self.ctx.settings.action_of(event.scancode) == "hint" and self.mode == "practice":
            return "hint"
        keys = {pygame.K_p: "phone", pygame.K_l: "logbook", pygame.K_f: "report"}
        return f"below.{keys[event.key]}" if event.key in keys and self.expert is None else None

    def _use_tool(self, tool: str) -> Transition | None:
        match tool:
            case "pause":
                return Push(self._pause())
            case "settings":
                from game.scenes.settings import SettingsScene

                return Push(SettingsScene())
            case "steps":
                self.steps_shown = not self.steps_shown
            case "hint" if self.expert is None:
                slot = self.coach.hint(self.seen, self.ctx.lang)
                if slot:
                    self._out.append(Hint(slot))
            case "below.back":
                self.hand.back()
            case _ if tool.startswith("below.") and self.expert is None:
                self._call_up(tool.removeprefix("below."))
        return None

    def _call_up(self, kind: str) -> None:
        thing = self.seen.one(kind)
        if thing and self.paper is None and self.over is None:
            self.hand.stop()
            self._go_and_open("phone" if kind == "phone" else "write_on", thing)

    def _escape(self, event: pygame.Event) -> Transition | None:
        """One thing at a time is put away; then the pause."""
        if self.over is not None and self.expert is None:
            self._in_over(event)
        elif self.paper is not None and self.expert is None:
            self._in_paper(event)
        elif self.hand.stop():
            self._waiting = None
        elif self.panel is not None and self.expert is None:
            self._in_panel(event)
        elif self.expert is None and self.hand.back():
            pass
        else:
            return Push(self._pause())
        return None

    def _pause(self) -> PauseScene:
        level, lang = self.session.level, self.ctx.lang
        poster = [text.get(lang) for text in level.poster] or [step.text.get(lang) for step in level.steps]
        return PauseScene(level.title.get(lang), self.mode, poster)

    def resumed(self, result: object) -> Transition | None:
        self.layout(self.ctx.screen)
        if result == "give_up":
            self.session.close("given_up")
            return self._finish()
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
