"""What waits to be sent to a learning record store: one frozen batch per run, in a folder that survives everything.

    spool/pending/<run>.json     to be sent, byte for byte as it is
    spool/pending/<run>.note.3.json   the same of a trainer's third note: it may come when the run has long been sent
    spool/sent/<run>.json        the store has it
    spool/rejected/<run>.json    the store will not take it; <run>.txt beside says why
    spool/rejected/<run>.<n>.json   one statement of it, when the others went through

A batch is made once and never again (a newer program might spell it otherwise, and the store would answer 409).  The whole
folder may be carried to another PC on a stick: ids are in the batches, so what is sent twice arrives once.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from game.session.collection import Collection
from game.session.journal import take_lock
from game.session.results import data_folder, free_name, write_new, write_whole
from scoring.export.xapi import Plain, batch, note_batches, statements

PENDING, SENT, REJECTED = "pending", "sent", "rejected"
LARGEST = 8_000_000
"""Bytes of a batch; ours have about 100,000."""


def spool_folder() -> Path:
    """Where it lies when nobody says otherwise.  Not made here."""
    return data_folder() / "spool"


@dataclass(frozen=True, slots=True)
class Spool:
    """A spool at a folder."""

    folder: Path

    def put(self, collection: Collection, base: str) -> int:
        """Lay down what is not there yet; how many.  Raises OSError."""
        new = 0
        for one in collection.runs:
            new += self._lay(f"{one.header.run}.json", partial(statements, one.sheet, one.digest, base, one.beside))
            for name, notes in note_batches(one.sheet, one.digest, base, one.beside):
                new += self._lay(name, partial(list, notes))
        return new

    def _lay(self, name: str, made: Callable[[], list[Plain]]) -> bool:
        if any((self.folder / state / name).exists() for state in (PENDING, SENT, REJECTED)):
            return False
        return write_new(self.folder / PENDING / name, batch(made()))

    def pending(self) -> list[Path]:
        """Batches that wait, in the order of their names."""
        return sorted((self.folder / PENDING).glob("*.json"))

    def read(self, path: Path) -> tuple[bytes, list[Plain]] | None:
        """The bytes of a batch and its statements; None when it is none (a torn disk, a foreign file)."""
        try:
            if path.stat().st_size > LARGEST:
                return None
            data = path.read_bytes()
            said = json.loads(data)
        except (OSError, ValueError, RecursionError):
            return None
        if isinstance(said, list) and said and all(isinstance(one, dict) and isinstance(one.get("id"), str) for one in said):
            return data, said
        return None

    def sent(self, path: Path) -> None:
        """The store has it."""
        self._move(path, self.folder / SENT / path.name)

    def reject(self, path: Path, reason: str) -> None:
        """The store will not take it.  The reason first: where no file can be written (a full disk), the batch keeps waiting."""
        write_whole(self.folder / REJECTED / f"{path.stem}.txt", reason.encode("utf-8", "replace"))
        self._move(path, self.folder / REJECTED / path.name)

    def reject_some(self, path: Path, bad: list[tuple[int, Plain, str]]) -> None:
        """Statements of it were refused one by one; the others are there.  bad: (place in the batch, statement, reason)."""
        for number, statement, reason in bad:
            write_whole(self.folder / REJECTED / f"{path.stem}.{number}.json", batch([statement]))
            write_whole(self.folder / REJECTED / f"{path.stem}.{number}.txt", reason.encode("utf-8", "replace"))
        self.sent(path)

    def set_torn_aside(self, path: Path) -> None:
        """What is no batch any more makes room, so that the run can be laid down again."""
        self._move(path, free_name(self.folder / REJECTED / f"{path.stem}.torn"))

    def _move(self, path: Path, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)

    @contextlib.contextmanager
    def alone(self) -> Iterator[bool]:
        """One sender per spool: True inside when this is the one.  The lock ends with the process."""
        self.folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.folder / "sender.lock", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            yield take_lock(handle)
        finally:
            os.close(handle)
