"""The one door to pymunk: garments that hang, are carried, pulled, laid down and dropped; small things that fall and slide.

Each live garment has a Space of its own, with its own copy of the solids that apply: garments do not push each other,
and no garment's bits depend on which others are about.  Bodies do not rotate; links and tethers are slide joints.
What a step gives is the same on every x86-64 PC (tests/test_physics.py says how that is held).
"""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass

import pymunk
import pymunk.batch

from game.entities import garment
from game.entities.garment import SKELETONS, GarmentState, SkeletonSpec, geodesic

SUBSTEPS = 4
SUBSTEP_S = 1.0 / 240.0
TICKS_PER_SECOND = 60.0
ITERATIONS = 12
"""More change nothing that was measured: tethers carry the load, and stretch comes from the length of a sub-step."""
GRIP_N = 15.0
"""A hand lets cloth slip rather than pull harder."""
CATCH_UP_M_S = 2.0
"""Cloth gripped away from the hold point comes to it no faster: it is drawn in, not shot."""
REST_M_S = 0.05
"""Slower than this at every node, a garment lies still."""
# Chipmunk raises these three to the power of the sub-step with the C library's pow, whose last bit may differ between
# processors when the true value lies near a rounding tie: test_physics.py shows that none does.
ERROR_BIAS = 1.2566247069545753e-45
"""0.65 ** 240: a joint mends a third of its error each sub-step."""
DAMPING = 0.1
"""Share of its speed that cloth keeps over a second: air."""
COLLISION_BIAS = 0.001797010299914434
"""0.9 ** 60: Chipmunk's own default, which it would take from pow."""
COLLISION_SLOP_M = 0.0005
_CLOTH, _SOLID = 2, 1
_FIELDS = pymunk.batch.BodyFields.POSITION | pymunk.batch.BodyFields.VELOCITY


@dataclass(frozen=True, slots=True)
class Static:
    """A solid: a capsule around the segment (x0, y0)-(x1, y1), in metres.  At least 40 mm thick, or cloth may tunnel through."""

    id: str
    x0: float
    y0: float
    x1: float
    y1: float
    radius_m: float
    plane: str = "room"


FLOOR = Static("floor", -100.0, -0.25, 100.0, -0.25, 0.25)
"""Always there; its top is y = 0."""


class _Hold:
    """One grip: a body that goes where it must, pinned to a node, with a tether to every other node.

    tethers: ends that a hand only gathers up, or feet in their legs, do without: what they hold up is little."""

    def __init__(
        self, space: pymunk.Space, spec: SkeletonSpec, nodes: Sequence[pymunk.Body], hold: tuple[str, float, float], *, tethers: bool
    ) -> None:
        node, x, y = hold
        self._space = space
        self.body = pymunk.Body(body_type=pymunk.Body.KINEMATIC)
        self.body.position = x, y
        self.joints: list[pymunk.Constraint] = [pymunk.PivotJoint(self.body, nodes[spec.index[node]], (0.0, 0.0), (0.0, 0.0))]
        for name, length in geodesic(spec, node).items() if tethers else ():
            if name != node:
                self.joints.append(pymunk.SlideJoint(self.body, nodes[spec.index[name]], (0.0, 0.0), (0.0, 0.0), 0.0, length))
        for joint in self.joints:
            joint.error_bias = ERROR_BIAS
            joint.max_force = GRIP_N
            joint.max_bias = CATCH_UP_M_S
        space.add(self.body, *self.joints)

    def remove(self) -> None:
        """Let go."""
        self._space.remove(self.body, *self.joints)


def _tethered(name: str) -> bool:
    return "." not in name and not name.startswith("body_ankle")


