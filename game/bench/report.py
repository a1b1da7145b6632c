"""The report over thirty thousand runs: real runs of expert and mutants, under the names of synthetic persons.

The store is filled with the rows of those runs; writing every page is what the bar is about.  The floor is a plain scan: one reading of
every outcome.  Reading run files is measured apart, over files with seals, once over some and once over twice as many.
"""

from __future__ import annotations

import dataclasses
import hashlib
import resource
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from game.bench.headless import FIRST, LEVEL
from game.bench.rows import Row

if TYPE_CHECKING:
    from scoring.cohort.store import RunRows, Store
    from scoring.record import Sheet

RUNS, FEW = 30_000, 3_000
PERSONS = 1_500
STATIONS = 20
MUTANTS = 5
FILES = 100
MOST_S, MOST_MIB = 60.0, 1024.0
FIRST_DAY = datetime(2026, 1, 5, 8)  # noqa: DTZ001 - the store keeps UTC without a zone
_BUNDLE = 500


def bench_report() -> Iterable[Row]:
    """Pages of few and of many runs, beside a plain scan of each; memory; files read a second."""
    models = list(_models())
    few_s, few_scan = _written(models, FEW)
    many_s, many_scan = _written(models, RUNS)
    yield Row("report", "report_pages", many_s, "s", MOST_S, floor=many_scan, ratio=many_s / many_scan)
    yield Row("report", "report_growth", many_s / few_s, "x", floor=many_scan / few_scan, ratio=(many_s / few_s) / (many_scan / few_scan))
    yield Row("report", "report_memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0, "MiB", MOST_MIB)
    some, twice = _read(FILES), _read(2 * FILES)
    yield Row("report", "report_reading", FILES * 2 / twice, "/s")
    yield Row("report", "report_reading_growth", twice / some, "x", 2.5)


def _models() -> Iterator[Sheet]:
    """Sheets of the expert and of some mutants at two levels."""
    from game.content.loader import load_level
    from game.content.rules import load_rulebook
    from game.session.expert import Expert
    from game.session.prove import trial_named
    from game.session.session import Session

    rulebook = load_rulebook()
    for path in (FIRST, LEVEL):
        level = load_level(path)
        known = trial_named(level, rulebook, 1, "")
        names = list(known)[:MUTANTS] if isinstance(known, tuple) else []
        for name in ("", *names):
            trial = trial_named(level, rulebook, 1, name) if name else None
            mutation = None if trial is None or isinstance(trial, tuple) else trial.mutation
            session, player = Session(level, rulebook, 1), Expert(level, mutation)
            while not session.world.ended and not player.stuck:
                session.step(player.commands(session.world.seen))
            yield session.close()


def _synthetic(models: list[Sheet], count: int) -> Iterator[Sheet]:
    """Runs of persons who come back: whose, where, when and how good follow from the number alone."""
    for number in range(count):
        person, turn = number % PERSONS, number // PERSONS
        sheet = models[(person * 7 + turn * 3) % len(models)]
        started = FIRST_DAY + timedelta(days=(person + turn * 17) % 320, minutes=person % 480)
        facts = dataclasses.replace(
            sheet.facts, run=f"{number:032x}", trainee=f"P-{person:04d}", mode="assessment" if turn % 5 == 4 else "practice",
            origin="person", mutant="", station=f"station-{person % STATIONS:02d}", started=started.strftime("%Y-%m-%dT%H:%M:%SZ"),
        )  # fmt: skip
        yield dataclasses.replace(sheet, facts=facts)


def _written(models: list[Sheet], count: int) -> tuple[float, float]:
    """Seconds for all pages over so many runs, and for one plain scan of their outcomes."""
    from game.session.reporting import write_pages
    from game.texts import catalogue
    from scoring.cohort.pages import Site
    from scoring.cohort.store import Store

    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "report.duckdb")
        _fill(store, models, count)
        started = time.perf_counter()
        write_pages(
            Site(store, catalogue("fr", "report"), "fr", FIRST_DAY + timedelta(days=330), lambda reason, detail: reason), Path(folder)
        )
        took = time.perf_counter() - started
        started = time.perf_counter()
        store.ask("SELECT count(*), sum(x) FROM outcome JOIN kept USING (digest)")
        scan = time.perf_counter() - started
        store.close()
    return took, scan


def _fill(store: Store, models: list[Sheet], count: int) -> None:
    from scoring.cohort.rows import rows_of
    from scoring.cohort.store import FileRow

    files: list[FileRow] = []
    rows: list[RunRows] = []
    for sheet in _synthetic(models, count):
        digest = hashlib.sha256(sheet.facts.run.encode()).hexdigest()
        files.append(FileRow(f"{sheet.facts.run}.run", "1", digest, run=sheet.facts.run))
        rows.append(rows_of(sheet, digest))
        if len(rows) == _BUNDLE:
            store.put(files, rows)
            files, rows = [], []
    store.put(files, rows)


def _read(count: int) -> float:
    """Seconds to read so many sealed files into an empty store: copies of one real run, which cost what others do."""
    from game.content.loader import load_level
    from game.content.rules import load_rulebook
    from game.session.expert import Expert
    from game.session.reporting import ingest
    from game.session.session import Session
    from game.session.station import this_station
    from scoring.cohort.store import Store

    with tempfile.TemporaryDirectory() as folder:
        station, level = this_station(Path(folder) / "data"), load_level(LEVEL)
        session, player = Session(level, load_rulebook(), 1, results=Path(folder), station=station), Expert(level)
        while not session.world.ended and not player.stuck:
            session.step(player.commands(session.world.seen))
        session.close()
        real = next(Path(folder).glob("*.run"))
        for number in range(count - 1):
            shutil.copy(real, Path(folder) / f"{number}.run")
        store = Store(":memory:")
        started = time.perf_counter()
        ingest(store, [Path(folder)], frozenset({station.public}), "2030-01-01T00:00:00Z")
        return time.perf_counter() - started
