"""A run in play, whatever its room: what mouse and keyboard bring becomes commands, the session is stepped, what came of it is shown.

A scene of a level adds what its own room opens, says and draws.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import pygame

from game.commands import Command, Hint
from game.events import Event
from game.scenes.base import route
from game.scenes.leaving import RunScene
from game.scenes.pause import PauseScene
from game.scenes.stack import Push, Replace, Transition
from game.session.expert import Expert
from game.session.session import Session
from game.view import hud, topbar
from game.view.coach import Coach
from game.view.forms.writing import BACK, Writing
from game.view.screen import Screen
from game.view.widgets import Form
from scoring.findings import Finding


class PlayScene(RunScene):
    """One run.  `expert`: who acts instead of the person (discover mode, a mutant shown); None: the person."""

    animated = True
    linger = 60
    """Ticks after the end of the run, before the debrief."""
    view: Any
    hand: Any

    def __init__(self, session: Session, expert: Expert | None, coach: Coach) -> None:
        self.session, self.expert, self.coach = session, expert, coach
        self.mode = session.header.mode
        self.bar = hud.Bar()
        self.card: hud.Card | None = None
        self.events: list[Event] = []
        self.steps_shown = False
        self._out: list[Command] = []
        """What is told to the world besides what the hand does."""
        self._layout_key: tuple[object, ...] = ()
        self._warned = False
        self._ended_for = 0

    # --- what a room says --------------------------------------------------------------------------------------------------

    @property
    def seen(self) -> Any:
        """What can be perceived."""
        return self.session.world.seen

    @property
    def stopped(self) -> bool:
        """Whether the world stands still."""
        return self.card is not None

    @property
    def speed(self) -> int:
        """Ticks of the world in a frame."""
        return 1

    def _tools(self) -> list[tuple[str, str, str]]:
        """(id, icon, words) of what stands in the bar."""
        t = self.ctx.t
        tools = [("settings", "settings", t("ui.settings")), ("pause", "pause-light", t("ui.pause"))]
        if self.mode == "practice":
            tools.append(("hint", "hint", t("room.tool_hint")))
        if self.mode in ("guided", "discover"):
            tools.append(("steps", "log-light", t("room.tool_steps")))
        return tools

    def _happened(self, events: Sequence[Event]) -> None:
        """What became of a tick: something opens, somebody speaks."""

    def _stepped(self) -> None:
        """After a tick of the world."""

    def _look_about(self) -> None:
        """After every frame of a run that goes on: what is open stays or goes, the view goes along."""

    def _act(self, event: pygame.Event) -> None:
        """An event for the room or what lies over it."""

    def _escape(self, event: pygame.Event) -> Transition | None:
        """One thing at a time is put away; then the pause."""
        raise NotImplementedError

    def _key_tool(self, event: pygame.Event) -> str | None:
        """The tool a key asks for, None for a key that is no tool's."""
        return "hint" if self.ctx.settings.action_of(event.scancode) == "hint" and self.mode == "practice" else None

    def _own_tool(self, tool: str) -> None:
        """A tool that only this room has."""

    # --- time ------------------------------------------------------------------------------------------------------------

    def tick(self) -> Transition | None:
        self.view.frame += 1
        if self.session.world.ended:
            self._ended_for += 1
            return self._finish() if self._ended_for > self.linger else None
        if not self.stopped:
            for _ in range(self.speed):
                self._step()
        self._look_about()
        return None

    def _step(self) -> None:
        commands = self.expert.commands(self.seen) if self.expert else self.hand.commands()
        commands, self._out = [*self._out, *commands], []  # what was said comes before what the hand does
        if commands:
            self.coach.acted(self.seen)
        result = self.session.step(commands)
        if self.session.path is None:
            self.events += result.events
        self.coach.hear(result.events)
        self._happened(result.events)
        self._found(result.findings)
        self.coach.follow(self.seen)
        self._stepped()
        if self.session.trouble is not None and not self._warned:
            self._warned = True
            self.coach.note(self.seen, self.ctx.t("room.not_written"), "hand-light", 1200)

    def _found(self, findings: Sequence[Finding]) -> None:
        """The card of a finding, where the mode shows one at once."""
        for finding in findings:
            text = self.coach.card(self.session.rulebook, finding, self.ctx.lang) if self.expert is None else None
            if text and self.card is None and finding.root is None:
                self.card = hud.Card(text, self.ctx.t("room.again"), (self.ctx.t("room.card_why"), self.ctx.t("room.card_now")))
                self.card.layout(self.view.screen)
                self.hand.stop()
                self.ctx.sound.play("warn")
                self.ctx.speak(self.card.words())

    def _finish(self) -> Transition:
        from game.scenes import library

        return Replace(library.after(self.ctx, self.session, self.events), all=True)

    # --- events ------------------------------------------------------------------------------------------------------------

    def handle(self, event: pygame.Event) -> Transition | None:
        if self.card is not None:
            if self.card.form.handle(event) is not None:
                self.card = None
            return None
        if event.type == pygame.KEYDOWN and self.ctx.settings.action_of(event.scancode) == "pause":
            return self._escape(event)
        tool = self._tool(event)
        if tool is not None:
            return self._use_tool(tool)
        if self.expert is None:
            self._act(event)
        return None

    def _tool(self, event: pygame.Event) -> str | None:
        if event.type == pygame.KEYDOWN:
            return self._key_tool(event)
        if event.type in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP, pygame.MOUSEMOTION):
            fired = self.bar.form.handle(event)
            return fired.id if fired else None
        return None

    def _use_tool(self, tool: str) -> Transition | None:
        match tool:
            case "pause":
                return self._pause()
            case "settings":
                from game.scenes.settings import SettingsScene

                return Push(SettingsScene())
            case "steps":
                self.steps_shown = not self.steps_shown
            case "hint" if self.expert is None:
                slot = self.coach.hint(self.seen, self.ctx.lang, self.session.opportunities)
                if slot:
                    self._out.append(Hint(slot))
            case _:
                self._own_tool(tool)
        return None

    def _pause(self) -> Push:
        level, lang = self.session.level, self.ctx.lang
        poster = [text.get(lang) for text in level.poster] or [step.text.get(lang) for step in self.seen.steps]
        again = self.expert is None and self.mode != "assessment"
        return Push(PauseScene(level.title.get(lang), self.mode, poster, again=again))

    def resumed(self, result: object) -> Transition | None:
        self.layout(self.ctx.screen)
        if result in ("give_up", "again"):
            self.session.close("given_up")
            over = self._finish()
            return over if result == "give_up" else Replace(route("briefing", self.session.level.id, self.mode), all=True)
        return None

    # --- setting up ------------------------------------------------------------------------------------------------------

    def _lay_over(self, screen: Screen) -> None:
        """Lay out anew what stands over every room: the card, the ring of choices."""
        if self.card:
            self.card.layout(screen)
        if self.hand.ring:
            self.hand.ring.layout(screen, topbar.height(screen))


