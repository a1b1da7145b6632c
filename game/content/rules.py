"""The rule catalogue: YAML files to scoring's Rulebook, with the place of every fault.

What a rule may hold is scoring's to say (`scoring.rulebook`); this reads the files and finds the lines.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from pathlib import Path

from game.content import rulelint, source, suggest
from game.content.diagnostic import ContentError
from game.content.fault import Diagnostic, Span, Word
from game.content.reading import broken, parse, settled
from game.content.tree import Plain, Tree
from game.environment import levels_home
from scoring.rulebook import Rulebook, RuleError

ROOT = Path(__file__).resolve().parent.parent.parent
CATALOGUE = ROOT / "scoring" / "rules"
SITE = levels_home() / "site"
FEW = 8
"""Possible words that are listed where the one that was meant is known."""


def check_among_all(src: source.Source) -> tuple[Diagnostic, ...]:
    """The faults of a file of rules, held against the rules of all other files."""
    here = Path(src.file).resolve()
    books = [_sound(path, _stamp(path)) for path in catalogue_paths() if path.resolve() != here]
    others: Rulebook | None = None
    for book in books:
        if book is not None:
            others = book if others is None else _joined(others, book)
    return check_rules(src, others, whole=True)[1]


@functools.lru_cache(maxsize=64)
def _sound(path: Path, stamp: tuple[int, int]) -> Rulebook | None:
    """The rules of one file by itself, None when it has errors (its own check says which).  stamp: its state on the disk."""
    return check_rules(source.read(path, str(path)))[0]


def faulty_site_files() -> tuple[str, ...]:
    """The files of the site's rules that have errors: their rules are in no catalogue."""
    return tuple(path.name for path in sorted(SITE.glob("*.yaml")) if _sound(path, _stamp(path)) is None)


def _joined(one: Rulebook, other: Rulebook) -> Rulebook:
    """Both, the first of two rules with one number."""
    return one.joined(other.subset([rule for rule in other.rules if rule not in one.rules]))


def catalogue_paths() -> tuple[Path, ...]:
    """The files of the catalogue and of the site's own rules."""
    return (*sorted(CATALOGUE.glob("*.yaml")), *sorted(SITE.glob("*.yaml")))


def load_rulebook(paths: Iterable[Path | str] = ()) -> Rulebook:
    """The rulebook of these files, or of the catalogue and the site.  Raises ContentError with every fault.

    Without paths a site's file with errors is left out: a level that names its rules is told, all others go on."""
    chosen = tuple(Path(path) for path in paths) or catalogue_paths()
    return _load(tuple((str(path), _stamp(path)) for path in chosen), lenient=not paths)


def _stamp(path: Path) -> tuple[int, int]:
    try:
        stat = path.stat()
    except OSError:
        return (0, 0)
    return (stat.st_mtime_ns, stat.st_size)


@functools.lru_cache(maxsize=8)
def _load(files: tuple[tuple[str, tuple[int, int]], ...], lenient: bool) -> Rulebook:
    """One reading per state of the files on the disk.  lenient: a site's files may have errors."""
    whole: Rulebook | None = None
    faults: list[Diagnostic] = []
    for path, _ in files:
        book, found = check_rules(source.read(Path(path), path), whole)
        if not (lenient and book is None and rulelint.is_site(path)):
            faults += found
        if book is not None:
            whole = book if whole is None else whole.joined(book)
    if whole is None or broken(faults):
        raise ContentError(tuple(faults))
    return whole


def known_rulebook() -> Rulebook | None:
    """The catalogue for checking levels; None when it cannot be read itself (its own check says why)."""
    try:
        return load_rulebook()
    except ContentError:
        return None


def check_rules(src: source.Source, others: Rulebook | None = None, whole: bool = False) -> tuple[Rulebook | None, tuple[Diagnostic, ...]]:
    """(the rules of one file or None, its faults).  others: rules of other files, whose ids are taken; whole: of all others."""
    tree = parse(src)
    book: Rulebook | None = None
    if tree is not None:
        plain = tree.plain()
        if not broken(src.faults):
            book = _read(tree, plain)
            if book is not None and others is not None:
                _taken(tree, plain, others)
            if book is not None and whole:
                rulelint.look(tree, plain, book, others)
    faults = settled(src)
    return (None if broken(faults) else book), faults


def _read(tree: Tree, plain: Plain) -> Rulebook | None:
    """The rulebook; when it has a fault, each rule is read by itself, so that all faulty rules are told at once."""
    try:
        return Rulebook.from_plain(plain)
    except RuleError as error:
        if not (isinstance(plain, dict) and isinstance(plain.get("rules"), list)) or error.path[:1] != ("rules",):
            _report(tree, error.path, error)
            return None
    sound = []
    for n, rule in enumerate(plain["rules"]):
        if _try(tree, {**plain, "rules": [rule]}, [n]):
            sound.append(n)
    # Then what no rule shows by itself: a number used twice, a check that another rule names.
    _try(tree, {**plain, "rules": [plain["rules"][n] for n in sound]}, sound)
    return None


def _try(tree: Tree, plain: Plain, numbers: Sequence[int]) -> bool:
    """Reads some of the rules of a file (numbers: which); reports and returns False when they have a fault."""
    try:
        Rulebook.from_plain(plain)
    except RuleError as error:
        path: tuple[str | int, ...] = tuple(error.path)
        if len(path) > 1 and path[0] == "rules" and isinstance(path[1], int) and path[1] < len(numbers):
            path = ("rules", numbers[path[1]], *path[2:])
        _report(tree, path, error)
        return False
    return True


def _report(tree: Tree, path: Sequence[str | int], error: RuleError) -> None:
    span: Span = tree.span(path, "key" if error.code == "unknown_key" else "value")
    rule = shown_rule(tree, path)
    choices = error.values.get("known", "").split(", ")
    near = suggest.nearest(error.values.get("name", ""), choices, "words") if len(choices) > 1 else ""
    values = dict(error.values)
    if near and len(choices) > FEW:
        values["known"] = ", ".join((*choices[:FEW], "…"))
    reason = Word(f"rulebook.{error.code}", tuple(values.items()))
    fix = "near" if near else "rule" if rule else ""
    tree.source.report("N720", span.line, span.column, span.width, fix=fix, reason=reason, rule=rule, near=near)


def shown_rule(tree: Tree, path: Sequence[str | int]) -> str:
    """The id of the rule a path lies in, "" outside of them."""
    return tree.raw((*path[:2], "id")) if len(path) >= 2 and path[0] == "rules" else ""


def _taken(tree: Tree, plain: Plain, others: Rulebook) -> None:
    for n, rule in enumerate(plain["rules"]):
        if rule["id"] in others.rules:
            span = tree.span(("rules", n, "id"))
            free = rulelint.free_number((*others.rules, *(one["id"] for one in plain["rules"])))
            tree.source.report("N721", span.line, span.column, span.width, rule=str(rule["id"]), free=free)
