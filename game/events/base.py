"""What all events have."""

from __future__ import annotations

from dataclasses import dataclass

TICKS_PER_SECOND = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Base of all events."""

    tick: int = 0
    n: int = 0
    cause: int | None = None
