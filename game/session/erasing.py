"""Erase a person from this PC: all that bears a pseudonym is found, named, and taken away; what lies elsewhere is said.

    found = traces(name, roots, settings)       nothing is touched yet
    done = erase(found)                         every part on its own, the run files last

Nothing is kept of how far it came: whatever stops it, the next look finds the rest, because the run files, which tell what else belongs to
the person, go last.  Of an erasure one line stays, without a name (`erased.jsonl`).
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from game.session.assessor import FILE as WATCHED
from game.session.beside import TABLE
from game.session.journal import is_busy
from game.session.notes import LEDGER, NOTES_SUFFIX
from game.session.pseudonyms import LIST
from game.session.reporting import MEMORY
from game.session.results import data_folder, utc_now, write_whole
from game.session.runfile import SUFFIX
from game.session.spool import PENDING, REJECTED, SENT, Spool, spool_folder
from game.session.strict import LONGEST_LINE
from scoring.cohort.pages import key

KINDS = (
    "note_batch", "batch", "pages", "memory", "row", "mark", "settings", "list", "group", "crash", "page", "notes", "torn", "ledger", "run",
)  # fmt: skip
"""What is found, in the order in which it goes: what only the run files lead to before them."""
LOG = "erased.jsonl"
CRASHES = "crashes"
"""Folder of reports on errors of the program, with the words of the command and names of files."""
TRAINER = "trainer"
"""Folder of what a trainer keeps of his own: JSON files whose rows may have a list `people`."""
_PEOPLE = "people"
_PAGES = ("index.html", "heat.html", "apart.html", "runs.html", "levels/????????????????.html", "people/????????????????.html")
"""Of a report (`reporting.write_pages`), and no other file of that folder."""

Progress = Callable[[int, int], None]
"""Is told how many parts are done, and of how many; what it raises ends the work."""


def _quiet(done: int, of: int) -> None:
    """Nobody looks on."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One file that bears the name.  count: how many entries of it go (1 = the file itself); act: takes it away, raises OSError."""

    kind: str
    path: Path
    count: int
    act: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Traces:
    """What was found.  found: in the order in which it goes; runs: ids; busy: runs that are being played; unread: run files without a
    first line that can be read; alike: other spellings of the name among the runs, and how many runs."""

    name: str
    found: tuple[Trace, ...]
    runs: tuple[str, ...]
    busy: tuple[Path, ...]
    unread: tuple[Path, ...]
    alike: dict[str, int]

    def count(self, kind: str) -> int:
        """How many entries of a kind."""
        return sum(one.count for one in self.found if one.kind == kind)


@dataclass(frozen=True, slots=True)
class Erased:
    """What came of it.  counts: by kind; left: what could not be taken away, and why."""

    counts: dict[str, int]
    left: tuple[tuple[Path, str], ...]


def erase(traces: Traces, folder: Path | None = None, progress: Progress = _quiet) -> Erased:
    """Take away what was found.  A part that cannot go (a file held open) keeps the run files it hangs on.  folder: the data folder.
    progress: is told before each part; what it raises ends the work there, with its line written."""
    counts: dict[str, int] = {}
    left: list[tuple[Path, str]] = []
    at = 0
    try:
        for at, one in enumerate(traces.found):
            progress(at, len(traces.found))
            if left and one.kind in ("ledger", "run"):
                left.append((one.path, ""))
                continue
            try:
                one.act()
            except OSError as error:
                left.append((one.path, error.strerror or type(error).__name__))
            else:
                counts[one.kind] = counts.get(one.kind, 0) + one.count
        at = len(traces.found)
    finally:
        if counts:
            _note(counts, bool(left) or at < len(traces.found), folder or data_folder())
    return Erased(counts, tuple(left))


def _note(counts: dict[str, int], more: bool, folder: Path) -> None:
    """A line that something was erased: when, how much, and that more is left; nobody's name."""
    path = folder / LOG
    before = path.read_bytes() if path.exists() else b""
    write_whole(path, before + json.dumps({"at": utc_now(), "counts": counts, "left": more}).encode() + b"\n")


