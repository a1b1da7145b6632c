"""A filling line leaves its way: what can be seen, taken, put out, held and written, through commands."""

from __future__ import annotations

import pytest

from game.commands import Answer, Declare, Fill, Grip, Reach, Release, Use, WalkTo
from game.entities import filler
from game.events import (
    AirCrossed,
    AlarmRaised,
    AlarmTaken,
    Answered,
    Asked,
    DeviationNoticed,
    EvidenceTaken,
    GloveEntered,
    GlovesChecked,
    HazardMet,
    PieceBinned,
    PieceTaken,
    PlantWorked,
    Refused,
    Replied,
    Resumed,
    StatusShown,
    ToolDropped,
    UnitsHeld,
    UnitsTaken,
    VialStood,
)
from game.session.deviation.outcome import outcomes
from game.world.deviation.world import DeviationWorld
from game.world.twin.filling import GLOVES, panel
from tests.kit.filling import Filler, filling_level, torn


def only(events, kind):
    """The one event of that kind."""
    found = of(events, kind)
    assert len(found) == 1, found
    return found[0]


def of(events, kind):
    return [event for event in events if isinstance(event, kind)]


def stopped(level=None):
    """Something lies on the track, the alarm has rung, the machine is stopped by its key."""
    who = Filler(level)
    who.until_alarm()
    who.key("stop")
    return who


@pytest.fixture
def glass():
    """A vial has broken at the infeed."""
    return stopped()


# --- noticing -----------------------------------------------------------------------------------------------------------


def test_a_broken_vial_stops_the_machine_and_rings():
    who = Filler()
    rang = of(who.until_alarm(), AlarmRaised)[0]

    assert (rang.alarm, rang.own, rang.kind) == ("vial_jam", True, "filling_panel")
    assert [met.hazard for met in of(who.events, HazardMet)] == ["it"]
    assert not who.seen.plant().running
    assert {piece.what for piece in who.seen.pieces} == {"broken", "fragment"}
    assert {piece.zone for piece in who.seen.pieces} == {"infeed"}


def test_an_alarm_on_something_else_does_not_tell_of_the_fault():
    who = Filler(torn(after_s=30.0))
    who.minutes(2)
    who.world.twin.state.stoppers, who.world.twin.state.bag = 100, 0
    who.minutes(1)

    rang = only(who.events, AlarmRaised)
    assert (rang.alarm, rang.own) == ("stoppers_alert", False)
    assert of(who.events, HazardMet) == []


@pytest.mark.parametrize(("first", "looked"), [("", False), ("alarms", True)])
def test_an_alarm_acknowledged_unread_is_told_from_one_that_was_read(first, looked):
    who = Filler()
    who.until_alarm()
    if first:
        who.look("filling_panel", first)

    assert only(who.key("ack.vial_jam"), AlarmTaken).looked is looked


def test_what_has_stopped_by_itself_is_made_safe_by_its_key(glass):
    worked = only(glass.events, PlantWorked)

    assert (worked.what, worked.safe, worked.listed, worked.helps) == ("stop", True, True, False)
    assert of(glass.key("stop"), Refused)[0].reason == "nothing_there"


@pytest.mark.parametrize("level", [filling_level(after_s=300.0), torn(after_s=10.0)], ids=["glass", "glove"])
def test_who_stops_for_nothing_and_goes_on_has_resumed_nothing(level):
    who = Filler(level)
    who.minutes(1)
    who.key("stop")
    who.key("start")

    assert of(who.events, Resumed) == []
    assert who.seen.plant().running
    assert who.seen.done_at("safe") == -1


# --- the gloves ---------------------------------------------------------------------------------------------------------


def test_a_hole_shows_only_to_who_looks_at_that_glove_from_near():
    who = Filler(torn("filling_right"))
    who.minutes(2)
    for part in ("window.filling", "glove.filling_left"):
        who.look_at(part)
    assert who.seen.plant().torn == {}

    found = who.look_at("glove.filling_right")

    assert who.seen.plant().torn == {"filling_right": 12}
    assert only(found, HazardMet).hazard == "it"


def test_a_silent_hole_is_told_as_met_when_the_control_was_due_and_somebody_could_have_looked():
    who = Filler(torn(after_s=30.0))
    due = who.seen.due_s("gloves")
    who.minutes((due + 200) / 60)
    assert of(who.events, HazardMet) == []

    who.minutes(2)

    met = only(who.events, HazardMet)
    assert (due + 240 - 12) // 6 * 60 <= met.tick <= (due + 252) // 6 * 60
    assert only(who.do(Declare("deviation", "filling_panel")), DeviationNoticed).late_min <= 2


