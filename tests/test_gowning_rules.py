"""Every check of every rule of the gowning levels, broken by hand: just that is found, and nothing before he erred.

Each case is a person's acts after the expert has come so far.  A rule that a level takes into use without a case fails here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from game.content.rules import load_rulebook
from game.session.judging import opportunities_of
from tests.kit.hazards import level_with
from tests.kit.player import LEVELS, level
from tests.kit.stage import Stage

GOWNING = sorted(path.stem for path in (LEVELS / "gowning").glob("*.yaml"))


def checks(name: str) -> set[str]:
    """The checks that have an opportunity at a level when its whole pool is drawn."""
    pool = tuple(hazard.id for hazard in level(name).hazards)
    bound = opportunities_of(level_with(*pool, name=name, beard="yes"), load_rulebook(), 0)
    return {opportunity.id.partition("@")[0] for opportunity in bound}


IN_PLAY = sorted(set().union(*(checks(name) for name in GOWNING)))
B, C, D = "gowning-grade-b", "gowning-grade-c", "gowning-grade-d"


@dataclass(frozen=True)
class Case:
    """slot: where it is found.  acts: a line each, see `Stage.go`."""

    name: str
    before: str
    slot: str
    acts: tuple[str, ...]
    hazards: tuple[str, ...] = ()
    beard: str = "no"
    until: Callable[[Stage], object] | None = None
    """Instead of `before`: the expert plays until this holds."""


def out(name: str, *, check: bool = True, gauge: bool = True) -> tuple[str, ...]:
    """From the mirror to the other side of the last door, whatever is wrong with the outfit."""
    door, rub, wait = {B: ("door_b", "ipa_door_a", 16), C: ("door_c", "ipa_a", 16), D: ("door_d", "rub_a", 21)}[name]
    looked = ("look mirror", "declare mirror fit") if check else ()
    read = ("look gauge",) if gauge else ()
    return (*looked, *read, f"work {rub} lever", f"wait duration_s={wait}", f"open_door {door}", f"go_through {door}")


B_OUT, C_OUT, D_OUT = (("open_door door_" + x, "go_through door_" + x) for x in "bcd")
AT_THE_DOOR_M = 12.8
"""Within reach of the last door of grade C."""
SURFACES = ("palms", "backs", "between", "thumbs", "tips", "wrists")


def washed(
    *, seconds: float = 5.6, soap: bool = True, left_out: str = "", rinse: bool = True, dry: bool = True, away: str = "shelf_suits"
) -> tuple[str, ...]:
    """A wash at the sink, then some steps away from it."""
    rub = tuple(f"work sink {surface} duration_s={seconds + (1.4 if left_out else 0)}" for surface in SURFACES if surface != left_out)
    return (
        "work sink tap",
        *(("work soap_a lever",) if soap else ()),
        *rub,
        *(("work sink rinse duration_s=3",) if rinse else ()),
        "work sink tap",
        *(("work towels dry duration_s=5",) if dry else ("wait duration_s=1",)),
        f"walk {away}",
    )


def asked(stage: Stage) -> object:
    return stage.world.seen.question


def other_open(stage: Stage) -> object:
    return stage.world.seen.other_door_open("door_c") and stage.world.seen.x > AT_THE_DOOR_M


def other_shut(stage: Stage) -> object:
    return 0 <= stage.world.seen.airlock_since_closed("airlock") < 30 and stage.world.seen.x > AT_THE_DOOR_M


RINSED = ("work sink tap", "work sink rinse duration_s=3", "work sink tap")
SHOES = ("look shoes_a", "open_pack shoes_a notch", "take shoes_a.1 inside", "take shoes_a.2 inside", "sit bench", "lift bench left")
CASES: dict[str, Case] = {
    "GOWN-01/carried": Case(B, "door_1", "phone", ("take phone", "open_door door_1", "go_through door_1")),
    "GOWN-02/answered": Case(C, "", "locker", ("answer locker hide",), ("symptom",), until=asked),
    "GOWN-03/carried": Case(B, "door_1", "street_shoes", ("take street_shoes", "open_door door_1", "go_through door_1")),
    "GOWN-03/worn": Case(B, "door_1", "site_socks", ("take_off socks_site", "put socks_site bin_changing", "expert")),
    "GOWN-04/done": Case(C, "wash", "wash", ("expert believed=wash",)),
    "GOWN-04/order": Case(C, "wash", "wash", ("look suit_a", "open_pack suit_a notch", "take suit_a.1 gathered", "expert")),
    "GOWN-05/surfaces": Case(C, "wash", "wash", washed(left_out="tips")),
    "GOWN-05/time": Case(C, "wash", "wash", washed(seconds=4.5)),
    "GOWN-05/soap": Case(C, "wash", "wash", washed(soap=False)),
    "GOWN-05/rinse": Case(C, "wash", "wash", washed(rinse=False)),
    "GOWN-05/dry": Case(C, "wash", "wash", washed(dry=False)),
    "GOWN-06/done": Case(D, "rub", "rub", ("look gauge", "open_door door_d")),
    "GOWN-06/gloves": Case(B, "rub", "rub", ("look gloves_in_b", "open_pack gloves_in_b notch")),
    "GOWN-06/dry": Case(C, "rub", "rub", ("walk shelf_suits", *RINSED, "work rub_a lever")),
    "GOWN-07/hair": Case(D, "door_d", "hair_cover", ("take_off hair_a.1", *D_OUT)),
    "GOWN-07/beard": Case(D, "door_d", "beard_cover", ("take_off beard_a.1", *D_OUT), beard="yes"),
    "GOWN-08/bare": Case(
        C, "overshoe_left", "overshoe_left", (*SHOES, "place bench clean", "lift bench left", "put_on shoes_a.1 foot_left")
    ),
    "GOWN-08/back": Case(C, "overshoe_left", "overshoe_left", (*SHOES, "put_on shoes_a.1 foot_left", "place bench dirty")),
    "GOWN-08/soiled": Case(
        C, "overshoe_left", "cross", ("look bench", *SHOES, "put_on shoes_a.1 foot_left", "place bench clean"), ("bench_marks",)
    ),
    "GOWN-09/worn": Case(C, "door_c", "overshoe_left", ("take_off shoes_a.1", *C_OUT)),
    "GOWN-09/fits": Case(C, "mirror", "overshoe_left", out(C), ("shoe_slipped_left",)),
    "GOWN-10/look": Case(B, "hood", "hood", ("open_pack hood_b notch",)),
    "GOWN-10/defect": Case(B, "hood", "hood", ("look hood_a", "open_pack hood_a notch"), ("hood_expired",)),
    "GOWN-11/worn": Case(B, "gloves_in", "gloves_in", ("expert believed=gloves_in",)),
    "GOWN-11/order": Case(B, "gloves_in", "gloves_in", ("look hood_a", "open_pack hood_a notch", "take hood_a.1 inside", "expert")),
    "GOWN-12/worn": Case(B, "door_b", "mask", ("take_off mask_a.1", *B_OUT)),
    "GOWN-12/fits": Case(B, "door_b", "mask", ("take_off mask_a.1", "put_on mask_a.1", *B_OUT)),
    "GOWN-13/worn": Case(B, "door_b", "hood", ("take_off hood_a.1", *B_OUT)),
    "GOWN-13/order": Case(
        B, "hood", "hood",
        ("look coverall_a", "open_pack coverall_a notch", "take coverall_a.1 gathered", "put_on coverall_a.1",
         "look hood_a", "open_pack hood_a notch", "take hood_a.1 inside", "put_on hood_a.1"),
    ),
    "GOWN-13/tucked": Case(
        B, "coverall", "hood",
        ("look coverall_a", "open_pack coverall_a notch", "take coverall_a.1 gathered", "put_on coverall_a.1",
         "hasty hood_a.1", "expert believed=hood"),
    ),
    "GOWN-14/outside": Case(B, "hood", "hood", ("look hood_a", "open_pack hood_a notch", "take hood_a.1 outside")),
    "GOWN-15/floor": Case(
        B, "coverall", "coverall", ("look coverall_a", "open_pack coverall_a notch", "take coverall_a.1 collar.inside", "wait duration_s=1")
    ),
    "GOWN-16/sound": Case(
        B, "door_b", "mask", ("take_off mask_a.1", "drop mask_a.1", "take mask_a.1 inside", "put_on mask_a.1",
         "set_right mask_a.1 pinch", *B_OUT)
    ),
    "GOWN-17/worn": Case(B, "door_b", "overboot_left", ("take_off boots_a.1", *B_OUT)),
    "GOWN-17/legs": Case(B, "mirror", "overboot_right", out(B), ("tie_loose",)),
    "GOWN-18/worn": Case(B, "door_b", "goggles", ("take_off goggles_a.1", *B_OUT)),
    "GOWN-18/fits": Case(B, "mirror", "goggles", out(B), ("goggles_up",)),
    "GOWN-19/worn": Case(B, "door_b", "gloves_out", ("take_off gloves_out_a.2", *B_OUT)),
    "GOWN-19/cuffs": Case(B, "door_b", "gloves_out", ("take_off gloves_out_a.2", "put_on gloves_out_a.2 hand_right", *B_OUT)),
    "GOWN-20/declared": Case(B, "mirror", "mirror", ("look mirror", *out(B, check=False))),
    "GOWN-20/looked": Case(B, "mirror", "mirror", ("declare mirror fit", *out(B, check=False))),
    "GOWN-21/done": Case(B, "gloves_rub_3", "gloves_rub_3", ("open_door door_b",)),
    "GOWN-21/contact": Case(B, "gloves_rub_3", "gloves_rub_3", ("work ipa_door_a lever", "wait duration_s=5", "open_door door_b")),
    "GOWN-21/date": Case(B, "gloves_rub_3", "gloves_rub_3", ("look ipa_door_a", "work ipa_door_a lever"), ("ipa_expired",)),
    "GOWN-22/contact": Case(B, "rub", "rub", ("work rub_a lever", "wait duration_s=8", "take gloves_in_a")),
    "GOWN-25/changed": Case(B, "mirror", "gloves_out", out(B), ("glove_tears",)),
    "GOWN-27/mask_slipped": Case(
        B, "mirror", "mask", ("look mirror", *out(B, check=False)[:-2],
         "mend mask_a.1", "declare mirror fit", *B_OUT), ("mask_slipped",)
    ),
    "GOWN-27/goggles_up": Case(
        B, "mirror", "goggles", ("look mirror", *out(B, check=False)[:-2],
         "mend goggles_a.1", "declare mirror fit", *B_OUT), ("goggles_up",)
    ),
    "GOWN-30/worn": Case(D, "door_d", "coat", ("take_off coat_a.1", *D_OUT)),
    "GOWN-30/closed": Case(D, "door_d", "coat", ("unfasten coat_a.1", *D_OUT)),
    "GOWN-31/order": Case(
        B, "hair_cover", "hair_cover",
        (*washed(away="shelf_hair"), "look hair_a", "open_pack hair_a notch", "take hair_a.1 inside", "put_on hair_a.1"),
    ),
    "GOWN-32/worn": Case(C, "door_c", "gloves", ("take_off gloves_a.2", *C_OUT)),
    "GOWN-32/cuffs": Case(C, "door_c", "gloves", ("take_off gloves_a.2", "put_on gloves_a.2 hand_right", *C_OUT)),
    "AIRL-01/both": Case(C, "", "door_c", ("wait duration_s=1.5", "open_door door_c"), ("colleague_in",), until=other_open),
    "AIRL-02/delay": Case(C, "", "door_c", ("open_door door_c",), ("colleague_in",), until=other_shut),
    "AIRL-04/answered": Case(B, "", "gauge", ("answer gauge enter",), ("crowd",), until=asked),
    "AIRL-05/read": Case(B, "gauge", "gauge", out(B, check=False, gauge=False)),
    "AIRL-05/low": Case(B, "gauge", "gauge", out(B, check=False), ("pressure_low",)),
    "AIRL-06/answered": Case(B, "", "shelf_gloves_out", ("answer shelf_gloves_out accept",), ("offers",), until=asked),
    "ASEP-01/speed": Case(
        D, "coat", "coat", ("look coat_a", "open_pack coat_a notch", "take coat_a.1 collar.inside", "walk sink brisk=1")
    ),
    "ASEP-12/answered": Case(B, "", "shelf_masks", ("answer shelf_masks chat",), ("chats",), until=asked),
    "ASEP-12/calm": Case(B, "", "shelf_coveralls", ("answer shelf_coveralls hurry",), ("hurries",), until=asked),
    "DOC-06/answered": Case(B, "", "mirror", ("answer mirror accept",), ("sign_for_him",), until=asked),
    "LINE-16/date": Case(C, "rub", "rub", ("look rub_a", "work rub_a lever"), ("rub_expired",)),
}  # fmt: skip


def come(case: Case) -> Stage:
    """The expert has come so far, without error."""
    stage = Stage(*case.hazards, before=case.before, name=case.name, beard=case.beard)
    if case.until:
        stage.play(lambda: bool(case.until and case.until(stage)))
    assert not stage.world.ended
    return stage


def test_every_check_in_play_has_a_case_here() -> None:
    assert sorted(CASES) == IN_PLAY


@pytest.mark.parametrize("name", GOWNING)
def test_a_level_uses_no_rule_that_finds_nothing_to_look_at(name: str) -> None:
    assert {check.partition("/")[0] for check in checks(name)} == set(level(name).rules)


@pytest.mark.parametrize("check", IN_PLAY)
def test_who_breaks_a_rule_is_found_for_that_and_nothing_else(check: str) -> None:
    case = CASES[check]
    stage = come(case)
    assert not stage.judgement.findings
    for line in case.acts:
        stage.go(line)
    assert stage.roots == [f"{check}@{case.slot}"]
