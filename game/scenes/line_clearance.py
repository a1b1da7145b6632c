"""A line that is cleared, in play: a session, what is seen of it, the person's eye, lamp and hand, and the papers.

The scene turns events of mouse and keyboard into gestures and commands, steps the session and shows what came of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pygame

from game.commands import Answer, Command, Hint, Look
from game.events import Asked, Declared, Event, GuardMoved, Looked, MachineSet, Refused
from game.scenes.leaving import RunScene
from game.scenes.pause import PauseScene
from game.scenes.stack import Push, Replace, Transition
from game.session.expert import Expert
from game.session.session import Session
from game.texts import has
from game.view import hud, topbar
from game.view.choices import Choice
from game.view.forms.writing import BACK, Writing
from game.view.line.camera import FAR
from game.view.line.coach import LineCoach
from game.view.line.face import LineFace
from game.view.line.hand import LineHand
from game.view.line.heads import head_of
from game.view.line.keys import go_to
from game.view.line.panels import Over, Reading, Sure, Talk
from game.view.line.picture import LinePicture
from game.view.line.view import view_of
from game.view.screen import Screen
from game.view.widgets import Button
from scoring.findings import Finding

AT_WALL_M = 0.2
EDGE_STEP_M = 0.8
LINGER_TICKS = 60
"""After the start of the line, before the debrief."""
SHOWN_WHOLE = 120
"""Frames that the expert's line is shown whole before one comes nearer."""
READ_TICKS = 150
"""When the expert reads or writes, so long is it shown."""


