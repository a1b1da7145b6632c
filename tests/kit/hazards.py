"""Levels with just the hazards a test is about."""

from __future__ import annotations

from dataclasses import replace

from game.spec import LevelSpec
from tests.kit.player import level


def level_with(*hazards: str, name: str = "gowning-grade-d", **trainee: str) -> LevelSpec:
    """The shipped level with exactly these hazards of its pool, whatever the seed.  trainee: hair, beard."""
    spec = level(name)
    return replace(spec, hazards_fixed=hazards, hazards_draw=(0, 0), trainee=replace(spec.trainee, **trainee))
