"""The expert in a deviation makes no error, and whoever errs once is found for exactly that."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.content import load_level
from game.content.rules import load_rulebook
from game.session.trials import play_expert, play_mutant

LEVELS = Path(__file__).resolve().parents[1] / "levels" / "deviation"
SEED = 1


@pytest.fixture(scope="module")
def played():
    """Level, rules and the expert's run at one seed."""
    level, rules = load_level(LEVELS / "deviation-first.yaml"), load_rulebook()
    return level, rules, play_expert(level, rules, SEED)


@pytest.mark.parametrize("seed", [0, 2, 1_000_001])
def test_the_experts_report_is_right_whatever_went_wrong(seed):
    level, rules = load_level(LEVELS / "deviation-first.yaml"), load_rulebook()

    expert = play_expert(level, rules, seed)

    assert (expert.ended, expert.score, expert.findings, expert.refused) == ("finished", 100.0, (), ())


def test_every_trainee_who_errs_once_is_found_for_exactly_that(played):
    level, rules, expert = played

    seen = [play_mutant(level, rules, SEED, trial, fork) for trial, fork in expert.forks]

    assert {play.verdict for play in seen} <= {"seen", "not_applicable"}, [p.trial.mutation.name for p in seen if p.verdict != "seen"]
    assert len([play for play in seen if play.verdict == "seen"]) >= 40
