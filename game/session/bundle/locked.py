"""What the lock wants on a given system and Python: pip reads conditions for the Python it runs on, not for the one it fetches for."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import Marker, default_environment
from packaging.utils import canonicalize_name

from game.session.bundle.fault import BundleError

PLATFORMS = ("windows", "linux", "here")
LEAST = (3, 11)
NEWEST_GLIBC = 28
"""Minor number of the newest glibc 2 asked for: Debian 10, RHEL 8 and later."""
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_MARKERS: dict[str, dict[str, str]] = {
    "windows": {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows", "platform_machine": "AMD64"},
    "linux": {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux", "platform_machine": "x86_64"},
}


@dataclass(frozen=True, slots=True)
class Target:
    """platform: one of PLATFORMS; version: of its CPython, like "3.13"."""

    platform: str
    version: str

    def markers(self) -> dict[str, str]:
        """What conditions in the lock are held against."""
        environment: dict[str, str] = {**default_environment()}  # type: ignore[dict-item]
        if self.platform == "here":
            return environment
        return {
            **environment,
            **_MARKERS[self.platform],
            "python_version": self.version,
            "python_full_version": f"{self.version}.0",
            "implementation_name": "cpython",
            "platform_python_implementation": "CPython",
        }

    def options(self) -> list[str]:
        """How pip is told to fetch for it."""
        if self.platform == "here":
            return []
        if self.platform == "windows":
            tags = ["win_amd64"]
        else:
            tags = [*(f"manylinux_2_{minor}_x86_64" for minor in range(NEWEST_GLIBC, 4, -1)), "manylinux2014_x86_64", "linux_x86_64"]
        abis = [f"cp{self.version.replace('.', '')}", "abi3", "none"]
        told = ["--implementation", "cp", "--python-version", self.version]
        return told + [word for tag in tags for word in ("--platform", tag)] + [word for abi in abis for word in ("--abi", abi)]


@dataclass(frozen=True, slots=True)
class Pin:
    """One package of the lock, with the SHA-256 of every file that may stand for it."""

    name: str
    version: str
    hashes: frozenset[str]


def target_of(platform: str, version: str) -> Target:
    """For that system; version: like 3.13, "" for the one that runs.  Raises BundleError for one that the game cannot run on."""
    running = f"{sys.version_info.major}.{sys.version_info.minor}"
    asked = version or running
    if not re.fullmatch(r"3\.\d{1,2}", asked) or tuple(map(int, asked.split("."))) < LEAST:
        raise BundleError("bad_version", version=asked)
    if platform == "here" and asked != running:
        raise BundleError("here_version", version=asked, running=running)
    return Target(platform, asked)


def pins(lock: Path, target: Target) -> list[Pin]:
    """What the lock wants on that target, by name.  Raises BundleError for a lock that cannot be read."""
    markers, found = target.markers(), []
    try:
        entries = re.split(r"(?<!\\)\n(?=\S)", lock.read_text(encoding="utf-8"))
        for entry in entries:
            line = entry.split("\\\n", 1)[0].split("--hash", 1)[0]
            spec, _, marker = line.partition(";")
            name, _, version = spec.strip().partition("==")
            if version and (not marker.strip() or Marker(marker.strip()).evaluate(markers)):
                found.append(Pin(canonicalize_name(name), version.strip(), frozenset(_HASH.findall(entry))))
    except (OSError, ValueError) as error:
        raise BundleError("no_lock", file=lock, reason=error) from error
    return sorted(found, key=lambda pin: pin.name)
