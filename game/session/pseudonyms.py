"""Under which names people play: what a pseudonym may be, and the site's list of them.

The list is a plain text file that a trainer edits, `pseudonyms.txt` beside the settings: one pseudonym a line, what follows a # is
a remark.  It says no real name; which person is behind a pseudonym, the site keeps elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from game.session.results import write_whole

LIST = "pseudonyms.txt"
LONGEST = 24
MOST = 5_000
_LARGEST = 500_000


@dataclass(frozen=True, slots=True)
class SiteList:
    """names: in the order of the file, each once; faults: (line, key of the message) of lines that are no pseudonym."""

    names: tuple[str, ...] = ()
    faults: tuple[tuple[int, str], ...] = ()


def good_code(code: str) -> str:
    """Empty when the pseudonym can be used (letters, digits, - and _, at most 24), else the key of the message."""
    if len(code) > LONGEST:
        return "ui.code_too_long"
    if any(not (c.isalnum() or c in "-_") for c in code):
        return "ui.code_letters"
    return ""


def site_list(path: Path) -> SiteList:
    """The site's list; an empty one when there is none.  Never raises for what stands in the file."""
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST)
    except OSError:
        return SiteList()
    names: dict[str, str] = {}
    faults: list[tuple[int, str]] = []
    for number, line in enumerate(_text(data).splitlines()[:MOST], 1):
        name = line.partition("#")[0].strip()
        fault = good_code(name)
        if fault:
            faults.append((number, fault))
        elif name:
            names.setdefault(name.casefold(), name)
    return SiteList(tuple(names.values()), tuple(faults))


def _text(data: bytes) -> str:
    """As an editor wrote it: UTF-8 with or without its mark, UTF-16 with its mark, else the code page of old Windows."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def enlist(path: Path, names: Iterable[str]) -> int:
    """Write pseudonyms at the end of the list, those that are good and not there yet; how many.  One that was retired comes back as it
    stood.  All else in the file stays as it is: remarks, order, ends of lines, encoding.  Raises OSError."""
    lines, end, encoding = _lines(path)
    known = {name.casefold() for name in site_list(path).names}
    added = 0
    for name in dict.fromkeys(names):
        if not name or good_code(name) or name.casefold() in known:
            continue
        known.add(name.casefold())
        at = next((n for n, line in enumerate(lines) if _retired(line) == name.casefold()), None)
        if at is None:
            lines.append(name)
        else:
            lines[at] = lines[at].removeprefix(_OUT)
        added += 1
    if added:
        _write(path, lines, end, encoding)
    return added


def retire(path: Path, name: str) -> bool:
    """Turn the line of a pseudonym into a remark, so that nobody is offered it any more; whether it stood there.  Raises OSError."""
    lines, end, encoding = _lines(path)
    found = [n for n, line in enumerate(lines) if line.partition("#")[0].strip().casefold() == name.casefold()]
    for n in found:
        lines[n] = _OUT + lines[n].strip()
    if found and name:
        _write(path, lines, end, encoding)
    return bool(found and name)


_OUT = "#- "
"""Before the line of a pseudonym that was retired."""


def _retired(line: str) -> str:
    return line.removeprefix(_OUT).partition("#")[0].strip().casefold() if line.startswith(_OUT) else ""


def _lines(path: Path) -> tuple[list[str], str, str]:
    """(lines, what ends them, encoding); of a file that is not there yet, as an editor of today makes it."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return [], "\n", "utf-8"
    text = _text(data)
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "utf-8"
    return text.splitlines(), "\r\n" if "\r\n" in text else "\n", encoding


def _write(path: Path, lines: list[str], end: str, encoding: str) -> None:
    write_whole(path, "".join(line + end for line in lines).encode(encoding))
