"""What lies beside a sealed run file: a page for people, a row for a table.

Both are copies of the score sheet; a full disk or an open spreadsheet costs them, never the run.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from game.session.faults import RunError
from game.session.header import Header
from game.session.journal import is_busy
from game.session.notes import Told, read_notes
from game.session.results import append_row, write_whole
from game.session.runfile import SUFFIX, ends_sealed, read_run
from game.texts import LANGS, catalogue
from scoring.notes import NOTHING, Beside
from scoring.plain import PlainError
from scoring.record import Sheet
from scoring.skills import named

TABLE = "results.csv"
_NEWEST = 3


def write(run_file: Path, sheet: Sheet, lang: str, told: Beside = NOTHING) -> tuple[list[Path], list[RunError]]:
    """Write the HTML page and the CSV row of a run: (files written, what could not be, and why)."""
    written: list[Path] = []
    faults: list[RunError] = []
    steps: tuple[Callable[[Path, Sheet, str, Beside], Path], ...] = (page, _row)
    for step in steps:
        try:
            written.append(step(run_file, sheet, lang, told))
        except OSError as error:
            faults.append(RunError("unwritable", folder=str(run_file.parent), reason=error.strerror or type(error).__name__))
        except KeyError as error:  # a word that no catalogue has
            faults.append(RunError("no_word", name=str(error.args[0])))
    return written, faults


def mend(results: Path) -> None:
    """Write what a kill kept from lying beside the newest runs: between the seal and the page there is a moment."""
    for path in sorted(results.glob(f"*{SUFFIX}"), reverse=True)[:_NEWEST]:
        if path.with_suffix(".html").exists() or not ends_sealed(path) or is_busy(path):
            continue
        with contextlib.suppress(RunError, PlainError, OSError, KeyError):  # of a foreign file anything may be odd
            run = read_run(path)
            if run.fault is None:
                sheet = Sheet.from_plain(run.sheet)
                told = told_of(run.header, read_notes(path, run.header.run))
                page(path, sheet, run.header.lang, told)
                if not _in_a_table(results, sheet.facts.run):
                    _row(path, sheet, run.header.lang, told)


def told_of(header: Header, told: Told) -> Beside:
    """What an export prints beside a run: its form, its notes, or why these cannot be trusted; and what its rules are about."""
    return Beside(header.sitting, told.sound, told.fault.code if told.fault is not None else "", named(header.rules))


def _in_a_table(results: Path, run: str) -> bool:
    return any(run.encode("ascii") in table.read_bytes() for table in results.glob(f"{Path(TABLE).stem}*.csv"))


def page(run_file: Path, sheet: Sheet, lang: str, told: Beside = NOTHING) -> Path:
    """Write the one-page sheet of a run, in place of the one that is there.  Raises OSError, KeyError for a missing word."""
    # Late: only the end of a run needs the template engine.
    from scoring.export.html import render

    path = run_file.with_suffix(".html")
    write_whole(path, render(sheet, {code: catalogue(code, "sheet") for code in LANGS}, lang, told).encode("utf-8"))
    return path


def _row(run_file: Path, sheet: Sheet, lang: str, told: Beside) -> Path:
    from scoring.export import csv

    languages = sorted(LANGS, key=lambda code: code != lang)  # a table goes on in the language it was begun in
    return append_row(run_file.with_name(TABLE), [(csv.header(code), csv.row(sheet, code, told)) for code in languages])
