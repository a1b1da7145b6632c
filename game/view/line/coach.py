"""What the screen tells at a line, as far as the mode allows: the coach of the changing room, who knows lines too."""

from __future__ import annotations

from typing import Any

from game.events import Declared, Event
from game.session.acts import Act
from game.session.line.policy import REMEMBERED
from game.spec import StepSpec
from game.texts import t
from game.view.choices import Choice
from game.view.coach import Coach
from game.view.line.choices import made
from game.view.line.view import LineView


class LineCoach(Coach):
    """Follows a run at a line."""

    view: LineView

    def follow(self, seen: Any) -> None:
        """Look at where the trainee is; what was stopped and locked stays done when the line is unlocked for the start."""
        self.ghost.memory.believed.update(step.id for step in seen.steps if step.do in REMEMBERED and seen.step_done(step.id))
        super().follow(seen)

    def due(self, seen: Any) -> StepSpec | None:
        """The first step that is not done and whose forerunners are."""
        due = super().due(seen)
        believed = self.ghost.memory.believed
        self._done |= believed
        if due is None or due.id not in believed:
            return due
        known = {step.id for step in seen.steps}
        return next(
            (s for s in seen.steps if s.id not in self._done and all(b in self._done or b not in known for b in s.after)),
            None,
        )

    def _next(self, seen: Any) -> tuple[StepSpec | None, Act | None]:
        """The next act from the state the person is in, and the step it belongs to."""
        acts = self.ghost.decide(seen)
        act = acts[0] if acts else None
        due = self.due(seen)
        mine = next((step for step in seen.steps if act and act.slot == step.id), None)
        return mine or due, act

    def hear(self, events: Any) -> None:
        """What was declared, the ghost has to remember."""
        for event in events:
            if isinstance(event, Event) and isinstance(event, Declared):
                self.ghost.memory.said.add((event.subject, event.thing))

    def _belongs(self, seen: Any) -> bool:
        return self.step is None or self.act is None or self.act.slot == self.step.id

    def _now(self, seen: Any, lang: str) -> str:
        """The next act in words; never where something lies that one has not seen."""
        act = self.act
        if act is None:
            return (self.step.text if self.step else self.level.title).get(lang)
        return t("room.next", lang, act=self.words(seen, act, lang))

    def words(self, seen: Any, act: Act, lang: str) -> str:
        """An act in words."""
        view = self.view
        match act.verb:
            case "sweep":
                station, _, zone = act.thing.rpartition(".")
                return t("line.next_sweep", lang, thing=view.name(station), place=view.t(f"line.zone_{zone}"))
            case "write" | "correct":
                return t(f"line.next_{act.verb}", lang, thing=view.name(act.thing), field=field_name(view, act))
            case "sign" | "wait":
                return t(f"line.next_{act.verb}", lang, thing=view.name(act.thing))
            case "take" | "pull" | "count":
                return t(f"line.next_{act.verb}", lang, thing=view.name(act.thing))
            case "put":
                return t("line.next_put", lang, thing=tool_name(view, act.thing), place=view.name(act.part))
            case "open" | "close":
                return t(f"line.next_{act.verb}", lang, thing=view.name(act.thing))
            case "look":
                return t("line.next_look", lang, thing=view.name(act.thing))
            case "answer":
                return t("line.next_answer", lang)
            case _:
                return made(view, act.verb, act.thing, act.part, label=label_of(act)).label

    def missing(self, seen: Any, step: StepSpec, lang: str) -> str:
        """The list of steps at a line says no more than what is open."""
        return ""

    def target(self, seen: Any) -> str:
        """What the next act is about; "" where the mode points at nothing."""
        if self.mode != "guided" or self.act is None:
            return ""
        return target_of(self.view, self.act)


def target_of(view: LineView, act: Act) -> str:
    """On what an act is begun: a handle, a bin, a paper, a residue, or the station of a place to be looked into."""
    match act.verb:
        case "open" | "close":
            return f"{act.thing}.{act.part}"
        case "put":
            return act.part
        case "sweep":
            return act.thing.rpartition(".")[0]
        case "fetch":
            return next((thing.id for thing in view.level.things if thing.kind == "tool_board"), "")
        case _:
            return act.thing


def label_of(act: Act) -> str:
    """Key of an act's words among the choices."""
    if act.verb == "fetch":
        return f"fetch_{act.thing}"
    return f"{act.verb}_{act.part}" if act.part else act.verb


def tool_name(view: LineView, thing: str) -> str:
    """A tool, or what else is held."""
    return view.t(f"line.tool_{thing}") if thing in ("lamp", "tongs") else view.name(thing)


def field_name(view: LineView, act: Act) -> str:
    """A field of a form: "point 2, heure"."""
    spec, _ = view.seen.form(act.thing)
    line_id, _, name = act.part.rpartition(".")
    number = next((n for n, line in enumerate(spec.lines, 1) if line.id == line_id and line_id), 0)
    field = view.t(f"forms.field_{name}", least="", most="").strip()
    return view.t("forms.of_point", n=number, field=field) if number else field


def choice_of(view: LineView, act: Act) -> Choice:
    """The choice that an intent comes down to."""
    return made(view, act.verb, act.thing, act.part, label=label_of(act))
