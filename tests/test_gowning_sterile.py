"""Grades C and B through commands and gestures: gloves, suits, hood, boots, alcohol, interlock, people."""

from __future__ import annotations

import pytest

from game import commands as c
from game import events as e
from game.events import Event
from game.session.affordances import affordances
from game.session.expert import Expert
from game.spec import LevelSpec
from game.world.world import World
from tests.kit.hazards import level_with
from tests.kit.stage import Stage, of


@pytest.fixture
def gloves() -> Stage:
    """Hands disinfected, the first gloves still in their pack, open."""
    stage = Stage(before="gloves_in")
    stage.act("look", "gloves_in_a")
    stage.act("open_pack", "gloves_in_a", "notch")
    return stage


@pytest.fixture
def suited() -> Stage:
    """Coverall on, not closed; the skirt of the hood hangs out."""
    stage = Stage(before="coverall")
    stage.act("open_pack", "coverall_a", "notch")
    stage.act("take", "coverall_a.1", "gathered")
    stage.act("put_on", "coverall_a.1")
    return stage


# --- gloves --------------------------------------------------------------------------------------------------------------


def test_a_glove_goes_on_the_other_hand_by_the_inside_of_its_cuff_and_stays_clean(gloves: Stage) -> None:
    gripped = of(gloves.act("take", "gloves_in_a.1", "cuff", hand="right"), e.Gripped)
    gloves.act("put_on", "gloves_in_a.1", "hand_left")
    assert [(g.face, g.gloved) for g in gripped] == [("inside", False)]
    assert gloves.world.seen.hand("left").gloved
    assert not gloves.world.seen.hand("right").gloved
    assert not gloves.world.seen.thing("gloves_in_a.1").soiled_seen


@pytest.mark.parametrize("anchor", ["fingers", "fold"])
def test_a_bare_hand_on_the_outer_face_of_a_glove_soils_it(gloves: Stage, anchor: str) -> None:
    gripped = of(gloves.act("take", "gloves_in_a.1", anchor, hand="right"), e.Gripped)
    assert [g.face for g in gripped] == ["outside"]
    assert gloves.world.seen.thing("gloves_in_a.1").soiled_seen


def test_gloved_fingers_go_under_the_fold_of_the_second_glove(gloves: Stage) -> None:
    gloves.act("take", "gloves_in_a.1", "cuff", hand="right")
    gloves.act("put_on", "gloves_in_a.1", "hand_left")
    gripped = of(gloves.act("take", "gloves_in_a.2", "fold", hand="left"), e.Gripped)
    worn = of(gloves.act("put_on", "gloves_in_a.2", "hand_right"), e.Worn)
    assert [(g.face, g.gloved) for g in gripped] == [("fold", True)]
    assert [w.slot for w in worn] == ["gloves_in"]  # a pair is worn with its second


def test_no_glove_goes_on_the_hand_that_holds_it_or_on_the_wrong_side(gloves: Stage) -> None:
    gloves.act("take", "gloves_in_a.1", "cuff", hand="left")
    for hand, part in (("left", "hand_left"), ("left", "hand_right")):
        assert [r.reason for r in of(gloves.do(c.Use(hand, "gloves_in_a.1", part)), e.Refused)] == ["wrong_hand"]


def test_a_sleeve_is_under_the_cuff_only_when_it_is_unfolded_over_it() -> None:
    stage = Stage(before="gloves_out")
    stage.act("open_pack", "gloves_out_a", "notch")
    for thing, hand, side in (("gloves_out_a.1", "right", "left"), ("gloves_out_a.2", "left", "right")):
        stage.act("take", thing, "fold", hand=hand)
        stage.act("put_on", thing, f"hand_{side}")
    assert stage.gap("gloves_out")
    stage.act("set_right", "gloves_out_a.1", "unfold")
    assert stage.gap("gloves_out")
    stage.act("set_right", "gloves_out_a.2", "unfold")
    assert not stage.gap("gloves_out")


def test_a_stroke_that_strays_sets_nothing_right() -> None:
    stage = Stage(before="mirror")
    stage.act("take_off", "gloves_out_a.2")
    stage.act("put_on", "gloves_out_a.2", "hand_right")
    start, _ = stage.world.seen.stroke("gloves_out_a.2", "unfold")
    x, y = round((start[0] - stage.world.seen.x) * 1000), round(start[1] * 1000)
    stage.do(c.Reach("left", x, y), ticks=90)
    stage.do(c.Use("left", "gloves_out_a.2", "unfold"))
    assert stage.world.seen.stroking == ("gloves_out_a.2", "unfold")
    found = stage.do(c.Reach("left", x - 500, y), ticks=90)
    assert stage.world.seen.stroking == ("", "")
    assert not of(found, e.Adjusted)


def test_a_torn_glove_is_seen_by_looking_and_said_by_nobody() -> None:
    stage = Stage("glove_tears", before="mirror")
    torn = stage.world.seen.worn_all("gloves_out")
    assert not any(stage.world.seen.thing(t).known for t in torn)
    looked = of([event for t in torn for event in stage.act("look", t)], e.Looked)
    assert [found.defect for found in looked].count("torn") == 1


