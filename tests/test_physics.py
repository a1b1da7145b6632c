"""Garments hang, are carried, pulled, laid down and dropped, with the same bits everywhere."""

from __future__ import annotations

import itertools
import json
import math
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal, getcontext
from pathlib import Path

import pymunk
import pytest

from game.entities.garment import SKELETONS, TEARS_AT, GarmentState, garment_state, garment_state_folded, hang
from game.world import physics as physics_module
from game.world.contact import TouchTracker
from game.world.physics import FLOOR, Physics, Static

REPO = Path(__file__).resolve().parent.parent
COAT = SKELETONS["coat"]
SHELF = Static("shelf", 1.0, 0.90, 2.2, 0.90, 0.02)
CARRY_Y = 1.17
"""Collar height that leaves the hem 5 cm above the floor."""


def smooth(u: float) -> float:
    """The way of a careful hand from 0 to 1: minimum jerk."""
    return u * u * u * (10.0 - 15.0 * u + 6.0 * u * u)


def even(u: float) -> float:
    """Full speed from the first tick, dead stop at the last."""
    return u


PEAK = {smooth: 1.875, even: 1.0}
"""Greatest speed of each way, mean speed being 1."""


class Coat:
    """A coat in the hands of a test, and what was seen of it."""

    def __init__(self, state: GarmentState | None = None, statics: tuple[Static, ...] = ()) -> None:
        self.state = state or garment_state("coat", "coat", 0.0, 1.6)
        self.physics = Physics(statics)
        self.physics.add(self.state)
        self.tracker, self.solids, self.tick = TouchTracker(), (FLOOR, *statics), 0
        self.watch()

    def watch(self) -> None:
        """Forget what was seen."""
        self.stretch, self.fastest, self.lowest, self.found = 0.0, 0.0, math.inf, []

    def hold(self, name: str, node: str, x: float, y: float) -> None:
        self.physics.set_hold("coat", name, node, x, y)

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        for _ in range(round(60.0 * seconds)):
            before = self.physics.positions("coat")
            self.physics.step()
            self.tick += 1
            after = self.physics.positions("coat")
            self.found += self.tracker.update(self.tick, "coat", after, COAT.radius_m, self.solids)
            lengths = [(math.dist(after[COAT.index[a]], after[COAT.index[b]]), longest) for a, b, longest in COAT.links]
            self.stretch = max(self.stretch, *(length / longest for length, longest in lengths))
            self.fastest = max(self.fastest, *(60.0 * math.dist(a, b) for a, b in zip(before, after, strict=True)))
            self.lowest = min(self.lowest, self.physics.low("coat")[0])

    def move(self, name: str, x: float, y: float, seconds: float, way: Callable[[float], float] = smooth) -> None:
        """Bring a hold to (x, y)."""
        _, x0, y0 = self.state.holds[name]
        ticks = max(1, round(60.0 * seconds))
        for n in range(1, ticks + 1):
            self.physics.move_hold("coat", name, x0 + (x - x0) * way(n / ticks), y0 + (y - y0) * way(n / ticks))
            self.wait(1.0 / 60.0)

    def node(self, name: str) -> tuple[float, float]:
        return self.physics.positions("coat")[COAT.index[name]]


@pytest.mark.parametrize("distance_m", [0.3, 1.0, -1.0])
@pytest.mark.parametrize(
    ("way", "speed_m_s"), [(smooth, 0.5), (smooth, 1.0), (smooth, 1.7), (smooth, 3.2), (even, 0.5), (even, 1.0), (even, 1.7)]
)
def test_a_coat_carried_with_5_cm_clearance_touches_nothing_at_any_human_speed(
    way: Callable[[float], float], speed_m_s: float, distance_m: float
) -> None:
    coat = Coat()
    coat.hold("hand_left", "collar", 0.0, 1.6)
    coat.wait(3.0)
    coat.move("hand_left", 0.0, CARRY_Y, 1.0)
    coat.wait(2.0)
    assert coat.physics.low("coat")[0] == pytest.approx(0.05, abs=0.0005)
    coat.watch()
    coat.move("hand_left", distance_m, CARRY_Y, PEAK[way] * abs(distance_m) / speed_m_s, way)
    coat.wait(1.5)
    assert coat.found == []
    assert coat.lowest >= 0.05 - 0.0005
    assert coat.stretch <= 1.10


