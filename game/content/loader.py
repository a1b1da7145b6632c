"""From a level file to a LevelSpec or to the list of its faults: all of them at once, root causes only.

bytes > guards > text pass > tree > plain data > models > lint passes > LevelSpec
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from game.content import source, textpass, tree
from game.content.diagnostic import ERROR, ContentError, Diagnostic
from game.content.report import severity_of
from game.content.tree import Plain
from game.spec import LevelSpec


@dataclass(slots=True)
class Checked:
    """What came of one file."""

    source: source.Source
    faults: tuple[Diagnostic, ...]
    tree: tree.Tree | None = None
    plain: Plain = None
    level: LevelSpec | None = None
    """The level, when it can be played."""


def parse(src: source.Source) -> tree.Tree | None:
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
        return None
    if root is None:
        src.report("Y119", 0)
        return None
    return tree.Tree(root, src)


def check_text(data: bytes, name: str) -> Checked:
    """Everything there is to say about the bytes of a level file, and the level itself if it can be played."""
    return check_source(source.from_bytes(data, name))


def check_file(path: Path, name: str = "") -> Checked:
    """The same for a file on the disk."""
    return check_source(source.read(path, name))


def check_source(src: source.Source) -> Checked:
    """The same for a file already read."""
    parsed = parse(src)
    if parsed is None:
        return Checked(src, settled(src))
    # Late: pydantic takes longer to load than a level to check, and a file that cannot be read does not need it.
    from game.content import level as to_level
    from game.content import lint, models, shape
    from game.content.rules import known_rulebook

    model, plain = shape.validate(parsed, models.Level)
    view = lint.View.of(parsed, plain)
    rulebook = known_rulebook()
    lint.run(view, rulebook)
    spec = None
    if model is not None and not _has_error(src):
        spec = to_level.to_spec(model, src.sha256, src.text)
        lint.run_sound(view, rulebook, spec)
    return Checked(src, settled(src), parsed, plain, spec if not _has_error(src) else None)


def _has_error(src: source.Source) -> bool:
    return any(severity_of(fault) == ERROR for fault in src.faults)


def settled(src: source.Source) -> tuple[Diagnostic, ...]:
    """The faults from top to bottom, each once, without those that only follow from a line that could not be read as meant."""
    spoiled = {fault.span.line for fault in src.faults if fault.code[0] == "Y" and fault.code not in _HARMLESS}
    shapeless = {(fault.span.line, fault.span.column) for fault in src.faults if fault.code in _FORM}
    kept: dict[tuple[str, int, int], Diagnostic] = {}
    for fault in src.faults:
        root = fault.code[0] in "YS" or (fault.span.line, fault.span.column) not in shapeless
        if fault.code[0] == "Y" or (fault.span.line not in spoiled and root):
            kept.setdefault((fault.code, fault.span.line, fault.span.column if fault.code[0] != "Y" else 0), fault)
    return tuple(sorted(kept.values(), key=lambda fault: fault.order))


_FORM = ("S203", "S204", "S207", "S208", "S209", "S211", "S216", "S218")
"""Faults of a single value: whatever else is said of that value follows from them."""
_HARMLESS = ("Y101", "Y106", "Y111", "Y112")
"""Faults that leave the line readable."""


def check_level(path: Path | str) -> tuple[Diagnostic, ...]:
    """All the faults of a level file, from top to bottom; () when there is nothing to say."""
    return check_file(Path(path), str(path)).faults


def load_level(path: Path | str) -> LevelSpec:
    """The level of that file.  Raises ContentError with every fault when there is an error in it."""
    checked = check_file(Path(path), str(path))
    if checked.level is None:
        raise ContentError(checked.faults)
    return checked.level
