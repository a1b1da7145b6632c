"""A session from its start to each of its endings, and what it leaves behind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.commands import Declare, Reach
from game.content.rules import load_rulebook
from game.session.faults import RunError
from game.session.runfile import read_run
from game.session.session import Session
from game.session.station import Station, this_station
from game.session.verify import verify
from tests.kit import records
from tests.kit.player import level

resource = pytest.importorskip("resource")


@pytest.fixture
def station(tmp_path: Path) -> Station:
    return this_station(tmp_path / "home")


@pytest.fixture
def results(tmp_path: Path) -> Path:
    return tmp_path / "results"


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def test_a_run_leaves_a_sealed_file_a_page_and_a_row(results: Path, station: Station) -> None:
    run = records.play(records.session(results, station), records.coat_on_the_floor())
    sheet = run.close("given_up")
    assert run.trouble is None
    assert run.warnings == []
    names = sorted(path.name for path in results.iterdir())
    stem = run.path.stem
    assert stem.startswith("2026-01-31T14-03-05Z_gowning-grade-d_p-12_")
    assert names == sorted([f"{stem}.run", f"{stem}.html", "results.csv"])
    page = (results / f"{stem}.html").read_text("utf-8")
    assert sheet.findings[0].found.fr in page or sheet.findings[0].title.fr in page
    assert len((results / "results.csv").read_bytes().splitlines()) == 2
    assert run.close("window_closed") is sheet, "a second call changes nothing"


@pytest.mark.parametrize("how", ["given_up", "window_closed"])
def test_a_run_broken_off_is_sealed_with_its_ending_its_findings_and_no_score(how: str, results: Path, station: Station) -> None:
    run = records.play(records.session(results, station), records.coat_on_the_floor())
    sheet = run.close(how)
    assert (sheet.ended, sheet.score.value) == (how, None)
    assert sheet.findings
    found = verify(run.path, results.parent / "home")
    assert [grade.verdict for grade in found.grades] == ["proved", "proved", "proved"]
    assert found.run.events[-1].how == how


def test_a_trial_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No run file, no table, no key."""
    monkeypatch.setenv("GRADE_A_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    run = records.play(records.session(None), records.coat_on_the_floor())
    sheet = run.close("given_up")
    assert sheet.findings
    assert run.path is None
    assert list(tmp_path.iterdir()) == []


def test_the_header_says_everything_the_run_is_a_function_of(results: Path, station: Station) -> None:
    run = records.session(results, station)
    run.close("given_up")
    header = lines(run.path)[0]
    assert header["level"]["text"] == level().source
    assert header["rules"]["sha256"] == run.rulebook.hash
    assert [rule["id"] for rule in header["rules"]["book"]["rules"]] == sorted(level().rules)
    assert (header["seed"], header["mode"], header["trainee"], header["device"]) == (7, "practice", "p-12", "mouse")
    assert (header["origin"], header["station"], header["started"]) == ("person", station.id, records.STARTED)
    assert header["libraries"]["pymunk"]
    assert len(header["reference"]) == 64


def test_a_finding_is_in_the_file_before_anybody_hears_of_it(results: Path, station: Station) -> None:
    run = records.session(results, station)
    script = records.coat_on_the_floor()
    while True:
        step = run.step(script.commands.get(run.world.tick, ()))
        if step.findings:
            break
    assert run.world.tick % 60, "not at the end of a second anyway"
    assert read_run(run.path).ticks == run.world.tick
    assert step.events[-1] in read_run(run.path).events
    run.close("given_up")


def test_never_more_than_a_second_is_missing(results: Path, station: Station) -> None:
    run = records.session(results, station)
    for tick in range(1, 200):
        run.step([Reach("right", tick, 900)])
        assert run.world.tick - read_run(run.path).ticks < 60
    run.close("given_up")


def test_a_full_disk_does_not_end_the_play_and_what_waits_is_written_later(results: Path, station: Station) -> None:
    """The limit on file size stands for the full disk."""
    run = records.session(results, station)
    script = records.coat_on_the_floor()
    records.play(run, script, until=600)
    written = run.path.stat().st_size
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (written + 100, hard))
    try:
        records.play(run, script, until=1200)
        assert run.trouble is not None
        assert run.path.stat().st_size == written, "no half line is left"
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    records.play(run, script)
    assert run.trouble is None
    run.close("given_up")
    assert verify(run.path, results.parent / "home").good


