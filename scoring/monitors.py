"""Patterns as incremental monitors: O(1) an event, plain picklable state.

A monitor says which events it wants (`wants`) and answers each with a `Breach` or None; `at_end` tells what was left
undone.  It never looks back: what it has to remember is its `state`, a list of plain values.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from game.events import Event
from scoring.language import AtMost, Before, Condition, Forbid, Lasts, Match, Matches, Pattern, Require, Value, While, Within, called

TICKS_PER_SECOND = 60

Predicate = Callable[[Event], bool]


class Breach(NamedTuple):
    """What a monitor saw go wrong.

    value, threshold: the pattern's own measure, in ticks (`ticks` true) or a count; aspect: the field that failed, or the
    value that never came."""

    aspect: str = ""
    value: float | None = None
    threshold: float | None = None
    ticks: bool = False


BROKEN = Breach()

Answer = Callable[[Event], "Breach | None"]


def predicate(conditions: tuple[Condition, ...]) -> Predicate | None:
    """All conditions as one test of an event; None when there is none."""
    tests = [_test(condition) for condition in conditions]
    if not tests:
        return None
    if len(tests) == 1:
        return tests[0]
    if len(tests) == 2:
        one, two = tests
        return lambda event: one(event) and two(event)
    return lambda event: all(test(event) for test in tests)


def _test(condition: Condition) -> Predicate:
    name, value = condition.field, condition.value
    simple: Mapping[str, Callable[[Any], bool]] = {
        "is": lambda got: bool(got == value),
        "not": lambda got: bool(got != value),
        "one_of": lambda got: isinstance(value, tuple) and got in value,
        "at_least": lambda got: bool(got >= value),
        "at_most": lambda got: bool(got <= value),
        "over": lambda got: bool(got > value),
        "below": lambda got: bool(got < value),
    }
    if condition.op == "same_as":
        other = str(value)
        return lambda event: bool(getattr(event, name) == getattr(event, other))
    compare = simple[condition.op]
    return lambda event: compare(getattr(event, name))


class Monitor:
    """Base: a pattern being watched for one opportunity."""

    state: list[Any]
    timed = False
    """Whether a breach can come from time alone, so that `overdue` has to be asked before each event."""

    def overdue(self, tick: int) -> Breach | None:
        """For timed monitors: the time is over and the answer has not come."""
        return None

    def wants(self) -> list[tuple[Match, Answer]]:
        """Which events go to which method, in the order in which they are to be asked about one event."""
        raise NotImplementedError

    def at_end(self) -> Breach | None:
        """What is missing now that the run has reached its end.  Changes nothing."""
        return None

    def settled(self) -> bool:
        """Whether the trainee has already done what is asked, so that a later hint changes nothing."""
        return False

    def waiting(self) -> bool:
        """Whether what should have come first is still to come, so that nothing can be put right yet."""
        return False

    def void(self) -> bool:
        """Whether, at the end, there turned out to be nothing to judge."""
        return False


class _ForbidMonitor(Monitor):
    """Each such event is a breach."""

    def __init__(self, pattern: Forbid) -> None:
        self.pattern = pattern
        self.state = []

    def wants(self) -> list[tuple[Match, Answer]]:
        return [(self.pattern.match, lambda event: BROKEN)]


class _RequireMonitor(Monitor):
    """state: done, deadline passed."""

    def __init__(self, pattern: Require) -> None:
        self.pattern = pattern
        self.state = [False, False]

    def wants(self) -> list[tuple[Match, Answer]]:
        wanted: list[tuple[Match, Answer]] = [(self.pattern.match, self._done)]
        return wanted if self.pattern.by is None else [*wanted, (self.pattern.by, self._deadline)]

    def _done(self, event: Event) -> None:
        if not self.state[1]:
            self.state[0] = True

    def _deadline(self, event: Event) -> Breach | None:
        late = not self.state[0] and not self.state[1]
        self.state[1] = True
        return BROKEN if late else None

    def at_end(self) -> Breach | None:
        return None if self.state[0] or self.state[1] else BROKEN

    def settled(self) -> bool:
        return bool(self.state[0])


class _BeforeMonitor(Monitor):
    """state: first came, then came.  Void unless both came: what is left out has a check of its own."""

    def __init__(self, pattern: Before) -> None:
        self.pattern = pattern
        self.state = [False, False]

    def wants(self) -> list[tuple[Match, Answer]]:
        return [(self.pattern.first, self._first), (self.pattern.then, self._then)]

    def _first(self, event: Event) -> None:
        self.state[0] = True

    def _then(self, event: Event) -> Breach | None:
        early = not self.state[0] and not self.state[1]
        self.state[1] = True
        return BROKEN if early else None

    def settled(self) -> bool:
        return bool(self.state[0])

    def waiting(self) -> bool:
        return not self.state[0]

    def void(self) -> bool:
        return not (self.state[0] and self.state[1])


class _WithinMonitor(Monitor):
    """state: tick of the `after` still to be answered, or -1; there was an `after`; one was answered in time."""

    timed = True

    def __init__(self, pattern: Within) -> None:
        self.pattern = pattern
        self.limit = int(pattern.seconds)
        self.state = [-1, False, False]

    def wants(self) -> list[tuple[Match, Answer]]:
        return [(self.pattern.then, self._then), (self.pattern.after, self._after)]

    def _after(self, event: Event) -> None:
        if self.state[0] < 0:
            self.state[0], self.state[1] = event.tick, True

    def _then(self, event: Event) -> None:
        if self.state[0] >= 0:
            self.state[0], self.state[2] = -1, True

    def overdue(self, tick: int) -> Breach | None:
        # The value is the time waited when the next event showed that it was over.
        since = self.state[0]
        if since < 0 or tick - since <= self.limit:
            return None
        self.state[0] = -1
        return Breach("", tick - since, self.limit, ticks=True)

    def settled(self) -> bool:
        return bool(self.state[2])

    def void(self) -> bool:
        return not self.state[1]


class _LastsMonitor(Monitor):
    """state: such an event came."""

    def __init__(self, pattern: Lasts) -> None:
        self.pattern = pattern
        self.limit = int(pattern.at_least)
        self.state = [False]

    def wants(self) -> list[tuple[Match, Answer]]:
        return [(self.pattern.match, self._came)]

    def _came(self, event: Event) -> Breach | None:
        self.state[0] = True
        lasted = getattr(event, self.pattern.field)
        return Breach(self.pattern.field, lasted, self.limit, ticks=True) if lasted < self.limit else None

    def at_end(self) -> Breach | None:
        return None if self.state[0] else BROKEN

    def settled(self) -> bool:
        return bool(self.state[0])


class _AtMostMonitor(Monitor):
    """state: how many came."""

    def __init__(self, pattern: AtMost) -> None:
        self.pattern = pattern
        self.times = float(pattern.times)
        self.state = [0]

    def wants(self) -> list[tuple[Match, Answer]]:
        return [(self.pattern.match, self._came)]

    def _came(self, event: Event) -> Breach | None:
        self.state[0] += 1
        return Breach("", self.state[0], self.times) if self.state[0] > self.times else None


class _MatchesMonitor(Monitor):
    """state: for each value that has to come (without `each`: for all) whether one came; with `each_given`, then for each
    whether it is asked for."""

    def __init__(self, pattern: Matches) -> None:
        self.pattern = pattern
        self.tests = [(condition.field, _test(condition)) for condition in pattern.expect]
        each = pattern.each
        self.values = each.value if each is not None and isinstance(each.value, tuple) else ()
        self.names = [called(value) for value in self.values] or [""]
        self.state = [False] * len(self.names)
        if pattern.each_given:
            self.state += [name not in pattern.each_given for name in self.names]

    def wants(self) -> list[tuple[Match, Answer]]:
        given = self.pattern.each_given.items()
        return [(self.pattern.match, self._came), *((match, functools.partial(self._asked, name)) for name, match in given)]

    def _asked(self, name: str, event: Event) -> None:
        self.state[len(self.names) + self.names.index(name)] = True

    def _came(self, event: Event) -> Breach | None:
        each = self.pattern.each
        if each is None:
            self.state[0] = True
        elif (got := getattr(event, each.field)) in self.values:
            self.state[self.values.index(got)] = True
        for name, test in self.tests:
            if not test(event):
                return Breach(name)
        return None

    def at_end(self) -> Breach | None:
        count = len(self.names)
        asked = self.state[count:] or [True] * count
        return next((Breach(name) for name, came, wanted in zip(self.names, self.state, asked, strict=False) if wanted and not came), None)

    def settled(self) -> bool:
        return self.at_end() is None


class _WhileMonitor(Monitor):
    """state: active by key, where the key is the thing's id or "" for all."""

    def __init__(self, pattern: While) -> None:
        self.pattern = pattern
        self.state = [{}]

    def wants(self) -> list[tuple[Match, Answer]]:
        pattern = self.pattern
        since: list[tuple[Match, Answer]] = [(match, lambda event: self._switch(event, True)) for match in pattern.since]
        until: list[tuple[Match, Answer]] = [(match, lambda event: self._switch(event, False)) for match in pattern.until]
        return [*since, (pattern.forbid, self._forbidden), *until]

    def _key(self, event: Event) -> str:
        return str(getattr(event, "thing", "")) if self.pattern.per_thing else ""

    def _switch(self, event: Event, active: bool) -> None:
        self.state[0][self._key(event)] = active

    def _forbidden(self, event: Event) -> Breach | None:
        return BROKEN if self.state[0].get(self._key(event), self.pattern.at_start) else None


