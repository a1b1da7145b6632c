"""What may be said while somebody plays: a card of three lines when a guided act was wrong, and hints in three steps on demand.

Both are short (MOST_WORDS): who is interrupted reads little.  Which mode shows what is the window's part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from game.events import TICKS_PER_SECOND
from game.spec import StepSpec
from scoring.findings import Finding
from scoring.language import Rule, Text
from scoring.rulebook import Opportunity
from scoring.wording import found_text

MOST_WORDS = 25
HINT_PAUSE_TICKS = 10 * TICKS_PER_SECOND
"""Least time between two hints on one step: the one given is to be tried first."""
WHERE, RULE, HOW = 1, 2, 3
"""Depths of a hint: point to the place; name the rule; show the act."""
_WORD = re.compile(r"\S*\w\S*")


@dataclass(frozen=True, slots=True)
class Card:
    """what happened, why it matters, what to do now; together at most MOST_WORDS words."""

    severity: str
    what: str
    why: str
    now: str


@dataclass(frozen=True, slots=True)
class HintWords:
    """depth: WHERE | RULE | HOW; thing: id of what to point to, "" for none; text: in the reader's language."""

    depth: int
    thing: str
    text: str


def words(text: str) -> int:
    """How many words a text has; signs that stand alone are none."""
    return len(_WORD.findall(text.replace("\u00a0", " ")))


def card(rule: Rule, finding: Finding, lang: str) -> Card:
    """The card of a finding: what was found, in its own words where there is room for them, else the rule's title."""
    why, now = rule.why.get(lang), rule.now.get(lang)
    found = found_text(rule.check(finding.check), finding).get(lang)
    fits = words(found) + words(why) + words(now) <= MOST_WORDS
    return Card(finding.severity, found if fits else rule.title.get(lang), why, now)


def hint(step: StepSpec, opportunities: tuple[Opportunity, ...], depth: int, lang: str, act: str = "") -> HintWords:
    """The hint of that depth on a step.  act: the next act in words, for the last depth, where it is known.

    A step without a rule of its own names itself instead."""
    if depth >= HOW:
        text = act or (step.hint or step.say or step.text).get(lang)
        return HintWords(HOW, step.thing, text)
    if depth == RULE:
        own: Text | None = next((one.rule.title for one in opportunities if one.slot == step.id), None)
        return HintWords(RULE, step.thing, own.get(lang) if own else step.text.get(lang))
    return HintWords(WHERE, step.thing, step.text.get(lang))


def may_hint(last_tick: int | None, tick: int) -> bool:
    """Whether a hint may be given now.  last_tick: when the last one on this step was, None for none."""
    return last_tick is None or tick - last_tick >= HINT_PAUSE_TICKS
