"""What looks share: the view they draw on, and the box of a thing on the screen."""

from __future__ import annotations

from dataclasses import dataclass, field

import pygame

from game.entities.state import WorldState
from game.spec import LevelSpec, Text, ThingSpec
from game.texts import t
from game.view import paint, parts
from game.view.camera import PX_PER_M, Camera
from game.view.figure import Looks, Outfit
from game.view.screen import Screen
from game.view.theme import THEME, Colour
from game.world.seen import Seen, ThingSeen

KIT_SCALE = PX_PER_M / 500.0
"""Kit pixels -> pixels of a 1920 x 1080 window."""
LEAST_TARGET_PX = 44


@dataclass
class RoomView:
    """All that a drawing of the room reads.  `truth` is for what an eye in the room would see (a stain, a tear, a lit lamp)."""

    screen: Screen
    camera: Camera
    level: LevelSpec
    seen: Seen
    truth: WorldState
    looks: Looks
    start_s: int = 32_400
    """What the wall clock shows at tick 0, seconds of the day."""
    frame: int = 0
    lit: dict[str, float] = field(default_factory=dict)
    """Moments of the eye: thing -> 0..1 (a lever pressed, a lid up), fading."""

    soaped: bool = False
    """Soap was taken and has not been rinsed away."""
    _things: tuple[int, int, list[ThingSeen]] = (-1, -1, [])
    """All things, with the frame and the tick at which they were seen."""
    dressed: tuple[tuple[int, int], Outfit] | None = None
    """What the operator wears, with the frame and the tick at which it was seen."""

    @property
    def surface(self) -> pygame.Surface:
        """Where it draws."""
        return self.screen.surface

    def things(self) -> list[ThingSeen]:
        """All things as they are seen in this frame: asked for by many, looked up once."""
        frame, tick, found = self._things
        if (frame, tick) != (self.frame, self.seen.tick):
            found = self.seen.things()
            self._things = self.frame, self.seen.tick, found
        return found

    @property
    def k(self) -> float:
        """Real pixels per kit pixel."""
        return KIT_SCALE * self.screen.unit

    def t(self, key: str, **values: object) -> str:
        """A text in the reader's language."""
        return t(key, self.screen.lang, **values)

    def words(self, text: Text) -> str:
        """A text of the level in the reader's language."""
        return text.get(self.screen.lang)

    def spec(self, thing_id: str) -> ThingSpec | None:
        """What the level says of a thing; None for one that came into being later."""
        return next((s for s in self.level.things if s.id == thing_id), None)

    def put(self, name: str, at: tuple[float, float], share: float = 1.0, **how: object) -> pygame.Rect:
        """A part of the kit with its anchor at a point of the screen."""
        return parts.put(self.surface, name, at, self.k * share, **how)

    def box(self, name: str, at: tuple[float, float], share: float = 1.0, **how: object) -> pygame.Rect:
        """The box it would paint."""
        return parts.box(name, at, self.k * share, **how)


class Look:
    """How a family looks.  Everything has a place on the screen; what never changes goes into the still layer once."""

    depth = 0
    """Drawing order of what moves: 0 wall, 1 on shelves, 2 on the floor, 3 in hands."""

    def still(self, view: RoomView, spec: ThingSpec) -> None:
        """Paint what never changes (the view's camera stands where the still layer wants it)."""

    def draw(self, view: RoomView, thing: ThingSeen) -> None:
        """Paint what may change."""

    def box(self, view: RoomView, thing: ThingSeen) -> pygame.Rect | None:
        """Where it is on the screen; None when it is not to be seen."""
        return None

    def name(self, view: RoomView, thing: ThingSeen) -> str:
        """What to call it."""
        spec = view.spec(thing.id)
        if spec and spec.name:
            return view.words(spec.name)
        return view.t(f"room.kind_{thing.kind}")


def at_least(rect: pygame.Rect, side: int = LEAST_TARGET_PX) -> pygame.Rect:
    """The same place, large enough to be hit."""
    return rect.inflate(max(0, side - rect.w), max(0, side - rect.h))


def plate(
    view: RoomView, text: str, centre: tuple[float, float], size: float = 21, fill: Colour = THEME.petrol, ink: Colour = THEME.white
) -> pygame.Rect:
    """A lettered plate on the wall."""
    screen = view.screen
    wide, high = screen.text.measure(text, size, "semibold")
    box = pygame.Rect(0, 0, wide + screen.px(size * 1.1), high + screen.px(size * 0.35))
    box.center = round(centre[0]), round(centre[1])
    paint.plate(view.surface, box, screen.u(7), fill, THEME.white if fill == THEME.petrol else THEME.steel, max(1.0, 2 * screen.unit))
    screen.text.draw(text, box.center, size, ink, "semibold", "center", view.surface)
    return box
