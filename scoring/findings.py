"""What the judge hands out: findings, what became of each opportunity, the whole judgement.  Frozen and plain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scoring.plain import from_plain, to_plain

STATUSES = ("met", "repris", "hinted", "half", "missed", "not_observed", "void")
"""met 1 · repris 1, put right before the point of no return · hinted 0.5 · half 0.5, a soiled thing changed at once · missed 0 ·
not_observed (the world took the chance away, or the run stopped before), void (counted elsewhere): in neither sum."""

X: Mapping[str, float | None] = {
    "met": 1.0,
    "repris": 1.0,
    "hinted": 0.5,
    "half": 0.5,
    "missed": 0.0,
    "not_observed": None,
    "void": None,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A breach of one opportunity; further breaches of it are counted in `times`.

    id: 1, 2, ... in the order of first breaches; tick, event_n: when and which event (the last one of the run when something
    was left undone); thing: id of the thing, or ""; aspect: which of several expectations failed, or what of several never
    came; measure, threshold, unit: as people read them; root: id of the finding it is a consequence of, or None; recovered:
    put right in time."""

    id: int
    opportunity: str
    rule: str
    check: str
    slot: str
    severity: str
    tick: int
    event_n: int
    thing: str = ""
    aspect: str = ""
    measure: float | None = None
    threshold: float | None = None
    unit: str = ""
    root: int | None = None
    times: int = 1
    recovered: bool = False

    def to_plain(self) -> dict[str, Any]:
        """A JSON-ready dict, fields in the order they are declared."""
        plain: dict[str, Any] = to_plain(self)
        return plain

    @classmethod
    def from_plain(cls, data: object) -> Finding:
        """The inverse.  Raises PlainError for wrong fields."""
        return from_plain(cls, data)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one opportunity.  x: 1, 0.5, 0 or None (in neither sum); finding: its id, or None."""

    opportunity: str
    rule: str
    check: str
    slot: str
    severity: str
    status: str
    x: float | None
    finding: int | None = None


@dataclass(frozen=True, slots=True)
class FalseAlarm:
    """Something was declared that was not so."""

    tick: int
    event_n: int
    subject: str
    thing: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """A run judged.  ended: how it ended ("" while it runs); only "finished" runs have a score."""

    findings: tuple[Finding, ...]
    outcomes: tuple[Outcome, ...]
    false_alarms: tuple[FalseAlarm, ...]
    ended: str

    @property
    def complete(self) -> bool:
        """Whether the run reached its end."""
        return self.ended == "finished"

    @property
    def roots(self) -> tuple[Finding, ...]:
        """The findings that are not consequences of another."""
        return tuple(finding for finding in self.findings if finding.root is None)

    def outcome(self, opportunity: str) -> Outcome:
        """The outcome of that opportunity.  Raises KeyError."""
        for outcome in self.outcomes:
            if outcome.opportunity == opportunity:
                return outcome
        raise KeyError(opportunity)
