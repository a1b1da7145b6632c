"""The ready-made folder that an administrator copies to a PC (`bundle` makes it): Python, packages and program in one place.

    Grade A.cmd | grade-a     starts it
    grade-a.ini               what the administrator says for all his PCs
    files.sha256              every other file, with its SHA-256
    python/ packages/ program/

It is started without building anything, and nothing in it is ever written.  Only the standard library here: nothing else is
at hand before the settings are read.
"""

from __future__ import annotations

import configparser
import contextlib
import hashlib
import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from game.environment import asked_lang, clean_environ, data_home
from game.texts import t

MARK = "bundle.json"
"""Beside main.py: that this is such a folder, and what it was made of."""
SETTINGS = "grade-a.ini"
SECTION = "grade-a"
LIST = "files.sha256"
VARIABLES = {
    "data": "GRADE_A_DATA",
    "levels": "GRADE_A_LEVELS",
    "share": "GRADE_A_SHARE",
    "site": "GRADE_A_SITE",
    "name": "GRADE_A_NAME",
}
"""What can stand in the settings -> the environment variable that says the same, and that wins."""
FOLDERS = ("data", "levels", "share")
WRITTEN = ("data", "share")
"""Never in the folder that is copied: keys and runs would go along."""
_NAMED = re.compile(r"%([A-Za-z_][A-Za-z0-9_()]*)%|\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_LARGEST = 100_000
_SOME = 3
COULD_NOT = 2


@dataclass(frozen=True, slots=True)
class Bundle:
    """top: the folder; python: its interpreter, from there; version: of that Python, like 3.13."""

    top: Path
    python: str
    version: str

    @property
    def program(self) -> Path:
        """The folder of main.py."""
        return self.top / "program"

    @property
    def interpreter(self) -> Path:
        """The Python it is started with."""
        return self.top / self.python


class SettingError(Exception):
    """The settings cannot be used.  key: text in `bundle.po`; values: what to fill in."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values


def bundle_of(root: Path) -> Bundle | None:
    """The ready-made folder whose program that is; None in a checkout."""
    try:
        said = json.loads((root / MARK).read_text(encoding="utf-8"))
        return Bundle(root.parent, str(said["start"]), str(said["python"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


# --- what the administrator says -----------------------------------------------------------------------------------------


def settings_of(bundle: Bundle, environ: Mapping[str, str]) -> dict[str, str]:
    """Environment variables that the settings beside the program stand for; those already set are not touched.  Raises SettingError."""
    path = bundle.top / SETTINGS
    found = {}
    for name, said in _read(path).items():
        if name not in VARIABLES:
            raise SettingError("ini_unknown", file=path, name=name, known=", ".join(VARIABLES))
        variable = VARIABLES[name]
        value = expanded(said.strip(), environ, path)
        if value and name in FOLDERS:
            value = str(bundle.top / Path(value).expanduser())  # stays as it is when it names a whole path
        if value and name in WRITTEN and Path(value).resolve().is_relative_to(bundle.top.resolve()):
            raise SettingError("ini_inside", file=path, name=name, folder=value)
        if value and not environ.get(variable):
            found[variable] = value
    return found


def _read(path: Path) -> dict[str, str]:
    reader = configparser.ConfigParser(interpolation=None, comment_prefixes=(";", "#"), delimiters=("=",))
    try:
        with path.open("rb") as file:
            reader.read_string(file.read(_LARGEST).decode("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError:
        raise SettingError("ini_encoding", file=path) from None
    except OSError as error:
        raise SettingError("ini_unreadable", file=path, reason=error.strerror or type(error).__name__) from None
    except configparser.Error as error:
        raise SettingError("ini_line", file=path, line=getattr(error, "lineno", None) or _first_line(error)) from None
    strange = [name for name in reader.sections() if name != SECTION]
    if strange:
        raise SettingError("ini_section", file=path, name=strange[0], section=SECTION)
    return dict(reader[SECTION]) if reader.has_section(SECTION) else {}


def _first_line(error: configparser.Error) -> object:
    wrong = getattr(error, "errors", ())
    return wrong[0][0] if wrong else "?"


def expanded(text: str, environ: Mapping[str, str], path: Path) -> str:
    """%NAME% and ${NAME} filled in from the environment, on any system.  Raises SettingError for a name that is not there."""
    known = {name.upper(): value for name, value in environ.items()} if os.name == "nt" else environ

    def value(found: re.Match[str]) -> str:
        name = found[1] or found[2]
        said = known.get(name.upper() if os.name == "nt" else name)
        if said is None:
            raise SettingError("ini_variable", file=path, name=name)
        return said

    return _NAMED.sub(value, text)


# --- the start -----------------------------------------------------------------------------------------------------------


def start(root: str, argv: Sequence[str]) -> int:
    """Hand over to game.cli inside this process, or to the folder's own Python when another one was asked.  Returns the exit code."""
    bundle = bundle_of(Path(root))
    if bundle is None:
        raise FileNotFoundError(str(Path(root) / MARK))
    if not Path(sys.executable).resolve().is_relative_to(bundle.top.resolve()):
        return _other_python(bundle, argv)
    return aloud(lambda: _run(bundle, argv))


def _run(bundle: Bundle, argv: Sequence[str]) -> int:
    import runpy

    try:
        os.environ.update(settings_of(bundle, os.environ))
    except SettingError as error:
        print(t(f"bundle.{error.key}", asked_lang(argv), **error.values), file=sys.stderr)
        return COULD_NOT
    paths = [str(bundle.program), str(bundle.top / "packages")]
    sys.path[:0] = [path for path in paths if path not in sys.path]
    sys.dont_write_bytecode = True
    os.environ.update({"PYTHONPATH": os.pathsep.join(paths), "PYTHONDONTWRITEBYTECODE": "1"})  # for measurements, which start us anew
    os.environ.setdefault("MPLCONFIGDIR", str(data_home() / "matplotlib"))  # its list of fonts
    sys.argv = ["main.py", *argv]
    runpy.run_module("game.cli", run_name="__main__")  # ends with SystemExit
    return 0


def _other_python(bundle: Bundle, argv: Sequence[str]) -> int:
    """Somebody started main.py with a Python of the PC: the packages here are for ours."""
    command = [str(bundle.interpreter), "-I", "-S", "-B", "-X", "utf8", str(bundle.program / "main.py"), *argv]
    environ = clean_environ(os.environ)
    if os.name == "nt":
        import subprocess

        return subprocess.call(command, env=environ)
    shared = str(bundle.top / "python" / "lib")
    environ["LD_LIBRARY_PATH"] = os.pathsep.join(part for part in (shared, environ.get("LD_LIBRARY_PATH", "")) if part)
    return os.execve(command[0], command, environ)


def aloud(run: Callable[[], int], show: Callable[[str], object] | None = None) -> int:
    """Run that; started from a shortcut there is no console, so what would be said there when it could not run is shown in a box."""
    if sys.stderr is not None:
        return run()
    heard = io.StringIO()
    with contextlib.redirect_stderr(heard), contextlib.redirect_stdout(heard):
        try:
            code: object = run()
        except SystemExit as end:
            code = end.code
    if code == COULD_NOT and heard.getvalue().strip():
        (show or _box)(heard.getvalue().strip())
    return code if isinstance(code, int) else 0


def _box(text: str) -> None:
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, text, "Grade A", 0x10)


