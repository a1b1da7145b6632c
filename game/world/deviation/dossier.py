"""What the team knows the next day: the piece that was kept, what was found on the spot, a document, what went before, and a colleague.

Together they answer every why.  A piece that nobody kept is missing here: the consequence, and no points are given for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.entities.process import FAULTS
from game.entities.whys import COLLEAGUE, PIECES, PRINT, SOURCES, Told

if TYPE_CHECKING:
    from game.world.deviation.core import DeviationCore


def of(core: DeviationCore) -> tuple[Told, ...]:
    """Its statements, as far as the evidence was kept; none before the next day."""
    if core.state.phase != "next_day" or core.fault is None:
        return ()
    cause = FAULTS[core.fault.what].cause
    kind = next((one for one in (PIECES.get(cause, PRINT), PRINT) if core.one(one)), PRINT)
    thing = core.one(kind)
    folder = core.one("evidence_folder")
    kept = bool(thing and folder) and core.state.carried.get(thing) == folder
    piece = cause if kept else f"not_kept_{kind}"
    return (Told("piece", piece), COLLEAGUE, *(Told(source, cause) for source in SOURCES[1:]))