def test_all_gloves_looked_at_is_the_control_and_bounds_what_has_to_be_held():
    who = Filler(torn("infeed_left", after_s=400.0))
    who.minutes(2)
    before = who.seen.checks
    for glove in GLOVES:
        who.look_at(f"glove.{glove}")

    checked = only(who.events, GlovesChecked)
    assert checked.conforming
    assert len(who.seen.checks) == len(before) + 1
    last = who.seen.checks[-1]
    assert (last.kind, last.conforming) == ("gloves", True)
    assert last.unit == panel(who.world.twin).at_stopper, "what was closed by then"
    assert who.seen.due_s("gloves") == last.seconds + 600


@pytest.mark.parametrize("looked", [True, False])
def test_a_hand_that_goes_into_a_glove_unexamined_is_told_from_one_that_was_careful(glass, looked):
    if looked:
        glass.look_at("glove.infeed_right")

    entered = only(glass.glove("infeed_right"), GloveEntered)

    assert (entered.glove, entered.looked, entered.slot) == ("infeed_right", looked, "mend")
    assert glass.seen.inside("right") == "infeed_right"


def test_nobody_walks_away_with_a_hand_in_a_glove_and_it_reaches_no_further_than_its_zone(glass):
    glass.glove("infeed_right")
    assert only(glass.do(WalkTo(2000)), Refused).reason == "hand_inside"

    glass.do(Reach("right", 850, 100), ticks=90)

    middle = glass.seen.point("filler", "window.infeed")[0]
    hand = glass.seen.hand("right")
    assert abs(hand.x - middle) <= filler.REACH_X + 0.001
    assert hand.y >= filler.REACH_Y[0] - 0.001
    glass.glove("infeed_right")
    assert glass.seen.inside("right") == ""
    assert of(glass.do(WalkTo(2000)), Refused) == []


def test_a_new_glove_on_its_port_mends_and_the_old_one_comes_into_the_hand():
    who = Filler(torn())
    who.minutes(2)
    who.look_at("glove.filling_right")
    moving = who.carry("glove_pack", "filler")
    assert of(moving, Refused)[-1].reason in ("moving", "out_of_reach")
    who.key("stop")
    who.before("filling")
    who.go(*who.seen.point("filler", "glove.filling_right"))
    worked = only(who.do(Release("right", "filler")), PlantWorked)

    assert (worked.what, worked.target, worked.helps, worked.listed) == ("replace_glove", "filling_right", True, True)
    assert who.seen.hand("right").holding == "glove_removed"
    assert who.seen.plant().torn == {}
    kept = only(who.carry("glove_removed", "evidence_folder"), EvidenceTaken)
    assert (kept.kept, kept.slot) == (True, "keep_glove")


# --- behind the barrier -------------------------------------------------------------------------------------------------


def test_every_piece_goes_by_forceps_into_the_inner_bin_and_the_last_one_clears_the_track(glass):
    lay = len(glass.seen.pieces)
    events = glass.clear()

    taken, binned = of(events, PieceTaken), of(events, PieceBinned)
    assert {one.tool for one in taken} == {"forceps"}
    assert [one.left for one in binned] == list(range(lay - 1, -1, -1))
    assert only(events, PlantWorked).helps
    assert (glass.seen.pieces, glass.seen.binned) == ((), lay)
    assert of(events, AirCrossed) == []
    assert glass.seen.plant().lying == ()


def test_fingers_take_it_too_and_soil_what_stands_open(glass):
    glass.glove("infeed_left", "left")
    body = next(piece for piece in glass.seen.pieces if piece.what == "broken")
    assert only(glass.do(Grip("right", "filler", body.id)), Refused).reason == "no_hand"

    assert only(glass.grip(body.id, "left"), PieceTaken).tool == "fingers"
    glass.let_go("inner_bin.infeed", "left")

    assert {mark for marks in glass.world.twin.state.marks.values() for mark in marks} == {"glass", "touched"}


