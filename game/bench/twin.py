"""The digital twins against real time; the floor is their exponentials alone, as many as a step needs."""

from __future__ import annotations

import time
from collections.abc import Iterable

from game.bench.rows import Row, cpu_seconds

DAY = 6
WATCHED_S = 3 * 3600
LINE_S = 600
EXPONENTIALS = 9
"""A step's exponentials and one logarithm: transfer of two gases, kLa, three steps of Newton, free CO2."""


def bench_twin() -> Iterable[Row]:
    """Day 6 of the bioreactor in steps of a second, with every alarm and probe, then to the end in long steps; a full filling line."""
    from game.exact import exp, log
    from game.world.twin import Act, begin, finish
    from game.world.twin.filling import FillingLine, do

    twin = begin(DAY, seed=7)
    took = cpu_seconds(lambda: twin.run(WATCHED_S))
    start = time.thread_time()
    for n in range(WATCHED_S):
        for k in range(EXPONENTIALS):
            exp(-0.1 * k)
        log(1.0 + n)
    floor = WATCHED_S / (time.thread_time() - start)
    times = WATCHED_S / took
    yield Row("twin", "bioreactor_watched", times, "x", 3600, least=True, floor=floor, ratio=floor / times)
    yield Row("twin", "bioreactor_to_the_end", cpu_seconds(lambda: finish(twin)), "s", 30)
    line = FillingLine(seed=7)
    do(line, Act("start"))
    line.run(120)
    yield Row("twin", "filling_line", LINE_S / cpu_seconds(lambda: line.run(LINE_S)), "x", 600, least=True)
