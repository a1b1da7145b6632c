"""What a trainer says of a run, beside its file: `<run>.notes.jsonl`, append-only, chained, every line signed.

    {"n":0,"prev":"<hash of the run's last line>","kind":"presence","time":"..","by":"M. Duval","station":"..",
     "finding":0,"rating":0,"decision":"","text":"","public":"..","signature":".."}

`prev` of the first line is the SHA-256 of the run's last line, its seal, so notes belong to one run and no other; of each
further line that of the line before.  `signature` is Ed25519 over "grade-a note", a line feed, and the SHA-256 of the line without its
member `signature`.  A chain cannot tell that its end was cut off: the station that wrote the notes keeps in its own
ledger (`station/notes.heads`) how many there are and the hash of the last.

The acts of a trainer (who he is, what he may say) are in `game.session.remarks`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from game.session.faults import RunError
from game.session.journal import take_lock
from game.session.results import data_folder, sync_folder, write_whole
from game.session.runfile import SUFFIX
from game.session.station import Station, station_id
from game.session.strict import Fields, dumps, loads
from scoring.notes import DECISIONS, KINDS, MOST, Note
from scoring.seal import NOTE_PREFIX, line_hash, sign, signature_fits

NOTES_SUFFIX = ".notes.jsonl"
LEDGER = "notes.heads"
LONGEST_TEXT = 2_000
"""Characters of a reason or comment."""
LONGEST_NAME = 60
MOST_NOTES = 500
_LARGEST = 4_000_000
_END = 4_000_000
"""Bytes at the end of a run file within which its last line begins."""


@dataclass(frozen=True, slots=True)
class Told:
    """The notes of a run as they stand in their file.  signers: public keys; fault: the first thing wrong, with its line.

    What comes before a fault is there to be looked at; `sound` notes are those of a file without one."""

    path: Path
    notes: tuple[Note, ...] = ()
    signers: tuple[str, ...] = ()
    hashes: tuple[str, ...] = ()
    fault: RunError | None = None

    @property
    def sound(self) -> tuple[Note, ...]:
        """All of them when nothing is wrong, else none."""
        return () if self.fault is not None else self.notes


def notes_path(run_file: Path) -> Path:
    """Where the notes of that run lie."""
    return run_file.with_name(run_file.name.removesuffix(SUFFIX) + NOTES_SUFFIX)


def read_notes(run_file: Path, run_id: str, folder: Path | None = None) -> Told:
    """The notes of a run, checked: their chain, their signatures, their run, and this station's ledger.  Whose keys these
    are is for the caller (`station.known_keys`).  folder: another data folder than the user's.  Raises nothing: no notes are no fault."""
    told = _read(run_file)
    if told.fault is None:
        count, head = _ledger(run_id, folder)
        if len(told.notes) < count:
            fault = RunError("notes_cut", line=len(told.notes) + 1, count=count - len(told.notes))
            return Told(told.path, told.notes, told.signers, told.hashes, fault)
        if count and told.hashes[count - 1] != head:
            return Told(told.path, told.notes, told.signers, told.hashes, RunError("notes_other", line=count))
    return told


def _read(run_file: Path) -> Told:
    path = notes_path(run_file)
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except FileNotFoundError:
        return Told(path)
    except OSError as error:
        return Told(path, fault=RunError("unreadable", reason=error.strerror or type(error).__name__))
    lines = data.split(b"\n")
    notes: list[Note] = []
    signers: list[str] = []
    hashes: list[str] = []
    fault: RunError | None = None
    try:
        head = _anchor(run_file)
        for number, line in enumerate(lines[:-1], 1):
            note, public = _note(line, number, head, lines[number:])
            notes.append(note)
            signers.append(public)
            head = line_hash(line)
            hashes.append(head)
        if lines[-1] or len(data) > _LARGEST:
            raise RunError("notes_torn", line=len(lines))  # noqa: TRY301 - told like the others
    except RunError as error:
        fault = error if error.line is not None else error.at(len(notes) + 1)
    return Told(path, tuple(notes), tuple(dict.fromkeys(signers)), tuple(hashes), fault)


