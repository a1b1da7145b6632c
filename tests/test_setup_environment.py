"""main.py's part: a miniature checkout with one tiny package in wheels/, started for real.  No network."""

import base64
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from game import environment

TOP = Path(__file__).resolve().parent.parent
CLI = """import json, os, sys, tiny
print(json.dumps({"args": sys.argv[1:], "cwd": os.getcwd(), "prefix": sys.prefix, "tiny": tiny.__file__, "version": tiny.VERSION}))
sys.exit(1)
"""


def wheel(folder: Path, version: str, code: str) -> str:
    """Write tiny-<version>, return the lock line that names it with its hash."""
    info = f"tiny-{version}.dist-info"
    files = {
        "tiny.py": code + f"\nVERSION = {version!r}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: tiny\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    rows = [
        f"{name},sha256={base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip('=')},{len(text)}"
        for name, text in files.items()
    ]
    files[f"{info}/RECORD"] = "\n".join([*rows, f"{info}/RECORD,,", ""])
    folder.mkdir(exist_ok=True)
    path = folder / f"tiny-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return f"tiny=={version} --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


def make_checkout(top: Path) -> Path:
    """A checkout that holds what main.py needs and a cli that tells what it got."""
    (top / "game").mkdir(parents=True)
    shutil.copy(TOP / "main.py", top)
    for name in ("__init__.py", "environment.py", "installed.py", "texts.py"):
        shutil.copy(TOP / "game" / name, top / "game")
    shutil.copytree(TOP / "assets" / "lang", top / "assets" / "lang")
    (top / "game" / "cli.py").write_text(CLI)
    (top / "pyproject.toml").write_text('[tool.grade-a.imports]\nplay = ["tiny"]\nall = ["zipfile"]\n')
    line = wheel(top / "wheels", "1.0", "")
    (top / "lock-play.txt").write_text(line)
    (top / "lock-all.txt").write_text(line)
    return top


