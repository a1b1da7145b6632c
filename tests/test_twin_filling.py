"""The filling line: bodies on a track, what stops it, its faults, and who was released that should not have been."""

from __future__ import annotations

import itertools
import json
import os
import pickle
import subprocess
import sys
from dataclasses import asdict
from functools import cache
from pathlib import Path

import pytest

from game.world.twin import Act, FaultSpec, When
from game.world.twin import spec as kinds
from game.world.twin.filling import FillingLine, FillingPlan, affected, do, outcome, panel, sight, since_good_check
from game.world.twin.filling.acts import ACTS, DROPPED, FINGERS
from game.world.twin.filling.examples import EXAMPLES, REMEDIES, SILENT

ROOT = Path(__file__).resolve().parent.parent
PYTHONS = Path("/root/.pyenv/versions")
BY_ID = {spec.id: spec for spec in EXAMPLES}


def running(*faults: FaultSpec, seed: int = 7, plan: FillingPlan | None = None) -> FillingLine:
    line = FillingLine(plan, faults, seed=seed)
    assert do(line, Act("start")) == ""
    return line


@cache
def warm() -> bytes:
    """The line just before the faults of the examples."""
    line = running()
    line.run(599.0)
    return pickle.dumps(line.state)


def after(name: str, seconds: float) -> FillingLine:
    """The line with that fault, so long after it began."""
    line = FillingLine(each=(BY_ID[name],), state=pickle.loads(warm()))
    line.run(1.0 + seconds)
    return line


def accounted(line: FillingLine) -> list[int]:
    state = line.state
    return sorted([*state.out, *state.rejected, *state.removed, *(vial.n for vial in state.vials)])


# --- the machine -------------------------------------------------------------------------------------------------------


def test_a_batch_runs_to_its_end_and_every_unit_is_somewhere() -> None:
    line = running(plan=FillingPlan(units=403))
    happened = line.run(700)
    told = panel(line)
    assert ("stopped", "done") in [(event.kind, event.ident) for event in happened]
    assert (told.infed, told.filled) == (403, 403)
    assert told.good + told.rejected == 403
    assert accounted(line) == list(range(1, 404))
    assert outcome(line).wrongly_released == ()


def test_vials_never_overlap_and_keep_their_order() -> None:
    line = running(BY_ID["fallen"])
    for _ in range(70):
        line.run(10)
        xs = [vial.x for vial in line.state.vials]
        assert all(a - b > line.plan.diameter_m - 1e-9 for a, b in itertools.pairwise(xs))
        assert [vial.n for vial in line.state.vials] == sorted(vial.n for vial in line.state.vials)


def test_it_fills_about_seventy_five_a_minute_at_the_dose() -> None:
    line = running()
    line.run(1200)
    assert panel(line).filled / 20.0 == pytest.approx(75.0, rel=0.05)
    doses = [vial.dose_ml for vial in line.state.vials if vial.dose_ml > 0.0]
    assert sum(doses) / len(doses) == pytest.approx(5.0, rel=0.002)
    assert max(abs(dose - 5.0) for dose in doses) < 0.06


def test_an_undisturbed_hour_rings_nothing_and_soils_nothing() -> None:
    line = running()
    happened = line.run(1800)
    assert {event.kind for event in happened} == {"thousand"}
    assert affected(line.state) == ()
    assert panel(line).values["um05"] < 500.0


@pytest.mark.parametrize("when_s", [0, 301, 777])
def test_a_stop_and_a_start_lose_no_unit_and_double_no_dose(when_s) -> None:
    line = running()
    line.run(when_s + 60)
    assert do(line, Act("stop")) == ""
    before = panel(line)
    line.run(120)
    assert (panel(line).filled, panel(line).good) == (before.filled, before.good)
    do(line, Act("start"))
    line.run(300)
    assert accounted(line) == list(range(1, line.state.counts.infed + 1))
    assert max(vial.dose_ml for vial in line.state.vials) < 5.1


def test_an_open_guard_stops_the_machine_and_keeps_it_stopped() -> None:
    line = running()
    line.run(300)
    do(line, Act("open_guard", "filling"))
    assert ("stopped", "guard") in [(event.kind, event.ident) for event in line.run(120)]
    assert {"barrier_action", "particles_action"} <= set(panel(line).listed)
    assert do(line, Act("start")) == "guard_open"
    standing = {vial.n for vial in line.state.vials if not vial.stoppered}
    assert standing == set(affected(line.state))
    do(line, Act("close_guard", "filling"))
    line.run(180)
    assert panel(line).values["um05"] < 500.0
    assert do(line, Act("start")) == ""


def test_units_that_stand_open_too_long_are_over_their_time() -> None:
    line = running()
    line.run(300)
    do(line, Act("stop"))
    line.run(1900)
    assert {mark for marks in line.state.marks.values() for mark in marks} == {"overtime"}


# --- faults ------------------------------------------------------------------------------------------------------------