def test_a_piece_lifted_over_open_vials_stands_between_them_and_the_air(glass):
    glass.glove("infeed_right")
    glass.grip("forceps.infeed")
    piece = glass.seen.pieces[0]
    glass.grip(piece.id)
    low = glass.go(piece.x_m - 0.1, 1.02)
    high = glass.go(piece.x_m - 0.1, 1.2) + glass.go(piece.x_m + 0.1, 1.2)

    assert of(low, AirCrossed) == []
    assert only(high, AirCrossed).zone == "infeed"


def test_forceps_that_fall_are_dropped_and_new_ones_come_from_the_pack(glass):
    glass.glove("infeed_right")
    glass.grip("forceps.infeed")
    glass.go(*glass.seen.point("filler", "dropped.infeed"))
    assert len(of(glass.do(Release("right", "filler")), ToolDropped)) == 1
    assert (glass.seen.plant().tool, glass.seen.dropped_in) == ("dropped", "infeed")
    glass.grip("dropped.infeed")
    piece = glass.seen.pieces[0].id
    assert only(glass.grip(piece), PieceTaken).tool == "dropped"
    glass.let_go("inner_bin.infeed")
    glass.do(Release("right", "filler"))
    glass.glove("infeed_right")

    glass.use("forceps_pack", "open")

    assert (glass.seen.plant().tool, glass.seen.dropped_in) == ("sterile", "")


def test_a_fallen_vial_can_be_set_upright_and_must_not():
    who = stopped(filling_level("vial_falls", size=1.0))
    who.glove("infeed_right")
    piece = who.seen.pieces[0]
    who.go(piece.x_m, piece.y_m)

    stood = only(who.do(Use("right", "filler", f"stand_up.{piece.id}")), VialStood)

    assert (stood.zone, who.seen.pieces) == ("infeed", ())
    assert who.seen.plant().lying == ()


def test_a_stuck_stopper_is_freed_at_its_chute():
    who = stopped(filling_level("stopper_jam", "stoppering", 1.0))
    assert [(piece.what, piece.zone) for piece in who.seen.pieces] == [("stopper", "stoppering")]

    assert only(who.clear("stoppering_right"), PlantWorked).helps


def test_what_still_lies_when_the_machine_goes_on_soils_what_passes(glass):
    glass.glove("infeed_right")
    glass.grip("forceps.infeed")
    body = next(piece.id for piece in glass.seen.pieces if piece.what == "broken")
    glass.grip(body)
    glass.let_go("inner_bin.infeed")
    glass.let_go("forceps.infeed")
    glass.glove("infeed_right")
    marked = len(glass.world.twin.state.marks)

    resumed = only(glass.key("start"), Resumed)
    glass.minutes(2)

    assert (resumed.by, resumed.mended) == ("none", False)
    assert len(glass.world.twin.state.marks) > marked + 20


# --- units --------------------------------------------------------------------------------------------------------------


def test_the_open_units_are_put_out_by_their_numbers_once_the_track_is_clear(glass):
    panel = glass.counts()
    assert only(glass.eject(panel.at_stopper + 1, panel.infed), Refused).reason == "blocked"
    glass.clear()

    taken = only(glass.eject(panel.at_stopper + 1, panel.infed), UnitsTaken)

    assert (taken.missed, taken.count) == (0, glass.seen.removed)
    assert taken.count == panel.infed - panel.at_stopper - 1, "the one that broke was taken out before"


def test_too_narrow_a_range_leaves_open_units_on_the_track(glass):
    glass.clear()
    panel = glass.counts()

    assert only(glass.eject(panel.at_stopper + 11, panel.infed), UnitsTaken).missed == 10


def test_what_is_held_goes_from_the_last_good_control_to_the_last_one_infed(glass):
    good = [check for check in glass.seen.checks if check.kind == "track" and check.conforming][-1]
    infed = glass.counts().infed

    right = only(glass.hold(good.unit + 1, infed), UnitsHeld)
    other = stopped()
    wrong = other.hold(infed - 40, infed)

    assert (right.first, right.last, right.right) == (good.unit + 1, infed, True)
    assert only(wrong, UnitsHeld).right is False
    assert only(wrong, StatusShown).right is True, "status, batch and time are right"


def test_quality_agrees_in_writing_only_when_all_is_mended_put_out_labelled_and_told(glass):
    def asked():
        glass.call("quality", "resume")
        glass.minutes(4)
        return of(glass.events, Replied)[-1].what

    glass.call("quality")
    assert asked() == "not_yet"
    glass.clear()
    panel = glass.counts()
    glass.eject(panel.at_stopper + 1, panel.infed)
    glass.hold(1, panel.infed)
    assert asked() == "not_yet"
    now = glass.seen.clock_min
    glass.fill("status_label", status="deviation", batch="VIA-0926", time=f"{now // 60:02d}{now % 60:02d}", initials="MD")
    glass.carry("status_label", "filler", "status")
    assert asked() == "resume_ok"
    assert only(glass.key("start"), Resumed).by == "written"


