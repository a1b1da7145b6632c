"""A player for tests: plays a world by commands, as a hand on the mouse would, and keeps the events."""

from __future__ import annotations

from pathlib import Path

from game.commands import Command, Grip, Look, Open, Reach, Release, Stance, Use, WalkTo
from game.content import load_level
from game.events import Event
from game.spec import LevelSpec
from game.world.world import World

LEVELS = Path(__file__).resolve().parents[2] / "levels"


def level(name: str = "gowning-grade-d") -> LevelSpec:
    """A shipped level."""
    return load_level(LEVELS / "gowning" / f"{name}.yaml")


class Player:
    """Commands in, events out."""

    def __init__(self, spec: LevelSpec, seed: int = 7) -> None:
        self.world = World(spec, seed)
        self.events: list[Event] = []
        self.commands: list[tuple[int, Command]] = []

    def do(self, *commands: Command, ticks: int = 1) -> list[Event]:
        """Give the commands in one tick and let `ticks` go by; returns what happened."""
        found: list[Event] = []
        for i in range(ticks):
            given = commands if i == 0 else ()
            self.commands += [(self.world.tick, c) for c in given]
            found += self.world.step(given)
        self.events += found
        return found

    def walk(self, x: float, *, brisk: bool = False) -> list[Event]:
        """Walk to x metres."""
        return self.do(WalkTo(round(x * 1000), brisk), ticks=int(abs(x - self.world.seen.x) * 60) + 3)

    def reach(self, hand: str, x: float, y: float) -> list[Event]:
        """Move a hand to a point of the room, and wait until it is there."""
        return self.do(Reach(hand, round((x - self.world.seen.x) * 1000), round(y * 1000)), ticks=110)

    def grip(self, hand: str, thing: str, anchor: str = "") -> list[Event]:
        """Reach an anchor and take hold."""
        self.reach(hand, *self.world.seen.anchor(thing, anchor))
        return self.do(Grip(hand, thing, anchor))

    def put(self, hand: str, onto: str) -> list[Event]:
        """Bring what a hand holds to a thing and let go."""
        self.reach(hand, *self.world.seen.anchor(onto))
        return self.do(Release(hand, onto))

    def open(self, hand: str, thing: str, part: str = "") -> list[Event]:
        """Open a door or a pack."""
        self.reach(hand, *self.world.seen.anchor(thing, part))
        return self.do(Open(hand, thing, part))

    def use(self, hand: str, thing: str, part: str, x: float, y: float) -> list[Event]:
        """Bring a hand to a point and use a part of a thing."""
        self.reach(hand, x, y)
        return self.do(Use(hand, thing, part))

    def coat_in_hand(self, anchor: str = "collar.inside") -> str:
        """Walk to the coats, open a pack, take the coat out with the left hand and lift it; returns its id."""
        self.walk(9.4)
        self.do(Look("coat_a"))
        self.open("right", "coat_a", "notch")
        self.grip("left", "coat_a.1", anchor)
        self.reach("left", self.world.seen.x - 0.1, 1.5)
        self.do(ticks=60)
        return "coat_a.1"

    def to_clean_side(self) -> None:
        """Through the entry door, overshoes on, over the bench."""
        self.walk(3.2)
        self.open("right", "door_in")
        self.walk(4.6)
        self.open("right", "shoes_a", "notch")
        self.grip("right", "shoes_a.1", "inside")
        self.grip("left", "shoes_a.2", "inside")
        self.walk(6.0)
        self.do(Stance("sit"))
        for foot, hand, sign in (("left", "right", -1), ("right", "left", 1)):
            self.do(Stance(f"lift_{foot}"))
            self.use(hand, f"shoes_a.{1 if foot == 'left' else 2}", f"foot_{foot}", self.world.seen.x + sign * 0.14, 0.34)
            self.do(Stance("put_clean"))
        self.do(Stance("stand"))
