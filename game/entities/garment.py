"""Live garments as plain data: the skeleton of each kind, and where its nodes are now.

A skeleton is a set of equal point masses tied by links that may slacken but not stretch, seen from the front as in a
mirror: "left" nodes have negative x.  `game.world.physics` moves it; views skin their mesh to the same nodes.
"""

from __future__ import annotations

import functools
import heapq
import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

Node = tuple[str, float, float]
"""Name, and rest place in metres from the collar, y up."""
Link = tuple[str, str, float]
"""Two nodes, and how far apart they can be, in metres."""

TEARS_AT = 1.15
"""Strain at which a seam gives way."""
HANDFUL_M = 0.20
"""Two hands on one node still hold so much cloth between them (half a collar)."""


@dataclass(frozen=True, slots=True, eq=False)
class SkeletonSpec:
    """A kind of live garment at rest.  Compared by identity: there is one per kind."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    anchors: dict[str, str]
    """Where a hand can take hold (anchor names of the kind) -> node."""
    mass_kg: float
    radius_m: float
    """Of each node: half the thickness of the cloth's folds."""
    openings: dict[str, str]
    """What a limb goes through -> node at its mouth."""
    spans: tuple[Link, ...] = ()
    """Cloth between seams: as far as these nodes can be pulled apart when one of them is held."""
    gather: tuple[str, ...] = ()
    """What a hand takes along with the node of the anchor "gathered", so that nothing hangs."""
    index: dict[str, int] = field(init=False)
    """Node name -> place in `nodes`."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "index", {name: i for i, (name, _, _) in enumerate(self.nodes)})


@dataclass(slots=True)
class GarmentState:
    """One live garment: all that physics needs to go on, bit for bit.  Room coordinates, metres and m/s, in the node order of the spec."""

    thing: str
    kind: str
    x: list[float]
    y: list[float]
    vx: list[float]
    vy: list[float]
    holds: dict[str, tuple[str, float, float]] = field(default_factory=dict)
    """Hold name (hand_left, body_neck, hook, ...) -> node held, and where it is held."""
    live: bool = True


def garment_state(kind: str, thing: str, x: float, y: float) -> GarmentState:
    """Spread flat in its rest shape, collar at (x, y), without motion."""
    nodes = SKELETONS[kind].nodes
    return _still(kind, thing, [x + dx for _, dx, _ in nodes], [y + dy for _, _, dy in nodes])


def garment_state_folded(kind: str, thing: str, x: float, y: float, node: str = "collar") -> GarmentState:
    """As it comes out of its pack, `node` on top at (x, y): a heap 0.2 m wide and 0.05 m high that falls open when lifted."""
    spec = SKELETONS[kind]
    _, x0, y0 = spec.nodes[spec.index[node]]
    return _still(kind, thing, [x + 0.3 * (dx - x0) for _, dx, _ in spec.nodes], [y - 0.04 * abs(dy - y0) for _, _, dy in spec.nodes])


def _still(kind: str, thing: str, x: list[float], y: list[float]) -> GarmentState:
    return GarmentState(thing, kind, x, y, [0.0] * len(x), [0.0] * len(y))


@functools.cache
def geodesic(spec: SkeletonSpec, node: str) -> Mapping[str, float]:
    """Metres from `node` to every node it is tied to, the shortest way along links and spans.  KeyError for an unknown node."""
    near: dict[str, list[tuple[str, float]]] = {name: [] for name, _, _ in spec.nodes}
    for a, b, length in (*spec.links, *spec.spans):
        near[a].append((b, length))
        near[b].append((a, length))
    found = {node: 0.0}
    queue = [(0.0, node)]
    while queue:
        so_far, here = heapq.heappop(queue)
        for there, length in near[here]:
            if there not in found or so_far + length < found[there]:
                found[there] = so_far + length
                heapq.heappush(queue, (found[there], there))
    return MappingProxyType(found)


def strain(garment: GarmentState) -> float:
    """How far its holds are pulled apart: greatest distance between two of them / geodesic distance of their nodes.

    0.0 with fewer than two holds; above 1 the cloth is taut, above `TEARS_AT` a seam gives way."""
    spec = SKELETONS[garment.kind]
    most = 0.0
    for (a, ax, ay), (b, bx, by) in itertools.combinations(garment.holds.values(), 2):
        dx, dy = bx - ax, by - ay
        most = max(most, math.sqrt(dx * dx + dy * dy) / max(geodesic(spec, a)[b], HANDFUL_M))
    return most


def hang(garment: GarmentState) -> tuple[float, str]:
    """(y_m of its lowest edge, node) if it hung freely from its holds: what it would take to keep it clear of the floor.

    With several holds a bound from above: a node can be no lower than its shortest cloth allows.  ValueError without a hold."""
    spec = SKELETONS[garment.kind]
    if not garment.holds:
        raise ValueError(f"{garment.thing} is held by nobody")
    heights = ((max(y - geodesic(spec, held)[name] for held, _, y in garment.holds.values()), name) for name, _, _ in spec.nodes)
    height, lowest = min(heights)
    return height - spec.radius_m, lowest


def _chain(name: str, count: int, start: tuple[float, float], end: tuple[float, float]) -> list[Node]:
    """Nodes name_1 .. name_count, evenly spaced; `start` is the point before the first, `end` the place of the last."""
    step_x, step_y = (end[0] - start[0]) / count, (end[1] - start[1]) / count
    return [(f"{name}_{k}", start[0] + k * step_x, start[1] + k * step_y) for k in range(1, count + 1)]


def _links(nodes: Sequence[Node], *seams: Sequence[str]) -> tuple[Link, ...]:
    """Links along each seam, as long as its nodes lie apart at rest."""
    place = {name: (x, y) for name, x, y in nodes}
    links = []
    for seam in seams:
        for a, b in itertools.pairwise(seam):
            dx, dy = place[b][0] - place[a][0], place[b][1] - place[a][1]
            links.append((a, b, math.sqrt(dx * dx + dy * dy)))
    return tuple(links)


def _seam(first: str, name: str, count: int) -> list[str]:
    return [first, *(f"{name}_{k}" for k in range(1, count + 1))]


def _coat() -> SkeletonSpec:
    """Knee-length blouse: a front, two side seams, two sleeves of 0.62 m; the hem curves up so that it hangs level from the collar."""
    nodes: list[Node] = [("collar", 0.0, 0.0), *_chain("front", 8, (0.0, 0.0), (0.0, -1.10))]
    seams, spans = [_seam("collar", "front", 8)], []
    for side, sign in (("left", -1.0), ("right", 1.0)):
        shoulder, seam, sleeve = f"shoulder_{side}", f"side_{side}", f"sleeve_{side}"
        nodes.append((shoulder, 0.18 * sign, -0.05))
        nodes += _chain(seam, 4, (0.20 * sign, 0.0), (0.25 * sign, -1.07))
        nodes += _chain(sleeve, 5, (0.18 * sign, -0.05), (0.22 * sign, -0.67))
        seams += [["collar", shoulder], _seam(shoulder, seam, 4), _seam(shoulder, sleeve, 5)]
        seams += [[f"{seam}_{k}", f"front_{2 * k}"] for k in (1, 2, 3, 4)]
        spans += [["collar", f"{seam}_{k}"] for k in (1, 2, 3, 4)]
    seams.append(["shoulder_left", "shoulder_right"])
    grips = {"collar": "collar", "front": "front_4", "hem": "front_8", "cuff_left": "sleeve_left_5", "cuff_right": "sleeve_right_5"}
    anchors = {f"{grip}.{face}": node for grip, node in grips.items() for face in ("inside", "outside")}
    return SkeletonSpec(
        tuple(nodes),
        _links(nodes, *seams),
        {**anchors, "zip": "front_7"},
        mass_kg=0.30,
        radius_m=0.02,
        openings={"sleeve_left": "shoulder_left", "sleeve_right": "shoulder_right"},
        spans=_links(nodes, *spans),
    )


def _coverall() -> SkeletonSpec:
    """One-piece suit with legs, 1.50 m from collar to ankle."""
    nodes: list[Node] = [("collar", 0.0, 0.0), *_chain("front", 7, (0.0, 0.0), (0.0, -0.70))]
    seams = [_seam("collar", "front", 7)]
    anchors = {"zip": "front_6"}
    for side, sign in (("left", -1.0), ("right", 1.0)):
        shoulder, sleeve, hip, leg = f"shoulder_{side}", f"sleeve_{side}", f"hip_{side}", f"leg_{side}"
        nodes += [(shoulder, 0.20 * sign, -0.04), (hip, 0.15 * sign, -0.70)]
        nodes += _chain(sleeve, 6, (0.20 * sign, -0.04), (0.22 * sign, -0.64))
        nodes += _chain(leg, 8, (0.15 * sign, -0.70), (0.15 * sign, -1.50))
        seams += [["collar", shoulder], [shoulder, hip], ["front_7", hip], _seam(shoulder, sleeve, 6), _seam(hip, leg, 8)]
        for face in ("inside", "outside"):
            anchors |= {f"cuff_{side}.{face}": f"{sleeve}_6", f"ankle_{side}.{face}": f"{leg}_8"}
    seams += [["shoulder_left", "shoulder_right"], ["hip_left", "hip_right"]]
    anchors |= {"collar.inside": "collar", "collar.outside": "collar", "front.inside": "front_4", "front.outside": "front_4"}
    anchors |= {"gathered": "collar", "waist.inside": "hip_left", "waist.outside": "hip_left"}
    return SkeletonSpec(
        tuple(nodes),
        _links(nodes, *seams),
        anchors,
        mass_kg=0.45,
        radius_m=0.02,
        gather=("leg_left_8", "leg_right_8", "sleeve_left_6", "sleeve_right_6"),
        openings={"leg_left": "hip_left", "leg_right": "hip_right", "sleeve_left": "shoulder_left", "sleeve_right": "shoulder_right"},
    )


SKELETONS: dict[str, SkeletonSpec] = {"coat": _coat(), "coverall": _coverall(), "suit": _coverall()}
"""Kind id -> skeleton of every kind that is cloth."""
