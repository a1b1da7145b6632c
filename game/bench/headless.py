"""What is measured without a window: world, judge, check, prove, seek.  In seconds of this thread's processor where it works alone."""

from __future__ import annotations

import dataclasses
import re
import statistics
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from game.bench.rows import Row, beside, cpu_seconds, in_turn, percentile, run, seconds, start
from game.environment import ROOT

if TYPE_CHECKING:
    from game.commands import Command
    from game.events import Event
    from game.session.runfile import Run
    from game.spec import LevelSpec
    from scoring.rulebook import Opportunity, Rulebook

LEVEL = ROOT / "levels" / "gowning" / "gowning-grade-d.yaml"
FIRST = ROOT / "levels" / "gowning" / "gowning-first.yaml"
MOST_DRAWN = ROOT / "levels" / "gowning" / "gowning-grade-b.yaml"
"""The level with the most to draw: three rooms, one-piece suit, every close-up there is."""
SEED = 7
SEEKED = (
    LEVEL,
    ROOT / "levels" / "line_clearance" / "line-clearance-labelling.yaml",
    ROOT / "levels" / "deviation" / "deviation-filling-glove.yaml",
)
"""Of each scene a long level: a replay goes anywhere in it."""
TICKS_PER_SECOND = 60
TEN_MINUTES = 600 * TICKS_PER_SECOND


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
def played(path: Path = LEVEL) -> Played:
    """Played once, for all that need it."""
    from game.content.loader import load_level
    from game.content.rules import load_rulebook
    from game.session.expert import Expert
    from game.world.runs import open_world, slots_of
    from scoring.rulebook import bind

    level, rulebook = load_level(path), load_rulebook()
    world, expert = open_world(level, SEED), Expert(level)
    commands: list[tuple[Command, ...]] = []
    events: list[Event] = []
    while not world.ended and not expert.stuck:
        commands.append(tuple(expert.commands(world.seen)))
        events += world.step(commands[-1])
    return Played(
        level, rulebook, tuple(commands), tuple(events), bind(rulebook, level.rules, slots_of(level, world.draw), level.limits, level.grade)
    )


# --- sim ---------------------------------------------------------------------------------------------------------------


def bench_sim() -> Iterable[Row]:
    """The world without a window, over the expert's commands; the floor is the bare cloth of one garment."""
    yield from _sim_of(LEVEL, "coat", "whole_run", "garment_live")
    yield from _sim_of(MOST_DRAWN, "coverall", "whole_run_suit", "suit_live")


def _sim_of(path: Path, kind: str, run_row: str, live_row: str) -> Iterable[Row]:
    """A level, and its ticks with its garment of cloth live."""
    whole, live, bare = [], [], []
    for _ in range(3):
        total, ticks, live_s, live_ticks = _simulate(path)
        whole.append(ticks / TICKS_PER_SECOND / total)
        live.append(live_ticks / TICKS_PER_SECOND / live_s)
        bare.append(_bare_cloth(kind, live_ticks))
    yield Row("sim", run_row, statistics.median(whole), "x", 150, least=True)
    cloth = statistics.median(bare)
    yield Row("sim", live_row, statistics.median(live), "x", 150, least=True, floor=cloth, ratio=cloth / statistics.median(live))


def _simulate(path: Path) -> tuple[float, int, float, int]:
    """Seconds and ticks of a whole run, and of its ticks with a live garment."""
    from game.world.world import World

    play = played(path)
    world = World(play.level, SEED)
    total = live_s = 0.0
    live_ticks = 0
    for commands in play.commands:
        start = time.thread_time()
        world.step(commands)
        took = time.thread_time() - start
        total += took
        if any(garment.live for garment in world.state.garments.values()):
            live_s += took
            live_ticks += 1
    return total, len(play.commands), live_s, live_ticks


def _bare_cloth(kind: str, ticks: int) -> float:
    """How many times real time one held garment runs alone in pymunk."""
    from game.entities.garment import garment_state
    from game.world.physics import Physics

    physics = Physics(())
    physics.add(garment_state(kind, "bench", 0.0, 1.3))
    physics.set_hold("bench", "hand_left", "collar", 0.0, 1.3)
    physics.step()
    start = time.thread_time()
    for _ in range(ticks):
        physics.step()
    return ticks / TICKS_PER_SECOND / (time.thread_time() - start)


# --- judge -------------------------------------------------------------------------------------------------------------


