"""Run files that are not as they should be, made from one that is."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256

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
    n = next(n for n, line in enumerate(lines) if n and json.loads(line).get("events"))
    told = json.loads(lines[n])
    told["events"] = told["events"][:-1]
    lines[n] = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    return resealed(lines, this_station())


def forged_level(data: bytes) -> bytes:
    """The text of its level was changed in the file afterwards."""
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


def flipped(data: bytes, share: float = 0.5) -> bytes:
    """One bit is another, in the middle of a line so far into the play."""
    lines = lines_of(data)
    n = 1 + round((len(lines) - 4) * share)
    at = len(lines[n]) // 2
    lines[n] = lines[n][:at] + bytes([lines[n][at] ^ 4]) + lines[n][at + 1 :]
    return b"\n".join([*lines, b""])


def flipped_early(data: bytes) -> bytes:
    """The same in the first line of play: nothing can be shown of it."""
    return flipped(data, 0.0)


def truncated(data: bytes) -> bytes:
    """The copy ended within a line."""
    return data[: len(data) * 3 // 5]


def _of_other_text(data: bytes, was: str, now: str) -> bytes:
    """Played in a level whose text is not the one that stands here; sound and sealed."""
    first, *others = lines_of(data)
    header = json.loads(first)
    text = header["level"]["text"].replace(was, now)
    assert text != header["level"]["text"]
    header["level"] |= {"id": header["level"]["id"].replace(was, now), "text": text, "sha256": sha256(text.encode()).hexdigest()}
    lines = [json.dumps(header).encode(), *(line.replace(was.encode(), now.encode()) for line in others)]
    return resealed(lines, this_station())


def changed(data: bytes) -> bytes:
    """Of a level that was changed here since."""
    return _of_other_text(data, "target: 5 min", "target: 6 min")


def gone(data: bytes) -> bytes:
    """Of a level that is no longer here; its hazards are not drawn, so that its name leads to the same ones."""
    return _of_other_text(data, "gowning-first", "gowning-of-old")


ODD: dict[str, Change] = {
    "newer": newer,
    "older": older,
    "forged_level": forged_level,
    "unsealed": unsealed,
    "damaged": damaged,
    "flipped": flipped,
    "flipped_early": flipped_early,
    "truncated": truncated,
    "changed": changed,
    "gone": gone,
}
WHOLE = ("changed", "gone")
"""Those that show all there is: the file carries the text of its level."""
