"""The station's key, and files that get where they belong whole or not at all."""

from __future__ import annotations

import multiprocessing
import os
import stat
from pathlib import Path

import pytest

from game.session import results
from game.session.results import append_row, data_folder, results_folder, run_name, write_new, write_whole
from game.session.station import KEY_NAME, PUBLIC_NAME, known_keys, remember, station_id, this_station


def test_the_key_is_made_once_and_is_the_users_alone(tmp_path: Path) -> None:
    first, second = this_station(tmp_path), this_station(tmp_path)
    assert (first.id, first.public) == (second.id, second.public)
    assert first.id == station_id(first.public)
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "station" / KEY_NAME).stat().st_mode) == 0o600


def test_two_folders_are_two_stations(tmp_path: Path) -> None:
    assert this_station(tmp_path / "a").id != this_station(tmp_path / "b").id


def _public(folder: Path) -> str:
    return this_station(folder).public


def test_two_first_starts_at_once_agree_on_one_key(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        assert len(set(pool.map(_public, [tmp_path] * 8))) == 1


@pytest.mark.parametrize("data", [b"", b"\x00" * 200, b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
def test_a_key_file_that_is_none_is_kept_beside_and_made_anew(tmp_path: Path, data: bytes) -> None:
    home = tmp_path / "station"
    home.mkdir()
    (home / KEY_NAME).write_bytes(data)
    station = this_station(tmp_path)
    assert (home / "station.broken").read_bytes() == data
    assert this_station(tmp_path).id == station.id


def test_a_new_key_after_a_broken_one_gets_its_own_public_half(tmp_path: Path) -> None:
    """The old public half stays known: what it sealed was sealed here."""
    old = this_station(tmp_path)
    (tmp_path / "station" / KEY_NAME).write_bytes(b"gone")
    new = this_station(tmp_path)
    assert new.public != old.public
    assert known_keys(tmp_path) == {old.public, new.public}
    assert this_station(tmp_path).public == new.public


def test_asking_for_known_keys_makes_none(tmp_path: Path) -> None:
    assert known_keys(tmp_path) == frozenset()
    assert list(tmp_path.iterdir()) == []


def test_another_stations_key_can_be_laid_among_the_known_ones(tmp_path: Path) -> None:
    other = this_station(tmp_path / "other")
    mine = this_station(tmp_path / "mine")
    assert remember(tmp_path / "other" / "station" / PUBLIC_NAME, tmp_path / "mine") == other.id
    assert remember(tmp_path / "other" / "station" / KEY_NAME, tmp_path / "mine") == "", "a private key is not to be handed out"
    assert remember(tmp_path / "nothing.pub", tmp_path / "mine") == ""
    assert known_keys(tmp_path / "mine") == {mine.public, other.public}


def test_the_data_folder_can_be_put_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(results.DATA_VARIABLE, str(tmp_path))
    assert data_folder() == tmp_path
    assert results_folder() == tmp_path / "results"
    monkeypatch.delenv(results.DATA_VARIABLE)
    assert data_folder().is_absolute()


def test_run_names_are_safe_on_every_system() -> None:
    name = run_name("2026-01-31T14:03:05Z", "gowning-grade-d", "../CON: é*?", "0123456789abcdef")
    assert name == "2026-01-31T14-03-05Z_gowning-grade-d_CON_0123.run"
    assert run_name("2026-01-31T14:03:05Z", "l", "", "ffff") == "2026-01-31T14-03-05Z_l_ffff.run"


def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "file"
    assert write_new(path, b"one")
    assert not write_new(path, b"two")
    assert path.read_bytes() == b"one"
    write_whole(path, b"three")
    assert path.read_bytes() == b"three"
    assert [one.name for one in path.parent.iterdir()] == ["file"], "no temporary file is left"


HEAD = b"a;b\r\n"


def _append(args: tuple[Path, int]) -> None:
    path, n = args
    append_row(path, [(HEAD, b"%d;%s\r\n" % (n, b"x" * 300))])


def test_many_programs_append_to_one_table_without_a_lock(tmp_path: Path) -> None:
    table = tmp_path / "results.csv"
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        pool.map(_append, [(table, n) for n in range(200)], chunksize=1)
    lines = table.read_bytes().splitlines(keepends=True)
    assert lines[0] == HEAD
    assert sorted(int(line.split(b";")[0]) for line in lines[1:]) == list(range(200))
    assert {len(line.split(b";")[1]) for line in lines[1:]} == {302}


def test_a_row_after_a_torn_one_begins_a_line_of_its_own(tmp_path: Path) -> None:
    table = tmp_path / "results.csv"
    table.write_bytes(HEAD + b"1;torn")
    append_row(table, [(HEAD, b"2;y\r\n")])
    assert table.read_bytes() == HEAD + b"1;torn\r\n2;y\r\n"


def test_a_table_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    table = tmp_path / "results.csv"
    table.write_bytes(b"my own notes\n")
    assert append_row(table, [(HEAD, b"2;y\r\n")]) == tmp_path / "results-2.csv"
    assert table.read_bytes() == b"my own notes\n"
