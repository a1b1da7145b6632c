"""A run cut short is found, played again to its last line, and goes on in the same file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.session.faults import RunError
from game.session.replay import Replayer, replay
from game.session.resume import ASIDE, resume, set_aside, unfinished
from game.session.runfile import read_run
from game.session.station import Station, this_station
from game.session.verify import verify
from tests.kit import records
from tests.kit.records import resealed

LATER = "2026-01-31T15:00:00Z"


@pytest.fixture
def station(tmp_path: Path) -> Station:
    return this_station(tmp_path / "home")


@pytest.fixture
def cut_short(tmp_path: Path, station: Station) -> Path:
    """Left without its seal after 20 s and a bit, as a kill leaves it."""
    run = records.play(records.session(tmp_path / "results", station), records.coat_on_the_floor(), until=1230)
    run.journal.close()
    return run.path


def test_it_goes_on_in_the_same_file_and_is_proved(cut_short: Path, station: Station, tmp_path: Path) -> None:
    before = cut_short.read_bytes()
    run = resume(cut_short, station, now=lambda: LATER)
    assert run.world.tick == 1200, "the last line ended there; what came after it is lost"
    records.play(run, records.coat_on_the_floor())
    run.close("given_up")
    assert cut_short.read_bytes().startswith(before)
    found = verify(cut_short, tmp_path / "home")
    assert [grade.verdict for grade in found.grades] == ["proved", "proved", "proved"]
    (gap,) = found.run.gaps
    assert (gap.tick, gap.resumed, gap.cut_bytes) == (1200, LATER, 0)
    assert found.run.sheet["facts"]["interruptions"] == 1
    assert "Interruptions reprises" in cut_short.with_suffix(".html").read_text("utf-8")


def test_findings_from_before_the_gap_are_kept(tmp_path: Path, station: Station) -> None:
    script = records.coat_on_the_floor()
    whole = records.play(records.session(tmp_path / "whole", station), script)
    cut = records.play(records.session(tmp_path / "cut", station), script)
    assert cut.findings
    cut.leave_open()
    again = resume(cut.path, station)
    assert again.findings == cut.findings
    facts = [sheet.to_plain() | {"facts": None} for sheet in (whole.close("given_up"), again.close("given_up"))]
    assert facts[0] == facts[1]


@pytest.mark.parametrize("tail", [b'{"n":21,"prev":"ab', b"\x00" * 4096, b"\xff\xfe\n", b'{"n":21,"pr\n', b"x" * 100_000])
def test_a_torn_tail_is_cut_and_kept_beside(tail: bytes, cut_short: Path, station: Station, tmp_path: Path) -> None:
    with cut_short.open("ab") as file:
        file.write(tail)
    run = resume(cut_short, station)
    run.close("given_up")
    assert cut_short.with_suffix(".torn").read_bytes() == tail
    found = verify(cut_short, tmp_path / "home")
    assert found.good
    assert (found.run.gaps[0].cut_bytes, found.run.gaps[0].torn) == (len(tail), cut_short.with_suffix(".torn").name)


def test_a_run_cut_within_its_last_line_loses_that_line_only(cut_short: Path, station: Station) -> None:
    data = cut_short.read_bytes()
    cut_short.write_bytes(data[:-10])
    run = resume(cut_short, station)
    assert run.world.tick == 1140
    run.close("given_up")


def test_a_kill_between_sheet_and_seal_is_mended_by_resuming(tmp_path: Path, station: Station) -> None:
    run = records.play(records.session(tmp_path / "results", station), records.coat_on_the_floor())
    run.close("window_closed")
    lines = run.path.read_bytes().splitlines(keepends=True)
    run.path.write_bytes(b"".join(lines[:-1]))
    again = resume(run.path, station)
    assert again.world.ended == "window_closed"
    assert again.close().ended == "window_closed"
    assert verify(run.path, tmp_path / "home").good
    assert run.path.with_suffix(".torn").read_bytes() == lines[-2]


def test_it_can_be_cut_short_again_and_again(cut_short: Path, station: Station, tmp_path: Path) -> None:
    script = records.coat_on_the_floor()
    for until in (1500, 1501, 2000):
        run = records.play(resume(cut_short, station), script, until=until)
        run.journal.close()
        with cut_short.open("ab") as file:
            file.write(b"torn")
    run = records.play(resume(cut_short, station), script)
    run.close("given_up")
    found = verify(cut_short, tmp_path / "home")
    assert found.good
    assert len(found.run.gaps) == 4
    assert len(list(cut_short.parent.glob("*.torn"))) == 3


def test_another_station_may_go_on_and_then_seals(cut_short: Path, tmp_path: Path) -> None:
    """A results folder on a shared drive."""
    other = this_station(tmp_path / "other")
    resume(cut_short, other).close("given_up")
    assert verify(cut_short, tmp_path / "other").grade("sealed").verdict == "proved"
    assert verify(cut_short, tmp_path / "home").grade("sealed").verdict == "not_checkable"


def test_a_changed_run_is_not_gone_on_with_and_not_touched(cut_short: Path, station: Station) -> None:
    """A command altered and the chain made good: playing it again does not give the events."""
    lines = [line.replace(b'"open","right","door_in"', b'"open","right","door_x"') for line in cut_short.read_bytes().splitlines()]
    data = resealed(lines, station)
    cut_short.write_bytes(data)
    with pytest.raises(RunError) as caught:
        resume(cut_short, station)
    assert caught.value.code == "differs"
    assert caught.value.line
    assert cut_short.read_bytes() == data


def test_a_line_that_does_not_follow_is_not_taken_for_a_torn_one(cut_short: Path, station: Station) -> None:
    lines = cut_short.read_bytes().splitlines(keepends=True)
    data = b"".join(lines[:5] + lines[6:])
    cut_short.write_bytes(data)
    with pytest.raises(RunError) as caught:
        resume(cut_short, station)
    assert caught.value.code == "lines_missing"
    assert cut_short.read_bytes() == data
    assert not list(cut_short.parent.glob("*.torn"))


def test_a_sealed_run_cannot_be_resumed(tmp_path: Path, station: Station) -> None:
    run = records.session(tmp_path / "results", station)
    run.close("given_up")
    with pytest.raises(RunError) as caught:
        resume(run.path, station)
    assert caught.value.code == "sealed_already"


def test_a_run_being_played_is_neither_offered_nor_resumed(tmp_path: Path, station: Station) -> None:
    """Two programs on one results folder; the lock goes with the process that held it."""
    run = records.play(records.session(tmp_path / "results", station), records.coat_on_the_floor(), until=120)
    assert unfinished(tmp_path / "results") == []
    with pytest.raises(RunError) as caught:
        resume(run.path, station)
    assert caught.value.code == "busy"
    run.leave_open()
    assert [one.path for one in unfinished(tmp_path / "results")] == [run.path]


def test_unfinished_runs_are_listed_with_what_the_title_screen_says(cut_short: Path, station: Station) -> None:
    records.session(cut_short.parent, station).close("given_up")
    (cut_short.parent / "2020_broken.run").write_bytes(b"\x00\x00")
    (cut_short.parent / "notes.txt").write_text("x")
    first, second = unfinished(cut_short.parent)
    assert (first.path, first.header.trainee, first.ticks, first.fault) == (cut_short, "p-12", 1200, None)
    assert second.header is None
    assert second.fault.text("fr")
    assert unfinished(cut_short.parent / "nowhere") == []
    assert [one.path.name for one in unfinished(cut_short.parent, ("expert",))] == ["2020_broken.run"]


def test_a_run_nobody_wants_is_set_aside_whole(cut_short: Path) -> None:
    data = cut_short.read_bytes()
    moved = set_aside(cut_short)
    assert moved.parent.name == ASIDE
    assert moved.read_bytes() == data
    assert unfinished(cut_short.parent) == []


def test_a_missing_file_is_said(tmp_path: Path, station: Station) -> None:
    with pytest.raises(RunError) as caught:
        resume(tmp_path / "none.run", station)
    assert caught.value.code == "missing"


# --- replay ------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("replay")
    run = records.play(records.session(folder, this_station(folder)), records.coat_on_the_floor())
    run.close("given_up")
    return run.path


def test_a_replay_gives_the_events_of_the_file(sealed: Path) -> None:
    run = read_run(sealed)
    assert [event for _, events in replay(run) for event in events] == run.events


def test_seeking_anywhere_shows_what_playing_there_shows(sealed: Path) -> None:
    """Forwards, backwards, between snapshots and past the end; the cloth where it was, bit for bit."""
    run = read_run(sealed)
    straight = Replayer(run)
    film = Replayer(run)
    places = [run.ticks - 150, 310, 300, 299, 1000, 1001, 0, run.ticks + 5000, run.ticks - 151]
    for place in places:
        film.seek(place)
        straight.world = type(film.world)(film.level, run.header.seed)
        while straight.tick < min(place, run.ticks):
            straight.step()
        assert film.tick == straight.tick == min(place, run.ticks)
        assert film.world.state == straight.world.state
    assert film.step()[:1] == [event for event in run.events if event.tick == run.ticks - 151][:1]


def test_a_replay_that_is_over_stays_over(sealed: Path) -> None:
    film = Replayer(read_run(sealed))
    film.seek(10**9)
    assert film.done
    assert film.step() == []


def test_a_header_that_names_another_level_than_it_holds_is_refused(sealed: Path, tmp_path: Path) -> None:
    lines = sealed.read_bytes().splitlines()
    header = json.loads(lines[0])
    header["level"]["id"] = "gowning-first"
    lines[0] = json.dumps(header, ensure_ascii=False).encode()
    path = tmp_path / "other.run"
    path.write_bytes(b"\n".join(lines) + b"\n")
    assert verify(path, tmp_path).grade("replayed").text("en").startswith("line 1: the header names another level")