def test_under_the_outer_glove_the_inner_one_cannot_be_taken_off() -> None:
    stage = Stage(before="mirror")
    inner = stage.world.seen.worn_all("gloves_in")[0]
    assert "under_another" in [r.reason for r in of(stage.act("take_off", inner), e.Refused)]


# --- coverall ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def packed() -> Stage:
    """Before the shelf of coveralls, a pack open."""
    stage = Stage(before="coverall")
    stage.act("open_pack", "coverall_a", "notch")
    return stage


def test_gathered_it_hangs_clear_of_the_floor_and_ungathered_it_does_not(packed: Stage) -> None:
    found = packed.act("take", "coverall_a.1", "gathered") + packed.do(ticks=60)
    assert not of(found, e.Touched)
    assert packed.world.seen.gathered("coverall_a.1")
    assert of(packed.act("let_go", "coverall_a.1") + packed.do(ticks=60), e.Touched)


def test_lifted_by_one_grip_it_falls_open(packed: Stage) -> None:
    assert of(packed.act("take", "coverall_a.1", "collar.inside") + packed.do(ticks=60), e.Touched)


def test_it_slips_from_a_hand_that_sweeps_and_not_from_a_careful_one(packed: Stage) -> None:
    packed.act("take", "coverall_a.1", "gathered")
    hand = "right" if packed.world.seen.hand("right").holding else "left"
    packed.act("move", "coverall_a.1", height_m=1.5)
    assert packed.world.seen.gathered("coverall_a.1")
    packed.do(c.Reach(hand, 800, 1400), ticks=60)
    packed.do(c.Reach(hand, -800, 1400), ticks=100)
    assert not packed.world.seen.gathered("coverall_a.1")


def test_fallen_open_on_the_floor_its_ends_are_out_of_the_hands_reach(packed: Stage) -> None:
    packed.act("take", "coverall_a.1", "collar.inside")
    packed.do(ticks=60)
    found = packed.act("gather", "coverall_a.1")
    assert [r.reason for r in of(found, e.Refused)] == ["spread_out"]


def test_legs_go_in_by_the_bench_and_in_either_order_but_before_the_arms(packed: Stage) -> None:
    packed.act("take", "coverall_a.1", "gathered")
    hand = "right" if packed.world.seen.hand("right").holding else "left"
    packed.do(c.Reach(hand, 50, 1050), ticks=90)
    assert [r.reason for r in of(packed.do(c.Use(hand, "coverall_a.1", "leg_right")), e.Refused)] == ["no_support"]
    packed.act("put_on", "coverall_a.1", "leg_right")
    arm = "left" if hand == "right" else "right"
    assert [r.reason for r in of(packed.do(c.Use(arm, "coverall_a.1", f"sleeve_{arm}")), e.Refused)] == ["legs_first"]
    found = packed.act("put_on", "coverall_a.1")
    assert [t.opening for t in of(packed.events, e.Threaded) if t.thing == "coverall_a.1"][:2] == ["leg_right", "leg_left"]
    assert of(found, e.Worn)
    assert not of(packed.events, e.Touched)


def test_let_go_with_the_legs_in_it_hangs_from_the_hips_to_the_floor(packed: Stage) -> None:
    packed.act("take", "coverall_a.1", "gathered")
    packed.act("put_on", "coverall_a.1", "leg_left")
    packed.act("put_on", "coverall_a.1", "leg_right")
    hand = "right" if packed.world.seen.hand("right").holding else "left"
    assert of(packed.do(c.Release(hand, "floor"), ticks=120), e.Touched)


def test_the_flap_closes_over_a_closed_zip_only(suited: Stage) -> None:
    assert "open" in [r.reason for r in of(suited.act("set_right", "coverall_a.1", "flap"), e.Refused)]
    suited.act("fasten", "coverall_a.1")
    assert [a.ok for a in of(suited.act("set_right", "coverall_a.1", "flap"), e.Adjusted)] == [True]


# --- hood, mask, boots ---------------------------------------------------------------------------------------------------


def test_a_missed_quarter_of_the_skirt_is_a_gap(suited: Stage) -> None:
    hood = suited.world.seen.worn["hood"]
    for part in ("tuck_front", "tuck_left", "tuck_right"):
        suited.act("set_right", hood, part)
        assert suited.gap("hood")
    suited.act("set_right", hood, "tuck_back")
    assert not suited.gap("hood")


def test_the_back_of_the_skirt_wants_ones_back_turned(suited: Stage) -> None:
    hood = suited.world.seen.worn["hood"]
    start, _ = suited.world.seen.stroke(hood, "tuck_back")
    suited.do(c.Reach("right", round((start[0] - suited.world.seen.x) * 1000), round(start[1] * 1000)), ticks=90)
    assert [r.reason for r in of(suited.do(c.Use("right", hood, "tuck_back")), e.Refused)] == ["not_turned"]


