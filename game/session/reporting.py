"""Run files to the report's store, a bundle at a time: what was read before is not read again, nothing is dropped in silence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from game.events import Answered
from game.session.collection import Collected, collect, run_files
from game.session.faults import RunError
from game.session.header import Header
from game.session.lrs import Store as Lrs
from game.session.notes import notes_path
from game.session.replay import level_of
from game.session.results import data_folder, write_whole
from game.session.runfile import read_run
from game.spec import LevelSpec
from game.texts import catalogue, t
from scoring.cohort.figures import apart, totals
from scoring.cohort.pages import Site, key, pages
from scoring.cohort.rows import Sure, rows_of
from scoring.cohort.statements import rows_of_statements
from scoring.cohort.store import FROM_STORE, FileRow, Store
from scoring.record import Sheet

BUNDLE = 100
"""Files between two looks at the progress: so much is in memory at a time."""
MEMORY = "reports"
"""Folder of the stores, among this user's data: they know every single result, which the pages must not."""
SURE = "sure."

Progress = Callable[[int, int], None]


def ingest(store: Store, places: Sequence[Path], known: frozenset[str], now: str, progress: Progress | None = None) -> tuple[int, int]:
    """Read what is new at these places into the store.  known, now: as `collection.collect` wants them.

    Returns (files there, files read).  Raises OSError when the store cannot take them."""
    paths = run_files(places)
    stamps = {str(path): stamp(path) for path in paths}
    store.forget(path for path, mark in store.stamps().items() if mark != FROM_STORE and path not in stamps)
    before = store.stamps()
    fresh = [path for path in paths if before.get(str(path)) != stamps[str(path)]]
    done = 0
    for bundle in (fresh[at : at + BUNDLE] for at in range(0, len(fresh), BUNDLE)):
        collection = collect(bundle, known, now)
        store.put(
            [FileRow(str(one.path), stamps[str(one.path)], one.digest, run=one.header.run) for one in collection.runs]
            + [FileRow(str(one.path), stamps[str(one.path)], "", one.reason, one.detail, one.run) for one in collection.aside],
            [rows_of(one.sheet, one.digest, one.beside, tuple(_sure(one))) for one in collection.runs],
        )
        done += len(bundle)
        if progress:
            progress(done, len(fresh))
    return len(paths), len(fresh)


def ingest_statements(store: Store, pages_of: Iterable[list[object]], source: str, progress: Progress | None = None) -> tuple[int, int]:
    """Runs out of a learning record store; those whose file is here too stay as the file tells them.

    Returns (runs taken, statements that are none of ours).  Raises OSError as the pages do."""
    told: list[object] = []
    for page in pages_of:
        told += page
        if progress:
            progress(len(told), len(told))
    files, rows, foreign = rows_of_statements(told, source)
    here = store.digests()
    taken = [(file, row) for file, row in zip(files, rows, strict=True) if row.digest not in here]
    store.forget(path for path in store.stamps() if path.startswith(f"{source}#"))
    store.put([file for file, _ in taken], [row for _, row in taken])
    return len(taken), foreign


def stamp(path: Path) -> str:
    """Size and time of a file and of the notes beside it: what tells that it has to be read again."""
    told = []
    for one in (path, notes_path(path)):
        try:
            seen = one.stat()
            told.append(f"{seen.st_size}/{seen.st_mtime_ns}")
        except OSError:
            told.append("-")
    return " ".join(told)


def _sure(one: Collected) -> Iterator[Sure]:
    """How sure somebody was of each point of a line before he saw the result, and whether something had been missed there."""
    if "line_clearance" not in one.header.level_text:
        return
    try:
        events = read_run(one.path).events
    except (RunError, OSError):  # it was there a moment ago; the run itself is in
        return
    said = {e.question.removeprefix(SURE): int(e.choice) for e in events if isinstance(e, Answered) and e.question.startswith(SURE)}
    if not said:
        return
    missed = _missed(one.header, one.sheet)
    for point in sorted(said):
        yield point, said[point], point in missed


def _missed(header: Header, sheet: Sheet) -> set[str]:
    """Points where something stayed behind: the slot of a missed opportunity is the thing that lay there."""
    from game.world.line.placing import place

    slots = {outcome.slot for rule in sheet.rules for outcome in rule.outcomes if outcome.status == "missed"}
    try:
        level = _level(header.level_hash, header)
    except RunError:  # a level of another program: what was sure is not known to be wrong, and nothing is said
        return set()
    return {placed.step for placed in place(level, header.seed) if placed.id in slots}


_levels: dict[str, LevelSpec] = {}


def _level(level_hash: str, header: Header) -> LevelSpec:
    if level_hash not in _levels:
        _levels[level_hash] = level_of(header)
    return _levels[level_hash]


# --- the whole -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Report:
    """What is asked: the folders to read, the folder to write, the language, the moment (UTC, without zone).

    store: the file that remembers what was read; None = this user's own for that output; lrs: a learning record store to read too."""

    places: tuple[Path, ...]
    output: Path
    lang: str
    now: datetime
    store: Path | None = None
    lrs: Lrs | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """What came of it: files there, files read now, runs counted, files kept apart, pages written."""

    files: int
    read: int
    runs: int
    apart: int
    pages: int


def make(asked: Report, known: frozenset[str], progress: Callable[[str, int, int], None] | None = None) -> Made:
    """Read what is new and write every page anew.  progress(what, done, of): "reading" and "writing".

    Raises OSError when store or pages cannot be written; pages that were there before stay until theirs is written."""
    tell = progress or (lambda what, done, count: None)
    asked.output.mkdir(parents=True, exist_ok=True)
    store = Store(asked.store or store_path(asked.output))
    try:
        now = asked.now.strftime("%Y-%m-%dT%H:%M:%SZ")
        files, read = ingest(store, asked.places, known, now, lambda done, count: tell("reading", done, count))
        if asked.lrs is not None:
            ingest_statements(store, asked.lrs.statements(), asked.lrs.url, lambda done, count: tell("asking", done, count))
        site = Site(store, catalogue(asked.lang, "report"), asked.lang, asked.now, partial(_told, asked.lang))
        written = write_pages(site, asked.output, lambda done, count: tell("writing", done, count))
        return Made(files, read, totals(store).runs, len(apart(store)), written)
    finally:
        store.close()


def store_path(output: Path) -> Path:
    """Where what was read for that output is remembered: never in the folder of pages, which is handed on.  Raises OSError."""
    folder = data_folder() / MEMORY
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{key(str(output.resolve()))}.duckdb"


def write_pages(site: Site, output: Path, progress: Progress | None = None) -> int:
    """Write the pages; those of persons and levels that are no longer there go.  Returns how many were written."""
    count = 4 + site.store.ask("SELECT count(DISTINCT level) + count(DISTINCT trainee) FROM kept")[0][0]
    done: set[Path] = set()
    for name, text in pages(site):
        path = output / name
        write_whole(path, text.encode("utf-8", "replace"))
        done.add(path)
        if progress:
            progress(len(done), count)
    for folder in ("levels", "people"):
        for path in sorted((output / folder).glob("????????????????.html")):
            if path not in done:
                path.unlink()
    return len(done)


def _told(lang: str, reason: str, detail: str) -> str:
    return t(f"export.aside_{reason}", lang, detail=detail)
