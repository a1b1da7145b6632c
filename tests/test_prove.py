"""prove: expert and mutants over seeds; and the alarm rings when a rule, the scoring or the level is broken."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from pathlib import Path

import pytest

from game.content.rules import load_rulebook
from game.session.proof import ProofReport
from game.session.proof_report import as_text
from game.session.prove import proof_seeds, prove, prove_paths, trial_named
from game.session.runfile import read_run
from game.session.trials import Unwanted, play_expert
from game.world.hazards import ASSESSMENT_SEEDS, draw_level
from scoring.language import PATTERNS
from scoring.rulebook import Rulebook
from tests.kit.hazards import level_with
from tests.kit.player import LEVELS, level

FIRST = LEVELS / "gowning" / "gowning-first.yaml"


def broken(rule: str, check: str, **pattern: object) -> Rulebook:
    """The catalogue with another pattern in one check."""
    plain = copy.deepcopy(load_rulebook().to_plain())
    found = next(c for one in plain["rules"] if one["id"] == rule for c in one["checks"] if c["id"] == check)
    for key in [key for key in found if key in (*PATTERNS, "given", "recovery", "aspects", "own_right", "measure", "led_by")]:
        del found[key]
    found.update(pattern)
    return Rulebook.from_plain(plain)


@pytest.fixture(scope="module")
def first() -> ProofReport:
    return prove(level("gowning-first"), load_rulebook(), (0,), jobs=1)


def test_the_first_level_is_proved(first: ProofReport) -> None:
    assert first.good
    assert first.tried >= 15
    assert not first.uncovered_hazards
    assert first.plain_share <= 0.5


def test_grade_d_is_proved_on_two_cores() -> None:
    report = prove(level(), load_rulebook(), (0, ASSESSMENT_SEEDS), jobs=2)
    assert report.good
    assert report.tried >= 60


def test_two_processes_find_what_one_finds(first: ProofReport) -> None:
    assert prove(level("gowning-first"), load_rulebook(), (0,), jobs=2) == first


def test_what_no_seed_made_possible_is_named(first: ProofReport) -> None:
    assert first.uncovered_opportunities == ("GOWN-16/sound@coat",)
    assert prove(level(), load_rulebook(), (), jobs=1).uncovered_hazards == tuple(h.id for h in level().hazards)


def test_every_second_seed_is_an_assessments_where_hazards_are_kept_for_it() -> None:
    seeds = proof_seeds(level(), 4)
    assert [seed >= ASSESSMENT_SEEDS for seed in seeds] == [False, True, False, True]
    assert len(set(seeds)) == 4
    assert proof_seeds(level("gowning-first"), 3) == (0, 1, 2)


@pytest.mark.parametrize("name", sorted(path.stem for path in FIRST.parent.glob("*.yaml")))
def test_twenty_seeds_draw_every_hazard_of_a_level_and_the_same_ones_each_time(name: str) -> None:
    spec = level(name)
    seeds = proof_seeds(spec, 20)
    assert {hazard.id for seed in seeds for hazard in draw_level(spec, seed).hazards} == {hazard.id for hazard in spec.hazards}
    assert seeds == proof_seeds(spec, 20)


def test_a_rule_that_sees_nothing_is_caught(tmp_path: Path) -> None:
    """The alarm rings: a rule about the ceiling instead of the floor; the mutant's run is kept and can be read."""
    blind = broken("GOWN-15", "floor", forbid={"event": "touched", "where": {"surface": "ceiling"}})
    report = prove(level("gowning-first"), blind, (0,), jobs=1, keep=tmp_path)
    assert not report.good
    assert [(p.trial.mutation.name, p.verdict) for p in report.with_verdict("not_seen", "more", "stuck")] == [("lower@coat", "not_seen")]
    run = read_run(Path(report.seeds[0].kept["lower@coat"]))
    assert run.header.mutant == "lower@coat"


def test_a_rule_that_accuses_the_expert_is_caught(tmp_path: Path) -> None:
    strict = broken("GOWN-10", "look", forbid={"event": "pack_opened"})
    report = prove(level("gowning-first"), strict, (0,), jobs=1, keep=tmp_path)
    assert not report.good
    assert not report.seeds[0].expert.perfect
    assert read_run(Path(report.seeds[0].kept["expert"])).header.origin == "expert"


