"""A program for the kill test: goes on with an unfinished run of the expert, or begins one, and plays it to its end.

python -m tests.kit.play_on RESULTS LEVEL SEED      prints "playing" once the run is under way
"""

from __future__ import annotations

import sys
from pathlib import Path

from game.content.rules import load_rulebook
from game.session.expert import Expert
from game.session.resume import resume, unfinished
from game.session.session import Session
from tests.kit.player import level


def main(results: Path, name: str, seed: int) -> None:
    """Everything the window does with a run, at full speed."""
    left = unfinished(results, ("expert",))
    run = resume(left[0].path) if left else Session(level(name), load_rulebook(), seed, origin="expert", results=results)
    print("playing", flush=True)
    expert = Expert(run.level)
    while not run.world.ended and not expert.stuck:
        run.step(expert.commands(run.world.seen))
    run.close("given_up")
    if run.trouble is not None or run.warnings:
        sys.exit(2)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
