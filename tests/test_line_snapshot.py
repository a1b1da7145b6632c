"""A run at a line is a function of level, seed and commands: from any snapshot, in any process, the same bits."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from game import commands as c
from game import events as e
from game.session.expert import Expert
from game.world.runs import REBUILD_TICKS, open_world, restore_world
from tests.kit.line_player import NAMES, LinePlayer, line_level, line_with, of
from tests.line_scene import fingerprint, played

ROOT = Path(__file__).resolve().parent.parent
NO_FMA = {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4,-AVX2_Usable,-FMA_Usable,-FMA4_Usable"}


@pytest.mark.parametrize("name", NAMES)
def test_a_run_goes_on_from_any_snapshot_as_if_it_had_never_stopped(name: str) -> None:
    level = line_level(name)
    world, expert = open_world(level, 8), Expert(level)
    commands, events, snapshots = [], [], {}
    while not world.ended:
        if world.tick % REBUILD_TICKS == 0:
            snapshots[world.tick] = world.snapshot()
        commands.append(expert.commands(world.seen))
        events += world.step(commands[-1])
    ends = world.tick
    for tick in sorted(snapshots)[::7]:
        again = restore_world(level, 8, snapshots[tick])
        found = [event for given in commands[tick:] for event in again.step(given)]
        assert found == [event for event in events if event.tick >= tick]
        assert (again.tick, repr(again.state)) == (ends, repr(world.state))


def test_things_that_fall_go_on_falling_from_a_snapshot() -> None:
    one = LinePlayer(line_with("vial_filled"), 1)
    one.lock()
    one.lamp()
    one.uncover("vial_filled")
    one.take("vial_filled")
    while one.world.tick % REBUILD_TICKS != REBUILD_TICKS - 10:
        one.do()
    one.do(c.Release("right", "floor"), ticks=10)
    vial = one.world.state.residues["vial_filled"]
    assert vial.moving
    other = restore_world(one.world.level, 1, one.world.snapshot())
    for _ in range(200):
        assert other.step(()) == one.do()
    assert not vial.moving
    assert repr(other.state) == repr(one.world.state)


def test_between_rebuilds_no_snapshot_is_taken() -> None:
    one = LinePlayer(line_with("pen"), 1)
    one.do()
    with pytest.raises(ValueError, match="not a multiple"):
        one.world.snapshot()


def test_the_scene_has_what_it_is_for() -> None:
    assert {m.how for m in of(played().events, e.Mishandled)} == {"knocked", "torn", "dropped"}


@pytest.mark.parametrize("other", [{"PYTHONHASHSEED": "0"}, {"PYTHONHASHSEED": "7"}, NO_FMA], ids=str)
def test_another_process_computes_the_same_bits(other: dict[str, str]) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT), **other}
    done = subprocess.run([sys.executable, "-m", "tests.line_scene"], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == fingerprint()