def test_a_folder_that_cannot_be_written_is_said_at_the_start(tmp_path: Path, station: Station) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(RunError) as caught:
        records.session(blocked / "results", station)
    assert str(blocked) in caught.value.text("fr")


def test_a_table_held_by_a_spreadsheet_costs_nothing(results: Path, station: Station) -> None:
    """`results.csv` cannot be appended to (here: it is a folder's name): the run is whole, and the row goes elsewhere or is told."""
    results.mkdir()
    (results / "results.csv").mkdir()
    run = records.session(results, station)
    run.close("given_up")
    assert len(run.warnings) == 1
    assert run.warnings[0].text("fr")
    assert verify(run.path, results.parent / "home").good


def test_two_runs_at_the_same_moment_do_not_share_a_file(results: Path, station: Station) -> None:
    one, other = records.session(results, station), records.session(results, station)
    assert one.path != other.path
    one.close("given_up")
    other.close("given_up")
    assert len((results / "results.csv").read_bytes().splitlines()) == 3


def test_a_french_and_an_english_run_go_into_one_table(results: Path, station: Station) -> None:
    """The table keeps the signs it was begun with."""
    for lang in ("fr", "en"):
        Session(level(), load_rulebook(), 7, results=results, lang=lang, station=station).close("given_up")
    rows = (results / "results.csv").read_bytes().decode("utf-8-sig").splitlines()
    assert {row.count(";") for row in rows} == {rows[0].count(";")}


def test_terms_that_no_file_could_hold_are_refused() -> None:
    with pytest.raises(ValueError, match="seed"):
        Session(level(), load_rulebook(), 2**70)


def test_a_pseudonym_cannot_leave_the_results_folder(results: Path, station: Station) -> None:
    run = records.session(results, station, trainee="../../étage 3/=cmd|x")
    run.close("given_up")
    assert run.path.parent == results
    assert run.header.trainee == "../../étage 3/=cmd|x"
    assert run.path.name.isascii()


def test_what_a_kill_kept_from_lying_beside_a_run_is_written_at_the_next_start(results: Path, station: Station) -> None:
    """Killed after the seal, before the page and the row."""
    run = records.session(results, station)
    run.close("given_up")
    page, table = run.path.with_suffix(".html").read_bytes(), (results / "results.csv").read_bytes()
    run.path.with_suffix(".html").unlink()
    (results / "results.csv").unlink()
    records.session(results, station).leave_open()
    assert run.path.with_suffix(".html").read_bytes() == page
    assert (results / "results.csv").read_bytes() == table


def test_a_declaration_that_nobody_has_a_word_for_costs_nothing(results: Path, station: Station) -> None:
    """Whatever a window may send: the file is sealed, the page shows it as it came."""
    run = records.session(results, station)
    run.step([Declare("weather", "mirror")])
    run.close("given_up")
    assert verify(run.path, results.parent / "home").good
    assert run.warnings == []
    assert "weather" in run.path.with_suffix(".html").read_text("utf-8")


def test_a_page_that_cannot_be_worded_costs_the_page_and_not_the_run(
    results: Path, station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A catalogue with a hole in it."""
    monkeypatch.setattr("game.session.beside.catalogue", lambda lang, domain: {})
    run = records.session(results, station)
    run.close("given_up")
    (fault,) = run.warnings
    assert fault.text("fr") != fault.text("en")
    assert [path.name for path in run.beside] == ["results.csv"]
    assert verify(run.path, results.parent / "home").good
