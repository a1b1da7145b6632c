"""Gestures that are the same wherever one works at things, papers and people: walk up, look, write, correct, sign, speak, wait.

How one walks differs (a line has vials that a hand knocks over): each scene says it in its own `approach`, and `AtWork` builds
on that.  See `game.session.line.gestures` and `game.session.deviation.gestures`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from game.commands import Answer, Correct, Declare, Fill, Look, Sign, WalkTo
from game.session.acts import Act
from game.session.moves import COMFORT_M, Body, Gesture, mm, ticks, wait, wait_until

READ_M = 1.2
"""How near one walks to read or to write."""
ANSWER_TICKS = 20
PENCIL_TICKS = 30
"""Writing a field takes half a second."""
ARRIVED_M = 0.005


class Worker(Body, Protocol):
    """What working at things and papers needs to perceive."""

    @property
    def question(self) -> str:
        """What somebody has asked, "" for nothing."""

    def by(self, thing_id: str) -> bool:
        """Whether one stands near enough to read or write."""

    def point(self, thing_id: str, part: str = "") -> tuple[float, float]:
        """Where a thing or a part of it is, room metres."""


def walk_up(seen: Body, x_m: float, comfort_m: float = COMFORT_M) -> Gesture:
    """Walk until x is within comfortable reach, or until one does not get on any more."""
    there = x_m + (comfort_m - 0.05 if seen.x > x_m else 0.05 - comfort_m)
    yield [WalkTo(mm(there))]
    still, last = 0, seen.x
    while abs(seen.x - there) > ARRIVED_M and still < ANSWER_TICKS:
        yield []
        still = still + 1 if seen.x == last else 0
        last = seen.x


def declare(_: Worker, act: Act) -> Gesture:
    """Report something (part) about a thing."""
    yield [Declare(act.part, act.thing)]
    yield from wait(2)


def answer(seen: Worker, act: Act) -> Gesture:
    """Answer who asks."""
    yield [Answer(seen.question, act.part)]
    yield from wait_until(lambda: not seen.question, ANSWER_TICKS)


def pause(_: Worker, act: Act) -> Gesture:
    """Wait, or stay for so long."""
    yield from wait(ticks(act.params.duration_s or 0.5))


@dataclass(frozen=True)
class AtWork:
    """The gestures that begin by walking up to something.  approach: (seen, x, within what distance) -> the scene's way of walking."""

    approach: Callable[..., Gesture]

    def walk(self, seen: Worker, act: Act) -> Gesture:
        """Walk up to a thing."""
        yield from self.approach(seen, seen.point(act.thing)[0], 0.05)

    def come_by(self, seen: Worker, thing: str) -> Gesture:
        """Walk until one can read it or write on it."""
        if not seen.by(thing):
            yield from self.approach(seen, seen.point(thing)[0], READ_M)

    def look(self, seen: Worker, act: Act) -> Gesture:
        """Look at something closely.  part: which trend, which gauge."""
        yield from self.come_by(seen, act.thing)
        yield [Look(act.thing, act.part)]
        yield from wait(ANSWER_TICKS)

    def write(self, seen: Worker, act: Act) -> Gesture:
        """Write params.text into a field (part); at a console, type a value."""
        yield from self.come_by(seen, act.thing)
        yield [Fill(act.thing, act.part, act.params.text)]
        yield from wait(PENCIL_TICKS)

    def correct(self, seen: Worker, act: Act) -> Gesture:
        """Put a field right.  params.beside: reason, date, initials."""
        yield from self.come_by(seen, act.thing)
        yield [Correct(act.thing, act.part, act.params.text, *act.params.beside)]
        yield from wait(PENCIL_TICKS)

    def sign(self, seen: Worker, act: Act) -> Gesture:
        """Sign a paper.  part: the line, "" for the whole."""
        yield from self.come_by(seen, act.thing)
        yield [Sign(act.thing, act.part)]
        yield from wait(PENCIL_TICKS)

    def verbs(self) -> Mapping[str, Callable[..., Gesture]]:
        """Verb of an intent -> its gesture."""
        return {
            "look": self.look,
            "write": self.write,
            "correct": self.correct,
            "sign": self.sign,
            "declare": declare,
            "answer": answer,
            "wait": pause,
            "walk": self.walk,
        }
