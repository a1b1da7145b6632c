"""What a trainer may say of a run that is over, each act under his PIN: presence, contest, annotation, rating, decision.

    attest(run, trainer, presence=True)                               the trainee played it, before him
    attest(run, trainer, finding=3, contest=True, text="reason")      he contests a finding; without `contest` he annotates it
    attest(run, trainer, rating=4, text="comment")                    the whole, 1 to 5
    attest(run, trainer, decision="confirmed", text="..")             an assessment set: on each of its runs

trainer: (name, PIN), see `game.session.trainers`.  Each call adds one signed line to the run's notes (`game.session.notes`) and
writes its one-page sheet anew; the run file itself never changes.  Runs of practice belong to the trainee: what is said of
them goes nowhere unless he hands them over.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path

from game.session import beside, trainers
from game.session.faults import RunError
from game.session.notes import LONGEST_TEXT, Told, append, read_notes
from game.session.results import utc_now
from game.session.runfile import Run, read_run
from game.session.session import Clock
from game.session.station import this_station
from scoring.notes import LEAST, MOST, Note
from scoring.plain import PlainError
from scoring.record import Sheet


def attest(
    run_file: Path,
    trainer: tuple[str, str],
    *,
    presence: bool = False,
    finding: int = 0,
    contest: bool = False,
    rating: int = 0,
    decision: str = "",
    text: str = "",
    folder: Path | None = None,
    now: Clock = utc_now,
) -> Told:
    """Add one note (see above); returns the notes as they then are.  folder: another data folder than the user's.

    Raises TrainerError (nobody, wrong), RunError: the run is not sealed or not whole, its notes are not sound, there is no such
    finding (notes_finding), a contest without a reason (notes_reason), nothing said (notes_nothing), a text too long (notes_long), a rating
    outside 1 to 5 (notes_rating); OSError when it cannot be written."""
    by = trainers.check(*trainer, folder=folder)
    run, sheet = sealed(run_file)
    kind = "presence" if presence else "decision" if decision else "rating" if rating else "contest" if contest else "annotate"
    clean = "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
    _fit(kind, finding, rating, clean, sheet)
    station = this_station(folder)
    note = Note(kind, now(), by, station.id, finding, rating, decision, clean)
    told = append(run_file, run.header.run, note, station, folder)
    with contextlib.suppress(OSError, KeyError):  # the page is a copy: `export` writes it again
        beside.page(run_file, sheet, run.header.lang, beside.told_of(run.header, told))
    return told


def attest_all(
    run_files: Iterable[Path], trainer: tuple[str, str], *, decision: str = "", text: str = "", folder: Path | None = None
) -> None:
    """The same on each run of a set: presence (decision "") or the decision.  Raises what `attest` raises."""
    for run_file in run_files:
        attest(run_file, trainer, presence=not decision, decision=decision, text=text, folder=folder)


def notes_of(run_file: Path, folder: Path | None = None) -> Told:
    """The notes of a run file, checked.  Raises RunError when the run itself cannot be read."""
    return read_notes(run_file, read_run(run_file).header.run, folder)


def sealed(run_file: Path) -> tuple[Run, Sheet]:
    """A run that is over, with its sheet.  Raises RunError for any other."""
    run = read_run(run_file)
    if run.fault is not None:
        raise run.fault
    if not run.sealed_by:
        raise RunError("notes_unsealed")
    try:
        return run, Sheet.from_plain(run.sheet)
    except PlainError as error:
        raise RunError("field", field="sheet", wanted=error.where) from error


def _fit(kind: str, finding: int, rating: int, text: str, sheet: Sheet) -> None:
    known = [line.finding.id for line in sheet.findings]
    if len(text) > LONGEST_TEXT:
        raise RunError("notes_long", most=LONGEST_TEXT)
    if (finding or kind == "contest") and finding not in known:
        raise RunError("notes_finding", finding=finding, known=", ".join(map(str, known)) or "–")
    if kind == "contest" and not text:
        raise RunError("notes_reason")
    if kind == "annotate" and not text:
        raise RunError("notes_nothing")
    if kind == "rating" and not LEAST <= rating <= MOST:
        raise RunError("notes_rating", least=LEAST, most=MOST)
