"""A level as the passes see it: tolerant, because passes also run over levels that are not sound yet.

An entry whose value is missing or of the wrong form reads as "" or None; passes say nothing about what they cannot know,
so that each fault is told once, by the one who finds its root.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from game.content import suggest, units
from game.content.fault import Edit, Span, Value
from game.content.models import ID_PATTERN, RESERVED, YES
from game.content.tree import Path, Plain, Tree
from game.entities.kinds import KINDS, Kind

LONGEST = 300
"""Entries of a list that are looked at; the models allow no longer one, and a hostile file must not keep anybody waiting."""
SCENES = {"line_clearance": "batch", "deviation": "process", "gowning": ""}
"""Kind of a level -> the block that only levels of this kind have."""
_ID = re.compile(ID_PATTERN)
NEAREST = 60
"""Names for which a near one is looked for: far more faults than anybody reads in one go."""


@dataclass(slots=True)
class Entry:
    """One block of the file and its path."""

    path: Path
    data: dict[str, Any]
    id: str = ""
    """Its id, "" if it has none."""
    kind: Kind | None = None
    """For things: their kind, when it is known."""
    x: float | None = None
    """For things: metres from the dirty end."""
    y: float | None = None
    """For things: metres above the floor."""

    def __post_init__(self) -> None:
        self.id = self.word("id")
        if "is" in self.data:
            self.kind = KINDS.get(self.word("is"))
            place = self.data.get("at")
            if isinstance(place, dict):
                self.x, self.y = _metres(place.get("x")), _metres(place.get("y"))

    def word(self, key: str) -> str:
        """A single text, "" if there is none."""
        value = self.data.get(key)
        return value if isinstance(value, str) else ""

    def words(self, key: str) -> list[tuple[int, str]]:
        """(index, text) of a list of texts."""
        value = self.data.get(key)
        return [(n, one) for n, one in enumerate(value[:LONGEST]) if isinstance(one, str)] if isinstance(value, list) else []

    def number(self, key: str, quantity: str = "length") -> float | None:
        """A number in main units, None where it cannot be read."""
        value = self.data.get(key)
        result = units.parse(value, quantity, bare=quantity == "length") if value is not None else None
        return result if isinstance(result, float) else None

    def yes(self, key: str) -> bool:
        """A yes or no."""
        value = self.data.get(key)
        return value is True or (isinstance(value, str) and YES.get(value.lower(), False))

    @property
    def active(self) -> bool:
        """For hazards: whether it is not switched off."""
        value = self.data.get("active")
        return not (value is False or (isinstance(value, str) and not YES.get(value.lower(), True)))

    def has(self, key: str) -> bool:
        """Whether the key is there with something behind it."""
        return self.data.get(key) is not None


@dataclass(slots=True)
class View:
    """The lists of a level, and where to report."""

    tree: Tree
    plain: dict[str, Any]
    rooms: list[Entry] = field(default_factory=list)
    things: list[Entry] = field(default_factory=list)
    steps: list[Entry] = field(default_factory=list)
    hazards: list[Entry] = field(default_factory=list)
    playtests: list[Entry] = field(default_factory=list)
    _things: dict[str, Entry] = field(default_factory=dict)
    _steps: dict[str, Entry] = field(default_factory=dict)
    _incomplete: set[int] = field(default_factory=set)
    _sought: int = 0

    def __post_init__(self) -> None:
        # The first of two entries of one name counts; the other is reported as a second.
        self._things = {entry.id: entry for entry in reversed(self.things) if entry.id}
        self._steps = {entry.id: entry for entry in reversed(self.steps) if entry.id}
        blocks = (("rooms", self.rooms), ("things", self.things), ("steps", self.steps), ("hazards", self.hazards))
        missing = {name for name, _ in blocks[:3] if not isinstance(self.plain.get(name), list)}
        self._incomplete = {id(entries) for name, entries in blocks if name in missing or not _all_named(entries)}

    @classmethod
    def of(cls, tree: Tree, plain: Plain) -> View:
        """The view of plain data of any form."""
        top = plain if isinstance(plain, dict) else {}
        pool = top.get("hazards")
        return cls(
            tree,
            top,
            _entries(top.get("rooms"), ("rooms",)),
            _entries(top.get("things"), ("things",)),
            _entries(top.get("steps"), ("steps",)),
            _entries(pool.get("pool"), ("hazards", "pool")) if isinstance(pool, dict) else [],
            _entries(top.get("playtests"), ("playtests",)),
        )

    @property
    def scene(self) -> str:
        """What the level is about: its `kind`, or what its blocks tell where that cannot be read."""
        kind = self.top.word("kind")
        if kind in SCENES:
            return kind
        return next((scene for scene, block in SCENES.items() if block and block in self.plain), "gowning")

    @property
    def top(self) -> Entry:
        """The file itself as an entry."""
        return Entry((), self.plain)

    def block(self, name: str) -> Entry:
        """A block of the file (time, trainee, hazards, rules, control), empty if it is not there."""
        value = self.plain.get(name)
        return Entry((name,), value if isinstance(value, dict) else {})

    def near(self, word: str, known: Iterable[str], table: str = "") -> str:
        """The known word most likely meant, "" if none or when too many have been looked for already (see suggest.nearest)."""
        self._sought += 1
        return suggest.nearest(word, known, table) if self._sought <= NEAREST else ""

    def thing(self, thing_id: str) -> Entry | None:
        """The first thing of that id."""
        return self._things.get(thing_id)

    def step(self, step_id: str) -> Entry | None:
        """The first step of that id."""
        return self._steps.get(step_id)

    def complete(self, entries: list[Entry]) -> bool:
        """Whether a list is there and every entry of it has a sound id of its own: only then can a name be called unknown."""
        return id(entries) not in self._incomplete

    def texts(self) -> Iterator[tuple[Path, str, Any]]:
        """(path, what it is, value) of every text of the level."""
        yield ("title",), "title", self.plain.get("title")
        for name in ("brief", "poster"):
            value = self.plain.get(name)
            for n, one in enumerate(value if isinstance(value, list) else ()):
                yield (name, n), name, one
        for entries, keys in (
            (self.rooms, ("name",)),
            (self.things, ("name",)),
            (self.steps, ("text", "hint", "say", "why")),
            (self.hazards, ("text",)),
        ):
            for entry in entries:
                for key in keys:
                    if key in entry.data:
                        yield (*entry.path, key), key if entries is not self.hazards else "hazard", entry.data[key]

    def say(self, code: str, path: Path, at: str = "value", fix: str = "", near: str = "", severity: str = "", **values: Value) -> None:
        """Report a fault at a path.  near: what was meant there, in place of the single text that stands there."""
        self.note(code, path, values, at, fix, near, severity)

    def note(
        self, code: str, path: Path, values: dict[str, Value], at: str = "value", fix: str = "", near: str = "", severity: str = ""
    ) -> None:
        """The same with the values of the sentence in one piece."""
        span = self.tree.span(path, at)
        edit = self._edit(path, span, near) if near else None
        self.tree.source.note(code, span, {**values, "near": near} if near else dict(values), fix, edit, severity)

    def _edit(self, path: Path, span: Span, near: str) -> Edit | None:
        """Typing the near word is only safe where the whole text is the wrong word, and only one letter is in question."""
        raw = self.tree.raw(path)
        line = self.tree.source.lines[span.line]
        if line[span.column : span.column + span.width] != raw or suggest.distance(raw, near) > 1:
            return None
        return Edit(span.line, span.column, span.column + span.width, near)


def _all_named(entries: list[Entry]) -> bool:
    ids = [entry.id for entry in entries]
    return len(set(ids)) == len(ids) and all(_ID.match(one) and one not in RESERVED for one in ids)


def _metres(value: Any) -> float | None:
    result = units.parse(value, "length", bare=True) if value is not None else None
    return result if isinstance(result, float) else None


def _entries(value: Any, path: Path) -> list[Entry]:
    return [Entry((*path, n), one) for n, one in enumerate(value[:LONGEST]) if isinstance(one, dict)] if isinstance(value, list) else []


@functools.cache
def families(family: str) -> tuple[str, ...]:
    """Kinds of one family."""
    return tuple(kind.id for kind in KINDS.values() if kind.family == family)
