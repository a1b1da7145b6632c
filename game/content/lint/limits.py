"""The site's values: each a number with the unit its name says."""

from __future__ import annotations

from game.content import units
from game.content.diagnostic import Word
from game.content.lint.view import View


class Limits:
    """S204 to S209 and S216 in `limits`, where the wanted unit follows from the end of the name."""

    def run(self, view: View) -> None:
        limits = view.block("rules").data.get("limits")
        for name, value in limits.items() if isinstance(limits, dict) else ():
            path = ("rules", "limits", name)
            quantity = units.of_limit(name)
            problem = units.parse(value, quantity)
            raw = view.tree.raw(path)
            values = {"key": name, "found": raw, "example": units.EXAMPLES[quantity], "wanted": Word(f"content.{quantity}")}
            if value is None:
                view.say("S218", path, **values, expected=Word("content.a_value"))
            elif isinstance(value, list | dict):
                view.say(
                    "S207",
                    path,
                    key=name,
                    found=Word("content.a_list" if isinstance(value, list) else "content.a_block"),
                    expected=Word("content.a_number"),
                )
            elif isinstance(problem, units.Problem):
                bounds = {"least": "0", "most": f"{units.MOST:g}"}
                view.say(problem.code, path, fix=problem.fix, **{**values, **bounds, "better": problem.better, "unit": problem.unit})
            elif problem < 0:
                view.say("S209", path, **values, least="0", most=f"{units.MOST:g}", unit=units.MAIN[quantity])
