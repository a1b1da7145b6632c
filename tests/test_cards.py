"""Cards and hints: at most 25 words, what, why and what now; hints from the place to the rule to the act."""

from __future__ import annotations

import pytest

from game.content.rules import load_rulebook
from game.session.cards import HINT_PAUSE_TICKS, HOW, MOST_WORDS, RULE, WHERE, card, hint, may_hint, words
from game.session.judging import opportunities_of
from game.texts import LANGS
from scoring.findings import Finding
from tests.kit.player import level

RULES = load_rulebook().rules
CHECKS = [(rule.id, check.id) for rule in RULES.values() for check in rule.checks]


def finding(rule: str, check: str, aspect: str = "") -> Finding:
    """A breach of that check, with figures of the usual length."""
    return Finding(1, f"{rule}/{check}@x", rule, check, "x", "major", 60, 1, aspect=aspect, measure=12.5, threshold=30.0, unit="s")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("rule", "check"), CHECKS)
def test_a_card_says_what_why_and_what_now_in_25_words(rule, check, lang):
    for aspect in ("", *RULES[rule].check(check).aspects):
        told = card(RULES[rule], finding(rule, check, aspect), lang)
        assert told.what
        assert told.why == RULES[rule].why.get(lang)
        assert told.now == RULES[rule].now.get(lang)
        assert words(told.what) + words(told.why) + words(told.now) <= MOST_WORDS
        assert "{" not in told.what


def test_signs_that_stand_alone_are_no_words():
    assert words("Quoi\u00a0: l'autre, et puis\u00a0! – non") == 5
    assert words("") == 0


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["gowning-first", "gowning-grade-b", "gowning-grade-c", "gowning-grade-d"])
def test_hints_go_from_the_place_to_the_rule_to_the_act_and_are_short(name, lang):
    spec = level(name)
    opportunities = opportunities_of(spec, load_rulebook(), 7)
    for step in spec.steps:
        told = [hint(step, opportunities, depth, lang) for depth in (WHERE, RULE, HOW)]
        assert [one.depth for one in told] == [WHERE, RULE, HOW]
        assert all(one.thing == step.thing for one in told)
        assert all(0 < words(one.text) <= MOST_WORDS for one in told)
    named = next(step for step in spec.steps if any(one.slot == step.id for one in opportunities))
    assert hint(named, opportunities, RULE, lang).text in {rule.title.get(lang) for rule in RULES.values()}
    assert hint(named, opportunities, HOW, lang, "Ouvrir").text == "Ouvrir"


def test_the_next_hint_comes_after_a_while():
    assert may_hint(None, 0)
    assert not may_hint(100, 100 + HINT_PAUSE_TICKS - 1)
    assert may_hint(100, 100 + HINT_PAUSE_TICKS)
