"""Events as eye and ear notice them: small sounds, a drop that falls, a lid that stays up.  Nothing here judges."""

from __future__ import annotations

from collections.abc import Sequence

from game.events import (
    Discarded,
    DoorClosed,
    DoorOpened,
    Event,
    Fastened,
    FaultAppeared,
    Gripped,
    PackOpened,
    Released,
    Rinsed,
    RubTaken,
    SoapTaken,
    Stowed,
    Threaded,
    Torn,
    WashEnded,
    Worn,
)
from game.view.looks.base import RoomView
from game.view.sound import Sound

FADE_PER_TICK = 1 / 32
SOAP_GONE_TICKS = 40
"""Water takes the soap off in so long; whether that is enough is for the rules."""
SOUNDS: dict[type[Event], str] = {
    Gripped: "take",
    Stowed: "put",
    Discarded: "put",
    PackOpened: "tear",
    Torn: "tear",
    Threaded: "cloth",
    Worn: "cloth",
    Fastened: "zip",
    FaultAppeared: "click",
    SoapTaken: "soap",
    RubTaken: "soap",
    DoorOpened: "door",
    DoorClosed: "door",
}


class Echo:
    """Follows the events of a run."""

    def __init__(self, view: RoomView, sound: Sound) -> None:
        self.view, self.sound = view, sound
        self._tap = False

    def hear(self, events: Sequence[Event]) -> None:
        """What just happened."""
        for event in events:
            name = SOUNDS.get(type(event), "")
            if isinstance(event, Released):
                name = "drop" if event.onto == "floor" else "put"
            if name:
                self.sound.play(name)
            self._see(event)
        if self.view.seen.tap and not self._tap:
            self.sound.play("water")
        self._tap = self.view.seen.tap

    def _see(self, event: Event) -> None:
        lit = self.view.lit
        match event:
            case SoapTaken(thing=thing, ok=True) | RubTaken(thing=thing, ok=True):
                lit[thing] = 1.0
                self.view.soaped = self.view.soaped or isinstance(event, SoapTaken)
            case Rinsed(lasted_ticks=ticks) if ticks > SOAP_GONE_TICKS:
                self.view.soaped = False
            case WashEnded():
                self.view.soaped = False
            case Discarded(container=container):
                lit[container] = 1.0
            case DoorOpened(thing=thing, by="colleague"):
                lit[f"colleague:{thing}"] = 1.0
            case DoorClosed(thing=thing):
                lit.pop(f"colleague:{thing}", None)

    def fade(self) -> None:
        """One tick later."""
        for name in list(self.view.lit):
            if name.startswith("colleague:"):
                continue
            left = self.view.lit[name] - FADE_PER_TICK
            if left <= 0:
                del self.view.lit[name]
            else:
                self.view.lit[name] = left
