"""The room of a run that is gone through again, of whatever scene, on a part of the window.

Where one gowns the expert stands in the same room, as a ghost.  A line that is cleared and a process that is mended differ soon from
what the expert would have before him: there his room is shown beside the trainee's, at the same moment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import pygame

from game.texts import t
from game.view import paint
from game.view.screen import Screen
from game.view.sheet_card import NARROW, SheetCard
from game.view.theme import BODY, THEME
from game.world.runs import RunWorld

if TYPE_CHECKING:
    from game.view.forms.paper import Sheet
    from game.view.ghost import GhostPicture
    from game.view.line.picture import LinePicture
    from game.view.overlays import Overlays
    from game.view.process.film import RoomFilm

LINE, DEVIATION = "line_clearance", "deviation"
GAP = 6


class Take(Protocol):
    """One room, drawn.  layers: None where none are allowed."""

    layers: Overlays | None

    def draw(self, world: RunWorld) -> None:
        """One frame of it as that world is."""

    def watch(self, world: RunWorld, dt: float) -> None:
        """The eye goes along with who acts; dt of a second or more: it is there at once."""


def overlays_of(scene: str, on: set[str] | None = None) -> Overlays:
    """The layers of a kind of scene."""
    if scene == LINE:
        from game.view.line.overlays import LineOverlays

        return LineOverlays(on)
    if scene == DEVIATION:
        from game.view.deviation.overlays import ProcessOverlays

        return ProcessOverlays(on)
    from game.view.overlays import RoomOverlays

    return RoomOverlays(on)


class RoomTake:
    """The changing room, with the ghost in it."""

    def __init__(self, screen: Screen, area: pygame.Rect, world: RunWorld, layers: Overlays | None) -> None:
        from game.view.camera import Camera
        from game.view.figure import looks_of
        from game.view.looks.base import RoomView
        from game.view.room import RoomPicture

        draw = world.draw
        looks = looks_of(world.seed, draw.skin, draw.hair, draw.beard, draw.body)
        part = _part(screen, area)
        self.layers, self.screen = layers, screen
        self.covered = 0
        """So far down switches lie over it, real pixels."""
        self.picture = RoomPicture(RoomView(part, Camera(part, world.level), world.level, world.seen, world.state, looks))
        self.picture.view.camera.snap(world.seen.x)
        self._shape: GhostPicture | None = None

    def draw(self, world: RunWorld, ghost: RunWorld | None = None) -> None:
        """One frame, with the expert where he is given."""
        view = self.picture.view
        view.seen, view.truth = world.seen, world.state
        view.frame += 1
        self.picture.draw()
        if ghost is None:
            self._shape = None
        else:
            self._draw_ghost(ghost)
        if self.layers is not None:
            self.layers.follow(view)
            self.layers.draw(self.picture, self.screen, world)

    def _draw_ghost(self, ghost: RunWorld) -> None:
        from game.view.ghost import GhostPicture

        lang = self.screen.lang
        self._shape = self._shape or GhostPicture(self.picture.view, ghost)
        self._shape.draw(ghost, self.picture.view)
        self._shape.letter(self.screen, self.picture.view, t("replay.you", lang), t("replay.ghost", lang), self.covered)

    def watch(self, world: RunWorld, dt: float) -> None:
        """See `Take`."""
        self.picture.view.seen = world.seen
        if dt < 1.0:
            self.picture.view.camera.follow(world.seen.x, dt)
        else:
            self.picture.view.camera.snap(world.seen.x)


class PlaceTake:
    """A room that is shown whole, the expert's beside one's own; what is written shows on a card."""

    picture: LinePicture | RoomFilm

    def __init__(self, screen: Screen, area: pygame.Rect, world: RunWorld, layers: Overlays | None) -> None:
        self.layers, self.screen, self.area = layers, screen, area
        self._film(_part(screen, area), world)
        self.card = SheetCard(self._sheet)
        self.watch(world, 1.0)

    def _film(self, part: Screen, world: RunWorld) -> None:
        raise NotImplementedError

    def _seen(self, world: RunWorld) -> Any:
        """What the picture asks; after a leap it is another world's."""
        return world.seen

    def _sheet(self, thing: str) -> Sheet:
        """A paper as it stands, at the size of the window's letters."""
        raise NotImplementedError

    def draw(self, world: RunWorld) -> None:
        """See `Take`."""
        view = self.picture.view
        view.seen, view.truth = self._seen(world), world.state
        view.frame += 1
        self.picture.draw()
        if self.layers is not None:
            self.layers.follow(view)
            self.layers.draw(self.picture, self.screen, world)
        self.card.follow(world.state.forms, world.tick)
        self.card.draw(self.screen, self.area)

    def watch(self, world: RunWorld, dt: float) -> None:
        """See `Take`."""
        self.picture.view.seen = self._seen(world)
        self.picture.watch(dt)


