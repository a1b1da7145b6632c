"""A person is erased: all of one pseudonym goes, nothing of another's, whatever stops it on the way; and what is out of reach is said."""

from __future__ import annotations

import dataclasses
import io
import json
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from game.cli.__main__ import main
from game.session import trainers
from game.session.assessor import Watched
from game.session.assessor import keep as keep_marks
from game.session.beside import write as write_beside
from game.session.collection import collect, run_files
from game.session.erasing import CRASHES, KINDS, LOG, TRAINER, erase, traces
from game.session.place import Place
from game.session.place import keep as keep_place
from game.session.remarks import attest
from game.session.reporting import Report, make
from game.session.spool import Spool
from game.session.station import known_keys
from game.texts import LANGS, catalogue
from game.view.settings import Settings, save
from tests.kit import records
from tests.kit.cohort import station_at, write_run
from tests.test_export import BASE, NASTY, NOW, WRONG

ME = ("M. Duval", "rose-9041")
GONE, STAYS = "p-gone", "p-stays"
ALIKE = "crashes/c.txt"
"""Tells of somebody whose name begins alike."""


class Pc:
    """A station on which two persons have left all the traces there are."""

    def __init__(self, home: Path, gone: str = GONE) -> None:
        self.home, self.results, self.settings = home, home / "results", home / "settings.json"
        trainers.add(*ME)
        self.station = station_at(home)
        self.results.mkdir()
        for number, name in enumerate((gone, STAYS, gone)):
            self.play(name, number)
        (self.results / "set-aside").mkdir()
        write_run(self.results / "set-aside", self.station, gone, 7)
        (home / "collected" / "other").mkdir(parents=True)
        write_run(home / "collected" / "other", self.station, gone, 8)
        runs = collect(run_files([self.results]), known_keys(), NOW)
        spool = Spool(home / "spool")
        spool.put(runs, BASE)
        first = spool.pending()[0]
        spool.sent(first)
        for path in spool.pending()[:2]:
            spool.reject_some(path, [(1, {"id": "x", "actor": {"account": {"name": "?"}}}, "400 no")])
        make(Report((self.results,), home / "pages", "fr", datetime(2026, 11, 23, 7, 0)), known_keys())  # noqa: DTZ001
        for name in (gone, STAYS):
            keep_marks(Watched((), (), ()), [5], "a" * 32, "gowning-first", name, "2026-11-23")
        save(Settings(trainee=gone if gone == GONE else "", recent=[GONE, STAYS] if gone == GONE else []), self.settings)
        self.settings.with_name("settings.json.bad").write_text(json.dumps({"recent": [gone]}), encoding="utf-8")
        (home / "pseudonyms.txt").write_bytes(f"# liste\r\n{GONE} # matin\r\n{STAYS}\r\n#- {GONE}\r\n".encode("utf-8-sig"))
        (home / CRASHES).mkdir()
        (home / CRASHES / "a.txt").write_text(f"main.py play x --trainee {gone}\n", encoding="utf-8")
        (home / CRASHES / "b.txt").write_text(f"/r/2026_x_{gone}_12ab.run: {STAYS}\n", encoding="utf-8")
        (home / CRASHES / "c.txt").write_text(f"{gone}x, {STAYS}\n", encoding="utf-8")
        (home / TRAINER).mkdir()
        groups = {"format": 1, "rows": [{"name": "A", "people": [gone, STAYS]}, {"name": "B", "people": [STAYS]}]}
        (home / TRAINER / "groups.json").write_text(json.dumps(groups), encoding="utf-8")

    def play(self, name: str, number: int) -> None:
        path = write_run(self.results, self.station, name, number, errors=WRONG)
        one = collect([path], known_keys(), NOW).runs[0]
        write_beside(path, one.sheet, "fr", one.beside)
        attest(path, ME, presence=True)
        attest(path, ME, rating=3, text="bien")
        path.with_suffix(".torn").write_bytes(b'{"n":')

    def found(self, name: str = GONE):
        return traces(name, settings=self.settings)

    def files(self) -> dict[str, bytes]:
        """Every file but locks and what may change with any look (the memory of reports)."""
        return {
            path.relative_to(self.home).as_posix(): path.read_bytes()
            for path in sorted(self.home.rglob("*"))
            if path.is_file() and path.suffix not in (".lock", ".duckdb", ".wal")
        }

    def mentions(self, name: str) -> list[str]:
        """Files whose name or content has it."""
        return [path for path, data in self.files().items() if path != ALIKE and (name in path or name.encode() in data)]


