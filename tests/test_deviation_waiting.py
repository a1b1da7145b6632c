"""A fault that waits: for the trainee to turn to something, for units filled, for cells grown; and in any case for no longer than said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.commands import Look, Use
from game.content import check_text
from game.events import AlarmRaised, Refused
from game.session.authoring.faults import begins
from game.spec import WhenSpec
from game.world.deviation.world import DeviationWorld
from tests.content.samples import GOOD
from tests.kit.deviation import Operator, deviation_level
from tests.kit.filling import Filler, filling_level


def waiting(level, when, latest_s, after_s=0.0):
    """The level with its fault on a condition."""
    fault = replace(level.hazards[0], when=when, latest_s=latest_s, after_s=after_s)
    return replace(level, hazards=(fault, *level.hazards[1:]))


def began(who):
    """Second of the run at which the fault began, -1 when it has not."""
    return who.world.state.found.began


def test_a_fault_that_waits_for_the_trainee_begins_when_he_turns_to_that_thing_and_so_long_after_it() -> None:
    who = Filler(waiting(filling_level(), WhenSpec(thing="batch_record"), 1200.0, after_s=90.0))
    who.minutes(4)
    assert began(who) == -1
    who.look("batch_record", "record")
    turned = who.seen.seconds
    who.minutes(2)
    assert turned + 85 <= began(who) <= turned + 100


def test_turning_to_another_thing_or_being_refused_begins_nothing() -> None:
    who = Filler(waiting(filling_level(), WhenSpec(thing="door"), 3000.0))
    who.look("batch_record", "record")
    who.to("filling_panel")
    refused = who.do(Use("right", "door", "handle"))
    assert any(isinstance(event, Refused) for event in refused)
    who.minutes(3)
    assert began(who) == -1
    who.to("door")
    who.do(Look("door", ""))
    who.minutes(1)
    assert began(who) >= 0


def test_a_fault_that_waits_begins_at_its_latest_time_when_nobody_does_anything() -> None:
    who = Filler(waiting(filling_level(), WhenSpec(thing="batch_record"), 150.0))
    who.minutes(2)
    assert began(who) == -1
    who.minutes(1)
    assert 148 <= began(who) <= 160


def test_a_long_wait_after_the_condition_ends_at_the_latest_time() -> None:
    who = Filler(waiting(filling_level(), WhenSpec(thing="batch_record"), 200.0, after_s=190.0))
    who.minutes(1.5)
    who.look("batch_record", "record")
    who.minutes(3)
    assert 198 <= began(who) <= 210


def test_a_fault_that_waits_for_units_begins_with_the_first_unit_beyond() -> None:
    at_start = Filler(filling_level()).world.twin.state.counts.filled
    who = Filler(waiting(filling_level("glove_torn", "filling_right", 1.0), WhenSpec(units=at_start + 100), 3000.0))
    while began(who) < 0:
        who.do(ticks=12)
    filled = who.world.twin.state.counts.filled
    assert at_start + 100 < filled <= at_start + 112


def test_a_fault_that_waits_for_cells_begins_when_so_many_live() -> None:
    level = deviation_level(over_s=60.0)
    broth = Operator(level).world.twin.batch.broth
    wanted = broth.viable / broth.volume_l * 1.001
    who = Operator(waiting(level, WhenSpec(cells=wanted), 36000.0))
    for _ in range(400):
        who.do(ticks=60)
        if began(who) >= 0:
            break
    now = who.world.twin.batch.broth
    assert began(who) > 0
    assert wanted < now.viable / now.volume_l < wanted * 1.002


def test_a_run_put_back_to_before_it_began_meets_it_at_the_same_second_again() -> None:
    level = waiting(filling_level("stopper_jam", "stoppering", 1.0), WhenSpec(thing="batch_record"), 2000.0, after_s=300.0)
    who = Filler(level)
    who.do(ticks=300 - who.world.tick % 300)
    early = who.world.snapshot()
    who.look("batch_record", "record")
    who.do(ticks=300 - who.world.tick % 300)
    late = who.world.snapshot()
    events = who.do(ticks=6000)
    again = DeviationWorld.restore(level, 7, late)
    assert [event for _ in range(6000) for event in again.step(())] == events
    assert any(isinstance(event, AlarmRaised) for event in events)
    fresh = DeviationWorld.restore(level, 7, early)
    assert not any(isinstance(event, AlarmRaised) for _ in range(6000) for event in fresh.step(()))


def test_the_batch_nobody_deals_with_meets_the_fault_when_the_run_met_it() -> None:
    from game.session.deviation.outcome import outcomes

    level = waiting(filling_level(), WhenSpec(thing="batch_record"), 3500.0)
    who = Filler(level)
    who.look("batch_record", "record")
    who.until_alarm()
    assert outcomes(level, 7, who.world).silent


@pytest.mark.parametrize(
    ("when", "fr", "en"),
    [
        (WhenSpec(thing="desk"), "quand le stagiaire se tourne vers", "when the trainee turns to"),
        (WhenSpec(units=2150), "2150 unités", "2150 units"),
        (WhenSpec(cells=9.5), "9,5 millions", "9.5 million"),
    ],
)
def test_when_a_fault_begins_is_said_in_both_languages(when, fr, en) -> None:
    level = waiting(deviation_level(), when, 720.0, after_s=90.0)
    said = {lang: begins(level, level.hazards[0], lang) for lang in ("fr", "en")}
    assert fr in said["fr"]
    assert en in said["en"]
    assert all("12\u00a0min" in text and "1\u00a0min 30\u00a0s" in text for text in said.values())


def test_a_file_says_it_with_one_key_under_when() -> None:
    text = GOOD["deviation"].replace("      after: 3 min\n", "      when:\n        thing: desk\n      latest: 8 min\n", 1)
    report = check_text(text.encode(), "x.yaml")
    assert not report.faults
    bottle = next(one for one in report.level.hazards if one.id == "bottle")
    assert (bottle.when, bottle.latest_s) == (WhenSpec(thing="desk"), 480.0)
