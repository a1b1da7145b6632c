"""The expert: 100 with every hazard, from any state, by what can be perceived."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from game.content.rules import load_rulebook
from game.events import Declared, Discarded, DoorOpened, Event, FaultMended, Hinted, PackOpened, Refused, RubTaken, SoapTaken, Worn
from game.session.affordances import affordances, matching
from game.session.expert import Expert
from game.session.judging import opportunities_of
from game.spec import LevelSpec
from game.world.world import World
from scoring.findings import Judgement
from scoring.judge import Judge
from scoring.score import score
from tests.kit.hazards import level_with
from tests.kit.player import level

POOL = [hazard.id for hazard in level().hazards]


def watch(world: World, expert: Expert) -> list[Event]:
    """Let the expert play to the end; returns what happened."""
    events: list[Event] = []
    while not world.ended and not expert.stuck:
        events += world.step(expert.commands(world.seen))
    return events


def judged(spec: LevelSpec, world: World, events: Sequence[Event]) -> Judgement:
    judge = Judge(opportunities_of(spec, load_rulebook(), world.seed))
    for event in events:
        judge.feed(event)
    return judge.finish()


def of(events: Sequence[Event], kind: type[Event]) -> list[Event]:
    return [event for event in events if isinstance(event, kind)]


def perfect(spec: LevelSpec, seed: int = 5, pace: float = 0.8) -> list[Event]:
    """Assert that the expert has 100 without a finding, a false alarm or a refusal; returns the events."""
    world, expert = World(spec, seed), Expert(spec, pace_m_s=pace)
    events = watch(world, expert)
    judgement = judged(spec, world, events)
    assert world.ended == "finished"
    assert not judgement.findings
    assert not judgement.false_alarms
    assert score(judgement).value == 100
    assert not of(events, Refused)
    return events


def test_there_are_hazards() -> None:
    assert len(POOL) >= 6 * level().hazards_draw[1]


@pytest.mark.parametrize("hazard", POOL)
def test_the_expert_deals_with_every_hazard_of_the_pool(hazard: str) -> None:
    perfect(level_with(hazard))


@pytest.mark.parametrize("pace", [0.2, 50.0])
def test_the_expert_has_100_at_any_pace_of_the_hand(pace: float) -> None:
    """Slow hands, and targets given in one jump as a touch screen does."""
    perfect(level_with("coat_stained", "watch_on"), pace=pace)


@pytest.mark.parametrize("beard", ["yes", "no"])
def test_the_beard_cover_is_for_beards(beard: str) -> None:
    events = perfect(level_with(beard=beard))
    assert ("beard_cover" in [w.slot for w in of(events, Worn) if isinstance(w, Worn)]) == (beard == "yes")


def test_the_first_level_goes_by_its_own_procedure() -> None:
    perfect(level("gowning-first"))


def test_a_bad_pack_is_left_and_the_next_one_opened() -> None:
    events = perfect(level_with("coat_expired"))
    opened = [p.thing for p in of(events, PackOpened) if isinstance(p, PackOpened) and p.slot == "coat"]
    assert opened == ["coat_b"]


def test_a_flawed_coat_is_declared_thrown_away_and_changed() -> None:
    events = perfect(level_with("coat_seam"))
    assert [(d.subject, d.true) for d in of(events, Declared) if isinstance(d, Declared)] == [("damaged", True), ("fit", True)]
    assert [d.thing for d in of(events, Discarded) if isinstance(d, Discarded)] == ["coat_a.1"]
    assert [w.thing for w in of(events, Worn) if isinstance(w, Worn) and w.slot == "coat"] == ["coat_b.1"]


def test_an_empty_soap_dispenser_sends_him_to_the_other() -> None:
    events = perfect(level_with("soap_empty"))
    assert [(s.thing, s.ok) for s in of(events, SoapTaken) if isinstance(s, SoapTaken)] == [("soap_a", False), ("soap_b", True)]


def test_a_rub_out_of_date_is_seen_before_it_is_used() -> None:
    events = perfect(level_with("rub_expired"))
    assert [r.thing for r in of(events, RubTaken) if isinstance(r, RubTaken)] == ["rub_b"]


def test_a_low_pressure_is_declared_and_waited_for() -> None:
    events = perfect(level_with("pressure_low"))
    assert "pressure" in [d.subject for d in of(events, Declared) if isinstance(d, Declared)]


def test_he_waits_while_a_colleague_has_the_other_door_open() -> None:
    events = perfect(level_with("colleague_in"))
    doors = [(d.thing, d.by) for d in of(events, DoorOpened) if isinstance(d, DoorOpened)]
    assert doors == [("door_in", "trainee"), ("door_in", "colleague"), ("door_d", "trainee")]


def test_what_came_undone_is_found_in_the_mirror_and_mended() -> None:
    events = perfect(level_with("snap_open", "hair_strand", "shoe_slipped"))
    assert {m.fault for m in of(events, FaultMended) if isinstance(m, FaultMended)} == {"snap_open", "hair_strand", "shoe_slipped"}


@pytest.mark.parametrize("seed", range(12))
def test_he_goes_on_from_whatever_a_person_has_made_of_it(seed: int) -> None:
    """A person does up to twenty things at random, good and bad; the expert takes over and reaches the end."""
    rng = random.Random(seed)
    spec = level("gowning-grade-d" if seed % 2 else "gowning-first")
    world = World(spec, seed)
    for _ in range(rng.randrange(20)):
        if world.ended:
            break
        for tick, commands in enumerate(rng.choice(affordances(world.seen)).gesture(world.seen)):
            world.step(commands)
            if tick > 1200:
                break
    watch(world, Expert(spec))
    assert world.ended == "finished"


def test_asking_him_changes_nothing() -> None:
    """The ghost asks what he would do at every tick; he plays on as if nobody had asked."""
    spec = level_with("coat_stained")
    asked, alone = World(spec, 1), World(spec, 1)
    one, other = Expert(spec), Expert(spec)
    for _ in range(1200):
        one.decide(asked.seen)
        assert asked.step(one.commands(asked.seen)) == alone.step(other.commands(alone.seen))


def test_each_of_his_acts_is_one_that_is_offered_to_a_person() -> None:
    spec = level_with("coat_stained", "watch_on", "hair_strand")
    world, expert = World(spec, 1), Expert(spec)
    while not world.ended:
        decisions = len(expert.log)
        commands = expert.commands(world.seen)
        for decision in expert.log[decisions:]:
            for act in decision.acts:
                assert act.verb == "wait" or matching(world.seen, act), act
        world.step(commands)


def test_he_asks_for_no_hints() -> None:
    assert not of(perfect(level_with()), Hinted)
