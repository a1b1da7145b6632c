"""When a garment's contact with a surface counts, and when the touch is over."""

from __future__ import annotations

import pickle

import pytest

from game.entities.garment import SKELETONS, garment_state
from game.world.contact import TouchStart, TouchStop, TouchTracker
from game.world.physics import FLOOR, Physics, Static

RADIUS_M = 0.02
LYING = RADIUS_M
"""Height of a node that lies on the floor."""
SHELF = Static("shelf", 1.0, 0.90, 2.0, 0.90, 0.02)
Found = list[TouchStart | TouchStop]


class Hem:
    """Two nodes, 0.3 m apart, moved by hand over the floor; the upper never touches."""

    def __init__(self) -> None:
        self.tracker = TouchTracker()
        self.tick = 0
        self.found: Found = []

    def stay(self, ticks: int, y: float, x: float = 0.0, step_x: float = 0.0, surfaces: tuple[Static, ...] = (FLOOR,)) -> Found:
        """The lower node at (x, y), moving step_x a tick; gives what was found meanwhile."""
        before = len(self.found)
        for n in range(ticks):
            nodes = [(x + n * step_x, y + 0.3), (x + n * step_x, y)]
            self.found += self.tracker.update(self.tick, "coat", nodes, RADIUS_M, surfaces)
            self.tick += 1
        return self.found[before:]


def test_a_brush_of_a_tenth_of_a_second_never_counts() -> None:
    hem = Hem()
    for step_x in (0.0, 0.03):
        assert hem.stay(6, LYING, step_x=step_x) == []
        assert hem.stay(60, LYING + 0.03) == []


def test_contact_counts_after_a_fifth_of_a_second() -> None:
    hem = Hem()
    hem.stay(10, 0.5)
    assert hem.stay(11, LYING) == []
    assert hem.stay(1, LYING) == [TouchStart("coat", "floor", node=1, depth_m=0.0, since_tick=10)]
    assert hem.stay(100, LYING) == []


def test_cloth_dragged_three_centimetres_counts_sooner() -> None:
    hem = Hem()
    found = hem.stay(12, LYING, step_x=0.006)
    assert [type(each) for each in found] == [TouchStart]
    assert hem.tracker.episodes["coat", "floor"].contact_ticks == 12
    slow = Hem()
    assert slow.stay(9, LYING, step_x=0.002) == []
    fast = Hem()
    assert len(fast.stay(7, LYING, step_x=0.006)) == 1


def test_a_trembling_hem_is_one_touch() -> None:
    hem = Hem()
    for _ in range(10):
        hem.stay(12, LYING)
        hem.stay(10, LYING + 0.03)
        hem.stay(30, LYING + 0.015)
    assert [type(each) for each in hem.found] == [TouchStart]


def test_a_touch_is_over_after_a_quarter_of_a_second_in_the_clear_and_tells_how_long_it_lasted() -> None:
    hem = Hem()
    hem.stay(5, 0.5)
    hem.stay(30, LYING)
    assert hem.stay(14, LYING + 0.021) == []
    assert hem.stay(1, LYING + 0.021) == [TouchStop("coat", "floor", lasted_ticks=30)]
    assert hem.tracker.episodes == {}


def test_short_contacts_add_up_only_while_they_follow_each_other() -> None:
    hem = Hem()
    for _ in range(5):
        hem.stay(6, LYING)
        hem.stay(20, LYING + 0.005)
    assert hem.found == []
    hem.stay(6, LYING)
    hem.stay(3, LYING + 0.005)
    assert [type(each) for each in hem.stay(6, LYING)] == [TouchStart]


def test_the_deepest_node_of_the_contact_is_told() -> None:
    tracker = TouchTracker()
    found: Found = []
    for tick in range(12):
        found += tracker.update(tick, "coat", [(0.0, 0.018), (0.1, 0.012), (0.2, 0.019)], RADIUS_M, (FLOOR,))
    (start,) = found
    assert isinstance(start, TouchStart)
    assert (start.node, start.depth_m) == (1, pytest.approx(0.008))