@pytest.fixture
def pc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pc:
    monkeypatch.setenv("GRADE_A_DATA", str(tmp_path / "pc"))
    return Pc(tmp_path / "pc")


def lines(data: bytes) -> list[bytes]:
    return data.splitlines(keepends=True)


def test_all_of_a_person_goes_and_every_byte_of_another_stays(pc: Pc) -> None:
    before = pc.files()
    found = pc.found()
    assert {one.kind for one in found.found} == set(KINDS)
    assert (found.count("run"), found.count("row"), found.count("mark"), found.count("ledger"), found.count("notes")) == (4, 2, 1, 4, 2)
    done = erase(found)
    assert done.left == ()
    assert pc.mentions(GONE) == []
    assert pc.found().found == ()
    assert not list((pc.home / "reports").glob("*"))
    after = pc.files()
    for name, data in before.items():
        if name not in after:
            assert STAYS not in name or name.startswith("pages/")
            assert name != ALIKE
            continue
        kept = [line for line in lines(data) if line in lines(after[name])]
        if not name.endswith(".json") or name.startswith("spool/"):
            assert b"".join(kept) == after[name], name
    stays = [name for name in before if STAYS in name]
    assert len(stays) == 4
    assert all(after[name] == before[name] for name in stays)
    assert json.loads(after["trainer/groups.json"])["rows"] == [{"name": "A", "people": [STAYS]}, {"name": "B", "people": [STAYS]}]
    assert json.loads(after["settings.json"])["recent"] == [STAYS]
    assert after["pseudonyms.txt"] == f"# liste\r\n{STAYS}\r\n".encode("utf-8-sig")
    assert any(name.startswith("spool/") for name in after)


def test_a_person_is_found_at_the_end_of_the_longest_list(pc: Pc) -> None:
    listed = pc.home / "pseudonyms.txt"
    others = (b"# " + b"x" * 50_000 + b"\n") * 700
    listed.write_bytes(others + f"{GONE}\n{STAYS}\n".encode())
    found = pc.found()
    assert found.count("list") == 1
    erase(found)
    assert listed.read_bytes() == others + f"{STAYS}\n".encode()


def test_a_line_without_a_name_tells_that_something_was_erased(pc: Pc) -> None:
    erase(pc.found())
    [line] = (pc.home / LOG).read_text(encoding="utf-8").splitlines()
    told = json.loads(line)
    assert told["counts"]["run"] == 4
    assert told["left"] is False
    assert GONE not in line


def test_whatever_stops_it_the_next_look_finds_the_rest(pc: Pc, tmp_path: Path) -> None:
    steps = len(pc.found().found)
    assert steps > 20
    shutil.copytree(pc.home, tmp_path / "whole")
    for stop in range(steps):
        shutil.rmtree(pc.home)
        shutil.copytree(tmp_path / "whole", pc.home)
        found = pc.found()
        erase(dataclasses.replace(found, found=found.found[:stop]))
        assert erase(pc.found()).left == ()
        assert pc.mentions(GONE) == [], stop
        ids = set(found.runs)
        assert [name for name, data in pc.files().items() if any(run.encode() in data or run in name for run in ids)] == [], stop


