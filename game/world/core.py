"""What all acts of the world share: state, draw, events of this tick, and where things are.

The acts live in one file per theme (hands, packs, dressing, hygiene, doors, bench, checks); each takes the Core.
"""

from __future__ import annotations

import math
from typing import Any

from game.entities import kinds
from game.entities.garment import SKELETONS
from game.entities.kinds import KINDS, Kind
from game.entities.state import HandState, OperatorState, ThingState, WorldState
from game.events import Event, HazardMet, Refused
from game.spec import LevelSpec, StepSpec
from game.world.contact import TouchTracker
from game.world.hazards import Draw, active_steps
from game.world.physics import Physics

REACH_M = 0.15
"""How near a hand must be to act on a thing."""
DRESS_M = 0.30
"""How near a hand must be to the part of the body it dresses."""
LOOK_M = 1.3
"""How near the operator must stand to look closer."""


class Core:
    """State of a run and the helpers every act needs."""

    def __init__(self, level: LevelSpec, seed: int, drawn: Draw, state: WorldState, physics: Physics) -> None:
        self.level = level
        self.seed = seed
        self.draw = drawn
        self.state = state
        self.physics = physics
        self.events: list[Event] = []
        self.steps: tuple[StepSpec, ...] = active_steps(level, drawn)
        self.touches = TouchTracker()
        self.nodes: dict[str, list[tuple[float, float]]] = {}
        """Node positions of live garments at the end of the last tick."""

    # --- events

    def emit(self, cls: type[Event], *, cause: int | None = None, **fields: Any) -> int:
        """Record an event of this tick; returns its serial number."""
        n = self.state.n
        self.state.n = n + 1
        self.events.append(cls(tick=self.state.tick, n=n, cause=cause, **fields))
        return n

    def meet(self, kind: str, at: str, thing: ThingState, cause: int | None = None) -> None:
        """A drawn hazard comes into play where the trainee can perceive it: said once each."""
        for hazard in self.draw.of_kind(kind):
            if at in (hazard.at, hazard.what) and hazard.id not in self.state.met:
                self.state.met.append(hazard.id)
                self.emit(HazardMet, cause=cause, hazard=hazard.id, thing=thing.id, slot=thing.slot)

    def refuse(self, command: object, thing: str, reason: str) -> None:
        """Record that a physically impossible command was not carried out."""
        self.emit(Refused, command=type(command).__name__.lower(), thing=thing, reason=reason)

    # --- short names

    @property
    def op(self) -> OperatorState:
        """The trainee's figure."""
        return self.state.operator

    def limit(self, name: str, default: float) -> float:
        """A site value of the level."""
        return self.level.limits.get(name, default)

    def kind(self, thing: ThingState) -> Kind:
        """The kind of a thing."""
        return KINDS[thing.kind]

    def thing(self, thing_id: str) -> ThingState | None:
        """The thing of that id, if there is one."""
        return self.state.things.get(thing_id)

    def of_family(self, family: str) -> list[ThingState]:
        """All things of a family, in the order of the level."""
        return [t for t in self.state.things.values() if KINDS[t.kind].family == family]

    def worn(self, slot: str) -> ThingState | None:
        """What is worn for a slot of the outfit, if anything."""
        for thing in self.state.things.values():
            if thing.on == "worn" and thing.slot == slot:
                return thing
        return None

    def worn_all(self, slot: str) -> list[ThingState]:
        """All that is worn for a slot: one thing, or a pair of gloves."""
        return [t for t in self.state.things.values() if t.on == "worn" and t.slot == slot]

    def gloves_on(self, hand: str) -> list[ThingState]:
        """Gloves on a hand, the outermost last."""
        on = [t for t in self.state.things.values() if t.on == "worn" and t.threaded == [f"hand_{hand}"]]
        return sorted(on, key=lambda glove: glove.worn_at)

    def skin(self, hand: str) -> str:
        """The surface that a hand touches things with: its outermost glove, or its skin."""
        gloves = self.gloves_on(hand)
        return gloves[-1].id if gloves else f"hand_{hand}"

    def foot_slot(self, foot: str) -> str:
        """Slot of what the procedure puts on that foot."""
        for step in self.level.steps:
            if step.do == "wear" and KINDS[step.thing].on_body == "foot" and step.id.endswith(f"_{foot}"):
                return step.id
        return f"overshoe_{foot}"

    def room_at(self, x: float) -> str:
        """Id of the room at x ("" outside all)."""
        for room in self.level.rooms:
            if room.x0_m <= x < room.x1_m:
                return room.id
        return ""

    # --- places (metres, room coordinates)

    def hand_at(self, hand: str) -> tuple[float, float]:
        """Where a hand is in the room."""
        state = self.op.hands[hand]
        return self.op.x + state.x, state.y

    def place(self, thing: ThingState) -> tuple[float, float]:
        """Where the anchor point of a thing is now."""
        if thing.id in self.nodes:
            return self.nodes[thing.id][0]
        on = thing.on
        if on.startswith("body:"):
            dx, dy = kinds.PERSONAL_SPOTS[on[5:]]
            return self.op.x + dx, dy
        if on.startswith("hand:"):
            return self.hand_at(on[5:])
        if on.startswith("inside:"):
            return self.place(self.state.things[on[7:]])
        if on == "worn":
            return self.body_point(thing)
        return thing.x, thing.y

    def body_point(self, thing: ThingState) -> tuple[float, float]:
        """Where a worn garment sits."""
        where = self.kind(thing).on_body
        if where == "hand":
            return self.hand_at(thing.threaded[0][5:])
        if where == "foot":
            foot = "left" if thing.threaded == ["foot_left"] else "right"
            dx, dy = kinds.LIFTED_FOOT[foot] if self.op.feet[foot].lifted else (kinds.LIFTED_FOOT[foot][0], 0.10)
            return self.op.x + dx, dy
        dx, dy = kinds.BODY[where]
        return self.op.x + dx, dy

    def anchor_point(self, thing: ThingState, anchor: str) -> tuple[float, float]:
        """Where a named anchor of a thing is.  Unknown anchors count as the thing's own point."""
        kind = self.kind(thing)
        if thing.id in self.nodes:
            spec = SKELETONS[thing.kind]
            return self.nodes[thing.id][spec.index[spec.anchors.get(anchor, spec.nodes[0][0])]]
        x, y = self.place(thing)
        if thing.on == "worn" and anchor == "zip":
            return self.op.x, kinds.NECK[1] - 0.95 * (1.0 - thing.zip)
        if kind.family == "garment":
            return x, y
        offset = kind.anchors.get(anchor) or kind.anchors.get("")
        if offset is None:
            return x, y
        dx = offset.dx_m
        if kind.family == "door" and self.op.x > thing.x:
            dx = -dx
        return x + dx, y + offset.dy_m

    def near(self, hand: str, point: tuple[float, float], reach: float = REACH_M) -> bool:
        """Whether a hand is within `reach` of a point."""
        x, y = self.hand_at(hand)
        return distance(x, y, *point) <= reach

    # --- hands

    def hand(self, hand: str) -> HandState | None:
        """State of a hand, None for a name that is none."""
        return self.op.hands.get(hand)

    def holder(self, thing_id: str) -> str:
        """The first hand that holds a thing ("" when none does)."""
        for name, state in self.op.hands.items():
            if state.holding == thing_id:
                return name
        return ""

    def holder_count(self, thing_id: str) -> int:
        """How many hands hold a thing."""
        return len([1 for state in self.op.hands.values() if state.holding == thing_id])


def distance(x0: float, y0: float, x1: float, y1: float) -> float:
    """Straight distance between two points."""
    return math.sqrt((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0))