def test_there_is_an_example_and_a_remedy_for_every_kind() -> None:
    assert {spec.kind for spec in EXAMPLES} == set(kinds.FILLING)
    assert REMEDIES.keys() == BY_ID.keys()
    assert {act.kind for acts in REMEDIES.values() for act in acts} <= ACTS.keys()


@pytest.mark.parametrize(
    ("name", "seconds", "stopped", "rings", "soiled"),
    [
        ("glass_infeed", 30, "jam", "vial_jam", {"glass"}),
        ("glass_needles", 30, "jam", "vial_jam", {"glass"}),
        ("fallen", 30, "jam", "vial_jam", set()),
        ("stopper_jam", 30, "stopper", "stopper_missing", set()),
        ("stopper_shortage", 150, "stopper", "stoppers_alert", set()),
        ("particles", 180, "", "particles_action", {"air"}),
        ("airlock", 180, "", "room_alert", set()),
        ("power", 60, "power", "power_action", {"air"}),
    ],
)
def test_a_fault_that_shows_stops_or_rings_and_soils_what_it_should(name, seconds, stopped, rings, soiled) -> None:
    line = after(name, seconds)
    assert panel(line).stopped_by == stopped
    assert rings in panel(line).listed
    assert {mark for marks in line.state.marks.values() for mark in marks} == soiled


@pytest.mark.parametrize("name", SILENT)
def test_a_silent_fault_rings_nothing(name) -> None:
    line = after(name, 1500)
    assert panel(line).listed == ()
    assert panel(line).running


@pytest.mark.parametrize("name", BY_ID)
def test_each_fault_can_be_put_right_and_the_line_goes_on(name) -> None:
    line = after(name, 300)
    for act in REMEDIES[name]:
        do(line, act)
        line.run(5)
    [state] = line.state.faults.values()
    assert state.ended_s is not None or name == "power"
    assert do(line, Act("start")) == ""
    before = panel(line).good
    line.run(200)
    assert panel(line).running
    assert panel(line).good > before + 150
    assert accounted(line) == list(range(1, line.state.counts.infed + 1))


def test_glass_reaches_its_neighbours_and_only_what_stands_open() -> None:
    line = after("glass_infeed", 1)
    assert panel(line).running
    broken = next(vial for vial in line.state.vials if vial.state == "broken")
    for vial in line.state.vials:
        near = abs(vial.x - broken.x) <= 0.20 + line.plan.speed_m_s * 1.2
        assert (str(vial.n) not in line.state.marks) or (near and not vial.stoppered)
    assert len(affected(line.state)) >= 5
    assert sight(line).lying == (("infeed", "broken"),)


def test_clearing_only_the_broken_vial_releases_its_neighbours() -> None:
    line = after("glass_infeed", 20)
    for act in REMEDIES["glass_infeed"]:
        do(line, act)
    touched = affected(line.state)
    do(line, Act("start"))
    line.run(300)
    assert len(outcome(line).wrongly_released) == len(touched) - 1
    careful = after("glass_infeed", 20)
    for act in REMEDIES["glass_infeed"]:
        do(careful, act)
    do(careful, Act("remove", f"{touched[0]}-{touched[-1]}"))
    do(careful, Act("start"))
    careful.run(300)
    assert outcome(careful).wrongly_released == ()
    assert outcome(careful).removed >= len(touched)


@pytest.mark.parametrize("how", [FINGERS, DROPPED])
def test_a_wrong_way_to_clear_is_possible_and_soils_what_is_open(how) -> None:
    line = after("fallen", 20)
    line.state.tool = "dropped" if how == DROPPED else "sterile"
    do(line, Act("stop"))
    do(line, Act("reach", "infeed_left"))
    assert do(line, Act("clear", "infeed", how)) == ""
    assert {mark for marks in line.state.marks.values() for mark in marks} == {"touched"}


def test_a_dropped_tool_cannot_clear_as_if_it_were_sterile() -> None:
    line = running(BY_ID["tool"], BY_ID["fallen"])
    line.run(640)
    do(line, Act("stop"))
    do(line, Act("reach", "infeed_left"))
    assert sight(line).tool == "dropped"
    assert do(line, Act("clear", "infeed")) == "no_tool"
    do(line, Act("fetch_tool"))
    assert do(line, Act("clear", "infeed")) == ""
    assert affected(line.state) == ()


def test_a_torn_glove_soils_at_its_routine_use_and_the_last_good_check_bounds_it() -> None:
    line = running(BY_ID["glove_torn"])
    line.run(500)
    assert do(line, Act("check", "gloves")) == ""
    line.run(1200)
    assert sight(line).torn == {}
    do(line, Act("stop"))
    do(line, Act("check", "gloves"))
    assert sight(line).torn == {"filling_right": 30}
    soiled = affected(line.state)
    first, last = since_good_check(line.state, "gloves")
    assert soiled
    assert first <= soiled[0] <= soiled[-1] <= last
    assert first > 400
    do(line, Act("quarantine", f"{first}-{last}"))
    do(line, Act("remove", f"{first}-{last}"))
    assert outcome(line).wrongly_released == ()
    assert outcome(line).needlessly_held > 0


