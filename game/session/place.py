"""The PC as a place of training: its site and name, the share that collects its runs, and whether it is fit for it.

Runs are always written here, on this PC; finished ones are copied to the share when it is there.  So a share that disappears
stops nobody, and nothing waits for it.
"""

from __future__ import annotations

import json
import os
import platform
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from game.environment import ROOT
from game.installed import LIST, VARIABLES, bundle_of, difference, digest_of, listed
from game.session.faults import RunError
from game.session.notes import NOTES_SUFFIX
from game.session.results import data_folder, results_folder, write_new, write_whole
from game.session.runfile import SUFFIX, read_run
from game.session.station import PUBLIC_NAME, this_station

SETTINGS = "place.json"
STATIONS = "stations"
MARKER = ".grade-a-place"
"""In the results folder: that it is still there after a restart."""
LEAST_FREE = 500 << 20
"""Bytes: about two thousand runs (own)."""
STATES = ("good", "warn", "bad")
SAID = ("site", "name", "share")
"""What a person says of a PC, or its administrator for all of them."""
_SAME_START = timedelta(minutes=2)
"""Two starts of Windows that are nearer than this are one: its start is told by two clocks."""


@dataclass(frozen=True, slots=True)
class Place:
    """site, name: as people say them; share: where finished runs are copied, "" = nowhere; token: made at the first start on this PC,
    so that a copied key shows; boot: the start of the system at which the folders were last seen."""

    site: str = ""
    name: str = ""
    share: str = ""
    token: str = ""
    boot: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at.  name, state: text `place.<name>_<state>` with `detail`; state: one of STATES."""

    name: str
    state: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Delivered:
    """copied, there: runs copied now, and before; fault: why the share cannot be used, "" when it can; twin: name of another PC with the
    same key, "" for none."""

    copied: int = 0
    there: int = 0
    fault: str = ""
    twin: str = ""


def place_of(folder: Path | None = None) -> Place:
    """This PC's, with a token; what cannot be read is as on a first start.  What the installation says wins."""
    place = _kept(folder)
    if not place.token:
        place = keep(replace(place, token=secrets.token_hex(16)), folder)
    return replace(place, **installed_says())


def installed_says() -> dict[str, str]:
    """What the administrator has set for this PC (settings beside the program, or variables): by name of SAID."""
    return {name: said for name in SAID if (said := os.environ.get(VARIABLES[name], ""))}


def keep(place: Place, folder: Path | None = None) -> Place:
    """Write it down, but for what the installation says: taken out there, it is gone.  Raises OSError."""
    before = _kept(folder)
    place = replace(place, **{name: getattr(before, name) for name in installed_says()})
    write_whole(_settings(folder), json.dumps(asdict(place), ensure_ascii=False, indent=1).encode("utf-8"))
    return replace(place, **installed_says())


def _kept(folder: Path | None) -> Place:
    try:
        said = json.loads(_settings(folder).read_bytes())
        return Place(**{field.name: str(said.get(field.name, "")) for field in fields(Place)})
    except (OSError, ValueError, AttributeError):
        return Place()


def _settings(folder: Path | None) -> Path:
    return (folder or data_folder()) / "station" / SETTINGS


# --- delivery ------------------------------------------------------------------------------------------------------------


def deliver(results: Path | None = None, folder: Path | None = None) -> Delivered:
    """Copy finished runs and the notes beside them to the share.  Nothing there is ever overwritten but notes that have grown.

    No sheets: a page with a person's findings of practice does not lie where everybody opens it by a double click."""
    copied = there = 0
    try:
        place = place_of(folder)
        if not place.share:
            return Delivered()
        station, target = this_station(folder), Path(place.share)
        if not target.is_dir():
            raise FileNotFoundError(2, "", str(target))
        twin = _sign_in(target, station.id, place)
        key = (folder or data_folder()) / "station" / PUBLIC_NAME
        write_new(target / STATIONS / f"{station.id}.pub", key.read_bytes())  # a trainer may make the station known from here
        for path in sorted((results or results_folder()).glob(f"*{SUFFIX}")):
            if _copied(path, target / station.id):
                copied += 1
            else:
                there += 1
    except OSError as error:
        return Delivered(copied, there, error.strerror or type(error).__name__)
    return Delivered(copied, there, "", twin)


def _sign_in(target: Path, station: str, place: Place) -> str:
    """Leave this PC's token beside its key's name; returns the name of another PC that left its own there."""
    path = target / STATIONS / f"{station}.json"
    said = {"token": place.token, "site": place.site, "name": place.name}
    if write_new(path, json.dumps(said, ensure_ascii=False).encode("utf-8")):
        return ""
    try:
        other = json.loads(path.read_bytes())
        return "" if other.get("token") == place.token else str(other.get("name") or other.get("token"))
    except (ValueError, AttributeError):
        return path.name


def _copied(path: Path, target: Path) -> bool:
    """Whether the run was copied now: sealed ones only, whole or not at all."""
    new = target / path.name
    notes = path.with_name(path.name.removesuffix(SUFFIX) + NOTES_SUFFIX)
    if notes.exists() and new.exists() and _size(notes) > _size(target / notes.name):
        write_whole(target / notes.name, notes.read_bytes())
    if new.exists():
        return False
    try:
        if not read_run(path).sealed_by:
            return False
    except RunError:
        return False
    if notes.exists():
        write_whole(target / notes.name, notes.read_bytes())
    return write_new(new, path.read_bytes())


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


