"""Skeletons: plain data that physics, views and gestures agree on."""

from __future__ import annotations

import pickle

import pytest

from game.entities.garment import SKELETONS, TEARS_AT, GarmentState, garment_state, garment_state_folded, geodesic, hang, strain
from game.entities.kinds import KINDS

LIVE = sorted(kind.id for kind in KINDS.values() if kind.live)


@pytest.mark.parametrize("kind", LIVE)
def test_every_anchor_and_opening_of_a_live_kind_is_a_node_of_its_skeleton(kind: str) -> None:
    spec = SKELETONS[kind]
    assert set(spec.anchors) == set(KINDS[kind].anchors)
    assert set(spec.openings) == set(KINDS[kind].openings)
    assert {*spec.anchors.values(), *spec.openings.values()} <= set(spec.index)


@pytest.mark.parametrize("kind", LIVE)
def test_anchors_lie_where_the_catalogue_says(kind: str) -> None:
    spec = SKELETONS[kind]
    for name, anchor in KINDS[kind].anchors.items():
        _, x, y = spec.nodes[spec.index[spec.anchors[name]]]
        assert (x, y) == (pytest.approx(anchor.dx_m, abs=0.06), pytest.approx(anchor.dy_m, abs=0.06))


@pytest.mark.parametrize("kind", sorted(SKELETONS))
def test_a_skeleton_is_one_piece_with_sides_alike(kind: str) -> None:
    spec = SKELETONS[kind]
    assert 25 <= len(spec.nodes) <= 40
    assert len(geodesic(spec, "collar")) == len(spec.index) == len(spec.nodes)
    places = {name: (x, y) for name, x, y in spec.nodes}
    for name, (x, y) in places.items():
        if "left" in name:
            assert places[name.replace("left", "right")] == (-x, y)
            assert x < 0.0


@pytest.mark.parametrize("kind", sorted(SKELETONS))
def test_geodesics_are_distances(kind: str) -> None:
    spec = SKELETONS[kind]
    for a in spec.index:
        for b in spec.index:
            assert geodesic(spec, a)[b] == pytest.approx(geodesic(spec, b)[a])
            assert geodesic(spec, "collar")[b] <= geodesic(spec, "collar")[a] + geodesic(spec, a)[b] + 1e-9


def test_a_sleeve_is_62_cm_and_a_coat_held_at_the_collar_hangs_level() -> None:
    spec = SKELETONS["coat"]
    assert geodesic(spec, "shoulder_right")["sleeve_right_5"] == pytest.approx(0.62, abs=0.005)
    from_collar = geodesic(spec, "collar")
    assert max(from_collar.values()) == pytest.approx(1.10)
    assert from_collar["side_left_4"] == pytest.approx(1.10, abs=0.01)


def test_a_coat_lifted_by_the_collar_to_1_20_m_clears_the_floor_by_more_than_5_cm() -> None:
    coat = garment_state("coat", "coat.1", 2.0, 1.2)
    coat.holds["hand_left"] = ("collar", 2.0, 1.2)
    lowest, node = hang(coat)
    assert lowest == pytest.approx(0.08)
    assert node == "front_8"


def test_a_second_hold_gathers_the_hem() -> None:
    coat = garment_state("coat", "coat.1", 0.0, 1.2)
    coat.holds["hand_left"] = ("collar", 0.0, 1.2)
    coat.holds["hand_right"] = ("front_8", 0.1, 0.9)
    lowest, node = hang(coat)
    assert lowest > 0.2
    assert node != "front_8"


def test_nothing_hangs_without_a_hold() -> None:
    with pytest.raises(ValueError, match=r"coat\.1 is held by nobody"):
        hang(garment_state("coat", "coat.1", 0.0, 1.2))


@pytest.mark.parametrize(("apart_m", "tears"), [(0.60, False), (0.80, False), (0.95, True)])
def test_two_hands_tear_the_seam_beyond_1_15_times_the_cloth_between_them(apart_m: float, tears: bool) -> None:
    coat = garment_state("coat", "coat.1", 0.0, 1.4)
    coat.holds["hand_right"] = ("collar", 0.0, 1.4)
    assert strain(coat) == 0.0
    coat.holds["hand_left"] = ("sleeve_left_5", -apart_m, 1.4)
    assert (strain(coat) > TEARS_AT) is tears


def test_both_hands_may_hold_the_collar_a_handful_apart() -> None:
    coat = garment_state("coat", "coat.1", 0.0, 1.4)
    coat.holds["hand_right"] = ("collar", 0.1, 1.4)
    coat.holds["hand_left"] = ("collar", -0.1, 1.4)
    assert strain(coat) <= 1.0


@pytest.mark.parametrize("node", ["collar", "front_8", "sleeve_right_5"])
def test_a_folded_garment_is_a_small_heap_under_the_node_it_is_taken_by(node: str) -> None:
    coat = garment_state_folded("coat", "coat.1", 3.0, 1.0, node)
    i = SKELETONS["coat"].index[node]
    assert (coat.x[i], coat.y[i]) == (3.0, 1.0)
    assert max(coat.y) <= 1.0
    assert min(coat.y) >= 0.95
    assert max(coat.x) - min(coat.x) <= 0.2


def test_the_state_survives_pickling() -> None:
    coat = garment_state_folded("coat", "coat.1", 3.0, 1.0)
    coat.holds["hand_left"] = ("collar", 3.0, 1.0)
    copy: GarmentState = pickle.loads(pickle.dumps(coat))
    assert copy == coat
