"""A PC as a station: what it is, where its finished runs go, and what its check finds."""

from __future__ import annotations

import json
import shutil

import pytest

from game.cli.__main__ import main
from game.session import place
from game.session.place import MARKER, Place, checks, deliver, keep, place_of
from game.session.station import this_station
from tests.kit.cohort import write_run


@pytest.fixture
def pc(tmp_path, monkeypatch):
    """A PC with two finished runs and a share."""
    monkeypatch.setenv("GRADE_A_DATA", str(tmp_path / "data"))
    (tmp_path / "share").mkdir()
    station = this_station()
    for number in range(2):
        write_run(tmp_path / "data" / "results", station, "p-1", number)
    keep(Place("Lyon", "PC 3", str(tmp_path / "share"), "token-a"))
    return tmp_path


def found(**states):
    """The states of the checks asked for."""
    told = {one.name: one.state for one in checks()}
    return {name: told.get(name) for name in states}


def test_finished_runs_are_copied_to_the_share_once_and_whole(pc):
    first, again = deliver(), deliver()
    assert (first.copied, first.there, again.copied, again.there) == (2, 0, 0, 2)
    copies = sorted((pc / "share").rglob("*.run"))
    assert [one.read_bytes() for one in copies] == [one.read_bytes() for one in sorted((pc / "data" / "results").glob("*.run"))]


def test_no_page_with_findings_lies_on_the_share(pc):
    run = next((pc / "data" / "results").glob("*.run"))
    run.with_suffix(".html").write_text("a sheet")
    deliver()
    assert {path.suffix for path in (pc / "share").rglob("*") if path.is_file()} == {".run", ".json", ".pub"}


def test_an_unfinished_run_waits_until_it_is_sealed(pc):
    run = next((pc / "data" / "results").glob("*.run"))
    lines = run.read_bytes().splitlines(keepends=True)
    run.write_bytes(b"".join(lines[:-1]))
    assert deliver().copied == 1
    run.write_bytes(b"".join(lines))
    assert deliver().copied == 1


def test_a_share_that_is_gone_is_said_and_what_waits_is_copied_when_it_is_back(pc):
    (pc / "share").rename(pc / "away")
    assert deliver().fault
    assert found(share=1) == {"share": "bad"}
    (pc / "away").rename(pc / "share")
    assert deliver().copied == 2


def test_nothing_on_the_share_is_overwritten(pc):
    deliver()
    copy = next((pc / "share").rglob("*.run"))
    copy.write_bytes(b"somebody changed this")
    deliver()
    assert copy.read_bytes() == b"somebody changed this"


def test_notes_that_grew_follow_the_run(pc):
    run = next((pc / "data" / "results").glob("*.run"))
    deliver()
    notes = run.with_name(run.name.removesuffix(".run") + ".notes.jsonl")
    notes.write_text("one\n")
    deliver()
    notes.write_text("one\ntwo\n")
    deliver()
    assert next((pc / "share").rglob("*.notes.jsonl")).read_text() == "one\ntwo\n"


def test_two_pcs_with_one_key_are_found_at_the_share(pc, monkeypatch, capsys):
    deliver()
    other = pc / "other"
    shutil.copytree(pc / "data", other)
    monkeypatch.setenv("GRADE_A_DATA", str(other))
    keep(Place("Lyon", "PC 4", str(pc / "share"), "token-b"))
    assert deliver().twin == "PC 3"
    assert found(twin=1) == {"twin": "bad"}
    assert main(["station", "--deliver", "--lang", "fr"]) == 1
    assert "PC 3" in capsys.readouterr().err


def test_a_results_folder_that_a_restart_empties_is_found(pc, monkeypatch):
    monkeypatch.setattr(place, "boot_time", lambda: "first")
    assert found(kept=1) == {"kept": "warn"}
    monkeypatch.setattr(place, "boot_time", lambda: "second")
    assert found(kept=1) == {"kept": "good"}
    shutil.rmtree(pc / "data" / "results")
    assert found(kept=1) == {"kept": "bad"}


def test_a_folder_that_cannot_be_written_is_found(pc):
    (pc / "data" / "results").rename(pc / "old")
    (pc / "data" / "results").write_text("a file where a folder should be")
    assert found(data=1, results=1) == {"data": "good", "results": "bad"}


def test_a_clock_behind_its_own_files_is_found(pc):
    import os

    run = next((pc / "data" / "results").glob("*.run"))
    os.utime(run, (4e9, 4e9))
    assert found(clock=1) == {"clock": "bad"}


def test_what_the_station_is_called_stays_and_a_spoilt_file_is_as_a_first_start(pc, capsys):
    assert main(["station", "--name", "PC 9", "--lang", "fr"]) == 0
    assert place_of().name == "PC 9"
    assert place_of().site == "Lyon"
    (pc / "data" / "station" / "place.json").write_text("{")
    assert place_of().name == ""
    assert len(place_of().token) == 32
    assert json.loads((pc / "data" / "station" / "place.json").read_text())["token"] == place_of().token


def test_the_check_names_all_it_looked_at_and_ends_with_its_verdict(pc, monkeypatch, capsys):
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    monkeypatch.setattr("game.view.machine.screen_size", lambda: (1920, 1080))
    assert main(["station", "--check", "--lang", "en"]) == 0
    told = capsys.readouterr().out
    for word in ("Data", "Results", "Free space", "Key", "restart", "Share", "Clock", "Screen", "1920 x 1080"):
        assert word in told
    monkeypatch.setattr("game.view.machine.screen_size", lambda: (800, 600))
    assert main(["station", "--check", "--lang", "en"]) == 1


def test_the_marker_is_this_pcs_own(pc):
    found(kept=1)
    assert (pc / "data" / "results" / MARKER).read_text() == "token-a"


def test_what_the_administrator_set_for_all_pcs_wins_and_is_not_written_down(pc, monkeypatch, capsys):
    monkeypatch.setenv("GRADE_A_SITE", "Orléans")
    monkeypatch.setenv("GRADE_A_SHARE", str(pc / "other share"))
    assert (place_of().site, place_of().name, place_of().share) == ("Orléans", "PC 3", str(pc / "other share"))
    assert main(["station", "--name", "PC 9", "--lang", "en"]) == 0
    assert main(["station", "--site", "Brest", "--lang", "en"]) == 2
    assert "grade-a.ini" in capsys.readouterr().err
    monkeypatch.delenv("GRADE_A_SITE")
    monkeypatch.delenv("GRADE_A_SHARE")
    assert (place_of().site, place_of().name, place_of().share) == ("Lyon", "PC 9", str(pc / "share"))


def test_a_start_told_by_two_clocks_is_one_start(pc, monkeypatch):
    """Windows tells how long it has been up: the minute of its start may come out one later without a restart."""
    monkeypatch.setattr(place, "boot_time", lambda: "2026-11-23T07:59")
    assert found(kept=1) == {"kept": "warn"}
    monkeypatch.setattr(place, "boot_time", lambda: "2026-11-23T08:00")
    assert found(kept=1) == {"kept": "warn"}
    monkeypatch.setattr(place, "boot_time", lambda: "2026-11-24T08:00")
    assert found(kept=1) == {"kept": "good"}