class Over(Protocol):
    """A panel over a room."""

    kind: str
    form: Form

    def layout(self) -> None:
        """Find its place on the page."""

    def stays(self) -> bool:
        """Whether its reason is still there."""

    def handle(self, event: pygame.Event) -> Any:
        """What the person chose, None for nothing yet."""

    def draw(self) -> None:
        """Paint it."""


class PaperScene(PlayScene):
    """A run with papers to write on and panels over the room."""

    over: Over | None = None
    """The panel over the room."""
    paper: Writing | None = None
    """The form that is open."""
    opened = 0
    """Frame at which the panel was laid."""

    @property
    def stopped(self) -> bool:
        """A card, or something that is only read, outside assessment."""
        reading = self.over is not None and self.over.kind == "reading" and self.mode != "assessment"
        return self.expert is None and (self.card is not None or reading)

    def show(self, over: Over) -> None:
        """Lay a panel over the room."""
        self.over, self.opened = over, self.view.frame
        self.hand.ring = None
        over.layout()

    def put_before(self, paper: Writing) -> None:
        """Lay a paper before the person."""
        self.over, self.paper = None, paper
        paper.layout()

    def _lay_over(self, screen: Screen) -> None:
        super()._lay_over(screen)
        if self.over:
            self.over.layout()
        if self.paper:
            self.paper.layout(screen)

    def _look_about(self) -> None:
        if self.over is not None and not self.over.stays():
            self.over = None

    def _act(self, event: pygame.Event) -> None:
        if not self._in_papers(event):
            self._in_room(event)

    def _in_papers(self, event: pygame.Event) -> bool:
        """Whether a panel or a paper lay there to take the event."""
        if self.over is not None:
            self._in_over(event)
        elif self.paper is not None:
            answer = self.paper.handle(event)
            if answer == BACK:
                self.paper = None
            elif isinstance(answer, list):
                self._out += answer
        else:
            return False
        return True

    def _in_over(self, event: pygame.Event) -> None:
        """An event for the panel."""
        raise NotImplementedError

    def _in_room(self, event: pygame.Event) -> None:
        """An event for the room itself."""
        raise NotImplementedError
