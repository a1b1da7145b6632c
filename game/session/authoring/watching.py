"""A file that somebody writes in another program while it is open here: looked at now and then, taken when it stands still.

How to use it, in a scene of the window:

    self.watched = Watched(path)      # reads and checks the file at once
    self.watched.last                 # the Change as it stands: what to show first
    self.watched.good                 # the last Change that can be played, None when there was none yet
    change = self.watched.look()      # in `tick`, every tick: None nearly always, a Change when there is something new
    self.watched.again()              # at once, whatever the file looks like: "read it again", or after writing it oneself
    self.watched.follow(change.moved) # the file was renamed: go on with it under its new name

A Change tells `state` ("good", "faulty", "gone", "locked"), the check's `report` (faults and what the level is), the `level`
when it can be played, and the bytes.  A file that can be played but has warnings is "good".

Nothing is taken in the middle of a save: the bytes have to be the same at two looks in a row (half a second), and for two
seconds where they look half written: empty, less than half of what was there, the last line without its end, signs that no
text has, or no file at all (programs that save by writing beside and renaming).  There is no clock and no thread here; time
is how often `look` is called, sixty times a second.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from game.content import check, source
from game.content.fault import ERROR, Diagnostic
from game.content.report import FileReport, severity_of
from game.content.rules import catalogue_paths
from game.spec import LevelSpec

LOOK_TICKS = 15
"""A look every quarter of a second."""
STILL_LOOKS = 2
"""So many looks must find the same ..."""
HALF_LOOKS = 8
"""... and so many what looks half written."""
AFRESH_LOOKS = 8
"""The bytes are read again so often even when date and size are the same: some disks count in steps of two seconds."""
LEVEL_FILES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Change:
    """A file as it stood still.  state: good | faulty | gone | locked; moved: where the same file lies now, of one that is gone."""

    path: Path
    state: str
    report: FileReport
    level: LevelSpec | None = None
    data: bytes = b""
    moved: Path | None = None

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """What keeps it from being played, from top to bottom."""
        return tuple(fault for fault in self.report.faults if severity_of(fault) == ERROR)


@dataclass(frozen=True, slots=True)
class _Found:
    """What one look finds.  data None: no file, or none that can be read; rules: state of the files of rules beside."""

    data: bytes | None
    digest: str
    rules: tuple[object, ...]


class Watched:
    """One file, and what became of it.  name: how the check calls it (its path by default); profile: of the check."""

    def __init__(self, path: Path, name: str = "", profile: str = "normal") -> None:
        self.path, self.name, self.profile = path, name, profile
        self.good: Change | None = None
        """The last one without an error."""
        self._calls = self._looks = self._same = 0
        self._stat: object = None
        """Date and size at the last reading."""
        self._seen: _Found | None = None
        """What was found last and is not taken yet."""
        self._taken = _read(path)
        self._whole = b""
        """The last bytes that could be played: what half a file is held against."""
        self._held = b""
        """The last bytes there were."""
        self._beside = _names(path.parent)
        self.last = self._take(self._taken)

    def look(self) -> Change | None:
        """To be called every tick; what is new, once."""
        self._calls += 1
        if self._calls % LOOK_TICKS:
            return None
        self._looks += 1
        stat = (_stat(self.path), _rules())
        if self._seen is None and stat == self._stat and self._looks % AFRESH_LOOKS:
            return None
        self._stat = stat
        found = _read(self.path)
        if found == self._taken:
            self._seen = None
            return None
        self._same = self._same + 1 if found == self._seen else 1
        self._seen = found
        if self._same < (HALF_LOOKS if self._half(found.data) else STILL_LOOKS):
            return None
        return self._take(found)

    def again(self) -> Change:
        """The file as it is now, without waiting."""
        return self._take(_read(self.path))

    def follow(self, path: Path) -> Change:
        """Go on with the file under another name."""
        self.path, self.name = path, ""
        self._beside = _names(path.parent)
        return self.again()

    def _half(self, data: bytes | None) -> bool:
        """Whether it looks as if somebody were still writing."""
        if data is None or not data.strip():
            return True
        ends = (b"\n", b"\r")
        torn = self._whole.endswith(ends) and not data.endswith(ends)
        utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        return torn or len(data) * 2 < len(self._whole) or (b"\0" in data and not utf16)

    def _take(self, found: _Found) -> Change:
        self._taken, self._seen, self._same = found, None, 0
        # Checked are the bytes that were looked at: the file may have gone on changing by now.
        name = self.name or str(self.path)
        src = source.from_bytes(found.data, name) if found.data is not None else source.read(self.path, name)
        checked = check.look(src)
        report = check.reported(checked, self.profile)
        moved = None
        if found.data is not None:
            state = "faulty" if any(severity_of(fault) == ERROR for fault in report.faults) else "good"
        else:
            state = "locked" if found.digest == "locked" else "gone"
            moved = self._moved() if state == "gone" else None
        self.last = Change(self.path, state, report, checked.level, found.data or b"", moved)
        if state == "good":
            self.good, self._whole = self.last, found.data or b""
        if found.data is not None:
            self._held, self._beside = found.data, _names(self.path.parent)
        return self.last

    def _moved(self) -> Path | None:
        """The file that appeared beside and holds what this one held."""
        new = sorted(_names(self.path.parent) - self._beside)
        return next((path for path in new if self._held and path.suffix in LEVEL_FILES and _read(path).data == self._held), None)


def _names(folder: Path) -> frozenset[Path]:
    try:
        return frozenset(folder.iterdir())
    except OSError:
        return frozenset()


def _stat(path: Path) -> tuple[int, int, int] | str:
    try:
        stat = path.stat()
    except (OSError, ValueError) as error:
        return type(error).__name__
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def _rules() -> tuple[object, ...]:
    """State of the files of rules: what a level may name changes with them."""
    return tuple((path.name, _stat(path)) for path in catalogue_paths())


def _read(path: Path) -> _Found:
    """The bytes, never more than a level may have and a little; without them why: "gone" or "locked"."""
    rules = _rules()
    try:
        with path.open("rb") as file:
            data = file.read(source.MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return _Found(None, "gone", rules)
    except OSError:
        return _Found(None, "locked", rules)
    return _Found(data, hashlib.sha256(data).hexdigest(), rules)
