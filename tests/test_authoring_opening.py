"""A file opened at its line by the editor there is; programs are real ones that write down how they were called."""

import os
import sys
from pathlib import Path

import pytest

from game.session.authoring.opening import EDITORS, Opened, open_at, open_with_system

pytestmark = pytest.mark.skipif(os.name == "nt", reason="programs on PATH are scripts here")


@pytest.fixture
def level(tmp_path):
    folder = tmp_path / "lot & étiquettes; $(rm -rf x)"
    folder.mkdir()
    path = folder / "mon niveau.yaml"
    path.write_text("id: a\n", encoding="utf-8")
    return path


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """An empty PATH; called with a name it puts a program there, and returns the file it writes its arguments to."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def put(name, code=0, seconds=0):
        said = tmp_path / f"{name}.said"
        program = folder / name
        program.write_text(
            f"#!{sys.executable}\nimport sys, time\nfrom pathlib import Path\n"
            f"Path({str(said)!r}).write_text('\\n'.join(sys.argv[1:]), encoding='utf-8')\ntime.sleep({seconds})\nsys.exit({code})\n",
            encoding="utf-8",
        )
        program.chmod(0o755)
        return said

    return put


@pytest.mark.parametrize(
    ("command", "name", "arguments"),
    [
        ("code", "VS Code", ["--goto", "{file}:38:5"]),
        ("codium", "VSCodium", ["--goto", "{file}:38:5"]),
        ("subl", "Sublime Text", ["{file}:38:5"]),
        ("kate", "Kate", ["-l", "38", "-c", "5", "{file}"]),
        ("gedit", "gedit", ["+38:5", "{file}"]),
        ("xed", "Xed", ["+38", "{file}"]),
        ("geany", "Geany", ["--line", "38", "--column", "5", "{file}"]),
        ("mousepad", "Mousepad", ["--line=38", "--column=5", "{file}"]),
    ],
)
def test_each_editor_is_sent_to_the_line(level, programs, command, name, arguments):
    said = programs(command)

    opened = open_at(level, 38, 5)

    assert (opened.how, opened.editor) == ("editor", name)
    assert said.read_text("utf-8").split("\n") == [part.format(file=level) for part in arguments]
    assert "38" in opened.text("fr")
    assert name in opened.text("en")


def test_an_editor_that_stays_open_is_not_waited_for(level, programs):
    programs("gedit", seconds=3)

    assert open_at(level, 2).editor == "gedit"


def test_one_that_fails_is_followed_by_the_next(level, programs):
    """VS Code refuses to start for the system's administrator; gedit where there is no display."""
    programs("code", code=1)
    said = programs("gedit")

    assert open_at(level, 3, 1).editor == "gedit"
    assert said.read_text("utf-8") == f"+3:1\n{level}"


def test_without_an_editor_the_systems_program_is_asked_and_the_line_said(level, programs):
    said = programs("open" if sys.platform == "darwin" else "xdg-open")

    opened = open_at(level, 7)

    assert opened.how == "program"
    assert said.read_text("utf-8") == str(level)
    assert "ligne 7" in opened.text("fr")


def test_without_any_program_file_and_line_are_said(level, programs):
    opened = open_at(level, 7)

    assert opened.how == "none"
    assert str(level) in opened.text("fr")
    assert "line 7" in opened.text("en")


def test_a_file_that_is_gone_is_not_handed_to_an_editor(level, programs):
    """It would open an empty one under that name."""
    said = programs("code")
    level.unlink()

    assert open_at(level, 1).how == "none"
    assert not said.exists()


def test_a_relative_name_with_a_dash_is_no_option(level, programs, monkeypatch):
    monkeypatch.chdir(level.parent)
    Path("--wait.yaml").write_text("id: a\n", encoding="utf-8")
    said = programs("code")

    open_at(Path("--wait.yaml"), 1, 1)

    assert said.read_text("utf-8") == f"--goto\n{level.parent}/--wait.yaml:1:1"


def test_a_folder_is_opened_by_the_system(level, programs):
    said = programs("open" if sys.platform == "darwin" else "xdg-open")

    assert open_with_system(level.parent)
    assert said.read_text("utf-8") == str(level.parent)


@pytest.mark.parametrize("editor", EDITORS, ids=lambda editor: editor.name)
def test_no_editor_of_the_list_is_started_by_a_script_of_windows(editor):
    assert not [place for place in editor.windows if not place.endswith(".exe")]
    assert any("{file}" in part for part in editor.at)


@pytest.mark.skipif(sys.platform != "linux", reason="xdg-open")
def test_a_system_that_looks_long_and_finds_no_program_is_not_said_to_have_opened_the_file(level, programs):
    programs("xdg-open", code=3, seconds=0.7)

    opened = open_at(level, 9)

    assert opened.how == "none"
    assert str(level) in opened.text("fr")


def test_where_another_program_was_asked_it_is_said_where_the_file_is_should_nothing_open(level):
    said = Opened("program", level, 9).text("fr")
    assert "Rien ne s’ouvre" in said
    assert str(level) in said
    assert "ligne 9" in said