def bench_judge() -> Iterable[Row]:
    """All rules of the level on; a run of the usual length, and one a hundred times as long."""
    from scoring.judge import Judge

    play = played()
    middle = [event for event in play.events if type(event).__name__ not in ("Started", "Ended")]
    short, long = _repeated(middle, 1), _repeated(middle, 100)

    def judge(stream: Sequence[Event]) -> float:
        watching = Judge(play.opportunities)
        start = time.thread_time()
        for event in stream:
            watching.feed(event)
        return time.thread_time() - start

    def bare(stream: Sequence[Event]) -> float:
        table: dict[tuple[type, str], list[object]] = {}
        return cpu_seconds(lambda: [table.get((type(event), getattr(event, "slot", ""))) for event in stream])

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


def _library(folder: Path) -> list[Path]:
    """A thousand levels: those that are shipped, in turn, each under an id of its own."""
    shipped = [path for path in sorted((ROOT / "levels").glob("*/*.yaml")) if path.parent.name != "site"]
    files = []
    for n in range(1000):
        text = shipped[n % len(shipped)].read_text("utf-8")
        files.append(folder / f"level-{n}.yaml")
        files[-1].write_text(re.sub(r"(?m)^id: .*", f"id: level-{n}", text, count=1), "utf-8")
    return files


def bench_check() -> Iterable[Row]:
    """Everything there is to say about a level file; the floor composes its YAML and validates it, no more."""
    from game.content import models, source, tree
    from game.content.check import check_paths
    from game.content.loader import check_file

    def bare(path: Path) -> None:
        read = source.read(path)
        root = tree.compose(read)
        models.Level.model_validate(tree.Tree(root, read).plain() if root else None)

    check_file(FIRST)
    program, floor = in_turn(25, lambda: check_file(FIRST), lambda: bare(FIRST), clock=cpu_seconds)
    yield beside("check", "warm", program * 1000, floor * 1000, "ms", ratio_bar=2)
    with tempfile.TemporaryDirectory() as folder:
        files = _library(Path(folder))
        program, floor = in_turn(3, lambda: check_paths(files), lambda: deque(map(bare, files), maxlen=0), clock=cpu_seconds)
    yield beside("check", "thousand", program, floor, "s", ratio_bar=2, bar=10)
    cold, python = in_turn(5, lambda: start("check", str(FIRST)), lambda: run([sys.executable, "-c", "pass"]))
    yield beside("check", "cold", cold * 1000, python * 1000, "ms", bar=500)


# --- prove -------------------------------------------------------------------------------------------------------------


def bench_prove() -> Iterable[Row]:
    """One level, one seed: the expert and every mutant; the floor is the expert alone."""
    from game.session.prove import prove
    from game.session.trials import play_expert

    play = played()
    floor = seconds(lambda: play_expert(play.level, play.rulebook, SEED))
    yield beside("prove", "one_seed", seconds(lambda: prove(play.level, play.rulebook, [SEED])), floor, "s", bar=60)


# --- seek --------------------------------------------------------------------------------------------------------------


def bench_seek() -> Iterable[Row]:
    """Anywhere in ten minutes, forward and back, once the run was gone through, in each scene; the floor is one snapshot restored."""
    for path in SEEKED:
        yield from _seek(path)


def _seek(path: Path) -> Iterable[Row]:
    from game.session.replay import Replayer
    from game.world.draws import draw
    from game.world.runs import open_world, restore_world

    with tempfile.TemporaryDirectory() as folder:
        replayer = Replayer(_ten_minutes(Path(folder), path))
    level, ticks, scene = replayer.level, replayer.run.ticks, f"seek {path.parent.name}"
    yield Row(scene, "first_time_to_the_end", cpu_seconds(lambda: replayer.seek(ticks)), "s")
    rng = draw(SEED, "bench", "seek")
    taken = [cpu_seconds(lambda: replayer.seek(int(rng.random() * ticks))) for _ in range(200)]
    snapshot = open_world(level, SEED).snapshot()
    floor = statistics.median(cpu_seconds(lambda: restore_world(level, SEED, snapshot)) for _ in range(20))
    yield beside(scene, "99_of_100", percentile(taken, 0.99) * 1000, floor * 1000, "ms", bar=500)


def _ten_minutes(folder: Path, path: Path) -> Run:
    """A run file of ten minutes: the expert's, after time spent looking around."""
    from game.content.loader import load_level
    from game.content.rules import load_rulebook
    from game.session.expert import Expert
    from game.session.runfile import read_run
    from game.session.session import Session

    level = load_level(path)
    session, expert = Session(level, load_rulebook(), SEED, origin="expert", results=folder), Expert(level)
    for _ in range(TEN_MINUTES - len(played(path).commands)):
        session.step(())
    while not session.world.ended and not expert.stuck and session.world.tick < TEN_MINUTES:
        session.step(expert.commands(session.world.seen))
    session.leave_open()
    [file] = folder.glob("*.run")
    return read_run(file)
