"""Runs that were cut short: finding them, going on with them, setting them aside.

A killed run is played again from its own commands up to its last whole line; when the events agree, what a power cut tore
off is cut (and kept beside), the gap is written down, and the same file goes on.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from game.session import versions
from game.session.faults import RunError
from game.session.header import Header
from game.session.journal import Journal, is_busy
from game.session.reference_scene import reference_hash
from game.session.replay import Progress, clock, follow, level_of
from game.session.results import free_name, utc_now
from game.session.runfile import SUFFIX, Run, ends_sealed, read_run
from game.session.session import Clock, Session
from game.session.station import Station, this_station
from scoring.rulebook import Rulebook, RuleError

ASIDE = "set-aside"
"""Folder within the results for unfinished runs that nobody wants to go on with."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A run without its seal.  header: None when not even that can be read; ticks: how far it was written;
    fault: why it cannot be gone on with (None: it can, as far as can be told without trying)."""

    path: Path
    header: Header | None
    ticks: int
    fault: RunError | None


def unfinished(results: Path, origins: Collection[str] = ("person",)) -> list[Unfinished]:
    """The unfinished runs of a folder that nobody is playing at this moment, the newest first.

    origins: whose; a run whose first line cannot be read counts for any."""
    if not results.is_dir():
        return []
    found = []
    for path in sorted(results.glob(f"*{SUFFIX}"), reverse=True):
        if not path.is_file() or ends_sealed(path) or is_busy(path):
            continue
        try:
            run = read_run(path)
        except RunError as fault:
            found.append(Unfinished(path, None, 0, fault))
            continue
        if not run.sealed_by and run.header.origin in origins:
            found.append(Unfinished(path, run.header, run.ticks, run.fault))
    return found


def resume(path: Path, station: Station | None = None, now: Clock = utc_now, progress: Progress | None = None) -> Session:
    """Go on with an unfinished run where its last whole line ends.

    Raises RunError when it cannot be: it is being played, sealed, broken, or playing it again here does not give its
    events.  Then nothing in it has been changed."""
    try:
        return _resume(path, station, now, progress)
    except OSError as error:
        raise RunError("unreadable", reason=error.strerror or type(error).__name__) from error


def _resume(path: Path, station: Station | None, now: Clock, progress: Progress | None) -> Session:
    stopped = datetime.fromtimestamp(path.stat().st_mtime, UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if path.exists() else ""
    journal, run = Journal.reopen(path)
    try:
        here = station or this_station()
        session = Session(level_of(run.header), rulebook_of(run.header), run.header.seed, station=here, going_on=(run.header, journal))
        _catch_up(session, run, progress)
        beside = journal.cut(run)
        journal.gap(
            tick=run.ticks,
            stopped=stopped,
            resumed=now(),
            cut_bytes=run.torn,
            torn=beside.name if beside else "",
            station=here.id,
            program=versions.program(),
            code=versions.code(),
            reference=reference_hash(),
        )
        if journal.trouble is not None:
            raise journal.trouble  # noqa: TRY301 - one place lets go of the file
    except BaseException:
        journal.close()
        raise
    session.interruptions = len(run.gaps) + 1
    return session


def rulebook_of(header: Header) -> Rulebook:
    """The rules a run was judged by, out of the file itself.  Raises RunError when this program cannot read them."""
    try:
        return Rulebook.from_plain(header.rules)
    except RuleError as error:
        raise RunError("rules_bad", reason=str(error)[:200]) from None


def _catch_up(session: Session, run: Run, progress: Progress | None) -> None:
    difference = follow(session.world, run, lambda _commands, events: session.follow(events), progress)
    if difference is not None:
        code = "ended_early" if difference.stopped else "differs"
        raise RunError(code, line=run.line_of(difference.tick), time=clock(difference.tick), tick=difference.tick)


def set_aside(path: Path) -> Path:
    """Move an unfinished run out of the way; it stays as it is, in `set-aside` within its folder.  Raises RunError."""
    folder = path.parent / ASIDE
    try:
        folder.mkdir(exist_ok=True)
        return path.rename(free_name(folder / path.name))
    except OSError as error:
        raise RunError("unwritable", folder=str(folder), reason=error.strerror or type(error).__name__) from error
