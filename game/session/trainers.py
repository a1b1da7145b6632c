"""The trainers of a station: a name, and a PIN of which only an scrypt hash is kept.

The first one is taken at his word, when the station is set up; each further one is let in by one who is there.  A PIN says who
attested as far as this station knows people; who owns the PC owns its files.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.session.results import data_folder, write_whole
from game.texts import t

FILE = "trainers.json"
FORMAT = 1
SHORTEST, LONGEST, LONGEST_NAME = 6, 64, 40
"""Characters of a PIN, and of a name."""
_COST = {"n": 2**14, "r": 8, "p": 1}
"""scrypt: 16 MB and about 50 ms a try."""
_LARGEST = 200_000


class TrainerError(Exception):
    """code: name | taken | short | differs | nobody | wrong | broken; the text is `assess.trainer_<code>`."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code, self.values = code, values

    def text(self, lang: str) -> str:
        """What is wrong and what to do."""
        return t(f"assess.trainer_{self.code}", lang, **self.values)


@dataclass(frozen=True, slots=True)
class _Kept:
    name: str
    salt: bytes
    hash: bytes


def names(folder: Path | None = None) -> tuple[str, ...]:
    """The trainers of this station, in the order in which they came.  Raises TrainerError (broken)."""
    return tuple(one.name for one in _read(folder))


def add(name: str, pin: str, by: tuple[str, str] | None = None, folder: Path | None = None) -> None:
    """A trainer more.  by: (name, PIN) of one who is there; not asked for the first.  Raises TrainerError, OSError."""
    known = _read(folder)
    clean = " ".join(name.split())
    if not clean or len(clean) > LONGEST_NAME or not clean.isprintable():
        raise TrainerError("name", most=LONGEST_NAME)
    if any(one.name.casefold() == clean.casefold() for one in known):
        raise TrainerError("taken", name=clean)
    if not SHORTEST <= len(pin) <= LONGEST:
        raise TrainerError("short", least=SHORTEST)
    if known:
        check(*(by or ("", "")), folder=folder)
    salt = secrets.token_bytes(16)
    rows = [*known, _Kept(clean, salt, _hash(pin, salt))]
    plain = [{"name": one.name, "salt": _text(one.salt), "scrypt": _text(one.hash)} for one in rows]
    write_whole(_path(folder), json.dumps({"format": FORMAT, "trainers": plain}, ensure_ascii=False, indent=1).encode("utf-8"))


def check(name: str, pin: str, folder: Path | None = None) -> str:
    """The trainer's name as it is kept, when the PIN is his.  Raises TrainerError: nobody (no such trainer here), wrong."""
    known = _read(folder)
    clean = " ".join(name.split()).casefold()
    mine = next((one for one in known if one.name.casefold() == clean), None)
    if mine is None:
        raise TrainerError("nobody", name=name)
    if not hmac.compare_digest(_hash(pin, mine.salt), mine.hash):
        raise TrainerError("wrong")
    return mine.name


def _hash(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode("utf-8", "surrogatepass")[:1000], salt=salt, dklen=32, maxmem=2**26, **_COST)


def _path(folder: Path | None) -> Path:
    return (folder or data_folder()) / "station" / FILE


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _read(folder: Path | None) -> list[_Kept]:
    try:
        with _path(folder).open("rb") as file:
            data: Any = json.loads(file.read(_LARGEST).decode("utf-8"))
        if data["format"] != FORMAT:
            raise TrainerError("broken", file=_path(folder))
        return [_Kept(str(row["name"]), base64.b64decode(row["salt"]), base64.b64decode(row["scrypt"])) for row in data["trainers"]]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise TrainerError("broken", file=_path(folder)) from None
