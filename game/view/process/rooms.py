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


def picture_of(view: DeviationView) -> RoomPicture:
    """The room."""
    return FillingPicture(view) if filling(view) else RoomPicture(view)


def hand_of(picture: RoomPicture, settings: Settings) -> DeviationHand:
    """The person's hands in it."""
    return FillingHand(picture, settings) if isinstance(picture, FillingPicture) else DeviationHand(picture, settings)


def panel_of(view: DeviationView) -> ProcessPanel:
    """The screen of the process."""
    return FillingPanel(view) if filling(view) else ProcessPanel(view)
