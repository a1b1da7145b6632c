"""Many run files brought together from many PCs: which may be counted, and which are kept apart, and why.

Nothing is dropped in silence: every file that is not used stands in `Collection.aside` with its reason.  Order of the
files does not matter: what is kept depends only on what is in them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from game.session.beside import told_of
from game.session.codec import LONGEST_RUN_TICKS
from game.session.faults import RunError
from game.session.header import Header
from game.session.notes import read_notes
from game.session.runfile import SUFFIX, Run, read_run
from game.session.station import station_id
from scoring.notes import NOTHING, Beside
from scoring.plain import PlainError
from scoring.record import RunFacts, Sheet
from scoring.skills import named

REASONS = (
    "unreadable", "damaged", "unsealed", "other_station", "unknown_station", "no_sheet", "future", "versions", "duplicate", "program",
)  # fmt: skip
"""Why a file is kept apart; the text of each is `export.aside_<reason>`."""
AHEAD = timedelta(days=1)
"""So far a station's clock may be ahead of ours (time zones, a wrong summer time) before its runs are doubted."""
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_NEVER = datetime.min.replace(tzinfo=UTC)

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Collected:
    """A run that may be counted.  digest: SHA-256 of the file, what somebody outside would keep of it."""

    path: Path
    header: Header
    sheet: Sheet
    digest: str
    beside: Beside = NOTHING
    """Its form and the notes beside it, or why these are not to be trusted."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A file kept apart.  reason: one of REASONS; detail: what goes with it (a line, a station, the file it doubles)."""

    path: Path
    reason: str
    detail: str = ""
    run: str = ""


@dataclass(frozen=True, slots=True)
class Collection:
    """What a set of files amounts to: each of them is in exactly one of the two."""

    runs: tuple[Collected, ...] = ()
    aside: tuple[Aside, ...] = ()

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The score sheets, oldest first."""
        return tuple(one.sheet for one in self.runs)

    @property
    def noted(self) -> dict[str, Beside]:
        """Run id -> what lies beside it."""
        return {one.header.run: one.beside for one in self.runs}


@dataclass(slots=True)
class _Sorting:
    """While files come in: candidates by run id, and what is already apart."""

    candidates: dict[str, list[Collected]] = field(default_factory=lambda: defaultdict(list))
    aside: list[Aside] = field(default_factory=list)


def run_files(places: Iterable[Path]) -> list[Path]:
    """The run files at these places: a file as it is, a folder with all below it; each once, in the order of their names."""
    found: dict[Path, None] = {}
    for place in places:
        for path in sorted(place.rglob(f"*{SUFFIX}")) if place.is_dir() else [place]:
            found.setdefault(path)
    return list(found)


def collect(
    paths: Sequence[Path],
    known: frozenset[str],
    now: str,
    *,
    persons_only: bool = True,
    progress: Progress | None = None,
) -> Collection:
    """Read and sort files.  known: public keys of stations that mean something here; now: UTC, as `results.utc_now` says it."""
    sorting = _Sorting()
    for number, path in enumerate(paths, 1):
        _take(sorting, path, known, now, persons_only)
        if progress:
            progress(number, len(paths))
    runs = [kept for candidates in sorting.candidates.values() for kept in _one_of(sorting, candidates)]
    runs.sort(key=lambda one: (one.header.started, one.header.run))
    return Collection(tuple(runs), tuple(sorted(sorting.aside, key=lambda one: (str(one.path), one.reason))))


def _take(sorting: _Sorting, path: Path, known: frozenset[str], now: str, persons_only: bool) -> None:
    try:
        run = read_run(path)
        digest = sha256(path.read_bytes()).hexdigest()
    except (RunError, OSError) as fault:
        code = fault.code if isinstance(fault, RunError) else "unreadable"
        sorting.aside.append(Aside(path, "unreadable", code))
        return
    reason, detail = _doubt(run, known, now, persons_only)
    if reason:
        sorting.aside.append(Aside(path, reason, detail, run.header.run))
        return
    try:
        sheet = Sheet.from_plain(run.sheet)
        _of_this_run(run.header, sheet.facts)
    except PlainError as fault:
        sorting.aside.append(Aside(path, "no_sheet", fault.where, run.header.run))
        return
    told = _noted(path, run.header, known)
    sorting.candidates[run.header.run].append(Collected(path, run.header, sheet, digest, told))


def _of_this_run(header: Header, facts: RunFacts) -> None:
    """Raises PlainError for a sheet that tells of another run than the file does, or of no time that a table can hold: who holds a
    known station's key can seal anything, and what is shown of a person hangs on name and mode."""
    for name in ("run", "trainee", "mode", "origin", "started", "seed"):
        if getattr(facts, name) != getattr(header, name):
            raise PlainError(f"facts.{name}")
    if not _TIME.fullmatch(facts.started) or _moment(facts.started) == _NEVER:
        raise PlainError("facts.started")
    if not 0 <= facts.ticks <= LONGEST_RUN_TICKS:
        raise PlainError("facts.ticks")


def _noted(path: Path, header: Header, known: frozenset[str]) -> Beside:
    """Notes count as runs do: sound, and by stations that mean something here."""
    told = read_notes(path, header.run)
    if told.fault is None and any(key not in known for key in told.signers):
        return Beside(header.sitting, fault="unknown_station", skills=named(header.rules))
    return told_of(header, told)


def _doubt(run: Run, known: frozenset[str], now: str, persons_only: bool) -> tuple[str, str]:
    """(reason, detail) why a file that could be read is not counted; ("", "") when it may be."""
    if run.fault is not None:
        return "damaged", str(run.fault.line or "")
    if not run.sealed_by:
        return "unsealed", ""
    if station_id(run.sealed_by) != run.sealing_station:
        return "other_station", station_id(run.sealed_by)
    if run.sealed_by not in known:
        return "unknown_station", run.sealing_station
    if run.sheet is None:
        return "no_sheet", ""
    if _moment(run.header.started) > _moment(now) + AHEAD:
        return "future", run.header.started
    if persons_only and run.header.origin != "person":
        return "program", run.header.origin
    return "", ""


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:  # a header may say anything: what is no time is not in the future
        return _NEVER
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _one_of(sorting: _Sorting, candidates: list[Collected]) -> list[Collected]:
    """Copies of one run count once; where files of one run differ, none counts."""
    candidates.sort(key=lambda one: str(one.path))
    first = candidates[0]
    if any(one.digest != first.digest for one in candidates):
        sorting.aside += [Aside(one.path, "versions", str(len(candidates)), one.header.run) for one in candidates]
        return []
    sorting.aside += [Aside(one.path, "duplicate", first.path.name, one.header.run) for one in candidates[1:]]
    return [first]
