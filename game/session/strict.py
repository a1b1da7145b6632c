"""JSON from strangers: one object a line, UTF-8, finite numbers, no key twice, no endless nesting.

The standard reader takes NaN, takes 1e999 as infinity, keeps the last of two equal keys and gives back strings that no
file can hold.  A record that is to be trusted may hold none of these.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Mapping
from typing import Any, NoReturn

from game.session.faults import RunError

LONGEST_LINE = 4_000_000
"""Bytes.  The first line carries the level and the rules (about 60 kB as shipped); the others stay below 50 kB."""
LONGEST_TEXT = 20_000
"""Characters of one string in a command or event."""
LARGEST_INT = 2**53
"""Beyond it other JSON readers lose digits; nothing of ours comes near."""


def dumps(data: Mapping[str, Any]) -> bytes:
    """One line of a run file without its end: compact, UTF-8, keys in the order given.  Raises ValueError for NaN."""
    return json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8")


def loads(line: bytes) -> dict[str, Any]:
    """The object a line holds.  Raises RunError (without a line number)."""
    if len(line) > LONGEST_LINE:
        raise RunError("line_long", most=LONGEST_LINE)
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RunError("utf8", byte=error.start + 1) from None
    try:
        data = json.loads(text, object_pairs_hook=_pairs, parse_constant=_constant, parse_float=_float)
        if "\\u" in text:
            json.dumps(data, ensure_ascii=False).encode("utf-8")  # half of a surrogate pair cannot be written again
    except json.JSONDecodeError as error:
        raise RunError("json", column=error.colno) from None
    except RecursionError:
        raise RunError("nesting") from None
    except UnicodeEncodeError:
        raise RunError("surrogate") from None
    except ValueError:  # more digits than Python turns into a number
        raise RunError("number") from None
    if not isinstance(data, dict):
        raise RunError("not_object")
    return data


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object's members, each key once."""
    data = dict(pairs)
    if len(data) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise RunError("key_twice", name=twice[:60])
    return data


def _constant(name: str) -> NoReturn:
    raise RunError("not_finite", value=name)


def _float(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise RunError("not_finite", value=text[:20])
    return value


def is_int(value: object) -> bool:
    """A whole number (true and false are not numbers here) of a size every reader keeps."""
    return type(value) is int and -LARGEST_INT <= value <= LARGEST_INT


def is_text(value: object) -> bool:
    """A string of a length that something of ours could have."""
    return type(value) is str and len(value) <= LONGEST_TEXT


class Fields:
    """Takes an object of a file apart, member by member, each of the type asked for; `done` finds what nobody asked for."""

    def __init__(self, data: object, what: str = "") -> None:
        if type(data) is not dict:
            raise RunError("field", field=what or "{}", wanted="{...}")
        self._data: dict[str, Any] = data
        self._what = what
        self._left = set(self._data)

    def whole(self, key: str, least: int = -LARGEST_INT, most: int = LARGEST_INT) -> int:
        """A whole number from least to most."""
        value = self._take(key)
        if is_int(value) and least <= value <= most:
            return int(value)
        raise self._wrong(key, f"{least}..{most}")

    def string(self, key: str, longest: int = LONGEST_TEXT) -> str:
        """A string of at most so many characters."""
        value = self._take(key)
        if type(value) is str and len(value) <= longest:
            return value
        raise self._wrong(key, '"..."')

    def one_of(self, key: str, names: Collection[str]) -> str:
        """One of these strings."""
        value = self._take(key)
        if type(value) is str and value in names:
            return value
        raise self._wrong(key, " | ".join(names))

    def hexadecimal(self, key: str, digits: int) -> str:
        """So many lower-case hexadecimal digits."""
        value = self._take(key)
        if type(value) is str and len(value) == digits and not value.strip("0123456789abcdef"):
            return value
        raise self._wrong(key, f"{digits} x 0-9a-f")

    def rows(self, key: str, most: int = 100_000) -> list[Any]:
        """A list; an absent one is empty."""
        value = self._take(key) if key in self._data else []
        if type(value) is list and len(value) <= most:
            return value
        raise self._wrong(key, "[...]")

    def child(self, key: str) -> Fields:
        """An object within; an absent one is empty."""
        return Fields(self._take(key) if key in self._data else {}, self._path(key))

    def strings(self, key: str, most: int = 200) -> dict[str, str]:
        """An object of strings; an absent one is empty."""
        value = self._take(key) if key in self._data else {}
        if type(value) is dict and len(value) <= most and all(is_text(text) for text in value.values()):
            return dict(value)
        raise self._wrong(key, '{"...": "..."}')

    def plain(self, key: str) -> dict[str, Any]:
        """An object that somebody else takes apart."""
        value = self._take(key)
        if type(value) is dict:
            return value
        raise self._wrong(key, "{...}")

    def has(self, key: str) -> bool:
        """Whether the member is there at all."""
        return key in self._data

    def done(self) -> None:
        """Nothing may be left over: what nobody reads, nobody vouches for."""
        if self._left:
            raise RunError("field_unknown", field=self._path(min(self._left))[:80])

    def _take(self, key: str) -> Any:
        self._left.discard(key)
        return self._data.get(key)

    def _path(self, key: str) -> str:
        return f"{self._what}.{key}" if self._what else key

    def _wrong(self, key: str, wanted: str) -> RunError:
        return RunError("field", field=self._path(key), wanted=wanted)
