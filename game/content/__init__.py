"""YAML to LevelSpec and to scoring's Rulebook, and everything an instructor is told on the way.

`load_level(path)`, `check_level(path)`, `load_rulebook(paths)`; for the command line `check`, `explain`, `schema`.
"""

from __future__ import annotations

from game.content.diagnostic import ContentError, Diagnostic
from game.content.loader import check_level, check_text, load_level
from game.content.rules import load_rulebook

__all__ = ["ContentError", "Diagnostic", "check_level", "check_text", "load_level", "load_rulebook"]