@pytest.mark.parametrize("speed_m_s", [0.3, 0.75, 1.5])
def test_a_hem_lowered_at_full_speed_stops_with_the_hand(speed_m_s: float) -> None:
    coat = Coat()
    coat.hold("hand_left", "collar", 0.0, 1.6)
    coat.wait(3.0)
    coat.move("hand_left", 0.0, CARRY_Y, (1.6 - CARRY_Y) / speed_m_s, even)
    coat.wait(1.0)
    assert coat.lowest >= 0.05 - 0.0005


def test_a_hold_is_exactly_where_it_was_put_and_its_node_with_it() -> None:
    coat = Coat()
    coat.hold("hand_left", "collar", 0.0, 1.6)
    coat.wait(2.0)
    coat.move("hand_left", 0.4, 1.3, 1.0)
    coat.wait(1.0)
    assert coat.state.holds["hand_left"] == ("collar", 0.4, 1.3)
    assert coat.node("collar") == (pytest.approx(0.4, abs=0.002), pytest.approx(1.3, abs=0.002))


@pytest.mark.parametrize("node", ["collar", "front_8", "sleeve_right_5", "front_4"])
def test_a_folded_coat_falls_open_when_lifted_and_hangs_as_low_as_its_cloth_allows(node: str) -> None:
    coat = Coat(garment_state_folded("coat", "coat", 0.0, 2.2, node))
    coat.hold("hand_left", node, 0.0, 2.2)
    coat.wait(4.0)
    assert coat.fastest < 6.0
    assert coat.stretch <= 1.15
    lowest, _ = hang(coat.state)
    assert coat.physics.low("coat")[0] == pytest.approx(lowest, abs=0.003)


def test_a_coat_lifted_out_of_its_pack_on_a_shelf_is_not_shot_through_it() -> None:
    coat = Coat(garment_state_folded("coat", "coat", 1.5, 0.98), (SHELF,))
    coat.hold("hand_left", "collar", 1.5, 0.98)
    coat.wait(0.3)
    assert coat.lowest > 0.90
    coat.move("hand_left", 0.5, 1.5, 0.9)
    coat.wait(2.0)
    assert coat.fastest < 6.0
    assert coat.stretch <= 1.10
    assert coat.physics.low("coat")[0] == pytest.approx(0.38, abs=0.01)


def test_cloth_pulled_apart_slips_rather_than_explodes_and_the_strain_tells_when_a_seam_gives_way() -> None:
    coat = Coat()
    coat.hold("hand_right", "collar", 0.3, 1.6)
    coat.wait(2.0)
    coat.hold("hand_left", "sleeve_left_5", *coat.node("sleeve_left_5"))
    assert coat.physics.strain("coat") < TEARS_AT
    coat.move("hand_left", -0.4, 1.6, 0.8)
    assert coat.physics.strain("coat") < TEARS_AT
    coat.watch()
    coat.move("hand_left", -1.0, 1.6, 0.8)
    coat.wait(1.0)
    assert coat.physics.strain("coat") > TEARS_AT
    assert coat.stretch < 1.3
    assert coat.fastest < 8.0
    coat.physics.drop_hold("coat", "hand_left")
    assert coat.physics.strain("coat") == 0.0


