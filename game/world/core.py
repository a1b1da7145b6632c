"""What all acts of a changing room share: its things, and where they are.

The acts live in one file per theme (hands, packs, dressing, hygiene, doors, bench, checks); each takes the Core.
"""

from __future__ import annotations

from game.entities import kinds
from game.entities.garment import SKELETONS
from game.entities.kinds import KINDS, Kind
from game.entities.state import ThingState, WorldState
from game.spec import LevelSpec, StepSpec
from game.world.basis import Basis, distance
from game.world.contact import TouchTracker
from game.world.hazards import Draw, active_steps
from game.world.physics import Physics

__all__ = ["DRESS_M", "LOOK_M", "REACH_M", "Core", "distance"]
REACH_M = 0.15
"""How near a hand must be to act on a thing."""
DRESS_M = 0.30
"""How near a hand must be to the part of the body it dresses."""
LOOK_M = 1.3
"""How near the operator must stand to look closer."""


class Core(Basis[WorldState]):
    """State of a run and the helpers every act needs."""

    def __init__(self, level: LevelSpec, seed: int, drawn: Draw, state: WorldState, physics: Physics) -> None:
        super().__init__(level, seed, drawn, state)
        self.physics = physics
        self.steps: tuple[StepSpec, ...] = active_steps(level, drawn)
        self.touches = TouchTracker()
        self.nodes: dict[str, list[tuple[float, float]]] = {}
        """Node positions of live garments at the end of the last tick."""
        self._placed: dict[str, list[str]] = {}
        """Family -> what the level places of it; garments and personal things come and go."""
        for thing in level.things:
            self._placed.setdefault(KINDS[thing.kind].family, []).append(thing.id)

    def stands_by(self, thing_id: str) -> tuple[float, str]:
        thing = self.state.things[thing_id]
        return thing.x, thing.slot or thing.id

    def meet(self, kind: str, at: str, thing: ThingState, cause: int | None = None) -> None:
        """A drawn hazard comes into play where the trainee can perceive it: said once each."""
        self.met(kind, at, thing.id, thing.slot, cause)

    def kind(self, thing: ThingState) -> Kind:
        """The kind of a thing."""
        return KINDS[thing.kind]

    def thing(self, thing_id: str) -> ThingState | None:
        """The thing of that id, if there is one."""
        return self.state.things.get(thing_id)

    def of_family(self, family: str) -> list[ThingState]:
        """All things of a family, in the order of the level."""
        if family in ("garment", "personal"):
            return [t for t in self.state.things.values() if KINDS[t.kind].family == family]
        return [self.state.things[thing_id] for thing_id in self._placed.get(family, ())]

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

    def holder(self, thing_id: str) -> str:
        """The first hand that holds a thing ("" when none does)."""
        for name, state in self.op.hands.items():
            if state.holding == thing_id:
                return name
        return ""

    def holder_count(self, thing_id: str) -> int:
        """How many hands hold a thing."""
        return len([1 for state in self.op.hands.values() if state.holding == thing_id])
