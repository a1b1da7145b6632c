"""Line clearance proved in small: the expert is perfect wherever he plays, every mutant is found for exactly his error."""

from __future__ import annotations

import pytest

from game.content.rules import load_rulebook
from game.entities.residues import RESIDUES
from game.session.expert import Expert
from game.session.judging import opportunities_of
from game.session.mutants import mutants
from game.session.mutation import Mutation
from game.session.proof import MOST_PLAIN, ProofReport
from game.session.prove import proof_seeds, prove
from game.spec import LevelSpec
from game.world.runs import draw_of, everything, open_world
from scoring.judge import Judge
from scoring.score import score
from tests.kit.line_player import NAMES, home, line_level, line_with


@pytest.fixture(scope="module")
def first() -> ProofReport:
    spec = line_level("line-clearance-first")
    return prove(spec, load_rulebook(), (1,), jobs=1)


def played(spec: LevelSpec, seed: int, error: Mutation | None = None, pace: float = 0.8) -> tuple[float | None, tuple[str, ...], str]:
    """Score, root findings and end of a run: the expert's, or that of one who errs."""
    world, expert = open_world(spec, seed), Expert(spec, error, pace_m_s=pace)
    judge = Judge(opportunities_of(spec, load_rulebook(), seed))
    while not world.ended and not expert.stuck:
        for event in world.step(expert.commands(world.seen)):
            judge.feed(event)
    judgement = judge.finish()
    return score(judgement).value, tuple(finding.opportunity for finding in judgement.roots), world.ended


def test_the_first_line_is_proved(first: ProofReport) -> None:
    assert first.good
    assert first.tried >= 40
    assert first.plain_share <= MOST_PLAIN


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("seed", [0, 11])
def test_the_expert_clears_every_line_without_a_finding(name: str, seed: int) -> None:
    assert played(line_level(name), seed) == (100.0, (), "finished")


def test_a_finger_that_only_says_where_to_go_is_not_found_fault_with() -> None:
    assert played(line_level("line-clearance-labelling"), 3, pace=1000.0) == (100.0, (), "finished")


@pytest.mark.parametrize("kind", [kind.id for kind in RESIDUES.values() if kind.id != "label_fragment"])
def test_each_residue_passed_over_is_found_and_nothing_else(kind: str) -> None:
    spec = line_with(kind, name=home(kind))
    _, found, ended = played(spec, 0, Mutation("overlook", kind))
    assert ended == "finished"
    assert [name.partition("@")[2] for name in found] == [kind]


@pytest.mark.parametrize("name", NAMES)
def test_each_line_names_a_mutant_for_all_it_can_draw(name: str) -> None:
    spec = line_level(name)
    for seed in proof_seeds(spec, 8):
        drawn = draw_of(spec, seed)
        about = {hazard for trial in mutants(spec, opportunities_of(spec, load_rulebook(), seed), drawn) for hazard in trial.hazards}
        assert {hazard.id for hazard in drawn.hazards} <= about


@pytest.mark.parametrize("name", NAMES)
def test_twenty_seeds_draw_all_there_is(name: str) -> None:
    spec = line_level(name)
    drawn = {hazard.id for seed in proof_seeds(spec, 20) for hazard in draw_of(spec, seed).hazards}
    assert drawn >= {hazard.id for hazard in everything(spec).hazards}


@pytest.mark.parametrize("op", ["unseen", "hurry", "half_filled", "loose_print", "found_late"])
def test_who_gives_in_to_a_colleague_is_found_for_just_that(op: str) -> None:
    spec = line_with("vial_filled", people=(op,))
    at = next(hazard.at for hazard in spec.hazards if hazard.id == op)
    assert played(spec, 0) == (100.0, (), "finished")
    _, found, _ = played(spec, 0, Mutation("answer", at))
    assert [name.partition("@")[2] for name in found] == [at]


@pytest.mark.parametrize(("error", "check"), [
    (Mutation("skip", "sample_box", {"part": "report"}), "LINE-23/reported"),
    (Mutation("wrong_bin", "sample_box"), "LINE-23/kept"),
])  # fmt: skip
def test_what_comes_to_light_after_the_signature_is_kept_and_reported(error: Mutation, check: str) -> None:
    spec = line_with("vial_filled", people=("found_late",))
    _, found, ended = played(spec, 0, error)
    assert ended == "finished"
    assert found == (f"{check}@sample_box",)