def test_where_the_expert_errs_nobody_plays_and_that_is_said_first() -> None:
    """His finding would stand with each of theirs: a hundred lines that say one thing."""
    strict = broken("GOWN-10", "look", forbid={"event": "pack_opened"})
    report = prove(level("gowning-first"), strict, (0,), jobs=1)
    assert report.imperfect == (0,)
    assert report.tried == 0
    text = as_text([report], [], "fr")
    assert "élèves fautifs pas joués" in text
    assert text.splitlines()[-1].startswith("L’élève parfait n’a pas 100")
    assert "100 en" not in text


def test_a_rule_that_counts_one_error_twice_is_caught() -> None:
    """Opening a pack blindly would also break a second rule in its own right."""
    double = broken("GOWN-30", "worn", forbid={"event": "pack_opened", "where": {"looked": False}})
    report = prove(level("gowning-first"), double, (0,), jobs=1)
    assert "blind@coat" in [play.trial.mutation.name for play in report.with_verdict("more")]


def test_a_level_whose_only_good_pack_is_missing_is_caught() -> None:
    spec = level_with("coat_seam")
    fewer = replace(spec, things=tuple(thing for thing in spec.things if thing.id not in ("coat_b", "coat_c")))
    report = prove(fewer, load_rulebook(), (0,), jobs=1)
    assert not report.good
    assert not report.seeds[0].expert.perfect


def test_clicking_alone_does_not_make_a_level(first: ProofReport) -> None:
    seed = first.seeds[0]
    clicky = replace(first, seeds=(replace(seed, expert=replace(seed.expert, plain=seed.expert.opportunities)),))
    assert first.good
    assert not clicky.good


def test_the_text_ends_in_one_sentence_in_the_readers_language(tmp_path: Path) -> None:
    text, code = prove_paths([FIRST], 1, "fr", jobs=1, keep=tmp_path)
    assert code == 0
    assert text.splitlines()[-1].startswith("L’élève parfait a 100. ")
    assert text.splitlines()[-1].endswith("élèves fautifs\u00a0: tous vus.")
    text, code = prove_paths([FIRST], 1, "en", jobs=1, keep=tmp_path)
    assert text.splitlines()[-1].startswith("The perfect trainee has 100. ")


def test_a_proof_that_nobody_wants_any_more_ends_in_the_midst_of_its_runs() -> None:
    """Both in the processes beside and in a single run."""
    told = []

    def tell(what: str, done: int, of: int) -> None:
        told.append((what, done, of))
        raise Unwanted

    with pytest.raises(Unwanted):
        prove(level("gowning-first"), load_rulebook(), (0, 1), jobs=1, tell=tell)
    assert told == [("expert", 0, 2)]
    asked = iter([True, True, False])
    with pytest.raises(Unwanted):
        play_expert(level("gowning-first"), load_rulebook(), 0, lambda: next(asked))


def test_json_is_one_document(tmp_path: Path) -> None:
    text, code = prove_paths([FIRST], 1, "en", "json", jobs=1, keep=tmp_path)
    document = json.loads(text)
    assert (document["format"], document["good"], code) == (1, True, 0)
    assert document["levels"][0]["seeds"][0]["expert"]["score"] == 100


def test_a_level_that_cannot_be_read_is_told_and_the_others_are_proved(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("format: 1\nid: bad\nsteps: [\n", encoding="utf-8")
    text, code = prove_paths([bad, FIRST], 1, "en", jobs=1, keep=tmp_path)
    assert code == 1
    assert "nothing was played" in text
    assert "The perfect trainee has 100." in text
    assert "Traceback" not in text


def test_a_mutant_is_found_by_name_or_by_what_he_has_to_miss() -> None:
    book = load_rulebook()
    by_name = trial_named(level(), book, 0, "lower@coat")
    assert by_name == trial_named(level(), book, 0, "GOWN-15/floor@coat")
    known = trial_named(level(), book, 0, "nobody")
    assert isinstance(known, tuple)
    assert "lower@coat" in known
