"""The expert beside the trainee: at a mutant's finding, from the state he was in, the ghost does the right act and earns nothing.

Of the longer levels every few mutants; all of them with GRADE_A_ALL=1 (some minutes).
"""

from __future__ import annotations

import os
from functools import cache

import pytest

from game.commands import Command, Release
from game.content.loader import load_level
from game.content.rules import load_rulebook
from game.session.expert import Expert
from game.session.ghost import LEAD_TICKS, Ghost, Past
from game.session.judging import opportunities_of
from game.session.mutants import Trial
from game.session.trials import ExpertPlay, Fork, play_expert
from game.spec import LevelSpec
from game.world.runs import REBUILD_TICKS, restore_world
from scoring.judge import Judge
from tests.kit.player import LEVELS
from tests.kit.player import level as gowning
from tests.kit.records import coat_on_the_floor

SEED = 7
EVERY = {
    "gowning-first": 1,
    "gowning-grade-d": 6,
    "gowning-grade-c": 12,
    "gowning-grade-b": 20,
    "line-clearance-first": 12,
    "line-clearance-labelling": 50,
    "line-clearance-filling": 20,
}


def level(name: str = "gowning-grade-d") -> LevelSpec:
    """A shipped level of any scene."""
    return gowning(name) if name.startswith("gowning") else load_level(LEVELS / "line_clearance" / f"{name}.yaml")


@cache
def expert(name: str) -> ExpertPlay:
    return play_expert(level(name), load_rulebook(), SEED)


def mutants(name: str) -> list[tuple[Trial, Fork]]:
    """Those that can err at this seed; every so many of a long level."""
    every = 1 if os.environ.get("GRADE_A_ALL") else EVERY[name]
    return [(trial, fork) for trial, fork in expert(name).forks if fork is not None][::every]


def past_of(name: str, trial: Trial, fork: Fork) -> Past:
    """The mutant's run, gone through again."""
    spec = level(name)
    world = restore_world(spec, SEED, fork.snapshot)
    commands: list[tuple[Command, ...]] = list(expert(name).commands[: fork.tick])
    for given in fork.commands:
        world.step(given)
    mutant = Expert(spec, trial.mutation, fork.memory)
    while not world.ended and not mutant.stuck:
        commands.append(tuple(mutant.commands(world.seen)))
        world.step(commands[-1])
    return Past(spec, load_rulebook(), SEED, dict(enumerate(commands)), len(commands))


def judged(name: str, past: Past, ghost: Ghost) -> list[str]:
    """What is found of the ghost's own commands, given in the room from the moment he starts at."""
    world = restore_world(level(name), SEED, ghost.snapshot)
    judge = Judge.restored(opportunities_of(level(name), load_rulebook(), SEED), past.moments[ghost.start].judge)
    for commands in ghost.commands:
        for event in world.step(commands):
            judge.feed(event)
    assert world.ended == "finished"
    return [finding.opportunity for finding in judge.finish().findings]


@pytest.mark.parametrize("name", EVERY)
def test_the_ghost_does_right_what_the_mutant_did_wrong_and_earns_no_finding(name):
    tried = 0
    for trial, fork in mutants(name):
        past = past_of(name, trial, fork)
        for finding in past.judgement.roots:
            ghost = past.ghost(finding)
            assert ghost is not None, (trial.mutation.name, finding)
            assert ghost.clean, (trial.mutation.name, finding)
            assert ghost.start <= max(0, finding.tick - LEAD_TICKS)
            assert ghost.start % REBUILD_TICKS == 0
            assert ghost.start <= ghost.at
            assert name != "gowning-first" or judged(name, past, ghost) == []
            tried += 1
    assert tried >= 3


def test_going_through_a_run_again_gives_its_events_and_judgement():
    trial, fork = mutants("gowning-first")[0]
    one, other = past_of("gowning-first", trial, fork), past_of("gowning-first", trial, fork)
    assert one.events == other.events
    assert one.judgement == other.judgement
    assert list(one.moments) == list(range(0, one.world.tick, REBUILD_TICKS))


def test_a_ghost_stands_beside_a_run_that_was_broken_off():
    script = coat_on_the_floor()
    past = Past(level(), load_rulebook(), SEED, script.commands, script.ticks)
    finding = next(one for one in past.judgement.roots if one.rule == "GOWN-15")
    ghost = past.ghost(finding)
    assert ghost is not None
    assert not any(isinstance(command, Release) and command.onto == "floor" for commands in ghost.commands for command in commands)
    assert ghost.acts
    assert ghost.at >= ghost.start


def test_progress_is_told():
    told: list[float] = []
    script = coat_on_the_floor()
    Past(level(), load_rulebook(), SEED, script.commands, script.ticks, told.append)
    assert told == sorted(told)
    assert 0.0 <= told[0] <= told[-1] <= 1.0