class LineScene(RunScene):
    """One run.  `expert`: who acts instead of the person (discover mode, a mutant shown); None: the person."""

    animated = True

    def __init__(self, session: Session, expert: Expert | None = None) -> None:
        self.session, self.expert = session, expert
        self.mode = session.header.mode
        self.coach = LineCoach(session.level, self.mode)
        self.bar = hud.Bar()
        self.card: hud.Card | None = None
        self.paper: Writing | None = None
        self.over: Over | None = None
        self.events: list[Event] = []
        self.steps_shown = False
        self.face = LineFace(self)
        self._out: list[Command] = []
        self._ended_for = 0
        self._opened = 0
        self._waiting: Choice | None = None
        """What is carried out once one stands there: a paper to be opened."""
        self._starting: Choice | None = None
        """The start, while one says how sure one is."""
        self._layout_key: tuple[object, ...] = ()
        self._warned = False
        self._carried = ""
        """The form one carries, "" where the level has none."""
        self.sheet_button: Button | None = None

    # --- setting up ------------------------------------------------------------------------------------------------------

    def layout(self, screen: Screen) -> None:
        if not self._layout_key:
            world = self.session.world
            self.view = view_of(screen, self.session.level, world.seen, world.state)
            self.coach.view = self.view
            self.picture = LinePicture(self.view)
            self.hand = LineHand(self.picture, self.ctx.settings)
            self.coach.follow(self.seen)
        else:
            self.view.screen = self.view.camera.screen = screen
        key = (screen.size, screen.text_percent, screen.lang)
        if key != self._layout_key:
            self._layout_key = key
            self.picture.layout()
            self.picture.warm()
            self.view.camera.snap()
        self.bar.layout(screen, self._tools())
        self._lay_sheet(screen)
        if self.card:
            self.card.layout(screen)
        if self.hand.ring:
            self.hand.ring.layout(screen, topbar.height(screen))
        if self.over:
            self.over.layout()
        if self.paper:
            self.paper.layout(screen)

    def _lay_sheet(self, screen: Screen) -> None:
        """The clipboard one carries: always at hand, at the bottom right."""
        self._carried = next((name for name in self.seen.documents() if self.seen.form(name)[0].carried), "")
        if not self._carried or self.expert is not None:
            return
        button = Button("sheet", self.ctx.t("line.tool_sheet"), style="primary", icon="form", height=64, pill=True)
        wide, high = button.natural(screen), button.measure(screen, button.natural(screen))
        button.place(pygame.Rect(screen.width - wide - screen.px(28), screen.height - high - screen.px(22), wide, high))
        self.sheet_button = button
        self.bar.form.widgets.append(button)

    def _tools(self) -> list[tuple[str, str, str]]:
        t = self.ctx.t
        tools = [("settings", "settings", t("ui.settings")), ("pause", "pause-light", t("ui.pause"))]
        if self.mode == "practice":
            tools.append(("hint", "hint", t("room.tool_hint")))
        if self.mode in ("guided", "discover"):
            tools.append(("steps", "log-light", t("room.tool_steps")))
        tools.append(("distance", "eye-light", t("line.tool_distance")))
        return tools

    @property
    def seen(self) -> Any:
        """What can be perceived."""
        return self.session.world.seen

    # --- time ------------------------------------------------------------------------------------------------------------

    @property
    def stopped(self) -> bool:
        """The world stands still: a card or the question how sure one is; a paper that is only read, outside assessment."""
        reading = self.over is not None and self.over.kind == "reading" and self.mode != "assessment"
        return self.expert is None and (self.card is not None or reading or (self.over is not None and self.over.kind == "sure"))

    def tick(self) -> Transition | None:
        self.view.frame += 1
        if self.session.world.ended:
            self._ended_for += 1
            return self._finish() if self._ended_for > LINGER_TICKS else None
        if not self.stopped:
            self._step()
        self._keep_over()
        self._look_about()
        self.view.camera.follow(1 / 60)
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
        if self._waiting is not None and not self.hand.busy:
            waiting, self._waiting = self._waiting, None
            self._open_paper(waiting.thing)
        if self.session.trouble is not None and not self._warned:
            self._warned = True
            self.coach.note(self.seen, self.ctx.t("room.not_written"), "hand-light", 1200)

    def _look_about(self) -> None:
        """The view goes along: with the expert's eye, with a walk, with the pointer at the edge."""
        camera, seen = self.view.camera, self.seen
        if self.expert is not None:
            self._watch()
        elif camera.level != FAR:
            edge = self.hand.edge
            if edge and not seen.walking and camera.x0 + AT_WALL_M < seen.x + 0.5 * edge < camera.x1 - AT_WALL_M:
                self.hand.go(seen.x + EDGE_STEP_M * edge)
            if seen.walking:
                camera.show(seen.x, camera.aim_y, 0.45)

    def _watch(self) -> None:
        """Discover: near enough to see what the expert does."""
        if self.view.camera.level != FAR or self.view.frame > SHOWN_WHOLE:
            self.picture.watch(0.0)
        if self.over and self.over.kind == "reading" and self.view.frame - self._opened > READ_TICKS:
            self.over = None

    def _happened(self, events: Sequence[Event]) -> None:
        for event in events:
            if isinstance(event, Refused) and self.expert is None:
                self._refused(event.reason)
            elif isinstance(event, Looked) and self.seen.display(event.thing) and not (self.paper and self.paper.thing == event.thing):
                self._show(Reading(self.view, event.thing))
            elif isinstance(event, Asked) and self.expert is None:
                self._show(Talk(self.view, event.question))
            elif isinstance(event, Declared) and self.expert is None:
                self.coach.note(self.seen, self.ctx.t("line.said"), "done")
            elif isinstance(event, GuardMoved | MachineSet):
                self.ctx.sound.play("click")

    def _refused(self, reason: str) -> None:
        if self.paper is not None:
            self.paper.refused(reason)
            return
        key = f"line.refused_{reason}"
        if has(key, self.ctx.lang):
            self.coach.note(self.seen, self.ctx.t(key))
        else:
            self.coach.refused(self.seen, reason, self.ctx.lang)

    def _found(self, findings: Sequence[Finding]) -> None:
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

    # --- papers and panels -------------------------------------------------------------------------------------------------

    def _show(self, over: Over) -> None:
        self.over = over
        self._opened = self.view.frame
        self.hand.ring = None
        over.layout()

    def _keep_over(self) -> None:
        if self.over is not None and not self.over.stays():
            self.over = None

    def _open_paper(self, thing: str) -> None:
        self.paper = Writing(self.view.screen, self.seen, thing, head_of(self.view), watching=self.expert is not None)
        self.paper.layout()
        self.over = None
        if thing in self.view.places.compared and self.expert is None:
            self._out.append(Look(thing))  # who has it before him reads its head

    def _asked(self) -> None:
        """What the hand leaves to the scene: papers, and the start, before which one says how sure one is."""
        choice, self.hand.asked = self.hand.asked, None
        if choice is None:
            return
        if choice.verb == "write_on":
            if self.seen.by(choice.thing):
                self._open_paper(choice.thing)
            else:
                self._waiting = choice
                self.hand.go(self.seen.point(choice.thing)[0])
            return
        sure = Sure(self.view)
        if sure.steps():
            self._starting = choice
            self._show(sure)
        else:
            self.hand.begin(choice)

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
        if self.expert is not None:
            return None
        if self.over is not None:
            self._in_over(event)
        elif self.paper is not None:
            self._in_paper(event)
        else:
            self._at_line(event)
        return None

    def _at_line(self, event: pygame.Event) -> None:
        before = self.hand.focus
        if event.type == pygame.KEYDOWN and self.ctx.settings.action_of(event.scancode) == "aim":
            self._aim()
        self.hand.handle(event)
        if self.hand.focus != before and self.hand.focus:
            self.ctx.speak(self.hand.name(self.hand.focus))
        if self.hand.told:
            self.coach.note(self.seen, self.ctx.t(self.hand.told))
            self.hand.told = ""
        self._asked()

    def _aim(self) -> None:
        """Guided: the keyboard goes to what the coach speaks of."""
        target = self.coach.target(self.seen)
        if target:
            self.hand.by_keyboard = True
            go_to(self.hand, target)

    def _in_paper(self, event: pygame.Event) -> None:
        assert self.paper is not None  # noqa: S101
        answer = self.paper.handle(event)
        if answer == BACK:
            self.paper = None
        elif isinstance(answer, list):
            self._out += answer

    def _in_over(self, event: pygame.Event) -> None:
        assert self.over is not None  # noqa: S101
        over = self.over
        answer = over.handle(event)
        if answer is None:
            return
        if isinstance(answer, dict):
            self._out += [Answer(f"sure.{step}", level) for step, level in answer.items()]
            assert self._starting is not None  # noqa: S101
            self.hand.begin(self._starting)
        elif isinstance(answer, Choice):
            self.hand.begin(answer)
        self.over = None

    def _tool(self, event: pygame.Event) -> str | None:
        if event.type == pygame.KEYDOWN and event.key == pygame.K_f and self.paper is None and self._carried and self.expert is None:
            return "sheet"
        if event.type == pygame.KEYDOWN:
            hint = self.ctx.settings.action_of(event.scancode) == "hint"
            return "hint" if hint and self.mode == "practice" and self.paper is None else None
        if event.type in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP, pygame.MOUSEMOTION):
            fired = self.bar.form.handle(event)
            return fired.id if fired else None
        return None

    def _use_tool(self, tool: str) -> Transition | None:
        match tool:
            case "pause":
                return Push(self._pause())
            case "settings":
                from game.scenes.settings import SettingsScene

                return Push(SettingsScene())
            case "sheet" if self.paper is None and self.over is None:
                self.hand.stop()
                self._open_paper(self._carried)
            case "steps":
                self.steps_shown = not self.steps_shown
            case "distance":
                if not self.hand.farther():
                    self.hand.zoom(1)
            case "hint" if self.expert is None:
                slot = self.coach.hint(self.seen, self.ctx.lang, self.session.opportunities)
                if slot:
                    self._out.append(Hint(slot))
        return None

    def _escape(self, event: pygame.Event) -> Transition | None:
        """One step back: a list, a panel, a paper, a gesture, the view from near; then the pause."""
        if self.over is not None and self.expert is None:
            self._in_over(event)
        elif self.paper is not None and self.expert is None:
            self._in_paper(event)
        elif not self.hand.stop() and not (self.expert is None and self.hand.farther()):
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
        from game.view.line.trace import told

        return told(self)

    # --- drawing -----------------------------------------------------------------------------------------------------------

    def draw(self, screen: Screen) -> None:
        if self.expert is None and self.view.frame % 6 == 0:
            self.hand.ask()
        self.face.draw(screen)
