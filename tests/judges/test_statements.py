"""Statements before judges that are not ours: Ralph's model, Learning Locker's validator, and Ralph's server as a store.

GRADE_A_JUDGES names a folder with `ralph` (an environment with ralph-malph[lrs]==5.1.0 and requests) and `locker` (where
@learninglocker/xapi-validation 3.0.0 was installed by npm); `.ci/run` makes one.  What is not there is left out.
"""

from __future__ import annotations

import copy
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from game.cli.__main__ import main
from game.session import trainers
from game.session.collection import collect, run_files
from game.session.lrs import Store
from game.session.remarks import attest, attest_all
from game.session.spool import Spool
from game.session.station import known_keys
from tests.kit.approved import approved, form, opened, play, whole_set
from tests.kit.cohort import station_at, write_run
from tests.test_export import BASE, NASTY

HOME = Path(os.environ.get("GRADE_A_JUDGES", ""))
RALPH, LOCKER = HOME / "ralph" / "bin" / "python", HOME / "locker" / "node_modules" / "@learninglocker" / "xapi-validation"
HERE = Path(__file__).parent
ME = ("M. Duval", "rose-9041")
LATER = "2099-01-01T00:00:00Z"
USER, PASSWORD = "station-12", "secret"

needs_ralph = pytest.mark.skipif(not RALPH.is_file(), reason="GRADE_A_JUDGES names no folder with Ralph in an environment `ralph`")
needs_locker = pytest.mark.skipif(
    not LOCKER.is_dir() or not shutil.which("node"), reason="GRADE_A_JUDGES names no folder with Learning Locker's validator, or no node"
)
pytestmark = pytest.mark.skipif(not RALPH.is_file() and not LOCKER.is_dir(), reason="no judge of statements here (GRADE_A_JUDGES)")

Plain = dict[str, Any]
Judge = Callable[[list[Plain]], list[object]]


@pytest.fixture(scope="module")
def spool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Spool]:
    """Batches of real runs: a set with every kind of note, a run given up, practice, and odd pseudonyms."""
    top = tmp_path_factory.mktemp("statements")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADE_A_DATA", str(top / "data"))
        trainers.add(*ME)
        results = top / "runs"
        results.mkdir()
        code = opened(approved(top / "levels"))
        files = whole_set(results, code, error=("skip", "wash"))
        attest_all(files, ME)
        attest(files[1], ME, rating=4, text="Calme ; « relit ».")
        number = collect([files[1]], known_keys(), LATER).sheets[0].findings[0].finding.id
        attest(files[1], ME, finding=number, contest=True, text="Lavées au sas.")
        attest(files[1], ME, finding=number, text="à revoir")
        attest_all(files, ME, decision="refused", text="à refaire")
        play(form(results, code, "p-13"), until_tick=900).close("given_up")
        station = station_at(top / "data")
        write_run(results, station, mode="practice", errors=(("skip", "wash"),))
        for place, name in enumerate((*NASTY, "")):
            write_run(results, station, name, place)
        made = Spool(top / "spool")
        assert made.put(collect(run_files([results]), known_keys(), LATER), BASE) > 20
        yield made


@pytest.fixture(scope="module")
def statements(spool: Spool) -> list[Plain]:
    return [one for path in spool.pending() for one in json.loads(path.read_bytes())]


@pytest.fixture(params=[pytest.param("ralph", marks=needs_ralph), pytest.param("locker", marks=needs_locker)])
def judge(request: pytest.FixtureRequest, tmp_path: Path) -> Judge:
    """A function: statements -> of each what the judge finds wrong, empty for nothing."""

    def judged(told: list[Plain]) -> list[object]:
        file = tmp_path / "statements.json"
        file.write_text(json.dumps(told), encoding="utf-8")
        model, validator = [RALPH, HERE / "ralph_model.py", file], ["node", HERE / "learning_locker.js", HOME / "locker", file]
        command = model if request.param == "ralph" else validator
        found: list[object] = json.loads(subprocess.run(command, capture_output=True, check=True, timeout=120).stdout)
        return found

    judged.__name__ = request.param
    return judged


def test_no_statement_of_ours_is_found_wrong(judge: Judge, statements: list[Plain]) -> None:
    verbs = {one["verb"]["id"].rpartition("/")[2] for one in statements}
    assert verbs >= {"initialized", "completed", "terminated", "violated", "attested", "contested", "annotated", "rated", "decided"}
    wrong = [(one, found) for one, found in zip(statements, judge(statements), strict=True) if found]
    assert wrong == []


