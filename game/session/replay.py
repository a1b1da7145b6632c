"""A run played again from its file: its level, its seed, its commands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from game.commands import Command
from game.events import TICKS_PER_SECOND, Event
from game.session.codec import event_to_list
from game.session.faults import RunError
from game.session.header import Header
from game.session.runfile import Run
from game.session.strict import dumps
from game.spec import LevelSpec
from game.world.runs import REBUILD_TICKS, RunWorld, open_world, restore_world

Progress = Callable[[float], None]
"""Is told now and then how much is done, 0 to 1."""


def level_of(header: Header) -> LevelSpec:
    """The level a run was played in, out of the file itself.  Raises RunError when this program cannot load it."""
    from game.content.loader import check_text

    level = check_text(header.level_text.encode("utf-8"), header.level).level
    if level is None:
        raise RunError("level_bad")
    if (level.id, level.control.version) != (header.level, header.level_version):
        raise RunError("level_other", name=level.id, version=level.control.version)
    return level


@dataclass(frozen=True, slots=True)
class Difference:
    """The first tick at which playing again gives something else; recorded, found: the events there, None for nothing.

    stopped: the world would not go on at all (it had ended, or could not carry out what the file says)."""

    tick: int
    recorded: Event | None
    found: Event | None
    stopped: bool = False


def shown(event: Event | None) -> str:
    """An event as the file has it, "" for none."""
    return "" if event is None else dumps({"": event_to_list(event)})[4:-1].decode()


class Replayer:
    """A run as a film: `step` shows the next tick, `seek` goes anywhere.

    Snapshots taken on the way, every 300 ticks, make going back cheap; forward is played as fast as the PC can."""

    def __init__(self, run: Run, level: LevelSpec | None = None, known: Mapping[int, bytes] | None = None) -> None:
        """known: snapshots by tick, where the run has been gone through before (game.session.ghost.Past)."""
        self.run = run
        self.level = level or level_of(run.header)
        self.world = open_world(self.level, run.header.seed)
        self._snapshots: dict[int, bytes] = dict(known or {})
        self._keep()

    @property
    def tick(self) -> int:
        """Where the film stands."""
        return self.world.tick

    @property
    def done(self) -> bool:
        """Whether the run's last tick has been shown."""
        return self.world.tick >= self.run.ticks or bool(self.world.ended)

    def step(self) -> list[Event]:
        """The next tick; nothing any more once done.  The world may raise what it likes when the file's commands are absurd."""
        if self.done:
            return []
        events = self.world.step(self.run.commands.get(self.world.tick, ()))
        self._keep()
        return events

    def seek(self, tick: int, progress: Progress | None = None) -> None:
        """Go to that tick (or to the end, when the run is shorter)."""
        target = max(0, min(tick, self.run.ticks))
        base = max(known for known in self._snapshots if known <= target)
        if not base <= self.world.tick <= target:  # behind us, or a nearer snapshot lies ahead
            self.world = restore_world(self.level, self.run.header.seed, self._snapshots[base])
        first = self.world.tick
        while self.world.tick < target and not self.done:
            self.step()
            if progress is not None and self.world.tick % REBUILD_TICKS == 0:
                progress((self.world.tick - first) / (target - first))

    def _keep(self) -> None:
        if self.world.tick % REBUILD_TICKS == 0 and self.world.tick not in self._snapshots:
            self._snapshots[self.world.tick] = self.world.snapshot()


def replay(run: Run) -> Iterator[tuple[RunWorld, list[Event]]]:
    """The run tick by tick: the world after it, and what happened in it."""
    replayer = Replayer(run)
    while not replayer.done:
        events = replayer.step()
        yield replayer.world, events


def follow(
    world: RunWorld, run: Run, each: Callable[[tuple[Command, ...], list[Event]], None] | None = None, progress: Progress | None = None
) -> Difference | None:
    """Play the run's commands in a fresh world as far as the file goes; the first difference from its events, or None.

    each: is told the commands and events of every tick that agrees."""
    recorded: dict[int, list[Event]] = {}
    for event in run.events:
        recorded.setdefault(event.tick, []).append(event)
    while world.tick < run.ticks:
        tick = world.tick
        wanted = recorded.get(tick, [])
        commands = run.commands.get(tick, ())
        if world.ended:
            return Difference(tick, wanted[0] if wanted else None, None, stopped=True)
        try:
            found = world.step(commands)
        except Exception:  # noqa: BLE001 - the commands of a hostile file may ask for anything: then they do not lead to these events
            return Difference(tick, wanted[0] if wanted else None, None, stopped=True)
        if found != wanted:
            return _difference(tick, wanted, found)
        if each is not None:
            each(commands, found)
        if progress is not None and tick % REBUILD_TICKS == 0:
            progress(tick / run.ticks)
    return None


def _difference(tick: int, wanted: list[Event], found: list[Event]) -> Difference:
    for n in range(max(len(wanted), len(found))):
        one = wanted[n] if n < len(wanted) else None
        other = found[n] if n < len(found) else None
        if one != other:
            return Difference(tick, one, other)
    return Difference(tick, None, None)


def clock(tick: int) -> str:
    """A tick as minutes and seconds of the run: 1:23.4."""
    tenths = tick * 10 // TICKS_PER_SECOND
    return f"{tenths // 600}:{tenths // 10 % 60:02d}.{tenths % 10}"
