"""A value of a rule document together with its place: what it has to be is asked of it, and every complaint says where."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import NoReturn

from scoring.language import RuleError, Value

RULE_ID = re.compile(r"[A-Z]{3,5}(-[A-Z0-9]+)*-\d+")
ID = re.compile(r"[a-z][a-z0-9_]*")


class Node:
    """A value of the document together with its place, so that every complaint says where."""

    def __init__(self, value: object, path: tuple[str | int, ...] = ()) -> None:
        self.value = value
        self.path = path

    def fail(self, code: str, **values: str) -> NoReturn:
        """Raises RuleError at this place."""
        raise RuleError(self.path, code, **values)

    def map(self, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> dict[str, Node]:
        """This value as a mapping that has all `required` keys and no others but `optional`."""
        if not isinstance(self.value, Mapping):
            self.fail("want_map")
        for key in self.value:
            if key not in required and key not in optional:
                Node(None, (*self.path, str(key))).fail("unknown_key", name=str(key), known=", ".join((*required, *optional)))
        for key in required:
            if key not in self.value:
                self.fail("missing", name=key)
        return {key: Node(child, (*self.path, key)) for key, child in self.value.items()}

    def entries(self) -> dict[str, Node]:
        """This value as a mapping with any text keys."""
        if not isinstance(self.value, Mapping) or not all(isinstance(key, str) for key in self.value):
            self.fail("want_map")
        return {key: Node(child, (*self.path, key)) for key, child in self.value.items()}

    def list(self) -> list[Node]:
        """This value as a list."""
        if not isinstance(self.value, (list, tuple)):
            self.fail("want_list")
        return [Node(child, (*self.path, index)) for index, child in enumerate(self.value)]

    def text(self) -> str:
        """This value as a text that is not empty."""
        if not isinstance(self.value, str) or not self.value.strip():
            self.fail("want_text")
        return self.value

    def one_of(self, names: tuple[str, ...]) -> str:
        """This value as one of these words."""
        if not isinstance(self.value, str) or self.value not in names:
            self.fail("not_one_of", name=str(self.value), known=", ".join(names))
        return self.value

    def named(self, pattern: re.Pattern[str]) -> str:
        """This value as an id of that form."""
        if not isinstance(self.value, str) or not pattern.fullmatch(self.value):
            self.fail("bad_id", name=str(self.value), known="SITE-02" if pattern is RULE_ID else "wash_late")
        return self.value

    def scalar(self) -> Value:
        """This value as a number, a truth value or a text."""
        if not isinstance(self.value, (bool, int, float, str)) or (isinstance(self.value, float) and not math.isfinite(self.value)):
            self.fail("want_scalar")
        return self.value

    def seconds(self) -> Value:
        """This value as a number of seconds or a "$limit"."""
        value = self.scalar()
        if isinstance(value, bool) or (isinstance(value, str) and not value.startswith("$")) or (not isinstance(value, str) and value < 0):
            self.fail("want_number")
        return value

    def share(self) -> float:
        """This value as a number between 0 and 1, neither of them."""
        value = self.scalar()
        if isinstance(value, (bool, str)) or not 0 < value < 1:
            self.fail("want_number")
        return float(value)

    def flag(self) -> bool:
        """This value as true or false."""
        if not isinstance(self.value, bool):
            self.fail("want_flag")
        return self.value