def test_a_hasty_tuck_does_not_hold(suited: Stage) -> None:
    hood = suited.world.seen.worn["hood"]
    hasty = of(suited.act("set_right", hood, "tuck_front", brisk=True, pace_m_s=5.0), e.Adjusted)
    assert [a.ok for a in hasty] == [False]
    assert suited.gap("hood")


def test_a_hasty_sweep_round_the_collar_is_offered_and_leaves_every_quarter_bulging(suited: Stage) -> None:
    hood = suited.world.seen.worn["hood"]
    offered = next(one for one in affordances(suited.world.seen) if one.verb == "hasty")
    assert (offered.thing, offered.label("fr")) == (hood, "Rentrer la jupe d’un seul geste vif\u00a0: la cagoule")
    swept = of(suited.act("hasty", hood), e.Adjusted)
    # Nobody turns round in a hurry, and nothing is said: the skirt is seen to bulge.
    assert [(a.part, a.ok) for a in swept] == [("tuck_front", False), ("tuck_right", False), ("tuck_left", False)]
    assert not of(suited.events, e.Refused)
    assert [part for _, part in suited.world.seen.unsettled("hood")] == ["tuck_front", "tuck_right", "tuck_left", "tuck_back"]
    assert [a.ok for a in of(suited.act("hasty", hood, "tuck_back"), e.Adjusted)] == [False]
    for part in ("tuck_front", "tuck_left", "tuck_right", "tuck_back"):
        suited.act("set_right", hood, part)
    assert not suited.gap("hood")
    assert not any(one.verb == "hasty" for one in affordances(suited.world.seen))


def test_into_a_closed_collar_nothing_is_tucked_before_it_is_opened_again(suited: Stage) -> None:
    hood = suited.world.seen.worn["hood"]
    suited.act("fasten", "coverall_a.1")
    assert "collar_closed" in [r.reason for r in of(suited.act("set_right", hood, "tuck_front"), e.Refused)]
    suited.act("unfasten", "coverall_a.1")
    assert of(suited.act("set_right", hood, "tuck_front"), e.Adjusted)


def test_a_mask_wants_its_nose_bar_pinched() -> None:
    stage = Stage(before="mask")
    stage.act("open_pack", "mask_a", "notch")
    stage.act("take", "mask_a.1", "inside")
    stage.act("put_on", "mask_a.1")
    assert stage.gap("mask")
    stage.act("set_right", "mask_a.1", "pinch")
    assert not stage.gap("mask")


def test_a_boot_goes_over_the_trouser_leg_and_is_tied() -> None:
    stage = Stage(before="overboot_left")
    stage.act("open_pack", "boots_a", "notch")
    stage.act("take", "boots_a.1", "inside")
    stage.act("sit", "bench")
    stage.act("lift", "bench", "left")
    stage.act("put_on", "boots_a.1", "foot_left")
    for part in ("pull_up", "tie"):
        assert stage.gap("overboot_left")
        stage.act("set_right", "boots_a.1", part)
    assert not stage.gap("overboot_left")


def test_street_clothes_come_off_before_the_site_suit_goes_on() -> None:
    stage = Stage(before="phone")
    stage.act("take", "suit_site", "inside")
    found = stage.act("put_on", "suit_site")
    assert "street_clothes_on" in [r.reason for r in of(found, e.Refused)]
    assert not stage.worn("suit_site")


# --- alcohol, doors, people ----------------------------------------------------------------------------------------------


def test_alcohol_on_gloves_has_its_own_contact_time_and_slot() -> None:
    stage = Stage(before="coverall")
    taken = of(stage.events, e.RubTaken)
    ended = of(stage.events, e.RubEnded)
    assert [(t.kind, t.slot, t.gloved) for t in taken] == [("rub", "rub", False), ("ipa", "gloves_rub_1", True)]
    assert [x.wet_ticks for x in ended] == [1200, 900]


def test_towards_grade_b_the_airlock_is_locked_while_another_door_is_open() -> None:
    stage = Stage("colleague_in", before="door_b")
    while not stage.world.seen.other_door_open("door_b"):
        stage.act("walk", "door_b")
        stage.do(ticks=30)
    assert [r.reason for r in of(stage.act("open_door", "door_b"), e.Refused)][:1] == ["interlocked"]


# --- whole levels --------------------------------------------------------------------------------------------------------


def play(spec: LevelSpec, pace: float = 0.8) -> list[Event]:
    world, expert, events = World(spec, 3), Expert(spec, pace_m_s=pace), []
    while not world.ended and not expert.stuck:
        events += world.step(expert.commands(world.seen))
    assert world.ended == "finished"
    return events


@pytest.mark.parametrize("name", ["gowning-grade-c", "gowning-grade-b"])
@pytest.mark.parametrize("pace", [0.3, 50.0])
def test_the_expert_comes_in_fit_at_any_pace_of_the_hand(name: str, pace: float) -> None:
    worn = of(play(level_with(name=name), pace), e.WornAt)
    assert worn
    assert all(w.worn and w.closed and not (w.soiled or w.torn or w.gap or w.defect) for w in worn)
