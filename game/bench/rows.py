"""Figures and how they are taken: a value, its floor, its bar; medians of several, floor and program in turn."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from game.environment import ROOT, clean_environ
from game.texts import t


@dataclass(frozen=True, slots=True)
class Row:
    """One figure.  bar: what it must be (at most, or at least where `least`); value, floor in `unit`; ratio: value / floor."""

    bench: str
    what: str
    value: float
    unit: str
    bar: float | None = None
    least: bool = False
    floor: float | None = None
    ratio: float | None = None
    ratio_bar: float | None = None
    spread: float | None = None
    """Half the 95 % interval, in `unit`, where the value is a mean."""

    @property
    def holds(self) -> bool:
        """Whether every bar that it has is kept."""
        within = self.bar is None or (self.value >= self.bar if self.least else self.value <= self.bar)
        return within and (self.ratio_bar is None or (self.ratio is not None and self.ratio <= self.ratio_bar))

    def to_plain(self) -> dict[str, Any]:
        """For --format json."""
        return asdict(self) | {"holds": self.holds}


def as_line(row: Row, lang: str) -> str:
    """name what value unit | floor | ratio | bar | holds or not."""
    parts = [f"{row.bench:<8} {t(f'cli.bench_{row.what}', lang):<46} {_figure(row.value):>12} {row.unit:<4}"]
    if row.spread is not None:
        parts.append(f"± {_figure(row.spread)}")
    if row.floor is not None:
        parts.append(t("cli.bench_floor", lang, value=_figure(row.floor), unit=row.unit))
    if row.ratio is not None:
        parts.append(t("cli.bench_ratio", lang, value=f"{row.ratio:.2f}"))
    if row.bar is not None:
        parts.append(t("cli.bench_least" if row.least else "cli.bench_most", lang, value=_figure(row.bar), unit=row.unit))
    if row.ratio_bar is not None:
        parts.append(t("cli.bench_ratio_most", lang, value=f"{row.ratio_bar:g}"))
    if row.bar is not None or row.ratio_bar is not None:
        parts.append(t("cli.bench_holds" if row.holds else "cli.bench_fails", lang))
    return "  ".join(parts)


def _figure(value: float) -> str:
    return f"{value:,.0f}".replace(",", "\u202f") if value >= 100 else f"{value:.3g}"


def beside(
    bench: str, what: str, value: float, floor: float, unit: str, *, ratio_bar: float | None = None, bar: float | None = None
) -> Row:
    """A figure with its floor."""
    return Row(bench, what, value, unit, bar, floor=floor, ratio=value / floor, ratio_bar=ratio_bar)


def seconds(work: Callable[[], object]) -> float:
    """How long that takes on the clock: for what waits, or runs in other processes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def cpu_seconds(work: Callable[[], object]) -> float:
    """How long the processor works at it in this thread: other load on the PC counts less."""
    start = time.thread_time()
    work()
    return time.thread_time() - start


def in_turn(times: int, *works: Callable[[], object], clock: Callable[[Callable[[], object]], float] = seconds) -> list[float]:
    """Median seconds of each, run in turn so that other load on the PC falls on all."""
    taken = [[clock(work) for work in works] for _ in range(times)]
    return [statistics.median(column) for column in zip(*taken, strict=True)]


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of all does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def start(*args: str) -> None:
    """python3 main.py args, as a person would, to its end."""
    run([sys.executable, str(ROOT / "main.py"), *args])


def run(command: Sequence[str]) -> None:
    """Run a program to its end, silently.  Raises CalledProcessError."""
    environ = clean_environ(os.environ) | {"PYGAME_HIDE_SUPPORT_PROMPT": "1", "SDL_AUDIODRIVER": "dummy"}
    subprocess.run(
        command, env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, timeout=120
    )