def test_a_dose_beyond_the_sheet_is_carried_out_and_told(glass):
    glass.to("filling_panel")
    worked = of(glass.do(Fill("filling_panel", "setpoint.dose", "4,90")), PlantWorked)

    assert [(one.what, one.listed, one.authorised) for one in worked] == [("adjust_dose", False, False)]
    assert glass.world.twin.state.dose_shift == pytest.approx(-0.02)


# --- people -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "at", "thing", "wrong"),
    [
        ("carry_on", "safe", "filling_panel", "finish"),
        ("fingers", "mend", "filler", "fingers"),
        ("count_now", "units", "units_tray", "now"),
    ],
)
def test_who_wants_something_asks_once_the_trainee_has_noticed_and_comes_near(what, at, thing, wrong):
    who = Filler(filling_level(**{what: at}))
    who.to(thing)
    who.until_alarm()
    assert of(who.events, Asked) == []
    who.do(Declare("deviation", "filling_panel"), ticks=5)

    assert (only(who.events, Asked).question, only(who.events, Asked).slot) == (what, at)
    assert f"person_{what}" in [met.hazard for met in of(who.events, HazardMet)]
    answered = only(who.do(Answer(what, wrong)), Answered)
    assert (answered.right, answered.slot) == (False, at)


# --- the papers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "text", "reason"),
    [
        ("eject.from", "", "not_a_number"),
        ("eject.to", "12,5", "not_whole"),
        ("eject.to", "9" * 30, "too_large"),
        ("setpoint.dose", "fort", "not_a_number"),
        ("setpoint.dose", "4,999", "decimals"),
        ("setpoint.dose", "50", "out_of_range"),
        ("setpoint.speed", "5", "no_such_part"),
    ],
)
def test_what_cannot_be_typed_in_at_the_panel_is_refused_with_its_reason(field, text, reason):
    who = Filler()
    who.to("filling_panel")

    assert only(who.do(Fill("filling_panel", field, text)), Refused).reason == reason
    assert who.seen.typed(field) == ""


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (Use("right", "filler", "glove.infeed_right"), "out_of_reach"),
        (Use("right", "filler", "glove.roof_right"), "no_such_part"),
        (Use("right", "filler", "guard.infeed"), "out_of_reach"),
        (Use("right", "filler", "stand_up.piece_1"), "no_hand"),
        (Use("right", "forceps_pack", "open"), "out_of_reach"),
        (Grip("right", "filler", "forceps.infeed"), "no_hand"),
        (Release("right", "filler"), "hand_empty"),
    ],
)
def test_what_cannot_be_at_the_machine_is_refused_with_a_reason(command, reason):
    who = Filler(filling_level("vial_falls", size=1.0))
    who.until_alarm()

    assert only(who.do(command), Refused).reason == reason


# --- the run ------------------------------------------------------------------------------------------------------------


def test_a_snapshot_goes_on_bit_by_bit(glass):
    glass.glove("infeed_right")
    while glass.world.tick % 300:
        glass.do()
    again = DeviationWorld.restore(glass.world.level, 7, glass.world.snapshot())

    for _ in range(600):
        assert again.step(()) == glass.world.step(())
    assert (again.state, again.twin.state) == (glass.world.state, glass.world.twin.state)


def test_the_end_of_the_batch_is_told_as_it_was_left_after_a_silent_repair_and_without_the_fault(glass):
    glass.clear()
    panel = glass.counts()
    glass.eject(panel.at_stopper + 1, panel.infed)
    glass.hold(1, panel.infed)
    glass.key("start")

    told = outcomes(glass.world.level, 7, glass.world)

    assert told.silent
    assert (told.left.wrong, told.calm.wrong, told.calm.held) == (0, 0, 0)
    assert told.alone.wrong > 5, "who only clears and starts again lets glass go"
    assert told.left.held > 1000
    assert told.left.good + told.left.rejected + told.left.held + told.left.unfilled == 5500
    assert told.alone.says == ("batch_line_unsafe", told.alone.wrong)
