"""A player for tests in a deviation: commands in, events out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from game.commands import Command, Fill, Grip, Look, Reach, Release, Say, Sign, Use, WalkTo
from game.content import load_level
from game.events import Event
from game.spec import HazardSpec, LevelSpec, Text
from game.world.deviation.world import DeviationWorld

GOOD = Path(__file__).resolve().parents[1] / "content" / "good" / "deviation.yaml"


def deviation_level(
    fault: str = "line_folded", size: float = 0.95, after_s: float = 300.0, over_s: float = 480.0, **more: str
) -> LevelSpec:
    """The sound level with one fault and no other; more: hazard kind -> what (person="spoken_go")."""
    others = tuple(HazardSpec(f"{kind}_{what}", kind, "authorise", what, Text(what, what)) for kind, what in more.items())
    hazard = HazardSpec("it", "fault", "mend", fault, Text(fault, fault), size=size, after_s=after_s, over_s=over_s)
    level = load_level(GOOD)
    return replace(level, hazards=(hazard, *others), hazards_fixed=tuple(h.id for h in others), hazards_draw=(0, 0))


class Operator:
    """Commands in, events out."""

    def __init__(self, level: LevelSpec | None = None, seed: int = 7) -> None:
        self.world = DeviationWorld(level or deviation_level(), seed)
        self.seen = self.world.seen
        self.events: list[Event] = []

    def do(self, *commands: Command, ticks: int = 1) -> list[Event]:
        """Give the commands in one tick and let `ticks` go by; returns what happened."""
        found: list[Event] = []
        for i in range(ticks):
            found += self.world.step(commands if i == 0 else ())
        self.events += found
        return found

    def minutes(self, minutes: float) -> list[Event]:
        """Let that much of the process go by."""
        pace = self.world.level.process.pace if self.world.level.process else 1
        return self.do(ticks=round(minutes * 60 * 60 / pace))

    def to(self, thing: str) -> list[Event]:
        """Walk up to something."""
        x = self.seen.point(thing)[0]
        return self.do(WalkTo(round(x * 1000)), ticks=int(abs(x - self.seen.x) * 60) + 3)

    def reach(self, hand: str, thing: str, part: str = "", up_m: float = 0.0) -> list[Event]:
        """Move a hand there, and wait until it is."""
        x, y = self.seen.point(thing, part)
        return self.do(Reach(hand, round((x - self.seen.x) * 1000), round((y + up_m) * 1000)), ticks=110)

    def look(self, thing: str, part: str = "") -> list[Event]:
        """Walk there and look."""
        self.to(thing)
        return self.do(Look(thing, part))

    def use(self, thing: str, part: str, at: str = "", hand: str = "right") -> list[Event]:
        """Walk there, reach and work a part (at: where the hand goes, when that has another name)."""
        self.to(thing)
        self.reach(hand, thing, at or part)
        return self.do(Use(hand, thing, part))

    def key(self, part: str) -> list[Event]:
        """A key of the console."""
        return self.use("console", part, "keys")

    def call(self, who: str, what: str = "deviation") -> list[Event]:
        """Walk to the phone and say it."""
        self.to("phone")
        return self.do(Say(who, what))

    def fill(self, thing: str, **fields: str) -> list[Event]:
        """Walk to a paper and write."""
        self.to(thing)
        return [event for name, value in fields.items() for event in self.do(Fill(thing, name.replace("__", "."), value))]

    def carry(self, thing: str, onto: str, part: str = "") -> list[Event]:
        """Take something along and put it down."""
        self.to(thing)
        if not self.seen.lies(thing).startswith("hand:"):
            self.reach("right", thing)
            self.do(Grip("right", thing))
        self.to(onto)
        self.reach("right", onto, part)
        return self.do(Release("right", onto))

    def label(self) -> list[Event]:
        """The status label filled in and stuck on."""
        now = self.seen.clock_min
        self.fill("status_label", status="deviation", batch="MAB-0417", time=f"{now // 60:02d}{now % 60:02d}", initials="MD")
        return self.carry("status_label", "reactor", "status")

    def sign(self, thing: str) -> list[Event]:
        """Sign a paper."""
        self.to(thing)
        return self.do(Sign(thing))