def test_each_surface_has_its_own_episode_and_a_shelf_ends_where_it_ends() -> None:
    hem = Hem()
    found = hem.stay(12, 0.90 + 0.04, x=1.5, surfaces=(FLOOR, SHELF))
    assert [each.surface for each in found] == ["shelf"]
    assert Hem().stay(60, 0.94, x=2.1, surfaces=(FLOOR, SHELF)) == []


def test_a_surface_that_applies_no_more_ends_its_touch() -> None:
    hem = Hem()
    hem.stay(20, 0.94, x=1.5, surfaces=(FLOOR, SHELF))
    assert hem.stay(1, 0.94, x=1.5) == [TouchStop("coat", "shelf", lasted_ticks=20)]


def test_a_thing_that_is_cloth_no_more_ends_its_touches() -> None:
    hem = Hem()
    hem.stay(20, LYING)
    assert hem.tracker.forget("hair_cover") == []
    assert hem.tracker.forget("coat") == [TouchStop("coat", "floor", lasted_ticks=20)]
    assert hem.tracker.forget("coat") == []


def test_a_tracker_goes_on_from_a_pickle_as_if_nothing_had_happened() -> None:
    hem, fork = Hem(), Hem()
    hem.stay(8, LYING, step_x=0.002)
    fork.tracker, fork.tick = pickle.loads(pickle.dumps(hem.tracker)), hem.tick
    assert fork.stay(30, LYING, x=0.016, step_x=0.002) == hem.stay(30, LYING, x=0.016, step_x=0.002) != []


# --- with the real cloth


class Coat:
    """A coat that hangs from its collar, without motion."""

    def __init__(self, y: float) -> None:
        self.physics, self.tracker, self.tick, self.y = Physics([]), TouchTracker(), 0, y
        self.physics.add(garment_state("coat", "coat", 0.0, y))
        self.physics.set_hold("coat", "hand_left", "collar", 0.0, y)
        self.found: Found = []
        self.lowest = y

    def move(self, y: float, ticks: int) -> None:
        """The collar goes to height y in so many ticks."""
        step = (y - self.y) / ticks
        for _ in range(ticks):
            self.y += step
            self.physics.move_hold("coat", "hand_left", 0.0, self.y)
            self.physics.step()
            self.lowest = min(self.lowest, self.physics.low("coat")[0])
            self.found += self.tracker.update(self.tick, "coat", self.physics.positions("coat"), SKELETONS["coat"].radius_m, (FLOOR,))
            self.tick += 1


def test_a_coat_lowered_1_cm_under_the_floor_line_for_half_a_second_touches_once() -> None:
    coat = Coat(1.30)
    coat.move(1.30, 180)
    coat.move(1.11, 30)
    coat.move(1.11, 30)
    coat.move(1.25, 30)
    coat.move(1.25, 60)
    start, stop = coat.found
    assert isinstance(start, TouchStart)
    assert isinstance(stop, TouchStop)
    assert SKELETONS["coat"].nodes[start.node][0] in {"front_8", "side_left_4", "side_right_4"}
    assert 30 <= stop.lasted_ticks <= 50


def test_a_coat_whose_hem_brushes_the_floor_for_a_tenth_of_a_second_does_not_touch() -> None:
    coat = Coat(1.15)
    coat.move(1.15, 240)
    coat.move(1.125, 20)
    coat.move(1.115, 6)
    coat.move(1.15, 4)
    coat.move(1.15, 60)
    assert coat.lowest <= 0.0
    assert coat.found == []


def test_a_coat_let_fall_touches_once_and_lies_there() -> None:
    coat = Coat(1.30)
    coat.move(1.30, 180)
    coat.physics.drop_hold("coat", "hand_left")
    for _ in range(300):
        coat.physics.step()
        coat.found += coat.tracker.update(coat.tick, "coat", coat.physics.positions("coat"), SKELETONS["coat"].radius_m, (FLOOR,))
        coat.tick += 1
    assert [type(each) for each in coat.found] == [TouchStart]
