"""Numbers with units as instructors write them: "30 s", "1 min 30 s", "1.5 m/s", "15 Pa".

`parse` says what is wrong in a word of ours, so that the sentence never depends on a library's English.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

UNITS: dict[str, dict[str, float]] = {
    "length": {"m": 1.0, "cm": 0.01, "mm": 0.001},
    "time": {"s": 1.0, "min": 60.0, "h": 3600.0},
    "speed": {"m/s": 1.0, "cm/s": 0.01, "mm/s": 0.001},
    "pressure": {"Pa": 1.0},
    "count": {},
}
EXAMPLES = {"length": "1.2 m", "time": "30 s", "speed": "1.2 m/s", "pressure": "15 Pa", "count": "3"}
MAIN = {"length": "m", "time": "s", "speed": "m/s", "pressure": "Pa", "count": ""}
EXAMPLE_MIN = "5"
"""A limit whose name ends in _min: a count of minutes, without unit."""
MOST = 1e6
_SAID = {
    "minute": "min", "minutes": "min", "mn": "min", "seconde": "s", "secondes": "s", "sec": "s", "second": "s", "seconds": "s",
    "heure": "h", "heures": "h", "hour": "h", "hours": "h", "metre": "m", "metres": "m", "mètre": "m", "mètres": "m", "pascal": "Pa",
    "pascals": "Pa",
}  # fmt: skip
"""What people write for a unit -> the unit."""
_BELOW = {"h": "min", "min": "s"}
"""4min30, 1h30: the second number is of the next smaller unit."""
_ALL = {unit.lower(): (quantity, unit) for quantity, units in UNITS.items() for unit in units}
_PART = re.compile(r"([-+]?\d{1,12}(?:\.\d{1,12})?)\s*([A-Za-zµ%/]*)\s*")
_PADDED = re.compile(r"[-+]?0\d")
"""0123: a number of a batch, or one that other readers take for octal."""
_SPOKEN = re.compile(r"(\d{1,12}(?:\.\d{1,12})?)\s*([^\W\d_]{0,10})")
_CLOCK = re.compile(r"\d{1,3}(?::\d{1,2}){1,2}\Z")
_COMMA = re.compile(r"[-+]?\d+,\d+")
_SPACES = str.maketrans("\u00a0\u202f\u2009", "   ")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a number could not be read: code, which fix applies, and a corrected spelling where one is sure."""

    code: str
    fix: str = ""
    better: str = ""
    unit: str = ""


def parse(value: object, quantity: str, bare: bool = False) -> float | Problem:
    """A number in the main unit of the quantity (m, s, m/s, Pa).  bare: may stand without a unit."""
    if isinstance(value, bool):
        return Problem("S204")
    if isinstance(value, int | float):
        if not bare and quantity != "count":
            return Problem("S205", better=f"{value:g} {MAIN[quantity]}")
        return float(value) if abs(value) <= MOST else Problem("S209")
    if not isinstance(value, str):
        return Problem("S204")
    return _parse_text(value.translate(_SPACES).strip(), quantity, bare)


def _parse_text(text: str, quantity: str, bare: bool) -> float | Problem:
    if quantity == "time" and _CLOCK.match(text):
        return Problem("S206", better=_clock(text))
    if _COMMA.match(text):
        return Problem("S204", "comma", better=text.replace(",", "."))
    total, at = 0.0, 0
    while (match := _PART.match(text, at)) is not None:
        number, unit = match.groups()
        if unit == "" and at > 0:
            better = _in_our_units(text, quantity)
            return Problem("S204", "unit" if better else "", better=better)
        if unit == "" and _PADDED.match(number):
            return Problem("S204")
        if unit == "" and match.end() == len(text):
            return parse(float(number), quantity, bare) if quantity != "count" else float(number)
        known = _ALL.get(unit.lower())
        if known is None:
            better = _in_our_units(text, quantity)
            return Problem("S204", "unit" if better else "", better=better)
        if known[0] != quantity:
            return Problem("S216", unit=unit)
        total += float(number) * UNITS[quantity][known[1]]
        at = match.end()
        if at == len(text):
            return total if abs(total) <= MOST else Problem("S209")
    return Problem("S204")


def _in_our_units(text: str, quantity: str) -> str:
    """4 minutes -> 4 min, 4min30 -> 4 min 30 s; "" when it is not clear."""
    parts = [(number, _SAID.get(unit.lower(), unit)) for number, unit in _SPOKEN.findall(text)]
    if "".join(number + unit for number, unit in _SPOKEN.findall(text)) != "".join(text.split()):
        return ""
    if len(parts) == 2 and parts[0][1] in _BELOW and parts[1][1] == "":
        parts[1] = (parts[1][0], _BELOW[parts[0][1]])
    known = bool(parts) and all(unit in UNITS[quantity] for _, unit in parts)
    return " ".join(f"{number} {unit}" for number, unit in parts) if known else ""


def _clock(text: str) -> str:
    """12:30 -> 12 min 30 s, 1:02:03 -> 1 h 2 min 3 s."""
    parts = [int(part) for part in text.split(":")]
    names = ("min", "s") if len(parts) == 2 else ("h", "min", "s")
    return " ".join(f"{part} {name}" for part, name in zip(parts, names, strict=True) if part) or "0 s"


_ENDINGS = (
    ("_m_s", "speed"), ("_mm_s", "speed"), ("_mm", "length"), ("_m", "length"), ("_s", "time"), ("_pa", "pressure"), ("_ticks", "time"),
)  # fmt: skip
"""Longer endings before those they end with."""


def of_limit(name: str) -> str:
    """What a limit measures, from the end of its name: rub_s a time, hand_speed_m_s a speed, clear_mm a length, else a count."""
    return next((quantity for ending, quantity in _ENDINGS if name.endswith(ending)), "count")


def example_of(name: str) -> str:
    """How a value of this name may be written."""
    return EXAMPLE_MIN if name.endswith("_min") else EXAMPLES[of_limit(name)]


def bare_minutes(name: str, value: object) -> str:
    """The number to write where the name says the minutes and the author said them again (2 min, 1 h, 90 s); "" elsewhere."""
    read = parse(value, "time") if name.endswith("_min") else 0.0
    return "" if isinstance(read, Problem) or not name.endswith("_min") else f"{read / 60:g}"


def to_limit(name: str, main: float) -> float:
    """A value in main units -> the unit the limit's name says (clear_mm: millimetres)."""
    if name.endswith(("_mm", "_mm_s")):
        return main * 1000.0
    if name.endswith("_ticks"):
        return main * 60.0
    return main
