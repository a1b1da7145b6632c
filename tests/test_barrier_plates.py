"""After a run on the filling line: prints of the gloves of the barrier that were used, where grade A allows no growth."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.events import GloveEntered
from game.scenes.debrief import DebriefScene
from game.scenes.review import of_file, surface_name
from game.scenes.stack import Stack
from game.session.barrier_plates import GLOVES, grow_prints, prints
from game.session.plate import FINGERTIPS, RECOVERY
from tests.kit.filling import Filler, filling_level, torn
from tests.kit.runs import run_file
from tests.kit.shots import open_dummy

SEEDS = 200


def reaching(glove: str = "filling_right", after: int = 600, seed: int = 7) -> Filler:
    """Into a glove that has a hole (size 1.2 mm) once it has one, and out again."""
    who = Filler(torn(glove), seed)
    who.do(ticks=after)
    who.glove(glove)
    who.glove(glove)
    return who


def test_who_reached_nowhere_has_no_plate() -> None:
    who = Filler(filling_level())
    who.do(ticks=120)
    assert prints(who.world, who.events) == ()


def test_of_each_glove_that_was_used_there_is_a_print_beside_the_limit_of_grade_a() -> None:
    who = Filler(filling_level())
    who.do(ticks=60)
    for glove in ("infeed_right", "infeed_left"):
        who.glove(glove)
        who.glove(glove)
    plates = prints(who.world, who.events)
    assert [one.site.id for one in plates] == ["glove_infeed_left", "glove_infeed_right"]
    assert [(one.limit, one.plate.count, one.outside) for one in plates] == [(0, 0, False)] * 2


def test_a_hand_in_a_holed_glove_leads_from_its_colony_to_that_second() -> None:
    who = reaching()
    (one,) = prints(who.world, who.events)
    entered = next(event for event in who.events if isinstance(event, GloveEntered))
    assert one.surface == "glove.filling_right"
    assert [link.surface for link in one.chains[entered.n]] == ["hand_right", "glove.filling_right"]
    assert one.first_touch(entered.n) == entered.tick
    assert all(colony.origin == entered.n for colony in one.plate.colonies)


def test_before_the_hole_was_there_nothing_came_through() -> None:
    who = Filler(torn(after_s=600.0))
    who.do(ticks=60)
    who.glove("filling_right")
    (one,) = prints(who.world, who.events)
    assert one.plate.expected == 0.0
    assert one.chains == {}


def test_over_two_hundred_seeds_a_holed_glove_is_outside_as_often_as_the_model_says() -> None:
    who = reaching()
    outside, expected = 0, 0.0
    for seed in range(SEEDS):
        (one,) = grow_prints(who.world.state.barrier, seed, who.events)
        outside, expected = outside + one.outside, one.plate.expected
    assert expected == pytest.approx(1.2 * 6.0 * FINGERTIPS * RECOVERY)
    share = 1.0 - 2.718281828459045**-expected
    assert abs(outside / SEEDS - share) < 0.06


def test_forceps_that_lay_on_the_base_leave_germs_on_the_glove_that_works_with_them() -> None:
    who = Filler(filling_level())
    who.until_alarm()
    who.key("stop")
    who.do(ticks=600)
    who.glove("infeed_right")
    who.grip("forceps.infeed")
    who.let_go("inner_bin.infeed")
    who.grip("dropped.infeed")
    piece = who.seen.pieces[0].id
    who.grip(piece)
    (one,) = prints(who.world, who.events)
    assert [link.surface for links in one.chains.values() for link in links] == ["forceps", "glove.infeed_right"]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_debrief_shows_them_with_what_they_can_tell(lang: str) -> None:
    review = of_file(run_file("deviation-filling-breakage"), lang)
    scene = DebriefScene(review)
    ctx = open_dummy((1280, 720), lang, loaded_once=True)
    stack = Stack(ctx, scene)
    scene._turn_to("plate")
    scene.plates.skip()
    scene.rebuild()
    stack.draw(ctx.screen)
    said = scene.spoken()
    assert surface_name(review.level, review.plates[0].surface, lang) in said
    assert ctx.t("plates.barrier") in said
    assert ctx.t("plates.truth") in said
    assert ctx.t("plates.gown") not in said


def test_every_glove_has_its_name_in_both_languages() -> None:
    level = filling_level()
    assert all(surface_name(level, f"glove.{glove}", lang)[0].isupper() for glove in GLOVES for lang in ("fr", "en"))


def test_the_same_run_grows_the_same_prints() -> None:
    first, again = (prints(who.world, who.events) for who in (reaching(), reaching()))
    assert first == again
    assert replace(first[0], limit=5) != first[0]
