"""A line that is cleared, in play: a session, what is seen of it, the person's eye, lamp and hand, and the papers.

The scene turns events of mouse and keyboard into gestures and commands, steps the session and shows what came of it.
"""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.commands import Answer, Look
from game.events import Asked, Declared, Event, GuardMoved, Looked, MachineSet, Refused
from game.scenes.play import PaperScene
from game.scenes.stack import Transition
from game.session.expert import Expert
from game.session.session import Session
from game.texts import has
from game.view.choices import Choice
from game.view.forms.writing import Writing
from game.view.line.camera import FAR
from game.view.line.coach import LineCoach
from game.view.line.face import LineFace
from game.view.line.hand import LineHand
from game.view.line.heads import head_of
from game.view.line.keys import go_to
from game.view.line.panels import Reading, Sure, Talk
from game.view.line.picture import LinePicture
from game.view.line.view import LineView, view_of
from game.view.screen import Screen
from game.view.widgets import Button

AT_WALL_M = 0.2
EDGE_STEP_M = 0.8
SHOWN_WHOLE = 120
"""Frames that the expert's line is shown whole before one comes nearer."""
READ_TICKS = 150
"""When the expert reads or writes, so long is it shown."""


class LineScene(PaperScene):
    """One run at a line."""

    coach: LineCoach
    view: LineView
    hand: LineHand

    def __init__(self, session: Session, expert: Expert | None = None) -> None:
        super().__init__(session, expert, LineCoach(session.level, session.header.mode))
        self.face = LineFace(self)
        self._waiting: Choice | None = None
        """What is carried out once one stands there: a paper to be opened."""
        self._starting: Choice | None = None
        """The start, while one says how sure one is."""
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
        self._lay_over(screen)

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
        return [*super()._tools(), ("distance", "eye-light", self.ctx.t("line.tool_distance"))]

    # --- time ------------------------------------------------------------------------------------------------------------

    @property
    def stopped(self) -> bool:
        """The world also stands still while one says how sure one is."""
        return super().stopped or (self.expert is None and self.over is not None and self.over.kind == "sure")

    def _stepped(self) -> None:
        if self._waiting is not None and not self.hand.busy:
            waiting, self._waiting = self._waiting, None
            self._open_paper(waiting.thing)

    def _look_about(self) -> None:
        """The view goes along: with the expert's eye, with a walk, with the pointer at the edge."""
        super()._look_about()
        camera, seen = self.view.camera, self.seen
        if self.expert is not None:
            self._watch()
        elif camera.level != FAR:
            edge = self.hand.edge
            if edge and not seen.walking and camera.x0 + AT_WALL_M < seen.x + 0.5 * edge < camera.x1 - AT_WALL_M:
                self.hand.go(seen.x + EDGE_STEP_M * edge)
            if seen.walking:
                camera.show(seen.x, camera.aim_y, 0.45)
        camera.follow(1 / 60)

    def _watch(self) -> None:
        """Discover: near enough to see what the expert does."""
        if self.view.camera.level != FAR or self.view.frame > SHOWN_WHOLE:
            self.picture.watch(0.0)
        if self.over and self.over.kind == "reading" and self.view.frame - self.opened > READ_TICKS:
            self.over = None

    def _happened(self, events: Sequence[Event]) -> None:
        for event in events:
            if isinstance(event, Refused) and self.expert is None:
                self._refused(event.reason)
            elif isinstance(event, Looked) and self.seen.display(event.thing) and not (self.paper and self.paper.thing == event.thing):
                self.show(Reading(self.view, event.thing))
            elif isinstance(event, Asked) and self.expert is None:
                self.show(Talk(self.view, event.question))
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

    # --- papers and panels -------------------------------------------------------------------------------------------------

    def _open_paper(self, thing: str) -> None:
        self.put_before(Writing(self.view.screen, self.seen, thing, head_of(self.view), watching=self.expert is not None))
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
            self.show(sure)
        else:
            self.hand.begin(choice)

    # --- events ------------------------------------------------------------------------------------------------------------

    def _in_room(self, event: pygame.Event) -> None:
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

    def _key_tool(self, event: pygame.Event) -> str | None:
        if self.paper is not None:
            return None
        if event.key == pygame.K_f and self._carried and self.expert is None:
            return "sheet"
        return super()._key_tool(event)

    def _own_tool(self, tool: str) -> None:
        if tool == "sheet" and self.paper is None and self.over is None:
            self.hand.stop()
            self._open_paper(self._carried)
        elif tool == "distance" and not self.hand.farther():
            self.hand.zoom(1)

    def _escape(self, event: pygame.Event) -> Transition | None:
        """One step back: a list, a panel, a paper, a gesture, the view from near; then the pause."""
        if self.expert is None and self._in_papers(event):
            return None
        if not self.hand.stop() and not (self.expert is None and self.hand.farther()):
            return self._pause()
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
