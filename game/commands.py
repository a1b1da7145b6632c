"""What a trainee can do: few frozen commands that name things by id and are judged at their tick.

Person, expert, mutant, replayed file and test differ only in where commands come from.  A command the world cannot
carry out becomes a `Refused` event; nothing here checks anything.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

HANDS = ("left", "right")


@dataclass(frozen=True, slots=True)
class Command:
    """Base of all commands."""


@dataclass(frozen=True, slots=True)
class Reach(Command):
    """Where a hand should go: millimetres from the operator's feet (x, positive towards the clean end) and above the floor (y).

    A target, not a position: the hand follows no faster than a careful arm.  It stays until the next Reach."""

    hand: str
    x_mm: int
    y_mm: int


@dataclass(frozen=True, slots=True)
class Grip(Command):
    """Take hold of a thing at one of its named anchors ("" for things with one)."""

    hand: str
    thing: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Release(Command):
    """Let go: into or onto a thing (locker, bin, hook, shelf), or "floor" to let it fall."""

    hand: str
    onto: str


@dataclass(frozen=True, slots=True)
class Use(Command):
    """Work a part of a thing: tap, soap or rub lever, an opening of a garment, a fastener, a surface of the hands to wash."""

    hand: str
    thing: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Stance(Command):
    """stand | sit | lift_left | lift_right | put_dirty | put_clean (the lifted foot comes down on that side) | turn | face."""

    name: str


@dataclass(frozen=True, slots=True)
class WalkTo(Command):
    """Walk until x_mm (room coordinates) at a careful pace; brisk is faster and sheds."""

    x_mm: int
    brisk: bool = False


@dataclass(frozen=True, slots=True)
class Open(Command):
    """Open a door or a pack (part: notch | other)."""

    hand: str
    thing: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Close(Command):
    """Close a door."""

    hand: str
    thing: str


@dataclass(frozen=True, slots=True)
class Look(Command):
    """Look closer at a thing, or at a part of it."""

    thing: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Fill(Command):
    """Write a value into a field of a document; over what stands there, if something does."""

    thing: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Draft(Command):
    """What stands typed for a field and is not yet written; part: value, or reason, date, initials of a correction.

    It changes nothing in the room and is never judged: it is there so that whoever was interrupted finds it again."""

    thing: str
    field: str
    part: str
    value: str


@dataclass(frozen=True, slots=True)
class Correct(Command):
    """Put a filled field right with one line through what stands there; "" for what is left out of the reason, date or initials."""

    thing: str
    field: str
    value: str
    reason: str
    date: str
    initials: str


@dataclass(frozen=True, slots=True)
class Sign(Command):
    """Sign a document or a part of it.  Always possible."""

    thing: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Say(Command):
    """Say a phrase (by id) to a person."""

    to: str
    what: str


@dataclass(frozen=True, slots=True)
class Declare(Command):
    """Declare something about a thing: fit | soiled | damaged | expired | empty | pressure | person."""

    subject: str
    thing: str = ""


@dataclass(frozen=True, slots=True)
class Answer(Command):
    """Answer a question of the level."""

    question: str
    choice: str


@dataclass(frozen=True, slots=True)
class Hint(Command):
    """Ask for the next hint on a slot."""

    slot: str


@dataclass(frozen=True, slots=True)
class Leave(Command):
    """End the run without finishing: given_up | window_closed."""

    how: str


# Not __subclasses__(): slots=True makes each class twice, and the first copy lives on for a while.
KINDS: dict[str, type[Command]] = {
    cls.__name__.lower(): cls
    for cls in list(globals().values())
    if isinstance(cls, type) and issubclass(cls, Command) and cls is not Command
}
"""Command name as run files write it -> class."""


def to_plain(command: Command) -> list[Any]:
    """A JSON-ready list: name, then the fields in order."""
    return [type(command).__name__.lower(), *(getattr(command, f.name) for f in dataclasses.fields(command))]


def from_plain(data: list[Any]) -> Command:
    """The inverse of to_plain.  Raises KeyError, IndexError or TypeError when the data is none of ours (files may be hostile)."""
    cls = KINDS[data[0]]
    command = cls(*data[1:])
    for field in dataclasses.fields(cls):
        value = getattr(command, field.name)
        if type(value) is not TYPES[str(field.type)]:
            raise TypeError(f"{data[0]}.{field.name}: {value!r} is not {field.type}")
    return command


TYPES: dict[str, type] = {"str": str, "int": int, "bool": bool}
"""The only types a field of a command has."""
