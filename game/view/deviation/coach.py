"""What the screen tells in a deviation, as far as the mode allows: the coach of the changing room, who knows a process too."""

from __future__ import annotations

from typing import Any

from game.session.acts import Act
from game.session.deviation.affordances import Affordance
from game.session.deviation.policy import advise
from game.spec import StepSpec
from game.view.coach import Coach
from game.view.deviation.choices import words
from game.view.deviation.papers import ProcessSheet, head_of
from game.view.deviation.picture import RoomPicture
from game.view.deviation.view import DeviationView


class DeviationCoach(Coach):
    """Follows a run beside a process.  He never says more than a look, a paper or a person would."""

    view: DeviationView
    picture: RoomPicture

    def _next(self, seen: Any) -> tuple[StepSpec | None, Act | None]:
        act = self.advice(seen)
        due = self.due(seen)
        mine = next((step for step in seen.steps if act and act.slot == step.id and not seen.step_done(step.id)), None)
        return mine or due, act

    def advice(self, seen: Any) -> Act | None:
        """What an expert would do now."""
        return None if seen.ended else advise(seen, self.ghost.memory)

    def hear(self, events: Any) -> None:
        """Everything the ghost needs is to be seen, when it is to be seen."""

    def _belongs(self, seen: Any) -> bool:
        return self.step is None or self.act is None or self.act.slot == self.step.id

    def _now(self, seen: Any, lang: str) -> str:
        if self.act is None:
            return (self.step.text if self.step else self.level.title).get(lang)
        return self.view.t("room.next", act=self.said(self.act))

    def said(self, act: Act) -> str:
        """An act in words."""
        view = self.view
        match act.verb:
            case "write" | "correct" if view.seen.kind(act.thing).paper:
                return view.t("deviation.next_write", thing=view.name(act.thing), field=self._field(act))
            case "sign" | "walk":
                return view.t(f"deviation.next_{act.verb}", thing=view.name(act.thing))
            case "wait":
                return view.t(f"deviation.next_wait{'_screen' if self.step and self.step.do == 'notice' else ''}")
            case "answer":
                return view.t("deviation.next_answer")
            case "call":
                return view.t(f"deviation.next_call_{act.part}", who=view.name(act.thing))
            case "press" if act.part.startswith("ack."):
                return view.t("deviation.next_ack")
            case "write":
                return view.t("deviation.key_setpoints")
            case _:
                return words(view, Affordance(act.verb, act.thing, act.part, act.slot, ()))

    def _field(self, act: Act) -> str:
        view = self.view
        found = view.seen.form(act.thing).find(act.part)
        if found is None:
            return act.part
        line, spec = found
        sheet = ProcessSheet(view.screen, view.seen.form(act.thing), view.truth.forms[act.thing], head_of(view, act.thing))
        name = sheet.field_name(spec)
        return f"{view.t(f'deviation.log_{line.id}')}, {name}" if line.id else name

    def missing(self, seen: Any, step: StepSpec, lang: str) -> str:
        """The list of steps says no more than what is open."""
        return ""

    def target(self, seen: Any) -> str:
        """What the next act is about; "" where the mode points at nothing."""
        return self.picture.goal(self.act) if self.mode == "guided" and self.act else ""
