"""The Python that goes along: the embeddable package from the Python project for Windows, a copied one for Linux."""

from __future__ import annotations

import os
import re
import shutil
import sys
import urllib.request
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from game.environment import base_python, subprocess_output
from game.installed import digest_of
from game.session.bundle.fault import BundleError
from game.session.bundle.portable import AMD64, machine

_PATHS = re.compile(r"python3(\d{1,2})\._pth")
_LEFT_OUT = {
    "site-packages", "dist-packages", "test", "tests", "idlelib", "idle_test", "tkinter", "turtledemo", "turtle.py", "lib2to3", "ensurepip",
    "pydoc_data", "__pycache__", "sitecustomize.py", "EXTERNALLY-MANAGED",
}  # fmt: skip
"""Of the standard library: what the game never imports, and what belongs to the PC it was taken from."""
TIMEOUT_S = 60.0


@dataclass(frozen=True, slots=True)
class Interpreter:
    """version: like 3.13; start: the program that starts the game, from the top of the bundle."""

    version: str
    start: str


def fetched(source: str, digest: str, spare: Path) -> Path:
    """The file or folder that --python names; an address is downloaded.  digest: SHA-256 it must have, "" = any.  Raises BundleError."""
    if source.startswith("https://"):
        if not digest:
            raise BundleError("python_unsure", source=source)
        path = spare / "python.zip"
        try:
            with urllib.request.urlopen(source, timeout=TIMEOUT_S) as answer, path.open("wb") as file:  # noqa: S310 - https, checked above
                shutil.copyfileobj(answer, file)
        except (OSError, ValueError) as error:
            raise BundleError("python_away", source=source, reason=error) from error
    else:
        path = Path(source).expanduser()
    if not path.exists():
        raise BundleError("python_missing", source=source)
    if digest and (path.is_dir() or digest_of(path) != digest.strip().lower()):
        raise BundleError("python_digest", source=source, wanted=digest)
    return path


# --- Windows -------------------------------------------------------------------------------------------------------------


def lay_embeddable(package: Path, folder: Path) -> Interpreter:
    """Unpack the embeddable package there, and say to it where program and packages are.  Raises BundleError."""
    try:
        with zipfile.ZipFile(package) as archive:
            names = {info.filename for info in archive.infolist() if not info.is_dir()}
            minor = next((found[1] for name in sorted(names) if (found := _PATHS.fullmatch(name))), "")
            needed = ["python.exe", "pythonw.exe", "vcruntime140.dll", f"python3{minor}.dll", f"python3{minor}.zip", f"python3{minor}._pth"]
            lacking = [name for name in needed if name not in names]
            if not minor or lacking:
                raise BundleError("not_embeddable", source=package, name=lacking[0] if minor else "python3xx._pth")
            if machine(archive.read("python.exe")) != AMD64:
                raise BundleError("not_amd64", source=package)
            for name in sorted(names):
                if not re.fullmatch(r"[A-Za-z0-9._-]+", name):
                    raise BundleError("not_embeddable", source=package, name=name)
                folder.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(archive.read(name))
    except zipfile.BadZipFile:
        raise BundleError("not_embeddable", source=package, name="zip") from None
    lines = [f"python3{minor}.zip", ".", r"..\program", r"..\packages"]  # and nothing else: neither the registry nor the variables
    (folder / f"python3{minor}._pth").write_bytes("".join(f"{line}\r\n" for line in lines).encode("ascii"))
    return Interpreter(f"3.{minor}", "python/python.exe")


# --- Linux ---------------------------------------------------------------------------------------------------------------


def lay_copy(source: Path | None, folder: Path) -> Interpreter:
    """Copy a Python with its standard library; source: a folder with bin/ and lib/, None = the Python that runs.  Raises BundleError."""
    home = source or Path(base_python()).resolve().parent.parent
    program = _program_of(home)
    version = program.name.removeprefix("python")
    library = home / "lib" / f"python{version}"
    if not (library / "os.py").is_file():
        raise BundleError("not_standalone", source=home, name=library / "os.py")
    (folder / "bin").mkdir(parents=True)
    shutil.copyfile(program.resolve(), folder / "bin" / program.name)
    (folder / "bin" / program.name).chmod(0o755)
    shutil.copytree(library, folder / "lib" / library.name, ignore=_unneeded, ignore_dangling_symlinks=True)
    for shared in sorted((home / "lib").glob(f"libpython{version}*.so.1.0")):
        shutil.copyfile(shared, folder / "lib" / shared.name)
    return Interpreter(version, f"python/bin/{program.name}")


def _program_of(home: Path) -> Path:
    found = sorted(path for path in (home / "bin").glob("python3.*") if re.fullmatch(r"python3\.\d{1,2}", path.name))
    if not found:
        raise BundleError("not_standalone", source=home, name=home / "bin" / "python3.x")
    running = f"python{sys.version_info.major}.{sys.version_info.minor}"
    return next((path for path in found if path.name == running), found[-1])


def _unneeded(folder: str, names: list[str]) -> set[str]:
    away = {name for name in names if name in _LEFT_OUT or name.startswith(("config-", "_test", "_tkinter", "_xxtest", "xxlimited"))}
    return away | {name for name in names if not os.access(Path(folder, name), os.R_OK)}


# --- ready to run --------------------------------------------------------------------------------------------------------


def compiler(interpreter: Interpreter, top: Path) -> str:
    """A Python here that can compile for that one: itself, or another of the same version; "" when there is none."""
    own = str(top / interpreter.start)
    running = f"{sys.version_info.major}.{sys.version_info.minor}"
    here = [sys.executable] if interpreter.version == running else []
    for python in (*here, shutil.which(f"python{interpreter.version}") or "", own):
        said = subprocess_output([python, "-I", "-S", "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]) if python else ""
        if said.strip() == interpreter.version:
            return python
    return ""


def compile_all(python: str, top: Path, parts: Sequence[str]) -> None:
    """Compiled files beside the sources, the same bytes each time: checked by no date, named by no folder of this PC."""
    import subprocess

    from game.environment import clean_environ

    command = [python, "-S", "-B", "-m", "compileall", "-qq", "-f", "--invalidation-mode", "unchecked-hash", "-s", str(top), *parts]
    environ = clean_environ(os.environ) | {"PYTHONHASHSEED": "0"}
    subprocess.run(command, cwd=top, env=environ, stdin=subprocess.DEVNULL, capture_output=True, check=False)