def monitor(pattern: Pattern) -> Monitor:
    """The monitor of a resolved pattern."""
    match pattern:
        case Forbid():
            return _ForbidMonitor(pattern)
        case Require():
            return _RequireMonitor(pattern)
        case Before():
            return _BeforeMonitor(pattern)
        case Within():
            return _WithinMonitor(pattern)
        case Lasts():
            return _LastsMonitor(pattern)
        case AtMost():
            return _AtMostMonitor(pattern)
        case Matches():
            return _MatchesMonitor(pattern)
        case While():
            return _WhileMonitor(pattern)


def in_people_units(name: str, value: float) -> tuple[float, str]:
    """A value of the field `name` in the unit people read, and that unit: ticks as s, mm/s as m/s, mm as mm."""
    if name.endswith("_ticks"):
        return value / TICKS_PER_SECOND, "s"
    if name.endswith("_mm_s"):
        return value / 1000, "m/s"
    return value, "mm" if name.endswith("_mm") else ""


def measured(event: Event, name: str, threshold: Value | None, unit: str) -> tuple[float, float | None, str]:
    """What a `Measure` finds on an event: value, threshold, unit."""
    value, own_unit = in_people_units(name, getattr(event, name))
    if isinstance(threshold, str):
        return value, in_people_units(threshold, getattr(event, threshold))[0], own_unit or unit
    return value, None if threshold is None else float(threshold), own_unit or unit