# --- are its files what they were? ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Difference:
    """Paths from the top.  changed: other bytes, or cannot be read; missing; extra: not on the list."""

    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changed or self.missing or self.extra)

    def __str__(self) -> str:
        signed = [f"{sign} {name}" for sign, names in (("≠", self.changed), ("−", self.missing), ("+", self.extra)) for name in names]
        return ", ".join(signed[:_SOME]) + (f" … ({len(signed)})" if len(signed) > _SOME else "")


def listed(top: Path) -> dict[str, str]:
    """Path -> SHA-256, as the list has it.  Raises OSError or ValueError when it cannot be read."""
    rows = (line.split("  ", 1) for line in (top / LIST).read_text(encoding="utf-8").splitlines() if line)
    return {name: digest for digest, name in rows}


def difference(top: Path) -> Difference:
    """What has changed since the folder was made; the settings are the administrator's.  Raises OSError or ValueError: no list."""
    wanted = listed(top)
    there = dict(files_in(top))
    changed = []
    for name in sorted(wanted.keys() & there.keys()):
        try:
            same = digest_of(there[name]) == wanted[name]
        except OSError:
            same = False
        if not same:
            changed.append(name)
    return Difference(tuple(changed), tuple(sorted(wanted.keys() - there.keys())), tuple(sorted(there.keys() - wanted.keys())))


def files_in(top: Path) -> Iterator[tuple[str, Path]]:
    """(path from the top with /, path) of every file that the list speaks of."""
    for folder, _, names in os.walk(top):
        for name in names:
            path = Path(folder, name)
            inside = path.relative_to(top).as_posix()
            if inside not in (SETTINGS, LIST):
                yield inside, path


def digest_of(path: Path) -> str:
    """SHA-256 of a file in hexadecimal digits.  Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
