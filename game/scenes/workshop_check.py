"""What the check says of a level: each fault in words, at its line, with what to do; and the long check, which plays it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from game.scenes.message import MessageScene
from game.scenes.stack import Push, Transition
from game.scenes.workshop import open_words, state_icon, state_words, trouble_words
from game.scenes.workshop_parts import Badge, Part, on_fault, tell_fault
from game.view.theme import BODY, THEME
from game.view.widgets import Button, Column, Fired, Label

if TYPE_CHECKING:
    from game.content.fault import Diagnostic

MOST = 20
"""Faults shown; the others are counted."""


class CheckPart(Part):
    """Always up to date: it is the check of the text as it stands."""

    id = "check"
    reads_broken = True
    _fixed = (b"", b"")
    """The text that was to be corrected, and corrected, while that is asked."""

    def sign(self) -> tuple[str, str]:
        state = replace(self.desk.state, proof=None)  # of the text alone: the proof has a part of its own
        if state.spotless:
            return "done", self.say("check_none")
        words = state_words(self.ctx, state, readable=not self.desk.broken)
        more = open_words(self.ctx, state) if state.errors else ""
        return state_icon(state), ", ".join(filter(None, (words, more)))

    def faults(self) -> list[Diagnostic]:
        """What is shown, worst first; the approval has a part of its own."""
        from game.content.fault import SEVERITIES
        from game.content.report import severity_of
        from game.session.authoring.workshop import NOT_APPROVED_YET

        shown = [fault for fault in self.desk.faults if fault.code not in NOT_APPROVED_YET]
        return sorted(shown, key=lambda fault: (SEVERITIES.index(severity_of(fault)), fault.order))

    def fill(self, column: Column) -> None:
        self.head(column, self.say("part_check"), self.say("check_about"))
        faults, state = self.faults(), self.desk.state
        column.add(self._badge(), gap=18)
        if state.failed:
            column.row([Button("to_proof", self.say("to_proof"), height=52)], gap=18)
        if any(fault.edit is not None for fault in faults) and not self.page.read_only:
            column.row([Button("fix", self.say("fix"), icon="done", height=52)], gap=18)
        for n, fault in enumerate(faults[:MOST]):
            tell_fault(self, column, n, fault)
        if len(faults) > MOST:
            column.add(Label(self.say("check_more", n=len(faults) - MOST), BODY, THEME.slate), gap=20)

    def _badge(self) -> Badge:
        """The whole in a sentence; a proof that failed is never passed over."""
        state = self.desk.state
        if state.errors:
            which = "_one" if state.errors == 1 else ""
            return Badge("bad", "wrong", self.say(f"check_bad{which}", n=state.errors), self.say(f"check_bad_what{which}"))
        if state.failed and state.proof is not None:
            return Badge("look", "alert", self.say("check_failed"), self.say("check_failed_why", why=trouble_words(self.ctx, state.proof)))
        if state.spotless:
            return Badge("good", "done", self.say("check_good"), self._numbers())
        told = self.say("check_playable", what=open_words(self.ctx, state))
        return Badge("look", state_icon(state), told, self._numbers())

    def _numbers(self) -> str:
        """What the level is, in numbers."""
        from game.content.check import facts
        from game.content.report import counted

        level = self.desk.level
        return ", ".join(counted(n, what, self.ctx.lang) for what, n in facts(level)) if level is not None else ""

    def on(self, fired: Fired) -> Transition | None:
        if fired.id == "to_proof":
            return self.page.open("proof", focus=True)
        return self._fix() if fired.id == "fix" else on_fault(self, fired)

    def _fix(self) -> Transition | None:
        """Show what the sure corrections would change, and ask."""
        from game.content import check, source
        from game.content.fix import corrected

        name = self.desk.path.name
        done = corrected(self.desk.data, name, lambda text: check.check_any(source.from_bytes(text, name))[0])
        if not done.count:
            return None
        self._fixed = (self.desk.data, done.data)
        lines = [line for line in done.diff.split("\n") if line[:1] in "+-" and line[:3] not in ("+++", "---")]
        answers = [("fix", self.say("fix_do"), "primary"), ("no", self.ctx.t("ui.back"), "plain")]
        said = [line.replace("\t", "→") for line in lines]
        return Push(MessageScene(self.say("fix"), [self.say("fix_what", n=done.count), *said], answers))

    def resumed(self, result: object) -> Transition | None:
        (before, after), self._fixed = self._fixed, (b"", b"")
        if result != "fix" or before != self.desk.data:
            return None
        return self.page.do(lambda: self.desk.replace(after, self.say("fix"), backup=True))