def test_counting_from_the_discovery_lets_soiled_units_go() -> None:
    line = running(BY_ID["glove_torn"])
    line.run(1700)
    do(line, Act("stop"))
    found = panel(line).filled
    do(line, Act("quarantine", f"{found}-9999"))
    assert outcome(line).wrongly_released


def test_doses_that_drift_are_in_the_weights_and_past_the_limit_units_are_off() -> None:
    line = after("dose", 900)
    weights = [ml for _, ml in panel(line).weights]
    assert weights[-1] > weights[0] + 0.03
    assert do(line, Act("check", "weight")) == ""
    assert not line.state.checks[-1].conforming
    assert {mark for marks in line.state.marks.values() for mark in marks} == {"dose"}
    assert panel(line).rejected > 0


def test_a_fault_can_wait_for_a_count() -> None:
    line = running(FaultSpec("late", "stopper_jam", when=When("units", "above", 100)))
    line.run(60)
    assert line.state.faults == {}
    line.run(60)
    assert "late" in line.state.faults


def test_a_fault_of_the_other_twin_is_refused_by_name() -> None:
    from game.world.twin import Bioreactor, Plan

    with pytest.raises(ValueError, match="line_folded"):
        FillingLine(each=(FaultSpec("x", "line_folded", at_s=0.0),))
    with pytest.raises(ValueError, match="glove_torn"):
        Bioreactor(Plan(), (FaultSpec("x", "glove_torn", at_s=0.0),))


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (Act("dance"), "unknown"),
        (Act("stop"), "nothing_there"),
        (Act("open_guard", "roof"), "unknown"),
        (Act("close_guard", "filling"), "nothing_there"),
        (Act("close_door", "airlock_b"), "nothing_there"),
        (Act("clear", "infeed"), "no_hand"),
        (Act("withdraw", "infeed_left"), "nothing_there"),
        (Act("remove", "abc"), "unknown"),
        (Act("remove", "5-3"), "unknown"),
        (Act("remove", "90000-90001"), "nothing_there"),
        (Act("find_source"), "nothing_there"),
        (Act("check", "mood"), "unknown"),
        (Act("adjust_dose", value=3.0), "out_of_range"),
        (Act("silence"), "nothing_there"),
        (Act("acknowledge", "vial_jam"), "nothing_there"),
    ],
    ids=lambda value: f"{value.kind}-{value.target}" if isinstance(value, Act) else value,
)
def test_what_is_impossible_is_refused_and_changes_nothing(act, why) -> None:
    line = running()
    line.run(100)
    do(line, Act("stop"))
    before = asdict(line.state)
    assert do(line, act) == why
    assert asdict(line.state) == before


def test_nobody_reaches_into_what_moves() -> None:
    line = after("fallen", 3)
    do(line, Act("reach", "infeed_left"))
    assert do(line, Act("clear", "infeed")) == "moving"
    assert do(line, Act("remove", "1-9999")) == "moving"
    assert do(line, Act("replace_glove", "infeed_left")) == "moving"


def test_after_a_power_cut_the_air_recovers_and_the_machine_waits() -> None:
    line = after("power", 30)
    assert do(line, Act("start")) == "no_power"
    assert panel(line).values["over_b_pa"] < 2.0
    line.run(300)
    assert panel(line).stopped_by == "power"
    assert panel(line).values["over_b_pa"] > 12.0
    assert do(line, Act("start")) == ""


# --- data --------------------------------------------------------------------------------------------------------------


def test_a_snapshot_goes_on_as_the_line_it_was_taken_from() -> None:
    line = running(*EXAMPLES[2:6])
    line.run(650)
    again = FillingLine(line.plan, line.faults, state=pickle.loads(pickle.dumps(line.state)))
    assert line.run(120) == again.run(120)
    assert asdict(line.state) == asdict(again.state)
    assert json.loads(json.dumps(asdict(line.state))) == asdict(line.state)


PROGRAM = """
import sys; sys.path.insert(0, sys.argv[1])
import hashlib, json
from dataclasses import asdict
from game.world.twin import Act
from game.world.twin.filling import FillingLine, do
from game.world.twin.filling.examples import EXAMPLES
line = FillingLine(each=EXAMPLES, seed=11)
for act in (Act("start"), Act("stop"), Act("reach", "infeed_left"), Act("clear", "infeed"), Act("start")):
    do(line, act)
    line.run(320)
print(hashlib.sha256(json.dumps(asdict(line.state)).encode()).hexdigest())
"""


def digest(python: str, **other: str) -> str:
    env = {"PATH": os.environ["PATH"], **other}
    done = subprocess.run([python, "-S", "-c", PROGRAM, str(ROOT)], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_same_bits_under_other_hash_seeds_and_pythons() -> None:
    """Where those Pythons are to be found."""
    here = digest(sys.executable)
    others = [str(path) for version in ("3.12", "3.13") for path in sorted(PYTHONS.glob(f"{version}.*/bin/python"))[:1]]
    assert digest(sys.executable, PYTHONHASHSEED="3") == here
    for python in others:
        assert digest(python) == here
