"""Wheels of the lock: fetched by pip with every hash checked, held against the lock again, unpacked without running anything."""

from __future__ import annotations

import hashlib
import shutil
import stat
import sys
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from packaging.utils import InvalidWheelFilename, canonicalize_name, parse_wheel_filename

from game.environment import base_python, last_lines, run
from game.session.bundle.fault import BundleError
from game.session.bundle.locked import Pin, Target

_AWAY = ("connection", "timed out", "timeout", "proxy", "resolve", "temporary failure", "ssl", "unreachable")
"""Words of pip's when it could not get through to the index."""


def fetch(wanted: list[Pin], target: Target, folder: Path) -> None:
    """Download what the lock wants into that folder, with the user's own settings for index and proxy.  Raises BundleError, OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as spare:
        listing = Path(spare) / "lock.txt"
        listing.write_text("".join(_line(pin) for pin in wanted), encoding="utf-8")
        command = [
            *_pip(), "download", "--no-deps", "--require-hashes", "--only-binary=:all:", "--no-input", "--disable-pip-version-check",
            "--progress-bar=off", "--retries=2", *target.options(), "-d", str(folder.resolve()), "-r", str(listing),
        ]  # fmt: skip
        code, said = run(command, Path(spare), len(wanted))
    if code:
        errors = said.lower()
        raise BundleError("away" if any(word in errors for word in _AWAY) else "not_fetched", said=last_lines(said))


def _line(pin: Pin) -> str:
    return f"{pin.name}=={pin.version} " + " ".join(f"--hash=sha256:{digest}" for digest in sorted(pin.hashes)) + "\n"


def _pip() -> list[str]:
    """A pip that runs as a module: of this environment, else of the Python it stands on.  Raises BundleError."""
    for python in dict.fromkeys((sys.executable, base_python())):
        if run([python, "-m", "pip", "--version"], Path(tempfile.gettempdir()))[0] == 0:
            return [python, "-m", "pip"]
    raise BundleError("no_pip")


def lay_pip(folder: Path) -> None:
    """This Python's own pip beside them, for a PC whose Python came without (main.py then uses it)."""
    import ensurepip

    for wheel in sorted((Path(ensurepip.__file__).parent / "_bundled").glob("pip-*.whl")):
        shutil.copyfile(wheel, folder / wheel.name)


def chosen(wanted: list[Pin], folder: Path, target: Target) -> list[Path]:
    """The wheel of each package in that folder, its bytes among those the lock knows.  Raises BundleError: missing, or not of the lock."""
    there: dict[tuple[str, str], list[Path]] = {}
    for path in sorted(folder.glob("*.whl")):
        try:
            name, version, _, _ = parse_wheel_filename(path.name)
        except InvalidWheelFilename:
            continue
        there.setdefault((canonicalize_name(name), str(version)), []).append(path)
    found = []
    for pin in wanted:
        paths = [path for path in there.get((pin.name, pin.version), []) if _fits(path, target)]
        if not paths:
            raise BundleError("wheel_missing", name=pin.name, version=pin.version, folder=folder)
        good = [path for path in paths if hashlib.sha256(path.read_bytes()).hexdigest() in pin.hashes]
        if not good:
            raise BundleError("wheel_strange", file=paths[0])
        found.append(good[0])
    return found


def _fits(path: Path, target: Target) -> bool:
    """Whether it is for that system and Python (a folder may hold wheels for several)."""
    from packaging.tags import sys_tags

    tags = parse_wheel_filename(path.name)[3]
    if target.platform == "here":
        return bool(tags & set(sys_tags()))
    system = "win_amd64" if target.platform == "windows" else "linux"
    digits = f"cp{target.version.replace('.', '')}"
    fits = {tag for tag in tags if tag.platform == "any" or system in tag.platform}
    return any(tag.abi in ("none", "abi3") or tag.abi == digits for tag in fits) and any(
        tag.interpreter in (digits, "py3") or tag.abi == "abi3" for tag in fits
    )


def unpack(wheels: Iterable[Path], folder: Path) -> None:
    """What the wheels install as importable files; scripts, headers and manual pages are left out.  Raises BundleError."""
    for wheel in wheels:
        try:
            with zipfile.ZipFile(wheel) as archive:
                for info in sorted(archive.infolist(), key=lambda one: one.filename):
                    inside = _place(info.filename)
                    if inside is None or info.is_dir():
                        continue
                    path = folder / inside
                    if path.exists():
                        raise BundleError("wheel_clash", file=wheel, name=info.filename)
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(archive.read(info))
                    path.chmod(0o755 if info.external_attr >> 16 & stat.S_IXUSR else 0o644)
        except (zipfile.BadZipFile, ValueError) as error:
            raise BundleError("wheel_broken", file=wheel, reason=error) from error


def _place(name: str) -> PurePosixPath | None:
    """Where a file of a wheel goes, from the folder of packages; None when it is not wanted.  Raises ValueError for a name that leaves."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
        raise ValueError(name)
    if not path.parts[0].endswith(".data"):
        return path
    return PurePosixPath(*path.parts[2:]) if path.parts[1:2] in (("purelib",), ("platlib",)) else None
