"""A process leaves its way: what can be seen, done, said and written, through commands; the twin goes on whatever one does."""

from __future__ import annotations

import pytest

from game.commands import Answer, Declare, Fill, Grip, Look, Reach, Say, Use
from game.events import (
    AlarmRaised,
    AlarmTaken,
    Asked,
    Called,
    DeviationNoticed,
    Ended,
    EvidenceTaken,
    Filled,
    HandedOver,
    HazardMet,
    PlantWorked,
    Refused,
    Replied,
    Resumed,
    SampleDrawn,
    StatusShown,
)
from game.world.deviation.world import DeviationWorld
from tests.kit.deviation import Operator, deviation_level


def only(events, kind):
    """The one event of that kind."""
    found = [event for event in events if isinstance(event, kind)]
    assert len(found) == 1, found
    return found[0]


def of(events, kind):
    return [event for event in events if isinstance(event, kind)]


@pytest.fixture
def falling():
    """The line is folding, the alarm has rung."""
    who = Operator()
    while not of(who.events, AlarmRaised):
        who.do(ticks=60)
    return who


def test_nothing_tells_of_a_fault_before_it_shows():
    who = Operator()
    who.minutes(4)

    assert who.seen.alarms == ()
    assert only(who.do(Declare("deviation", "console")), DeviationNoticed).right is False


def test_the_alarm_rings_and_the_hazard_is_met(falling):
    rang = of(falling.events, AlarmRaised)[0]

    assert (rang.alarm, rang.own) == ("do_low_alert", True)
    assert [met.hazard for met in of(falling.events, HazardMet)] == ["it"]
    assert falling.seen.siren


@pytest.mark.parametrize("says", [True, False])
def test_a_silent_fault_is_met_when_it_could_be_seen_or_is_said_and_no_alarm_tells_of_it(says):
    who = Operator(deviation_level("feed_stopped", size=1.0, after_s=60.0, over_s=0.0))
    who.minutes(15)
    assert of(who.events, HazardMet) == []
    if says:
        who.do(Declare("deviation", "console"))
    else:
        who.minutes(45)

    assert [met.hazard for met in of(who.events, HazardMet)] == ["it"]
    assert of(who.events, AlarmRaised) == []


def test_how_late_one_is_counts_from_when_it_could_be_known(falling):
    falling.minutes(6)
    falling.look("console", "trend.do")

    said = only(falling.do(Declare("deviation", "console")), DeviationNoticed)

    assert said.right
    assert 6 <= said.late_min <= 9


@pytest.mark.parametrize(("first", "looked"), [("", False), ("trend.do", True)])
def test_an_alarm_acknowledged_unread_is_told_from_one_that_was_read(falling, first, looked):
    if first:
        falling.look("console", first)

    taken = only(falling.key("ack.do_low_alert"), AlarmTaken)

    assert taken.looked is looked


def test_the_feed_is_stopped_by_what_the_sheet_lists(falling):
    worked = only(falling.key("stop.feed"), PlantWorked)

    assert (worked.what, worked.target, worked.safe, worked.listed, worked.helps) == ("stop_pump", "feed", True, True, False)
    assert falling.seen.plant().feed_pump == "still"


def test_the_folded_line_is_straightened_by_lifting_it_and_oxygen_comes_back(falling):
    falling.look("gas_line", "line")
    assert falling.seen.plant().line == "folded"
    falling.reach("left", "gas_line", "fold")
    falling.do(Grip("left", "gas_line", "fold"))
    assert of(falling.reach("left", "gas_line", "fold"), PlantWorked) == [], "holding it is not lifting it"

    worked = only(falling.reach("left", "gas_line", "fold", up_m=0.2), PlantWorked)
    falling.key("ack.do_low_alert")
    falling.minutes(15)

    assert (worked.what, worked.helps) == ("straighten_line", True)
    assert falling.seen.screen().readings["do"] > 35.0


def test_a_setpoint_beyond_the_sheet_is_carried_out_and_told(falling):
    falling.to("console")

    worked = only(falling.do(Fill("console", "setpoint.do", "25")), PlantWorked)

    assert (worked.what, worked.target, worked.listed, worked.authorised, worked.confirmed) == ("setpoint", "do", False, False, False)
    assert falling.seen.screen().setpoints["do"] == 25.0


def test_people_answer_late_and_quality_allows_only_what_is_mended_and_labelled(falling):
    falling.call("supervisor")
    falling.call("quality")
    assert of(falling.events, Replied) == []
    falling.minutes(7)
    assert [(r.who, r.written) for r in of(falling.events, Replied)] == [("supervisor", False), ("quality", False)]
    falling.call("quality", "resume")
    falling.minutes(7)
    assert of(falling.events, Replied)[-1].what == "not_yet"
    falling.to("gas_line")
    falling.reach("left", "gas_line", "fold")
    falling.do(Grip("left", "gas_line", "fold"))
    falling.reach("left", "gas_line", "fold", up_m=0.2)
    falling.label()
    falling.call("quality", "resume")
    falling.minutes(7)

    assert (of(falling.events, Replied)[-1].what, of(falling.events, Replied)[-1].written) == ("resume_ok", True)
    assert [call.to for call in of(falling.events, Called)] == ["supervisor", "quality", "quality", "quality"]


