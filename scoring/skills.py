"""The points of a run summed up by what they are about: committing, noticing, recovering, reporting, each apart.

They are the points of the score, in four heaps, with its weights.  No interval: of each there are too few to judge by, so a
sum describes one run and decides nothing.  Which point belongs where stands with the rules, and these in the run file: the
sums are derived when somebody wants to see them, and a run whose rules say nothing of it has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scoring.language import SKILLS
from scoring.record import Sheet
from scoring.score import WEIGHTS


@dataclass(frozen=True, slots=True)
class SkillSum:
    """Opportunities of one skill: all that counted, and of these x = 1, x = 0.5, x = 0.

    share: 0 to 100, weighted as the score is; None when nothing counted, or the run did not reach its end."""

    skill: str
    counted: int
    met: int
    half: int
    missed: int
    share: float | None


def named(book: Mapping[str, Any]) -> dict[str, str]:
    """Skill by "RULE/check", out of a rulebook as plain data (as a run file keeps it, whichever version wrote it)."""
    found: dict[str, str] = {}
    for rule in _maps(book.get("rules")):
        for check in _maps(rule.get("checks")):
            skill = check.get("skill", rule.get("skill"))
            if skill in SKILLS:
                found[f"{rule.get('id')}/{check.get('id')}"] = str(skill)
    return found


def _maps(value: object) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, (list, tuple)) else []


def sums(sheet: Sheet, skills: Mapping[str, str]) -> tuple[SkillSum, ...]:
    """The four sums of a run, in the order of SKILLS; () where its rules do not speak of all four.

    skills: of the rules in play (`named`).  Rules that several scenes share name a skill too: a scene that knows only some of
    the four has no sums."""
    outcomes = [(skills.get(f"{one.rule}/{one.check}", ""), one) for rule in sheet.rules for one in rule.outcomes]
    if not set(SKILLS) <= {skill for skill, _ in outcomes}:
        return ()
    found = []
    for name in SKILLS:
        met = half = counted = points = gained = 0  # whole numbers; gained in halves
        for skill, one in outcomes:
            if skill == name and one.x is not None:
                weight = WEIGHTS[one.severity]
                counted, points, gained = counted + 1, points + weight, gained + round(2 * weight * one.x)
                met, half = met + (one.x == 1.0), half + (one.x == 0.5)
        share = 100 * gained / (2 * points) if points and sheet.ended == "finished" else None
        found.append(SkillSum(name, counted, met, half, counted - met - half, share))
    return tuple(found)
