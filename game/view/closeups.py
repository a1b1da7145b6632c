"""Which close-up opens by itself, and on what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.entities.kinds import KINDS
from game.events import Asked, Event, Gripped, Looked, PackOpened, SoapTaken, StanceTaken, Threaded, Worn
from game.view.closeup import CloseUp
from game.view.closeup_body import BenchCloseUp, BenchLookCloseUp, MirrorCloseUp, ZipCloseUp
from game.view.closeup_hands import GloveCloseUp, HoodCloseUp, SuitCloseUp
from game.view.closeup_look import GaugeCloseUp, LabelCloseUp, PosterCloseUp
from game.view.closeup_talk import TalkCloseUp
from game.view.closeup_wash import WashCloseUp

if TYPE_CHECKING:
    from typing import Protocol

    from game.session.session import Session
    from game.view.looks.base import RoomView
    from game.view.room import RoomPicture

    class Room(Protocol):
        """What a scene with a room offers."""

        session: Session
        view: RoomView
        picture: RoomPicture
        mode: str
        closeup: CloseUp | None


def opened_by(room: Room, event: Event) -> CloseUp | None:
    """The close-up that an event opens.  Who has been spoken to answers first: nothing else comes before the question."""
    if isinstance(room.closeup, TalkCloseUp) and room.closeup.stays():
        return None
    match event:
        case Looked(thing=thing, kind=kind):
            return _looked(room, thing, kind)
        case Gripped(thing=thing, anchor="zip"):
            return ZipCloseUp(room.view, thing, room.picture)
        case Asked(thing=thing, question=question):
            return TalkCloseUp(room.view, thing, question)
        case PackOpened() | Gripped() | Threaded() | Worn():
            return _dressing(room, event)
        case StanceTaken(stance="sit"):
            bench = next((t for t in room.view.seen.things() if t.family == "bench"), None)
            return BenchCloseUp(room.view, bench.id, room.picture) if bench else None
        case SoapTaken() if room.closeup is None:
            return _wash(room)
    return None


def _dressing(room: Room, event: PackOpened | Gripped | Threaded | Worn) -> CloseUp | None:
    """Gloves as their pack opens and as they are taken; a suit as the first limb goes in; the hood's skirt once there is a collar."""
    seen, thing = room.view.seen, event.thing
    if isinstance(event, PackOpened):
        return GloveCloseUp(room.view, thing, room.picture) if event.kind == "pack_gloves" else None
    if event.kind == "glove":
        pack = thing.rpartition(".")[0]
        return GloveCloseUp(room.view, pack, room.picture) if not isinstance(room.closeup, GloveCloseUp) else None
    if isinstance(event, Threaded) and event.opening.startswith("leg_") and not isinstance(room.closeup, SuitCloseUp):
        return SuitCloseUp(room.view, thing, room.picture)
    if isinstance(event, Worn) and "leg_left" in KINDS[event.kind].openings and "hood" in seen.worn:
        return HoodCloseUp(room.view, seen.worn["hood"], room.picture)
    return None


def _looked(room: Room, thing: str, kind: str) -> CloseUp | None:
    view, seed = room.view, room.session.world.seed
    family = view.seen.thing(thing).family
    if family == "mirror":
        return MirrorCloseUp(view, thing, room.picture)
    if family == "bench":
        return BenchLookCloseUp(view, thing, room.picture)
    if family == "gauge":
        return GaugeCloseUp(view, thing)
    if family == "poster":
        return PosterCloseUp(view, thing)
    if family in ("pack", "soap", "rub") or (family == "garment" and view.seen.thing(thing).where != "worn"):
        return LabelCloseUp(view, thing, seed)
    del kind
    return None


def opened_on(room: Room, thing: str) -> CloseUp | None:
    """The close-up that a click on a thing opens without any act: the question of who stands there, the sink."""
    seen = room.view.seen
    if seen.question and seen.question_thing == thing:
        return TalkCloseUp(room.view, thing, seen.question)
    return _wash(room) if room.view.seen.thing(thing).family == "sink" else None


def _wash(room: Room) -> CloseUp | None:
    sink = next((t for t in room.view.seen.things() if t.family == "sink"), None)
    return WashCloseUp(room.view, sink.id, room.mode == "guided") if sink else None