def spoiled(statement: Plain, how: str) -> Plain:
    """A finished assessment's `completed`, with one thing wrong."""
    one = copy.deepcopy(statement)
    match how:
        case "scaled":
            one["result"]["score"]["scaled"] = 98
        case "boolean":
            one["result"]["completion"] = "true"
        case "verb":
            one["verb"]["id"] = "completed"
        case "date":
            one["timestamp"] = "23/11/2026 10:00"
        case "key":
            one["result"]["mark"] = 12
        case "actor":
            del one["actor"]["account"]["name"]
        case "id":
            one["id"] = "42"
        case "object":
            del one["object"]["id"]
    return one


@pytest.mark.parametrize("how", ["scaled", "boolean", "verb", "date", "key", "actor", "id", "object"])
def test_a_broken_statement_is_seen_to_be_caught(judge: Judge, statements: list[Plain], how: str) -> None:
    good = next(one for one in statements if one["verb"]["id"].endswith("/completed") and "score" in one["result"])
    right, broken = judge([good, spoiled(good, how)])
    assert not right
    assert broken


# --- a store -------------------------------------------------------------------------------------------------------------


class Ralph:
    """Ralph's server on this PC, which can be killed and started again over the same file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/xAPI"
        self.start()

    def start(self) -> None:
        """Up and answering."""
        with (self.folder / "log").open("ab") as log:
            command = [RALPH, HERE / "ralph_server.py", self.folder, str(self.port), USER, PASSWORD]
            self.process = subprocess.Popen(command, stdout=log, stderr=log)
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/__heartbeat__", timeout=5)
            except OSError:
                assert self.process.poll() is None, (self.folder / "log").read_text()
                time.sleep(0.2)
            else:
                return
        raise AssertionError((self.folder / "log").read_text())

    def kill(self) -> None:
        """As a power cut does."""
        self.process.kill()
        self.process.wait()

    def kept(self) -> list[Plain]:
        """Every statement in its file, twice what is there twice."""
        file = self.folder / "data" / "statements.jsonl"
        return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] if file.exists() else []


@pytest.fixture
def ralph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ralph]:
    monkeypatch.setenv("GRADE_A_LRS_USER", USER)
    monkeypatch.setenv("GRADE_A_LRS_PASSWORD", PASSWORD)
    (tmp_path / "ralph").mkdir()
    server = Ralph(tmp_path / "ralph")
    yield server
    server.kill()


def sync(ralph: Ralph, spool: Path, empty: Path) -> int:
    """The command, over a spool as it lies."""
    return main(["sync", str(empty), "--lrs", ralph.url, "--base", BASE, "--spool", str(spool), "--lang", "en"])


@needs_ralph
def test_ralphs_server_takes_all_gives_all_back_and_keeps_each_once(
    ralph: Ralph, spool: Spool, statements: list[Plain], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "none").mkdir()
    shutil.copytree(spool.folder, tmp_path / "stick")
    shutil.copytree(spool.folder, tmp_path / "again")
    assert sync(ralph, tmp_path / "stick", tmp_path / "none") == 0
    ralph.kill()
    ralph.start()
    assert sync(ralph, tmp_path / "again", tmp_path / "none") == 0
    back = {one["id"]: one for page in Store(ralph.url, USER, PASSWORD).statements() for one in page}
    assert len(ralph.kept()) == len(statements)
    for one in statements:
        assert {name: back[one["id"]][name] for name in one} == one
    assert "Traceback" not in capsys.readouterr().err


@needs_ralph
def test_a_poisoned_statement_is_set_aside_with_what_ralph_said_and_the_others_arrive(ralph: Ralph, spool: Spool, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    shutil.copytree(spool.folder, tmp_path / "spool")
    first = next(path for path in sorted((tmp_path / "spool" / "pending").glob("*.json")) if len(json.loads(path.read_bytes())) > 2)
    batch = json.loads(first.read_bytes())
    del batch[1]["actor"]
    first.write_bytes(json.dumps(batch).encode())
    assert sync(ralph, tmp_path / "spool", tmp_path / "none") == 1
    rejected = tmp_path / "spool" / "rejected"
    assert [json.loads(path.read_bytes())[0]["id"] for path in rejected.glob("*.json")] == [batch[1]["id"]]
    assert next(rejected.glob("*.txt")).read_text()[:3] == "422"
    kept = {one["id"] for one in ralph.kept()}
    assert {one["id"] for one in batch} - kept == {batch[1]["id"]}
    assert list((tmp_path / "spool" / "pending").glob("*.json")) == []


@needs_ralph
def test_wrong_credentials_stop_at_once_and_keep_all(ralph: Ralph, spool: Spool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADE_A_LRS_PASSWORD", "other")
    (tmp_path / "none").mkdir()
    shutil.copytree(spool.folder, tmp_path / "spool")
    assert sync(ralph, tmp_path / "spool", tmp_path / "none") == 1
    assert len(list((tmp_path / "spool" / "pending").glob("*.json"))) == len(spool.pending())
    assert ralph.kept() == []
