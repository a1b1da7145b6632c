"""Store and forward: every statement arrives once, whatever breaks on the way; what is refused is set aside with its reason."""

from __future__ import annotations

import json
import random
import shutil

import pytest

from game.session.collection import collect, run_files
from game.session.lrs import Store
from game.session.spool import Spool
from game.session.station import known_keys
from game.session.sync import LONGEST_WAIT_S, SUSPECT, TRIES, Sender, pause
from tests.kit.cohort import station_at, write_run
from tests.kit.lrs import Lrs

BASE = "https://formation.exemple.fr"
NOW = "2026-06-01T12:00:00Z"


@pytest.fixture
def lrs():
    store = Lrs()
    yield store
    store.close()


@pytest.fixture
def spool(tmp_path):
    """A spool with three runs."""
    return filled(tmp_path, 3)


def filled(tmp_path, count: int) -> Spool:
    station = station_at(tmp_path / "data")
    results = tmp_path / "runs"
    results.mkdir()
    for number in range(count):
        write_run(results, station, number=number, errors=(("skip", "wash"),))
    made = Spool(tmp_path / "spool")
    assert made.put(collect(run_files([results]), known_keys(tmp_path / "data"), NOW), BASE) == count
    return made


def send(spool: Spool, lrs: Lrs, waits: list[float] | None = None):
    kept = [] if waits is None else waits
    return Sender(spool, Store(lrs.url, "station", "secret"), kept.append).run()


def wanted(spool: Spool) -> set[str]:
    return {one["id"] for path in spool.folder.glob("*/*.json") if path.stem.isalnum() for one in json.loads(path.read_bytes())}


def test_all_that_waits_arrives_and_is_kept_as_sent(spool, lrs):
    done = send(spool, lrs)

    assert (done.sent, done.left, done.stopped) == (3, 0, "")
    assert set(lrs.kept) == wanted(spool)
    assert len(list((spool.folder / "sent").glob("*.json"))) == 3
    assert {path for path, _ in lrs.asked} == {"/xapi/statements"}
    assert {headers["x-experience-api-version"] for _, headers in lrs.asked} == {"1.0.3"}


def test_a_run_is_laid_down_once_however_often_it_is_collected(spool, lrs, tmp_path):
    collection = collect(run_files([tmp_path / "runs"]), known_keys(tmp_path / "data"), NOW)

    assert spool.put(collection, BASE) == 0
    send(spool, lrs)
    assert spool.put(collection, BASE) == 0


def test_a_spool_carried_to_another_pc_and_sent_from_both_arrives_once(spool, lrs, tmp_path):
    shutil.copytree(spool.folder, tmp_path / "stick")

    send(spool, lrs)
    done = send(Spool(tmp_path / "stick"), lrs)

    assert (done.sent, done.rejected) == (3, 0)
    assert set(lrs.kept) == wanted(spool)


def test_a_poisoned_statement_is_set_aside_with_its_reason_and_its_neighbours_arrive(spool, lrs):
    first = spool.pending()[0]
    poison = json.loads(first.read_bytes())[1]["id"]
    lrs.mood = lambda statements: 400 if any(one["id"] == poison for one in statements) else 0

    done = send(spool, lrs)

    assert (done.sent, done.rejected, done.left) == (3, 1, 0)
    assert set(lrs.kept) == wanted(spool) - {poison}
    assert json.loads((spool.folder / "rejected" / f"{first.stem}.1.json").read_bytes())[0]["id"] == poison
    assert (spool.folder / "rejected" / f"{first.stem}.1.txt").read_text().startswith("400")


def test_a_poison_that_makes_the_store_stumble_is_found_too(spool, lrs):
    poison = json.loads(spool.pending()[0].read_bytes())[0]["id"]
    lrs.mood = lambda statements: 500 if any(one["id"] == poison for one in statements) else 0

    done = send(spool, lrs)

    assert (done.sent, done.rejected) == (3, 1)
    assert set(lrs.kept) == wanted(spool) - {poison}


@pytest.mark.parametrize("status", [500, 502, 503, 429, 408])
def test_a_store_that_is_down_costs_nothing(spool, lrs, status):
    lrs.mood = lambda statements: status

    done = send(spool, lrs)

    assert (done.sent, done.rejected, done.left, done.stopped) == (0, 0, 3, "later")
    lrs.mood = lambda statements: 0
    assert send(spool, lrs).sent == 3


@pytest.mark.parametrize("status", [401, 403, 404, 301])
def test_wrong_settings_stop_at_once_and_keep_all(spool, lrs, status):
    lrs.mood = lambda statements: status

    done = send(spool, lrs)

    assert (done.stopped, done.left, len(lrs.asked)) == ("settings", 3, 1)


def test_a_batch_too_large_goes_one_by_one(spool, lrs):
    lrs.mood = lambda statements: 413 if len(statements) > 1 else 0

    assert send(spool, lrs).rejected == 0
    assert set(lrs.kept) == wanted(spool)


def test_what_is_there_but_otherwise_is_set_aside(spool, lrs):
    changed = json.loads(spool.pending()[0].read_bytes())[0]
    lrs.kept[changed["id"]] = "something else"

    done = send(spool, lrs)

    assert (done.sent, done.rejected) == (2, 1)
    assert [path.read_text()[:3] for path in (spool.folder / "rejected").glob("*.txt")] == ["409"]


def test_a_torn_batch_makes_room_and_is_laid_down_again(spool, lrs, tmp_path):
    torn = spool.pending()[1]
    torn.write_bytes(torn.read_bytes()[:100])

    done = send(spool, lrs)
    again = spool.put(collect(run_files([tmp_path / "runs"]), known_keys(tmp_path / "data"), NOW), BASE)

    assert (done.sent, done.torn, again) == (2, 1, 1)
    send(spool, lrs)
    assert set(lrs.kept) == wanted(spool)


def test_under_fire_every_statement_arrives_once_and_none_is_lost(tmp_path, lrs):
    spool = filled(tmp_path, 12)
    dice = random.Random(7)
    lrs.mood = lambda statements: dice.choice((0, 0, 500, 503, 429)) if dice.random() < 0.8 else 0

    for _ in range(60):
        send(spool, lrs)
        if not spool.pending():
            break
    lrs.mood = lambda statements: 0
    done = send(spool, lrs)

    refused = {json.loads(path.read_bytes())[0]["id"] for path in (spool.folder / "rejected").glob("*.*.json")}
    assert done.left == 0
    assert set(lrs.kept) | refused == wanted(spool)


def test_only_one_sender_works_on_a_spool(spool, lrs):
    with spool.alone() as first:
        done = send(spool, lrs)

    assert first
    assert (done.stopped, done.left, lrs.asked) == ("busy", 3, [])


def test_waits_double_up_to_a_cap_and_what_the_store_asks_for_is_kept(spool, lrs):
    assert all(0 <= pause(n) <= min(LONGEST_WAIT_S, 2.0**n) for n in range(1, 40))
    waits: list[float] = []
    lrs.mood = lambda statements: 503
    send(spool, lrs, waits)

    assert len(waits) == TRIES - 1 > SUSPECT


@pytest.mark.parametrize("url", ["", "lrs.exemple.fr", "http://lrs.exemple.fr/xapi", "file:///etc/passwd", "https//x"])
def test_an_address_without_tls_is_refused_elsewhere_than_on_this_pc(url):
    with pytest.raises(ValueError, match=r".*"):
        Store(url, "a", "b")
