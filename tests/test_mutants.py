"""Mutants: students who err once, and what is found of them in the real world by the real scoring."""

from __future__ import annotations

import pickle
from functools import cache

import pytest

from game.content.rules import load_rulebook
from game.events import Declared, Discarded, Event, Touched, Worn
from game.session.expert import Expert
from game.session.judging import opportunities_of
from game.session.mutants import mutants
from game.session.mutation import OPS, Mutation
from game.session.trials import MutantPlay, play_expert, play_mutant
from game.spec import LevelSpec
from game.world.hazards import draw_level
from game.world.world import World
from scoring.judge import Judge
from scoring.language import MUTANT_OPS
from tests.kit.hazards import level_with
from tests.kit.player import level

POOL = [hazard.id for hazard in level().hazards]


def play(hazards: tuple[str, ...], about: str = "") -> tuple[MutantPlay, ...]:
    """The mutants of the level with these hazards; only those about one of them, if said."""
    spec, rulebook = level_with(*hazards, beard="no"), load_rulebook()
    expert = play_expert(spec, rulebook, 5)
    assert expert.perfect
    wanted = [(trial, fork) for trial, fork in expert.forks if not about or about in trial.hazards]
    return tuple(play_mutant(spec, rulebook, 5, trial, fork) for trial, fork in wanted)


@cache
def plays() -> tuple[MutantPlay, ...]:
    """All mutants of the level without hazards."""
    return play(())


def run(spec: LevelSpec, mutation: Mutation, pace: float = 0.8) -> tuple[Judge, list[Event]]:
    """A mutant played from the very start, without snapshots or forks."""
    world, player = World(spec, 5), Expert(spec, mutation, pace_m_s=pace)
    judge, events = Judge(opportunities_of(spec, load_rulebook(), 5)), []
    while not world.ended and not player.stuck:
        for event in world.step(player.commands(world.seen)):
            judge.feed(event)
            events.append(event)
    return judge, events


def test_ops_are_those_of_the_rule_language() -> None:
    assert set(OPS) == set(MUTANT_OPS)


def test_every_mutant_is_found_for_exactly_his_error() -> None:
    wrong = [(p.trial.mutation.name, p.verdict, p.roots) for p in plays() if p.verdict not in ("seen", "not_applicable")]
    assert not wrong
    assert len([p for p in plays() if p.verdict == "seen"]) >= 30


@pytest.mark.parametrize("hazard", POOL)
def test_a_hazard_not_dealt_with_is_found(hazard: str) -> None:
    """For every hazard of the pool some mutant fails to deal with it, and just that is found."""
    verdicts = [one.verdict for one in play((hazard,), about=hazard)]
    assert "seen" in verdicts
    assert set(verdicts) <= {"seen", "not_applicable"}


@pytest.mark.parametrize(
    "name", ["lower@coat", "grip@coat", "skip@wash,part=dry", "blind@hair_cover", "skip@phone", "swap@hair_cover,with=wash"]
)
def test_a_fork_from_the_experts_snapshot_ends_as_a_run_from_the_start(name: str) -> None:
    forked = next(one for one in plays() if one.trial.mutation.name == name)
    judge, _ = run(level_with(beard="no"), Mutation.parse(name))
    assert judge.finish().roots == forked.roots


@pytest.mark.parametrize("pace", [0.2, 50.0])
@pytest.mark.parametrize("name", ["lower@coat", "uncovered@overshoe_left,side=clean", "shorten@rub", "keep@hair_cover", "too_fast@coat"])
def test_slow_hands_and_jumps_of_a_touch_screen_are_judged_alike(name: str, pace: float) -> None:
    judge, _ = run(level_with(beard="no"), Mutation.parse(name), pace)
    expected = next(one.trial.expects for one in plays() if one.trial.mutation.name == name)
    assert [finding.opportunity for finding in judge.finish().roots] == [expected]


def test_who_lets_the_hem_touch_the_floor_notices_and_changes_the_coat() -> None:
    judge, events = run(level_with(), Mutation("lower", "coat"))
    assert len([e for e in events if isinstance(e, Touched)]) == 1
    assert [(e.subject, e.true) for e in events if isinstance(e, Declared)] == [("soiled", True), ("fit", True)]
    assert [e.thing for e in events if isinstance(e, Discarded)] == ["coat_a.1"]
    assert [e.thing for e in events if isinstance(e, Worn) and e.slot == "coat"] == ["coat_b.1"]
    assert [(f.opportunity, f.recovered) for f in judge.finish().findings] == [("GOWN-15/floor@coat", True)]


def test_who_drops_a_coat_leaves_it_and_takes_another() -> None:
    judge, events = run(level_with(), Mutation("drop", "coat"))
    assert [e.thing for e in events if isinstance(e, Worn) and e.slot == "coat"] == ["coat_b.1"]
    assert [f.opportunity for f in judge.finish().roots] == ["GOWN-15/floor@coat"]


def test_who_errs_once_errs_only_once() -> None:
    """A mutant that takes a coat outside, finds it torn and takes another, takes that one inside."""
    judge, events = run(level_with("coat_seam"), Mutation("grip", "coat"))
    assert [f.times for f in judge.finish().findings] == [1]
    assert [e.thing for e in events if isinstance(e, Worn) and e.slot == "coat"] == ["coat_b.1"]


def test_what_a_seed_does_not_make_possible_is_not_applicable() -> None:
    verdicts = {one.trial.mutation.name: one.verdict for one in plays()}
    assert verdicts["rush@door_d,part=other_door"] == "not_applicable"
    assert verdicts["ignore@overshoe_right,fault=shoe_slipped"] == "not_applicable"


def test_a_mutation_is_named_parsed_and_sent_to_another_process() -> None:
    mutation = Mutation("swap", "wash", {"with": "coat"})
    assert Mutation.parse(mutation.name) == mutation
    assert pickle.loads(pickle.dumps(mutation)) == mutation
    for bad in ("lower", "lower@", "fly@coat", "lower@coat,deep"):
        with pytest.raises(ValueError):
            Mutation.parse(bad)


def test_each_rule_in_play_names_how_it_is_broken() -> None:
    spec, rulebook = level_with(), load_rulebook()
    silent = [f"{rule}/{check.id}" for rule in spec.rules for check in rulebook.rules[rule].checks if check.mutant is None]
    assert not silent


def test_a_drawn_hazard_always_has_a_mutant() -> None:
    spec = level_with(*POOL[:6])
    about = {h for trial in mutants(spec, opportunities_of(spec, load_rulebook(), 5), draw_level(spec, 5)) for h in trial.hazards}
    assert about == set(POOL[:6])
