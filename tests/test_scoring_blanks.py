"""One field left blank beside right ones: who does all that the perfect trainee does but for that entry is found for exactly that."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from game.commands import Command, Fill
from game.content import load_level
from game.content.rules import load_rulebook
from game.session.expert import Expert
from game.session.judging import opportunities_of
from game.spec import LevelSpec
from game.world.runs import REBUILD_TICKS, open_world, restore_world
from scoring.findings import Judgement
from scoring.judge import Judge, JudgeState
from scoring.language import Matches
from scoring.rulebook import Opportunity
from scoring.wording import found_text

LEVELS = Path(__file__).resolve().parents[1] / "levels"
SEED = 1
NAMES = tuple(f"deviation/{path.stem}" for path in sorted((LEVELS / "deviation").glob("*.yaml")))
LABELLING = "line_clearance/line-clearance-labelling"


@dataclass(frozen=True, slots=True)
class Told:
    """The perfect trainee's run.  snapshot, judge: before he writes the first of the fields; commands: his, from there on."""

    level: LevelSpec
    judgement: Judgement
    snapshot: bytes
    judge: JudgeState
    commands: tuple[tuple[Command, ...], ...]


def asked(level: LevelSpec) -> list[tuple[Opportunity, str, str]]:
    """Opportunity, paper and field of everything that has to be written one by one."""
    return [
        (one, level.step(one.slot).thing, str(value))
        for one in opportunities_of(level, load_rulebook(), SEED)
        if isinstance(one.check.pattern, Matches) and one.check.pattern.each is not None and one.check.pattern.match.event == "filled"
        for value in one.check.pattern.each.value  # type: ignore[union-attr]
    ]


@cache
def told(name: str) -> Told:
    """The perfect trainee at the level."""
    level = load_level(LEVELS / f"{name}.yaml")
    fields = {(thing, field) for _, thing, field in asked(level)}
    world, expert, judge = open_world(level, SEED), Expert(level), Judge(opportunities_of(level, load_rulebook(), SEED))
    before, begun = (world.snapshot(), judge.snapshot()), False
    commands: list[tuple[Command, ...]] = []
    while not world.ended:
        if not begun and world.tick % REBUILD_TICKS == 0:
            before, commands = (world.snapshot(), judge.snapshot()), []
        given = tuple(expert.commands(world.seen))
        begun = begun or any(isinstance(one, Fill) and (one.thing, one.field) in fields for one in given)
        commands.append(given)
        for event in world.step(given):
            judge.feed(event)
    return Told(level, judge.finish(), *before, tuple(commands))


def without(whole: Told, thing: str, field: str) -> Judgement:
    """The same run but for that one entry."""
    world = restore_world(whole.level, SEED, whole.snapshot)
    judge = Judge.restored(opportunities_of(whole.level, load_rulebook(), SEED), whole.judge)
    left = 0
    for given in whole.commands:
        kept = [one for one in given if not (isinstance(one, Fill) and (one.thing, one.field) == (thing, field))]
        left += len(given) - len(kept)
        for event in world.step(kept):
            judge.feed(event)
    assert left == 1
    return judge.finish()


@pytest.mark.parametrize("name", NAMES)
def test_one_field_left_blank_beside_right_ones_is_found_for_exactly_that(name: str) -> None:
    whole = told(name)
    assert (whole.judgement.findings, whole.judgement.complete) == ((), True)
    every = asked(whole.level)
    assert len(every) >= 9
    for opportunity, thing, field in every:
        judgement = without(whole, thing, field)
        assert [(one.opportunity, one.aspect, one.root) for one in judgement.findings] == [(opportunity.id, field, None)]
        assert [one.opportunity for one in judgement.outcomes if one.status == "missed"] == [opportunity.id]
        text = found_text(opportunity.check, judgement.findings[0])
        assert text != opportunity.check.found, "it says which"
        assert text.fr
        assert text.en


def test_a_blank_in_the_reconciliation_is_missed_even_where_sums_after_it_go_wrong_too() -> None:
    whole = told(LABELLING)
    assert (whole.judgement.findings, whole.judgement.complete) == ((), True)
    every = asked(whole.level)
    assert len(every) == 9
    for opportunity, thing, field in every:
        judgement = without(whole, thing, field)
        assert judgement.outcome(opportunity.id).status == "missed", field
        assert {one.rule for one in judgement.findings} == {"LINE-24"}
        alone = [one.aspect for one in judgement.findings if one.aspect != "right"]
        assert alone in ([], [field]), "a blank is called by its name, or shows in the sum that it spoils"


def test_no_group_of_fields_is_content_with_one_of_them() -> None:
    for rule in load_rulebook().rules.values():
        for check in rule.checks:
            pattern = check.pattern
            if isinstance(pattern, Matches) and pattern.match.event == "filled":
                listed = next((one.value for one in pattern.match.where if one.field == "field"), ())
                if isinstance(listed, tuple) and len(listed) > 1:
                    assert pattern.each is not None, f"{rule.id}/{check.id}"
