"""The sheet at the end of a run file, at a glance: for lists and screens.  Nothing is verified here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scoring.record import Sheet


def sheet_of(path: Path) -> Sheet | None:
    """The sheet in a run file, read from its end; None for a file that has none or is not ours.  Nothing is verified here."""
    from game.session.strict import loads
    from scoring.record import Sheet

    try:
        lines = path.read_bytes().rstrip(b"\n").rsplit(b"\n", 2)
        data = loads(lines[-2]) if len(lines) > 1 else {}
        return Sheet.from_plain(data["sheet"]) if isinstance(data, dict) and data.get("kind") == "sheet" else None
    except Exception:  # noqa: BLE001 - whatever a foreign file does, the title still comes up
        return None
