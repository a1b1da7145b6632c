"""Store and forward: what waits in the spool goes to the store, each statement once, bad ones set aside with their reason.

    200 204                        it is there
    409                            it is there, but otherwise: set aside
    400 415 422                    one by one; the bad ones are set aside
    413                            too large: one by one
    401 403 404 405, 3xx           the settings are wrong: stop, keep all
    0 408 425 429 5xx              later: wait, double the wait, with jitter; what the store asks for first
    500 four times on one batch    may be one bad statement (seen at a real store): one by one; when none gets through, later

Sending runs in its own process, never in the game's loop.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from game.session.lrs import Answer, Store
from game.session.spool import Spool
from scoring.export.xapi import Plain, batch

_THERE = (200, 204)
_BAD = (400, 415, 422)
_LATER = (0, 408, 425, 429)
_SETTINGS = (401, 403, 404, 405)
TRIES = 8
"""In a row without success before the sender gives up for now; what waits keeps waiting."""
SUSPECT = 4
"""So many times 500 on one batch, and it is sent one by one.  502 to 504 are a proxy's, never a statement's fault."""
FIRST_WAIT_S = 1.0
LONGEST_WAIT_S = 120.0

Wait = Callable[[float], None]


@dataclass(slots=True)
class Outcome:
    """What came of it.  stopped: "" all done | settings | later | busy; said: what the store answered then."""

    sent: int = 0
    rejected: int = 0
    torn: int = 0
    left: int = 0
    stopped: str = ""
    said: str = ""


class _Stop(Exception):
    def __init__(self, why: str, said: str) -> None:
        super().__init__(why)
        self.why, self.said = why, said


class Sender:
    """Empties a spool.  wait: how to let time go by (a test lets none)."""

    def __init__(self, spool: Spool, store: Store, wait: Wait = time.sleep) -> None:
        self.spool, self.store, self._wait = spool, store, wait
        self._fails = 0

    def run(self) -> Outcome:
        """Send all that waits now."""
        done = Outcome()
        with self.spool.alone() as alone:
            if not alone:
                return Outcome(left=len(self.spool.pending()), stopped="busy")
            for path in self.spool.pending():
                try:
                    self._one(path, done)
                except _Stop as stop:
                    done.stopped, done.said = stop.why, stop.said
                    break
            done.left = len(self.spool.pending())
        return done

    def _one(self, path: Path, done: Outcome) -> None:
        read = self.spool.read(path)
        if read is None:
            self.spool.set_torn_aside(path)
            done.torn += 1
            return
        data, statements = read
        answer = self._post(data, suspects=len(statements) > 1)
        if answer.status in _THERE:
            self.spool.sent(path)
            done.sent += 1
        elif len(statements) == 1 or answer.status == 409:
            self.spool.reject(path, _reason(answer))
            done.rejected += 1
        else:
            self._apart(path, statements, done)

    def _apart(self, path: Path, statements: list[Plain], done: Outcome) -> None:
        """One by one; those that are there already answer as such, so a break in between costs nothing."""
        bad: list[tuple[int, Plain, str]] = []
        broken = 0
        for number, statement in enumerate(statements):
            answer = self._post(batch([statement]), suspects=True)
            if answer.status not in _THERE:
                bad.append((number, statement, _reason(answer)))
                broken += answer.status >= 500
        if broken == len(statements):
            raise _Stop("later", bad[0][2])
        self.spool.reject_some(path, bad)
        done.sent += 1
        done.rejected += len(bad)

    def _post(self, data: bytes, *, suspects: bool) -> Answer:
        """An answer that settles something.  Raises _Stop when there is none to be had now."""
        errors = 0
        while True:
            answer = self.store.post(data)
            if answer.status in _SETTINGS or 300 <= answer.status < 400:
                raise _Stop("settings", _reason(answer))
            if answer.status not in _LATER and answer.status < 500:
                self._fails = 0
                return answer
            errors += answer.status == 500
            if suspects and errors >= SUSPECT:
                return answer
            self._fails += 1
            if self._fails >= TRIES:
                raise _Stop("later", _reason(answer))
            self._wait(max(answer.wait_s, pause(self._fails)))


def pause(fails: int) -> float:
    """Seconds before the next try: doubled each time up to a cap, and of that a random part (full jitter)."""
    longest = min(LONGEST_WAIT_S, FIRST_WAIT_S * (1 << min(fails, 20)))
    return longest * secrets.randbelow(1001) / 1000


def _reason(answer: Answer) -> str:
    return f"{answer.status or '-'} {answer.said}".strip()