# --- finding -------------------------------------------------------------------------------------------------------------


def traces(
    name: str, more: Sequence[Path] = (), settings: Path | None = None, folder: Path | None = None, progress: Progress = _quiet
) -> Traces:
    """Everything of that pseudonym in the data folder, in `more` folders, and in settings and list.  Raises ValueError for an empty name.

    settings: the settings' file, beside which the list of pseudonyms lies; folder: another data folder than the user's."""
    if not name:
        raise ValueError(name)
    home = folder or data_folder()
    roots = list(dict.fromkeys(root.resolve() for root in (home, *more) if root.is_dir()))
    own, busy, unread, alike = _runs(name, roots, progress)
    spool = Spool(home / "spool" if folder else spool_folder())
    batches = _batches(name, spool, {run for _, run in own})
    runs = {run for _, run in own} | {batch.name[:32] for batch in batches}
    found = [
        *(Trace("note_batch" if ".note." in path.name else "batch", path, 1, path.unlink) for path in batches),
        *_pages(name, roots),
        *(Trace("memory", path, 1, partial(_drop_memory, path)) for path in _memories(name, home / MEMORY)),
        *_lines("row", _under(roots, f"{Path(TABLE).stem}*.csv"), partial(_rows_of, name, runs)),
        *_lines("mark", [home / WATCHED], partial(_json_lines_of, "trainee", {name})),
        *_people(name, sorted((home / TRAINER).glob("*.json"))),
        *(_in_settings(name, settings) if settings else ()),
        *_told_in("crash", name, sorted((home / CRASHES).glob("*.txt"))),
        *_beside(path for path, _ in own),
        *_lines("ledger", [home / "station" / LEDGER], partial(_json_lines_of, "run", runs)),
        *(Trace("run", path, 1, path.unlink) for path, _ in own),
    ]
    found.sort(key=lambda one: KINDS.index(one.kind))
    return Traces(name, tuple(found), tuple(sorted(runs)), tuple(busy), tuple(unread), alike)


def _under(roots: Iterable[Path], pattern: str) -> list[Path]:
    """Files of that name below these folders, each once."""
    found: dict[Path, None] = {}
    for root in roots:
        for path in sorted(root.rglob(pattern)):
            if path.is_file():
                found.setdefault(path)
    return list(found)


def _runs(name: str, roots: Sequence[Path], progress: Progress) -> tuple[list[tuple[Path, str]], list[Path], list[Path], dict[str, int]]:
    """(run files of that name with their ids, those being played, those that tell no name, other spellings)."""
    own: list[tuple[Path, str]] = []
    busy: list[Path] = []
    unread: list[Path] = []
    alike: dict[str, int] = {}
    files = _under(roots, f"*{SUFFIX}")
    for at, path in enumerate(files):
        progress(at, len(files))
        head = _head(path)
        trainee = head.get("trainee")
        if not isinstance(trainee, str):
            unread.append(path)
        elif trainee == name:
            run = str(head.get("run", ""))
            (busy.append(path) if is_busy(path) else own.append((path, run if re.fullmatch(r"[0-9a-f]{32}", run) else "-")))
        elif trainee.casefold() == name.casefold():
            alike[trainee] = alike.get(trainee, 0) + 1
    return own, busy, unread, alike


def _head(path: Path) -> dict[str, Any]:
    """The first line of a run file, whatever else is wrong with it; empty when there is none."""
    try:
        with path.open("rb") as file:
            head = json.loads(file.readline(LONGEST_LINE))
    except (OSError, ValueError, RecursionError):
        return {}
    return head if isinstance(head, dict) else {}


