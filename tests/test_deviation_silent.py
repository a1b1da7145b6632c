"""A culture that leaves its way without a sound: what shows it, who can know it since when, and that the round finds it."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.content import load_level
from game.content.rules import load_rulebook
from game.entities.process import FAULTS
from game.events import AlarmRaised, HazardMet, SampleDrawn
from game.session.deviation.gestures import perform
from game.session.expert import Expert
from game.session.trials import play_expert, play_mutant
from game.world.deviation.drawing import FAULT
from game.world.hazards import ASSESSMENT_SEEDS
from game.world.runs import draw_of, open_world

LEVEL = load_level(Path(__file__).resolve().parents[1] / "levels" / "deviation" / "deviation-bioreactor-silent.yaml")
POOL = {hazard.id: hazard for hazard in LEVEL.hazards if hazard.kind == FAULT}


def seed_of(fault: str) -> int:
    """A seed that draws it."""
    first = ASSESSMENT_SEEDS if POOL[fault].reserved else 0
    return next(seed for seed in range(first, first + 400) if any(one.id == fault for one in draw_of(LEVEL, seed).hazards))


@pytest.mark.parametrize("fault", POOL)
def test_every_silent_fault_is_found_by_looking_and_reported_rightly(fault: str) -> None:
    seed = seed_of(fault)
    expert, world, events = Expert(LEVEL), open_world(LEVEL, seed), []
    while not world.ended and not expert.stuck:
        events += world.step(expert.commands(world.seen))
    assert world.ended == "finished"
    found = world.state.found
    assert not any(isinstance(event, AlarmRaised) and event.tick < world.state.noticed * 6 for event in events), "nothing rang before"
    assert 0 <= found.began < found.drift, "it could be seen some time after it began"
    assert found.began < world.state.noticed <= found.drift + 25 * 60, "and it was"
    assert [event.hazard for event in events if isinstance(event, HazardMet) and event.hazard == fault] == [fault], "told as met, once"
    wrong = {name: entry.text for name, entry in world.state.forms["report"].entries.items() if not entry.right}
    assert wrong == {}


def test_the_pool_is_six_times_the_draw_and_a_third_of_it_is_kept() -> None:
    assert len(LEVEL.hazards) >= 6 * (1 + LEVEL.hazards_draw[1])
    kept = [hazard for hazard in LEVEL.hazards if hazard.reserved]
    assert len(kept) >= 0.3 * len(LEVEL.hazards)
    assert len({hazard.what for hazard in POOL.values()}) >= 5
    assert all(FAULTS[hazard.what].silent for hazard in POOL.values())


def test_practice_never_draws_what_is_kept_and_meets_all_the_rest() -> None:
    drawn = [one for seed in range(40) for one in draw_of(LEVEL, seed).hazards]
    assert not any(one.reserved for one in drawn)
    assert {one.id for one in drawn} == {one.id for one in LEVEL.hazards if not one.reserved}


def test_a_sample_of_the_round_confirms_nothing_before_anything_was_noticed() -> None:
    expert, world, events = Expert(LEVEL), open_world(LEVEL, seed_of("oxygen_frozen_late")), []
    while world.state.noticed < 0:
        events += world.step(expert.commands(world.seen))
    assert any(isinstance(event, SampleDrawn) and event.slot == "round" for event in events)
    assert world.state.confirmed == []


def test_who_only_sees_the_port_knows_what_is_still_to_do_to_it() -> None:
    """The coach of the guided mode remembers nothing: each time he looks anew."""
    world, asked = open_world(LEVEL, seed_of("signs_swapped")), []
    while not any(port == "sample" for _, port, _ in world.seen.samples()):
        act = Expert(LEVEL).decide(world.seen)[0]
        asked += [act.part] if act.thing == "sample_port" and act.part not in asked else []
        for commands in perform(world.seen, act):
            world.step(commands)
    assert asked == ["label", "disinfect", "flush", "sample"]
    assert world.state.ports["sample_port"].wet_s < 0, "after a sample it has to be wiped again"


@pytest.mark.parametrize("name", ["fill_ahead", "late"])
def test_a_line_filled_ahead_and_one_filled_late_are_found(name: str) -> None:
    rules, seed = load_rulebook(), seed_of("oxygen_frozen")
    expert = play_expert(LEVEL, rules, seed)
    tried = [(trial, fork) for trial, fork in expert.forks if trial.mutation.op == name and trial.mutation.slot in ("notice", "safe")]
    assert tried
    seen = [play_mutant(LEVEL, rules, seed, trial, fork) for trial, fork in tried]
    assert {play.verdict for play in seen} == {"seen"}
