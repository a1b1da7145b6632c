"""Programs killed at random moments: no run is lost, none is wrongly valid, each goes on and ends honestly.

GRADE_A_KILLS=100 for the long one.  Each program goes on with what the one before left, so runs are killed while they begin,
are played, are resumed, and are sealed, some of them several times.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from game.session.resume import unfinished
from game.session.runfile import ends_sealed, read_run
from game.session.verify import CONTRADICTED, PROVED, verify

KILLS = int(os.environ.get("GRADE_A_KILLS", "6"))
ROOT = Path(__file__).resolve().parent.parent
LONGEST_S = 0.4
"""A whole run of the expert takes about this long at full speed on a desktop PC."""


def _program(results: Path, seed: int, home: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.kit.play_on", str(results), "gowning-grade-d", str(seed)]
    return subprocess.Popen(command, cwd=ROOT, env={**os.environ, "GRADE_A_DATA": str(home)}, stdout=subprocess.PIPE)


def _killed(results: Path, seed: int, home: Path, moment: random.Random) -> bool:
    """Start a program and kill it some time; False when it was done before."""
    with _program(results, seed, home) as program:
        assert program.stdout is not None
        if moment.random() < 0.8:  # else it is killed while it starts
            program.stdout.readline()
        time.sleep(moment.random() * LONGEST_S)
        done = program.poll()
        program.kill()
    assert done in (None, 0)
    return done is None


def _kept(path: Path) -> bytes:
    """What of a file must never change again: the whole lines of play, or all of a sealed one."""
    data = path.read_bytes()
    return data if ends_sealed(path) else data[: read_run(path).kept.size]


def _honest(path: Path, results: Path, home: Path) -> str:
    """Check one run file as it lies there; "sealed" or "unfinished"."""
    found = verify(path, home)
    verdicts = [grade.verdict for grade in found.grades]
    if ends_sealed(path):
        assert verdicts == [PROVED, PROVED, PROVED], [grade.text("en") for grade in found.grades]
        return "sealed"
    assert verdicts[0] == CONTRADICTED, "an unfinished run is never valid"
    assert CONTRADICTED not in verdicts[1:], [grade.text("en") for grade in found.grades]
    (left,) = [one for one in unfinished(results, ("expert",)) if one.path == path]
    assert left.fault is None, "and can always be gone on with"
    return "unfinished"


@pytest.mark.parametrize("kills", [KILLS])
def test_runs_killed_at_random_moments_go_on_and_end_honestly(kills: int, tmp_path: Path) -> None:
    moment = random.Random()
    results, home = tmp_path / "results", tmp_path / "home"
    kept: dict[Path, bytes] = {}
    seen: Counter[str] = Counter()
    seed = 0
    while seen["killed"] < kills:
        seen["killed"] += _killed(results, seed, home, moment)
        for path in sorted(results.glob("*.run")):
            now = _kept(path)
            assert now.startswith(kept.get(path, b"")), "what was written stays"
            if path not in kept or now != kept[path]:
                kept[path] = now
                seen[_honest(path, results, home)] += 1
        assert set(kept) == set(results.glob("*.run")), "no run is lost"
        seed += not unfinished(results, ("expert",))
    while unfinished(results, ("expert",)):
        with _program(results, seed, home) as program:
            assert program.wait() == 0
    for path in kept:
        assert _honest(path, results, home) == "sealed"
        seen["gaps"] += len(read_run(path).gaps)
    print(dict(seen), "runs", len(kept))
