"""What each family of kinds looks like in the room; mirrors game.entities.kinds.

A look draws from what can be perceived and answers where its thing is on the screen.  `look_of(kind)` finds it.
"""

from __future__ import annotations

from game.entities.kinds import KINDS
from game.view.looks.base import Look
from game.view.looks.doors import DoorLook
from game.view.looks.furniture import BenchLook, BinLook, LockerLook, MirrorLook, ShelfLook, TrayLook
from game.view.looks.garments import GarmentLook
from game.view.looks.hygiene import DispenserLook, DryerLook, SinkLook, TowelLook
from game.view.looks.packs import PackLook
from game.view.looks.personal import PersonalLook
from game.view.looks.signs import ClockLook, GaugeLook, PosterLook

LOOKS: dict[str, Look] = {
    "personal": PersonalLook(),
    "pack": PackLook(),
    "garment": GarmentLook(),
    "shelf": ShelfLook(),
    "bin": BinLook(),
    "bench": BenchLook(),
    "mirror": MirrorLook(),
    "sink": SinkLook(),
    "soap": DispenserLook("dispenser-soap"),
    "rub": DispenserLook("dispenser-gel"),
    "towels": TowelLook(),
    "dryer": DryerLook(),
    "door": DoorLook(),
    "gauge": GaugeLook(),
    "poster": PosterLook(),
    "clock": ClockLook(),
}
"""Family -> look."""
_BY_KIND: dict[str, Look] = {"locker": LockerLook(), "tray": TrayLook(), "ipa": DispenserLook("dispenser-ipa")}


def look_of(kind: str) -> Look:
    """The look of a kind.  Raises KeyError for a kind nobody draws."""
    return _BY_KIND.get(kind) or LOOKS[KINDS[kind].family]
