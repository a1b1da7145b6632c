"""A seed for a run that nobody chose one for."""

from __future__ import annotations

import secrets

from game.world.hazards import ASSESSMENT_SEEDS


def practice_seed() -> int:
    """A seed from the system that never draws a hazard kept for assessment."""
    return secrets.randbelow(ASSESSMENT_SEEDS)
