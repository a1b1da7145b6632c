"""Times of a level, and the values of the site that its rules are held against."""

from __future__ import annotations

from game.scenes.workshop_parts import Part
from game.view.theme import BODY, THEME
from game.view.widgets import Column, Label


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
        fields = [self.field(("rules", "limits", name), str(name), self._rules(str(name)), most=30) for name in limits]
        for n in range(0, len(fields), 2):
            pair = fields[n : n + 2]
            self.fields(column, pair, gap=16, shares=(0.5, 0.5)[: len(pair)])

    def _rules(self, name: str) -> str:
        """The rules that ask for that value."""
        from game.content.rules import known_rulebook
        from scoring.rulebook import limits_of

        rulebook, used = known_rulebook(), self.desk.value(("rules", "use")) or []
        if rulebook is None:
            return ""
        asked = [rulebook.rules[rule] for rule in used if isinstance(rule, str) and rule in rulebook.rules]
        return " ; ".join(rule.title.get(self.ctx.lang) for rule in asked if name in limits_of(rule))
