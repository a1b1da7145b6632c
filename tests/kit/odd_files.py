"""Run files that are not as they should be, made from one that is."""

from __future__ import annotations

import json
from collections.abc import Callable

from game.session.station import this_station
from tests.kit.records import resealed

Change = Callable[[bytes], bytes]


def lines_of(data: bytes) -> list[bytes]:
    """Without the line breaks."""
    return data.rstrip(b"\n").split(b"\n")


def with_header(data: bytes, **changes: object) -> bytes:
    """The first line changed."""
    first, *others = lines_of(data)
    return b"\n".join([json.dumps(json.loads(first) | changes).encode(), *others, b""])


def newer(data: bytes) -> bytes:
    """Of a program to come."""
    return with_header(data, format=json.loads(lines_of(data)[0])["format"] + 1)


def older(data: bytes) -> bytes:
    """Played by a program whose world did otherwise: one event less, the file as sound as any."""
    lines = lines_of(data)
    n = next(n for n, line in enumerate(lines) if b'["gripped"' in line)
    told = json.loads(lines[n])
    told["events"] = [event for event in told["events"] if event[0] != "gripped"]
    lines[n] = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    return resealed(lines, this_station())


def other_level(data: bytes) -> bytes:
    """The text of its level was changed afterwards."""
    header = json.loads(lines_of(data)[0])
    text = header["level"]["text"].replace("target: 5 min", "target: 6 min")
    assert text != header["level"]["text"]
    return with_header(data, level=header["level"] | {"text": text})


def unsealed(data: bytes) -> bytes:
    """It broke off: neither sheet nor seal."""
    return b"\n".join([*lines_of(data)[:-2], b""])


def damaged(data: bytes) -> bytes:
    """Half a line lost, well after the beginning."""
    lines = lines_of(data)
    n = len(lines) * 2 // 3
    return b"\n".join([*lines[:n], lines[n][: len(lines[n]) // 2] + bytes(16), *lines[n + 1 :], b""])


def flipped(data: bytes) -> bytes:
    """One bit in the middle of the file is another."""
    at = len(data) // 2
    return data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :]


def truncated(data: bytes) -> bytes:
    """The copy ended within a line."""
    return data[: len(data) * 3 // 5]


def gone(data: bytes) -> bytes:
    """Of a level that this program has no longer: the file carries its text."""
    lines = [line.replace(b"gowning-first", b"gowning-former") for line in lines_of(data)]
    return resealed(lines, this_station())


ODD: dict[str, Change] = {
    "newer": newer,
    "older": older,
    "other_level": other_level,
    "unsealed": unsealed,
    "damaged": damaged,
    "flipped": flipped,
    "truncated": truncated,
    "gone": gone,
}