def test_a_half_worn_coat_is_drawn_to_the_shoulder_and_goes_with_the_body() -> None:
    coat = Coat()
    coat.hold("hand_left", "collar", 0.0, 1.42)
    coat.wait(2.0)
    coat.watch()
    coat.hold("body_right", "shoulder_right", 0.18, 1.344)
    coat.wait(0.5)
    coat.physics.drop_hold("coat", "hand_left")
    coat.wait(1.0)
    assert coat.fastest < 4.0
    assert coat.stretch <= 1.10
    coat.move("body_right", 1.18, 1.344, 1.0)
    assert coat.node("shoulder_right") == (pytest.approx(1.18, abs=0.01), pytest.approx(1.344, abs=0.01))
    assert coat.found == []


def test_a_dropped_coat_comes_to_rest_on_the_floor() -> None:
    coat = Coat(garment_state("coat", "coat", 0.0, 1.3))
    coat.hold("hand_left", "collar", 0.0, 1.3)
    coat.wait(3.0)
    coat.physics.drop_hold("coat", "hand_left")
    coat.wait(0.3)
    assert not coat.physics.at_rest("coat")
    coat.wait(2.0)
    for _ in range(120):
        coat.wait(1.0 / 60.0)
        assert coat.physics.at_rest("coat")
    assert max(y for _, y in coat.physics.positions("coat")) < 0.05
    assert coat.physics.low("coat")[0] > -0.002
    assert coat.lowest > -0.03


def test_a_coat_released_over_a_shelf_stays_on_it() -> None:
    coat = Coat(garment_state_folded("coat", "coat", 1.6, 1.2), (SHELF,))
    coat.wait(3.0)
    assert coat.physics.at_rest("coat")
    assert coat.physics.low("coat")[0] == pytest.approx(0.92, abs=0.002)


def test_a_coat_yanked_down_through_a_shelf_does_not_explode() -> None:
    coat = Coat(garment_state_folded("coat", "coat", 1.6, 1.2), (SHELF,))
    coat.wait(3.0)
    coat.watch()
    coat.hold("hand_left", "collar", *coat.node("collar"))
    coat.move("hand_left", 1.6, 0.3, 0.3)
    coat.wait(1.0)
    assert coat.fastest < 10.0
    assert coat.stretch < 1.5


def test_solids_can_change_while_a_coat_is_held() -> None:
    coat = Coat(garment_state("coat", "coat", 1.6, 1.4))
    coat.hold("hand_left", "collar", 1.6, 1.4)
    coat.wait(2.0)
    coat.physics.set_statics([SHELF])
    coat.watch()
    coat.wait(1.0)
    assert coat.fastest < 3.0
    coat.physics.set_statics([])
    coat.wait(2.0)
    assert coat.physics.low("coat")[0] == pytest.approx(0.28, abs=0.005)


def test_a_removed_garment_keeps_its_place_and_is_held_by_nobody() -> None:
    coat = Coat()
    coat.hold("hand_left", "collar", 0.0, 1.6)
    coat.wait(1.0)
    nodes = coat.physics.positions("coat")
    coat.physics.remove("coat")
    assert list(zip(coat.state.x, coat.state.y, strict=True)) == nodes
    assert (coat.state.live, coat.state.holds) == (False, {})
    with pytest.raises(KeyError):
        coat.physics.positions("coat")


# --- the same bits


def play(physics: Physics, ticks: range) -> list[list[tuple[float, float]]]:
    """Carry to and fro; rebuilt every 300 ticks."""
    seen = []
    for tick in ticks:
        physics.move_hold("coat", "hand_left", 0.5 * smooth(abs((tick % 120) / 60.0 - 1.0)), 1.3 if tick < 450 else 1.09)
        physics.step()
        if (tick + 1) % 300 == 0:
            physics.rebuild()
        seen.append(physics.positions("coat"))
    return seen


def held_coat() -> tuple[Physics, GarmentState]:
    physics, state = Physics([SHELF]), garment_state_folded("coat", "coat", 0.5, 1.3)
    physics.add(state)
    physics.set_hold("coat", "hand_left", "collar", 0.5, 1.3)
    return physics, state