def test_what_is_held_open_is_named_and_its_runs_stay_to_lead_there_again(pc: Pc, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.unlink

    def held(self: Path, missing_ok: bool = False) -> None:
        if self.name.endswith(".notes.jsonl"):
            raise PermissionError(13, "held")
        real(self, missing_ok=missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", held)
        done = erase(pc.found())
    assert {reason for path, reason in done.left if path.name.endswith(".notes.jsonl")} == {"held"}
    assert pc.found().count("run") == 4
    assert erase(pc.found()).left == ()
    assert pc.mentions(GONE) == []


def test_a_run_that_is_being_played_stays_and_is_named(pc: Pc, capsys: pytest.CaptureFixture[str]) -> None:
    session = records.session(pc.results, pc.station, trainee=GONE)
    assert main(["erase", GONE, "--yes", "--lang", "en"]) == 1
    assert session.path.name in capsys.readouterr().out
    assert session.path.exists()
    session.close("given_up")
    assert main(["erase", GONE, "--yes", "--lang", "en"]) == 0
    assert pc.mentions(GONE) == []


# --- the command ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_the_command_lists_asks_and_says_what_it_does_not_reach(
    pc: Pc, lang: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_place(Place(share="/srv/essais"))
    before = pc.files()
    for answer in ("", "\n", "oui\n", STAYS + "\n"):
        monkeypatch.setattr("sys.stdin", io.StringIO(answer))
        assert main(["erase", GONE, "--lang", lang]) == 1
        assert catalogue(lang, "erase")["kept"] in capsys.readouterr().out
    assert pc.files() == before
    monkeypatch.setattr("sys.stdin", io.StringIO(GONE + "\n"))
    assert main(["erase", GONE, "--lang", lang]) == 0
    said = capsys.readouterr().out
    assert catalogue(lang, "erase")["kind_run"].format(count=4) in said
    assert catalogue(lang, "erase")["elsewhere"] in said
    assert catalogue(lang, "erase")["share"].format(share="/srv/essais") in said
    assert main(["erase", GONE, "--lang", lang]) == 0
    assert catalogue(lang, "erase")["nothing"].format(name=GONE) in capsys.readouterr().out


def test_a_further_folder_is_looked_into_and_no_other(pc: Pc, tmp_path: Path) -> None:
    for name in ("share", "elsewhere"):
        (tmp_path / name / "st").mkdir(parents=True)
        write_run(tmp_path / name / "st", pc.station, GONE, 1)
    assert main(["erase", GONE, "--yes", "--results", str(tmp_path / "share")]) == 0
    assert not list((tmp_path / "share").rglob("*.run"))
    assert len(list((tmp_path / "elsewhere").rglob("*.run"))) == 1
    assert main(["erase", GONE, "--yes", "--results", str(tmp_path / "nowhere")]) == 2


def test_another_spelling_and_a_file_without_a_name_are_told_and_not_touched(pc: Pc, capsys: pytest.CaptureFixture[str]) -> None:
    write_run(pc.results, pc.station, GONE.upper(), 20)
    (pc.results / "torn.run").write_bytes(b'{"n":0,')
    with (pc.results / "huge.run").open("wb") as file:
        file.truncate(1 << 30)
    assert main(["erase", GONE, "--yes", "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert GONE.upper() in said
    assert "torn.run" in said
    assert "huge.run" in said
    assert {path.name for path in pc.results.glob("*.run")} > {"torn.run", "huge.run"}
    assert any(GONE.upper() in path.name for path in pc.results.glob("*.run"))
    assert main(["erase", "", "--yes"]) == 2


@pytest.mark.parametrize("name", NASTY)
def test_a_name_of_any_signs_is_found_exactly_and_leads_nowhere_else(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADE_A_DATA", str(tmp_path / "pc"))
    pc = Pc(tmp_path / "pc", name)
    found = pc.found(name)
    assert (found.count("run"), found.count("row")) == (4, 2)
    erase(found)
    assert [one for one in pc.found(name).found if one.kind != "list"] == []
    assert pc.found(STAYS).count("run") == 1
    for odd in ("..", "../..", "*", "%", "'; DROP TABLE run; --", ".*"):
        assert pc.found(odd).found == ()
