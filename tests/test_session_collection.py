"""Runs of many PCs brought together: what counts, what is kept apart, and that nothing vanishes."""

from __future__ import annotations

import shutil

import pytest

from game.session.collection import REASONS, collect, run_files
from game.session.exporting import told
from game.session.station import known_keys
from tests.kit.cohort import station_at, write_run
from tests.kit.records import resealed

NOW = "2026-06-01T12:00:00Z"


@pytest.fixture
def here(tmp_path):
    """This station, and a folder for runs."""
    station = station_at(tmp_path / "data")
    results = tmp_path / "runs"
    results.mkdir()
    return tmp_path / "data", station, results


def gather(data, results, **options):
    return collect(run_files([results]), known_keys(data), NOW, **options)


def test_runs_of_two_known_stations_come_together_by_time(here, tmp_path):
    data, station, results = here
    other = station_at(tmp_path / "other", known_at=data)
    late = write_run(results, station, started="2026-03-05T08:30:00Z")
    (results / "stick").mkdir()
    early = write_run(results / "stick", other, "p-40", started="2026-03-04T08:30:00Z")

    found = gather(data, results)

    assert [one.path for one in found.runs] == [early, late]
    assert found.aside == ()


def test_a_copy_counts_once_and_is_named(here):
    data, station, results = here
    path = write_run(results, station)
    copy = results / "z copie.run"
    shutil.copy(path, copy)

    found = gather(data, results)

    assert len(found.runs) == 1
    assert [(one.path, one.reason, one.detail) for one in found.aside] == [(copy, "duplicate", path.name)]


def test_two_versions_of_one_run_count_neither(here):
    data, station, results = here
    write_run(results, station)
    (results / "b").mkdir()
    write_run(results / "b", station, device="keyboard")

    found = gather(data, results)

    assert found.runs == ()
    assert [one.reason for one in found.aside] == ["versions", "versions"]


def test_a_station_nobody_knows_is_named_until_its_key_is_laid_down(here, tmp_path):
    data, _, results = here
    stranger = station_at(tmp_path / "far")
    write_run(results, stranger)

    before = gather(data, results)
    station_at(tmp_path / "far", known_at=data)
    after = gather(data, results)

    assert [(one.reason, one.detail) for one in before.aside] == [("unknown_station", stranger.id)]
    assert len(after.runs) == 1


def test_unsealed_changed_empty_and_foreign_files_are_kept_apart(here):
    data, station, results = here
    lines = write_run(results, station, number=1).read_bytes().splitlines(keepends=True)
    (results / "open.run").write_bytes(b"".join(lines[:-1]))
    changed = write_run(results, station, number=2)
    changed.write_bytes(changed.read_bytes().replace(b'"score":', b'"scope":', 1))
    (results / "empty.run").write_bytes(b"")
    (results / "zip.run").write_bytes(b"PK\x03\x04" + b"\x00" * 500)

    found = gather(data, results)

    assert {one.path.name: one.reason for one in found.aside} == {
        "open.run": "unsealed", changed.name: "damaged", "empty.run": "unreadable", "zip.run": "unreadable",
    }  # fmt: skip
    assert len(found.runs) == 1


def test_a_seal_of_another_station_than_the_one_that_wrote_is_seen(here, tmp_path):
    data, station, results = here
    other = station_at(tmp_path / "other", known_at=data)
    path = write_run(results, station)
    forged = resealed(path.read_bytes().splitlines(), other).replace(other.id.encode(), station.id.encode(), 1)
    path.write_bytes(forged)

    assert [one.reason for one in gather(data, results).aside] in (["other_station"], ["damaged"])


def test_a_clock_years_ahead_is_doubted_and_a_day_is_not(here):
    data, station, results = here
    write_run(results, station, number=1, started="2026-06-02T11:00:00Z")
    write_run(results, station, number=2, started="2031-01-01T00:00:00Z")

    found = gather(data, results)

    assert len(found.runs) == 1
    assert [(one.reason, one.detail) for one in found.aside] == [("future", "2031-01-01T00:00:00Z")]


def test_experts_and_mutants_are_no_persons(here):
    data, station, results = here
    write_run(results, station, number=1, origin="expert")
    write_run(results, station, number=2, origin="mutant")

    assert [one.reason for one in gather(data, results).aside] == ["program", "program"]
    assert len(gather(data, results, persons_only=False).runs) == 2


def test_the_order_of_files_changes_nothing(here):
    data, station, results = here
    for number in range(4):
        write_run(results, station, number=number)
    files = run_files([results])

    there, back = collect(files, known_keys(data), NOW), collect(files[::-1], known_keys(data), NOW)

    assert there == back


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_has_a_sentence(reason, lang, tmp_path):
    from game.session.collection import Aside

    assert told(Aside(tmp_path, reason, "x"), lang).endswith(".")
