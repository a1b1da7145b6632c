"""Which program wrote a run: its version, its code, the libraries its numbers come from."""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import platform
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LIBRARIES = ("pymunk", "numpy", "PyYAML", "pydantic", "cryptography", "pygame-ce")
_SCORED = ("game/events", "game/commands.py", "game/spec.py", "game/world", "game/entities", "scoring")
"""What decides which events follow from commands, and which findings from events."""


@functools.cache
def program() -> str:
    """Version of the program, as pyproject.toml has it."""
    try:
        with (ROOT / "pyproject.toml").open("rb") as file:
            return str(tomllib.load(file)["project"]["version"])
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError):
        return "unknown"


@functools.cache
def code() -> str:
    """SHA-256 (first 16 digits) over the modules that scored results depend on.

    With it, a run whose events do not follow here can be told apart: changed by somebody, or made by other code."""
    digest = hashlib.sha256()
    for name in _SCORED:
        path = ROOT / name
        files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
        for file in files:
            text = file.read_bytes().replace(b"\r\n", b"\n")  # a checkout on Windows may have both
            digest.update(file.relative_to(ROOT).as_posix().encode() + b"\n" + hashlib.sha256(text).digest())
    return digest.hexdigest()[:16]


@functools.cache
def libraries() -> dict[str, str]:
    """Name -> version, "" where it is not there."""
    found = {"python": platform.python_version()}
    for name in LIBRARIES:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = ""
    return found


def system() -> str:
    """Operating system and processor, e.g. "Linux x86_64"."""
    return f"{platform.system()} {platform.machine()}"
