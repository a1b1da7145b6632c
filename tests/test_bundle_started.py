"""The folder with the real packages: its Linux twin is started read-only, without network, from a place with spaces and accents; what the
Windows one consists of.  `.ci/run` makes both and names them; without them these tests are left out."""

from __future__ import annotations

import importlib.machinery
import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from game.installed import difference, listed
from game.session.bundle.portable import AMD64, asks_for, machine, unmet
from tests.window import kit

TWIN, WINDOWS = (Path(os.environ.get(name, "")) for name in ("GRADE_A_BUNDLE", "GRADE_A_BUNDLE_WINDOWS"))
twin_only = pytest.mark.skipif("GRADE_A_BUNDLE" not in os.environ, reason="GRADE_A_BUNDLE names no folder that `bundle` made")
windows_only = pytest.mark.skipif(
    "GRADE_A_BUNDLE_WINDOWS" not in os.environ, reason="GRADE_A_BUNDLE_WINDOWS names no folder that `bundle` made"
)
ALONE = ("unshare", "-rn") if shutil.which("unshare") and subprocess.run(["unshare", "-rn", "true"], check=False).returncode == 0 else ()
"""A network of its own, with nobody in it; where the system does not give one, a proxy that nobody answers at."""


def everything(folder):
    """(path, size, time, mode) of all there is."""
    told = [(path, path.lstat()) for path in sorted(folder.rglob("*"))]
    return [(str(path), state.st_size, state.st_mtime_ns, state.st_mode) for path, state in told]


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The twin where an administrator laid it: unpacked, its settings filled in, nothing in it writable."""
    top = tmp_path_factory.mktemp("Dossier partagé – élèves") / "Grade A (poste n° 3)"
    shutil.copytree(TWIN, top, symlinks=True)
    (top / "grade-a.ini").write_text("[grade-a]\ndata = %SOMEWHERE%/Données\nsite = Orléans\nname = PC 3\n", encoding="utf-8")
    for path in [*top.rglob("*"), top]:
        path.chmod(path.stat().st_mode & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))
    yield top
    for path in [top, *top.rglob("*")]:
        path.chmod(path.stat().st_mode | stat.S_IWUSR)


def environ(folder):
    """A PC's: a home of its own, no network, nothing of the checkout."""
    kept = {name: os.environ[name] for name in ("PATH",)}
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), "http://127.0.0.1:1")
    return {**kept, **proxies, "HOME": str(folder), "LC_ALL": "C.UTF-8", "SDL_AUDIODRIVER": "dummy", "SOMEWHERE": str(folder)}


def start(top, folder, *args):
    command = [*ALONE, str(top / "grade-a"), *args, "--lang", "en"]
    return subprocess.run(
        command, env=environ(folder), cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False
    )


@twin_only
def test_the_expert_plays_from_there_and_nothing_in_the_folder_changes(installed, tmp_path):
    before = everything(installed)
    told = start(installed, tmp_path, "demo", "gowning-first", "--headless")
    assert told.returncode == 0, told.stderr
    assert "score 100" in told.stdout
    [run] = (tmp_path / "Données" / "results").glob("*.run")
    again = start(installed, tmp_path, "verify", str(run))
    assert again.returncode == 0, again.stdout + again.stderr
    assert everything(installed) == before
    assert not difference(installed)


@twin_only
def test_every_package_can_be_imported_from_there(installed, tmp_path):
    """By what needs them: a workbook, a report with plots, the vault, the schema of levels."""
    assert start(installed, tmp_path, "demo", "gowning-first", "--headless").returncode == 0
    results = str(tmp_path / "Données" / "results")
    for words in (["export", results, "--to", "xlsx", "-o", str(tmp_path / "x.xlsx")], ["report", results, "-o", str(tmp_path / "report")],
                  ["schema", "-o", str(tmp_path / "schema")]):  # fmt: skip
        told = start(installed, tmp_path, *words)
        assert told.returncode in (0, 1), told.stderr
        assert "crashes" not in told.stderr
    told = start(installed, tmp_path, "sync", "--lrs", "https://127.0.0.1:1/xapi", "--forget-credentials")
    assert "keyring" in told.stdout + told.stderr


@twin_only
def test_the_station_says_what_the_settings_say_and_that_its_files_are_the_original_ones(installed, tmp_path):
    told = start(installed, tmp_path, "station", "--check")
    assert "Station PC 3, site Orléans" in told.stdout, told.stderr
    assert f"Program: {len(listed(installed))}" in told.stdout
    assert str(tmp_path / "Données") in told.stdout


@twin_only
@pytest.mark.skipif(bool(kit.MISSING), reason="needs Xvfb and xdotool")
def test_the_window_opens_from_there_and_leads_into_a_level(installed, tmp_path):
    before = everything(installed)

    class Started(kit.Window):
        command = (*ALONE, str(installed / "grade-a"))

    with kit.screen((1366, 830)) as display:
        game = Started(display, tmp_path, **environ(tmp_path), PYTHONPATH="")
        try:
            game.scene("WelcomeScene")
            game.click("start")
            game.until("the briefing", lambda told: told["scene"] != "WelcomeScene")
            game.picture("bundle")
            assert game.close() == 0
        finally:
            game.end()
    assert everything(installed) == before


# --- for Windows: looked at, not started ---------------------------------------------------------------------------------


@windows_only
def test_every_program_file_is_for_these_pcs_and_all_it_asks_for_is_there():
    """The stand-in for Python's package brings its libraries' names; those of the packages are real."""
    files = [path for path in WINDOWS.rglob("*") if path.suffix in (".pyd", ".dll")]
    assert len(files) > 80
    assert {machine(path.read_bytes()) for path in files} == {AMD64}
    assert unmet(WINDOWS) == {}
    assert any("python313.dll" in asks_for(path.read_bytes()) for path in files)


@windows_only
def test_what_the_game_imports_is_there_as_files():
    import tomllib

    wanted = tomllib.loads((WINDOWS / "program" / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["grade-a"]["imports"]["play"]
    for name in wanted:
        assert importlib.machinery.PathFinder.find_spec(name, [str(WINDOWS / "packages")]), name
    assert not [path for path in (WINDOWS / "packages").rglob("*") if path.suffix in (".so", ".whl") or path.name.endswith(".tar.gz")]
    assert {path.name for path in (WINDOWS / "packages").rglob("*.pyd")} >= {"_rust.pyd", "base.cp313-win_amd64.pyd"}


@windows_only
def test_the_windows_folder_is_whole():
    assert not difference(WINDOWS)
