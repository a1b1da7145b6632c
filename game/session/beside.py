"""What lies beside a sealed run file: a page for people, a row for a table.

Both are copies of the score sheet; a full disk or an open spreadsheet costs them, never the run.
"""

from __future__ import annotations

from pathlib import Path

from game.session.faults import RunError
from scoring.record import Sheet


def write(run_file: Path, sheet: Sheet, lang: str) -> tuple[list[Path], list[RunError]]:
    """Write the HTML page and the CSV row of a run: (files written, what could not be)."""
    return [], []
