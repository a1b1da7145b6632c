"""Times of a level, and the values of the site that its rules are held against."""

from __future__ import annotations

from game.content.report import limit_name
from game.scenes.stack import Transition
from game.scenes.workshop_parts import Part
from game.view.theme import BODY, THEME
from game.view.widgets import Column, Fired, Label

WIDE = 700
"""Width of a value's field and of the rules named below it."""


class TimesPart(Part):
    """Every value with its unit, as one writes it."""

    id = "times"

    def sign(self) -> tuple[str, str]:
        limit = self.desk.words(("time", "limit"))
        return "clock", self.say("times_limit", limit=limit) if limit else ""

    def fill(self, column: Column) -> None:
        self.head(column, self.say("part_times"), self.say("times_about"))
        target = self.field(("time", "target"), self.say("time_target"), self.say("time_target_tip"), most=30)
        self.fields(column, [target, self.field(("time", "limit"), self.say("time_limit"), self.say("time_limit_tip"), most=30)], gap=22)
        limits = self.desk.value(("rules", "limits"))
        if not isinstance(limits, dict) or not limits:
            return
        self.title(column, self.say("limits"))
        column.add(Label(self.say("limits_about"), BODY, THEME.slate), gap=2)
        steps = self._steps()
        for name in map(str, limits):
            field = self.field(("rules", "limits", name), limit_name(name, self.ctx.lang), self._about(name), most=30)
            if name not in steps:
                column.add(field, gap=16, width=column.screen.px(WIDE))
                continue
            step, text = steps[name]
            self.beside(column, field, self.trial("step", step, text), gap=16, most=WIDE)

    def _about(self, name: str) -> str:
        """Its name in the file, and the rules that ask for it."""
        return " · ".join(filter(None, (name, self._rules(name))))

    def _steps(self) -> dict[str, tuple[str, str]]:
        """Value -> the first step at which a rule is held against it (its id and text)."""
        from game.content.rules import known_rulebook
        from game.session.judging import opportunities_of
        from scoring.rulebook import RuleError, limits_of

        level, rulebook = self.desk.level, known_rulebook()
        if level is None or rulebook is None:
            return {}
        try:
            opportunities = opportunities_of(level, rulebook, 0)
        except RuleError:
            return {}
        steps = {step.id: self.shown(step.text) for step in level.steps}
        found: dict[str, tuple[str, str]] = {}
        for one in opportunities:
            for name in limits_of(one.rule):
                if one.slot in steps:
                    found.setdefault(name, (one.slot, steps[one.slot]))
        return found

    def _rules(self, name: str) -> str:
        """The rules that ask for that value."""
        from game.content.rules import known_rulebook
        from scoring.rulebook import limits_of

        rulebook, used = known_rulebook(), self.desk.value(("rules", "use")) or []
        if rulebook is None:
            return ""
        asked = [rulebook.rules[rule] for rule in used if isinstance(rule, str) and rule in rulebook.rules]
        return " ; ".join(rule.title.get(self.ctx.lang) for rule in asked if name in limits_of(rule))

    def on(self, fired: Fired) -> Transition | None:
        return self.tried(fired)