# --- fit for it ----------------------------------------------------------------------------------------------------------


def checks(results: Path | None = None, folder: Path | None = None) -> Iterator[Check]:
    """What this PC is like: folders, share, restarts, clock, keyboard.  Screen and sound are the window's (game.view.machine)."""
    home, runs = folder or data_folder(), results or results_folder()
    yield from _program(ROOT)
    yield _writable("data", home)
    yield _writable("results", runs)
    yield _free(home)
    try:
        yield Check("key", "good", this_station(folder).id)
        yield _survives(runs, folder)
        yield _share(runs, folder)
    except OSError as error:
        yield Check("key", "bad", error.strerror or type(error).__name__)
    yield _clock(runs)
    yield _keyboard()


def _program(root: Path) -> Iterator[Check]:
    """Whether the files of a ready-made folder are those it was made with; nothing is said of a checkout."""
    bundle = bundle_of(root)
    if bundle is None:
        return
    try:
        changed = difference(bundle.top)
        count, sign = len(listed(bundle.top)), digest_of(bundle.top / LIST)
    except (OSError, ValueError) as error:
        yield Check("program", "bad", f"{LIST}: {error}")
        return
    yield Check("program", "bad", str(changed)) if changed else Check("program", "good", f"{count}, {LIST} {sign}")


def _writable(name: str, folder: Path) -> Check:
    trial = folder / f".trial-{secrets.token_hex(4)}"
    try:
        write_new(trial, b"x")
        trial.unlink()
    except OSError as error:
        return Check(name, "bad", f"{folder} : {error.strerror or type(error).__name__}")
    return Check(name, "good", str(folder))


def _free(folder: Path) -> Check:
    try:
        free = shutil.disk_usage(next(one for one in (folder, *folder.parents) if one.exists())).free
    except OSError as error:
        return Check("free", "warn", error.strerror or "")
    return Check("free", "good" if free >= LEAST_FREE else "warn", str(free >> 20))


def _survives(runs: Path, folder: Path | None) -> Check:
    """Whether the results folder outlives a restart: a marker laid there before the last start must still be there."""
    place, boot, marker = place_of(folder), boot_time(), runs / MARKER
    laid = marker.exists() and marker.read_bytes().decode("utf-8", "replace") == place.token
    again = bool(place.boot) and _restarted(place.boot, boot)
    if not laid and again:
        return Check("kept", "bad", str(runs))
    if not laid:
        write_whole(marker, place.token.encode())
    if not place.boot:
        keep(replace(place, boot=boot), folder)
    return Check("kept", "good" if laid and again else "warn", str(runs))


def _restarted(before: str, now: str) -> bool:
    """Whether these are two different starts of the system."""
    try:
        return abs(datetime.fromisoformat(now) - datetime.fromisoformat(before)) > _SAME_START
    except ValueError:
        return before != now


def boot_time() -> str:
    """The start of the system, to the minute; "" where it cannot be told."""
    try:
        if platform.system() == "Windows":
            import ctypes

            up = timedelta(milliseconds=ctypes.windll.kernel32.GetTickCount64())  # type: ignore[attr-defined]
            return (datetime.now(UTC) - up + timedelta(seconds=30)).strftime("%Y-%m-%dT%H:%M")
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except (OSError, AttributeError, ValueError):
        return ""


def _share(runs: Path, folder: Path | None) -> Check:
    place = place_of(folder)
    if not place.share:
        return Check("share", "warn", "")
    done = deliver(runs, folder)
    if done.fault:
        return Check("share", "bad", f"{place.share} : {done.fault}")
    return Check("twin", "bad", done.twin) if done.twin else Check("share", "good", place.share)


def _clock(runs: Path) -> Check:
    """A clock that went back shows: a file of ours is newer than now."""
    now = datetime.now(UTC)
    newest = max((path.stat().st_mtime for path in [Path(__file__), *runs.glob(f"*{SUFFIX}")]), default=0.0)
    behind = newest - now.timestamp()
    return Check("clock", "bad" if behind > 60.0 else "good", now.strftime("%Y-%m-%d %H:%M"))


def _keyboard() -> Check:
    layout = keyboard_layout()
    return Check("keyboard", "good" if layout else "warn", layout)


def keyboard_layout() -> str:
    """Name of the layout in force; "" where the system does not tell."""
    import subprocess

    if platform.system() == "Windows":
        import ctypes

        try:
            return f"{ctypes.windll.user32.GetKeyboardLayout(0) & 0xFFFF:04x}"  # type: ignore[attr-defined]
        except (OSError, AttributeError):
            return ""
    try:
        told = subprocess.run(["setxkbmap", "-query"], capture_output=True, text=True, timeout=5, check=False).stdout
    except (OSError, subprocess.SubprocessError):
        return ""
    return next((line.split(":", 1)[1].strip() for line in told.splitlines() if line.startswith("layout")), "")
