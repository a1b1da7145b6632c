"""Credentials of a record store: the environment first, else the system's vault, as `keyring` reaches it.  Never a command line."""

from __future__ import annotations

import base64
import json
import os
import pty
import sys
from pathlib import Path

import keyring
import pytest

from game.cli.__main__ import main
from game.session.station import this_station
from tests.kit.cohort import write_run
from tests.kit.lrs import Lrs
from tests.kit.vaults import FILE

TOP = Path(__file__).resolve().parent.parent
BASE = "https://formation.exemple.fr"
FILE_VAULT, LOCKED_VAULT = "tests.kit.vaults.FileVault", "tests.kit.vaults.LockedVault"
NOWHERE, NOTHING_KEPT = "keyring.backends.fail.Keyring", "keyring.backends.null.Keyring"


@pytest.fixture
def pc(tmp_path, monkeypatch):
    """A PC with one finished run, no credentials in its environment, and a vault."""
    monkeypatch.setenv("GRADE_A_DATA", str(tmp_path / "data"))
    monkeypatch.setenv(FILE, str(tmp_path / "vault.json"))
    for name in ("GRADE_A_LRS_USER", "GRADE_A_LRS_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    write_run(tmp_path / "data" / "results", this_station(), "p-1", 1)
    return tmp_path


@pytest.fixture
def lrs():
    store = Lrs()
    yield store
    store.close()


@pytest.fixture
def vault(monkeypatch):
    """vault(name): the PC's vault is that one, as keyring finds it by its own variable."""
    before = keyring.get_keyring()

    def use(name):
        monkeypatch.setenv("PYTHON_KEYRING_BACKEND", name)
        keyring.core.init_backend()

    yield use
    keyring.set_keyring(before)


def typed(words, *answers):
    """(exit code, what stood on the terminal) of that command in a terminal of its own, the answers typed as they are asked for."""
    pid, handle = pty.fork()
    if pid == 0:
        os.environ.update({"PYTHONPATH": str(TOP), "LC_ALL": "C.UTF-8"})
        os.execv(sys.executable, [sys.executable, "-P", "-m", "game.cli", *words])
    said, waiting = b"", list(answers)
    while True:
        try:
            said += os.read(handle, 4096)
        except OSError:  # the terminal closes with its program
            break
        if waiting and said.rstrip().endswith(b":"):
            os.write(handle, waiting.pop(0).encode() + b"\n")
            said += b"\n"
    os.close(handle)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), said.decode()


def who_sent(lrs):
    """(user, password) that the store was last given."""
    return base64.b64decode(lrs.asked[-1][1]["authorization"].removeprefix("Basic ")).decode().split(":", 1)


def test_credentials_typed_once_serve_every_sync_and_are_gone_when_forgotten(pc, lrs, vault, capsys):
    vault(FILE_VAULT)
    code, said = typed(["sync", "--lrs", lrs.url, "--store-credentials", "--lang", "en"], "poste-12", "pass é word")
    assert (code, "pass é word" in said) == (0, False)
    assert json.loads((pc / "vault.json").read_text(encoding="utf-8")).keys() == {f"grade-a {lrs.url} / lrs"}
    assert main(["sync", "--lrs", lrs.url + "/", "--base", BASE, "--lang", "en"]) == 0
    assert who_sent(lrs) == ["poste-12", "pass é word"]
    assert main(["sync", "--lrs", lrs.url, "--forget-credentials", "--lang", "en"]) == 0
    assert (pc / "vault.json").read_text() == "{}"
    assert main(["sync", "--lrs", lrs.url, "--forget-credentials", "--lang", "en"]) == 1
    assert main(["sync", "--lrs", lrs.url, "--base", BASE, "--lang", "en"]) == 2
    assert "--store-credentials" in capsys.readouterr().err


def test_the_environment_comes_before_the_vault(pc, lrs, vault, monkeypatch):
    vault(FILE_VAULT)
    keyring.set_password(f"grade-a {lrs.url}", "lrs", json.dumps(["kept", "kept"]))
    monkeypatch.setenv("GRADE_A_LRS_USER", "said")
    monkeypatch.setenv("GRADE_A_LRS_PASSWORD", "so")
    assert main(["sync", "--lrs", lrs.url, "--base", BASE, "--lang", "en"]) == 0
    assert who_sent(lrs) == ["said", "so"]


def test_another_store_gets_nothing_of_them(pc, lrs, vault, capsys):
    vault(FILE_VAULT)
    keyring.set_password("grade-a https://other.example/xapi", "lrs", json.dumps(["u", "p"]))
    assert main(["sync", "--lrs", lrs.url, "--base", BASE, "--lang", "fr"]) == 2
    assert lrs.asked == []
    assert lrs.url in capsys.readouterr().err


@pytest.mark.parametrize("name", [NOWHERE, NOTHING_KEPT])
def test_without_a_vault_it_is_said_plainly_and_nothing_is_kept(pc, lrs, vault, name):
    vault(name)
    code, said = typed(["sync", "--lrs", lrs.url, "--store-credentials", "--lang", "en"], "u", "p")
    assert code == 2
    assert "no keyring" in said
    assert "GRADE_A_LRS_PASSWORD" in said
    assert "Traceback" not in said


def test_sending_without_a_vault_names_the_variables(pc, lrs, vault, capsys):
    vault(NOWHERE)
    assert main(["sync", "--lrs", lrs.url, "--base", BASE, "--lang", "en"]) == 2
    assert "GRADE_A_LRS_USER" in capsys.readouterr().err


def test_a_locked_vault_is_said_with_its_own_words(pc, lrs, vault, capsys):
    vault(LOCKED_VAULT)
    assert main(["sync", "--lrs", lrs.url, "--base", BASE, "--lang", "fr"]) == 2
    assert "locked by its owner" in capsys.readouterr().err


def test_an_entry_that_somebody_else_wrote_is_as_none(pc, lrs, vault, capsys):
    vault(FILE_VAULT)
    keyring.set_password(f"grade-a {lrs.url}", "lrs", "not ours")
    assert main(["sync", "--lrs", lrs.url, "--base", BASE, "--lang", "en"]) == 2
    assert "No credentials" in capsys.readouterr().err


def test_no_password_is_asked_for_where_nobody_sits(pc, lrs, vault, capsys, monkeypatch):
    vault(FILE_VAULT)
    monkeypatch.setattr("sys.stdin", None)
    assert main(["sync", "--lrs", lrs.url, "--store-credentials", "--lang", "en"]) == 2
    assert not (pc / "vault.json").exists()


def test_an_empty_answer_keeps_nothing(pc, lrs, vault):
    vault(FILE_VAULT)
    assert typed(["sync", "--lrs", lrs.url, "--store-credentials", "--lang", "en"], "u", "")[0] == 2
    assert not (pc / "vault.json").exists()


def test_an_address_that_is_none_is_said_first(pc, vault, capsys):
    vault(FILE_VAULT)
    assert main(["sync", "--lrs", "ftp://x", "--store-credentials", "--lang", "en"]) == 2
    assert "ftp://x" in capsys.readouterr().err
