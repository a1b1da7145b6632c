"""What a hand can do at a line, and what comes of a careless one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game import commands as c
from game import events as e
from tests.kit.line_player import LinePlayer, home, line_with, of


def player(*kinds: str, seed: int = 1, people: tuple[str, ...] = (), locked: bool = True) -> LinePlayer:
    one = LinePlayer(line_with(*kinds, name=home(kinds[0]) if kinds else "line-clearance-labelling", people=people), seed)
    if locked:
        one.lock()
    return one


def at_hand(kind: str, seed: int = 1) -> LinePlayer:
    """A player who has found a residue and stands before it."""
    one = player(kind, seed=seed)
    one.lamp()
    one.tongs()
    one.uncover(kind)
    return one


def reasons(events: list[e.Event]) -> list[str]:
    return [one.reason for one in of(events, e.Refused)]


# --- the machine ---------------------------------------------------------------------------------------------------------


def test_the_line_is_stopped_locked_jogged_unlocked_and_started() -> None:
    one = player(locked=False)
    assert one.seen.machine == "running"
    one.use("panel", "stop")
    one.use("panel", "lock")
    assert one.seen.machine == "locked"
    one.use("panel", "jog")
    assert one.seen.jogging
    one.use("panel", "unlock")
    started = of(one.use("panel", "start"), e.LineStarted)
    assert [(s.left, s.open_points, s.second, s.guards_open) for s in started] == [(0, 12, False, 0)]
    assert one.world.ended == "finished"
    assert one.do(c.Look("order")) == []


@pytest.mark.parametrize(
    ("before", "verb", "reason"),
    [
        ((), "lock", "running"), ((), "jog", "running"), ((), "unlock", "not_locked"), ((), "start", "already_running"),
        (("stop",), "stop", "already_stopped"), (("stop", "lock"), "lock", "already_locked"), (("stop", "lock"), "start", "locked"),
    ],
)  # fmt: skip
def test_what_a_machine_in_that_state_cannot_do_is_refused(before: tuple[str, ...], verb: str, reason: str) -> None:
    one = player(locked=False)
    for what in before:
        one.use("panel", what)
    assert reasons(one.use("panel", verb)) == [reason]


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (c.Use("right", "panel", "stop"), "out_of_reach"),
        (c.Use("right", "panel", "dance"), "no_such_part"),
        (c.Use("middle", "panel", "stop"), "no_such_hand"),
        (c.Use("right", "nothing", "stop"), "no_such_thing"),
        (c.Use("right", "pen", "count"), "not_held"),
        (c.Open("right", "cartoner", "a"), "out_of_reach"),
        (c.Open("right", "cartoner", "z"), "no_such_part"),
        (c.Open("right", "nothing", "a"), "no_such_thing"),
        (c.Close("right", "cartoner"), "already_shut"),
        (c.Close("right", "nothing"), "no_such_thing"),
        (c.Grip("right", "lamp"), "out_of_reach"),
        (c.Grip("right", "nothing"), "no_such_thing"),
        (c.Grip("third", "pen"), "no_such_hand"),
        (c.Release("right", "bin_waste"), "not_held"),
        (c.Look("nothing"), "no_such_thing"),
        (c.Look("turntable"), "too_far"),
        (c.Declare("tag", "nothing"), "no_such_thing"),
        (c.Declare("residue", "nothing"), "no_such_thing"),
        (c.Say("nobody", "check"), "no_such_person"),
        (c.Say("desk", "check"), "no_such_person"),
        (c.Answer("hurries", "calm"), "no_such_question"),
        (c.Answer("sure.desk", "9"), "no_such_question"),
        (c.Answer("sure.nothing", "1"), "no_such_question"),
        (c.Fill("nothing", "desk.conform", "yes"), "no_such_thing"),
        (c.Fill("desk", "desk.conform", "yes"), "no_such_thing"),
        (c.Fill("check_list", "desk.nothing", "yes"), "no_such_part"),
        (c.Reach("third", 0, 0), "no_such_hand"),
        (c.Stance("sit"), "unknown_command"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{type(value).__name__.lower()}-{'-'.join(map(str, c.to_plain(value)[1:]))}",
)  # fmt: skip
def test_the_impossible_is_refused_with_its_reason_and_changes_nothing(command: c.Command, reason: str) -> None:
    one = player("pen", locked=False)
    one.do(ticks=2)
    assert reasons(one.do(command)) == [reason]


def test_a_paper_on_a_far_wall_is_not_written_on() -> None:
    one = player(locked=False)
    one.walk(1.0)
    assert reasons(one.do(c.Fill("status_board", "batch", "B2417"))) == ["too_far"]
    assert reasons(one.do(c.Fill("check_list", "desk.conform", "yes"))) == []  # the clipboard goes along


def test_guards_open_and_shut_where_their_handle_is() -> None:
    one = player()
    moved = of([*one.open("cartoner.b"), *one.close("cartoner.b")], e.GuardMoved)
    assert [(g.open, g.locked) for g in moved] == [(True, True), (False, True)]
    one.open("cartoner.b")
    assert reasons(one.do(c.Open("right", "cartoner", "b"))) == ["already_open"]


# --- looking -------------------------------------------------------------------------------------------------------------


def test_a_dark_place_shows_nothing_without_the_lamp() -> None:
    one = player()
    one.look_into("cartoner.floor")
    assert one.seen.zone_seen("cartoner.floor") == 0
    one.lamp()
    one.look_into("cartoner.floor")
    seen = [z for z in of(one.events, e.ZoneSeen) if (z.thing, z.zone) == ("cartoner", "floor")]
    assert [(z.hidden, z.slot) for z in seen] == [(True, "cartoner")]


def test_a_shut_guard_hides_what_is_behind_it_and_an_open_one_does_not() -> None:
    one = player()
    one.look_into("cartoner.carriage")
    assert one.seen.zone_seen("cartoner.carriage") == 0
    one.open("cartoner.b")
    one.look_into("cartoner.carriage")
    assert one.seen.zone_done("cartoner.carriage")


def test_the_far_side_of_the_rollers_comes_round_when_jogged() -> None:
    one = player()
    one.open("cartoner.a")
    one.look_into("cartoner.rollers")
    assert one.seen.zone_seen("cartoner.rollers") == 0
    one.use("panel", "jog")
    one.look_into("cartoner.rollers")
    assert one.seen.zone_done("cartoner.rollers")


def test_a_point_is_seen_when_all_its_places_are_and_its_displays_are_read() -> None:
    one = player()
    one.lamp()
    one.look_into("bin_waste.bag")
    one.open("bin_waste.lid")
    one.look_into("bin_waste.bag")
    one.look_into("tool_board.board")
    assert not one.seen.point_seen("bins")
    found = one.do(c.Look("tool_board"))
    assert [p.slot for p in of(found, e.PointSeen)] == ["bins"]


def test_a_display_says_nothing_before_it_is_read() -> None:
    one = player("old_code")
    assert one.seen.display("printer") == {}
    one.walk(4.4)
    looked = of(one.do(c.Look("printer")), e.Looked)
    assert looked[0].defect == "old_code"
    assert one.seen.display("printer")["batch"] == "A2416"
    one.use("printer", "clear")
    assert one.seen.display("printer")["batch"] == "B2417"


# --- hands on what was left ----------------------------------------------------------------------------------------------


def test_a_label_peels_by_its_corner_and_tears_by_its_middle() -> None:
    one = at_hand("label_stuck")
    taken = one.take("label_stuck", "middle")
    assert [m.how for m in of(taken, e.Mishandled)] == ["torn"]
    piece = next(r for r in one.seen.residues() if r.kind == "label_fragment")
    assert (piece.stuck, piece.on) == (True, "")
    one.do(c.Use("right", "label_stuck", "count"))
    one.put("bin_print")
    cleared = of([*one.take(piece.id, "corner"), *one.put("bin_print")], e.ResidueCleared)
    assert [(r.slot, r.right) for r in cleared] == [("label_stuck", True)]


def test_a_stuck_label_let_go_before_it_came_loose_stays_where_it_is() -> None:
    one = at_hand("label_stuck")
    one.reach("right", *one.seen.anchor("label_stuck", "corner"))
    one.do(c.Grip("right", "label_stuck", "corner"))
    one.do(c.Release("right", "floor"))
    residue = one.world.state.residues["label_stuck"]
    assert (residue.stuck, residue.on) == (True, "")
    assert of(one.take("label_stuck", "corner"), e.Mishandled) == []


def test_broken_glass_taken_by_hand_is_told_and_tongs_come_by_themselves_once_taken() -> None:
    one = player("vial_broken")
    one.lamp()
    one.uncover("vial_broken")
    assert [m.how for m in of(one.take("vial_broken"), e.Mishandled)] == ["bare_glass"]
    other = at_hand("vial_broken")
    assert of(other.take("vial_broken"), e.Mishandled) == []


def test_a_hand_that_sweeps_past_a_standing_vial_knocks_it_under_the_line() -> None:
    one = at_hand("vial_filled")
    vial = one.world.state.residues["vial_filled"]
    one.reach("right", vial.x - 0.25, vial.y)
    swept = one.do(c.Reach("right", round((vial.x + 0.25 - one.seen.x) * 1000), round(vial.y * 1000)), ticks=240)
    assert [m.how for m in of(swept, e.Mishandled)] == ["knocked"]
    assert vial.y < 0.05
    assert not vial.moving
    one.look_into(f"{vial.station}.floor") if vial.station else None
    cleared = of([*one.take("vial_filled"), *one.put("rejects")], e.ResidueCleared)
    assert [r.right for r in cleared] == [True]


def test_a_careful_hand_may_pass_by_and_a_fast_one_may_come_to_take() -> None:
    one = at_hand("vial_filled")
    assert of(one.take("vial_filled"), e.Mishandled) == []


def test_what_is_let_fall_lies_on_the_floor_and_can_be_taken_up() -> None:
    one = at_hand("vial_filled")
    one.take("vial_filled")
    dropped = one.do(c.Release("right", "floor"), ticks=180)
    assert [m.how for m in of(dropped, e.Mishandled)] == ["dropped"]
    vial = one.world.state.residues["vial_filled"]
    assert vial.y < 0.05
    one.take("vial_filled")
    assert [r.right for r in of(one.put("rejects"), e.ResidueCleared)] == [True]


def test_reaching_behind_a_guard_of_a_line_that_is_not_locked_is_told_once() -> None:
    one = player("vial_filled", seed=1, locked=False)
    one.use("panel", "stop")
    one.lamp()
    one.uncover("vial_filled")
    zone = one.world.state.residues["vial_filled"]
    taken = one.take("vial_filled")
    behind = bool(next(z for z in one.seen.zones() if z.id == f"{zone.station}.{zone.zone}").guard)
    assert [m.how for m in of(taken, e.Mishandled)] == (["reach_in"] if behind else [])


def test_the_wrong_bin_can_be_put_right_before_the_signature() -> None:
    one = at_hand("vial_filled")
    one.take("vial_filled")
    assert [r.right for r in of(one.put("bin_waste"), e.ResidueCleared)] == [False]
    one.reach("right", *one.seen.point("bin_waste"))
    one.do(c.Grip("right", "vial_filled"))
    assert [r.right for r in of(one.put("rejects"), e.ResidueCleared)] == [True]


def test_a_full_hand_takes_no_second_thing_and_a_shelf_takes_no_lamp() -> None:
    one = at_hand("vial_filled")
    one.reach("left", one.seen.x, 1.2)
    assert reasons(one.do(c.Grip("left", "vial_filled"))) == ["hand_full"]
    one.reach("left", *one.seen.point("bin_waste"))
    assert reasons(one.do(c.Release("left", "bin_waste"))) == ["cannot_hold"]
    assert reasons(one.do(c.Release("left", "floor"))) == ["cannot_hold"]
    one.reach("left", *one.seen.point("tool_board"))
    assert reasons(one.do(c.Release("left", "tool_board"))) == []
    assert one.seen.beam[2] is False


def test_coded_print_is_counted_once_while_it_is_held() -> None:
    one = at_hand("label_face_up")
    one.take("label_face_up")
    assert [(n.thing, n.count) for n in of(one.do(c.Use("right", "label_face_up", "count")), e.Counted)] == [("label_face_up", 1)]
    assert reasons(one.do(c.Use("right", "label_face_up", "count"))) == ["already_counted"]
    assert one.seen.counts["loose"] == 1
    assert [r.counted for r in of(one.put("bin_print"), e.ResidueCleared)] == [True]


def test_print_that_was_not_counted_is_told_when_it_is_gone() -> None:
    one = at_hand("label_face_up")
    one.take("label_face_up")
    assert [r.counted for r in of(one.put("bin_print"), e.ResidueCleared)] == [False]


def test_rejects_are_counted_before_they_are_emptied_and_only_with_the_lid_open() -> None:
    one = at_hand("rejects_full")
    one.close("checkweigher.reject")
    assert reasons(one.use("checkweigher", "count")) == ["guard_shut"]
    assert reasons(one.use("checkweigher", "empty")) == ["guard_shut"]
    one.open("checkweigher.reject")
    assert [n.count for n in of(one.use("checkweigher", "count"), e.Counted)] == [7]
    assert [r.right for r in of(one.use("checkweigher", "empty"), e.ResidueCleared)] == [True]


@pytest.mark.parametrize(("thing", "verb", "kind"), [("printer", "test_print", "old_code"), ("camera", "challenge", "other_recipe")])
def test_a_test_comes_out_right_only_with_the_new_batch_set(thing: str, verb: str, kind: str) -> None:
    one = player(kind)
    assert [m.right for m in of(one.use(thing, verb), e.MachineSet)] == [False]
    one.use(thing, "clear" if thing == "printer" else "recipe")
    assert [m.right for m in of(one.use(thing, verb), e.MachineSet)] == [True]


def test_what_is_declared_without_need_is_not_true() -> None:
    one = player("tag_unsigned")
    assert [d.true for d in of(one.do(c.Declare("validity", "tag_labeller")), e.Declared)] == [False]
    where = one.world.state.residues["tag_unsigned"].station
    assert [d.true for d in of(one.do(c.Declare("tag", where)), e.Declared)] == [True]


def test_things_on_a_belt_travel_a_pitch_at_each_press() -> None:
    one = player("vial_filled", seed=1)
    vial = one.world.state.residues["vial_filled"]
    before = vial.x
    one.use("panel", "jog")
    one.do(ticks=40)
    assert vial.x == pytest.approx(before + 0.10, abs=0.005)


def test_what_comes_to_the_end_of_the_last_belt_falls() -> None:
    one = player("carton_folded", seed=1)
    carton = one.world.state.residues["carton_folded"]
    carton.station, carton.zone, carton.x, carton.plane = "conveyor_out", "belt", 8.55, "front"
    one.use("panel", "jog")
    one.do(ticks=200)
    assert carton.y < 0.1
    assert not carton.moving


# --- after the signature ---------------------------------------------------------------------------------------------------


def test_a_signature_and_a_start_tell_what_is_still_there() -> None:
    one = player("vial_filled")
    one.do(c.Sign("check_list"))
    left = of(one.events, e.ResidueLeft)
    assert [(r.slot, r.point, r.known) for r in left] == [("vial_filled", "form", False)]
    one.use("panel", "unlock")
    started = one.use("panel", "start")
    assert [r.point for r in of(started, e.ResidueLeft)] == ["start"]
    assert of(started, e.LineStarted)[0].left == 1


def test_what_is_found_after_the_signature_is_kept_and_reported() -> None:
    one = at_hand("vial_filled")
    one.do(c.Sign("check_list"))
    taken = one.take("vial_filled")
    assert [r.phase for r in of(taken, e.ResidueFound)] == ["signed"]
    cleared = of(one.put("sample_box"), e.ResidueCleared)
    assert [(r.right, r.phase) for r in cleared] == [(True, "signed")]
    told = one.do(c.Declare("residue", "vial_filled"), c.Say("supervisor", "residue"))
    assert [d.true for d in of(told, e.Declared)] == [True]
    assert [s.what for s in of(told, e.Said)] == ["residue"]


def test_how_sure_one_is_may_be_said_and_changes_nothing() -> None:
    one = player()
    assert [(a.slot, a.choice) for a in of(one.do(c.Answer("sure.desk", "3")), e.Answered)] == [("desk", "3")]


# --- people ------------------------------------------------------------------------------------------------------------------


def write_line(one: LinePlayer, step: str) -> None:
    now = one.seen.clock_min
    for field, value in (("conform", "yes"), ("time", f"{now // 60:02d}:{now % 60:02d}"), ("initials", "MD")):
        one.do(c.Fill("check_list", f"{step}.{field}", value))


def test_the_second_person_looks_at_each_signed_point_and_signs_it() -> None:
    one = player()
    for step in ("desk", "bins"):
        write_line(one, step)
    one.do(c.Say("colleague", "check"), ticks=60 * 30)
    assert [(s.slot, s.looked, s.found) for s in of(one.events, e.SecondChecked)] == [("desk", True, 0), ("bins", True, 0)]
    assert [s.slot for s in of(one.events, e.LineSigned) if s.by == "second"] == ["desk", "bins"]
    assert one.seen.second.doing == "done"


def test_the_second_person_may_see_what_was_missed_and_waits_until_it_is_gone() -> None:
    for seed in range(1, 12):
        one = player("printed_sheet", seed=seed)
        step = one.world.state.residues["printed_sheet"].at
        write_line(one, step)
        one.do(c.Say("colleague", "check"), ticks=60 * 20)
        if one.seen.second.doing == "waiting":
            break
    assert [(f.by, f.slot) for f in of(one.events, e.ResidueFound)] == [("second", "printed_sheet")]
    assert one.seen.residue("printed_sheet") is not None
    assert of(one.events, e.LineSigned)[-1].by == "trainee"
    one.lamp()
    one.uncover("printed_sheet")
    one.settle("printed_sheet")
    one.do(ticks=60 * 20)
    assert [s.slot for s in of(one.events, e.LineSigned) if s.by == "second"] == [step]


def test_a_colleague_who_would_sign_unseen_is_refused_or_accepted() -> None:
    one = player(people=("unseen",))
    write_line(one, "desk")
    assert [a.question for a in of(one.do(c.Say("colleague", "check")), e.Asked)] == ["unseen"]
    one.do(c.Answer("unseen", "refuse"))
    one.do(c.Say("colleague", "check"), ticks=60 * 15)
    assert [s.looked for s in of(one.events, e.SecondChecked)] == [True]

    other = player(people=("unseen",))
    write_line(other, "desk")
    other.do(c.Say("colleague", "check"))
    signed = other.do(c.Answer("unseen", "accept"))
    assert [s.looked for s in of(signed, e.SecondChecked)] == [False]
    assert [s.by for s in of(signed, e.LineSigned)] == ["second"]


def test_a_list_half_filled_is_changed_for_a_blank_one_or_kept() -> None:
    one = player(people=("half_filled",), locked=False)
    assert [a.question for a in of(one.do(ticks=130), e.Asked)] == ["half_filled"]
    one.do(c.Answer("half_filled", "fresh"))
    assert one.seen.form("check_list")[1].entries == {}

    other = player(people=("half_filled",), locked=False)
    other.do(ticks=130)
    other.do(c.Answer("half_filled", "keep"))
    entries = other.seen.form("check_list")[1].entries
    assert {entry.by for entry in entries.values()} == {"colleague"}
    assert len(entries) == 4
    assert of(other.do(c.Fill("check_list", "desk.conform", "no")), e.Overwritten)


def test_the_supervisor_comes_by_in_a_hurry_after_some_lines() -> None:
    one = player(people=("hurry",))
    write_line(one, "desk")
    write_line(one, "bins")
    one.do(ticks=2)
    assert [a.question for a in of(one.events, e.Asked)] == ["hurries"]
    assert [a.right for a in of(one.do(c.Answer("hurries", "hurry")), e.Answered)] == [False]


def test_what_a_colleague_finds_after_the_signature_lies_on_the_desk_or_is_thrown_away() -> None:
    for choice, lies in (("keep", True), ("bin", False)):
        one = player(people=("found_late",))
        assert not of(one.events, e.Asked)
        one.walk(one.seen.point("desk")[0])
        one.do(c.Sign("check_list"), ticks=3)
        assert [a.question for a in of(one.events, e.Asked)] == ["found_late"]
        found = of(one.do(c.Answer("found_late", choice)), e.ResidueFound)
        assert [(f.slot, f.by, f.phase) for f in found] == ([("sample_box", "second", "signed")] if lies else [])
        assert (one.seen.residue("late_vial") is not None) is lies


def test_what_was_brought_is_kept_in_the_sample_box_and_nowhere_else() -> None:
    for box, right in (("sample_box", True), ("rejects", False)):
        one = player(people=("found_late",))
        one.walk(one.seen.point("desk")[0])
        one.do(c.Sign("check_list"), ticks=3)
        one.do(c.Answer("found_late", "keep"))
        one.take("late_vial")
        told = of(one.do(c.Declare("residue", "late_vial")), e.Declared)
        assert [(d.slot, d.true) for d in told] == [("sample_box", True)]
        assert [x.right for x in of(one.put(box), e.ResidueCleared)] == [right]


def test_loose_labels_are_offered_to_who_comes_by_the_hatch() -> None:
    one = player(people=("loose_print",), locked=False)
    one.walk(1.4)
    one.do(ticks=3)
    assert [a.question for a in of(one.events, e.Asked)] == ["loose_print"]
    assert [a.right for a in of(one.do(c.Answer("loose_print", "take")), e.Answered)] == [False]


@pytest.mark.parametrize(("kind", "field", "wrong"), [
    ("article_other", "article", "ETQ-4410-02"), ("in_quarantine", "status", "quarantine"), ("short_delivery", "quantity", 5184),
])  # fmt: skip
def test_the_container_says_what_was_delivered_and_the_record_what_was_asked_for(kind: str, field: str, wrong: int | str) -> None:
    one = player(kind, locked=False)
    one.walk(9.4)
    one.do(c.Look("order"))
    one.walk(1.4)
    one.do(c.Look("delivery"))
    asked, there = one.seen.display("order"), one.seen.display("delivery")
    assert there[field] == wrong != asked.get(field, "released")
    one.do(c.Declare("material", "delivery"))
    assert one.seen.display("delivery")[field] == asked.get(field, "released")


def test_a_form_out_of_date_shows_its_version_and_is_changed_for_the_one_in_force() -> None:
    one = player("form_outdated")
    one.walk(9.2)
    one.do(c.Look("order"))
    one.do(c.Look("check_list"))
    assert (one.seen.display("order")["in_force"], one.seen.display("check_list")["version"]) == ("F-PRD-041-06", "05")
    assert one.seen.form("check_list")[0].version == "05"
    one.do(c.Fill("check_list", "desk.conform", "yes"))
    one.use("check_list", "exchange")
    assert one.seen.form("check_list")[0].version == "06"
    assert one.seen.form("check_list")[1].entries["desk.conform"].text == "yes"  # what was written stays with it


# --- time ----------------------------------------------------------------------------------------------------------------------


def test_the_run_ends_at_its_limit_or_when_it_is_left() -> None:
    spec = replace(line_with("pen"), limit_s=2.0)
    one = LinePlayer(spec, 1)
    assert [x.how for x in of(one.do(ticks=130), e.Ended)] == ["timed_out"]
    other = LinePlayer(spec, 1)
    assert [x.how for x in of(other.do(c.Leave("given_up")), e.Ended)] == ["given_up"]


def test_the_clock_on_the_wall_runs_with_the_ticks() -> None:
    one = player(locked=False)
    assert one.seen.clock_min == 7 * 60 + 42
    one.do(ticks=3600)
    assert one.seen.clock_min == 7 * 60 + 43


def test_a_vial_let_fall_may_break_and_then_wants_tongs() -> None:
    ends = {}
    for seed in range(1, 9):
        one = player("vial_filled", seed=seed)
        one.lamp()
        one.uncover("vial_filled")
        one.take("vial_filled")
        one.do(c.Release("right", "floor"), ticks=200)
        ends[one.world.state.residues["vial_filled"].kind] = one
    assert set(ends) == {"vial_filled", "vial_broken"}
    broken = ends["vial_broken"]
    assert [m.how for m in of(broken.take("vial_filled"), e.Mishandled)] == ["bare_glass"]
    assert [(r.right, r.slot) for r in of(broken.put("bin_waste"), e.ResidueCleared)] == [(True, "vial_filled")]


def test_what_is_not_perceived_has_no_place() -> None:
    one = player("vial_filled")
    assert one.seen.residues() == []
    with pytest.raises(KeyError):
        one.seen.anchor("vial_filled")


def test_a_setting_is_not_taken_in_the_hand_and_a_held_thing_is_not_taken_twice() -> None:
    one = player("old_code")
    one.walk(4.4)
    one.do(c.Look("printer"))
    one.reach("right", *one.seen.anchor("old_code"))
    assert reasons(one.do(c.Grip("right", "old_code"))) == ["not_takeable"]
    other = at_hand("vial_filled")
    other.take("vial_filled")
    other.reach("left", *other.seen.point("tool_board"))
    other.do(c.Release("left", "tool_board"))
    other.reach("left", other.seen.hand("right").x, other.seen.hand("right").y)
    assert reasons(other.do(c.Grip("left", "vial_filled"))) == ["in_other_hand"]


def test_one_lamp_is_taken_by_one_hand_and_the_tongs_but_once() -> None:
    one = player()
    one.lamp()
    one.tongs()
    one.reach("right", *one.seen.point("tool_board", "lamp"))
    assert reasons(one.do(c.Grip("right", "lamp"))) == ["in_other_hand"]
    assert reasons(one.do(c.Grip("right", "tongs"))) == ["in_other_hand"]


def test_a_thing_has_the_anchors_it_has() -> None:
    one = at_hand("label_stuck")
    one.reach("right", *one.seen.anchor("label_stuck", "corner"))
    assert reasons(one.do(c.Grip("right", "label_stuck", "edge"))) == ["no_such_anchor"]


def test_every_reason_for_which_this_world_refuses_is_tried_here() -> None:
    import re
    from pathlib import Path

    world = Path(__file__).resolve().parent.parent / "game" / "world" / "line"
    given = set()
    for path in world.glob("*.py"):
        text = path.read_text("utf-8")
        given |= set(re.findall(r'core\.refuse\([^)]*"([a-z_]+)"\)', text))
        given |= set(re.findall(r'return "([a-z_]+)"', text)) & {"hand_full", "not_takeable", "in_other_hand", "guard_shut", "not_seen"}
    tried = set(re.findall(r'"([a-z_]+)"', Path(__file__).read_text("utf-8")))
    assert given
    assert given - tried == set()


def test_a_loose_label_nobody_found_leaves_a_gap_that_wants_an_explanation() -> None:
    def closed(found: bool, explained: bool) -> e.DocumentClosed:
        one = at_hand("label_face_up")
        if found:
            one.settle("label_face_up")
        one.use("roll", "count")
        one.walk(9.0)
        one.do(c.Look("order"))
        shown = one.seen.display("order")
        counted = 290 + (1 if found else 0)
        accounted = shown["applied"] + shown["rejected"] + shown["specimens"] + counted
        values = {name: shown[name] for name in ("issued", "applied", "rejected", "specimens")}
        values |= {"counted": counted, "accounted": accounted, "gap": shown["issued"] - accounted}
        for field, value in values.items():
            one.do(c.Fill("reconciliation", field, str(value)))
        if explained:
            one.do(c.Fill("reconciliation", "explanation", "une étiquette manque"))
        return of(one.do(c.Sign("reconciliation")), e.DocumentClosed)[0]

    assert not closed(found=True, explained=False).unexplained
    assert closed(found=False, explained=False).unexplained
    assert not closed(found=False, explained=True).unexplained
