"""Reading a run file that anybody may have written, changed or cut.

One JSON object a line, each with its number `n` and `prev`, the SHA-256 of the bytes of the line before:

    {"n":0,"prev":"","kind":"run",...}                           see game.session.header
    {"n":1,"prev":"..","kind":"play","from":0,"to":60,...}       a second of play, see game.session.codec
    {"n":9,"prev":"..","kind":"resumed","tick":480,...}          the program was gone in between
    {"n":12,"prev":"..","kind":"sheet","sheet":{...}}            the score sheet
    {"n":13,"prev":"..","kind":"seal","public":"..","signature":".."}   Ed25519 over `prev`, and so over all before

A file without its seal is unfinished and never valid.  `read_run` raises RunError where not even the first line can be
used; every other fault is kept in `Run.fault`, and what could be read before it can still be looked at.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from game.commands import Command
from game.events import Event
from game.session.codec import LONGEST_RUN_TICKS, TICKS_A_LINE, decode_play
from game.session.faults import RunError
from game.session.header import Header, read_header
from game.session.strict import LONGEST_LINE, Fields, dumps, loads
from scoring.seal import line_hash, signature_fits

LARGEST_FILE = 32_000_000
"""Bytes; four hours of play stay below 8 MB."""
SUFFIX = ".run"
KINDS = ("run", "play", "resumed", "sheet", "seal")
MOST_LINES = 100_000
_MOST_TORN_LINES = 3
_SEAL_BYTES = 1_000
"""A seal line is about 350 bytes long."""
_HEX = 64


@dataclass(frozen=True, slots=True)
class Gap:
    """The program was gone here: killed, or without power.

    stopped: when the file was last written (UTC); torn: name of the file that keeps the cut_bytes cut from the end."""

    tick: int
    stopped: str
    resumed: str
    cut_bytes: int
    torn: str
    station: str
    program: str
    code: str
    reference: str


@dataclass(frozen=True, slots=True)
class Span:
    """A play line: its ticks (start, end] and its number in the file, from 1."""

    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Kept:
    """The end of the last line of play: where a run can be gone on with."""

    size: int
    n: int
    head: str


@dataclass(slots=True)
class Run:
    """What a run file holds.

    commands: by the tick before their step; sheet: as written, None without; sealed_by: public key, "" while unsealed;
    torn: bytes after the last line of play of an unsealed file; fault: the first thing wrong with the file, with its line;
    whole: the play could be read to its end."""

    path: Path
    header: Header
    commands: dict[int, tuple[Command, ...]] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    sheet: dict[str, Any] | None = None
    sealed_by: str = ""
    kept: Kept = Kept(0, 0, "")
    torn: int = 0
    lines: int = 0
    fault: RunError | None = None
    whole: bool = True

    @property
    def ticks(self) -> int:
        """How far the run was written."""
        return self.spans[-1].end if self.spans else 0

    @property
    def sealing_station(self) -> str:
        """Id of the station that has to have sealed it: the last one that wrote."""
        return self.gaps[-1].station if self.gaps else self.header.station

    def line_of(self, tick: int) -> int | None:
        """Number of the line that tells of this tick (an event's: from 1)."""
        return next((span.line for span in self.spans if span.start <= tick <= span.end), None)


def read_run(path: Path) -> Run:
    """Read a run file.  Raises RunError when there is none, or its first line is not one, and OSError when it cannot be opened."""
    return read_bytes(path, _bytes(path))


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise RunError("missing") from None
    except IsADirectoryError:
        raise RunError("folder") from None
    except OSError as error:
        raise RunError("unreadable", reason=error.strerror or type(error).__name__) from None
    if len(data) > LARGEST_FILE:
        raise RunError("file_large", most=LARGEST_FILE // 1_000_000)
    return data


def read_bytes(path: Path, data: bytes) -> Run:
    """The same from bytes; `path` is only kept."""
    if not data.strip(b"\x00\r\n \t"):
        raise RunError("empty")
    if data.count(b"\n") > MOST_LINES:
        raise RunError("lines_many", most=MOST_LINES)
    lines = data.split(b"\n")
    tail = lines.pop()
    if not lines:
        raise RunError("first_line_torn" if len(tail) <= LONGEST_LINE else "line_long", line=1, most=LONGEST_LINE)
    reader = _Reader(path, lines[0])
    for number, line in enumerate(lines[1:], 2):
        if not reader.take(number, line):
            break
    return reader.finish(data, lines, tail)


class _Reader:
    """Follows a file line by line until the first that cannot be used."""

    def __init__(self, path: Path, first: bytes) -> None:
        try:
            fields = Fields(loads(first))
            chain = fields.whole("n", 0), fields.string("prev", _HEX), fields.one_of("kind", KINDS)
            header = read_header(fields)
            fields.done()
        except RunError as fault:
            raise fault.at(1) from None
        self.run = Run(path, header, kept=Kept(len(first) + 1, 1, line_hash(first)), lines=1)
        if chain != (0, "", "run"):
            self._fault(RunError("first_line"), 1)
        self._n = 1
        self._head = self.run.kept.head
        self._size = self.run.kept.size
        self._last_n = -1

    def _fault(self, fault: RunError, line: int) -> None:
        """The first fault is the one to report: the rest may follow from it."""
        if self.run.fault is None:
            self.run.fault = fault.at(line)

    def take(self, number: int, line: bytes) -> bool:
        """One complete line.  False when nothing after it can be used."""
        run = self.run
        if run.sealed_by:
            self._fault(RunError("after_seal"), number)
            return False
        try:
            kind = self._use(number, line)
        except RunError as fault:
            self._fault(fault, number)
            run.whole = run.sheet is not None
            return False
        self._size += len(line) + 1
        self._n += 1
        self._head = line_hash(line)
        run.lines = number
        if kind in ("play", "resumed"):
            run.kept = Kept(self._size, self._n, self._head)
        return True

    def _use(self, number: int, line: bytes) -> str:
        """Take one line apart into the run; its kind."""
        fields = Fields(loads(line))
        n, prev, kind = fields.whole("n", 0), fields.string("prev", _HEX), fields.one_of("kind", KINDS)
        self._chain(number, n, prev)
        if self.run.sheet is not None and kind != "seal":
            raise RunError("after_sheet")
        match kind:
            case "run":
                raise RunError("second_header")
            case "play":
                self._play(fields)
            case "resumed":
                self._resumed(fields)
            case "sheet":
                self.run.sheet = fields.plain("sheet")
            case "seal":
                self._seal(fields, line)
        fields.done()
        return kind

    def _chain(self, number: int, n: int, prev: str) -> None:
        """Note a break of the chain, said as what somebody must have done; go on with the line's own number."""
        if n > self._n:
            self._fault(RunError("lines_missing", count=n - self._n), number)
        elif n < self._n:
            self._fault(RunError("line_out_of_place", n=n), number)
        elif prev != self._head:
            self._fault(RunError("line_changed", line_after=number), number - 1)
        self._n = n

    def _play(self, fields: Fields) -> None:
        run = self.run
        start = fields.whole("from", 0, LONGEST_RUN_TICKS)
        end = fields.whole("to", 0, LONGEST_RUN_TICKS)
        if start != run.ticks or not start < end <= start + TICKS_A_LINE:
            raise RunError("ticks", start=start, end=end, wanted=run.ticks)
        commands, events = decode_play(fields, start, end)
        for event in events:
            if event.n <= self._last_n or (run.events and event.tick < run.events[-1].tick):
                raise RunError("event_order", n=event.n)
            self._last_n = event.n
            run.events.append(event)
        run.commands.update(commands)
        run.spans.append(Span(start, end, run.lines + 1))

    def _resumed(self, fields: Fields) -> None:
        gap = Gap(
            fields.whole("tick", 0, LONGEST_RUN_TICKS),
            fields.string("stopped", 40),
            fields.string("resumed", 40),
            fields.whole("cut_bytes", 0),
            fields.string("torn", 300),
            fields.hexadecimal("station", 16),
            fields.string("program", 200),
            fields.hexadecimal("code", 16),
            fields.hexadecimal("reference", 64),
        )
        if gap.tick != self.run.ticks:
            raise RunError("ticks", start=gap.tick, end=gap.tick, wanted=self.run.ticks)
        self.run.gaps.append(gap)

    def _seal(self, fields: Fields, line: bytes) -> None:
        """The seal line is in no hash: it must be byte for byte what we would write, and its signature must fit."""
        run = self.run
        if run.sheet is None:
            raise RunError("seal_early")
        fields.one_of("algorithm", ("Ed25519",))
        public, signature = fields.hexadecimal("public", _HEX), fields.hexadecimal("signature", 2 * _HEX)
        wanted = seal_line(self._n, self._head, public, signature)
        run.sealed_by = public
        if run.fault is None and (line != dumps(wanted) or not signature_fits(public, self._head, signature)):
            raise RunError("signature")

    def finish(self, data: bytes, lines: list[bytes], tail: bytes) -> Run:
        """What is left at the end of the file: nothing, a torn line, or something that does not belong there."""
        run = self.run
        left = lines[run.lines :]
        if run.sealed_by:
            if tail and run.fault is None:
                run.fault = RunError("after_seal", line=len(lines) + 1)
            return run
        run.torn = len(data) - run.kept.size
        if run.fault is not None and 0 < len(left) <= _MOST_TORN_LINES and all(_torn(line) for line in left):
            run.fault, run.whole = None, True  # nothing readable follows: what a power cut leaves, not what a hand does
        return run


def _torn(line: bytes) -> bool:
    try:
        loads(line)
    except RunError:
        return True
    return False


def ends_sealed(path: Path) -> bool:
    """Whether the file ends in a seal, by a look at its end only (whether it is a good one, `read_run` says).  False when it
    cannot be opened."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - _SEAL_BYTES))
            end = file.read(_SEAL_BYTES)
    except OSError:
        return False
    return end.endswith(b"}\n") and b'"kind":"seal"' in end.rstrip(b"\n").rpartition(b"\n")[2]


def seal_line(n: int, head: str, public: str, signature: str) -> Mapping[str, Any]:
    """The last line of a finished run."""
    return {"n": n, "prev": head, "kind": "seal", "algorithm": "Ed25519", "public": public, "signature": signature}
