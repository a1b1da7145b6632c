"""Runs to look back on: the expert plays a level through a real session, erring where told."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from game.content.loader import load_level
from game.content.rules import load_rulebook
from game.events import Event
from game.scenes.review import Review, of_session
from game.session.expert import Expert
from game.session.mutation import Mutation
from game.session.session import Session

LEVELS = Path(__file__).resolve().parents[2] / "levels"


os.environ.setdefault("GRADE_A_DATA", tempfile.mkdtemp(prefix="grade-a-data-"))  # a station key of its own


def play(
    level_id: str,
    seed: int = 7,
    errors: Sequence[Mutation] = (),
    until_s: float = 900.0,
    results: Path | None = None,
    origin: str = "expert",
    trainee: str = "",
    mode: str = "practice",
) -> tuple[Session, list[Event]]:
    """Play until the end (or until_s); after each finding the next error.  The session is still open."""
    level = load_level(next(LEVELS.glob(f"*/{level_id}.yaml")))
    session = Session(level, load_rulebook(), seed, results=results, mode=mode, origin=origin, trainee=trainee)
    todo = list(errors)
    pilot = Expert(level, todo.pop(0) if todo else None)
    events: list[Event] = []
    while not session.world.ended and session.world.tick < until_s * 60:
        step = session.step(pilot.commands(session.world.seen))
        events += step.events
        if step.findings and todo:
            pilot = Expert(level, todo.pop(0))
    return session, events


@cache
def reviewed(level_id: str, seed: int = 7, errors: tuple[tuple[str, str], ...] = (), until_s: float = 900.0) -> Review:
    """The review of such a run, closed.  errors: (op, slot)."""
    session, events = play(level_id, seed, [Mutation(op, slot) for op, slot in errors], until_s)
    session.close()
    return of_session(session, events)


@cache
def run_file(level_id: str, seed: int = 7, errors: tuple[tuple[str, str], ...] = ()) -> Path:
    """The sealed file of such a run, in a folder of its own."""
    session, _ = play(level_id, seed, [Mutation(op, slot) for op, slot in errors], results=Path(tempfile.mkdtemp(prefix="grade-a-run-")))
    session.close()
    assert session.path is not None
    return session.path
