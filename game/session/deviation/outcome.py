"""What becomes of the batch after a run, from the twin: as it was left, had nobody done anything, and without the fault.

Shown as consequence, never as points.  The culture in 60 s steps: less than 1 % from the fine ones (see game.world.twin); the
filling line in its own.  A line that stands still when the run ends is counted as it stands.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.spec import LevelSpec
from game.world.twin import Act, Bioreactor, end, finish
from game.world.twin.filling import ZONES, FillingLine, do, outcome

if TYPE_CHECKING:
    from game.world.deviation.world import DeviationWorld

STEP_S = 60.0
LONGEST_S = 3 * 3600
"""No batch of a level takes longer."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure.  key: of its text; whole: what it is a part of, 0 for the most of all endings."""

    key: str
    value: float
    unit: str
    whole: float = 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """The culture at its end.  within: quality would find it within its limits (invented)."""

    viability_pct: float
    product_g: float
    within: bool

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is told of it."""
        return Row("viability", self.viability_pct, "%", 100.0), Row("product", self.product_g, "g")

    @property
    def says(self) -> tuple[str, int]:
        """Text and number of its verdict."""
        return ("batch_within" if self.within else "batch_outside"), 0


@dataclass(frozen=True, slots=True)
class UnitsOutcome:
    """The units of a filled batch.  good: out and not held; rejected: by the machine or put out; held: in quarantine; wrong: affected,
    and among the good; needless: held or put out, and nothing was wrong with them; unfilled: not finished when the line stood still
    or the batch was over."""

    good: int
    rejected: int
    held: int
    wrong: int
    needless: int
    unfilled: int

    @property
    def within(self) -> bool:
        """Nobody would get what was affected."""
        return self.wrong == 0

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is told of it; what did not happen is left out."""
        counts = {"good": self.good, "rejected": self.rejected, "quarantined": self.held, "unfilled": self.unfilled}
        whole = float(max(1, sum(counts.values())))
        named = {**counts, "needless": self.needless, "wrong": self.wrong}
        return tuple(Row(key, float(n), "", whole) for key, n in named.items() if n or key in ("good", "quarantined"))

    @property
    def says(self) -> tuple[str, int]:
        """Text and number of its verdict."""
        return ("batch_line_safe" if self.within else "batch_line_unsafe"), self.wrong


@dataclass(frozen=True, slots=True)
class Outcomes:
    """left: as the trainee left it; alone: with the fault and nobody who deals with it; calm: without the fault; silent: a line that
    stops by itself does not go on alone, so there `alone` is the silent repair: cleared, started again, nobody told."""

    left: Outcome | UnitsOutcome
    alone: Outcome | UnitsOutcome
    calm: Outcome | UnitsOutcome
    silent: bool = False


def outcomes(level: LevelSpec, seed: int, world: DeviationWorld) -> Outcomes:
    """Carry the batch to its end three times.  Takes some seconds; the world is not changed."""
    from game.world.deviation.world import DeviationWorld

    fresh, left = DeviationWorld(level, seed).twin, world.twin
    fresh.faults = left.faults  # one that waited for something begins there when it began here
    if isinstance(fresh, FillingLine):
        calm_line = FillingLine(fresh.plan, (), state=copy.deepcopy(fresh.state))
        left_line = FillingLine(left.plan, left.faults, state=copy.deepcopy(left.state))
        alone, silent = _repaired(fresh)
        return Outcomes(_filled(left_line), alone, _filled(calm_line), silent)
    calm = Bioreactor(fresh.plan, (), batch=copy.deepcopy(fresh.batch))
    left = Bioreactor(left.plan, left.faults, batch=copy.deepcopy(left.batch))
    return Outcomes(_ended(left), _ended(fresh), _ended(calm))


def _ended(twin: Bioreactor) -> Outcome:
    finish(twin, STEP_S)
    found = end(twin)
    return Outcome(found.viability_pct, found.product_g, found.within)


def _repaired(twin: FillingLine) -> tuple[UnitsOutcome, bool]:
    """The batch with what lies taken out and nothing else done; whether that was needed."""
    _run(twin)
    if twin.state.stopped_by not in ("jam", "stopper"):
        return _filled(twin), False
    for zone in ZONES:
        for act in (Act("reach", f"{zone}_right"), Act("clear", zone), Act("free_jam"), Act("withdraw", f"{zone}_right")):
            do(twin, act)
    do(twin, Act("start"))
    return _filled(twin), True


def _run(twin: FillingLine) -> None:
    """Until it stands, by itself or because all is filled."""
    for _ in range(LONGEST_S // int(STEP_S)):
        if not twin.state.running:
            break
        twin.run(STEP_S)


def _filled(twin: FillingLine) -> UnitsOutcome:
    _run(twin)
    found = outcome(twin)
    return UnitsOutcome(
        good=found.good - found.quarantined, rejected=found.rejected + found.removed, held=found.quarantined,
        wrong=len(found.wrongly_released), needless=found.needlessly_held,
        unfilled=twin.plan.units - found.good - found.rejected - found.removed,
    )  # fmt: skip
