"""A level that is written elsewhere while it is open here: what is taken, when, and what is survived."""

import os
import shutil
from pathlib import Path

import pytest

from game.content import rules
from game.session.authoring import watching
from game.session.authoring.watching import LOOK_TICKS, Watched
from tests.kit.player import LEVELS

LEVEL = LEVELS / "gowning" / "gowning-first.yaml"
QUARTER, SECOND = LOOK_TICKS, 4 * LOOK_TICKS


@pytest.fixture
def path(tmp_path):
    return Path(shutil.copy(LEVEL, tmp_path / "mine.yaml"))


def after(watched, ticks):
    """What came of so many ticks."""
    return [change for _ in range(ticks) if (change := watched.look()) is not None]


def changed(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_sound_level_is_there_at_once_and_nothing_follows(path):
    watched = Watched(path)

    assert watched.last.state == "good"
    assert watched.good is watched.last
    assert watched.last.level.id == "gowning-first"
    assert after(watched, 5 * SECOND) == []


def test_a_saved_change_is_taken_once_when_it_stands_still(path):
    watched = Watched(path)
    changed(path, "id: gowning-first", "id: gowning-second")

    [change] = after(watched, 3 * SECOND)

    assert (change.state, change.level.id) == ("good", "gowning-second")
    assert change is watched.last is watched.good


def test_a_file_that_goes_on_changing_is_waited_for(path):
    watched = Watched(path)
    for n in range(12):
        changed(path, f"id: gowning-first{n or ''}", f"id: gowning-first{n + 1}")
        assert after(watched, QUARTER) == []

    [change] = after(watched, SECOND)

    assert change.level.id == "gowning-first12"


def test_a_fault_keeps_the_last_good_level_and_says_the_line(path):
    watched = Watched(path)
    good = watched.good
    changed(path, "rooms:", "romms:")

    [change] = after(watched, SECOND)

    assert change.state == "faulty"
    assert change.level is None
    assert change.errors
    assert change.errors[0].span.line > 5
    assert watched.good is good


@pytest.mark.parametrize("part", [0.0, 0.02, 0.3, 0.55, 0.97])
def test_half_a_file_on_its_way_is_never_taken(path, part):
    """Written in two goes with a pause of a second between."""
    watched = Watched(path)
    whole = path.read_bytes().replace(b"id: gowning-first", b"id: gowning-other")
    path.write_bytes(whole[: round(len(whole) * part)].rstrip(b"\n"))
    assert after(watched, SECOND) == []
    path.write_bytes(whole)

    [change] = after(watched, SECOND)

    assert change.level.id == "gowning-other"


@pytest.mark.parametrize("data", [b"", b"\n\n", b"id: gowning-first\n", b"\0" * 9000])
def test_what_stays_half_is_told_after_two_seconds(path, data):
    """It may be meant, or be what a full disk left."""
    watched = Watched(path)
    path.write_bytes(data)

    assert after(watched, 2 * SECOND - QUARTER) == []
    [change] = after(watched, SECOND)

    assert change.state == "faulty"
    assert change.errors


def test_a_file_without_a_last_line_end_is_taken_too(path):
    """Notepad writes none."""
    watched = Watched(path)
    path.write_bytes(path.read_bytes().replace(b"id: gowning-first", b"id: gowning-bare").rstrip(b"\n"))

    [change] = after(watched, 3 * SECOND)
    assert (change.state, change.level.id) == ("good", "gowning-bare")

    changed(path, "gowning-bare", "gowning-bald")
    [change] = after(watched, SECOND)
    assert change.level.id == "gowning-bald"


def test_a_file_saved_beside_and_renamed_over_is_a_change_like_any(path):
    watched = Watched(path)
    beside = path.with_name("~mine.tmp")
    beside.write_bytes(path.read_bytes().replace(b"id: gowning-first", b"id: gowning-swap"))
    path.unlink()
    assert after(watched, SECOND) == []
    beside.rename(path)

    [change] = after(watched, SECOND)

    assert change.level.id == "gowning-swap"


def test_same_date_and_size_do_not_hide_a_change(path):
    watched = Watched(path)
    assert after(watched, SECOND) == []
    date = path.stat().st_mtime_ns
    with path.open("r+b") as file:
        file.seek(path.read_bytes().index(b"gowning-first"))
        file.write(b"gowning-fierc")
    os.utime(path, ns=(date, date))

    [change] = after(watched, 5 * SECOND)

    assert change.level.id == "gowning-fierc"


def test_a_touched_file_is_no_change(path):
    watched = Watched(path)
    os.utime(path)

    assert after(watched, 4 * SECOND) == []


def test_a_deleted_file_is_told_and_its_return_too(path):
    watched = Watched(path)
    data = path.read_bytes()
    path.unlink()

    [gone] = after(watched, 4 * SECOND)
    assert (gone.state, gone.moved, gone.errors[0].code) == ("gone", None, "Y120")
    assert watched.good.level.id == "gowning-first"

    path.write_bytes(data)
    [back] = after(watched, 2 * SECOND)
    assert back.state == "good"


def test_a_renamed_file_is_found_and_followed(path):
    shutil.copy(path, path.with_name("old-copy.yaml"))
    watched = Watched(path)
    new = path.rename(path.with_name("vestiaire.yaml"))

    [gone] = after(watched, 4 * SECOND)
    assert (gone.state, gone.moved) == ("gone", new)

    assert watched.follow(new).state == "good"
    changed(new, "id: gowning-first", "id: gowning-moved")
    [change] = after(watched, SECOND)
    assert (change.path, change.level.id) == (new, "gowning-moved")


def test_a_file_that_cannot_be_read_is_locked_and_comes_back(path):
    """A name that leads in a circle stands for what another program holds: both give an error of the system that is no absence."""
    watched = Watched(path)
    data = path.read_bytes()
    path.unlink()
    path.symlink_to(path)

    [locked] = after(watched, 4 * SECOND)
    assert locked.state == "locked"
    assert locked.errors[0].code == "Y120"

    path.unlink()
    path.write_bytes(data)
    assert [change.state for change in after(watched, 2 * SECOND)] == ["good"]


def test_a_folder_in_its_place_and_a_huge_file_are_told(path):
    watched = Watched(path)
    path.unlink()
    path.mkdir()
    assert [change.state for change in after(watched, 4 * SECOND)] == ["locked"]

    path.rmdir()
    path.write_bytes(b"# long\n" * 200_000)
    [change] = after(watched, 4 * SECOND)
    assert change.errors[0].code == "Y115"
    assert len(change.data) < 600_000


def test_a_file_that_is_not_there_can_be_waited_for(tmp_path):
    watched = Watched(tmp_path / "to-come.yaml")
    assert watched.last.state == "gone"
    assert watched.good is None

    shutil.copy(LEVEL, watched.path)

    assert [change.state for change in after(watched, SECOND)] == ["good"]


def test_read_again_waits_for_nothing_and_leaves_nothing_behind(path):
    """F5; and whoever has written the file himself is not told of it."""
    watched = Watched(path)
    changed(path, "id: gowning-first", "id: gowning-own")

    assert watched.again().level.id == "gowning-own"
    assert after(watched, 4 * SECOND) == []


def test_a_changed_rule_has_the_level_checked_again(path, tmp_path, monkeypatch):
    site = tmp_path / "gants.yaml"
    shutil.copy(LEVELS / "site" / "gants.yaml", site)
    monkeypatch.setattr(watching, "catalogue_paths", lambda: (site,))
    watched = Watched(path)
    site.write_text(site.read_text("utf-8") + "# changed\n", encoding="utf-8")

    assert [change.state for change in after(watched, SECOND)] == ["good"]


def test_a_file_of_rules_is_watched_as_well(tmp_path, monkeypatch):
    monkeypatch.setattr(rules, "SITE", tmp_path)
    path = Path(shutil.copy(LEVELS / "site" / "gants.yaml", tmp_path))
    watched = Watched(path)
    assert watched.last.state == "good"
    assert watched.last.level is None

    changed(path, "severity:", "severty:")

    assert [change.state for change in after(watched, SECOND)] == ["faulty"]


@pytest.mark.parametrize("step", range(0, 60, 3))
def test_every_truncation_is_a_fault_or_a_level_and_never_a_breakdown(path, step):
    data = path.read_bytes()
    watched = Watched(path)
    path.write_bytes(data[: len(data) * step // 60])

    [change] = after(watched, 3 * SECOND)

    assert (change.state == "good") == (change.level is not None)
