"""The check of files and folders, as the command line and the workshop call it: (what to print, exit code)."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from game.content import fix as fixing
from game.content import loader, report, source
from game.content.fault import ERROR, Diagnostic, Value
from game.content.paths import check_paths_file, is_paths
from game.content.reading import settled
from game.content.report import FileReport
from game.content.rules import CATALOGUE, check_among_all, known_rulebook
from game.environment import levels_home
from game.spec import LevelSpec
from game.texts import t

if TYPE_CHECKING:
    from game.content.tree import Path as Place
    from scoring.rulebook import Rulebook


class Shown(Protocol):
    """Something that play has shown to be wrong: code, place in the level, values of the sentence, which fix."""

    @property
    def code(self) -> str: ...
    @property
    def path(self) -> Place: ...
    @property
    def values(self) -> Mapping[str, Value]: ...
    @property
    def fix(self) -> str: ...


Play = Callable[[LevelSpec, "Rulebook"], Iterable[Shown]]
GOOD, NOT_GOOD, COULD_NOT = 0, 1, 2
PROFILES = ("draft", "normal", "publication")
_QUIET_IN_DRAFT = ("T401", "T402", "T403", "T404", "T405", "V802", "H901")
"""What does not matter yet while a level is being written."""
_HARD_IN_PUBLICATION = ("T401", "T402", "T403", "T404", "T405", "V802", "V803", "V804", "H901", "N702")
"""What a level given to trainees must not have."""


def check_paths(
    paths: Sequence[str | Path] = (),
    lang: str = "fr",
    format: str = "text",
    profile: str = "normal",
    fix: bool = False,
    play: Play | None = None,
) -> tuple[str, int]:
    """Checks levels, rule files and paths (folders are searched) and returns (report, exit code).

    Without paths: every level, the site's rules and the rule catalogue.  fix: first make the sure corrections, old texts kept
    as .bak.  play: what plays a sound level (game.session.playtests.play).
    Exit code 0 clean or warnings, 1 errors, 2 when a file could not be read at all or there was none."""
    chosen = [Path(path) for path in paths] or [levels_home(), CATALOGUE]
    files = list(_files(chosen))
    if not files:
        return t("content.no_files", lang, paths=", ".join(map(str, chosen))) + "\n", COULD_NOT
    reports = [_one(path, profile, fix, lang, play) for path in files]
    output = report.FORMATS[format](reports, lang)
    faults = [fault for one in reports for fault in one.faults]
    if any(fault.code == "Y120" for fault in faults):
        return output, COULD_NOT
    return output, NOT_GOOD if any(report.severity_of(fault) == ERROR for fault in faults) else GOOD


def _files(paths: Iterable[Path]) -> Iterable[Path]:
    """The files named, and the .yaml files of the folders named."""
    for path in paths:
        if path.is_dir():
            yield from sorted(one for one in path.rglob("*.y*ml") if one.suffix in (".yaml", ".yml") and one.is_file())
        else:
            yield path


def _shown(path: Path) -> str:
    """A path as the reader would type it."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)


def _one(path: Path, profile: str, fix: bool, lang: str, play: Play | None) -> FileReport:
    name = _shown(path)
    notes: list[str] = []
    if fix:
        notes = _fixed(path, name, lang)
    return dataclasses.replace(report_of(source.read(path, name), profile, play), diff="\n".join(notes))


def report_of(src: source.Source, profile: str = "normal", play: Play | None = None) -> FileReport:
    """The report of a file already read, from the disk or from what somebody is typing."""
    return reported(look(src), profile, play)


def reported(checked: loader.Checked, profile: str = "normal", play: Play | None = None) -> FileReport:
    """The report of what `look` has found."""
    faults, level = checked.faults, checked.level
    if play is not None and level is not None and checked.tree is not None:
        faults = _played(checked, level, play)
    return FileReport(checked.source.file, tuple(_in_profile(faults, profile)), tuple(facts(level)) if level else ())


def look(src: source.Source) -> loader.Checked:
    """What came of a file of any sort; `level` only for a level that can be played."""
    if is_rulebook(src):
        return loader.Checked(src, check_among_all(src))
    if is_paths(src):
        return loader.Checked(src, check_paths_file(src)[1])
    return loader.check_source(src)


def check_any(src: source.Source) -> tuple[tuple[Diagnostic, ...], LevelSpec | None]:
    """Faults of a file of any sort, and the level if it is one that can be played."""
    checked = look(src)
    return checked.faults, checked.level


def _played(checked: loader.Checked, level: LevelSpec, play: Play) -> tuple[Diagnostic, ...]:
    """The faults together with what play has shown; a breakdown of ours is told as such, never as a traceback."""
    src, tree, rulebook = checked.source, checked.tree, known_rulebook()
    if tree is None or rulebook is None:
        return checked.faults
    src.faults = list(checked.faults)
    try:
        for fault in play(level, rulebook):
            src.note(fault.code, tree.span(fault.path), dict(fault.values), fault.fix)
    except Exception as error:  # noqa: BLE001 - an author must never see a traceback
        src.note("V890", tree.span(("id",)), {"name": "play", "error": f"{type(error).__name__}: {error}"[:120]})
    return settled(src)


def is_rulebook(src: source.Source) -> bool:
    """Whether a file is meant as rules: it cites documents, or lies among the rules."""
    if not src.readable:
        return False
    head = src.text[:4000]
    return any(line.startswith("documents:") for line in head.split("\n")) and "\nthings:" not in src.text


def _in_profile(faults: Iterable[Diagnostic], profile: str) -> Iterable[Diagnostic]:
    for fault in faults:
        if profile == "draft" and fault.code in _QUIET_IN_DRAFT:
            continue
        if profile == "publication" and fault.code in _HARD_IN_PUBLICATION:
            yield dataclasses.replace(fault, severity=ERROR)
        else:
            yield fault


def _fixed(path: Path, name: str, lang: str) -> list[str]:
    """Make the sure corrections of one file; returns what to say about it."""
    try:
        if path.stat().st_size > source.MAX_BYTES:
            return []
        data = path.read_bytes()
        done = fixing.corrected(data, name, lambda text: check_any(source.from_bytes(text, name))[0])
        if not done.count:
            return []
        backup = fixing.save(path, done.data)
    except OSError as error:
        return [t("content.not_fixed", lang, file=name, reason=error.strerror or str(error))]
    return [done.diff, t("content.fixed", lang, file=name, n=done.count, backup=_shown(backup))]


def facts(level: LevelSpec) -> Iterable[tuple[str, int]]:
    """What the level is, in numbers."""
    from game.content.lint.order import count_orders
    from game.world.runs import everything, slots_of

    yield "steps", len(level.steps)
    orders = count_orders({step.id: list(step.after) for step in level.steps})
    yield ("orders", orders) if orders is not None else ("orders_over", 0)
    yield "rules", len(level.rules)
    rulebook = known_rulebook()
    if rulebook is not None:
        tags = Counter(tag for slot in slots_of(level, everything(level)) for tag in dict.fromkeys((slot.id, *slot.tags)))
        checks = [check for name in level.rules if name in rulebook.rules for check in rulebook.rules[name].checks]
        # One point for each slot that a check binds to; bound they need not be for that.
        yield "checks", sum(tags[check.for_] for check in checks)
    yield "hazards", len(level.hazards)
