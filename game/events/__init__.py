"""What happened in a run: frozen facts in the past tense, ids and numbers, never texts.

Every event knows its tick (60 a second), its serial number `n` within the run and, where it has one, the serial
number of the event that led to it (`cause`).  Scoring folds these and sees nothing else of the world.

Shared field names, so that a rule pattern can name them without knowing the event:
`thing` id of an entity, `kind` its kind, `slot` the slot of the procedure it stands for ("" if none),
`hand` "left" or "right" (the trainee's own), `surface` id of a surface, lengths `_mm`, durations `_ticks`.
"""

from __future__ import annotations

import dataclasses
from typing import Any

from game.events import common, deviation, documents, gowning, line
from game.events.base import TICKS_PER_SECOND, Event
from game.events.common import (
    Answered,
    Asked,
    BenchCrossed,
    Declared,
    Discarded,
    Ended,
    FootPlaced,
    Gripped,
    HazardMet,
    Hinted,
    Looked,
    PackOpened,
    Refused,
    Released,
    Said,
    Signed,
    SpeedExceeded,
    StanceTaken,
    Started,
    Stowed,
    Torn,
    Touched,
    TouchEnded,
    Walked,
)
from game.events.deviation import (
    AirCrossed,
    AlarmRaised,
    AlarmTaken,
    Called,
    DeviationNoticed,
    EvidenceTaken,
    GloveEntered,
    GlovesChecked,
    HandedOver,
    PieceBinned,
    PieceTaken,
    PlantWorked,
    Replied,
    Resumed,
    SampleDrawn,
    StatusShown,
    ToolDropped,
    UnitsHeld,
    UnitsTaken,
    VialStood,
)
from game.events.documents import Corrected, DocumentClosed, Filled, LineSigned, Overwritten
from game.events.gowning import (
    Adjusted,
    CarriedThrough,
    Cleaned,
    DoorClosed,
    DoorOpened,
    Dried,
    Fastened,
    FaultAppeared,
    FaultMended,
    Gathered,
    LoadMoved,
    Passed,
    Rinsed,
    RubEnded,
    RubTaken,
    SoapTaken,
    SurfaceWashed,
    TakenOff,
    Threaded,
    WashEnded,
    Worn,
    WornAt,
)
from game.events.line import (
    Counted,
    GuardMoved,
    LineStarted,
    MachineSet,
    Mishandled,
    PointSeen,
    ResidueCleared,
    ResidueFound,
    ResidueLeft,
    SecondChecked,
    ZoneSeen,
)

__all__ = [
    "KINDS",
    "NAMES",
    "TICKS_PER_SECOND",
    "Adjusted",
    "AirCrossed",
    "AlarmRaised",
    "AlarmTaken",
    "Answered",
    "Asked",
    "BenchCrossed",
    "Called",
    "CarriedThrough",
    "Cleaned",
    "Corrected",
    "Counted",
    "Declared",
    "DeviationNoticed",
    "Discarded",
    "DocumentClosed",
    "DoorClosed",
    "DoorOpened",
    "Dried",
    "Ended",
    "Event",
    "EvidenceTaken",
    "Fastened",
    "FaultAppeared",
    "FaultMended",
    "Filled",
    "FootPlaced",
    "Gathered",
    "GloveEntered",
    "GlovesChecked",
    "Gripped",
    "GuardMoved",
    "HandedOver",
    "HazardMet",
    "Hinted",
    "LineSigned",
    "LineStarted",
    "LoadMoved",
    "Looked",
    "MachineSet",
    "Mishandled",
    "Overwritten",
    "PackOpened",
    "Passed",
    "PieceBinned",
    "PieceTaken",
    "PlantWorked",
    "PointSeen",
    "Refused",
    "Released",
    "Replied",
    "ResidueCleared",
    "ResidueFound",
    "ResidueLeft",
    "Resumed",
    "Rinsed",
    "RubEnded",
    "RubTaken",
    "Said",
    "SampleDrawn",
    "SecondChecked",
    "Signed",
    "SoapTaken",
    "SpeedExceeded",
    "StanceTaken",
    "Started",
    "StatusShown",
    "Stowed",
    "SurfaceWashed",
    "TakenOff",
    "Threaded",
    "ToolDropped",
    "Torn",
    "TouchEnded",
    "Touched",
    "UnitsHeld",
    "UnitsTaken",
    "VialStood",
    "Walked",
    "WashEnded",
    "Worn",
    "WornAt",
    "ZoneSeen",
    "from_plain",
    "name_of",
    "to_plain",
]

KINDS: dict[str, type[Event]] = {}
"""Event name as rules and run files write it (snake case) -> class."""


def name_of(cls: type[Event]) -> str:
    """DoorOpened -> door_opened."""
    return "".join("_" + c.lower() if c.isupper() else c for c in cls.__name__).lstrip("_")


# Not __subclasses__(): slots=True makes each class twice, and the first copy lives on for a while.
for _module in (common, gowning, documents, line, deviation):
    for _cls in vars(_module).values():
        if isinstance(_cls, type) and issubclass(_cls, Event) and _cls is not Event:
            KINDS[name_of(_cls)] = _cls
NAMES: dict[type[Event], str] = {cls: name for name, cls in KINDS.items()}


def to_plain(event: Event) -> dict[str, Any]:
    """A JSON-ready dict: `event` first, then fields in the order they are declared."""
    return {"event": NAMES[type(event)], **{f.name: getattr(event, f.name) for f in dataclasses.fields(event)}}


def from_plain(data: dict[str, Any]) -> Event:
    """The inverse of to_plain.  Raises KeyError for an unknown event, TypeError for wrong fields."""
    fields = dict(data)
    return KINDS[fields.pop("event")](**fields)
