"""Safe corrections: only where the program knows what was meant, shown as a diff, the old text kept beside.

Nothing but the places named by the faults is touched: layout and remarks of the author stay as they are.
"""

from __future__ import annotations

import codecs
import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from game.content import source
from game.content.fault import Diagnostic, Edit

LINE_ENDS = re.compile(r"\r\n|\r|\n")
ROUNDS = 5
"""A correction may uncover the next slip; each round puts right what the one before has shown."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A corrected text: `data` as the file should be, how many corrections, what changed."""

    data: bytes
    count: int
    diff: str


def corrected(data: bytes, name: str, faults_of: Callable[[bytes], Sequence[Diagnostic]]) -> Fixed:
    """The text with every sure correction made.  faults_of: checks the bytes of a text."""
    src = source.from_bytes(data, name)
    if not src.readable:
        return Fixed(data, 0, "")
    whole = source.decode(data, source.Source(""))
    ends, first = LINE_ENDS.findall(whole), "\n".join(LINE_ENDS.split(whole))
    text, count = first, 0
    for _ in range(ROUNDS):
        faults = faults_of(text.encode())
        edits = [fault.edit for fault in faults if fault.edit is not None]
        if not edits:
            break
        text, made = apply(text, edits)
        count += made
    encoding = int(any(fault.code == "Y101" for fault in src.faults))
    if not count and not encoding:
        return Fixed(data, 0, "")
    lines = difflib.unified_diff(first.split("\n"), text.split("\n"), f"{name} (avant, before)", name, lineterm="", n=1)
    # Each line keeps the end it had, and the file its mark at the top: no correction takes or adds a line.
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    body = "".join(line + end for line, end in zip(text.split("\n"), [*ends, ""], strict=True))
    return Fixed(mark + body.encode(), count + encoding, "\n".join(lines))


def apply(text: str, edits: Sequence[Edit]) -> tuple[str, int]:
    """The text with these edits, from the end to the beginning; an edit that overlaps one already made waits for the next round."""
    lines = text.split("\n")
    made = 0
    last: Edit | None = None
    for edit in sorted(edits, key=lambda one: (one.line, one.start), reverse=True):
        if edit.line >= len(lines) or (last is not None and edit.line == last.line and edit.end > last.start):
            continue
        line = lines[edit.line]
        lines[edit.line] = line[: edit.start] + edit.new + line[edit.end :]
        last = edit
        made += 1
    return "\n".join(lines), made


def save(path: Path, data: bytes) -> Path:
    """Put the corrected bytes in place, the old ones into <name>.bak beside.  Raises OSError; then nothing is lost."""
    backup = path.with_name(path.name + ".bak")
    backup.write_bytes(path.read_bytes())
    fresh = path.with_name(path.name + ".new")
    fresh.write_bytes(data)
    fresh.replace(path)
    return backup
