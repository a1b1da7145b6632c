"""What level files and rule files share: guards, text pass and tree before, sorting of the faults after."""

from __future__ import annotations

from collections.abc import Iterable

import yaml
from yaml.nodes import Node

from game.content import fix, textpass, tree
from game.content.fault import ERROR, Diagnostic
from game.content.report import severity_of
from game.content.source import Source

_FORM = ("S203", "S204", "S207", "S208", "S209", "S211", "S216", "S218", "S219")
"""Faults of a single value: whatever else is said of that value follows from them."""
_MENDED = ("Y103", "Y105", "Y107", "Y108", "Y109", "Y110", "Y111", "Y113", "Y114", "Y117")
"""Faults whose correction changes one line and nothing in the shape of the file."""
_HARMLESS = ("Y101", "Y106", "Y111", "Y112")
"""Faults that leave the line readable."""


def parse(src: Source) -> tree.Tree | None:
    """The tree of a file, or None with the reason among the faults of the source."""
    if not src.readable:
        return None
    if textpass.suspect(src):
        deep = tree.too_deep(src.text)
        if deep is not None:
            src.report("Y116", deep, most=tree.MAX_DEPTH)
            return None
        textpass.run(src)
    try:
        root = tree.compose(src)
    except (yaml.YAMLError, RecursionError) as error:
        textpass.explain(src, error)
        root = _mended(src)
        if root is None:
            return None
    if root is None:
        src.report("Y119", 0)
        return None
    return tree.Tree(root, src)


def _mended(src: Source) -> Node | None:
    """The tree as it would be with every line put right that is told to be wrong, so that all else is told in the same go.

    Lines stay where they are; whatever is said of a line put right is left out in the end (`settled`).  None where something
    keeps the file from being read that nobody can put right but its author."""
    edits = [fault.edit for fault in src.faults if fault.code in _MENDED and fault.edit is not None]
    mended = Source(src.file, fix.apply(src.text, edits)[0])
    mended.lines = mended.text.split("\n")
    if not edits or len(mended.lines) != len(src.lines) or tree.too_deep(mended.text) is not None:
        return None
    try:
        return tree.compose(mended)
    except (yaml.YAMLError, RecursionError):
        return None


def broken(faults: Iterable[Diagnostic]) -> bool:
    """Whether there is an error among them, not only warnings."""
    return any(severity_of(fault) == ERROR for fault in faults)


def settled(src: Source) -> tuple[Diagnostic, ...]:
    """The faults from top to bottom, each once, without those that only follow from a line that could not be read as meant."""
    spoiled = {fault.span.line for fault in src.faults if fault.code[0] == "Y" and fault.code not in _HARMLESS}
    shapeless = {(fault.span.line, fault.span.column) for fault in src.faults if fault.code in _FORM}
    kept: dict[tuple[str, int, int], Diagnostic] = {}
    for fault in src.faults:
        root = fault.code[0] in "YS" or (fault.span.line, fault.span.column) not in shapeless
        if fault.code[0] == "Y" or (fault.span.line not in spoiled and root):
            kept.setdefault((fault.code, fault.span.line, fault.span.column if fault.code[0] != "Y" else 0), fault)
    return tuple(sorted(kept.values(), key=lambda fault: fault.order))
