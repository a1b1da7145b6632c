"""Which picture, hands and screen belong to the process of a level: the scene asks here and never asks which twin runs."""

from __future__ import annotations

from game.view.deviation.filling_hand import FillingHand
from game.view.deviation.filling_picture import FillingPicture
from game.view.deviation.hand import DeviationHand
from game.view.deviation.picture import RoomPicture
from game.view.deviation.view import DeviationView
from game.view.process.filling import FillingPanel
from game.view.process.panel import ProcessPanel
from game.view.settings import Settings


def filling(view: DeviationView) -> bool:
    """Whether vials are filled here."""
    return any(thing.kind == "filler" for thing in view.level.things)


def room_of(view: DeviationView, settings: Settings) -> tuple[RoomPicture, DeviationHand]:
    """The room, and the person's hands in it."""
    if filling(view):
        picture = FillingPicture(view)
        return picture, FillingHand(picture, settings)
    plain = RoomPicture(view)
    return plain, DeviationHand(plain, settings)


def panel_of(view: DeviationView) -> ProcessPanel:
    """The screen of the process."""
    return FillingPanel(view) if filling(view) else ProcessPanel(view)
