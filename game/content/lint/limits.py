"""The site's values: each a number with the unit its name says."""

from __future__ import annotations

import itertools

from game.content import units
from game.content.fault import Value, Word
from game.content.lint.view import LONGEST, View


class Limits:
    """S204 to S209 and S216 in `limits`, where the wanted unit follows from the end of the name."""

    def run(self, view: View) -> None:
        limits = view.block("rules").data.get("limits")
        given = limits if isinstance(limits, dict) else {}
        for name, value in itertools.islice(given.items(), LONGEST):
            self._one(view, name, value)

    def _one(self, view: View, name: str, value: object) -> None:
        path = ("rules", "limits", name)
        quantity = units.of_limit(name)
        problem = units.parse(value, quantity)
        if isinstance(problem, float) and problem >= 0:
            return
        wanted = Word(f"content.{quantity}")
        values: dict[str, Value] = {"key": name, "found": view.tree.raw(path), "example": units.example_of(name), "wanted": wanted}
        values |= {"least": "0", "most": f"{units.MOST:.0f}", "unit": units.MAIN[quantity]}
        if value is None:
            view.note("S218", path, {**values, "expected": Word("content.a_value")})
        elif isinstance(value, list | dict):
            found = Word("content.a_list" if isinstance(value, list) else "content.a_block")
            view.say("S207", path, key=name, found=found, expected=Word("content.a_number"))
        elif isinstance(problem, units.Problem):
            bare = units.bare_minutes(name, value)
            values |= {"better": bare or problem.better, "unit": problem.unit or values["unit"]}
            view.note(problem.code, path, values, fix="bare" if bare and problem.code == "S216" else problem.fix)
        else:
            view.note("S209", path, values)
