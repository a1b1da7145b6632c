"""The whole folder, made beside its place and moved there when all is well: same input, same bytes."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from game.environment import ROOT, lock_hash, lock_of, remove
from game.installed import LIST, MARK, digest_of, files_in
from game.session import versions
from game.session.bundle import papers
from game.session.bundle.fault import BundleError
from game.session.bundle.locked import pins, target_of
from game.session.bundle.portable import unmet
from game.session.bundle.python import Interpreter, compile_all, compiler, fetched, lay_copy, lay_embeddable
from game.session.bundle.wheels import chosen, fetch, unpack

TAKEN = (
    "main.py", "game", "scoring", "assets", "levels", "docs",
    "README.md", "CHANGELOG.md", "LICENSE", "pyproject.toml", "lock-play.txt",
)  # fmt: skip
"""Of the checkout; nothing else goes along."""
_NEVER = ("*.pyc", "__pycache__", ".*", "*.bak", "*~", "*.tmp", "*.orig")
_OURS = (
    "station.key", "place.json", "settings.json", "pseudonyms.txt", "results*.csv",
    "*.run", "*.notes.jsonl", "*.pub", "*.key", "*.pem",
)  # fmt: skip
"""Names of what belongs to a station or a person."""
STAMP = (1980, 1, 1, 0, 0, 0)
"""The date of every file, in the folder and in the archive."""
_STAMP_S = 315532800
_WINDOWS_PATH = 259
_ROOM = len(r"C:\Program Files\Grade A") + 1


@dataclass(frozen=True, slots=True)
class Order:
    """What to make.

    out: the folder, not there yet or empty; platform: "windows" or "linux"; python: file, folder or address, "" = copy the running one
    (Linux); digest: SHA-256 that file must have; wheels: a folder that has them, None = fetch; archive: a zip, too; root: the checkout."""

    out: Path
    platform: str
    python: str = ""
    digest: str = ""
    wheels: Path | None = None
    archive: bool = False
    root: Path = ROOT


@dataclass(frozen=True, slots=True)
class Made:
    """What came of it.  listed: SHA-256 of the list of files; notes: (text of `bundle.po`, values), what the administrator should know."""

    out: Path
    interpreter: Interpreter
    files: int
    bytes: int
    listed: str
    archive: Path | None
    notes: tuple[tuple[str, dict[str, object]], ...]


def build(order: Order) -> Made:
    """Make it.  Raises BundleError, or OSError (disk, rights)."""
    if order.out.exists() and (not order.out.is_dir() or any(order.out.iterdir())):
        raise BundleError("not_empty", folder=order.out)
    order.out.parent.mkdir(parents=True, exist_ok=True)
    top = order.out.with_name(f".{order.out.name}-{os.getpid()}")
    try:
        top.mkdir()
        interpreter = _fill(order, top)
        notes = tuple(_notes(order, top, interpreter))
        _finish(top)
        archive = _archived(top, order.out) if order.archive else None
        if order.out.exists():
            order.out.rmdir()
        top.rename(order.out)
    finally:
        remove(top)
    sizes = [path.stat().st_size for path in order.out.rglob("*") if path.is_file()]
    return Made(order.out, interpreter, len(sizes), sum(sizes), digest_of(order.out / LIST), archive, notes)


def _fill(order: Order, top: Path) -> Interpreter:
    with tempfile.TemporaryDirectory() as spare:
        source = fetched(order.python, order.digest, Path(spare)) if order.python else None
        if order.platform == "windows":
            if source is None or source.is_dir():
                raise BundleError("wants_embeddable")
            interpreter = lay_embeddable(source, top / "python")
        else:
            if source is not None and not source.is_dir():
                raise BundleError("wants_folder", source=source)
            interpreter = lay_copy(source, top / "python")
        target = target_of(order.platform, interpreter.version)
        wanted = pins(lock_of(order.root, "play"), target)
        if order.wheels is None:
            fetch(wanted, target, Path(spare) / "wheels")
        unpack(chosen(wanted, order.wheels or Path(spare) / "wheels", target), top / "packages")
    _lay_program(order.root, top / "program")
    mark = {
        "format": 1, "program": versions.program(), "code": versions.code(), "lock": lock_hash(order.root, "play"),
        "platform": order.platform, "python": interpreter.version, "start": interpreter.start,
    }  # fmt: skip
    (top / "program" / MARK).write_text(json.dumps(mark, indent=1) + "\n", encoding="utf-8")
    return interpreter


def _lay_program(root: Path, folder: Path) -> None:
    folder.mkdir()
    for name in TAKEN:
        if (root / name).is_dir():
            shutil.copytree(root / name, folder / name, ignore=shutil.ignore_patterns(*_NEVER))
        elif (root / name).is_file():
            shutil.copyfile(root / name, folder / name)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and (any(path.match(name) for name in _OURS) or b"PRIVATE KEY-----" in path.read_bytes()[:100]):
            raise BundleError("private", file=root / path.relative_to(folder))


def _notes(order: Order, top: Path, interpreter: Interpreter) -> Iterator[tuple[str, dict[str, object]]]:
    """Compile, and say what is not as it should be."""
    python = compiler(interpreter, top)
    if python:
        parts = [name for name in ("program", "packages", "python/lib") if (top / name).is_dir()]
        compile_all(python, top, parts)
    else:
        yield "note_slow", {"version": interpreter.version}
    if order.platform == "windows":
        lacking = unmet(top)
        if lacking:
            yield "note_libraries", {"names": ", ".join(lacking), "file": next(iter(lacking.values()))}
        longest = max(len(name) for name, _ in files_in(top))
        if longest + _ROOM > _WINDOWS_PATH:
            yield "note_long", {"count": _WINDOWS_PATH - longest}


def _finish(top: Path) -> None:
    """Starters and papers, then the list of all, then one date for everything."""
    papers.lay(top)
    lines = [f"{digest_of(path)}  {name}\n" for name, path in sorted(files_in(top))]
    (top / LIST).write_text("".join(lines), encoding="utf-8", newline="\n")
    for path in [*top.rglob("*"), top]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
            os.utime(path, (_STAMP_S, _STAMP_S))


def _archived(top: Path, out: Path) -> Path:
    """All of it as one zip, its top folder called like the bundle."""
    path = out.with_name(f"{out.name}.zip")
    partial = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for file in sorted(one for one in top.rglob("*") if one.is_file()):
                info = zipfile.ZipInfo(f"{out.name}/{file.relative_to(top).as_posix()}", STAMP)
                info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 3
                info.external_attr = (0o100000 | file.stat().st_mode & 0o777) << 16
                archive.writestr(info, file.read_bytes())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return path
