"""Runs of many PCs in one DuckDB file: what was read once is not read again.

Tables: `file` one row per run file ever seen, `run` one per kept content (by digest), `outcome`, `finding`, `sure` its parts, `rule`
the words of each rule.  The view `kept` holds the runs that count: each run once, and none whose files differ from one another;
`scored` those of practice and assessment, `opened` those of assessment alone, whose single results may be shown (`privacy.OPEN_MODES`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

FORMAT = 1
"""Of the store.  A store of another number is made anew: it holds nothing that the run files do not."""
MEMORY = "512MB"
FROM_STORE = "lrs"
"""Stamp of a run that only a learning record store tells of."""

_TABLES = """
CREATE TABLE IF NOT EXISTS format (number INTEGER);
CREATE TABLE IF NOT EXISTS file (path VARCHAR PRIMARY KEY, stamp VARCHAR, digest VARCHAR, reason VARCHAR, detail VARCHAR, run VARCHAR);
CREATE TABLE IF NOT EXISTS run (
    digest VARCHAR PRIMARY KEY, run VARCHAR, trainee VARCHAR, level VARCHAR, title_fr VARCHAR, title_en VARCHAR, version VARCHAR,
    mode VARCHAR, started TIMESTAMP, minutes DOUBLE, station VARCHAR, seed BIGINT, ended VARCHAR, score DOUBLE, low DOUBLE, high DOUBLE,
    counted INTEGER, critical INTEGER, sitting VARCHAR, form INTEGER, attested VARCHAR, decision VARCHAR, source VARCHAR);
CREATE TABLE IF NOT EXISTS outcome (digest VARCHAR, rule VARCHAR, item VARCHAR, severity VARCHAR, status VARCHAR, x DOUBLE);
CREATE TABLE IF NOT EXISTS finding (
    digest VARCHAR, number INTEGER, rule VARCHAR, severity VARCHAR, tick BIGINT, found_fr VARCHAR, found_en VARCHAR, cited VARCHAR,
    status VARCHAR, contested BOOLEAN);
CREATE TABLE IF NOT EXISTS sure (digest VARCHAR, point VARCHAR, sure INTEGER, missed BOOLEAN);
CREATE TABLE IF NOT EXISTS rule (rule VARCHAR PRIMARY KEY, title_fr VARCHAR, title_en VARCHAR, severity VARCHAR);
CREATE OR REPLACE VIEW kept AS SELECT * FROM run WHERE digest IN (SELECT digest FROM file WHERE reason = '')
    AND run NOT IN (SELECT run FROM file WHERE reason = 'versions')
    AND run NOT IN (SELECT run FROM file WHERE reason = '' GROUP BY run HAVING count(DISTINCT digest) > 1);
CREATE OR REPLACE VIEW scored AS SELECT * FROM kept WHERE mode IN ('practice', 'assessment');
CREATE OR REPLACE VIEW opened AS SELECT * FROM kept WHERE mode = 'assessment';
"""
_PARTS = ("outcome", "finding", "sure")


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file that was looked at.  stamp: size and time of it and of the notes beside it; reason: why it is kept apart, "" = it is not."""

    path: str
    stamp: str
    digest: str = ""
    reason: str = ""
    detail: str = ""
    run: str = ""


@dataclass(frozen=True, slots=True)
class RunRows:
    """A run as rows of the tables of the same name, without the digest that leads each."""

    digest: str
    run: tuple[Any, ...]
    outcomes: Sequence[tuple[Any, ...]] = ()
    findings: Sequence[tuple[Any, ...]] = ()
    sure: Sequence[tuple[Any, ...]] = ()
    rules: Sequence[tuple[str, str, str, str]] = ()


