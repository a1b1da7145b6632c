"""At the filling line the expert makes no error, who errs at the machine is found for exactly that, and all can be done by list."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from game.content import load_level
from game.content.rules import load_rulebook
from game.entities.process import FAULTS, TWIN_FAULTS
from game.session.deviation.affordances import matching
from game.session.expert import Expert
from game.session.trials import play_expert, play_mutant
from game.world.runs import draw_of, open_world
from game.world.twin.filling import affected, outcome

LEVELS = Path(__file__).resolve().parents[1] / "levels" / "deviation"
NAMES = ("deviation-filling-breakage", "deviation-filling-glove", "deviation-filling-around")
AROUND = NAMES[2]
UNHARMED = ("vial_falls", "tool_dropped", "stopper_shortage", "airlock_door_open")
"""Faults after which no unit need have met anything."""
AT_THE_MACHINE = ("lift_over", "bare_hand", "blind", "answer", "unlisted", "rush", "throw")
OFFERED = (
    "look", "press", "take", "put", "call", "declare", "reach_in", "withdraw", "pick", "bin", "hang", "fit", "dock",
)  # fmt: skip


@cache
def level(name):
    return load_level(LEVELS / f"{name}.yaml")


@pytest.mark.parametrize("seed", [0, 2, 3, 1_000_001])
@pytest.mark.parametrize("name", NAMES)
def test_the_experts_report_is_right_whatever_went_wrong(name, seed):
    expert = play_expert(level(name), load_rulebook(), seed)

    assert (expert.ended, expert.score, expert.findings, expert.refused) == ("finished", 100.0, (), ())
    assert set(expert.met) == set(expert.drawn), "whatever was drawn could be perceived, and was"
    assert len(expert.plain) * 10 <= len(expert.opportunities)


@pytest.mark.parametrize("seed", [0, 5, 6, 1_000_001, 1_000_006])
@pytest.mark.parametrize("name", NAMES)
def test_who_does_as_the_sheet_says_lets_nothing_go_that_was_affected(name, seed):
    world, expert = open_world(level(name), seed), Expert(level(name))
    while not world.ended:
        world.step(expert.commands(world.seen))
    world.twin.run(200)

    assert affected(world.twin.state) or world.draw.hazards[0].what in (
        "vial_falls",
        "tool_dropped",
        "stopper_shortage",
        "airlock_door_open",
    )
    assert outcome(world.twin).wrongly_released == ()


@pytest.mark.parametrize(("name", "seed"), list(zip(NAMES, (4, 4, 6), strict=True)))
def test_who_errs_once_at_the_machine_is_found_for_exactly_that(name, seed):
    rules = load_rulebook()
    forks = [fork for fork in play_expert(level(name), rules, seed).forks if _at_the_machine(fork[0].mutation)]

    seen = [play_mutant(level(name), rules, seed, trial, fork) for trial, fork in forks]

    assert [(p.trial.mutation.name, p.verdict) for p in seen if p.verdict not in ("seen", "not_applicable")] == []
    assert len([play for play in seen if play.verdict == "seen"]) >= 8


def _at_the_machine(mutation):
    part = mutation.args.get("part", "")
    return mutation.op in AT_THE_MACHINE or part in ("from", "units_from", "units_to", "pieces", "last_check")


@pytest.mark.parametrize(("name", "seed"), [(NAMES[0], 1), (NAMES[1], 4), *((AROUND, seed) for seed in (0, 3, 4, 6, 8))])
def test_all_that_an_expert_does_can_be_started_from_the_list_that_mouse_and_keyboard_share(name, seed):
    world, expert, asked = open_world(level(name), seed), Expert(level(name)), 0
    while not world.ended:
        decisions = len(expert.log)
        commands = expert.commands(world.seen)
        act = expert.log[-1].acts[0] if len(expert.log) > decisions else None
        if act is not None and act.verb in OFFERED:
            asked += 1
            assert matching(world.seen, act), act
        world.step(commands)
    assert asked > 15


@pytest.mark.parametrize("name", NAMES)
def test_pools_are_six_times_the_draw_a_part_is_kept_for_assessment_and_twenty_seeds_draw_all_the_rest(name):
    drawn = level(name)
    most = drawn.hazards_draw[1]

    assert len(drawn.hazards) >= 6 * most
    assert 0.25 <= len([h for h in drawn.hazards if h.reserved]) / len(drawn.hazards) <= 0.4
    assert {h.id for seed in range(20) for h in draw_of(drawn, seed).hazards} == {h.id for h in drawn.hazards if not h.reserved}
    assert all(h.what in TWIN_FAULTS["filling"] for h in drawn.hazards if h.kind == "fault")


def test_the_class_differs_by_fault_and_each_has_its_reason():
    told = {name: (FAULTS[name].cls, FAULTS[name].reason) for name in TWIN_FAULTS["filling"]}

    assert told == {
        "vial_breaks": ("critical", "patient"),
        "vial_falls": ("minor", "no_effect"),
        "stopper_jam": ("major", "quality_uncertain"),
        "glove_torn": ("major", "quality_uncertain"),
        "stopper_shortage": ("major", "quality_uncertain"),
        "particles": ("critical", "patient"),
        "airlock_door_open": ("major", "quality_uncertain"),
        "tool_dropped": ("minor", "no_effect"),
        "power_cut": ("critical", "patient"),
    }


def test_a_culture_has_all_classes_too():
    told = {name: FAULTS[name].cls for name in TWIN_FAULTS["bioreactor"]}

    assert {told["line_folded"], told["ph_probe_drift"], told["feed_stopped"], told["do_probe_frozen"]} == {"major"}
    assert (told["foaming"], told["wrong_port"], told["foam_rising"]) == ("critical", "critical", "minor")
    assert FAULTS["wrong_port"].reason == "data_untrue"
