"""What no schema can see: one small class per pass and file, run over every level, sound or not."""

from __future__ import annotations

from game.content.tree import Plain, Tree


def run(tree: Tree, plain: Plain) -> None:
    """All passes over one level; faults go to the source of the tree."""
