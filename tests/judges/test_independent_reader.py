"""The page on the run file is enough to write another reader: one that knows nothing of the program reads every run, and no broken one."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from game.commands import Reach
from game.content.loader import load_level
from game.content.rules import load_rulebook
from game.events import NAMES
from game.session import trainers
from game.session.judging import opportunities_of
from game.session.mutants import mutants
from game.session.remarks import attest
from game.session.resume import resume
from game.session.runfile import read_run
from game.session.station import this_station
from game.world.runs import draw_of
from tests.judges import independent_reader
from tests.judges.independent_reader import main, read
from tests.kit import records, run_file_fields
from tests.kit.approved import approved, opened, whole_set
from tests.kit.runs import LEVELS, play

ME = ("M. Duval", "rose-9041")
SEEN = ["gowning-first", "line-clearance-first", "deviation-first", "deviation-filling-glove"]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    monkeypatch.setenv("GRADE_A_DATA", str(folder))
    return folder


@pytest.fixture
def run(home: Path, tmp_path: Path) -> Path:
    """A sealed run with findings."""
    made = records.play(records.session(tmp_path / "results", this_station(home)), records.coat_on_the_floor())
    made.close("given_up")
    return made.path


@pytest.mark.parametrize("level", SEEN)
def test_it_reads_what_we_read_in_runs_of_every_scene(level: str, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spec = load_level(next(LEVELS.glob(f"*/{level}.yaml")))
    trials = mutants(spec, opportunities_of(spec, load_rulebook(), 7), draw_of(spec, 7))
    session, _ = play(level, 7, [trials[3].mutation, trials[-1].mutation], results=tmp_path, trainee="p-12")
    session.close()
    ours, theirs = read_run(session.path), read(session.path)
    assert [event[:3] for event in theirs["events"]] == [[NAMES[type(event)], event.tick, event.n] for event in ours.events]
    assert theirs["sheet"] == json.loads(json.dumps(ours.sheet))
    assert hands(session.path) == {
        (tick, command.hand): (command.x_mm, command.y_mm)
        for tick, commands in ours.commands.items()
        for command in commands
        if isinstance(command, Reach)
    }
    assert main([str(session.path), "--known", str(home / "station" / "station.pub")]) == 0
    said = capsys.readouterr().out
    assert "not known" not in said
    for line in theirs["sheet"]["findings"]:
        assert f"{line['finding']['rule']}  {line['found']['en']}" in said


def hands(run: Path) -> dict[tuple[int, str], tuple[int, int]]:
    """Where each hand is led, as the page says to read it."""
    led = {}
    for line in run.read_bytes().splitlines():
        entry = json.loads(line)
        for hand, stretches in entry.get("reach", {}).items():
            led |= {(tick, hand): (x, y) for tick, x, y in independent_reader.path(entry["from"], stretches)}
    return led


def test_it_reads_a_set_with_its_notes_and_names_each_that_was_touched(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trainers.add(*ME)
    results = tmp_path / "runs"
    results.mkdir()
    first, second = whole_set(results, opened(approved(tmp_path / "levels")), error=("skip", "wash"))
    attest(second, ME, presence=True)
    attest(second, ME, finding=read(second)["sheet"]["findings"][0]["finding"]["id"], contest=True, text="Lavées au sas, « déjà ».")
    attest(second, ME, decision="refused", text="à refaire")
    assert main([str(first), str(second)]) == 0
    said = capsys.readouterr().out
    assert "form 1 of 2" in said
    assert "form 2 of 2" in said
    assert "note of M. Duval: contest  Lavées au sas, « déjà »." in said
    beside = second.with_name(second.stem + ".notes.jsonl")
    lines = beside.read_bytes().splitlines(keepends=True)
    for spoiled in (lines[1:], [lines[0], lines[2]], [lines[0], lines[1].replace(b"sas", b"SAS"), lines[2]], [*lines[:2], lines[2][:-9]]):
        beside.write_bytes(b"".join(spoiled))
        assert main([str(second)]) == 1
    beside.write_bytes(b"".join(lines))
    beside.rename(first.with_name(first.stem + ".notes.jsonl"))
    assert main([str(first)]) == 1


def test_it_reads_a_run_that_was_gone_on_with_on_another_pc(home: Path, tmp_path: Path) -> None:
    cut = records.play(records.session(tmp_path / "results", this_station(home)), records.coat_on_the_floor(), until=1230)
    cut.journal.close()
    with cut.path.open("ab") as file:
        file.write(b'{"n":21,"pr')
    other = this_station(tmp_path / "other")
    again = records.play(resume(cut.path, other), records.coat_on_the_floor())
    again.close("given_up")
    assert read(cut.path)["station"] == other.id


@pytest.mark.parametrize("place", range(0, 100, 7))
def test_a_run_with_a_byte_changed_anywhere_does_not_hold(run: Path, place: int, capsys: pytest.CaptureFixture[str]) -> None:
    data = bytearray(run.read_bytes())
    at = len(data) * place // 100
    data[at] ^= 1
    run.write_bytes(bytes(data))
    assert main([str(run)]) == 1
    assert "NOT a run that holds" in capsys.readouterr().out


@pytest.mark.parametrize("spoil", ["end", "line", "swap", "crlf", "after", "torn", "empty"])
def test_a_run_cut_swapped_or_rewritten_does_not_hold(run: Path, spoil: str) -> None:
    lines = run.read_bytes().splitlines(keepends=True)
    spoiled = {
        "end": lines[:-1],
        "line": [*lines[:3], *lines[4:]],
        "swap": [*lines[:3], lines[4], lines[3], *lines[5:]],
        "crlf": [line.replace(b"\n", b"\r\n") for line in lines],
        "after": [*lines, b"{}\n"],
        "torn": [*lines[:-1], lines[-1][:-1]],
        "empty": [],
    }[spoil]
    run.write_bytes(b"".join(spoiled))
    assert main([str(run)]) == 1


def test_a_score_made_better_by_who_holds_the_key_does_not_follow_from_the_outcomes(home: Path, tmp_path: Path) -> None:
    station = this_station(home)
    results = tmp_path / "runs"
    results.mkdir()
    path, _ = whole_set(results, opened(approved(tmp_path / "levels")))
    lines = path.read_bytes().splitlines()
    better = re.sub(rb'"status":"met","x":1.0', b'"status":"missed","x":0.0', lines[-2], count=1)
    assert better != lines[-2]
    path.write_bytes(records.resealed([*lines[:-2], better, lines[-1]], station))
    assert main([str(path)]) == 1


def test_it_needs_nothing_of_the_program(run: Path) -> None:
    source = Path(independent_reader.__file__)
    assert not re.search(r"^\s*(from|import) (game|scoring|tests)", source.read_text(encoding="utf-8"), re.MULTILINE)
    done = subprocess.run([sys.executable, "-I", str(source), str(run)], cwd=run.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "chain and seal hold" in done.stdout


def test_the_page_of_fields_names_every_command_and_event_as_the_code_has_them() -> None:
    def rows(text: str) -> list[str]:
        return [line.rpartition(" | ")[0] for line in text.splitlines() if line.startswith("| `")]

    written = run_file_fields.PAGE.read_text(encoding="utf-8")
    assert rows(written) == rows(run_file_fields.text()), "python -m tests.kit.run_file_fields writes the page anew"
