"""The one JSON spelling of plain data, for hashes that do not move with layout."""

from __future__ import annotations

import hashlib
import json


def canonical(data: object) -> bytes:
    """The one JSON spelling of plain data: sorted keys, no spaces, UTF-8, no line end.

    Raises ValueError for NaN or infinity, TypeError for what JSON has not, UnicodeEncodeError for half a surrogate pair."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8")


def digest(data: object) -> str:
    """SHA-256 of the canonical spelling, 64 hexadecimal digits."""
    return hashlib.sha256(canonical(data)).hexdigest()
