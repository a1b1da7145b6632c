"""A batch as plain data and back, and the days of the reference batch, so that a scene can begin on any of them at once.

`starts.json` holds the default plan on the mornings of days 0 to 13, in automatic and without a fault, as `grown` makes it in 10 s
steps (`python3 main.py twin --starts` writes it anew; tests/test_twin_stored.py compares).
"""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

from game.world.twin.plan import Plan
from game.world.twin.reactor import Bioreactor
from game.world.twin.spec import FaultSpec
from game.world.twin.state import Alarm, Batch, Broth, FaultState, Gas, Ledger, Loop, Probe, Pump, Rates, Sample

STARTS = Path(__file__).with_name("starts.json")
DAY_S = 86_400.0
LONG_STEP_S = 10.0
"""For days that nobody watches."""
LAST_DAY = 13


def to_plain(batch: Batch) -> dict[str, Any]:
    """JSON can hold it, every float to its last bit."""
    return asdict(batch)


def from_plain(plain: dict[str, Any]) -> Batch:
    """The batch again, sharing nothing with `plain`.  Raises KeyError or TypeError for anything else."""
    plain = deepcopy(plain)
    kept = dict(plain)
    for name, kind in (("broth", Broth), ("rates", Rates), ("gas", Gas), ("feed", Pump), ("base", Pump), ("ledger", Ledger)):
        kept[name] = kind(**plain[name])
    for name, each in (("loops", Loop), ("probes", Probe), ("alarms", Alarm), ("faults", FaultState)):
        kept[name] = {key: each(**value) for key, value in plain[name].items()}
    kept["samples"] = [Sample(**value) for value in plain["samples"]]
    return Batch(**kept)


def grown(plan: Plan, day: int, since: Batch | None = None) -> Batch:
    """The batch on the morning of that day, from inoculation or from a state before it."""
    twin = Bioreactor(plan, batch=since)
    twin.run(day * DAY_S - twin.batch.t_s, LONG_STEP_S)
    return twin.batch


@lru_cache(maxsize=1)
def _starts() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(STARTS.read_text("utf-8"))
    return rows


def begin(day: int, each: tuple[FaultSpec, ...] = (), *, seed: int, plan: Plan | None = None) -> Bioreactor:
    """A bioreactor on the morning of that day (0 .. 13).  A plan of one's own is grown from inoculation, half a second a day."""
    if not 0 <= day <= LAST_DAY:
        raise ValueError(f"day {day}: there are 0 to {LAST_DAY}")
    batch = from_plain(_starts()[day]) if plan is None else grown(plan, day)
    batch.seed = seed
    return Bioreactor(plan or Plan(), each, batch=batch)


def finish(twin: Bioreactor, dt_s: float = LONG_STEP_S) -> None:
    """To the end of the plan's days, in long steps: nobody touches it any more, its faults go on."""
    left = twin.plan.days * DAY_S - twin.batch.t_s
    twin.run(max(0.0, left), dt_s)


def write_starts(path: Path = STARTS) -> None:
    """Grow the reference batch and write its mornings."""
    rows, batch = [], grown(Plan(), 0)
    for day in range(LAST_DAY + 1):
        batch = grown(Plan(), day, batch)
        rows.append(to_plain(batch))
    path.write_text("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n", encoding="utf-8")
