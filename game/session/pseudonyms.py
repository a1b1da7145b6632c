"""Under which names people play: what a pseudonym may be, and the site's list of them.

The list is a plain text file that a trainer edits, `pseudonyms.txt` beside the settings: one pseudonym a line, what follows a # is
a remark.  It says no real name; which person is behind a pseudonym, the site keeps elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

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
