"""Long work beside the window: one thread, its progress, an end on demand.  Knows no screen.

    job = Job(lambda tell: make(asked, known, tell))    begins at once
    job.done, job.of, job.what                          how far it is, as `tell(what, done, of)` said it last
    job.stop()                                          at the next `tell` it ends; nothing of it is left to be used
    job.state                                           running | done | failed | stopped; then `result` or `error`
    finish()                                            the program ends: nothing goes on

A window looks at it once a tick (`moved`), and never waits.  Work that runs over long stretches without a `tell` cannot be stopped there.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Callable
from typing import Any, Generic, TypeVar

END_S = 10.0
"""So long the end of the program waits for work to stop by itself, and once more for work whose processes were ended."""

T = TypeVar("T")
Tell = Callable[[str, int, int], None]
"""what (a word of the work's own), done, of (0: nobody knows how many there are)."""


class Stopped(Exception):
    """Raised inside the work, by `tell`, once somebody wants it to end."""


class Job(Generic[T]):
    """Work that has begun.  `result` is there once `state` is "done"; `error` once it is "failed"."""

    def __init__(self, work: Callable[[Tell], T], name: str = "job") -> None:
        self.name = name
        self.what, self.done, self.of = "", 0, 0
        self.state = "running"
        self.result: T | None = None
        self.error: Exception | None = None
        self._wanted = True
        self._told = (-1, "", -1, -1)
        self._count = 0
        self._thread = threading.Thread(target=self._run, args=(work,), name=name, daemon=True)
        _running.append(self)
        self._thread.start()

    def _run(self, work: Callable[[Tell], T]) -> None:
        try:
            self._work(work)
        finally:
            _running.remove(self)

    def _work(self, work: Callable[[Tell], T]) -> None:
        try:
            self._tell("", 0, 0)
            self.result = work(self._tell)
            self.state = "done"
        except Stopped:
            self.state = "stopped"
        except Exception as error:  # noqa: BLE001 - whatever went wrong there is told here
            self.error, self.state = error, "failed"

    def _tell(self, what: str, done: int, of: int) -> None:
        if not self._wanted:
            raise Stopped
        self.what, self.done, self.of = what, done, of
        self._count += 1

    @property
    def over(self) -> bool:
        """Whether it has ended, in whatever way."""
        return self.state != "running"

    @property
    def share(self) -> float | None:
        """How much is done, 0 to 1; None while nobody knows."""
        return min(1.0, self.done / self.of) if self.of else None

    def moved(self) -> bool:
        """Whether anything is new since this was asked last."""
        now = (0 if self.over else self._count, self.what, self.done, self.of)
        before, self._told = self._told, now
        return before != now

    def stop(self) -> None:
        """Nobody wants it any more."""
        self._wanted = False

    def wait(self, seconds: float | None = None) -> bool:
        """For commands and tests, never for a window: whether it has ended by then."""
        self._thread.join(seconds)
        return self.over


_running: list[Job[Any]] = []
"""What has begun and not ended."""


def finish(seconds: float = END_S) -> bool:
    """Stop everything and wait for it, twice `seconds` at most; whether all has ended.

    To be called before the interpreter winds itself up: a pool of processes that is still being started then can wait for ever for a
    process that waits for it.  Processes of work that does not stop in time are ended; that breaks off the work too."""
    running = tuple(_running)  # a job that ends takes itself out
    for job in running:
        job.stop()
    if _ended(running, seconds):
        return True
    processes = multiprocessing.active_children()
    for process in processes:
        process.terminate()
    return bool(processes) and _ended(running, seconds)


def _ended(jobs: tuple[Job[Any], ...], seconds: float) -> bool:
    end = time.monotonic() + seconds
    for job in jobs:
        job.wait(max(0.0, end - time.monotonic()))
    return all(job.over for job in jobs)


def die_with_parent() -> None:
    """To be called in a process that works for another: when that one is gone, in whatever way, this one ends too.

    A worker of a pool would wait for its next work for ever, for it holds the other end of its own queue."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_outlive_not, args=(parent,), name="parent", daemon=True).start()


def _outlive_not(parent: Any) -> None:
    parent.join()
    os._exit(1)
