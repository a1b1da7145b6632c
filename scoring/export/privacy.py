"""What of a run may leave its station (design section 6): of practice that and when one trained, of assessments everything.

Individual findings of a practice run are the trainee's: they go on only where he hands over the run himself.  Figures of a
group show nobody once it is large enough.
"""

from __future__ import annotations

from dataclasses import replace

from scoring.record import Sheet

LEAST_GROUP = 5
"""Fewer persons than this are no group: their figures would be somebody's."""
OPEN_MODES = ("assessment",)


def is_open(sheet: Sheet) -> bool:
    """Whether score and findings of this run may stand beside the pseudonym."""
    return sheet.facts.mode in OPEN_MODES


def masked(sheet: Sheet) -> Sheet:
    """The same run without its score and findings: that it took place, when, and how long."""
    counts = tuple(replace(count, counted=0, met=0, half=0, missed=0) for count in sheet.score.counts)
    score = replace(sheet.score, value=None, low=None, high=None, counted=0, counts=counts)
    return replace(sheet, score=score, findings=(), rules=(), false_alarms=())
