"""Runs of other PCs brought to this one, from a share or a stick: what counts is copied, what does not is named with its reason.

Nothing at the source is changed, nothing here is overwritten.  Notes beside a run come along; where both sides have some, those that
go on from ours are taken, others are left and counted.  Pages are not copied: a page of practice is nobody's here.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from game.session.collection import Aside, Collected, collect
from game.session.jobs import Tell
from game.session.notes import notes_path
from game.session.place import STATIONS
from game.session.results import run_name, utc_now, write_new, write_whole
from game.session.runfile import SUFFIX
from game.session.station import KNOWN_FOLDER, known_keys, public_id
from game.session.trainer_room import collected_folder

BUNDLE = 50
MOST_KEYS = 200
"""Key files looked at in a folder."""


@dataclass(frozen=True, slots=True)
class Stranger:
    """A station that is not known here.  files: its runs; key: a file with its public key, None where none lies there; name, site: as
    its PC says them, "" = it does not."""

    id: str
    files: int
    key: Path | None
    name: str = ""
    site: str = ""


@dataclass(frozen=True, slots=True)
class Gathered:
    """files: run files there; taken: copied now; there: were here already; notes: runs whose notes came along; differing: runs whose
    notes there do not go on from ours; apart: what is not counted, and why; strangers: stations to be made known."""

    source: Path
    files: int
    taken: int
    there: int
    notes: int
    differing: int
    apart: tuple[Aside, ...]
    strangers: tuple[Stranger, ...]


def gather(source: Path, tell: Tell, target: Path | None = None) -> Gathered:
    """Take what counts.  Raises OSError when the source is no folder, or nothing can be written here."""
    if not source.is_dir():
        raise NotADirectoryError(20, "", str(source))
    home = target or collected_folder()
    files, keys = _search(source, home, tell)
    known, now = known_keys(), utc_now()
    counts = {"taken": 0, "there": 0, "notes": 0, "differing": 0}
    apart: list[Aside] = []
    for at in range(0, len(files), BUNDLE):
        tell("reading", at, len(files))
        collection = collect(files[at : at + BUNDLE], known, now)
        for one in collection.runs:
            counts["taken" if _copied(one, home) else "there"] += 1
            outcome = _notes(one, home)
            if outcome:
                counts[outcome] += 1
        apart += collection.aside
    tell("reading", len(files), len(files))
    return Gathered(source, len(files), **counts, apart=tuple(apart), strangers=_strangers(source, apart, keys))


def _search(source: Path, home: Path, tell: Tell) -> tuple[list[Path], list[Path]]:
    """(run files, key files) below a folder, in the order of their names; this PC's own collection is not collected again."""
    runs: list[Path] = []
    keys: list[Path] = []
    for folder, inside, names in os.walk(source):
        inside[:] = sorted(name for name in inside if Path(folder, name) != home and name != KNOWN_FOLDER)
        runs += [Path(folder, name) for name in sorted(names) if name.endswith(SUFFIX)]
        keys += [Path(folder, name) for name in sorted(names) if name.endswith(".pub")]
        tell("searching", len(runs), 0)
    return runs, keys[:MOST_KEYS]


def _place(one: Collected, home: Path) -> Path:
    header = one.header
    return home / header.station / run_name(header.started, header.level, header.trainee, header.run)


def _copied(one: Collected, home: Path) -> bool:
    """Whether it was copied now.  Another file of the same run is laid beside: then both are here, and neither counts."""
    data = one.path.read_bytes()
    for path in _names(_place(one, home)):
        if write_new(path, data):
            return True
        if path.read_bytes() == data:
            return False
    return False


def _names(path: Path) -> Iterator[Path]:
    yield path
    for number in range(2, 10):
        yield path.with_name(f"{path.stem}.{number}{path.suffix}")


def _notes(one: Collected, home: Path) -> str:
    """notes | differing | "" (none there, or ours are the same or go further).  Only sound notes of known stations come along."""
    if not one.beside.notes:
        return ""
    theirs = notes_path(one.path).read_bytes()
    mine = next((path for path in _names(_place(one, home)) if path.exists() and _same(path, one.path)), None)
    if mine is None:
        return ""
    path = notes_path(mine)
    ours = path.read_bytes() if path.exists() else b""
    if ours.startswith(theirs):
        return ""
    if not theirs.startswith(ours):
        return "differing"
    write_whole(path, theirs)
    return "notes"


def _same(path: Path, other: Path) -> bool:
    return path.stat().st_size == other.stat().st_size and path.read_bytes() == other.read_bytes()


def _strangers(source: Path, apart: Sequence[Aside], keys: Sequence[Path]) -> tuple[Stranger, ...]:
    count: dict[str, int] = {}
    for one in apart:
        if one.reason == "unknown_station":
            count[one.detail] = count.get(one.detail, 0) + 1
    found = {name: path for path in reversed(keys) if (name := public_id(path)) in count}
    return tuple(Stranger(name, files, found.get(name), *_said(source, name)) for name, files in sorted(count.items()))


def _said(source: Path, station: str) -> tuple[str, str]:
    """(name, site) as a PC left them on the share when it delivered."""
    try:
        said = json.loads((source / STATIONS / f"{station}.json").read_bytes()[:10_000])
        return str(said.get("name", ""))[:60], str(said.get("site", ""))[:60]
    except (OSError, ValueError, AttributeError):
        return "", ""
