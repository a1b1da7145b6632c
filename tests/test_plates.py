"""The plates of a person: a clean expert inside the limits, a glove from the floor outside, no colony without a touch."""

from __future__ import annotations

import itertools
import math
from functools import cache

import pytest

from game.events import Event, LoadMoved, Touched
from game.session.mutation import Mutation
from game.session.plate import INCUBATION_DAYS, LOOKS, MOST_DRAWN, MOULD, grow
from game.session.plates import CONTACT, LIMITS, PRINT, SITES, SitePlate, grow_plates, way_of
from game.session.session import Session
from tests.kit.runs import play

SEEDS = range(200)
CLEAN: tuple[Mutation, ...] = ()
GLOVE_ON_FLOOR = (Mutation("keep", "gloves_out"),)


@cache
def played(name: str, errors: tuple[Mutation, ...] = CLEAN) -> tuple[Session, list[Event]]:
    return play(name, errors=errors)


def plates(name: str, errors: tuple[Mutation, ...] = CLEAN, seed: int = 7) -> tuple[SitePlate, ...]:
    """What that run leaves, were its chance that of another seed."""
    session, events = played(name, errors)
    return grow_plates(session.world.state, session.level.grade, seed, events)


def inside(mean: float, limit: int) -> float:
    """Chance that no more than `limit` grow."""
    return sum(math.exp(-mean) * mean**k / math.factorial(k) for k in range(limit + 1))


@cache
def all_inside(errors: tuple[Mutation, ...]) -> tuple[int, float]:
    """(seeds at which every plate is inside the limits, how many the model predicts)."""
    found = [plates("gowning-grade-b", errors, seed) for seed in SEEDS]
    predicted = 1.0
    for one in found[0]:
        assert one.limit is not None
        predicted *= inside(one.plate.expected, one.limit)
    return sum(not any(one.outside for one in taken) for taken in found), predicted * len(SEEDS)


def test_prints_of_both_hands_and_the_gown_where_annex_1_looks():
    taken = plates("gowning-grade-b")
    assert [one.site.id for one in taken] == ["print_left", "print_right", "forearm_left", "forearm_right", "chest", "hood"]
    assert [one.site.kind for one in taken] == [PRINT, PRINT, *[CONTACT] * 4]
    assert {one.site.id for one in taken} == {site.id for site in SITES}
    session, _ = played("gowning-grade-b")
    kinds = [session.world.state.things[one.surface].kind for one in taken]
    assert kinds == ["glove", "glove", "coverall", "coverall", "coverall", "hood"]
    assert taken[0].surface != taken[1].surface


def test_bare_hands_are_pressed_as_they_are():
    assert [one.surface for one in plates("gowning-first")][:2] == ["hand_left", "hand_right"]


@pytest.mark.parametrize(("name", "limit"), [("gowning-first", None), ("gowning-grade-c", None), ("gowning-grade-b", 5)])
def test_the_limit_is_that_of_the_grade_and_there_is_none_where_there_is_none(name, limit):
    assert {one.limit for one in plates(name)} == {limit}
    assert LIMITS == {"A": 0, "B": 5}


def test_a_clean_expert_is_inside_the_limits_as_often_as_the_model_says():
    found, predicted = all_inside(CLEAN)
    assert predicted > 0.99 * len(SEEDS)
    assert abs(found - predicted) <= 2.5


def test_a_glove_that_met_the_floor_is_outside_though_it_was_disinfected():
    found, predicted = all_inside(GLOVE_ON_FLOOR)
    assert any(isinstance(event, Touched) and event.kind == "glove" for event in played("gowning-grade-b", GLOVE_ON_FLOOR)[1])
    assert predicted < 0.1 * len(SEEDS)
    assert abs(found - predicted) <= 3.0 * math.sqrt(predicted)


@pytest.mark.parametrize("errors", [CLEAN, GLOVE_ON_FLOOR])
def test_every_chain_leads_to_a_real_touch(errors):
    _, events = played("gowning-grade-b", errors)
    by_n = {event.n: event for event in events}
    grown = 0
    for seed in SEEDS:
        for one in plates("gowning-grade-b", errors, seed):
            for colony in one.plate.colonies:
                grown += 1
                cause = by_n[colony.origin]
                assert not isinstance(cause, LoadMoved)
                links = one.chains[colony.origin]
                assert one.first_touch(colony.origin) == links[0].tick >= cause.tick
                assert links[0].surface
                assert links[0].surface != links[-1].surface
                assert links[-1].surface == one.surface
                assert [link.tick for link in links] == sorted(link.tick for link in links)
    assert grown > 100


