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
from game.spec import LevelSpec

@dataclass(slots=True)
class Checked:
    """What came of one file."""

    source: source.Source
    faults: tuple[Diagnostic, ...]
    tree: tree.Tree | None = None
    plain: tree.Plain = None
    level: LevelSpec | None = None
    """The level, when it can be played."""


def parse(src: source.Source) -> tree.Tree | None:
    """The tree of a file, or None with the reason among the faults of the source."""
    if not src.readable:
        return None
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
    return _check(source.from_bytes(data, name))


def check_file(path: Path, name: str = "") -> Checked:
    """The same for a file on the disk."""
    return _check(source.read(path, name))


def _check(src: source.Source) -> Checked:
    # Late: pydantic takes longer to load than a level to check, and a file that cannot be read does not need it.
    from game.content import level as to_level
    from game.content import lint, models, shape

    parsed = parse(src)
    if parsed is None:
        return Checked(src, _sorted(src))
    model, plain = shape.validate(parsed, models.Level)
    lint.run(parsed, plain)
    faults = _sorted(src)
    playable = model is not None and not any(severity_of(fault) == ERROR for fault in faults)
    spec = to_level.to_spec(model, src.sha256, src.text) if playable and model is not None else None
    return Checked(src, faults, parsed, plain, spec)


def _sorted(src: source.Source) -> tuple[Diagnostic, ...]:
    return tuple(sorted(src.faults, key=lambda fault: fault.order))


def check_level(path: Path | str) -> tuple[Diagnostic, ...]:
    """All the faults of a level file, from top to bottom; () when there is nothing to say."""
    return check_file(Path(path), str(path)).faults


def load_level(path: Path | str) -> LevelSpec:
    """The level of that file.  Raises ContentError with every fault when there is an error in it."""
    checked = check_file(Path(path), str(path))
    if checked.level is None:
        raise ContentError(checked.faults)
    return checked.level
