"""When does a garment touch something?  Geometry at the end of a tick, and only when it lasts.

A brush is nobody's fault: contact counts after 0.2 s, or once the cloth has been dragged 3 cm along the surface in more
than a brush of 0.1 s.  A touch that has counted is over when the cloth has been more than 20 mm clear of the surface for
a quarter of a second: a hem that trembles on the floor is one touch, not ten.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from game.world.physics import Static

COUNTS_TICKS = 12
COUNTS_TRAVEL_M = 0.03
BRUSH_TICKS = 6
CLEAR_M = 0.020
CLEAR_TICKS = 15
NEAR_M = 0.001
"""Closer is contact: lying cloth rests within half a millimetre of the surface, on either side of it."""


@dataclass(frozen=True, slots=True)
class TouchStart:
    """A contact came to count.  since_tick: when it began; node: index of the deepest; depth_m: how deep (0.0 when it just lies on)."""

    thing: str
    surface: str
    node: int
    depth_m: float
    since_tick: int


@dataclass(frozen=True, slots=True)
class TouchStop:
    """A touch that had counted is over; it lasted from its first to its last tick of contact."""

    thing: str
    surface: str
    lasted_ticks: int


@dataclass(slots=True)
class Episode:
    """One thing against one surface."""

    since_tick: int
    last_tick: int
    node: int = -1
    depth_m: float = -NEAR_M
    contact_ticks: int = 0
    travel_m: float = 0.0
    clear_ticks: int = 0
    counted: bool = False
    touching: dict[int, tuple[float, float]] = field(default_factory=dict)
    """Nodes in contact at the last tick -> where they were."""


@dataclass(slots=True)
class TouchTracker:
    """All episodes that are not over.  Plain state: it is pickled with the world."""

    episodes: dict[tuple[str, str], Episode] = field(default_factory=dict)

    def update(
        self, tick: int, thing: str, nodes: Sequence[tuple[float, float]], radius_m: float, surfaces: Sequence[Static]
    ) -> list[TouchStart | TouchStop]:
        """One tick of a thing whose nodes are discs of `radius_m`, against all surfaces that apply now.  Call it every tick."""
        xs, ys = zip(*nodes, strict=True)
        box = min(xs), min(ys), max(xs), max(ys)
        found = self._over(thing, {surface.id for surface in surfaces})
        for surface in surfaces:
            known = (thing, surface.id) in self.episodes
            if known or not _apart(box, surface, radius_m + NEAR_M):
                change = self._against(tick, thing, nodes, radius_m, surface)
                found += [change] if change else []
        return found

    def forget(self, thing: str) -> list[TouchStart | TouchStop]:
        """The thing is not cloth in the air any more (worn, laid down, discarded): its touches are over."""
        return self._over(thing, set())

    def _over(self, thing: str, surfaces: set[str]) -> list[TouchStart | TouchStop]:
        """End the episodes with surfaces that are not among `surfaces`."""
        gone = [key for key in self.episodes if key[0] == thing and key[1] not in surfaces]
        ended = [(key[1], self.episodes.pop(key)) for key in gone]
        return [_stop(thing, surface, episode) for surface, episode in ended if episode.counted]

    def _against(
        self, tick: int, thing: str, nodes: Sequence[tuple[float, float]], radius_m: float, surface: Static
    ) -> TouchStart | TouchStop | None:
        key = thing, surface.id
        episode = self.episodes.get(key) or Episode(tick, tick)
        nearest = _contact(episode, tick, nodes, radius_m, surface)
        if not episode.contact_ticks:
            return None
        self.episodes[key] = episode
        episode.clear_ticks = episode.clear_ticks + 1 if nearest > CLEAR_M else 0
        if episode.counted:
            if episode.clear_ticks < CLEAR_TICKS:
                return None
            return _stop(thing, surface.id, self.episodes.pop(key))
        if tick - episode.last_tick >= CLEAR_TICKS:
            del self.episodes[key]
            return None
        dragged = episode.contact_ticks > BRUSH_TICKS and episode.travel_m >= COUNTS_TRAVEL_M
        if episode.contact_ticks < COUNTS_TICKS and not dragged:
            return None
        episode.counted = True
        return TouchStart(thing, surface.id, episode.node, max(0.0, episode.depth_m), episode.since_tick)


def _contact(episode: Episode, tick: int, nodes: Sequence[tuple[float, float]], radius_m: float, surface: Static) -> float:
    """Bring the episode up to date with this tick; gives the clearance of the nearest node (infinite beyond CLEAR_M)."""
    nearest, travel = math.inf, 0.0
    touching: dict[int, tuple[float, float]] = {}
    far = radius_m + surface.radius_m + CLEAR_M
    left, right = min(surface.x0, surface.x1) - far, max(surface.x0, surface.x1) + far
    below, above = min(surface.y0, surface.y1) - far, max(surface.y0, surface.y1) + far
    for i, (x, y) in enumerate(nodes):
        if not (below <= y <= above and left <= x <= right):
            continue
        away_x, away_y = _away(surface, x, y)
        distance = math.sqrt(away_x * away_x + away_y * away_y)
        clearance = distance - radius_m - surface.radius_m
        nearest = min(nearest, clearance)
        if clearance <= NEAR_M:
            touching[i] = x, y
            if i in episode.touching and distance > 0.0:
                was_x, was_y = episode.touching[i]
                travel = max(travel, abs((x - was_x) * away_y - (y - was_y) * away_x) / distance)
            if -clearance > episode.depth_m or episode.node < 0:
                episode.node, episode.depth_m = i, -clearance
    if touching:
        episode.contact_ticks += 1
        episode.last_tick = tick
        episode.travel_m += travel
    episode.touching = touching
    return nearest


def _stop(thing: str, surface: str, episode: Episode) -> TouchStop:
    return TouchStop(thing, surface, episode.last_tick - episode.since_tick + 1)


def _apart(box: tuple[float, float, float, float], surface: Static, gap_m: float) -> bool:
    """Whether a box (x0, y0, x1, y1) is surely farther than `gap_m` from a surface."""
    gap_m += surface.radius_m
    x0, y0, x1, y1 = box
    return (
        x0 - gap_m > max(surface.x0, surface.x1)
        or x1 + gap_m < min(surface.x0, surface.x1)
        or y0 - gap_m > max(surface.y0, surface.y1)
        or y1 + gap_m < min(surface.y0, surface.y1)
    )


def _away(surface: Static, x: float, y: float) -> tuple[float, float]:
    """From the nearest point of a surface's middle line to (x, y)."""
    along_x, along_y = surface.x1 - surface.x0, surface.y1 - surface.y0
    length_2 = along_x * along_x + along_y * along_y
    share = ((x - surface.x0) * along_x + (y - surface.y0) * along_y) / length_2 if length_2 else 0.0
    share = min(1.0, max(0.0, share))
    return x - surface.x0 - share * along_x, y - surface.y0 - share * along_y
