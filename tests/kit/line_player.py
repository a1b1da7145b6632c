"""A player for tests at a line: plays the world by commands, as a hand on the mouse would, and keeps the events."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from game.commands import Close, Command, Declare, Grip, Look, Open, Reach, Release, Use, WalkTo
from game.content import load_level
from game.entities.residues import RESIDUES
from game.entities.stations import STATIONS
from game.events import Event
from game.spec import LevelSpec, ResidueDraw
from game.world.line.world import LineWorld

LEVELS = Path(__file__).resolve().parents[2] / "levels" / "line_clearance"
NAMES = tuple(sorted(path.stem for path in LEVELS.glob("*.yaml")))


def line_level(name: str = "line-clearance-labelling") -> LevelSpec:
    """A shipped level."""
    return load_level(LEVELS / f"{name}.yaml")


FILLING = ("settle_plate", "contact_plate", "forceps", "stopper_in_bowl", "line_not_drained")
"""Kinds that only the filling line has places for."""


def home(kind: str) -> str:
    """The shipped level that has a place for a kind."""
    return "line-clearance-filling" if kind in FILLING else "line-clearance-labelling"


def line_with(*kinds: str, name: str = "line-clearance-labelling", people: tuple[str, ...] = ()) -> LevelSpec:
    """The shipped level with exactly one residue of each of these kinds, and these people of its pool."""
    spec = line_level(name)
    drawn = ResidueDraw(len(kinds), len(kinds), only=kinds) if kinds else None
    return replace(spec, residues=drawn, hazards_fixed=people, hazards_draw=(0, 0))


class LinePlayer:
    """Commands in, events out."""

    def __init__(self, spec: LevelSpec, seed: int = 7) -> None:
        self.world = LineWorld(spec, seed)
        self.seen = self.world.seen
        self.events: list[Event] = []

    def do(self, *commands: Command, ticks: int = 1) -> list[Event]:
        """Give the commands in one tick and let `ticks` go by; returns what happened."""
        found: list[Event] = []
        for i in range(ticks):
            found += self.world.step(commands if i == 0 else ())
        self.events += found
        return found

    def walk(self, x: float) -> list[Event]:
        """Walk to x metres."""
        return self.do(WalkTo(round(x * 1000)), ticks=int(abs(x - self.seen.x) * 60) + 3)

    def reach(self, hand: str, x: float, y: float, ticks: int = 0) -> list[Event]:
        """Stand so that the hand can get to a point, and wait until it is there."""
        if abs(x - self.seen.x) > 0.7:
            self.walk(x - (0.3 if hand == "right" else -0.3))
        return self.do(Reach(hand, round((x - self.seen.x) * 1000), round(y * 1000)), ticks=ticks or 150)

    def use(self, thing: str, verb: str, hand: str = "right") -> list[Event]:
        """Work a part of a station."""
        part = STATIONS[self.world.level.thing(thing).kind].part_of(verb)
        assert part is not None
        self.reach(hand, *self.seen.point(thing, part.id))
        return self.do(Use(hand, thing, verb))

    def lock(self) -> None:
        """Stop and lock the line."""
        self.use("panel", "stop")
        self.use("panel", "lock")

    def lamp(self) -> list[Event]:
        """Take the lamp in the left hand."""
        self.reach("left", *self.seen.point("tool_board", "lamp"))
        return self.do(Grip("left", "lamp"))

    def tongs(self) -> list[Event]:
        """Take the tongs along."""
        self.reach("right", *self.seen.point("tool_board", "tongs"))
        return self.do(Grip("right", "tongs"))

    def open(self, guard: str, hand: str = "right") -> list[Event]:
        """Open "<station>.<guard>"."""
        thing, _, part = guard.partition(".")
        self.reach(hand, *self.seen.point(thing, part))
        return self.do(Open(hand, thing, part))

    def close(self, guard: str, hand: str = "right") -> list[Event]:
        """Shut it."""
        thing, _, part = guard.partition(".")
        self.reach(hand, *self.seen.point(thing, part))
        return self.do(Close(hand, thing))

    def look_into(self, zone_id: str) -> list[Event]:
        """Look all over a zone as it is now."""
        found: list[Event] = []
        for _ in range(40):
            left = self.seen.unseen(zone_id)
            if not left:
                break
            found += self.reach(self.seen.lamp_hand, *left[0], ticks=130)
            if self.seen.unseen(zone_id) == left:
                break
        return found

    def take(self, residue: str, anchor: str = "", hand: str = "right") -> list[Event]:
        """Take hold of a residue; a stuck one is pulled away."""
        found = self.reach(hand, *self.seen.anchor(residue, anchor))
        found += self.do(Grip(hand, residue, anchor))
        if self.seen.hand(hand).holding == residue:
            x, y = self.seen.hand(hand).x, self.seen.hand(hand).y
            found += self.reach(hand, x, y + 0.12 if y < 1.8 else y - 0.12)
        return found

    def put(self, onto: str, hand: str = "right") -> list[Event]:
        """Bring what a hand holds to a bin, shelf or board and let go."""
        self.reach(hand, *self.seen.point(onto))
        return self.do(Release(hand, onto))

    def uncover(self, residue: str) -> None:
        """Do what it takes to see a residue: guard, jog, lamp, a look at its place or its display."""
        state = self.world.state.residues[residue]
        kind = RESIDUES[state.kind]
        zone = next((z for z in self.seen.zones() if z.id == f"{state.station}.{state.zone}"), None)
        if kind.family == "state" and not kind.sight:
            self.walk(self.seen.point(state.station)[0])
            self.do(Look(state.station))
            return
        assert zone is not None
        if zone.kind.needs == "jog":
            self.use("panel", "jog")
        for guard in [g.id for g in self.seen.guards() if g.id == zone.guard and not g.open]:
            self.open(guard)
        self.look_into(zone.id)

    def settle(self, residue: str) -> list[Event]:
        """Put right a state, or take a thing away to where it belongs."""
        state = self.world.state.residues[residue]
        kind = RESIDUES[state.kind]
        if kind.fix[0] == "use":
            if kind.fix[1] == "empty":
                self.use(state.station, "count")
            return self.use(state.station, kind.fix[1])
        if kind.fix[0] == "declare":
            return self.do(Declare(kind.fix[1], state.station))
        if kind.fix[0] == "close":
            return self.close(f"{state.station}.{kind.fix[1]}")
        found = self.take(residue, "corner" if state.stuck else "")
        if kind.coded:
            found += self.do(Use("right", residue, "count"))
        return found + self.put(self.seen.takers(kind.goes_to[0])[0])


def of(events: list[Event], cls: type[Event]) -> list[Event]:
    """Events of one class."""
    return [event for event in events if isinstance(event, cls)]