def _beside(runs: Iterable[Path]) -> Iterator[Trace]:
    """What lies beside run files: sheet, record, notes, torn ends."""
    for path in runs:
        for page in (path.with_suffix(".html"), path.with_name(f"{path.stem}-record.html")):
            if page.is_file():
                yield Trace("page", page, 1, page.unlink)
        notes = path.with_name(path.name.removesuffix(SUFFIX) + NOTES_SUFFIX)
        if notes.is_file():
            yield Trace("notes", notes, 1, notes.unlink)
        for torn in sorted(path.parent.glob("*.torn")):
            if torn.name == f"{path.stem}.torn" or re.fullmatch(re.escape(path.stem) + r"\.\d+\.torn", torn.name):
                yield Trace("torn", torn, 1, torn.unlink)


def _batches(name: str, spool: Spool, runs: set[str]) -> list[Path]:
    """Files of the spool about runs of that person, notes on them before the runs' own batches: only these bear the name."""
    files = [path for state in (PENDING, SENT, REJECTED) for path in sorted((spool.folder / state).glob("*")) if path.is_file()]
    mine = {path.name[:32] for path in files if path.suffix == ".json" and ".note." not in path.name and _acts(name, spool, path)}
    found = [path for path in files if path.name[:32] in mine | runs]
    return sorted(found, key=lambda path: re.fullmatch(r"\w+\.json", path.name) is not None)


def _acts(name: str, spool: Spool, path: Path) -> bool:
    """Whether that person is the actor of a batch."""
    read = spool.read(path)
    actor = read[1][0].get("actor") if read else None
    account = actor.get("account") if isinstance(actor, dict) else None
    return isinstance(account, dict) and account.get("name") == name


def _memories(name: str, folder: Path) -> list[Path]:
    """What reports remember of what they read: it is made anew from what is left.  One that cannot be looked into goes too."""
    from scoring.cohort.store import Store

    found = []
    for path in sorted(folder.glob("*.duckdb")):
        try:
            store = Store(path)
        except OSError:
            found.append(path)
            continue
        known = store.ask("SELECT count(*) FROM run WHERE trainee = ?", name)[0][0]
        store.close()
        if known:
            found.append(path)
    return found


def _drop_memory(path: Path) -> None:
    path.with_name(f"{path.name}.wal").unlink(missing_ok=True)
    path.unlink()


def _pages(name: str, roots: Sequence[Path]) -> Iterator[Trace]:
    """Reports with a page about that person: all their pages, for the name stands on most; that page last."""
    for page in _under(roots, f"{key(name)}.html"):
        top = page.parent.parent
        if page.parent.name == _PEOPLE:
            others = [path for pattern in _PAGES for path in sorted(top.glob(pattern)) if path != page]
            yield from (Trace("pages", path, 1, path.unlink) for path in (*others, page))


# --- entries of files ----------------------------------------------------------------------------------------------------


def _told_in(kind: str, name: str, paths: Iterable[Path]) -> Iterator[Trace]:
    """Files that nobody misses and that say the name, as a word of its own."""
    word = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
    for path in paths:
        if word.search(b"".join(_split(path)).decode("utf-8", "replace").replace("_", " ")):
            yield Trace(kind, path, 1, path.unlink)


def _lines(kind: str, paths: Iterable[Path], mine: Callable[[list[bytes]], list[bool]]) -> Iterator[Trace]:
    """Files of lines some of which go.  mine: of each line whether it does."""
    for path in paths:
        count = sum(mine(_split(path)))
        if count:
            yield Trace(kind, path, count, partial(_without, path, mine))


def _split(path: Path) -> list[bytes]:
    """The lines with their ends, however long the file; none when there is no file."""
    try:
        return path.read_bytes().splitlines(keepends=True)
    except OSError:
        return []


def _without(path: Path, mine: Callable[[list[bytes]], list[bool]]) -> None:
    """Write the file anew without its lines that go, all other bytes as they were, in one move."""
    lines = path.read_bytes().splitlines(keepends=True)
    write_whole(path, b"".join(line for line, goes in zip(lines, mine(lines), strict=True) if not goes))


