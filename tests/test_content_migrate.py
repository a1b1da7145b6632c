"""Files of an older format: read as they are, brought up to date at the marks, nothing else touched."""

from __future__ import annotations

import pytest

from game.content import check_text, migrate
from game.content.report import tell
from tests.content.samples import GOOD

OLD = GOOD["level"].replace("format: 1", "format: 0").replace("kind: gowning\n", "scene: gowning   # habillage\n").replace("\n", "\r\n")


@pytest.fixture
def chain(monkeypatch):
    """As on the day the format changes: what was called `scene` is called `kind`."""

    def renamed(draft):
        draft.rename(("scene",), "kind")
        return ["content.the_file"]

    monkeypatch.setattr(migrate, "CHAIN", (migrate.Step(0, "content.title", renamed),))


def test_only_the_lines_concerned_change(chain):
    done = migrate.migrated(OLD.encode())
    assert done.data.decode() == OLD.replace("format: 0", "format: 1").replace("scene: gowning", "kind: gowning")
    assert [step.old for step in done.steps] == [0]


def test_an_older_level_is_played_as_it_is_and_the_check_says_so(chain):
    checked = check_text(OLD.encode(), "x.yaml")
    [fault] = checked.faults
    assert (fault.code, fault.span.line) == ("V805", OLD[: OLD.index("format:")].count("\n"))
    assert "format 0" in tell(fault, "en").sentence
    assert checked.level.scene == "gowning"
    assert checked.level.source == OLD.replace("\r\n", "\n")


def test_faults_of_an_older_level_are_told_too(chain):
    faults = check_text(OLD.replace("into: locker", "into: lokcer").encode(), "x.yaml").faults
    assert sorted(fault.code for fault in faults) == ["R302", "V805"]


def test_without_its_step_an_older_format_is_none(tmp_path):
    assert "S203" in [fault.code for fault in check_text(OLD.encode(), "x.yaml").faults]
    path = tmp_path / "x.yaml"
    path.write_bytes(OLD.encode())
    assert migrate.migrate_paths([path])[1] == 0
    assert path.read_bytes() == OLD.encode()


def test_the_command_writes_shows_and_keeps_the_old_text(chain, tmp_path):
    path = tmp_path / "x.yaml"
    path.write_bytes(OLD.encode())
    text, code = migrate.migrate_paths([tmp_path], "fr")
    assert code == migrate.NOT_GOOD, "something is left to a person"
    assert "-scene: gowning" in text
    assert "+kind: gowning" in text
    assert (tmp_path / "x.yaml.bak").read_bytes() == OLD.encode()
    assert migrate.migrate_paths([path], "fr")[1] == migrate.GOOD


def test_a_file_that_cannot_be_changed_is_told_and_left(chain, tmp_path):
    for n, data in enumerate((OLD.replace("scene:", "sene:").encode(), b"format: 0\nscene: [", b"", b"#" * 600_000)):
        path = tmp_path / f"{n}.yaml"
        path.write_bytes(data)
        migrate.migrate_paths([path], "en")
        assert path.read_bytes() == data
    assert migrate.migrate_paths([tmp_path / "absent.yaml"], "en")[1] == migrate.COULD_NOT


def test_all_that_is_shipped_is_of_today_s_format(capsys):
    from game.cli.__main__ import main

    assert main(["migrate", "--lang", "en"]) == 0
    assert "not brought" not in capsys.readouterr().out
