"""Playtests: each errs somewhere that there is, and is to be found by rules that are in play."""

from __future__ import annotations

from game.content.lint.view import View
from game.spec import LevelSpec


class Playtests:
    """R315 an error at a place that this level has not, N713 a finding of a rule that is not in play.  For sound levels."""

    def __init__(self, level: LevelSpec) -> None:
        self.level = level

    def run(self, view: View) -> None:
        if not view.playtests:
            return
        from game.world.runs import everything, slots_of

        slots = slots_of(self.level, everything(self.level))
        known = {slot.id for slot in slots} | {tag for slot in slots for tag in slot.tags}
        for playtest in view.playtests:
            mutant = playtest.data.get("mutant")
            for key in ("at", "with"):
                name = mutant.get(key) if isinstance(mutant, dict) else None
                if name and name not in known:
                    near = view.near(name, [slot.id for slot in slots])
                    shown = ", ".join(slot.id for slot in slots)
                    view.say("R315", (*playtest.path, "mutant", key), fix="near" if near else "", near=near, name=name, known=shown)
            for n, rule in playtest.words("finds"):
                if rule not in self.level.rules:
                    near = view.near(rule, self.level.rules)
                    view.say("N713", (*playtest.path, "finds", n), fix="near" if near else "", near=near, rule=rule)