def _rows_of(name: str, runs: set[str], lines: list[bytes]) -> list[bool]:
    """Rows of a table of results that are of that person or of one of these runs."""
    if not lines:
        return []
    head = lines[0].decode("utf-8-sig", "replace")
    sign = max(";,\t", key=head.count)
    columns = next(csv.reader([head], delimiter=sign))
    places = {column: columns.index(column) for column in ("trainee", "run") if column in columns}
    goes = [False]
    for line in lines[1:]:
        cells = next(csv.reader([line.decode("utf-8", "replace")], delimiter=sign), [])
        told = {column: cells[place].removeprefix("'") for column, place in places.items() if place < len(cells)}
        goes.append(told.get("trainee") == " ".join(name.splitlines()) or told.get("run") in runs)
    return goes


def _json_lines_of(member: str, values: set[str], lines: list[bytes]) -> list[bool]:
    """Lines whose member has one of these values."""
    goes = []
    for line in lines:
        try:
            said = json.loads(line)
        except (ValueError, RecursionError):
            said = None
        goes.append(isinstance(said, dict) and isinstance(said.get(member), str) and said[member] in values)
    return goes


def _people(name: str, paths: Iterable[Path]) -> Iterator[Trace]:
    """Lists of people that a trainer keeps."""
    for path in paths:
        rows = _plain(path)
        count = sum(name in row["people"] for row in _with_people(rows))
        if count:
            yield Trace("group", path, count, partial(_out_of_groups, name, path))


def _with_people(data: object) -> list[dict[str, Any]]:
    rows = data.get("rows") if isinstance(data, dict) else None
    return [row for row in rows if isinstance(row, dict) and isinstance(row.get("people"), list)] if isinstance(rows, list) else []


def _out_of_groups(name: str, path: Path) -> None:
    data = _plain(path)
    for row in _with_people(data):
        row["people"] = [one for one in row["people"] if one != name]
    write_whole(path, json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8"))


def _in_settings(name: str, path: Path) -> Iterator[Trace]:
    """The settings, old ones that were set aside, and the list of pseudonyms beside them."""
    data = _plain(path)
    if isinstance(data, dict) and (data.get("trainee") == name or name in _recent(data)):
        yield Trace("settings", path, 1, partial(_out_of_settings, name, path))
    yield from _told_in("settings", name, sorted(path.parent.glob(f"{path.name}.bad*")))
    listed = path.with_name(LIST)
    count = sum(_listed(name, line) for line in _text(listed)[0].splitlines())
    if count:
        yield Trace("list", listed, count, partial(_off_the_list, name, listed))


def _text(path: Path) -> tuple[str, str]:
    """A text file that an editor of Windows or another wrote, and its encoding; of bytes that are no text none is changed."""
    data = b"".join(_split(path))
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    return data.decode(encoding, "surrogateescape" if encoding == "utf-8" else "replace"), encoding


def _listed(name: str, line: str) -> bool:
    """Whether that line of the list is of that pseudonym, also one that was retired."""
    return line.removeprefix("\ufeff").removeprefix("#-").partition("#")[0].strip() == name


def _off_the_list(name: str, path: Path) -> None:
    text, encoding = _text(path)
    kept = "".join(line for line in text.splitlines(keepends=True) if not _listed(name, line))
    write_whole(path, kept.encode(encoding, "surrogateescape" if encoding == "utf-8" else "strict"))


def _recent(data: dict[str, Any]) -> list[Any]:
    recent = data.get("recent")
    return recent if isinstance(recent, list) else []


def _out_of_settings(name: str, path: Path) -> None:
    data = _plain(path)
    data["recent"] = [one for one in _recent(data) if one != name]
    if data.get("trainee") == name:
        data["trainee"] = ""
    write_whole(path, json.dumps(data, ensure_ascii=False, indent=2).encode("utf-8"))


def _plain(path: Path) -> Any:
    try:
        return json.loads(b"".join(_split(path)).decode("utf-8"))
    except (ValueError, RecursionError):
        return None
