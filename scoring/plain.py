"""Frozen dataclasses to JSON-ready data, and strictly back again from data that anybody may have written."""

from __future__ import annotations

import dataclasses
import functools
import math
import types
import typing
from collections.abc import Mapping
from typing import Any, TypeVar

T = TypeVar("T")


class PlainError(Exception):
    """Data does not fit a class.  where: names and indices from the top to the fault, joined by dots."""

    def __init__(self, where: str) -> None:
        self.where = where
        super().__init__(where)


def to_plain(value: Any) -> Any:
    """Dataclasses as dicts in the order of their fields, tuples as lists, the rest as it is."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {spec.name: to_plain(getattr(value, spec.name)) for spec in dataclasses.fields(value)}
    return [to_plain(child) for child in value] if isinstance(value, tuple) else value


def from_plain(cls: type[T], data: object, where: str = "") -> T:
    """An object of a dataclass out of plain data: every field there, none besides, each of its type.  Raises PlainError."""
    if not isinstance(data, Mapping):
        raise PlainError(where)
    hints = _hints(typing.cast("Any", cls))
    for name in (*data, *hints):
        if name not in hints or name not in data:
            raise PlainError(_below(where, name))
    return cls(**{name: _value(hint, data[name], _below(where, name)) for name, hint in hints.items()})


@functools.cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _below(where: str, name: object) -> str:
    return f"{where}.{name}" if where else str(name)


def _value(hint: Any, data: object, where: str) -> Any:
    if isinstance(hint, types.UnionType):
        inner = [one for one in typing.get_args(hint) if one is not types.NoneType]
        return None if data is None else _value(inner[0], data, where)
    if typing.get_origin(hint) is tuple:
        if not isinstance(data, list):
            raise PlainError(where)
        return tuple(_value(typing.get_args(hint)[0], child, _below(where, index)) for index, child in enumerate(data))
    if dataclasses.is_dataclass(hint):
        return from_plain(typing.cast("type[Any]", hint), data, where)
    if hint is float and type(data) is int:
        return float(data)
    if type(data) is not hint or (isinstance(data, float) and not math.isfinite(data)):
        raise PlainError(where)
    return data