def _note(line: bytes, number: int, head: str, rest: Sequence[bytes]) -> tuple[Note, str]:
    """One line taken apart: (note, public key).  rest: the lines after it.  Raises RunError."""
    fields = Fields(loads(line))
    n, prev = fields.whole("n", 0), fields.string("prev", 64)
    if n != number - 1:
        mine = f'{{"n":{number - 1},'.encode()
        dropped = n >= number and not any(other.startswith(mine) for other in rest)
        raise RunError("lines_missing", count=n - number + 1) if dropped else RunError("line_out_of_place", n=n)
    note = Note(
        fields.one_of("kind", KINDS),
        fields.string("time", 40),
        fields.string("by", LONGEST_NAME),
        fields.hexadecimal("station", 16),
        fields.whole("finding", 0),
        fields.whole("rating", 0, MOST),
        fields.one_of("decision", ("", *DECISIONS)),
        fields.string("text", LONGEST_TEXT),
    )
    public, signature = fields.hexadecimal("public", 64), fields.hexadecimal("signature", 128)
    fields.done()
    unsigned = _unsigned(n, prev, note, public)
    if dumps({**unsigned, "signature": signature}) != line or not _fits(public, unsigned, signature) or station_id(public) != note.station:
        raise RunError("note_changed")
    if prev != head:
        raise RunError("notes_run" if number == 1 else "line_out_of_place", n=n)
    return note, public


def _unsigned(n: int, prev: str, note: Note, public: str) -> Mapping[str, Any]:
    return {"n": n, "prev": prev, **asdict(note), "public": public}


def _fits(public: str, unsigned: Mapping[str, Any], signature: str) -> bool:
    return signature_fits(public, line_hash(dumps(unsigned)), signature, NOTE_PREFIX)


def _anchor(run_file: Path) -> str:
    """SHA-256 of the run's last line.  Raises RunError when the run has none: it is unfinished."""
    try:
        with run_file.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - _END))
            lines = file.read().split(b"\n")
    except OSError as error:
        raise RunError("unreadable", reason=error.strerror or type(error).__name__) from None
    if len(lines) < 2 or lines[-1] or b'"kind":"seal"' not in lines[-2][:200]:
        raise RunError("notes_unsealed")
    return line_hash(lines[-2])


def append(run_file: Path, run_id: str, note: Note, station: Station, folder: Path | None = None) -> Told:
    """Add one note, signed by this station; the notes as they then are.  What stands already is never changed.

    Raises RunError when the run is not sealed or its notes are not sound, OSError when they cannot be written."""
    with _alone(folder):
        told = read_notes(run_file, run_id, folder)
        if told.fault is not None:
            raise told.fault
        if len(told.notes) >= MOST_NOTES:
            raise RunError("notes_many", most=MOST_NOTES)
        head = told.hashes[-1] if told.hashes else _anchor(run_file)
        unsigned = _unsigned(len(told.notes), head, note, station.public)
        line = dumps({**unsigned, "signature": sign(station.private, line_hash(dumps(unsigned)), NOTE_PREFIX)})
        before = told.path.read_bytes() if told.path.exists() else b""
        write_whole(told.path, before + line + b"\n")
        _enter(run_id, len(told.notes) + 1, line_hash(line), folder)
    return read_notes(run_file, run_id, folder)


# --- the station's ledger ------------------------------------------------------------------------------------------------


def _ledger_path(folder: Path | None) -> Path:
    return (folder or data_folder()) / "station" / LEDGER


def _ledger(run_id: str, folder: Path | None) -> tuple[int, str]:
    """(how many notes this station has written or seen of that run, hash of the last of them); (0, "") when none."""
    try:
        lines = _ledger_path(folder).read_bytes().split(b"\n")
    except OSError:
        return 0, ""
    count, head, mark = 0, "", run_id.encode()
    for line in lines:
        if mark not in line:
            continue
        try:
            fields = Fields(loads(line))
            if fields.string("run", 32) == run_id and (told := fields.whole("notes", 1, MOST_NOTES)) > count:
                count, head = told, fields.hexadecimal("head", 64)
        except RunError:  # a torn last line: that note is still in its own chain
            continue
    return count, head


def _enter(run_id: str, count: int, head: str, folder: Path | None) -> None:
    path = _ledger_path(folder)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600)
    try:
        os.write(handle, dumps({"run": run_id, "notes": count, "head": head}) + b"\n")
        os.fsync(handle)
    finally:
        os.close(handle)
    sync_folder(path.parent)


@contextmanager
def _alone(folder: Path | None) -> Iterator[None]:
    """One writer of notes at a time on this station.  Raises RunError when another is at it."""
    path = _ledger_path(folder).with_name("notes.lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not take_lock(handle):
            raise RunError("notes_busy")
        yield
    finally:
        os.close(handle)