def test_a_colony_of_the_floor_leads_to_the_second_the_glove_lay_there():
    _, events = played("gowning-grade-b", GLOVE_ON_FLOOR)
    touch = next(event for event in events if isinstance(event, Touched) and event.kind == "glove")
    left = plates("gowning-grade-b", GLOVE_ON_FLOOR)[0]
    assert left.first_touch(touch.n) == touch.tick
    assert left.chains[touch.n][0].surface.startswith("floor")


def test_germs_of_a_floor_go_first_to_what_touched_it_although_another_germ_was_most_on_their_way():
    """The trial coat lay on the floor; hand and bin came after, and only then the coat that is worn."""
    session, events = played("gowning-first")
    floor = next(event for event in events if isinstance(event, Touched) and event.surface == "floor")
    worn = next(name for name, thing in session.world.state.things.items() if thing.on == "worn" and thing.kind == "coat")
    links = way_of(events, floor, floor.n, worn)
    assert [link.surface.partition(":")[0] for link in links[:2]] == ["floor", floor.thing]
    assert links[-1].surface == worn
    told = {(event.source, event.target, event.tick) for event in events if isinstance(event, LoadMoved)}
    assert all((one.surface, other.surface, other.tick) in told for one, other in itertools.pairwise(links))


def test_what_was_on_the_bare_hand_all_along_has_no_touch():
    hand = grow({0: 40.0}, 7)
    assert hand.origins() == (0,)
    own = [one for one in plates("gowning-first") if 0 in one.plate.origins()]
    assert all(one.first_touch(0) is None for one in own)


def test_the_same_run_grows_the_same_plates_and_another_seed_others():
    assert plates("gowning-grade-b") == plates("gowning-grade-b")
    assert len({tuple(one.plate.count for one in plates("gowning-grade-b", CLEAN, seed)) for seed in range(30)}) > 3


# --- colonies ----------------------------------------------------------------------------------------------------------


def test_colonies_come_to_be_seen_day_by_day_and_grow():
    many = grow({1: 200.0}, 3)
    sizes = [[colony.mm(day) for colony in many.colonies] for day in range(INCUBATION_DAYS + 1)]
    assert not any(sizes[0])
    assert all(2.0 <= size <= 15.0 for size in sizes[INCUBATION_DAYS])
    for before, now in itertools.pairwise(sizes):
        assert all(small <= large for small, large in zip(before, now, strict=True))
    [one] = [plate for plate in plates("gowning-grade-b", GLOVE_ON_FLOOR) if plate.site.id == "print_left"]
    seen = [one.count(day) for day in range(INCUBATION_DAYS + 1)]
    assert seen == sorted(seen)
    assert seen[-1] == one.plate.count > 0


def test_moulds_come_from_floors_and_fittings_late_and_never_from_skin():
    skin, floor = grow({1: 200.0}, 3), grow({1: 200.0}, 3, soils={1: "floor"})
    assert {colony.look for colony in skin.colonies} == set(LOOKS)
    moulds = [colony for colony in floor.colonies if colony.look == MOULD]
    assert 0.05 < len(moulds) / len(floor.colonies) < 0.5
    assert min(colony.seen_day for colony in moulds) >= 2.0


def test_on_a_contact_plate_colonies_lie_within_the_disc():
    plate = grow({1: 60.0}, 3, "chest", print_=False)
    assert plate.colonies
    assert all(colony.finger == -1 and math.hypot(colony.dx, colony.dy) <= 0.9 for colony in plate.colonies)


def test_a_crowded_plate_counts_all_and_draws_some_of_every_origin():
    crowded = grow({1: 2000.0, 2: 60.0}, 3)
    assert crowded.count > 700
    assert len(crowded.colonies) == MOST_DRAWN
    assert {colony.origin for colony in crowded.colonies} == {1, 2}


def test_everything_that_germs_travel_by_has_a_picture_in_the_chain():
    from game.entities.kinds import KINDS
    from game.scenes.chain import DRAWN
    from game.view import svg

    travel = [kind.id for kind in KINDS.values() if kind.family in ("personal", "pack", "garment", "bin", "door")]
    assert [kind for kind in travel if kind not in DRAWN] == []
    assert all(min(svg.size(name)) > 0 for name in DRAWN.values())
