"""The window is to be closed in the middle of a run: the run is kept to be gone on with, unless it is an assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.scenes.base import Scene
from game.scenes.message import MessageScene
from game.scenes.stack import Pop, Quit, Transition

if TYPE_CHECKING:
    from game.events import Event
    from game.scenes.base import Context
    from game.session.expert import Expert
    from game.session.session import Session
    from game.view.widgets import Fired


class LeavingScene(MessageScene):
    """Leave or stay; who closes the window a second time leaves."""

    def __init__(self, ctx: Context, session: Session) -> None:
        kept = session.journal is not None and session.journal.trouble is None
        self.later = kept and session.header.mode != "assessment"
        """Whether the run is left unfinished in its file; an assessment ends, as an abandoned one."""
        what = "later" if self.later else "ends" if kept else "lost"
        leave = ("leave", ctx.t(f"leaving.leave_{what}"), "plain" if self.later else "danger")
        answers = [leave, ("stay", ctx.t("leaving.stay"), "primary")]
        super().__init__(ctx.t("leaving.title"), [ctx.t(f"leaving.what_{what}")], answers)
        self.default = self.first_focus = "stay"

    def on(self, fired: Fired) -> Transition | None:
        """The scene below is told nothing: it asked nothing."""
        return self.yes() if fired.id == "leave" else Pop(told=False)

    def yes(self) -> Quit:
        """Leave."""
        return Quit(later=self.later)


class RunScene(Scene):
    """A scene with a run in play.  `expert`: who acts instead of the person, whose run nobody keeps; None: the person."""

    session: Session
    expert: Expert | None
    events: list[Event]
    """What happened, of a run without a file."""

    def before_closing(self) -> LeavingScene | None:
        return LeavingScene(self.ctx, self.session) if self.expert is None and not self.session.world.ended else None

    def leaving(self) -> None:
        self.session.leave_open()

    def closing(self) -> None:
        if not self.session.world.ended:
            self.session.close("window_closed")
