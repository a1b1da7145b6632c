"""The score sheets of one person's own runs, out of the sealed files of a results folder.

Only the end of a file is read.  The seal is checked over the line with the sheet, so that a changed sheet counts for
nothing; whether all before it is sound, `verify` says.
"""

from __future__ import annotations

import os
from pathlib import Path

from game.session.faults import RunError
from game.session.runfile import SUFFIX
from game.session.strict import dumps, loads
from scoring.plain import PlainError
from scoring.record import Sheet
from scoring.seal import line_hash, signature_fits

_TAIL = 1_000_000
"""Bytes; a sheet with two hundred opportunities is a twentieth of that."""


def sealed_sheets(results: Path, trainee: str) -> tuple[Sheet, ...]:
    """The sheets of that pseudonym's own runs, oldest first, each run once whatever copies there are.

    What is unsealed, damaged, of another format or somebody else's is passed over; so is an empty pseudonym."""
    if not trainee or not results.is_dir():
        return ()
    found: dict[str, Sheet] = {}
    for path in sorted(results.glob(f"*{SUFFIX}")):
        sheet = sealed_sheet(path, trainee)
        if sheet is not None:
            found.setdefault(sheet.facts.run, sheet)
    return tuple(sorted(found.values(), key=lambda sheet: (sheet.facts.started, sheet.facts.run)))


def sealed_sheet(path: Path, trainee: str = "") -> Sheet | None:
    """The sheet of a run that a person played and that is sealed; None for any other file.  trainee: whose ("": anybody's)."""
    try:
        lines = _tail(path).split(b"\n")
    except OSError:
        return None
    if len(lines) < 3 or lines[-1]:
        return None
    told, seal = lines[-3:-1]
    if b'"kind":"sheet"' not in told[:200] or (trainee and dumps({"trainee": trainee})[1:-1] not in told):
        return None
    try:
        last = loads(seal)
        if not signature_fits(str(last.get("public")), line_hash(told), str(last.get("signature"))):
            return None
        sheet = Sheet.from_plain(loads(told).get("sheet"))
    except (RunError, PlainError, AttributeError):
        return None
    mine = sheet.facts.origin == "person" and (not trainee or sheet.facts.trainee == trainee)
    return sheet if mine else None


def _tail(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(max(0, file.seek(0, os.SEEK_END) - _TAIL))
        return file.read()
