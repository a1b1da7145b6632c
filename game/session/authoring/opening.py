"""A file opened in the editor of this PC at the line that is spoken of, for who writes levels.

`open_at(path, line, column)` -> Opened; `Opened.text(lang)` is the sentence to show: what opened it and where to look, or,
where nothing could, the file and the line to go to by hand.  It never raises.

Programs are started from lists of arguments, never through a shell, and never by way of a .cmd or .bat file, which Windows
hands to one: a level may lie in a folder called "lot & étiquettes".
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from game.texts import t

SOON_S = 0.4
"""An editor that fails does so at once; so long is it listened to."""
SYSTEM_S = 1.5
"""What looks for a program first takes longer to find that there is none."""
_RUNNING: list[subprocess.Popen[bytes]] = []
"""Programs that were started, so that those that have ended are not kept by the system."""


@dataclass(frozen=True, slots=True)
class Editor:
    """An editor that can be sent to a line.  commands: as found on PATH; windows, mac: where it lies else; at: its arguments,
    with {file}, {line} and {column}."""

    name: str
    commands: tuple[str, ...]
    at: tuple[str, ...]
    windows: tuple[str, ...] = ()
    mac: tuple[str, ...] = ()


_GOTO = ("--goto", "{file}:{line}:{column}")
_APP = "/Applications/{}.app/Contents/Resources/app/bin/{}"
EDITORS = (
    Editor("VS Code", ("code", "code-oss"), _GOTO, (r"Microsoft VS Code\Code.exe",), (_APP.format("Visual Studio Code", "code"),)),
    Editor("VSCodium", ("codium", "vscodium"), _GOTO, (r"VSCodium\VSCodium.exe",), (_APP.format("VSCodium", "codium"),)),
    Editor("Notepad++", ("notepad++",), ("-n{line}", "-c{column}", "{file}"), (r"Notepad++\notepad++.exe",)),
    Editor("Sublime Text", ("subl", "sublime_text"), ("{file}:{line}:{column}",), (r"Sublime Text\sublime_text.exe",)),
    Editor("Kate", ("kate", "kwrite"), ("-l", "{line}", "-c", "{column}", "{file}"), (r"Kate\bin\kate.exe",)),
    Editor("gedit", ("gedit",), ("+{line}:{column}", "{file}")),
    Editor("Xed", ("xed",), ("+{line}", "{file}")),
    Editor("Pluma", ("pluma",), ("+{line}", "{file}")),
    Editor("Geany", ("geany",), ("--line", "{line}", "--column", "{column}", "{file}"), (r"Geany\bin\geany.exe",)),
    Editor("Mousepad", ("mousepad",), ("--line={line}", "--column={column}", "{file}")),
)
"""The first that is there is taken: those that know our schema first."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of it.  how: "editor" at the line, "program" whatever the system opens such files with, "none"."""

    how: str
    path: Path
    line: int
    editor: str = ""

    def text(self, lang: str) -> str:
        """What to tell the person."""
        return t(f"trial.opened_{self.how}", lang, editor=self.editor, file=str(self.path), name=self.path.name, line=self.line)


def open_at(path: Path, line: int = 1, column: int = 1) -> Opened:
    """Open a file at a line and column, both counted from 1."""
    file = path.absolute()
    if file.is_file():
        for editor, program in _there():
            values = {"file": str(file), "line": max(1, line), "column": max(1, column)}
            if _start([program, *(part.format(**values) for part in editor.at)]):
                return Opened("editor", file, line, editor.name)
        if open_with_system(file):
            return Opened("program", file, line)
    return Opened("none", file, line)


def open_with_system(path: Path) -> bool:
    """Open a file or folder with whatever the system opens it with; whether that went well."""
    if sys.platform == "win32":
        try:
            os.startfile(path)
        except OSError:  # nothing is named for such files: the one editor that is always there
            return path.is_file() and _start(["notepad.exe", str(path)])
        return True
    return _start(["open" if sys.platform == "darwin" else "xdg-open", str(path.absolute())], SYSTEM_S)


def _there() -> Iterator[tuple[Editor, str]]:
    """The editors of this PC, each with the program to start."""
    for editor in EDITORS:
        places = [found for command in editor.commands if (found := shutil.which(command))]
        if sys.platform == "win32":
            folders = (os.path.expandvars(r"%LOCALAPPDATA%\Programs"), os.environ.get("PROGRAMFILES"), os.environ.get("PROGRAMFILES(X86)"))
            places = [program for place in places for program in _behind(Path(place), editor)]
            places += [str(Path(folder) / one) for folder in folders if folder for one in editor.windows]
        elif sys.platform == "darwin":
            places += editor.mac
        yield from ((editor, place) for place in places if Path(place).is_file())


def _behind(found: Path, editor: Editor) -> Iterator[str]:
    r"""The program itself where PATH holds a script that starts it: ...\\bin\\code.cmd stands beside ...\\Code.exe."""
    if found.suffix.lower() not in (".cmd", ".bat"):
        yield str(found)
        return
    for one in editor.windows:
        yield str(found.parent.parent / Path(one.replace("\\", "/")).name)


def _start(arguments: Sequence[str], listen_s: float = SOON_S) -> bool:
    """Start a program and let it be; False when it is not there or fails at once."""
    try:
        started = subprocess.Popen(
            arguments, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
    except (OSError, ValueError):
        return False
    _RUNNING[:] = [one for one in (*_RUNNING, started) if one.poll() is None]
    try:
        return started.wait(listen_s) == 0
    except subprocess.TimeoutExpired:
        return True
