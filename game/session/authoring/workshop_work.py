"""The long work on a level, for beside the window: proving it, and the check that plays it."""

from __future__ import annotations

import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from contextlib import suppress
from functools import partial
from multiprocessing import get_context
from multiprocessing.synchronize import Event

from game.content import source
from game.content.check import report_of
from game.content.fault import Diagnostic
from game.content.rules import load_rulebook
from game.session.jobs import Tell, die_with_parent
from game.session.proofs import Proof, folder, proof_from, remember
from game.session.prove import LOOK_S, proof_seeds, prove
from game.spec import LevelSpec


def proved(level: LevelSpec, draws: int, tell: Tell) -> Proof:
    """Prove it at so many draws; runs that are not as they should be are kept where the command keeps them, and so is what came of it.

    Raises ContentError for rules that cannot be read, OSError where such a run cannot be written."""
    rulebook = load_rulebook()
    proof = proof_from(prove(level, rulebook, proof_seeds(level, draws), keep=folder(), tell=tell))
    with suppress(OSError):  # it is shown all the same, only not again tomorrow
        remember(level, rulebook, proof)
    return proof


def played(data: bytes, name: str, tell: Tell) -> tuple[Diagnostic, ...]:
    """What play shows to be wrong with this text, besides what the check says of it unplayed."""
    # in a process of its own: a window that shares its interpreter with a long run stutters
    method = get_context("spawn")
    end = method.Event()
    with ProcessPoolExecutor(1, method, _begin, (end,)) as pool:
        running = pool.submit(_played, data, name)
        begun = time.monotonic()
        try:
            while True:
                tell("play", round(time.monotonic() - begun), 0)
                with suppress(NotYet):
                    return running.result(LOOK_S)
        except BaseException:
            end.set()
            pool.shutdown(cancel_futures=True)
            raise


_ended: list[Event] = []
"""Of the process that plays: set once nobody wants it any more."""


def _begin(end: Event) -> None:
    _ended[:] = [end]
    die_with_parent()


def _played(data: bytes, name: str) -> tuple[Diagnostic, ...]:
    from game.session.playtests import play

    known = {(fault.code, fault.span) for fault in report_of(source.from_bytes(data, name)).faults}
    faults = report_of(source.from_bytes(data, name), play=partial(play, wanted=lambda: not any(end.is_set() for end in _ended))).faults
    return tuple(fault for fault in faults if (fault.code, fault.span) not in known)
