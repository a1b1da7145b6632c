"""What the program must hold (design section 11), measured beside its floor in the same run: trust the ratios.

A floor is the least that the same result costs on this PC with nothing of ours: bare pymunk, bare YAML and pydantic, a bare
window.  Nothing here is a test: other load on a PC must not make the gate fail.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence

from game.bench import headless
from game.bench.rows import Row
from game.environment import ROOT


def _start() -> Iterable[Row]:
    from game.bench.window import bench_start

    return bench_start()


def _frame() -> Iterable[Row]:
    from game.bench.window import bench_frame

    return bench_frame()


def _learning() -> Iterable[Row]:
    from game.bench.learning import bench_learning

    return bench_learning()


def _twin() -> Iterable[Row]:
    from game.bench.twin import bench_twin

    return bench_twin()


def _report() -> Iterable[Row]:
    from game.bench.report import bench_report

    return bench_report()


BENCHES: dict[str, Callable[[], Iterable[Row]]] = {
    "start": _start,
    "frame": _frame,
    "sim": headless.bench_sim,
    "judge": headless.bench_judge,
    "prove": headless.bench_prove,
    "check": headless.bench_check,
    "seek": headless.bench_seek,
    "learning": _learning,
    "twin": _twin,
    "report": _report,
}


def rows(names: Sequence[str]) -> Iterator[Row]:
    """The figures of these benches, each bench in a process of its own: what one leaves in memory slows the next down."""
    if len(names) == 1:
        yield from BENCHES[names[0]]()
        return
    for name in names:
        command = [sys.executable, "-P", "-m", "game.cli", "bench", name, "--format", "json"]
        environ = os.environ | {"PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, env=environ, capture_output=True, text=True, encoding="utf-8", check=False)
        try:
            told = json.loads(done.stdout)["rows"]
        except (ValueError, KeyError):
            raise RuntimeError(done.stderr) from None
        for row in told:
            row.pop("holds")
            yield Row(**row)
