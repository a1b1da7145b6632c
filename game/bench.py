"""What the program must hold (design section 11), measured beside its floor in the same run: trust the ratios.

A floor is the least that the same result costs on this PC with nothing of ours: bare pymunk, bare YAML and pydantic, a bare
window.  Each measurement is the median of several, floor and program in turn, so that other load falls on both.
"""

from __future__ import annotations

import dataclasses
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.environment import ROOT, clean_environ
from game.texts import t

if TYPE_CHECKING:
    from game.commands import Command
    from game.events import Event
    from game.spec import LevelSpec
    from scoring.rulebook import Opportunity, Rulebook

LEVEL = ROOT / "levels" / "gowning" / "gowning-grade-d.yaml"
FIRST = ROOT / "levels" / "gowning" / "gowning-first.yaml"
SEED = 7
TICKS_PER_SECOND = 60
TEN_MINUTES = 600 * TICKS_PER_SECOND
FRAMES = 600


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
    parts = [f"{row.bench:<6} {t(f'cli.bench_{row.what}', lang):<46} {_figure(row.value):>12} {row.unit:<4}"]
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
    """How long that takes once."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_turn(times: int, *works: Callable[[], object]) -> list[float]:
    """Median seconds of each, run in turn so that other load on the PC falls on all."""
    taken = [[seconds(work) for work in works] for _ in range(times)]
    return [statistics.median(column) for column in zip(*taken, strict=True)]


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of all does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


# --- what several benches play -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Played:
    """The expert's run of the heaviest level."""

    level: LevelSpec
    rulebook: Rulebook
    commands: tuple[tuple[Command, ...], ...]
    events: tuple[Event, ...]
    opportunities: tuple[Opportunity, ...]


@cache
def played() -> Played:
    """Played once, for all that need it."""
    from game.content.loader import load_level
    from game.content.rules import load_rulebook
    from game.session.expert import Expert
    from game.world.hazards import slots
    from game.world.world import World
    from scoring.rulebook import bind

    level, rulebook = load_level(LEVEL), load_rulebook()
    world, expert = World(level, SEED), Expert(level)
    commands: list[tuple[Command, ...]] = []
    events: list[Event] = []
    while not world.ended and not expert.stuck:
        commands.append(tuple(expert.commands(world.seen)))
        events += world.step(commands[-1])
    return Played(level, rulebook, tuple(commands), tuple(events), bind(rulebook, level.rules, slots(level, world.draw), level.limits, level.grade))


# --- sim ---------------------------------------------------------------------------------------------------------------


def bench_sim() -> Iterable[Row]:
    """The world without a window, over the expert's commands; the floor is the bare cloth of one garment."""
    whole, live, bare = [], [], []
    for _ in range(3):
        total, ticks, live_s, live_ticks = _simulate()
        whole.append(ticks / TICKS_PER_SECOND / total)
        live.append(live_ticks / TICKS_PER_SECOND / live_s)
        bare.append(_bare_cloth(live_ticks))
    yield Row("sim", "whole_run", statistics.median(whole), "x", 150, least=True)
    cloth = statistics.median(bare)
    yield Row("sim", "garment_live", statistics.median(live), "x", 150, least=True, floor=cloth, ratio=cloth / statistics.median(live))


def _simulate() -> tuple[float, int, float, int]:
    """Seconds and ticks of a whole run, and of its ticks with a live garment."""
    from game.world.world import World

    run = played()
    world = World(run.level, SEED)
    total = live_s = 0.0
    live_ticks = 0
    for commands in run.commands:
        start = time.perf_counter()
        world.step(commands)
        took = time.perf_counter() - start
        total += took
        if any(garment.live for garment in world.state.garments.values()):
            live_s += took
            live_ticks += 1
    return total, len(run.commands), live_s, live_ticks


def _bare_cloth(ticks: int) -> float:
    """How many times real time one held garment runs alone in pymunk."""
    from game.entities.garment import garment_state
    from game.world.physics import Physics

    physics = Physics(())
    physics.add(garment_state("coat", "bench", 0.0, 1.3))
    physics.set_hold("bench", "hand_left", "collar", 0.0, 1.3)
    physics.step()
    start = time.perf_counter()
    for _ in range(ticks):
        physics.step()
    return ticks / TICKS_PER_SECOND / (time.perf_counter() - start)


# --- judge -------------------------------------------------------------------------------------------------------------


def bench_judge() -> Iterable[Row]:
    """All rules of the level on; a run of the usual length, and one a hundred times as long."""
    from scoring.judge import Judge

    run = played()
    middle = [event for event in run.events if type(event).__name__ not in ("Started", "Ended")]
    short, long = _repeated(middle, 1), _repeated(middle, 100)

    def judge(stream: Sequence[Event]) -> float:
        watching = Judge(run.opportunities)
        start = time.perf_counter()
        for event in stream:
            watching.feed(event)
        return time.perf_counter() - start

    def bare(stream: Sequence[Event]) -> float:
        table: dict[tuple[type, str], list[object]] = {}
        return seconds(lambda: [table.get((type(event), getattr(event, "slot", ""))) for event in stream])

    rates = [(len(short) * 20 / sum(judge(short) for _ in range(20)), len(long) / judge(long), len(long) / bare(long)) for _ in range(5)]
    usual, hundredfold, floor = (statistics.median(column) for column in zip(*rates, strict=True))
    yield Row("judge", "events_a_second", usual, "1/s", 200_000, least=True, floor=floor, ratio=floor / usual)
    yield Row("judge", "hundred_times_as_long", hundredfold, "1/s", 200_000, least=True, floor=floor, ratio=floor / hundredfold)


