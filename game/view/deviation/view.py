"""What all drawings of a deviation read: the window, the camera, what can be perceived, and what an eye in the room would see."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pygame

from game.entities.deviation_state import DeviationState
from game.spec import LevelSpec, ProcessSpec
from game.texts import has, t
from game.view import topbar
from game.view.screen import Screen
from game.world.deviation.seen import DeviationSeen
from game.world.typed import clock, shown_day

PX_PER_M = 330.0
"""Scale of the room at 1920 x 1080."""
FLOOR_M = 0.42
"""How much floor is seen below the things' feet."""
GLIDE = 0.10
LEAST_CLEAR_M = 0.9


class StillSeen(DeviationSeen):
    """The same as `DeviationSeen`; while a picture is drawn, what takes long to find out is asked once."""

    def __init__(self, seen: DeviationSeen) -> None:
        vars(self).update(vars(seen))
        self._asked: dict[str, Any] | None = None

    @contextmanager
    def still(self) -> Iterator[None]:
        """While one picture is drawn: nothing happens meanwhile."""
        self._asked = {}
        try:
            yield
        finally:
            self._asked = None

    def _once(self, name: str, ask: Callable[[], Any]) -> Any:
        if self._asked is None:
            return ask()
        if name not in self._asked:
            self._asked[name] = ask()
        return self._asked[name]

    def _shown(self) -> Any:
        return self._once("shown", self._core.running.shown)

    @property
    def alarms(self) -> tuple[str, ...]:
        return tuple(self._shown().listed)

    @property
    def unread(self) -> tuple[str, ...]:
        return tuple(self._shown().unread)

    def screen(self) -> Any:
        return self._shown() if self._once("by", lambda: bool(self.console) and self.by(self.console)) else None

    def plant(self) -> Any:
        return self._once("plant", super().plant)


class RoomCamera:
    """From metres of the room to pixels of a strip of the window.  `x`: the middle, metres; `area`: the strip."""

    def __init__(self, x0: float, x1: float) -> None:
        self.x0, self.x1 = x0, x1
        self.x = self.aim = (x0 + x1) / 2
        self.area = pygame.Rect(0, 0, 1, 1)
        self.scale = PX_PER_M
        self.floor_m = FLOOR_M
        """So much is seen below the floor line."""
        self._held = False

    def lay(self, area: pygame.Rect, scale: float, *, at: float | None = None) -> None:
        """The strip and the scale; at: the middle that it keeps to, None to go along with the operator."""
        if area != self.area or scale != self.scale:
            self.area, self.scale = area, scale
            self._held = at is not None
            if at is not None:
                self.x = self.aim = at
            self.show(self.x, snap=True)

    def show(self, x: float, *, snap: bool = False) -> None:
        """Glide so that x is in the middle, as far as the room goes."""
        half = self.area.w / self.scale / 2
        if not self._held:
            x = min(self.x1 - half, max(self.x0 + half, x)) if 2 * half < self.x1 - self.x0 else (self.x0 + self.x1) / 2
            self.aim = x
        if snap:
            self.x = self.aim

    def follow(self, x: float) -> None:
        """Go along with the operator, once he comes near the edge of what is seen."""
        half = self.area.w / self.scale / 2
        clear = min(LEAST_CLEAR_M, half / 2)
        if abs(x - self.aim) > half - clear:
            self.show(x)
        self.x += (self.aim - self.x) * GLIDE

    @property
    def floor(self) -> int:
        """Row of the things' feet."""
        return self.area.bottom - round(self.floor_m * self.scale)

    def point(self, x: float, y: float) -> tuple[int, int]:
        """Metres -> pixels; the room moves by whole ones, so that all in it stays together."""
        return round(self.area.centerx - self.x * self.scale) + round(x * self.scale), self.floor - round(y * self.scale)

    def rect(self, x0: float, y0: float, x1: float, y1: float) -> pygame.Rect:
        """A box given by its corners in metres: left, bottom, right, top."""
        left, top = self.point(x0, y1)
        right, bottom = self.point(x1, y0)
        return pygame.Rect(left, top, max(1, right - left), max(1, bottom - top))


@dataclass
class DeviationView:
    """`truth`: the state of the run, for what lies in plain sight; `seen` for all else."""

    screen: Screen
    camera: RoomCamera
    level: LevelSpec
    seen: StillSeen
    truth: DeviationState
    frame: int = 0

    @property
    def surface(self) -> pygame.Surface:
        """Where it draws."""
        return self.screen.surface

    @property
    def process(self) -> ProcessSpec:
        """The process of the level; a level of this scene has one (the loader sees to it)."""
        assert self.level.process is not None  # noqa: S101
        return self.level.process

    def t(self, key: str, **values: object) -> str:
        """A text in the reader's language."""
        return t(key, self.screen.lang, **values)

    def told(self, key: str, **values: object) -> str:
        """A text, "" where nobody wrote one."""
        return self.t(key, **values) if has(key, self.screen.lang) else ""

    def name(self, thing_id: str) -> str:
        """What a thing or a person is called."""
        thing = next((one for one in self.level.things if one.id == thing_id), None)
        if thing is None:
            return self.told(f"deviation.who_{thing_id}") or thing_id
        return thing.name.get(self.screen.lang) if thing.name else self.t(f"deviation.kind_{thing.kind}")

    def title(self, thing_id: str) -> str:
        """The same, as a title begins."""
        name = self.name(thing_id)
        return name[:1].upper() + name[1:]

    def at_clock(self, second: int) -> str:
        """The clock at a second of the run, minutes and hours."""
        minute = (clock(self.process.clock).value + second // 60) % 1440
        return f"{minute // 60:02d}:{minute % 60:02d}"

    @property
    def clock(self) -> str:
        """The clock of the room, with its seconds."""
        second = self.seen.clock_s
        return f"{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}"

    @property
    def pace(self) -> str:
        """How fast that clock goes, or which day it is."""
        if self.seen.today != int(self.process.date.replace("-", "")):
            return self.t("whys.day_after", date=shown_day(self.seen.today)[:5])
        return self.t("deviation.pace", n=self.process.pace)

    def number(self, value: float, decimals: int = 1) -> str:
        """A number as the reader writes it."""
        text = f"{value:.{decimals}f}"
        return text.replace(".", ",") if self.screen.lang == "fr" else text

    @property
    def room(self) -> pygame.Rect:
        """The window below the bar."""
        top = topbar.height(self.screen)
        return pygame.Rect(0, top, self.screen.width, self.screen.height - top)


def view_of(screen: Screen, level: LevelSpec, seen: DeviationSeen, truth: DeviationState) -> DeviationView:
    """A fresh view of a run."""
    x0, x1 = min(room.x0_m for room in level.rooms), max(room.x1_m for room in level.rooms)
    return DeviationView(screen, RoomCamera(x0, x1), level, StillSeen(seen), truth)
