"""What the program must hold (design section 11), measured beside its floor in the same run: trust the ratios.

A floor is the least that the same result costs on this PC with nothing of ours: bare pymunk, bare YAML and pydantic, a bare
window.  Nothing here is a test: other load on a PC must not make the gate fail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from game.bench import headless
from game.bench.rows import Row


def _start() -> Iterable[Row]:
    from game.bench.window import bench_start

    return bench_start()


def _frame() -> Iterable[Row]:
    from game.bench.window import bench_frame

    return bench_frame()


BENCHES: dict[str, Callable[[], Iterable[Row]]] = {
    "start": _start,
    "frame": _frame,
    "sim": headless.bench_sim,
    "judge": headless.bench_judge,
    "prove": headless.bench_prove,
    "check": headless.bench_check,
    "seek": headless.bench_seek,
}
