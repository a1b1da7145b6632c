"""Writing a run file: each line whole on the disk before anything it tells is shown.

A full disk or a vanished network drive does not end the play: lines wait in memory, `trouble` says why, and each next
line tries again.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from game.commands import Command
from game.events import Event
from game.session.codec import encode_play
from game.session.faults import RunError
from game.session.header import Header
from game.session.results import free_name, write_new
from game.session.runfile import Kept, Run, read_run, seal_line
from game.session.station import Station
from game.session.strict import dumps
from scoring.seal import line_hash, sign

_LOCK_AT = 2**40
"""Windows locks bytes and keeps readers off them: one far behind any file's end."""


class Journal:
    """An open, locked run file, or None of it left once closed.

    tick: where the next play line begins.  trouble: why the last line is not on the disk yet (None when all is)."""

    def __init__(self, path: Path, handle: int, kept: Kept, tick: int) -> None:
        self.path = path
        self.tick = tick
        self.trouble: OSError | None = None
        self._handle = handle
        self._size, self._n, self._head = kept.size, kept.n, kept.head
        self._waiting = b""

    @classmethod
    def create(cls, path: Path, header: Header) -> Journal:
        """A new run file with its first line.  Raises OSError when it cannot be written, FileExistsError when the name is taken."""
        line = dumps({"n": 0, "prev": "", "kind": "run", **header.to_plain()})
        if not write_new(path, line + b"\n"):  # whole or not at all: no kill leaves half a first line
            raise FileExistsError(path)
        handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
        take_lock(handle)
        return cls(path, handle, Kept(len(line) + 1, 1, line_hash(line)), 0)

    @classmethod
    def reopen(cls, path: Path) -> tuple[Journal, Run]:
        """An unfinished run to go on with, locked; nothing in it is changed yet.  Raises RunError (busy, sealed, what is
        wrong with it) and OSError."""
        try:
            handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
        except FileNotFoundError:
            raise RunError("missing") from None
        try:
            run = _resumable(path, handle)
        except BaseException:
            os.close(handle)
            raise
        return cls(path, handle, run.kept, run.ticks), run

    def cut(self, run: Run) -> Path | None:
        """Cut what follows the last line of play; it is kept in a `.torn` file beside (returned).  Raises OSError."""
        if not run.torn:
            return None
        os.lseek(self._handle, run.kept.size, os.SEEK_SET)
        with os.fdopen(os.dup(self._handle), "rb") as file:
            torn = file.read()
        beside = free_name(self.path.with_suffix(".torn"))
        while not write_new(beside, torn):
            beside = free_name(beside)
        os.ftruncate(self._handle, run.kept.size)
        os.fsync(self._handle)
        return beside

    def play(self, end: int, played: Sequence[tuple[int, Command]], events: Iterable[Event]) -> None:
        """The ticks since the last line, up to `end`."""
        self._line("play", {"from": self.tick, "to": end, **encode_play(self.tick, played, events)})
        self.tick = end

    def gap(self, **gap: object) -> None:
        """The program was gone in between; members as `runfile.Gap` has them."""
        self._line("resumed", gap)

    def seal(self, sheet: Mapping[str, Any], station: Station) -> None:
        """The score sheet, and the seal over everything."""
        self._line("sheet", {"sheet": sheet})
        head = self._head
        self._append(dumps(seal_line(self._n, head, station.public, sign(station.private, head))))

    def _line(self, kind: str, data: Mapping[str, Any]) -> None:
        self._append(dumps({"n": self._n, "prev": self._head, "kind": kind, **data}))

    def _append(self, line: bytes) -> None:
        self._n += 1
        self._head = line_hash(line)
        self._waiting += line + b"\n"
        self.flush()

    def flush(self) -> None:
        """Try to bring what waits to the disk."""
        if not self._waiting:
            return
        try:
            os.lseek(self._handle, self._size, os.SEEK_SET)
            written = 0
            while written < len(self._waiting):
                written += os.write(self._handle, self._waiting[written:])
            os.fsync(self._handle)
        except OSError as error:
            self.trouble = error
            with contextlib.suppress(OSError):
                os.ftruncate(self._handle, self._size)
            return
        self._size += len(self._waiting)
        self._waiting = b""
        self.trouble = None

    def close(self) -> None:
        """Let go of the file (and of its lock).  A second call does nothing."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


def _resumable(path: Path, handle: int) -> Run:
    """The run of an open file, when it is unfinished, sound and nobody else's.  Raises RunError."""
    if not take_lock(handle):
        raise RunError("busy")
    run = read_run(path)
    if run.sealed_by:
        raise RunError("sealed_already")
    if run.fault is not None:
        raise run.fault
    return run


def take_lock(handle: int) -> bool:
    """Take the lock that ends with the process; False when another has it.  Where a file system knows no locks: True."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(handle, _LOCK_AT, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True
    return True


def is_busy(path: Path) -> bool:
    """Whether a program is writing this run at this moment."""
    try:
        handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    except OSError:
        return False
    try:
        return not take_lock(handle)
    finally:
        os.close(handle)
