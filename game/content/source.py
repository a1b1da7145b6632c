"""From the bytes of a file to clean lines of text: size, encoding, invisible signs.

Nothing here raises for what a file holds: faults are returned, and the text is made readable all the same where it can
be, so that further faults are found in the same go.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

from game.content.fault import Diagnostic, Edit, Span, Value, Word

MAX_BYTES = 512 * 1024
DOCUMENTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff")
"""How files begin that are no text: docx, xlsx and odt; doc and xls; pdf; rtf; png; jpeg."""
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]"
)
"""Signs that show nothing on the screen and that break a file or reverse what is read."""


@dataclass(slots=True)
class Source:
    """A file as text.  `readable` is false when there is nothing to look at any further."""

    file: str
    """Its name as the reader sees it."""
    text: str = ""
    lines: list[str] = field(default_factory=list)
    sha256: str = ""
    data: bytes = b""
    """The file as it lies there; empty when it was not read."""
    readable: bool = True
    faults: list[Diagnostic] = field(default_factory=list)

    def note(self, code: str, span: Span, values: dict[str, Value], fix: str = "", edit: Edit | None = None, severity: str = "") -> None:
        """Note a fault at a place.  values: what its sentence names."""
        shown = self.lines[span.line] if 0 <= span.line < len(self.lines) else ""
        self.faults.append(Diagnostic(code, self.file, span, values, fix, severity, edit, shown))

    def report(
        self, code: str, line: int, column: int = 0, width: int = 1, fix: str = "", edit: Edit | None = None, **values: Value
    ) -> None:
        """The same with a place in numbers (counted from 0)."""
        self.note(code, Span(line, column, max(1, width)), dict(values), fix, edit)


def read(path: Path, name: str = "") -> Source:
    """Read a file from the disk.  `name`: how to call it in messages (its path as given, by default)."""
    source = Source(name or str(path))
    try:
        if path.is_dir():
            source.report("Y120", 0, reason=Word("content.is_folder"))
        elif path.stat().st_size > MAX_BYTES:
            source.report("Y115", 0, size=path.stat().st_size // 1024, most=MAX_BYTES // 1024)
        else:
            return from_bytes(path.read_bytes(), source.file)
    except (OSError, ValueError) as error:
        missing = isinstance(error, FileNotFoundError | NotADirectoryError) or not isinstance(error, OSError)
        source.report("Y120", 0, reason=Word("content.not_there" if missing else "content.not_readable"))
    source.readable = False
    return source


def from_bytes(data: bytes, name: str) -> Source:
    """The same from bytes already in hand."""
    source = Source(name, sha256=hashlib.sha256(data).hexdigest(), data=data)
    if len(data) > MAX_BYTES:
        source.report("Y115", 0, size=len(data) // 1024, most=MAX_BYTES // 1024)
        source.readable = False
        return source
    if data.startswith(DOCUMENTS):
        source.report("Y124", 0)
        source.readable = False
        return source
    text = decode(data, source)
    source.text = text.replace("\r\n", "\n").replace("\r", "\n")
    source.lines = source.text.split("\n")
    if not source.text.strip():
        source.report("Y119", 0)
        source.readable = False
        return source
    # The encoding was reported before there were lines to quote.
    source.faults = [_quoting(fault, source.lines) for fault in source.faults]
    if UNSEEN.search(source.text):
        _report_unseen(source)
    return source


def _quoting(fault: Diagnostic, lines: list[str]) -> Diagnostic:
    from dataclasses import replace

    return replace(fault, source=lines[fault.span.line]) if fault.span.line < len(lines) else fault


def decode(data: bytes, source: Source) -> str:
    """The text of these bytes; what is wrong with the encoding goes to the source."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        source.report("Y101", 0, fix="utf16", letter="UTF-16")
        return data.decode("utf-16", errors="replace").replace("\x00", "")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if data.count(0) > len(data) // 4:
            source.report("Y101", 0, fix="utf16", letter="UTF-16")
            return data.decode("utf-16-be" if data[:1] == b"\x00" else "utf-16-le", errors="replace").replace("\x00", "")
        return _as_windows(data, error.start, source)


def _as_windows(data: bytes, at: int, source: Source) -> str:
    """An old Windows file: say so once, at the first letter, and read it as what it is."""
    text = data.decode("cp1252", errors="replace").replace("\ufffd", "?")
    before = text[:at].replace("\r\n", "\n").replace("\r", "\n")
    line = before.count("\n")
    source.report("Y101", line, len(before) - before.rfind("\n") - 1, letter=text[at])
    return text


def _report_unseen(source: Source) -> None:
    """Say where the invisible signs are, once a line, and take them out."""
    found = [(n, line, UNSEEN.search(line)) for n, line in enumerate(source.lines)]
    for n, line, match in found:
        if match:
            width = (
                len(line[match.start() :]) - len(UNSEEN.sub("", line[match.start() :])) if UNSEEN.fullmatch(line[match.start() :]) else 1
            )
            edit = Edit(n, match.start(), match.start() + 1, "")
            source.report("Y117", n, match.start(), width, edit=edit, sign=f"U+{ord(match.group()):04X}")
    source.text = UNSEEN.sub(" ", source.text)
    source.lines = source.text.split("\n")
