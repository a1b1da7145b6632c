"""A deviation that is gone through again: the room, and the process screen while the operator sits before it."""

from __future__ import annotations

from game.view.deviation.view import PX_PER_M, DeviationView
from game.view.process import rooms

LEAST_PX = 420
"""Real pixels of height below which the process screen could not be read."""


class RoomFilm:
    """Goes along by itself; nothing in it can be worked."""

    def __init__(self, view: DeviationView) -> None:
        self.view = view
        self.picture = rooms.picture_of(view)
        self.panel = rooms.panel_of(view)
        self.picture.acting = "right"
        self._camera = view.camera
        self.watch(1.0)

    def watch(self, dt: float) -> None:
        """The view goes along with who acts; dt of a second or more: it is there at once."""
        view = self.view
        view.camera = self._camera
        place = view.surface.get_rect()
        scale = min(PX_PER_M * view.screen.unit, place.h / 2.6)
        view.camera.lay(place, max(1.0, scale))
        if dt >= 1.0:
            view.camera.show(view.seen.x, snap=True)
        view.camera.follow(view.seen.x)

    def draw(self) -> None:
        """One frame.  What is laid over it afterwards finds the camera of what it shows: of the room, or of a part seen from near."""
        with self.view.seen.still():
            self._draw()

    def _draw(self) -> None:
        view = self.view
        view.camera = self._camera
        self.picture.draw()
        view.camera = self.picture.camera
        before = view.seen.by(view.seen.console) and not view.seen.walking and not self.picture.zoomed
        if before and not self.panel.narrow and view.screen.height >= LEAST_PX:
            self.panel.draw()
