"""Many runs for tests: the header and the sheet of two real ones, under other names, in files sealed by real stations."""

from __future__ import annotations

import dataclasses
import hashlib
from functools import cache
from pathlib import Path

from game.session.header import Header
from game.session.journal import Journal
from game.session.results import run_name
from game.session.runfile import read_run
from game.session.station import Station, remember, this_station
from scoring.record import Sheet
from tests.kit.runs import run_file


@cache
def model(errors: tuple[tuple[str, str], ...] = ()) -> tuple[Header, Sheet]:
    """Header and sheet of a real run of the first level."""
    run = read_run(run_file("gowning-first", 7, errors))
    return run.header, Sheet.from_plain(run.sheet)


def station_at(folder: Path, known_at: Path | None = None) -> Station:
    """A station with its data in `folder`; known_at: another data folder that shall know its key."""
    station = this_station(folder)
    if known_at is not None:
        remember(folder / "station" / "station.pub", known_at)
    return station


def write_run(
    results: Path,
    station: Station,
    trainee: str = "p-12",
    number: int = 0,
    *,
    mode: str = "assessment",
    origin: str = "person",
    started: str = "2026-03-05T08:30:00Z",
    errors: tuple[tuple[str, str], ...] = (),
    **facts: object,
) -> Path:
    """A sealed file; `number` makes its run id.  facts: further fields of the sheet's facts."""
    header, sheet = model(errors)
    run_id = hashlib.sha256(f"{trainee}/{number}".encode()).hexdigest()[:32]
    header = dataclasses.replace(header, run=run_id, trainee=trainee, mode=mode, origin=origin, started=started, station=station.id)
    told = dataclasses.replace(
        sheet.facts,
        run=run_id,
        trainee=trainee,
        mode=mode,
        origin=origin,
        started=started,
        station=station.id,
        **facts,  # type: ignore[arg-type]
    )
    journal = Journal.create(results / run_name(started, header.level, trainee, run_id), header)
    journal.seal(dataclasses.replace(sheet, facts=told).to_plain(), station)
    journal.close()
    return journal.path
