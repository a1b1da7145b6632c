"""Where results lie, and how a file gets there whole or not at all.

Nothing here overwrites what somebody may want: new names are taken exclusively, a replaced file is replaced in one move.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

DATA_VARIABLE = "GRADE_A_DATA"
"""Environment variable that puts the data folder elsewhere (a site's drive, a test)."""
_TRIES = 5
_PAUSE_S = 0.05
_TABLES = 9


def data_folder() -> Path:
    """Where this program keeps what is the user's: the station's key, settings, results.  Not made here."""
    chosen = os.environ.get(DATA_VARIABLE)
    if chosen:
        return Path(chosen).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_dir("grade-a", appauthor=False))


def results_folder() -> Path:
    """Where runs go when nobody says otherwise.  Not made here."""
    return data_folder() / "results"


def utc_now() -> str:
    """The time as files carry it: 2026-01-31T14:03:05Z.  For headers and names; nothing that is scored reads it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def run_name(started: str, level_id: str, trainee: str, run_id: str) -> str:
    """File name of a run: time, level, pseudonym, four characters against equal names; safe on every system."""
    stamp = started.replace(":", "-")
    parts = (stamp, _plain(level_id), _plain(trainee), run_id[:4])
    return "_".join(part for part in parts if part) + ".run"


def _plain(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9-]+", "-", text).strip("-")[:40]


def write_whole(path: Path, data: bytes) -> None:
    """Write a file in one move: readers see the old one or the new one, never half of one.  Raises OSError."""
    temporary = _temporary(path, data)
    for remaining in reversed(range(_TRIES)):
        try:
            temporary.replace(path)
            break
        except PermissionError:  # Windows: a virus scanner or a reader holds it for a moment
            if not remaining:
                temporary.unlink(missing_ok=True)
                raise
            time.sleep(_PAUSE_S)
    sync_folder(path.parent)


def write_new(path: Path, data: bytes, mode: int = 0o644) -> bool:
    """Write a file that must not exist yet, whole; False when another was first.  Raises OSError."""
    temporary = _temporary(path, data, mode)
    try:
        if os.name == "nt":
            temporary.rename(path)  # refuses an existing name there
        else:
            os.link(temporary, path)
    except FileExistsError:
        return False
    except OSError:  # no links on this file system (USB sticks): take the name first, then fill it
        return _write_exclusive(path, data, mode)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    sync_folder(path.parent)
    return True


def _write_exclusive(path: Path, data: bytes, mode: int) -> bool:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    except FileExistsError:
        return False
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        with contextlib.suppress(OSError):
            path.unlink()  # half a file under a good name would be taken for a whole one
        raise
    return True


def _temporary(path: Path, data: bytes, mode: int = 0o644) -> Path:
    """The data on disk, beside where it is to go, under a name nobody else uses."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    if not _write_exclusive(temporary, data, mode):
        raise FileExistsError(temporary)
    return temporary


def sync_folder(folder: Path) -> None:
    """Make a new name in a folder last over a power cut, where the system has that (not on Windows)."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def append_row(path: Path, kinds: Sequence[tuple[bytes, bytes]]) -> Path:
    """Append one row to a table that several programs may append to, each in one write.

    kinds: (first line of a table, the row as such a table wants it); a new table is of the first kind.  Returns the table
    used: while a spreadsheet holds `results.csv`, or it begins otherwise, the row goes to `results-2.csv`, and so on.
    Raises OSError when none can be written."""
    trouble: OSError | None = None
    for number in range(1, _TABLES + 1):
        table = path if number == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}")
        try:
            if not table.exists():
                write_new(table, kinds[0][0])
            row = _fitting(table, kinds)
            if row is not None:
                _append(table, row)
                return table
        except PermissionError as error:
            trouble = error
    raise trouble or FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


def _fitting(table: Path, kinds: Sequence[tuple[bytes, bytes]]) -> bytes | None:
    with table.open("rb") as file:
        first = file.read(max(len(head) for head, _ in kinds))
    return next((row for head, row in kinds if first.startswith(head)), None)


def _append(table: Path, row: bytes) -> None:
    torn = _torn(table)
    handle = os.open(table, os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0))
    try:
        os.write(handle, (b"\r\n" if torn else b"") + row)
        os.fsync(handle)
    finally:
        os.close(handle)


def _torn(table: Path) -> bool:
    """Whether a power cut took the end of somebody's row.

    A row across two pages of the disk is for a moment seen in half while another program writes it, so a table counts as
    torn only when its end has stood still."""
    seen = -1
    while True:
        with table.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - 1))
            if size == 0 or file.read(1) == b"\n":
                return False
        if size == seen:
            return True
        seen = size
        time.sleep(_PAUSE_S)


def free_name(path: Path) -> Path:
    """The path, or the first of `name.2.ext`, `name.3.ext`, ... that is free."""
    number = 1
    free = path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}.{number}{path.suffix}")
    return free