@pytest.mark.parametrize("at", [300, 600])
def test_a_run_resumed_from_a_snapshot_has_the_bits_of_the_run_that_went_on(at: int) -> None:
    physics, state = held_coat()
    play(physics, range(at))
    snapshot = pickle.dumps(state)
    went_on = play(physics, range(at, at + 400))
    resumed = Physics([SHELF])
    resumed.add(pickle.loads(snapshot))
    assert play(resumed, range(at, at + 400)) == went_on


def test_a_rebuild_is_not_seen_in_the_cloth() -> None:
    physics, _ = held_coat()
    lows = [min(y for _, y in nodes) for nodes in play(physics, range(1200))]
    jumps = [abs(b - a) for a, b in itertools.pairwise(lows)]
    assert max(jumps[899], jumps[900], jumps[901]) <= max(jumps[780:890])


def test_no_garment_changes_the_bits_of_another() -> None:
    alone, _ = held_coat()
    together, _ = held_coat()
    together.add(garment_state("coverall", "suit", 0.5, 1.6))
    assert play(together, range(400)) == play(alone, range(400))


@pytest.mark.parametrize("base", ["ERROR_BIAS", "DAMPING", "COLLISION_BIAS"])
def test_powers_that_chipmunk_takes_from_the_c_library_are_far_from_a_rounding_tie(base: str) -> None:
    getcontext().prec = 60
    power = (Decimal(getattr(physics_module, base)).ln() * Decimal(physics_module.SUBSTEP_S)).exp()
    nearest = float(power)
    off_ulp = abs(power - Decimal(nearest)) / Decimal(math.ulp(nearest))
    assert Decimal("0.5") - off_ulp >= Decimal("0.2")


def scene(python: str = sys.executable, **env: str) -> dict[str, str]:
    """What tests/physics_scene.py prints in a process of its own."""
    done = subprocess.run(
        [python, str(REPO / "tests" / "physics_scene.py")],
        env={**os.environ, "PYTHONPATH": str(REPO), "PYTHONDONTWRITEBYTECODE": "1", **env},
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(json.loads(done.stdout))


@pytest.fixture(scope="module")
def here() -> dict[str, str]:
    return scene()


@pytest.mark.parametrize("hash_seed", ["0", "1", "2", "3", "4", "5"])
def test_the_scene_has_the_same_bits_in_every_process_and_under_every_hash_seed(here: dict[str, str], hash_seed: str) -> None:
    assert scene(PYTHONHASHSEED=hash_seed)["scene"] == here["scene"]


def test_the_scene_has_the_same_bits_without_fused_multiply_add(here: dict[str, str]) -> None:
    without = scene(GLIBC_TUNABLES="glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4,-AVX2_Usable,-FMA_Usable,-FMA4_Usable")
    assert without["scene"] == here["scene"]
    if without["libm"] == here["libm"]:
        pytest.skip("the C library here answers alike with and without FMA, so this proves nothing (no FMA, or not glibc)")


def other_python() -> str:
    """A Python of another version that has our pymunk ("" when there is none); GRADE_A_OTHER_PYTHON names one."""
    names = [f"python3.{minor}" for minor in (14, 13, 12, 11) if minor != sys.version_info.minor]
    for python in [os.environ.get("GRADE_A_OTHER_PYTHON"), *map(shutil.which, names)]:
        if python:
            asked = subprocess.run([python, "-c", "import pymunk; print(pymunk.version)"], capture_output=True, text=True, check=False)
            if asked.stdout.strip() == pymunk.version:
                return python
    return ""


def test_the_scene_has_the_same_bits_under_another_python(here: dict[str, str]) -> None:
    python = other_python()
    if not python:
        pytest.skip(f"no other Python >= 3.11 with pymunk {pymunk.version} on the PATH, nor in GRADE_A_OTHER_PYTHON")
    assert scene(python) == here
