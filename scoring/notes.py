"""What a trainer lays beside a run that is over: presence, contest, annotation, rating, decision.  The run itself never changes.

How notes are kept, chained and signed is the session's (`game.session.notes`); what exports print is this.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

KINDS = ("presence", "contest", "annotate", "rating", "decision")
"""presence: the trainee played it, before the trainer · contest, annotate: of one finding · rating: of the whole, 1 to 5 ·
decision: of an assessment set."""
DECISIONS = ("confirmed", "refused")
LEAST, MOST = 1, 5
"""Of a rating."""


@dataclass(frozen=True, slots=True)
class Note:
    """One note.  time: UTC; by: who, as the station knows him; station: id of the station that signed it.

    finding: its id in the sheet, 0 = of the whole run; rating: 0 = none; decision: "" = none; text: reason or comment."""

    kind: str
    time: str
    by: str
    station: str
    finding: int = 0
    rating: int = 0
    decision: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Sitting:
    """Which form of which assessment set a run is.  set: the public id of the code, never the code; form: from 1, of `forms`."""

    set: str
    form: int
    forms: int


@dataclass(frozen=True, slots=True)
class Beside:
    """What lies beside one run for an export.  sitting: None outside assessment sets; fault: why its notes cannot be trusted
    ("" = they can, or there are none); then `notes` is empty; skills: what the run's own rules say of each check
    (`scoring.skills.named`)."""

    sitting: Sitting | None = None
    notes: tuple[Note, ...] = ()
    fault: str = ""
    skills: Mapping[str, str] = field(default_factory=dict)

    def of(self, kind: str) -> tuple[Note, ...]:
        """The notes of one kind, oldest first."""
        return tuple(note for note in self.notes if note.kind == kind)

    def about(self, finding: int) -> tuple[Note, ...]:
        """The notes about one finding, oldest first."""
        return tuple(note for note in self.notes if note.finding == finding and note.kind in ("contest", "annotate"))

    @property
    def rating(self) -> Note | None:
        """The rating that stands: the last one."""
        return next(iter(reversed(self.of("rating"))), None)

    @property
    def decision(self) -> Note | None:
        """The decision that stands: the last one."""
        return next(iter(reversed(self.of("decision"))), None)

    @property
    def attested(self) -> str:
        """Who attested presence, "" when nobody did."""
        return ", ".join(dict.fromkeys(note.by for note in self.of("presence")))


NOTHING = Beside()
