"""What all drawings of a line read: the window, the camera, what can be perceived, and what an eye in the room would see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pygame

from game.entities.line import StationKind
from game.entities.line_state import LineState
from game.entities.stations import STATIONS
from game.spec import BatchSpec, LevelSpec, ThingSpec
from game.texts import has, t
from game.view.line.camera import ROOM_M, LineCamera
from game.view.screen import Screen
from game.world.line.places import Layout, layout


@dataclass
class LineView:
    """`truth`: the state of the run, for what lies in plain sight; `seen` for all else."""

    screen: Screen
    camera: LineCamera
    level: LevelSpec
    seen: Any
    truth: LineState
    places: Layout
    frame: int = 0

    @property
    def surface(self) -> pygame.Surface:
        """Where it draws."""
        return self.screen.surface

    @property
    def batch(self) -> BatchSpec:
        """The batches of the level; a level of this scene has them (the loader sees to it)."""
        assert self.level.batch is not None  # noqa: S101
        return self.level.batch

    def t(self, key: str, **values: object) -> str:
        """A text in the reader's language."""
        return t(key, self.screen.lang, **values)

    def name(self, thing_id: str) -> str:
        """What a station, bin or person is called: as the level names it, else by its kind."""
        thing = self.spec(thing_id)
        if thing is None:
            return self.residue_name(thing_id)
        return thing.name.get(self.screen.lang) if thing.name else self.t(f"line.kind_{thing.kind}")

    def residue_name(self, residue_id: str) -> str:
        """What a residue is called."""
        residue = self.truth.residues.get(residue_id)
        key = f"line.residue_{residue.kind if residue else residue_id}"
        return self.t(key) if has(key, self.screen.lang) else residue_id

    def spec(self, thing_id: str) -> ThingSpec | None:
        """What the level says of a thing, None for what is none of its own."""
        return next((one for one in self.level.things if one.id == thing_id), None)


def station_of(thing: ThingSpec) -> StationKind:
    """The kind of station a thing is.  Raises KeyError."""
    return STATIONS[thing.kind]


def stations(level: LevelSpec) -> list[ThingSpec]:
    """All things of a level that are stations, in its order."""
    return [thing for thing in level.things if thing.kind in STATIONS]


def view_of(screen: Screen, level: LevelSpec, seen: Any, truth: LineState) -> LineView:
    """A fresh view of a run."""
    x0 = min([room.x0_m for room in level.rooms], default=0.0)
    x1 = max([room.x1_m for room in level.rooms], default=ROOM_M)
    return LineView(screen, LineCamera(screen, x0, x1), level, seen, truth, layout(level))
