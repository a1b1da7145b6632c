"""From a level file to a LevelSpec or to the list of its faults: all of them at once, root causes only.

bytes > guards > text pass > tree > plain data > models > lint passes > LevelSpec
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path

from game.content import migrate, source, tree
from game.content.diagnostic import ContentError
from game.content.fault import Diagnostic
from game.content.reading import broken, parse, settled
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
    older = migrate.CHAIN and src.data and migrate.migrated(src.data)
    if older and older.steps:
        return _check_older(src, parsed, older)
    # Late: pydantic takes longer to load than a level to check, and a file that cannot be read does not need it.
    from game.content import level as to_level
    from game.content import lint, models, shape
    from game.content.rules import known_rulebook

    model, plain = shape.validate(parsed, models.Level)
    view = lint.View.of(parsed, plain)
    rulebook = known_rulebook()
    lint.run(view, rulebook)
    spec = None
    if model is not None and not broken(src.faults):
        spec = to_level.to_spec(model, src.sha256, src.text)
        lint.run_sound(view, rulebook, spec)
    return Checked(src, settled(src), parsed, plain, spec if not broken(src.faults) else None)


def _check_older(src: source.Source, parsed: tree.Tree, older: migrate.Migrated) -> Checked:
    """A file of an older format, as it is once brought up to date; the run file keeps it as it was written."""
    checked = check_source(source.from_bytes(older.data, src.file))
    span = parsed.span(("format",))
    src.faults = [*checked.faults]
    src.note("V805", span, {"old": older.steps[0].old, "now": migrate.FORMAT})
    level = checked.level and dataclasses.replace(checked.level, text_hash=src.sha256, source=src.text)
    return Checked(src, settled(src), parsed, checked.plain, level)


def check_level(path: Path | str) -> tuple[Diagnostic, ...]:
    """All the faults of a level file, from top to bottom; () when there is nothing to say."""
    return check_file(Path(path), str(path)).faults


def load_level(path: Path | str) -> LevelSpec:
    """The level of that file.  Raises ContentError with every fault when there is an error in it."""
    checked = check_file(Path(path), str(path))
    if checked.level is None:
        raise ContentError(checked.faults)
    return checked.level
