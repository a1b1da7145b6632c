"""Files of an older format: brought up to date by small named steps that edit at the marks, the rest byte for byte.

A step is a function on a Draft (game.content.edit); it returns what only a person can decide.  An older file is read by
bringing it up to date in memory; `migrate` writes it, the old text kept as .bak.  Formats so far: 1.  A step is added to CHAIN on
the day the format becomes 2, together with a file of format 1 among the tests.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from game.content import fix, source
from game.content.edit import Draft, EditError
from game.texts import t

FORMAT = 1
GOOD, NOT_GOOD, COULD_NOT = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Step:
    """From one format to the next.  about: key of the text that says what changes; run: edits the draft, returns keys of texts
    about what is left to do by hand."""

    old: int
    about: str
    run: Callable[[Draft], Sequence[str]]


CHAIN: tuple[Step, ...] = ()
"""From the oldest format that is still read."""


@dataclass(frozen=True, slots=True)
class Migrated:
    """A file brought up to date: its bytes, the steps taken, what is left to a person."""

    data: bytes
    steps: tuple[Step, ...] = ()
    by_hand: tuple[str, ...] = ()


def format_of(data: bytes) -> int | None:
    """The format a file says it has; None when it says none."""
    try:
        found = Draft(data).value(("format",))
    except EditError:
        return None
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def migrated(data: bytes) -> Migrated:
    """The file in today's format.  Raises EditError when a step cannot be made without risk."""
    now = format_of(data)
    steps = [step for step in CHAIN if now is not None and step.old >= now]
    if not steps or now is None or steps[0].old != now:
        return Migrated(data)
    draft = Draft(data)
    by_hand: list[str] = []
    for step in steps:
        by_hand += step.run(draft)
        draft.put(("format",), step.old + 1)
    return Migrated(draft.data, tuple(steps), tuple(by_hand))


def migrate_paths(paths: Sequence[Path], lang: str = "fr") -> tuple[str, int]:
    """Bring these files (or folders) up to date: what to print, and the exit code (1: something is left to a person)."""
    files = [one for path in paths for one in (sorted(path.rglob("*.yaml")) if path.is_dir() else [path])]
    told, codes = [], [GOOD]
    for path in files:
        text, code = _one(path, lang)
        told.append(text)
        codes.append(code)
    return "\n".join([*told, t("content.migrate_done", lang, n=len(files), format=FORMAT)]) + "\n", max(codes)


def _one(path: Path, lang: str) -> tuple[str, int]:
    name = str(path)
    try:
        if path.stat().st_size > source.MAX_BYTES:
            return t("content.migrate_not", lang, file=name, reason=t("content.migrate_large", lang)), COULD_NOT
        data = path.read_bytes()
        done = migrated(data)
        if not done.steps:
            return t("content.migrate_current", lang, file=name), GOOD
        backup = fix.save(path, done.data)
    except OSError as error:
        return t("content.migrate_not", lang, file=name, reason=error.strerror or str(error)), COULD_NOT
    except EditError as error:
        return t("content.migrate_not", lang, file=name, reason=error.text(lang)), COULD_NOT
    before, after = (text.decode("utf-8", "replace").splitlines() for text in (data, done.data))
    lines = [*difflib.unified_diff(before, after, f"{name} ({done.steps[0].old})", f"{name} ({FORMAT})", lineterm="", n=1)]
    lines += [t(step.about, lang) for step in done.steps]
    lines += [t("content.migrate_by_hand", lang, what=t(key, lang)) for key in done.by_hand]
    lines.append(t("content.migrate_kept", lang, file=name, backup=str(backup)))
    return "\n".join(lines), NOT_GOOD if done.by_hand else GOOD
