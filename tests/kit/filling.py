"""A player for tests at a filling line that leaves its way: commands in, events out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from game.commands import Fill, Grip, Look, Reach, Release, Use, WalkTo
from game.content import load_level
from game.events import AlarmRaised, Event
from game.spec import HazardSpec, LevelSpec, Text
from tests.kit.deviation import Operator

LEVELS = Path(__file__).resolve().parents[2] / "levels" / "deviation"


def filling_level(
    fault: str = "vial_breaks", where: str = "infeed", size: float = 0.2, after_s: float = 60.0, name: str = "breakage", **people: str
) -> LevelSpec:
    """A shipped level with one fault and no other; people: what they want -> the step it is about."""
    others = tuple(HazardSpec(f"person_{what}", "person", at, what, Text(what, what)) for what, at in people.items())
    hazard = HazardSpec("it", "fault", "mend", fault, Text(fault, fault), size=size, after_s=after_s, where=where)
    level = load_level(LEVELS / f"deviation-filling-{name}.yaml")
    return replace(level, hazards=(hazard, *others), hazards_fixed=tuple(h.id for h in others), hazards_draw=(0, 0))


def torn(where: str = "filling_right", after_s: float = 60.0, **people: str) -> LevelSpec:
    """The level of the glove, with a hole in that one."""
    return filling_level("glove_torn", where, 1.2, after_s, "glove", **people)


class Filler(Operator):
    """Who works at the machine."""

    def __init__(self, level: LevelSpec | None = None, seed: int = 7) -> None:
        super().__init__(level or filling_level(), seed)

    def until_alarm(self) -> list[Event]:
        """Let time go by until it rings."""
        while not any(isinstance(event, AlarmRaised) for event in self.events):
            self.do(ticks=60)
        return self.events

    def key(self, part: str) -> list[Event]:
        """A key of the panel."""
        return self.use("filling_panel", part, "keys")

    def before(self, zone: str) -> list[Event]:
        """Stand before a zone."""
        x = self.seen.point("filler", f"window.{zone}")[0]
        return self.do(WalkTo(round(x * 1000)), ticks=int(abs(x - self.seen.x) * 60) + 3)

    def look_at(self, part: str) -> list[Event]:
        """Stand before a window or a glove and look."""
        self.before(part.partition(".")[2].partition("_")[0])
        return self.do(Look("filler", part))

    def go(self, x: float, y: float, hand: str = "right") -> list[Event]:
        """Move a hand to a place in the room, and wait until it is there."""
        return self.do(Reach(hand, round((x - self.seen.x) * 1000), round(y * 1000)), ticks=110)

    def glove(self, glove: str, hand: str = "right") -> list[Event]:
        """Into a glove, or out of it."""
        zone = glove.rpartition("_")[0]
        if not self.seen.inside(hand):
            self.before(zone)
        self.go(*self.seen.point("filler", f"glove.{glove}"), hand)
        return self.do(Use(hand, "filler", f"glove.{glove}"))

    def grip(self, anchor: str, hand: str = "right") -> list[Event]:
        """Take forceps, or a piece by its id, where it is."""
        piece = next((one for one in self.seen.pieces if one.id == anchor), None)
        self.go(*((piece.x_m, piece.y_m) if piece else self.seen.point("filler", anchor)), hand)
        return self.do(Grip(hand, "filler", anchor))

    def let_go(self, part: str, hand: str = "right") -> list[Event]:
        """Let go at a part of the machine."""
        self.go(*self.seen.point("filler", part), hand)
        return self.do(Release(hand, "filler"))

    def clear(self, glove: str = "infeed_right") -> list[Event]:
        """All pieces of a zone, with forceps, as it should be done."""
        zone, found = glove.rpartition("_")[0], []
        self.look_at(f"glove.{glove}")
        self.glove(glove)
        self.grip(f"forceps.{zone}")
        for piece in [one.id for one in self.seen.pieces if one.zone == zone]:
            found += self.grip(piece)
            found += self.let_go(f"inner_bin.{zone}")
        found += self.let_go(f"forceps.{zone}")
        return found + self.glove(glove)

    def eject(self, first: int, last: int) -> list[Event]:
        """Type a range and press the key."""
        self.to("filling_panel")
        self.do(Fill("filling_panel", "eject.from", str(first)))
        self.do(Fill("filling_panel", "eject.to", str(last)))
        return self.key("eject")

    def counts(self):
        """What the panel shows."""
        self.to("filling_panel")
        return self.seen.screen()

    def hold(self, first: int, last: int) -> list[Event]:
        """The quarantine label filled in and stuck on the tray."""
        now = self.seen.clock_min
        self.fill(
            "units_label", status="quarantine", batch="VIA-0926", units_from=str(first), units_to=str(last),
            time=f"{now // 60:02d}{now % 60:02d}", initials="MD",
        )  # fmt: skip
        return self.carry("units_label", "units_tray", "status")