@pytest.mark.parametrize(("choice", "by"), [("wait", "none"), ("go", "spoken")])
def test_a_spoken_go_ahead_is_no_paper(choice, by):
    who = Operator(deviation_level(person="spoken_go"))
    while not of(who.events, AlarmRaised):
        who.do(ticks=60)
    who.key("stop.feed")
    who.call("supervisor")
    who.minutes(5)
    assert only(who.events, Asked).question == "spoken_go"
    assert "person_spoken_go" in [met.hazard for met in of(who.events, HazardMet)]
    who.do(Answer("spoken_go", choice))

    resumed = only(who.key("start.feed"), Resumed)

    assert (resumed.by, resumed.mended) == (by, False)


def test_a_label_is_right_only_when_it_is_written_and_signed(falling):
    falling.fill("status_label", status="released")
    wrong = only(falling.carry("status_label", "reactor", "status"), StatusShown)
    other = Operator()
    other.minutes(12)
    right = only(other.label(), StatusShown)

    assert (wrong.status, wrong.right) == ("released", False)
    assert (right.status, right.right) == ("deviation", True)


@pytest.mark.parametrize(("onto", "kept"), [("evidence_folder", True), ("bin", False)])
def test_a_printed_trend_is_evidence_kept_or_thrown_away(falling, onto, kept):
    falling.key("print")

    assert only(falling.carry("trend_print", onto), EvidenceTaken).kept is kept


@pytest.mark.parametrize(("wait", "flush", "says"), [(1, True, (True, True)), (0, False, (False, False))])
def test_a_port_is_wiped_wet_long_enough_and_run_off_before_the_sample(falling, wait, flush, says):
    falling.use("sample_port", "disinfect", "port")
    falling.minutes(wait)
    if flush:
        falling.use("sample_port", "flush", "port")

    drawn = only(falling.use("sample_port", "sample", "port"), SampleDrawn)

    assert (drawn.disinfected, drawn.flushed) == says


def test_a_result_of_the_bench_confirms_a_reading(falling):
    falling.use("sample_port", "sample", "port")
    falling.look("sample_bench", "results")
    assert not falling.seen.confirmed("do")
    falling.minutes(8)

    falling.look("sample_bench", "results")

    assert falling.seen.confirmed("do")


def test_times_in_the_report_are_held_against_what_was(falling):
    falling.look("console", "trend.do")
    falling.do(Declare("deviation", "console"))
    found = falling.world.state.found
    at = [f"{(840 + s // 60) // 60:02d}{(840 + s // 60) % 60:02d}" for s in (falling.world.state.noticed, found.drift, found.out)]

    filled = of(falling.fill("report", seen=at[0], drift=at[1], out=at[2], description="blame", symptom="do_low"), Filled)

    assert [(one.field, one.right) for one in filled] == [
        ("seen", True), ("drift", True), ("out", True), ("description", False), ("symptom", True),
    ]  # fmt: skip
    assert found.began < found.drift < found.out <= found.rang


def test_an_entry_in_the_logbook_before_the_act_is_ahead_of_it():
    who = Operator()
    who.minutes(1)

    early = only(of(who.fill("logbook", notice__time="1401"), Filled), Filled)
    who.minutes(10)
    who.do(Declare("deviation", "console"))
    late = only(of(who.fill("logbook", safe__time="1400"), Filled), Filled)

    assert (early.before_act, late.before_act, late.right) == (True, True, False)


def test_the_shift_can_be_handed_over_whatever_is_open(falling):
    falling.to("door")
    falling.reach("right", "door", "handle")

    events = falling.do(Use("right", "door", "leave"))

    over = only(events, HandedOver)
    assert (over.noticed, over.told, over.labelled, over.reported) == (False, False, False, False)
    assert only(events, Ended).how == "finished"


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (Use("right", "console", "stop.feed"), "out_of_reach"),
        (Use("right", "nothing", ""), "no_such_thing"),
        (Look("console", "soul"), "no_such_part"),
        (Look("sample_bench", "results"), "too_far"),
        (Say("quality", "gossip"), "no_such_person"),
        (Grip("right", "reactor"), "fixed"),
        (Reach("third", 0, 0), "no_such_hand"),
        (Fill("console", "setpoint.do", "much"), "not_a_number"),
        (Fill("console", "setpoint.do", "400"), "out_of_range"),
        (Declare("love", "console"), "no_such_subject"),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason_and_changes_nothing(command, reason):
    who = Operator()
    who.to("console") if "console" in repr(command) else None

    assert [event.reason for event in of(who.do(command), Refused)] == [reason]


def test_a_snapshot_goes_on_bit_by_bit(falling):
    while falling.world.tick % 300:
        falling.do()
    again = DeviationWorld.restore(falling.world.level, 7, falling.world.snapshot())

    for _ in range(1200):
        assert again.step(()) == falling.world.step(())
    assert (again.state, again.twin.batch) == (falling.world.state, falling.world.twin.batch)
