"""The ready-made folder: what goes in, what is refused, that it comes out the same, what its settings do.  No network: one tiny wheel."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from game import installed
from game.cli.__main__ import main
from game.installed import Bundle, SettingError, aloud, bundle_of, difference, settings_of
from game.session.bundle.build import Order, build
from game.session.bundle.fault import BundleError
from game.session.bundle.locked import Target, pins, target_of
from game.session.bundle.portable import unmet
from game.session.bundle.wheels import chosen, unpack
from game.session.place import checks
from game.texts import LANGS
from tests.kit.programs import I386, embeddable, program
from tests.test_setup_environment import make_checkout

TOP = Path(__file__).resolve().parent.parent
HERE = f"{sys.version_info.major}.{sys.version_info.minor}"


@pytest.fixture
def checkout(tmp_path):
    """A miniature checkout whose lock names one tiny package, and a level."""
    top = make_checkout(tmp_path / "checkout")
    (top / "levels").mkdir()
    (top / "levels" / "one.yaml").write_text("id: one\n")
    return top


@pytest.fixture
def python_folder(tmp_path):
    """A folder laid out like a Python of this version; its program is handed on to the real one."""
    home = tmp_path / "some python"
    (home / "bin").mkdir(parents=True)
    (home / "bin" / f"python{HERE}").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    library = home / "lib" / f"python{HERE}"
    for name in ("os.py", "LICENSE.txt", "test/big.py", "site-packages/stray.py", "__pycache__/os.pyc", "json/__init__.py"):
        (library / name).parent.mkdir(parents=True, exist_ok=True)
        (library / name).write_text("# here\n")
    return home


def windows(checkout, tmp_path, out="bundle", **more):
    package = embeddable(tmp_path / "python-embed.zip")
    return build(Order(tmp_path / out, "windows", str(package), wheels=checkout / "wheels", root=checkout, **more))


def linux(checkout, python_folder, out, **more):
    return build(Order(out, "linux", str(python_folder), wheels=checkout / "wheels", root=checkout, **more))


def content(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


# --- what goes in --------------------------------------------------------------------------------------------------------


def test_a_windows_folder_has_python_packages_program_starters_and_papers(checkout, tmp_path):
    made = windows(checkout, tmp_path)
    assert {path.name for path in made.out.iterdir()} == {
        "Grade A.cmd", "grade-a-console.cmd", "grade-a.ini", "files.sha256", "licences.txt", "LISEZMOI-README.txt",
        "securite-security.html", "python", "packages", "program",
    }  # fmt: skip
    assert (made.out / "packages" / "tiny.py").is_file()
    assert (made.out / "program" / "levels" / "one.yaml").is_file()
    assert not any(".whl" in name or ".tar" in name or name.endswith(".data") for name in content(made.out))


def test_the_windows_python_looks_into_the_folder_only(checkout, tmp_path):
    made = windows(checkout, tmp_path)
    lines = (made.out / "python" / "python313._pth").read_bytes().decode("ascii").split("\r\n")
    assert lines == ["python313.zip", ".", r"..\program", r"..\packages", ""]
    for line in lines[2:4]:
        assert (made.out / "python" / line.replace("\\", "/")).is_dir()


def test_the_trainees_starter_opens_no_console_and_holds_nothing_but_ascii(checkout, tmp_path):
    made = windows(checkout, tmp_path)
    trainee, console = (made.out / name for name in ("Grade A.cmd", "grade-a-console.cmd"))
    for path in (trainee, console):
        text = path.read_bytes().decode("ascii")
        assert text.count("\r\n") == text.count("\n")
        assert '-B -X utf8 "%~dp0program\\main.py" %*' in text
    assert 'start "" "%~dp0python\\pythonw.exe"' in trainee.read_text()
    assert '"%~dp0python\\python.exe"' in console.read_text()
    assert "exit /b %ERRORLEVEL%" in console.read_text()


def test_the_list_names_every_file_but_the_settings_and_says_true(checkout, tmp_path):
    made = windows(checkout, tmp_path)
    listed = dict(reversed(line.split("  ", 1)) for line in (made.out / "files.sha256").read_text().splitlines())
    there = content(made.out)
    assert listed.keys() == there.keys() - {"grade-a.ini", "files.sha256"}
    assert all(hashlib.sha256(there[name]).hexdigest() == digest for name, digest in listed.items())
    assert hashlib.sha256(there["files.sha256"]).hexdigest() == made.listed


def test_licences_of_python_and_every_package_stand_in_one_file(checkout, tmp_path):
    text = (windows(checkout, tmp_path).out / "licences.txt").read_text(encoding="utf-8")
    assert "the licence of Python" in text
    assert "tiny" in text


def test_the_security_officers_page_speaks_both_languages_and_names_what_goes_along(checkout, tmp_path):
    page = (windows(checkout, tmp_path).out / "securite-security.html").read_text(encoding="utf-8")
    for word in ("Ports ouverts", "Open ports", "station.key", "tiny 1.0", "Python 3.13", "Enlever", "Remove"):
        assert word in page
    assert "http://" not in page
    assert "https://" not in page


def test_a_linux_folder_takes_the_standard_library_and_nothing_of_its_pc(checkout, python_folder, tmp_path):
    out = linux(checkout, python_folder, tmp_path / "twin").out
    library = out / "python" / "lib" / f"python{HERE}"
    assert (library / "os.py").is_file()
    assert not (library / "test").exists()
    assert not (library / "site-packages").exists()
    assert os.access(out / "grade-a", os.X_OK)


def test_the_same_input_gives_the_same_bytes_wherever_it_is_made(checkout, python_folder, tmp_path):
    one = linux(checkout, python_folder, tmp_path / "a" / "twin", archive=True)
    two = linux(checkout, python_folder, tmp_path / "b é" / "twin", archive=True)
    assert content(one.out) == content(two.out)
    assert one.archive.read_bytes() == two.archive.read_bytes()
    compiled = [data for name, data in content(one.out).items() if name.endswith(".pyc")]
    assert {data[4:8] for data in compiled} == {b"\1\0\0\0"}  # found again by content, never by a date
    assert {int(path.stat().st_mtime) for path in one.out.rglob("*")} == {315532800}


def test_the_archive_holds_the_whole_folder_under_its_own_name(checkout, python_folder, tmp_path):
    made = linux(checkout, python_folder, tmp_path / "twin", archive=True)
    with zipfile.ZipFile(made.archive) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            f"twin/{name}": data for name, data in content(made.out).items()
        }


# --- what is refused -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("levels/station.key", "x"),
        ("levels/site/2026_gowning_p-1.run", "x"),
        ("levels/results-2.csv", "x"),
        ("game/pseudonyms.txt", "x"),
        ("levels/harmless.txt", "-----BEGIN PRIVATE KEY-----\n"),
    ],
)
def test_keys_runs_and_data_of_persons_are_never_copied_along(checkout, tmp_path, name, text):
    (checkout / name).parent.mkdir(exist_ok=True)
    (checkout / name).write_text(text)
    with pytest.raises(BundleError) as error:
        windows(checkout, tmp_path)
    assert error.value.key == "private"
    assert str(checkout / name) in error.value.text("fr")
    assert not (tmp_path / "bundle").exists()


def test_a_folder_with_something_in_it_is_left_alone(checkout, tmp_path):
    (tmp_path / "bundle").mkdir()
    (tmp_path / "bundle" / "mine.txt").write_text("mine")
    with pytest.raises(BundleError) as error:
        windows(checkout, tmp_path)
    assert error.value.key == "not_empty"
    assert content(tmp_path / "bundle") == {"mine.txt": b"mine"}


def test_a_wheel_that_is_not_of_the_lock_is_refused(checkout, tmp_path):
    path = next((checkout / "wheels").glob("*.whl"))
    path.write_bytes(path.read_bytes() + b"x")
    with pytest.raises(BundleError) as error:
        windows(checkout, tmp_path)
    assert error.value.key == "wheel_strange"
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".bundle")]


def test_a_wheel_whose_files_would_leave_the_folder_is_refused(tmp_path):
    path = tmp_path / "bad-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../evil.py", "")
    with pytest.raises(BundleError) as error:
        unpack([path], tmp_path / "packages")
    assert error.value.key == "wheel_broken"
    assert not (tmp_path / "evil.py").exists()


@pytest.mark.parametrize(
    ("made", "key"),
    [
        ({"without": ("pythonw.exe",)}, "not_embeddable"),
        ({"without": ("python313._pth",)}, "not_embeddable"),
        ({"machine": I386}, "not_amd64"),
    ],
)
def test_what_is_no_embeddable_package_for_these_pcs_is_said(checkout, tmp_path, made, key):
    package = embeddable(tmp_path / "odd.zip", **made)
    with pytest.raises(BundleError) as error:
        build(Order(tmp_path / "bundle", "windows", str(package), wheels=checkout / "wheels", root=checkout))
    assert error.value.key == key


def test_a_python_whose_digest_is_another_is_refused(checkout, tmp_path):
    with pytest.raises(BundleError) as error:
        windows(checkout, tmp_path, digest="0" * 64)
    assert error.value.key == "python_digest"
    digest = hashlib.sha256((tmp_path / "python-embed.zip").read_bytes()).hexdigest()
    assert windows(checkout, tmp_path, digest=digest.upper()).files > 10


@pytest.mark.parametrize("lang", LANGS)
def test_the_command_line_says_what_is_wanted(tmp_path, capsys, lang):
    for words, word in (
        (["bundle", "-o", str(tmp_path / "b"), "--platform", "windows"], "embeddable"),
        (["bundle", "-o", str(tmp_path / "b"), "--python", str(tmp_path / "no.zip")], "no.zip"),
        (["bundle", "-o", str(tmp_path / "b"), "--python", "https://127.0.0.1:1/x.zip"], "--sha256"),
        (["wheels", "-o", str(tmp_path / "w"), "--python", "3.9", "--platform", "windows"], "3.9"),
    ):
        assert main([*words, "--lang", lang]) == 2
        assert word in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_without_network_it_says_so_and_leaves_nothing(tmp_path, monkeypatch, capsys):
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:1/simple")
    monkeypatch.setenv("PIP_RETRIES", "0")
    assert main(["wheels", "-o", str(tmp_path / "w"), "--platform", "windows", "--python", "3.13", "--lang", "en"]) == 2
    said = capsys.readouterr().err
    assert "no network" in said
    assert "Traceback" not in said


# --- the lock, for another system ----------------------------------------------------------------------------------------


def names(platform, version):
    return {pin.name for pin in pins(TOP / "lock-play.txt", Target(platform, version))}


def test_conditions_of_the_lock_are_read_for_the_pc_it_is_for():
    on_windows, on_linux = names("windows", "3.13"), names("linux", "3.11")
    assert "pywin32-ctypes" in on_windows - on_linux
    assert {"jeepney", "secretstorage", "importlib-metadata"} <= on_linux - on_windows
    assert all(pin.hashes for pin in pins(TOP / "lock-play.txt", Target("windows", "3.13")))


def test_for_this_pc_only_its_own_python_counts():
    with pytest.raises(BundleError):
        target_of("here", "3.99")
    assert target_of("here", "").version == HERE


def test_of_wheels_for_several_systems_the_fitting_one_is_taken(tmp_path):
    pin = pins(TOP / "lock-play.txt", Target("windows", "3.13"))[0]
    with pytest.raises(BundleError) as error:
        chosen([pin], tmp_path, Target("windows", "3.13"))
    assert error.value.key == "wheel_missing"


def test_a_library_that_neither_the_folder_nor_windows_has_is_named(tmp_path):
    (tmp_path / "one.pyd").write_bytes(program("KERNEL32.dll", "other.dll", "msvcp140.dll", "api-ms-win-crt-heap-l1-1-0.dll"))
    (tmp_path / "other.dll").write_bytes(program())
    assert unmet(tmp_path) == {"msvcp140.dll": "one.pyd"}


# --- in use --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def place(tmp_path):
    """A ready-made folder with settings to fill in."""
    top = tmp_path / "Grade A é"
    (top / "program").mkdir(parents=True)
    (top / "program" / "bundle.json").write_text(json.dumps({"start": "python/bin/python3", "python": "3.11"}))
    return bundle_of(top / "program")


def said(place: Bundle, text: str, environ=None, encoding="utf-8"):
    (place.top / "grade-a.ini").write_bytes(text.encode(encoding))
    return settings_of(place, environ or {})


def test_settings_beside_the_program_speak_for_the_environment(place):
    text = "[grade-a]\n; a remark\ndata = %HOME%/grade a\nsite = Orléans\nname = PC ${NUMBER}\n"
    found = said(place, text, {"HOME": "/home/é", "NUMBER": "7"}, "utf-8-sig")
    assert found == {"GRADE_A_DATA": "/home/é/grade a", "GRADE_A_SITE": "Orléans", "GRADE_A_NAME": "PC 7"}


def test_what_the_environment_says_already_wins_and_an_empty_setting_is_none(place):
    assert said(place, "[grade-a]\nsite = Lyon\nname =\n", {"GRADE_A_SITE": "Brest"}) == {}


def test_settings_that_are_not_there_are_no_fault(place):
    assert settings_of(place, {}) == {}


@pytest.mark.parametrize(
    ("text", "encoding", "key"),
    [
        ("[grade-a]\nsit = Lyon\n", "utf-8", "ini_unknown"),
        ("[grade-a]\nsite = Orléans\n", "cp1252", "ini_encoding"),
        ("[grade-a]\nsite Lyon\n", "utf-8", "ini_line"),
        ("site = Lyon\n", "utf-8", "ini_line"),
        ("[grade-a]\nsite = a\nsite = b\n", "utf-8", "ini_line"),
        ("[other]\nsite = a\n", "utf-8", "ini_section"),
        ("[grade-a]\ndata = %NOWHERE%\\x\n", "utf-8", "ini_variable"),
        ("[grade-a]\ndata = data\n", "utf-8", "ini_inside"),
    ],
)
def test_settings_that_cannot_be_used_are_said_with_their_file(place, text, encoding, key):
    with pytest.raises(SettingError) as error:
        said(place, text, encoding=encoding)
    assert error.value.key == key
    for lang in LANGS:
        assert "grade-a.ini" in installed.t(f"bundle.{key}", lang, **error.value.values)


def test_a_changed_a_missing_and_a_strange_file_are_found_and_the_settings_may_change(checkout, python_folder, tmp_path, monkeypatch):
    top = linux(checkout, python_folder, tmp_path / "twin").out
    (top / "grade-a.ini").write_text("[grade-a]\nsite = Lyon\n")
    assert not difference(top)
    monkeypatch.setattr("game.session.place.ROOT", top / "program")
    monkeypatch.setenv("GRADE_A_DATA", str(tmp_path / "data"))
    assert next(iter(checks())).state == "good"
    (top / "program" / "main.py").write_text("changed")
    (top / "packages" / "tiny.py").unlink()
    (top / "packages" / "yaml.py").write_text("strange")
    found = difference(top)
    assert (found.changed, found.missing, found.extra) == (("program/main.py",), ("packages/tiny.py",), ("packages/yaml.py",))
    first = next(iter(checks()))
    assert (first.name, first.state) == ("program", "bad")
    assert "program/main.py" in first.detail


def test_started_from_there_nothing_is_built_and_the_settings_hold(checkout, python_folder, tmp_path):
    asked = "import os, sys, tiny\nprint(os.environ['GRADE_A_DATA'], tiny.__file__, sys.argv[1:])\n"
    (checkout / "game" / "cli.py").write_text(asked)
    top = linux(checkout, python_folder, tmp_path / "twin").out
    (top / "grade-a.ini").write_text("[grade-a]\ndata = %MY_DATA%\n")
    told = subprocess.run(
        [sys.executable, "-I", "-S", "-B", "-c", _AS_IF, str(top), "demo", "x"],
        env={"PATH": os.environ["PATH"], "MY_DATA": "/my data"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.stdout.strip() == f"/my data {top / 'packages' / 'tiny.py'} ['demo', 'x']", told.stderr
    assert not (top / "program" / ".venv").exists()


_AS_IF = """import runpy, sys
top = sys.argv[1]
sys.executable = top + '/python/bin/python'   # as if it were the folder's own
sys.argv = [top + '/program/main.py', *sys.argv[2:]]
runpy.run_path(sys.argv[0], run_name='__main__')
"""


def test_bad_settings_end_the_start_with_a_sentence(checkout, python_folder, tmp_path):
    top = linux(checkout, python_folder, tmp_path / "twin").out
    (top / "grade-a.ini").write_text("[grade-a]\nsit = Lyon\n")
    told = subprocess.run(
        [sys.executable, "-I", "-S", "-B", "-c", _AS_IF, str(top), "--lang", "en"], capture_output=True, text=True, check=False
    )
    assert told.returncode == 2
    assert "“sit” is not a setting" in told.stderr
    assert "Traceback" not in told.stderr


def test_where_there_is_no_console_what_could_not_run_is_shown(monkeypatch):
    def wrong():
        print("what is wrong", file=sys.stderr)
        raise SystemExit(2)

    shown = []
    monkeypatch.setattr(sys, "stderr", None)
    monkeypatch.setattr(sys, "stdout", None)
    assert aloud(wrong, shown.append) == 2
    assert aloud(lambda: 0, shown.append) == 0
    assert shown == ["what is wrong"]


def test_a_checkout_is_no_ready_made_folder(checkout):
    assert bundle_of(checkout) is None
    shutil.copy(checkout / "lock-play.txt", checkout / "bundle.json")
    assert bundle_of(checkout) is None