def start(top: Path, *args: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """python3 main.py args, in another folder than the checkout."""
    return subprocess.run(
        [sys.executable, top / "main.py", *args],
        cwd=top.parent,
        env={**os.environ, "LC_ALL": "C.UTF-8", **environ},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def leftovers(top: Path) -> list[str]:
    return sorted(path.name for path in top.glob(".venv-*"))


@pytest.fixture(scope="module")
def started(tmp_path_factory):
    """One checkout after its first start, and what that start said."""
    top = make_checkout(tmp_path_factory.mktemp("setup") / "a folder with spaces, é" / "checkout")
    strange = top.parent / "strange"
    strange.mkdir()
    (strange / "tiny.py").write_text("raise SystemExit('the wrong tiny')")
    said = start(top, "demo", "x", "--lang", "en", PYTHONPATH=str(strange), PIP_TARGET=str(strange), PIP_USER="1")
    return top, said


@pytest.fixture
def ready(started, tmp_path):
    """A copy of that checkout, ready to start."""
    top = tmp_path / "checkout"
    shutil.copytree(started[0], top, symlinks=True)
    return top


def test_the_first_start_builds_an_environment_and_hands_over(started):
    """Arguments, folder and exit code pass through; nothing came from PYTHONPATH or went to PIP_TARGET."""
    top, said = started
    told = json.loads(said.stdout)

    assert said.returncode == 1, said.stderr
    assert told["args"] == ["demo", "x", "--lang", "en"]
    assert told["cwd"] == str(top.parent)
    assert told["prefix"] == str(top / ".venv")
    assert Path(told["tiny"]).is_relative_to(top / ".venv")
    assert "First start" in said.stderr
    assert leftovers(top) == []


def test_the_second_start_installs_nothing(ready):
    before = (ready / ".venv" / "ready").stat().st_mtime_ns

    said = start(ready)

    assert (said.returncode, said.stderr) == (1, "")
    assert (ready / ".venv" / "ready").stat().st_mtime_ns == before


def test_a_changed_lock_is_installed_anew(ready):
    (ready / "lock-play.txt").write_text(wheel(ready / "wheels", "1.1", ""))
    (ready / "lock-all.txt").write_text("")

    said = start(ready)

    assert json.loads(said.stdout)["version"] == "1.1", said.stderr
    assert leftovers(ready) == []


def test_a_file_that_does_not_match_its_hash_is_refused(tmp_path):
    """One sentence and pip's own words, no traceback, nothing left behind."""
    top = make_checkout(tmp_path / "checkout")
    wheel(top / "wheels", "1.0", "print('changed on the way')")

    said = start(top, "--lang", "en")

    assert said.returncode == 2
    assert "did not succeed" in said.stderr
    assert "Traceback" not in said.stderr
    assert not (top / ".venv").exists()
    assert leftovers(top) == []


def test_a_package_that_does_not_import_is_not_called_ready(tmp_path):
    top = make_checkout(tmp_path / "checkout")
    (top / "lock-play.txt").write_text(wheel(top / "wheels", "1.0", "raise ImportError('a library is missing')"))

    said = start(top, "--lang=fr")

    assert said.returncode == 2
    assert "a library is missing" in said.stderr
    assert "ne se chargent pas" in said.stderr
    assert not (top / ".venv").exists()


def test_a_venv_that_is_not_ours_is_kept_beside(tmp_path):
    """And a half-made folder of a start that died is not looked at."""
    top = make_checkout(tmp_path / "checkout")
    (top / ".venv").mkdir()
    (top / ".venv" / "mine.txt").write_text("precious")
    (top / ".venv-1").mkdir()

    said = start(top)

    assert said.returncode == 1, said.stderr
    [kept] = [name for name in leftovers(top) if name != ".venv-1"]
    assert (top / kept / "mine.txt").read_text() == "precious"
    assert kept in said.stderr
    assert (top / ".venv-1").exists()


def test_of_two_starts_at_once_one_environment_remains(tmp_path):
    top = make_checkout(tmp_path / "checkout")
    both = [
        subprocess.Popen([sys.executable, top / "main.py"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)
    ]
    said = [process.communicate(timeout=120) for process in both]

    assert [process.returncode for process in both] == [1, 1], said
    assert {json.loads(out)["prefix"] for out, _ in said} == {str(top / ".venv")}
    assert leftovers(top) == []


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL there")
def test_a_start_that_was_killed_harms_no_later_one(tmp_path):
    top = make_checkout(tmp_path / "checkout")
    first = subprocess.Popen(
        [sys.executable, top / "main.py"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    for _ in range(2000):
        if leftovers(top):
            break
        time.sleep(0.01)
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    assert not (top / ".venv").exists()

    assert start(top).returncode == 1


def test_tests_need_more_than_play_and_play_is_content_with_more(ready):
    """The environment grows for `test`, and is not shrunk for the next game."""
    assert json.loads((ready / ".venv" / "ready").read_text())["kind"] == "play"

    start(ready, "test")
    grown = json.loads((ready / ".venv" / "ready").read_text())
    start(ready)

    assert grown["kind"] == "all"
    assert json.loads((ready / ".venv" / "ready").read_text()) == grown


def test_a_checkout_that_cannot_be_written_uses_the_data_folder(tmp_path):
    """A folder below a plain file can be made by nobody, not even by root."""
    top = make_checkout(tmp_path / "checkout")
    (tmp_path / "file").write_text("")

    python = environment.prepare(top, "play", "fr", [tmp_path / "file" / "no", tmp_path / "data"])

    assert python == environment.python_of(tmp_path / "data" / ".venv")
    assert environment.usable(tmp_path / "data" / ".venv", top, "play")


def test_nowhere_to_write_is_said_with_both_places(tmp_path):
    top = make_checkout(tmp_path / "checkout")
    (tmp_path / "file").write_text("")

    with pytest.raises(environment.SetupError) as told:
        environment.prepare(top, "play", "fr", [tmp_path / "file" / "a", tmp_path / "file" / "b"])

    assert told.value.key == "setup_no_folder"
    assert str(tmp_path / "file" / "b") in str(told.value.values["second"])


def refusing(path: Path, module: str) -> str:
    """A Python that has no such module."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'#!/bin/sh\ncase "$*" in *"-m {module}"*) exit 1;; esac\nexec "{sys.executable}" "$@"\n')
    path.chmod(0o755)
    return str(path)


@pytest.mark.skipif(os.name == "nt", reason="written as shell scripts")
def test_without_ensurepip_the_systems_pip_then_a_pip_wheel_then_one_sentence(tmp_path):
    venv, base = tmp_path / "venv", tmp_path / "base"
    python = refusing(venv / "bin" / "python", "ensurepip")

    assert environment.pip_for(venv, tmp_path, sys.executable) == [sys.executable, "-m", "pip", "--python", python]

    bare = refusing(base / "python", "pip")
    with pytest.raises(environment.SetupError) as told:
        environment.pip_for(venv, tmp_path, bare)
    assert (told.value.key, told.value.values) == ("setup_no_pip", {"python": bare})

    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels" / "pip-26.0-py3-none-any.whl").write_text("")
    assert environment.pip_for(venv, tmp_path, bare) == [python, str(tmp_path / "wheels" / "pip-26.0-py3-none-any.whl" / "pip")]


@pytest.mark.parametrize(
    ("argv", "lang"),
    [(["--lang", "en"], "en"), (["play", "x", "--lang=fr"], "fr"), (["--lang", "de"], "fr"), (["--lang"], "fr"), ([], "fr")],
)
def test_the_language_is_asked_then_the_systems_then_french(argv, lang, monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, "C")

    assert environment.asked_lang(argv) == lang