class _Cloth:
    """One live garment in its Space."""

    def __init__(self, state: GarmentState, statics: Sequence[Static]) -> None:
        self.state = state
        self.spec = SKELETONS[state.kind]
        self.space = pymunk.Space()
        self.space.gravity = 0.0, -9.81
        self.space.iterations = ITERATIONS
        self.space.damping = DAMPING
        self.space.collision_bias = COLLISION_BIAS
        self.space.collision_slop = COLLISION_SLOP_M
        self.nodes = [self._node(i) for i in range(len(self.spec.nodes))]
        for a, b, length in self.spec.links:
            link = pymunk.SlideJoint(self.nodes[self.spec.index[a]], self.nodes[self.spec.index[b]], (0.0, 0.0), (0.0, 0.0), 0.0, length)
            link.error_bias = ERROR_BIAS
            self.space.add(link)
        self.solids: list[pymunk.Shape] = []
        self.set_statics(statics)
        self.holds = {name: _Hold(self.space, self.spec, self.nodes, hold, tethers=_tethered(name)) for name, hold in state.holds.items()}
        self.targets: dict[str, tuple[float, float]] = {}
        self.moved: tuple[str, ...] = ()
        """Holds that went to a target in the last tick: they stop, unless they have another now."""
        self._buffer = pymunk.batch.Buffer()
        self._read: tuple[float, ...] = ()
        self._numbers = struct.Struct(f"{4 * len(self.nodes)}d")

    def _node(self, i: int) -> pymunk.Body:
        body = pymunk.Body(self.spec.mass_kg / len(self.spec.nodes), math.inf)
        body.position = self.state.x[i], self.state.y[i]
        body.velocity = self.state.vx[i], self.state.vy[i]
        shape = pymunk.Circle(body, self.spec.radius_m)
        shape.friction = 0.6
        shape.filter = pymunk.ShapeFilter(group=1, categories=_CLOTH, mask=_SOLID)
        self.space.add(body, shape)
        return body

    def set_statics(self, statics: Sequence[Static]) -> None:
        """Exchange the solids."""
        self.space.remove(*self.solids)
        self.solids = []
        for static in (FLOOR, *statics):
            solid = pymunk.Segment(self.space.static_body, (static.x0, static.y0), (static.x1, static.y1), static.radius_m)
            solid.friction = 0.8
            solid.filter = pymunk.ShapeFilter(categories=_SOLID)
            self.solids.append(solid)
        self.space.add(*self.solids)

    def step(self) -> None:
        """One tick.  A hold covers the way to its target at an even speed and is then exactly there."""
        for name in self.moved:
            if name in self.holds and name not in self.targets:
                self.holds[name].body.velocity = 0.0, 0.0
        for name, (x, y) in self.targets.items():
            node, from_x, from_y = self.state.holds[name]
            self.holds[name].body.velocity = (x - from_x) * TICKS_PER_SECOND, (y - from_y) * TICKS_PER_SECOND
            self.state.holds[name] = node, x, y
        for _ in range(SUBSTEPS):
            self.space.step(SUBSTEP_S)
        for name, target in self.targets.items():
            self.holds[name].body.position = target
        self.moved, self.targets = tuple(self.targets), {}
        self._read = ()

    def read(self) -> tuple[float, ...]:
        """x, y, vx, vy of node after node (what follows them belongs to the holds)."""
        if not self._read:
            self._buffer.clear()
            pymunk.batch.get_space_bodies(self.space, _FIELDS, self._buffer)
            self._read = self._numbers.unpack_from(self._buffer.float_buf())
        return self._read

    def sync(self) -> None:
        """Bodies to state."""
        read, state = self.read(), self.state
        state.x, state.y, state.vx, state.vy = list(read[0::4]), list(read[1::4]), list(read[2::4]), list(read[3::4])


