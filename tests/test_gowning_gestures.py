"""Every gesture that the gowning levels offer or need, through commands: what it does to the world, and that it is not refused.

A verb that is offered on the way through a gowning level and has no case here fails.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from game import commands as c
from game import events as e
from game.session.affordances import affordances
from game.session.gestures import VERBS
from tests.kit.player import LEVELS
from tests.kit.stage import Stage, of

GOWNING = sorted(path.stem for path in (LEVELS / "gowning").glob("*.yaml"))


@dataclass(frozen=True)
class Case:
    """lines: the last one is the gesture.  event: the one that says it was done, with some of its fields."""

    before: str
    lines: tuple[str, ...]
    event: type[e.Event]
    said: dict[str, object]
    hazards: tuple[str, ...] = ()


COVERALL = ("open_pack coverall_a notch", "take coverall_a.1 gathered")
HOODED = (*COVERALL, "put_on coverall_a.1")
CASES: dict[str, Case] = {
    "take": Case("hair_cover", ("take hair_b hand=left",), e.Gripped, {"thing": "hair_b", "hand": "left"}),
    "put": Case("hair_cover", ("take hair_b", "put hair_b shelf_beard"), e.Released, {"thing": "hair_b", "onto": "shelf_beard"}),
    "drop": Case("hair_cover", ("take hair_b", "drop hair_b"), e.Released, {"thing": "hair_b", "onto": "floor"}),
    "look": Case("hair_cover", ("look hair_b",), e.Looked, {"thing": "hair_b", "defect": ""}),
    "open_pack": Case("hair_cover", ("open_pack hair_b other",), e.PackOpened, {"thing": "hair_b", "end": "other", "looked": False}),
    "open_door": Case("door_1", ("open_door door_1",), e.DoorOpened, {"thing": "door_1", "by": "trainee"}),
    "close_door": Case("door_1", ("open_door door_1", "close_door door_1"), e.DoorClosed, {"thing": "door_1", "by": "trainee"}),
    "go_through": Case("door_1", ("open_door door_1", "go_through door_1"), e.Passed, {"room_from": "changing", "room_to": "stage_1"}),
    "walk": Case("phone", ("walk shelf_site",), e.Walked, {"x_mm": 2200}),
    "declare": Case("hair_cover", ("declare hair_b expired",), e.Declared, {"subject": "expired", "thing": "hair_b", "true": False}),
    "answer": Case("phone", ("walk locker", "answer locker report"), e.Answered, {"choice": "report", "right": True}, ("symptom",)),
    "wait": Case("rub", ("work rub_a lever", "wait duration_s=21"), e.RubEnded, {"wet_ticks": 1200, "broken": False}),
    "work": Case("wash", ("work sink tap", "work soap_a lever"), e.SoapTaken, {"thing": "soap_a", "ok": True}),
    "mend": Case("mirror", ("look mirror", "mend mask_a.1"), e.FaultMended, {"slot": "mask", "fault": "mask_slipped"}, ("mask_slipped",)),
    "put_on": Case("hair_cover", ("open_pack hair_b notch", "take hair_b.1 inside", "put_on hair_b.1"), e.Worn, {"thing": "hair_b.1"}),
    "take_off": Case("door_b", ("take_off goggles_a.1",), e.TakenOff, {"slot": "goggles"}),
    "fasten": Case("coverall", (*HOODED, "fasten coverall_a.1"), e.Fastened, {"thing": "coverall_a.1"}),
    "unfasten": Case("coverall", (*HOODED, "fasten coverall_a.1", "unfasten coverall_a.1"), e.Gripped, {"anchor": "zip"}),
    "let_go": Case("coverall", (*COVERALL, "let_go coverall_a.1"), e.Gathered, {"on": False}),
    "handle": Case("coverall", (*COVERALL, "handle coverall_a.1 front.outside"), e.Gripped, {"anchor": "front.outside", "face": "outside"}),
    "set_right": Case("coverall", (*HOODED, "set_right hood_a.1 tuck_left"), e.Adjusted, {"part": "tuck_left", "hand": "left", "ok": True}),
    "hasty": Case("coverall", (*HOODED, "hasty hood_a.1"), e.Adjusted, {"part": "tuck_left", "ok": False}),
    "sit": Case("overboot_left", ("sit bench",), e.StanceTaken, {"stance": "sit"}),
    "lift": Case("overboot_left", ("sit bench", "lift bench right"), e.StanceTaken, {"stance": "lift_right"}),
    "place": Case("overboot_left", ("sit bench", "lift bench right", "place bench clean"), e.FootPlaced, {"side": "clean"}),
    "stand": Case("overboot_left", ("sit bench", "stand bench"), e.StanceTaken, {"stance": "stand"}),
    "turn": Case("mirror", ("turn mirror",), e.StanceTaken, {"stance": "turned"}),
    "face": Case("mirror", ("turn mirror", "face mirror"), e.StanceTaken, {"stance": "stand"}),
}  # fmt: skip


def offered(name: str) -> set[str]:
    """Every verb that is offered, or that the expert uses, at one of his decisions on the way through a level."""
    stage, verbs, decisions = Stage(name=name, beard="yes"), set(), 0

    def note() -> bool:
        nonlocal decisions
        if len(stage.expert.log) > decisions:
            decisions = len(stage.expert.log)
            verbs.update([stage.expert.log[-1].acts[0].verb, *(one.verb for one in affordances(stage.world.seen))])
        return False

    stage.play(note)
    return verbs


def test_every_verb_offered_on_the_way_through_a_gowning_level_has_a_case_here() -> None:
    verbs = set().union(*(offered(name) for name in GOWNING))
    assert verbs <= set(CASES)
    assert set(CASES) <= set(VERBS)


@pytest.mark.parametrize("verb", CASES)
def test_a_gesture_does_what_it_says(verb: str) -> None:
    case = CASES[verb]
    stage = Stage(*case.hazards, before=case.before)
    assert case.lines[-1].split()[0] == verb
    for line in case.lines[:-1]:
        stage.go(line)
    happened = stage.go(case.lines[-1]) + stage.do()
    assert not of(stage.events, e.Refused)
    last = of(happened, case.event)[-1]
    assert {name: getattr(last, name) for name in case.said} == case.said


def test_a_hand_is_led_to_a_height_and_sweeps_to_and_fro_there_so_long() -> None:
    stage = Stage(before="hair_cover")
    stage.go("take hair_b hand=right")
    stage.go("move hair_b height_m=1.6")
    assert stage.world.seen.hand("right").y == pytest.approx(1.6, abs=0.02)
    before = stage.world.tick
    stage.go("move hair_b height_m=1.6 duration_s=2")
    assert 120 <= stage.world.tick - before < 300


def test_the_ends_of_a_suit_are_gathered_again_as_long_as_they_have_not_fallen() -> None:
    stage = Stage(before="coverall")
    for line in COVERALL:
        stage.go(line)
    hand = "right" if stage.world.seen.hand("right").holding else "left"
    stage.do(c.Use(hand, "coverall_a.1", "let_go"))
    assert not stage.world.seen.gathered("coverall_a.1")
    assert [found.on for found in of(stage.go("gather coverall_a.1"), e.Gathered)] == [True]
    stage.go("let_go coverall_a.1")
    assert [refused.reason for refused in of(stage.go("gather coverall_a.1"), e.Refused)] == ["spread_out"]