class LineTake(PlaceTake):
    """A line that is cleared."""

    def _film(self, part: Screen, world: RunWorld) -> None:
        from game.view.line.picture import LinePicture
        from game.view.line.view import view_of

        self._view = view_of(part, world.level, world.seen, world.state)
        self.picture = LinePicture(self._view)

    def _sheet(self, thing: str) -> Sheet:
        from game.view.forms.paper import Sheet
        from game.view.line.heads import head_of

        spec, state = self._view.seen.form(thing)
        return Sheet(self.screen, spec, state, head_of(self._view))


class ProcessTake(PlaceTake):
    """A process that left its way."""

    def _film(self, part: Screen, world: RunWorld) -> None:
        from game.view.deviation.view import view_of
        from game.view.process.film import RoomFilm

        self._view = view_of(part, world.level, world.seen, world.state)
        self._of = world.seen
        self.picture = RoomFilm(self._view)

    def _seen(self, world: RunWorld) -> Any:
        from game.view.deviation.view import StillSeen

        if self._of is not world.seen:
            self._of = world.seen
            return StillSeen(world.seen)
        return self._view.seen

    def _sheet(self, thing: str) -> Sheet:
        from game.view.deviation.papers import ProcessSheet, head_of

        view = self._view
        return ProcessSheet(self.screen, view.seen.form(thing), view.truth.forms[thing], head_of(view, thing))


TAKES: dict[str, type[PlaceTake]] = {LINE: LineTake, DEVIATION: ProcessTake}


class Footage:
    """A run on `area` of the window, and the expert's beside it once he is asked for.  layers: None where none are allowed."""

    def __init__(self, screen: Screen, area: pygame.Rect, world: RunWorld, layers: Overlays | None, *, pair: bool = False) -> None:
        self.screen, self.area, self.pair = screen, area, pair
        self.split = pair and world.level.scene in TAKES
        half = pygame.Rect(area.x, area.y, (area.w - screen.px(GAP)) // 2, area.h)
        self.yours = _take(screen, half if self.split else area, world, layers)
        self._other = pygame.Rect(area.right - half.w, area.y, half.w, area.h)
        self.its: Take | None = None
        if self.split:
            self.its = _take(screen, self._other, world, overlays_of(world.level.scene, layers.on) if layers else None)

    def cover(self, high: int) -> None:
        """Switches lie over the room so far down, real pixels: its words stand below them."""
        if isinstance(self.yours, RoomTake):
            self.yours.covered = high
        for take in (self.yours, self.its):
            if take is not None and take.layers is not None:
                take.layers.covered = high

    def draw(self, world: RunWorld, ghost: RunWorld | None) -> None:
        """One frame."""
        if isinstance(self.yours, RoomTake):
            self.yours.draw(world, ghost)
            return
        self.yours.draw(world)
        if self.its is not None and ghost is not None:
            self.its.draw(ghost)
            gap = self._other.x - self.screen.px(GAP) - 1, self.area.y, self.screen.px(GAP) + 2, self.area.h
            self.screen.surface.fill(THEME.ink, gap)
            self._letter("replay.you", self.area.x, THEME.ink)
            self._letter("replay.ghost", self._other.x, THEME.petrol)

    def _letter(self, key: str, left: int, fill: tuple[int, int, int]) -> None:
        """Whose room it is, in its upper left corner."""
        screen = self.screen
        words = t(key, screen.lang)
        wide, high = screen.text.measure(words, BODY, "semibold")
        box = pygame.Rect(left + screen.px(24), 0, wide + screen.px(36), high + screen.px(14))
        box.top = self.area.y + screen.px(16 if screen.vw >= NARROW else 80)  # the switches reach that far where letters are large
        paint.plate(screen.surface, box, box.h // 2, fill, THEME.white, max(1.0, 2 * screen.s))
        screen.text.draw(words, box.center, BODY, THEME.white, "semibold", "center")

    def watch(self, world: RunWorld, ghost: RunWorld | None, dt: float) -> None:
        """Both eyes go along."""
        self.yours.watch(world, dt)
        if self.its is not None and ghost is not None:
            self.its.watch(ghost, dt)


def _take(screen: Screen, area: pygame.Rect, world: RunWorld, layers: Overlays | None) -> RoomTake | PlaceTake:
    return TAKES.get(world.level.scene, RoomTake)(screen, area, world, layers)


def _part(screen: Screen, area: pygame.Rect) -> Screen:
    return Screen(screen.surface.subsurface(area), screen.text_percent, screen.lang)