class Physics:
    """All live garments.  KeyError when asked about one that is not."""

    def __init__(self, statics: Sequence[Static]) -> None:
        self._statics = tuple(statics)
        self._cloths: dict[str, _Cloth] = {}

    def set_statics(self, statics: Sequence[Static]) -> None:
        """From now on these solids apply, besides the floor (the operator has come to another station)."""
        if tuple(statics) != self._statics:
            self._statics = tuple(statics)
            for cloth in self._cloths.values():
                cloth.set_statics(self._statics)

    def add(self, state: GarmentState) -> None:
        """Make a garment live, from its state.  The state stays the caller's; `sync` and `rebuild` write to it."""
        state.live = True
        self._cloths[state.thing] = _Cloth(state, self._statics)

    def remove(self, thing: str) -> None:
        """It is live no more and nobody holds it; its state keeps where it was."""
        cloth = self._cloths.pop(thing)
        cloth.sync()
        cloth.state.live = False
        cloth.state.holds.clear()

    def set_hold(self, thing: str, name: str, node: str, x: float, y: float) -> None:
        """Take hold of a node; the hold point is at (x, y), and the node comes to it as fast as the grip's force allows."""
        cloth = self._cloths[thing]
        if name in cloth.holds:
            self.drop_hold(thing, name)
        cloth.holds[name] = _Hold(cloth.space, cloth.spec, cloth.nodes, (node, x, y), tethers=_tethered(name))
        cloth.state.holds[name] = node, x, y

    def drop_hold(self, thing: str, name: str) -> None:
        """Let go of it."""
        cloth = self._cloths[thing]
        cloth.holds.pop(name).remove()
        del cloth.state.holds[name]
        cloth.targets.pop(name, None)

    def move_hold(self, thing: str, name: str, x: float, y: float) -> None:
        """Where that hold has to be at the end of this tick; one not moved stays where it is."""
        cloth = self._cloths[thing]
        if cloth.state.holds[name][1:] != (x, y):
            cloth.targets[name] = x, y

    def step(self) -> None:
        """One tick."""
        for cloth in self._cloths.values():
            cloth.step()

    def positions(self, thing: str) -> list[tuple[float, float]]:
        """(x_m, y_m) of every node, in the order of the spec."""
        read = self._cloths[thing].read()
        return list(zip(read[0::4], read[1::4], strict=True))

    def low(self, thing: str) -> tuple[float, str]:
        """(y_m of its lowest edge, node there)."""
        cloth = self._cloths[thing]
        heights = cloth.read()[1::4]
        lowest = min(heights)
        return lowest - cloth.spec.radius_m, cloth.spec.nodes[heights.index(lowest)][0]

    def at_rest(self, thing: str) -> bool:
        """Whether every node is slower than 5 cm/s.  True, too, in the tick it is let go: ask for some ticks on end."""
        read = self._cloths[thing].read()
        return all(vx * vx + vy * vy < REST_M_S * REST_M_S for vx, vy in zip(read[2::4], read[3::4], strict=True))

    def strain(self, thing: str) -> float:
        """See `game.entities.garment.strain`: above its TEARS_AT a seam gives way."""
        return garment.strain(self._cloths[thing].state)

    def sync(self) -> None:
        """Bodies to the GarmentState of every live garment."""
        for cloth in self._cloths.values():
            cloth.sync()

    def rebuild(self) -> None:
        """The same garments in fresh Spaces: what Chipmunk keeps from step to step is forgotten, so that play, replay and resume agree."""
        self.sync()
        self._cloths = {thing: _Cloth(self._cloths[thing].state, self._statics) for thing in sorted(self._cloths)}


# --- small things --------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Loose:
    """A small thing that falls or slides: a circle that does not turn.  Metres, m/s; plain state, picklable."""

    id: str
    x: float
    y: float
    vx: float
    vy: float
    radius_m: float
    friction: float
    """0.05 rolls a long way, 0.5 soon lies still."""


class Bodies:
    """Small things while they move.  Their `Loose` is written every tick; they do not push each other."""

    def __init__(self, loose: Sequence[Loose] = ()) -> None:
        self._space = pymunk.Space()
        self._space.gravity = 0.0, -9.81
        self._space.iterations = ITERATIONS
        self._space.collision_bias = COLLISION_BIAS
        self._space.collision_slop = COLLISION_SLOP_M
        floor = pymunk.Segment(self._space.static_body, (FLOOR.x0, FLOOR.y0), (FLOOR.x1, FLOOR.y1), FLOOR.radius_m)
        floor.friction = 1.0
        floor.filter = pymunk.ShapeFilter(categories=_SOLID)
        self._space.add(floor)
        self._live: dict[str, tuple[Loose, pymunk.Body, pymunk.Shape]] = {}
        for one in loose:
            self.add(one)

    def add(self, one: Loose) -> None:
        """Let go of it: from now on it falls."""
        body = pymunk.Body(0.02, math.inf)
        body.position, body.velocity = (one.x, one.y), (one.vx, one.vy)
        shape = pymunk.Circle(body, one.radius_m)
        shape.friction = one.friction
        shape.filter = pymunk.ShapeFilter(group=1, categories=_CLOTH, mask=_SOLID)
        self._space.add(body, shape)
        self._live[one.id] = one, body, shape

    def remove(self, name: str) -> None:
        """It moves no more, or is in a hand."""
        _, body, shape = self._live.pop(name)
        self._space.remove(body, shape)

    def live(self) -> tuple[Loose, ...]:
        """All that move, in the order they were let go."""
        return tuple(one for one, _, _ in self._live.values())

    def step(self) -> None:
        """One tick."""
        if not self._live:
            return
        for _ in range(SUBSTEPS):
            self._space.step(SUBSTEP_S)
        for one, body, _ in self._live.values():
            (one.x, one.y), (one.vx, one.vy) = body.position, body.velocity

    def at_rest(self, name: str) -> bool:
        """Whether it lies on the floor and is slower than 2 cm/s."""
        one = self._live[name][0]
        return one.y <= one.radius_m + 0.004 and one.vx * one.vx + one.vy * one.vy < 0.0004

    def rebuild(self) -> Bodies:
        """The same things in a fresh Space, in the order of their names."""
        return Bodies(sorted(self.live(), key=lambda one: one.id))