def _repeated(events: Sequence[Event], times: int) -> list[Event]:
    """The same events again and again, ticks and numbers going on."""
    span, count = events[-1].tick + 1, events[-1].n + 1
    return [
        dataclasses.replace(
            event, tick=event.tick + k * span, n=event.n + k * count, cause=None if event.cause is None else event.cause + k * count
        )
        for k in range(times)
        for event in events
    ]


# --- check -------------------------------------------------------------------------------------------------------------


def bench_check() -> Iterable[Row]:
    """Everything there is to say about a level file; the floor composes its YAML and validates it, no more."""
    from game.content import models, source, tree
    from game.content.loader import check_file

    def bare() -> None:
        read = source.read(FIRST)
        root = tree.compose(read)
        models.Level.model_validate(tree.Tree(root, read).plain() if root else None)

    check_file(FIRST)
    program, floor = in_turn(25, lambda: check_file(FIRST), bare)
    yield beside("check", "warm", program * 1000, floor * 1000, "ms", ratio_bar=2)
    cold, python = in_turn(5, lambda: _start("check", str(FIRST)), lambda: _run([sys.executable, "-c", "pass"]))
    yield beside("check", "cold", cold * 1000, python * 1000, "ms", bar=500)


def _start(*args: str) -> None:
    """python3 main.py args, as a person would, to its end."""
    _run([sys.executable, str(ROOT / "main.py"), *args])


def _run(command: Sequence[str]) -> None:
    environ = clean_environ(os.environ) | {"PYGAME_HIDE_SUPPORT_PROMPT": "1", "SDL_AUDIODRIVER": "dummy"}
    subprocess.run(
        command, env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, timeout=120
    )


# --- prove -------------------------------------------------------------------------------------------------------------


def bench_prove() -> Iterable[Row]:
    """One level, one seed: the expert and every mutant; the floor is the expert alone."""
    from game.session.prove import prove
    from game.session.trials import play_expert

    run = played()
    floor = seconds(lambda: play_expert(run.level, run.rulebook, SEED))
    yield beside("prove", "one_seed", seconds(lambda: prove(run.level, run.rulebook, [SEED])), floor, "s", bar=60)


# --- seek --------------------------------------------------------------------------------------------------------------


def bench_seek() -> Iterable[Row]:
    """Anywhere in ten minutes, forward and back, once the run was gone through; the floor is one snapshot restored."""
    from game.session.header import Header
    from game.session.replay import Replayer
    from game.session.runfile import Run, Span
    from game.world.draws import draw
    from game.world.world import World

    run = played()
    idle = max(0, TEN_MINUTES - len(run.commands))
    header = Header.__new__(Header)
    object.__setattr__(header, "seed", SEED)
    film = Run(Path("bench.run"), header, {idle + n: commands for n, commands in enumerate(run.commands)}, spans=[Span(0, TEN_MINUTES, 2)])
    replayer = Replayer(film, run.level)
    yield Row("seek", "first_time_to_the_end", seconds(lambda: replayer.seek(TEN_MINUTES)), "s")
    rng = draw(SEED, "bench", "seek")
    taken = [seconds(lambda: replayer.seek(int(rng.random() * TEN_MINUTES))) for _ in range(200)]
    snapshot = World(run.level, SEED).snapshot()
    floor = statistics.median(seconds(lambda: World.restore(run.level, SEED, snapshot)) for _ in range(20))
    yield beside("seek", "99_of_100", percentile(taken, 0.99) * 1000, floor * 1000, "ms", bar=500)


# --- start -------------------------------------------------------------------------------------------------------------

FLOOR_WINDOW = """
import os
os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
import pygame
pygame.display.init()
pygame.display.set_mode((1280, 720))
pygame.display.flip()
"""


def bench_start() -> Iterable[Row]:
    """main.py to its first frame; the floor is Python, pygame, a window, a flip."""
    _start("bench", "first-frame")
    program, floor, python = in_turn(
        9,
        lambda: _start("bench", "first-frame"),
        lambda: _run([sys.executable, "-c", FLOOR_WINDOW]),
        lambda: _run([sys.executable, "-c", "pass"]),
    )
    yield beside("start", "first_frame", program * 1000, floor * 1000, "ms", ratio_bar=2)
    yield Row("start", "python_alone", python * 1000, "ms")


def first_frame() -> int:
    """The game up to its first frame, and away: what `start` measures in a process of its own."""
    from game.app import run
    from game.view.settings import Settings

    def leave(_: object) -> Any:
        raise SystemExit(0)

    return run(leave, Settings(), windowed=True, size=(1280, 720))


BENCHES: dict[str, Callable[[], Iterable[Row]]] = {
    "start": bench_start,
    "sim": bench_sim,
    "judge": bench_judge,
    "prove": bench_prove,
    "check": bench_check,
    "seek": bench_seek,
}
