"""Commands and events of a second of play as plain JSON, and back with nothing believed.

`{"reach": {"right": [[0, 300, 1100, 4, -2, 4, -2]]}, "do": [[12, "grip", "right", "coat_1.1", "collar.inside"]], "events": [...]}`:
a hand's path is a list of stretches, each the offset of its first tick and then one step (mm, mm) per tick, the first step of
the line counted from (0, 0) so that a line can be read alone; other commands stand with the offset of their tick; an event is
its name and its fields in the order they are declared (tick, n, cause first).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from game import commands as cmd
from game import events as ev
from game.commands import HANDS, Command, Reach
from game.events import Event
from game.session.faults import RunError
from game.session.strict import Fields, is_int, is_text

TICKS_A_LINE = 60
LONGEST_RUN_TICKS = 4 * 3600 * ev.TICKS_PER_SECOND
"""Four hours; a level's own limit is far below."""
MOST_COMMANDS_A_LINE = 5_000
MOST_EVENTS_A_LINE = 20_000

_CHECKS: dict[str, Callable[[Any], bool]] = {
    "int": is_int,
    "str": is_text,
    "bool": lambda value: type(value) is bool,
    "int | None": lambda value: value is None or is_int(value),
}


@dataclasses.dataclass(frozen=True, slots=True)
class _Shape:
    """The fields of a command or event class: their checks in order, and how many a list must at least hold."""

    make: type[Any]
    names: tuple[str, ...]
    checks: tuple[Callable[[Any], bool], ...]
    least: int


def _shape(cls: type[Any]) -> _Shape:
    fields = dataclasses.fields(cls)
    needed = [n for n, f in enumerate(fields, 1) if f.default is dataclasses.MISSING]
    return _Shape(cls, tuple(f.name for f in fields), tuple(_CHECKS[str(f.type)] for f in fields), max(needed, default=0))


_COMMANDS = {name: _shape(cls) for name, cls in cmd.KINDS.items()}
_EVENTS = {name: _shape(cls) for name, cls in ev.KINDS.items()}


def event_to_list(event: Event) -> list[Any]:
    """Name, then the fields as declared (tick, n, cause first).  Raises TypeError for values that could not be read back."""
    name = ev.NAMES[type(event)]
    data = [name, *(getattr(event, field) for field in _EVENTS[name].names)]
    try:
        _values(data, _EVENTS, "event")
    except RunError as fault:
        raise TypeError(str(fault)) from None
    return data


def event_from_list(data: Any) -> Event:
    """The inverse of event_to_list.  Raises RunError.  Fields added since, at the end and with a default, may lack."""
    shape, values = _values(data, _EVENTS, "event")
    return shape.make(**dict(zip(shape.names, values, strict=False)))  # type: ignore[no-any-return]


def command_from_list(data: Any) -> Command:
    """The inverse of game.commands.to_plain.  Raises RunError."""
    shape, values = _values(data, _COMMANDS, "command")
    return shape.make(*values)  # type: ignore[no-any-return]


def _values(data: Any, shapes: Mapping[str, _Shape], what: str) -> tuple[_Shape, list[Any]]:
    if type(data) is not list or not data or type(data[0]) is not str:
        raise RunError(f"{what}_shape", got=str(data)[:60])
    shape = shapes.get(data[0])
    if shape is None:
        raise RunError(f"{what}_unknown", name=data[0][:60])
    values = data[1:]
    if not shape.least <= len(values) <= len(shape.names):
        raise RunError("field_count", name=data[0], got=len(values), wanted=len(shape.names))
    for name, check, value in zip(shape.names, shape.checks, values, strict=False):
        if not check(value):
            raise RunError("field_wrong", name=data[0], field=name, got=str(value)[:60])
    return shape, values


