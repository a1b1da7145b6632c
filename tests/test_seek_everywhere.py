"""The state after a seek is that of playing through, bit for bit, in levels of every kind; and from there on the same things happen."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache

import numpy as np
import pytest

from game.session.replay import Replayer
from game.session.runfile import Run, read_run
from tests.kit.runs import run_file

LEVELS = (
    "gowning-first", "gowning-grade-c", "gowning-grade-b",
    "line-clearance-first", "line-clearance-filling", "line-clearance-labelling",
    "deviation-first", "deviation-bioreactor-oxygen", "deviation-filling-glove", "deviation-filling-around",
)  # fmt: skip
ON = 120
"""So many ticks are played on from where a seek led."""


def bits(value: object) -> object:
    """Plain state as something that is equal only where every bit is."""
    if isinstance(value, float):
        return struct.pack("<d", value)
    if isinstance(value, np.ndarray):
        return value.dtype.str, value.shape, value.tobytes()
    if is_dataclass(value) and not isinstance(value, type):
        return type(value).__name__, *(bits(getattr(value, field.name)) for field in fields(value))
    if isinstance(value, Mapping):
        return tuple((key, bits(one)) for key, one in value.items())
    if isinstance(value, (list, tuple)):
        return tuple(bits(one) for one in value)
    return value


@cache
def run_of(level: str) -> Run:
    return read_run(run_file(level))


def state(film: Replayer) -> object:
    return bits(film.world._plain())  # type: ignore[attr-defined]


@pytest.mark.parametrize("level", LEVELS)
def test_a_seek_leads_to_the_state_of_playing_through_bit_for_bit(level: str) -> None:
    """Forwards, backwards, just before, on and after a snapshot, and to the end."""
    run = run_of(level)
    end = run.ticks
    places = sorted({end // 5, end // 3 // 300 * 300, end // 2 // 300 * 300 + 1, end * 2 // 3 // 300 * 300 - 1, end - 150, end})
    through, states, events = Replayer(run), {}, {}
    for place in places:
        through.seek(place)
        assert through.tick == place
        states[place] = state(through)
    sought = Replayer(run)
    for place in [*places[::2], *reversed(places), *places[1::2]]:
        sought.seek(place)
        assert state(sought) == states[place]
        on = [event for _ in range(min(ON, end - place)) for event in sought.step()]
        assert events.setdefault(place, on) == on == [event for event in run.events if place <= event.tick < place + ON]


@pytest.mark.parametrize("level", LEVELS)
def test_another_state_is_another(level: str) -> None:
    """So that the test above can fail: a tick more changes what is compared."""
    film = Replayer(run_of(level))
    film.seek(1000)
    before = state(film)
    film.step()
    assert state(film) != before
