"""Store and forward under fire: 200 runs, a store killed at random, poison, a torn file, a full disk; every statement arrives once."""

from __future__ import annotations

import contextlib
import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.session.collection import collect, run_files
from game.session.lrs import Store
from game.session.spool import REJECTED, Spool
from game.session.station import known_keys
from game.session.sync import Outcome, Sender
from tests.kit.cohort import station_at, write_run
from tests.kit.lrs import read
from tests.test_export import BASE, NOW, WRONG

resource = pytest.importorskip("resource")
RUNS, ROUNDS = 200, 400


class Killed:
    """A store as a program of its own that dies at any statement, and is started again each time."""

    def __init__(self, file: Path) -> None:
        self.file, self.kills, self.over = file, 0, False
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/xapi"
        self._start()
        self._nurse = threading.Thread(target=self._start_again_and_again, daemon=True)
        self._nurse.start()

    def _start(self) -> None:
        self.process = subprocess.Popen([sys.executable, "-m", "tests.kit.lrs", str(self.port), str(self.file), "11"])

    def _start_again_and_again(self) -> None:
        while True:
            self.process.wait()
            if self.over:
                return
            self.kills += 1
            self._start()

    def close(self) -> None:
        """Off the air for good."""
        self.over = True
        self.process.kill()
        self._nurse.join()


@contextlib.contextmanager
def full_disk(most: int) -> Iterator[None]:
    """No file of this process can grow beyond so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def send(spool: Spool, store: Killed) -> Outcome:
    return Sender(spool, Store(store.url, "a", "b"), lambda _: time.sleep(0.05)).run()


def send_all(spool: Spool, store: Killed) -> int:
    """Until nothing waits; how many torn files were set aside."""
    torn = 0
    for _ in range(ROUNDS):
        torn += send(spool, store).torn
        if not spool.pending():
            break
    return torn


def whole(spool: Spool) -> bool:
    """Whether every file that waits is a whole batch, and nothing half-written lies about."""
    return all(spool.read(path) for path in spool.pending()) and not list(spool.folder.rglob(".*"))


def test_every_statement_of_200_runs_arrives_once_whatever_breaks(tmp_path: Path) -> None:
    station = station_at(tmp_path / "data")
    (tmp_path / "runs").mkdir()
    for number in range(RUNS):
        write_run(tmp_path / "runs", station, f"p-{number}", number, errors=WRONG if number % 3 == 0 else ())
    collection = collect(run_files([tmp_path / "runs"]), known_keys(tmp_path / "data"), NOW)
    spool = Spool(tmp_path / "spool")
    with full_disk(4_000), pytest.raises(OSError, match=r".*"):
        spool.put(collection, BASE)
    assert whole(spool)
    assert len(spool.pending()) < RUNS
    spool.put(collection, BASE)
    assert len(spool.pending()) == RUNS
    wanted = {one["id"] for path in spool.pending() for one in json.loads(path.read_bytes())}

    poison = set()
    for path in spool.pending()[30:170:70]:
        batch = json.loads(path.read_bytes())
        del batch[1]["actor"]
        poison.add(batch[1]["id"])
        path.write_bytes(json.dumps(batch).encode())
    torn = spool.pending()[101]
    torn.write_bytes(torn.read_bytes()[:700])

    store = Killed(tmp_path / "store.jsonl")
    try:
        with full_disk(0), pytest.raises(OSError, match=r".*"):  # the reason of a poisoned one cannot be written now: it keeps waiting
            send_all(spool, store)
        assert not list((spool.folder / REJECTED).glob("*.txt"))
        torn_aside = send_all(spool, store)
        again = spool.put(collection, BASE)
        send_all(spool, store)
    finally:
        store.close()

    assert store.kills > 5
    assert (torn_aside, again) == (1, 1)
    assert set(read(store.file)) == wanted - poison, "each once: the store's file is refused when it holds one twice"
    rejected = spool.folder / REJECTED
    assert {json.loads(path.read_bytes())[0]["id"] for path in rejected.glob("*.json")} == poison
    assert {path.read_text()[:3] for path in rejected.glob("*.txt")} == {"400"}
    assert len(list(rejected.glob("*.torn"))) == 1


def test_what_is_refused_keeps_waiting_while_its_reason_cannot_be_written(tmp_path: Path) -> None:
    station = station_at(tmp_path / "data")
    write_run(tmp_path / "runs", station)
    spool = Spool(tmp_path / "spool")
    spool.put(collect(run_files([tmp_path / "runs"]), known_keys(tmp_path / "data"), NOW), BASE)
    with full_disk(0), pytest.raises(OSError, match=r".*"):
        spool.reject(spool.pending()[0], "409 other")
    assert whole(spool)
    assert len(spool.pending()) == 1
    spool.reject(spool.pending()[0], "409 other")
    assert [path.suffix for path in sorted((spool.folder / REJECTED).iterdir())] == [".json", ".txt"]
