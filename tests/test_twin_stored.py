"""A batch as data: picklable, the same from a snapshot, the same bits on every Python; the mornings that scenes begin on."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from game.world.twin import Act, begin, do, from_plain, stored, to_plain
from game.world.twin.examples import EXAMPLES, at
from game.world.twin.plan import Plan
from game.world.twin.reactor import Bioreactor

ROOT = Path(__file__).resolve().parent.parent
PYTHONS = Path("/root/.pyenv/versions")
DAY_6 = 6 * 86_400.0
PROGRAM = """
import sys; sys.path.insert(0, sys.argv[1])
import hashlib, json
from game.world.twin import Act, begin, do, to_plain
from game.world.twin.examples import EXAMPLES, at
twin = begin(6, tuple(at(spec, 518400.0 + 60.0 * n) for n, spec in enumerate(EXAMPLES)), seed=11)
for act in ("take_sample", "add_antifoam", "straighten_line", "switch_bottle", "exchange_probe"):
    twin.run(300)
    do(twin, Act(act, {"take_sample": "sample", "exchange_probe": "do"}.get(act, ""), 20.0))
twin.run(3600, 5.0)
print(hashlib.sha256(json.dumps(to_plain(twin.batch)).encode()).hexdigest())
"""


def digest(python: str, **other: str) -> str:
    env = {"PATH": os.environ["PATH"], **other}
    done = subprocess.run([python, "-S", "-c", PROGRAM, str(ROOT)], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="module")
def here() -> str:
    return digest(sys.executable)


@pytest.mark.parametrize(
    "other", [{"PYTHONHASHSEED": "1"}, {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA,-AVX2_Usable,-FMA_Usable"}], ids=str
)
def test_the_same_bits_under_another_hash_seed_and_without_fused_multiply_add(other, here) -> None:
    assert digest(sys.executable, **other) == here


@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13"])
def test_the_same_bits_on_every_python(version, here) -> None:
    """Where that Python is to be found; nothing but the standard library is needed."""
    found = sorted(PYTHONS.glob(f"{version}.*/bin/python")) if PYTHONS.is_dir() else []
    if not found:
        pytest.skip(f"no Python {version} here")
    assert digest(str(found[0])) == here


@pytest.mark.parametrize("way", ["pickle", "json"])
def test_a_snapshot_goes_on_as_the_batch_it_was_taken_from(way) -> None:
    faults = tuple(at(spec, DAY_6 + 30.0) for spec in EXAMPLES if spec.id in ("line_folded", "do_probe_high", "foaming"))
    twin = begin(6, faults, seed=4)
    twin.run(600)
    do(twin, Act("take_sample", "sample"))
    copy = pickle.loads(pickle.dumps(twin.batch)) if way == "pickle" else from_plain(json.loads(json.dumps(to_plain(twin.batch))))
    again = Bioreactor(Plan(), faults, batch=copy)
    assert twin.run(900) == again.run(900)
    assert to_plain(twin.batch) == to_plain(again.batch)


def test_another_seed_changes_readings_and_not_the_batch_by_much() -> None:
    a, b = begin(6, seed=1), begin(6, seed=2)
    a.run(3600)
    b.run(3600)
    assert a.batch.probes["do"].reading != b.batch.probes["do"].reading
    assert a.batch.broth.mab == pytest.approx(b.batch.broth.mab, rel=1e-3)


@pytest.mark.parametrize("day", [1, 7])
def test_the_stored_mornings_are_those_of_the_model(day) -> None:
    """After a change of the model: `python -m game.bench.twin_plots --starts`."""
    rows = json.loads(stored.STARTS.read_text("utf-8"))
    assert len(rows) == stored.LAST_DAY + 1
    grown = stored.grown(Plan(), day, from_plain(rows[day - 1]))
    assert to_plain(grown) == rows[day]


def test_a_day_that_is_not_stored_says_which_are() -> None:
    with pytest.raises(ValueError, match="0 to 13"):
        begin(14, seed=1)


def test_noise_is_drawn_by_name() -> None:
    from game.world.twin.probes import noise

    values = noise(7, "do", 3)
    assert values == noise(7, "do", 3)
    assert values != noise(7, "ph", 3)
    assert abs(sum(values) / len(values)) < 0.2
    assert 0.8 < (sum(value * value for value in values) / len(values)) ** 0.5 < 1.2