def orderly(commands: Iterable[Command]) -> tuple[Command, ...]:
    """One tick's commands as a run carries them: one Reach per hand first (the last one given), the others as they came.

    Played and replayed commands both pass here, so that the order a line forgets never mattered."""
    reaches: dict[str, Command] = {}
    others: list[Command] = []
    for command in commands:
        if isinstance(command, Reach) and command.hand in HANDS:
            reaches[command.hand] = _sound(command, cmd.to_plain(command))
        else:
            writable = _writable(command)
            others.append(_sound(writable, cmd.to_plain(writable)))
    return (*(reaches[hand] for hand in HANDS if hand in reaches), *others)


def _sound(command: Command, plain: list[Any]) -> Command:
    """What could not be read back must not be played: a window that sends a float is mended, not recorded."""
    try:
        _values(plain, _COMMANDS, "command")
    except RunError as fault:
        raise TypeError(str(fault)) from None
    return command


def _writable(command: Command) -> Command:
    """Typed text may hold half a surrogate pair (some input methods give them); no file can."""
    if not isinstance(command, cmd.Fill | cmd.Draft) or command.value.isascii():
        return command
    return dataclasses.replace(command, value=command.value.encode("utf-8", "replace").decode("utf-8"))


def encode_play(start: int, played: Sequence[tuple[int, Command]], events: Iterable[Event]) -> dict[str, Any]:
    """The members of a play line.  played: (tick before the step, command), in order."""
    paths: dict[str, list[list[int]]] = {}
    last: dict[str, tuple[int, int, int]] = {}
    others: list[list[Any]] = []
    for tick, command in played:
        if isinstance(command, Reach) and command.hand in HANDS:
            stretches = paths.setdefault(command.hand, [])
            at, x, y = last.get(command.hand, (-2, 0, 0))
            if at != tick - 1:
                stretches.append([tick - start])
            stretches[-1] += (command.x_mm - x, command.y_mm - y)
            last[command.hand] = (tick, command.x_mm, command.y_mm)
        else:
            others.append([tick - start, *cmd.to_plain(command)])
    data: dict[str, Any] = {}
    if paths:
        data["reach"] = paths
    if others:
        data["do"] = others
    happened = [event_to_list(event) for event in events]
    if happened:
        data["events"] = happened
    return data


def decode_play(fields: Fields, start: int, end: int) -> tuple[dict[int, tuple[Command, ...]], tuple[Event, ...]]:
    """Commands by the tick before their step (start <= tick < end), and the events of that time.  Raises RunError."""
    by_tick: dict[int, list[Command]] = {}
    reach = fields.child("reach")
    for hand in HANDS:
        for tick, command in _path(hand, reach.rows(hand, TICKS_A_LINE), start, end):
            by_tick.setdefault(tick, []).append(command)
    reach.done()
    for row in fields.rows("do", MOST_COMMANDS_A_LINE):
        if type(row) is not list or not row or not is_int(row[0]) or not 0 <= row[0] < end - start:
            raise RunError("command_shape", got=str(row)[:60])
        by_tick.setdefault(start + row[0], []).append(command_from_list(row[1:]))
    events = tuple(event_from_list(row) for row in fields.rows("events", MOST_EVENTS_A_LINE))
    for event in events:
        if not start <= event.tick <= end:
            raise RunError("event_tick", tick=event.tick, start=start, end=end)
    return {tick: tuple(commands) for tick, commands in by_tick.items()}, events


def _path(hand: str, stretches: list[Any], start: int, end: int) -> Iterable[tuple[int, Reach]]:
    """The targets of one hand: (tick, Reach)."""
    x = y = 0
    free = start
    for stretch in stretches:
        if type(stretch) is not list or len(stretch) < 3 or len(stretch) % 2 == 0 or not all(is_int(value) for value in stretch):
            raise RunError("path", hand=hand)
        tick = start + stretch[0]
        if tick < free or tick + len(stretch) // 2 > end:
            raise RunError("path", hand=hand)
        for dx, dy in zip(stretch[1::2], stretch[2::2], strict=True):
            x, y = x + dx, y + dy
            yield tick, Reach(hand, x, y)
            tick += 1
        free = tick