class Store:
    """The store at a path (":memory:" for none).  Raises OSError when it cannot be opened."""

    def __init__(self, path: Path | str) -> None:
        try:
            self.db = duckdb.connect(str(path), config={"memory_limit": MEMORY, "threads": 2})
            self.db.execute(_TABLES)
        except duckdb.Error as error:
            raise OSError(str(error).splitlines()[0]) from error
        if self.db.execute("SELECT number FROM format").fetchall() != [(FORMAT,)]:
            self._anew()

    def _anew(self) -> None:
        for table in ("file", "run", "rule", "format", *_PARTS):
            self.db.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own
        self.db.execute("INSERT INTO format VALUES (?)", [FORMAT])

    def stamps(self) -> dict[str, str]:
        """Path -> stamp of the files that need not be read again.  Who was kept apart is looked at anew: a station may be known by now."""
        return dict(self.db.execute("SELECT path, stamp FROM file WHERE reason IN ('', 'duplicate')").fetchall())

    def digests(self) -> frozenset[str]:
        """Digests of the runs that are here as files."""
        return frozenset(name for (name,) in self.db.execute("SELECT digest FROM file WHERE reason = '' AND stamp <> 'lrs'").fetchall())

    def put(self, files: Iterable[FileRow], runs: Iterable[RunRows]) -> None:
        """Take a bundle of files and what was in them, all or nothing."""
        self.db.begin()
        try:
            self._files(list(files))
            self._runs(list(runs))
            self.db.commit()
        except BaseException:
            self.db.rollback()
            raise

    def _files(self, files: list[FileRow]) -> None:
        if not files:
            return
        self._many("DELETE FROM file WHERE path = ?", [(row.path,) for row in files])
        self._insert("file", [(row.path, row.stamp, row.digest, row.reason, row.detail, row.run) for row in files])

    def _runs(self, runs: list[RunRows]) -> None:
        if not runs:
            return
        for table in ("run", *_PARTS):
            self._many(f"DELETE FROM {table} WHERE digest = ?", [(row.digest,) for row in runs])  # noqa: S608 - names of our own
        self._insert("run", [(row.digest, *row.run) for row in runs])
        self._insert("outcome", [(row.digest, *one) for row in runs for one in row.outcomes])
        self._insert("finding", [(row.digest, *one) for row in runs for one in row.findings])
        self._insert("sure", [(row.digest, *one) for row in runs for one in row.sure])
        known = {name for (name,) in self.db.execute("SELECT rule FROM rule").fetchall()}
        self._insert("rule", list({one[0]: one for row in runs for one in row.rules if one[0] not in known}.values()))

    def _many(self, query: str, values: list[tuple[Any, ...]]) -> None:
        keys = [value[0] for value in values]
        self.db.execute(query.replace("= ?", "IN (SELECT unnest(?))"), [keys])

    def _insert(self, table: str, rows: list[tuple[Any, ...]]) -> None:
        """By columns: one row at a time DuckDB is slow."""
        if not rows:
            return
        columns = [list(column) for column in zip(*rows, strict=True)]
        marks = ", ".join("unnest(?)" for _ in columns)
        self.db.execute(f"INSERT INTO {table} SELECT {marks}", columns)

    def ask(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """The rows of a question."""
        return self.db.execute(query, list(values)).fetchall()

    def forget(self, gone: Iterable[str]) -> None:
        """Files that are no longer there do not count any more, and nothing of what was in them is kept: so a person is erased."""
        paths = list(gone)
        if paths:
            self._many("DELETE FROM file WHERE path = ?", [(path,) for path in paths])
            self.db.execute("DELETE FROM file WHERE reason = 'duplicate'")  # what a copy doubled may be gone: it is read again
            for table in ("run", *_PARTS):
                self.db.execute(f"DELETE FROM {table} WHERE digest NOT IN (SELECT digest FROM file)")  # noqa: S608 - names of our own

    def close(self) -> None:
        """Done with it."""
        self.db.close()


def moment(text: str) -> datetime | None:
    """A UTC time as the store keeps it; None for what is none."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None
