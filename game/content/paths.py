"""levels/paths.yaml: what initial and continuing training ask for, as levels in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from game.content import source
from game.content.diagnostic import ContentError
from game.content.fault import Diagnostic
from game.content.reading import broken, parse, settled
from game.content.rules import ROOT
from game.content.suggest import nearest
from game.content.tree import Tree
from game.spec import Text

FILE = ROOT / "levels" / "paths.yaml"
Modes = Mapping[str, tuple[str, ...]]
"""Id of a level -> the modes it offers."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One step: that level in that mode, `runs` times to its end, each with `score` points or more (None: whatever it gives)."""

    level: str
    mode: str
    runs: int = 1
    score: int | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """One path.  every_days: a step is to be done again when it was last done so many days ago; None: once done, for good."""

    id: str
    title: Text
    about: Text
    steps: tuple[Ask, ...]
    every_days: int | None = None


def load_paths(path: Path = FILE) -> tuple[Course, ...]:
    """The paths of that file, in its order.  Raises ContentError with every fault when there is an error in it."""
    courses, faults = check_paths_file(source.read(path, str(path)))
    if courses is None:
        raise ContentError(faults)
    return courses


def is_paths(src: source.Source) -> bool:
    """Whether a file is meant as paths."""
    return src.readable and any(line.startswith("paths:") for line in src.lines[:400])


def check_paths_file(src: source.Source, levels: Modes | None = None) -> tuple[tuple[Course, ...] | None, tuple[Diagnostic, ...]]:
    """(the paths or None, the faults of the file).  levels: those there are; by default the levels of the file's own folder."""
    tree = parse(src)
    if tree is None:
        return None, settled(src)
    # Late, as with levels: a file that cannot be read does not need them.
    from game.content import shape
    from game.content.path_models import Paths

    model, _ = shape.validate(tree, Paths)
    if model is None:
        return None, settled(src)
    courses = tuple(
        Course(
            one.id,
            Text(one.title.fr or one.title.en, one.title.en or one.title.fr),
            Text(one.about.fr or one.about.en, one.about.en or one.about.fr),
            tuple(Ask(step.level, step.mode, step.runs, step.score) for step in one.steps),
            one.every_days,
        )
        for one in model.paths
    )
    _look(tree, courses, levels_there() if levels is None else levels)
    faults = settled(src)
    return (None if broken(faults) else courses), faults


def levels_there(folder: Path = ROOT / "levels") -> dict[str, tuple[str, ...]]:
    """The levels of a folder that can be played, with their modes."""
    from game.content.loader import check_file

    found = {}
    for path in sorted(folder.glob("*/*.yaml")):
        level = check_file(path).level if path.parent.name != "site" else None
        if level is not None:
            found[level.id] = level.modes
    return found


def _look(tree: Tree, courses: tuple[Course, ...], levels: Modes) -> None:
    """R306 a path named twice; C101 a level there is none of; C102 a mode it does not offer; C103 points where none count."""
    first: dict[str, int] = {}
    for n, course in enumerate(courses):
        if course.id in first:
            line = tree.span(("paths", first[course.id], "id")).line + 1
            tree.source.note("R306", tree.span(("paths", n, "id")), {"name": course.id, "first": line})
        first.setdefault(course.id, n)
        for k, step in enumerate(course.steps):
            place = ("paths", n, "steps", k)
            if step.level not in levels:
                near = nearest(step.level, levels)
                known = ", ".join(levels) or "-"
                span = tree.span((*place, "level"))
                tree.source.note("C101", span, {"name": step.level, "near": near, "known": known}, "near" if near else "")
            elif step.mode not in levels[step.level]:
                offered = ", ".join(levels[step.level])
                tree.source.note("C102", tree.span((*place, "mode")), {"mode": step.mode, "level": step.level, "known": offered})
            if step.score is not None and step.mode == "guided":
                tree.source.note("C103", tree.span((*place, "score")), {"level": step.level})
