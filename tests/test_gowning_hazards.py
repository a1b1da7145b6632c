"""Every hazard of the sterile levels, met by hand: how it shows, that nobody announces it, and that it can be dealt with.

A kind of hazard that a gowning level draws and that has no case here fails.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from game import commands as c
from game import events as e
from game.entities.kinds import KINDS
from game.entities.people import QUESTIONS
from game.spec import HazardSpec
from game.world.hazards import next_door
from tests.kit.player import LEVELS, level
from tests.kit.stage import Stage, of

GOWNING = sorted(path.stem for path in (LEVELS / "gowning").glob("*.yaml"))
STERILE = ("gowning-grade-c", "gowning-grade-b")
POOL = [(name, hazard) for name in STERILE for hazard in level(name).hazards]


def packs(stage: Stage, slot: str) -> list[str]:
    return [thing.id for thing in stage.spec.things if thing.slot == slot and KINDS[thing.kind].family == "pack"]


def defects(events: list[e.Event]) -> list[str]:
    return [looked.defect for looked in of(events, e.Looked)]


def step_of(stage: Stage, verb: str) -> str:
    return next(step.id for step in stage.spec.steps if step.do == verb)


# --- a case for each kind ------------------------------------------------------------------------------------------------


def personal_item(name: str, hazard: HazardSpec) -> Stage:
    """It is on the body from the start, and goes to the locker, make-up with the wipe to the bin."""
    stage = Stage(hazard.id, name=name)
    stage.do()
    assert stage.world.seen.thing(hazard.what).where == f"body:{hazard.at}"
    stage.act("take", hazard.what)
    wiped = "wiped" in KINDS[hazard.what].tags
    store = next(t.id for t in stage.spec.things if KINDS[t.kind].family == ("bin" if wiped else "container"))
    put = stage.act("put", hazard.what, store)
    assert [p.thing for p in of(put, e.Discarded if wiped else e.Stowed)] == [hazard.what]
    assert stage.world.seen.thing(hazard.what).where == store
    return stage


def bad_pack(name: str, hazard: HazardSpec) -> Stage:
    """The first pack of its slot one looks at shows it, wherever it lies on the shelf; the others are good."""
    stage = Stage(hazard.id, before=hazard.at, name=name)
    last_first = packs(stage, hazard.at)[::-1]
    assert not any(stage.world.seen.thing(pack).known for pack in last_first)
    looked = defects([event for pack in last_first for event in stage.act("look", pack)])
    assert looked == [hazard.what, *[""] * (len(last_first) - 1)]
    return stage


def flawed_garment(name: str, hazard: HazardSpec) -> Stage:
    """The pack is good and what is in it is not; the next one is."""
    stage = Stage(hazard.id, before=hazard.at, name=name)
    first, second = packs(stage, hazard.at)[:2]
    for pack, found in ((first, hazard.what), (second, "")):
        assert defects(stage.act("look", pack)) == [""]
        stage.act("open_pack", pack, "notch")
        assert not stage.world.seen.thing(f"{pack}.1").known
        assert defects(stage.act("look", f"{pack}.1")) == [found]
    return stage


def comes_undone(name: str, hazard: HazardSpec) -> Stage:
    """It comes undone once it is worn and nobody says so; the mirror shows it; it is mended, or changed where it cannot be."""
    stage = Stage(hazard.id, name=name)
    stage.play(lambda: bool(of(stage.events, e.FaultAppeared)))
    (fault,) = of(stage.events, e.FaultAppeared)
    assert (fault.slot, fault.fault) == (hazard.at, hazard.what)
    assert not stage.world.seen.faults(hazard.at)
    assert not stage.world.seen.thing(fault.thing).known
    stage.bring(step_of(stage, "check"))
    assert defects(stage.act("look", stage.spec.step(step_of(stage, "check")).thing)) == [hazard.what]
    mended = stage.act("mend", fault.thing)
    if hazard.what in KINDS[fault.kind].lasting:
        assert [r.reason for r in of(mended, e.Refused)] == ["cannot_mend"]
        assert stage.world.seen.thing(fault.thing).known == ("torn",)
        mended = stage.act("take_off", fault.thing)
        assert of(mended, e.TakenOff)
    else:
        assert [(m.slot, m.fault) for m in of(mended, e.FaultMended)] == [(hazard.at, hazard.what)]
        assert not stage.world.seen.faults(hazard.at)
    return stage


def dispenser(name: str, hazard: HazardSpec) -> Stage:
    """Its level and its date can be looked at; empty, its lever gives nothing; there is another that is good."""
    spec = level(name).thing(hazard.at)
    stage = Stage(hazard.id, before=spec.slot, name=name)
    if spec.kind == "towels":
        return wet_hands(stage, hazard.at)
    other = next(t.id for t in stage.spec.things if t.slot == spec.slot and t.kind == spec.kind and t.id != hazard.at)
    assert defects(stage.act("look", hazard.at)) == [hazard.what]
    assert defects(stage.act("look", other)) == [""]
    bad, good = (of(stage.act("work", bottle, "lever"), e.RubTaken) for bottle in (hazard.at, other))
    assert [(t.ok, t.in_date) for t in bad] == [(hazard.what != "empty", hazard.what != "expired")]
    assert [(t.ok, t.in_date) for t in good] == [(True, True)]
    return stage


def wet_hands(stage: Stage, towels: str) -> Stage:
    """The box is empty and hands stay wet, which takes the rub its effect; the dryer dries them."""
    for line in ("work sink tap", "work sink rinse duration_s=3", "work sink tap"):
        stage.go(line)
    assert [left.wet_left > 90 for left in of(stage.act("work", towels, "dry"), e.Dried)] == [True]
    assert stage.world.seen.thing(towels).known == ("empty",)
    assert [d.true for d in of(stage.act("declare", towels, "empty"), e.Declared)] == [True]
    assert [left.wet_left for left in of(stage.act("work", "dryer", "dry", duration_s=9.0), e.Dried)] == [0]
    return stage


def pressure(name: str, hazard: HazardSpec) -> Stage:
    """The gauge shows it; said aloud it is seen to; and comes back."""
    stage = Stage(hazard.id, before=hazard.at, name=name)
    assert defects(stage.act("look", hazard.at)) == [hazard.what]
    assert [d.true for d in of(stage.act("declare", hazard.at, "pressure"), e.Declared)] == [True]
    stage.do(ticks=660)
    assert defects(stage.act("look", hazard.at)) == [""]
    return stage


def soiled_bench(name: str, hazard: HazardSpec) -> Stage:
    """One sees it from near; reported, somebody comes and cleans it; from then on nothing shows and the way is clear."""
    stage = Stage(hazard.id, before=first_foot(name), name=name)
    assert not stage.world.seen.thing(hazard.at).known
    assert defects(stage.act("look", hazard.at)) == [hazard.what]
    assert [d.true for d in of(stage.act("declare", hazard.at, "soiled"), e.Declared)] == [True]
    waited = stage.do(ticks=620)
    assert [(done.thing, done.slot) for done in of(waited, e.Cleaned)] == [(hazard.at, "cross")]
    assert not stage.world.seen.thing(hazard.at).known
    assert defects(stage.act("look", hazard.at)) == [""]
    return stage


def first_foot(name: str) -> str:
    return next(step.id for step in level(name).steps if step.do == "wear" and KINDS[step.thing].on_body == "foot")


def colleague(name: str, hazard: HazardSpec) -> Stage:
    """He opens the door behind as one comes to the next one, whose light shows it, and the door shuts by itself."""
    stage = Stage(hazard.id, name=name)
    stage.play(lambda: any(door.by == "colleague" for door in of(stage.events, e.DoorOpened)))
    following = next_door(stage.spec, hazard.at)
    assert (of(stage.events, e.DoorOpened)[-1].thing, of(stage.events, e.DoorOpened)[-1].hand) == (hazard.at, "")
    assert stage.world.seen.other_door_open(following)
    shut = stage.do(ticks=500)
    assert [(door.thing, door.by) for door in of(shut, e.DoorClosed)] == [(hazard.at, "closer")]
    assert not stage.world.seen.other_door_open(following)
    return stage


def person(name: str, hazard: HazardSpec) -> Stage:
    """Who asks waits for one of the answers there are; the first is right; another nobody understands."""
    for choice in QUESTIONS[hazard.what]:
        stage = Stage(hazard.id, name=name)
        stage.play(lambda: bool(stage.world.seen.question))  # noqa: B023 - called before the next round
        assert stage.world.seen.question == hazard.what
        assert stage.world.seen.question_thing
        assert [r.reason for r in of(stage.do(c.Answer(hazard.what, "what?")), e.Refused)] == ["no_such_question"]
        answered = of(stage.act("answer", stage.world.seen.question_thing, choice), e.Answered)
        assert [a.right for a in answered] == [choice == QUESTIONS[hazard.what][0]]
        assert not stage.world.seen.question
    return stage


CASES: dict[str, Callable[[str, HazardSpec], Stage]] = {
    case.__name__: case
    for case in (personal_item, bad_pack, flawed_garment, comes_undone, dispenser, pressure, soiled_bench, colleague, person)
}


def test_every_kind_of_hazard_in_play_has_a_case_here() -> None:
    assert {hazard.kind for name in GOWNING for hazard in level(name).hazards} == set(CASES)


@pytest.mark.parametrize(("name", "hazard"), POOL, ids=[f"{name}-{hazard.id}" for name, hazard in POOL])
def test_a_hazard_is_met_once_shows_as_it_is_and_can_be_dealt_with(name: str, hazard: HazardSpec) -> None:
    stage = CASES[hazard.kind](name, hazard)
    assert [met.hazard for met in of(stage.events, e.HazardMet)] == [hazard.id]
    assert not stage.judgement.false_alarms


def taken_along(stage: Stage, placed: e.FootPlaced) -> int:
    """Thousandths of a CFU that the sole took from what it was put down on."""
    return sum(move.load_mcfu for move in of(stage.events, e.LoadMoved) if (move.cause, move.source) == (placed.n, "floor:bench"))


@pytest.mark.parametrize("name", STERILE)
def test_who_treads_where_others_left_dirt_takes_it_along_and_once_it_was_cleaned_next_to_nothing(name: str) -> None:
    heedless = Stage("bench_marks", before=first_foot(name), name=name)
    foot = "shoes_a.1" if name == "gowning-grade-c" else "boots_a.1"
    pack = foot.removesuffix(".1")
    for line in (f"look {pack}", f"open_pack {pack} notch", f"take {foot} inside", "sit bench", "lift bench left"):
        heedless.go(line)
    heedless.go(f"put_on {foot} foot_left")
    (placed,) = of(heedless.act("place", "bench", "clean"), e.FootPlaced)
    assert placed.soiled
    assert taken_along(heedless, placed) == 100_000
    careful = Stage("bench_marks", before=first_foot(name), name=name)
    careful.play(lambda: any(foot.side == "clean" for foot in of(careful.events, e.FootPlaced)))
    placed = of(careful.events, e.FootPlaced)[-1]
    assert not placed.soiled
    assert taken_along(careful, placed) == 0
    assert of(careful.events, e.Cleaned)


def test_a_bare_foot_on_a_soiled_floor_is_one_error_and_not_two() -> None:
    stage = Stage("bench_marks", before="overshoe_left", name="gowning-grade-c")
    for line in ("sit bench", "lift bench left", "place bench clean"):
        stage.go(line)
    assert [placed.soiled for placed in of(stage.events, e.FootPlaced)] == [True]
    stage.play()
    assert stage.roots == ["GOWN-08/bare@overshoe_left"]


def test_nobody_comes_for_a_bench_that_is_clean_and_to_report_it_is_a_false_alarm() -> None:
    stage = Stage(before="overshoe_left", name="gowning-grade-c")
    assert defects(stage.act("look", "bench")) == [""]
    assert [d.true for d in of(stage.act("declare", "bench", "soiled"), e.Declared)] == [False]
    assert not of(stage.do(ticks=700), e.Cleaned)
    assert [alarm.subject for alarm in stage.judgement.false_alarms] == ["soiled"]


def test_reported_after_one_has_trodden_there_half_is_left() -> None:
    stage = Stage("bench_marks", before="overshoe_left", name="gowning-grade-c")
    for line in ("look shoes_a", "open_pack shoes_a notch", "take shoes_a.1 inside", "sit bench", "lift bench left"):
        stage.go(line)
    for line in ("put_on shoes_a.1 foot_left", "place bench clean", "declare bench soiled"):
        stage.go(line)
    assert stage.roots == ["GOWN-08/soiled@cross"]
    assert [outcome.x for outcome in stage.judgement.outcomes if outcome.opportunity == "GOWN-08/soiled@cross"] == [0.5]


def test_two_colleagues_come_one_after_the_other_each_behind_his_door() -> None:
    stage = Stage("colleague_in", "colleague_early")
    stage.play()
    came = [door.thing for door in of(stage.events, e.DoorOpened) if door.by == "colleague"]
    assert came == ["door_1", "door_2"]
    assert [met.hazard for met in of(stage.events, e.HazardMet)] == ["colleague_early", "colleague_in"]
    assert not stage.judgement.findings


@pytest.mark.parametrize("name", [name for name in GOWNING if level(name).hazards_draw[1]])
def test_a_pool_is_six_times_what_is_drawn_and_keeps_thirty_per_cent_for_assessment(name: str) -> None:
    spec = level(name)
    assert len(spec.hazards) >= 6 * spec.hazards_draw[1]
    assert len([hazard for hazard in spec.hazards if hazard.reserved]) >= 0.3 * len(spec.hazards)
