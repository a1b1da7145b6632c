"""Grades C and B proved in small: every hazard met and dealt with, every mutant found for exactly his error."""

from __future__ import annotations

from functools import cache

import pytest

from game.content.rules import load_rulebook
from game.session.trials import ExpertPlay, MutantPlay, play_expert, play_mutant
from game.spec import HazardSpec
from tests.kit.hazards import level_with
from tests.kit.player import level

LEVELS = ("gowning-grade-c", "gowning-grade-b")


def batches(name: str) -> list[tuple[str, ...]]:
    """The pool in rows of hazards that can stand beside each other: one a place, one a kind of garment, one question."""
    rows: list[list[HazardSpec]] = []
    for hazard in level(name).hazards:
        fits = (row for row in rows if all(hazard.at != other.at and hazard.kind != other.kind for other in row))
        row = next(fits, None)
        if row is None:
            rows.append([hazard])
        else:
            row.append(hazard)
    return [tuple(hazard.id for hazard in row) for row in rows]


BATCHES = [(name, row) for name in LEVELS for row in batches(name)]


@cache
def expert(name: str, hazards: tuple[str, ...]) -> ExpertPlay:
    return play_expert(level_with(*hazards, name=name, beard="yes"), load_rulebook(), 5)


def mutants(name: str, hazards: tuple[str, ...], about_hazards: bool) -> list[MutantPlay]:
    spec, play = level_with(*hazards, name=name, beard="yes"), expert(name, hazards)
    wanted = [(trial, fork) for trial, fork in play.forks if bool(trial.hazards) or not about_hazards]
    return [play_mutant(spec, load_rulebook(), 5, trial, fork) for trial, fork in wanted]


@pytest.mark.parametrize(("name", "hazards"), BATCHES)
def test_the_expert_meets_every_hazard_and_deals_with_it(name: str, hazards: tuple[str, ...]) -> None:
    play = expert(name, hazards)
    assert (play.ended, play.score, play.findings, play.alarms) == ("finished", 100.0, (), 0)
    assert sorted(play.met) == sorted(hazards)


@pytest.mark.parametrize(("name", "hazards"), BATCHES)
def test_who_does_not_deal_with_a_hazard_is_found_for_that(name: str, hazards: tuple[str, ...]) -> None:
    plays = mutants(name, hazards, about_hazards=True)
    assert [(p.trial.mutation.name, p.verdict, p.roots) for p in plays if p.verdict not in ("seen", "not_applicable")] == []
    assert {hazard for p in plays if p.verdict == "seen" for hazard in p.trial.hazards} == set(hazards)


@pytest.mark.parametrize("name", LEVELS)
def test_every_mutant_of_every_rule_is_found_for_exactly_his_error(name: str) -> None:
    plays = mutants(name, (), about_hazards=False)
    assert [(p.trial.mutation.name, p.verdict, p.roots) for p in plays if p.verdict not in ("seen", "not_applicable")] == []
    rules = {p.trial.expects.partition("/")[0] for p in plays if p.verdict == "seen"}
    unbroken = set(level(name).rules) - rules
    assert unbroken <= {"AIRL-01", "AIRL-02", "AIRL-04", "AIRL-06", "ASEP-12", "DOC-06", "GOWN-02", "GOWN-25", "GOWN-27", "LINE-16"}
